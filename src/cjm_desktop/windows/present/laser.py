"""Places of the mouse go in; a glowing dot with a short trail is painted, and where it has to be painted anew is told."""

from __future__ import annotations

from time import monotonic

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QPainter, QRadialGradient

from cjm_desktop.theme import LASER, LASER_CORE

_LIFE = 0.28  #: seconds that a place stays in the trail
_RADIUS = 1 / 64  #: of the dot's glow, of the shorter side of the screen


class Laser:
    """The dot; on or off."""

    def __init__(self) -> None:
        self.is_on = False
        self._trail: list[tuple[float, QPointF]] = []
        self._radius = 12.0

    def move(self, place: QPointF, side: float) -> None:
        """The mouse is at this place of a screen whose shorter side is so long."""
        self._radius = max(8.0, side * _RADIUS)
        self._trail.append((monotonic(), place))

    @property
    def is_fading(self) -> bool:
        """Whether the trail is still to be seen."""
        return len(self._trail) > 1

    def area(self) -> QRectF:
        """What the dot and its trail cover."""
        found = QRectF()
        for _, place in self._trail:
            found |= QRectF(place.x(), place.y(), 0, 0).adjusted(-1, -1, 1, 1)
        return found.adjusted(*(side * self._radius * 1.2 for side in (-1, -1, 1, 1))) if self._trail else found

    def age(self) -> None:
        """Time passes: the oldest places go, the last one stays."""
        oldest = monotonic() - _LIFE
        while len(self._trail) > 1 and self._trail[0][0] < oldest:
            del self._trail[0]

    def paint(self, painter: QPainter) -> None:
        if not self._trail:
            return
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        now = monotonic()
        painter.setPen(QColor(0, 0, 0, 0))
        glow = QColor(LASER)
        for when, place in self._trail[:-1]:
            share = max(0.0, 1 - (now - when) / _LIFE)
            glow.setAlphaF(0.30 * share)
            painter.setBrush(glow)
            painter.drawEllipse(place, self._radius * 0.55 * share, self._radius * 0.55 * share)
        place = self._trail[-1][1]
        halo = QRadialGradient(place, self._radius)
        for at, alpha in ((0.0, 0.95), (0.35, 0.75), (1.0, 0.0)):
            glow.setAlphaF(alpha)
            halo.setColorAt(at, glow)
        painter.setBrush(halo)
        painter.drawEllipse(place, self._radius, self._radius)
        painter.setBrush(QColor(LASER_CORE))
        painter.drawEllipse(place, self._radius * 0.22, self._radius * 0.22)
