"""Rules in maps as people make them: what nearly is a finding and is none, and what nearly escapes."""

from __future__ import annotations

from datetime import date

import pytest

from cjm_desktop.editing.cards import insert_card, new_card, update_cards
from cjm_desktop.editing.lanes import remove_lanes, update_lane
from cjm_desktop.model.journey import Journey, Table
from cjm_desktop.model.records import (
    Card,
    Connector,
    EmotionPoint,
    Evidence,
    LaneKind,
    MapKind,
    Mark,
    Priority,
    Proof,
    SubStage,
    WebLink,
)
from cjm_desktop.review.findings import findings, fix_of
from cjm_desktop.review.rules import RULES
from cjm_desktop.templates import load_template
from tests.review.test_rules import OPPORTUNITY, SEEN, STAGES, TODAY, card, curve, found_in, made

TODAYS_MAP = WebLink(url="today.cjm", title="Today")


def places(journey: Journey, rule: str) -> list[str]:
    return [finding.place for finding in found_in(journey).get(rule, [])]


def with_cards(journey: Journey, *cards: Card) -> Journey:
    return journey.model_copy(update={"cards": Table.of([*journey.cards.values(), *cards])})


def without_lane(journey: Journey, role: str) -> Journey:
    return remove_lanes(journey, [lane.id for lane in journey.lanes.values() if lane.role == role])


# Touchpoints


def test_a_stage_with_nothing_but_a_feeling_lacks_its_touchpoint() -> None:
    journey = made(card("t", "touch", "need", channel="web", span=2), **{**curve(1, 0, 1), "lanes": "touch feel"})
    only_felt = journey.model_copy(
        update={"cards": Table.of(one for one in journey.cards.values() if one.id != "a-use")}
    )
    assert places(only_felt, "no-touchpoint") == ["use"]
    assert places(only_felt, "empty-stage") == []


def test_a_map_of_today_without_any_touchpoint() -> None:
    assert places(made(kind=MapKind.CURRENT), "no-touchpoint") == [""]
    assert places(made(kind=MapKind.CURRENT, stages=()), "no-touchpoint") == []
    assert places(made(card("x", "act", channel="shop"), kind=MapKind.CURRENT), "no-touchpoint") == []
    assert places(made(kind=MapKind.DAY), "no-touchpoint") == places(made(), "no-touchpoint") == []


def test_lanes_that_got_another_name_are_what_they_were() -> None:
    journey = load_template("current-state")
    names = ("接触点", "Болевые точки", "الفرص", "Gefühle", "")
    for lane, name in zip(list(journey.lanes), names * 3, strict=False):
        journey = update_lane(journey, lane, label=name)
    assert findings(journey, today=date(2026, 11, 22)) == ()
    touchpoints = next(lane for lane in journey.lanes.values() if lane.kind is LaneKind.TOUCHPOINTS)
    bare = journey.model_copy(
        update={"cards": Table.of(one for one in journey.cards.values() if one.lane != touchpoints.id)}
    )
    assert len(places(bare, "no-touchpoint")) == len([one for one in journey.stages if one])


# Pains and opportunities


def test_an_empty_pain_asks_for_nothing() -> None:
    assert places(made(card("x", "pain", text=" \n"), lanes="opp"), "pain-without-opportunity") == []
    shown = made(card("x", "pain", text="Дорого"), lanes="opp")
    assert places(shown, "pain-without-opportunity") == ["x"]
    assert places(with_cards(shown, card("o", "opp", text="")), "pain-without-opportunity") == ["x"]


def test_a_map_of_today_that_names_pains_and_stops() -> None:
    stopped = made(card("x", "pain", text="Teuer"), card("y", "pain", "buy", text="Langsam"))
    assert places(stopped, "pain-without-opportunity") == []
    today = stopped.model_copy(update={"kind": MapKind.CURRENT})
    (finding,) = found_in(today)["pain-without-opportunity"]
    assert (finding.place, finding.message) == ("x", "the map names pains and has no opportunities")
    assert fix_of(today, finding) is None, "there is no lane for it"
    assert "pain-without-opportunity" not in found_in(update_cards(today, ["x", "y"], text=""))


