"""Row 10: undo and redo lead to exactly the maps that were there, however long the way, and to the first bytes in the end."""

from __future__ import annotations

import hashlib
import random
from collections.abc import Callable

import pytest

from cjm_desktop.editing.session import Session
from cjm_desktop.formats.journey_file import dumps
from cjm_desktop.model.journey import Journey
from tests.editing.test_random_edits import EDITS, Choice
from tests.maps import random_map
from tests.reliability.programme import Tally

Edit = Callable[[Journey, Choice], Journey]

#: After so many operations the history is walked from end to end, and another map is taken.
_STRETCH = 500


def mark(journey: Journey) -> str:
    """What two maps share only if their files are the same, byte for byte."""
    return hashlib.sha256(dumps(journey)).hexdigest()


def wrong_states(count: int, tally: Tally, edits: dict[str, Edit]) -> int:
    """Does so many operations, and says how often the session held another map than the list of snapshots says."""
    wrong = done = 0
    names = sorted(edits)
    while done < count:
        dice = random.Random(done)
        first = random_map(1 + done, dice.randint(0, 20), stages=3, lanes=6)
        session, first_bytes = Session(first), dumps(first)
        snapshots, position = [mark(first)], 0
        for _ in range(min(_STRETCH, count - done)):
            done += 1
            kind = dice.random()
            if kind < 0.2:
                position -= session.undo()
            elif kind < 0.35:
                position += session.redo()
            elif kind < 0.4:
                position = dice.randrange(len(snapshots))
                session.jump(position)
            else:
                name = dice.choice(names)
                if session.apply(name, edits[name](session.journey, Choice(dice.randrange))):
                    position += 1
                    snapshots[position:] = [mark(session.journey)]
                    tally.add("edits")
            wrong += mark(session.journey) != snapshots[position] or session.position != position
        while session.undo():
            position -= 1
            wrong += mark(session.journey) != snapshots[position]
        wrong += position != 0 or dumps(session.journey) != first_bytes
        while session.redo():
            position += 1
            wrong += mark(session.journey) != snapshots[position]
        wrong += position != len(snapshots) - 1
    return wrong


@pytest.mark.row(10)
def test_the_way_back_is_the_way_there(tally: Tally) -> None:
    wrong = wrong_states(tally.n, tally, dict(EDITS))
    tally.add("wrong states", wrong)
    assert wrong == 0


def _careless(journey: Journey, choice: Choice) -> Journey:
    """An edit that forgets that maps are never changed, only made anew."""
    if not journey.cards:
        return journey
    id_ = choice.one(journey.cards)
    journey.cards[id_] = journey.cards[id_].model_copy(update={"text": "changed in place"})
    return journey.model_copy(update={"title": journey.title + "."})


@pytest.mark.row(10, without="edits that leave the old map alone")
def test_an_edit_in_place_is_found_out(tally: Tally) -> None:
    assert wrong_states(tally.n // 4, tally, {**EDITS, "Careless": _careless}) > 0
