"""What the inspector can edit, as data: a field says how its value is read, written, edited and named."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from enum import Enum, auto
from operator import attrgetter
from typing import Any

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from cjm_desktop.editing.document import update_map
from cjm_desktop.editing.many import update_all
from cjm_desktop.model.journey import Journey


class Editor(Enum):
    """How a field is edited."""

    LINE = auto()  #: one line of text
    TEXT = auto()  #: some lines of text
    LIST = auto()  #: texts, one a line
    TAGS = auto()  #: short texts as pills
    CHOICE = auto()  #: one of several
    CHANNEL = auto()  #: one of the channels, and the map's own channels themselves
    NUMBER = auto()  #: a number, or nothing
    WHOLE = auto()  #: a whole number, or nothing
    NUMBERS = auto()  #: numbers, one after the other
    EMOTION = auto()  #: a slider from -2 to +2, or nothing (a gap)
    SHARE = auto()  #: a slider from 0 to 100 %
    SWITCH = auto()  #: yes or no
    MARKS = auto()  #: any of several signs
    PRIORITY = auto()  #: impact and effort on a grid
    SWATCHES = auto()  #: one of the theme's colours
    PICTURE = auto()  #: an embedded picture with what is shown of it, or none
    LINKS = auto()  #: addresses with titles
    ROWS = auto()  #: a list of small records
    DATE = auto()  #: one line of text, with a calendar to pick a day
    LANGUAGE = auto()  #: a language by its name, or by any code
    ROLES = auto()  #: any of the lane roles
    LINES = auto()  #: the lines of a service blueprint
    END = auto()  #: a card, found by its text
    NOTICE = auto()  #: a sentence to read
    BUTTON = auto()  #: something to be done


@dataclass(frozen=True, slots=True)
class Option:
    """One of the values of a choice."""

    value: Any
    text: str
    icon: str = ""


@dataclass(frozen=True, slots=True)
class Deed:
    """An edit that an editor makes by itself: the step's label, and the map after. Deeds of one `merge` key are one step."""

    undo: str
    make: Callable[[Journey, tuple[str, ...]], Journey]
    merge: str = ""


Ids = tuple[str, ...]
Writer = Callable[[Journey, Ids, Any], Journey]


@dataclass(frozen=True, slots=True)
class Field:
    """One editable field.

    `read` takes a record (the journey itself for the map's own fields); `gather`, where there is one, takes all at once
    instead. `write` gives the journey with the value in the things of these ids; it raises ValueError for a value that
    cannot be. `of` leads from the selected things to those that bear the field (from a point to its curve).
    `undo` is the step's label. Two `half` fields in a row stand side by side. `section` opens a new heading. A `single`
    field is a thing's own and not shown for several. `covers` names the record's fields that it edits. `explained` says
    below the field what it means.
    """

    key: str
    label: str
    editor: Editor
    read: Callable[[Any], Any] = lambda _record: None
    write: Writer = lambda journey, _ids, _value: journey
    undo: str = ""
    undo_off: str = ""  #: the step's label where a switch is turned off, if it is another one
    options: Callable[[Journey, Ids], tuple[Option, ...]] | None = None
    completions: Callable[[Journey], Iterable[str]] | None = None
    gather: Callable[[Journey, Ids], Any] | None = None
    of: Callable[[Journey, Ids], Ids] | None = None
    shown: Callable[[Journey, Ids], bool] | None = None
    hint: str = ""
    explained: str = ""
    lines: int = 2
    half: bool = False
    section: str = ""
    folded: bool = False  #: whether the section is folded until somebody opens it
    bare: bool = False  #: whether it stands without its label
    single: bool = False
    empty: Any = None  #: the value that says nothing
    extra: Any = None  #: what its editor needs to know beyond this
    covers: tuple[str, ...] = field(default=())

    @property
    def shown_label(self) -> str:
        return tr(self.label)

    @property
    def shown_hint(self) -> str:
        return tr(self.hint) if self.hint else ""

    @property
    def shown_section(self) -> str:
        return tr(self.section) if self.section else ""

    @property
    def covered(self) -> tuple[str, ...]:
        """The record's fields that it edits."""
        return self.covers or (self.key,)


def t(text: str) -> str:
    """Marks a text of the inspector for translation."""
    return str(QT_TRANSLATE_NOOP("inspector", text))


def tr(text: str) -> str:
    """A text of the inspector in the user's language."""
    return QCoreApplication.translate("inspector", text)


def write_all(key: str) -> Writer:
    """Writes one field of things of any kind, all at once."""
    return lambda journey, ids, value: update_all(journey, ids, **{key: value})


def simple(key: str, label: str, editor: Editor, undo: str, **more: Any) -> Field:
    """A field that is read from and written to the attribute of its key."""
    return Field(key, label, editor, attrgetter(key), write_all(key), undo, **more)


def of_map(key: str, label: str, editor: Editor, undo: str, **more: Any) -> Field:
    """A field of the map itself."""

    def write(journey: Journey, _ids: Ids, value: Any) -> Journey:
        return update_map(journey, **{key: value})

    return Field(key, label, editor, attrgetter(key), write, undo, **more)
