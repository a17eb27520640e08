"""Each rule finds what it is for in a map made bad on purpose, and nothing in the map beside it; fixes mend it."""

from __future__ import annotations

from datetime import date
from typing import Any, NamedTuple

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cjm_desktop.editing.cards import update_cards
from cjm_desktop.model.journey import Journey, Table
from cjm_desktop.model.records import (
    BlueprintLine,
    Card,
    Channel,
    Conflict,
    Connector,
    ConnectorKind,
    Curve,
    CurveStyle,
    EmotionPoint,
    Evidence,
    Lane,
    LaneKind,
    LineKind,
    MapKind,
    Metric,
    Persona,
    Priority,
    Proof,
    Source,
    Stage,
)
from cjm_desktop.model.rules import repair
from cjm_desktop.review.findings import Finding, findings, fix_of
from cjm_desktop.review.rules import RULES
from cjm_desktop.review.rules.alike import alike
from tests.strategies import journeys

TODAY = date(2026, 11, 22)
STAGES = (Stage(id="need", name="Need"), Stage(id="buy", name="Buy"), Stage(id="use", name="Use"))
LANES = {
    lane.id: lane
    for lane in (
        Lane(id="act", role="actions"),
        Lane(id="touch", kind=LaneKind.TOUCHPOINTS, role="touchpoints"),
        Lane(id="feel", kind=LaneKind.EMOTION, role="emotions"),
        Lane(id="pain", role="pains"),
        Lane(id="opp", role="opportunities"),
        Lane(id="own", role="owners"),
        Lane(id="prio", role="priority"),
        Lane(id="known", role="evidence"),
        Lane(id="front", role="frontstage_people"),
        Lane(id="back", role="backstage_technology"),
        Lane(id="support", role="support"),
    )
}
SEEN = Proof(status=Evidence.OBSERVED, source="Interviews")


def card(id_: str, lane: str, stage: str = "need", **fields: Any) -> Card:
    return Card(id=id_, lane=lane, stage=stage, **{"text": id_, **fields})


def made(*cards: Card, lanes: str = "", stages: tuple[Stage, ...] = STAGES, **fields: Any) -> Journey:
    """A map about which nothing else is to be said: every stage has an action."""
    wanted = {"act", *lanes.split(), *(one.lane for one in cards if one.lane)}
    actions = [card(f"a-{stage.id}", "act", stage.id) for stage in stages]
    tables = {name: Table.of(value) if isinstance(value, list) else value for name, value in fields.items()}
    return Journey().model_copy(
        update={
            "objective": "o",
            "scenario": "s",
            "personas": Table.of([Persona(id="p", primary=True)]),
            "stages": Table.of(stages),
            "lanes": Table.of(lane for lane in LANES.values() if lane.id in wanted),
            "cards": Table.of([*actions, *cards]),
            **tables,
        }
    )


def curve(*values: float | None, **fields: Any) -> dict[str, Any]:
    points = [
        EmotionPoint(id=f"e{n}", curve="c", stage=stage.id, value=value, **{"evidence": SEEN, **fields})
        for n, (stage, value) in enumerate(zip(STAGES, values, strict=False))
    ]
    return {"lanes": "feel", "curves": [Curve(id="c", lane="feel", label="Masha")], "points": points}


def lines(*kinds: LineKind, **fields: Any) -> list[BlueprintLine]:
    before = {
        LineKind.INTERACTION: ("frontstage_people",),
        LineKind.VISIBILITY: ("backstage_technology",),
        LineKind.INTERNAL_INTERACTION: ("support",),
    }
    return [BlueprintLine(id=f"l-{kind.value}", kind=kind, before=before[kind], **fields) for kind in kinds]


class Case(NamedTuple):
    """A bad map with the places and the sentence of what is found in it, and a good map; each named by its rule."""

    bad: Journey
    good: Journey
    places: tuple[str, ...]
    message: str


def _blueprint(*kinds: LineKind, **fields: Any) -> Journey:
    return made(lanes="front back support", kind=MapKind.BLUEPRINT, lines=lines(*kinds, **fields))


