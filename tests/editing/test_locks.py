"""What an edit may not do to a locked lane, and what it may."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from cjm_desktop.editing.cards import insert_card, move_cards, new_card, remove_cards, update_cards
from cjm_desktop.editing.curve import Shown, insert_point, move_point, new_point, show_curve
from cjm_desktop.editing.lanes import move_lanes, remove_lanes, update_lane
from cjm_desktop.editing.locks import locked_lane, refused
from cjm_desktop.editing.metrics import insert_metric, new_metric
from cjm_desktop.editing.stages import insert_stage, move_stages, new_stage, remove_stages
from cjm_desktop.editing.things import remove
from cjm_desktop.model.journey import Journey, Table
from cjm_desktop.model.records import Card, Curve, EmotionPoint, Lane, LaneKind, Metric, Stage

Edit = Callable[[Journey], Journey]


@pytest.fixture
def journey() -> Journey:
    return Journey(
        stages=Table.of([Stage(id="s"), Stage(id="t"), Stage(id="u")]),
        lanes=Table.of(
            [
                Lane(id="do", locked=True),
                Lane(id="feel", kind=LaneKind.EMOTION, locked=True),
                Lane(id="count", kind=LaneKind.METRIC, locked=True),
                Lane(id="free"),
            ]
        ),
        cards=Table.of(
            [
                Card(id="a", lane="do", stage="s"),
                Card(id="b", lane="do", stage="s"),
                Card(id="f", lane="free", stage="u"),
                Card(id="parked"),
            ]
        ),
        curves=Table.of([Curve(id="c", lane="feel")]),
        points=Table.of([EmotionPoint(id="p", curve="c", stage="s", value=1)]),
        metrics=Table.of([Metric(id="m", lane="count", stage="s", value=1)]),
    )


_REFUSED: dict[str, tuple[str, Edit]] = {
    "write": ("do", lambda j: update_cards(j, ["a"], text="x")),
    "move out": ("do", lambda j: move_cards(j, ["a"], "free", "s")),
    "move in": ("do", lambda j: move_cards(j, ["f"], "do", "s")),
    "move within": ("do", lambda j: move_cards(j, ["b"], "do", "s", "a")),
    "unpark": ("do", lambda j: move_cards(j, ["parked"], "do", "s")),
    "park": ("do", lambda j: move_cards(j, ["a"], None, None)),
    "add": ("do", lambda j: insert_card(j, new_card(j, "do", "t"))),
    "delete": ("do", lambda j: remove_cards(j, ["a", "f"])),
    "delete the lane": ("do", lambda j: remove_lanes(j, ["do"])),
    "rename": ("do", lambda j: update_lane(j, "do", label="x")),
    "rename while unlocking": ("do", lambda j: update_lane(j, "do", label="x", locked=False)),
    "delete a stage": ("do", lambda j: remove_stages(j, ["s"])),
    "move a point": ("feel", lambda j: move_point(j, "p", "s", 0.5, 2.0)),
    "add a point": ("feel", lambda j: insert_point(j, new_point(j, "c", "t", 0.5, 0.0))),
    "delete a curve": ("feel", lambda j: remove(j, ["c"])),
    "add a metric": ("count", lambda j: insert_metric(j, new_metric(j, "count", "t", value=1))),
    "delete a metric": ("count", lambda j: remove(j, ["m"])),
}
_ALLOWED: dict[str, Edit] = {
    "nothing": lambda j: j,
    "another lane": lambda j: update_cards(j, ["f"], text="x"),
    "unlock": lambda j: update_lane(j, "do", locked=False),
    "collapse and hide": lambda j: update_lane(j, "do", collapsed=True, hidden=True),
    "another look of a curve": lambda j: show_curve(show_curve(j, "c", Shown.GHOST), "c", Shown.HIDDEN),
    "a stage without cards of it": lambda j: remove_stages(j, ["u"]),
    "a new stage": lambda j: insert_stage(j, new_stage(j, "x")),
    "another order of stages": lambda j: move_stages(j, ["u"], "s"),
    "another order of lanes": lambda j: move_lanes(j, ["free"], "do"),
    "parking of others": lambda j: move_cards(j, ["f"], None, None),
}


@pytest.mark.parametrize(("lane", "edit"), _REFUSED.values(), ids=list(_REFUSED))
def test_a_locked_lane_is_not_changed(journey: Journey, lane: str, edit: Edit) -> None:
    after = edit(journey)
    held = refused(journey, after)
    assert held is not None
    assert held.id == lane
    unlocked = update_lane(journey, lane, locked=False)
    assert refused(unlocked, edit(unlocked)) != held


@pytest.mark.parametrize("edit", _ALLOWED.values(), ids=list(_ALLOWED))
def test_what_does_not_touch_it_goes_on(journey: Journey, edit: Edit) -> None:
    assert refused(journey, edit(journey)) is None


@pytest.mark.parametrize(
    ("ids", "lane"),
    [
        (["a"], "do"),
        (["f", "p"], "feel"),
        (["m"], "count"),
        (["c"], "feel"),
        (["do"], "do"),
        (["f", "s", "parked"], None),
        ([], None),
    ],
)
def test_a_thing_is_as_locked_as_its_lane(journey: Journey, ids: list[str], lane: str | None) -> None:
    held = locked_lane(journey, ids)
    assert (held.id if held is not None else None) == lane
