"""A persona's portrait: picked, pasted, dropped, cropped and taken away; and as a round picture for lists."""

from __future__ import annotations

from PySide6.QtCore import QMimeData, QRect, QRectF, Qt, Signal
from PySide6.QtGui import (
    QAction,
    QColor,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDropEvent,
    QGuiApplication,
    QImage,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
    QPixmap,
)
from PySide6.QtWidgets import QAbstractButton, QGridLayout, QPushButton, QWidget

from cjm_desktop.canvas.guard import guarded
from cjm_desktop.drawing.colours import persona_colour, text_on
from cjm_desktop.editing import crops
from cjm_desktop.layout.header import initials
from cjm_desktop.model.records import Crop, Persona, Picture
from cjm_desktop.painters.qt_pictures import Pictures
from cjm_desktop.theme import Theme
from cjm_desktop.windows import controls, icons, plain, scripts
from cjm_desktop.windows.appearance import Appearance
from cjm_desktop.windows.pictures import choose_picture, holds_picture, take_picture

_SIDE = 112
#: Round portraits that were made already, because a large picture takes its time: at most so many.
_KEPT = 200
_made: dict[tuple[object, ...], QPixmap] = {}
_last: dict[str, Pictures] = {}


def round_portrait(
    persona: Persona, portrait: Picture | None, order: int | None, theme: Theme, side: int, ratio: float
) -> QPixmap:
    """The portrait in a circle of `side` device-independent pixels; without one the initials, or a head and shoulders.

    `order` is the persona's place on the map, for its colour; None for the only one, which has none, as on its card.
    """
    letters = initials(persona.name) if order is not None and portrait is None else ""
    key = (None if portrait is None else portrait.id, persona.portrait_crop, letters, order, theme.name, side, ratio)
    made = _made.get(key)
    if made is None:
        if len(_made) >= _KEPT:
            _made.clear()
        made = _made[key] = _drawn(persona.portrait_crop, portrait, letters, order or 0, theme, side, ratio)
    return made


def _drawn(
    crop: Crop | None, portrait: Picture | None, letters: str, order: int, theme: Theme, side: int, ratio: float
) -> QPixmap:
    made = QPixmap(round(side * ratio), round(side * ratio))
    made.fill(Qt.GlobalColor.transparent)
    made.setDevicePixelRatio(ratio)
    painter = QPainter(made)
    painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
    place = QRectF(0, 0, side, side)
    path = QPainterPath()
    path.addEllipse(place)
    painter.setClipPath(path)
    image = None if portrait is None else _decoded(portrait, 2 * side * ratio)
    if image is not None:
        painter.drawImage(place, image, _part(image, crop))
    elif letters:
        ground = persona_colour(theme, order)
        painter.fillRect(place, QColor(ground))
        painter.setPen(QColor(text_on(theme, ground)))
        font = painter.font()
        font.setPixelSize(round(side * 0.4))
        font.setBold(True)
        painter.setFont(font)
        scripts.serve([letters])
        painter.drawText(place, Qt.AlignmentFlag.AlignCenter, letters)
    else:
        painter.fillRect(place, QColor(theme.portrait_ground))
        inner = round(side * 0.6)
        at = (side - inner) // 2
        painter.drawPixmap(at, at, icons.pixmap("user", theme.portrait, inner, ratio))
    painter.end()
    return made


def _decoded(portrait: Picture, pixels: float) -> QImage | None:
    """The picture, no smaller than that on either side where it is larger; the last one is kept, for other sizes of it."""
    if portrait.id not in _last:
        _last.clear()
        _last[portrait.id] = Pictures()
    return _last[portrait.id].image(portrait.id, {portrait.id: portrait}, pixels, pixels)


def _part(image: QImage, crop: Crop | None) -> QRectF:
    """The square of the image that a circle shows, in its pixels."""
    square = crops.settled(crop, crops.shape(image.width(), image.height(), 1.0))
    return QRectF(
        square.x * image.width(),
        square.y * image.height(),
        square.width * image.width(),
        square.height * image.height(),
    )


