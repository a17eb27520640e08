"""Frames in a window, software rendered: drag, pan and zoom of ours beside a bare Qt scene with one item a card."""

from __future__ import annotations

import resource
import statistics
from collections.abc import Callable, Iterator

from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QGraphicsView

from cjm_desktop.canvas.view import CanvasView
from cjm_desktop.editing.session import Session
from cjm_desktop.geometry import Point
from cjm_desktop.layout.engine import LayoutEngine
from cjm_desktop.layout.finding import rect_of
from cjm_desktop.model.journey import Journey
from cjm_desktop.text.engine import default_engine
from cjm_desktop.theme import LIGHT
from tests.bench.floors import PlainCard, bare_scene, movable
from tests.bench.timing import Row, clock

WIDTH, HEIGHT = 1600, 960


def measure(journey: Journey, cards: list[PlainCard], frames: int) -> Iterator[Row]:
    """The rows of one map; each figure is the median frame of `frames`, events handled and the widget painted."""
    count = len(journey.cards)
    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    view = CanvasView(Session(journey), LayoutEngine(default_engine(), LIGHT.type, LIGHT.space))
    bare = bare_scene(cards, WIDTH, HEIGHT)
    for widget in (view, bare):
        widget.resize(WIDTH, HEIGHT)
        widget.show()
    app.processEvents()
    factor = 2 if count > 5000 else 1
    for name, zoom, goals in (("at 100 %", 1.0, (2.0, 2.5, 14.0)), ("whole map", None, (2.0, 2.5, 8.0))):
        _look(view, bare, zoom)
        drag, pan, step = (goal * factor for goal in goals)
        ours, floor = _median(_drag(view), frames), _median(_bare_drag(bare), frames)
        yield Row(f"drag one card, {name}", count, ours, floor, goal=drag)
        QTest.keyClick(view, Qt.Key.Key_Escape)
        if zoom is not None:
            ours = _median(lambda n: view.pan(-7 if n % 40 < 20 else 7, -5 if n % 40 < 20 else 5), frames)
            floor = _median(_bare_pan(bare), frames)
            yield Row(f"pan, {name}", count, ours, floor, goal=pan)
        base = view.zoom
        ours = _median(lambda n, base=base: view.set_zoom(base * (1 + 0.05 * (n % 10))), frames)
        scale = bare.transform().m11()
        floor = _median(lambda n, scale=scale: _bare_zoom(bare, scale * (1 + 0.05 * (n % 10))), frames)
        yield Row(f"zoom step, {name}", count, ours, floor, goal=step)
    yield Row(
        "memory, window open (peak)", count, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, None, "MB"
    )
    view.close()
    bare.close()


def _look(view: CanvasView, bare: QGraphicsView, zoom: float | None) -> None:
    bare.resetTransform()
    if zoom is None:
        view.zoom_fit()
        bare.fitInView(bare.sceneRect(), Qt.AspectRatioMode.KeepAspectRatio)
    else:
        view.set_zoom(zoom)
        rect = rect_of(view.layout_now(), list(view.session.journey.cards)[len(view.session.journey.cards) // 2])
        assert rect is not None
        view.reveal(rect)
        bare.scale(zoom * 96 / 72, zoom * 96 / 72)
        bare.centerOn(bare.sceneRect().center())
    view.finish_painting()
    QApplication.processEvents()


def _median(frame: Callable[[int], object], frames: int) -> float:
    """The median time of a frame: the call, and what it makes the event loop paint."""

    def whole(n: int) -> None:
        frame(n)
        QApplication.processEvents()

    for n in range(5):
        whole(n)
    return statistics.median(clock(lambda n=n: whole(n)) for n in range(frames))  # type: ignore[misc]


def _visible_card(view: CanvasView) -> Point:
    shown = view.visible_rect()
    for lane in view.layout_now().lanes:
        for box in lane.box.cards:
            rect = box.rect.moved(0, lane.y)
            if shown.contains(rect.center) and shown.contains(Point(rect.right + 40, rect.bottom + 40)):
                return rect.center
    raise LookupError("no card is in view")


def _drag(view: CanvasView) -> Callable[[int], None]:
    """A press on a card, then one mouse move a frame."""
    start = view.from_map(_visible_card(view)).toPoint()
    QTest.mousePress(view.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, start)
    QTest.mouseMove(view.viewport(), start + QPoint(12, 12))

    def frame(n: int) -> None:
        QTest.mouseMove(view.viewport(), start + QPoint(12 + n % 60, 12 + n % 40))

    return frame


def _bare_drag(bare: QGraphicsView) -> Callable[[int], None]:
    item = movable(bare)
    origin = item.pos()
    step = 1 / bare.transform().m11()
    return lambda n: item.setPos(origin + QPointF((12 + n % 60) * step, (12 + n % 40) * step))


def _bare_pan(bare: QGraphicsView) -> Callable[[int], None]:
    def frame(n: int) -> None:
        sign = 1 if n % 40 < 20 else -1
        bare.horizontalScrollBar().setValue(bare.horizontalScrollBar().value() + 7 * sign)
        bare.verticalScrollBar().setValue(bare.verticalScrollBar().value() + 5 * sign)

    return frame


def _bare_zoom(bare: QGraphicsView, scale: float) -> None:
    bare.resetTransform()
    bare.scale(scale, scale)
