"""The crop editor: a picture and the part of it that is shown go in, the part that the user frames comes out."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QImage, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QWheelEvent
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QPushButton, QVBoxLayout, QWidget

from cjm_desktop.canvas.guard import guarded
from cjm_desktop.editing import crops
from cjm_desktop.model.records import Crop, Picture
from cjm_desktop.painters.qt_pictures import Pictures
from cjm_desktop.theme import CHROMES, Chrome
from cjm_desktop.windows import controls, plain

_MARGIN = 14.0
_HANDLE = 10.0
_GRIP = 12.0
#: Of the picture outside the frame, this much is covered.
_VEIL = 150
_STEP, _LEAP = 0.01, 0.1
_ZOOM = 1.05
_SIDES = {
    ("left", "top"): Qt.CursorShape.SizeFDiagCursor,
    ("right", "bottom"): Qt.CursorShape.SizeFDiagCursor,
    ("right", "top"): Qt.CursorShape.SizeBDiagCursor,
    ("left", "bottom"): Qt.CursorShape.SizeBDiagCursor,
    ("left",): Qt.CursorShape.SizeHorCursor,
    ("right",): Qt.CursorShape.SizeHorCursor,
    ("top",): Qt.CursorShape.SizeVerCursor,
    ("bottom",): Qt.CursorShape.SizeVerCursor,
}
_ARROWS = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}


@guarded
class CropArea(QWidget):
    """A picture with a frame round the part that is shown, to be moved and drawn larger or smaller.

    By the mouse: inside, corners and edges, wheel. By keys: arrows move (Shift: further), Alt and arrows move the right
    and the lower edge, + and - make it larger and smaller, Home shows all.
    """

    changed = Signal()

    def __init__(
        self,
        picture: Picture,
        crop: Crop | None,
        aspect: float | None = None,
        chrome: Chrome | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._image: QImage | None = Pictures().image(picture.id, {picture.id: picture}, picture.width, picture.height)
        self._size = (picture.width, picture.height)
        self._ratio = crops.shape(picture.width, picture.height, aspect)
        self._chrome = chrome or CHROMES["light"]
        self._crop = crops.settled(crop, self._ratio)
        self._held: tuple[tuple[str, ...], QPointF, Crop] | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setMinimumSize(280, 200)
        self.setAccessibleName(self.tr("Part of the picture that is shown"))
        self._say()

    @property
    def crop(self) -> Crop:
        """The part inside the frame."""
        return self._crop

    def set_crop(self, crop: Crop | None) -> None:
        """Frames this part; None is as much of the picture as the shape allows."""
        self._take(crops.settled(crop, self._ratio))

    def sizeHint(self) -> QSize:
        width, height = self._size
        scale = min(560 / width, 400 / height)
        return QSize(round(width * scale + 2 * _MARGIN), round(height * scale + 2 * _MARGIN))

    # Where things are

    def picture_rect(self) -> QRectF:
        """Where the whole picture stands in the widget."""
        room = QRectF(self.rect()).adjusted(_MARGIN, _MARGIN, -_MARGIN, -_MARGIN)
        width, height = self._size
        scale = min(room.width() / width, room.height() / height)
        return QRectF(
            room.center().x() - width * scale / 2, room.center().y() - height * scale / 2, width * scale, height * scale
        )

    def frame_rect(self) -> QRectF:
        """Where the frame stands in the widget."""
        whole, crop = self.picture_rect(), self._crop
        return QRectF(
            whole.x() + crop.x * whole.width(),
            whole.y() + crop.y * whole.height(),
            crop.width * whole.width(),
            crop.height * whole.height(),
        )

    def _edges_at(self, place: QPointF) -> tuple[str, ...] | None:
        """The edges that are under the pointer; nothing for the inside, None for the outside."""
        frame = self.frame_rect()
        if not frame.adjusted(-_GRIP, -_GRIP, _GRIP, _GRIP).contains(place):
            return None
        reach_x, reach_y = min(_GRIP, frame.width() / 3), min(_GRIP, frame.height() / 3)
        edges = []
        if place.x() < frame.left() + reach_x:
            edges.append("left")
        elif place.x() > frame.right() - reach_x:
            edges.append("right")
        if place.y() < frame.top() + reach_y:
            edges.append("top")
        elif place.y() > frame.bottom() - reach_y:
            edges.append("bottom")
        return tuple(edges)

    # By the hand

    def mousePressEvent(self, event: QMouseEvent) -> None:
        edges = self._edges_at(event.position())
        if event.button() == Qt.MouseButton.LeftButton and edges is not None:
            self._held = (edges, event.position(), self._crop)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._held is None:
            edges = self._edges_at(event.position())
            shape = Qt.CursorShape.ArrowCursor if edges is None else _SIDES.get(edges, Qt.CursorShape.SizeAllCursor)
            self.setCursor(shape)
            return
        edges, start, crop = self._held
        whole = self.picture_rect()
        dx = (event.position().x() - start.x()) / whole.width()
        dy = (event.position().y() - start.y()) / whole.height()
        self._take(crops.resized(crop, edges, dx, dy, self._ratio) if edges else crops.moved(crop, dx, dy))

    def mouseReleaseEvent(self, _event: QMouseEvent) -> None:
        self._held = None

    def wheelEvent(self, event: QWheelEvent) -> None:
        steps = event.angleDelta().y() / 120
        self._take(crops.scaled(self._crop, _ZOOM**steps))
        event.accept()

    def event(self, event: QEvent) -> bool:
        # While the frame is held, Esc is for letting it go and not for the dialog.
        if self._held is not None and event.type() == QEvent.Type.ShortcutOverride:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, modifiers = Qt.Key(event.key()), event.modifiers()
        step = _LEAP if modifiers & Qt.KeyboardModifier.ShiftModifier else _STEP
        if key == Qt.Key.Key_Escape and self._held is not None:
            self._take(self._held[2])
            self._held = None
        elif key in _ARROWS and modifiers & Qt.KeyboardModifier.AltModifier:
            dx, dy = _ARROWS[key]
            self._take(crops.resized(self._crop, ("right",) if dx else ("bottom",), dx * step, dy * step, self._ratio))
        elif key in _ARROWS:
            dx, dy = _ARROWS[key]
            self._take(crops.moved(self._crop, dx * step, dy * step))
        elif key in (Qt.Key.Key_Plus, Qt.Key.Key_Equal):
            self._take(crops.scaled(self._crop, _ZOOM))
        elif key in (Qt.Key.Key_Minus, Qt.Key.Key_Underscore):
            self._take(crops.scaled(self._crop, 1 / _ZOOM))
        elif key == Qt.Key.Key_Home:
            self.set_crop(None)
        else:
            super().keyPressEvent(event)

    def _take(self, crop: Crop) -> None:
        if crop != self._crop:
            self._crop = crop
            self._say()
            self.update()
            self.changed.emit()

    def _say(self) -> None:
        crop = self._crop
        text = self.tr("{width} % wide and {height} % high, {x} % from the left and {y} % from the top")
        shares = {"x": crop.x, "y": crop.y, "width": crop.width, "height": crop.height}
        self.setAccessibleDescription(text.format(**{name: round(100 * share) for name, share in shares.items()}))

    # On the screen

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        whole, frame, chrome = self.picture_rect(), self.frame_rect(), self._chrome
        painter.fillRect(self.rect(), QColor(chrome.canvas))
        if self._image is None:
            painter.setPen(QColor(chrome.text_muted))
            painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self.tr("The picture cannot be shown."))
        else:
            painter.drawImage(whole, self._image)
        # Parts of the veil that meet between two pixels must not cover these twice.
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        veil = QColor(chrome.shadow)
        veil.setAlpha(_VEIL)
        for part in (
            QRectF(whole.left(), whole.top(), whole.width(), frame.top() - whole.top()),
            QRectF(whole.left(), frame.bottom(), whole.width(), whole.bottom() - frame.bottom()),
            QRectF(whole.left(), frame.top(), frame.left() - whole.left(), frame.height()),
            QRectF(frame.right(), frame.top(), whole.right() - frame.right(), frame.height()),
        ):
            painter.fillRect(part, veil)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        # Two tones, so that the frame is seen on every picture.
        painter.setPen(QPen(QColor(chrome.accent_text), 4))
        painter.drawRect(frame)
        painter.setPen(QPen(QColor(chrome.accent), 2))
        painter.drawRect(frame)
        painter.setPen(QPen(QColor(chrome.accent), 2))
        painter.setBrush(QColor(chrome.accent_text))
        for place in self._handles(frame):
            painter.drawEllipse(place, _HANDLE / 2, _HANDLE / 2)
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(chrome.accent), 2))
            painter.drawRect(QRectF(self.rect()).adjusted(1, 1, -1, -1))
        painter.end()

    def _handles(self, frame: QRectF) -> list[QPointF]:
        corners = [frame.topLeft(), frame.topRight(), frame.bottomLeft(), frame.bottomRight()]
        middle = frame.center()
        return [
            *corners,
            QPointF(middle.x(), frame.top()),
            QPointF(middle.x(), frame.bottom()),
            QPointF(frame.left(), middle.y()),
            QPointF(frame.right(), middle.y()),
        ]


class CropDialog(QDialog):
    """Asks which part of a picture is shown: `exec()`, then `crop` (None: all of it).

    `aspect` is the width of that part for a height of 1 in pixels (1.0 for a portrait); None lets it have any shape.
    """

    def __init__(
        self,
        picture: Picture,
        crop: Crop | None,
        aspect: float | None = None,
        *,
        chrome: Chrome | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Crop Picture"))
        self.area = CropArea(picture, crop, aspect, chrome)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 18, 20, 16)
        column.setSpacing(12)
        hint = self.tr(
            "Drag the frame, its corners or its edges. Arrow keys move it, + and − make it larger and smaller."
        )
        column.addWidget(plain.label(hint, "muted", wrap=True))
        column.addWidget(self.area, 1)
        buttons = QDialogButtonBox()
        self.whole: QPushButton = buttons.addButton(self.tr("Show All"), QDialogButtonBox.ButtonRole.ResetRole)
        self.crop_button: QPushButton = buttons.addButton(self.tr("Crop"), QDialogButtonBox.ButtonRole.AcceptRole)
        cancel = buttons.addButton(QDialogButtonBox.StandardButton.Cancel)
        for button in (self.whole, self.crop_button, cancel):
            button.setAccessibleName(plain.bare(button.text()))
        self.whole.clicked.connect(lambda: self.area.set_crop(None))
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        column.addWidget(buttons)
        controls.press_with_enter(self.whole)
        self.crop_button.setDefault(True)
        self.area.setFocus()

    @property
    def crop(self) -> Crop | None:
        """The part that is framed; None for all of the picture."""
        return crops.kept(self.area.crop)
