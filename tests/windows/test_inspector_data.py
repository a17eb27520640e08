"""The inspector's fields as data: each one can be read, written and read again, and none of the model's is forgotten."""

from __future__ import annotations

from typing import Any

import pytest

from cjm_desktop.drawing import marks
from cjm_desktop.editing.cards import update_cards
from cjm_desktop.editing.curve import update_point
from cjm_desktop.editing.personas import insert_persona, new_persona
from cjm_desktop.editing.sub_stages import add_sub_stage
from cjm_desktop.formats import journey_file
from cjm_desktop.model import records
from cjm_desktop.model.journey import TABLES, Journey
from cjm_desktop.model.records import Evidence, LaneKind, Mark, Priority, Proof, Record, WebLink
from cjm_desktop.templates import load_template
from cjm_desktop.windows.inspector.field import Editor, Field
from cjm_desktop.windows.inspector.fields.card import CARD, owners, tags
from cjm_desktop.windows.inspector.fields.lane import LANE
from cjm_desktop.windows.inspector.fields.map import MAP
from cjm_desktop.windows.inspector.fields.shared import PictureDeeds, Shown, Some, known_sources
from cjm_desktop.windows.inspector.rows import PartKind, Rows
from cjm_desktop.windows.inspector.subject import BY_KIND, MIXED, Values, common_fields, says_something, subject_of
from tests.maps import picture

THINGS = {
    "card": lambda j: [card.id for card in j.cards.values() if card.channel],
    "stage": lambda j: j.stages,
    "lane": lambda j: j.lanes,
    "point": lambda j: j.points,
    "curve": lambda j: j.curves,
    "persona": lambda j: j.personas,
    "metric": lambda j: j.metrics,
    "connector": lambda j: j.connectors,
    "line": lambda j: j.lines,
}
VALUES: dict[Editor, Any] = {
    Editor.LINE: "another text",
    Editor.TEXT: "two\nlines",
    Editor.LIST: ("one", "two"),
    Editor.NUMBER: 123.5,
    Editor.WHOLE: 3,
    Editor.NUMBERS: (3.0, 4.5),
    Editor.EMOTION: -1.5,
    Editor.SHARE: 0.25,
    Editor.PRIORITY: Priority(impact=2, effort=5),
    Editor.LINKS: (WebLink(url="https://example.org", title="A study"),),
    Editor.DATE: "2026-11-21",
    Editor.LANGUAGE: "cy",
    Editor.ROLES: ("support", "own"),
}
#: Editors that make their edits themselves; they have tests of their own.
_BY_DEEDS = (Editor.TAGS, Editor.MARKS, Editor.PICTURE, Editor.ROWS, Editor.LINES, Editor.NOTICE, Editor.BUTTON)


@pytest.fixture(scope="module")
def blueprint() -> Journey:
    return load_template("service-blueprint")


def another_value(field: Field, journey: Journey, ids: tuple[str, ...], now: Any) -> Any:
    if field.editor is Editor.SWITCH:
        return not now
    if field.editor is Editor.END:
        return next(id_ for id_ in reversed(journey.cards) if id_ != now)
    if field.options is not None and field.editor is not Editor.LANGUAGE and field.editor is not Editor.ROLES:
        values = [option.value for option in field.options(journey, ids)]
        assert now in values, "what is set can be chosen"
        return next(value for value in reversed(values) if value != now)
    return VALUES[field.editor]


def written(kind: str) -> list[Field]:
    return [field for field in BY_KIND[kind] if field.editor not in _BY_DEEDS]


@pytest.mark.parametrize(
    ("kind", "field"),
    [(kind, field) for kind in THINGS for field in written(kind)],
    ids=[f"{kind}-{field.key}" for kind in THINGS for field in written(kind)],
)
def test_field_is_written_and_read(journey: Journey, blueprint: Journey, kind: str, field: Field) -> None:
    start = blueprint if kind in ("connector", "line") else journey
    if field.key == "sub_stage":
        stage = next(card.stage for card in start.cards.values() if card.channel)
        start = add_sub_stage(start, stage, "Part")[0]
    selected = next((id_,) for id_ in THINGS[kind](start) if Values(start, (id_,)).is_shown(field))
    values = Values(start, selected)
    ids = values.targets(field)
    wanted = another_value(field, start, ids, values.value(field))
    after = field.write(start, ids, wanted)
    assert Values(after, selected).value(field) == wanted
    assert field.write(after, ids, wanted) is after, "writing the same changes nothing"
    assert journey_file.loads(journey_file.dumps(after), "m.cjm").journey == after, "the file takes it"
    assert field.undo


