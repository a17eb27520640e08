"""Files with several journeys in them: a dialog asks which becomes a map, by keyboard as by mouse; Esc imports nothing."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from cjm_desktop.windows.importing.which import WhichDialog
from cjm_desktop.windows.main_window import MainWindow
from tests.windows.answering import in_dialog
from tests.windows.holding import session_of
from tests.windows.naming import nameless

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)

BOTH = (
    "<CJML><plannedJourney><journeyTitle>Ride</journeyTitle></plannedJourney>"
    "<actualJourney><journeyTitle>Ann</journeyTitle></actualJourney></CJML>"
)
DIAGRAM = "```mermaid\njourney\ntitle Day\nsection A\nT: 3\n```\n"
TABLE = "| Stage | Find | Buy |\n|---|---|---|\n| Actions | google | pay |\n| Pains | slow | dear |\n"


def test_the_journey_that_is_chosen_becomes_the_map(window: MainWindow, tmp_path: Path) -> None:
    path = tmp_path / "ride.cjml"
    path.write_text(BOTH, encoding="utf-8")

    def steps(dialog: WhichDialog) -> None:
        assert [dialog.which.itemText(n) for n in range(2)] == ["Ride (planned)", "Ann (actual)"]
        assert nameless(dialog) == []
        QTest.keyClick(dialog.which, Qt.Key.Key_Down)
        QTest.keyClick(dialog, Qt.Key.Key_Return)

    with in_dialog(WhichDialog, steps):
        window.commands.file.open_any(path)
    assert session_of(window).journey.title == "Ann"


def test_a_table_beside_a_diagram_can_be_had(window: MainWindow, tmp_path: Path) -> None:
    path = tmp_path / "plan.md"
    path.write_text(DIAGRAM + "\n## Tomorrow\n\n" + TABLE, encoding="utf-8")

    def steps(dialog: WhichDialog) -> None:
        assert [dialog.which.itemText(n) for n in range(2)] == ["Day", "Tomorrow"]
        dialog.which.setCurrentIndex(1)
        QTest.mouseClick(dialog.import_button, Qt.MouseButton.LeftButton)

    with in_dialog(WhichDialog, steps):
        window.commands.file.open_any(path)
    assert [stage.name for stage in session_of(window).journey.stages.values()] == ["Find", "Buy"]


def test_esc_imports_nothing(window: MainWindow, tmp_path: Path) -> None:
    path = tmp_path / "ride.cjml"
    path.write_text(BOTH, encoding="utf-8")
    with in_dialog(WhichDialog, lambda dialog: QTest.keyClick(dialog, Qt.Key.Key_Escape)):
        window.commands.file.open_any(path)
    assert window.document is None


def test_one_journey_is_not_asked_about(window: MainWindow, tmp_path: Path) -> None:
    path = tmp_path / "plan.md"
    path.write_text(DIAGRAM, encoding="utf-8")
    window.commands.file.open_any(path)
    assert session_of(window).journey.title == "Day"
