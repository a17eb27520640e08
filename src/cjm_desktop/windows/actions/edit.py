"""The Edit menu and its actions."""

from __future__ import annotations

from PySide6.QtGui import QKeySequence

from cjm_desktop.windows.actions.action import Action, Menu, Needs
from cjm_desktop.windows.actions.action import shown as t
from cjm_desktop.windows.actions.arrange import ACTIONS as ARRANGE
from cjm_desktop.windows.actions.arrange import ENTRIES as ARRANGE_ENTRIES
from cjm_desktop.windows.actions.by_keys import ACTIONS as BY_KEYS
from cjm_desktop.windows.actions.by_keys import EMOTION, MOVE
from cjm_desktop.windows.actions.clipboard import ACTIONS as CLIPBOARD
from cjm_desktop.windows.actions.clipboard import ENTRIES as CLIPBOARD_ENTRIES
from cjm_desktop.windows.actions.marking import ACTIONS as MARKING
from cjm_desktop.windows.actions.marking import ENTRIES as MARKING_ENTRIES
from cjm_desktop.windows.actions.preferences import ACTIONS as PREFERENCES

Key = QKeySequence.StandardKey

ACTIONS: tuple[Action, ...] = (
    Action("undo", t("&Undo"), "edit.undo", "undo-2", Key.Undo, "Ctrl+Z", needs=Needs.UNDO),
    Action("redo", t("&Redo"), "edit.redo", "redo-2", Key.Redo, "Ctrl+Shift+Z", ("Ctrl+Y",), needs=Needs.REDO),
    Action("edit-text", t("&Edit Text"), "edit.edit_text", "pencil", None, "F2", needs=Needs.SELECTION),
    Action("delete", t("&Delete"), "edit.delete", "trash-2", Key.Delete, "Del", needs=Needs.SELECTION),
    Action(
        "properties",
        t("Properties"),
        "edit.properties",
        "panel-right",
        None,
        "Alt+Return",
        tip=t("What is selected, else the map, in the inspector"),
    ),
    Action("select-all", t("Select &All"), "edit.select_all", "", Key.SelectAll, "Ctrl+A"),
    Action("select-none", t("Select &Nothing"), "edit.select_none", "", None, "Ctrl+Shift+A", needs=Needs.SELECTION),
    Action("find", t("&Find…"), "find.find", "search", Key.Find, "Ctrl+F"),
    Action("find-next", t("Find Ne&xt"), "find.find_next", "", None, "F3"),
    Action("find-previous", t("Find Pre&vious"), "find.find_previous", "", None, "Shift+F3"),
    Action("replace", t("Rep&lace…"), "find.replace", "", Key.Replace, "Ctrl+H"),
    Action("go-to-stage", t("&Go to Stage…"), "find.go_to_stage", "", None, "Ctrl+G", needs=Needs.STAGES),
    *CLIPBOARD,
    *ARRANGE,
    *BY_KEYS,
    *MARKING,
    *PREFERENCES,
)

FIND = Menu(
    "find-menu",
    t("&Find and Replace"),
    ("find", "find-next", "find-previous", "replace", None, "go-to-stage"),
    "search",
)

MENU = Menu(
    "edit",
    t("&Edit"),
    (
        "undo",
        "redo",
        None,
        *CLIPBOARD_ENTRIES,
        None,
        "edit-text",
        "properties",
        "delete",
        None,
        *ARRANGE_ENTRIES,
        MOVE,
        None,
        EMOTION,
        *MARKING_ENTRIES,
        None,
        Menu("select", t("Se&lect"), ("select-all", "select-none")),
        FIND,
        None,
        "preferences",
    ),
)
