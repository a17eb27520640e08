from __future__ import annotations

from collections.abc import Callable

import pytest

from cjm_desktop.editing.sub_stages import add_sub_stage, move_sub_stage, remove_sub_stage, rename_sub_stage
from cjm_desktop.model.journey import Journey

Sound = Callable[[Journey], Journey]


def names(journey: Journey, stage: str = "a") -> list[str]:
    return [part.name for part in journey.stages[stage].sub_stages]


def test_sub_stages_come_change_and_go(journey: Journey, sound: Sound) -> None:
    after, id_ = add_sub_stage(journey, "a", "third")
    assert names(sound(after)) == ["first", "second", "third"]
    assert names(rename_sub_stage(after, "a", id_, "last")) == ["first", "second", "last"]
    assert names(sound(move_sub_stage(after, "a", id_, "a1"))) == ["third", "first", "second"]
    assert names(move_sub_stage(after, "a", "a1")) == ["second", "third", "first"]
    gone = sound(remove_sub_stage(after, "a", "a1"))
    assert names(gone) == ["second", "third"]
    assert (gone.cards["a-1"].stage, gone.cards["a-1"].sub_stage) == ("a", None)


def test_the_same_map_where_nothing_changes(journey: Journey) -> None:
    assert rename_sub_stage(journey, "a", "a1", "first") is journey
    assert move_sub_stage(journey, "a", "a1", "a1") is journey
    assert move_sub_stage(journey, "a", "a1", "a2") is journey
    assert move_sub_stage(journey, "a", "a2") is journey
    with pytest.raises(KeyError):
        rename_sub_stage(journey, "a", "b1", "x")
    with pytest.raises(KeyError):
        add_sub_stage(journey, "z")
