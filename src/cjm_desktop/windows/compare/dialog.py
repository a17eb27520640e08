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
from cjm_desktop.windows import background, controls, links, plain
from cjm_desktop.windows.appearance import Appearance
from cjm_desktop.windows.compare.made import Compared, beside, compared
from cjm_desktop.windows.compare.map_view import ComparedMap
from cjm_desktop.windows.compare.told import Told
from cjm_desktop.windows.compare.work import Work
from cjm_desktop.windows.document import start_folder
from cjm_desktop.windows.tab_order import tab_as_laid_out
from cjm_desktop.windows.zoom_slider import ZoomSlider

if TYPE_CHECKING:
    from cjm_desktop.exporting.comparison import Laid
    from cjm_desktop.windows.compare.job import ComparisonJob
    from cjm_desktop.windows.export.progress import ExportProgress

_SIZE, _LEAST = QSize(1280, 800), QSize(760, 480)
_LIST_WIDTH = 360
#: The maps side by side are made so many milliseconds after both as one are there, or when they are asked for.
_SOON = 400
#: After so long it is said that the export is under way.
_LATE = 500


@guarded
class CompareDialog(QDialog):
    """Shows what leads from one map to the other; `names` are what the two are called.

    Where the first is a `restorable` version of the second, it can be gone back to: `is_restored` says so then.
    """

    def __init__(
        self,
        maps: tuple[Journey, Journey],
        names: tuple[str, str],
        appearance: Appearance,
        parent: QWidget | None = None,
        *,
        restorable: bool = False,
    ) -> None:
        super().__init__(parent)
        #: Whether the user wants the version back with which the map was compared.
        self.is_restored = False
        self._maps, self._names, self._appearance = maps, names, appearance
        self.made: Compared | None = None
        #: The maps side by side; they come after the rest.
        self.pair: tuple[Laid, Laid] | None = None
        self._work: Work | None = None
        self._pairing: Work | None = None
        self._job: ComparisonJob | None = None
        self._progress: ExportProgress | None = None
        self._late = QTimer(self, singleShot=True, interval=_LATE)
        self._late.timeout.connect(self._tell_progress)
        self._written: Path | None = None
        self._following = False
        self._soon = QTimer(self, singleShot=True, interval=_SOON)
        self._soon.timeout.connect(self._begin_pair)
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
        self.told = Told()
        self.fit_button = self._button(self.tr("&Fit"), self.tr("Show all of the map (Ctrl+9)"))
        self.actual_button = self._button(self.tr("&100 %"), self.tr("Show the map as large as it is (Ctrl+0)"))
        self.zoom_slider = ZoomSlider()
        self._zoom = plain.label("", "muted")
        self.complaint = plain.label("", "error", wrap=True)
        self.complaint.hide()
        self._build(restorable)
        self._connect()
        tab_as_laid_out(self)
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

    def _build(self, restorable: bool) -> None:
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
        split.addWidget(self.told)
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
        self.restore_button = self.buttons.addButton(
            self.tr("&Restore This Version"), QDialogButtonBox.ButtonRole.ActionRole
        )
        self.restore_button.setAccessibleName(self.tr("Restore This Version"))
        self.restore_button.setToolTip(
            plain.tooltip(self.tr("Show this version in place of the map; Undo takes it back"))
        )
        controls.press_with_enter(self.restore_button)
        self.restore_button.setVisible(restorable)
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

    def _connect(self) -> None:
        self._ways.buttonClicked.connect(lambda _: self._show_way())
        self.told.chosen.connect(self._chosen)
        for view in (self.over, self.before, self.after):
            view.pointed.connect(self._pointed)
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
        self.restore_button.clicked.connect(self._restore)
        self.buttons.rejected.connect(self.reject)
        self._appearance.changed.connect(self._dress)

    # Comparing

    def _start(self) -> None:
        """Compares in a thread; what an earlier one makes is not wanted any more."""
        maps, theme, names = self._maps, self._appearance.theme, self._names
        said = self.tr("Before: {before} → after: {after}")
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
        self.told.show_made(made)
        self.export_button.setEnabled(True)
        self._show_way()
        if self.isVisible():
            self.told.list.setFocus()
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
        self.told.send_current()
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

    def _chosen(self, id_: str, stage: str, large: bool) -> None:
        """Shows the thing that a row tells of so that it can be read; beside it what the other map has there."""
        showing = [view for view in self.views if view.mark(id_, stage)]
        if showing:
            # The new one, where both have it; the other map follows.
            showing[-1].bring(large=large)

    def _pointed(self, id_: str) -> None:
        if not self.told.choose(id_):
            self._chosen(id_, "", False)

    def _swap(self) -> None:
        self._maps = self._maps[1], self._maps[0]
        self._names = self._names[1], self._names[0]
        self._start()

    def _restore(self) -> None:
        self.is_restored = True
        self.accept()

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
        """Writes the comparison to a PDF, in a thread; where that takes longer, how far it is can be seen, and it be stopped."""
        if self.made is None or self._job is not None:
            return
        from cjm_desktop.windows.compare.job import ComparisonJob
        from cjm_desktop.windows.export.progress import ExportProgress

        self._complain("")
        self.folder_button.hide()
        self.export_button.setEnabled(False)
        job = self._job = ComparisonJob(self.made.comparison, path, self._names)
        self._progress = ExportProgress(job, self)
        job.done.connect(self._exported)
        job.failed.connect(self._not_exported)
        job.stopped.connect(lambda: self._not_exported(self.tr("The export was stopped; nothing was written.")))
        background.hold(job)
        self._late.start()
        job.start()

    def _tell_progress(self) -> None:
        if self._progress is not None:
            self._progress.open()

    def _end_export(self) -> None:
        self._late.stop()
        self._job = None
        if self._progress is not None:
            self._progress.finish()
            self._progress = None
        self.export_button.setEnabled(True)

    def _exported(self, path: Path) -> None:
        self._end_export()
        said = self.tr("{name} is written. Open its folder").format(name=plain.shortened(plain.visible(path.name), 40))
        self.folder_button.setText(plain.mnemonic_free(said))
        self.folder_button.setAccessibleName(said)
        self._written = path
        self.folder_button.show()

    def _not_exported(self, said: str) -> None:
        self._end_export()
        self._complain(said)

    def done(self, result: int) -> None:
        self._work = self._pairing = None
        super().done(result)
