"""The cards of a touchpoint lane in, its rows out: one for each channel in use, in the order of the channels."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from cjm_desktop.layout.boxes import CardContent
from cjm_desktop.model.catalogue import CHANNELS
from cjm_desktop.model.records import Card, Channel

_Set = tuple[Card, CardContent, int, int]


def rows_of(cards: Sequence[_Set], own: Mapping[str, Channel]) -> list[tuple[Channel | None, list[_Set]]]:
    """The channels in use, the map's own before the catalogue's, with their cards; last the cards without a channel.

    A channel that nobody knows counts as none.
    """
    members: dict[str | None, list[_Set]] = {}
    for card in cards:
        id_ = card[0].channel
        members.setdefault(id_ if id_ in own or id_ in CHANNELS else None, []).append(card)
    order = [*own, *(id_ for id_ in CHANNELS if id_ not in own)]
    found: list[tuple[Channel | None, list[_Set]]] = [
        (own.get(id_) or CHANNELS[id_], members[id_]) for id_ in order if id_ in members
    ]
    if None in members:
        found.append((None, members[None]))
    return found
