"""Editors of what is written: a line, some lines, texts one a line, numbers."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QWidget

from cjm_desktop.windows import plain
from cjm_desktop.windows.appearance import Appearance
from cjm_desktop.windows.controls import LineField, TextArea
from cjm_desktop.windows.inspector import numbers
from cjm_desktop.windows.inspector.editors.base import FieldEditor
from cjm_desktop.windows.inspector.editors.completing import CompletingLine
from cjm_desktop.windows.inspector.field import Field
from cjm_desktop.windows.inspector.subject import MIXED


def mark_wrong(line: QWidget, complaint: str) -> None:
    """Shows on a line that what stands in it is not taken, and why; an empty complaint takes that back."""
    line.setToolTip(plain.tooltip(complaint))
    line.setAccessibleDescription(complaint)
    if line.property("wrong") != bool(complaint):
        line.setProperty("wrong", bool(complaint))
        line.style().unpolish(line)
        line.style().polish(line)


class LineEditor(FieldEditor):
    """One line of text, with suggestions where the field has some."""

    continuous = True

    def __init__(self, field: Field, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(field, appearance, parent)
        if field.completions is None:
            self.line = LineField()
        else:
            self.line = CompletingLine(self.completions)
            self.line.chosen.connect(self._send)
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


class NumberEditor(LineEditor):
    """A number or nothing; what is no number is not sent, and says so.

    What the user writes stays as written until the focus goes: "2" on the way to "200" may be held to a lower limit,
    and "1." on the way to "1.5" be shown as 1.
    """

    def __init__(self, field: Field, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(field, appearance, parent)
        self._value: Any = None
        self._sending = False
        self.line.left.connect(self._show_kept)

    def show_value(self, value: Any) -> None:
        self._value = value
        if not self._sending:
            super().show_value(value)
            mark_wrong(self.line, "")

    def _show_kept(self) -> None:
        super().show_value(self._value)
        mark_wrong(self.line, "")

    def _text_of(self, value: Any) -> str:
        return numbers.shown(value)

    def _read(self, text: str) -> Any:
        return numbers.read(text)

    def _wanted(self) -> str:
        return self.tr("A number, please")

    def _send(self, text: str) -> None:
        try:
            value = self._read(text)
        except ValueError:
            mark_wrong(self.line, self._wanted())
            return
        mark_wrong(self.line, "")
        self._sending = True
        try:
            self.edited.emit(self.field.empty if value is None else value)
        finally:
            self._sending = False


class WholeEditor(NumberEditor):
    """A whole number or nothing."""

    def _read(self, text: str) -> Any:
        return numbers.read_whole(text)

    def _wanted(self) -> str:
        return self.tr("A whole number, please")


class NumbersEditor(NumberEditor):
    """Numbers with semicolons between them."""

    def _text_of(self, value: Any) -> str:
        return numbers.shown_series(value or ())

    def _read(self, text: str) -> Any:
        return numbers.read_series(text)

    def _wanted(self) -> str:
        return self.tr("Numbers with semicolons between them, please")


class TextEditor(FieldEditor):
    """Some lines of text."""

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


class ListEditor(TextEditor):
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
