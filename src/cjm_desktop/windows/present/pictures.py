"""Drawings of steps go in, pictures of the screen's size come out, the last few of them kept."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable

from PySide6.QtCore import QSize
from PySide6.QtGui import QColor, QImage, QPainter

from cjm_desktop.geometry import Rect
from cjm_desktop.model.walkthrough import Step
from cjm_desktop.painters.qt import QtPainter
from cjm_desktop.windows.present.deck import View

#: How many pixels the kept pictures may have together.
_MOST_PIXELS = 34_000_000
Key = tuple[Step, int, int, int]


class StepPictures:
    """Pictures of a deck's steps; asked for with the way to their view, which is taken only where it is needed."""

    def __init__(self) -> None:
        self._painter = QtPainter()
        self._kept: OrderedDict[Key, QImage] = OrderedDict()

    def picture(self, step: Step, part: int, size: QSize, view: Callable[[Step, int], View]) -> QImage:
        """The picture of a step, as large as fits into `size` pixels."""
        key = step, part, size.width(), size.height()
        known = self._kept.get(key)
        if known is None:
            shown = view(step, part)
            known = self._kept[key] = self._painter.image(shown.drawing, size, shown.pictures)
        self._kept.move_to_end(key)
        held = sum(image.width() * image.height() for image in self._kept.values())
        while held > _MOST_PIXELS and len(self._kept) > 1:
            _, gone = self._kept.popitem(last=False)
            held -= gone.width() * gone.height()
        return known

    def has(self, step: Step, part: int, size: QSize) -> bool:
        """Whether the picture is there already."""
        return (step, part, size.width(), size.height()) in self._kept

    def forget(self) -> None:
        """The map is another."""
        self._kept.clear()

    def enlarged(self, view: View, size: QSize, zoom: float, x: float, y: float) -> QImage:
        """A part of a step's picture, `zoom` times as large; (x, y) is its top left corner in pixels of the large one."""
        drawing = view.drawing
        scale = min(size.width() / drawing.width, size.height() / drawing.height) * zoom
        image = QImage(size, QImage.Format.Format_RGB32)
        image.fill(QColor(drawing.ground))
        left = (size.width() * zoom - drawing.width * scale) / 2 - x
        top = (size.height() * zoom - drawing.height * scale) / 2 - y
        with QPainter(image) as painter:
            painter.translate(round(left), round(top))
            clip = Rect(-left / scale, -top / scale, size.width() / scale, size.height() / scale)
            self._painter.paint(painter, drawing, clip, scale, view.pictures)
        return image
