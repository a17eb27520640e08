"""The Qt that is installed stays alive, and a real window can be opened with it."""

from __future__ import annotations

import subprocess
import sys

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

MANY_VOID_CALLS = """
from PySide6.QtCore import QObject
thing = QObject()
for _ in range(200_000):
    thing.setObjectName("x")
print("alive")
"""


def test_many_void_calls_leave_the_interpreter_alive() -> None:
    """PySide6 6.12.0 on Python 3.11 dropped a reference to None in each void call and aborted after some thousands."""
    ended = subprocess.run([sys.executable, "-c", MANY_VOID_CALLS], capture_output=True, text=True, check=False)
    assert (ended.returncode, ended.stdout.strip()) == (0, "alive"), ended.stderr


@pytest.mark.window
def test_real_window_takes_keys(qtbot: QtBot) -> None:
    field = QLineEdit()
    qtbot.addWidget(field)
    with qtbot.waitExposed(field):
        field.show()
    assert QGuiApplication.platformName() == "xcb"
    field.setFocus()
    qtbot.keyClicks(field, "map")
    qtbot.keyClick(field, Qt.Key.Key_Backspace)
    assert field.text() == "ma"
