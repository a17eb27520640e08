"""The filter panel: a map goes in; its tags, channels, owners, evidence and personas come out as pills that filter it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from cjm_desktop.canvas.guard import guarded
from cjm_desktop.editing.change import Change
from cjm_desktop.editing.views import CRITERIA
from cjm_desktop.model.catalogue import CHANNELS
from cjm_desktop.model.journey import Journey
from cjm_desktop.model.records import Evidence, Unmatched
from cjm_desktop.windows import plain, scripts
from cjm_desktop.windows.controls import upright
from cjm_desktop.windows.flow import flow_widget
from cjm_desktop.windows.side_panel import SidePanel
from cjm_desktop.windows.view_words import criterion_name, value_name
from cjm_desktop.windows.workspace import Workspace

#: How long after an edit the values are counted again, in milliseconds.
_PAUSE = 250
#: Of more values of one kind, so many are offered until the rest is asked for.
_FEW = 24
_MOST = 400

#: Values and how many cards have them.
Counts = tuple[tuple[str, int], ...]


@guarded
class FilterPanel(SidePanel):
    """Pills for every value that some card has; those that are on let cards through."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace)
        self.setAccessibleName(self.tr("Filter"))
        self.viewing = workspace.viewing
        self.unmatched = {
            Unmatched.DIM: QPushButton(self.tr("Dim the others")),
            Unmatched.HIDE: QPushButton(self.tr("Hide the others")),
        }
        group = QButtonGroup(self)
        row = QHBoxLayout()
        row.setSpacing(6)
        for unmatched, button in self.unmatched.items():
            button.setCheckable(True)
            button.setProperty("look", "tile")
            button.setAccessibleName(button.text())
            button.clicked.connect(lambda _=False, unmatched=unmatched: self.viewing.set_unmatched(unmatched))
            group.addButton(button)
            row.addWidget(button, 1)
        self.column.addLayout(row)
        page = QWidget()
        page.setProperty("look", "page")
        rows = QVBoxLayout(page)
        rows.setContentsMargins(0, 4, 4, 0)
        rows.setSpacing(4)
        self.sections = {criterion: _Section(self, criterion) for criterion in CRITERIA}
        for section in self.sections.values():
            rows.addWidget(section)
        self._nothing = plain.label(
            self.tr("No card has a tag, channel, owner, evidence or persona yet."), "muted", wrap=True
        )
        rows.addWidget(self._nothing)
        rows.addStretch(1)
        self.column.addWidget(upright(page), 1)
        self.clear_button = QPushButton(self.tr("Clear"))
        self.clear_button.setAccessibleName(self.tr("Clear the filter"))
        self.clear_button.clicked.connect(self.viewing.clear_filter)
        self.column.addWidget(self.clear_button)
        self._timer = QTimer(self, singleShot=True, interval=_PAUSE)
        self._timer.timeout.connect(self.refresh)

    def sizeHint(self) -> QSize:
        return QSize(300, 360)

    def set_awake(self, awake: bool) -> None:
        if awake and not self.is_awake:
            self.viewing.changed.connect(self._show_view)
        elif not awake and self.is_awake:
            self.viewing.changed.disconnect(self._show_view)
            self._timer.stop()
        super().set_awake(awake)

    def refresh(self) -> None:
        journey = self.session.journey
        for criterion, section in self.sections.items():
            section.show_values(journey, tuple(_counted(journey, criterion)))
        self._nothing.setHidden(any(section.pills for section in self.sections.values()))
        self._show_view()

    def follow(self, change: Change) -> None:
        if not change.tables.keys().isdisjoint(("cards", "channels", "personas")):
            self._timer.start()

    def focus_first(self) -> None:
        pills = (pill for section in self.sections.values() for pill in section.pills.values())
        next(pills, self.clear_button).setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_view(self) -> None:
        """Tick what is let through now."""
        for section in self.sections.values():
            section.tick()
        self.unmatched[self.viewing.unmatched].setChecked(True)
        self.clear_button.setEnabled(self.viewing.filters)


