"""Random edits through a session: its history, what it tells, and every map on the way, against simple models.

`CJM_SCALE` multiplies the examples (1 in an ordinary run): 100 makes the long run of 100,000 edits.
"""

from __future__ import annotations

import os
import random
from collections.abc import Callable, Iterable
from typing import Any, TypeVar

from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from cjm_desktop.editing import (
    cards,
    channels,
    connectors,
    curve,
    document,
    lanes,
    lines,
    metrics,
    personas,
    sources,
    stages,
    things,
    views,
)
from cjm_desktop.editing.change import Change, diff
from cjm_desktop.editing.session import Session
from cjm_desktop.model.catalogue import CHANNELS, ROLES
from cjm_desktop.model.journey import TABLES, Journey
from cjm_desktop.model.records import LineKind
from cjm_desktop.model.rules import repair
from tests.strategies import journeys

SCALE = int(os.environ.get("CJM_SCALE", "1"))
T = TypeVar("T")

_WORDS = ("", "wait", "pay", "ждать", "待つ", "انتظر", "🐈")


class Choice:
    """A source of decisions: `below(n)` gives a number from 0 to n - 1."""

    def __init__(self, below: Callable[[int], int]) -> None:
        self._below = below

    def one(self, things: Iterable[T]) -> T:
        listed = list(things)
        return listed[self._below(len(listed))]

    def maybe(self, things: Iterable[T]) -> T | None:
        listed = list(things)
        drawn = self._below(len(listed) + 1)
        return listed[drawn] if drawn < len(listed) else None

    def some(self, things: Iterable[T]) -> list[T]:
        listed = list(things)
        return [listed[self._below(len(listed))] for _ in range(self._below(4))] if listed else []

    def number(self, low: int, high: int) -> int:
        return low + self._below(high - low + 1)

    def word(self) -> str:
        return self.one(_WORDS)


def _everything(journey: Journey) -> list[str]:
    return [id_ for table in TABLES for id_ in getattr(journey, table)]


def _add_stage(journey: Journey, choice: Choice) -> Journey:
    before = choice.maybe(journey.stages)
    after = stages.insert_stage(journey, stages.new_stage(journey, choice.word()), before)
    if choice.one((True, False)):
        stage = after.stages[choice.one(after.stages)]
        part = stages.new_sub_stage(stage, choice.word())
        after = stages.update_stage(after, stage.id, sub_stages=(*stage.sub_stages[-1:], part))
    return after


def _add_lane(journey: Journey, choice: Choice) -> Journey:
    return lanes.insert_lane(journey, lanes.new_lane(journey, choice.one(ROLES)), choice.maybe(journey.lanes))


def _add_card(journey: Journey, choice: Choice) -> Journey:
    lane, stage = choice.maybe(journey.lanes), choice.maybe(journey.stages)
    card = cards.new_card(
        journey,
        lane,
        stage,
        choice.word(),
        span=choice.number(0, 4),
        channel=choice.maybe((*CHANNELS, *journey.channels)),
        persona=choice.maybe(journey.personas),
        sub_stage=choice.maybe(part.id for one in journey.stages.values() for part in one.sub_stages),
    )
    return cards.insert_card(journey, card, choice.maybe(journey.cards))


def _move_cards(journey: Journey, choice: Choice) -> Journey:
    lane, stage = choice.maybe(journey.lanes), choice.maybe(journey.stages)
    return cards.move_cards(journey, choice.some(journey.cards), lane, stage, choice.maybe(journey.cards))


def _update_cards(journey: Journey, choice: Choice) -> Journey:
    fields: dict[str, Any] = choice.one(
        (
            {"text": choice.word()},
            {"span": choice.number(0, 5)},
            {"votes": choice.number(-1, 2), "tags": (choice.word(),)},
            {"lane": choice.maybe(journey.lanes)},
            {"stage": choice.maybe(journey.stages)},
            {"persona": choice.maybe(journey.personas)},
        )
    )
    return cards.update_cards(journey, choice.some(journey.cards), **fields)


