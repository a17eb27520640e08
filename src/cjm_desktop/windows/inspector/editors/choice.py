"""Editors of one of several: a list to choose from, a switch, a row of colours."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QButtonGroup, QHBoxLayout, QPushButton, QWidget

from cjm_desktop.canvas.guard import guarded
from cjm_desktop.windows import icons, plain
from cjm_desktop.windows.appearance import Appearance
from cjm_desktop.windows.controls import Choice, Switch
from cjm_desktop.windows.flow import flow_widget
from cjm_desktop.windows.inspector.editors.base import ICON, FieldEditor, dress_button
from cjm_desktop.windows.inspector.field import Deed, Field, Option
from cjm_desktop.windows.inspector.subject import MIXED


def fill_choice(choice: Choice, options: Sequence[Option], appearance: Appearance) -> None:
    """Puts options with their icons into a choice, which keeps what is chosen, without a signal."""
    chrome, theme = appearance.chrome, appearance.theme
    choice.blockSignals(True)
    current = choice.currentData()
    choice.clear()
    for option in options:
        if option.icon.startswith("accent:"):
            colour = theme.accent(option.icon.removeprefix("accent:")).strong
            choice.addItem(icons.dot(colour), option.text, option.value)
        elif option.icon:
            name = option.icon if icons.exists(option.icon) else "circle-dot"
            icon = icons.tinted(name, chrome.text_muted, selected=chrome.accent_on_pale, size=15)
            choice.addItem(icon, option.text, option.value)
        else:
            choice.addItem(option.text, option.value)
    choice.blockSignals(False)
    choice.show_data(current)


class ChoiceEditor(FieldEditor):
    """One of several, in a list."""

    def __init__(self, field: Field, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(field, appearance, parent)
        self.choice = Choice()
        self.choice.setIconSize(ICON)
        self._options: tuple[Option, ...] | None = None
        self.choice.activated.connect(lambda index: self.edited.emit(self.choice.itemData(index)))
        self.choice.left.connect(self.left)
        self.row.addWidget(self.choice)

    @property
    def buddy(self) -> QWidget:
        return self.choice

    def show_options(self, options: Sequence[Option]) -> None:
        if options != self._options:
            self._options = tuple(options)
            fill_choice(self.choice, options, self.appearance)

    def show_value(self, value: Any) -> None:
        self.choice.setPlaceholderText(self.tr("several") if value is MIXED else "")
        self.choice.show_data(value)

    def dress(self) -> None:
        if self._options is not None:
            fill_choice(self.choice, self._options, self.appearance)


class SwitchEditor(FieldEditor):
    """Yes or no."""

    def __init__(self, field: Field, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(field, appearance, parent)
        self.switch = Switch(field.shown_label)
        self.switch.clicked.connect(lambda on: self.edited.emit(on))
        self.switch.left.connect(self.left)
        self.row.addWidget(self.switch)

    @property
    def buddy(self) -> QWidget:
        return self.switch

    def show_value(self, value: Any) -> None:
        self.switch.setChecked(value is True)
        self.switch.setAccessibleDescription(self.mixed_hint() if value is MIXED else "")
        self.switch.setText(
            self.tr("{field} (several values)").format(field=self.field.shown_label)
            if value is MIXED
            else self.field.shown_label
        )


@guarded
class _Swatch(QPushButton):
    """One colour. `left` is sent when the focus goes, but not when it goes to another colour of the row."""

    left = Signal()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        focused = QApplication.focusWidget()
        if focused is None or focused.parent() is not self.parent():
            self.left.emit()


class SwatchesEditor(FieldEditor):
    """A row of colours, of which one is chosen: one stop of the Tab key, in which arrow keys go on."""

    continuous = True

    def __init__(self, field: Field, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(field, appearance, parent)
        self._widget, self._flow = flow_widget(2)
        self._group = QButtonGroup(self)
        self._group.buttonClicked.connect(self._send)
        self._buttons: dict[Any, QPushButton] = {}
        self._options: tuple[Option, ...] = ()
        self.word = plain.label("", "muted")
        self.row.addWidget(self._widget)
        self.row.addWidget(self.word)

    @property
    def buddy(self) -> QWidget:
        checked = self._group.checkedButton()
        return checked if checked is not None else next(iter(self._buttons.values()), self._widget)

    @property
    def swatches(self) -> dict[Any, QPushButton]:
        """The buttons by the colours' names."""
        return dict(self._buttons)

    def named(self, name: str) -> None:
        self._widget.setAccessibleName(name)

    def show_options(self, options: Sequence[Option]) -> None:
        if self._options:
            return
        self._options = tuple(options)
        for option in options:
            button = _Swatch()
            button.left.connect(self.left)
            button.setProperty("look", "swatch")
            button.setCheckable(True)
            button.setAccessibleName(option.text)
            button.setToolTip(plain.tooltip(option.text))
            button.setIconSize(QSize(16, 16))
            self._buttons[option.value] = button
            self._group.addButton(button)
            self._flow.addWidget(button)
        self.dress()

    def show_value(self, value: Any) -> None:
        button = None if value is MIXED else self._buttons.get(value)
        if button is not None:
            button.setChecked(True)
        else:
            # Qt lets go of the last checked button of an exclusive group only while it is none.
            self._group.setExclusive(False)
            for one in self._buttons.values():
                one.setChecked(False)
            self._group.setExclusive(True)
        named = next((option.text for option in self._options if option.value == value), str(value))
        self.word.setText(self.mixed_hint() if value is MIXED else named)

    def dress(self) -> None:
        for option in self._options:
            button = self._buttons[option.value]
            if option.value is None:
                icon = icons.tinted("ban", self.appearance.chrome.text_muted, size=16)
            else:
                icon = icons.dot(self.appearance.theme.accent(str(option.value)).strong, 16)
            button.setIcon(icon)

    def _send(self, button: QAbstractButton) -> None:
        self.edited.emit(next(value for value, one in self._buttons.items() if one is button))


class NoticeEditor(FieldEditor):
    """A sentence to read, where there is one to say."""

    def __init__(self, field: Field, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(field, appearance, parent)
        self.label = plain.label("", "notice", wrap=True)
        self.row.addWidget(self.label)

    @property
    def buddy(self) -> QWidget:
        return self.label

    def show_value(self, value: Any) -> None:
        text = "" if value is MIXED else str(value or "")
        self.label.setText(text)
        self.setVisible(bool(text))


class ButtonEditor(FieldEditor):
    """Something to be done with what is selected: a deed, or something that the window does."""

    def __init__(self, field: Field, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(field, appearance, parent)
        self.button = QPushButton(field.shown_label)
        self.button.clicked.connect(self._do)
        line = QHBoxLayout()
        line.addWidget(self.button)
        self.row.addLayout(line)
        self.dress()

    @property
    def buddy(self) -> QWidget:
        return self.button

    def show_value(self, value: Any) -> None:
        """A button shows no value."""

    def dress(self) -> None:
        dress_button(self.button, self.field.hint, self.appearance, pad=3)

    def _do(self) -> None:
        if isinstance(self.field.extra, Deed):
            self.done.emit(self.field.extra)
        else:
            self.asked.emit(self.field.extra, None)