class _Section(QWidget):
    """The values of one kind, under their heading."""

    def __init__(self, panel: FilterPanel, criterion: str) -> None:
        super().__init__()
        self._panel, self._criterion = panel, criterion
        self._counts: Counts = ()
        self._names: tuple[str, ...] = ()
        self._all = False
        self.pills: dict[str, QPushButton] = {}
        self._flow, self._row = flow_widget()
        self.more = QPushButton()
        self.more.setProperty("look", "quiet")
        self.more.clicked.connect(self._show_more)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 4, 0, 6)
        column.setSpacing(6)
        column.addWidget(plain.label(criterion_name(criterion).upper(), "heading"))
        column.addWidget(self._flow)
        column.addWidget(self.more, 0, Qt.AlignmentFlag.AlignLeft)

    def show_values(self, journey: Journey, counts: Counts) -> None:
        """Offer these values; pills that stay keep their place and the focus."""
        offered = counts[: _MOST if self._all else _FEW]
        names = tuple(value_name(journey, self._criterion, value) for value, _ in offered)
        left = len(counts) - len(offered)
        self.more.setText(self.tr("{count} more…").format(count=left))
        self.more.setAccessibleName(self.more.text())
        self.more.setVisible(left > 0 and not self._all)
        self.setVisible(bool(counts))
        if offered == self._counts and names == self._names:
            return
        self._counts, self._names = offered, names
        scripts.serve(names)
        if [value for value, _ in offered] != list(self.pills):
            self._make_pills(offered)
        for (value, count), name in zip(offered, names, strict=True):
            pill = self.pills[value]
            pill.setText(f"{plain.mnemonic_free(name)}  {count}")
            pill.setAccessibleName(
                self.tr("{what}: {value}, {count} cards").format(
                    what=criterion_name(self._criterion), value=name, count=count
                )
            )

    def tick(self) -> None:
        """Tick the values that are let through."""
        values = self._panel.viewing.values(self._criterion)
        for value, pill in self.pills.items():
            pill.setChecked(value in values)

    def _make_pills(self, counts: Counts) -> None:
        focused = next((value for value, pill in self.pills.items() if pill.hasFocus()), None)
        for pill in self.pills.values():
            self._row.removeWidget(pill)
            pill.deleteLater()
        self.pills = {}
        for value, _ in counts:
            pill = QPushButton(self._flow)
            pill.setCheckable(True)
            pill.setProperty("look", "pill")
            pill.clicked.connect(lambda _=False, value=value: self._panel.viewing.toggle(self._criterion, value))
            self._row.addWidget(pill)
            pill.show()
            self.pills[value] = pill
        self._flow.updateGeometry()
        if focused in self.pills:
            self.pills[focused].setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_more(self) -> None:
        self._all = True
        self._panel.refresh()


def _counted(journey: Journey, criterion: str) -> Iterator[tuple[str, int]]:
    """The values of a kind that cards have, in an order that people expect, with the number of cards of each."""
    cards = journey.cards.values()
    if criterion == "tags":
        counts = Counter(tag for card in cards for tag in dict.fromkeys(card.tags or ("",)))
    elif criterion == "owners":
        counts = Counter(card.owner for card in cards)
    elif criterion == "channels":
        counts = Counter(card.channel for card in cards if card.channel is not None)
    elif criterion == "personas":
        counts = Counter(card.persona for card in cards if card.persona is not None)
    else:
        counts = Counter(card.evidence.status.value for card in cards if card.evidence is not None)
    none = counts.pop("", 0)
    order: dict[str, int] = {}
    known = {
        "evidence": [status.value for status in Evidence],
        "channels": [*journey.channels, *CHANNELS],
        "personas": list(journey.personas),
    }.get(criterion, sorted(counts, key=str.casefold))
    for value in (*known, *counts):
        if value in counts:
            order[value] = counts[value]
    yield from order.items()
    if order and none:
        yield "", none
