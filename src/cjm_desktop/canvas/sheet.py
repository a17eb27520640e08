"""The map as a picture: a journey, a view of it and a theme go in; layout, display list and tiles are kept up with them."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QSize
from PySide6.QtGui import QColor, QPainter, QPixmap

from cjm_desktop.canvas.camera import Camera
from cjm_desktop.canvas.damage import damage
from cjm_desktop.canvas.tiles import TileCache
from cjm_desktop.drawing.draw import Drawer
from cjm_desktop.drawing.primitives import Drawing
from cjm_desktop.editing.change import Change
from cjm_desktop.editing.views import Lens, kept_after
from cjm_desktop.geometry import Rect
from cjm_desktop.layout.boxes import MapLayout
from cjm_desktop.layout.engine import LayoutEngine
from cjm_desktop.model.journey import Journey
from cjm_desktop.model.records import View
from cjm_desktop.painters.qt import QtPainter
from cjm_desktop.theme import Theme


class Sheet:
    """One journey laid out and drawn. `layout` and `drawing` are always those of the journey last shown.

    `whole` is that journey; `journey` is what its `view` shows of it, which is what is laid out; `dimmed` are the ids
    of the cards that are drawn faintly.
    """

    def __init__(self, engine: LayoutEngine, theme: Theme, journey: Journey) -> None:
        self.painter = QtPainter()
        self.tiles = TileCache(self.painter)
        self._engine = engine
        self._name = ""
        self._drawer = Drawer(theme)
        self.theme = theme
        self.view: View | None = None
        self._lens = Lens()
        self._kept: frozenset[str] = frozenset()
        self.dimmed: frozenset[str] = frozenset()
        self.whole = self.journey = journey
        self.layout: MapLayout = engine.layout(journey)
        self.drawing: Drawing = self._drawer.draw(self.layout)
        self.tiles.show(self.drawing, journey.pictures, None, 0.0)

    def show(self, journey: Journey, scale: float, *, compare: bool = True) -> tuple[Rect, ...]:
        """Lay out and draw another state of the journey; returns where the map looks otherwise than before.

        Without `compare` that is taken to be everywhere, which costs less than to find out.
        """
        shown = self._lens.shown(journey, self.view, self._kept)
        layout = self._engine.layout(shown, self._name)
        self.dimmed = self._lens.dimmed(journey, self.view, self._kept)
        drawing = self._drawer.draw(layout, self.dimmed)
        changed = damage(self.drawing, drawing) if compare else (_either(self.drawing, drawing),)
        self.whole, self.journey, self.layout, self.drawing = journey, shown, layout, drawing
        self.tiles.show(drawing, journey.pictures, changed, scale)
        return changed

    def follow(self, change: Change, scale: float) -> tuple[Rect, ...]:
        """Show the journey after a change; what was made or changed in sight stays in sight, whatever the view says."""
        self._kept = kept_after(change, self.view, self._kept)
        return self.show(change.after, scale)

    def set_view(self, view: View | None, scale: float) -> tuple[Rect, ...]:
        """Look at the journey through a view; returns where the map looks otherwise: as good as everywhere."""
        self.view, self._kept = view, frozenset()
        return self.show(self.whole, scale, compare=False)

    def forget_view(self) -> bool:
        """Another map comes, of which the view is none: the next journey is shown whole. Whether there was a view."""
        had, self.view, self._kept = self.view is not None, None, frozenset()
        return had

    def set_engine(self, engine: LayoutEngine, scale: float) -> None:
        """Lay out with another engine (another language of the map)."""
        self._engine = engine
        self.show(self.whole, scale)

    def set_name(self, name: str, scale: float) -> tuple[Rect, ...]:
        """The file's name, which stands in the map's footer; returns where the map looks otherwise."""
        if name == self._name:
            return ()
        self._name = name
        return self.show(self.whole, scale)

    def set_theme(self, theme: Theme, scale: float) -> None:
        """Draw in other colours."""
        self.theme = theme
        self._drawer = Drawer(theme)
        self.drawing = self._drawer.draw(self.layout, self.dimmed)
        self.tiles.show(self.drawing, self.journey.pictures, None, scale)

    def grab(self, rect: Rect, camera: Camera, largest: QSize) -> QPixmap:
        """A picture of what stands in a rectangle of the map, in device pixels at the camera's scale, cut to `largest`."""
        box = camera.rect_to_view(rect)
        size = QSize(max(1, round(box.width)), max(1, round(box.height))).boundedTo(largest)
        picture = QPixmap(size)
        picture.fill(QColor(self.drawing.ground))
        shift = QPoint(round(rect.x * camera.scale), round(rect.y * camera.scale))
        with QPainter(picture) as painter:
            painter.translate(-shift)
            part = Rect(rect.x, rect.y, size.width() / camera.scale, size.height() / camera.scale)
            self.painter.paint(painter, self.drawing, part, camera.scale, self.journey.pictures)
        return picture

    def visible_area(self, camera: Camera, view: QSize) -> QRect:
        """The view in pixels from the map's origin, as tiles count."""
        x, y = camera.origin
        return QRect(-x, -y, view.width(), view.height())


def _either(one: Drawing, two: Drawing) -> Rect:
    """The pages of both."""
    return Rect(0, 0, max(one.width, two.width), max(one.height, two.height))
