"""Three versions of a map go in; the user sees what each side did and decides what clashes; one map comes out, or None."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QListWidgetItem,
    QPushButton,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from cjm_desktop.editing.sharing import shared_with
from cjm_desktop.model.journey import TABLES, Journey
from cjm_desktop.model.records import Conflict
from cjm_desktop.review.conflict_words import title_of
from cjm_desktop.review.difference_words import in_words
from cjm_desktop.review.differences import differences
from cjm_desktop.review.merging import Key, key_of, merge
from cjm_desktop.review.resolving import Choice, choices_of, default_of, resolve
from cjm_desktop.windows import controls, plain, scripts
from cjm_desktop.windows.merging import wording
from cjm_desktop.windows.merging.lines import LineList
from cjm_desktop.windows.merging.page import ConflictPage
from cjm_desktop.windows.plain import plural

#: So many changes of a side are told one by one.
_MOST_TOLD = 300


def merge_in_dialog(base: Journey, ours: Journey, theirs: Journey, parent: QWidget | None) -> Journey | None:
    """The map with both sides' changes since `base`, as the user decided; None where they thought better of it.

    An empty base says that it is not known what both began with. What the user leaves for later stays in the map as
    its `conflicts`.
    """
    # What was read from files is compared in a fraction of the time once equal records are the same objects.
    base, theirs = shared_with(ours, base), shared_with(ours, theirs)
    merged = merge(base, ours, theirs)
    if any(getattr(base, table) for table in TABLES):
        told = (in_words(differences(base, ours), _MOST_TOLD), in_words(differences(base, theirs), _MOST_TOLD))
    else:
        told = ((), in_words(differences(ours, merged.journey), _MOST_TOLD))
    return _decided(MergeDialog(merged.journey, merged.conflicts, told, parent))


def resolve_in_dialog(journey: Journey, parent: QWidget | None) -> Journey | None:
    """The map with decisions on the conflicts that are open in it; None where the user thought better of it."""
    return _decided(MergeDialog(journey, journey.conflicts, None, parent))


def _decided(dialog: MergeDialog) -> Journey | None:
    taken = dialog.exec() == QDialog.DialogCode.Accepted
    dialog.deleteLater()
    return resolve(dialog.journey, dialog.choices) if taken else None


class MergeDialog(QDialog):
    """`journey` is the map as it is merged so far. `choices` are the decisions on its conflicts; for what is left for
    later there is none. `told` is what you and the other side did, in sentences; None where it is not to be told."""

    def __init__(
        self,
        journey: Journey,
        conflicts: Sequence[Conflict],
        told: tuple[Sequence[str], Sequence[str]] | None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.journey = journey
        self._conflicts = tuple(conflicts)
        self.choices: dict[Key, Choice] = {key_of(one): default_of(one) for one in self._conflicts}
        scripts.serve_map(journey)
        scripts.serve(text for side in told or () for text in side)
        scripts.serve(
            text for one in self._conflicts for text in (one.base, one.ours, one.theirs) if isinstance(text, str)
        )
        self.setWindowTitle(self.tr("Merge Maps") if told is not None else self.tr("Resolve Conflicts"))
        self.setWindowModality(Qt.WindowModality.WindowModal if parent else Qt.WindowModality.ApplicationModal)
        self.mine = self._sentences(self.tr("What you changed"))
        self.other = self._sentences(self.tr("What comes from the other version"))
        self.list = LineList()
        self.list.setAccessibleName(self.tr("Conflicts"))
        self.page = ConflictPage()
        self.all_mine = self._button(self.tr("Mine for All"), Choice.OURS)
        self.all_other = self._button(self.tr("The Other for All"), Choice.THEIRS)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(24, 22, 24, 18)
        self._column.setSpacing(10)
        self._head(told)
        if told is not None:
            self._tell(*told)
        if self._conflicts:
            self._lay_out_conflicts()
        self._foot(told is None)
        self._fit(told is not None)

    # What is there

    def _head(self, told: tuple[Sequence[str], Sequence[str]] | None) -> None:
        count = len(self._conflicts)
        if told is None:
            title = plural(self.tr("%n conflict(s) of a merge to decide on", "", count))
            text = self.tr("Both sides changed the same thing in different ways. The map holds one of them for now.")
        elif count:
            title = plural(self.tr("Both versions become one map, but for %n conflict(s)", "", count))
            text = self.tr("Everything else has been put together. Where you choose nothing, yours stays.")
        elif told[1]:
            title = self.tr("Both versions become one map")
            text = self.tr("No two changes clash, so nothing of either side is lost.")
        else:
            title = self.tr("The other version brings nothing new")
            text = self.tr("Your map has all that it says.")
        self._column.addWidget(plain.label(title, "subtitle", wrap=True))
        self._column.addWidget(plain.label(text, "muted", wrap=True))

    def _tell(self, mine: Sequence[str], other: Sequence[str]) -> None:
        line = QHBoxLayout()
        line.setSpacing(14)
        for box, sentences in ((self.mine, mine), (self.other, other)):
            if box is self.mine and not mine:
                continue
            side = QVBoxLayout()
            side.setSpacing(5)
            side.addWidget(plain.label(box.accessibleName(), "label"))
            for sentence in sentences or (self.tr("Nothing"),):
                box.addItem(plain.breakable(sentence))
            side.addWidget(box)
            line.addLayout(side, 1)
        self._column.addLayout(line, 2)

    def _lay_out_conflicts(self) -> None:
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(1, 0, 1, 0)
        column.setSpacing(6)
        column.addWidget(self.list, 1)
        if len(self._conflicts) > 1:
            row = QHBoxLayout()
            row.addWidget(self.all_mine)
            row.addWidget(self.all_other)
            column.addLayout(row)
        split = QSplitter(Qt.Orientation.Horizontal)
        split.setChildrenCollapsible(False)
        split.setHandleWidth(14)
        split.addWidget(left)
        split.addWidget(controls.upright(self.page))
        split.setStretchFactor(0, 2)
        split.setStretchFactor(1, 3)
        split.setSizes([340, 520])
        self._column.addWidget(split, 5)
        for conflict in self._conflicts:
            self.list.addItem(QListWidgetItem())
            self._name_row(self.list.count() - 1, conflict)
        self.list.currentRowChanged.connect(self._show)
        self.page.chosen.connect(self._choose)
        self.list.setCurrentRow(0)

    def _foot(self, resolves: bool) -> None:
        self.buttons = QDialogButtonBox()
        merges = self.tr("Resolve") if resolves else self.tr("Merge") if self._conflicts else self.tr("OK")
        self.merge_button = self.buttons.addButton(merges, QDialogButtonBox.ButtonRole.AcceptRole)
        self.merge_button.setAccessibleName(merges)
        self.merge_button.setDefault(True)
        if self._conflicts:
            cancel = self.buttons.addButton(QDialogButtonBox.StandardButton.Cancel)
            cancel.setAccessibleName(cancel.text().replace("&", ""))
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        self._column.addWidget(self.buttons)
        (self.list if self._conflicts else self.merge_button).setFocus()

    def _fit(self, tells: bool) -> None:
        room = self.screen().availableGeometry()
        width, height = (900, 700 if tells else 560) if self._conflicts else (720, 420)
        self.resize(min(width, room.width() - 40), min(height, room.height() - 60))

    def _sentences(self, name: str) -> LineList:
        made = LineList()
        made.setAccessibleName(name)
        made.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        made.setMinimumHeight(90)
        return made

    def _button(self, text: str, choice: Choice) -> QPushButton:
        made = QPushButton(text)
        made.setProperty("look", "small")
        made.setAccessibleName(text)
        controls.press_with_enter(made)
        made.clicked.connect(lambda: self._choose_for_all(choice))
        return made

    # What the user decides

    def _name_row(self, row: int, conflict: Conflict) -> None:
        item = self.list.item(row)
        choice = self.choices.get(key_of(conflict))
        title = plain.breakable(title_of(self.journey, conflict))
        item.setText(
            self.tr("{conflict}\n→ {choice}").format(conflict=title, choice=wording.choice_word(conflict, choice))
        )

    def _show(self, row: int) -> None:
        if row >= 0:
            conflict = self._conflicts[row]
            self.page.show_conflict(self.journey, conflict, self.choices.get(key_of(conflict)))

    def _choose(self, choice: Choice | None) -> None:
        row = self.list.currentRow()
        self._set(row, choice)
        self._show(row)

    def _choose_for_all(self, choice: Choice) -> None:
        for row in range(len(self._conflicts)):
            self._set(row, choice)
        self._show(self.list.currentRow())

    def _set(self, row: int, choice: Choice | None) -> None:
        conflict = self._conflicts[row]
        if choice is None:
            self.choices.pop(key_of(conflict), None)
        elif choice in choices_of(conflict):
            self.choices[key_of(conflict)] = choice
        self._name_row(row, conflict)
