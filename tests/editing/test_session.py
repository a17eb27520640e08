from __future__ import annotations

import pytest

from cjm_desktop.editing.change import Change
from cjm_desktop.editing.document import update_map
from cjm_desktop.editing.session import Session
from cjm_desktop.model.journey import Journey


@pytest.fixture
def session(journey: Journey) -> Session:
    return Session(journey)


def _retitle(session: Session, title: str, merge: str | None = None) -> bool:
    return session.apply(f"Call it {title}", update_map(session.journey, title=title), merge)


def test_a_new_session_has_no_history_and_is_clean(session: Session, journey: Journey) -> None:
    assert session.journey is journey
    assert (session.steps, session.position, session.is_dirty) == ((), 0, False)
    assert (session.can_undo, session.can_redo, session.undo_label, session.redo_label) == (False, False, "", "")
    assert not session.undo()
    assert not session.redo()


def test_the_same_journey_makes_no_step(session: Session, journey: Journey) -> None:
    assert not session.apply("Nothing", journey)
    assert session.steps == ()


def test_undo_and_redo_bring_back_the_very_journeys(session: Session, journey: Journey) -> None:
    assert _retitle(session, "x")
    first = session.journey
    assert _retitle(session, "y")
    second = session.journey
    assert (session.undo_label, session.redo_label, session.position) == ("Call it y", "", 2)
    assert session.undo()
    assert session.journey is first
    assert (session.undo_label, session.redo_label) == ("Call it x", "Call it y")
    assert session.undo()
    assert session.journey is journey
    assert session.redo()
    assert session.redo()
    assert session.journey is second
    assert session.steps == ("Call it x", "Call it y")


def test_a_new_step_forgets_those_that_were_taken_back(session: Session) -> None:
    _retitle(session, "x")
    _retitle(session, "y")
    session.undo()
    _retitle(session, "z")
    assert session.steps == ("Call it x", "Call it z")
    assert not session.can_redo


def test_jump_goes_anywhere_in_one_change(session: Session, journey: Journey) -> None:
    journeys = [journey]
    for title in "xyz":
        _retitle(session, title)
        journeys.append(session.journey)
    told: list[Change] = []
    session.subscribe(told.append)
    for position in (0, 3, 1, 1, 2):
        session.jump(position)
        assert session.journey is journeys[position]
        assert session.position == position
    assert [change.after for change in told] == [journeys[0], journeys[3], journeys[1], journeys[2]]
    assert [change.label for change in told] == ["Call it x", "Call it z", "Call it y", "Call it y"]
    with pytest.raises(IndexError):
        session.jump(4)
    with pytest.raises(IndexError):
        session.jump(-1)
    assert session.position == 2


def test_steps_with_one_merge_key_are_one(session: Session, journey: Journey) -> None:
    for title in ("M", "Ma", "Map"):
        _retitle(session, title, merge="title")
    assert session.steps == ("Call it Map",)
    session.undo()
    assert session.journey is journey
    session.redo()
    assert session.journey.title == "Map"


def test_another_key_or_no_key_begins_a_new_step(session: Session) -> None:
    _retitle(session, "1", merge="title")
    _retitle(session, "2", merge="other")
    _retitle(session, "3")
    _retitle(session, "4")
    _retitle(session, "5", merge="title")
    assert len(session.steps) == 5


def test_end_merge_undo_jump_and_saving_end_a_merge(session: Session) -> None:
    _retitle(session, "1", merge="title")
    session.end_merge()
    _retitle(session, "2", merge="title")
    assert len(session.steps) == 2
    session.mark_saved()
    _retitle(session, "3", merge="title")
    assert len(session.steps) == 3
    session.undo()
    assert not session.is_dirty
    session.redo()
    _retitle(session, "4", merge="title")
    assert len(session.steps) == 4
    session.jump(session.position)
    _retitle(session, "5", merge="title")
    assert len(session.steps) == 5


def test_merging_back_to_the_start_takes_the_step_away(session: Session, journey: Journey) -> None:
    told: list[Change] = []
    session.subscribe(told.append)
    _retitle(session, "x", merge="title")
    assert _retitle(session, journey.title, merge="title")
    assert session.steps == ()
    assert session.journey is journey
    assert not session.is_dirty
    assert [change.fields for change in told] == [{"title"}, {"title"}]


def test_after_a_vanished_step_the_one_before_it_is_not_merged_into(session: Session) -> None:
    _retitle(session, "x", merge="title")
    session.end_merge()
    _retitle(session, "y", merge="title")
    _retitle(session, "x", merge="title")
    assert session.steps == ("Call it x",)
    _retitle(session, "z", merge="title")
    assert session.steps == ("Call it x", "Call it z")


def test_the_save_point_survives_undo_and_redo(session: Session) -> None:
    _retitle(session, "x")
    session.mark_saved()
    assert not session.is_dirty
    session.undo()
    assert session.is_dirty
    session.redo()
    assert not session.is_dirty
    session.undo()
    _retitle(session, "y")
    session.undo()
    assert session.is_dirty
    session.redo()
    assert session.is_dirty


