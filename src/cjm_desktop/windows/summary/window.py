"""The summary window: a map goes in; its numbers come out in sections, each line leads to its place on the map."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QModelIndex, QSize, Qt, QTimer
from PySide6.QtGui import QHideEvent, QKeyEvent, QShowEvent
from PySide6.QtWidgets import QDialog, QFrame, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from cjm_desktop.canvas.edits import Edit
from cjm_desktop.canvas.guard import guarded
from cjm_desktop.editing.cards import update_cards
from cjm_desktop.editing.change import Change
from cjm_desktop.model.queries import find
from cjm_desktop.model.records import Priority
from cjm_desktop.review.summary import Contact, Feeling, Opportunity, Shares, Summary, summary
from cjm_desktop.windows import controls, plain
from cjm_desktop.windows.choosing_list import ChoosingList
from cjm_desktop.windows.history_keys import undo_by_keys
from cjm_desktop.windows.steps import step
from cjm_desktop.windows.summary.lines import Line, LinePainter, Lines, Tone, tone_of
from cjm_desktop.windows.summary.matrix import Matrix, Weight
from cjm_desktop.windows.tab_order import tab_as_laid_out
from cjm_desktop.windows.workspace import Workspace

_SIZE = QSize(1180, 870)
#: What the system's own frame and title take of a small screen, and room to take hold of them.
_FRAME = QSize(24, 56)
#: What a list likes to have; it takes what there is.
_LIST = QSize(180, 96)
#: How low a list gets on a small screen, where it scrolls: a row and the half of one more.
_LEAST_LIST = 56
#: How high the list of evidence is: all its four rows, in device-independent pixels.
_FOUR_ROWS = 126
#: How long after the last edit the numbers are counted again, in milliseconds.
_PAUSE = 150


@guarded
class _List(ChoosingList):
    """A list of lines; `keys` may take a key before the list does."""

    def __init__(self, name: str, model: Lines, painter: LinePainter) -> None:
        super().__init__(name, model, painter)
        self.keys: Callable[[QKeyEvent], bool] | None = None
        self.setMinimumHeight(_LEAST_LIST)

    def sizeHint(self) -> QSize:
        return _LIST

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self.keys is None or not self.keys(event):
            super().keyPressEvent(event)


class _Section(QFrame):
    """A heading with a list of lines beneath it, or a sentence where there are none."""

    def __init__(self, title: str, nothing: str, workspace: Workspace) -> None:
        super().__init__()
        self.setProperty("look", "sheet")
        self.model = Lines()
        self.list = _List(title, self.model, LinePainter(self.model, workspace.appearance))
        self._nothing = plain.label(nothing, "muted", wrap=True)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(12, 10, 12, 10)
        self.column.setSpacing(6)
        self.column.addWidget(plain.label(title.upper(), "heading"))
        self.column.addWidget(self._nothing)
        self.column.addWidget(self.list, 1)
        # Takes the room where the list is hidden.
        self.column.addStretch(0)

    def show_lines(self, lines: tuple[Line, ...]) -> None:
        self.model.show(lines)
        self._nothing.setVisible(not lines)
        self.list.setVisible(bool(lines))


class _Tile(QFrame):
    """A number that stands for itself, and what it is."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("look", "sheet")
        self.number, self.about = plain.label("", "title"), plain.label("", "label", wrap=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 10, 14, 10)
        column.setSpacing(1)
        column.addWidget(self.number)
        column.addWidget(self.about, 1)
        self.about.setAlignment(Qt.AlignmentFlag.AlignTop)

    def say(self, number: str, about: str) -> None:
        self.number.setText(number)
        self.about.setText(about)
        self.setAccessibleName(f"{number}: {about}")


@guarded
class _Page(QWidget):
    """All sections: its lists get as low as they may before it scrolls."""

    def heightForWidth(self, width: int) -> int:
        layout = self.layout()
        return -1 if layout is None else layout.minimumHeightForWidth(width)


