"""What journeys share: a window on a blank map, as one has it before the first word."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from cjm_desktop.app import Desktop, made_application
from cjm_desktop.windows.main_window import MainWindow


@pytest.fixture
def window(qtbot: QtBot) -> Iterator[MainWindow]:
    """A window on a blank map."""
    app = made_application()
    desktop = Desktop(app)
    made = desktop.new_window()
    made.resize(1400, 900)
    made.show()
    qtbot.waitExposed(made)
    made.commands.file.start_from_template("blank", False)
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    yield made
    assert made.document is not None
    made.document.session.mark_saved()
    made.close()
    desktop.deleteLater()
    qtbot.wait(1)
