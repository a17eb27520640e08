"""A map and what a format keeps go in; a sentence that names what the map has beside that, and so loses, comes out."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from cjm_desktop.model.journey import TABLES, Journey
from cjm_desktop.model.queries import parked_cards
from cjm_desktop.model.records import Mark, Record

_Has = Callable[[Journey], object]


def _some(table: str, *fields: str) -> _Has:
    """Whether any record of a table has one of the fields."""
    return lambda journey: any(
        getattr(record, field) not in (None, "", (), 0, False)
        for record in getattr(journey, table).values()
        for field in fields
    )


#: What a map can hold beside the words of its cards: a key, what it is called, and whether a map has it.
PARTS: tuple[tuple[str, str, _Has], ...] = (
    ("about", "objective, scope, expectations, owner, date and revision of the map", lambda j: _told(j)),
    ("map_note", "the note of the map", lambda j: j.note.strip()),
    ("scenario", "the scenario", lambda j: j.scenario.strip()),
    ("persona_names", "personas", lambda j: j.personas),
    ("other_personas", "all personas but one", lambda j: len(j.personas) > 1),
    (
        "personas",
        "what is told of personas beside their names",
        _some(
            "personas",
            *[
                "archetype",
                "demographics",
                "quote",
                "needs",
                "wants",
                "motives",
                "behaviours",
                "goals",
                "frustrations",
                "note",
            ],
        ),
    ),
    ("sources", "sources", lambda j: j.sources),
    ("times", "times and durations of stages", _some("stages", "start", "duration")),
    ("goals", "goals of customer and business", _some("stages", "customer_goal", "business_goal")),
    ("stage_notes", "notes of stages", _some("stages", "note")),
    ("sub_stages", "sub-stages", _some("stages", "sub_stages")),
    ("lanes", "which lane a card stands in", lambda j: len(_lanes_with_cards(j)) > 1),
    ("hidden", "which lanes are hidden", _some("lanes", "hidden")),
    ("lines", "lines of a blueprint", lambda j: any(not line.hidden for line in j.lines.values())),
    ("parked", "cards of the parking lot", parked_cards),
    ("channels", "channels of cards", _some("cards", "channel")),
    ("card_personas", "whom cards belong to", _some("cards", "persona")),
    ("evidence", "evidence of cards", _some("cards", "evidence")),
    ("owners", "owners of cards", _some("cards", "owner")),
    ("durations", "durations of cards", _some("cards", "duration")),
    ("tags", "tags", _some("cards", "tags")),
    ("moments", "moments of truth", lambda j: _marked(j, Mark.MOMENT_OF_TRUTH)),
    ("marks", "fail points and wait points", lambda j: _marked(j, Mark.FAIL_POINT, Mark.WAIT_POINT)),
    ("priorities", "impact and effort", _some("cards", "priority")),
    ("links", "links", _some("cards", "links")),
    ("notes", "notes of cards", _some("cards", "note")),
    ("votes", "votes", _some("cards", "votes")),
    ("spans", "how many stages a card reaches over", lambda j: any(card.span > 1 for card in j.cards.values())),
    ("curves", "emotion curves", lambda j: j.points),
    ("other_curves", "all emotion curves but one", lambda j: len({point.curve for point in j.points.values()}) > 1),
    ("points", "marks and evidence of emotion points", _some("points", "marks", "evidence")),
    ("originals", "how feelings were written where they come from", _some("points", "original")),
    ("positions", "where in its stage an emotion point stands", lambda j: not _evenly(j)),
    ("point_labels", "what emotion points say", _some("points", "label")),
    ("metrics", "metrics", lambda j: j.metrics),
    ("connectors", "arrows", lambda j: j.connectors),
    ("views", "views", lambda j: j.views),
    ("pictures", "pictures", lambda j: j.pictures),
    ("versions", "versions kept in the map", lambda j: j.versions),
    ("conflicts", "what nobody has decided on after a merge", lambda j: j.conflicts),
    ("unknown", "what a newer version of the program put in", lambda j: any(r.model_extra for r in _records(j))),
)


#: How the sentence begins of what stands nowhere in a file, and of what people may read in it and no import does.
LEFT_OUT = "Left out, because such a file cannot hold it"
NOT_READ_BACK = "Importing such a file does not give back"


def lost(journey: Journey, kept: Iterable[str], lead: str = LEFT_OUT) -> tuple[str, ...]:
    """One sentence, or none where the map has nothing but what is kept; `kept` are keys of `PARTS`."""
    words = lost_words(journey, kept)
    return (f"{lead}: {'; '.join(words)}.",) if words else ()


def lost_words(journey: Journey, kept: Iterable[str]) -> list[str]:
    """What the map has beside what is kept, one phrase each; `kept` are keys of `PARTS`."""
    keys = frozenset(kept)
    return [word for key, word, has in PARTS if key not in keys and has(journey)]


def _told(journey: Journey) -> bool:
    told = (journey.objective, journey.scope, journey.expectations, journey.owner, journey.date, journey.revision)
    return any(text.strip() for text in told)


def _lanes_with_cards(journey: Journey) -> set[str]:
    return {card.lane for card in journey.cards.values() if card.lane is not None}


def _evenly(journey: Journey) -> bool:
    """Whether in every stage the points of a curve stand as far from each other as from the stage's edges."""
    places: dict[tuple[str, str], list[float]] = {}
    for point in journey.points.values():
        places.setdefault((point.stage, point.curve), []).append(point.position)
    return all(
        abs(place - (number + 0.5) / len(row)) < 0.01
        for row in places.values()
        for number, place in enumerate(sorted(row))
    )


def _marked(journey: Journey, *marks: Mark) -> bool:
    return any(not set(marks).isdisjoint(card.marks) for card in journey.cards.values())


def _records(journey: Journey) -> Iterable[Record]:
    yield journey
    for table in TABLES:
        yield from getattr(journey, table).values()
