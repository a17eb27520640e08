"""A thing of the map goes in; what a screen reader says of it comes out: its name, and what else there is to know."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QCoreApplication

from cjm_desktop.canvas.words import value_text
from cjm_desktop.editing import things
from cjm_desktop.layout.boxes import LaneBox, MapLayout, MetricBox, PersonaBox, StageBox
from cjm_desktop.model.journey import Journey
from cjm_desktop.model.queries import channel_of
from cjm_desktop.model.records import (
    BlueprintLine,
    Card,
    Connector,
    Curve,
    EmotionPoint,
    Evidence,
    Lane,
    Mark,
    Stage,
)

_LONGEST = 400  #: of one text, in characters


def _tr(text: str) -> str:
    return QCoreApplication.translate("spoken", text)


def joined(parts: Iterable[str]) -> str:
    """The parts that say something, with a comma between them; a text's own stop stays."""
    told = [" ".join(part.split()) for part in parts]
    return ", ".join(part if len(part) <= _LONGEST else part[: _LONGEST - 1] + "…" for part in told if part)


def title(journey: Journey) -> str:
    return joined([_tr("Map"), journey.title])


def stage(box: StageBox, count: int) -> str:
    place = _tr("Stage {number} of {count}").format(number=box.index + 1, count=count)
    return joined([place, box.stage.name, box.stage.start, box.stage.duration])


def stage_details(record: Stage) -> str:
    goals = (
        (_tr("Customer goal: {goal}"), record.customer_goal),
        (_tr("Business goal: {goal}"), record.business_goal),
    )
    return joined(
        [
            *(pattern.format(goal=goal) for pattern, goal in goals if goal.strip()),
            *(part.name for part in record.sub_stages),
            record.note,
        ]
    )


def lane(record: Lane) -> str:
    state = [_tr("collapsed")] if record.collapsed else []
    if record.locked:
        state.append(_tr("locked"))
    return joined([_tr("Lane"), lane_name(record), *state])


def lane_details(box: LaneBox) -> str:
    count = len(box.ids) + len(box.metrics)
    return joined([box.lane.hint, _tr("{count} things").format(count=count), box.lane.note])


def lane_name(record: Lane) -> str:
    return record.label.strip() or _tr("nameless lane")


def card(journey: Journey, record: Card) -> str:
    """Its text first, then what it is and where it stands."""
    channel = channel_of(journey, record)
    persona = journey.personas.get(record.persona or "")
    return joined(
        [
            record.text or _tr("empty"),
            QCoreApplication.translate("things", things.name_of(journey, record.id)),
            "" if channel is None else channel.name,
            "" if persona is None else persona.name,
            *(_marks()[mark] for mark in record.marks),
            *_place(journey, record.lane, record.stage),
        ]
    )


def card_details(record: Card) -> str:
    proof = record.evidence
    told = [] if proof is None else [_evidence()[proof.status], proof.source]
    owner = _tr("Owner: {name}").format(name=record.owner) if record.owner.strip() else ""
    return joined([*told, owner, record.duration, *record.tags, record.note])


def point(journey: Journey, record: EmotionPoint) -> str:
    curve = journey.curves[record.curve]
    felt = _tr("no value") if record.value is None else f"{value_text(record.value)} {feeling(record.value)}"
    return joined(
        [
            record.label,
            _tr("emotion point"),
            felt,
            *(_marks()[mark] for mark in record.marks),
            curve_name(journey, curve),
            *_place(journey, None, record.stage),
        ]
    )


def feeling(value: float) -> str:
    """A value in a word."""
    if value <= -1.5:
        return _tr("frustrated")
    if value <= -0.5:
        return _tr("unhappy")
    if value < 0.5:
        return _tr("neutral")
    return _tr("pleased") if value < 1.5 else _tr("delighted")


def curve(journey: Journey, record: Curve) -> str:
    return joined([_tr("emotion curve"), curve_name(journey, record), *_place(journey, record.lane, None)])


def curve_name(journey: Journey, record: Curve) -> str:
    persona = journey.personas.get(record.persona or "")
    return record.label.strip() or ("" if persona is None else persona.name)


def persona(box: PersonaBox) -> str:
    record = box.persona
    return joined(
        [_tr("Persona"), record.name or _tr("nameless"), record.archetype, _tr("primary") if record.primary else ""]
    )


def persona_details(box: PersonaBox) -> str:
    return joined(text.block.text for what, text in box.texts if what != "name")


def metric(journey: Journey, box: MetricBox) -> str:
    record = box.metric
    texts = {what: text.block.text for what, text in box.texts}
    return joined(
        [
            record.label,
            _tr("metric"),
            texts.get("value", ""),
            texts.get("target", ""),
            *_place(journey, record.lane, record.stage),
        ]
    )


def connector(journey: Journey, record: Connector) -> str:
    ends = (journey.cards.get(record.source), journey.cards.get(record.target))
    start, end = (joined([one.text]) if one is not None and one.text.strip() else _tr("a card") for one in ends)
    return joined([record.label, _tr("arrow from {start} to {end}").format(start=start, end=end)])


def line(record: BlueprintLine) -> str:
    return joined([record.label or QCoreApplication.translate("things", "line")])


def cell(layout: MapLayout, lane_id: str, stage_id: str) -> str:
    """An empty cell."""
    row = next((placed.box.lane for placed in layout.lanes if placed.box.lane.id == lane_id), None)
    column = next((box.stage for box in layout.stages if box.stage.id == stage_id), None)
    return joined(
        [_tr("empty cell"), "" if row is None else lane_name(row), "" if column is None else stage_name(column)]
    )


def stage_name(record: Stage) -> str:
    return record.name.strip() or _tr("nameless stage")


def _place(journey: Journey, lane_id: str | None, stage_id: str | None) -> list[str]:
    row, column = journey.lanes.get(lane_id or ""), journey.stages.get(stage_id or "")
    return [*([] if row is None else [lane_name(row)]), *([] if column is None else [stage_name(column)])]


def _marks() -> dict[Mark, str]:
    return {
        Mark.MOMENT_OF_TRUTH: _tr("moment of truth"),
        Mark.FAIL_POINT: _tr("fail point"),
        Mark.WAIT_POINT: _tr("wait point"),
    }


def _evidence() -> dict[Evidence, str]:
    return {
        Evidence.OBSERVED: _tr("observed"),
        Evidence.ASSUMED: _tr("assumed"),
        Evidence.PROPOSED: _tr("proposed"),
    }
