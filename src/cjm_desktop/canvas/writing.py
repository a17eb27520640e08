"""Writing in place: a thing's text goes in; a plain-text field exactly over it, and one step of the session, come out.

Enter stays in the cell, Tab goes on to the next stage, Ctrl with an arrow up or down to the next lane, ready to write.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QMimeData, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QFocusEvent, QInputMethodEvent, QKeyEvent, QPalette, QTextCursor, QTextOption
from PySide6.QtWidgets import QFrame, QPlainTextEdit, QWidget

from cjm_desktop.canvas.edits import Edit
from cjm_desktop.canvas.guard import guarded
from cjm_desktop.canvas.selection import Selection
from cjm_desktop.canvas.texts import Passage, new_passage, passage
from cjm_desktop.canvas.walk import Step
from cjm_desktop.canvas.writing_font import field_font, field_scale, make_face
from cjm_desktop.editing.fields import too_long
from cjm_desktop.editing.things import name_of
from cjm_desktop.geometry import Point
from cjm_desktop.layout.dropping import Cell
from cjm_desktop.layout.styles import styles_of
from cjm_desktop.model.journey import Journey

if TYPE_CHECKING:
    from cjm_desktop.canvas.view import CanvasView

#: With Enter the window's keys for making two cards of one.
_SPLITTING = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
#: Room between the field's edge and its text, in device-independent pixels.
_PADDING = 3
#: The field never becomes narrower than this, in device-independent pixels.
_NARROWEST = 64
#: How long the faces of the field are put off, and how far apart they are made, in milliseconds.
_BREATH = 500
_LANES = {Qt.Key.Key_Up: Step.UP, Qt.Key.Key_Down: Step.DOWN}


@dataclass(frozen=True, slots=True)
class Onward:
    """What is different while something new is named: what the name makes of the map, and what Enter and Tab do then.

    `before` is what was selected before it was made, and is again where its name, or the lack of one, takes it away.
    """

    into: Callable[[Journey, str], Journey]
    enter: Callable[[], None]
    tab: Callable[[], None]
    before: tuple[str, ...]


@guarded
class Field(QPlainTextEdit):
    """The field itself: Enter takes over, Esc as well but goes no further, Ctrl+Enter and Shift+Enter begin a line.

    Tab and Ctrl with an arrow up or down take over and go on. What would make the text longer than `most` characters is
    refused whole, with the number that it would have: cut off, or taken until the end, it would be lost.
    """

    taken = Signal()
    left = Signal()
    walked = Signal(object)
    refused = Signal(int)

    def __init__(self, parent: QWidget, several_lines: bool, most: int) -> None:
        super().__init__(parent)
        self._several_lines, self._most = several_lines, most
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.setTabChangesFocus(False)
        self.document().setDocumentMargin(0)
        self.setAccessibleName(self.tr("Text"))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, modifiers = event.key(), event.modifiers()
        if key == Qt.Key.Key_Escape:
            self.left.emit()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if modifiers & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier):
                if self._several_lines and self._has_room(1):
                    self.insertPlainText("\n")
            else:
                self.taken.emit()
        elif key == Qt.Key.Key_Tab:
            self.walked.emit(Step.TAB)
        elif key == Qt.Key.Key_Backtab:
            self.walked.emit(Step.BACKTAB)
        elif key in _LANES and modifiers & ~Qt.KeyboardModifier.KeypadModifier == Qt.KeyboardModifier.ControlModifier:
            self.walked.emit(_LANES[Qt.Key(key)])
        elif not event.text().isprintable() or self._has_room(len(event.text())):
            super().keyPressEvent(event)

    def insertFromMimeData(self, source: QMimeData) -> None:
        if self._has_room(len(source.text().replace("\r\n", "\n"))):
            super().insertFromMimeData(source)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        if not event.commitString() or self._has_room(len(event.commitString())):
            super().inputMethodEvent(event)
        else:
            event.accept()

    def _has_room(self, count: int) -> bool:
        """Whether so many characters may take the place of what is selected; says so where they may not."""
        whole = len(self.toPlainText()) - len(self.textCursor().selectedText()) + count
        fits = not count or whole <= self._most
        if not fits:
            self.refused.emit(whole)
        return fits

    def event(self, event: QEvent) -> bool:
        # Keys that the window has as shortcuts (Delete, Ctrl+A, Enter) belong to the text while it is written.
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            keys = (Qt.Key.Key_Escape, Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Delete, Qt.Key.Key_Tab)
            if event.key() in keys and event.modifiers() != _SPLITTING:
                event.accept()
                return True
        return super().event(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() not in (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason):
            self.taken.emit()


class Writing:
    """What is being written on the canvas, if anything."""

    def __init__(self, view: CanvasView) -> None:
        self._view = view
        self._field: Field | None = None
        self._passage: Passage | None = None
        self._cell: Cell | None = None
        self._merge: str | None = None
        self._onward: Onward | None = None
        self._trial: tuple[Journey, Selection] | None = None
        styles = styles_of(view.sheet.theme.type)
        written = (styles.body, styles.stage, styles.point)
        self._unmade = list(dict.fromkeys((style.weight, style.italic) for style in written))
        # Making a face takes a blink: not when the first letter is typed, but before, while nothing goes on.
        self._making = QTimer(view, interval=_BREATH)
        self._making.timeout.connect(self._make_face)
        self._making.start()

    @property
    def is_open(self) -> bool:
        return self._field is not None

    @property
    def is_changed(self) -> bool:
        """Whether there are words that the map does not have yet."""
        if self._field is None or self._passage is None:
            return False
        return self._field.toPlainText() != self._passage.text

    @property
    def field(self) -> Field | None:
        """The field while something is written."""
        return self._field

    @property
    def cell(self) -> Cell | None:
        """The cell into which something new is written."""
        return self._cell if self.is_open else None

    @property
    def id(self) -> str:
        """The thing whose text is written; empty where that is new or nothing is."""
        return self._passage.id if self._passage is not None else ""

    @property
    def cursor_place(self) -> int | None:
        """How many characters stand in front of the cursor, in a text of several lines; None where none is written."""
        if self._field is None or self._passage is None or not self._passage.several_lines:
            return None
        # Qt counts the halves of characters beyond U+FFFF, Python the characters.
        halves = self._field.toPlainText().encode("utf-16-le")[: 2 * self._field.textCursor().position()]
        return len(halves.decode("utf-16-le", "ignore"))

    def name(self, id_: str, merge: str, onward: Onward) -> bool:
        """Write the name of what has just been made by the step `merge`, and then go on as `onward` says."""
        if not self.start(id_, merge=merge) or self._passage is None:
            return False
        self._onward = onward
        self._passage = replace(self._passage, into=onward.into)
        return True

    def write_on(self, id_: str) -> None:
        """Write on at the end of a thing's text, where nothing is selected that the next key would replace."""
        if self.start(id_) and self._field is not None:
            self._field.moveCursor(QTextCursor.MoveOperation.End)

    def try_out(self, before: Journey, selected: Selection) -> None:
        """What has just been made and opened is there on trial: left without a word, it leaves the map as it was before."""
        self._trial = (before, selected) if self.is_open and self._merge is not None else None

    def stand_alone(self) -> None:
        """Another step comes in between: what is written no longer belongs to the one that made the thing."""
        self._merge = None

    def start(self, id_: str, typed: str | None = None, part: str = "", merge: str | None = None) -> bool:
        """Write the text of a thing, all of it selected; what was `typed` already is added at its end instead.

        Words are never replaced by a key that somebody pressed without looking; the number of a metric is.
        """
        self.commit()
        if self._view.lanes.refuse((id_,)):
            return False
        sheet = self._view.sheet
        found = passage(sheet.journey, sheet.layout, styles_of(sheet.theme.type), id_, part)
        if found is not None and typed is not None and id_ not in sheet.journey.metrics:
            typed = f"{found.text}{_space_after(found.text)}{typed}"
            if len(typed) > found.most:
                self._refuse(found.most, len(typed))
                typed = found.text
        return self._open(found, None, typed, merge)

    def start_new(self, cell: Cell, text: str = "") -> bool:
        """Write a card (emotion point, metric) into a cell; it comes to be when its text is taken over."""
        self.commit()
        if self._view.lanes.refuse((cell.lane,)):
            return False
        sheet = self._view.sheet
        found = new_passage(sheet.layout, styles_of(sheet.theme.type), cell)
        return self._open(found, cell, text or None, None)

    def _open(self, found: Passage | None, cell: Cell | None, text: str | None, merge: str | None) -> bool:
        if found is None:
            return False
        self._passage, self._cell, self._merge, self._onward, self._trial = found, cell, merge, None, None
        self._view.reveal(found.rect)
        field = self._field = Field(self._view.viewport(), found.several_lines, found.most)
        field.setPlainText(found.text)
        if text is None:
            field.selectAll()
        else:
            field.setPlainText(text)
            field.moveCursor(QTextCursor.MoveOperation.End)
        field.taken.connect(self._take)
        field.left.connect(self.leave)
        field.walked.connect(self._walk)
        field.refused.connect(lambda count: self._refuse(found.most, count))
        field.textChanged.connect(self._follow_text)
        self._dress()
        field.show()
        # Only what is shown knows how high its lines are.
        self.follow_camera()
        field.setFocus(Qt.FocusReason.OtherFocusReason)
        return True

    def commit(self) -> None:
        """Take over what is written, as one step; nothing where nothing is written or nothing changed."""
        field, found, cell, onward = self._field, self._passage, self._cell, self._onward
        if field is None or found is None:
            return
        text = field.toPlainText()
        self._close()
        before = self._view.session.journey
        try:
            after = found.into(before, text)
        except (KeyError, ValueError) as problem:
            self._view.status_message.emit(str(problem))
            self._view.text_written.emit()
            return
        select: tuple[str, ...] | None = None
        if cell is not None and after is not before:
            select = tuple(
                id_
                for table in ("cards", "points", "metrics")
                if getattr(after, table) is not getattr(before, table)
                for id_ in getattr(after, table).keys() - getattr(before, table).keys()
            )
        # The first words of a new thing belong to the step that added it.
        new = select[0] if select else found.id if self._merge is not None else ""
        label = f"Add {name_of(after if select else before, new)}" if new else found.label
        self._view.apply(Edit(label, after, select, None, self._merge))
        self._view.session.end_merge()
        if onward is not None and not self._view.selection:
            self._view.select(onward.before)

    def as_it_stands(self) -> Journey:
        """The map as it would be if what is written were taken over now; the field stays as it is."""
        journey, field, found = self._view.session.journey, self._field, self._passage
        if field is None or found is None:
            return journey
        try:
            return found.into(journey, field.toPlainText())
        except (KeyError, ValueError):
            return journey

    def leave(self) -> None:
        """Esc: stop writing. What was written stays, as a step that can be undone: no key throws words away."""
        had_focus = self._field is not None
        if not self._withdraw():
            self.commit()
        if had_focus:
            self._view.setFocus(Qt.FocusReason.OtherFocusReason)

    def _withdraw(self) -> bool:
        """Take back what is there on trial and got no word; whether that was so."""
        field, trial, merge = self._field, self._trial, self._merge
        if field is None or trial is None or merge is None or self._passage is None or field.toPlainText().strip():
            return False
        (before, selected), view, id_ = trial, self._view, self._passage.id
        self._close()
        view.apply(Edit(f"Delete {name_of(view.session.journey, id_)}", before, None, None, merge))
        view.set_selection(selected.kept(view.sheet.layout))
        return True

    def _take(self) -> None:
        had_focus = self._field is not None and self._field.hasFocus()
        following, onward = self._following_place() or self._own_place(), self._onward
        self.commit()
        if had_focus:
            self._view.setFocus(Qt.FocusReason.OtherFocusReason)
            if onward is not None:
                onward.enter()
            elif following is not None:
                self._view.select_cell(following)

    def _following_place(self) -> Cell | None:
        """Where the next card goes when a new one has been written: behind it, so that typing on never replaces it."""
        if self._field is None or self._passage is None or not self._field.toPlainText().strip():
            return None
        if self._cell is not None:
            lane = self._view.session.journey.lanes.get(self._cell.lane)
            return self._cell if lane is not None and lane.kind.holds_cards else None
        return None if self._merge is None else self._own_place()

    def _own_place(self) -> Cell | None:
        """The cell of the card that is written, where a text is left of it."""
        if self._field is None or self._passage is None or not self._field.toPlainText().strip():
            return None
        card = self._view.session.journey.cards.get(self._passage.id)
        return None if card is None or card.lane is None or card.stage is None else Cell(card.lane, card.stage)

    def _walk(self, step: Step) -> None:
        """Take over and go on: after a new card to the next place for one, in the stage or the lane beside."""
        view, following, onward = self._view, self._following_place(), self._onward
        self.commit()
        view.setFocus(Qt.FocusReason.OtherFocusReason)
        if onward is not None and step is Step.TAB:
            onward.tab()
            return
        if following is not None:
            view.select_cell(following)
        if step in _LANES.values():
            view.keys.stride(step)
        elif following is not None:
            view.keys.stride(Step.RIGHT if step is Step.TAB else Step.LEFT)
        else:
            view.keys.walk(step)

    def _refuse(self, most: int, count: int) -> None:
        self._view.status_message.emit(too_long(most, count))

    def _close(self) -> None:
        field, self._field = self._field, None
        self._passage, self._onward, self._trial = None, None, None
        if field is not None:
            field.blockSignals(True)
            field.hide()
            field.deleteLater()

    def follow_change(self) -> None:
        """The journey changed under the field (undo, another window): close it where its thing is gone."""
        if self._passage is None or not self._passage.id:
            return
        self._merge = None
        sheet = self._view.sheet
        found = passage(
            self._view.session.journey, sheet.layout, styles_of(sheet.theme.type), self._passage.id, self._passage.part
        )
        if found is None:
            self._close()

    def follow_camera(self) -> None:
        """The map moved or was laid out anew: stand over the text again."""
        if self._field is None or self._passage is None:
            return
        found, sheet = self._passage, self._view.sheet
        if found.id:
            now = passage(sheet.journey, sheet.layout, styles_of(sheet.theme.type), found.id, found.part)
            now = now or found
        else:
            there = None if self._cell is None else new_passage(sheet.layout, styles_of(sheet.theme.type), self._cell)
            now = there or found
        rect = now.rect
        corner = self._view.from_map(Point(rect.x, rect.y)).toPoint()
        scale = self._view.camera.scale / self._view.ratio
        self._set_font()
        # In proportion to the type, so that lines break where the map breaks them.
        width = math.ceil(rect.width * field_scale(found.style, scale))
        if now.edge is not None:
            width = min(width, math.floor((now.edge - rect.x) * scale) - _PADDING)
        width = max(width, _NARROWEST)
        self._field.move(corner.x() - _PADDING, corner.y() - _PADDING)
        self._field.setFixedWidth(width + 2 * _PADDING)
        self._fit()

    def _follow_text(self) -> None:
        self._set_font()
        self._fit()
        self._view.text_written.emit()

    def _make_face(self) -> None:
        """One face of those in which one writes, the card's own first."""
        if not self._unmade:
            self._making.stop()
        elif self._view.isVisible():
            (weight, italic), *self._unmade = self._unmade
            make_face(weight, italic)

    def _set_font(self) -> None:
        """Fonts that have every character of the text, at the size at which the map shows it."""
        field, found, view = self._field, self._passage, self._view
        if field is None or found is None:
            return
        language = view.session.journey.language
        scale = view.camera.scale / view.ratio
        font = field_font(found.style, scale, field.logicalDpiY(), field.toPlainText(), language)
        if font != field.font():
            field.setFont(font)

    def _fit(self) -> None:
        """As high as the text is."""
        field = self._field
        if field is None:
            return
        block, height = field.document().firstBlock(), 0.0
        while block.isValid():
            height += field.blockBoundingRect(block).height()
            block = block.next()
        field.setFixedHeight(round(height) + 2 * _PADDING)

    def _dress(self) -> None:
        field, chrome, theme = self._field, self._view.chrome, self._view.sheet.theme
        if field is None:
            return
        palette = field.palette()
        palette.setColor(QPalette.ColorRole.Base, QColor(theme.surface))
        palette.setColor(QPalette.ColorRole.Text, QColor(theme.text))
        palette.setColor(QPalette.ColorRole.Highlight, QColor(chrome.accent))
        palette.setColor(QPalette.ColorRole.HighlightedText, QColor(chrome.accent_text))
        field.setPalette(palette)
        field.setStyleSheet(
            f"QPlainTextEdit {{ background: {theme.surface}; color: {theme.text}; border: 1px solid {chrome.accent};"
            f" border-radius: 3px; padding: {_PADDING - 1}px; selection-background-color: {chrome.accent};"
            f" selection-color: {chrome.accent_text}; }}"
        )


def _space_after(text: str) -> str:
    """What parts a text from words that are added: nothing in scripts that are written without spaces."""
    return " " if text and not text[-1].isspace() and text[-1] < "\u2e80" else ""
