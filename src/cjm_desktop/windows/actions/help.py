"""The Help menu and its actions."""

from __future__ import annotations

from cjm_desktop.windows.actions.action import Action, Menu, Needs
from cjm_desktop.windows.actions.action import shown as t

ACTIONS: tuple[Action, ...] = (
    Action(
        "shortcuts", t("&Keyboard Shortcuts"), "help.show_shortcuts", "keyboard", None, "Ctrl+F1", needs=Needs.NOTHING
    ),
    Action(
        "command-palette",
        t("&Command Palette…"),
        "find.command_palette",
        "search",
        None,
        "Ctrl+K",
        ("Ctrl+Shift+P",),
        needs=Needs.NOTHING,
    ),
    Action("about", t("&About CJM Desktop"), "help.show_about", "info", needs=Needs.NOTHING),
)

MENU = Menu("help", t("&Help"), ("command-palette", "shortcuts", None, "about"))
