"""Controls of our own look, as a user meets them."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from cjm_desktop.app import Desktop
from cjm_desktop.windows import controls
from cjm_desktop.windows.controls import Choice

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


def test_a_list_shows_its_last_row_whole(desktop: Desktop, qtbot: QtBot) -> None:
    assert not desktop.windows
    page = QWidget()
    qtbot.addWidget(page)
    choice = Choice()
    choice.addItems(["Not said", "Observed", "Assumed", "Proposed", "Other"])
    QVBoxLayout(page).addWidget(choice)
    page.resize(240, 90)
    page.show()
    qtbot.waitExposed(page)
    QTest.mouseClick(choice, Qt.MouseButton.LeftButton)
    view = choice.view()
    qtbot.waitUntil(view.isVisible)
    qtbot.waitUntil(lambda: view.verticalScrollBar().maximum() == 0)
    last = view.visualRect(choice.model().index(choice.count() - 1, 0))
    assert last.bottom() <= view.viewport().rect().bottom()
    assert view.window().height() <= last.bottom() + 30, "and nothing beneath it"
    shown = [one for one in view.window().children() if isinstance(one, QWidget) and one.isVisible()]
    assert shown == [view], "no arrow to scroll by"
    choice.hidePopup()


def test_the_foot_of_a_dialog_has_the_order_of_the_platform(desktop: Desktop, qtbot: QtBot) -> None:
    assert not desktop.windows
    ours, own = QDialog(), QDialog()
    pressed: list[str] = []
    accept, reject = QPushButton("Import"), QPushButton("Cancel")
    accept.clicked.connect(lambda: pressed.append("accept"))
    reject.clicked.connect(lambda: pressed.append("reject"))
    row = QVBoxLayout(ours)
    row.addWidget(controls.foot(accept, reject))
    box = QDialogButtonBox(QDialogButtonBox.StandardButton.Save | QDialogButtonBox.StandardButton.Cancel)
    QVBoxLayout(own).addWidget(box)
    for dialog in (ours, own):
        qtbot.addWidget(dialog)
        dialog.show()
    save, cancel = (box.button(which) for which in (box.StandardButton.Save, box.StandardButton.Cancel))
    assert (accept.x() < reject.x()) == (save.x() < cancel.x())
    for button in (accept, reject):
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert pressed == ["accept", "reject"], "each once"