@pytest.mark.parametrize(
    "field", [field for field in MAP if field.editor not in _BY_DEEDS], ids=lambda field: field.key
)
def test_field_of_the_map(journey: Journey, field: Field) -> None:
    wanted = another_value(field, journey, (), field.read(journey))
    after = field.write(journey, (), wanted)
    assert field.read(after) == wanted
    assert field.write(after, (), wanted) is after


#: What cannot be edited in the inspector, and why.
EXEMPT = {
    "*.id": "ids are for references and files",
    "Card.lane": "",  # its field is called so
    "EmotionPoint.curve": "",
    "Curve.lane": "a curve stays in the lane that it was drawn in; lanes are where its points are dragged",
    "Metric.lane": "a metric stays in its lane; it is moved by dragging",
    "BlueprintLine.kind": "the three kinds are the three blocks of the map's lines",
    "Picture.mime": "follows from the data",
    "Picture.width": "follows from the data",
    "Picture.height": "follows from the data",
    "Picture.data": "another picture is chosen instead",
    "View.*": "views have a dialog of their own",
    "Crop.*": "by the crop editor",
    "Journey.format": "the file's own",
    "Journey.version": "the file's own",
    "Journey.conflicts": "decided on in a dialog of their own",
    "Journey.versions": "kept and shown in dialogs of their own",
    "Journey.version_pictures": "belong to the versions",
    "KeptVersion.*": "kept and shown in dialogs of their own",
    "Conflict.*": "decided on in a dialog of their own",
    "Journey.views": "views have a dialog of their own",
    "Journey.review_off": "in the review panel",
    "Journey.stages": "on the map",
    "Journey.lanes": "on the map",
    "Journey.cards": "on the map",
    "Journey.points": "on the map",
    "Journey.metrics": "on the map",
    "Journey.connectors": "on the map",
    "Journey.curves": "in their lanes",
    "Journey.channels": "in the channel field of cards",
    "Journey.pictures": "in the picture fields of cards and personas",
}


def rows_of(fields: tuple[Field, ...], key: str) -> set[str]:
    spec = next(field.extra for field in fields if field.key == key)
    assert isinstance(spec, Rows)
    return {part.key for part in spec.parts}


def test_no_field_of_the_model_is_forgotten() -> None:
    own = {"name", "icon", "online"}  # of the block below the channel field
    edited: dict[type[Record], set[str]] = {
        records.Card: {name for field in CARD for name in field.covered},
        records.Stage: {name for field in BY_KIND["stage"] for name in field.covered},
        records.SubStage: rows_of(BY_KIND["stage"], "sub_stages"),
        records.Lane: {name for field in LANE for name in field.covered},
        records.EmotionPoint: {name for field in BY_KIND["point"] for name in field.covered},
        records.Curve: {name for field in BY_KIND["curve"] for name in field.covered},
        records.Persona: {name for field in BY_KIND["persona"] for name in field.covered},
        records.Metric: {name for field in BY_KIND["metric"] for name in field.covered} - {"lane"},
        records.Connector: {name for field in BY_KIND["connector"] for name in field.covered},
        records.BlueprintLine: {name for field in BY_KIND["line"] for name in field.covered},
        records.Source: rows_of(MAP, "sources"),
        records.Channel: own,
        records.Proof: {"status", "source", "count", "spread"},
        records.Priority: {"impact", "effort"},
        records.WebLink: {"url", "title"},
        records.Picture: {"alt"},
        Journey: {name for field in MAP for name in field.covered},
    }
    kinds = [one for one in vars(records).values() if isinstance(one, type) and issubclass(one, Record)]
    forgotten = [
        f"{kind.__name__}.{name}"
        for kind in (*kinds, Journey)
        for name in kind.model_fields
        if name not in edited.get(kind, set())
        and not {f"{kind.__name__}.{name}", f"{kind.__name__}.*", f"*.{name}"} & EXEMPT.keys()
    ]
    assert forgotten == []


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