@guarded
class SummaryWindow(QDialog):
    """Stands beside the map and follows it while it can be seen."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace)
        self._workspace, self._session = workspace, workspace.session
        self._unsubscribe: Callable[[], None] | None = None
        self._summary: Summary | None = None
        self._card = ""
        self.setWindowFlag(Qt.WindowType.Window)
        self.setWindowTitle(self.tr("Summary"))
        self._timer = QTimer(self, singleShot=True, interval=_PAUSE)
        self._timer.timeout.connect(self._count)
        self._name = plain.label("", "subtitle")
        self.tiles = [_Tile() for _ in range(4)]
        self.feelings = _Section(self.tr("Feelings by stage"), self.tr("No curve has a value yet."), workspace)
        self.weakest = _Section(self.tr("Weakest touchpoints"), self.tr("No touchpoint is felt to be bad."), workspace)
        self.moments = _Section(self.tr("Moments of truth"), self.tr("No moment of truth is marked."), workspace)
        self.channels = _Section(self.tr("Stages by channel"), self.tr("No touchpoint has a channel."), workspace)
        self.evidence = _Section(self.tr("How we know"), self.tr("There is nothing on the map yet."), workspace)
        self.opportunities = _Section(
            self.tr("Opportunities by impact and effort"), self.tr("The map has no opportunities yet."), workspace
        )
        self.matrix = Matrix(workspace.appearance)
        self._build()
        for section in (self.feelings, self.weakest, self.moments, self.channels, self.evidence, self.opportunities):
            section.list.chosen.connect(lambda row, model=section.model: self._go_to(model.lines[row].place))
        self.opportunities.list.keys = self.matrix.take_key
        self.opportunities.list.selectionModel().currentChanged.connect(self._follow_row)
        self.matrix.chosen.connect(self._follow_matrix)
        self.matrix.weighed.connect(self.weigh)
        self.matrix.wanted.connect(lambda number: self._go_to(self.opportunities.model.lines[number].place))
        workspace.appearance.changed.connect(self.update)
        undo_by_keys(self, lambda: self._step(self._session.undo), lambda: self._step(self._session.redo))
        tab_as_laid_out(self)
        self.resize(_SIZE.boundedTo(self.screen().availableSize() - _FRAME))

    def _build(self) -> None:
        page = _Page()
        page.setProperty("look", "start")
        page.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        page.setMinimumSize(860, 620)
        tiles = QHBoxLayout()
        tiles.setSpacing(12)
        for tile in self.tiles:
            tiles.addWidget(tile, 1)
        body = QHBoxLayout()
        body.addWidget(self.matrix, 5)
        body.addSpacing(8)
        self.opportunities.column.removeWidget(self.opportunities.list)
        body.addWidget(self.opportunities.list, 4)
        self.opportunities.column.insertLayout(2, body, 1)
        grid = QGridLayout()
        grid.setSpacing(12)
        grid.addWidget(self.feelings, 0, 0)
        grid.addWidget(self.opportunities, 0, 1, 1, 2)
        grid.addWidget(self.weakest, 1, 0)
        grid.addWidget(self.moments, 1, 1)
        last = QVBoxLayout()
        last.setSpacing(12)
        last.addWidget(self.channels, 1)
        last.addWidget(self.evidence, 1)
        self.evidence.list.setMaximumHeight(_FOUR_ROWS)
        grid.addLayout(last, 1, 2)
        for number in range(3):
            grid.setColumnStretch(number, 1)
        grid.setRowStretch(0, 1)
        grid.setRowStretch(1, 1)
        column = QVBoxLayout(page)
        column.setContentsMargins(16, 14, 16, 16)
        column.setSpacing(12)
        column.addWidget(self._name)
        column.addLayout(tiles)
        column.addLayout(grid, 1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        area = controls.upright(page, self)
        area.setObjectName("page")
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        whole.addWidget(area)

    # ---- following the map

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._unsubscribe is None:
            self._unsubscribe = self._session.subscribe(self._follow)
            self._count()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._timer.stop()
        if self._unsubscribe is not None:
            self._unsubscribe()
            self._unsubscribe = None

    def _follow(self, _change: Change) -> None:
        self._timer.start()

    def _count(self) -> None:
        journey = self._session.journey
        found = summary(journey)
        if found != self._summary:
            self._summary = found
            self._show(found)
        name = plain.shortened(journey.title, 80) or self.tr("Untitled map")
        self._name.setText(name)
        self.setWindowTitle(self.tr("Summary of {name}").format(name=plain.visible(name)))

    def _show(self, found: Summary) -> None:
        self._say_tiles(found)
        self.feelings.show_lines(tuple(self._feeling(one) for one in found.feelings) if found.mean is not None else ())
        self.weakest.show_lines(tuple(self._contact(one) for one in found.weakest))
        self.moments.show_lines(
            tuple(
                Line(one.place, one.text, signed(one.feeling), one.stage, tone_of(one.feeling)) for one in found.moments
            )
        )
        self.channels.show_lines(
            tuple(
                Line(
                    use.first,
                    use.name,
                    self.tr("{count} of {all}").format(count=use.stages, all=found.stages),
                    share=use.stages / found.stages,
                    tone=Tone.OPEN if use.online is False else Tone.PLAIN,
                )
                for use in found.channels
            )
        )
        self.evidence.show_lines(self._shares(found.evidence))
        current = self.matrix.current
        card = self.opportunities.model.lines[current].place if current >= 0 else ""
        self.opportunities.show_lines(tuple(map(self._opportunity, found.opportunities)))
        self.matrix.show_opportunities(found.opportunities)
        self.matrix.setVisible(bool(found.opportunities))
        number = next((n for n, one in enumerate(found.opportunities) if one.card == card), -1)
        if number >= 0:
            self._follow_matrix(number)

    def _say_tiles(self, found: Summary) -> None:
        feeling, worst, known, ideas = self.tiles
        feeling.say(signed(found.mean) or "–", self.tr("felt on average, from −2 to +2"))
        felt = [one for one in found.feelings if one.mean is not None]
        low = min(felt, key=lambda one: one.mean or 0.0, default=None)
        if low is None:
            worst.say("–", self.tr("weakest stage"))
        else:
            about = self.tr("weakest stage, {value}").format(value=signed(low.mean))
            worst.say(plain.shortened(low.name, 22), about)
        about = self.tr("of {count} cards, feelings and numbers are observed")
        known.say(f"{found.evidence.share:.0%}", about.format(count=f"{found.evidence.all:,}"))
        wins = sum(one.is_quick_win for one in found.opportunities)
        open_ = sum(one.impact is None for one in found.opportunities)
        about = self.tr("quick wins among {all} opportunities, {open} not weighed")
        ideas.say(str(wins), about.format(all=f"{len(found.opportunities):,}", open=f"{open_:,}"))

    def _feeling(self, one: Feeling) -> Line:
        if one.mean is None:
            return Line(one.stage, one.name, "–", span=(), tone=Tone.NEUTRAL)
        span = one.low or 0.0, one.mean, one.high or 0.0
        return Line(one.stage, one.name, signed(one.mean), span=span, tone=tone_of(one.mean))

    def _contact(self, one: Contact) -> Line:
        signs = [
            one.channel,
            one.stage,
            plain.plural(self.tr("{count} pain(s)").format(count=one.pains)) if one.pains else "",
            self.tr("fail point") if one.fails else "",
            self.tr("wait point") if one.waits else "",
        ]
        return Line(one.card, one.text, signed(one.feeling), " · ".join(filter(None, signs)), tone_of(one.feeling))

    def _shares(self, shares: Shares) -> tuple[Line, ...]:
        if not shares.all:
            return ()
        rows = (
            (self.tr("Observed"), shares.observed, Tone.GOOD),
            (self.tr("Assumed"), shares.assumed, Tone.BAD),
            (self.tr("Proposed"), shares.proposed, Tone.OPEN),
            (self.tr("Not said"), shares.unsaid, Tone.NEUTRAL),
        )
        return tuple(
            Line("", name, f"{count:,} · {count / shares.all:.0%}", share=count / shares.all, tone=tone)
            for name, count, tone in rows
        )

    def _opportunity(self, one: Opportunity) -> Line:
        tone = Tone.GOOD if one.is_quick_win else Tone.PLAIN if one.impact is not None else Tone.NEUTRAL
        parts = (one.stage, one.owner, self.matrix.weight_words(one))
        return Line(one.card, one.text, "", " · ".join(filter(None, parts)), tone, number=one.number)

    # ---- what can be done

    def weigh(self, card: str, weight: Weight | None, by_key: bool = False) -> None:
        """Give a card another impact and effort (None: none), as one step; key strokes that follow each other are one."""
        if card not in self._session.journey.cards:
            return
        self._workspace.canvas.commit_editing()
        priority = None if weight is None else Priority(impact=weight.impact, effort=weight.effort)
        after = update_cards(self._session.journey, [card], priority=priority)
        merge = f"weigh {card}" if by_key else None
        if self._workspace.canvas.apply(Edit(step("Change priority"), after, merge=merge)):
            self._count()

    def _step(self, take: Callable[[], object]) -> None:
        """Undo or redo, wherever on the map it was done, and show it at once."""
        self._workspace.canvas.commit_editing()
        take()
        self._count()

    def _go_to(self, place: str) -> None:
        if place and find(self._session.journey, place) is not None:
            self._workspace.canvas.commit_editing()
            self._workspace.inspect((place,))
            self._workspace.canvas.reveal_selection()

    def _follow_row(self, index: QModelIndex, _before: QModelIndex) -> None:
        lines = self.opportunities.model.lines
        card = lines[index.row()].place if index.isValid() else ""
        if card != self._card:
            # As it is weighed it gets another row, and stays the same.
            self._card = card
            self._session.end_merge()
        self.matrix.set_current(index.row())

    def _follow_matrix(self, number: int) -> None:
        if self.opportunities.list.currentIndex().row() != number:
            self.opportunities.list.setCurrentIndex(self.opportunities.model.index(number))


def signed(value: float | None) -> str:
    """A feeling with its sign and one decimal; empty where there is none."""
    if value is None:
        return ""
    text = f"{value:+.1f}".replace("-", "−")
    return "0" if text in ("+0.0", "−0.0") else text
