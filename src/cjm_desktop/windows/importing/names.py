"""Names in answers that the map does not have go in; the user says of each which stage or touchpoint it means."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QTableWidget, QTableWidgetItem, QWidget

from cjm_desktop.canvas.guard import guarded
from cjm_desktop.formats.survey_names import Unmatched
from cjm_desktop.windows import plain
from cjm_desktop.windows.controls import Choice

#: So many names have a line, and so many lines are seen at once.
_MOST, _SEEN = 50, 3
_NUMBERS = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_LINE = 36  #: how high a line is


@guarded
class NamesTable(QTableWidget):
    """A line for each name, with a list of the places. `assigned` is sent with a name and a place (empty: left out)."""

    assigned = Signal(str, str)

    def __init__(self, places: Sequence[tuple[str, str]], parent: QWidget | None = None) -> None:
        super().__init__(0, 3, parent)
        self._places = places
        self._shown: tuple[Unmatched, ...] = ()
        self.setAccessibleName(self.tr("Names that are not on the map"))
        self.setHorizontalHeaderLabels([self.tr("Name"), self.tr("Answers"), self.tr("Is on the map")])
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setTabKeyNavigation(False)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(_LINE)
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setSectionsClickable(False)
        header.setSectionResizeMode(0, header.ResizeMode.Stretch)
        header.setSectionResizeMode(1, header.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(2, header.ResizeMode.Stretch)
        for n in (0, 2):
            item = self.horizontalHeaderItem(n)
            assert item is not None
            item.setTextAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)

    def show_names(self, unmatched: tuple[Unmatched, ...]) -> None:
        """Shows other names; the lists of those that are shown already keep the focus."""
        unmatched = unmatched[:_MOST]
        if [one.name for one in unmatched] != [one.name for one in self._shown]:
            self._make_lines(unmatched)
        self._shown = unmatched
        for n, one in enumerate(unmatched):
            count = QTableWidgetItem(f"{one.count:,}")
            count.setTextAlignment(_NUMBERS)
            self.setItem(n, 1, count)
            self.choice(n).show_data(one.place or "")

    def choice(self, n: int) -> Choice:
        """The list of places in a line."""
        found = self.cellWidget(n, 2)
        assert isinstance(found, Choice)
        return found

    def _make_lines(self, unmatched: Sequence[Unmatched]) -> None:
        self.setRowCount(0)
        self.setRowCount(len(unmatched))
        for n, one in enumerate(unmatched):
            name = plain.visible(plain.shortened(one.name, 80))
            self.setItem(n, 0, QTableWidgetItem(name))
            choice = Choice()
            choice.addItem(self.tr("Left out"), "")
            for place, stage in self._places:
                words = plain.shortened(place, 60)
                choice.addItem(plain.visible(f"{plain.shortened(stage, 30)} › {words}" if stage else words), place)
            choice.setAccessibleName(self.tr("What “{name}” is on the map").format(name=name))
            choice.activated.connect(lambda _index, n=n: self._choose(n))
            self.setCellWidget(n, 2, choice)
        lines = min(len(unmatched), _SEEN)
        self.setFixedHeight(self.horizontalHeader().sizeHint().height() + lines * _LINE + 2 * self.frameWidth() + 2)

    def _choose(self, n: int) -> None:
        self.assigned.emit(self._shown[n].name, str(self.choice(n).currentData()))
