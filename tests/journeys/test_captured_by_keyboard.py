"""What a room says, captured by keyboard alone from a blank map: six stages, five lanes, sixty cards, a curve; counted."""

from __future__ import annotations

from itertools import count, islice

from cjm_desktop.model.catalogue import ROLES
from cjm_desktop.model.journey import Journey, Table
from cjm_desktop.model.records import Card, Curve, EmotionPoint, Lane, Stage
from cjm_desktop.windows.main_window import MainWindow
from tests.journeys.typing import Keyboard

STAGES = ("Need", "Search", "Compare", "Purchase", "Delivery", "Use")
#: As a facilitator says them; each names a role of the catalogue.
LANES = {"Actions": "actions", "Touchpoints": "touchpoints", "Thoughts": "thoughts", "Pain points": "pains"}
FEELINGS = (-1.0, 1.0, 0.0, -2.0, 1.0, 2.0)
#: A chord for each feeling: the fourth stage is frustrated, the last delighted.
CHORDS = {-2.0: "Ctrl+1", -1.0: "Ctrl+2", 0.0: "Ctrl+3", 1.0: "Ctrl+4", 2.0: "Ctrl+5"}
_SAID = (
    "Notices the bowl is empty", "He needs four meals a day!", "Is there a device for it?", "Opens six tabs",
    "“What if it gives too much?”", "Price is 20 % lower elsewhere", "Pays by card", "No slot narrower than a day",
    "Waits & tracks", "- calls twice", "+1 from a friend", "Sets portions",
)  # fmt: skip


def said() -> dict[tuple[str, str], list[str]]:
    """Two cards in every other cell and three in the others: sixty, each with its own words."""
    numbers = count()
    return {
        (lane, stage): [f"{_SAID[n % len(_SAID)]} {n}" for n in islice(numbers, 2 + (row + column) % 2)]
        for row, lane in enumerate(LANES)
        for column, stage in enumerate(STAGES)
    }


def test_sixty_cards_and_a_curve_by_keyboard_alone(window: MainWindow) -> None:
    assert window.document is not None
    session, keys, cells = window.document.session, Keyboard(window), said()
    blank = session.journey
    assert not blank.stages
    assert not blank.lanes
    assert sum(map(len, cells.values())) == 60

    keys.press("Ctrl+Shift+N")
    for name in STAGES[:-1]:
        keys.type(name)
        keys.press("Tab")
    keys.type(STAGES[-1])
    keys.press("Return", "Ctrl+Shift+L")
    for label in LANES:
        keys.type(label)
        keys.press("Tab")
    keys.type("Emotions")
    keys.press("Return")
    frame = keys.pressed

    overhead: list[int] = []
    for (lane, stage), texts in cells.items():
        for text in texts:
            keys.pressed = 0
            keys.type(text)
            if lane == "Actions" and text is texts[0]:
                keys.press(CHORDS[FEELINGS[STAGES.index(stage)]])
            if text is not texts[-1]:
                keys.press("Return")
            elif stage != STAGES[-1]:
                keys.press("Tab")
            elif lane != list(LANES)[-1]:
                keys.press("Ctrl+Down", "Home")
            else:
                keys.press("Return")
            overhead.append(keys.pressed)

    finished = session.journey
    check(finished, blank)
    assert max(overhead) <= 6
    whole = (frame + sum(overhead)) / len(overhead)
    assert whole <= 6
    print(
        f"\nOverhead a card: {sum(overhead) / 60:.2f} on average, {max(overhead)} at most; {whole:.2f} with the frame"
    )

    steps = len(session.steps)
    assert steps == 6 + 5 + 60 + 6
    keys.press(*["Ctrl+Z"] * steps)
    assert session.journey == blank
    assert not session.can_undo
    keys.press(*["Ctrl+Y"] * steps)
    assert session.journey == finished
    assert not session.can_redo


def check(journey: Journey, blank: Journey) -> None:
    """Every field of every record is what was said, and all others are as a new record has them."""
    stages, lanes = list(journey.stages), list(journey.lanes)
    assert list(journey.stages.values()) == [Stage(id=id_, name=name) for id_, name in zip(stages, STAGES, strict=True)]
    labels = {**LANES, "Emotions": "emotions"}
    assert list(journey.lanes.values()) == [
        Lane(id=id_, kind=ROLES[role].kind, role=role, label=label, hint=ROLES[role].hint)
        for id_, (label, role) in zip(lanes, labels.items(), strict=True)
    ]
    expected = [(lane, stage, text) for (lane, stage), texts in said().items() for text in texts]
    cards = list(journey.cards.values())
    assert cards == [
        Card(id=card.id, lane=lanes[list(labels).index(lane)], stage=stages[STAGES.index(stage)], text=text)
        for card, (lane, stage, text) in zip(cards, expected, strict=True)
    ]
    (curve,) = journey.curves.values()
    assert curve == Curve(id=curve.id, lane=lanes[-1])
    points = list(journey.points.values())
    assert points == [
        EmotionPoint(id=point.id, curve=curve.id, stage=stage, position=0.5, value=value)
        for point, stage, value in zip(points, stages, FEELINGS, strict=True)
    ]
    tables = {"stages", "lanes", "cards", "curves", "points"}
    assert journey.model_copy(update={name: Table() for name in tables}) == blank
