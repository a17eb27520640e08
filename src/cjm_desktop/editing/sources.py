"""Sources: what the map rests on, put in, moved, changed, removed."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from cjm_desktop.editing.fields import checked
from cjm_desktop.editing.tables import chosen, insert_record, moved, unused_id, update_record, with_tables, without
from cjm_desktop.model.journey import Journey
from cjm_desktop.model.records import Source


def new_source(journey: Journey, title: str = "", **fields: Any) -> Source:
    """A source, not yet in the map; ValueError for a value it cannot have."""
    return Source(id=unused_id(journey, "source"), **checked(Source, {"title": title, **fields}))


def insert_source(journey: Journey, source: Source, before: str | None = None) -> Journey:
    """The map with the source; KeyError for an unknown `before`, ValueError for an id in use."""
    return insert_record(journey, "sources", source, before)


def move_sources(journey: Journey, ids: Iterable[str], before: str | None = None) -> Journey:
    """The map with the sources, in the order they have, in front of another one, or last; KeyError for unknown ids."""
    return with_tables(journey, sources=moved(journey.sources, ids, before))


def update_source(journey: Journey, id_: str, /, **fields: Any) -> Journey:
    """The map with a source's fields changed; KeyError for an unknown id."""
    return update_record(journey, "sources", id_, fields)


def remove_sources(journey: Journey, ids: Iterable[str]) -> Journey:
    """The map without the sources; KeyError for an unknown id."""
    return with_tables(journey, sources=without(journey.sources, chosen(journey.sources, ids)))
