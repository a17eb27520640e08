"""What a window shows before it holds a map: open a file, the files opened last, and the template gallery."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QEvent, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QAbstractButton,
    QHBoxLayout,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from cjm_desktop.canvas.guard import guarded
from cjm_desktop.windows import controls, icons, plain, recent
from cjm_desktop.windows.appearance import Appearance
from cjm_desktop.windows.gallery import Gallery
from cjm_desktop.windows.thumbnails import Thumbnails


@guarded
class _RecentRow(QAbstractButton):
    """A recent file: its name over its folder; greyed where it is missing."""

    def __init__(self, file: recent.RecentFile, appearance: Appearance) -> None:
        super().__init__()
        self.file = file
        self._appearance = appearance
        self._name = plain.visible(file.path.name)
        self._folder = plain.visible(_short_folder(file.path.parent))
        self.setText(self._name)
        self.setEnabled(file.exists)
        self.setAccessibleName(self._name)
        self.setAccessibleDescription(self._folder)
        self.setToolTip(plain.tooltip(plain.visible(str(file.path))))
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(200, 46)

    def event(self, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut, QEvent.Type.HoverEnter, QEvent.Type.HoverLeave):
            self.update()
        return super().event(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        chrome = self._appearance.chrome
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        frame = self.rect().adjusted(1, 1, -1, -1)
        if self.underMouse() and self.isEnabled():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(chrome.hover))
            painter.drawRoundedRect(frame, 6, 6)
        if self.hasFocus():
            painter.setPen(QPen(QColor(chrome.accent), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(frame, 6, 6)
        font = QFont(self.font())
        font.setWeight(QFont.Weight.DemiBold)
        for text, face, top, colour in (
            (self._name, font, 5, chrome.text if self.isEnabled() else chrome.text_disabled),
            (self._folder, self.font(), 23, chrome.text_muted if self.isEnabled() else chrome.text_disabled),
        ):
            painter.setFont(face)
            painter.setPen(QColor(colour))
            room = QRect(10, top, self.width() - 20, 18)
            cut = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideMiddle, room.width())
            painter.drawText(room, Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter, cut)
        painter.end()


class StartPage(QWidget):
    """Sends what the user chose: a template, a recent file, or the wish to open another one."""

    template_chosen = Signal(str, bool)
    file_chosen = Signal(Path)
    open_wanted = Signal()

    def __init__(self, appearance: Appearance, thumbnails: Thumbnails, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._appearance = appearance
        self.setProperty("look", "start")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.gallery = Gallery(appearance, thumbnails)
        self.gallery.chosen.connect(self.template_chosen)
        self.create_button = QPushButton(self.tr("Create Map"))
        self.create_button.setAccessibleName(self.tr("Create Map"))
        self.create_button.setProperty("look", "primary")
        self.create_button.clicked.connect(self.gallery.open_selected)
        right = QVBoxLayout()
        right.setContentsMargins(36, 30, 36, 22)
        right.setSpacing(16)
        right.addWidget(self.gallery, 1)
        right.addWidget(self.create_button, 0, Qt.AlignmentFlag.AlignTrailing)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._made_side())
        layout.addLayout(right, 1)
        appearance.changed.connect(self._dress)
        self._dress()
        self.refresh()

    def refresh(self) -> None:
        """Reads the recent files again."""
        while (item := self._recent.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        self.recent_rows: list[QAbstractButton] = []
        files = recent.files()
        for file in files:
            row = _RecentRow(file, self._appearance)
            row.clicked.connect(lambda _=False, path=file.path: self.file_chosen.emit(path))
            self._recent.addWidget(row)
            self.recent_rows.append(row)
        if not files:
            self._recent.addWidget(
                plain.label(self.tr("The maps that you open will be listed here."), "muted", wrap=True)
            )
        self._recent.addStretch()

    def _made_side(self) -> QWidget:
        side = QWidget()
        side.setProperty("look", "side")
        side.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        side.setFixedWidth(296)
        picture = plain.label()
        picture.setPixmap(icons.application_icon().pixmap(QSize(52, 52)))
        picture.setFixedSize(52, 52)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(plain.label("CJM Desktop", "subtitle"))
        words.addWidget(plain.label(self.tr("Customer journey maps"), "muted"))
        brand = QHBoxLayout()
        brand.setSpacing(12)
        brand.addWidget(picture)
        brand.addLayout(words, 1)
        self.open_button = QPushButton(self.tr("Open a map…"))
        self.open_button.setAccessibleName(self.tr("Open a map"))
        self.open_button.clicked.connect(self.open_wanted)
        rows = QWidget()
        rows.setProperty("look", "page")
        self._recent = QVBoxLayout(rows)
        self._recent.setContentsMargins(0, 0, 0, 0)
        self._recent.setSpacing(2)
        area = controls.upright(rows)
        column = QVBoxLayout(side)
        column.setContentsMargins(22, 30, 22, 22)
        column.setSpacing(10)
        column.addLayout(brand)
        column.addSpacing(14)
        column.addWidget(self.open_button)
        column.addSpacing(14)
        column.addWidget(plain.label(self.tr("Recent").upper(), "heading"))
        column.addWidget(area, 1)
        return side

    def _dress(self) -> None:
        self.open_button.setIcon(icons.tinted("folder-open", self._appearance.chrome.text, pad=3))
        self.open_button.setIconSize(QSize(24, 18))
        self.update()


def _short_folder(folder: Path) -> str:
    """The folder as people say it: from the home folder on where it lies there."""
    try:
        return str(Path("~") / folder.relative_to(Path.home()))
    except ValueError:
        return str(folder)
