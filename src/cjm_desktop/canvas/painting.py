"""What a frame paints and what it may cost: a region of the viewport goes in; tiles, page edge and overlay come out on it.

Tiles that are missing are painted as far as the time of a frame goes, the rest in the next frames; what an edit made
stale is painted at once, so that nothing flickers.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from time import perf_counter
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QPoint, QRect, QSize, QTimer
from PySide6.QtGui import QColor, QPainter, QPixmap, QRegion

from cjm_desktop.canvas.hints import paint_hint
from cjm_desktop.canvas.marks import Mark
from cjm_desktop.canvas.overlay import OverlayPainter
from cjm_desktop.canvas.sticky import Sticky
from cjm_desktop.canvas.thumbs import paint_thumbs
from cjm_desktop.geometry import Rect

if TYPE_CHECKING:
    from cjm_desktop.canvas.selection import Selection
    from cjm_desktop.canvas.view import CanvasView
    from cjm_desktop.layout.boxes import MapLayout

#: How long painting tiles may hold up one frame: what is missing, what an edit made stale, and the very first view.
_FRAME, _EDIT_FRAME, _FIRST_FRAME = 0.004, 0.030, 0.120
_SLICE, _IDLE_SLICE = 0.005, 0.004
_IDLE_PAUSE = 25
#: How far outside of the view tiles are painted ahead, in device pixels.
_AHEAD = 256
#: The page's shadow: how far it reaches and drops, in device-independent pixels, and how dark it is at the page.
_SHADOW, _DROP, _SHADE = 14, 2, 0.06


class Painting:
    """Paints the viewport of a canvas, frame by frame."""

    def __init__(self, view: CanvasView) -> None:
        self._view = view
        self.overlay = OverlayPainter(self._grab)
        self.sticky = Sticky(view)
        self._sticky_stamp: tuple[object, ...] = ()
        self._shown_marks: tuple[Mark, ...] = ()
        self._marked_area: list[QRect] = []
        self._frames: tuple[Selection | None, MapLayout | None, tuple[Mark, ...]] = (None, None, ())
        self._last_scale = 0.0
        self._refining = QTimer(view, singleShot=True, interval=0)
        self._refining.timeout.connect(self._refine)
        self._idling = QTimer(view, singleShot=True, interval=_IDLE_PAUSE)
        self._idling.timeout.connect(self._prepare_ahead)

    def refresh_marks(self) -> None:
        """The selection or a gesture changed: repaint the overlay where it was and where it is."""
        self.update(self._marked_area)
        self._shown_marks = self._marks()
        self._marked_area = self.overlay.area(self._shown_marks, self._view.camera, self._view.ratio)
        self.update(self._marked_area)
        self._refresh_sticky()

    def _refresh_sticky(self) -> None:
        """Repaint the headers that stay in sight where something of them changed."""
        view = self._view
        stamp = view.sheet.drawing, view.selection, view.pointing.hovered
        if stamp != self._sticky_stamp:
            self._sticky_stamp = stamp
            self.update(self.sticky.area())

    def _marks(self) -> tuple[Mark, ...]:
        view = self._view
        found = view.found.marks(view.sheet.layout, view.visible_rect())
        return (
            *found,
            *self._selection_frames(),
            *view.lanes.marks,
            *view.voting.marks,
            *view.connecting.marks,
            *view.pointing.marks,
        )

    def _selection_frames(self) -> tuple[Mark, ...]:
        """Kept while neither selection nor layout is another: panning with everything selected looks nothing up."""
        selected, layout = self._view.selected, self._view.sheet.layout
        if self._frames[0] is not selected or self._frames[1] is not layout:
            self._frames = selected, layout, selected.frames(layout)
        return self._frames[2]

    def update(self, rects: Iterable[QRect]) -> None:
        region, ratio = QRegion(), self._view.ratio
        view = self._view.viewport().rect()
        for rect in rects:
            left, top = math.floor(rect.x() / ratio), math.floor(rect.y() / ratio)
            right, bottom = math.ceil((rect.x() + rect.width()) / ratio), math.ceil((rect.y() + rect.height()) / ratio)
            shown = QRect(left, top, right - left, bottom - top) & view
            if not shown.isEmpty():
                region += shown
        if not region.isEmpty():
            self._view.viewport().update(region)

    def paint(self, region: QRegion) -> None:
        """Paint a region of the viewport: tiles, surroundings, overlay, and what is left to later frames."""
        started = perf_counter()
        ratio, camera, tiles = self._view.ratio, self._view.camera, self._view.sheet.tiles
        size = self._view.view_size()
        view = QRect(0, 0, int(size.width), int(size.height))
        parts = [_outwards(rect, ratio) & view for rect in _rects(region)]
        wanting = self._wanting()
        if wanting:
            if tiles.is_empty:
                limit = _FIRST_FRAME
            elif tiles.stale_in(camera.scale, self._area()):
                limit = _EDIT_FRAME
            elif camera.scale != self._last_scale:
                # While zooming, one stretched picture now is better than a patchwork.
                limit = 0.0
            else:
                limit = _FRAME
            painted = set(tiles.refine(wanting, started + limit))
            outside = [
                rect for rect in map(self._tile_rect, painted) if not any(part.contains(rect & view) for part in parts)
            ]
            if outside:
                self.update(outside)
            wanting = [key for key in wanting if key not in painted]
        self._last_scale = camera.scale
        painter = QPainter(self._view.viewport())
        painter.scale(1 / ratio, 1 / ratio)
        page = tiles.page(camera)
        self._paint_surroundings(painter, parts, page)
        tiles.blit(painter, camera, parts)
        bounds = QRect()
        for part in parts:
            bounds |= part
        if not self._view.sheet.journey.stages and not self._view.sheet.journey.lanes:
            paint_hint(painter, page & view, self._view.chrome, ratio)
        self.overlay.paint(painter, self._shown_marks, camera, self._view.chrome, ratio, bounds)
        self.sticky.paint(painter, bounds)
        paint_thumbs(painter, self._view.thumbs(), self._view.chrome, bounds)
        painter.end()
        if wanting:
            self._idling.stop()
            self._refining.start()
        elif not self._refining.isActive():
            self._idling.start()

    def _paint_surroundings(self, painter: QPainter, parts: Sequence[QRect], page: QRect) -> None:
        outside, bounds = QRegion(), QRect()
        for part in parts:
            outside += part
            bounds |= part
        outside -= page
        if outside.isEmpty():
            return
        canvas = QColor(self._view.chrome.canvas)
        for rect in _rects(outside):
            painter.fillRect(rect, canvas)
        self._paint_shadow(painter, page, bounds)

    def _paint_shadow(self, painter: QPainter, page: QRect, bounds: QRect) -> None:
        """A soft edge round the page, deepest below: one-pixel strips that fade, cut to what is painted."""
        shadow, drop = QColor(self._view.chrome.shadow), round(_DROP * self._view.ratio)
        steps = round(_SHADOW * self._view.ratio)
        for step in range(1, steps + 1):
            fade = 1 - step / (steps + 1)
            shadow.setAlphaF(_SHADE * fade * fade)
            ring = page.adjusted(-step, drop - step, step, drop + step)
            left, top, width, height = ring.x(), ring.y(), ring.width(), ring.height()
            for strip in (
                QRect(left, top, width, 1),
                QRect(left, top + height - 1, width, 1),
                QRect(left, top + 1, 1, height - 2),
                QRect(left + width - 1, top + 1, 1, height - 2),
            ):
                painter.fillRect(strip & bounds, shadow)

    def _area(self) -> QRect:
        """The view in pixels from the map's origin."""
        size = self._view.view_size()
        return self._view.sheet.visible_area(self._view.camera, QSize(int(size.width), int(size.height)))

    def _wanting(self) -> list[tuple[float, int, int]]:
        return self._view.sheet.tiles.wanting(self._view.camera.scale, self._area())

    def _tile_rect(self, key: tuple[float, int, int]) -> QRect:
        return self._view.sheet.tiles.square(key).translated(*self._view.camera.origin)

    def _refine(self) -> None:
        """Paint tiles that are missing for a part of a frame, show them, and go on in the next."""
        wanting = self._wanting()
        if not wanting:
            self._idling.start()
            return
        done = self._view.sheet.tiles.refine(wanting, perf_counter() + _SLICE)
        self.update(map(self._tile_rect, done))

    def _prepare_ahead(self) -> None:
        """In idle time, paint the small picture of the whole map and the tiles just outside of the view."""
        if self._wanting():
            # What is in view comes first, and is shown as it is painted.
            self._refining.start()
            return
        tiles = self._view.sheet.tiles
        wanting = tiles.overview_keys() or tiles.wanting(
            self._view.camera.scale, self._area().adjusted(-_AHEAD, -_AHEAD, _AHEAD, _AHEAD)
        )
        if wanting and self._view.isVisible():
            tiles.refine(wanting, perf_counter() + _IDLE_SLICE)
            self._idling.start()

    def finish(self) -> None:
        """Paint everything in view now, without leaving anything for later frames."""
        self._view.sheet.tiles.refine(self._wanting(), math.inf)
        self._view.viewport().repaint()

    def update_map(self, changed: Sequence[Rect]) -> None:
        """Repaint rectangles of the map."""
        for rect in changed:
            box = self._view.camera.rect_to_view(rect.grown(2 / self._view.camera.scale))
            self.update(
                [
                    QRect(
                        QPoint(math.floor(box.x), math.floor(box.y)),
                        QPoint(math.ceil(box.right), math.ceil(box.bottom)),
                    )
                ]
            )

    def _grab(self, rect: Rect) -> QPixmap:
        size = self._view.view_size()
        return self._view.sheet.grab(rect, self._view.camera, QSize(int(size.width), int(size.height)))


def _rects(region: QRegion) -> Iterable[QRect]:
    """The rectangles of a region, which PySide lets be iterated without saying so."""
    return cast(Iterable[QRect], region)


def _outwards(rect: QRect, ratio: float) -> QRect:
    """A rectangle of device-independent pixels in device pixels, none lost."""
    left, top = math.floor(rect.x() * ratio), math.floor(rect.y() * ratio)
    right, bottom = math.ceil((rect.x() + rect.width()) * ratio), math.ceil((rect.y() + rect.height()) * ratio)
    return QRect(left, top, right - left, bottom - top)
