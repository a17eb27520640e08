"""What differs between two maps goes in; lists of it come out, and what the user chooses in them is to be shown on the maps."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QListView, QListWidgetItem, QVBoxLayout, QWidget

from cjm_desktop.canvas.guard import guarded
from cjm_desktop.review.differences import Kind
from cjm_desktop.windows import plain, scripts
from cjm_desktop.windows.compare.made import Compared
from cjm_desktop.windows.merging.lines import LineList
from cjm_desktop.windows.merging.preview import Preview

if TYPE_CHECKING:
    from cjm_desktop.review.answers import Answer
    from cjm_desktop.review.grouped import Line

#: As the map's own signs look.
_SIGNS = {Kind.ADDED: "+", Kind.REMOVED: "−", Kind.CHANGED: "△", Kind.MOVED: "→"}
ID = Qt.ItemDataRole.UserRole
_LINE = Qt.ItemDataRole.UserRole + 1
STAGE = Qt.ItemDataRole.UserRole + 2
#: More lines than this are counted, not listed.
_MOST_LINES = 1_000


@guarded
class Told(QWidget):
    """The differences stage by stage, the words of the chosen one, and what answers the pains.

    `chosen` is sent with the id of a thing, of a lane also with that of its stage, and whether it is to be shown large.
    """

    chosen = Signal(str, str, bool)

    def __init__(self) -> None:
        super().__init__()
        self._made: Compared | None = None
        self._scroll = QTimer(self, singleShot=True, interval=0)
        self._scroll.timeout.connect(self._show_current)
        self.list, self.pains = LineList(), LineList()
        self.list.setAccessibleName(self.tr("What differs"))
        # Many lines are laid out bit by bit, while the window goes on.
        self.list.setLayoutMode(QListView.LayoutMode.Batched)
        self.list.setBatchSize(12)
        self.pains.setAccessibleName(self.tr("What answers the pains of before"))
        self.words = Preview()
        self.words.setAccessibleName(self.tr("The text with its changed words marked"))
        self._heading = plain.label("", "heading")
        self._pains_heading = plain.label(self.tr("Pains and answers").upper(), "heading")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self._heading)
        column.addWidget(self.list, 3)
        column.addWidget(self.words)
        column.addWidget(self._pains_heading)
        column.addWidget(self.pains, 2)
        self.setMinimumWidth(240)
        for box in (self.list, self.pains):
            box.currentItemChanged.connect(lambda item, _: self._choose(item))
            box.itemActivated.connect(lambda item: self._send(item, large=True))

    def show_made(self, made: Compared) -> None:
        """Lists a comparison."""
        self._made = made
        self._fill(made)
        self._fill_pains(made)

    def choose(self, id_: str) -> bool:
        """Chooses the row of what was pointed at on a map; False where there is none."""
        origins = {} if self._made is None else self._made.comparison.both.origins
        wanted = origins.get(id_, id_)
        for box in (self.list, self.pains):
            for row in range(box.count()):
                if box.item(row).data(ID) == wanted:
                    box.setCurrentRow(row)
                    return True
        return False

    def send_current(self) -> None:
        """Sends again what is chosen, if anything is."""
        for box in (self.list, self.pains):
            if box.currentItem() is not None:
                self._send(box.currentItem())

    # Filling

    def _fill(self, made: Compared) -> None:
        groups = made.groups
        count = sum(len(group.lines) for group in groups)
        self._heading.setText(plain.plural(self.tr("%n difference(s)", "", count)).upper())
        self.list.clear()
        # Before there are rows, which another font would have laid out again.
        scripts.serve(line.sentence for group in groups for line in group.lines[:_MOST_LINES])
        left = _MOST_LINES
        for group in groups:
            self._head(group.title)
            for line in group.lines[: max(0, left)]:
                item = QListWidgetItem(f"{_SIGNS[line.kind]}  {plain.breakable(line.sentence)}")
                item.setData(ID, line.id)
                item.setData(_LINE, line)
                self.list.addItem(item)
            left -= len(group.lines)
        if left < 0:
            self._head(plain.plural(self.tr("%n more difference(s) are not listed", "", -left)))
        feelings = made.comparison.feelings
        if feelings:
            self._head(self.tr("How the feelings changed"))
        for feeling in feelings:
            stage = made.comparison.both.journey.stages[feeling.stage].name
            item = QListWidgetItem(plain.breakable(f"{feeling.words}  {' '.join(stage.split())}"))
            item.setData(ID, feeling.lane)
            item.setData(STAGE, feeling.stage)
            self.list.addItem(item)
        if not count:
            self._head(self.tr("Nothing: both maps say the same."))
        self.words.hide()

    def _head(self, text: str) -> None:
        item = QListWidgetItem(plain.breakable(text.upper()))
        item.setFlags(Qt.ItemFlag.NoItemFlags)
        self.list.addItem(item)

    def _fill_pains(self, made: Compared) -> None:
        self.pains.clear()
        for part in (self.pains, self._pains_heading):
            part.setVisible(bool(made.answers))
        for one in made.answers:
            item = QListWidgetItem(plain.breakable(self._answered(one)))
            item.setData(ID, one.pain.id)
            self.pains.addItem(item)

    def _answered(self, one: Answer) -> str:
        from cjm_desktop.review.answers import How

        pain = " ".join(one.pain.text.split())
        by = [
            (self.tr("← {card}") if how is How.ARROW else self.tr("← {card} (same stage)")).format(
                card=plain.shortened(" ".join(card.text.split()), 80)
            )
            for card, how in one.by
        ]
        if one.is_open:
            by = [self.tr("? still there, and nothing answers it")]
        elif not by:
            by = [self.tr("✓ gone")]
        elif one.gone:
            by[0] = self.tr("✓ gone {answer}").format(answer=by[0])
        return "\n".join([pain, *by])

    # Choosing

    def _choose(self, item: QListWidgetItem | None) -> None:
        line: Line | None = item.data(_LINE) if item is not None else None
        changed = line is not None and bool(line.before and line.after)
        self.words.setVisible(changed)
        if line is not None and changed:
            self.words.show_words(line.after, line.before)
        if item is not None:
            # The words take some of the list's room.
            self._scroll.start()
            other = self.pains if item.listWidget() is self.list else self.list
            other.setCurrentRow(-1)
            self._send(item)

    def _show_current(self) -> None:
        for box in (self.list, self.pains):
            if box.currentItem() is not None:
                box.scrollToItem(box.currentItem())

    def _send(self, item: QListWidgetItem, *, large: bool = False) -> None:
        self.chosen.emit(str(item.data(ID) or ""), str(item.data(STAGE) or ""), large)
