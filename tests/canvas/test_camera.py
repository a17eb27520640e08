"""The camera: zooming keeps a point, holding keeps the page."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cjm_desktop.canvas.camera import LADDER, Camera, fitted, next_zoom, reach
from cjm_desktop.canvas.thumbs import thumbs
from cjm_desktop.geometry import Point, Rect, Size

scales = st.floats(0.02, 16)
places = st.floats(-5000, 5000)
lengths = st.floats(1, 20_000)


@given(scales, places, places, scales, places, places)
def test_zooming_keeps_what_lies_under_the_point(
    scale: float, x: float, y: float, new: float, at_x: float, at_y: float
) -> None:
    camera, around = Camera(scale, x, y), Point(at_x, at_y)
    under = Point((at_x - x) / scale, (at_y - y) / scale)
    after = camera.zoomed(new, around)
    assert after.scale == new
    assert after.x + under.x * new == pytest.approx(at_x, abs=1e-6 * (1 + abs(at_x - x) * new / scale))
    assert after.y + under.y * new == pytest.approx(at_y, abs=1e-6 * (1 + abs(at_y - y) * new / scale))


@given(scales, places, places, places, places)
def test_map_to_view_and_back(scale: float, x: float, y: float, px: float, py: float) -> None:
    camera = Camera(scale, x, y)
    back = camera.to_map(camera.to_view(Point(px, py)))
    assert back == (pytest.approx(px, abs=1e-6), pytest.approx(py, abs=1e-6))


@given(scales, places, places, lengths, lengths, st.floats(50, 4000), st.floats(50, 4000))
def test_held_cameras_show_the_page(
    scale: float, x: float, y: float, width: float, height: float, view_width: float, view_height: float
) -> None:
    page, view = Size(width, height), Size(view_width, view_height)
    held = Camera(scale, x, y).held(page, view, 24)
    assert held.held(page, view, 24) == held
    for at, length, room in ((held.x, width * scale, view_width), (held.y, height * scale, view_height)):
        if length + 48 <= room:
            assert 24 - 1e-6 <= at <= room - length - 24 + 1e-6
        else:
            assert at <= room / 2 + 1
            assert at + length >= room / 2 - 1


@given(st.floats(100, 3000), st.floats(100, 3000))
def test_the_reach_has_no_jump_where_the_page_outgrows_the_view(view: float, margin_share: float) -> None:
    margin = min(margin_share / 100, view / 4)
    page = view - 2 * margin
    assert reach(page, view, margin)[0] == pytest.approx(reach(page + 0.01, view, margin)[0], abs=0.1)


@given(lengths, lengths, st.floats(200, 4000), st.floats(200, 4000))
def test_fitted_shows_all_of_it_in_the_middle(
    width: float, height: float, view_width: float, view_height: float
) -> None:
    rect, view = Rect(10, 20, width, height), Size(view_width, view_height)
    box = fitted(rect, view, 24, 4.0).rect_to_view(rect)
    assert box.x >= 23
    assert box.y >= 23
    assert box.right <= view_width - 23
    assert box.bottom <= view_height - 23
    assert box.center.x == pytest.approx(view_width / 2, abs=1)


def test_the_ladder_is_climbed_rung_by_rung() -> None:
    assert [next_zoom(rung, 1) for rung in LADDER[:-1]] == list(LADDER[1:])
    assert [next_zoom(rung, -1) for rung in LADDER[1:]] == list(LADDER[:-1])
    assert next_zoom(LADDER[-1], 1) == LADDER[-1]
    assert next_zoom(0.7, 1) == 0.75
    assert next_zoom(0.7, -1) == 0.67


@given(st.floats(0.05, 1.5), st.floats(-500, 500))
def test_thumbs_show_where_something_lies_out_of_reach(share: float, at: float) -> None:
    view, margin = Size(900, 700), 24.0
    page = Size(share * view.width, share * view.height)
    camera = Camera(1.0, at, at).held(page, view, margin)
    level, upright = thumbs(camera, page, view, margin, 1.0)
    assert (level is not None) == (page.width + 2 * margin >= view.width + 1)
    assert (upright is not None) == (page.height + 2 * margin >= view.height + 1)
