"""Short ways to what a window holds."""

from __future__ import annotations

from cjm_desktop.editing.document import update_map
from cjm_desktop.editing.session import Session
from cjm_desktop.windows.main_window import MainWindow
from cjm_desktop.windows.workspace import Workspace


def session_of(window: MainWindow) -> Session:
    assert window.document is not None
    return window.document.session


def workspace_of(window: MainWindow) -> Workspace:
    assert window.workspace is not None
    return window.workspace


def rename(window: MainWindow, title: str) -> None:
    session = session_of(window)
    session.apply("Rename map", update_map(session.journey, title=title))
