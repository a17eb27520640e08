"""What tests of recovery start with: unsaved maps are kept at once, and a window shows a saved map."""

from __future__ import annotations

from pathlib import Path

import pytest

from cjm_desktop.app import Desktop
from cjm_desktop.windows import recovery
from cjm_desktop.windows.main_window import MainWindow


@pytest.fixture(autouse=True)
def _soon(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is unsaved is written a blink after the edit, not a second."""
    monkeypatch.setattr(recovery, "SOONEST", 0.03)


@pytest.fixture
def folder(desktop: Desktop) -> Path:
    """Where unsaved maps are kept."""
    return desktop.recovery.folder


@pytest.fixture
def opened(window: MainWindow, sample_file: Path) -> MainWindow:
    """A window that shows the file with the sample map."""
    window.open_path(sample_file)
    return window
