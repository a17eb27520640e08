"""The inspector by real keys and clicks: typing is one step, others' changes leave the caret alone."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from cjm_desktop.editing.cards import update_cards
from cjm_desktop.editing.session import Session
from cjm_desktop.model.journey import Journey
from cjm_desktop.model.records import Evidence, Mark
from cjm_desktop.windows.inspector import Inspector
from cjm_desktop.windows.main_window import MainWindow

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


@pytest.fixture
def session(journey: Journey) -> Session:
    return Session(journey)


@pytest.fixture
def inspector(session: Session, desktop, qtbot: QtBot) -> Inspector:  # type: ignore[no-untyped-def]
    made = Inspector(session, desktop.appearance)
    made.resize(300, 900)
    qtbot.addWidget(made)
    made.show()
    qtbot.waitExposed(made)
    return made


def card_with_channel(journey: Journey) -> str:
    return next(card.id for card in journey.cards.values() if card.channel)


def focus(inspector: Inspector, key: str, qtbot: QtBot) -> QWidget:
    """The field's widget with the keyboard's focus."""
    widget = inspector.editor(key).buddy
    inspector.open_section_of(key)
    inspector.activateWindow()
    widget.setFocus()
    qtbot.waitUntil(widget.hasFocus)
    return widget


def test_nothing_selected_shows_the_map(inspector: Inspector, session: Session, qtbot: QtBot) -> None:
    line = focus(inspector, "title", qtbot)
    line.selectAll()  # type: ignore[attr-defined]
    qtbot.keyClicks(line, "Lunch")
    assert session.journey.title == "Lunch"
    assert session.steps == ("Rename map",)


def test_typing_is_one_step_until_the_focus_goes(inspector: Inspector, session: Session, qtbot: QtBot) -> None:
    inspector.show_selection((card_with_channel(session.journey),))
    area = focus(inspector, "text", qtbot)
    qtbot.keyClicks(area, "abc")
    assert len(session.steps) == 1
    focus(inspector, "owner", qtbot)
    area = focus(inspector, "text", qtbot)
    qtbot.keyClicks(area, "def")
    assert len(session.steps) == 2
    before = session.journey
    session.undo()
    session.undo()
    assert session.journey is not before
    assert not session.can_undo


def test_two_fields_are_two_steps(inspector: Inspector, session: Session, qtbot: QtBot) -> None:
    inspector.show_selection((card_with_channel(session.journey),))
    qtbot.keyClicks(focus(inspector, "text", qtbot), "a")
    qtbot.keyClicks(focus(inspector, "owner", qtbot), "b")
    assert session.steps == ("Edit text", "Change owner")


def test_change_from_outside_leaves_the_caret(inspector: Inspector, session: Session, qtbot: QtBot) -> None:
    id_ = card_with_channel(session.journey)
    inspector.show_selection((id_,))
    line = focus(inspector, "owner", qtbot)
    qtbot.keyClicks(line, "Web team")
    line.setCursorPosition(3)  # type: ignore[attr-defined]
    session.apply("Edit text", update_cards(session.journey, [id_], text="Changed elsewhere"))
    assert line.hasFocus()
    assert line.cursorPosition() == 3  # type: ignore[attr-defined]
    assert inspector.editor("text").buddy.toPlainText() == "Changed elsewhere"  # type: ignore[attr-defined]
    session.apply("Change owner", update_cards(session.journey, [id_], owner="Web team and Ann"))
    assert line.text() == "Web team and Ann"  # type: ignore[attr-defined]
    assert line.cursorPosition() == 3  # type: ignore[attr-defined]


def test_undo_in_a_field_is_the_windows(sample: MainWindow, qtbot: QtBot) -> None:
    assert sample.workspace is not None
    session = sample.workspace.session
    sample.workspace.canvas.select((card_with_channel(session.journey),))
    first = session.journey
    area = sample.workspace.inspector.editor("text").buddy
    sample.activateWindow()
    area.setFocus()
    qtbot.waitUntil(area.hasFocus)
    qtbot.keyClicks(area, "xyz")
    assert session.journey is not first
    qtbot.keyClick(area, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert session.journey == first
    assert not session.can_undo


def test_choice_is_a_step_each(inspector: Inspector, session: Session, qtbot: QtBot) -> None:
    id_ = card_with_channel(session.journey)
    inspector.show_selection((id_,))
    choice = focus(inspector, "channel", qtbot)
    index = choice.findData("phone")  # type: ignore[attr-defined]
    choice.setCurrentIndex(index)  # type: ignore[attr-defined]
    choice.activated.emit(index)  # type: ignore[attr-defined]
    assert session.journey.cards[id_].channel == "phone"
    assert session.steps == ("Change channel",)


def test_wheel_does_not_change_a_choice(inspector: Inspector, session: Session, qtbot: QtBot) -> None:
    inspector.show_selection((card_with_channel(session.journey),))
    choice = focus(inspector, "channel", qtbot)
    before = choice.currentIndex()  # type: ignore[attr-defined]
    from PySide6.QtCore import QPoint, QPointF
    from PySide6.QtGui import QWheelEvent
    from PySide6.QtWidgets import QApplication

    wheel = QWheelEvent(
        QPointF(5, 5), choice.mapToGlobal(QPointF(5, 5)), QPoint(), QPoint(0, -240),
        Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(choice, wheel)
    assert choice.currentIndex() == before  # type: ignore[attr-defined]


def test_several_cards_at_once(inspector: Inspector, session: Session, qtbot: QtBot) -> None:
    ids = tuple(session.journey.cards)[:6]
    inspector.show_selection(ids)
    assert "6" in inspector.windowTitle()
    owner = focus(inspector, "owner", qtbot)
    qtbot.keyClicks(owner, "Ann")
    assert {session.journey.cards[id_].owner for id_ in ids} == {"Ann"}
    assert len(session.steps) == 1


def test_values_that_differ_are_shown_as_such(inspector: Inspector, session: Session) -> None:
    journey = session.journey
    ids = tuple(journey.cards)[:2]
    session.load(update_cards(update_cards(journey, ids[:1], owner="Ann"), ids[1:], owner="Bob"))
    inspector.show_selection(ids)
    line = inspector.editor("owner").buddy
    assert (line.text(), line.placeholderText()) == ("", "several values")  # type: ignore[attr-defined]
    session.apply("Change owner", update_cards(session.journey, ids, owner="Ann"))
    assert line.text() == "Ann"  # type: ignore[attr-defined]


def test_tags_are_added_and_taken_away(inspector: Inspector, session: Session, qtbot: QtBot) -> None:
    id_ = card_with_channel(session.journey)
    session.load(update_cards(session.journey, [id_], tags=("old",)))
    inspector.show_selection((id_,))
    line = focus(inspector, "tags", qtbot)
    qtbot.keyClicks(line, "new")
    qtbot.keyClick(line, Qt.Key.Key_Return)
    assert session.journey.cards[id_].tags == ("old", "new")
    pills = inspector.editor("tags").pills  # type: ignore[attr-defined]
    assert [pill.accessibleName() for pill in pills] == ["Remove the tag old", "Remove the tag new"]
    qtbot.mouseClick(pills[0], Qt.MouseButton.LeftButton)
    assert session.journey.cards[id_].tags == ("new",)
    qtbot.keyClicks(line, "new")
    qtbot.keyClick(line, Qt.Key.Key_Return)
    assert session.journey.cards[id_].tags == ("new",), "a tag is there once"


def test_marks_are_switched(inspector: Inspector, session: Session, qtbot: QtBot) -> None:
    id_ = next(card.id for card in session.journey.cards.values() if not card.marks)
    inspector.show_selection((id_,))
    pills = inspector.editor("marks").pills  # type: ignore[attr-defined]
    qtbot.mouseClick(pills[1], Qt.MouseButton.LeftButton)
    assert session.journey.cards[id_].marks == (Mark.FAIL_POINT,)
    session.undo()
    assert not pills[1].isChecked()


def test_emotion_by_slider_and_figures(inspector: Inspector, session: Session, qtbot: QtBot) -> None:
    id_ = next(point.id for point in session.journey.points.values() if point.value is not None)
    inspector.show_selection((id_,))
    editor = inspector.editor("value")
    slider = focus(inspector, "value", qtbot)
    qtbot.keyClick(slider, Qt.Key.Key_Home)
    assert session.journey.points[id_].value == -2
    qtbot.keyClick(slider, Qt.Key.Key_Right)
    assert session.journey.points[id_].value == -1.9
    assert len(session.steps) == 1, "sliding is one step"
    line = editor.number.line  # type: ignore[attr-defined]
    line.setFocus()
    line.selectAll()
    qtbot.keyClicks(line, "1,5")
    assert session.journey.points[id_].value == 1.5
    assert line.text() == "1,5", "what is being written stays as written"
    line.selectAll()
    qtbot.keyClick(line, Qt.Key.Key_Delete)
    assert session.journey.points[id_].value is None
    assert "gap" in editor.word.text()  # type: ignore[attr-defined]


def test_what_is_no_number_is_not_taken(inspector: Inspector, session: Session, qtbot: QtBot) -> None:
    stage = next(iter(session.journey.stages))
    inspector.show_selection((stage,))
    line = focus(inspector, "width", qtbot)
    qtbot.keyClicks(line, "wide")
    assert session.journey.stages[stage].width is None
    assert line.property("wrong") is True
    line.selectAll()  # type: ignore[attr-defined]
    qtbot.keyClicks(line, "200")
    assert session.journey.stages[stage].width == 200
    assert line.property("wrong") is False


def test_evidence(inspector: Inspector, session: Session, qtbot: QtBot) -> None:
    id_ = next(card.id for card in session.journey.cards.values() if card.evidence is None)
    inspector.show_selection((id_,))
    qtbot.keyClicks(focus(inspector, "source", qtbot), "Log")
    evidence = session.journey.cards[id_].evidence
    assert evidence is not None
    assert (evidence.status, evidence.source) == (Evidence.ASSUMED, "Log")
    assert inspector.editor("evidence").buddy.currentData() == Evidence.ASSUMED  # type: ignore[attr-defined]


def test_needs_one_a_line(inspector: Inspector, session: Session, qtbot: QtBot) -> None:
    persona = next(iter(session.journey.personas))
    inspector.show_selection((persona,))
    area = focus(inspector, "needs", qtbot)
    area.selectAll()  # type: ignore[attr-defined]
    qtbot.keyClicks(area, "one")
    qtbot.keyClick(area, Qt.Key.Key_Return)
    assert area.toPlainText() == "one\n", "the line to write on stays"  # type: ignore[attr-defined]
    qtbot.keyClicks(area, "two")
    assert session.journey.personas[persona].needs == ("one", "two")


def test_text_that_is_too_long_is_refused_in_words(inspector: Inspector, session: Session) -> None:
    id_ = card_with_channel(session.journey)
    inspector.show_selection((id_,))
    area = inspector.editor("text").buddy
    area.setPlainText("x" * 20_001)  # type: ignore[attr-defined]
    assert session.steps == ()
    assert "20,000" in inspector._complaint.text()
    assert inspector._complaint.isVisible()


def test_fields_grow_with_their_text(inspector: Inspector, session: Session) -> None:
    id_ = card_with_channel(session.journey)
    inspector.show_selection((id_,))
    area = inspector.editor("text").buddy
    small = area.height()
    session.apply("Edit text", update_cards(session.journey, [id_], text="\n".join("12345")))
    assert area.height() > small
    assert not area.verticalScrollBar().isVisible()  # type: ignore[attr-defined]


def test_every_label_leads_to_its_field(inspector: Inspector, session: Session) -> None:
    from PySide6.QtWidgets import QLabel

    for ids in ((), (card_with_channel(session.journey),), (next(iter(session.journey.points)),)):
        inspector.show_selection(ids)
        form = inspector._forms[inspector.subject.key]
        buddies = {label.buddy() for label in form.findChildren(QLabel) if label.buddy()}
        assert buddies == {editor.buddy for editor in form.editors if not editor.field.bare}
        assert all(editor.buddy.accessibleName() for editor in form.editors)


def test_stopped_inspector_follows_no_more(inspector: Inspector, session: Session) -> None:
    inspector.stop()
    from cjm_desktop.editing.document import update_map

    session.apply("Rename map", update_map(session.journey, title="Other"))
    assert inspector.editor("title").buddy.text() != "Other"  # type: ignore[attr-defined]