@pytest.mark.parametrize(
    "text", ["Show the date [Web]", "显示日期【产品】", "日付を出す［Web］", "Показать [Отдел «Web»] "]
)
def test_an_owner_in_brackets_of_any_script(text: str) -> None:
    assert places(made(OPPORTUNITY.model_copy(update={"owner": "", "text": text})), "opportunity-without-owner") == []


@pytest.mark.parametrize("text", ["Show the date", "[Web] Show the date", "Show the date []", "Show the date (soon)"])
def test_brackets_that_name_no_owner(text: str) -> None:
    bad = made(OPPORTUNITY.model_copy(update={"owner": "", "text": text}))
    assert places(bad, "opportunity-without-owner") == ["o"]


def test_a_future_that_names_no_pain_answers_none_unless_it_leads_to_the_map_of_today() -> None:
    bare = without_lane(load_template("future-state"), "current_pain")
    (finding,) = found_in(bare)["change-without-pain"]
    assert finding.message.startswith("the map of the future names no pain of today")
    linked = update_cards(bare, [finding.place], links=(TODAYS_MAP,))
    assert "change-without-pain" not in found_in(linked)
    assert "change-without-pain" not in found_in(without_lane(bare, "ideas"))
    assert "change-without-pain" not in found_in(bare.model_copy(update={"kind": MapKind.OTHER}))


def test_a_change_that_leads_to_the_map_of_today_is_answered_there() -> None:
    idea = card("i", "opp", "use", text="Abo", owner="Web", priority=Priority(impact=1, effort=1))
    future = made(idea, card("x", "pain", "need"), OPPORTUNITY, kind=MapKind.FUTURE)
    assert places(future, "change-without-pain") == ["i"]
    assert places(update_cards(future, ["i"], links=(TODAYS_MAP,)), "change-without-pain") == []
    web = WebLink(url="https://example.org/today.cjm")
    assert places(update_cards(future, ["i"], links=(web,)), "change-without-pain") == ["i"]


# Feelings


def test_a_pain_between_two_feelings_says_why_they_drop() -> None:
    def drop(**more: object) -> Journey:
        points = [
            EmotionPoint(id=f"e{stage}", curve="c", stage=stage, value=value, evidence=Proof(source="Log"))
            for stage, value in (("need", 1.5), ("use", -1.5))
        ]
        return made(OPPORTUNITY, **{**curve(), "points": points, "lanes": "feel pain opp", **more})

    assert places(drop(), "steep-drop") == ["euse"]
    assert places(with_cards(drop(), card("x", "pain", "buy", text="Warten")), "steep-drop") == []
    assert places(with_cards(drop(), card("x", "pain", "buy", text="")), "steep-drop") == ["euse"]
    for mark in (Mark.FAIL_POINT, Mark.WAIT_POINT):
        assert places(update_cards(drop(), ["a-use"], marks=(mark,)), "steep-drop") == []
        point = drop().points["euse"].model_copy(update={"marks": (mark,)})
        felt = drop().model_copy(update={"points": Table.of([drop().points["eneed"], point])})
        assert places(felt, "steep-drop") == []
    truth = update_cards(drop(), ["a-use"], marks=(Mark.MOMENT_OF_TRUTH,))
    assert places(truth, "steep-drop") == ["euse"]
    assert places(drop(lanes="feel"), "steep-drop") == [], "the map is none of pains"
    assert places(drop(lanes="feel", kind=MapKind.CURRENT), "steep-drop") == ["euse"]


def test_two_points_are_no_flat_curve_and_three_equal_ones_are_whatever_their_height() -> None:
    assert places(made(**curve(1, 1)), "flat-curve") == []
    for height in (-2, 0, 1.5):
        assert places(made(**curve(height, height, height)), "flat-curve") == ["e0"]


def arrows(*ends: tuple[str, str]) -> dict[str, list[Connector]]:
    return {"connectors": [Connector(id=f"x{n}", source=one, target=two) for n, (one, two) in enumerate(ends)]}


OPEN = OPPORTUNITY.model_copy(update={"owner": "", "priority": None})


