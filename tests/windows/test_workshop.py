"""The timer over the map, and the strip of dot votes."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from cjm_desktop.editing.votes import count_votes, vote
from cjm_desktop.windows import settings
from cjm_desktop.windows.main_window import MainWindow
from cjm_desktop.windows.timer import Countdown, TimerPlate
from tests.windows.holding import session_of, workspace_of

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


class Clock:
    """A clock that goes only when it is told to."""

    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


def click(widget: object) -> None:
    QTest.mouseClick(widget, Qt.MouseButton.LeftButton)  # type: ignore[call-overload]


@pytest.mark.usefixtures("qapp")
def test_it_counts_down_pauses_and_goes_on_below_nothing(clock: Clock) -> None:
    countdown = Countdown(5, clock)
    ended: list[bool] = []
    countdown.ended.connect(lambda: ended.append(True))
    assert countdown.text == "5:00"
    countdown.start()
    clock.now += 0.4
    assert countdown.text == "5:00"
    clock.now += 61.6
    assert (countdown.text, countdown.is_running) == ("3:58", True)
    countdown.pause()
    clock.now += 1_000
    countdown.pause()
    assert (countdown.text, countdown.is_running) == ("3:58", False)
    countdown.start()
    countdown.start()
    clock.now += 237.5
    countdown.tick()
    assert (countdown.text, countdown.is_over, ended) == ("0:01", False, [])
    clock.now += 0.5
    countdown.tick()
    countdown.tick()
    assert (countdown.text, countdown.is_over, ended) == ("0:00", True, [True])
    clock.now += 75.2
    assert countdown.text == "+1:15"
    countdown.reset()
    assert (countdown.text, countdown.is_running, countdown.is_over) == ("5:00", False, False)
    countdown.set_minutes(12)
    assert countdown.text == "12:00"


def test_the_plate_says_by_words_and_colour_that_the_time_is_up(sample: MainWindow, clock: Clock) -> None:
    canvas = workspace_of(sample).canvas
    plate = TimerPlate(canvas, sample.appearance, Countdown(1, clock))
    plate.show()
    assert plate.text == "1:00"
    assert not plate._note.isVisible()
    click(plate.start_button)
    assert plate.start_button.text() == "Pause"
    clock.now += 59
    plate.countdown.tick()
    assert plate.accessibleName() == "Timer: 0:01 left"
    clock.now += 1
    plate.countdown.tick()
    assert plate._note.isVisible()
    assert plate.property("over") is True
    assert plate.accessibleName() == "Timer: time is up"
    click(plate.reset_button)
    assert plate.property("over") is False
    assert not plate._note.isVisible()
    assert plate.start_button.text() == "Start"


def test_the_plate_stays_in_sight_and_where_it_was_put(sample: MainWindow, clock: Clock) -> None:
    canvas = workspace_of(sample).canvas
    plate = TimerPlate(canvas, sample.appearance, Countdown(5, clock))
    plate.show()
    assert canvas.rect().contains(plate.geometry())
    assert plate.y() > canvas.height() / 2, "the stages' names above stay in sight"
    assert plate.geometry().center().x() < canvas.width() / 2, "and the minimap in the other corner"
    small = plate.height()
    QTest.mousePress(plate, Qt.MouseButton.LeftButton, pos=QPoint(20, 12))
    QTest.mouseMove(plate, QPoint(180, -92))
    QTest.mouseMove(plate, QPoint(20, 12))
    QTest.mouseRelease(plate, Qt.MouseButton.LeftButton, pos=QPoint(20, 12))
    moved = plate.pos()
    assert moved.y() > 60
    sample.resize(1400, 1000)
    assert plate.pos() == moved
    assert plate.height() > small, "the digits grow with the window"
    sample.resize(900, 500)
    assert canvas.rect().contains(plate.geometry())


def test_the_menu_shows_the_timer_and_the_minutes_are_remembered(sample: MainWindow) -> None:
    canvas, action = workspace_of(sample).canvas, sample.actions_by_id["timer"]
    assert sample.commands.workshop.timer is None
    action.trigger()
    plate = sample.commands.workshop.timer
    assert plate is not None
    assert plate.isVisible()
    assert plate.start_button.hasFocus()
    plate.minutes.setCurrentIndex(plate.minutes.findData(10))
    assert plate.text == "10:00"
    assert settings.load(settings.TIMER_MINUTES) == 10.0
    QTest.keyClick(plate.start_button, Qt.Key.Key_Space)
    assert plate.countdown.is_running
    QTest.keyClick(plate.start_button, Qt.Key.Key_Escape)
    assert canvas.hasFocus()
    assert plate.isVisible()
    sample.actions_by_id["timer-toggle"].trigger()
    assert not plate.countdown.is_running
    click(plate.close_button)
    assert not plate.isVisible()
    assert not action.isChecked()
    sample.actions_by_id["timer-toggle"].trigger()
    assert plate.isVisible()
    assert plate.countdown.is_running
    assert canvas.hasFocus()
    action.trigger()
    assert not plate.countdown.is_running


def test_votes_are_off_until_they_are_wanted(sample: MainWindow) -> None:
    bar, canvas = workspace_of(sample).vote_bar, workspace_of(sample).canvas
    assert not bar.isVisible()
    sample.actions_by_id["voting"].trigger()
    assert canvas.voting.is_on
    assert bar.text == "0 votes"
    assert not bar.clear_button.isEnabled()
    click(bar.end_button)
    assert not canvas.voting.is_on
    assert not bar.isVisible()
    assert not sample.actions_by_id["voting"].isChecked()


def test_votes_by_keyboard_are_counted_sorted_and_cleared(sample: MainWindow) -> None:
    session, canvas = session_of(sample), workspace_of(sample).canvas
    bar = workspace_of(sample).vote_bar
    sample.actions_by_id["voting"].trigger()
    bar.each.setCurrentIndex(bar.each.findData(3))
    assert bar.text == "0 votes 3 left"
    cards = list(session.journey.cards)[:2]
    canvas.select(cards)
    sample.actions_by_id["vote"].trigger()
    assert count_votes(session.journey) == 2
    assert bar.text == "2 votes 1 left"
    sample.actions_by_id["vote"].trigger()
    assert count_votes(session.journey) == 2
    assert sample.status.message == "There are not so many votes left."
    canvas.select(cards[:1])
    sample.actions_by_id["vote-back"].trigger()
    assert bar.text == "1 vote 2 left"
    click(bar.next_button)
    assert bar.text == "1 vote 3 left"
    session.undo()
    cell = session.journey.cards[cards[0]]
    canvas.select([])
    click(bar.clear_button)
    assert count_votes(session.journey) == 0
    assert session.undo_label == "Clear votes"
    assert cell.votes == 1


def test_cells_are_sorted_by_votes_as_one_step(sample: MainWindow) -> None:
    session = session_of(sample)
    journey = session.journey
    card = next(iter(journey.cards.values()))
    twin = card.model_copy(update={"id": "twin"})
    session.apply("Twin", journey.model_copy(update={"cards": type(journey.cards)({**journey.cards, "twin": twin})}))
    session.apply("Vote", vote(session.journey, ["twin"], 3))
    sample.actions_by_id["sort-votes"].trigger()
    order = list(session.journey.cards)
    assert order.index("twin") < order.index(card.id)
    assert session.undo_label == "Sort by votes"