OPPORTUNITY = card("o", "opp", owner="Web", priority=Priority(impact=3, effort=2))
APART = Stage(id="need", name="Need", goals_coincide=False)
CASES: dict[str, Case] = {
    "no-objective": Case(made(objective=" "), made(), ("",), "the map has no objective"),
    "no-scenario": Case(made(scenario=""), made(), ("",), "the map has no scenario"),
    "no-persona": Case(made(personas=[]), made(), ("",), "the map has no persona"),
    "many-primary-personas": Case(
        made(personas=[Persona(id=f"p{n}", primary=True) for n in range(4)]),
        made(personas=[Persona(id=f"p{n}", primary=n < 2) for n in range(4)]),
        ("p2",),
        "the map has 4 primary personas",
    ),
    "stale-map": Case(
        made(date="2026-03-01"),
        made(date="2026-09-01 10:00"),
        ("",),
        "the map's date 2026-03-01 is 9 months ago",
    ),
    "open-conflict": Case(
        made(conflicts=(Conflict(table="cards", record="a-need", field="text", ours="x", theirs="y"),)),
        made(),
        ("",),
        "1 conflict of a merge is not decided on",
    ),
    "empty-stage": Case(
        made(stages=STAGES).model_copy(update={"stages": Table.of([*STAGES, Stage(id="late", name="Late")])}),
        made(),
        ("late",),
        "stage “Late” is empty",
    ),
    "no-touchpoint": Case(
        made(card("t", "touch", "need", channel="web"), card("u", "touch", "use", channel="web")),
        made(card("t", "touch", "need", channel="web", span=3)),
        ("buy",),
        "stage “Buy” has no touchpoint",
    ),
    "goals-differ": Case(
        made(OPPORTUNITY.model_copy(update={"stage": "buy"}), stages=(APART, *STAGES[1:])),
        made(OPPORTUNITY, stages=(APART, *STAGES[1:])),
        ("need",),
        "in stage “Need” the goals of customer and business do not coincide, and no opportunity brings them together",
    ),
    "missing-line": Case(
        _blueprint(LineKind.INTERACTION, LineKind.INTERNAL_INTERACTION),
        _blueprint(*LineKind),
        ("",),
        "the blueprint has no line of visibility",
    ),
    "backstage-alone": Case(
        made(card("b", "back"), card("b2", "back"), card("f", "front", "buy")),
        made(card("b", "back"), card("f", "front", "need")),
        ("b",),
        "2 backstage steps in stage “Need” have no frontstage step",
    ),
    "parked-card": Case(made(Card(id="x", text="later")), made(), ("x",), "card “later” waits in the parking lot"),
    "pain-without-opportunity": Case(
        made(card("x", "pain", text="Dear"), lanes="opp"),
        made(card("x", "pain"), OPPORTUNITY),
        ("x",),
        "pain point “Dear” in stage “Need” has no opportunity beside it",
    ),
    "opportunity-without-owner": Case(
        made(OPPORTUNITY.model_copy(update={"owner": " "})), made(OPPORTUNITY), ("o",), "opportunity “o” has no owner"
    ),
    "opportunity-without-priority": Case(
        made(OPPORTUNITY.model_copy(update={"priority": None}), card("q", "prio", "buy")),
        made(OPPORTUNITY.model_copy(update={"priority": None}), card("q", "prio", text="Quick win")),
        ("o",),
        "opportunity “o” has no priority",
    ),
    "change-without-pain": Case(
        made(OPPORTUNITY, card("x", "pain", "buy"), kind=MapKind.FUTURE),
        made(OPPORTUNITY, card("x", "pain"), kind=MapKind.FUTURE),
        ("o",),
        "opportunity “o” answers no pain of today",
    ),
    "no-emotions": Case(made(**curve(None)), made(**curve(1)), ("feel",), "lane “feel” has no values"),
    "flat-curve": Case(made(**curve(0.2, 0, 0.4)), made(**curve(0.2, 0, 0.8)), ("e0",), "the curve “Masha” is flat"),
    "steep-drop": Case(
        made(card("x", "pain", "need"), OPPORTUNITY, **{**curve(1, 1, -1), "lanes": "feel"}),
        made(card("x", "pain", "need"), OPPORTUNITY, **curve(1, -1, -1)),
        ("e2",),
        "feelings drop steeply from “Buy” to “Use”, and no pain says why",
    ),
    "emotion-without-evidence": Case(
        made(**curve(1, -0.2, None, evidence=Proof())),
        made(card("k", "known", span=3), **curve(1, -0.2, evidence=None)),
        ("e0",),
        "nothing bears out the curve “Masha”",
    ),
    "observed-without-source": Case(
        made(metrics=[Metric(id="m", lane="act", stage="need", evidence=Proof(status=Evidence.OBSERVED))]),
        made(metrics=[Metric(id="m", lane="act", stage="need", evidence=SEEN)]),
        ("m",),
        "metric “m” is marked as observed but names no source",
    ),
    "assumed-without-source": Case(
        made(card("x", "act", evidence=Proof()), card("y", "act", evidence=Proof())),
        made(card("x", "act", evidence=Proof(source="Masha")), card("y", "act")),
        ("x",),
        "2 cards are assumptions without a source",
    ),
    "touchpoint-without-channel": Case(
        made(card("t", "touch", span=3)),
        made(card("t", "touch", channel="web", span=3), card("e", "touch", text="")),
        ("t",),
        "touchpoint “t” has no channel",
    ),
    "unknown-channel": Case(
        made(card("x", "act", channel="fax")),
        made(card("x", "act", channel="fax"), channels=[Channel(id="fax", name="Fax")]),
        ("x",),
        "action “x” has the channel “fax”, which neither the map nor the program knows",
    ),
    "unused-channel": Case(
        made(channels=[Channel(id="fax", name="Fax")]),
        made(channels=[Channel(id="fax", name="Fax")], personas=[Persona(id="p", channels=("fax",))]),
        ("fax",),
        "the channel “Fax” is used nowhere",
    ),
    "channel-gap": Case(
        made(card("t", "touch", channel="web", span=2), card("u", "touch", "use", channel="shop")),
        made(
            card("t", "touch", channel="web", span=2),
            card("u", "touch", "use", channel="shop"),
            connectors=[Connector(id="x", source="a-use", target="t")],
        ),
        ("use",),
        "from “Buy” to “Use” the way leads offline, and nothing takes the customer across",
    ),
    "long-card": Case(
        made(card("x", "act", text="word " * 40)),
        made(card("x", "act", text="word " * 20)),
        ("x",),
        "action “word word word word word word word word…” has 199 characters, too many to be read when projected",
    ),
    "named-differently": Case(
        made(
            card("x", "act", owner="web team"), card("y", "act", owner="Web team"), card("z", "act", owner="Web team")
        ),
        made(card("x", "act", owner="Web team 2"), card("y", "act", owner="Web team")),
        ("x",),
        "the owner “Web team” is called “web team” as well",
    ),
}


