"""A table of answers goes in; the user sees what was answered about each stage, puts right how it is read, and it comes out.

Reading thousands of answers is done beside the event loop (`windows.newest`): only what was put right last counts.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QFormLayout,
    QHBoxLayout,
    QProgressBar,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from cjm_desktop.canvas.guard import guarded
from cjm_desktop.editing.survey import Survey, SurveyShown, scale_before, shown_before, title_of_file
from cjm_desktop.formats.errors import FileProblem
from cjm_desktop.formats.survey import (
    NPS_SCALE,
    Answers,
    SurveyMade,
    SurveyReading,
    by_headings,
    guess,
    read_answers,
    survey_of,
)
from cjm_desktop.formats.survey_names import NothingMatchedError, Unmatched
from cjm_desktop.formats.survey_places import Places
from cjm_desktop.model.feelings import SCALES, scale_in
from cjm_desktop.model.journey import Journey
from cjm_desktop.windows import controls, plain, scripts
from cjm_desktop.windows.controls import Choice, LineField
from cjm_desktop.windows.importing.names import NamesTable
from cjm_desktop.windows.importing.remarks import Remarks
from cjm_desktop.windows.newest import Newest
from cjm_desktop.windows.tab_order import tab_as_laid_out

_MARGINS = (24, 22, 24, 18)
_PROMOTERS = "nps"
_NUMBERS = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_SOURCES = 4  #: so many sources are named
_LEAST = 96  #: room for the results, beside all else that may be shown
_REMARKS = 4  #: so many lines of remarks are shown at once


def read_survey(path: Path, journey: Journey) -> tuple[Answers, SurveyReading]:
    """The answers in a file and their likeliest reading, or one that the user may put right; FileProblem where there is none."""
    answers = read_answers(path)
    try:
        return answers, guess(answers, journey)
    except FileProblem:
        if len(answers.heads) < 2:
            raise
        return answers, by_headings(answers)


@guarded
class SurveyDialog(QDialog):
    """After `exec()`, `survey` is what is to be put onto the map as `shown` says; None where nothing is."""

    def __init__(
        self, answers: Answers, reading: SurveyReading, journey: Journey, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._answers, self._journey = answers, journey
        self._reading = reading
        self.made: SurveyMade | None = None
        #: Names that the map does not have, and where the user has put them.
        self._assigned: dict[str, str] = {}
        #: The title of a source that the map has, by which the answers are read; empty for any other.
        self._source = ""
        #: Whether the user wants it as soon as what was put right last is read.
        self._awaited = False
        self._work = Newest(self)
        scripts.serve([answers.name, *answers.heads])
        self.setWindowTitle(self.tr("Survey Results"))
        self._make_controls()
        self._lay_out()
        for choice in (self.place, self.score, self.scale):
            choice.currentIndexChanged.connect(self._read)
        self.title.textChanged.connect(self._follow)
        self.kind.currentIndexChanged.connect(self._follow)
        self.put_button.clicked.connect(self._put)
        self.cancel_button.clicked.connect(self.reject)
        self._work.made.connect(self._show)
        self._work.failed.connect(self._fail)
        self._work.late.connect(self.bar.show)
        self.resize(660, 700 if parent is None else min(700, parent.height() - 40))
        self.put_button.setFocus()
        self._read()

    @property
    def shown(self) -> tuple[SurveyShown, ...]:
        """As what the survey comes onto the map."""
        chosen: tuple[SurveyShown, ...] = self.kind.currentData()
        return chosen

    @property
    def survey(self) -> Survey | None:
        """What was answered, under the title that is written."""
        return None if self.made is None else replace(self.made.survey, title=self.title.text().strip())

    @property
    def is_busy(self) -> bool:
        """Whether what was put right last is still being read."""
        return self._work.is_busy

    def done(self, result: int) -> None:
        self._work.stop()
        super().done(result)

    def _make_controls(self) -> None:
        reading = self._reading
        self.title = LineField()
        self.title.setMaxLength(200)
        self.title.setText(survey_title(self._answers, self._journey))
        self.place, self.score, self.scale, self.kind = Choice(), Choice(), Choice(), Choice()
        self.place.addItem(self.tr("Each stage has a column of its own"), -1)
        for n, head in enumerate(self._answers.heads):
            for choice in (self.place, self.score):
                choice.addItem(plain.visible(plain.shortened(head, 50)), n)
        self.place.show_data(-1 if reading.place is None else reading.place)
        self.score.show_data(0 if reading.score is None else reading.score)
        self.scale.addItem(self.tr("As the numbers look"), "")
        if reading.scale and reading.scale not in SCALES:
            self.scale.addItem(reading.scale.replace("-", "\u2212"), reading.scale)
        for scale in SCALES:
            self.scale.addItem(scale.replace("-", "\u2212"), scale)
        self.scale.addItem(self.tr("0 to 10, promoters less detractors (NPS)"), _PROMOTERS)
        self.scale.show_data(_PROMOTERS if reading.promoters else reading.scale)
        self.kind.addItem(self.tr("An emotion curve"), (SurveyShown.CURVE,))
        self.kind.addItem(self.tr("A row of heat"), (SurveyShown.HEAT,))
        self.kind.addItem(self.tr("A curve and a row"), (SurveyShown.CURVE, SurveyShown.HEAT))
        self.kind.show_data(shown_before(self._journey, self.title.text()) or (SurveyShown.CURVE,))
        self.table = QTableWidget(0, 4)
        self.table.setAccessibleName(self.tr("What was answered"))
        self.table.setHorizontalHeaderLabels(
            [self.tr("Stage or touchpoint"), self.tr("Mean"), self.tr("Answers"), self.tr("Spread (±)")]
        )
        self.table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.table.setTabKeyNavigation(False)
        self.table.verticalHeader().hide()
        self.table.setMinimumHeight(_LEAST)
        header = self.table.horizontalHeader()
        first = self.table.horizontalHeaderItem(0)
        assert first is not None
        first.setTextAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setHighlightSections(False)
        header.setSectionsClickable(False)
        header.setStretchLastSection(False)
        header.setSectionResizeMode(0, header.ResizeMode.Stretch)
        # What becomes of what is on the map already.
        self.again = plain.label("", "muted", wrap=True)
        self.names = NamesTable(Places(self._journey).choices())
        self.names.assigned.connect(self._assign)
        self.strangers = plain.label(self.tr("Not on the map: where do these answers belong?"), "label")
        self.strangers.setBuddy(self.names)
        self.remarks = Remarks(_REMARKS)
        self.complaint = plain.label("", "error", wrap=True)
        self.bar = QProgressBar()
        self.bar.setRange(0, 0)
        self.bar.setTextVisible(False)
        self.bar.setFixedWidth(120)
        self.bar.setAccessibleName(self.tr("Reading the answers …"))
        self.bar.hide()
        self.put_button = QPushButton(self.tr("Put on Map"))
        self.cancel_button = QPushButton(self.tr("Cancel"))
        controls.press_with_enter(self.cancel_button)
        for button in (self.put_button, self.cancel_button):
            button.setAccessibleName(button.text())

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(*_MARGINS)
        column.setSpacing(12)
        heading = self.tr("Answers of {name} on the map").format(
            name=plain.visible(plain.shortened(self._answers.name))
        )
        column.addWidget(plain.label(heading, "subtitle", wrap=True))
        fields = QFormLayout()
        fields.setHorizontalSpacing(14)
        fields.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        for text, field in (
            (self.tr("Source"), self.title),
            (self.tr("Stages are in"), self.place),
            (self.tr("Scores are in"), self.score),
            (self.tr("Scale"), self.scale),
            (self.tr("On the map as"), self.kind),
        ):
            label = plain.label(text, "label")
            label.setBuddy(field)
            label.setMinimumHeight(field.sizeHint().height())
            field.setAccessibleName(text)
            fields.addRow(label, field)
        self._fields = fields
        column.addLayout(fields)
        column.addWidget(self.again)
        column.addWidget(self.table, 1)
        column.addWidget(self.strangers)
        column.addWidget(self.names)
        column.addWidget(self.remarks)
        column.addWidget(self.complaint)
        buttons = QHBoxLayout()
        buttons.setSpacing(10)
        buttons.addWidget(self.bar)
        buttons.addStretch(1)
        buttons.addWidget(controls.foot(self.put_button, self.cancel_button))
        column.addLayout(buttons)
        # Only what is in the dialog can be what Enter presses from every field.
        self.put_button.setDefault(True)
        self.remarks.show_notes(())
        self._show_strangers(())
        self.complaint.hide()

    # What the user says

    def _assign(self, name: str, place: str) -> None:
        """Puts the answers about a name elsewhere."""
        self._assigned[name] = place
        self._read()

    def _read(self) -> None:
        """Wants the answers read as the fields say."""
        place, scale = self.place.currentData(), self.scale.currentData()
        self._fields.setRowVisible(self.score, place >= 0)
        promoters = scale == _PROMOTERS
        reading = SurveyReading(
            None if place < 0 else place,
            None if place < 0 else self.score.currentData(),
            NPS_SCALE if promoters else scale,
            promoters,
            tuple(self._assigned.items()),
        )
        if not scale and reading.score is not None:
            reading = replace(reading, scale=scale_in(self._answers.heads[reading.score]))
        answers, journey = self._answers, self._journey
        # The title is what is written when it is put on the map; any that the map does not have does until then.
        title = self._source or "x"
        self._work.ask(lambda: survey_of(answers, reading, journey, title))
        self._follow()

    def _put(self) -> None:
        self._awaited = True
        if not self.is_busy:
            self._finish()

    def _finish(self) -> None:
        self._awaited = False
        if self.made is not None and self.title.text().strip():
            self.accept()

    # What is shown

    def _show(self, made: SurveyMade) -> None:
        self.made = made
        self._show_strangers(made.unmatched)
        self._say("")

    def _fail(self, problem: FileProblem) -> None:
        self.made = None
        self._show_strangers(problem.unmatched if isinstance(problem, NothingMatchedError) else ())
        self._say(str(problem))

    def _show_strangers(self, unmatched: tuple[Unmatched, ...]) -> None:
        self.names.show_names(unmatched)
        for widget in (self.strangers, self.names):
            widget.setVisible(bool(unmatched))
        tab_as_laid_out(self)

    def _say(self, complaint: str) -> None:
        self.bar.hide()
        self.complaint.setText(plain.visible(complaint))
        self.complaint.setVisible(bool(complaint))
        self.remarks.show_notes(() if self.made is None else self.made.notes)
        self._show_results()
        self._follow()
        if self._awaited:
            self._finish()

    def _show_results(self) -> None:
        results = () if self.made is None else self.made.survey.results
        self.table.setRowCount(len(results))
        for row, result in enumerate(results):
            name = result.label or self._journey.stages[result.stage].name
            spread = "" if result.spread is None else f"{result.spread:.2f}"
            cells = (plain.visible(plain.shortened(name, 80)), f"{result.value:.2f}", f"{result.count:,}", spread)
            for column, text in enumerate(cells):
                item = QTableWidgetItem(text.replace("-", "\u2212") if column else text)
                if column:
                    item.setTextAlignment(_NUMBERS)
                self.table.setItem(row, column, item)

    def _follow(self) -> None:
        title = self.title.text().strip()
        # While it is being read, the button takes what comes of it.
        self.put_button.setEnabled((self.made is not None or self.is_busy) and bool(title))
        before = shown_before(self._journey, title) or ()
        words = ""
        if SurveyShown.CURVE in before and SurveyShown.CURVE in self.shown:
            words = self.tr("The map has a curve from this source; it is brought up to date.")
        if SurveyShown.HEAT in before and SurveyShown.HEAT in self.shown:
            words = (
                self.tr("The map has a curve and a row from this source; they are brought up to date.")
                if words
                else self.tr("The map has a row from this source; it is brought up to date.")
            )
        self.again.setText(words or self._of_new())
        source = title if before else ""
        if source != self._source:
            # What is known of that source, its scale and its names, counts from now on.
            self._source = source
            self._read()

    def _of_new(self) -> str:
        """What to know of a source that the map does not have yet."""
        titles = [source.title for source in self._journey.sources.values() if source.title]
        known = [one for one in titles if shown_before(self._journey, one) and scale_before(self._journey, one)]
        if known:
            words = self.tr("This is a new source. To bring one that is on the map up to date, name it here: {names}.")
            listed = ", ".join(f"“{plain.shortened(name, 40)}”" for name in known[:_SOURCES])
            return plain.visible(words.format(names=listed))
        return self.tr("Later answers under this source name, or from a file of this name, will bring it up to date.")


def survey_title(answers: Answers, journey: Journey) -> str:
    """What the source is called at first: as when the file came before, else by the file's name without its suffix."""
    return title_of_file(journey, answers.name) or answers.name.rsplit(".", 1)[0][:200]