def _add_point(journey: Journey, choice: Choice) -> Journey:
    if not (journey.lanes and journey.stages):
        return journey
    after, id_ = curve.curve_for(journey, choice.one(journey.lanes))
    value = choice.maybe((-3, -1.5, 0, 0.25, 3))
    point = curve.new_point(after, id_, choice.one(journey.stages), choice.number(-1, 2) / 2, value)
    return curve.insert_point(after, point, choice.maybe(journey.points))


def _move_point(journey: Journey, choice: Choice) -> Journey:
    if not journey.points:
        return journey
    place = choice.one(journey.stages), choice.number(-1, 3) / 2, choice.number(-3, 3)
    return curve.move_point(journey, choice.one(journey.points), *place)


def _add_connector(journey: Journey, choice: Choice) -> Journey:
    if len(journey.cards) < 2:
        return journey
    source = choice.one(journey.cards)
    target = choice.one(id_ for id_ in journey.cards if id_ != source)
    return connectors.insert_connector(journey, connectors.new_connector(journey, source, target))


def _add_metric(journey: Journey, choice: Choice) -> Journey:
    if not (journey.lanes and journey.stages):
        return journey
    cell = choice.one(journey.lanes), choice.one(journey.stages)
    return metrics.insert_metric(journey, metrics.new_metric(journey, *cell, value=choice.number(0, 9)))


def _add_other(journey: Journey, choice: Choice) -> Journey:
    word = choice.word()
    return choice.one(
        (
            personas.insert_persona(journey, personas.new_persona(journey, word), choice.maybe(journey.personas)),
            channels.insert_channel(journey, channels.new_channel(journey, word)),
            sources.insert_source(journey, sources.new_source(journey, word)),
            lines.insert_line(journey, lines.new_line(journey, choice.one(LineKind))),
            views.insert_view(journey, views.new_view(journey, word), choice.maybe(journey.views)),
        )
    )


def _update_curve(journey: Journey, choice: Choice) -> Journey:
    if not journey.curves:
        return journey
    fields: dict[str, Any] = choice.one(
        ({"persona": choice.maybe(journey.personas)}, {"lane": choice.one(journey.lanes)}, {"style": "ghost"})
    )
    return curve.update_curve(journey, choice.one(journey.curves), **fields)


def _update_view(journey: Journey, choice: Choice) -> Journey:
    if not journey.views:
        return journey
    fields = {
        "hidden_lanes": choice.some(journey.lanes),
        "hidden_stages": choice.some(journey.stages),
        "personas": choice.some(journey.personas),
        "channels": choice.some((*journey.channels, *CHANNELS)),
        "owners": (choice.word(),),
    }
    return views.update_view(journey, choice.one(journey.views), **fields)


def _remove(journey: Journey, choice: Choice) -> Journey:
    return things.remove(journey, choice.some(_everything(journey)))


def _structure_only(journey: Journey, choice: Choice) -> Journey:
    return document.structure_only(journey) if choice.number(0, 9) == 0 else journey


EDITS: dict[str, Callable[[Journey, Choice], Journey]] = {
    "Add stage": _add_stage,
    "Add lane": _add_lane,
    "Add card": _add_card,
    "Add another card": _add_card,
    "Add emotion point": _add_point,
    "Add connector": _add_connector,
    "Add metric": _add_metric,
    "Add something": _add_other,
    "Move stages": lambda journey, choice: stages.move_stages(
        journey, choice.some(journey.stages), choice.maybe(journey.stages)
    ),
    "Move lanes": lambda journey, choice: lanes.move_lanes(
        journey, choice.some(journey.lanes), choice.maybe(journey.lanes)
    ),
    "Move cards": _move_cards,
    "Move point": _move_point,
    "Change cards": _update_cards,
    "Change curve": _update_curve,
    "Change view": _update_view,
    "Rename map": lambda journey, choice: document.update_map(journey, title=choice.word()),
    "Remove stages": lambda journey, choice: stages.remove_stages(journey, choice.some(journey.stages)[:1]),
    "Remove": _remove,
    "Empty": _structure_only,
}


