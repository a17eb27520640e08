"""Light or dark: follows the system or the user's choice, dresses the application, and tells the windows."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from cjm_desktop.theme import CHROMES, THEMES, Chrome, Theme
from cjm_desktop.windows import dialog_icons, settings, style

MODES = ("system", "light", "dark")


class Appearance(QObject):
    """The one look of all windows. `changed` is sent after the application has been dressed anew.

    `mode_changed` is sent after each choice of a mode, though the windows may look as before.
    """

    changed = Signal()
    mode_changed = Signal()

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        self._app = app
        remembered = settings.load(settings.APPEARANCE)
        self._mode = remembered if remembered in MODES else "system"
        self._name = ""
        self._dress()
        QGuiApplication.styleHints().colorSchemeChanged.connect(self._dress)

    @property
    def mode(self) -> str:
        """“system”, “light” or “dark”."""
        return self._mode

    @property
    def name(self) -> str:
        """What is shown: “light” or “dark”."""
        return self._name

    @property
    def chrome(self) -> Chrome:
        return CHROMES[self._name]

    @property
    def theme(self) -> Theme:
        return THEMES[self._name]

    def set_mode(self, mode: str) -> None:
        """Takes one of `MODES` and remembers it."""
        self._mode = mode
        settings.store(settings.APPEARANCE, mode)
        self._dress()
        self.mode_changed.emit()

    def _dress(self) -> None:
        name = self._mode
        if name == "system":
            dark = QGuiApplication.styleHints().colorScheme() == Qt.ColorScheme.Dark
            name = "dark" if dark else "light"
        if name == self._name:
            return
        self._name = name
        self._app.setPalette(style.palette(self.chrome))
        self._app.setStyleSheet(style.sheet(self.chrome) + dialog_icons.rules(self.chrome))
        self.changed.emit()
