"""Edits made in front of people: in place, undoable, and the walk stays where it is."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtWidgets import QApplication, QMessageBox

from cjm_desktop.canvas.writing import Field
from cjm_desktop.editing.cards import remove_cards
from cjm_desktop.editing.document import update_map
from cjm_desktop.editing.stages import remove_stages
from cjm_desktop.editing.things import update
from cjm_desktop.model.journey import Journey
from cjm_desktop.model.queries import cards_in_cell
from cjm_desktop.model.walkthrough import Step
from cjm_desktop.templates import load_template
from tests.windows.conftest import Answers
from tests.windows.present.conftest import CTRL, SHIFT, Show

K = Qt.Key
PAYS = Step("stage-purchase", "card-actions-purchase")


def field() -> Field:
    found = QApplication.focusWidget()
    assert isinstance(found, Field)
    return found


@pytest.mark.parametrize("key", [K.Key_E, K.Key_F2])
def test_the_current_card_is_edited_where_it_stands(show: Show, key: Qt.Key) -> None:
    show.talk.go_to(PAYS)
    show.key(key)
    assert field().toPlainText() == "Pays by card on the phone"
    card = show.stage.on_screen(show.talk.deck.slide(PAYS, 0).things["card-actions-purchase"])  # type: ignore[union-attr]
    assert card.adjusted(-8, -8, 8, 8).contains(QPointF(field().geometry().topLeft()))
    show.type("Pays by phone")
    show.key(K.Key_Return)
    assert show.journey.cards["card-actions-purchase"].text == "Pays by phone"
    assert show.session.steps == ("Edit text",)
    assert show.step == PAYS
    assert QApplication.focusWidget() is show.stage
    show.key(K.Key_Z, CTRL)
    assert show.journey.cards["card-actions-purchase"].text == "Pays by card on the phone"
    show.key(K.Key_Z, CTRL | SHIFT)
    assert show.journey.cards["card-actions-purchase"].text == "Pays by phone"
    assert show.step == PAYS


def test_escape_ends_writing_and_throws_no_word_away(show: Show) -> None:
    show.talk.go_to(PAYS)
    show.key(K.Key_E)
    show.type("Said aloud")
    show.key(K.Key_Escape)
    assert show.journey.cards["card-actions-purchase"].text == "Said aloud"
    assert not show.is_over
    show.key(K.Key_E)
    show.key(K.Key_Escape)
    assert len(show.session.steps) == 1, "nothing changed, so there is no step"


def test_what_is_too_long_is_refused_and_what_was_written_stays(show: Show) -> None:
    show.talk.go_to(PAYS)
    show.key(K.Key_E)
    show.type("Said aloud")
    QApplication.clipboard().setText("x" * 20_000)
    show.key(K.Key_V, CTRL)
    assert show.stage.notice.label.text() == "A text may be at most 20,000 characters long; this one has 20,010."
    show.key(K.Key_Return)
    assert show.journey.cards["card-actions-purchase"].text == "Said aloud"


def test_the_name_of_the_stage_is_edited_on_its_own_step(show: Show) -> None:
    show.talk.go_to(Step("stage-purchase"))
    show.key(K.Key_F2)
    show.type("Buying")
    show.key(K.Key_Return)
    assert show.journey.stages["stage-purchase"].name == "Buying"


def test_a_double_click_opens_the_card_under_it(show: Show) -> None:
    show.talk.go_to(Step("stage-purchase"))
    show.double_click(show.over("card-goals-purchase"))
    assert show.step == Step("stage-purchase", "card-goals-purchase")
    assert field().toPlainText() == show.journey.cards["card-goals-purchase"].text
    show.key(K.Key_Escape)
    show.talk.go_to(Step("stage-purchase"))
    show.double_click(QPointF(show.stage.width() / 2, 4))
    assert show.talk.place == show.talk.steps.index(Step("stage-purchase")) + 2, "elsewhere it is two clicks"
    show.talk.first()
    column = next(box for box in show.talk.deck.sight.layout.stages if box.stage.id == "stage-use")
    show.double_click(show.stage.on_screen(column.rect).center())
    assert show.step == Step("stage-use"), "on the whole map it goes to the stage"


def test_what_is_said_becomes_a_card(show: Show) -> None:
    show.talk.go_to(PAYS)
    before = cards_in_cell(show.journey, "lane-actions", "stage-purchase")
    show.key(K.Key_C)
    show.type("Asks a friend first")
    show.key(K.Key_Return)
    after = cards_in_cell(show.journey, "lane-actions", "stage-purchase")
    assert [card.text for card in after] == [before[0].text, "Asks a friend first"]
    assert show.step == Step("stage-purchase", after[1].id)
    assert show.session.steps == ("Add card",)
    show.key(K.Key_Z, CTRL)
    assert show.step == PAYS, "one stands again where one was"


def test_tab_puts_the_new_card_into_another_lane(show: Show) -> None:
    show.talk.go_to(Step("stage-purchase"))
    show.key(K.Key_Insert)
    show.key(K.Key_Tab)
    show.key(K.Key_Tab)
    show.key(K.Key_Backtab, SHIFT)
    show.type("To be sure")
    assert "Goals" in field().accessibleDescription()
    show.key(K.Key_Return)
    assert [card.text for card in cards_in_cell(show.journey, "lane-goals", "stage-purchase")][-1] == "To be sure"


def test_a_card_without_words_is_none(show: Show) -> None:
    show.talk.go_to(PAYS)
    for text in ("", "   "):
        show.key(K.Key_C)
        show.type(text)
        show.key(K.Key_Return)
    assert show.session.steps == ()


def test_a_click_takes_over_what_is_written_and_goes_no_further(show: Show) -> None:
    show.talk.go_to(PAYS)
    show.key(K.Key_E)
    show.type("Said")
    show.click(QPointF(30, show.stage.height() - 30))
    assert show.journey.cards["card-actions-purchase"].text == "Said"
    assert show.step == PAYS


def test_walking_on_takes_over_what_is_written(show: Show) -> None:
    show.talk.go_to(PAYS)
    show.key(K.Key_E)
    show.type("Said")
    show.talk.next()
    assert show.journey.cards["card-actions-purchase"].text == "Said"
    assert not show.stage.editor.is_open


def test_the_stage_feels(show: Show) -> None:
    show.talk.go_to(PAYS)
    for key, value in ((K.Key_1, -2), (K.Key_3, 0), (K.Key_5, 2)):
        show.key(key, CTRL)
        points = [p for p in show.journey.points.values() if p.stage == "stage-purchase" and p.curve == "curve-masha"]
        assert [point.value for point in points] == [value]
    assert show.session.steps == ("Set emotion",) * 3
    slide = show.talk.deck.slide(PAYS, 0)
    assert slide is not None
    assert slide.strip.emotion is not None
    faces = [box.point.value for curve in slide.strip.emotion.curves for box in curve.points]
    assert 2 in faces


def test_without_a_stage_nothing_is_edited(show: Show) -> None:
    for key, keys in ((K.Key_E, None), (K.Key_C, None), (K.Key_5, CTRL), (K.Key_Z, CTRL), (K.Key_Y, CTRL)):
        show.stage.notice.hush()
        show.key(key, keys or Qt.KeyboardModifier.NoModifier)
        assert show.stage.notice.label.isVisible(), key
        assert QApplication.focusWidget() is show.stage
    assert show.session.steps == ()


def test_a_locked_lane_is_told_and_kept(show: Show) -> None:
    show.session.apply("Lock", update(show.journey, "lane-actions", locked=True))
    show.talk.go_to(PAYS)
    show.key(K.Key_E)
    show.type("Other")
    show.key(K.Key_Return)
    assert show.journey.cards["card-actions-purchase"].text == "Pays by card on the phone"
    assert "locked" in show.stage.notice.label.text()


def test_the_walk_stays_where_it_is_while_others_edit(show: Show) -> None:
    show.talk.go_to(PAYS)
    show.session.apply("x", update(show.journey, "card-goals-purchase", text="Elsewhere"))
    assert show.step == PAYS
    show.session.apply("x", remove_cards(show.journey, ["card-actions-need", "card-actions-search"]))
    assert show.step == PAYS
    show.session.apply("x", remove_cards(show.journey, ["card-actions-purchase"]))
    assert show.step == Step("stage-purchase", "card-goals-purchase")
    show.session.apply("x", remove_stages(show.journey, ["stage-purchase"]))
    assert show.step.stage == "stage-delivery"
    show.stage.grab()
    show.session.undo()
    show.session.undo()
    assert PAYS in show.talk.steps


def test_the_card_being_written_may_go(show: Show) -> None:
    show.talk.go_to(PAYS)
    show.key(K.Key_E)
    show.type("Words")
    show.session.apply("x", remove_cards(show.journey, ["card-actions-purchase"]))
    assert not show.stage.editor.is_open
    assert show.session.steps == ("x",)


def test_the_picture_follows_the_map(show: Show) -> None:
    show.talk.go_to(PAYS)
    before = show.stage.grab().toImage()
    show.session.apply("x", update(show.journey, "card-actions-purchase", text="Quite other words"))
    changed = show.stage.grab().toImage()
    assert changed != before
    show.session.undo()
    assert show.stage.grab().toImage() == before
    show.talk.first()
    whole = show.stage.grab().toImage()
    show.session.apply("x", update_map(show.journey, title="Another title"))
    assert show.stage.grab().toImage() != whole


def test_another_map_ends_the_talk(show: Show) -> None:
    show.session.load(load_template("future-state"))
    assert show.is_over


def test_another_language_is_set_in_its_own_way(show: Show) -> None:
    show.talk.go_to(PAYS)
    show.session.apply("x", update_map(show.journey, language="ja"))
    show.stage.grab()
    assert show.step == PAYS


def test_closing_the_window_ends_the_talk(show: Show, answers: Answers) -> None:
    answers.button = QMessageBox.StandardButton.Cancel
    show.talk.go_to(PAYS)
    show.key(K.Key_E)
    show.type("Last words")
    stage = show.stage
    show.window.close()
    assert len(answers.asked) == 1
    assert show.journey.cards["card-actions-purchase"].text == "Last words", "asked about, not lost"
    assert not stage.isVisible()
    assert show.is_over


def test_a_map_with_one_card(open_show, journey: Journey) -> None:  # type: ignore[no-untyped-def]
    bare = remove_cards(journey, [id_ for id_ in journey.cards if id_ != "card-actions-purchase"])
    show = open_show(bare)
    show.talk.go_to(PAYS)
    show.session.apply("x", remove_cards(show.journey, ["card-actions-purchase"]))
    assert show.step.stage == "stage-purchase"
