"""A map, or a clip of one, goes in; its texts as the rows of a table come out: lanes down, stages across."""

from __future__ import annotations

from collections.abc import Mapping

from cjm_desktop.editing.clip import Clip
from cjm_desktop.model.journey import Journey
from cjm_desktop.model.queries import channel_of
from cjm_desktop.model.records import Card, EmotionPoint, Metric, Persona

_Cells = Mapping[tuple[str, str], list[str]]


def rows_of_map(journey: Journey) -> list[list[str]]:
    """All lanes with their labels and all stages with their names."""
    return _rows(journey, _cells(journey), heads=True)


def rows_of_clip(clip: Clip) -> list[list[str]]:
    """The clip's texts as they stood to each other; with labels and names where whole lanes or stages were copied."""
    journey = clip.journey
    heads = any(id_ in journey.stages or id_ in journey.lanes for id_ in clip.roots)
    return _rows(journey, _cells(journey), heads=heads)


def text_of_clip(clip: Clip) -> str | None:
    """The clip as lines of text where it is of one cell or of personas; None where it is a table."""
    journey = clip.journey
    cells = _cells(journey)
    if len(cells) > 1 or any(id_ in journey.stages or id_ in journey.lanes for id_ in clip.roots):
        return None
    waiting = [_card(journey, card) for card in journey.cards.values() if card.lane is None or card.stage is None]
    people = [_persona(journey.personas[id_]) for id_ in clip.roots if id_ in journey.personas]
    return "\n".join([*(text for texts in cells.values() for text in texts), *waiting, *people])


def text_of_map(journey: Journey) -> str:
    """The map as text to be read: under each stage, lane by lane, what stands there."""
    cells = _cells(journey)
    parts = [journey.title]
    for stage in journey.stages.values():
        parts.append(f"\n{stage.name}")
        for lane in journey.lanes.values():
            for text in cells.get((lane.id, stage.id), ()):
                first, *rest = text.splitlines() or [""]
                parts += [f"  {lane.label}: {first}", *(f"    {line}" for line in rest)]
    return "\n".join(parts).strip() + "\n"


def _rows(journey: Journey, cells: _Cells, *, heads: bool) -> list[list[str]]:
    stages, lanes = list(journey.stages.values()), list(journey.lanes.values())
    body = [["\n".join(cells.get((lane.id, stage.id), ())) for stage in stages] for lane in lanes]
    if not heads:
        return body
    named = [[lane.label, *row] for lane, row in zip(lanes, body, strict=True)]
    return [["", *(stage.name for stage in stages)], *named]


def _cells(journey: Journey) -> _Cells:
    found: dict[tuple[str, str], list[str]] = {}
    for card in journey.cards.values():
        if card.lane is not None and card.stage is not None:
            found.setdefault((card.lane, card.stage), []).append(_card(journey, card))
    points = sorted(journey.points.values(), key=lambda point: point.position)
    for point in points:
        if point.value is not None:
            found.setdefault((journey.curves[point.curve].lane, point.stage), []).append(_point(point))
    for metric in journey.metrics.values():
        if metric.value is not None:
            found.setdefault((metric.lane, metric.stage), []).append(_metric(metric))
    return found


def _card(journey: Journey, card: Card) -> str:
    if card.text.strip():
        return card.text
    channel = channel_of(journey, card)
    return channel.name if channel is not None else ""


def _point(point: EmotionPoint) -> str:
    """“glad (1.5)”, or the number alone, which a spreadsheet can draw."""
    number = f"{point.value:g}"
    label = " ".join(point.label.split())
    return f"{label} ({number})" if label else number


def _metric(metric: Metric) -> str:
    number = f"{metric.value:.12g}"
    return (
        f"{number} {metric.unit}".strip()
        if not metric.label.strip()
        else f"{metric.label.strip()}: {number} {metric.unit}".strip()
    )


def _persona(persona: Persona) -> str:
    lists = (persona.needs, persona.wants, persona.goals, persona.frustrations)
    said = [
        persona.name,
        persona.archetype,
        persona.demographics,
        persona.quote,
        *(one for part in lists for one in part),
    ]
    return "\n".join(text for text in said if text.strip())
