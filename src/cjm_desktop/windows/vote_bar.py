"""The strip above the map while people vote: how many votes there are, how many a person has, and what comes of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton

from cjm_desktop.editing.votes import count_votes
from cjm_desktop.windows import plain
from cjm_desktop.windows.controls import Choice

if TYPE_CHECKING:
    from cjm_desktop.windows.workspace import Workspace

#: How many votes a person may have; 0 is as many as one likes.
_EACH = (0, 1, 2, 3, 4, 5, 6, 7, 8, 10, 12, 15, 20)


class VoteBar(QFrame):
    """Hidden unless votes are given on the canvas. What its buttons ask for is done by commands."""

    sort_wanted = Signal()
    clear_wanted = Signal()
    end_wanted = Signal()

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        self._voting = workspace.canvas.voting
        self.setProperty("look", "viewbar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName(self.tr("Dot votes"))
        self._count = plain.label("", "strong")
        self._left = plain.label("")
        each = plain.label(self.tr("Votes a person"))
        self.each = Choice()
        for count in _EACH:
            self.each.addItem(str(count) if count else self.tr("Any"), count)
        self.each.setAccessibleName(self.tr("Votes a person"))
        self.each.currentIndexChanged.connect(lambda _=0: self._voting.set_each(self.each.currentData()))
        each.setBuddy(self.each)
        self.next_button = self._button(self.tr("Next Person"))
        self.sort_button = self._button(self.tr("Sort by Votes"))
        self.clear_button = self._button(self.tr("Clear Votes"))
        self.end_button = self._button(self.tr("Done"))
        self.next_button.clicked.connect(self._voting.next_person)
        self.sort_button.clicked.connect(self.sort_wanted)
        self.clear_button.clicked.connect(self.clear_wanted)
        self.end_button.clicked.connect(self.end_wanted)
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 4, 8, 4)
        row.setSpacing(8)
        for widget in (self._count, each, self.each, self._left, self.next_button):
            row.addWidget(widget)
        row.addStretch(1)
        for widget in (self.sort_button, self.clear_button, self.end_button):
            row.addWidget(widget)
        self._voting.changed.connect(self.refresh)
        workspace.changed.connect(self._follow)
        self.refresh()

    @property
    def text(self) -> str:
        """What the strip says; empty while it is hidden."""
        return "" if self.isHidden() else " ".join(filter(None, (self._count.text(), self._left.text())))

    def refresh(self) -> None:
        """Show how the vote stands now."""
        self.setVisible(self._voting.is_on)
        if not self._voting.is_on:
            return
        count = count_votes(self._workspace.session.journey)
        self._count.setText(self.tr("1 vote") if count == 1 else self.tr("{count} votes").format(count=count))
        left = self._voting.left
        self._left.setText("" if left is None else self.tr("{left} left").format(left=left))
        self.next_button.setVisible(left is not None)
        for button in (self.sort_button, self.clear_button):
            button.setEnabled(bool(count))

    def _follow(self) -> None:
        if self._voting.is_on:
            self.refresh()

    def _button(self, text: str) -> QPushButton:
        button = QPushButton(text)
        button.setProperty("look", "quiet")
        button.setAccessibleName(text)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        return button
