"""The tables of a file go in; the user sees the map that one of them makes, puts right how it is read, and it comes out.

What takes long is done beside the event loop (`windows.newest`): only what was put right last counts.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize
from PySide6.QtWidgets import (
    QDialog,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from cjm_desktop.canvas.guard import guarded
from cjm_desktop.formats.imported import Imported
from cjm_desktop.formats.spreadsheet import Tables
from cjm_desktop.formats.table_reading import LEFT_OUT
from cjm_desktop.formats.table_scale import ScaleDoubt
from cjm_desktop.model.feelings import SCALES
from cjm_desktop.windows import controls, plain, scripts, thumbnails
from cjm_desktop.windows.chooser import Chooser
from cjm_desktop.windows.controls import Choice, LineField, Switch
from cjm_desktop.windows.importing import meanings
from cjm_desktop.windows.importing.preview import MapPreview
from cjm_desktop.windows.importing.reader import GUESSED, PLACES, Outcome, SheetPart, TableReader, Wish
from cjm_desktop.windows.importing.remarks import Remarks
from cjm_desktop.windows.importing.sheet import SheetView
from cjm_desktop.windows.newest import Newest
from cjm_desktop.windows.plain import plural

if TYPE_CHECKING:
    from cjm_desktop.drawing.primitives import Drawing
    from cjm_desktop.formats.errors import FileProblem
    from cjm_desktop.model.journey import Journey
    from cjm_desktop.windows.main_window import MainWindow

_PICTURE = QSize(420, 220)  #: the least room for it
_REMARKS = 8  #: so many lines of remarks are shown at once
_MARGINS = (24, 22, 24, 18)
_LIST = QSize(340, 480)  #: of what a line can be


@guarded
class ImportDialog(QDialog):
    """`imported` is the map that was made, or None."""

    def __init__(self, tables: Tables, window: MainWindow, *, lists: bool = True) -> None:
        super().__init__(window)
        self.imported: Imported | None = None
        self._tables = tables
        self._wish = Wish(tables.best, lists=lists)
        #: What is shown; None before the first table is read.
        self.outcome: Outcome | None = None
        #: Whether the user wants the map as soon as what was put right last is done.
        self._awaited = False
        self._appearance = window.appearance
        self._work = Newest(self)
        self._reader = TableReader(tables)
        self._drawings = Newest(self)
        self.setWindowTitle(self.tr("Import"))
        self._make_controls()
        self._lay_out()
        self._connect()
        self.resize(min(1_240, window.width() - 40), min(800, window.height() - 40))
        self.create_button.setFocus()
        self._ask()

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
            self.scale.addItem(_signed(scale), scale)
        self.example = plain.label("", "muted", wrap=True)
        self.by_line = Switch(self.tr("A card for each line of a cell"))
        self.by_line.setAccessibleName(self.by_line.text())
        self.lists = Switch(self.tr("Also for each entry of a list in a line"))
        lists = self.tr("“slow; dear”, “1. slow 2. dear”, and “web / app” where most cells are like that")
        self.lists.setToolTip(plain.tooltip(lists))
        self.lists.setAccessibleName(self.lists.text())
        self.table = SheetView(self._appearance.chrome, self._appearance.theme)
        self.hint = plain.label("", "muted", wrap=True)
        self.picture = MapPreview(self._appearance.chrome)
        self.picture.setMinimumSize(_PICTURE)
        self.picture.setAccessibleName(self.tr("The map as it would be"))
        self.summary = plain.label("", "strong", wrap=True)
        self.complaint = plain.label("", "error", wrap=True)
        self.complaint.hide()
        self.summarise_button = QPushButton(self.tr("Summarise It Instead"))
        self.summarise_button.setAccessibleName(self.summarise_button.text())
        summary = self.tr("Makes a map of the log: its activities as stages, with how many come there and when.")
        self.summarise_button.setToolTip(plain.tooltip(summary))
        self.summarise_button.hide()
        controls.press_with_enter(self.summarise_button)
        self.remarks = Remarks(_REMARKS)
        self.bar = QProgressBar()
        self.bar.setRange(0, 0)
        self.bar.setTextVisible(False)
        self.bar.setFixedWidth(120)
        self.bar.setAccessibleName(self.tr("Reading the table …"))
        self.bar.hide()
        self.create_button = QPushButton(self.tr("Import"))
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
            half.setSpacing(10)
        left.addLayout(self._fields())
        switches = QHBoxLayout()
        switches.setSpacing(24)
        switches.addWidget(self.by_line)
        switches.addWidget(self.lists)
        switches.addStretch(1)
        left.addLayout(switches)
        left.addWidget(self.table, 1)
        left.addWidget(self.hint)
        right.addWidget(self.picture, 1)
        right.addWidget(self.summary)
        right.addWidget(self.complaint)
        offers = QHBoxLayout()
        offers.addWidget(self.summarise_button)
        offers.addStretch(1)
        right.addLayout(offers)
        right.addWidget(self.remarks)
        # Where there is no picture, what is said stands at the top.
        right.addStretch(0)
        halves.addLayout(left, 3)
        halves.addLayout(right, 2)
        column.addLayout(halves, 1)
        buttons = QHBoxLayout()
        buttons.setSpacing(10)
        buttons.addWidget(self.bar)
        buttons.addStretch(1)
        buttons.addWidget(controls.foot(self.create_button, self.cancel_button))
        column.addLayout(buttons)
        # Only what is in the dialog can be what Enter presses from every field.
        self.create_button.setDefault(True)

    def _fields(self) -> QGridLayout:
        fields = QGridLayout()
        fields.setHorizontalSpacing(12)
        fields.setVerticalSpacing(8)
        self._names: dict[QWidget, QLabel] = {}
        rows: tuple[tuple[int, int, str, QWidget], ...] = (
            (0, 0, self.tr("Title"), self.title),
            (0, 2, self.tr("Table"), self.which),
            (1, 0, self.tr("Stages run"), self.direction),
            (1, 2, self.tr("Lanes are named in"), self.labels),
            (2, 0, self.tr("Scale of feelings"), self.scale),
        )
        for row, place, text, field in rows:
            label = self._names[field] = plain.label(text, "label")
            label.setBuddy(field)
            field.setAccessibleName(text)
            fields.addWidget(label, row, place)
            wide = 3 if field is self.title and len(self._tables.tables) == 1 else 1
            fields.addWidget(field, row, place + 1, 1, wide)
        fields.addWidget(self.example, 2, 2, 1, 2)
        fields.setColumnStretch(1, 1)
        fields.setColumnStretch(3, 1)
        self._show_field(self.which, len(self._tables.tables) > 1)
        self._show_scale(None)
        return fields

    def _show_field(self, field: QWidget, shown: bool) -> None:
        field.setVisible(shown)
        self._names[field].setVisible(shown)

    def _connect(self) -> None:
        self.create_button.clicked.connect(self._create)
        self.cancel_button.clicked.connect(self.reject)
        self.which.activated.connect(self._choose)
        self.direction.activated.connect(self._turn)
        self.labels.activated.connect(self._relabel)
        self.scale.activated.connect(lambda: self._ask(replace(self._wish, scale=str(self.scale.currentData()))))
        self.by_line.toggled.connect(self._follow_lines)
        self.lists.toggled.connect(self._follow_lines)
        self.table.wanted.connect(self.ask_for)
        self.table.left_out.connect(lambda line: self.mean(line, LEFT_OUT))
        self._work.made.connect(self._show)
        self._work.failed.connect(self._fail)
        self._work.late.connect(self.bar.show)
        self._drawings.made.connect(self._take_picture)
        self._drawings.failed.connect(lambda _problem: self.picture.clear())
        self.summarise_button.clicked.connect(self._summarise)

    @property
    def is_busy(self) -> bool:
        """Whether what was put right last is still being read."""
        return self._work.is_busy

    def done(self, result: int) -> None:
        self._work.stop()
        self._drawings.stop()
        super().done(result)

    # What the user says

    def _choose(self) -> None:
        table = int(self.which.currentData())
        if table != self._wish.table:
            self._ask(Wish(table, by_line=self._wish.by_line, lists=self._wish.lists))

    def _summarise(self) -> None:
        """Takes the summary of a log instead of the log."""
        place = self._summary_of(self._wish.table)
        assert place is not None
        self.which.show_data(place)
        self._choose()
        self.create_button.setFocus()

    def _summary_of(self, table: int) -> int | None:
        """The number of the table that sums up another; None where none does."""
        name = self._tables.tables[table].name
        return next((n for n, found in enumerate(self._tables.tables) if found.summary_of == name), None)

    def _turn(self) -> None:
        across = bool(self.direction.currentData())
        shown = self._wish.across
        if shown is None and self.outcome is not None and self.outcome.wish.turn == self._wish.turn:
            shown = self.outcome.reading.across
        if across != shown:
            self._ask(replace(self._wish, across=across, labels=GUESSED, meanings=()))

    def _relabel(self) -> None:
        if self._is_turning:
            return
        assert self.outcome is not None
        place = self.labels.currentData()
        if place != self.outcome.reading.labels:
            across = self.outcome.reading.across
            self._ask(replace(self._wish, across=across, labels=place, meanings=()))

    def _follow_lines(self) -> None:
        self.lists.setEnabled(self.by_line.isChecked())
        self._ask(replace(self._wish, by_line=self.by_line.isChecked(), lists=self.lists.isChecked()))

    @property
    def _is_turning(self) -> bool:
        """Whether other lines are coming than those that are shown."""
        return self.outcome is None or self.outcome.wish.turn != self._wish.turn

    def ask_for(self, line: int, typed: str = "") -> None:
        """Opens the list of what a line can be, narrowed by what was typed already."""
        if self._is_turning:
            return
        assert self.outcome is not None
        name = plain.visible(plain.shortened(self.outcome.sheet.names[line], 40))
        title = self.tr("What is “{line}”?").format(line=name) if name else self.tr("What is it?")
        entries = tuple(meanings.entries())
        chooser = Chooser(self.tr("What the line is"), title, entries, self._appearance.chrome, self)
        chooser.setObjectName("meanings")
        chooser.show_value(self.table.cells.meaning(line))
        chooser.chosen.connect(lambda meaning: self.mean(line, str(meaning)))
        chooser.open_beside(self.table.place_of(line), _LIST)
        if typed:
            chooser.field.setText(typed)

    def mean(self, line: int, meaning: str) -> None:
        """Takes a line for something else."""
        if self._is_turning:
            return
        assert self.outcome is not None
        reading = self.table.cells.reading
        assert reading is not None
        # What was chosen is seen at once, the map that it makes a moment later.
        self.table.show_part(self.outcome.sheet, reading.with_meaning(line, meaning))
        others = tuple(one for one in self._wish.meanings if one[0] != line)
        self._ask(replace(self._wish, meanings=(*others, (line, meaning))))

    def _create(self) -> None:
        self._awaited = True
        if not self.is_busy:
            self._finish()

    def _finish(self) -> None:
        """Gives out the map that is shown, where there is one."""
        self._awaited = False
        made = None if self.outcome is None else self.outcome.imported
        if made is not None:
            title = self.title.text().strip()
            self.imported = Imported(made.journey.model_copy(update={"title": title}), made.notes)
            self.accept()

    # What is shown

    def _ask(self, wish: Wish | None = None) -> None:
        """Wants what becomes of the table as the user says it now."""
        wish = self._wish = wish or self._wish
        reader = self._reader
        # What was refused may become a map by it.
        self.create_button.setEnabled(True)
        self._work.ask(lambda: reader.outcome(wish))

    def _show(self, outcome: Outcome) -> None:
        self.bar.hide()
        before, self.outcome = self.outcome, outcome
        if before is None or before.sheet is not outcome.sheet:
            scripts.serve([*outcome.sheet.names, *(text for row in outcome.sheet.rows for text in row)])
            self._fill_labels(outcome.sheet, across=outcome.reading.across)
        reading = outcome.reading
        self.direction.show_data(reading.across)
        self.labels.show_data(reading.labels)
        self.scale.show_data(reading.scale)
        for switch, on in ((self.by_line, reading.by_line), (self.lists, reading.lists)):
            switch.blockSignals(True)
            switch.setChecked(on)
            switch.blockSignals(False)
        self.table.show_part(outcome.sheet, reading)
        self._hint(outcome)
        self._show_scale(outcome.doubt)
        self._tell(outcome)
        if self._awaited:
            self._finish()

    def _fail(self, problem: FileProblem) -> None:
        self.bar.hide()
        self._awaited = False
        self._complain(str(problem))

    def _fill_labels(self, sheet: SheetPart, *, across: bool) -> None:
        """Where the lines can be called something."""
        self.labels.clear()
        none = self.tr("No column: rows are not named") if across else self.tr("No row: columns are not named")
        self.labels.addItem(none, None)
        for place in range(min(sheet.places, PLACES)):
            cells = [row[place] for row in sheet.rows] if across else sheet.rows[place]
            first = plain.visible(next((text for text in cells if text), "–"))
            words = self.tr("Column {number}: {text}") if across else self.tr("Row {number}: {text}")
            self.labels.addItem(words.format(number=place + 1, text=plain.shortened(first, 40)), place)

    def _hint(self, outcome: Outcome) -> None:
        if outcome.reading.across:
            words = self.tr("A click on the heading of a row, or Enter in it, says what the row is.")
        else:
            words = self.tr("A click on the heading of a column, or Enter in it, says what the column is.")
        if outcome.sheet.is_cut:
            words += " " + self.tr("Only the beginning of the table is shown; all of it is read.")
        self.hint.setText(words)

    def _show_scale(self, doubt: ScaleDoubt | None) -> None:
        """Asks for the scale of feelings only where the table leaves it open, with what becomes of some numbers."""
        self._show_field(self.scale, doubt is not None)
        self.example.setVisible(doubt is not None)
        if doubt is None:
            return
        self.scale.setItemText(0, self.tr("As the numbers look: {scale}").format(scale=_signed(doubt.scale)))
        if self._wish.scale:
            self.scale.setItemText(0, self.tr("As the numbers look"))
        becomes = self.tr("{number} becomes {feeling}")
        told = [becomes.format(number=_number(n), feeling=self._feeling(value)) for n, value in doubt.examples]
        self.example.setText("; ".join(told))

    def _feeling(self, value: float) -> str:
        """A feeling in figures and in a word."""
        if value >= 1.5:
            word = self.tr("delighted")
        elif value >= 0.5:
            word = self.tr("pleased")
        elif value > -0.5:
            word = self.tr("neutral")
        else:
            word = self.tr("unhappy") if value > -1.5 else self.tr("frustrated")
        return f"{_number(value, signed=True)} ({word})"

    def _complain(self, sentence: str) -> None:
        self.complaint.setText(plain.visible(sentence))
        self.complaint.setVisible(bool(sentence))
        self.summary.setVisible(not sentence)
        self.create_button.setEnabled(not sentence)
        self.picture.setVisible(not sentence)
        if sentence:
            self.picture.clear()
            self.remarks.show_notes(())

    def _refusal(self, outcome: Outcome) -> str:
        """Why the table is hardly a map, and what can be done."""
        if not outcome.may_insist or self._summary_of(outcome.wish.table) is not None:
            return outcome.refused
        if len(self._tables.tables) > 1:
            way = self.tr("Choose another table above, or say which way its stages run.")
        else:
            way = self.tr("To import it all the same, say which way its stages run or what its lines are.")
        return f"{outcome.refused} {way}"

    def _tell(self, outcome: Outcome) -> None:
        """What the map would be, and what to know of it."""
        made = outcome.imported
        offered = made is None and self._summary_of(outcome.wish.table) is not None
        self.summarise_button.setVisible(offered)
        if made is None:
            self._complain(self._refusal(outcome))
            return
        self._complain("")
        self.remarks.show_notes(made.notes)
        journey = made.journey
        theme = self._appearance.theme
        self._drawings.ask(lambda: (journey, thumbnails.drawing_of(journey, theme)))
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

    def _take_picture(self, drawn: tuple[Journey, Drawing | None]) -> None:
        journey, drawing = drawn
        made = None if self.outcome is None else self.outcome.imported
        if made is not None and made.journey is journey:
            self.picture.show_map(drawing, journey)


def _signed(scale: str) -> str:
    """A scale with real minus signs."""
    return scale.replace("-", "\u2212")


def _number(number: float, *, signed: bool = False) -> str:
    return (f"{number:+.2g}" if signed and number else f"{number:.4g}").replace("-", "\u2212")
