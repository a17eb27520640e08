"""Controls of our own look: a choice with a chevron, a switch, a pill, a text area that grows, fields without their own undo."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QEvent, QObject, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QPalette,
    QPen,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import (
    QAbstractButton,
    QComboBox,
    QDialogButtonBox,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QStyle,
    QStyleOptionComboBox,
    QStylePainter,
    QWidget,
)

from cjm_desktop.canvas.guard import guarded
from cjm_desktop.windows import scripts


@guarded
class _Enter(QObject):
    """Watches one button."""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if not isinstance(watched, QAbstractButton) or not isinstance(event, QKeyEvent):
            return False
        pressed = event.type() == QEvent.Type.KeyPress and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if pressed and not event.isAutoRepeat():
            watched.click()
        return pressed


def press_with_enter(button: QAbstractButton) -> None:
    """Enter presses this button while it has the focus, though it never becomes the default one of its dialog."""
    if isinstance(button, QPushButton):
        button.setAutoDefault(False)
    button.installEventFilter(_Enter(button))


def foot(accept: QPushButton, reject: QPushButton) -> QDialogButtonBox:
    """The two buttons at the foot of a dialog, in the order of the platform; what they do is theirs."""
    made = QDialogButtonBox()
    made.addButton(accept, QDialogButtonBox.ButtonRole.AcceptRole)
    made.addButton(reject, QDialogButtonBox.ButtonRole.RejectRole)
    return made


def upright(page: QWidget, parent: QWidget | None = None, *, takes_focus: bool = False) -> QScrollArea:
    """The page in an area that scrolls up and down only; a stop of the Tab key by itself where it `takes_focus`."""
    area = QScrollArea(parent)
    area.setWidgetResizable(True)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    if not takes_focus:
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setWidget(page)
    return area


def _is_history_key(event: QEvent) -> bool:
    """Whether the key is undo or redo: a field leaves these to the window, where one history holds everything."""
    return isinstance(event, QKeyEvent) and (
        event.matches(QKeySequence.StandardKey.Undo) or event.matches(QKeySequence.StandardKey.Redo)
    )


@guarded
class LineField(QLineEdit):
    """One line of text; `left` is sent when the focus goes."""

    left = Signal()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and _is_history_key(event):
            event.ignore()
            return False
        return super().event(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.left.emit()

    def show_text(self, text: str) -> None:
        """Takes a text from outside without a signal, and keeps the caret as near as it can."""
        if text == self.text():
            return
        caret = self.cursorPosition()
        self.blockSignals(True)
        self.setText(text)
        self.blockSignals(False)
        self.setCursorPosition(min(caret, len(text)) if self.hasFocus() else 0)


@guarded
class TextArea(QPlainTextEdit):
    """Some lines of text that grow with what is written, from `lines` up to `most` lines; Tab goes to the next field."""

    left = Signal()

    def __init__(self, parent: QWidget | None = None, *, lines: int = 2, most: int = 10) -> None:
        super().__init__(parent)
        self._lines, self._most = lines, most
        self.setTabChangesFocus(True)
        self.setUndoRedoEnabled(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.document().documentLayout().documentSizeChanged.connect(lambda _: self._grow())
        self._grow()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and _is_history_key(event):
            event.ignore()
            return False
        if event.type() in (QEvent.Type.StyleChange, QEvent.Type.FontChange, QEvent.Type.Polish):
            done = super().event(event)
            self._grow()
            return done
        return super().event(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._grow()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.left.emit()

    def show_text(self, text: str) -> None:
        """Takes a text from outside without a signal, and keeps the caret as near as it can."""
        if text == self.toPlainText():
            return
        caret = self.textCursor().position()
        self.blockSignals(True)
        self.setPlainText(text)
        self.blockSignals(False)
        cursor = self.textCursor()
        cursor.setPosition(min(caret, len(text)))
        self.setTextCursor(cursor)

    def _grow(self) -> None:
        # A plain text document counts its height in lines, wrapped ones included.
        wanted = round(self.document().size().height())
        shown = max(self._lines, min(self._most, wanted))
        margins = self.contentsMargins()
        frame = margins.top() + margins.bottom() + 2 * round(self.document().documentMargin())
        height = shown * self.fontMetrics().lineSpacing() + frame + 2
        self.setVerticalScrollBarPolicy(
            Qt.ScrollBarPolicy.ScrollBarAsNeeded if wanted > self._most else Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        )
        if height != self.height():
            self.setFixedHeight(height)


@guarded
class Choice(QComboBox):
    """One of several: the wheel does not change it in passing, and its chevron is drawn in the theme's colour."""

    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(4)
        self.setMaxVisibleItems(14)

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.left.emit()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QStylePainter(self)
        option: Any = QStyleOptionComboBox()
        self.initStyleOption(option)
        # Qt cuts a text that is too long through a letter.
        control, part = QStyle.ComplexControl.CC_ComboBox, QStyle.SubControl.SC_ComboBoxEditField
        field = self.style().subControlRect(control, option, part, self)
        icon = 0 if option.currentIcon.isNull() else self.iconSize().width() + 6
        elided = self.fontMetrics().elidedText(option.currentText, Qt.TextElideMode.ElideRight, field.width() - icon)
        option.currentText = elided
        painter.drawComplexControl(control, option)
        painter.drawControl(QStyle.ControlElement.CE_ComboBoxLabel, option)
        if self.currentIndex() < 0:
            painter.setPen(self.palette().color(QPalette.ColorRole.PlaceholderText))
            aligned = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeading
            painter.drawText(field, aligned, self.placeholderText())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        role = QPalette.ColorRole.Text if self.isEnabled() else QPalette.ColorRole.PlaceholderText
        pen = QPen(
            self.palette().color(role), 1.6, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin
        )
        painter.setPen(pen)
        mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        x, y = 15.0 if mirrored else self.width() - 15.0, self.height() / 2
        painter.drawPolyline([QPointF(x - 4, y - 2), QPointF(x, y + 2), QPointF(x + 4, y - 2)])
        painter.end()

    def showPopup(self) -> None:
        # Names of languages, each in its own script, are seen only here.
        scripts.serve(self.itemText(n) for n in range(self.count()))
        super().showPopup()
        self._make_room()

    def _make_room(self) -> None:
        """Qt counts the rows, not the padding of the list, and so cuts the last row behind an arrow that scrolls."""
        view, rows = self.view(), min(self.count(), self.maxVisibleItems())
        popup, screen = view.window(), self.screen().availableGeometry()
        frame = view.height() - view.viewport().height() + 2 * view.y()
        missing = sum(view.sizeHintForRow(n) for n in range(rows)) + frame - popup.height()
        if popup.height() + max(0, missing) > screen.height():
            return
        if missing > 0:
            box = popup.geometry()
            upwards = box.bottom() < self.mapToGlobal(self.rect().bottomLeft()).y()
            top = box.y() - missing if upwards else min(box.y(), screen.bottom() + 1 - box.height() - missing)
            popup.setGeometry(box.x(), top, box.width(), box.height() + missing)
        if rows == self.count():
            for arrow in popup.findChildren(QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly):
                if arrow is not view:
                    arrow.hide()

    def show_data(self, data: object) -> None:
        """Takes the value from outside without a signal; a value that is not offered shows as nothing chosen."""
        index = next((n for n in range(self.count()) if self.itemData(n) == data), -1)
        if index != self.currentIndex():
            self.blockSignals(True)
            self.setCurrentIndex(index)
            self.blockSignals(False)
            scripts.serve([self.currentText()])


