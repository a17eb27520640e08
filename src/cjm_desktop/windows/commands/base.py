"""What every group of commands is made of: the window that it commands, with its document, canvas and session."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

if TYPE_CHECKING:
    from cjm_desktop.canvas.view import CanvasView
    from cjm_desktop.editing.session import Session
    from cjm_desktop.windows.document import Document
    from cjm_desktop.windows.main_window import Desktop, MainWindow
    from cjm_desktop.windows.workspace import Workspace


class CommandGroup(QObject):
    """Commands of one subject. All but those that need nothing are called only while the window holds a map."""

    def __init__(self, window: MainWindow, desktop: Desktop) -> None:
        super().__init__(window)
        self._window = window
        self._desktop = desktop

    @property
    def _document(self) -> Document:
        assert self._window.document is not None
        return self._window.document

    @property
    def _workspace(self) -> Workspace:
        assert self._window.workspace is not None
        return self._window.workspace

    @property
    def _canvas(self) -> CanvasView:
        return self._workspace.canvas

    @property
    def _session(self) -> Session:
        return self._document.session
