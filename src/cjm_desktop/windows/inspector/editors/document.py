"""Editors of a map's own particulars: its date with a calendar, its language, its blueprint lines; and a connector's ends."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QDate, QPoint, Qt
from PySide6.QtGui import QTextCharFormat
from PySide6.QtWidgets import (
    QCalendarWidget,
    QFrame,
    QHBoxLayout,
    QMenu,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from cjm_desktop.canvas.guard import guarded
from cjm_desktop.model.journey import Journey
from cjm_desktop.model.records import BlueprintLine, Card, LineKind
from cjm_desktop.windows import icons, plain
from cjm_desktop.windows.appearance import Appearance
from cjm_desktop.windows.controls import LineField, Switch
from cjm_desktop.windows.inspector.editors.base import FieldEditor, dress_button, icon_button, name_button
from cjm_desktop.windows.inspector.editors.choice import ChoiceEditor
from cjm_desktop.windows.inspector.editors.completing import CompletingLine
from cjm_desktop.windows.inspector.editors.text import LineEditor, mark_wrong
from cjm_desktop.windows.inspector.field import Field, Option, tr
from cjm_desktop.windows.inspector.options import LINE_KINDS, stage_names
from cjm_desktop.windows.inspector.subject import MIXED

_ISO = Qt.DateFormat.ISODate


@guarded
class _CalendarPopup(QFrame):
    """A month to pick a day from; Esc closes it."""

    def __init__(self, parent: QWidget, appearance: Appearance) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setProperty("look", "popup")
        self.calendar = QCalendarWidget()
        self.calendar.setAccessibleName(self.tr("Calendar"))
        self.calendar.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        # Qt makes weekends red and the arrows black, whatever the theme.
        for day in (Qt.DayOfWeek.Saturday, Qt.DayOfWeek.Sunday):
            self.calendar.setWeekdayTextFormat(day, QTextCharFormat())
        for name, icon in (("qt_calendar_prevmonth", "chevron-left"), ("qt_calendar_nextmonth", "chevron-right")):
            button = self.calendar.findChild(QToolButton, name)
            if button is not None:
                button.setIcon(icons.icon(icon, appearance.chrome))
        column = QVBoxLayout(self)
        column.setContentsMargins(6, 6, 6, 6)
        column.addWidget(self.calendar)


class DateEditor(LineEditor):
    """A date as the user writes it; a day that is picked from the calendar is written as 2026-11-21."""

    def __init__(self, field: Field, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(field, appearance, parent)
        self.row.removeWidget(self.line)
        self.pick = icon_button("calendar", self.tr("Pick a day"), appearance)
        self.pick.clicked.connect(self.open_calendar)
        line = QHBoxLayout()
        line.setSpacing(2)
        line.addWidget(self.line, 1)
        line.addWidget(self.pick)
        self.row.addLayout(line)

    def dress(self) -> None:
        dress_button(self.pick, "calendar", self.appearance)

    def open_calendar(self) -> QCalendarWidget:
        """Shows the calendar below the field."""
        popup = _CalendarPopup(self, self.appearance)
        popup.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        day = QDate.fromString(self.line.text().strip(), _ISO)
        popup.calendar.setSelectedDate(day if day.isValid() else QDate.currentDate())

        def take(day: QDate) -> None:
            popup.close()
            self.left.emit()
            self.edited.emit(day.toString(_ISO))
            self.left.emit()

        popup.calendar.clicked.connect(take)
        popup.calendar.activated.connect(take)
        popup.adjustSize()
        corner = self.mapToGlobal(QPoint(0, self.height() + 2))
        room = self.screen().availableGeometry()
        corner.setX(max(room.left(), min(corner.x(), room.right() - popup.width())))
        if corner.y() + popup.height() > room.bottom():
            corner.setY(self.mapToGlobal(QPoint(0, 0)).y() - popup.height() - 2)
        popup.move(corner)
        popup.show()
        popup.calendar.setFocus()
        return popup.calendar


_ANOTHER = "another language"
_CODE = re.compile(r"[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*")


class LanguageEditor(ChoiceEditor):
    """A language by its name; “another” opens a line for a code such as “cy”."""

    def __init__(self, field: Field, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(field, appearance, parent)
        self.choice.activated.disconnect()
        self.choice.activated.connect(self._choose)
        self.code = LineField()
        self.code.setPlaceholderText(self.tr("Code of the language, such as “cy”"))
        self.code.setMaxLength(35)
        self.code.textEdited.connect(self._check)
        self.code.returnPressed.connect(self._take)
        self.code.left.connect(self._give_up)
        self.code.hide()
        self.row.addWidget(self.code)

    def named(self, name: str) -> None:
        super().named(name)
        self.code.setAccessibleName(self.tr("Code of the language"))

    def show_options(self, options: Sequence[Option]) -> None:
        super().show_options((*options, Option(_ANOTHER, self.tr("Another language…"))))

    def show_value(self, value: Any) -> None:
        if self.code.isHidden():
            super().show_value(value)

    def _choose(self, index: int) -> None:
        code = self.choice.itemData(index)
        if code == _ANOTHER:
            self.code.show()
            self.code.setFocus()
        else:
            self.code.hide()
            self.edited.emit(code)

    def _check(self, text: str) -> None:
        wrong = bool(text) and not _CODE.fullmatch(text.strip() + ("a" if len(text.strip()) == 1 else ""))
        mark_wrong(self.code, self.tr("Letters, and perhaps a hyphen with more, as in “pt-BR”") if wrong else "")

    def _take(self) -> None:
        code = self.code.text().strip()
        if _CODE.fullmatch(code):
            self.code.clear()
            self.code.hide()
            self.choice.setFocus()
            self.edited.emit(code)

    def _give_up(self) -> None:
        if self.code.isHidden():
            return
        self._take()
        self.code.clear()
        self.code.hide()
        self.show_value(self.journey.language)


class _LineBlock(QFrame):
    """One of the three lines: whether it is shown, its label, and above which lanes it stands."""

    def __init__(self, kind: LineKind) -> None:
        super().__init__()
        self.setProperty("look", "block")
        word = tr(LINE_KINDS[kind])
        self.shown = Switch(word)
        self.shown.setAccessibleName(self.tr("{line}: shown").format(line=word))
        self.label = LineField()
        self.label.setPlaceholderText(word)
        self.label.setAccessibleName(self.tr("{line}: label").format(line=word))
        self.roles = QPushButton()
        self.roles.setProperty("look", "row")
        self.roles.setAccessibleName(word)
        self._word = word
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 6, 8, 6)
        column.setSpacing(4)
        column.addWidget(self.shown)
        column.addWidget(self.label)
        column.addWidget(self.roles)

    def show_line(self, line: BlueprintLine | None, roles: dict[str, str]) -> None:
        """Shows a line, or that there is none of the kind; `roles` are names of roles."""
        self.shown.setChecked(line is not None and not line.hidden)
        self.label.setVisible(line is not None)
        self.roles.setVisible(line is not None)
        if line is None:
            return
        self.label.show_text(line.label)
        names = ", ".join(roles.get(role, role) for role in line.before)
        text = self.tr("Above: {roles}").format(roles=names) if names else self.tr("Above: choose lanes…")
        self.roles.setText(plain.mnemonic_free(plain.shortened(text, 34)))
        name_button(self.roles, f"{self._word}. {text}")


class LinesEditor(FieldEditor):
    """A block for each kind of line. What it sends is (kind, "shown", "label" or "before", value)."""

    continuous = True

    def __init__(self, field: Field, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(field, appearance, parent)
        self._lines: dict[LineKind, BlueprintLine] = {}
        self._options: tuple[Option, ...] = ()
        self.blocks: dict[LineKind, _LineBlock] = {}
        self.row.setSpacing(6)
        for kind in LineKind:
            block = self.blocks[kind] = _LineBlock(kind)
            block.shown.clicked.connect(lambda on, kind=kind: self._send(kind, "shown", on))
            block.label.textEdited.connect(lambda text, kind=kind: self._send(kind, "label", text))
            block.label.left.connect(self.left)
            block.roles.clicked.connect(lambda _=False, kind=kind: self.open_roles(kind))
            self.row.addWidget(block)

    @property
    def buddy(self) -> QWidget:
        """What is missing comes first: the switch of the first line that is not shown."""
        switches = [block.shown for block in self.blocks.values()]
        return next((switch for switch in switches if not switch.isChecked()), switches[0])

    def named(self, name: str) -> None:
        self.setAccessibleName(name)

    def show_options(self, options: Sequence[Option]) -> None:
        self._options = tuple(options)

    def show_value(self, value: Any) -> None:
        lines: tuple[BlueprintLine, ...] = value or ()
        self._lines = {line.kind: line for line in reversed(lines)}
        roles = {option.value: option.text for option in self._options}
        for kind, block in self.blocks.items():
            block.show_line(self._lines.get(kind), roles)

    def open_roles(self, kind: LineKind) -> QMenu:
        """Shows the roles of which the first one's lane lies below the line."""
        line = self._lines[kind]
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.setAccessibleName(self.tr("Lanes below the line"))
        for option in self._options:
            action = menu.addAction(plain.mnemonic_free(option.text))
            action.setCheckable(True)
            action.setChecked(option.value in line.before)
            action.triggered.connect(lambda on, role=option.value: self._set_role(kind, role, on))
        button = self.blocks[kind].roles
        menu.popup(button.mapToGlobal(QPoint(0, button.height())))
        return menu

    def _set_role(self, kind: LineKind, role: str, on: bool) -> None:
        before = tuple(one for one in self._lines[kind].before if one != role)
        self._send(kind, "before", (*before, role) if on else before)

    def _send(self, kind: LineKind, key: str, value: Any) -> None:
        if key != "label":
            self.left.emit()
        self.edited.emit((kind, key, value))
        if key != "label":
            self.left.emit()


