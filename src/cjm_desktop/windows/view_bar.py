"""The strip above the map that says that not all of it is shown, and brings all of it back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QSizePolicy

from cjm_desktop.windows import icons, plain
from cjm_desktop.windows.view_words import filter_words, view_name

if TYPE_CHECKING:
    from cjm_desktop.windows.workspace import Workspace


class ViewBar(QFrame):
    """Hidden while the whole map is shown. `save_wanted` and `update_wanted` ask to keep what is shown."""

    save_wanted = Signal()
    update_wanted = Signal()

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        self.setProperty("look", "viewbar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._sign = plain.label("")
        self._name = plain.label("", "strong")
        self._filter = plain.label("")
        self._filter.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._counts = plain.label("", "muted")
        self.update_button = QPushButton(self.tr("Update View"))
        self.save_button = QPushButton(self.tr("Save as View…"))
        self.all_button = QPushButton(self.tr("Show All"))
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 4, 8, 4)
        row.setSpacing(8)
        for label in (self._sign, self._name):
            row.addWidget(label)
        row.addWidget(self._filter, 1)
        row.addWidget(self._counts)
        for button in (self.update_button, self.save_button, self.all_button):
            button.setProperty("look", "quiet")
            button.setAccessibleName(button.text().rstrip("…"))
            row.addWidget(button)
        viewing = workspace.viewing
        self.update_button.clicked.connect(self.update_wanted)
        self.save_button.clicked.connect(self.save_wanted)
        self.all_button.clicked.connect(self._show_all)
        viewing.changed.connect(self.refresh)
        workspace.changed.connect(self._follow)
        workspace.appearance.changed.connect(self._dress)
        self._dress()
        self.refresh()

    @property
    def text(self) -> str:
        """What the strip says; empty while it is hidden."""
        parts = (self._name.text(), self._filter.text(), self._counts.text())
        return "" if self.isHidden() else " ".join(part for part in parts if part)

    def refresh(self) -> None:
        """Say what is shown now."""
        viewing = self._workspace.viewing
        view = viewing.view
        self.setVisible(view is not None)
        if view is None:
            return
        kept = viewing.kept
        name = self.tr("Filter") if kept is None else view_name(kept)
        self._name.setText(self.tr("{view} (changed)").format(view=name) if kept and viewing.is_changed else name)
        words = [filter_words(self._workspace.session.journey, view)]
        for count, one, many in (
            (len(view.hidden_stages), self.tr("1 stage hidden"), self.tr("{count} stages hidden")),
            (len(view.hidden_lanes), self.tr("1 lane hidden"), self.tr("{count} lanes hidden")),
        ):
            if count:
                words.append(one if count == 1 else many.format(count=count))
        self._filter.setText(" · ".join(filter(None, words)))
        self._filter.setToolTip(plain.tooltip(self._filter.text()))
        self._count()
        self.update_button.setVisible(viewing.is_own and viewing.is_changed)
        self.save_button.setVisible(not viewing.is_own or viewing.is_changed)
        self.setAccessibleName(self.text)

    def _follow(self) -> None:
        if not self.isHidden():
            self._count()

    def _count(self) -> None:
        """How many of the map's cards are shown and not dimmed."""
        sheet = self._workspace.canvas.sheet
        shown = sum(len(placed.box.cards) for placed in sheet.layout.lanes)
        faint = sum(len(sheet.dimmed & placed.box.card_by_id.keys()) for placed in sheet.layout.lanes)
        text = self.tr("{shown} of {all} cards").format(shown=shown - faint, all=len(sheet.whole.cards))
        self._counts.setText(text)

    def _show_all(self) -> None:
        self._workspace.viewing.show(None)
        self._workspace.canvas.setFocus(Qt.FocusReason.OtherFocusReason)

    def _dress(self) -> None:
        icon: QIcon = icons.tinted("funnel", self._workspace.appearance.chrome.accent_on_pale, size=16)
        self._sign.setPixmap(icon.pixmap(16, 16))
