"""One call of painting: a Qt painter and a scale go in; it counts in pixels or layout units as what is painted asks.

Flat rectangles are gathered by colour and painted together.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QPainter, QTransform

from cjm_desktop.geometry import Rect
from cjm_desktop.model.records import Picture
from cjm_desktop.painters.qt_fonts import GlyphRuns
from cjm_desktop.painters.qt_pictures import Pictures
from cjm_desktop.painters.qt_plates import Plates
from cjm_desktop.text.faces import Face


@dataclass(slots=True)
class Stores:
    """What is kept between calls of painting. `foresee` gives all glyphs of a face that the drawing uses."""

    foresee: Callable[[Face], Iterable[int]]
    runs: GlyphRuns = field(default_factory=GlyphRuns)
    plates: Plates = field(default_factory=Plates)
    images: Pictures = field(default_factory=Pictures)


class Sheet:
    """The painter, its scale, which coordinates it counts in, and the flat rectangles gathered so far."""

    def __init__(
        self, stores: Stores, painter: QPainter, scale: float, pictures: Mapping[str, Picture], reach: Rect
    ) -> None:
        self.stores = stores
        self.painter = painter
        self.scale = scale
        self.pictures = pictures
        self.reach = reach  #: what is painted, in the drawing's coordinates
        self._base = painter.transform()
        self._now: tuple[float, float] | None = None
        self._flat: dict[str, list[QRect]] = {}

    def to_pixels(self) -> None:
        """Let the painter count in pixels from the drawing's origin."""
        if self._now is not None:
            self.painter.setTransform(self._base)
            self._now = None

    def to_units(self, x: float, y: float) -> None:
        """Let the painter count in layout units from (x, y)."""
        if self._now != (x, y):
            s = self.scale
            self.painter.setTransform(QTransform(s, 0, 0, s, x * s, y * s) * self._base)
            self._now = (x, y)

    def forget_transform(self) -> None:
        """The painter was restored to counting in an unknown way."""
        self.painter.setTransform(self._base)
        self._now = None

    def snapped(self, rect: Rect, x: float, y: float) -> QRect:
        """A rectangle held at (x, y) in whole pixels, at least one wide and high."""
        s = self.scale
        left, top = math.floor((x + rect.x) * s + 0.5), math.floor((y + rect.y) * s + 0.5)
        right = math.floor((x + rect.x + rect.width) * s + 0.5)
        bottom = math.floor((y + rect.y + rect.height) * s + 0.5)
        return QRect(left, top, max(1, right - left), max(1, bottom - top))

    def flat(self, colour: str, rect: Rect, x: float, y: float) -> None:
        # There are thousands of these in one painting: as `snapped`, without its calls.
        s = self.scale
        left, top = int((x + rect.x) * s + 0.5), int((y + rect.y) * s + 0.5)
        width = int((x + rect.x + rect.width) * s + 0.5) - left
        height = int((y + rect.y + rect.height) * s + 0.5) - top
        rects = self._flat.get(colour)
        if rects is None:
            rects = self._flat[colour] = []
        rects.append(QRect(left, top, width or 1, height or 1))

    def flush(self) -> None:
        """Paint the flat rectangles gathered so far."""
        if not self._flat:
            return
        self.to_pixels()
        self.painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        self.painter.setPen(Qt.PenStyle.NoPen)
        for colour, rects in self._flat.items():
            self.painter.setBrush(QColor(colour))
            self.painter.drawRects(rects)
        self.painter.setRenderHint(QPainter.RenderHint.Antialiasing, True)
        self._flat.clear()
