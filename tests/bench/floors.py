"""The bare floors: the least that any program built on these libraries must do for the same cards."""

from __future__ import annotations

import io
import zlib
from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPixmap, QStaticText
from PySide6.QtWidgets import (
    QGraphicsItem,
    QGraphicsRectItem,
    QGraphicsScene,
    QGraphicsView,
    QStyleOptionGraphicsItem,
    QWidget,
)

from cjm_desktop.drawing.primitives import Drawing, Glyphs, Group, Item, Shape
from cjm_desktop.geometry import Rect

#: A card for the floor: where it stands on the map and its text, already broken into lines.
PlainCard = tuple[Rect, Sequence[str]]

#: A rectangle for the floor, the radius of its corners, whether it is filled, whether it has an edge.
PlainShape = tuple[Rect, float, bool, bool]

#: A line of text for the floor: where its baseline starts, its size, its text in the letters of a standard font.
PlainLine = tuple[float, float, float, str]

_BODY = 9.5
_LEADING = 12.5


class _PlainItem(QGraphicsRectItem):
    """A card that paints itself: one shared pixmap for its body, then its text; laid out on first paint."""

    bodies: dict[tuple[int, int], QPixmap] = {}  # noqa: RUF012 (shared on purpose)

    def __init__(self, rect: Rect, lines: Sequence[str]) -> None:
        super().__init__(0, 0, rect.width, rect.height)
        self.setPos(rect.x, rect.y)
        self._lines = lines
        self._texts: list[QStaticText] | None = None

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:  # noqa: ARG002
        scale = option.levelOfDetailFromTransform(painter.worldTransform())
        if scale < 0.2:
            painter.fillRect(self.rect(), QColor("#dfe4f5"))
            return
        rect = self.rect()
        key = (round(rect.width() * scale), round(rect.height() * scale))
        body = self.bodies.get(key)
        if body is None:
            body = QPixmap(max(1, key[0]), max(1, key[1]))
            body.fill(Qt.GlobalColor.transparent)
            own = QPainter(body)
            own.setRenderHint(QPainter.RenderHint.Antialiasing)
            own.setPen(QColor("#cccccc"))
            own.setBrush(QColor("#ffffff"))
            own.drawRoundedRect(QRectF(body.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 4 * scale, 4 * scale)
            own.end()
            self.bodies[key] = body
        painter.drawPixmap(rect, body, QRectF(body.rect()))
        if scale < 0.45:
            return
        if self._texts is None:
            self._texts = [QStaticText(line) for line in self._lines]
        for n, text in enumerate(self._texts):
            painter.drawStaticText(QPointF(8, 4 + n * _LEADING), text)


def bare_scene(cards: Sequence[PlainCard], width: int, height: int) -> QGraphicsView:
    """A view on a scene with one self-painting item a card and nothing else: what dragging, panning and zooming cost at least."""
    _PlainItem.bodies.clear()
    scene = QGraphicsScene()
    scene.setItemIndexMethod(QGraphicsScene.ItemIndexMethod.BspTreeIndex)
    scene.setFont(QFont("Noto Sans", 9))
    for rect, lines in cards:
        scene.addItem(_PlainItem(rect, lines))
    scene.setSceneRect(scene.itemsBoundingRect())
    view = QGraphicsView(scene)
    scene.setParent(view)
    view.setViewportUpdateMode(QGraphicsView.ViewportUpdateMode.MinimalViewportUpdate)
    view.resize(width, height)
    return view


def movable(view: QGraphicsView) -> QGraphicsItem:
    """Some card of a bare scene that is in view."""
    return next(iter(view.items(view.viewport().rect().center().x(), view.viewport().rect().center().y(), 400, 400)))


def bare_pdf(cards: Sequence[PlainCard], width: float, height: float) -> bytes:
    """Plain ReportLab calls that draw the same boxes and their text in one standard font."""
    from reportlab.pdfgen.canvas import Canvas

    out = io.BytesIO()
    page = Canvas(out, pagesize=(width, height), pageCompression=1, invariant=1)
    for rect, lines in cards:
        y = height - rect.y - rect.height
        page.setFillColorRGB(1, 1, 1)
        page.setStrokeColorRGB(0.9, 0.91, 0.94)
        page.roundRect(rect.x, y, rect.width, rect.height, 4, stroke=1, fill=1)
        page.setFillColorRGB(0.11, 0.13, 0.2)
        page.setFont("Helvetica", _BODY)
        for n, line in enumerate(lines):
            page.drawString(
                rect.x + 8, y + rect.height - _LEADING * (n + 1), line.encode("latin-1", "replace").decode("latin-1")
            )
    page.showPage()
    page.save()
    return out.getvalue()


def plain_drawing(drawing: Drawing) -> tuple[list[PlainShape], list[PlainLine]]:
    """Every rectangle and every line of text of a drawing where it stands on the page, for `bare_drawing_pdf`."""
    shapes: list[PlainShape] = []
    lines: list[PlainLine] = []

    def look(items: Sequence[Item], x: float, y: float) -> None:
        for item in items:
            if isinstance(item, Group):
                look(item.items, x + item.x, y + item.y)
            elif isinstance(item, Shape):
                shapes.append((item.rect.moved(x, y), item.radius, item.fill is not None, item.stroke is not None))
            elif isinstance(item, Glyphs):
                text = item.line.text.encode("latin-1", "replace").decode("latin-1")
                lines.append((x + item.x, y + item.y, item.line.runs[0].size, text))

    look(drawing.items, 0.0, 0.0)
    return shapes, lines


def bare_drawing_pdf(shapes: Sequence[PlainShape], lines: Sequence[PlainLine], width: float, height: float) -> bytes:
    """Plain ReportLab calls that draw the same rectangles and the same lines of text, in one standard font."""
    from reportlab.pdfgen.canvas import Canvas

    out = io.BytesIO()
    page = Canvas(out, pagesize=(width, height), pageCompression=1, invariant=1)
    page.setStrokeColorRGB(0.9, 0.91, 0.94)
    for rect, radius, filled, stroked in shapes:
        page.setFillColorRGB(1, 1, 1)
        y = height - rect.y - rect.height
        if radius:
            page.roundRect(rect.x, y, rect.width, rect.height, radius, stroke=stroked, fill=filled)
        else:
            page.rect(rect.x, y, rect.width, rect.height, stroke=stroked, fill=filled)
    for x, y, size, text in lines:
        page.setFillColorRGB(0.11, 0.13, 0.2)
        page.setFont("Helvetica", size)
        page.drawString(x, height - y, text)
    page.showPage()
    page.save()
    return out.getvalue()


def bare_png(pdf: bytes, scale: float) -> int:
    """Raster of a one-page PDF and one zlib stream of its rows; the number of bytes."""
    import pypdfium2

    document = pypdfium2.PdfDocument(pdf)
    bitmap = document[0].render(scale=scale, rev_byteorder=True)
    packed = zlib.compress(bytes(bitmap.buffer), 1)
    document.close()
    return len(packed)
