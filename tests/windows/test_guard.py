"""An error in an overridden method of Qt reaches the hook and ends neither program nor window."""

from __future__ import annotations

import importlib
import pkgutil
import subprocess
import sys
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject

import cjm_desktop.canvas
import cjm_desktop.windows
from cjm_desktop.canvas.guard import guarded, overrides

CRASHING = """
import sys
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget
from cjm_desktop.canvas.guard import guarded

class Window(QWidget):
    def keyPressEvent(self, event):
        {}["missing"]

app = QApplication([])
window = (guarded(Window) if sys.argv[1] == "guarded" else Window)()
try:
    QApplication.sendEvent(window, QKeyEvent(QEvent.Type.KeyPress, 65, Qt.KeyboardModifier.NoModifier))
except KeyError:
    print("caught")
"""


def classes() -> Iterator[type]:
    """Every subclass of a Qt class in canvas and windows."""
    for package in (cjm_desktop.canvas, cjm_desktop.windows):
        for module in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            for member in vars(importlib.import_module(module.name)).values():
                if isinstance(member, type) and issubclass(member, QObject) and member.__module__ == module.name:
                    yield member


@pytest.mark.skipif(sys.version_info >= (3, 12), reason="errors are whole from Python 3.12 on")
def test_every_override_is_guarded() -> None:
    found = list(classes())
    assert len(found) > 20
    bare = [
        f"{cls.__qualname__}.{n}" for cls in found for n in overrides(cls) if not hasattr(vars(cls)[n], "__wrapped__")
    ]
    assert bare == []


def test_error_in_an_override_does_not_crash() -> None:
    done = subprocess.run(
        [sys.executable, "-c", CRASHING, "guarded"], capture_output=True, text=True, timeout=60, check=False
    )
    assert (done.returncode, done.stdout.strip()) == (0, "caught"), done.stderr


def test_overrides_are_those_of_qt() -> None:
    class Thing(QObject):
        def event(self, event: object) -> bool:
            return bool(event)

        def own(self) -> int:
            return 1

    assert overrides(Thing) == ["event"]
    assert guarded(Thing) is Thing
    assert Thing().own() == 1
