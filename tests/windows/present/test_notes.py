"""The presenter's window: this step and the next, notes that are edits, time, and the same keys."""

from __future__ import annotations

import re

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from cjm_desktop.model.walkthrough import Step
from cjm_desktop.theme import BLACK
from cjm_desktop.windows.present import notes_window
from cjm_desktop.windows.present.notes_window import NotesWindow
from tests.windows.present.conftest import CTRL, Show

K = Qt.Key
PAYS = Step("stage-purchase", "card-actions-purchase")


@pytest.fixture
def notes(show: Show, qtbot: QtBot) -> NotesWindow:
    show.key(K.Key_N)
    made = show.presentation.notes
    assert made is not None
    qtbot.waitExposed(made)
    return made


def test_n_opens_and_closes_it(show: Show, notes: NotesWindow) -> None:
    assert notes.isVisible()
    show.key(K.Key_N, on=show.stage)
    assert show.presentation.notes is None
    assert not show.is_over
    show.key(K.Key_N, on=show.stage)
    again = show.presentation.notes
    assert again is not None
    again.close()
    assert show.presentation.notes is None
    assert not show.is_over, "closing it goes on with the talk"


def test_it_shows_this_step_and_the_next(show: Show, notes: NotesWindow) -> None:
    show.talk.go_to(PAYS)
    now, following = notes.now.grab().toImage(), notes.following.grab().toImage()
    assert notes.place.text() == "Stage 4 of 6: Purchase. Pays by card on the phone"
    assert notes.count.text() == f"Step {show.talk.place + 1} of {len(show.talk.steps)}"
    assert notes.stages.currentData() == 4
    show.talk.next()
    assert notes.now.grab().toImage() != now
    assert notes.following.grab().toImage() != following
    show.talk.last()
    assert show.talk.following() is None
    notes.following.grab()


def test_keys_and_buttons_walk_here_as_well(show: Show, notes: NotesWindow) -> None:
    show.key(K.Key_Right, on=notes)
    assert show.step == Step("stage-need")
    QTest.mouseClick(notes.next_button, Qt.MouseButton.LeftButton)
    QTest.mouseClick(notes.next_button, Qt.MouseButton.LeftButton)
    QTest.mouseClick(notes.back_button, Qt.MouseButton.LeftButton)
    assert show.talk.place == 2
    QTest.mouseClick(notes.black_button, Qt.MouseButton.LeftButton)
    assert show.stage.blank == BLACK
    notes.stages.setCurrentIndex(4)
    notes.stages.activated.emit(4)
    assert show.step == Step("stage-purchase")
    show.key(K.Key_E, on=notes)
    assert show.stage.editor.is_open
    show.stage.editor.commit()
    QTest.mouseClick(notes.end_button, Qt.MouseButton.LeftButton)
    QTest.mouseClick(notes.end_button, Qt.MouseButton.LeftButton)
    assert show.is_over, "the first click lit the black screen, the second ended the talk"


def test_notes_of_the_step_are_read_and_written(show: Show, notes: NotesWindow) -> None:
    show.talk.go_to(PAYS)
    notes.notes.setFocus()
    QTest.keyClicks(notes.notes, "Ask who paid")
    assert show.journey.cards["card-actions-purchase"].note == "Ask who paid"
    assert show.session.steps == ("Edit note",), "writing is one step"
    assert show.step == PAYS
    show.talk.go_to(Step("stage-purchase"))
    assert notes.notes.toPlainText() == ""
    QTest.keyClicks(notes.notes, "Slowly")
    assert show.journey.stages["stage-purchase"].note == "Slowly"
    assert len(show.session.steps) == 2
    show.talk.go_to(PAYS)
    assert notes.notes.toPlainText() == "Ask who paid"
    show.key(K.Key_Z, CTRL, on=notes)
    show.key(K.Key_Z, CTRL, on=notes)
    assert notes.notes.toPlainText() == ""
    assert show.journey.cards["card-actions-purchase"].note == ""
    show.talk.first()
    assert not notes.notes.isEnabled(), "the whole map has no note here"


def test_a_clicker_works_while_notes_are_written(show: Show, notes: NotesWindow) -> None:
    show.talk.go_to(PAYS)
    notes.activateWindow()
    notes.notes.setFocus()
    place = show.talk.place
    show.key(K.Key_PageDown, on=notes.notes)
    assert show.talk.place == place + 1
    show.key(K.Key_PageUp, on=notes.notes)
    assert show.step == PAYS
    show.key(K.Key_Escape, on=notes.notes)
    assert not notes.notes.hasFocus()
    assert not show.is_over


def test_time_goes_on_and_can_begin_again(notes: NotesWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    now = notes_window.monotonic()
    monkeypatch.setattr(notes_window, "monotonic", lambda: now + 3725)
    notes._tick()
    assert notes.elapsed.text().startswith("1:02:0")
    assert re.fullmatch(r"\d{1,2}[:.]\d{2}.*", notes.clock.text())
    QTest.mouseClick(notes.restart_button, Qt.MouseButton.LeftButton)
    assert notes.elapsed.text() == "0:00"


def test_every_control_has_a_name(notes: NotesWindow) -> None:
    kinds = (QAbstractButton, QComboBox, QPlainTextEdit)
    controls = [child for child in notes.findChildren(QWidget) if isinstance(child, kinds)]
    assert len(controls) >= 7
    assert [child for child in controls if not child.accessibleName()] == []
    assert notes.now.accessibleName() != notes.following.accessibleName()


def test_it_goes_with_the_talk(show: Show, notes: NotesWindow) -> None:
    gone: list[bool] = []
    notes.destroyed.connect(lambda: gone.append(True))
    show.key(K.Key_Escape, on=show.stage)
    assert show.is_over
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert gone


def test_keys_stay_with_the_talk_until_a_note_is_to_be_written(show: Show, notes: NotesWindow) -> None:
    show.talk.go_to(PAYS)
    notes.activateWindow()
    assert QApplication.focusWidget() is not notes.notes
    assert notes.focusWidget() is notes
    before = notes.notes.toPlainText()
    show.key(K.Key_B, on=notes.focusWidget())
    assert show.stage.blank == BLACK
    assert notes.notes.toPlainText() == before
    show.key(K.Key_B, on=notes)
    show.key(K.Key_Tab, on=notes)
    assert notes.focusWidget() is notes.notes
