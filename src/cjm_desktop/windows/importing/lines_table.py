"""A table and its reading go in; it is shown with what each line becomes, and the user's corrections come out as a signal."""

from __future__ import annotations

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication, Qt, Signal
from PySide6.QtGui import QBrush, QColor
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableWidget, QTableWidgetItem, QWidget

from cjm_desktop.formats import table_map
from cjm_desktop.formats.table import Grid
from cjm_desktop.formats.table_map import LEFT_OUT, MORE, STAGE_NAMES, SUB_STAGES, Reading
from cjm_desktop.formats.table_reading import lines_of
from cjm_desktop.model.catalogue import ROLES
from cjm_desktop.theme import Chrome
from cjm_desktop.windows import plain
from cjm_desktop.windows.actions import role_label
from cjm_desktop.windows.controls import Choice

#: What of a larger table is shown; all of it is read.
LINES, PLACES = 60, 30
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


class LinesTable(QTableWidget):
    """The table with its stages running across and a choice in front of each line; `meant` is sent with line and meaning."""

    meant = Signal(int, str)

    def __init__(self, chrome: Chrome, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._chrome = chrome
        self.meanings: list[Choice] = []
        self.setAccessibleName(self.tr("What becomes of the table"))
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        self.horizontalHeader().hide()
        self.setTabKeyNavigation(False)

    def show_table(self, grid: Grid, reading: Reading) -> None:
        """Shows another table, or the same one turned or with its lines called otherwise."""
        rows = lines_of(grid, reading).rows
        lines, places = min(len(rows), LINES), min(len(rows[0]), PLACES)
        self.clear()
        self.setRowCount(lines)
        self.setColumnCount(places + 1)
        self.meanings = []
        names = table_map.line_names(grid, reading)
        for line in range(lines):
            choice = self._choice(line, names[line], reading)
            self.meanings.append(choice)
            self.setCellWidget(line, 0, choice)
            for place in range(places):
                item = QTableWidgetItem(plain.shortened(rows[line][place], _SHOWN))
                item.setFlags(Qt.ItemFlag.ItemIsEnabled)
                self.setItem(line, place + 1, item)
        header = self.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header.setDefaultSectionSize(150)
        self.setColumnWidth(0, 210)
        self.verticalHeader().setDefaultSectionSize(36)
        self.show_reading(reading)

    def show_reading(self, reading: Reading) -> None:
        """Other meanings of the lines; colours say what a cell becomes: names of stages on the accent, those of lanes on a
        pale one, what is left out faint."""
        for choice, now in zip(self.meanings, reading.meanings, strict=False):
            choice.show_data(now)
        chrome = self._chrome
        for line in range(self.rowCount()):
            meaning = reading.meanings[line]
            for place in range(self.columnCount() - 1):
                item = self.item(line, place + 1)
                assert item is not None
                names_stage = meaning == STAGE_NAMES and place != reading.labels
                names_lane = place == reading.labels and meaning not in (STAGE_NAMES, LEFT_OUT)
                ground, ink = chrome.panel, chrome.text
                if names_stage:
                    ground, ink = chrome.accent, chrome.accent_text
                elif names_lane:
                    ground, ink = chrome.accent_pale, chrome.accent_on_pale
                elif meaning == LEFT_OUT or (place == reading.labels):
                    ground, ink = chrome.window, chrome.text_muted
                item.setBackground(QBrush(QColor(ground)))
                item.setForeground(QBrush(QColor(ink)))
                font = item.font()
                font.setBold(names_stage or names_lane)
                font.setStrikeOut(meaning == LEFT_OUT)
                item.setFont(font)

    def _choice(self, line: int, name: str, reading: Reading) -> Choice:
        choice = Choice()
        for meaning in table_map.MEANINGS:
            word = _WORDS.get(meaning)
            text = role_label(meaning) if word is None else QCoreApplication.translate("paste", str(word))
            if meaning in ROLES and word is None:
                text = self.tr("Lane: {role}").format(role=text)
            choice.addItem(text, meaning)
        choice.show_data(reading.meanings[line])
        choice.setAccessibleName(self.tr("“{line}” is").format(line=plain.visible(plain.shortened(name, 40))))
        choice.activated.connect(lambda _index: self.meant.emit(line, str(choice.currentData())))
        return choice
