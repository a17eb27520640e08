"""What helps in a workshop: a timer and dot votes; a menu in the View menu, and its actions."""

from __future__ import annotations

from cjm_desktop.windows.actions.action import Action, Menu, Needs
from cjm_desktop.windows.actions.action import shown as t

ACTIONS: tuple[Action, ...] = (
    Action("timer", t("&Timer"), "workshop.show_timer", "timer", None, "Ctrl+Alt+T", checkable=True),
    Action("timer-toggle", t("&Start or Pause the Timer"), "workshop.toggle_timer", "", None, "Ctrl+Alt+Space"),
    Action(
        "voting",
        t("&Dot Votes"),
        "workshop.set_voting",
        "circle-dot",
        None,
        "Ctrl+Alt+D",
        checkable=True,
        tip=t("Vote for cards by clicks"),
    ),
    Action("vote", t("&Vote for the Selected Cards"), "workshop.vote", "", None, "Ctrl+Alt+B", needs=Needs.CARD),
    Action("vote-back", t("Take a Vote &Back"), "workshop.take_back", "", None, "Ctrl+Alt+Shift+B", needs=Needs.CARD),
    Action("sort-votes", t("S&ort All Cells by Votes"), "workshop.sort"),
    Action("clear-votes", t("&Clear All Votes"), "workshop.clear"),
)

MENU = Menu(
    "workshop",
    t("Wor&kshop"),
    ("timer", "timer-toggle", None, "voting", "vote", "vote-back", "sort-votes", "clear-votes"),
    "timer",
)
