"""The map alone on the whole screen: a window goes in; its bars and panels go away and come back as they were."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, Qt

if TYPE_CHECKING:
    from cjm_desktop.windows.main_window import MainWindow


class CleanCanvas:
    """Whether a window shows nothing but the map, and what it showed before."""

    def __init__(self, window: MainWindow) -> None:
        self._window = window
        self._panels: list[str] | None = None
        self._layout = QByteArray()
        self._was_full = False

    @property
    def is_on(self) -> bool:
        return self._panels is not None

    def set_on(self, on: bool) -> None:
        """Hide everything but the map and fill the screen; or bring back what was hidden."""
        if on == self.is_on or self._window.workspace is None:
            return
        window, full = self._window, Qt.WindowState.WindowFullScreen
        if on:
            self._layout = window.saveState()
            self._panels = window.docks.open_panels()
            for name in self._panels:
                window.docks.show(name, False)
            for bar in window.bars():
                bar.hide()
            self._was_full = window.isFullScreen()
            window.setWindowState(window.windowState() | full)
            assert window.workspace is not None
            window.workspace.canvas.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            assert self._panels is not None
            panels, self._panels = self._panels, None
            if not self._was_full:
                window.setWindowState(window.windowState() & ~full)
            for bar in window.bars():
                bar.show()
            for name in panels:
                window.docks.show(name, True)
            # Sizes, and which of several tabs is in front.
            window.restoreState(self._layout)
