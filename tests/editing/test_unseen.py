from __future__ import annotations

import pytest

from cjm_desktop.editing.unseen import Unseen, unseen_in
from cjm_desktop.model.journey import Journey
from cjm_desktop.model.records import LaneKind


@pytest.mark.parametrize(
    ("lane", "kind", "unseen"),
    [
        ("do", None, Unseen()),
        ("do", LaneKind.STEPS, Unseen()),
        ("do", LaneKind.EMOTION, Unseen(cards=4)),
        ("do", LaneKind.METRIC, Unseen(cards=4)),
        ("feel", None, Unseen()),
        ("feel", LaneKind.METRIC, Unseen(points=3)),
        ("count", LaneKind.CARDS, Unseen(metrics=1)),
        ("count", LaneKind.EMOTION, Unseen(metrics=1)),
    ],
)
def test_what_would_not_be_drawn(journey: Journey, lane: str, kind: LaneKind | None, unseen: Unseen) -> None:
    assert unseen_in(journey, lane, kind) == unseen
