"""Things of any kind by their id: what one is, what the user calls it, and how it is changed or removed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from cjm_desktop.editing.cards import remove_cards, update_cards
from cjm_desktop.editing.channels import remove_channels, update_channel
from cjm_desktop.editing.connectors import remove_connectors, update_connector
from cjm_desktop.editing.curve import remove_curves, remove_points, update_curve, update_point
from cjm_desktop.editing.lanes import remove_lanes, update_lane
from cjm_desktop.editing.lines import remove_lines, update_line
from cjm_desktop.editing.metrics import remove_metrics, update_metric
from cjm_desktop.editing.personas import remove_personas, update_persona
from cjm_desktop.editing.pictures import remove_pictures, update_picture
from cjm_desktop.editing.sources import remove_sources, update_source
from cjm_desktop.editing.stages import remove_stages, update_stage
from cjm_desktop.editing.views import remove_views, update_view
from cjm_desktop.model.catalogue import role_of
from cjm_desktop.model.journey import Journey
from cjm_desktop.model.queries import find
from cjm_desktop.model.records import Card, LaneKind


@dataclass(frozen=True, slots=True)
class _Kind:
    key: str
    word: str
    update: Callable[..., Journey]
    remove: Callable[[Journey, Iterable[str]], Journey]


def _update_card(journey: Journey, id_: str, /, **fields: Any) -> Journey:
    return update_cards(journey, [id_], **fields)


#: By table. What stands in something else comes before it, so that removing a mix of kinds finds every id still there.
_KINDS = {
    "connectors": _Kind("connector", "connector", update_connector, remove_connectors),
    "points": _Kind("point", "emotion point", update_point, remove_points),
    "metrics": _Kind("metric", "metric", update_metric, remove_metrics),
    "cards": _Kind("card", "card", _update_card, remove_cards),
    "curves": _Kind("curve", "emotion curve", update_curve, remove_curves),
    "lanes": _Kind("lane", "lane", update_lane, remove_lanes),
    "stages": _Kind("stage", "stage", update_stage, remove_stages),
    "lines": _Kind("line", "line", update_line, remove_lines),
    "personas": _Kind("persona", "persona", update_persona, remove_personas),
    "channels": _Kind("channel", "channel", update_channel, remove_channels),
    "sources": _Kind("source", "source", update_source, remove_sources),
    "pictures": _Kind("picture", "picture", update_picture, remove_pictures),
    "views": _Kind("view", "view", update_view, remove_views),
}


def kind_of(journey: Journey, id_: str) -> str:
    """What a thing is: "stage", "lane", "card", "point", "curve", "persona", "connector", "metric", "line", "channel",
    "source", "picture" or "view". KeyError for an unknown id."""
    return _KINDS[_table_of(journey, id_)].key


def name_of(journey: Journey, id_: str) -> str:
    """What the user calls a thing: "touchpoint", "pain point", "stage", "emotion point" ...; KeyError for an unknown id."""
    table = _table_of(journey, id_)
    return _card_word(journey, journey.cards[id_]) if table == "cards" else _KINDS[table].word


def update(journey: Journey, id_: str, /, **fields: Any) -> Journey:
    """The map with a thing's fields changed; raises as the update of its kind does."""
    return _KINDS[_table_of(journey, id_)].update(journey, id_, **fields)


def remove(journey: Journey, ids: Iterable[str]) -> Journey:
    """The map without these things, whatever they are; KeyError for an unknown id."""
    by_table: dict[str, list[str]] = defaultdict(list)
    for id_ in dict.fromkeys(ids):
        by_table[_table_of(journey, id_)].append(id_)
    for table, kind in _KINDS.items():
        present = [id_ for id_ in by_table[table] if id_ in getattr(journey, table)]
        journey = kind.remove(journey, present)
    return journey


def _table_of(journey: Journey, id_: str) -> str:
    found = find(journey, id_)
    if found is None:
        raise KeyError(id_)
    return found[0]


def _card_word(journey: Journey, card: Card) -> str:
    lane = None if card.lane is None else journey.lanes.get(card.lane)
    word = "card" if lane is None else role_of(lane).card_name.lower()
    if word == "card" and (card.channel is not None or (lane is not None and lane.kind is LaneKind.TOUCHPOINTS)):
        return "touchpoint"
    return word
