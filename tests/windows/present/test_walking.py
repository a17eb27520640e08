"""Walking the journey by keys, clicker, wheel and mouse, as in front of people."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QAccessible, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from cjm_desktop.model.journey import Journey, Table
from cjm_desktop.model.records import Card, Lane, Stage, Unmatched, View
from cjm_desktop.model.walkthrough import Step, walk
from cjm_desktop.theme import BLACK, PROJECTOR, WHITE
from cjm_desktop.windows import settings
from cjm_desktop.windows.chooser import Chooser
from tests.windows.present.conftest import CTRL, SHIFT, OpenShow, Show

K = Qt.Key
# Of the lists that open over the screen.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


def test_it_fills_the_screen_without_chrome(show: Show) -> None:
    stage = show.stage
    assert stage.isFullScreen()
    assert stage.geometry() == stage.screen().geometry()
    assert QApplication.focusWidget() is stage
    assert show.step == Step()
    assert show.colour(QPointF(2, 2)) == PROJECTOR.page


@pytest.mark.parametrize("key", [K.Key_Right, K.Key_Down, K.Key_Space, K.Key_PageDown, K.Key_Return])
def test_on(show: Show, key: Qt.Key) -> None:
    for step in walk(show.journey)[1:12]:
        show.key(key)
        assert show.step == step


@pytest.mark.parametrize("key", [K.Key_Left, K.Key_Up, K.Key_PageUp, K.Key_Backspace])
def test_back(show: Show, key: Qt.Key) -> None:
    show.talk.go_to_stage(2)
    steps = walk(show.journey)
    for n in range(steps.index(show.step) - 1, -1, -1):
        show.key(key)
        assert show.step == steps[n]
    show.key(key)
    assert show.step == Step()
    assert "beginning" in show.stage.notice.label.text()


def test_all_the_way_and_to_its_ends(show: Show) -> None:
    seen = [show.step]
    while show.talk.following() is not None:
        show.key(K.Key_Right)
        seen.append(show.step)
    assert tuple(seen) == walk(show.journey)
    show.key(K.Key_Right)
    assert show.step == seen[-1]
    assert "end" in show.stage.notice.label.text()
    show.key(K.Key_Home)
    assert show.step == seen[0]
    show.key(K.Key_End)
    assert show.step == seen[-1]


def test_stage_by_stage(show: Show) -> None:
    names = list(show.journey.stages)
    show.key(K.Key_Tab)
    show.key(K.Key_Right, CTRL)
    show.key(K.Key_PageDown, CTRL)
    assert show.step == Step(names[2])
    show.key(K.Key_Right)
    show.key(K.Key_Left, CTRL)
    assert show.step == Step(names[2]), "first to the beginning of the stage"
    show.key(K.Key_Backtab, SHIFT)
    assert show.step == Step(names[1])


def test_by_number(show: Show) -> None:
    show.type("4")
    assert "4" in show.stage.notice.label.text()
    show.key(K.Key_Return)
    assert show.step == Step("stage-purchase")
    show.type("0")
    show.key(K.Key_Enter)
    assert show.step == Step()
    show.type("99")
    show.key(K.Key_Return)
    assert show.step == Step()
    assert "no stage 99" in show.stage.notice.label.text()
    show.type("3")
    show.key(K.Key_Escape)
    assert not show.is_over, "Esc takes back the digit first"
    show.key(K.Key_Return)
    assert show.step == Step("stage-need"), "and Enter is the next step again"


def test_by_the_list_of_stages(show: Show) -> None:
    show.key(K.Key_G)
    chooser = QApplication.activePopupWidget()
    assert isinstance(chooser, Chooser)
    assert len(chooser.shown) == 7
    show.type("deli")
    show.key(K.Key_Return)
    assert show.step == Step("stage-delivery")
    show.key(K.Key_G)
    show.key(K.Key_Escape)
    assert show.step == Step("stage-delivery")
    assert not show.is_over


def test_by_mouse_and_wheel(show: Show) -> None:
    steps = walk(show.journey)
    show.click()
    assert show.step == steps[1]
    show.click(button=Qt.MouseButton.ForwardButton)
    assert show.step == steps[2]
    show.click(button=Qt.MouseButton.BackButton)
    assert show.step == steps[1]
    for turn, place in ((-120, 2), (-60, 2), (-60, 3), (120, 2)):
        turn_wheel(show, turn)
        assert show.step == steps[place]


def turn_wheel(show: Show, by: int) -> None:
    middle = QPointF(show.stage.width() / 2, show.stage.height() / 2)
    event = QWheelEvent(
        middle,
        show.stage.mapToGlobal(middle),
        QPoint(),
        QPoint(0, by),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(show.stage, event)


@pytest.mark.parametrize(("keys", "colour"), [((K.Key_B, K.Key_Period), BLACK), ((K.Key_W, K.Key_Comma), WHITE)])
def test_a_blank_screen(show: Show, keys: tuple[Qt.Key, ...], colour: str) -> None:
    show.talk.go_to_stage(1)
    plain = show.colour(QPointF(300, 40))
    for key in keys:
        show.key(key)
        assert show.stage.blank == colour
        assert show.colour(QPointF(300, 40)) == colour != plain
        show.key(key)
        assert show.colour(QPointF(300, 40)) == plain
    show.key(keys[0])
    show.key(K.Key_Right)
    assert show.step == Step("stage-need"), "the first key only lights the screen again"
    assert show.stage.blank is None
    show.key(keys[0])
    show.key(K.Key_Escape)
    assert show.stage.blank is None
    assert not show.is_over


@pytest.mark.parametrize("key", [K.Key_Escape, K.Key_F5, K.Key_F11])
def test_leaving_selects_where_the_talk_ended(show: Show, key: Qt.Key) -> None:
    show.type("4")
    show.key(K.Key_Return)
    show.key(K.Key_Right)
    canvas = show.window.workspace.canvas  # type: ignore[union-attr]
    thing = show.step.thing
    show.key(key)
    assert show.is_over
    assert canvas.selection == (thing,)
    assert show.session.steps == (), "looking is no edit"


def test_from_what_is_selected(window, journey: Journey) -> None:  # type: ignore[no-untyped-def]
    window.show_journey(journey)
    window.workspace.canvas.select(["card-actions-purchase"])
    window.actions_by_id["present-here"].trigger()
    presentation = window.commands.present.presentation
    assert presentation.talk.step == Step("stage-purchase", "card-actions-purchase")
    window.actions_by_id["present"].trigger()
    assert window.commands.present.presentation is presentation, "there is one at a time"
    presentation.end()


def test_the_hint_is_told_once(show: Show) -> None:
    assert show.stage.notice.label.isVisible()
    assert "Esc" in show.stage.notice.label.text()
    assert show.stage.notice.label.geometry().bottom() < show.stage.height() / 4, "the map's lanes stay in sight"
    show.key(K.Key_Right)
    assert not show.stage.notice.label.isVisible()
    show.key(K.Key_Escape)
    assert settings.load(settings.PRESENT_HINTED)
    show.window.actions_by_id["present"].trigger()
    again = show.window.commands.present.presentation
    assert again is not None
    assert not again.stage.notice.label.isVisible()
    again.end()


def test_all_keys_are_listed_and_can_be_chosen(show: Show) -> None:
    show.key(K.Key_F1)
    chooser = QApplication.activePopupWidget()
    assert isinstance(chooser, Chooser)
    assert {"Next", "Black screen", "Laser pointer"} <= {entry.text for entry in chooser.shown}
    show.type("black screen")
    show.key(K.Key_Return)
    assert show.stage.blank == BLACK


def test_the_laser_pointer(show: Show) -> None:
    show.stage.notice.hush()
    show.talk.go_to_stage(1)
    place = QPointF(400, 320)
    plain = show.colour(place)
    show.key(K.Key_L)
    assert show.stage.cursor().shape() == Qt.CursorShape.BlankCursor
    for x in range(330, 401, 10):
        QTest.mouseMove(show.stage.windowHandle(), QPoint(x, 320))
    assert show.colour(place) != plain
    assert show.stage.laser.area().contains(place)
    show.key(K.Key_L)
    assert show.stage.cursor().shape() == Qt.CursorShape.ArrowCursor
    assert show.colour(place) == plain


def test_larger_and_as_before(show: Show) -> None:
    show.stage.notice.hush()
    show.talk.go_to_stage(1)
    small = show.stage.grab().toImage()
    show.key(K.Key_Z)
    assert show.stage.zoom == 2
    assert show.stage.grab().toImage() != small
    show.key(K.Key_Minus)
    assert show.stage.zoom < 2
    for _ in range(8):
        show.key(K.Key_Plus)
    assert show.stage.zoom == 4
    show.key(K.Key_Z)
    assert show.stage.grab().toImage() == small


def test_it_says_where_one_is_to_who_cannot_see_it(show: Show) -> None:
    def said() -> str:
        return QAccessible.queryAccessibleInterface(show.stage).text(QAccessible.Text.Description)

    assert said() == "The whole map"
    show.type("4")
    show.key(K.Key_Return)
    assert said() == "Stage 4 of 6: Purchase"
    show.key(K.Key_Right)
    assert said() == "Stage 4 of 6: Purchase. Pays by card on the phone"
    assert show.stage.accessibleName() == "Presentation"


def test_a_card_longer_than_a_screen_is_turned_page_by_page(open_show: OpenShow) -> None:
    journey = Journey(
        stages=Table.of([Stage(id="s", name="Only")]),
        lanes=Table.of([Lane(id="l", role="actions", label="Actions")]),
        cards=Table.of(
            [
                Card(id="long", lane="l", stage="s", text=" ".join(f"word{n}" for n in range(1500))),
                Card(id="short", lane="l", stage="s", text="Then"),
            ]
        ),
    )
    show = open_show(journey)
    show.key(K.Key_End)
    assert show.step == Step("s", "short")
    show.talk.go_to(Step("s", "long"))
    pages = len(show.talk.deck.parts(show.step))
    assert pages > 1
    for part in range(1, pages):
        show.key(K.Key_Right)
        assert (show.step, show.talk.part) == (Step("s", "long"), part)
    show.key(K.Key_Right)
    assert show.step == Step("s", "short")
    show.key(K.Key_Left)
    assert (show.step, show.talk.part) == (Step("s", "long"), pages - 1)


def test_an_empty_map_can_be_presented(open_show: OpenShow) -> None:
    show = open_show(Journey())
    for key in (K.Key_Right, K.Key_Left, K.Key_Tab, K.Key_End, K.Key_C, K.Key_E, K.Key_G):
        show.key(key)
        show.stage.grab()
    show.key(K.Key_Escape)
    show.key(K.Key_Escape)
    assert show.is_over


def test_what_the_view_hides_is_not_presented(window, journey: Journey) -> None:  # type: ignore[no-untyped-def]
    window.show_journey(journey)
    canvas = window.workspace.canvas
    canvas.set_view(View(id="v", hidden_stages=("stage-need",), owners=("Web",), unmatched=Unmatched.DIM))
    window.actions_by_id["present"].trigger()
    presentation = window.commands.present.presentation
    steps = presentation.talk.steps
    assert Step("stage-need") not in steps
    cards = [step.thing for step in steps if step.thing in journey.cards]
    assert cards
    assert {journey.cards[id_].owner for id_ in cards} == {"Web"}, "faint cards are passed over"
    presentation.end()


def test_an_enlarged_picture_is_where_it_says(show: Show) -> None:
    show.stage.notice.hush()
    show.talk.go_to_stage(4)
    for zoom, at in ((1.0, (0, 0)), (2.0, (0, 0)), (2.0, (200, 640)), (3.0, (10, 300))):
        show.stage.set_zoom(zoom)
        QTest.mouseMove(show.stage.windowHandle(), QPoint(*at))
        slide = show.talk.deck.slide(show.step, 0)
        assert slide is not None
        bars = [show.stage.on_screen(share.bar) for share in slide.shares]
        seen = [bar for bar in bars if show.stage.rect().contains(bar.toAlignedRect())]
        assert seen, (zoom, at)
        for bar in seen:
            assert show.colour(bar.center()) != PROJECTOR.page
            assert show.colour(QPointF(bar.center().x(), bar.bottom() + 4)) == PROJECTOR.page


def test_a_mouse_that_rests_is_hidden(show: Show, qtbot: QtBot) -> None:
    QTest.mouseMove(show.stage.windowHandle(), QPoint(300, 300))
    assert show.stage.cursor().shape() == Qt.CursorShape.ArrowCursor
    show.stage._resting.setInterval(1)
    show.stage._resting.start()
    qtbot.waitUntil(lambda: show.stage.cursor().shape() == Qt.CursorShape.BlankCursor)
    QTest.mouseMove(show.stage.windowHandle(), QPoint(320, 300))
    assert show.stage.cursor().shape() == Qt.CursorShape.ArrowCursor


def test_another_view_shows_another_talk(show: Show) -> None:
    show.talk.go_to_stage(3)
    canvas = show.window.workspace.canvas  # type: ignore[union-attr]
    canvas.set_view(View(id="v", hidden_stages=("stage-need",)))
    assert show.step == Step("stage-compare")
    assert show.talk.stage_number == 2
    canvas.set_view(None)
    assert show.talk.stage_number == 3


def test_the_next_step_is_ready_before_it_is_asked_for(show: Show, qtbot: QtBot) -> None:
    show.talk.go_to_stage(2)
    show.stage.repaint()
    following = show.talk.following()
    assert following is not None
    qtbot.waitUntil(lambda: show.stage.pictures.has(*following, show.stage.pixels()))
