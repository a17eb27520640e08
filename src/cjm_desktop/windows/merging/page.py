"""One conflict on a page: what was there, what each side says with its words marked, and a button for each way out."""

from __future__ import annotations

from itertools import pairwise

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QRadioButton, QVBoxLayout, QWidget

from cjm_desktop.model.journey import Journey
from cjm_desktop.model.records import Conflict
from cjm_desktop.review import conflict_words
from cjm_desktop.review.resolving import Choice, choices_of
from cjm_desktop.windows import plain
from cjm_desktop.windows.merging import wording
from cjm_desktop.windows.merging.preview import Preview

#: None is to decide later.
WAYS: tuple[Choice | None, ...] = (Choice.OURS, Choice.THEIRS, Choice.BOTH, None)


class ConflictPage(QWidget):
    """Shows one conflict at a time; `chosen` is sent with the choice (None: later) when the user makes another one."""

    chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("look", "page")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 10, 0)
        column.setSpacing(5)
        self.title = plain.label("", "strong", wrap=True)
        column.addWidget(self.title)
        self._before_label = plain.label(self.tr("Before"), "label")
        self.before = Preview()
        self.before.setAccessibleName(self.tr("Before"))
        column.addWidget(self._before_label)
        column.addWidget(self.before)
        self._group = QButtonGroup(self)
        self.buttons: dict[Choice | None, QRadioButton] = {}
        self.previews: dict[Choice | None, Preview] = {}
        for way in WAYS:
            word = wording.choice_word(None, way)
            button = self.buttons[way] = QRadioButton(word)
            button.clicked.connect(lambda _=False, way=way: self.chosen.emit(way))
            self._group.addButton(button)
            column.addSpacing(5)
            column.addWidget(button)
            if way is not None:
                preview = self.previews[way] = Preview()
                preview.setAccessibleName(self.tr("{side}: what it says").format(side=word))
                column.addWidget(preview)
        self._later = plain.label(
            self.tr("The map keeps what it has now; both versions stay in the file until somebody decides."),
            "muted",
            wrap=True,
        )
        column.addWidget(self._later)
        column.addStretch(1)
        # What is to be decided comes before what is only to be read.
        stops = [*self.buttons.values(), self.before, *self.previews.values()]
        for one, following in pairwise(stops):
            QWidget.setTabOrder(one, following)

    def show_conflict(self, journey: Journey, conflict: Conflict, choice: Choice | None) -> None:
        """Shows a conflict of the map and what has been chosen for it."""
        self.title.setText(plain.breakable(conflict_words.title_of(journey, conflict)))
        compares = conflict_words.is_text(conflict)
        before = conflict_words.base_words(journey, conflict)
        text_before = conflict.base if compares and isinstance(conflict.base, str) else None
        self.before.show_words(before)
        for part in (self._before_label, self.before):
            part.setVisible(bool(before))
        offered = choices_of(conflict)
        for way, button in self.buttons.items():
            button.setText(wording.choice_word(conflict, way))
            button.setAccessibleName(button.text())
        for way, preview in self.previews.items():
            assert way is not None
            shown = way in offered
            self.buttons[way].setVisible(shown)
            preview.setVisible(shown)
            if shown:
                said = conflict_words.side_words(journey, conflict, way)
                preview.show_words(said, None if way is Choice.BOTH else text_before)
                self.buttons[way].setAccessibleDescription(said)
        self.buttons[choice].setChecked(True)
