"""Connectors: arrows between cards, added, changed and removed."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Any

from cjm_desktop.editing.fields import checked
from cjm_desktop.editing.tables import chosen, insert_record, require, unused_id, update_record, with_tables, without
from cjm_desktop.model.journey import Journey, Table
from cjm_desktop.model.records import Connector


def new_connector(journey: Journey, source: str, target: str, **fields: Any) -> Connector:
    """An arrow between two cards, not yet in the map; KeyError for an unknown card, ValueError for an arrow to itself."""
    ends = {"source": source, "target": target}
    return _possible(journey, Connector(id=unused_id(journey, "connector"), **checked(Connector, {**ends, **fields})))


def insert_connector(journey: Journey, connector: Connector, before: str | None = None) -> Journey:
    """The map with the arrow; raises as `new_connector` does, and ValueError for an id in use."""
    return insert_record(journey, "connectors", _possible(journey, connector), before)


def connect(journey: Journey, source: str, target: str) -> tuple[Journey, str]:
    """The map with an arrow from card to card, and its id; the same map where there is one. Raises as `new_connector`."""
    known = next((one for one in journey.connectors.values() if (one.source, one.target) == (source, target)), None)
    if known is not None:
        return journey, known.id
    made = new_connector(journey, source, target)
    return insert_connector(journey, made), made.id


def update_connector(journey: Journey, id_: str, /, **fields: Any) -> Journey:
    """The map with an arrow's fields changed; raises as `new_connector` does, and KeyError for an unknown id."""
    after = update_record(journey, "connectors", id_, fields)
    _possible(after, after.connectors[id_])
    return after


def remove_connectors(journey: Journey, ids: Iterable[str]) -> Journey:
    """The map without the arrows; KeyError for an unknown id."""
    return with_tables(journey, connectors=without(journey.connectors, chosen(journey.connectors, ids)))


def without_cards(connectors: Table[Connector], cards: Collection[str]) -> Table[Connector]:
    """The arrows that neither leave nor reach one of these cards."""
    return without(connectors, [one.id for one in connectors.values() if one.source in cards or one.target in cards])


def _possible(journey: Journey, connector: Connector) -> Connector:
    require(journey.cards, connector.source)
    require(journey.cards, connector.target)
    if connector.source == connector.target:
        raise ValueError("a connector joins two different cards")
    return connector
