"""Sections of a form: a heading that folds what stands below it; which ones are folded is remembered."""

from __future__ import annotations

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from cjm_desktop.windows import icons, settings
from cjm_desktop.windows.appearance import Appearance


class Section(QWidget):
    """`body` is the column of the fields. `toggled` is sent after it was folded or opened.

    `key` names the section in the settings, where only those that are not as they are at first (`folded`) stand.
    """

    toggled = Signal()

    def __init__(self, key: str, title: str, appearance: Appearance, *, folded: bool) -> None:
        super().__init__()
        self._key = key
        self._title = title
        self._appearance = appearance
        self._first = folded
        self._folded = folded != (key in settings.load(settings.INSPECTOR_FOLDS))
        self._says = False
        self.heading = QPushButton()
        self.heading.setProperty("look", "section")
        self.heading.setIconSize(QSize(12, 12))
        self.heading.clicked.connect(lambda: self.fold(not self._folded))
        self._page = QWidget()
        self.body = QVBoxLayout(self._page)
        self.body.setContentsMargins(0, 2, 0, 4)
        self.body.setSpacing(10)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 4, 0, 0)
        column.setSpacing(2)
        column.addWidget(self.heading)
        column.addWidget(self._page)
        self._show()

    @property
    def is_folded(self) -> bool:
        return self._folded

    def fold(self, folded: bool) -> None:
        """Folds or opens the section, and remembers it."""
        if folded == self._folded:
            return
        self._folded = folded
        differing = [key for key in settings.load(settings.INSPECTOR_FOLDS) if key != self._key]
        if folded != self._first:
            differing.append(self._key)
        settings.store(settings.INSPECTOR_FOLDS, differing)
        self._show()
        self.toggled.emit()

    def follow(self) -> None:
        """Is as it was left in another form."""
        folded = self._first != (self._key in settings.load(settings.INSPECTOR_FOLDS))
        if folded != self._folded:
            self._folded = folded
            self._show()

    def say(self, says: bool) -> None:
        """Whether something stands in it: a folded section shows a dot then."""
        if says != self._says:
            self._says = says
            self._show()

    def dress(self) -> None:
        """Takes the colours of the theme."""
        self._show()

    def _show(self) -> None:
        self._page.setVisible(not self._folded)
        dotted = self._folded and self._says
        self.heading.setText(f"{self._title.upper()}  •" if dotted else self._title.upper())
        self.heading.setAccessibleName(self._title)
        state = self.tr("folded") if self._folded else self.tr("open")
        self.heading.setAccessibleDescription(self.tr("{state}, not empty").format(state=state) if dotted else state)
        self.heading.setIcon(
            icons.tinted(
                "chevron-right" if self._folded else "chevron-down",
                self._appearance.chrome.text_muted,
                size=12,
            )
        )
