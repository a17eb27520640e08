"""Lists of small records as data, for the editor that shows them: the parts of a row, the rows, and what can be done."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from enum import Enum, auto
from typing import Any

from cjm_desktop.model.journey import Journey
from cjm_desktop.windows.inspector.field import Ids, Option


class PartKind(Enum):
    """How one part of a row is edited."""

    LINE = auto()  #: a text
    WHOLE = auto()  #: a whole number, or nothing
    CHOICE = auto()  #: one of the row's options
    TOGGLE = auto()  #: yes or no, as a small pressed button with an icon
    OPEN = auto()  #: the row's name on a button that selects the thing


@dataclass(frozen=True, slots=True)
class Part:
    """One control of a row. `line` counts the lines of the row from 0; `width` is in pixels, 0 for as much as there is."""

    key: str
    label: str
    kind: PartKind
    line: int = 0
    width: int = 0
    hint: str = ""
    icon: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """One of the records: its id, what it is called, its values by the keys of the parts, and options of its choices."""

    id: str
    name: str
    values: dict[str, Any]
    options: dict[str, tuple[Option, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Rows:
    """How a list is edited. Each edit is a label for undo and a function; what is None cannot be done."""

    parts: tuple[Part, ...]
    change: tuple[str, Callable[[Journey, Ids, str, str, Any], Journey]]
    remove: tuple[str, Callable[[Journey, Ids, str], Journey]] | None = None
    move: tuple[str, Callable[[Journey, Ids, str, str | None], Journey]] | None = None
    add: tuple[str, Callable[[Journey, Ids], Journey]] | None = None
    add_label: str = ""
