"""Menus and actions as data: what each is called, its keys, its icon, which method of `Commands` it calls, and when.

Everything that lists commands (menus, tool bar, the page of keyboard shortcuts) is made from `ACTIONS` and `MENUS`.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication
from PySide6.QtGui import QKeySequence

_Key = QKeySequence.StandardKey


class Needs(StrEnum):
    """When an action is enabled."""

    NOTHING = "nothing"  #: always
    MAP = "map"  #: a map is open in the window
    SELECTION = "selection"  #: something on the map is selected
    UNDO = "undo"  #: there is a step to undo
    REDO = "redo"  #: there is a step to redo
    STAGES = "stages"  #: the map has a stage
    HIDDEN = "hidden"  #: the map has a hidden lane
    PARKED = "parked"  #: a card of the map is in no cell


@dataclass(frozen=True, slots=True)
class Action:
    """A command. `handler` is a method of `commands.Commands`, called with `argument` where that is not None.

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
    tip: str = ""

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
        return QCoreApplication.translate("actions", self.text)


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


def _t(text: str) -> str:
    return str(QT_TRANSLATE_NOOP("actions", text))


_NO, _SELECTION, _STAGES = Needs.NOTHING, Needs.SELECTION, Needs.STAGES

ACTIONS: dict[str, Action] = {
    action.id: action
    for action in (
        Action(
            "new",
            _t("&New…"),
            "new_map",
            "file-plus",
            _Key.New,
            "Ctrl+N",
            needs=_NO,
            tip=_t("Start a map from a template"),
        ),
        Action(
            "open", _t("&Open…"), "open_dialog", "folder-open", _Key.Open, "Ctrl+O", needs=_NO, tip=_t("Open a map")
        ),
        Action("import-mermaid", _t("&Mermaid journey…"), "import_dialog", "file-text", needs=_NO),
        Action("save", _t("&Save"), "save", "save", _Key.Save, "Ctrl+S", tip=_t("Save the map")),
        Action("save-as", _t("Save &As…"), "save_as", "", _Key.SaveAs, "Ctrl+Shift+S"),
        Action(
            "export",
            _t("&Export…"),
            "export_dialog",
            "file-down",
            None,
            "Ctrl+E",
            tip=_t("Export the map as PDF or PNG"),
        ),
        Action("close", _t("&Close Window"), "close_window", "x", _Key.Close, "Ctrl+W", needs=_NO),
        Action("quit", _t("&Quit"), "quit", "", _Key.Quit, "Ctrl+Q", needs=_NO),
        Action("undo", _t("&Undo"), "undo", "undo-2", _Key.Undo, "Ctrl+Z", needs=Needs.UNDO),
        Action("redo", _t("&Redo"), "redo", "redo-2", _Key.Redo, "Ctrl+Shift+Z", ("Ctrl+Y",), needs=Needs.REDO),
        Action("edit-text", _t("&Edit Text"), "edit_text", "pencil", None, "F2", needs=_SELECTION),
        Action("delete", _t("&Delete"), "delete", "trash-2", _Key.Delete, "Del", needs=_SELECTION),
        Action("select-all", _t("Select &All"), "select_all", "", _Key.SelectAll, "Ctrl+A"),
        Action("select-none", _t("Select &Nothing"), "select_none", "", None, "Ctrl+Shift+A", needs=_SELECTION),
        Action("insert-stage", _t("&Stage"), "insert", "columns-3", None, "Ctrl+Shift+G", argument="stage"),
        Action(
            "insert-card", _t("&Card"), "insert", "sticky-note", None, "Ctrl+Return", needs=_STAGES, argument="card"
        ),
        Action(
            "insert-touchpoint",
            _t("&Touchpoint"),
            "insert",
            "waypoints",
            None,
            "Ctrl+Shift+T",
            needs=_STAGES,
            argument="touchpoint",
        ),
        Action(
            "insert-emotion",
            _t("&Emotion Point"),
            "insert",
            "smile",
            None,
            "Ctrl+Shift+E",
            needs=_STAGES,
            argument="emotion",
        ),
        Action("insert-pain", _t("&Pain Point"), "insert", "frown", needs=_STAGES, argument="pains"),
        Action(
            "insert-opportunity", _t("&Opportunity"), "insert", "lightbulb", needs=_STAGES, argument="opportunities"
        ),
        Action("insert-thought", _t("T&hought"), "insert", "message-circle", needs=_STAGES, argument="thoughts"),
        Action("insert-picture", _t("P&icture…"), "insert", "image", argument="picture", tip=_t("Insert a picture")),
        Action("insert-persona", _t("Pe&rsona"), "add_persona", "user-plus"),
        Action("zoom-in", _t("Zoom &In"), "zoom_in", "plus", _Key.ZoomIn, "Ctrl++", ("Ctrl+=",)),
        Action("zoom-out", _t("Zoom &Out"), "zoom_out", "minus", _Key.ZoomOut, "Ctrl+-"),
        Action("zoom-actual", _t("&Actual Size"), "zoom_actual", "", None, "Ctrl+0"),
        Action(
            "zoom-fit",
            _t("&Fit Map"),
            "zoom_fit",
            "maximize",
            None,
            "Ctrl+1",
            ("Shift+1",),
            tip=_t("Show the whole map"),
        ),
        Action("zoom-selection", _t("Zoom to Se&lection"), "zoom_selection", "", None, "Ctrl+2", needs=_SELECTION),
        Action(
            "appearance-system",
            _t("Follow the &System"),
            "set_appearance",
            "monitor",
            needs=_NO,
            argument="system",
            checkable=True,
            group="appearance",
        ),
        Action(
            "appearance-light",
            _t("&Light"),
            "set_appearance",
            "sun",
            needs=_NO,
            argument="light",
            checkable=True,
            group="appearance",
        ),
        Action(
            "appearance-dark",
            _t("&Dark"),
            "set_appearance",
            "moon",
            needs=_NO,
            argument="dark",
            checkable=True,
            group="appearance",
        ),
        Action("show-palette", _t("&Palette"), "show_palette", "panel-left", None, "F7", checkable=True),
        Action("show-inspector", _t("I&nspector"), "show_inspector", "panel-right", None, "F8", checkable=True),
        Action("next-panel", _t("Go to Ne&xt Panel"), "go_to_panel", "", None, "F6", argument="next"),
        Action("previous-panel", _t("Go to Pre&vious Panel"), "go_to_panel", "", None, "Shift+F6", argument="previous"),
        Action("map-properties", _t("Map &Properties"), "map_properties", "settings-2", None, "Alt+Return"),
        Action("show-lanes", _t("Show &Hidden Lanes"), "show_hidden_lanes", "rows-3", needs=Needs.HIDDEN),
        Action("put-parked", _t("Put Parked &Cards on the Map"), "put_parked_cards", "sticky-note", needs=Needs.PARKED),
        Action("structure-only", _t("Keep &Structure Only"), "structure_only", "layout-template"),
        Action("shortcuts", _t("&Keyboard Shortcuts"), "show_shortcuts", "keyboard", None, "Ctrl+F1", needs=_NO),
        Action("about", _t("&About CJM Desktop"), "show_about", "info", needs=_NO),
    )
}

