"""File > Compare With: two maps go in; the user sees them as one or side by side, with a list of all that differs.

Comparing, laying out and exporting are threads' work. A difference that is chosen in the list is brought into sight on the
maps and marked, and one that is clicked on a map is chosen in the list. Two maps side by side are looked at as one.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QButtonGroup,
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QHBoxLayout,
    QListView,
    QListWidgetItem,
    QPushButton,
    QSizePolicy,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from cjm_desktop.canvas.guard import guarded
from cjm_desktop.geometry import Size
from cjm_desktop.model.journey import Journey
from cjm_desktop.review.differences import Kind
from cjm_desktop.review.words import Piece, Side
from cjm_desktop.windows import controls, links, plain, scripts
from cjm_desktop.windows.appearance import Appearance
from cjm_desktop.windows.compare.made import Compared, beside, compared
from cjm_desktop.windows.compare.map_view import ComparedMap
from cjm_desktop.windows.compare.work import Work
from cjm_desktop.windows.document import start_folder
from cjm_desktop.windows.merging.lines import LineList
from cjm_desktop.windows.merging.preview import Preview
from cjm_desktop.windows.zoom_slider import ZoomSlider

if TYPE_CHECKING:
    from cjm_desktop.exporting.comparison import Laid
    from cjm_desktop.review.answers import Answer
    from cjm_desktop.review.grouped import Line

_SIZE, _LEAST = QSize(1280, 800), QSize(760, 480)
_LIST_WIDTH = 360
#: As the map's own signs look.
_SIGNS = {Kind.ADDED: "+", Kind.REMOVED: "−", Kind.CHANGED: "△", Kind.MOVED: "→"}
_ID = Qt.ItemDataRole.UserRole
_LINE = Qt.ItemDataRole.UserRole + 1
_STAGE = Qt.ItemDataRole.UserRole + 2
#: The maps side by side are made so many milliseconds after both as one are there, or when they are asked for.
_SOON = 400
#: More lines than this are counted, not listed.
_MOST_LINES = 1_000


@guarded
class CompareDialog(QDialog):
    """Shows what leads from one map to the other; `names` are what the two are called."""

    def __init__(
        self,
        maps: tuple[Journey, Journey],
        names: tuple[str, str],
        appearance: Appearance,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._maps, self._names, self._appearance = maps, names, appearance
        self.made: Compared | None = None
        #: The maps side by side; they come after the rest.
        self.pair: tuple[Laid, Laid] | None = None
        self._work: Work | None = None
        self._pairing: Work | None = None
        self._export: Work | None = None
        self._written: Path | None = None
        self._following = False
        self._soon = QTimer(self, singleShot=True, interval=_SOON)
        self._soon.timeout.connect(self._begin_pair)
        self._scroll = QTimer(self, singleShot=True, interval=0)
        self._scroll.timeout.connect(self._show_current)
        self.setWindowTitle(self.tr("Compare Maps"))
        self.setWindowFlag(Qt.WindowType.WindowMaximizeButtonHint, True)
        self.title = plain.label("", "subtitle")
        self.swap = self._button(self.tr("S&wap"), self.tr("Take the other map for the one before"))
        self.swap.clicked.connect(self._swap)
        self.over_button = self._tile(self.tr("&As One"), self.tr("Both maps as one, with signs where they differ"))
        self.beside_button = self._tile(
            self.tr("Side &by Side"), self.tr("The map before at the left, after at the right")
        )
        self.over = ComparedMap(appearance.chrome)
        self.over.setAccessibleName(self.tr("Both maps as one"))
        self.before, self.after = ComparedMap(appearance.chrome), ComparedMap(appearance.chrome)
        self.before.setAccessibleName(self.tr("The map before"))
        self.after.setAccessibleName(self.tr("The map after"))
        self.list, self.pains = LineList(), LineList()
        self.list.setAccessibleName(self.tr("What differs"))
        # Many lines are laid out bit by bit, while the window goes on.
        self.list.setLayoutMode(QListView.LayoutMode.Batched)
        self.list.setBatchSize(12)
        self.pains.setAccessibleName(self.tr("What answers the pains of before"))
        self.fit_button = self._button(self.tr("&Fit"), self.tr("Show all of the map (Ctrl+9)"))
        self.actual_button = self._button(self.tr("&100 %"), self.tr("Show the map as large as it is (Ctrl+0)"))
        self.zoom_slider = ZoomSlider()
        self._zoom = plain.label("", "muted")
        self.words = Preview()
        self.words.setAccessibleName(self.tr("The text with its changed words marked"))
        self.complaint = plain.label("", "error", wrap=True)
        self.complaint.hide()
        self._build()
        self._connect()
        self.setMinimumSize(_LEAST)
        room = self.screen().availableGeometry()
        self.resize(_SIZE.boundedTo(QSize(room.width() - 40, room.height() - 60)))
        self.over_button.setChecked(True)
        self._start()

    # How it is built

    def _button(self, text: str, tip: str) -> QPushButton:
        made = QPushButton(text)
        made.setProperty("look", "small")
        made.setAccessibleName(plain.bare(text))
        made.setToolTip(plain.tooltip(tip))
        controls.press_with_enter(made)
        return made

    def _tile(self, text: str, tip: str) -> QPushButton:
        made = self._button(text, tip)
        made.setProperty("look", "tile")
        made.setCheckable(True)
        return made

    def _build(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self.title, 1)
        self._ways = QButtonGroup(self)
        for button in (self.over_button, self.beside_button):
            self._ways.addButton(button)
            head.addWidget(button)
        head.addWidget(self.swap)
        pair = QSplitter(Qt.Orientation.Horizontal)
        pair.setChildrenCollapsible(False)
        self._captions = plain.label("", "muted"), plain.label("", "muted")
        for caption, view in zip(self._captions, (self.before, self.after), strict=True):
            half = QWidget()
            rows = QVBoxLayout(half)
            rows.setContentsMargins(0, 0, 0, 0)
            rows.setSpacing(4)
            rows.addWidget(caption)
            rows.addWidget(view, 1)
            half.setMinimumWidth(160)
            caption.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
            pair.addWidget(half)
            pair.setStretchFactor(pair.count() - 1, 1)
        self._wait = plain.label(self.tr("Comparing…"), "muted")
        self._wait.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.stack = QStackedWidget()
        self._pair = pair
        for page in (self._wait, self.over, pair):
            self.stack.addWidget(page)
        split = QSplitter(Qt.Orientation.Horizontal)
        split.setChildrenCollapsible(False)
        split.setHandleWidth(12)
        split.addWidget(self.stack)
        split.addWidget(self._lists())
        split.setStretchFactor(0, 1)
        split.setSizes([_SIZE.width() - _LIST_WIDTH, _LIST_WIDTH])
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        close = self.buttons.button(QDialogButtonBox.StandardButton.Close)
        close.setAccessibleName(self.tr("Close"))
        controls.press_with_enter(close)
        self.export_button = self.buttons.addButton(self.tr("&Export as PDF…"), QDialogButtonBox.ButtonRole.ActionRole)
        self.export_button.setAccessibleName(self.tr("Export as PDF"))
        controls.press_with_enter(self.export_button)
        self.export_button.setEnabled(False)
        self.folder_button = QPushButton()
        self.folder_button.setProperty("look", "quiet")
        self.folder_button.hide()
        controls.press_with_enter(self.folder_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 16)
        column.setSpacing(10)
        column.addLayout(head)
        column.addWidget(split, 1)
        column.addWidget(self.complaint)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        for part in (self.fit_button, self.actual_button, self.zoom_slider, self._zoom):
            foot.addWidget(part)
        foot.addStretch(1)
        foot.addWidget(self.folder_button)
        foot.addWidget(self.buttons)
        column.addLayout(foot)

    def _lists(self) -> QWidget:
        self._heading = plain.label("", "heading")
        self._pains_heading = plain.label(self.tr("Pains and answers").upper(), "heading")
        side = QWidget()
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self._heading)
        column.addWidget(self.list, 3)
        column.addWidget(self.words)
        column.addWidget(self._pains_heading)
        column.addWidget(self.pains, 2)
        side.setMinimumWidth(240)
        return side

    def _connect(self) -> None:
        self._ways.buttonClicked.connect(lambda _: self._show_way())
        self.list.currentItemChanged.connect(lambda item, _: self._chosen(item))
        self.pains.currentItemChanged.connect(lambda item, _: self._chosen(item))
        for box in (self.list, self.pains):
            box.itemActivated.connect(lambda item: self._go_to(item, large=True))
        for view in (self.over, self.before, self.after):
            view.pointed.connect(self._choose_in_list)
            view.zoom_changed.connect(self._say_zoom)
        self.before.looked.connect(lambda: self._follow(self.before, self.after))
        self.after.looked.connect(lambda: self._follow(self.after, self.before))
        self.fit_button.clicked.connect(lambda: self.views[0].zoom_fit())
        self.actual_button.clicked.connect(lambda: self.views[0].zoom_actual())
        self.zoom_slider.zoomed.connect(lambda zoom: self.views[0].set_zoom(zoom))
        for keys, call in (
            ("Ctrl++", lambda: self.views[0].zoom_in()),
            ("Ctrl+=", lambda: self.views[0].zoom_in()),
            ("Ctrl+-", lambda: self.views[0].zoom_out()),
            ("Ctrl+0", self.actual_button.click),
            ("Ctrl+9", self.fit_button.click),
        ):
            QShortcut(QKeySequence(keys), self, call)
        self.export_button.clicked.connect(self._ask_export)
        self.folder_button.clicked.connect(lambda: self._written and links.open_folder(self._written.parent))
        self.buttons.rejected.connect(self.reject)
        self._appearance.changed.connect(self._dress)

    # Comparing

    def _start(self) -> None:
        """Compares in a thread; what an earlier one makes is not wanted any more."""
        maps, theme, names = self._maps, self._appearance.theme, self._names
        said = self.tr("{before} → {after}")
        self.title.setText(said.format(before=plain.shortened(names[0], 50), after=plain.shortened(names[1], 50)))
        for caption, text, name in zip(
            self._captions, (self.tr("Before: {name}"), self.tr("After: {name}")), names, strict=True
        ):
            caption.setText(text.format(name=plain.shortened(name, 50)))
        self.pair = self._pairing = None
        self._show_wait()
        self.export_button.setEnabled(False)
        self._work = self._begun(lambda: compared(maps, names, theme), self._take)

    def _begun(self, function: Callable[[], object], take: Callable[[Any], None]) -> Work:
        """The function runs in a thread; what it makes is taken unless something else is wanted by then."""
        work = Work(function)
        work.done.connect(lambda made: take(made) if work in (self._work, self._pairing) else None)
        work.failed.connect(lambda said: self._fail(said) if work in (self._work, self._pairing) else None)
        work.begin()
        return work

    def _take(self, made: Compared) -> None:
        self._work = None
        self.made = made
        self.over.show_map(made.over)
        self._fill(made)
        self._fill_pains(made)
        self.export_button.setEnabled(True)
        self._show_way()
        if self.isVisible():
            self.list.setFocus()
        # What is looked at now comes first.
        self._soon.start()

    def _begin_pair(self) -> None:
        """Has the maps side by side made, unless they are."""
        made, theme = self.made, self._appearance.theme
        if made is not None and self._work is None and self._pairing is None and self.pair is None:
            self._pairing = self._begun(lambda: beside(made.comparison, theme), self._take_pair)

    def _take_pair(self, pair: tuple[Laid, Laid]) -> None:
        """The stages of one map stand beside those of the other, on pages of one size."""
        self._pairing, self.pair = None, pair
        heads = [laid.layout.stages_rect.y for laid in pair]
        drops = [max(heads) - head for head in heads]
        drawings = [laid.drawing for laid in pair]
        size = Size(
            max(one.width for one in drawings),
            max(one.height + drop for one, drop in zip(drawings, drops, strict=True)),
        )
        for view, laid, drop in zip((self.before, self.after), pair, drops, strict=True):
            view.show_map(laid, size, drop)
        self._show_way()

    def _show_wait(self) -> None:
        self._wait.setText(self.tr("Comparing…"))
        self.stack.setCurrentWidget(self._wait)

    def _fail(self, said: str) -> None:
        self._work = self._pairing = None
        self.stack.setCurrentWidget(self._wait)
        self._wait.setText(self.tr("The maps cannot be compared."))
        self._complain(said)

    def _complain(self, said: str) -> None:
        self.complaint.setText(plain.breakable(said))
        self.complaint.setVisible(bool(said))

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
                item.setData(_ID, line.id)
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
            item.setData(_ID, feeling.lane)
            item.setData(_STAGE, feeling.stage)
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
            item.setData(_ID, one.pain.id)
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

    # Looking

    @property
    def views(self) -> tuple[ComparedMap, ...]:
        """The maps that show now."""
        return (self.over,) if self.over_button.isChecked() else (self.before, self.after)

    def _show_way(self) -> None:
        if self.made is None or self._work is not None:
            return
        if not self.over_button.isChecked() and self.pair is None:
            self._begin_pair()
            self._show_wait()
            return
        self.stack.setCurrentWidget(self.over if self.over_button.isChecked() else self._pair)
        self._mark_current()
        self._say_zoom()

    def _follow(self, one: ComparedMap, other: ComparedMap) -> None:
        """Both maps show the same part at the same zoom."""
        if not self._following and one.laid is not None and other.laid is not None:
            self._following = True
            other.follow(one)
            self._following = False

    def _say_zoom(self) -> None:
        zoom = self.views[0].zoom
        self._zoom.setText(self.tr("{percent} %").format(percent=round(zoom * 100)))
        self.zoom_slider.show_zoom(zoom)

    def _chosen(self, item: QListWidgetItem | None) -> None:
        line: Line | None = item.data(_LINE) if item is not None else None
        pieces = self._pieces(line)
        self.words.setVisible(bool(pieces))
        if pieces:
            was = "".join(piece.text for piece in pieces if piece.side is not Side.AFTER)
            now = "".join(piece.text for piece in pieces if piece.side is not Side.BEFORE)
            self.words.show_words(now, was)
        if item is not None:
            # The words take some of the list's room.
            self._scroll.start()
            other = self.pains if item.listWidget() is self.list else self.list
            other.setCurrentRow(-1)
            self._go_to(item)

    def _show_current(self) -> None:
        for box in (self.list, self.pains):
            if box.currentItem() is not None:
                box.scrollToItem(box.currentItem())

    def _pieces(self, line: Line | None) -> tuple[Piece, ...]:
        return () if line is None or self.made is None else self.made.comparison.both.texts.get(line.id, ())

    def _mark_current(self) -> None:
        for box in (self.list, self.pains):
            if box.currentItem() is not None:
                self._go_to(box.currentItem())

    def _go_to(self, item: QListWidgetItem, *, large: bool = False) -> None:
        """Shows the thing that a row tells of so that it can be read; beside it what the other map has there.

        A double click or Enter shows it `large`.
        """
        self._mark(str(item.data(_ID) or ""), str(item.data(_STAGE) or ""), large=large)

    def _mark(self, id_: str, stage: str = "", *, large: bool = False) -> None:
        showing = [view for view in self.views if view.mark(id_, stage)]
        if showing:
            # The new one, where both have it; the other map follows.
            showing[-1].bring(large=large)

    def _choose_in_list(self, id_: str) -> None:
        origins = {} if self.made is None else self.made.comparison.both.origins
        wanted = origins.get(id_, id_)
        for box in (self.list, self.pains):
            for row in range(box.count()):
                if box.item(row).data(_ID) == wanted:
                    box.setCurrentRow(row)
                    return
        self._mark(id_)

    def _swap(self) -> None:
        self._maps = self._maps[1], self._maps[0]
        self._names = self._names[1], self._names[0]
        self._start()

    def _dress(self) -> None:
        for view in (self.over, self.before, self.after):
            view.set_chrome(self._appearance.chrome)
        self._start()

    # Exporting

    def _ask_export(self) -> None:
        folder = start_folder()
        stem = plain.file_stem(self.tr("{before} to {after}").format(before=self._stem(0), after=self._stem(1)))
        chosen, _ = QFileDialog.getSaveFileName(
            self, self.tr("Export Comparison"), str(folder / f"{stem}.pdf"), self.tr("PDF (*.pdf)")
        )
        if chosen:
            path = Path(chosen)
            self.export(path if path.suffix.lower() == ".pdf" else path.with_name(f"{path.name}.pdf"))

    def _stem(self, which: int) -> str:
        return Path(self._names[which]).stem

    def export(self, path: Path) -> None:
        """Writes the comparison to a PDF, in a thread."""
        if self.made is None:
            return
        comparison, names = self.made.comparison, self._names

        def written() -> Path:
            from cjm_desktop.exporting.comparison import export_comparison

            export_comparison(comparison, path, names=names)
            return path

        self._complain("")
        self.folder_button.hide()
        self.export_button.setEnabled(False)
        work = Work(written)
        work.done.connect(self._exported)
        work.failed.connect(self._not_exported)
        self._export = work
        work.begin()

    def _exported(self, path: Path) -> None:
        self.export_button.setEnabled(True)
        said = self.tr("{name} is written. Open its folder").format(name=plain.shortened(plain.visible(path.name), 40))
        self.folder_button.setText(plain.mnemonic_free(said))
        self.folder_button.setAccessibleName(said)
        self._written = path
        self.folder_button.show()

    def _not_exported(self, said: str) -> None:
        self.export_button.setEnabled(True)
        self._complain(said)

    def done(self, result: int) -> None:
        self._work = self._pairing = None
        super().done(result)
