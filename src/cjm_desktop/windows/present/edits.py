"""What is changed while presenting: a session and a place of the walk go in, one undoable step comes out."""

from __future__ import annotations

from dataclasses import dataclass

from cjm_desktop.editing import things
from cjm_desktop.editing.cards import insert_cards, new_card
from cjm_desktop.editing.feelings import feel
from cjm_desktop.editing.homes import is_open
from cjm_desktop.editing.locks import refused
from cjm_desktop.editing.session import Session
from cjm_desktop.model.journey import Journey
from cjm_desktop.model.records import Lane
from cjm_desktop.model.walkthrough import Step
from cjm_desktop.windows.steps import step

_EDIT = step("Edit text")
_NOTE = step("Edit note")
_ADD = step("Add card")
_FEEL = step("Set emotion")


class LockedError(Exception):
    """A lane that is locked would have been changed; `label` is what it is called."""

    def __init__(self, lane: Lane) -> None:
        super().__init__(lane.label or lane.role)
        self.label = lane.label or lane.role


@dataclass(frozen=True, slots=True)
class Place:
    """Where a new card goes: behind a card of the lane, or last in it."""

    lane: str
    behind: str | None = None


def text_of(journey: Journey, id_: str) -> str | None:
    """The text of a card or the name of a stage; None for anything else."""
    if id_ in journey.cards:
        return journey.cards[id_].text
    return journey.stages[id_].name if id_ in journey.stages else None


def set_text(session: Session, id_: str, text: str) -> bool:
    """The text of a card or the name of a stage becomes another one. Raises LockedError, and ValueError for what cannot be."""
    journey = session.journey
    if text_of(journey, id_) is None or text_of(journey, id_) == text:
        return False
    field = "text" if id_ in journey.cards else "name"
    return _apply(session, _EDIT, things.update(journey, id_, **{field: text}))


def set_note(session: Session, id_: str, text: str) -> bool:
    """The note of a card or stage becomes another one; while one writes on, it is one step."""
    journey = session.journey
    if id_ not in journey.cards and id_ not in journey.stages:
        return False
    return _apply(session, _NOTE, things.update(journey, id_, note=text), f"present-note-{id_}")


def feel_at(session: Session, stage: str, value: float) -> bool:
    """The stage feels like this, from -2 to +2."""
    return _apply(session, _FEEL, feel(session.journey, [stage], lambda _now: value).journey)


def lanes_for_cards(journey: Journey) -> tuple[Lane, ...]:
    """The lanes that a card can be put into while presenting: those that are shown."""
    return tuple(lane for lane in journey.lanes.values() if lane.kind.holds_cards and is_open(lane))


def place_for_card(journey: Journey, step: Step) -> Place | None:
    """Where a new card goes by itself: behind the current card, else into the first lane; None where there is no lane."""
    lanes = [lane.id for lane in lanes_for_cards(journey)]
    card = journey.cards.get(step.thing or "")
    if card is not None and card.lane in lanes and card.stage == step.stage:
        return Place(card.lane, card.id)
    return Place(lanes[0]) if lanes else None


def add_card(session: Session, stage: str, place: Place, text: str) -> str | None:
    """A new card at the place; its id, or None where it has no text."""
    text = text.strip()
    journey = session.journey
    if not text or stage not in journey.stages or place.lane not in journey.lanes:
        return None
    card = new_card(journey, place.lane, stage, text)
    behind = [place.behind] if place.behind is not None and place.behind in journey.cards else []
    _apply(session, _ADD, insert_cards(journey, [card], behind=behind))
    return card.id


def _apply(session: Session, label: str, after: Journey, merge: str | None = None) -> bool:
    lane = refused(session.journey, after)
    if lane is not None:
        raise LockedError(lane)
    done = session.apply(label, after, merge)
    if merge is None:
        session.end_merge()
    return done