@guarded
class _Face(QAbstractButton):
    """The portrait itself: a click chooses a file or crops; pictures are pasted into it and dropped on it."""

    dropped = Signal(object)

    def __init__(self, appearance: Appearance) -> None:
        super().__init__()
        self._appearance = appearance
        self._pixmap = QPixmap()
        self._over = False
        self.setFixedSize(_SIDE, _SIDE)
        self.setAcceptDrops(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def show_pixmap(self, pixmap: QPixmap) -> None:
        self._pixmap = pixmap
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        chrome = self._appearance.chrome
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.drawPixmap(QRect(4, 4, _SIDE - 8, _SIDE - 8), self._pixmap)
        marked = self._over or self.hasFocus()
        painter.setPen(QPen(QColor(chrome.accent if marked else chrome.border), 2.5 if marked else 1.0))
        painter.drawEllipse(QRectF(2.5, 2.5, _SIDE - 5, _SIDE - 5))
        painter.end()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        super().mousePressEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        self._mark(holds_picture(event.mimeData()))
        event.setAccepted(self._over)

    def dragLeaveEvent(self, _event: QDragLeaveEvent) -> None:
        self._mark(False)

    def dropEvent(self, event: QDropEvent) -> None:
        self._mark(False)
        event.acceptProposedAction()
        self.dropped.emit(event.mimeData())

    def _mark(self, over: bool) -> None:
        self._over = over
        self.update()


@guarded
class PortraitField(QWidget):
    """`chosen` carries a picture (None: none any more), `cropped` the part of it to show (None: its middle)."""

    chosen = Signal(object)
    cropped = Signal(object)

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._appearance = appearance
        self._persona: Persona | None = None
        self._portrait: Picture | None = None
        self.face = _Face(appearance)
        self.choose = QPushButton(self.tr("Choose…"))
        self.paste = QPushButton(self.tr("Paste"))
        self.crop = QPushButton(self.tr("Crop…"))
        self.remove = QPushButton(self.tr("Remove"))
        self.face.clicked.connect(lambda: self._crop() if self._portrait is not None else self._choose())
        self.face.dropped.connect(self.take)
        self.choose.clicked.connect(self._choose)
        self.paste.clicked.connect(self.paste_picture)
        self.crop.clicked.connect(self._crop)
        self.remove.clicked.connect(self._remove)
        self.choose.setAccessibleName(self.tr("Choose a portrait"))
        self.paste.setAccessibleName(self.tr("Paste a portrait"))
        self.crop.setAccessibleName(self.tr("Crop the portrait"))
        self.remove.setAccessibleName(self.tr("Remove the portrait"))
        self.face.setToolTip(plain.tooltip(self.tr("Click, paste a picture, or drop one here")))
        pasting = QAction(self.face)
        pasting.setShortcuts(QKeySequence.StandardKey.Paste)
        pasting.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        pasting.triggered.connect(self.paste_picture)
        self.addAction(pasting)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(6)
        grid.setVerticalSpacing(6)
        grid.addWidget(self.face, 0, 0, 1, 2, Qt.AlignmentFlag.AlignHCenter)
        for n, button in enumerate((self.choose, self.paste, self.crop, self.remove)):
            controls.press_with_enter(button)
            button.setProperty("look", "quiet")
            grid.addWidget(button, 1 + n // 2, n % 2)
        QGuiApplication.clipboard().dataChanged.connect(self._follow_clipboard)

    def show_persona(self, persona: Persona, portrait: Picture | None, order: int | None) -> None:
        """Shows a persona's portrait."""
        self._persona, self._portrait = persona, portrait
        ratio = self.devicePixelRatioF()
        self.face.show_pixmap(round_portrait(persona, portrait, order, self._appearance.theme, _SIDE - 8, ratio))
        self.face.setAccessibleName(self.tr("Portrait") if portrait is not None else self.tr("No portrait"))
        self.crop.setEnabled(portrait is not None)
        self.remove.setEnabled(portrait is not None)
        self._follow_clipboard()

    def paste_picture(self) -> None:
        """Takes the picture that the clipboard holds, if it holds one."""
        self.take(QGuiApplication.clipboard().mimeData())

    def take(self, mime: QMimeData) -> None:
        """Takes the picture of a paste or a drop: a file's bytes as they are, pixels as a PNG."""
        picture = take_picture(mime, self)
        if picture is not None:
            self.chosen.emit(picture)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace) and self.remove.isEnabled():
            self._remove()
        else:
            super().keyPressEvent(event)

    def _follow_clipboard(self) -> None:
        self.paste.setEnabled(holds_picture(QGuiApplication.clipboard().mimeData()))

    def _choose(self) -> None:
        picture = choose_picture(self)
        if picture is not None:
            self.chosen.emit(picture)

    def _crop(self) -> None:
        if self._portrait is None or self._persona is None:
            return
        from cjm_desktop.windows.crop import CropDialog

        chrome = self._appearance.chrome
        dialog = CropDialog(self._portrait, self._persona.portrait_crop, 1.0, chrome=chrome, parent=self)
        if dialog.exec():
            self.cropped.emit(dialog.crop)
        dialog.deleteLater()

    def _remove(self) -> None:
        self.face.setFocus()
        self.chosen.emit(None)