@pytest.mark.parametrize(
    ("lane", "rule"), [("own", "opportunity-without-owner"), ("prio", "opportunity-without-priority")]
)
def test_a_card_beside_opportunities_counts_for_those_of_which_it_plainly_speaks(lane: str, rule: str) -> None:
    both = OPEN, OPEN.model_copy(update={"id": "o2"})
    elsewhere = OPEN.model_copy(update={"id": "o3", "stage": "buy"})
    told = made(*both, elsewhere, card("w", lane, text="Web team"))
    assert places(told, rule) == ["o3"], "that of its whole stage"
    led = told.model_copy(update={"connectors": Table.of(arrows(("w", "o"), ("o3", "w"))["connectors"])})
    assert places(led, rule) == ["o2"], "arrows say of which, whichever way they were drawn"
    other = told.model_copy(update={"connectors": Table.of(arrows(("w", "a-need"))["connectors"])})
    assert places(other, rule) == ["o", "o2", "o3"], "of something else"
    more = with_cards(told, card("w2", lane, text="Shop"))
    chained = more.model_copy(update={"connectors": Table.of(arrows(("w", "w2"))["connectors"])})
    assert places(chained, rule) == ["o3"], "arrows inside the lane say nothing of others"
    assert RULES[rule].counts


def test_an_owner_of_a_sub_stage_answers_for_what_is_in_it() -> None:
    need = STAGES[0].model_copy(update={"sub_stages": (SubStage(id="s1", name="1"), SubStage(id="s2", name="2"))})
    cards = [OPEN.model_copy(update={"id": f"o{n}", "sub_stage": sub}) for n, sub in enumerate(("s1", "s2", None))]
    told = made(*cards, card("w", "own", sub_stage="s1"), stages=(need, *STAGES[1:]))
    assert places(told, "opportunity-without-owner") == ["o1"]


def test_a_card_of_an_evidence_lane_bears_out_feelings_unless_it_speaks_of_something_else() -> None:
    felt = curve(1, -1, 1, evidence=None)
    rule = "emotion-without-evidence"
    whole = card("k", "known", span=3, text="12 interviews")
    assert places(made(whole, **felt), rule) == []
    assert places(made(whole, **felt, **arrows(("k", "a-buy"))), rule) == ["e0"]
    for proof, found in ((SEEN, []), (Proof(status=Evidence.OBSERVED), []), (Proof(), ["e0"])):
        assert places(made(whole.model_copy(update={"evidence": proof}), **felt), rule) == found
    assert RULES[rule].counts


def test_a_touchpoint_that_is_written_in_two_ways() -> None:
    texts = ("E-mail confirmation", "Email Confirmation", "E-mail\nconfirmation", "Anmeldung", "Abmeldung", "Call")
    cards = [card(f"t{n}", "touch", channel="web", text=text) for n, text in enumerate(texts)]
    told = made(*cards, card("x", "act", text="E-Mail-Confirmation"))
    (finding,) = found_in(told)["named-differently"]
    assert finding.message == "the touchpoint “E-mail confirmation” is written “Email Confirmation” as well"
    assert finding.place == "t1"
    mended = fix_of(told, finding)
    assert mended is not None
    after = mended[1].journey
    assert [after.cards[f"t{n}"].text for n in range(3)] == [texts[0], texts[0], texts[2]]
    assert after.cards["x"] == told.cards["x"], "what customers do is told in sentences"


def test_what_is_only_proposed_bears_out_no_feeling() -> None:
    for status, found in ((Evidence.PROPOSED, ["e0"]), (Evidence.ASSUMED, ["e0"]), (Evidence.OBSERVED, [])):
        felt = made(**curve(1, 0, -0.2, evidence=Proof(status=status)))
        assert places(felt, "emotion-without-evidence") == found
    sourced = made(**curve(1, 0, -0.2, evidence=Proof(status=Evidence.ASSUMED, source="Ventas, n = 12")))
    assert places(sourced, "emotion-without-evidence") == []
    future = made(**curve(1, 0, -0.2, evidence=None), kind=MapKind.FUTURE)
    assert places(future, "emotion-without-evidence") == []


# Blueprints


@pytest.mark.parametrize("number", range(3))
def test_the_template_of_a_blueprint_without_one_of_its_lines(number: int) -> None:
    whole = load_template("service-blueprint")
    gone = list(whole.lines)[number]
    bare = whole.model_copy(update={"lines": Table.of(line for id_, line in whole.lines.items() if id_ != gone)})
    (finding,) = findings(bare, today=TODAY)
    words = whole.lines[gone].kind.value.replace("_", " ")
    assert (finding.rule, finding.message) == ("missing-line", f"the blueprint has no line of {words}")
    mended = fix_of(bare, finding)
    assert mended is not None
    assert findings(mended[1].journey, today=TODAY) == ()
    assert findings(bare.model_copy(update={"kind": MapKind.OTHER}), today=TODAY) == ()


