from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cjm_desktop.editing import crops
from cjm_desktop.model.records import Crop

SHARES = st.floats(0, 1)
MOVES = st.floats(-2, 2)
RATIOS = st.none() | st.floats(0.2, 5)
EDGES = st.sampled_from(
    [("left",), ("right",), ("top",), ("bottom",), ("left", "top"), ("right", "top"), ("right", "bottom")]
)
CROPS = st.builds(Crop, x=SHARES, y=SHARES, width=st.floats(0.02, 1), height=st.floats(0.02, 1))


def within(crop: Crop, ratio: float | None) -> None:
    assert crop.x >= 0
    assert crop.y >= 0
    assert crop.x + crop.width <= 1 + 1e-9
    assert crop.y + crop.height <= 1 + 1e-9
    assert Crop.model_validate(crop.model_dump()) == crop
    if ratio is not None and min(crop.width, crop.height) > crops.LEAST:
        assert crop.width / crop.height == pytest.approx(ratio, rel=0.02)


@given(CROPS, EDGES, MOVES, MOVES, RATIOS)
@settings(max_examples=200, deadline=None)
def test_whatever_the_hand_does_the_crop_stays_in_the_picture(
    crop: Crop, edges: tuple[str, ...], dx: float, dy: float, ratio: float | None
) -> None:
    start = crops.settled(crop, ratio)
    within(start, ratio)
    within(crops.moved(start, dx, dy), ratio)
    within(crops.scaled(start, 2**dx), ratio)
    within(crops.resized(start, edges, dx, dy, ratio), ratio)


def test_no_crop_is_all_of_the_picture() -> None:
    assert crops.settled(None, None) == Crop()
    assert crops.kept(crops.settled(None, None)) is None
    assert crops.kept(Crop(width=0.5)) == Crop(width=0.5)


def test_a_shape_takes_the_largest_part_in_the_middle() -> None:
    ratio = crops.shape(200, 100, 1.0)
    assert ratio == 0.5
    assert crops.settled(None, ratio) == Crop(x=0.25, y=0, width=0.5, height=1)


def test_the_other_edges_stay() -> None:
    crop = Crop(x=0.2, y=0.2, width=0.4, height=0.4)
    assert crops.resized(crop, ("right",), 0.1, 0.3, None) == Crop(x=0.2, y=0.2, width=0.5, height=0.4)
    assert crops.resized(crop, ("left", "top"), -0.1, 0.1, None) == Crop(x=0.1, y=0.3, width=0.5, height=0.3)
    assert crops.resized(crop, ("left", "top"), -0.1, -0.1, 1.0) == Crop(x=0.1, y=0.1, width=0.5, height=0.5)
    assert crops.resized(crop, ("right",), 0.2, 0, 1.0) == Crop(x=0.2, y=0.1, width=0.6, height=0.6)


def test_a_crop_grows_round_its_middle() -> None:
    assert crops.scaled(Crop(x=0.4, y=0.4, width=0.2, height=0.2), 2) == Crop(x=0.3, y=0.3, width=0.4, height=0.4)
    assert crops.scaled(Crop(x=0.8, y=0, width=0.2, height=0.2), 2) == Crop(x=0.6, y=0, width=0.4, height=0.4)
