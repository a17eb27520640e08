"""A question with several ways on: by mouse, by keys, and Esc takes none of them."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from cjm_desktop.windows.choices import Choice, ChoiceDialog, choose
from tests.windows.answering import in_dialog
from tests.windows.naming import nameless

pytestmark = [
    pytest.mark.usefixtures("desktop"),
    pytest.mark.qt_log_ignore("This plugin does not support", extend=True),
]

_WAYS = (
    Choice("first", "Merge…", "See what each of you changed."),
    Choice("second", "<b>Save</b> a Copy…", "A sentence that is so long that it cannot stand in one line " * 3),
    Choice("third", "Try Again"),
)


def asked(steps: object) -> str:
    with in_dialog(ChoiceDialog, steps):  # type: ignore[arg-type]
        return choose(None, "Save Map", "It was changed.", "Nothing was written.", _WAYS)
    raise AssertionError


def test_a_click_takes_one(qtbot: QtBot) -> None:
    assert asked(lambda one: qtbot.mouseClick(one.buttons["second"], Qt.MouseButton.LeftButton)) == "second"


def test_enter_takes_the_first_and_esc_none(qtbot: QtBot) -> None:
    assert asked(lambda one: qtbot.keyClick(one, Qt.Key.Key_Return)) == "first"
    assert asked(lambda one: qtbot.keyClick(one, Qt.Key.Key_Escape)) == ""
    assert asked(lambda one: qtbot.mouseClick(one.cancel, Qt.MouseButton.LeftButton)) == ""


def test_tab_and_enter_take_another(qtbot: QtBot) -> None:
    def steps(dialog: ChoiceDialog) -> None:
        dialog.activateWindow()
        qtbot.waitUntil(dialog.isActiveWindow)
        for _ in range(2):
            qtbot.keyClick(QApplication.focusWidget() or dialog, Qt.Key.Key_Tab)
        assert QApplication.focusWidget() is dialog.buttons["third"]
        qtbot.keyClick(dialog.buttons["third"], Qt.Key.Key_Return)

    assert asked(steps) == "third"


def test_all_is_said_whole_and_as_plain_text(qtbot: QtBot) -> None:
    dialog = ChoiceDialog(None, "Save Map", "It was changed.", "Nothing was written.", _WAYS)
    qtbot.addWidget(dialog)
    dialog.show()
    qtbot.waitExposed(dialog)
    assert nameless(dialog) == []
    assert dialog.buttons["first"].accessibleName() == "Merge"
    assert dialog.buttons["first"].accessibleDescription() == "See what each of you changed."
    assert dialog.accessibleDescription() == "It was changed. Nothing was written."
    for label in dialog.findChildren(QLabel):
        assert label.textFormat() == Qt.TextFormat.PlainText
        assert label.height() >= label.heightForWidth(label.width()), label.text()
