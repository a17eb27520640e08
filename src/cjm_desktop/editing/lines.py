"""The lines of a service blueprint: put in, changed, removed. Where one stands follows from lane roles."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from cjm_desktop.editing.tables import chosen, insert_record, unused_id, update_record, with_tables, without
from cjm_desktop.model.catalogue import BLUEPRINT_LINES
from cjm_desktop.model.journey import Journey
from cjm_desktop.model.records import BlueprintLine, LineKind


def new_line(journey: Journey, kind: LineKind) -> BlueprintLine:
    """A line as the catalogue has it, not yet in the map."""
    return BLUEPRINT_LINES[kind].model_copy(update={"id": unused_id(journey, "line")})


def insert_line(journey: Journey, line: BlueprintLine, before: str | None = None) -> Journey:
    """The map with the line; KeyError for an unknown `before`, ValueError for an id in use."""
    return insert_record(journey, "lines", line, before)


def update_line(journey: Journey, id_: str, /, **fields: Any) -> Journey:
    """The map with a line's fields changed; KeyError for an unknown id."""
    return update_record(journey, "lines", id_, fields)


def show_line(journey: Journey, kind: LineKind, shown: bool) -> Journey:
    """The map with its lines of a kind shown, or hidden; where it has none to show, with the catalogue's line."""
    here = [line.id for line in journey.lines.values() if line.kind is kind]
    for id_ in here:
        journey = update_line(journey, id_, hidden=not shown)
    return insert_line(journey, new_line(journey, kind)) if shown and not here else journey


def remove_lines(journey: Journey, ids: Iterable[str]) -> Journey:
    """The map without the lines; KeyError for an unknown id."""
    return with_tables(journey, lines=without(journey.lines, chosen(journey.lines, ids)))
