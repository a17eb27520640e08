"""The outline: the map as a tree that follows it, selects on it, renames, deletes and rearranges, by mouse and keyboard."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QMimeData, QModelIndex, QPoint, Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QAbstractItemView, QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from cjm_desktop.editing.cards import insert_card, move_cards, new_card, remove_cards, update_cards
from cjm_desktop.editing.lanes import move_lanes
from cjm_desktop.editing.stages import insert_stage, move_stages, new_stage
from cjm_desktop.model.journey import Journey
from cjm_desktop.windows.main_window import MainWindow
from cjm_desktop.windows.outline import Outline
from cjm_desktop.windows.outline_model import MIME, OutlineModel
from cjm_desktop.windows.outline_tree import PARKED, PERSONAS, ROOT, Content, Key
from tests.canvas.conftest import small_map
from tests.windows.holding import session_of, workspace_of

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)

_Key = Qt.Key
ALT = Qt.KeyboardModifier.AltModifier


@pytest.fixture
def outline(window: MainWindow, qtbot: QtBot) -> Outline:
    """The outline of the small map, all unfolded: need (actions a1 to a4, touch t1, feelings p1), buy, use."""
    window.show_journey(small_map())
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    window.actions_by_id["show-outline"].trigger()
    content = window.docks.content("outline")
    assert isinstance(content, Outline)
    return content


def rows(model: OutlineModel, parent: QModelIndex | None = None, indent: str = "") -> list[str]:
    """Every row, indented by its depth."""
    parent = parent or QModelIndex()
    found = []
    for row in range(model.rowCount(parent)):
        index = model.index(row, 0, parent)
        found.append(indent + str(index.data()))
        found += rows(model, index, indent + "  ")
    return found


def texts(outline: Outline) -> list[str]:
    return [row.strip() for row in rows(outline.model)]


def row_of(outline: Outline, id_: str) -> QModelIndex:
    index = outline.model.index_of(id_)
    assert index.isValid(), id_
    return index


def click(outline: Outline, id_: str, qtbot: QtBot, keys: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    index = row_of(outline, id_)
    outline.tree.scrollTo(index)
    place = outline.tree.visualRect(index).center()
    qtbot.mouseClick(outline.tree.viewport(), Qt.MouseButton.LeftButton, keys, place)


def drop(outline: Outline, ids: list[str], into: QModelIndex, row: int = -1) -> None:
    """What the view does when rows are let go on a row, or in front of its child `row`."""
    data: QMimeData = outline.model.mimeData([row_of(outline, id_) for id_ in ids])
    assert data.hasFormat(MIME)
    outline.model.dropMimeData(data, Qt.DropAction.MoveAction, row, 0 if row >= 0 else -1, into)
    QApplication.processEvents()


def test_stages_hold_lanes_hold_cards(outline: Outline) -> None:
    assert rows(outline.model) == [
        "Need",
        "  Actions",
        "    Does 1",
        "    Does 2",
        "    Does 3",
        "    Does 4",
        "  Touchpoints",
        "    Asks",
        "  Emotions",
        "    −1",
        "Buy",
        "  Actions",
        "    Pays",
        "  Emotions",
        "    0",
        "Use",
        "  Touchpoints",
        "    Opens",
        "  Emotions",
        "    +1.5 glad",
        "Personas",
        "  Masha",
    ]


def test_lanes_hold_stages_where_asked(outline: Outline, window: MainWindow, qtbot: QtBot) -> None:
    qtbot.mouseClick(outline.orders.button(1), Qt.MouseButton.LeftButton)
    assert rows(outline.model)[:8] == [
        "Actions",
        "  Need",
        *(f"    Does {n}" for n in range(1, 5)),
        "  Buy",
        "    Pays",
    ]
    window.actions_by_id["show-outline"].trigger()
    again = Outline(workspace_of(window))
    qtbot.addWidget(again)
    assert again.lanes_first, "remembered"


def test_parked_cards_stand_at_the_end(outline: Outline) -> None:
    session = outline.session
    session.apply("Park card", move_cards(session.journey, ["b1"], None, None))
    assert rows(outline.model)[-2:] == ["Parking lot", "  Pays"]
    assert "  Actions" not in rows(outline.model)[10:13], "a cell without cards is gone"


# Selecting


def test_a_row_selects_on_the_map(outline: Outline, qtbot: QtBot) -> None:
    canvas = outline.canvas
    for id_ in ("t2", "need", "p3"):
        click(outline, id_, qtbot)
        assert canvas.selection == (id_,)
    click(outline, "a1", qtbot)
    click(outline, "a3", qtbot, Qt.KeyboardModifier.ShiftModifier)
    assert canvas.selection == ("a1", "a2", "a3")


def test_the_map_selects_rows(outline: Outline) -> None:
    outline.canvas.select(("a2", "b1"))
    chosen = {outline.model.key(index).id for index in outline.tree.selectionModel().selectedIndexes()}
    assert chosen == {"a2", "b1"}
    assert outline.canvas.selection == ("a2", "b1")
    outline.canvas.select_none()
    assert not outline.tree.selectionModel().hasSelection()


def test_selecting_what_is_folded_unfolds_it(outline: Outline) -> None:
    outline.tree.collapseAll()
    outline.canvas.select(("t2",))
    assert outline.tree.visualRect(row_of(outline, "t2")).isValid()


def test_a_persona_is_shown_in_the_inspector(outline: Outline, window: MainWindow, qtbot: QtBot) -> None:
    click(outline, "masha", qtbot)
    assert workspace_of(window).inspector.subject.ids == ("masha",)


def test_a_row_far_away_is_scrolled_to_on_the_map(outline: Outline, qtbot: QtBot) -> None:
    outline.canvas.set_zoom(4.0)
    click(outline, "t2", qtbot)
    bounds = outline.canvas.selected.bounds(outline.canvas.layout_now())
    assert bounds is not None
    assert bounds.intersects(outline.canvas.visible_rect())


# Keys


@pytest.mark.parametrize("how", ["F2", "double click"])
def test_rename(outline: Outline, qtbot: QtBot, how: str) -> None:
    click(outline, "buy", qtbot)
    place = outline.tree.visualRect(row_of(outline, "buy")).center()
    if how == "F2":
        qtbot.keyClick(outline.tree, _Key.Key_F2)
    else:
        qtbot.mouseDClick(outline.tree.viewport(), Qt.MouseButton.LeftButton, pos=place)
    editor = outline.tree.findChild(QLineEdit)
    assert isinstance(editor, QLineEdit)
    assert editor.text() == "Buy"
    qtbot.keyClicks(editor, "Pay")
    qtbot.keyClick(editor, _Key.Key_Return)
    qtbot.waitUntil(lambda: outline.session.journey.stages["buy"].name == "Pay")
    assert outline.session.steps == ("Rename stage",)
    assert "Pay" in texts(outline)


def test_escape_leaves_a_text_as_it_was(outline: Outline, qtbot: QtBot) -> None:
    click(outline, "a1", qtbot)
    qtbot.keyClick(outline.tree, _Key.Key_F2)
    editor = outline.tree.findChild(QLineEdit)
    qtbot.keyClicks(editor, "Other")
    qtbot.keyClick(editor, _Key.Key_Escape)
    assert outline.session.steps == ()


def test_line_breaks_outlive_a_look_at_the_editor(outline: Outline, qtbot: QtBot) -> None:
    session = outline.session
    session.apply("Edit card", update_cards(session.journey, ["a1"], text="One\ntwo"))
    assert "One two" in texts(outline)
    click(outline, "a1", qtbot)
    qtbot.keyClick(outline.tree, _Key.Key_F2)
    editor = outline.tree.findChild(QLineEdit)
    qtbot.keyClick(editor, _Key.Key_Return)
    QApplication.processEvents()
    assert outline.tree.state() != QAbstractItemView.State.EditingState
    assert session.journey.cards["a1"].text == "One\ntwo"
    assert len(session.steps) == 1


def test_delete_is_one_step_for_all_that_is_selected(outline: Outline, qtbot: QtBot) -> None:
    click(outline, "a1", qtbot)
    click(outline, "a2", qtbot, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClick(outline.tree, _Key.Key_Delete)
    session = outline.session
    assert not {"a1", "a2"} & set(session.journey.cards)
    assert session.steps == ("Delete 2 actions",)
    session.undo()
    assert texts(outline)[2:6] == ["Does 1", "Does 2", "Does 3", "Does 4"]


def test_what_the_map_does_not_show_is_deleted_too(outline: Outline, qtbot: QtBot) -> None:
    session = outline.session
    session.apply("Park card", move_cards(session.journey, ["b1"], None, None))
    outline.tree.expandAll()
    click(outline, "b1", qtbot)
    qtbot.keyClick(outline.tree, _Key.Key_Delete)
    assert "b1" not in session.journey.cards
    assert "Parking lot" not in texts(outline)


@pytest.mark.parametrize(
    ("id_", "key", "table", "order"),
    [
        ("a1", _Key.Key_Down, "cards", ["a2", "a1", "a3", "a4"]),
        ("a3", _Key.Key_Up, "cards", ["a1", "a3", "a2", "a4"]),
        ("use", _Key.Key_Up, "stages", ["need", "use", "buy"]),
        ("need", _Key.Key_Down, "stages", ["buy", "need", "use"]),
        ("touch", _Key.Key_Up, "lanes", ["touch", "actions", "feelings"]),
    ],
)
def test_alt_and_arrows_move(
    outline: Outline, qtbot: QtBot, id_: str, key: Qt.Key, table: str, order: list[str]
) -> None:
    click(outline, id_, qtbot)
    qtbot.keyClick(outline.tree, key, ALT)
    QApplication.processEvents()
    found = [one for one in getattr(outline.session.journey, table) if one in order]
    assert found == order
    assert len(outline.session.steps) == 1
    assert outline.canvas.selection == (id_,)


def test_alt_and_arrows_stop_at_the_end(outline: Outline, qtbot: QtBot) -> None:
    click(outline, "need", qtbot)
    qtbot.keyClick(outline.tree, _Key.Key_Up, ALT)
    click(outline, "a4", qtbot)
    qtbot.keyClick(outline.tree, _Key.Key_Down, ALT)
    assert outline.session.steps == ()


def test_enter_goes_to_the_map(outline: Outline, qtbot: QtBot) -> None:
    click(outline, "b1", qtbot)
    qtbot.keyClick(outline.tree, _Key.Key_Return)
    assert outline.canvas.hasFocus()
    assert outline.canvas.selection == ("b1",)


# Searching


def test_search_leaves_the_way_to_what_it_finds(outline: Outline, qtbot: QtBot) -> None:
    outline.filter.setFocus()
    qtbot.keyClicks(outline.filter, "does 3")
    qtbot.waitUntil(lambda: len(texts(outline)) == 3)
    assert texts(outline) == ["Need", "Actions", "Does 3"]
    qtbot.keyClick(outline.filter, _Key.Key_Down)
    assert outline.tree.hasFocus()
    outline.filter.setFocus()
    qtbot.keyClick(outline.filter, _Key.Key_Escape)
    assert outline.filter.text() == ""
    qtbot.waitUntil(lambda: len(texts(outline)) == 22)


def test_a_stage_is_found_with_all_that_it_holds(outline: Outline) -> None:
    outline.filter.setText("BUY")
    outline.search()
    assert texts(outline) == ["Buy", "Actions", "Pays", "Emotions", "0"]


def test_what_is_found_follows_edits(outline: Outline) -> None:
    outline.filter.setText("pays")
    outline.search()
    session = outline.session
    session.apply("Edit card", update_cards(session.journey, ["b1"], text="Leaves"))
    assert texts(outline) == []
    session.apply("Edit card", update_cards(session.journey, ["a1"], text="Pays at once"))
    assert texts(outline) == ["Need", "Actions", "Pays at once"]


# Dragging


def test_cards_are_dropped_between_cards(outline: Outline) -> None:
    cell = row_of(outline, "a1").parent()
    drop(outline, ["a4"], cell, 0)
    assert [id_ for id_ in outline.session.journey.cards if id_.startswith("a")] == ["a4", "a1", "a2", "a3"]
    assert outline.session.steps == ("Move action",)
    assert outline.canvas.selection == ("a4",)
    drop(outline, ["a4", "a1"], row_of(outline, "b1"))
    cards = outline.session.journey.cards
    assert [id_ for id_, card in cards.items() if card.stage == "buy"] == ["a4", "a1", "b1"]
    assert len(outline.session.steps) == 2


def test_cards_dropped_on_a_stage_keep_their_lanes(outline: Outline) -> None:
    drop(outline, ["a1", "t1"], row_of(outline, "use"))
    cards = outline.session.journey.cards
    assert [(cards[id_].lane, cards[id_].stage) for id_ in ("a1", "t1")] == [("actions", "use"), ("touch", "use")]
    assert len(outline.session.steps) == 1


def test_cards_dropped_on_a_lane_keep_their_stages(outline: Outline, qtbot: QtBot) -> None:
    qtbot.mouseClick(outline.orders.button(1), Qt.MouseButton.LeftButton)
    drop(outline, ["a1", "b1"], row_of(outline, "touch"))
    cards = outline.session.journey.cards
    assert [(cards[id_].lane, cards[id_].stage) for id_ in ("a1", "b1")] == [("touch", "need"), ("touch", "buy")]


def test_cards_go_to_the_parking_lot_and_back(outline: Outline) -> None:
    session = outline.session
    session.apply("Park card", move_cards(session.journey, ["a2"], None, None))
    drop(outline, ["a1"], row_of(outline, "a2").parent())
    assert session.journey.cards["a1"].lane is None
    drop(outline, ["a1", "a2"], row_of(outline, "b1").parent())
    assert {session.journey.cards[id_].stage for id_ in ("a1", "a2")} == {"buy"}
    assert "Parking lot" not in texts(outline)


def test_an_emotion_lane_takes_no_cards(outline: Outline) -> None:
    before = outline.session.journey
    drop(outline, ["a1"], row_of(outline, "p1").parent())
    assert outline.session.journey is before


def test_stages_lanes_and_personas_are_dropped_between_their_own(outline: Outline) -> None:
    drop(outline, ["use"], QModelIndex(), 0)
    assert list(outline.session.journey.stages) == ["use", "need", "buy"]
    drop(outline, ["feelings"], row_of(outline, "need"), 0)
    assert list(outline.session.journey.lanes) == ["feelings", "actions", "touch"]
    before = outline.session.journey
    drop(outline, ["masha"], row_of(outline, "need"), 0)
    assert outline.session.journey is before


def test_a_drag_by_the_mouse_begins(outline: Outline) -> None:
    flags = outline.model.flags(row_of(outline, "a1"))
    assert flags & Qt.ItemFlag.ItemIsDragEnabled
    assert not outline.model.flags(row_of(outline, "p1")) & Qt.ItemFlag.ItemIsDragEnabled
    assert outline.tree.dragEnabled()
    assert outline.tree.indexAt(QPoint(10, 10)).isValid()


# Following


def edits(journey: Journey) -> list[Journey]:
    """A chain of edits of every kind that moves rows."""
    found = [journey]

    def then(after: Journey) -> None:
        assert after is not found[-1]
        found.append(after)

    then(move_cards(found[-1], ["a1", "a3"], "touch", "use"))
    then(update_cards(found[-1], ["b1"], text="Pays in cash"))
    then(remove_cards(found[-1], ["a2", "a4"]))
    then(insert_card(found[-1], new_card(found[-1], "actions", "use", "New"), None))
    then(move_stages(found[-1], ["use"], "need"))
    then(move_lanes(found[-1], ["touch"], "actions"))
    then(insert_stage(found[-1], new_stage(found[-1], "Fourth"), "buy"))
    then(insert_card(found[-1], new_card(found[-1], "touch", list(found[-1].stages)[2], "Fifth"), None))
    then(move_cards(found[-1], ["b1", "t1"], None, None))
    return found


@pytest.mark.parametrize("lanes_first", [False, True])
@pytest.mark.parametrize("looked_at", ["all", "top", "nothing"])
def test_rows_follow_as_if_made_afresh(outline: Outline, *, lanes_first: bool, looked_at: str) -> None:
    model, session = outline.model, outline.session
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    outline.orders.button(int(lanes_first)).click()
    outline.tree.collapseAll()
    if looked_at == "all":
        outline.tree.expandAll()
    states = edits(session.journey)
    for after in (*states[1:], *reversed(states[:-1])):
        session.apply("Edit", after)
        fresh = OutlineModel(after, workspace_appearance(outline))
        fresh.show(after, lanes_first=lanes_first, words="")
        if looked_at != "nothing":
            assert rows(model) == rows(fresh)
    fresh = OutlineModel(session.journey, workspace_appearance(outline))
    fresh.show(session.journey, lanes_first=lanes_first, words="")
    assert rows(model) == rows(fresh)
    tester.deleteLater()


def workspace_appearance(outline: Outline):  # type: ignore[no-untyped-def]
    return outline.workspace.appearance


def test_another_map_is_another_outline(outline: Outline, window: MainWindow, journey: Journey) -> None:
    session_of(window).load(journey)
    assert texts(outline)[0] == next(iter(journey.stages.values())).name


def test_rows_say_what_they_are(outline: Outline) -> None:
    spoken = row_of(outline, "t1").data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "Card: Asks"


def test_markup_stays_text(outline: Outline) -> None:
    session = outline.session
    text = "<img src='file:///etc/passwd'> and a text that is long enough for a tool tip"
    session.apply("Edit card", update_cards(session.journey, ["a1"], text=text))
    index = row_of(outline, "a1")
    assert index.data() == text
    assert "<img" not in index.data(Qt.ItemDataRole.ToolTipRole)


def test_paths_of_a_content() -> None:
    journey = small_map()
    content = Content(journey, lanes_first=False)
    assert content.path_of("a1") == (ROOT, Key("stage", "need"), Key("lane", "actions"), Key("card", "a1"))
    assert content.path_of("masha") == (ROOT, PERSONAS, Key("persona", "masha"))
    assert content.path_of("touch") == (ROOT, Key("stage", "need"), Key("lane", "touch"))
    assert content.path_of("nobody") is None
    assert PARKED not in content.children((ROOT,))
