"""The Present menu and its actions."""

from __future__ import annotations

from cjm_desktop.windows.actions.action import Action, Menu
from cjm_desktop.windows.actions.action import shown as t

ACTIONS: tuple[Action, ...] = (
    Action(
        "present",
        t("From the &Beginning"),
        "present.from_beginning",
        "play",
        None,
        "F5",
        ("F11",),
        tip=t("Present the map in full screen, step by step"),
    ),
    Action(
        "present-here",
        t("From the Selected &Stage"),
        "present.from_here",
        "",
        None,
        "Shift+F5",
        ("Shift+F11",),
        tip=t("Present in full screen from what is selected"),
    ),
)

MENU = Menu(
    "present",
    t("&Present"),
    ("present", "present-here", None, Menu("present-screen", t("S&creen"), icon="monitor", dynamic=True)),
)
