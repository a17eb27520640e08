"""The tables of a file go in; the user sees the map that one of them makes, puts right how it is read, and it comes out."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QDialog, QFormLayout, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from cjm_desktop.canvas.guard import guarded
from cjm_desktop.formats import spreadsheet, table_map
from cjm_desktop.formats.errors import FileProblem
from cjm_desktop.formats.imported import Imported
from cjm_desktop.formats.spreadsheet import Found, Tables
from cjm_desktop.formats.table_map import Reading
from cjm_desktop.formats.table_reading import lines_of
from cjm_desktop.model.feelings import SCALES
from cjm_desktop.windows import controls, plain, scripts
from cjm_desktop.windows.controls import Choice, LineField, Switch
from cjm_desktop.windows.importing.lines_table import LINES, PLACES, LinesTable
from cjm_desktop.windows.map_pictures import MapPictures
from cjm_desktop.windows.plain import plural

if TYPE_CHECKING:
    from cjm_desktop.windows.main_window import MainWindow

_PICTURE = QSize(420, 300)
#: So many remarks are shown beside the picture; all are told after the import.
_REMARKS = 5
_MARGINS = (24, 22, 24, 18)


@guarded
class ImportDialog(QDialog):
    """`imported` is the map that was made, or None. FileProblem where the tables are none that a map could be made of."""

    def __init__(self, tables: Tables, window: MainWindow, *, lists: bool = True) -> None:
        super().__init__(window)
        self.imported: Imported | None = None
        self._tables, self._lists = tables, lists
        self._found = tables.tables[tables.best]
        self._reading = self._guess(self._found)
        #: Whether the user has said how a table is to be read that seems to be no map.
        self._insists = False
        self._asked = 0
        self._appearance = window.appearance
        self._pictures = MapPictures(_PICTURE, self.devicePixelRatioF(), self)
        self._pictures.ready.connect(self._take_picture)
        self._pictures.failed.connect(lambda _key, words: self.picture.setText(plain.visible(words)))
        self.setWindowTitle(self.tr("Import"))
        self._make_controls()
        self._lay_out()
        self._connect()
        self._fill()
        self.resize(min(1_180, window.width() - 40), min(760, window.height() - 40))
        self.create_button.setFocus()

    # How it looks

    def heading(self) -> str:
        """What stands at the top."""
        return self.tr("A map of a table")

    def _make_controls(self) -> None:
        self.title = LineField()
        self.title.setMaxLength(200)
        self.title.setText(self._tables.title)
        self.which = Choice()
        for n, found in enumerate(self._tables.tables):
            self.which.addItem(plain.visible(plain.shortened(found.name, 60)), n)
        self.which.show_data(self._tables.best)
        self.direction = Choice()
        self.direction.addItem(self.tr("Across: each column is a stage"), True)
        self.direction.addItem(self.tr("Down: each row is a stage"), False)
        self.labels = Choice()
        self.scale = Choice()
        self.scale.addItem(self.tr("As the numbers look"), "")
        for scale in SCALES:
            self.scale.addItem(scale.replace("-", "\u2212"), scale)
        self.by_line = Switch(self.tr("A card for each line of a cell"))
        self.by_line.setAccessibleName(self.by_line.text())
        self.lists = Switch(self.tr("Also for each entry between “;” or “/”"))
        self.lists.setAccessibleName(self.lists.text())
        self.table = LinesTable(self._appearance.chrome)
        self.picture = plain.label("", "frame", wrap=True)
        self.picture.setFixedSize(_PICTURE + QSize(2, 2))
        self.picture.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.picture.setAccessibleName(self.tr("The map as it would be"))
        self.summary = plain.label("", "strong", wrap=True)
        self.remarks = plain.label("", "notice", wrap=True)
        self.complaint = plain.label("", "error", wrap=True)
        for words in (self.summary, self.remarks, self.complaint):
            words.setFixedWidth(_PICTURE.width() + 2)
        self.create_button = QPushButton(self.tr("Import"))
        self.create_button.setDefault(True)
        self.cancel_button = QPushButton(self.tr("Cancel"))
        controls.press_with_enter(self.cancel_button)
        for button in (self.create_button, self.cancel_button):
            button.setAccessibleName(button.text())

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(*_MARGINS)
        column.setSpacing(12)
        column.addWidget(plain.label(self.heading(), "subtitle"))
        halves = QHBoxLayout()
        halves.setSpacing(22)
        left, right = QVBoxLayout(), QVBoxLayout()
        for half in (left, right):
            half.setSpacing(12)
        fields = QFormLayout()
        fields.setHorizontalSpacing(14)
        fields.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        self._fields = fields
        for text, field in (
            (self.tr("Title"), self.title),
            (self.tr("Table"), self.which),
            (self.tr("Stages run"), self.direction),
            (self.tr("Lanes are named in"), self.labels),
            (self.tr("Feelings in numbers"), self.scale),
        ):
            self._add_field(text, field)
        fields.setRowVisible(self.which, len(self._tables.tables) > 1)
        left.addLayout(fields)
        switches = QHBoxLayout()
        switches.setSpacing(24)
        switches.addWidget(self.by_line)
        switches.addWidget(self.lists)
        switches.addStretch(1)
        left.addLayout(switches)
        left.addWidget(self.table, 1)
        right.addWidget(self.picture)
        right.addWidget(self.summary)
        right.addWidget(self.complaint)
        right.addWidget(self.remarks)
        right.addStretch(1)
        halves.addLayout(left, 1)
        halves.addLayout(right)
        column.addLayout(halves, 1)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(self.cancel_button)
        buttons.addWidget(self.create_button)
        column.addLayout(buttons)

    def _add_field(self, text: str, field: QWidget) -> None:
        label = plain.label(text, "label")
        label.setBuddy(field)
        label.setMinimumHeight(field.sizeHint().height())
        field.setAccessibleName(text)
        self._fields.addRow(label, field)

    def _connect(self) -> None:
        self.create_button.clicked.connect(self._create)
        self.cancel_button.clicked.connect(self.reject)
        self.which.activated.connect(self._choose)
        self.direction.activated.connect(self._flip)
        self.labels.activated.connect(self._relabel)
        self.scale.activated.connect(self._scale)
        self.by_line.toggled.connect(self._follow_lines)
        self.lists.toggled.connect(self._follow_lines)
        self.table.meant.connect(self._mean)

    @property
    def meanings(self) -> list[Choice]:
        """The choice in front of each line that is shown."""
        return self.table.meanings

    def done(self, result: int) -> None:
        self._pictures.stop()
        super().done(result)

    # What the user says

    def _guess(self, found: Found) -> Reading:
        return replace(spreadsheet.reading_of(found), lists=self._lists)

    def _choose(self) -> None:
        found = self._tables.tables[int(self.which.currentData())]
        if found is self._found:
            return
        self._found, self._insists = found, False
        self._reading = self._guess(found)
        self._fill()

    def _flip(self) -> None:
        across = bool(self.direction.currentData())
        if across != self._reading.across:
            self._insists = True
            self._reading = table_map.flipped(self._found.grid, self._reading)
            self._fill()

    def _relabel(self) -> None:
        place = self.labels.currentData()
        if place != self._reading.labels:
            self._insists = True
            self._reading = table_map.relabelled(self._found.grid, self._reading, place)
            self._fill()

    def _scale(self) -> None:
        self._reading = replace(self._reading, scale=str(self.scale.currentData()))
        self._tell()

    def _follow_lines(self) -> None:
        self.lists.setEnabled(self.by_line.isChecked())
        self._reading = replace(self._reading, by_line=self.by_line.isChecked(), lists=self.lists.isChecked())
        self._tell()

    def _mean(self, line: int, meaning: str) -> None:
        self._insists = True
        self._reading = self._reading.with_meaning(line, meaning)
        self.table.show_reading(self._reading)
        self._tell()

    def _create(self) -> None:
        self.imported = self._read()
        if self.imported is not None:
            self.accept()

    # What is shown

    def _fill(self) -> None:
        """Shows the table anew, as its reading turns it."""
        reading = self._reading
        rows = lines_of(self._found.grid, reading).rows
        scripts.serve([text for row in rows[:LINES] for text in row[:PLACES]])
        self.direction.show_data(reading.across)
        self.labels.clear()
        self.labels.addItem(self.tr("No column: each line has its own cells only"), None)
        word = self.tr("Column {number} of the preview")
        for place in range(min(len(rows[0]), PLACES)):
            self.labels.addItem(word.format(number=place + 1), place)
        self.labels.show_data(reading.labels)
        for switch, on in ((self.by_line, reading.by_line), (self.lists, reading.lists)):
            switch.blockSignals(True)
            switch.setChecked(on)
            switch.blockSignals(False)
        self.table.show_table(self._found.grid, reading)
        self._tell()

    def _read(self) -> Imported | None:
        if self._found.refused and not self._insists:
            self.complaint.setText(self._refusal())
            return None
        try:
            return spreadsheet.made(self._tables, self._found, self._reading, self.title.text().strip())
        except FileProblem as problem:
            self.complaint.setText(str(problem))
            return None

    def _refusal(self) -> str:
        """Why the table is hardly a map, and what can be done."""
        parts = [self._found.refused]
        if len(self._tables.tables) > 1:
            parts.append(self.tr("Choose another table above, or say which way its stages run."))
        else:
            parts.append(self.tr("To import it all the same, say which way its stages run or what its lines are."))
        return " ".join(parts)

    def _tell(self) -> None:
        """What the map would be, and what to know of it."""
        made = self._read()
        self.create_button.setEnabled(made is not None)
        self.complaint.setVisible(made is None)
        self._asked += 1
        self._fields.setRowVisible(self.scale, table_map.has_scores(self._found.grid, self._reading))
        rows = lines_of(self._found.grid, self._reading).rows
        remarks = [*made.notes[:_REMARKS]] if made is not None else []
        if made is not None and len(made.notes) > _REMARKS:
            remarks.append(plural(self.tr("%n more remark(s) after the import.", "", len(made.notes) - _REMARKS)))
        if len(rows) > LINES or len(rows[0]) > PLACES:
            remarks.append(self.tr("Only the beginning of the table is shown; all of it is read."))
        self.remarks.setText("\n".join(remarks))
        self.remarks.setVisible(bool(remarks))
        self.summary.setVisible(made is not None)
        if made is None:
            self.picture.clear()
            return
        journey = made.journey
        self._pictures.ask(self._asked, lambda: journey, self._appearance.theme)
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

    def _take_picture(self, key: object, picture: QPixmap, _journey: object) -> None:
        if key == self._asked and self.create_button.isEnabled():
            self.picture.setPixmap(picture)
