"""The numbers of a map: only what it says is counted, the worst comes first."""

from __future__ import annotations

from hypothesis import HealthCheck, given, settings

from cjm_desktop.model.journey import Journey, Table
from cjm_desktop.model.records import (
    Curve,
    CurveStyle,
    EmotionPoint,
    Evidence,
    Mark,
    Metric,
    Priority,
    Proof,
)
from cjm_desktop.review.summary import Feeling, Shares, summary
from cjm_desktop.templates import load_template
from tests.review.test_rules import STAGES, card, made
from tests.strategies import journeys


def point(id_: str, stage: str, value: float | None, curve: str = "c", **fields: object) -> EmotionPoint:
    return EmotionPoint(id=id_, curve=curve, stage=stage, value=value, **fields)  # type: ignore[arg-type]


def felt(*points: EmotionPoint, **tables: object) -> dict[str, object]:
    curves = [Curve(id="c", lane="feel"), Curve(id="g", lane="feel", style=CurveStyle.GHOST)]
    return {"lanes": "feel", "curves": curves, "points": list(points), **tables}


def test_an_empty_map_has_no_numbers() -> None:
    found = summary(Journey())
    assert found.mean is None
    assert found.feelings == found.weakest == found.moments == found.channels == found.opportunities == ()
    assert found.evidence == Shares(0, 0, 0, 0)
    assert found.evidence.share == 0.0


def test_feelings_are_mean_and_range_of_the_points_of_shown_curves() -> None:
    points = (
        point("a", "need", -1.0),
        point("b", "need", 2.0),
        point("gap", "need", None),
        point("d", "use", 0.5),
        point("ghost", "use", -2.0, "g"),
    )
    found = summary(made(**felt(*points)))  # type: ignore[arg-type]
    assert found.feelings == (
        Feeling("need", "Need", 0.5, -1.0, 2.0, 2),
        Feeling("buy", "Buy", None, None, None, 0),
        Feeling("use", "Use", 0.5, 0.5, 0.5, 1),
    )
    assert found.mean == 0.5


def test_the_weakest_touchpoints_begin_with_the_worst() -> None:
    cards = (
        card("good", "touch", "need", channel="web"),
        card("bad", "touch", "buy", channel="web"),
        card("worse", "touch", "buy", channel="shop", marks=(Mark.FAIL_POINT,)),
        card("wide", "act", "need", span=2, channel="sms", marks=(Mark.WAIT_POINT,)),
        card("x", "pain", "buy"),
        card("y", "pain", "buy"),
        card("empty", "touch", "buy", text=""),
    )
    found = summary(made(*cards, **felt(point("a", "need", 1.0), point("b", "buy", -1.2))))  # type: ignore[arg-type]
    assert [(one.card, round(one.feeling or 0, 2), one.pains) for one in found.weakest] == [
        ("worse", -1.2, 2),
        ("bad", -1.2, 2),
        ("wide", -0.1, 2),
    ]
    assert found.weakest[0].fails
    assert found.weakest[2].waits
    assert [one.card for one in summary(made(*cards, **felt(point("b", "buy", -1.2))), 1).weakest] == ["worse"]  # type: ignore[arg-type]


def test_moments_of_truth_are_marked_cards_and_points_and_cards_of_their_lane() -> None:
    sample = load_template("current-state")
    found = summary(sample)
    assert [(one.place, one.stage) for one in found.moments] == [
        ("card-moments-of-truth-purchase", "Purchase"),
        ("card-touchpoints-use", "Use"),
        ("card-moments-of-truth-use", "Use"),
        ("point-masha-use", "Use"),
    ]
    assert found.moments[-1].feeling == 1.6


def test_channels_cover_stages() -> None:
    cards = (
        card("a", "touch", "need", channel="web", span=2),
        card("b", "touch", "use", channel="shop"),
        card("c", "touch", "use", channel="fax"),
        card("d", "act", "use", channel="shop"),
    )
    found = summary(made(*cards))
    assert [(use.name, use.online, use.first, use.touchpoints, use.stages) for use in found.channels] == [
        ("Web", True, "a", 1, 2),
        ("Shop", False, "b", 2, 1),
        ("fax", None, "c", 1, 1),
    ]
    assert found.stages == len(STAGES)


def test_evidence_is_counted_over_cards_feelings_and_metrics() -> None:
    seen, thought = Proof(status=Evidence.OBSERVED), Proof()
    journey = made(
        card("a", "act", evidence=seen),
        card("b", "act", evidence=Proof(status=Evidence.PROPOSED)),
        card("silent", "act", text=""),
        metrics=[Metric(id="m", lane="act", stage="need", evidence=seen)],
        **felt(point("p", "need", 1.0, evidence=thought), point("gap", "need", None, evidence=seen)),  # type: ignore[arg-type]
    )
    found = summary(journey).evidence
    assert found == Shares(2, 1, 1, 3)
    assert found.all == 7
    assert found.share == 2 / 7


def test_opportunities_begin_with_what_gains_most_for_least() -> None:
    cards = (
        card("vague", "opp"),
        card("dear", "opp", priority=Priority(impact=5, effort=5)),
        card("quick", "opp", priority=Priority(impact=4, effort=2), owner="Web"),
        card("small", "opp", priority=Priority(impact=3, effort=1)),
        card("empty", "opp", text=" "),
    )
    found = summary(made(*cards)).opportunities
    assert [one.card for one in found] == ["quick", "small", "dear", "vague"]
    assert [one.is_quick_win for one in found] == [True, False, False, False]
    assert (found[0].owner, found[0].stage, found[-1].impact) == ("Web", "Need", None)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(journeys())
def test_every_map_has_a_summary(journey: Journey) -> None:
    found = summary(journey)
    assert [one.stage for one in found.feelings] == list(journey.stages)
    for one in found.feelings:
        if one.mean is not None and one.low is not None and one.high is not None:
            assert -2 <= one.low <= one.mean + 1e-9
            assert one.mean - 1e-9 <= one.high <= 2
    for use in found.channels:
        assert 0 < use.stages <= found.stages
    places = Table({**journey.cards, **journey.points})
    assert all(one.place in places for one in found.moments)
