"""Editors of a value between two ends: a slider and the value in figures."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QHBoxLayout, QSlider, QWidget

from cjm_desktop.canvas.guard import guarded
from cjm_desktop.model.records import EMOTION_MAX, EMOTION_MIN
from cjm_desktop.windows import plain
from cjm_desktop.windows.appearance import Appearance
from cjm_desktop.windows.inspector.editors.base import FieldEditor
from cjm_desktop.windows.inspector.editors.text import NumberEditor
from cjm_desktop.windows.inspector.field import Field
from cjm_desktop.windows.inspector.subject import MIXED


@guarded
class _Slider(QSlider):
    """A slider that the wheel does not move in passing."""

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()


class _SliderEditor(FieldEditor):
    """A slider with a line beside it. What is shown is the value times `scale`; the slider has `steps` for one of that."""

    continuous = True
    low, high = 0.0, 1.0
    scale = 1.0
    steps = 10

    def __init__(self, field: Field, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(field, appearance, parent)
        self.slider = _Slider(Qt.Orientation.Horizontal)
        self.slider.setRange(self._steps(self.low), self._steps(self.high))
        self.slider.setSingleStep(1)
        self.slider.setPageStep(max(1, (self.slider.maximum() - self.slider.minimum()) // 8))
        self.slider.setMinimumHeight(22)
        self.slider.valueChanged.connect(lambda steps: self._take(steps / self.steps / self.scale))
        self.slider.sliderReleased.connect(self.left)
        self.number = NumberEditor(field, appearance)
        self.number.line.setFixedWidth(62)
        self.number.edited.connect(self._written)
        self.number.left.connect(self.left)
        line = QHBoxLayout()
        line.setSpacing(10)
        line.addWidget(self.slider, 1)
        line.addWidget(self.number)
        self.row.addLayout(line)

    @property
    def buddy(self) -> QWidget:
        return self.slider

    def named(self, name: str) -> None:
        super().named(name)
        self.number.named(self.tr("{name} in figures").format(name=name))

    def show_value(self, value: Any) -> None:
        number = isinstance(value, float | int)
        self.number.show_value(round(value * self.scale, 6) if number else value)
        self.slider.blockSignals(True)
        self.slider.setValue(self._steps(value if number else (self.low + self.high) / 2))
        self.slider.blockSignals(False)

    def _steps(self, value: float) -> int:
        return round(value * self.scale * self.steps)

    def _written(self, number: float | None) -> None:
        self._take(None if number is None else max(self.low, min(self.high, number / self.scale)))

    def _take(self, value: float | None) -> None:
        if value is not None:
            self.edited.emit(value)


class EmotionEditor(_SliderEditor):
    """A slider from frustrated to delighted; no figures are a gap in the curve."""

    low, high = EMOTION_MIN, EMOTION_MAX

    def __init__(self, field: Field, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(field, appearance, parent)
        self.word = plain.label("", "muted")
        self.row.addWidget(self.word)

    def show_value(self, value: Any) -> None:
        super().show_value(value)
        self.number.line.setPlaceholderText("…" if value is MIXED else self.tr("gap"))
        self.word.setText(self._word(value))
        self.slider.setAccessibleDescription(self.word.text())

    def _word(self, value: Any) -> str:
        if value is MIXED:
            return self.mixed_hint()
        if not isinstance(value, float | int):
            return self.tr("No value: a gap in the curve")
        if value <= -1.5:
            return self.tr("Frustrated")
        if value <= -0.5:
            return self.tr("Unhappy")
        if value < 0.5:
            return self.tr("Neutral")
        return self.tr("Pleased") if value < 1.5 else self.tr("Delighted")

    def _take(self, value: float | None) -> None:
        self.edited.emit(value)


class ShareEditor(_SliderEditor):
    """A share in percent, from 0 at the left edge to 100 at the right one."""

    scale = 100.0
    steps = 1

    def show_value(self, value: Any) -> None:
        super().show_value(value)
        self.number.line.setPlaceholderText("…" if value is MIXED else "%")