class EndEditor(FieldEditor):
    """The card at an end of a connector: found by its text, and a button that selects it."""

    def __init__(self, field: Field, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(field, appearance, parent)
        self._id: str | None = None
        self._cards: dict[str, str] = {}
        self.line = CompletingLine(self._offered)
        self.line.setPlaceholderText(self.tr("Text of a card"))
        self.line.chosen.connect(self._choose, Qt.ConnectionType.QueuedConnection)
        self.line.returnPressed.connect(lambda: self._choose(self.line.text()))
        self.line.left.connect(self._show)
        self.show_it = icon_button("crosshair", self.tr("Select this card"), appearance)
        self.show_it.clicked.connect(lambda: self.asked.emit("select", self._id))
        line = QHBoxLayout()
        line.setSpacing(4)
        line.addWidget(self.line, 1)
        line.addWidget(self.show_it)
        self.row.addLayout(line)

    @property
    def buddy(self) -> QWidget:
        return self.line

    def named(self, name: str) -> None:
        super().named(name)
        name_button(self.show_it, self.tr("{end}: select this card").format(end=name))

    def show_value(self, value: Any) -> None:
        self._id = None if value is MIXED else value
        if not self.line.isModified():
            self._show()

    def dress(self) -> None:
        dress_button(self.show_it, "crosshair", self.appearance)

    def _show(self) -> None:
        card = self.journey.cards.get(self._id or "")
        self.line.show_text("" if card is None else _card_text(self.journey, card))
        self.line.setModified(False)

    def _offered(self) -> list[str]:
        """All cards of the map by their texts, each under one that is its own."""
        self._cards = {}
        for card in self.journey.cards.values():
            text = named = _card_text(self.journey, card)
            number = 2
            while named in self._cards:
                named, number = f"{text} ({number})", number + 1
            self._cards[named] = card.id
        return list(self._cards)

    def _choose(self, text: str) -> None:
        id_ = self._cards.get(text)
        self.line.setModified(False)
        if id_ is None or id_ == self._id:
            self._show()
        else:
            self.edited.emit(id_)


def _card_text(journey: Journey, card: Card) -> str:
    text = plain.shortened(card.text, 60) or tr("Card without text")
    stage = journey.stages.get(card.stage or "")
    return text if stage is None else f"{text} · {stage_names(journey)[stage.id]}"
