"""Where the view looks: a scale and a place go in, points of the map and pixels of the view are turned into each other.

All view lengths are device pixels. The camera's place is kept as a fraction, so zooming in and out again ends where it
began; what is painted is shifted by whole pixels.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

from cjm_desktop.geometry import Point, Rect, Size

#: Pixels of the screen for one layout unit at 100 %.
PIXELS_A_UNIT = 96 / 72
SMALLEST_ZOOM = 0.02
LARGEST_ZOOM = 8.0
#: The steps of the zoom buttons and keys.
LADDER = (
    0.05,
    0.1,
    0.15,
    0.2,
    0.25,
    0.33,
    0.5,
    0.67,
    0.75,
    0.9,
    1.0,
    1.1,
    1.25,
    1.5,
    1.75,
    2.0,
    2.5,
    3.0,
    4.0,
    6.0,
    8.0,
)


@dataclass(frozen=True, slots=True)
class Camera:
    """`scale` is pixels a unit; (x, y) is the pixel of the view at which the map's origin lies."""

    scale: float = PIXELS_A_UNIT
    x: float = 0.0
    y: float = 0.0

    @property
    def origin(self) -> tuple[int, int]:
        """The map's origin in whole pixels: where painting starts."""
        return math.floor(self.x + 0.5), math.floor(self.y + 0.5)

    def to_map(self, view: Point) -> Point:
        x, y = self.origin
        return Point((view.x - x) / self.scale, (view.y - y) / self.scale)

    def to_view(self, point: Point) -> Point:
        x, y = self.origin
        return Point(x + point.x * self.scale, y + point.y * self.scale)

    def rect_to_view(self, rect: Rect) -> Rect:
        x, y = self.origin
        s = self.scale
        return Rect(x + rect.x * s, y + rect.y * s, rect.width * s, rect.height * s)

    def visible(self, view: Size) -> Rect:
        """What of the map's plane shows in a view of this size."""
        corner = self.to_map(Point(0, 0))
        return Rect(corner.x, corner.y, view.width / self.scale, view.height / self.scale)

    def panned(self, dx: float, dy: float) -> Camera:
        return replace(self, x=self.x + dx, y=self.y + dy)

    def zoomed(self, scale: float, around: Point) -> Camera:
        """Another scale, with what lies under the view's point `around` kept there."""
        share = scale / self.scale
        return Camera(scale, around.x - (around.x - self.x) * share, around.y - (around.y - self.y) * share)

    def held(self, page: Size, view: Size, margin: float) -> Camera:
        """The camera kept from losing the page: whole in view where there is room for it, else held to its edges.

        The more of the page lies outside, the further its edge may be pulled in (up to half the view), so that zooming
        out at a point near the edge keeps the point.
        """
        return replace(
            self,
            x=_held(self.x, page.width * self.scale, view.width, margin),
            y=_held(self.y, page.height * self.scale, view.height, margin),
        )


def reach(page: float, view: float, margin: float) -> tuple[float, float]:
    """The least and the greatest place of the page's near edge along one direction, in pixels."""
    over = page + 2 * margin - view
    if over <= 0:
        return margin, view - page - margin
    slack = max(margin, min(view / 2, over))
    return view - page - slack, slack


def _held(at: float, page: float, view: float, margin: float) -> float:
    least, greatest = reach(page, view, margin)
    return min(max(at, least), greatest)


def fitted(rect: Rect, view: Size, margin: float, largest: float) -> Camera:
    """A camera that shows `rect` whole and centred with `margin` pixels round it, at a scale of at most `largest`."""
    width, height = max(1.0, view.width - 2 * margin), max(1.0, view.height - 2 * margin)
    scale = min(width / max(rect.width, 1.0), height / max(rect.height, 1.0), largest)
    middle = rect.center
    return Camera(scale, view.width / 2 - middle.x * scale, view.height / 2 - middle.y * scale)


def next_zoom(zoom: float, step: int) -> float:
    """The next rung of the ladder above (`step` 1) or below (-1) a zoom; the last rung stays."""
    if step > 0:
        return next((rung for rung in LADDER if rung > zoom * 1.005), LADDER[-1])
    return next((rung for rung in reversed(LADDER) if rung < zoom * 0.995), LADDER[0])
