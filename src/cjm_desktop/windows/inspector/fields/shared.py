"""Fields that things of several kinds have: evidence, marks, note, and the pictures of cards and personas."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import chain
from operator import attrgetter
from typing import Any

from cjm_desktop.editing.many import by_table, set_proof, shared
from cjm_desktop.model.journey import Journey
from cjm_desktop.model.records import Crop, Picture
from cjm_desktop.windows.inspector import options
from cjm_desktop.windows.inspector.field import Editor, Field, Ids, simple, t
from cjm_desktop.windows.steps import step


@dataclass(frozen=True, slots=True)
class Some:
    """Of things that differ: what all have, and what only some have."""

    everywhere: tuple[Any, ...] = ()
    somewhere: tuple[Any, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.everywhere or self.somewhere)


def some(key: str) -> Callable[[Journey, Ids], Some]:
    """Gathers a field that holds several names (tags, marks)."""

    def gather(journey: Journey, ids: Ids) -> Some:
        return Some(*shared(map(attrgetter(key), records(journey, ids))))

    return gather


def records(journey: Journey, ids: Ids) -> Iterator[Any]:
    """The records of these things, whatever they are."""
    for name, here in by_table(journey, ids).items():
        yield from map(getattr(journey, name).__getitem__, here)


def _proof(part: str) -> Callable[[Any], Any]:
    nothing = "" if part == "source" else None
    return lambda record: nothing if record.evidence is None else getattr(record.evidence, part)


def known_sources(journey: Journey) -> list[str]:
    """What evidence of the map rests on: the titles of its sources, then what its evidence names besides."""
    titles = (source.title for source in journey.sources.values())
    proven: Iterator[Any] = chain(journey.cards.values(), journey.points.values(), journey.metrics.values())
    used = sorted({record.evidence.source for record in proven if record.evidence is not None})
    return [text for text in dict.fromkeys((*titles, *used)) if text]


def evidence_fields(*, section: str = t("Evidence"), measured: bool = False) -> tuple[Field, ...]:
    """Status, number and source of the evidence, under a heading; of what is `measured` also the spread."""
    undo = step("Change evidence")

    def field(key: str, part: str, label: str, editor: Editor, **more: Any) -> Field:
        def write(journey: Journey, ids: Ids, value: Any) -> Journey:
            return set_proof(journey, ids, part, value)

        return Field(key, label, editor, _proof(part), write, undo, covers=("evidence",), **more)

    told = t("About two thirds of what was said lie within it. On a curve it is the thin line through the point.")
    spread = [field("spread", "spread", t("Spread (±)"), Editor.NUMBER, explained=told)] if measured else []
    return (
        field(
            "evidence", "status", t("How we know"), Editor.CHOICE, options=options.EVIDENCE, half=True, section=section
        ),
        field("count", "count", t("From how many"), Editor.WHOLE, half=True, hint=t("n")),
        *spread,
        field("source", "source", t("Source"), Editor.LINE, hint=t("Interviews, a log …"), completions=known_sources),
    )


MARKS = Field("marks", t("Marks"), Editor.MARKS, undo=step("Change marks"), options=options.MARKS, gather=some("marks"))
NOTE = simple("note", t("Note"), Editor.TEXT, step("Edit note"))


@dataclass(frozen=True, slots=True)
class Shown:
    """A picture as things show it: the picture (None: none, or not the same for all), and the part of it."""

    picture: Picture | None = None
    crop: Crop | None = None
    differs: bool = False

    def __bool__(self) -> bool:
        return self.picture is not None or self.differs


@dataclass(frozen=True, slots=True)
class PictureDeeds:
    """How a picture field is edited. `aspect` is the shape that a crop keeps (None: any)."""

    put: Callable[[Journey, Ids, Picture | None], Journey]
    crop: Callable[[Journey, Ids, Crop | None], Journey]
    aspect: float | None = None


def shown_picture(key: str, crop_key: str) -> Callable[[Journey, Ids], Shown]:
    """Gathers the picture of things."""

    def gather(journey: Journey, ids: Ids) -> Shown:
        found = {(getattr(one, key), getattr(one, crop_key)) for one in records(journey, ids)}
        if len({picture for picture, _ in found}) > 1:
            return Shown(differs=True)
        picture, crop = next(iter(found))
        return Shown(journey.pictures.get(picture or ""), crop if len(found) == 1 else None)

    return gather
