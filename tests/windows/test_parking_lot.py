"""The parking lot: cards typed into it, changed in it, dragged out of it and into it, and sent to the selected cell."""

from __future__ import annotations

from typing import cast

import pytest
from PySide6.QtCore import QEvent, QMimeData, QPoint, QPointF, Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from cjm_desktop.canvas.carried import MIME, from_mime, to_mime
from cjm_desktop.canvas.selection import Selection, cell_rect
from cjm_desktop.editing.cards import move_cards
from cjm_desktop.editing.lanes import update_lane
from cjm_desktop.geometry import Point
from cjm_desktop.layout.dropping import Cell
from cjm_desktop.layout.finding import rect_of
from cjm_desktop.model.queries import parked_cards
from cjm_desktop.windows.main_window import MainWindow
from cjm_desktop.windows.parking import ParkingLot
from tests.windows.holding import session_of, workspace_of

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)

Key = Qt.Key


@pytest.fixture
def lot(sample: MainWindow, qtbot: QtBot) -> ParkingLot:
    """The open panel of a window that shows the sample, with two parked cards."""
    session = session_of(sample)
    session.apply("Park", move_cards(session.journey, list(session.journey.cards)[:2], None, None))
    sample.actions_by_id["show-parking"].trigger()
    panel = cast(ParkingLot, sample.docks.content("parking"))
    qtbot.waitUntil(panel.isVisible)
    return panel


def parked(lot: ParkingLot) -> list[str]:
    return [card.id for card in parked_cards(lot.session.journey)]


def a_cell(lot: ParkingLot) -> Cell:
    journey = lot.session.journey
    return Cell(next(iter(journey.lanes)), list(journey.stages)[2])


def choose(lot: ParkingLot, *rows: int) -> None:
    lot.list.clearSelection()
    for row in rows:
        lot.list.selectionModel().select(lot.model.index(row), lot.list.selectionModel().SelectionFlag.Select)
    lot.list.selectionModel().setCurrentIndex(
        lot.model.index(rows[-1]), lot.list.selectionModel().SelectionFlag.NoUpdate
    )


def test_a_thought_costs_its_letters_and_enter(lot: ParkingLot, sample: MainWindow) -> None:
    assert lot.field.hasFocus()
    steps = lot.session.position
    for words in ("Who pays?", "Ask legal"):
        QTest.keyClicks(lot.field, words)
        QTest.keyClick(lot.field, Key.Key_Return)
    QTest.keyClick(lot.field, Key.Key_Return)
    assert [card.text for card in parked_cards(lot.session.journey)][2:] == ["Who pays?", "Ask legal"]
    assert lot.session.position == steps + 2
    assert lot.field.text() == ""
    assert lot.field.hasFocus()
    assert lot.windowTitle() == "Parking Lot · 4"
    assert sample.status._parked.text() == "4 parked"
    lot.session.undo()
    assert lot.model.rowCount() == 3


