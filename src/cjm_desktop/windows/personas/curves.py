"""The emotion curves of a persona: each shown, ghosted, hidden or removed, and a further one added."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from cjm_desktop.canvas.guard import guarded
from cjm_desktop.editing.curve import Shown, how_shown
from cjm_desktop.model.journey import Journey
from cjm_desktop.model.records import Curve
from cjm_desktop.windows import controls, plain
from cjm_desktop.windows.controls import Choice
from cjm_desktop.windows.steps import step


def _tr(text: str) -> str:
    return QCoreApplication.translate("curves", text)


def shown_words() -> dict[Shown, str]:
    """What each way to show a curve is called."""
    return {Shown.SHOWN: _tr("Shown"), Shown.GHOST: _tr("Ghost"), Shown.HIDDEN: _tr("Hidden")}


#: The step's label by how a curve is shown from then on.
STEPS = {
    Shown.SHOWN: step("Show emotion curve"),
    Shown.GHOST: step("Show emotion curve as ghost"),
    Shown.HIDDEN: step("Hide emotion curve"),
}


def curve_name(journey: Journey, curve: Curve) -> str:
    """What a curve is called: its label, else its persona's name, else its number."""
    persona = journey.personas.get(curve.persona or "")
    name = curve.label.strip() or (persona.name.strip() if persona is not None else "")
    if not name:
        name = _tr("Curve {number}").format(number=list(journey.curves).index(curve.id) + 1)
    return plain.shortened(name, 40)


def lane_name(journey: Journey, curve: Curve) -> str:
    """What the lane of a curve is called."""
    return plain.shortened(journey.lanes[curve.lane].label, 30) or _tr("Emotions")


@guarded
class CurvesField(QWidget):
    """`shown` carries the id of a curve and how it is to be shown, `removed` an id; `wanted` asks for a further curve."""

    shown = Signal(str, object)
    removed = Signal(str)
    wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: tuple[object, ...] = ()
        self._name = ""
        self.choices: dict[str, Choice] = {}
        self.removers: dict[str, QPushButton] = {}
        self.add = QPushButton()
        controls.press_with_enter(self.add)
        self.add.setProperty("look", "quiet")
        self.add.clicked.connect(self.wanted)
        self._none = plain.label(self.tr("No curve yet"), "muted")
        self._column = QVBoxLayout()
        self._column.setSpacing(6)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self._none)
        column.addLayout(self._column)
        line = QHBoxLayout()
        line.addWidget(self.add)
        line.addStretch()
        column.addLayout(line)

    def show_curves(self, journey: Journey, persona: str) -> None:
        """Shows a persona's curves."""
        curves = [curve for curve in journey.curves.values() if curve.persona == persona]
        name = plain.shortened(journey.personas[persona].name, 24) or self.tr("this persona")
        text = self.tr("Add curve for {name}").format(name=name)
        self.add.setText(plain.mnemonic_free(text))
        self.add.setAccessibleName(text)
        count = dict.fromkeys((curve.id for curve in curves), 0)
        for point in journey.points.values():
            if point.curve in count:
                count[point.curve] += 1
        rows = tuple((curve, count[curve.id], lane_name(journey, curve)) for curve in curves)
        if rows != self._rows or name != self._name:
            self._rows, self._name = rows, name
            self._fill(journey, curves, count)
        self._none.setVisible(not curves)
        for curve in curves:
            self.choices[curve.id].show_data(how_shown(curve))

    def _fill(self, journey: Journey, curves: list[Curve], count: dict[str, int]) -> None:
        focused = next((id_ for id_, choice in self.choices.items() if choice.hasFocus()), None)
        while (item := self._column.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self.choices, self.removers = {}, {}
        for curve in curves:
            self._column.addWidget(self._row(journey, curve, count[curve.id]))
        if focused in self.choices:
            self.choices[focused].setFocus()

    def _row(self, journey: Journey, curve: Curve, points: int) -> QWidget:
        name = curve_name(journey, curve)
        row = QWidget()
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(8)
        told = self.tr("{curve} · {lane} · {points} points").format(
            curve=name, lane=lane_name(journey, curve), points=points
        )
        line.addWidget(plain.label(told, "label"), 1)
        choice = Choice()
        for how, text in shown_words().items():
            choice.addItem(text, how)
        choice.setAccessibleName(self.tr("How the curve {name} is shown").format(name=name))
        choice.activated.connect(lambda index, id_=curve.id: self.shown.emit(id_, Shown(choice.itemData(index))))
        remove = QPushButton(self.tr("Delete"))
        controls.press_with_enter(remove)
        remove.setProperty("look", "quiet")
        remove.setAccessibleName(self.tr("Delete the curve {name}").format(name=name))
        remove.clicked.connect(lambda _=False, id_=curve.id: self.removed.emit(id_))
        line.addWidget(choice)
        line.addWidget(remove)
        self.choices[curve.id], self.removers[curve.id] = choice, remove
        return row
