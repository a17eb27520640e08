"""A window that is closed is gone, with its map, its history and its drawing; and it goes without an error."""

from __future__ import annotations

import gc
import weakref

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from cjm_desktop.app import Desktop
from cjm_desktop.model.journey import Journey, Table
from cjm_desktop.model.records import Card, Lane, Stage
from cjm_desktop.windows.docks import PANELS
from cjm_desktop.windows.main_window import MainWindow


def test_a_closed_window_is_let_go(desktop: Desktop, qtbot: QtBot) -> None:
    window = desktop.new_window()
    window.show()
    qtbot.waitExposed(window)
    window.commands.file.start_from_template("current-state", False)
    for panel in PANELS:
        window.show_panel(panel.id, True)
    assert window.document is not None
    kept = [weakref.ref(window), weakref.ref(window.document.session), weakref.ref(window.workspace)]
    window.document.session.mark_saved()
    window.close()
    del window
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    gc.collect()
    assert [one() for one in kept] == [None, None, None]


@pytest.mark.parametrize("role", ["of another program", "", "<b>x</b>"])
def test_a_role_of_another_program_is_shown(role: str, window: MainWindow) -> None:
    journey = Journey(
        stages=Table.of([Stage(id="s")]),
        lanes=Table.of([Lane(id="l", role=role, label="Lane")]),
        cards=Table.of([Card(id="c", lane="l", stage="s", text="x")]),
    )
    window.show_journey(journey)
    for panel in PANELS:
        window.show_panel(panel.id, True)
    window.grab()
    assert window.workspace is not None
    window.workspace.canvas.select(["l"])
    window.grab()


def test_docks_that_somebody_still_holds_go_quietly(desktop: Desktop, qtbot: QtBot) -> None:
    window = desktop.new_window()
    window.show()
    qtbot.waitExposed(window)
    window.commands.file.start_from_template("current-state", False)
    for panel in PANELS:
        window.show_panel(panel.id, True)
    docks = window.docks
    assert docks is not None
    assert window.document is not None
    window.document.session.mark_saved()
    window.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    QApplication.processEvents()
    assert docks is not None
