"""Headers that stay in sight: where they stand, that they look as on the map, and that hands take them as they do there."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from cjm_desktop.canvas.sticky import Pin, Strips
from cjm_desktop.canvas.view import CanvasView
from cjm_desktop.editing.lanes import update_lane
from cjm_desktop.editing.stages import update_stage
from cjm_desktop.geometry import Point, Rect
from cjm_desktop.layout.finding import rect_of
from cjm_desktop.templates import load_template
from cjm_desktop.theme import DARK, DARK_CHROME
from tests.canvas.conftest import OpenView


@pytest.fixture
def large(open_view: OpenView) -> CanvasView:
    """The sample map at 100 %, scrolled past its headers."""
    view = open_view(load_template("current-state"))
    view.set_zoom(1.0)
    view.pan(-420, -420)
    view.finish_painting()
    return view


def strips(view: CanvasView) -> Strips:
    return view.painting.sticky.strips()


def middle(view: CanvasView, pin: Pin, within: QRect) -> QPoint:
    """A point of a header in the view, in device-independent pixels."""
    return (pin.full & within).center() / view.ratio


def stage_pin(view: CanvasView, n: int = -1) -> Pin:
    whole = [pin for pin in strips(view).stages if strips(view).top.contains(pin.full)]
    return whole[n]


def lane_pin(view: CanvasView, n: int = 0) -> Pin:
    whole = [pin for pin in strips(view).lanes if pin.hit.kind == "lane" and strips(view).left.contains(pin.full)]
    return whole[n]


def image_of(view: CanvasView) -> QImage:
    view.finish_painting()
    return view.viewport().grab().toImage()


def test_none_where_the_real_ones_are_in_view(open_view: OpenView) -> None:
    view = open_view(load_template("current-state"))
    view.zoom_fit()
    assert strips(view).is_empty
    view.set_zoom(1.0)
    view.pan(100_000, 100_000)
    assert strips(view).is_empty


def test_each_strip_comes_by_itself(large: CanvasView) -> None:
    large.pan(100_000, 0)
    assert not strips(large).top.isEmpty()
    assert strips(large).left.isEmpty()
    large.pan(-1000, 100_000)
    assert strips(large).top.isEmpty()
    assert not strips(large).left.isEmpty()
    first = large.from_map(Point(0, large.layout_now().lanes[0].y)).y()
    assert strips(large).left.top() / large.ratio == pytest.approx(first - 6, abs=1), (
        "the map's own head is not covered"
    )


def test_headers_stand_at_their_columns_and_rows(large: CanvasView) -> None:
    layout, camera = large.layout_now(), large.camera
    for pin in strips(large).stages:
        rect = rect_of(layout, pin.hit.id)
        assert rect is not None
        assert pin.rect.x() == pytest.approx(camera.rect_to_view(rect).x, abs=1)
        assert pin.rect.y() == strips(large).top.y() + 6
    for pin in strips(large).lanes:
        placed = next(placed for placed in layout.lanes if placed.box.lane.id == pin.hit.id)
        assert pin.full.y() == pytest.approx(camera.to_view(Point(0, placed.y)).y, abs=1)
        assert pin.full.height() == pytest.approx(placed.box.height * camera.scale, abs=2)


def test_they_look_as_on_the_map(large: CanvasView) -> None:
    pin = stage_pin(large)
    pinned = image_of(large).copy(pin.rect)
    large.pan(0, 100_000)
    image = image_of(large)
    rect = rect_of(large.layout_now(), pin.hit.id)
    assert rect is not None
    box = large.camera.rect_to_view(rect)
    real = image.copy(round(box.x), round(box.y), pin.rect.width(), pin.rect.height())
    same = sum(pinned.pixel(x, y) == real.pixel(x, y) for x in range(pinned.width()) for y in range(pinned.height()))
    assert same > 0.97 * pinned.width() * pinned.height()


def test_nothing_jumps_as_they_begin(open_view: OpenView) -> None:
    view = open_view(load_template("current-state"))
    view.set_zoom(1.0)
    view.pan(100_000, 100_000)
    y = view.camera.to_view(view.layout_now().stages_rect.center).y
    view.pan(0, -(y - view.layout_now().stages_rect.height * view.camera.scale / 2) + 6)
    before = view.layout_now().stages[0].rect
    assert strips(view).top.isEmpty()
    view.pan(0, -1)
    top = strips(view).top
    assert not top.isEmpty()
    pin = strips(view).stages[0]
    assert pin.rect.y() == pytest.approx(view.camera.rect_to_view(before).y + 1, abs=1.01)


def test_a_click_selects_as_in_place(large: CanvasView) -> None:
    for pin, strip in ((stage_pin(large), strips(large).top), (lane_pin(large), strips(large).left)):
        at = middle(large, pin, strip)
        QTest.mouseClick(large.viewport(), Qt.MouseButton.LeftButton, pos=at)
        assert large.selection == (pin.hit.id,)
        assert large.pointing.hit_at(at) == pin.hit


def test_what_lies_beneath_a_strip_is_not_hit(large: CanvasView) -> None:
    large.select((stage_pin(large).hit.id,))
    corner = QPoint(strips(large).top.left() + 3, strips(large).top.top() + 3)
    assert large.pointing.hit_at(corner).kind == "none"
    QTest.mouseClick(large.viewport(), Qt.MouseButton.LeftButton, pos=corner)
    assert large.selection == ()


def test_a_right_click_is_about_the_header(large: CanvasView) -> None:
    pin = lane_pin(large)
    QTest.mouseClick(large.viewport(), Qt.MouseButton.RightButton, pos=middle(large, pin, strips(large).left))
    assert large.selection == (pin.hit.id,)


def test_a_stage_is_dragged_by_its_header(large: CanvasView) -> None:
    large.pan(100_000, 0)
    large.pan(-500, 0)
    first, second = (pin for pin in strips(large).stages[:2])
    start, end = middle(large, first, strips(large).top), middle(large, second, strips(large).top) + QPoint(60, 0)
    viewport = large.viewport()
    QTest.mousePress(viewport, Qt.MouseButton.LeftButton, pos=start)
    for share in (0.3, 0.7, 1.0):
        QTest.mouseMove(viewport, start + (end - start) * share)
    QTest.mouseRelease(viewport, Qt.MouseButton.LeftButton, pos=end)
    order = list(large.session.journey.stages)
    assert order.index(first.hit.id) > order.index(second.hit.id)


def test_a_double_click_writes_the_name_where_it_stands(large: CanvasView) -> None:
    pin = stage_pin(large)
    at = middle(large, pin, strips(large).top)
    QTest.mouseClick(large.viewport(), Qt.MouseButton.LeftButton, pos=at)
    QTest.mouseDClick(large.viewport(), Qt.MouseButton.LeftButton, pos=at)
    field = QApplication.focusWidget()
    assert field is not None
    QTest.keyClicks(field, "Other")
    large.commit_editing()
    assert "Other" in large.session.journey.stages[pin.hit.id].name
    rect = rect_of(large.layout_now(), pin.hit.id)
    assert rect is not None
    assert large.visible_rect().intersects(rect)


def test_what_is_selected_has_a_frame(large: CanvasView) -> None:
    pin = lane_pin(large)
    at = pin.full.left() + pin.full.width() // 2, pin.full.top() + 1
    before = image_of(large).pixelColor(*at).name()
    large.select((pin.hit.id,))
    after = image_of(large).pixelColor(*at).name()
    assert before != after == large.chrome.selection


def test_they_follow_edits(large: CanvasView) -> None:
    pin, lane = stage_pin(large), lane_pin(large)
    before = image_of(large)
    journey = update_stage(large.session.journey, pin.hit.id, name="Quite another name")
    large.session.apply("Rename", update_lane(journey, lane.hit.id, label="Another label"))
    large.finish_painting()
    after = image_of(large)
    assert before.copy(pin.rect) != after.copy(pin.rect)
    assert before.copy(lane.rect) != after.copy(lane.rect)


def test_they_follow_the_theme(large: CanvasView) -> None:
    large.set_theme(DARK, DARK_CHROME)
    assert image_of(large).pixelColor(strips(large).top.left() + 2, strips(large).top.top() + 2).name() == DARK.page


def test_they_stay_small_where_the_map_is_very_large(large: CanvasView) -> None:
    size = large.view_size()
    card = next(iter(large.session.journey.cards))
    for zoom in (2.0, 4.0, 8.0):
        large.set_zoom(zoom)
        rect = rect_of(large.layout_now(), card)
        assert rect is not None
        large.reveal(rect)
        large.pan(-200 * zoom, -200 * zoom)
        now = strips(large)
        assert now.left.width() < 0.25 * size.width + 12
        assert now.top.height() < 0.16 * size.height + 12


def test_none_where_nobody_could_read_them(open_view: OpenView) -> None:
    view = open_view(load_template("current-state"))
    view.resize(300, 200)
    view.set_zoom(0.2)
    view.pan(-200, -200)
    assert strips(view).is_empty


def test_what_is_revealed_is_not_beneath_them(large: CanvasView) -> None:
    layout = large.layout_now()
    lane = next(placed for placed in layout.lanes if placed.box.cards)
    box = lane.box.cards[1]
    rect = Rect(box.rect.x, box.rect.y + lane.y, box.rect.width, box.rect.height)
    large.pan(-400, -100)
    large.reveal(rect)
    shown, now = large.camera.rect_to_view(rect), strips(large)
    assert shown.x >= now.left.right()
    assert shown.y >= now.top.bottom()


def test_words_of_a_tall_lane_stay_in_sight(large: CanvasView) -> None:
    tall = max(large.layout_now().lanes, key=lambda placed: placed.box.height)
    y = large.camera.to_view(Point(0, tall.y)).y
    large.pan(-200, strips(large).top.bottom() - y - tall.box.height * large.camera.scale * 0.4)
    pin = next(pin for pin in strips(large).lanes if pin.hit.id == tall.box.lane.id)
    assert pin.full.top() < strips(large).left.top()
    assert pin.rect.top() >= strips(large).left.top()


def test_right_to_left_windows_have_them_where_the_map_has(large: CanvasView) -> None:
    before = [(pin.hit.id, pin.rect) for pin in strips(large).stages]
    image = image_of(large)
    large.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    assert [(pin.hit.id, pin.rect) for pin in strips(large).stages] == before
    assert image_of(large).copy(strips(large).top) == image.copy(strips(large).top)


def test_a_stages_name_stays_in_sight_as_long_as_it_fits(large: CanvasView) -> None:
    edge = strips(large).left.right() + 1
    stage = next(one for one in strips(large).stages if one.rect.x() > edge)
    large.pan(edge - stage.rect.x() - 60, 0)
    stage = next(one for one in strips(large).stages if one.hit.id == stage.hit.id)
    assert stage.rect.x() + stage.name.x() < edge, "its own place is covered"
    line = QRect(edge, stage.rect.y() + stage.name.y(), stage.name.width() + 6, stage.name.height())
    image = image_of(large).copy(line)
    colours = {image.pixelColor(x, y).name() for x in range(image.width()) for y in range(image.height())}
    assert "#ffffff" in colours, "letters on the chevron"
