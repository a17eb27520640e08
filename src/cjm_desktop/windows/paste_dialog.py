"""A copied table goes in; the user sees what becomes stage, lane and card, puts it right, and a new map comes out."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication, Qt
from PySide6.QtGui import QBrush, QColor
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QFormLayout,
    QHBoxLayout,
    QHeaderView,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
)

from cjm_desktop.formats import table_map
from cjm_desktop.formats.errors import FileProblem
from cjm_desktop.formats.imported import Imported
from cjm_desktop.formats.table import Grid
from cjm_desktop.formats.table_map import LEFT_OUT, MORE, STAGE_NAMES, SUB_STAGES
from cjm_desktop.model.catalogue import ROLES
from cjm_desktop.windows import plain, scripts
from cjm_desktop.windows.actions import role_label
from cjm_desktop.windows.controls import Choice, LineField, Switch
from cjm_desktop.windows.plain import plural

if TYPE_CHECKING:
    from cjm_desktop.windows.main_window import MainWindow

#: What of a larger table is shown; all of it is read.
_LINES, _PLACES = 60, 30
_SHOWN = 80  #: characters of a cell
_WORDS = {
    STAGE_NAMES: QT_TRANSLATE_NOOP("paste", "Names of the stages"),
    SUB_STAGES: QT_TRANSLATE_NOOP("paste", "Sub-stages"),
    "start": QT_TRANSLATE_NOOP("paste", "Point in time of the stage"),
    "duration": QT_TRANSLATE_NOOP("paste", "Duration of the stage"),
    "customer_goal": QT_TRANSLATE_NOOP("paste", "Goal of the customer"),
    "business_goal": QT_TRANSLATE_NOOP("paste", "Goal of the business"),
    "note": QT_TRANSLATE_NOOP("paste", "Note of the stage"),
    "own": QT_TRANSLATE_NOOP("paste", "A lane of its own"),
    MORE: QT_TRANSLATE_NOOP("paste", "More of the line above"),
    LEFT_OUT: QT_TRANSLATE_NOOP("paste", "Left out"),
}


class PasteDialog(QDialog):
    """`imported` is the map that was made, or None. FileProblem where the table is none that a map could be made of."""

    def __init__(self, grid: Grid, window: MainWindow) -> None:
        super().__init__(window)
        self.imported: Imported | None = None
        self._grid = grid.trimmed()
        self._reading = table_map.guess(self._grid)
        self._chrome = window.appearance.chrome
        scripts.serve([text for row in self._grid.rows[:_LINES] for text in row[:_PLACES]])
        self.setWindowTitle(self.tr("Paste as New Map"))
        self.title = LineField()
        self.title.setMaxLength(200)
        self.title.setText(self.tr("Untitled map"))
        self.direction = Choice()
        self.direction.addItem(self.tr("Across: each column is a stage"), True)
        self.direction.addItem(self.tr("Down: each row is a stage"), False)
        self.labels = Choice()
        self.by_line = Switch(self.tr("A card for each line of a cell"))
        self.by_line.setChecked(True)
        self.by_line.setAccessibleName(self.tr("A card for each line of a cell"))
        self.table = QTableWidget()
        self.table.setAccessibleName(self.tr("What becomes of the table"))
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.table.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.table.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.table.verticalHeader().hide()
        self.table.horizontalHeader().hide()
        self.table.setTabKeyNavigation(False)
        self.meanings: list[Choice] = []
        self.summary = plain.label("", "strong")
        self.remarks = plain.label("", "notice", wrap=True)
        self.complaint = plain.label("", "error", wrap=True)
        self.create_button = QPushButton(self.tr("Create Map"))
        self.create_button.setDefault(True)
        self.create_button.setAccessibleName(self.tr("Create Map"))
        self.cancel_button = QPushButton(self.tr("Cancel"))
        self.cancel_button.setAutoDefault(False)
        self.cancel_button.setAccessibleName(self.tr("Cancel"))
        self.create_button.clicked.connect(self._create)
        self.cancel_button.clicked.connect(self.reject)
        self._lay_out()
        self.direction.show_data(self._reading.across)
        self.direction.activated.connect(self._flip)
        self.labels.activated.connect(self._relabel)
        self.by_line.toggled.connect(self._follow_lines)
        self._fill()
        self.resize(min(980, window.width() - 60), min(640, window.height() - 60))
        self.create_button.setFocus()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 22, 24, 18)
        column.setSpacing(12)
        column.addWidget(plain.label(self.tr("A new map of the copied table"), "subtitle"))
        fields = QFormLayout()
        fields.setHorizontalSpacing(14)
        fields.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        for text, field in (
            (self.tr("Title"), self.title),
            (self.tr("Stages run"), self.direction),
            (self.tr("Lanes are named in"), self.labels),
        ):
            label = plain.label(text, "label")
            label.setBuddy(field)
            field.setAccessibleName(text)
            fields.addRow(label, field)
        column.addLayout(fields)
        column.addWidget(self.by_line)
        column.addWidget(self.table, 1)
        column.addWidget(self.remarks)
        column.addWidget(self.complaint)
        buttons = QHBoxLayout()
        buttons.addWidget(self.summary)
        buttons.addStretch(1)
        buttons.addWidget(self.cancel_button)
        buttons.addWidget(self.create_button)
        column.addLayout(buttons)

    # What the user says

    def _flip(self) -> None:
        across = bool(self.direction.currentData())
        if across != self._reading.across:
            self._reading = table_map.flipped(self._grid, self._reading)
            self._fill()

    def _relabel(self) -> None:
        place = self.labels.currentData()
        if place != self._reading.labels:
            self._reading = table_map.relabelled(self._grid, self._reading, place)
            self._fill()

    def _follow_lines(self, by_line: bool) -> None:
        self._reading = replace(self._reading, by_line=by_line)
        self._tell()

    def _mean(self, line: int, meaning: str) -> None:
        self._reading = self._reading.with_meaning(line, meaning)
        for choice, now in zip(self.meanings, self._reading.meanings, strict=False):
            choice.show_data(now)
        self._paint()
        self._tell()

    def _create(self) -> None:
        self.imported = self._read()
        if self.imported is not None:
            self.accept()

    # What is shown

    def _rows(self) -> tuple[tuple[str, ...], ...]:
        """The lines that are shown, the stages running across as on the map."""
        return (self._grid if self._reading.across else self._grid.transposed()).rows

    def _fill(self) -> None:
        """Shows the table anew, as its reading turns it."""
        rows = self._rows()
        lines, places = min(len(rows), _LINES), min(len(rows[0]), _PLACES)
        self.labels.clear()
        self.labels.addItem(self.tr("No column: each line has its own cells only"), None)
        word = self.tr("Column {number} of the preview")
        for place in range(places):
            self.labels.addItem(word.format(number=place + 1), place)
        self.labels.show_data(self._reading.labels)
        self.table.clear()
        self.table.setRowCount(lines)
        self.table.setColumnCount(places + 1)
        self.meanings = []
        names = table_map.line_names(self._grid, self._reading)
        for line in range(lines):
            choice = self._choice(line, names[line])
            self.meanings.append(choice)
            self.table.setCellWidget(line, 0, choice)
            for place in range(places):
                item = QTableWidgetItem(plain.shortened(rows[line][place], _SHOWN))
                item.setFlags(Qt.ItemFlag.ItemIsEnabled)
                self.table.setItem(line, place + 1, item)
        header = self.table.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header.setDefaultSectionSize(150)
        self.table.setColumnWidth(0, 210)
        self.table.verticalHeader().setDefaultSectionSize(36)
        self._paint()
        self._tell()

    def _choice(self, line: int, name: str) -> Choice:
        choice = Choice()
        for meaning in table_map.MEANINGS:
            word = _WORDS.get(meaning)
            text = role_label(meaning) if word is None else QCoreApplication.translate("paste", str(word))
            if meaning in ROLES and word is None:
                text = self.tr("Lane: {role}").format(role=text)
            choice.addItem(text, meaning)
        choice.show_data(self._reading.meanings[line])
        choice.setAccessibleName(self.tr("“{line}” is").format(line=plain.visible(plain.shortened(name, 40))))
        choice.activated.connect(lambda _index: self._mean(line, str(choice.currentData())))
        return choice

    def _paint(self) -> None:
        """Colours say what a cell becomes: stage names on the accent, lanes' names on a pale one, what is left out faint."""
        chrome = self._chrome
        for line in range(self.table.rowCount()):
            meaning = self._reading.meanings[line]
            for place in range(self.table.columnCount() - 1):
                item = self.table.item(line, place + 1)
                assert item is not None
                names_stage = meaning == STAGE_NAMES and place != self._reading.labels
                names_lane = place == self._reading.labels and meaning not in (STAGE_NAMES, LEFT_OUT)
                ground, ink = chrome.panel, chrome.text
                if names_stage:
                    ground, ink = chrome.accent, chrome.accent_text
                elif names_lane:
                    ground, ink = chrome.accent_pale, chrome.accent_on_pale
                elif meaning == LEFT_OUT or (place == self._reading.labels):
                    ground, ink = chrome.window, chrome.text_muted
                item.setBackground(QBrush(QColor(ground)))
                item.setForeground(QBrush(QColor(ink)))
                font = item.font()
                font.setBold(names_stage or names_lane)
                font.setStrikeOut(meaning == LEFT_OUT)
                item.setFont(font)

    def _read(self) -> Imported | None:
        try:
            return table_map.read(self._grid, self._reading, self.title.text().strip())
        except FileProblem as problem:
            self.complaint.setText(str(problem))
            return None

    def _tell(self) -> None:
        """What the map would be, and what to know of it."""
        made = self._read()
        self.create_button.setEnabled(made is not None)
        self.complaint.setVisible(made is None)
        remarks = list(made.notes[:3]) if made is not None else []
        if len(self._rows()) > _LINES or len(self._rows()[0]) > _PLACES:
            remarks.append(self.tr("Only the beginning of the table is shown; all of it is read."))
        self.remarks.setText("\n".join(remarks))
        self.remarks.setVisible(bool(remarks))
        if made is None:
            self.summary.setText("")
            return
        journey = made.journey
        parts = [
            self.tr("%n stage(s)", "", len(journey.stages)),
            self.tr("%n lane(s)", "", len(journey.lanes)),
            self.tr("%n card(s)", "", len(journey.cards)),
        ]
        if journey.points:
            parts.append(self.tr("%n emotion point(s)", "", len(journey.points)))
        if journey.metrics:
            parts.append(self.tr("%n metric(s)", "", len(journey.metrics)))
        self.summary.setText(" · ".join(map(plural, parts)))