def found_in(journey: Journey) -> dict[str, list[Finding]]:
    by_rule: dict[str, list[Finding]] = {}
    for finding in findings(journey, today=TODAY):
        by_rule.setdefault(finding.rule, []).append(finding)
    return by_rule


def test_every_rule_has_a_case() -> None:
    assert list(CASES) == list(RULES)


@pytest.mark.parametrize("rule", RULES)
def test_a_rule_finds_what_it_is_for_and_only_that(rule: str) -> None:
    case = CASES[rule]
    assert repair(case.bad)[1] == repair(case.good)[1] == ()
    found = found_in(case.bad)[rule]
    assert tuple(finding.place for finding in found) == case.places
    assert found[0].message == case.message
    assert {finding.severity for finding in found} == {RULES[rule].severity}
    assert rule not in found_in(case.good)


@pytest.mark.parametrize("rule", RULES)
def test_a_bad_map_is_bad_in_one_way(rule: str) -> None:
    # A pain of a lane of its own, a fall and a change without pain belong together.
    assert len(found_in(CASES[rule].bad)) <= 3
    assert found_in(made()) == {}


@pytest.mark.parametrize("rule", RULES)
def test_a_rule_can_be_switched_off_in_a_map_or_by_who_asks(rule: str) -> None:
    bad = CASES[rule].bad
    assert rule not in {finding.rule for finding in findings(bad, (rule,), TODAY)}
    quiet = bad.model_copy(update={"review_off": (rule, "of-a-newer-version")})
    rest = {finding.rule for finding in findings(quiet, today=TODAY)}
    assert rest == found_in(bad).keys() - {rule}


