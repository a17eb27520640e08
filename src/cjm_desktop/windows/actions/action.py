"""What an action and a menu are, as data: names, keys, icon, the command that is called, and when it can be."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication
from PySide6.QtGui import QKeySequence


class Needs(StrEnum):
    """When an action is enabled."""

    NOTHING = "nothing"  #: always
    MAP = "map"  #: a map is open in the window
    FILE = "file"  #: a file holds the map
    SELECTION = "selection"  #: something on the map is selected
    CARD = "card"  #: a card is selected
    CARDS = "cards"  #: several cards are selected
    CARD_TEXT = "card-text"  #: a card is selected, or something is being written
    UNDO = "undo"  #: there is a step to undo
    REDO = "redo"  #: there is a step to redo
    STAGES = "stages"  #: the map has a stage
    HIDDEN = "hidden"  #: a lane or a stage is hidden
    PARKED = "parked"  #: a card of the map is in no cell
    LANE = "lane"  #: a lane is selected, or something in one
    STAGE = "stage"  #: a stage is selected, or something in one
    CONFLICTS = "conflicts"  #: the map has conflicts of a merge that nobody has decided on
    LINKED = "linked"  #: the selected cards lead to other maps
    LED_HERE = "led-here"  #: a link on another map opened this one
    VIEWS = "views"  #: the map has views of its own
    CHANGED_VIEW = "changed-view"  #: one of the map's views is shown otherwise than it is kept


@dataclass(frozen=True, slots=True)
class Action:
    """A command. `handler` is “group.method” of `commands.Commands`, called with `argument` where that is not None.

    `standard` gives the platform's keys, `keys` those used where the platform has none, and `more` further ones.
    """

    id: str
    text: str
    handler: str
    icon: str = ""
    standard: QKeySequence.StandardKey | None = None
    keys: str = ""
    more: tuple[str, ...] = ()
    needs: Needs = Needs.MAP
    argument: str | None = None
    checkable: bool = False
    group: str = ""  #: of actions of which one is on
    on_map: bool = False  #: its keys belong to the canvas, which deals with them itself while it has the focus
    tip: str = ""
    context: str = "actions"  #: of the translation of `text`

    def sequences(self) -> list[QKeySequence]:
        """The keys, the one to show first."""
        # Further keys of the platform are those of old keyboards ("F14") and some that we use for other things.
        found = QKeySequence.keyBindings(self.standard)[:1] if self.standard is not None else []
        if not found and self.keys:
            found = [QKeySequence(self.keys)]
        return found + [QKeySequence(keys) for keys in self.more if QKeySequence(keys) not in found]

    @property
    def label(self) -> str:
        """The text in the user's language."""
        return QCoreApplication.translate(self.context, self.text)


@dataclass(frozen=True, slots=True)
class Menu:
    """A menu: ids of actions, further menus, or None for a line between; a `dynamic` menu is filled when it opens."""

    id: str
    text: str
    entries: tuple[str | Menu | None, ...] = ()
    icon: str = ""
    dynamic: bool = False

    @property
    def label(self) -> str:
        return QCoreApplication.translate("actions", self.text)


def shown(text: str) -> str:
    """Marks a text of an action or a menu for translation."""
    return str(QT_TRANSLATE_NOOP("actions", text))
