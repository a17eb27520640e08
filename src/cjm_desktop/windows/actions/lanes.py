"""The actions on the selected lanes and stages that change how they are looked at; they stand in the Map menu."""

from __future__ import annotations

from cjm_desktop.windows.actions.action import Action, Needs
from cjm_desktop.windows.actions.action import shown as t

ACTIONS: tuple[Action, ...] = (
    Action(
        "collapse-lane",
        t("Co&llapse Lane"),
        "lanes.set_collapsed",
        "chevrons-down-up",
        needs=Needs.LANE,
        checkable=True,
        tip=t("Show the lane as a thin strip"),
    ),
    Action(
        "lock-lane",
        t("Loc&k Lane"),
        "lanes.set_locked",
        "lock",
        needs=Needs.LANE,
        checkable=True,
        tip=t("Keep the lane and its cards from being changed on the map"),
    ),
    Action("hide-lane", t("Hi&de Lane"), "lanes.hide", "eye-off", needs=Needs.LANE),
    Action("hide-stage", t("Hide Sta&ge"), "lanes.hide_stages", needs=Needs.STAGE),
    Action(
        "park",
        t("Se&nd to Parking Lot"),
        "lanes.park",
        "circle-parking",
        None,
        "Ctrl+Shift+J",
        needs=Needs.CARD,
        tip=t("Take the selected cards off the map, to be placed later"),
    ),
    Action("show-lanes", t("Show &Hidden Lanes and Stages"), "lanes.show_hidden", "rows-3", needs=Needs.HIDDEN),
)

ENTRIES = tuple(action.id for action in ACTIONS if action.id != "park")
