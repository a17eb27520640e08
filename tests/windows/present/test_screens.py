"""Presenting on two screens (Qt's own, off the screen), and in a real window on one."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from cjm_desktop.theme import PROJECTOR
from cjm_desktop.windows.main_window import MainWindow

ROOT = Path(__file__).resolve().parents[3]
_SCREEN = {"y": 0, "logicalDpi": 96, "logicalBaseDpi": 96, "dpr": 1}
SCREENS = [
    {"name": "desk", "x": 0, "width": 1280, "height": 800, **_SCREEN},
    {"name": "beamer", "x": 1280, "width": 1024, "height": 768, **_SCREEN},
]
_SCRIPT = """
import json, sys
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu
from cjm_desktop.app import Desktop, made_application
from cjm_desktop.windows import settings

app = made_application()
desktop = Desktop(app)
window = desktop.new_window()
window.setGeometry(50, 50, 1000, 700)
window.show()
window.commands.file.start_from_template("current-state", False)
present = window.commands.present
told = {"window": window.screen().name()}
menu = QMenu()
present.fill_screens(menu)
told["choices"] = [(action.text(), action.isChecked()) for action in menu.actions()]

def seen():
    shown = present.presentation
    return [
        shown.stage.screen().name(),
        shown.stage.geometry().getRect(),
        shown.notes.screen().name() if shown.notes else None,
        [slide.size.width / slide.size.height for slide in shown.talk.deck.slides("stage-need")][0],
    ]

present.from_beginning()
app.processEvents()
told["first"] = seen()
present.end()
next(action for action in menu.actions() if "desk" in action.text()).trigger()
present.from_beginning()
app.processEvents()
told["chosen"] = seen()
present.end()
settings.store(settings.PRESENT_SCREEN, "one that was unplugged")
present.from_beginning()
app.processEvents()
told["unplugged"] = seen()
present.end()
print(json.dumps(told))
"""


def test_the_audience_gets_the_other_screen_and_the_presenter_this_one(tmp_path: Path) -> None:
    (tmp_path / "screens.json").write_text(json.dumps({"screens": SCREENS}))
    environment = {**os.environ, "QT_QPA_PLATFORM": f"offscreen:configfile={tmp_path / 'screens.json'}"}
    environment["PYTHONPATH"] = str(ROOT / "src")
    done = subprocess.run(
        [sys.executable, "-c", _SCRIPT], env=environment, capture_output=True, text=True, check=True, timeout=120
    )
    told = json.loads(done.stdout.splitlines()[-1])
    assert told["window"] == "desk"
    assert next(text for text, _ in told["choices"]).startswith("&Another")
    assert sorted(text.split("  ")[-1] for text, _ in told["choices"][1:]) == ["beamer, 1024 × 768", "desk, 1280 × 800"]
    assert [checked for _, checked in told["choices"]] == [True, False, False]
    aspect = pytest.approx(1024 / 768, abs=0.01)
    assert told["first"] == ["beamer", [1280, 0, 1024, 768], "desk", aspect]
    assert told["chosen"] == ["desk", [0, 0, 1280, 800], "beamer", pytest.approx(1.6, abs=0.01)]
    assert told["unplugged"] == ["beamer", [1280, 0, 1024, 768], "desk", aspect]


@pytest.mark.window
def test_a_talk_in_a_real_window(sample: MainWindow, qtbot: QtBot) -> None:
    """Full screen over everything, walked by keys, edited, black, and back on the map."""
    sample.actions_by_id["present"].trigger()
    presentation = sample.commands.present.presentation
    assert presentation is not None
    stage = presentation.stage
    qtbot.waitUntil(lambda: QApplication.focusWidget() is stage)
    screen = stage.screen()
    assert stage.geometry() == screen.geometry()

    def colours() -> set[int]:
        QTest.qWait(80)
        image = screen.grabWindow(0).toImage()
        return {image.pixel(x, y) for x in range(0, image.width(), 5) for y in range(0, image.height(), 5)}

    qtbot.keyClick(stage, Qt.Key.Key_4)
    qtbot.keyClick(stage, Qt.Key.Key_Return)
    qtbot.keyClick(stage, Qt.Key.Key_PageDown)
    assert len(colours()) > 60
    image = screen.grabWindow(0).toImage()
    assert image.pixelColor(1, image.height() // 2).name() == PROJECTOR.page, "no frame, no chrome"
    qtbot.keyClick(stage, Qt.Key.Key_E)
    field = stage.editor.field
    assert field is not None
    qtbot.waitUntil(field.hasFocus)
    qtbot.keyClicks(field, "Pays aloud")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert sample.document is not None
    assert sample.document.session.journey.cards["card-actions-purchase"].text == "Pays aloud"
    qtbot.keyClick(stage, Qt.Key.Key_Period)
    assert len(colours()) == 1
    qtbot.keyClick(stage, Qt.Key.Key_Escape)
    qtbot.keyClick(stage, Qt.Key.Key_N)
    qtbot.waitUntil(lambda: presentation.notes is not None and presentation.notes.isVisible())
    qtbot.keyClick(stage, Qt.Key.Key_Escape)
    assert sample.commands.present.presentation is None
    assert sample.workspace is not None
    assert sample.workspace.canvas.selection == ("card-actions-purchase",)
    qtbot.waitUntil(sample.isActiveWindow)
