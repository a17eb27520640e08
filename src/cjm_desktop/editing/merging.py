"""Cards made one, and one card made several: a map and cards go in; the map with all their words and relations comes out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, TypeVar

from cjm_desktop.editing.cards import insert_cards, remove_cards, update_cards
from cjm_desktop.editing.fields import checked
from cjm_desktop.editing.tables import changed, chosen, replaced, unused_id, with_tables
from cjm_desktop.model.journey import Journey, Table
from cjm_desktop.model.records import Card, Connector

T = TypeVar("T")

#: What a part of a split card has of the whole; the rest stays with the first part.
_SHARED = ("lane", "stage", "sub_stage", "span", "channel", "persona", "evidence", "owner", "tags", "accent")


def merge_cards(journey: Journey, ids: Iterable[str]) -> tuple[Journey, str | None]:
    """The map with the cards made one, and its id: the one that stands first, by lane, stage and place in the cell.

    Texts and notes are joined by line breaks, tags, links and marks united, votes summed; of what a card has but once
    (channel, picture, priority ...) it keeps the first. Arrows of the others are its own now, except those between the
    merged and those that it has already. The same map and None for fewer than two. KeyError for an unknown id,
    ValueError where the text would be too long.
    """
    cards = _in_reading_order(journey, chosen(journey.cards, ids))
    if len(cards) < 2:
        return journey, None
    first = cards[0]
    fields: dict[str, Any] = {
        "text": _joined(card.text for card in cards),
        "note": _joined(card.note for card in cards),
        "owner": ", ".join(dict.fromkeys(card.owner for card in cards if card.owner.strip())),
        "tags": _united(card.tags for card in cards),
        "links": _united(card.links for card in cards),
        "marks": _united(card.marks for card in cards),
        "votes": sum(card.votes for card in cards),
        "duration": next((card.duration for card in cards if card.duration.strip()), ""),
        **{
            name: next((value for card in cards if (value := getattr(card, name)) is not None), None)
            for name in ("channel", "persona", "evidence", "priority", "accent")
        },
    }
    shown = next((card for card in cards if card.picture is not None), first)
    fields |= {"picture": shown.picture, "crop": shown.crop}
    merged = changed(first, checked(Card, fields))
    gone = {card.id for card in cards[1:]}
    after = with_tables(
        journey,
        cards=replaced(journey.cards, [merged]),
        connectors=_rebound(journey.connectors, first.id, gone),
    )
    return remove_cards(after, gone), first.id


def lost_in_merging(journey: Journey, ids: Iterable[str]) -> bool:
    """Whether these cards have several pictures, of which a merged card keeps but one."""
    return len({card.picture for id_ in ids if (card := journey.cards[id_]).picture is not None}) > 1


def split_card(journey: Journey, id_: str, parts: Sequence[str]) -> tuple[Journey, tuple[str, ...]]:
    """The map with a card for each of the texts, one behind the other, and their ids; the first is the card itself.

    All have its cell, channel, tags, evidence, owner and persona; the rest and the arrows stay with the first. Texts of
    nothing but space are left out; where fewer than two remain, the same map and no ids. KeyError for an unknown id,
    ValueError for a text that is too long.
    """
    card = journey.cards[id_]
    texts = [part.strip() for part in parts if part.strip()]
    if len(texts) < 2:
        return journey, ()
    fields = {name: getattr(card, name) for name in _SHARED}
    made: list[Card] = []
    for text in texts[1:]:
        words = checked(Card, {"text": text})
        made.append(Card(id=unused_id(journey, "card")).model_copy(update={**fields, **words}))
    after = insert_cards(update_cards(journey, [id_], text=texts[0]), made, behind=[id_])
    return after, (id_, *(one.id for one in made))


def _in_reading_order(journey: Journey, ids: set[str]) -> list[Card]:
    """The cards by lane, then stage, then place in the cell; parked ones last."""
    rows = {id_: n for n, id_ in enumerate(journey.lanes)}
    columns = {id_: n for n, id_ in enumerate(journey.stages)}
    cards = [card for id_, card in journey.cards.items() if id_ in ids]
    return sorted(
        cards, key=lambda card: (rows.get(card.lane or "", len(rows)), columns.get(card.stage or "", len(columns)))
    )


def _joined(texts: Iterable[str]) -> str:
    return "\n".join(text for text in texts if text.strip())


def _united(lists: Iterable[Sequence[T]]) -> tuple[T, ...]:
    """What any of the lists has, each once, in order."""
    found: list[T] = []
    for one in lists:
        found += [item for item in one if item not in found]
    return tuple(found)


def _rebound(connectors: Table[Connector], to: str, gone: set[str]) -> Table[Connector]:
    """The arrows with the ends that go bound to the card that stays; none to itself, none twice."""
    kept: dict[str, Connector] = {}
    seen: set[object] = set()
    for one in connectors.values():
        ends = {"source": to if one.source in gone else one.source, "target": to if one.target in gone else one.target}
        bound = changed(one, ends)
        says = (bound.source, bound.target, bound.kind, bound.label)
        touched = bound is not one or to in (bound.source, bound.target)
        if touched and (bound.source == bound.target or says in seen):
            continue
        seen.add(says)
        kept[one.id] = bound
    return connectors if kept == connectors and len(kept) == len(connectors) else Table(kept)
