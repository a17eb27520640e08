from __future__ import annotations

from collections.abc import Callable

import pytest

from cjm_desktop.editing.pictures import drop_unused, insert_picture, remove_pictures, update_picture
from cjm_desktop.model.journey import Journey
from cjm_desktop.model.records import Picture

Sound = Callable[[Journey], Journey]


def test_a_picture_is_embedded_once(sound: Sound, pictures: tuple[Picture, Picture]) -> None:
    black, white = pictures
    one = sound(insert_picture(Journey(), white))
    assert list(one.pictures) == [white.id]
    assert insert_picture(one, white) is one
    assert list(insert_picture(one, black).pictures) == [white.id, black.id]


def test_a_picture_is_described(journey: Journey, sound: Sound, pictures: tuple[Picture, Picture]) -> None:
    white = pictures[1]
    assert sound(update_picture(journey, white.id, alt="a square")).pictures[white.id].alt == "a square"
    assert update_picture(journey, white.id, alt="white") is journey


def test_who_shows_a_removed_picture_shows_none(
    journey: Journey, sound: Sound, pictures: tuple[Picture, Picture]
) -> None:
    after = sound(remove_pictures(journey, [picture.id for picture in pictures]))
    assert not after.pictures
    assert after.cards["a-2"].picture is None
    assert after.personas["masha"].portrait is None
    assert remove_pictures(journey, []) is journey
    with pytest.raises(KeyError):
        remove_pictures(journey, ["x"])


def test_only_unused_candidates_are_dropped(journey: Journey, pictures: tuple[Picture, Picture]) -> None:
    black, white = pictures
    assert drop_unused(journey, [black.id, white.id, None, "x"]) is journey
    loose = insert_picture(insert_picture(Journey(), white), black)
    assert list(drop_unused(loose, [black.id]).pictures) == [white.id]
