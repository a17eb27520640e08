"""Writing in place by real keys: one step for each text, and nothing at all where nothing was written."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextLayout
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from cjm_desktop.canvas.texts import DURATION
from cjm_desktop.canvas.view import CanvasView
from cjm_desktop.editing.cards import insert_card, new_card, update_cards
from cjm_desktop.editing.lanes import insert_lane, new_lane
from cjm_desktop.editing.stages import update_stage
from cjm_desktop.geometry import Point
from cjm_desktop.layout.dropping import Cell
from cjm_desktop.layout.finding import TITLE, rect_of, text_rect_of
from tests.canvas.conftest import Hand

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
ENTER, ESC = Qt.Key.Key_Return, Qt.Key.Key_Escape


def written(view: CanvasView, id_: str) -> str:
    return view.session.journey.cards[id_].text


def test_a_double_click_writes_where_the_text_stands(view: CanvasView, hand: Hand) -> None:
    hand.double_click(hand.over("a1"))
    field = view.writing.field
    assert field is not None
    assert field.textCursor().selectedText() == "Does 1"
    place = text_rect_of(view.layout_now(), "a1")
    assert place is not None
    corner = view.from_map(Point(place.x, place.y))
    assert abs(field.x() - corner.x()) < 8
    assert abs(field.y() - corner.y()) < 8
    hand.type("Reads")
    hand.key(ENTER)
    assert written(view, "a1") == "Reads"
    assert view.session.steps == ("Edit action",)
    assert view.selected_cell == Cell("actions", "need")
    assert QApplication.focusWidget() is view


@pytest.mark.parametrize("key", [ENTER, Qt.Key.Key_F2])
def test_enter_and_f2_write_and_esc_leaves(view: CanvasView, hand: Hand, key: Qt.Key) -> None:
    before = view.session.journey
    view.select(["a1"])
    hand.key(key)
    assert view.writing.is_open
    hand.key(ESC)
    assert not view.writing.is_open
    assert view.session.journey is before
    assert view.session.steps == ()
    assert view.selection == ("a1",)


def test_esc_stops_writing_without_losing_a_word(view: CanvasView, hand: Hand) -> None:
    before = view.session.journey
    view.select(["a1"])
    hand.key(ENTER)
    hand.type("said in the room")
    hand.key(ESC)
    assert not view.writing.is_open
    assert written(view, "a1") == "said in the room"
    assert view.selection == ("a1",)
    view.session.undo()
    assert view.session.journey is before


def test_typing_on_a_card_adds_to_its_text(view: CanvasView, hand: Hand) -> None:
    view.select(["b1"])
    hand.type("twice")
    hand.key(ENTER)
    assert written(view, "b1") == "Pays twice"
    assert len(view.session.steps) == 1


@pytest.mark.parametrize("key", [ENTER, Qt.Key.Key_F2, None])
def test_enter_after_a_written_card_goes_on_to_the_next_of_its_cell(
    view: CanvasView, hand: Hand, key: Qt.Key | None
) -> None:
    view.select(["b1"])
    if key is not None:
        hand.key(key)
        hand.key(Qt.Key.Key_End)
    for text in (" twice", "Signs", "Leaves"):
        hand.type(text)
        hand.key(ENTER)
    cards = [card.text for card in view.session.journey.cards.values() if (card.lane, card.stage) == ("actions", "buy")]
    assert [" ".join(text.split()) for text in cards] == ["Pays twice", "Signs", "Leaves"]
    assert view.session.steps == ("Edit action", "Add action", "Add action")


@pytest.mark.parametrize("id_", ["buy", "touch", "p3"])
def test_enter_after_the_name_of_something_else_leaves_it_selected(view: CanvasView, hand: Hand, id_: str) -> None:
    view.select([id_])
    hand.key(Qt.Key.Key_F2)
    hand.type("Another")
    hand.key(ENTER)
    assert view.selection == (id_,)


def test_what_is_too_long_is_refused_whole_and_what_was_written_stays(view: CanvasView, hand: Hand) -> None:
    said: list[str] = []
    view.status_message.connect(said.append)
    view.select(["a1"])
    hand.key(Qt.Key.Key_F2)
    hand.type("Mine")
    QApplication.clipboard().setText("x" * 50_000)
    hand.key(Qt.Key.Key_V, CTRL)
    assert said == ["A text may be at most 20,000 characters long; this one has 50,004."]
    assert view.writing.is_open
    QApplication.clipboard().setText("y" * 19_995)
    hand.key(Qt.Key.Key_V, CTRL)
    hand.type("zz")
    assert said[1:] == ["A text may be at most 20,000 characters long; this one has 20,001."]
    hand.key(ENTER, SHIFT)
    assert len(said) == 3
    hand.key(ESC)
    assert written(view, "a1") == f"Mine{'y' * 19_995}z"
    hand.type("m")
    assert len(said) == 4, "typed on the card, it is refused just so"
    hand.key(Qt.Key.Key_Backspace)
    hand.key(ESC)
    assert written(view, "a1") == f"Mine{'y' * 19_995}"


def test_a_name_that_is_too_long_is_refused(view: CanvasView, hand: Hand) -> None:
    said: list[str] = []
    view.status_message.connect(said.append)
    view.select(["buy"])
    hand.key(Qt.Key.Key_F2)
    QApplication.clipboard().setText("x" * 2_001)
    hand.key(Qt.Key.Key_V, CTRL)
    assert said == ["A text may be at most 2,000 characters long; this one has 2,001."]
    hand.key(ENTER)
    assert view.session.journey.stages["buy"].name == "Buy"
    assert view.selection == ("buy",)


def test_typing_after_a_stage_was_named_loses_nothing(view: CanvasView, hand: Hand) -> None:
    view.select(["need"])
    for text in ("first", "of all"):
        hand.type(text)
        hand.key(ENTER)
    assert view.session.journey.stages["need"].name == "Need first of all"


@pytest.mark.parametrize("keys", [CTRL, SHIFT])
def test_a_new_line_with_control_or_shift(view: CanvasView, hand: Hand, keys: Qt.KeyboardModifier) -> None:
    view.select(["b1"])
    hand.key(Qt.Key.Key_F2)
    hand.type("One")
    hand.key(ENTER, keys)
    hand.type("two")
    hand.key(ENTER)
    assert written(view, "b1") == "One\ntwo"


def test_a_stage_name_has_one_line(view: CanvasView, hand: Hand) -> None:
    view.select(["need"])
    hand.key(Qt.Key.Key_F2)
    hand.type("Long")
    hand.key(ENTER, CTRL)
    hand.type("er")
    hand.key(ENTER)
    assert view.session.journey.stages["need"].name == "Longer"


def test_a_paste_is_plain_text(view: CanvasView, hand: Hand) -> None:
    QApplication.clipboard().setText("<b>bold</b>")
    hand.double_click(hand.over("a1"))
    hand.key(Qt.Key.Key_V, CTRL)
    hand.key(ENTER)
    assert written(view, "a1") == "<b>bold</b>"


def test_typing_in_an_empty_cell_makes_a_card_there(view: CanvasView, hand: Hand) -> None:
    hand.click(hand.cell("touch", "buy").center)
    hand.type("Pays at the counter")
    assert len(view.session.journey.cards) == 7, "the card comes to be with its text"
    hand.key(ENTER)
    card = list(view.session.journey.cards.values())[-1]
    assert (card.lane, card.stage, card.text) == ("touch", "buy", "Pays at the counter")
    assert view.session.steps == ("Add touchpoint",)


def test_typing_on_after_enter_makes_the_next_card_of_the_cell(view: CanvasView, hand: Hand) -> None:
    hand.click(hand.cell("touch", "buy").center)
    for text in ("Pays", "Signs", "Leaves"):
        hand.type(text)
        hand.key(ENTER)
    cards = [card.text for card in view.session.journey.cards.values() if (card.lane, card.stage) == ("touch", "buy")]
    assert cards == ["Pays", "Signs", "Leaves"]
    assert view.session.steps == ("Add touchpoint",) * 3


@pytest.mark.parametrize("zoom", [0.5, 0.6, 0.76, 1.0])
def test_a_field_is_no_wider_than_its_card(view: CanvasView, hand: Hand, zoom: float) -> None:
    view.set_zoom(zoom)
    for id_ in ("a1", "t1"):
        view.start_editing(id_)
        field, card = view.writing.field, rect_of(view.layout_now(), id_)
        assert field is not None
        assert card is not None
        assert field.x() >= view.from_map(Point(card.x, card.y)).x()
        assert field.geometry().right() <= view.from_map(Point(card.right, card.y)).x()
    hand.key(ESC)
    cell = Cell("touch", "buy")
    view.writing.start_new(cell)
    assert view.writing.field is not None
    right = view.from_map(Point(hand.cell("touch", "buy").right, 0)).x()
    assert view.writing.field.geometry().right() <= right


@pytest.mark.parametrize("zoom", [0.7, 1.0, 1.6])
def test_a_field_breaks_lines_where_the_map_does(view: CanvasView, zoom: float) -> None:
    text = "Opens six tabs and reads what others wrote about each of the feeders in them, until late in the evening"
    view.session.apply("Write", update_cards(view.session.journey, ["a1"], text=text))
    view.set_zoom(zoom)
    view.start_editing("a1")
    field = view.writing.field
    assert field is not None
    box = next(box for box in view.layout_now().lanes[0].box.cards if box.card.id == "a1")
    layout = field.document().firstBlock().layout()
    shown = [layout.lineAt(n) for n in range(layout.lineCount())]
    in_field = [text[line.textStart() : line.textStart() + line.textLength()].strip() for line in shown]
    assert in_field == [line.text.strip() for line in box.text.block.lines]


def test_a_field_opens_as_high_as_its_text(view: CanvasView, hand: Hand) -> None:
    text = "Opens six tabs and reads what others wrote about each of the feeders in them"
    view.session.apply("Write", update_cards(view.session.journey, ["a1"], text=text))
    hand.double_click(hand.over("a1"))
    field = view.writing.field
    assert field is not None
    opened = field.height()
    assert opened > 3 * field.fontMetrics().height()
    hand.key(Qt.Key.Key_End)
    assert field.height() == opened


def test_an_empty_new_card_comes_to_nothing(view: CanvasView, hand: Hand) -> None:
    before = view.session.journey
    hand.double_click(hand.cell("touch", "buy").center)
    assert view.writing.is_open
    hand.type("x")
    hand.key(Qt.Key.Key_Backspace)
    hand.key(ENTER)
    assert view.session.journey is before
    assert view.selected_cell == Cell("touch", "buy")


def test_tab_takes_over_and_goes_on_to_the_next_stage(view: CanvasView, hand: Hand) -> None:
    hand.click(hand.cell("touch", "buy").center)
    for text, key in (("first", Qt.Key.Key_Tab), ("second", Qt.Key.Key_Tab), ("third", Qt.Key.Key_Backtab)):
        hand.type(text)
        hand.key(key)
    hand.type("fourth")
    hand.key(ENTER)
    cards = [(card.stage, card.text) for card in view.session.journey.cards.values() if card.lane == "touch"]
    assert sorted(cards) == [
        ("buy", "first"),
        ("buy", "fourth"),
        ("need", "Asks"),
        ("use", "Opens"),
        ("use", "second"),
        ("use", "third"),
    ]
    assert view.session.steps == ("Add touchpoint",) * 4


def test_tab_after_a_changed_card_goes_on_to_the_next_one(view: CanvasView, hand: Hand) -> None:
    hand.double_click(hand.over("t1"))
    hand.type("Asks again")
    hand.key(Qt.Key.Key_Tab)
    assert written(view, "t1") == "Asks again"
    assert view.selection != ("t1",)


@pytest.mark.parametrize(
    ("id_", "read"),
    [
        ("need", lambda journey: journey.stages["need"].name),
        ("touch", lambda journey: journey.lanes["touch"].label),
        ("p3", lambda journey: journey.points["p3"].label),
        ("masha", lambda journey: journey.personas["masha"].name),
        (TITLE, lambda journey: journey.title),
    ],
)
def test_every_name_is_written_in_place(view: CanvasView, hand: Hand, id_: str, read: object) -> None:
    assert view.start_editing(id_)
    hand.type("Another")
    hand.key(ENTER)
    assert callable(read)
    assert read(view.session.journey) == "Another"
    assert len(view.session.steps) == 1


def test_a_double_click_on_a_duration_writes_the_duration(view: CanvasView, hand: Hand) -> None:
    view.session.apply("x", update_stage(view.session.journey, "buy", duration="2 days"))
    place = next(box.duration for box in view.layout_now().stages if box.stage.id == "buy")
    assert place is not None
    hand.double_click(place.rect.center)
    hand.type("3 days")
    hand.key(ENTER)
    assert view.session.journey.stages["buy"].duration == "3 days"
    assert view.session.journey.stages["buy"].name == "Buy"


def test_a_stage_without_a_duration_can_be_given_one(view: CanvasView, hand: Hand) -> None:
    assert view.writing.start("buy", None, DURATION)
    hand.type("a day")
    hand.key(ENTER)
    assert view.session.journey.stages["buy"].duration == "a day"


def test_a_metric_is_written_as_people_write_numbers(qtbot: QtBot, view: CanvasView, hand: Hand) -> None:
    journey = view.session.journey
    lane = new_lane(journey, "metrics")
    view.session.apply("x", insert_lane(journey, lane))
    view.select_cell(Cell(lane.id, "use"))
    hand.type("12,5 %")
    hand.key(ENTER)
    (metric,) = view.session.journey.metrics.values()
    assert (metric.stage, metric.value, metric.unit) == ("use", 12.5, "%")
    view.select([metric.id])
    hand.type("many")
    with qtbot.waitSignal(view.status_message) as said:
        hand.key(ENTER)
    assert "“many” is no number" in said.args[0]
    assert view.session.journey.metrics[metric.id].value == 12.5


def test_a_name_a_unit_and_a_target_are_written_with_the_number(view: CanvasView, hand: Hand) -> None:
    lane = new_lane(view.session.journey, "metrics")
    view.session.apply("x", insert_lane(view.session.journey, lane))
    view.select_cell(Cell(lane.id, "use"))
    hand.type("NPS 42 % -> 60")
    hand.key(ENTER)
    (metric,) = view.session.journey.metrics.values()
    assert (metric.label, metric.value, metric.unit, metric.target) == ("NPS", 42, "%", 60)
    hand.double_click(hand.over(metric.id))
    assert view.writing.field is not None
    assert view.writing.field.toPlainText() == "42 %"
    view.writing.field.setPlainText("")
    view.commit_editing()
    (metric,) = view.session.journey.metrics.values()
    assert (metric.label, metric.value, metric.unit) == ("NPS", None, "%")


def test_an_empty_frame_asks_for_a_picture(qtbot: QtBot, view: CanvasView, hand: Hand) -> None:
    journey = view.session.journey
    lane = new_lane(journey, "storyboard")
    after = insert_lane(journey, lane)
    card = new_card(after, lane.id, "buy", "She waits")
    view.session.apply("x", insert_card(after, card))
    view.select([card.id])
    with qtbot.waitSignal(view.picture_requested) as asked:
        hand.key(ENTER)
    assert asked.args == [card.id]
    assert not view.writing.is_open
    box = next(lane.box.card_by_id[card.id] for lane in view.layout_now().lanes if card.id in lane.box.card_by_id)
    assert box.picture is not None
    top = next(lane.y for lane in view.layout_now().lanes if card.id in lane.box.card_by_id)
    with qtbot.waitSignal(view.picture_requested) as asked:
        hand.double_click(box.picture.center.moved(30, top))
    assert asked.args == [card.id]
    hand.key(Qt.Key.Key_F2)
    assert view.writing.is_open, "F2 writes the caption"


def test_a_click_elsewhere_takes_over(view: CanvasView, hand: Hand) -> None:
    view.select(["a1"])
    hand.key(Qt.Key.Key_F2)
    hand.type("Done")
    hand.click(hand.over("b1"))
    assert written(view, "a1") == "Done"
    assert view.selection == ("b1",)


def test_undo_from_outside_closes_a_field_whose_thing_is_gone(view: CanvasView, hand: Hand) -> None:
    hand.click(hand.cell("touch", "buy").center)
    hand.type("New")
    hand.key(ENTER)
    id_ = next(reversed(view.session.journey.cards))
    view.start_editing(id_)
    view.session.undo()
    assert not view.writing.is_open
    assert id_ not in view.session.journey.cards


def test_the_field_grows_with_its_text_and_follows_the_zoom(view: CanvasView, hand: Hand) -> None:
    view.start_editing("a1")
    field = view.writing.field
    assert field is not None
    low = field.height()
    hand.type("many words " * 12)
    assert field.height() > 2 * low
    width = field.width()
    view.set_zoom(view.zoom * 1.5)
    assert field.width() > 1.3 * width


def test_delete_while_writing_deletes_a_letter_and_not_the_card(view: CanvasView, hand: Hand) -> None:
    view.select(["a1"])
    hand.key(ENTER)
    hand.key(Qt.Key.Key_Home)
    hand.key(Qt.Key.Key_Delete)
    hand.key(ENTER)
    assert written(view, "a1") == "oes 1"


def test_what_is_not_written_in_place_is_asked_for(qtbot: QtBot, view: CanvasView, hand: Hand) -> None:
    lane = next(placed for placed in view.layout_now().lanes if placed.box.lane.id == "touch")
    pill = lane.box.card_by_id["t1"].pill
    assert pill is not None
    with qtbot.waitSignal(view.edit_requested) as asked:
        hand.double_click(pill.rect.moved(0, lane.y).center)
    assert asked.args == ["t1"]
    assert not view.writing.is_open


@pytest.mark.parametrize("text", ["配送を待つ", "ต้องการ", "हिन्दी", "مقارنة", "😀"])
def test_every_script_is_written_in_the_bundled_faces(view: CanvasView, text: str) -> None:
    view.start_editing("a1")
    field = view.writing.field
    assert field is not None
    field.setPlainText(text)
    layout = QTextLayout(text, field.font())
    layout.beginLayout()
    layout.createLine()
    layout.endLayout()
    families = {run.rawFont().familyName() for run in layout.glyphRuns()}
    assert families
    assert all(name.startswith(("CJM", "Noto")) for name in families), families
    assert all(0 not in run.glyphIndexes() for run in layout.glyphRuns())
