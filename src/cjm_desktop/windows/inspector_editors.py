"""One editor widget for each way in which the inspector edits a field; all show a value and send what the user makes of it."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSlider, QVBoxLayout, QWidget

from cjm_desktop.model.records import EMOTION_MAX, EMOTION_MIN
from cjm_desktop.windows import icons, plain
from cjm_desktop.windows.appearance import Appearance
from cjm_desktop.windows.controls import Choice, LineField, Switch, TextArea
from cjm_desktop.windows.flow import flow_widget
from cjm_desktop.windows.inspector_fields import Editor, Field, Option
from cjm_desktop.windows.pictures import choose_picture


class _Mixed:
    """The value of several things that differ."""

    def __repr__(self) -> str:
        return "MIXED"


MIXED = _Mixed()


class FieldEditor(QWidget):
    """An editor. `edited` carries a new value, `left` says that the focus went, so that typing has come to an end."""

    edited = Signal(object)
    left = Signal()

    #: Whether many edits in a row are one step (typing, sliding) until the focus goes.
    continuous = False

    def __init__(self, field: Field, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.field = field
        self.appearance = appearance
        self.row = QVBoxLayout(self)
        self.row.setContentsMargins(0, 0, 0, 0)
        self.row.setSpacing(4)

    @property
    def buddy(self) -> QWidget:
        """The widget that takes the focus and bears the field's name."""
        raise NotImplementedError

    def show_value(self, value: Any) -> None:
        """Shows a value (or MIXED) without sending it, leaving focus and caret where they are."""
        raise NotImplementedError

    def show_options(self, options: Sequence[Option]) -> None:
        """Takes the values to choose from, where the editor has some."""

    def named(self, name: str) -> None:
        """Gives the controls their accessible names."""
        self.buddy.setAccessibleName(name)

    def mixed_hint(self) -> str:
        return self.tr("several values")


