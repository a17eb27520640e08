"""The inspector's fields as data: each one can be read, written and read again, on every kind of thing."""

from __future__ import annotations

from typing import Any

import pytest

from cjm_desktop.drawing import marks
from cjm_desktop.editing.personas import insert_persona, new_persona
from cjm_desktop.formats import journey_file
from cjm_desktop.model.journey import Journey
from cjm_desktop.model.pictures import make_picture
from cjm_desktop.model.records import Evidence, LaneKind, Mark, Picture, Proof
from cjm_desktop.windows.inspector.subject import (
    BY_KIND,
    CARD,
    CARDS,
    MAP,
    METRIC_LANE,
    PROVEN,
    Editor,
    Field,
    record_of,
    subject_of,
)

FIRST = {
    "card": lambda j: next(card.id for card in j.cards.values() if card.channel),
    "stage": lambda j: next(iter(j.stages)),
    "lane": lambda j: next(iter(j.lanes)),
    "point": lambda j: next(iter(j.points)),
    "persona": lambda j: next(iter(j.personas)),
    "metric": lambda j: next(iter(j.metrics)),
}
#: The head of a PNG file: all that a map asks of a picture.
PICTURE = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01" + bytes(12)
VALUES: dict[Editor, Any] = {
    Editor.LINE: "another text",
    Editor.TEXT: "two\nlines",
    Editor.LIST: ("one", "two"),
    Editor.TAGS: ("one", "two"),
    Editor.NUMBER: 123.5,
    Editor.WHOLE: 3,
    Editor.PICTURE: make_picture(PICTURE, "A dot"),
    Editor.EMOTION: -1.5,
    Editor.MARKS: (Mark.WAIT_POINT,),
}


def another_value(field: Field, journey: Journey, now: Any) -> Any:
    if field.editor is Editor.SWITCH:
        return not now
    if field.editor is Editor.CHOICE:
        assert field.options is not None
        values = [option.value for option in field.options(journey)]
        assert now in values, "what is set can be chosen"
        return next(value for value in reversed(values) if value != now and value is not None)
    return VALUES[field.editor]


def stored(value: Any) -> Any:
    """What a record holds of a value: of a picture its id."""
    return value.id if isinstance(value, Picture) else value


@pytest.mark.parametrize(
    ("kind", "field"),
    [(kind, field) for kind in FIRST for field in BY_KIND[kind]],
    ids=[f"{kind}-{field.key}" for kind in FIRST for field in BY_KIND[kind]],
)
def test_field_is_written_and_read(journey: Journey, kind: str, field: Field) -> None:
    id_ = FIRST[kind](journey)
    now = field.read(record_of(journey, id_))
    wanted = another_value(field, journey, now)
    after = field.write(journey, (id_,), wanted)
    assert field.read(record_of(after, id_)) == stored(wanted)
    assert field.write(after, (id_,), wanted) is after, "writing the same changes nothing"
    assert journey_file.loads(journey_file.dumps(after), "m.cjm").journey == after, "the file takes it"


@pytest.mark.parametrize("field", MAP, ids=[field.key for field in MAP])
def test_field_of_the_map(journey: Journey, field: Field) -> None:
    wanted = another_value(field, journey, field.read(journey))
    after = field.write(journey, (), wanted)
    assert field.read(after) == wanted
    assert field.write(after, (), wanted) is after


def fields_of(fields: tuple[Field, ...]) -> dict[str, Field]:
    return {field.key: field for field in fields}


def test_evidence_comes_and_goes(journey: Journey) -> None:
    fields = fields_of(CARD)
    id_ = next(card.id for card in journey.cards.values() if card.evidence is None)
    source = fields["source"].write(journey, (id_,), "Interviews")
    assert source.cards[id_].evidence == Proof(status=Evidence.ASSUMED, source="Interviews")
    observed = fields["evidence"].write(source, (id_,), Evidence.OBSERVED)
    assert observed.cards[id_].evidence == Proof(status=Evidence.OBSERVED, source="Interviews")
    assert fields["evidence"].write(observed, (id_,), None).cards[id_].evidence is None
    assert fields["count"].write(journey, (id_,), None) is journey


def test_evidence_of_a_mix_of_things(journey: Journey) -> None:
    ids = (*list(journey.cards)[:3], *list(journey.points)[:2], next(iter(journey.metrics)))
    subject = subject_of(journey, ids)
    assert subject.fields == PROVEN
    after = fields_of(PROVEN)["source"].write(journey, ids, "A study")
    assert {record_of(after, id_).evidence.source for id_ in ids} == {"A study"}
    statuses = {record_of(journey, i).evidence.status for i in ids if record_of(journey, i).evidence}
    assert {record_of(after, i).evidence.status for i in ids} <= statuses | {Evidence.ASSUMED}


def test_several_cards_share_fields(journey: Journey) -> None:
    ids = tuple(journey.cards)
    assert subject_of(journey, ids).fields == CARDS
    after = fields_of(CARDS)["owner"].write(journey, ids, "Everybody")
    assert {card.owner for card in after.cards.values()} == {"Everybody"}


def test_stage_and_lane_move_the_card(journey: Journey) -> None:
    fields = fields_of(CARD)
    card = next(card for card in journey.cards.values() if card.channel)
    last = list(journey.stages)[-1]
    moved = fields["stage"].write(journey, (card.id,), last)
    assert (moved.cards[card.id].lane, moved.cards[card.id].stage) == (card.lane, last)
    parked = fields["lane"].write(moved, (card.id,), None)
    assert (parked.cards[card.id].lane, parked.cards[card.id].stage) == (None, None)
    back = fields["stage"].write(parked, (card.id,), last)
    assert back.cards[card.id].stage == last
    assert back.cards[card.id].lane in journey.lanes


def test_subjects(journey: Journey) -> None:
    assert subject_of(journey, ()).key == "map"
    assert subject_of(journey, ("gone",)).key == "map"
    metric = next(lane.id for lane in journey.lanes.values() if lane.kind is LaneKind.METRIC)
    assert METRIC_LANE[0] in subject_of(journey, (metric,)).fields
    mixed = subject_of(journey, (next(iter(journey.stages)), next(iter(journey.cards))))
    assert (mixed.fields, len(mixed.ids)) == ((), 2)


def test_new_persona_can_be_filled(journey: Journey) -> None:
    persona = new_persona(journey, "")
    after = insert_persona(journey, persona)
    for field in BY_KIND["persona"]:
        if field.editor is not Editor.SWITCH:
            after = field.write(after, (persona.id,), VALUES[field.editor])
    assert after.personas[persona.id].needs == ("one", "two")


def test_foreign_role_and_language_stay_chosen(journey: Journey) -> None:
    lane = next(iter(journey.lanes))
    role = fields_of(BY_KIND["lane"])["role"]
    foreign = role.write(journey, (lane,), "of_a_newer_program")
    assert role.options is not None
    assert "of_a_newer_program" in [option.value for option in role.options(foreign)]
    language = fields_of(MAP)["language"]
    assert language.options is not None
    welsh = language.write(journey, (), "cy")
    assert "cy" in [option.value for option in language.options(welsh)]


def test_keys_are_unique() -> None:
    for fields in (*BY_KIND.values(), MAP, CARDS, PROVEN):
        keys = [field.key for field in fields]
        assert len(keys) == len(set(keys))


def test_marks_have_the_icons_of_the_map(journey: Journey) -> None:
    field = next(field for field in CARD if field.key == "marks")
    assert field.options is not None
    assert {option.value.value: option.icon for option in field.options(journey)} == {
        mark.value: marks._ICONS[mark.value] for mark in Mark
    }