def test_a_save_that_took_a_while_marks_what_was_saved(session: Session) -> None:
    _retitle(session, "x")
    written = session.journey
    _retitle(session, "y")
    session.mark_saved(written)
    assert session.is_dirty
    session.undo()
    assert not session.is_dirty


def test_all_states_are_rewritten_without_a_step(session: Session, journey: Journey) -> None:
    _retitle(session, "x")
    session.mark_saved()
    _retitle(session, "y", merge="title")
    made: dict[int, Journey] = {}

    def change(state: Journey) -> Journey:
        return made.setdefault(id(state), update_map(state, owner="Ann"))

    told: list[Change] = []
    session.subscribe(told.append)
    session.rewrite(change)
    assert (session.steps, session.position, session.saved_position) == (("Call it x", "Call it y"), 2, 1)
    assert (session.journey.title, session.journey.owner) == ("y", "Ann")
    assert [(one.before, one.after) for one in told] == [(told[0].before, session.journey)]
    _retitle(session, "z", merge="title")
    assert session.position == 3, "the merge is at its end"
    session.jump(1)
    assert (session.journey.title, session.journey.owner, session.is_dirty) == ("x", "Ann", False)
    session.jump(0)
    assert session.journey == update_map(journey, owner="Ann")
    told.clear()
    session.rewrite(lambda state: state)
    assert not told


def test_loading_begins_a_new_history(session: Session, journey: Journey) -> None:
    told: list[Change] = []
    session.subscribe(told.append)
    _retitle(session, "x", merge="title")
    other = Journey(title="Other")
    session.load(other)
    assert session.journey is other
    assert (session.steps, session.position, session.is_dirty) == ((), 0, False)
    assert told[-1].before.title == "x"
    assert told[-1].after is other
    assert set(told[-1].tables["cards"].removed) == set(journey.cards)
    session.load(journey, saved=False)
    assert session.is_dirty
    assert Session(journey, saved=False).is_dirty
    _retitle(session, "y", merge="title")
    assert session.undo()
    assert session.journey is journey


def test_everybody_is_told_until_they_unsubscribe(session: Session) -> None:
    first: list[Change] = []
    second: list[Change] = []
    stop = session.subscribe(first.append)
    session.subscribe(second.append)
    _retitle(session, "x")
    stop()
    stop()
    session.undo()
    assert [change.after.title for change in first] == ["x"]
    assert [change.after.title for change in second] == ["x", "Feeding Mitya"]
    assert second[0].before is second[1].after


def test_a_callback_subscribed_twice_is_told_twice(session: Session) -> None:
    told: list[Change] = []
    stop = session.subscribe(told.append)
    session.subscribe(told.append)
    _retitle(session, "x")
    assert len(told) == 2
    stop()
    _retitle(session, "y")
    assert len(told) == 3


def test_a_listener_may_unsubscribe_itself_and_others_while_told(session: Session) -> None:
    told: list[str] = []

    def first(_change: Change) -> None:
        told.append("first")
        stop_first()
        stop_second()

    stop_first = session.subscribe(first)
    stop_second = session.subscribe(lambda _change: told.append("second"))
    session.subscribe(lambda _change: told.append("third"))
    _retitle(session, "x")
    _retitle(session, "y")
    assert told == ["first", "third", "third"]


def test_a_listener_that_raises_spoils_nothing_and_is_heard_of(session: Session, journey: Journey) -> None:
    told: list[Change] = []

    def broken(_change: Change) -> None:
        raise ZeroDivisionError

    session.subscribe(broken)
    session.subscribe(told.append)
    with pytest.raises(ZeroDivisionError):
        _retitle(session, "x")
    assert session.journey.title == "x"
    assert session.steps == ("Call it x",)
    with pytest.raises(ZeroDivisionError):
        session.undo()
    assert session.journey is journey
    assert [change.after.title for change in told] == ["x", "Feeding Mitya"]
    session.subscribe(broken)
    with pytest.raises(ExceptionGroup):
        session.redo()
    assert session.journey.title == "x"
    assert len(told) == 3


def test_a_listener_may_apply_and_all_hear_of_it_in_order(session: Session) -> None:
    heard: dict[str, list[tuple[str, str]]] = {"first": [], "last": []}

    def listen(name: str, change: Change) -> None:
        heard[name].append((change.before.title, change.after.title))

    def commits(change: Change) -> None:
        if change.after.title == "x":
            _retitle(session, "y")
            assert session.journey.title == "y"

    session.subscribe(lambda change: listen("first", change))
    session.subscribe(commits)
    session.subscribe(lambda change: listen("last", change))
    _retitle(session, "x")
    assert heard["first"] == heard["last"] == [("Feeding Mitya", "x"), ("x", "y")]
    assert session.steps == ("Call it x", "Call it y")


def test_who_subscribes_while_others_are_told_hears_of_later_changes_only(session: Session) -> None:
    late: list[Change] = []

    def subscribes_after_applying(change: Change) -> None:
        if change.after.title == "x":
            _retitle(session, "y")
            session.subscribe(late.append)

    session.subscribe(subscribes_after_applying)
    _retitle(session, "x")
    assert late == []
    _retitle(session, "z")
    assert [change.after.title for change in late] == ["z"]
