"""The Window menu: the way back along a link, and the maps that are open."""

from __future__ import annotations

from cjm_desktop.windows.actions.action import Action, Menu, Needs
from cjm_desktop.windows.actions.action import shown as t

ACTIONS: tuple[Action, ...] = (
    Action(
        "back",
        t("&Back to the Map That Led Here"),
        "linked.back",
        "undo-2",
        None,
        "Alt+Left",
        ("Back",),
        needs=Needs.LED_HERE,
        # Where something is selected, this key moves it.
        on_map=True,
        tip=t("Go back along the link that opened this map; by its key while nothing is selected"),
    ),
)

#: Filled when it opens, with the maps that are open.
MENU = Menu("window", t("&Window"), tuple(action.id for action in ACTIONS), dynamic=True)