def test_touchpoints_stand_in_front_where_the_map_says_nothing_else() -> None:
    behind = card("b", "back", "buy", text="Lagerbestand prüfen")
    assert places(made(behind, card("t", "touch", "buy", channel="web")), "backstage-alone") == []
    assert places(made(behind, card("t", "touch", "use", channel="web")), "backstage-alone") == ["b"]
    both = made(behind, card("t", "touch", "buy", channel="web"), lanes="front")
    assert places(both, "backstage-alone") == ["b"]
    assert places(with_cards(both, card("f", "front", "need", span=2)), "backstage-alone") == []


def test_work_behind_the_scenes_that_is_added_to_the_template() -> None:
    blueprint = load_template("service-blueprint")
    lane = next(lane.id for lane in blueprint.lanes.values() if lane.role == "backstage_people")
    front = {lane.id for lane in blueprint.lanes.values() if lane.role.startswith("frontstage")}
    stage = next(iter(blueprint.stages))
    alone = new_card(blueprint, lane, stage, "Счёт проверен")
    more = insert_card(blueprint, alone)
    assert findings(more, today=TODAY) == ()
    told = findings(
        update_cards(more, [one.id for one in more.cards.values() if one.lane in front], text=""), today=TODAY
    )
    assert [finding.rule for finding in told if finding.place == alone.id] == ["backstage-alone"]


# Words


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("字" * 71, ["x"]),
        ("字" * 70, []),
        ("ไก่" * 60, []),  # the marks stand above the letters
        ("क्" * 100, []),
        ("क" * 141, ["x"]),
        ("é" * 141, ["x"]),
        ("e\u0301" * 140, []),
        ("Слово " * 24, ["x"]),
        ("a\n" * 9, ["x"]),
        ("a\n\n" * 8, []),
        (" " * 300 + "short", []),
    ],
)
def test_how_long_a_card_is_depends_on_what_is_seen(text: str, found: list[str]) -> None:
    assert places(made(card("x", "act", text=text)), "long-card") == found


def test_a_list_in_a_card_keeps_its_first_line() -> None:
    journey = made(card("x", "act", text="Needs\n" + "\n".join(f"• {n}" for n in range(9))))
    (finding,) = found_in(journey)["long-card"]
    assert (
        finding.message
        == "action “Needs • 0 • 1 • 2 • 3 • 4 • 5 • 6 • 7 •…” has 10 lines, too many to be read when projected"
    )
    mended = fix_of(journey, finding)
    assert mended is not None
    assert mended[1].journey.cards["x"].text == "Needs"
    assert "• 8" in mended[1].journey.cards["x"].note


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("2026-01-31", "2026-01-31"),
        ("31.01.2026", "2026-01-31"),
        ("31. 1. 2026 (v3)", "2026-01-31"),
        ("2026年1月31日", "2026-01-31"),
        ("2026/01/31", "2026-01-31"),
        ("2026-02", "2026-02-28"),
        ("2026年2月", "2026-02-28"),
    ],
)
def test_dates_as_people_write_them(written: str, day: str) -> None:
    (finding,) = findings(made(date=written), today=TODAY)
    assert f"date {day} is" in finding.message


@pytest.mark.parametrize("written", ["1/2/2026", "winter", "2026", "2026-13", "31.02.2026", "2026-02-30", "٢٠٢٦-٠١-٩٩"])
def test_what_is_no_date_says_nothing(written: str) -> None:
    assert findings(made(date=written), today=TODAY) == ()


def test_the_same_thing_in_other_scripts() -> None:
    owners = ("Отдел доставки", "отдел  доставки", "Отдел доставка")
    cards = [card(f"c{n}", "act", STAGES[n].id, owner=owner) for n, owner in enumerate(owners)]
    assert len(places(made(*cards), "named-differently")) == 2
    cards = [card(f"c{n}", "act", owner=owner) for n, owner in enumerate(("配送部", "配達部", "אנה", "אנא"))]
    assert places(made(*cards), "named-differently") == []
