from __future__ import annotations

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from cjm_desktop.model.journey import Journey, Table
from cjm_desktop.model.records import (
    Card,
    Channel,
    Conflict,
    Connector,
    ConnectorKind,
    Curve,
    EmotionPoint,
    Evidence,
    Lane,
    LaneKind,
    Metric,
    Persona,
    Proof,
    Stage,
)
from cjm_desktop.review.findings import Finding, Severity, findings
from tests.strategies import journeys

LANES = (
    Lane(id="act", role="actions", label="Actions"),
    Lane(id="touch", kind=LaneKind.TOUCHPOINTS, role="touchpoints", label="Touchpoints"),
    Lane(id="feel", kind=LaneKind.EMOTION, role="emotions", label="Emotions"),
    Lane(id="pain", role="pains", label="Pain points"),
    Lane(id="opp", role="opportunities", label="Opportunities"),
    Lane(id="own", role="owners", label="Owner"),
)


def journey(
    lanes: str = "", cards: tuple[Card, ...] = (), stages: tuple[Stage, ...] | None = None, **tables: Any
) -> Journey:
    """A map with a frame that nothing is to be said about: the named lanes of LANES and, for each stage, nothing else."""
    return Journey(objective="o", scenario="s").model_copy(
        update={
            "personas": Table.of([Persona(id="p")]),
            "stages": Table.of(
                stages if stages is not None else [Stage(id="need", name="Need"), Stage(id="buy", name="Buy")]
            ),
            "lanes": Table.of(lane for lane in LANES if lane.id in lanes.split()),
            "cards": Table.of(cards),
            **{name: Table.of(records) for name, records in tables.items()},
        }
    )


def said(of: Journey, rule: str) -> list[tuple[str, str]]:
    return [(finding.message, finding.place) for finding in findings(of) if finding.rule == rule]


def card(id_: str, lane: str, stage: str, **fields: Any) -> Card:
    return Card(id=id_, lane=lane, stage=stage, **{"text": id_, **fields})


def test_an_empty_map_lacks_its_frame() -> None:
    assert [finding.message for finding in findings(Journey(objective=" "))] == [
        "the map has no objective",
        "the map has no scenario",
        "the map has no persona",
    ]
    assert findings(journey(stages=())) == ()


def test_a_finding_says_where_how_grave_and_why() -> None:
    (finding,) = findings(journey("act", (card("a", "act", "need"),)))
    assert finding == Finding(
        rule="empty-stage",
        severity=Severity.WARNING,
        template="stage {stage} is empty",
        values=(("stage", "“Buy”"),),
        place="buy",
        why="Either something happens there, or it is no stage of this journey.",
    )
    assert finding.message == "stage “Buy” is empty"


def test_a_stage_is_not_empty_with_a_spanning_card_a_feeling_or_a_metric() -> None:
    assert said(journey("act", (card("a", "act", "need", span=2),)), "empty-stage") == []
    felt = journey(
        "act feel",
        (card("a", "act", "need"),),
        curves=[Curve(id="c", lane="feel")],
        points=[EmotionPoint(id="e", curve="c", stage="buy", value=1)],
    )
    assert said(felt, "empty-stage") == []
    gap = felt.model_copy(update={"points": Table.of([EmotionPoint(id="e", curve="c", stage="buy")])})
    assert said(gap, "empty-stage") == [("stage “Buy” is empty", "buy")]
    measured = journey("act", (card("a", "act", "need"),), metrics=[Metric(id="m", lane="act", stage="buy")])
    assert said(measured, "empty-stage") == []


def test_a_stage_without_a_touchpoint_is_found_only_where_the_map_has_a_lane_of_them() -> None:
    cards = (card("a", "act", "need"), card("b", "act", "buy"), card("t", "touch", "buy"))
    assert said(journey("act touch", cards), "no-touchpoint") == [("stage “Need” has no touchpoint", "need")]
    assert said(journey("act", cards[:2]), "no-touchpoint") == []
    elsewhere = (card("a", "act", "need", channel="web", span=2),)
    assert said(journey("act touch", elsewhere), "no-touchpoint") == []
    assert said(journey("act touch", (card("a", "act", "need"),)), "no-touchpoint") == [
        ("stage “Need” has no touchpoint", "need")
    ]


def test_contact_with_a_brand_may_be_rare() -> None:
    day = journey("act", (card("a", "act", "need"), card("b", "act", "buy")))
    lanes = Table.of([*day.lanes.values(), Lane(id="brand", kind=LaneKind.TOUCHPOINTS, role="brand_contact")])
    assert findings(day.model_copy(update={"lanes": lanes})) == ()


