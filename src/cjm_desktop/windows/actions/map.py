"""The Map menu and its actions."""

from __future__ import annotations

from cjm_desktop.windows.actions import lanes, linked
from cjm_desktop.windows.actions.action import Action, Menu, Needs
from cjm_desktop.windows.actions.action import shown as t

ACTIONS: tuple[Action, ...] = (
    Action(
        "personas",
        t("P&ersonas…"),
        "personas.edit",
        "user",
        tip=t("Edit personas, their portraits and curves; keep them in files and in the library"),
    ),
    Action("map-properties", t("Map &Properties"), "map.map_properties", "settings-2"),
    Action("put-parked", t("Put Parked &Cards on the Map"), "map.put_parked_cards", "sticky-note", needs=Needs.PARKED),
    Action(
        "resolve-conflicts",
        t("Resolve Con&flicts…"),
        "map.resolve_conflicts",
        "combine",
        needs=Needs.CONFLICTS,
        tip=t("Decide on what two people changed in different ways"),
    ),
    Action("structure-only", t("Keep &Structure Only"), "map.structure_only", "layout-template"),
    *lanes.ACTIONS,
    *linked.ACTIONS,
)

MENU = Menu(
    "map",
    t("&Map"),
    (
        "map-properties",
        "personas",
        Menu("curves", t("C&urves"), icon="smile", dynamic=True),
        None,
        *lanes.ENTRIES,
        None,
        "park",
        "put-parked",
        None,
        *linked.ENTRIES,
        None,
        "resolve-conflicts",
        "structure-only",
    ),
)