#: Lane roles in the groups of the Insert menu and the lane picker.
ROLE_GROUPS: tuple[tuple[str, tuple[str, ...]], ...] = (
    (_t("The customer"), ("actions", "goals", "touchpoints", "thoughts", "emotions", "expectations", "needs")),
    (_t("Trouble and ideas"), ("pains", "barriers", "frictions", "moments_of_truth", "opportunities", "ideas")),
    (_t("What we know"), ("metrics", "evidence", "strengths", "weaknesses", "storyboard", "owners")),
    (_t("What we give"), ("content", "messages", "resources", "brand_contact")),
    (_t("A day"), ("place", "people_devices", "time")),
    (_t("The future"), ("vision", "current_pain", "enablers", "horizon", "priority")),
    (
        _t("Service blueprint"),
        (
            "physical_evidence", "customer_actions", "frontstage_people", "frontstage_technology",
            "backstage_people", "backstage_technology", "support", "policies",
        ),
    ),
    (_t("Your own"), ("own",)),
)  # fmt: skip


def group_label(group: str) -> str:
    """The name of a group of `ROLE_GROUPS` in the user's language."""
    return QCoreApplication.translate("actions", group)


def role_label(role: str) -> str:
    """What a lane of the role is called, in the user's language."""
    # The catalogue brings pydantic, which the first window does not need.
    from cjm_desktop.model.catalogue import ROLES

    return QCoreApplication.translate("catalogue", ROLES[role].label)


def role_icon(role: str) -> str:
    """The icon that stands for lanes of the role."""
    from cjm_desktop.model.catalogue import ROLES

    return _ROLE_ICONS.get(role) or _KIND_ICONS[ROLES[role].kind.value]


_KIND_ICONS = {
    "cards": "rows-3",
    "touchpoints": "waypoints",
    "emotion": "smile",
    "metric": "gauge",
    "pictures": "clapperboard",
    "steps": "footprints",
}
_ROLE_ICONS = {
    "actions": "footprints",
    "goals": "target",
    "thoughts": "message-circle",
    "pains": "frown",
    "barriers": "ban",
    "frictions": "triangle-alert",
    "opportunities": "lightbulb",
    "ideas": "lightbulb",
    "moments_of_truth": "gem",
    "owners": "user",
    "strengths": "star",
    "own": "plus",
    "time": "hourglass",
    "evidence": "search",
}

#: What a right click on the map offers.
CONTEXT: tuple[str | None, ...] = (
    "edit-text",
    "delete",
    None,
    "insert-card",
    "insert-touchpoint",
    "insert-emotion",
    "insert-stage",
    None,
    "zoom-selection",
    "zoom-fit",
)

MENUS: tuple[Menu, ...] = (
    Menu(
        "file",
        _t("&File"),
        (
            "new",
            "open",
            Menu("recent", _t("Open &Recent"), icon="file-clock", dynamic=True),
            Menu("import", _t("&Import"), ("import-mermaid",), "import"),
            None,
            "save",
            "save-as",
            None,
            "export",
            None,
            "close",
            "quit",
        ),
    ),
    Menu("edit", _t("&Edit"), ("undo", "redo", None, "edit-text", "delete", None, "select-all", "select-none")),
    Menu(
        "insert",
        _t("&Insert"),
        (
            "insert-stage",
            Menu("insert-lane", _t("&Lane"), icon="rows-3", dynamic=True),
            None,
            "insert-card",
            "insert-touchpoint",
            "insert-emotion",
            "insert-pain",
            "insert-opportunity",
            "insert-thought",
            "insert-picture",
            None,
            "insert-persona",
        ),
    ),
    Menu(
        "view",
        _t("&View"),
        (
            "zoom-in",
            "zoom-out",
            "zoom-actual",
            "zoom-fit",
            "zoom-selection",
            None,
            "show-palette",
            "show-inspector",
            "next-panel",
            "previous-panel",
            None,
            Menu("appearance", _t("Appea&rance"), ("appearance-system", "appearance-light", "appearance-dark"), "sun"),
        ),
    ),
    Menu("map", _t("&Map"), ("map-properties", "show-lanes", "put-parked", None, "structure-only")),
    Menu("help", _t("&Help"), ("shortcuts", None, "about")),
)
