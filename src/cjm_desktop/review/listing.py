"""A map goes in, lines of plain text come out that say all of it, so that a program which compares lines compares maps."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from cjm_desktop.model.journey import TABLES, Journey
from cjm_desktop.model.records import Record
from cjm_desktop.review.difference_words import named, value_in_words
from cjm_desktop.review.vocabulary import field_word

#: Where a thing stands is told by where it is listed; the bytes of pictures and of kept versions are no words.
_UNTOLD = frozenset(
    {"id", "lane", "stage", "curve", "data", "format", "version", "conflicts", "version_pictures", *TABLES}
)
_CALLED_BY = frozenset({"text", "name", "label", "title"})
_SHARED = ("personas", "channels", "sources", "lanes", "lines", "curves", "connectors", "views", "pictures")


def listing(journey: Journey) -> Iterator[str]:
    """The map's own fields, what its stages share, then stage by stage what stands in each lane, then the parking lot."""
    yield f"Map “{_flat(journey.title)}”"
    yield from _fields(journey, "", journey, "  ")
    for table in _SHARED:
        for record in getattr(journey, table).values():
            yield from _thing(journey, table, record, "")
    cells: dict[tuple[str | None, str | None], list[tuple[str, Any]]] = {}
    for table in ("cards", "points", "metrics"):
        for record in getattr(journey, table).values():
            lane = journey.curves[record.curve].lane if table == "points" else record.lane
            place = (None, None) if lane is None or record.stage is None else (record.stage, lane)
            cells.setdefault(place, []).append((table, record))
    for stage in journey.stages.values():
        yield ""
        yield from _thing(journey, "stages", stage, "")
        for lane in journey.lanes:
            for table, record in cells.get((stage.id, lane), ()):
                yield from _thing(journey, table, record, "  ")
    if (None, None) in cells:
        yield ""
        yield "Parking lot"
        for table, record in cells[None, None]:
            yield from _thing(journey, table, record, "  ")


def _thing(journey: Journey, table: str, record: Any, indent: str) -> Iterator[str]:
    # The whole text, not what fits into a sentence: a word far behind may be the one that changed.
    text = next((str(value) for name in _CALLED_BY if (value := getattr(record, name, ""))), "")
    noun = named(journey, table, record.id).partition(" “")[0] if text else named(journey, table, record.id)
    lane = journey.lanes.get(getattr(record, "lane", None) or "")
    place = f"{_flat(lane.label)}: " if lane is not None and indent else ""
    yield f"{indent}{place}{noun} “{_flat(text)}”" if text else f"{indent}{place}{noun}"
    yield from _fields(journey, table, record, f"{indent}    ")


def _fields(journey: Journey, table: str, record: Record, indent: str) -> Iterator[str]:
    for name, field in type(record).model_fields.items():
        value = getattr(record, name)
        if name in _UNTOLD or name in _CALLED_BY or value == field.get_default(call_default_factory=True):
            continue
        yield f"{indent}{field_word(table, name)}: {_flat(value_in_words(journey, name, value))}"


def _flat(text: str) -> str:
    return " ⏎ ".join(" ".join(line.split()) for line in text.splitlines())