@pytest.mark.parametrize("rule", [rule.id for rule in RULES.values() if rule.fix is not None])
def test_a_fix_mends_what_was_found(rule: str) -> None:
    journey = CASES[rule].bad
    finding = found_in(journey)[rule][0]
    if rule == "long-card":
        journey = update_cards(journey, ["x"], text=f"He waits. {journey.cards['x'].text}")
        finding = found_in(journey)[rule][0]
    if rule == "change-without-pain":
        assert fix_of(made(OPPORTUNITY, kind=MapKind.FUTURE), finding) is None, "there is no lane of pains"
    mended = fix_of(journey, finding)
    assert mended is not None
    label, fixed = mended
    assert label[0].isupper()
    assert repair(fixed.journey)[1] == ()
    after = fixed.journey
    if fixed.write is not None:
        assert rule in found_in(after), "an empty card answers nothing"
        again = fix_of(after, finding)
        assert again is not None
        assert again[1].journey is after, "the card that waits there is written"
        after = update_cards(after, [fixed.write], text="Words", channel="web")
    assert rule not in found_in(after)
    assert journey is not after


def test_what_is_gone_is_not_mended() -> None:
    finding = found_in(CASES["pain-without-opportunity"].bad)["pain-without-opportunity"][0]
    assert fix_of(made(lanes="pain opp"), finding) is None


def test_a_long_card_keeps_its_first_sentence() -> None:
    journey = made(card("x", "act", text="He waits.  Then " + "word " * 40, note="Seen twice"))
    (finding,) = found_in(journey)["long-card"]
    mended = fix_of(journey, finding)
    assert mended is not None
    after = mended[1].journey.cards["x"]
    assert after.text == "He waits."
    assert after.note == "Then " + ("word " * 40).strip() + "\n\nSeen twice"


def test_a_card_of_one_long_sentence_is_left_to_people() -> None:
    bad = CASES["long-card"].bad
    assert fix_of(bad, found_in(bad)["long-card"][0]) is None


def test_how_old_a_map_is_counts_from_its_date_and_where_it_has_none_from_its_file() -> None:
    old = made(date="2026-03-01")
    assert findings(old) == (), "nobody said which day it is"
    assert findings(old, today=TODAY, touched=date(2026, 10, 1)) == tuple(found_in(old)["stale-map"]), (
        "a copy is no younger"
    )
    assert findings(made(date="2026-10-01"), today=TODAY, touched=date(2020, 1, 1)) == ()
    assert findings(made(date="spring"), today=TODAY, touched=date(2026, 10, 1)) == ()
    (finding,) = findings(made(date="spring"), today=TODAY, touched=date(2025, 11, 1))
    assert finding.message == "the map's file was last saved on 2025-11-01, 13 months ago"
    assert findings(made(date="spring"), today=TODAY) == ()
    assert findings(made(date="0000-99-99"), today=TODAY) == ()


def test_ghost_and_hidden_curves_are_not_asked() -> None:
    flat = made(**curve(0, 0, 0, evidence=None))
    assert set(found_in(flat)) == {"flat-curve", "emotion-without-evidence"}
    for change in ({"style": CurveStyle.GHOST}, {"hidden": True}):
        quiet = Table.of([flat.curves["c"].model_copy(update=change)])
        assert found_in(flat.model_copy(update={"curves": quiet})) == {}


def test_a_gap_is_bridged_by_a_touchpoint_of_both_sides_or_by_an_arrow() -> None:
    bad = CASES["channel-gap"].bad
    for more in (card("m", "touch", "use", channel="sms"), card("m", "touch", "use", channel="payment")):
        assert "channel-gap" not in found_in(bad.model_copy(update={"cards": Table.of([*bad.cards.values(), more])}))
    heard = update_cards(bad, ["u"], channel="word_of_mouth")
    assert "channel-gap" not in found_in(heard)
    back = update_cards(update_cards(bad, ["t"], channel="phone"), ["u"], channel="app")
    assert found_in(back)["channel-gap"][0].message.startswith("from “Buy” to “Use” the way leads online")
    arrow = Connector(id="x", source="a-need", target="u")
    assert found_in(bad.model_copy(update={"connectors": Table.of([arrow])}))["channel-gap"], "it leads from Need"