class Follower:
    """Somebody who knows a journey only from the changes that were told."""

    def __init__(self, journey: Journey) -> None:
        self._tables = {table: dict(getattr(journey, table)) for table in TABLES}
        self._fields = {name: getattr(journey, name) for name in Journey.model_fields if name not in TABLES}

    def follow(self, change: Change) -> None:
        for name, table in change.tables.items():
            mine, theirs = self._tables[name], getattr(change.after, name)
            for id_ in table.removed:
                del mine[id_]
            for id_ in table.added:
                assert id_ not in mine
                mine[id_] = theirs[id_]
            for id_ in table.updated:
                assert mine[id_] is not theirs[id_]
                mine[id_] = theirs[id_]
            if table.added or table.reordered:
                self._tables[name] = {id_: mine[id_] for id_ in theirs}
        for name in change.fields:
            self._fields[name] = getattr(change.after, name)

    def agrees(self, journey: Journey) -> bool:
        return all(
            list(mine) == list(getattr(journey, name))
            and all(mine[id_] is record for id_, record in getattr(journey, name).items())
            for name, mine in self._tables.items()
        ) and all(value == getattr(journey, name) for name, value in self._fields.items())


def edited(journey: Journey, name: str, choice: Choice) -> Journey:
    """The journey after an edit, checked for all that holds of every edit."""
    before = journey.model_dump_json()
    after = EDITS[name](journey, choice)
    assert journey.model_dump_json() == before, "the edit changed what it was given"
    assert repair(after)[1] == ()
    written = after.model_dump_json()
    assert Journey.model_validate_json(written) == after
    if after is journey:
        return after
    change = diff(journey, after)
    assert not change.is_empty, "an edit that changes nothing returns the same object"
    for table in set(TABLES) - change.tables.keys():
        assert getattr(after, table) is getattr(journey, table), f"{table} did not change but was made anew"
    for table, what in change.tables.items():
        for id_ in what.updated:
            assert getattr(after, table)[id_] != getattr(journey, table)[id_], f"{id_} was made anew, unchanged"
    return after


class SessionMachine(RuleBasedStateMachine):
    """The session beside a list of texts of its journeys."""

    @initialize()
    def begin(self) -> None:
        journey = document.empty_journey()
        self.session = Session(journey)
        self.follower = Follower(journey)
        self.session.subscribe(self.follower.follow)
        self._reset(journey)

    def _reset(self, journey: Journey) -> None:
        self.labels: list[str] = []
        self.states = [journey.model_dump_json()]
        self.position = 0
        self.open_merge: str | None = None
        self.saved: tuple[int, str] | None = (0, self.states[0])

    @rule(data=st.data(), name=st.sampled_from(sorted(EDITS)))
    def edit(self, data: st.DataObject, name: str) -> None:
        self._edit(data, name, None)

    @rule(data=st.data(), name=st.sampled_from(sorted(EDITS)), merge=st.sampled_from("xy"))
    def drag_or_type(self, data: st.DataObject, name: str, merge: str) -> None:
        self._edit(data, name, merge)

    def _edit(self, data: st.DataObject, name: str, merge: str | None) -> None:
        choice = Choice(lambda n: data.draw(st.integers(0, n - 1)) if n > 1 else 0)
        after = edited(self.session.journey, name, choice)
        changes = after is not self.session.journey
        assert self.session.apply(name, after, merge) is changes
        if not changes:
            return
        text = after.model_dump_json()
        if merge is not None and merge == self.open_merge:
            self.labels[-1], self.states[-1] = name, text
            if text == self.states[-2]:
                del self.labels[-1], self.states[-1]
                self.position -= 1
                self.open_merge = None
        else:
            if self.saved is not None and self.saved[0] > self.position:
                self.saved = None
            del self.labels[self.position :], self.states[self.position + 1 :]
            self.labels.append(name)
            self.states.append(text)
            self.position += 1
            self.open_merge = merge

    @rule()
    def undo(self) -> None:
        assert self.session.undo() is (self.position > 0)
        if self.position > 0:
            self.open_merge = None
            self.position -= 1

    @rule()
    def redo(self) -> None:
        assert self.session.redo() is (self.position < len(self.labels))
        if self.position < len(self.labels):
            self.open_merge = None
            self.position += 1

    @precondition(lambda self: self.labels)
    @rule(data=st.data())
    def jump(self, data: st.DataObject) -> None:
        position = data.draw(st.integers(0, len(self.labels)))
        assert self.session.jump(position) is (position != self.position)
        self.open_merge = None
        self.position = position

    @rule()
    def end_merge(self) -> None:
        self.session.end_merge()
        self.open_merge = None

    @rule()
    def save(self) -> None:
        self.session.mark_saved()
        self.saved = (self.position, self.states[self.position])
        self.open_merge = None

    @precondition(lambda self: self.position > 5)
    @rule()
    def load(self) -> None:
        journey = document.structure_only(self.session.journey)
        self.session.load(journey)
        self._reset(journey)

    @invariant()
    def history_is_the_model(self) -> None:
        assert self.session.steps == tuple(self.labels)
        assert self.session.position == self.position
        assert self.session.can_undo is (self.position > 0)
        assert self.session.can_redo is (self.position < len(self.labels))
        assert self.session.undo_label == (self.labels[self.position - 1] if self.position else "")
        assert self.session.redo_label == [*self.labels, ""][self.position]
        assert self.session.journey.model_dump_json() == self.states[self.position]

    @invariant()
    def dirty_is_the_model(self) -> None:
        clean = self.saved is not None and self.saved[0] == self.position
        assert self.session.is_dirty is not clean

    @invariant()
    def follower_agrees(self) -> None:
        assert self.follower.agrees(self.session.journey)

    def teardown(self) -> None:
        for position in (*range(len(self.states) - 1, -1, -1), *range(len(self.states))):
            self.session.jump(position)
            assert self.session.journey.model_dump_json() == self.states[position]
            self.follower_agrees()


