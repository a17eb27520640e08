"""Links from a card to another map, of which a map of maps is made."""

from __future__ import annotations

from cjm_desktop.windows.actions.action import Action, Needs
from cjm_desktop.windows.actions.action import shown as t

ACTIONS: tuple[Action, ...] = (
    Action(
        "link-map",
        t("Link Card to Another &Map…"),
        "linked.link",
        "map",
        needs=Needs.CARD,
        tip=t("Choose the map that a click on the card's sign opens"),
    ),
    Action("open-linked-map", t("Open Linked M&ap"), "linked.open_selected", "external-link", needs=Needs.LINKED),
)

ENTRIES: tuple[str, ...] = ("link-map", "open-linked-map")