def test_a_line_without_a_lane_below_it_is_found() -> None:
    bare = _blueprint(*LineKind)
    hidden = bare.lanes["back"].model_copy(update={"hidden": True})
    bare = bare.model_copy(update={"lanes": Table({**bare.lanes, "back": hidden})})
    (finding,) = found_in(bare)["missing-line"]
    assert finding.message == "“l-visibility” has no lane to stand above"
    assert fix_of(bare, finding) is None
    away = _blueprint(*LineKind, hidden=True)
    assert len(found_in(away)["missing-line"]) == 3


def test_an_arrow_that_resolves_answers_whichever_way_it_was_drawn() -> None:
    for source, target in (("o", "x"), ("x", "o")):
        arrow = Connector(id="r", source=source, target=target, kind=ConnectorKind.RESOLVES)
        cards = card("x", "pain", "buy"), OPPORTUNITY
        assert found_in(made(*cards, connectors=[arrow])) == {}
        assert found_in(made(*cards, connectors=[arrow], kind=MapKind.FUTURE)) == {}


@pytest.mark.parametrize(
    ("names", "groups"),
    [
        (["Web team", "web-team", "WebTeam", "Shop"], [["Web team", "web-team", "WebTeam"]]),
        (["Product", "Products", "product manager"], [["Product", "Products"]]),
        (["Courier", "Couriar"], [["Courier", "Couriar"]]),
        (["Courier", "Cuorier"], []),
        (["Team 1", "Team 2"], []),
        (["Room 12345", "Room 12346"], []),
        (["Cat", "Car", "Cats"], []),
        (["Ops", "Operations"], []),
        (["👍", "👎", "👍 "], [["👍", "👍 "]]),
        (["产品经理组长", "产品总理组长"], []),
        (["...", "---", ""], []),
        (["Straße", "STRASSE"], [["Straße", "STRASSE"]]),
    ],
)
def test_names_that_are_alike(names: list[str], groups: list[list[str]]) -> None:
    assert alike(names) == groups


def test_among_very_many_names_only_the_plain_cases_are_found() -> None:
    names = [f"Name{'abcdefghij'[n % 10]}{'klmnopqrst'[n // 10 % 10]}{'uvwxyzabcd'[n // 100]}" for n in range(900)]
    assert alike([*names, "NAME-aku"]) == [["Nameaku", "NAME-aku"]]


def test_the_list_of_sources_says_what_they_are_called() -> None:
    proof = Proof(status=Evidence.OBSERVED, source="interviews")
    cards = [card(f"c{n}", "act", evidence=proof) for n in range(5)]
    bad = made(*cards, sources=[Source(id="s", title="Interviews")])
    (finding,) = found_in(bad)["named-differently"]
    assert finding.message == "the source “Interviews” is called “interviews” as well"
    mended = fix_of(bad, finding)
    assert mended is not None
    assert {one.evidence.source for one in mended[1].journey.cards.values() if one.evidence} == {"Interviews"}


def test_a_channel_of_the_maps_own_that_the_program_has_already() -> None:
    own = [Channel(id="channel", name="e-mail"), Channel(id="channel-2", name="Kiosk"), Channel(id="k", name="Kiosk")]
    cards = card("x", "act", channel="channel"), card("y", "act", channel="k"), card("z", "act", channel="channel-2")
    bad = made(*cards, channels=own, personas=[Persona(id="p", channels=("channel", "email"))])
    told = found_in(bad)["named-differently"]
    assert [finding.message for finding in told] == [
        "the channel “E-mail” is there a second time as “e-mail”",
        "the channel “Kiosk” is there a second time as “Kiosk”",
    ]
    after = bad
    for finding in told:
        mended = fix_of(after, finding)
        assert mended is not None
        after = mended[1].journey
    assert [after.cards[id_].channel for id_ in "xyz"] == ["email", "channel-2", "channel-2"]
    assert after.personas["p"].channels == ("email",)
    assert list(after.channels) == ["channel-2"]


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(journeys(), st.data())
def test_fixes_leave_every_map_sound(journey: Journey, data: st.DataObject) -> None:
    found = [finding for finding in findings(journey, today=TODAY) if RULES[finding.rule].fix is not None]
    if not found:
        return
    finding = data.draw(st.sampled_from(found))
    mended = fix_of(journey, finding)
    if mended is not None:
        assert repair(mended[1].journey)[1] == ()
        assert finding not in findings(mended[1].journey, today=TODAY) or mended[1].write is not None
