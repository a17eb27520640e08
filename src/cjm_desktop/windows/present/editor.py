"""Writing while presenting: the current card, stage, or a new card; a field exactly over its text, and one undoable step."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QLabel

from cjm_desktop.canvas.walk import Step as Walked
from cjm_desktop.canvas.writing import Field
from cjm_desktop.canvas.writing_font import field_font, field_scale
from cjm_desktop.editing.fields import too_long
from cjm_desktop.geometry import Rect
from cjm_desktop.model.records import NAME_MAX, TEXT_MAX
from cjm_desktop.model.walkthrough import Step
from cjm_desktop.text.lines import TextStyle
from cjm_desktop.windows import plain
from cjm_desktop.windows.present import edits
from cjm_desktop.windows.present.edits import Place

if TYPE_CHECKING:
    from cjm_desktop.windows.present.stage_window import StageWindow

_EDGE = 4  #: between the field's edge and its text, in device-independent pixels
_NEW_WIDTH, _NEW_BOTTOM = 0.62, 0.72  #: where a new card is written, in shares of the screen


class Editor:
    """The field over the presentation, while there is one."""

    def __init__(self, window: StageWindow) -> None:
        self._window = window
        self.field: Field | None = None
        self._id = ""  #: what is edited; empty while a new card is written
        self._stage = ""
        self._place: Place | None = None
        self._style = TextStyle(9.5)
        self._title: QLabel = plain.label("", parent=window)
        self._title.hide()

    @property
    def is_open(self) -> bool:
        return self.field is not None

    def edit(self) -> None:
        """Opens the current card, else the name of the stage."""
        self.commit()
        step = self._window.talk.step
        id_ = step.thing if step.thing is not None else step.stage
        text = edits.text_of(self._window.talk.session.journey, id_ or "")
        if text is None or id_ is None:
            self._window.notice.say(self._window.tr("This is edited on the map."))
            return
        self._id, self._place = id_, None
        self._open(text)
        assert self.field is not None
        self.field.selectAll()

    def capture(self) -> None:
        """Opens a field for a new card behind the current one, else in the stage's first lane; Tab changes the lane."""
        self.commit()
        talk = self._window.talk
        stage = talk.step.stage
        place = edits.place_for_card(talk.session.journey, talk.step)
        if stage is None:
            self._window.notice.say(self._window.tr("Go to a stage to add a card to it."))
        elif place is None:
            self._window.notice.say(self._window.tr("The map has no lane that takes cards."))
        else:
            self._id, self._stage, self._place = "", stage, place
            self._open("")

    def commit(self) -> None:
        """Takes over what is written, as one step."""
        field, place = self.field, self._place
        if field is None:
            return
        text, id_, window = field.toPlainText(), self._id, self._window
        self._close()
        talk = window.talk
        if place is None:
            window.attempt(lambda: edits.set_text(talk.session, id_, text))
        else:
            made = window.attempt(lambda: edits.add_card(talk.session, self._stage, place, text))
            if isinstance(made, str):
                talk.go_to_new(Step(self._stage, made))

    def follow(self) -> None:
        """The talk went on, or the map changed: goes with the thing, and closes where the thing is gone."""
        if self.field is None:
            return
        if self._place is None:
            step = self._window.talk.step
            if self._id not in (step.thing, step.stage if step.thing is None else None):
                self.commit()
                return
        self.stand()

    def stand(self) -> None:
        """Stands over the text, in its size."""
        field = self.field
        if field is None:
            return
        scale = self._window.scale()
        language = self._window.talk.session.journey.language
        font = field_font(self._style, scale, field.logicalDpiY(), field.toPlainText(), language)
        if font != field.font():
            field.setFont(font)
        rect = self._rect()
        if rect is None:
            return
        field.setFixedWidth(math.ceil(rect.width() * field_scale(self._style, scale) / scale) + 2 * _EDGE)
        block, height = field.document().firstBlock(), 0.0
        while block.isValid():
            height += field.blockBoundingRect(block).height()
            block = block.next()
        room = max(60, self._window.height() - 40)
        tall = min(max(round(height), round(rect.height()) if self._place else 0) + 2 * _EDGE, room)
        field.setFixedHeight(tall)
        y = min(round(rect.y()) - _EDGE, self._window.height() - tall - 12)
        field.move(round(rect.x()) - _EDGE, max(8, y))
        if self._place is not None:
            self._stand_title(field)

    def _rect(self) -> QRectF | None:
        """The place of the text on the screen."""
        window, talk = self._window, self._window.talk
        if self._place is not None:
            width = window.width() * _NEW_WIDTH
            line = self._style.size * self._style.leading * window.scale()
            top = window.height() * _NEW_BOTTOM - 3 * line
            return QRectF((window.width() - width) / 2, top, width, 3 * line)
        slide = talk.deck.slide(talk.step, talk.part)
        if slide is None:
            return None
        if talk.step.thing is None:
            text = slide.head.texts[0]
            return window.on_screen(Rect(text.x, text.y, text.width, text.block.height))
        for share in slide.shares:
            for box in share.cards:
                if box.card.id == self._id:
                    return window.on_screen(box.text.rect)
        return None

    def _open(self, text: str) -> None:
        window = self._window
        # What is written is seen whole.
        window.set_zoom(1.0)
        several = bool(self._place) or self._id in window.talk.session.journey.cards
        styles = window.talk.deck.styles
        self._style = styles.body if several else styles.title
        most = TEXT_MAX if several else NAME_MAX
        field = self.field = Field(window, several, most)
        theme, chrome = window.theme, window.chrome
        field.setStyleSheet(
            f"QPlainTextEdit {{ background: {theme.surface}; color: {theme.text}; border: 2px solid {chrome.accent};"
            f" border-radius: 4px; padding: {_EDGE - 2}px; selection-background-color: {chrome.accent};"
            f" selection-color: {chrome.accent_text}; }}"
        )
        field.setPlainText(text)
        field.moveCursor(QTextCursor.MoveOperation.End)
        field.setAccessibleName(window.tr("New card") if self._place else window.tr("Text"))
        field.taken.connect(self._take)
        field.left.connect(self._take)
        field.walked.connect(self._walk)
        field.refused.connect(lambda count: window.notice.say(too_long(most, count)))
        field.textChanged.connect(self.stand)
        field.show()
        field.raise_()
        self.stand()
        field.setFocus(Qt.FocusReason.OtherFocusReason)

    def _take(self) -> None:
        self.commit()
        self._window.setFocus(Qt.FocusReason.OtherFocusReason)

    def _walk(self, step: object) -> None:
        """Tab: a new card goes into the next lane; else what is written is taken over."""
        if self._place is None or step not in (Walked.TAB, Walked.BACKTAB):
            self._take()
            return
        lanes = [lane.id for lane in edits.lanes_for_cards(self._window.talk.session.journey)]
        if self._place.lane in lanes:
            at = lanes.index(self._place.lane) + (1 if step is Walked.TAB else -1)
            self._place = Place(lanes[at % len(lanes)])
            self.stand()

    def _stand_title(self, field: Field) -> None:
        window, chrome, title = self._window, self._window.chrome, self._title
        assert self._place is not None
        lane = window.talk.session.journey.lanes.get(self._place.lane)
        name = plain.shortened(plain.visible(lane.label or lane.role)) if lane is not None else ""
        title.setText(window.tr("New card in “{lane}” · Tab: another lane · Enter: add").format(lane=name))
        size = max(12, round(window.height() / 52))
        title.setStyleSheet(
            f"background: {chrome.accent}; color: {chrome.accent_text}; font-size: {size}px;"
            f" padding: {size // 3}px {size}px; border-radius: 4px;"
        )
        title.adjustSize()
        title.move(field.x(), field.y() - title.height() - 6)
        title.show()
        title.raise_()
        field.setAccessibleDescription(title.text())

    def _close(self) -> None:
        field, self.field = self.field, None
        self._title.hide()
        if field is not None:
            field.blockSignals(True)
            field.hide()
            field.deleteLater()
