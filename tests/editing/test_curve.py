from __future__ import annotations

from collections.abc import Callable

import pytest

from cjm_desktop.editing.curve import (
    Shown,
    curve_for,
    home_of_curves,
    how_shown,
    insert_curve,
    insert_point,
    move_point,
    new_curve,
    new_point,
    remove_curves,
    remove_points,
    show_curve,
    update_curve,
    update_point,
)
from cjm_desktop.editing.lanes import insert_lane, update_lane
from cjm_desktop.editing.personas import remove_personas
from cjm_desktop.model.journey import Journey
from cjm_desktop.model.records import CurveStyle, EmotionPoint, Lane, LaneKind

Sound = Callable[[Journey], Journey]


def test_a_new_point_is_clamped(journey: Journey, sound: Sound) -> None:
    point = new_point(journey, "now", "e", 1.5, -9, label="help")
    assert (point.curve, point.stage, point.position, point.value, point.label) == ("now", "e", 1.0, -2.0, "help")
    assert list(sound(insert_point(journey, point)).points) == ["p-a", "p-b", "g-b", point.id]
    assert list(insert_point(journey, point, "p-b").points) == ["p-a", point.id, "p-b", "g-b"]
    assert new_point(journey, "now", "e", 0, None).value is None


@pytest.mark.parametrize(("curve", "stage"), [("x", "a"), ("now", "x")])
def test_a_point_belongs_to_a_curve_and_a_stage(journey: Journey, curve: str, stage: str) -> None:
    with pytest.raises(KeyError, match="x"):
        new_point(journey, curve, stage, 0.5, 0)
    with pytest.raises(KeyError, match="x"):
        insert_point(journey, EmotionPoint(id="n", curve=curve, stage=stage))
    with pytest.raises(KeyError, match="x"):
        update_point(journey, "p-a", curve=curve, stage=stage)


def test_a_point_moves_to_another_stage_and_keeps_its_curve(journey: Journey, sound: Sound) -> None:
    after = sound(move_point(journey, "p-a", "e", -1, 3))
    point = after.points["p-a"]
    assert (point.curve, point.stage, point.position, point.value) == ("now", "e", 0.0, 2.0)
    assert list(after.points) == list(journey.points)
    assert move_point(journey, "p-a", "a", 0.5, 1) is journey
    with pytest.raises(KeyError):
        move_point(journey, "x", "a", 0.5, 1)


def test_points_are_changed_and_removed(journey: Journey, sound: Sound) -> None:
    assert sound(update_point(journey, "p-a", value=None)).points["p-a"].value is None
    after = sound(remove_points(journey, ["p-a", "g-b"]))
    assert list(after.points) == ["p-b"]
    assert after.curves is journey.curves
    assert remove_points(journey, []) is journey
    with pytest.raises(KeyError):
        remove_points(journey, ["x"])


def test_curves_are_put_in_changed_and_removed(journey: Journey, sound: Sound) -> None:
    curve = new_curve(journey, "feel", persona="oleg", style="ghost")
    assert list(sound(insert_curve(journey, curve, "target")).curves) == [curve.id, "target", "now"]
    assert sound(update_curve(journey, "target", persona="oleg")).curves["target"].persona == "oleg"
    assert update_curve(journey, "target", label="target") is journey
    after = sound(remove_curves(journey, ["now"]))
    assert list(after.points) == ["g-b"]
    assert remove_curves(journey, []) is journey
    for fields in ({"lane": "x"}, {"persona": "x"}):
        with pytest.raises(KeyError, match="x"):
            new_curve(journey, **{"lane": "feel", **fields})
        with pytest.raises(KeyError, match="x"):
            update_curve(journey, "now", **fields)


def test_a_lanes_curve_is_its_first_actual_one(journey: Journey) -> None:
    assert curve_for(journey, "feel") == (journey, "now")
    hidden = update_curve(journey, "now", hidden=True)
    assert curve_for(hidden, "feel") == (hidden, "now")
    both = insert_curve(hidden, new_curve(hidden, "feel", label="shown"))
    assert both.curves[curve_for(both, "feel")[1]].label == "shown"
    with pytest.raises(KeyError):
        curve_for(journey, "x")


def test_each_persona_has_a_curve_of_its_own(journey: Journey, sound: Sound) -> None:
    assert curve_for(journey, "feel", journey.curves["now"].persona) == (journey, "now")
    after, id_ = curve_for(journey, "feel", "oleg")
    assert (sound(after).curves[id_].persona, after.curves[id_].lane) == ("oleg", "feel")
    assert curve_for(after, "feel", "oleg") == (after, id_)
    with pytest.raises(KeyError, match="nobody"):
        curve_for(journey, "feel", "nobody")


def test_a_lane_without_an_actual_curve_gets_one_for_the_primary_persona(journey: Journey, sound: Sound) -> None:
    for ghost_only in (
        insert_lane(journey, Lane(id="second", kind=LaneKind.EMOTION)),
        insert_curve(
            insert_lane(journey, Lane(id="second", kind=LaneKind.EMOTION)),
            new_curve(journey, "feel", style=CurveStyle.GHOST).model_copy(update={"lane": "second"}),
        ),
    ):
        after, id_ = curve_for(ghost_only, "second")
        sound(after)
        assert (after.curves[id_].lane, after.curves[id_].persona, after.curves[id_].style) == (
            "second",
            "masha",
            CurveStyle.ACTUAL,
        )
        assert curve_for(after, "second") == (after, id_)
    alone = insert_lane(remove_personas(journey, ["masha"]), Lane(id="second"))
    after, id_ = curve_for(alone, "second")
    assert after.curves[id_].persona == "oleg"
    nobody, id_ = curve_for(remove_personas(alone, ["oleg"]), "second")
    assert nobody.curves[id_].persona is None


def test_a_curve_is_shown_ghosted_and_hidden(journey: Journey, sound: Sound) -> None:
    assert (how_shown(journey.curves["now"]), how_shown(journey.curves["target"])) == (Shown.SHOWN, Shown.GHOST)
    for how in Shown:
        assert how_shown(sound(show_curve(journey, "now", how)).curves["now"]) is how
    hidden = show_curve(journey, "target", Shown.HIDDEN)
    assert hidden.curves["target"].style is CurveStyle.GHOST
    assert hidden.points is journey.points
    assert show_curve(journey, "now", Shown.SHOWN) is journey
    with pytest.raises(KeyError):
        show_curve(journey, "x", Shown.GHOST)


def test_a_new_curve_goes_to_the_first_shown_emotion_lane(journey: Journey) -> None:
    assert home_of_curves(journey) == "feel"
    two = insert_lane(journey, Lane(id="more", kind=LaneKind.EMOTION, role="emotions"))
    assert home_of_curves(two) == "feel"
    assert home_of_curves(update_lane(two, "feel", hidden=True)) == "more"
    assert home_of_curves(update_lane(journey, "feel", hidden=True)) == "feel"
    assert home_of_curves(Journey()) is None