def test_a_mix_of_things_shows_what_they_have_in_common(journey: Journey) -> None:
    ids = (*list(journey.cards)[:3], *list(journey.points)[:2], next(iter(journey.metrics)))
    subject = subject_of(journey, ids)
    assert {field.key for field in subject.fields} == {"stage", "evidence", "count", "source"}
    fields = fields_of(subject.fields)
    after = fields["source"].write(journey, ids, "A study")
    assert {after.cards[ids[0]].evidence.source, after.points[ids[3]].evidence.source} == {"A study"}  # type: ignore[union-attr]
    two = subject_of(journey, ids[:5])
    assert {"marks", "stage", "evidence"} <= {field.key for field in two.fields}
    assert "note" in {field.key for field in common_fields(("card", "lane", "stage"))}
    assert common_fields(("connector", "stage")) == ()


def test_things_of_a_mix_go_to_a_stage(journey: Journey) -> None:
    ids = (next(iter(journey.cards)), next(iter(journey.points)), next(iter(journey.metrics)))
    stage = fields_of(subject_of(journey, ids).fields)["stage"]
    last = list(journey.stages)[-1]
    assert stage.options is not None
    assert [option.value for option in stage.options(journey, ids)] == list(journey.stages), "no parking lot for points"
    after = stage.write(journey, ids, last)
    assert (after.cards[ids[0]].stage, after.points[ids[1]].stage, after.metrics[ids[2]].stage) == (last,) * 3


def test_several_cards_share_all_but_their_own(journey: Journey) -> None:
    ids = tuple(journey.cards)
    keys = {field.key for field in subject_of(journey, ids).fields}
    assert {field.key for field in CARD} - keys == {"text", "links"}
    after = fields_of(CARD)["owner"].write(journey, ids, "Everybody")
    assert {card.owner for card in after.cards.values()} == {"Everybody"}
    assert Values(after, ids).value(fields_of(CARD)["owner"]) == "Everybody"
    assert Values(update_cards(after, ids[:1], owner="Ann"), ids).value(fields_of(CARD)["owner"]) is MIXED


def test_none_differs_from_something(journey: Journey) -> None:
    ids = tuple(journey.cards)[:2]
    for first, second in (((None, Priority(impact=1, effort=1))), (Priority(impact=1, effort=1), None)):
        mixed = update_cards(update_cards(journey, ids[:1], priority=first), ids[1:], priority=second)
        assert Values(mixed, ids).value(fields_of(CARD)["priority"]) is MIXED


def test_tags_and_marks_of_several(journey: Journey) -> None:
    ids = tuple(journey.cards)[:2]
    start = update_cards(update_cards(journey, ids[:1], tags=("a", "b")), ids[1:], tags=("b",))
    assert Values(start, ids).value(fields_of(CARD)["tags"]) == Some(("b",), ("a",))
    assert Values(start, ids[:1]).value(fields_of(CARD)["tags"]) == Some(("a", "b"))


def test_pictures_of_several(journey: Journey) -> None:
    field = fields_of(CARD)["picture"]
    assert isinstance(field.extra, PictureDeeds)
    ids = tuple(journey.cards)[:2]
    red, blue = picture(colour=(255, 0, 0)), picture(colour=(0, 0, 255))
    one = field.extra.put(journey, ids, red)
    assert Values(one, ids).value(field) == Shown(red)
    two = field.extra.put(one, ids[1:], blue)
    assert Values(two, ids).value(field) == Shown(differs=True)
    gone = field.extra.put(two, ids, None)
    assert gone.pictures == journey.pictures
    cropped = field.extra.crop(one, ids, records.Crop(width=0.5))
    assert Values(cropped, ids[:1]).value(field) == Shown(red, records.Crop(width=0.5))
    assert field.extra.put(cropped, ids, blue).cards[ids[0]].crop is None, "another picture is shown whole"


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
    card = next(iter(journey.cards))
    assert subject_of(journey, ("gone", card)).ids == (card,)
    mixed = subject_of(journey, (next(iter(journey.stages)), next(iter(journey.cards))))
    assert (fields_of(mixed.fields).keys(), len(mixed.ids)) == ({"duration", "note"}, 2)


@pytest.mark.parametrize(
    ("kind", "shown", "hidden"),
    [
        (LaneKind.METRIC, {"display"}, {"by_channel", "curves"}),
        (LaneKind.TOUCHPOINTS, {"by_channel"}, {"display", "curves"}),
        (LaneKind.EMOTION, {"curves"}, {"by_channel", "display"}),
    ],
)
def test_lanes_show_what_their_kind_has(journey: Journey, kind: LaneKind, shown: set[str], hidden: set[str]) -> None:
    lane = next(lane.id for lane in journey.lanes.values() if lane.kind is kind)
    values = Values(journey, (lane,))
    keys = {field.key for field in LANE if values.is_shown(field)}
    assert shown <= keys
    assert not hidden & keys