def test_a_pain_without_an_opportunity_in_its_stage_is_found() -> None:
    cards = (
        card("p1", "pain", "need", text="No time"),
        card("p2", "pain", "buy", text="Dear"),
        card("o", "opp", "buy", owner="Ops"),
    )
    expected = [("pain point “No time” in stage “Need” has no opportunity beside it", "p1")]
    assert said(journey("pain opp", cards), "pain-without-opportunity") == expected
    assert said(journey("pain", cards[:2]), "pain-without-opportunity") == []
    arrow = Connector(id="x", source="o", target="p1", kind=ConnectorKind.RESOLVES)
    assert said(journey("pain opp", cards, connectors=[arrow]), "pain-without-opportunity") == []
    flow = arrow.model_copy(update={"kind": ConnectorKind.FLOW})
    assert said(journey("pain opp", cards, connectors=[flow]), "pain-without-opportunity") == expected


def test_an_emotion_lane_without_values_is_found() -> None:
    curve, gap = Curve(id="c", lane="feel"), EmotionPoint(id="e", curve="c", stage="need")
    expected = [("lane “Emotions” has no values", "feel")]
    assert said(journey("feel"), "no-emotions") == expected
    assert said(journey("feel", curves=[curve], points=[gap]), "no-emotions") == expected
    full = gap.model_copy(update={"value": 0.0})
    assert said(journey("feel", curves=[curve], points=[full]), "no-emotions") == []


def test_what_is_observed_names_its_source() -> None:
    observed = Proof(status=Evidence.OBSERVED)
    cards = (
        card("a", "act", "need", text="waits", evidence=observed),
        card("b", "act", "buy", evidence=Proof(status=Evidence.OBSERVED, source="n = 18")),
        card("c", "act", "buy", evidence=Proof()),
    )
    found = journey(
        "act feel",
        cards,
        curves=[Curve(id="k", lane="feel")],
        points=[EmotionPoint(id="e", curve="k", stage="need", label="angry", value=-2, evidence=observed)],
        metrics=[Metric(id="m", lane="act", stage="need", label="on time", evidence=observed)],
    )
    assert said(found, "observed-without-source") == [
        ("action “waits” is marked as observed but names no source", "a"),
        ("emotion point “angry” is marked as observed but names no source", "e"),
        ("metric “on time” is marked as observed but names no source", "m"),
    ]


def test_an_opportunity_has_an_owner_of_its_own_in_brackets_or_of_its_stage() -> None:
    cards = (
        card("o1", "opp", "need", text="Show the date"),
        card("o2", "opp", "need", text="Show the date [Web]"),
        card("o3", "opp", "need", text="Show the date", owner="Web"),
        card("o4", "opp", "buy", text="Show the date"),
        card("w", "own", "buy", text="Ops"),
    )
    assert said(journey("opp own", cards), "opportunity-without-owner") == [
        ("opportunity “Show the date” has no owner", "o1")
    ]


def test_a_channel_that_nobody_knows_is_found() -> None:
    cards = (card("a", "touch", "need", channel="web"), card("b", "touch", "buy", channel="fax", text="Order"))
    assert said(journey("touch", cards), "unknown-channel") == [
        ("touchpoint “Order” has the channel “fax”, which neither the map nor the program knows", "b")
    ]
    assert said(journey("touch", cards, channels=[Channel(id="fax")]), "unknown-channel") == []


def test_a_card_in_the_parking_lot_is_a_hint() -> None:
    waiting = journey("act", (card("a", "act", "need", span=2), Card(id="b", lane="act", text="later\nor never")))
    (finding,) = findings(waiting)
    assert (finding.message, finding.severity) == ("card “later or never” waits in the parking lot", Severity.HINT)


def test_long_names_are_cut() -> None:
    (finding,) = findings(journey("act", (Card(id="b", text="x" * 500),), stages=()))
    assert finding.message == f"card “{'x' * 39}…” waits in the parking lot"


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(journeys())
def test_every_map_can_be_reviewed(whole: Journey) -> None:
    for finding in findings(whole):
        assert finding.message
        assert "\n" not in finding.message
        assert finding.why.endswith(".")


@pytest.mark.parametrize("severity", Severity)
def test_severities_are_words(severity: Severity) -> None:
    assert severity.value in ("warning", "hint")


def test_open_conflicts_of_a_merge_are_found() -> None:
    one = Conflict(table="cards", record="a", field="text", ours="x", theirs="y")
    for count, words in (
        (1, "1 conflict of a merge is not decided on"),
        (2, "2 conflicts of a merge are not decided on"),
    ):
        found = findings(journey().model_copy(update={"conflicts": (one,) * count}))
        assert [finding.message for finding in found if finding.rule == "open-conflict"] == [words]
    assert not any(finding.rule == "open-conflict" for finding in findings(journey()))
