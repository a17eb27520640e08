"""A persona of a map goes in; its card comes out as it will stand on the map, by the same layout, drawing and painter."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QSize
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from cjm_desktop.canvas.guard import guarded
from cjm_desktop.drawing.draw import Drawer
from cjm_desktop.drawing.primitives import Drawing
from cjm_desktop.geometry import Rect
from cjm_desktop.layout.engine import LayoutEngine
from cjm_desktop.model.journey import Journey, Table
from cjm_desktop.painters.qt import QtPainter
from cjm_desktop.text.engine import default_engine
from cjm_desktop.windows.appearance import Appearance

_MARGIN = 5.0  #: round the card, in layout units: less than between two cards
_SCALE = 96 / 72  #: as large as on the map at 100 %
_HEIGHT = 190


@guarded
class CardPreview(QWidget):
    """Shows one persona's card as large as on the map at 100 %, or as much smaller as it must be to be seen whole."""

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._appearance = appearance
        self._painter = QtPainter()
        self._shown: tuple[object, ...] = ()
        self._drawing: Drawing | None = None
        self._card: Rect | None = None
        self._map = Journey()
        self.setMinimumHeight(120)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(self.tr("The card on the map"))

    @property
    def card(self) -> Rect | None:
        """Where the card stands on the map; None where nothing is shown."""
        return self._card

    def sizeHint(self) -> QSize:
        return QSize(480, _HEIGHT)

    def show_persona(self, journey: Journey, id_: str | None) -> None:
        """Lays the map's header out anew where what it shows has changed."""
        shown = (journey.personas, journey.channels, journey.title, id_, self._appearance.name, journey.language)
        if len(shown) == len(self._shown) and all(a is b or a == b for a, b in zip(shown, self._shown, strict=True)):
            return
        self._shown = shown
        self._card, self._drawing = None, None
        if id_ is not None:
            theme = self._appearance.theme
            empty: Table[Any] = Table()
            tables = ("lanes", "lines", "cards", "curves", "points", "metrics", "connectors")
            header = journey.model_copy(update=dict.fromkeys(tables, empty))
            layout = LayoutEngine(default_engine(journey.language), theme.type, theme.space).layout(header)
            self._card = next((box.rect for box in layout.header.personas if box.persona.id == id_), None)
            self._drawing = Drawer(theme).draw(layout)
            self._map = journey
            words = [
                text.block.text for box in layout.header.personas if box.persona.id == id_ for _, text in box.texts
            ]
            self.setAccessibleDescription("\n".join(words))
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(self._appearance.chrome.canvas))
        if self._drawing is not None and self._card is not None:
            shown, ratio = self._card.grown(_MARGIN), self.devicePixelRatioF()
            scale = min(_SCALE, self.width() / shown.width, self.height() / shown.height)
            width, height = round(shown.width * scale * ratio), round(shown.height * scale * ratio)
            image = QImage(width, height, QImage.Format.Format_RGB32)
            image.fill(QColor(self._appearance.theme.page))
            # The painter of maps counts in device pixels and is moved by whole ones only.
            with QPainter(image) as inner:
                inner.translate(round(-shown.x * scale * ratio), round(-shown.y * scale * ratio))
                self._painter.paint(inner, self._drawing, shown, scale * ratio, self._map.pictures)
            image.setDevicePixelRatio(ratio)
            left = round((self.width() - width / ratio) / 2)
            top = round((self.height() - height / ratio) / 2)
            painter.drawImage(left, top, image)
        painter.end()