def test_what_a_lane_does_not_show_is_said(journey: Journey) -> None:
    fields = fields_of(LANE)
    lane = next(lane for lane in journey.lanes.values() if lane.kind is LaneKind.EMOTION)
    assert Values(journey, (lane.id,)).value(fields["unseen"]) == ""
    after = fields["kind"].write(journey, (lane.id,), LaneKind.METRIC)
    said = Values(after, (lane.id,)).value(fields["unseen"])
    assert f"emotion points: {len(journey.points)}" in said
    assert after.points is journey.points


def test_a_point_shows_its_curve(journey: Journey) -> None:
    point = next(iter(journey.points.values()))
    field = fields_of(BY_KIND["point"])["curve_label"]
    values = Values(journey, (point.id,))
    assert values.targets(field) == (point.curve,)
    assert values.value(field) == journey.curves[point.curve].label
    other = next(curve for curve in journey.curves if curve != point.curve)
    moved = update_point(journey, point.id, curve=other)
    assert Values(moved, (point.id,)).targets(field) == (other,)


def test_new_persona_can_be_filled(journey: Journey) -> None:
    persona = new_persona(journey, "")
    after = insert_persona(journey, persona)
    for field in written("persona"):
        if field.editor is not Editor.SWITCH:
            after = field.write(after, (persona.id,), VALUES[field.editor])
    assert after.personas[persona.id].needs == ("one", "two")


def test_foreign_role_and_language_stay_chosen(journey: Journey) -> None:
    lane = next(iter(journey.lanes))
    role = fields_of(BY_KIND["lane"])["role"]
    foreign = role.write(journey, (lane,), "of_a_newer_program")
    assert role.options is not None
    assert "of_a_newer_program" in [option.value for option in role.options(foreign, (lane,))]
    language = fields_of(MAP)["language"]
    assert language.options is not None
    welsh = language.write(journey, (), "cy")
    assert "cy" in [option.value for option in language.options(welsh, ())]


def test_keys_are_unique() -> None:
    for fields in (*BY_KIND.values(), MAP):
        keys = [field.key for field in fields]
        assert len(keys) == len(set(keys))


def test_the_map_knows_its_words(journey: Journey) -> None:
    id_ = next(iter(journey.cards))
    start = update_cards(journey, [id_], owner="Zoe", tags=("zebra",), evidence=Proof(source="A talk"))
    assert "Zoe" in owners(start)
    assert "zebra" in tags(start)
    assert known_sources(start)[0] == next(iter(journey.sources.values())).title
    assert "A talk" in known_sources(start)
    assert "" not in known_sources(start)


@pytest.mark.parametrize(
    ("key", "value", "says"),
    [
        ("span", 1, False),
        ("span", 2, True),
        ("votes", 0, False),
        ("note", "", False),
        ("note", "x", True),
        ("priority", None, False),
        ("priority", MIXED, True),
        ("tags", Some(), False),
        ("tags", Some((), ("a",)), True),
        ("picture", Shown(), False),
        ("picture", Shown(differs=True), True),
    ],
)
def test_what_says_something(key: str, value: Any, says: bool) -> None:
    assert says_something(fields_of(CARD)[key], value) is says


def test_parts_of_rows_are_of_one_record() -> None:
    for field in (*MAP, *LANE, *BY_KIND["stage"]):
        if isinstance(field.extra, Rows):
            assert all(part.kind in PartKind for part in field.extra.parts)
            assert field.extra.change[0]


def test_marks_have_the_icons_of_the_map(journey: Journey) -> None:
    field = fields_of(CARD)["marks"]
    assert field.options is not None
    icons = {option.value.value: option.icon for option in field.options(journey, ())}
    assert icons.keys() == {mark.value for mark in Mark}
    assert icons["moment_of_truth"] == marks._ICONS["moment_of_truth"]


def test_all_tables_are_known() -> None:
    assert {f"Journey.{name}" for name in TABLES} - EXEMPT.keys() == {
        f"Journey.{name}" for name in ("sources", "personas", "lines")
    }