@guarded
class Switch(QAbstractButton):
    """On or off, drawn as a small sliding switch with its text beside it."""

    left = Signal()
    _TRACK = QSize(32, 18)

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setText(text)
        self.setCheckable(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        text = self.fontMetrics().horizontalAdvance(self.text())
        return QSize(self._TRACK.width() + (8 + text if text else 0) + 6, max(26, self.fontMetrics().height() + 6))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.left.emit()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colours = self.palette()
        mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        width, height = self._TRACK.width(), self._TRACK.height()
        x = self.width() - width - 3 if mirrored else 3
        track = QRectF(x, (self.height() - height) / 2, width, height)
        on = self.isChecked()
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colours.color(QPalette.ColorRole.Accent if on else QPalette.ColorRole.PlaceholderText))
        painter.drawRoundedRect(track, height / 2, height / 2)
        painter.setBrush(QColor(colours.color(QPalette.ColorRole.Base)))
        knob = height - 6
        at_end = on != mirrored
        painter.drawEllipse(QRectF(track.right() - knob - 3 if at_end else track.x() + 3, track.y() + 3, knob, knob))
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(colours.color(QPalette.ColorRole.Text), 1.5))
            painter.drawRoundedRect(track.adjusted(-2, -2, 2, 2), height / 2 + 2, height / 2 + 2)
        if self.text():
            painter.setPen(colours.color(QPalette.ColorRole.WindowText))
            room = self.rect().adjusted(0, 0, -width - 11, 0) if mirrored else self.rect().adjusted(width + 11, 0, 0, 0)
            painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeading, self.text())
        painter.end()
