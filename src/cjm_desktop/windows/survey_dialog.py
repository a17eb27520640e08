"""A table of answers goes in; the user sees what was answered about each stage, puts right how it is read, and it comes out."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QFormLayout,
    QHBoxLayout,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from cjm_desktop.editing.survey import Survey, SurveyShown
from cjm_desktop.formats.errors import FileProblem
from cjm_desktop.formats.survey import NPS_SCALE, Answers, SurveyMade, SurveyReading, guess, survey_of
from cjm_desktop.model.feelings import SCALES, scale_in
from cjm_desktop.model.journey import Journey
from cjm_desktop.windows import plain, scripts
from cjm_desktop.windows.controls import Choice, LineField

_MARGINS = (24, 22, 24, 18)
_PROMOTERS = "nps"
_NUMBERS = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class SurveyDialog(QDialog):
    """After `exec()`, `made` is what is to be put onto the map as `shown` says. FileProblem where the table is none of answers."""

    def __init__(self, answers: Answers, journey: Journey, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._answers, self._journey = answers, journey
        self._reading = self._guessed()
        self.made: SurveyMade | None = None
        scripts.serve([answers.name, *answers.heads])
        self.setWindowTitle(self.tr("Survey Results"))
        self._make_controls()
        self._lay_out()
        self._read()
        for choice in (self.place, self.score, self.scale):
            choice.currentIndexChanged.connect(self._read)
        self.title.textChanged.connect(self._follow)
        self.put_button.clicked.connect(self.accept)
        self.cancel_button.clicked.connect(self.reject)
        self.resize(620, 560)
        self.put_button.setFocus()

    @property
    def shown(self) -> tuple[SurveyShown, ...]:
        """As what the survey comes onto the map."""
        chosen: tuple[SurveyShown, ...] = self.kind.currentData()
        return chosen

    @property
    def survey(self) -> Survey | None:
        """What was answered, under the title that is written."""
        return None if self.made is None else replace(self.made.survey, title=self.title.text().strip())

    def _guessed(self) -> SurveyReading:
        """The likeliest reading; where there is none, one that the user may put right."""
        try:
            return guess(self._answers, self._journey)
        except FileProblem:
            if len(self._answers.heads) < 2:
                raise
            return SurveyReading(0, 1)

    def _make_controls(self) -> None:
        reading = self._reading
        self.title = LineField()
        self.title.setMaxLength(200)
        self.title.setText(survey_title(self._answers))
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
        self.table = QTableWidget(0, 4)
        self.table.setAccessibleName(self.tr("What was answered"))
        self.table.setHorizontalHeaderLabels(
            [self.tr("Stage or touchpoint"), self.tr("Mean"), self.tr("Answers"), self.tr("Spread (±)")]
        )
        self.table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.table.setTabKeyNavigation(False)
        self.table.verticalHeader().hide()
        self.remarks = plain.label("", "notice", wrap=True)
        self.complaint = plain.label("", "error", wrap=True)
        self.put_button = QPushButton(self.tr("Put on Map"))
        self.put_button.setDefault(True)
        self.cancel_button = QPushButton(self.tr("Cancel"))
        self.cancel_button.setAutoDefault(False)
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
            field.setAccessibleName(text)
            fields.addRow(label, field)
        self._fields = fields
        column.addLayout(fields)
        column.addWidget(self.table, 1)
        column.addWidget(self.remarks)
        column.addWidget(self.complaint)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(self.cancel_button)
        buttons.addWidget(self.put_button)
        column.addLayout(buttons)

    def _read(self) -> None:
        """Reads the answers as the fields say, and shows what comes of it."""
        place, scale = self.place.currentData(), self.scale.currentData()
        self._fields.setRowVisible(self.score, place >= 0)
        promoters = scale == _PROMOTERS
        reading = SurveyReading(
            None if place < 0 else place,
            None if place < 0 else self.score.currentData(),
            NPS_SCALE if promoters else scale,
            promoters,
        )
        if not scale and reading.score is not None:
            reading = replace(reading, scale=scale_in(self._answers.heads[reading.score]))
        try:
            self.made, said = survey_of(self._answers, reading, self._journey, "x"), ""
        except FileProblem as problem:
            self.made, said = None, str(problem)
        self.complaint.setText(plain.visible(said))
        self.complaint.setVisible(bool(said))
        notes = () if self.made is None else self.made.notes
        scripts.serve(notes)
        self.remarks.setText("\n".join(map(plain.visible, notes)))
        self.remarks.setVisible(bool(notes))
        self._show_results()
        self._follow()

    def _show_results(self) -> None:
        results = () if self.made is None else self.made.survey.results
        self.table.setRowCount(len(results))
        for row, result in enumerate(results):
            name = result.label or self._journey.stages[result.stage].name
            spread = "" if result.spread is None else f"{result.spread:.2f}"
            cells = (plain.visible(plain.shortened(name, 80)), f"{result.value:.2f}", f"{result.count:,}", spread)
            for column, text in enumerate(cells):
                item = QTableWidgetItem(text)
                if column:
                    item.setTextAlignment(_NUMBERS)
                self.table.setItem(row, column, item)
        header = self.table.horizontalHeader()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(0, header.ResizeMode.Stretch)

    def _follow(self) -> None:
        self.put_button.setEnabled(self.made is not None and bool(self.title.text().strip()))


def survey_title(answers: Answers) -> str:
    """What the source is called at first: the file's name without its suffix."""
    return answers.name.rsplit(".", 1)[0][:200]