def test_enter_and_a_double_click_put_a_card_into_the_selected_cell(lot: ParkingLot) -> None:
    first, second = parked(lot)
    cell = a_cell(lot)
    lot.list.setFocus()
    choose(lot, 0)
    QTest.keyClick(lot.list, Key.Key_Return)
    assert parked(lot) == [first, second], "no cell is selected yet"
    lot.canvas.set_selection(Selection(cell=cell))
    QTest.keyClick(lot.list, Key.Key_Return)
    card = lot.session.journey.cards[first]
    assert (card.lane, card.stage) == (cell.lane, cell.stage)
    assert lot.session.undo_label == "Place card"
    assert lot.chosen == (second,)
    place = lot.list.visualRect(lot.model.index(0)).center()
    QTest.mouseClick(lot.list.viewport(), Qt.MouseButton.LeftButton, pos=place)
    QTest.mouseDClick(lot.list.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert parked(lot) == []
    inside = [one.id for one in lot.session.journey.cards.values() if (one.lane, one.stage) == (cell.lane, cell.stage)]
    assert inside[-2:] == [first, second]


def test_a_parked_card_goes_beside_the_selected_card_but_not_into_a_locked_lane(
    lot: ParkingLot, sample: MainWindow
) -> None:
    other = next(card for card in lot.session.journey.cards.values() if card.lane is not None)
    lot.canvas.select([other.id])
    choose(lot, 0, 1)
    lot.session.apply("Lock", update_lane(lot.session.journey, other.lane or "", locked=True))
    lot.place()
    assert len(parked(lot)) == 2
    assert sample.status.message.endswith("is locked.")
    lot.session.undo()
    lot.canvas.select([other.id])
    lot.place()
    assert parked(lot) == []
    assert lot.session.undo_label == "Place 2 cards"


def test_a_card_is_written_and_deleted_where_it_waits(lot: ParkingLot) -> None:
    first, second = parked(lot)
    lot.list.setFocus()
    choose(lot, 0)
    QTest.keyClick(lot.list, Key.Key_F2)
    editor = lot.list.findChild(QLineEdit)
    assert editor is not None
    editor.selectAll()
    QTest.keyClicks(editor, "Later")
    QTest.keyClick(editor, Key.Key_Return)
    QApplication.processEvents()
    assert lot.session.journey.cards[first].text == "Later"
    assert lot.session.undo_label == "Edit parked card"
    choose(lot, 1)
    QTest.keyClick(lot.list, Key.Key_Delete)
    assert second not in lot.session.journey.cards
    assert parked(lot) == [first]
    lot.session.undo()
    lot.session.undo()
    assert lot.session.journey.cards[first].text != "Later"
    assert lot.model.rowCount() == 2


def test_the_menu_of_a_parked_card_does_the_same(lot: ParkingLot) -> None:
    lot.canvas.set_selection(Selection(cell=a_cell(lot)))
    choose(lot, 0, 1)
    menu = lot.menu(lot)
    put, edit, delete = menu.actions()
    assert not edit.isEnabled()
    put.trigger()
    assert parked(lot) == []
    lot.session.undo()
    choose(lot, 1)
    delete.trigger()
    assert len(parked(lot)) == 1


def drag_from_lot(lot: ParkingLot, rows: list[int], to: Point) -> bool:
    """What Qt does while rows of the list are dragged over the map and let go there."""
    mime = lot.model.mimeData([lot.model.index(row) for row in rows])
    at = lot.canvas.from_map(to)
    actions, button, none = Qt.DropAction.MoveAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    entered = QDragEnterEvent(at.toPoint(), actions, mime, button, none)
    QApplication.sendEvent(lot.canvas.viewport(), entered)
    dropped = QDropEvent(at, actions, mime, button, none, QEvent.Type.Drop)
    QApplication.sendEvent(lot.canvas.viewport(), dropped)
    return entered.isAccepted() and dropped.isAccepted()


def test_cards_are_dragged_out_onto_a_cell(lot: ParkingLot) -> None:
    ids, cell = parked(lot), a_cell(lot)
    rect = cell_rect(lot.canvas.layout_now(), cell)
    assert rect is not None
    before = next(
        one.id for one in lot.session.journey.cards.values() if (one.lane, one.stage) == (cell.lane, cell.stage)
    )
    place = rect_of(lot.canvas.layout_now(), before)
    assert place is not None
    assert drag_from_lot(lot, [1, 0], Point(place.center.x, place.y + 1))
    assert parked(lot) == []
    inside = [one.id for one in lot.session.journey.cards.values() if (one.lane, one.stage) == (cell.lane, cell.stage)]
    assert inside == [*ids, before]
    assert lot.canvas.selection == tuple(ids)
    lot.session.undo()
    assert parked(lot) == ids


def test_a_drag_beside_the_cells_parks_nothing_and_loses_nothing(lot: ParkingLot) -> None:
    before = lot.session.journey
    assert not drag_from_lot(lot, [0], Point(5, 5))
    assert lot.session.journey is before
    assert lot.canvas.pointing.gesture is None


def test_cards_of_another_map_or_no_cards_are_not_taken(lot: ParkingLot) -> None:
    journey = lot.session.journey
    mime = to_mime(journey, parked(lot))
    assert from_mime(mime, journey) == tuple(parked(lot))
    assert mime.text() == "\n".join(card.text for card in parked_cards(journey))
    for bad in (b"[", b"{}", b'["nobody"]', b"[1]", b"[" * 100_000, b"[]"):
        other = QMimeData()
        other.setData(MIME, bad)
        assert from_mime(other, journey) == ()
    assert from_mime(QMimeData(), journey) == ()


def test_cards_of_the_map_are_dragged_into_the_panel(lot: ParkingLot, sample: MainWindow) -> None:
    canvas = lot.canvas
    cards = [card.id for card in lot.session.journey.cards.values() if card.lane is not None][:2]
    canvas.select(cards)
    rect = rect_of(canvas.layout_now(), cards[0])
    assert rect is not None
    viewport: QWidget = canvas.viewport()
    start = canvas.from_map(rect.center).toPoint()
    end = viewport.mapFromGlobal(lot.mapToGlobal(QPoint(lot.width() // 2, lot.height() // 2)))
    QTest.mousePress(viewport, Qt.MouseButton.LeftButton, pos=start)
    for share in (0.2, 0.6, 1.0):
        at = QPointF(start) + (QPointF(end) - QPointF(start)) * share
        QTest.mouseMove(viewport, at.toPoint())
    assert lot.property("look") == "lot"
    QTest.mouseRelease(viewport, Qt.MouseButton.LeftButton, pos=end)
    assert lot.property("look") == "panel"
    assert parked(lot)[-2:] == cards or set(cards) <= set(parked(lot))
    assert lot.session.undo_label == "Park 2 actions"
    assert sample.status._parked.text() == "4 parked"


def test_the_status_bar_opens_the_panel(sample: MainWindow, qtbot: QtBot) -> None:
    session = session_of(sample)
    assert not sample.status._parked.isVisible()
    session.apply("Park", move_cards(session.journey, list(session.journey.cards)[:1], None, None))
    assert sample.status._parked.text() == "1 parked"
    QTest.mouseClick(sample.status._parked, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: sample.docks.is_seen("parking"))


def test_writing_on_the_map_is_taken_over_before_a_card_is_parked(lot: ParkingLot) -> None:
    card = next(card for card in lot.session.journey.cards.values() if card.lane is not None)
    lot.canvas.start_editing(card.id)
    field = lot.canvas.viewport().findChild(QPlainTextEdit)
    assert field is not None
    field.setPlainText("Half a word")
    lot.field.setText("Aside")
    lot.park_typed()
    assert lot.session.journey.cards[card.id].text == "Half a word"
    assert workspace_of(cast(MainWindow, lot.window())).session is lot.session


def test_the_status_bar_counts_parked_cards_by_themselves(lot: ParkingLot, sample: MainWindow) -> None:
    count = len(lot.session.journey.cards)
    assert f"{count - 2} cards" in sample.status.texts[1]
    lot.session.undo()
    assert f"{count} cards" in sample.status.texts[1]
