"""Where the pointer is during a gesture goes in; near an edge of the view, the map scrolls until there is no more of it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QTimer

if TYPE_CHECKING:
    from cjm_desktop.canvas.view import CanvasView

#: Near the view's edge, in device-independent pixels, a gesture scrolls the map: a share of the way in each tick.
_EDGE, _TICK, _FASTEST = 36, 16, 22.0


class EdgeScroll:
    """Scrolls the map of one view. `scrolled` is called after each tick that moved the map under the pointer."""

    def __init__(self, view: CanvasView, scrolled: Callable[[], None]) -> None:
        self._view = view
        self._scrolled = scrolled
        self._at = QPointF()
        self._timer = QTimer(view, interval=_TICK)
        self._timer.timeout.connect(self._tick)

    def follow(self, at: QPointF) -> None:
        """The pointer is at a place of the viewport; in its middle nothing scrolls."""
        self._at = at
        if self._pull() == (0.0, 0.0):
            self.stop()
        elif not self._timer.isActive():
            self._timer.start()

    def stop(self) -> None:
        self._timer.stop()

    def _tick(self) -> None:
        dx, dy = self._held_to_page(*self._pull())
        before = self._view.camera
        self._view.pan(dx * self._view.ratio, dy * self._view.ratio)
        if self._view.camera != before:
            self._scrolled()

    def _pull(self) -> tuple[float, float]:
        """How far the map is to be scrolled in a tick, from how near the pointer is to the view's edges."""
        size = self._view.viewport().size()

        def one(at: float, length: int) -> float:
            near = max(_EDGE - at, 0.0) - max(at - (length - _EDGE), 0.0)
            return max(-1.0, min(1.0, near / _EDGE)) * _FASTEST

        return one(self._at.x(), size.width()), one(self._at.y(), size.height())

    def _held_to_page(self, dx: float, dy: float) -> tuple[float, float]:
        """No further than the page's edges: beyond them there is nothing to land on."""
        shown, page = self._view.visible_rect(), self._view.sheet.layout.size
        scale = self._view.camera.scale / self._view.ratio
        right, bottom = max(shown.right - page.width, 0.0), max(shown.bottom - page.height, 0.0)
        left, top = max(-shown.x, 0.0), max(-shown.y, 0.0)
        room = self._view.margin / scale
        dx = 0.0 if (dx < 0 and right >= room) or (dx > 0 and left >= room) else dx
        dy = 0.0 if (dy < 0 and bottom >= room) or (dy > 0 and top >= room) else dy
        return dx, dy