@settings(max_examples=20 * SCALE)
@given(
    start=journeys(unknown=True), names=st.lists(st.sampled_from(sorted(EDITS)), min_size=1, max_size=4), data=st.data()
)
def test_any_sound_map_stays_sound(start: Journey, names: list[str], data: st.DataObject) -> None:
    choice = Choice(lambda n: data.draw(st.integers(0, n - 1)) if n > 1 else 0)
    journey = start
    for name in names:
        after = edited(journey, name, choice)
        follower = Follower(journey)
        follower.follow(diff(journey, after))
        assert follower.agrees(after)
        journey = after


TestSession = SessionMachine.TestCase
TestSession.settings = settings(max_examples=30 * SCALE, stateful_step_count=50, deadline=None)


def test_a_long_history_is_undone_to_the_first_byte() -> None:
    chance = random.Random(20261121)
    choice = Choice(chance.randrange)
    journey = document.empty_journey()
    session = Session(journey)
    follower = Follower(journey)
    session.subscribe(follower.follow)
    states = [hash(journey.model_dump_json())]
    names = [name for name in EDITS if name != "Empty"]
    for n in range(1000 * SCALE):
        if chance.random() < 0.3:
            (session.undo if chance.random() < 0.55 else session.redo)()
        elif session.apply(name := chance.choice(names), EDITS[name](session.journey, choice)):
            del states[session.position :]
            states.append(hash(session.journey.model_dump_json()))
        assert hash(session.journey.model_dump_json()) == states[session.position]
        crowd = _everything(session.journey)
        if len(crowd) > 80 and session.apply("Remove half", things.remove(session.journey, crowd[::2])):
            del states[session.position :]
            states.append(hash(session.journey.model_dump_json()))
        if n % 50 == 0:
            assert repair(session.journey)[1] == ()
            assert follower.agrees(session.journey)
    assert len(states) == len(session.steps) + 1
    while session.undo():
        assert hash(session.journey.model_dump_json()) == states[session.position]
    assert session.journey is journey
    while session.redo():
        assert hash(session.journey.model_dump_json()) == states[session.position]
    assert follower.agrees(session.journey)
