"""The summary window: numbers that follow the map, lines that lead to their place, a matrix on which ideas are weighed."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QScrollArea
from pytestqt.qtbot import QtBot

from cjm_desktop.editing.cards import insert_cards, new_card, update_cards
from cjm_desktop.editing.document import update_map
from cjm_desktop.model.journey import Journey
from cjm_desktop.review.summary import Opportunity, summary
from cjm_desktop.windows.main_window import MainWindow
from cjm_desktop.windows.summary.matrix import Matrix, Weight
from cjm_desktop.windows.summary.window import SummaryWindow, signed
from tests.windows.holding import session_of, workspace_of
from tests.windows.naming import nameless

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)

QUICK, DELIVERY = "card-opportunities-purchase", "card-opportunities-delivery"
ALT = Qt.KeyboardModifier.AltModifier


@pytest.fixture
def shown(sample: MainWindow, qtbot: QtBot) -> SummaryWindow:
    sample.actions_by_id["summary"].trigger()
    (found,) = workspace_of(sample).findChildren(SummaryWindow)
    qtbot.waitExposed(found)
    QApplication.processEvents()
    return found


def number_of(matrix: Matrix, card: str) -> int:
    return next(n for n, one in enumerate(matrix._shown) if one.card == card)


def at(place: QPointF) -> QPoint:
    return place.toPoint()


def drag(matrix: Matrix, card: str, to: QPointF, qtbot: QtBot, *, let_go: bool = True) -> None:
    """Drags the dot of a card by real events."""
    start = matrix.dot(number_of(matrix, card))
    assert start is not None
    qtbot.mousePress(matrix, Qt.MouseButton.LeftButton, pos=at(start))
    for share in (0.3, 0.7, 1.0):
        QTest.mouseMove(matrix, at(start + (to - start) * share))
        QApplication.processEvents()
    if let_go:
        qtbot.mouseRelease(matrix, Qt.MouseButton.LeftButton, pos=at(to))


def weight(journey: Journey, card: str) -> tuple[int, int] | None:
    priority = journey.cards[card].priority
    return None if priority is None else (priority.impact, priority.effort)


def test_it_tells_the_numbers_of_the_map(sample: MainWindow, shown: SummaryWindow) -> None:
    assert shown.windowTitle() == "Summary of Feeding Mitya while I am at work"
    assert [tile.number.text() for tile in shown.tiles] == ["−0.1", "Purchase", "23%", "2"]
    feelings = [(line.title, line.value) for line in shown.feelings.model.lines]
    assert feelings[:2] == [("Need", "−0.8"), ("Search", "+0.4")]
    assert shown.weakest.model.lines[0].title == "Delivery date shown last"
    assert [line.title for line in shown.evidence.model.lines] == ["Observed", "Assumed", "Proposed", "Not said"]
    said = shown.opportunities.model.index(0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert said == "3, Show the date on the product page, Purchase · Web · impact 5, effort 2"
    assert not nameless(shown)
    assert summary(session_of(sample).journey).opportunities == shown.matrix._shown


def test_it_is_there_once_and_follows_the_map(sample: MainWindow, shown: SummaryWindow, qtbot: QtBot) -> None:
    sample.actions_by_id["summary"].trigger()
    assert workspace_of(sample).findChildren(SummaryWindow) == [shown]
    session = session_of(sample)
    session.apply("Rename", update_map(session.journey, title="Two\nlines"))
    session.apply("Owner", update_cards(session.journey, [QUICK], owner="Ops"))
    qtbot.waitUntil(lambda: shown.windowTitle() == "Summary of Two lines")
    assert "Ops" in shown.opportunities.model.lines[0].detail
    shown.close()
    assert shown._unsubscribe is None
    session.apply("Owner", update_cards(session.journey, [QUICK], owner="Web"))
    sample.actions_by_id["summary"].trigger()
    assert "Web" in shown.opportunities.model.lines[0].detail


def test_a_line_leads_to_its_place(sample: MainWindow, shown: SummaryWindow, qtbot: QtBot) -> None:
    canvas = workspace_of(sample).canvas
    canvas.select_none()
    rows = shown.feelings.list
    place = rows.visualRect(rows.model().index(3, 0)).center()
    qtbot.mouseClick(rows.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert canvas.selection == ("stage-purchase",)
    shown.weakest.list.setFocus()
    shown.weakest.list.setCurrentIndex(shown.weakest.model.index(0))
    qtbot.keyClick(shown.weakest.list, Qt.Key.Key_Return)
    assert canvas.selection == ("card-touchpoints-purchase",)
    shown.evidence.list.setCurrentIndex(shown.evidence.model.index(0))
    qtbot.keyClick(shown.evidence.list, Qt.Key.Key_Return)
    assert canvas.selection == ("card-touchpoints-purchase",), "a share has no place"


def test_a_dragged_dot_gets_other_numbers_as_one_step(sample: MainWindow, shown: SummaryWindow, qtbot: QtBot) -> None:
    session, matrix = session_of(sample), shown.matrix
    before, position = session.journey, session.position
    drag(matrix, DELIVERY, matrix.cell(Weight(5, 1)).center(), qtbot)
    assert weight(session.journey, DELIVERY) == (5, 1)
    assert session.position == position + 1
    assert matrix._shown[0].card == DELIVERY, "it gains the most for the least"
    assert matrix.current == 0
    assert shown.opportunities.list.currentIndex().row() == 0
    drag(matrix, DELIVERY, matrix.cell(Weight(1, 5)).center(), qtbot)
    assert session.position == position + 2, "another drag is another step"
    session.undo()
    session.undo()
    assert session.journey is before


def test_numbers_stay_with_their_opportunities_however_they_are_weighed(
    shown: SummaryWindow, sample: MainWindow, qtbot: QtBot
) -> None:
    matrix = shown.matrix
    journey = session_of(sample).journey
    before = {one.card: one.number for one in matrix._shown}
    stages = list(journey.stages)
    in_order = sorted(before, key=lambda id_: stages.index(journey.cards[id_].stage or ""))
    assert [before[id_] for id_ in in_order] == list(range(1, len(before) + 1)), "along the map"
    rows = [one.card for one in matrix._shown]
    drag(matrix, DELIVERY, matrix.cell(Weight(5, 1)).center(), qtbot)
    assert [one.card for one in matrix._shown] != rows
    assert {one.card: one.number for one in matrix._shown} == before
    assert {line.place: line.number for line in shown.opportunities.model.lines} == before
    assert matrix.accessibleDescription().startswith(f"{before[DELIVERY]}. ")


def test_keys_undo_and_redo_what_was_weighed(shown: SummaryWindow, sample: MainWindow, qtbot: QtBot) -> None:
    session, matrix = session_of(sample), shown.matrix
    before = session.journey
    shown.activateWindow()
    qtbot.waitUntil(shown.isActiveWindow)
    drag(matrix, DELIVERY, matrix.cell(Weight(5, 1)).center(), qtbot)
    after = session.journey
    place = matrix.dot(number_of(matrix, DELIVERY))
    control, shift = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
    for widget in (matrix, shown.opportunities.list, shown.feelings.list):
        widget.setFocus()
        qtbot.keyClick(widget, Qt.Key.Key_Z, control)
        assert session.journey is before
        assert matrix.dot(number_of(matrix, DELIVERY)) != place, "at once"
        qtbot.keyClick(widget, Qt.Key.Key_Z, control | shift)
        assert session.journey is after
        assert matrix.dot(number_of(matrix, DELIVERY)) == place


def test_it_fits_a_small_screen_with_the_title_above_it(shown: SummaryWindow, qtbot: QtBot) -> None:
    assert shown.height() <= shown.screen().availableSize().height() - 40
    shown.resize(1342, 700)
    qtbot.waitUntil(lambda: shown.height() == 700)
    area = shown.findChild(QScrollArea, "page")
    assert area is not None
    assert area.verticalScrollBar().maximum() == 0
    assert area.horizontalScrollBar().maximum() == 0


def test_a_drag_into_the_tray_takes_the_weight_away(sample: MainWindow, shown: SummaryWindow, qtbot: QtBot) -> None:
    session, matrix = session_of(sample), shown.matrix
    drag(matrix, QUICK, matrix.tray.center(), qtbot)
    assert weight(session.journey, QUICK) is None
    dot = matrix.dot(number_of(matrix, QUICK))
    assert dot is not None
    assert matrix.tray.contains(dot)
    drag(matrix, QUICK, matrix.cell(Weight(2, 2)).center(), qtbot)
    assert weight(session.journey, QUICK) == (2, 2)


def test_a_drag_that_is_given_up_or_ends_elsewhere_costs_nothing(
    sample: MainWindow, shown: SummaryWindow, qtbot: QtBot
) -> None:
    session, matrix = session_of(sample), shown.matrix
    before = session.journey
    matrix.setFocus()
    drag(matrix, QUICK, matrix.cell(Weight(1, 1)).center(), qtbot, let_go=False)
    assert matrix.is_dragging
    qtbot.keyClick(matrix, Qt.Key.Key_Escape)
    assert not matrix.is_dragging
    assert shown.isVisible()
    qtbot.mouseRelease(matrix, Qt.MouseButton.LeftButton, pos=at(matrix.cell(Weight(1, 1)).center()))
    drag(matrix, QUICK, QPointF(2, 2), qtbot)
    drag(matrix, QUICK, matrix.cell(Weight(5, 2)).center() + QPointF(9, 9), qtbot)
    assert session.journey is before


@pytest.mark.parametrize("widget", ["matrix", "list"])
def test_the_keyboard_weighs_too(sample: MainWindow, shown: SummaryWindow, qtbot: QtBot, widget: str) -> None:
    session, matrix = session_of(sample), shown.matrix
    target = matrix if widget == "matrix" else shown.opportunities.list
    position = session.position
    shown.opportunities.list.setCurrentIndex(shown.opportunities.model.index(number_of(matrix, DELIVERY)))
    assert matrix.current == number_of(matrix, DELIVERY)
    target.setFocus()
    qtbot.keyClick(target, Qt.Key.Key_Up, ALT)
    qtbot.keyClick(target, Qt.Key.Key_Left, ALT)
    qtbot.keyClick(target, Qt.Key.Key_Left, ALT)
    assert weight(session.journey, DELIVERY) == (5, 1)
    assert session.position == position + 1, "strokes that follow each other are one step"
    assert "impact 5, effort 1" in matrix.accessibleDescription()
    qtbot.keyClick(target, Qt.Key.Key_Left, ALT)
    assert weight(session.journey, DELIVERY) == (5, 1), "there is no less than 1"
    qtbot.keyClick(target, Qt.Key.Key_Down)
    qtbot.keyClick(target, Qt.Key.Key_Delete)
    assert session.position == position + 2
    assert sum(one.impact is None for one in matrix._shown) == 1
    qtbot.keyClick(target, Qt.Key.Key_Right, ALT)
    assert all(one.impact is not None for one in matrix._shown)
    canvas = workspace_of(sample).canvas
    canvas.select_none()
    qtbot.keyClick(target, Qt.Key.Key_Return)
    assert canvas.selection == (matrix._shown[matrix.current].card,)


def test_a_full_cell_tells_how_many_more_there_are(sample: MainWindow, shown: SummaryWindow, qtbot: QtBot) -> None:
    session, matrix = session_of(sample), shown.matrix
    made = new_card(session.journey, "lane-opportunities", "stage-use", "More", priority={"impact": 2, "effort": 3})
    cards = [made.model_copy(update={"id": f"more-{n}"}) for n in range(40)]
    session.apply("Add", insert_cards(session.journey, cards))
    qtbot.waitUntil(lambda: len(matrix._shown) == 45)
    dots, more = matrix._dots()
    ((_, count),) = more
    assert len(dots) + count == 45
    hidden = next(n for n in range(45) if n not in dots)
    matrix.set_current(hidden)
    assert matrix.dot(hidden) is not None, "the current one is always to be seen"
    cell = matrix.cell(Weight(2, 3))
    assert all(cell.contains(dot) for n, dot in matrix._dots()[0].items() if matrix._shown[n].text == "More")


def test_a_map_without_anything_has_sentences(desktop: object, window: MainWindow, qtbot: QtBot) -> None:
    del desktop
    window.commands.file.start_from_template("blank", False)
    window.actions_by_id["summary"].trigger()
    (found,) = workspace_of(window).findChildren(SummaryWindow)
    qtbot.waitExposed(found)
    assert found.matrix.isHidden()
    assert found.feelings.list.isHidden()
    assert [tile.number.text() for tile in found.tiles] == ["–", "–", "0%", "0"]


def test_headings_stand_at_the_top_of_empty_sections(desktop: object, window: MainWindow, qtbot: QtBot) -> None:
    del desktop
    window.commands.file.start_from_template("blank", False)
    window.actions_by_id["summary"].trigger()
    (found,) = workspace_of(window).findChildren(SummaryWindow)
    qtbot.waitExposed(found)
    QApplication.processEvents()
    for section in (found.feelings, found.weakest, found.moments, found.channels, found.opportunities):
        assert section.list.isHidden()
        heading, nothing = (section.column.itemAt(n).widget() for n in range(2))
        assert heading.y() <= section.column.contentsMargins().top() + 2
        assert heading.height() <= heading.sizeHint().height() + 2
        assert nothing.y() <= heading.geometry().bottom() + section.column.spacing() + 1


def test_it_goes_with_its_map(sample: MainWindow, shown: SummaryWindow, qtbot: QtBot) -> None:
    gone: list[bool] = []
    shown.destroyed.connect(lambda: gone.append(True))
    session_of(sample).mark_saved()
    sample.show_journey(Journey(title="Another"))
    sample.close()
    qtbot.waitUntil(lambda: bool(gone) or not shown.isVisible())


def test_words_of_a_weight(shown: SummaryWindow) -> None:
    one = Opportunity(1, "c", "t", "s", "", None, None)
    assert shown.matrix.weight_words(one) == "not weighed yet"
    assert [signed(value) for value in (None, 0.04, -0.04, -1.25, 2.0)] == ["", "0", "0", "−1.2", "+2.0"]