class _LineEditor(FieldEditor):
    continuous = True

    def __init__(self, field: Field, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(field, appearance, parent)
        self.line = LineField()
        self.line.setPlaceholderText(field.shown_hint)
        self.line.textEdited.connect(self._send)
        self.line.left.connect(self.left)
        self.row.addWidget(self.line)

    @property
    def buddy(self) -> QWidget:
        return self.line

    def show_value(self, value: Any) -> None:
        mixed = value is MIXED
        self.line.setPlaceholderText(self.mixed_hint() if mixed else self.field.shown_hint)
        self.line.show_text("" if mixed else self._text_of(value))

    def _text_of(self, value: Any) -> str:
        return str(value or "")

    def _send(self, text: str) -> None:
        self.edited.emit(text)


class _NumberEditor(_LineEditor):
    """A number or nothing; what is no number is not sent, and says so.

    What the user writes stays as written until the focus goes: "2" on the way to "200" may be held to a lower limit,
    and "1." on the way to "1.5" be shown as 1.
    """

    whole = False

    def __init__(self, field: Field, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(field, appearance, parent)
        self._value: Any = None
        self._sending = False
        self.line.left.connect(self._show_kept)

    def show_value(self, value: Any) -> None:
        self._value = value
        if not self._sending:
            super().show_value(value)
            self._complain("")

    def _show_kept(self) -> None:
        super().show_value(self._value)
        self._complain("")

    def _text_of(self, value: Any) -> str:
        return "" if value is None else f"{value:.10g}"

    def _parsed(self, text: str) -> tuple[bool, float | int | None]:
        """(whether it is a number or nothing, the number)."""
        text = text.strip().replace("\u2212", "-").replace(" ", "").replace("\u00a0", "")
        if not text:
            return True, None
        try:
            number = int(text) if self.whole else float(text.replace(",", "."))
        except ValueError:
            return False, None
        return math.isfinite(number), number

    def _send(self, text: str) -> None:
        good, number = self._parsed(text)
        if good:
            self._complain("")
            self._sending = True
            self.edited.emit(number)
            self._sending = False
        else:
            self._complain(self.tr("A whole number, please") if self.whole else self.tr("A number, please"))

    def _complain(self, text: str) -> None:
        self.line.setToolTip(plain.tooltip(text))
        self.line.setProperty("wrong", bool(text))
        self.line.style().unpolish(self.line)
        self.line.style().polish(self.line)


class _WholeEditor(_NumberEditor):
    whole = True


class _TextEditor(FieldEditor):
    continuous = True

    def __init__(self, field: Field, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(field, appearance, parent)
        self.area = TextArea(lines=field.lines)
        self.area.setPlaceholderText(field.shown_hint)
        self.area.textChanged.connect(lambda: self._send(self.area.toPlainText()))
        self.area.left.connect(self.left)
        self.row.addWidget(self.area)

    @property
    def buddy(self) -> QWidget:
        return self.area

    def show_value(self, value: Any) -> None:
        mixed = value is MIXED
        self.area.setPlaceholderText(self.mixed_hint() if mixed else self.field.shown_hint)
        self.area.show_text("" if mixed else str(value or ""))

    def _send(self, text: str) -> None:
        self.edited.emit(text)


class _ListEditor(_TextEditor):
    """Texts, one a line; empty lines are for writing on and are not kept."""

    def show_value(self, value: Any) -> None:
        if value is not MIXED and self._texts(self.area.toPlainText()) == tuple(value or ()):
            return
        super().show_value(MIXED if value is MIXED else "\n".join(value or ()))

    @staticmethod
    def _texts(text: str) -> tuple[str, ...]:
        return tuple(line.strip() for line in text.splitlines() if line.strip())

    def _send(self, text: str) -> None:
        self.edited.emit(self._texts(text))


class _ChoiceEditor(FieldEditor):
    def __init__(self, field: Field, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(field, appearance, parent)
        self.choice = Choice()
        self.choice.setIconSize(QSize(15, 15))
        self._options: tuple[Option, ...] | None = None
        self._dressed = ""
        self.choice.activated.connect(lambda index: self.edited.emit(self.choice.itemData(index)))
        self.choice.left.connect(self.left)
        self.row.addWidget(self.choice)

    @property
    def buddy(self) -> QWidget:
        return self.choice

    def show_options(self, options: Sequence[Option]) -> None:
        if tuple(options) == self._options and self._dressed == self.appearance.name:
            return
        self._options, self._dressed = tuple(options), self.appearance.name
        chrome, theme = self.appearance.chrome, self.appearance.theme
        self.choice.blockSignals(True)
        current = self.choice.currentData()
        self.choice.clear()
        for option in options:
            if option.icon.startswith("accent:"):
                colour = theme.accent(option.icon.removeprefix("accent:")).strong
                self.choice.addItem(icons.dot(colour), option.text, option.value)
            elif option.icon:
                name = option.icon if icons.exists(option.icon) else "circle-dot"
                icon = icons.tinted(name, chrome.text_muted, selected=chrome.accent_on_pale, size=15)
                self.choice.addItem(icon, option.text, option.value)
            else:
                self.choice.addItem(option.text, option.value)
        self.choice.blockSignals(False)
        self.choice.show_data(current)

    def show_value(self, value: Any) -> None:
        self.choice.setPlaceholderText(self.mixed_hint() if value is MIXED else "")
        self.choice.show_data(value)


class _SwitchEditor(FieldEditor):
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


class _MarksEditor(FieldEditor):
    """A pill for each sign, pressed where it is set."""

    def __init__(self, field: Field, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(field, appearance, parent)
        self._widget, self._flow = flow_widget()
        self._pills: dict[Any, QPushButton] = {}
        self._dressed = ""
        self.row.addWidget(self._widget)

    @property
    def buddy(self) -> QWidget:
        return next(iter(self._pills.values()), self._widget)

    @property
    def pills(self) -> list[QPushButton]:
        return list(self._pills.values())

    def named(self, name: str) -> None:
        self._widget.setAccessibleName(name)

    def show_options(self, options: Sequence[Option]) -> None:
        for option in options:
            if option.value not in self._pills:
                pill = QPushButton(option.text)
                pill.setProperty("look", "pill")
                pill.setCheckable(True)
                pill.setAccessibleName(option.text)
                pill.clicked.connect(self._send)
                self._pills[option.value] = pill
                self._flow.addWidget(pill)
        if self._dressed != self.appearance.name:
            self._dressed = self.appearance.name
            chrome = self.appearance.chrome
            for option in options:
                pill = self._pills[option.value]
                pill.setIcon(
                    icons.tinted(option.icon, chrome.accent_on_pale, selected=chrome.accent_text, size=13, pad=2)
                )
                pill.setIconSize(QSize(17, 13))

    def show_value(self, value: Any) -> None:
        for mark, pill in self._pills.items():
            pill.setChecked(value is not MIXED and mark in (value or ()))

    def _send(self) -> None:
        self.edited.emit(tuple(mark for mark, pill in self._pills.items() if pill.isChecked()))


class _TagsEditor(FieldEditor):
    """A pill for each tag, which takes it away, and a line to write a further one."""

    def __init__(self, field: Field, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(field, appearance, parent)
        self._widget, self._flow = flow_widget()
        self._tags: tuple[str, ...] | None = None
        self.pills: list[QPushButton] = []
        self._dressed = ""
        self.line = LineField()
        self.line.setPlaceholderText(self.tr("Add a tag"))
        self.line.returnPressed.connect(self._add)
        self.line.left.connect(self._add)
        self.row.addWidget(self._widget)
        self.row.addWidget(self.line)

    @property
    def buddy(self) -> QWidget:
        return self.line

    def show_value(self, value: Any) -> None:
        tags = () if value is MIXED else tuple(value or ())
        if tags == self._tags and self._dressed == self.appearance.name:
            return
        self._tags, self._dressed = tags, self.appearance.name
        for pill in self.pills:
            self._flow.removeWidget(pill)
            pill.hide()
            pill.deleteLater()
        self.pills = []
        for tag in tags:
            name = plain.shortened(tag, 24)
            pill = QPushButton(plain.mnemonic_free(name))
            pill.setProperty("look", "pill")
            pill.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
            pill.setIcon(icons.tinted("x", self.appearance.chrome.accent_on_pale, size=12, pad=2))
            pill.setIconSize(QSize(16, 12))
            pill.setAccessibleName(self.tr("Remove the tag {tag}").format(tag=name))
            pill.setToolTip(plain.tooltip(pill.accessibleName()))
            pill.clicked.connect(lambda _=False, gone=tag: self._remove(gone))
            self._flow.addWidget(pill)
            self.pills.append(pill)
        self._widget.setVisible(bool(tags))

    def _add(self) -> None:
        tag = self.line.text().strip()
        self.line.show_text("")
        if tag and tag not in (self._tags or ()):
            self.edited.emit((*(self._tags or ()), tag))

    def _remove(self, gone: str) -> None:
        self.edited.emit(tuple(tag for tag in self._tags or () if tag != gone))
        self.line.setFocus()


class _EmotionEditor(FieldEditor):
    """A slider from frustrated to delighted and the value in figures; no figures are a gap in the curve."""

    continuous = True
    _STEPS = 10  #: of the slider for one whole value

    def __init__(self, field: Field, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(field, appearance, parent)
        self.slider = QSlider(Qt.Orientation.Horizontal)
        self.slider.setRange(round(EMOTION_MIN * self._STEPS), round(EMOTION_MAX * self._STEPS))
        self.slider.setSingleStep(1)
        self.slider.setPageStep(self._STEPS // 2)
        self.slider.setMinimumHeight(22)
        self.slider.valueChanged.connect(self._slid)
        self.slider.sliderReleased.connect(self.left)
        self.number = _NumberEditor(field, appearance)
        self.number.line.setPlaceholderText(self.tr("gap"))
        self.number.line.setFixedWidth(62)
        self.number.edited.connect(self._written)
        self.number.left.connect(self.left)
        self.word = plain.label("", "muted")
        line = QHBoxLayout()
        line.setSpacing(10)
        line.addWidget(self.slider, 1)
        line.addWidget(self.number)
        self.row.addLayout(line)
        self.row.addWidget(self.word)

    @property
    def buddy(self) -> QWidget:
        return self.slider

    def named(self, name: str) -> None:
        super().named(name)
        self.number.named(self.tr("{name} in figures").format(name=name))

    def show_value(self, value: Any) -> None:
        self.number.show_value(value)
        self.number.line.setPlaceholderText(self.tr("gap"))
        self.slider.blockSignals(True)
        self.slider.setValue(round((value if isinstance(value, float | int) else 0) * self._STEPS))
        self.slider.blockSignals(False)
        self.word.setText(self._word(value))

    def _word(self, value: Any) -> str:
        if not isinstance(value, float | int):
            return self.tr("No value: a gap in the curve")
        if value <= -1.5:
            return self.tr("Frustrated")
        if value <= -0.5:
            return self.tr("Unhappy")
        if value < 0.5:
            return self.tr("Neutral")
        return self.tr("Pleased") if value < 1.5 else self.tr("Delighted")

    def _slid(self, steps: int) -> None:
        self.edited.emit(steps / self._STEPS)

    def _written(self, number: float | None) -> None:
        self.edited.emit(None if number is None else max(EMOTION_MIN, min(EMOTION_MAX, number)))


class _PictureEditor(FieldEditor):
    """Two buttons: one asks for a picture's file, the other takes the picture away."""

    def __init__(self, field: Field, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(field, appearance, parent)
        self.choose = QPushButton()
        self.remove = QPushButton(self.tr("Remove"))
        self.choose.clicked.connect(self._choose)
        self.remove.clicked.connect(self._remove)
        line = QHBoxLayout()
        line.setSpacing(8)
        line.addWidget(self.choose, 1)
        line.addWidget(self.remove)
        self.row.addLayout(line)

    @property
    def buddy(self) -> QWidget:
        return self.choose

    def named(self, name: str) -> None:
        super().named(self.tr("{name}: choose a file").format(name=name))
        self.remove.setAccessibleName(self.tr("{name}: remove").format(name=name))

    def show_value(self, value: Any) -> None:
        self.choose.setText(self.tr("Replace…") if value else self.tr("Choose…"))
        self.remove.setVisible(bool(value))

    def _choose(self) -> None:
        picture = choose_picture(self)
        if picture is not None:
            self.edited.emit(picture)

    def _remove(self) -> None:
        self.choose.setFocus()
        self.edited.emit(None)


_EDITORS: dict[Editor, type[FieldEditor]] = {
    Editor.LINE: _LineEditor,
    Editor.TEXT: _TextEditor,
    Editor.LIST: _ListEditor,
    Editor.TAGS: _TagsEditor,
    Editor.CHOICE: _ChoiceEditor,
    Editor.NUMBER: _NumberEditor,
    Editor.WHOLE: _WholeEditor,
    Editor.EMOTION: _EmotionEditor,
    Editor.SWITCH: _SwitchEditor,
    Editor.MARKS: _MarksEditor,
    Editor.PICTURE: _PictureEditor,
}


def editor_for(field: Field, appearance: Appearance) -> FieldEditor:
    """The editor of a field, with its accessible name."""
    made = _EDITORS[field.editor](field, appearance)
    made.named(field.shown_label)
    return made
