"""What is said of the selected cards by a word from a list: their channel, their marks, and how we know."""

from __future__ import annotations

from cjm_desktop.windows.actions.action import Action, Menu
from cjm_desktop.windows.actions.action import shown as t

ACTIONS: tuple[Action, ...] = (
    Action(
        "set-channel",
        t("&Choose Channel…"),
        "marking.choose_channel",
        "waypoints",
        None,
        "Ctrl+Alt+C",
        tip=t("Find a channel for the selected cards by typing"),
    ),
)

#: Filled when they open: with what the map and the catalogue offer, and ticks at what the selected things have.
CHANNEL = Menu("channel", t("C&hannel"), ("set-channel",), "waypoints", dynamic=True)
MARK = Menu("mark-as", t("Mark As"), icon="star", dynamic=True)
EVIDENCE = Menu("evidence", t("Evidence"), icon="circle-question-mark", dynamic=True)

ENTRIES: tuple[str | Menu | None, ...] = (CHANNEL, MARK, EVIDENCE)
