"""A map goes in, the text of a Mermaid `journey` diagram comes out: stages as sections, the cards of one lane as tasks.

Mermaid wants a score for each task and has no gaps: what nobody has said gets 3, the middle of its scale, and is told.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from cjm_desktop.formats.errors import shown
from cjm_desktop.formats.imported import Exported
from cjm_desktop.formats.losses import lost
from cjm_desktop.formats.mermaid import middle_of, score_of, values_of
from cjm_desktop.model.journey import Journey
from cjm_desktop.model.queries import channel_of
from cjm_desktop.model.records import Card, Curve, CurveStyle, EmotionPoint, Lane

_KEPT = frozenset({"map_note", "card_personas", "curves", "lanes", "persona_names", "other_personas", "other_curves"})
#: Roles of lanes that say what the customer does, the likeliest first.
_DOING = ("actions", "customer_actions", "touchpoints")
_MIDDLE = 3.0
#: What has a meaning of its own in a diagram, or would be taken for an entity.
_SPECIAL = re.compile(r"[#:;&<>{}]|%(?=%)|(?<=%)%")
#: What would be taken for something else at the start of a line.
_WORD = re.compile(r"(?:title|section|accTitle|accDescr|journey)\b|[!-/:-@\[-`{-~]", re.IGNORECASE)
#: A name of blanks: Mermaid refuses none at all.
_BLANK = "#160;"


def write(journey: Journey) -> Exported:
    """The diagram; notes name what it has lost."""
    lane = _lane_of_tasks(journey)
    curve = _curve(journey)
    lines = ["journey"]
    if journey.title.strip():
        lines.append(f"    title {_text(journey.title)}")
    if journey.note.strip():
        lines += ["    accDescr {", *(f"        {_text(line)}" for line in _lines(journey.note)), "    }"]
    by_stage: dict[str, list[Card]] = {stage: [] for stage in journey.stages}
    for card in journey.cards.values():
        if lane is not None and card.lane == lane.id and card.stage is not None:
            by_stage[card.stage].append(card)
    points = _points(journey, curve)
    written = _written([point for row in points.values() for point in row])
    felt = True
    everybody = _everybody(journey, lane)
    for stage in journey.stages.values():
        lines.append(f"    section {_text(stage.name)}")
        felt_there = _felt(points.get(stage.id, []), len(by_stage[stage.id]))
        for card, point in zip(by_stage[stage.id], felt_there, strict=True):
            score = None if point is None else point.value
            felt = felt and score is not None
            if written:
                number = written.get(point.id if point is not None else "", written[""])
            else:
                number = f"{_MIDDLE if score is None else round(score + _MIDDLE, 4):g}"
            people = _actors(journey, card) or everybody
            actors = ", ".join(_text(name).replace(",", f"#{ord(',')};") for name in people)
            lines.append(f"      {_task(journey, card)}: {number}" + (f": {actors}" if actors else ""))
    kept = _KEPT | {"originals"} if written else _KEPT
    return Exported(("\n".join(lines) + "\n").encode(), (*_left_out(journey, lane, felt), *lost(journey, kept)))


def _left_out(journey: Journey, lane: Lane | None, felt: bool) -> tuple[str, ...]:
    notes = []
    others = sum(1 for card in journey.cards.values() if lane is not None and card.lane not in (lane.id, None))
    if others and lane is not None:
        cards = "card of another lane was" if others == 1 else "cards of other lanes were"
        notes.append(f"The cards of “{shown(lane.label)}” became tasks; {others:,} {cards} left out.")
    if not felt:
        notes.append("Tasks of which nobody says how they feel got a 3, the middle of the scale.")
    if len({point.curve for point in journey.points.values()}) > 1:
        notes.append("Of several emotion curves the first was taken.")
    return tuple(notes)


def _lane_of_tasks(journey: Journey) -> Lane | None:
    """The lane that says what the customer does; where there is none, that of the most cards."""
    counts: dict[str, int] = {}
    for card in journey.cards.values():
        if card.lane is not None and card.stage is not None:
            counts[card.lane] = counts.get(card.lane, 0) + 1
    lanes = [lane for lane in journey.lanes.values() if lane.id in counts]
    for role in _DOING:
        found = next((lane for lane in lanes if lane.role == role), None)
        if found is not None:
            return found
    return max(lanes, key=lambda lane: counts[lane.id], default=None)


def _curve(journey: Journey) -> Curve | None:
    used = {point.curve for point in journey.points.values()}
    curves = [curve for curve in journey.curves.values() if curve.id in used]
    return next((curve for curve in curves if curve.style is CurveStyle.ACTUAL), curves[0] if curves else None)


def _points(journey: Journey, curve: Curve | None) -> dict[str, list[EmotionPoint]]:
    """By stage the points of the curve from left to right."""
    found: dict[str, list[EmotionPoint]] = {}
    for point in sorted(journey.points.values(), key=lambda one: one.position):
        if curve is not None and point.curve == curve.id:
            found.setdefault(point.stage, []).append(point)
    return found


def _felt(points: Sequence[EmotionPoint], tasks: int) -> Sequence[EmotionPoint | None]:
    """A point for each task of a stage: its own, where there are as many, else the nearest."""
    if len(points) == tasks:
        return points
    if not points:
        return [None] * tasks
    places = ((task + 0.5) / tasks for task in range(tasks))
    return [min(points, key=lambda point: abs(point.position - place)) for place in places]


def _written(points: Sequence[EmotionPoint]) -> dict[str, str]:
    """The scores as they were written on another scale than Mermaid's, where all of them still say the values of the points.

    They stand by the ids of the points, the middle of their scale by "".
    """
    told = [point for point in points if point.value]
    scores = [score_of(point.original) for point in told]
    known = [score for score in scores if score is not None]
    if not known or len(known) < len(told) or list(values_of(known)) != [point.value for point in told]:
        return {}
    return {"": f"{middle_of(known):g}"} | {point.id: point.original.strip() for point in told}


def _actors(journey: Journey, card: Card) -> list[str]:
    """The persona of a card, or those that its tags name."""
    if card.persona is not None:
        names = [journey.personas[card.persona].name]
    else:
        known = {persona.name for persona in journey.personas.values()}
        names = [tag for tag in card.tags if tag in known]
    return [name for name in names if name.strip()]


def _everybody(journey: Journey, lane: Lane | None) -> list[str]:
    """Whose journey it is, where no card says whom it belongs to."""
    if any(lane is not None and card.lane == lane.id and _actors(journey, card) for card in journey.cards.values()):
        return []
    return [persona.name for persona in journey.personas.values() if persona.primary and persona.name.strip()]


def _task(journey: Journey, card: Card) -> str:
    channel = channel_of(journey, card)
    if card.text.strip() or channel is None:
        return _text(card.text)
    return _text(channel.name)


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.replace("\r\n", "\n").replace("\r", "\n").strip().split("\n")]


def _text(text: str) -> str:
    """A text of one line: line breaks as `<br>`, and as entities what Mermaid would take for something else."""
    plain = "\n".join(_lines(text)).strip()
    made = _SPECIAL.sub(_entity, plain).replace("\n", "<br>")
    if _WORD.match(plain) and not _SPECIAL.match(plain):
        made = f"#{ord(plain[0])};{made[1:]}"
    return made or _BLANK


def _entity(found: re.Match[str]) -> str:
    return f"#{ord(found.group())};"
