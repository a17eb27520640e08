"""Views: made, put in, moved, changed, removed; and a map with a view in, the part of it that the view shows out.

What a view shows shares its records with the map, and a table that shows the same as the last time is the very same
table, so that a layout of it stays incremental. Edits are made on the whole map, never on what is shown of it.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from functools import lru_cache
from operator import is_
from typing import Any, TypeVar

from cjm_desktop.editing.change import Change
from cjm_desktop.editing.fields import checked
from cjm_desktop.editing.tables import (
    changed,
    chosen,
    insert_record,
    replaced,
    unused_id,
    update_record,
    with_tables,
    without,
)
from cjm_desktop.model.journey import Journey, Table
from cjm_desktop.model.records import Card, Curve, Lane, Record, Unmatched, View

R = TypeVar("R", bound=Record)

_NOTHING: frozenset[str] = frozenset()
#: The fields of a view by which it filters cards.
CRITERIA = ("tags", "channels", "owners", "evidence", "personas")


def new_view(journey: Journey, name: str = "", **fields: Any) -> View:
    """A view, not yet in the map; ValueError for a value that a view cannot have."""
    return View(id=unused_id(journey, "view"), **checked(View, {"name": name, **fields}))


def insert_view(journey: Journey, view: View, before: str | None = None) -> Journey:
    """The map with the view in front of another one, or last; KeyError for an unknown `before`, ValueError for an id in use."""
    return insert_record(journey, "views", view, before)


def update_view(journey: Journey, id_: str, /, **fields: Any) -> Journey:
    """The map with a view's fields changed; KeyError for an unknown id, ValueError for a value it cannot have."""
    return update_record(journey, "views", id_, fields)


def remove_views(journey: Journey, ids: Iterable[str]) -> Journey:
    """The map without the views; KeyError for an unknown id."""
    return with_tables(journey, views=without(journey.views, chosen(journey.views, ids)))


def views_without(views: Table[View], field: str, gone: set[str]) -> Table[View]:
    """The views, none of which names one of the things that are `gone` in that field any more."""
    held = (view for view in views.values() if not gone.isdisjoint(getattr(view, field))) if gone else ()
    return replaced(
        views,
        [changed(view, {field: tuple(id_ for id_ in getattr(view, field) if id_ not in gone)}) for view in held],
    )


def filters(view: View | None) -> bool:
    """Whether the view lets through some cards and others not."""
    return view is not None and any(getattr(view, name) for name in CRITERIA)


def shows_all(view: View | None) -> bool:
    """Whether the view hides and dims nothing, in whatever map."""
    return view is None or not (filters(view) or view.roles or view.hidden_lanes or view.hidden_stages)


def shown(journey: Journey, view: View | None) -> Journey:
    """What the view shows of the map; the map itself where it shows all of it.

    Lanes and curves that it hides are marked as hidden; hidden stages, and cards that it hides, are left out, with the
    points, metrics and connectors that belong to them. A card that reaches into or over hidden stages spans what is
    shown of its stages.
    """
    return journey if view is None else _lens(view).shown(journey, view)


def dimmed(journey: Journey, view: View | None) -> frozenset[str]:
    """The ids of the cards that the view shows, but only faintly."""
    return _NOTHING if view is None else _lens(view).dimmed(journey, view)


@lru_cache(maxsize=8)
def _lens(_view: View) -> Lens:
    """A lens for each of the views looked through last, so that each finds what it has made."""
    return Lens()


class Lens:
    """Looks at one map after another, and gives the tables of the last time again where they would be the same.

    `kept` are ids of lanes and cards that are shown whatever the view says: those that were made while it was on.
    """

    def __init__(self) -> None:
        self._made: dict[str, Table[Any]] = {}
        self._copies: dict[str, tuple[Record, Record]] = {}
        self._dimmed = _NOTHING

    def shown(self, journey: Journey, view: View | None, kept: frozenset[str] = _NOTHING) -> Journey:
        """What the view shows of the map; the map itself where it shows all of it."""
        if view is None:
            return journey
        copies: dict[str, tuple[Record, Record]] = {}
        stages = _left(journey.stages, set(view.hidden_stages))
        cards: Mapping[str, Card] = journey.cards
        if view.unmatched is Unmatched.HIDE and filters(view):
            cards = dict(_passing(cards, view, kept))
        if len(stages) != len(journey.stages):
            cards = dict(self._within(journey, cards, stages, copies))
        gone = len(cards) != len(journey.cards)
        tables: dict[str, Mapping[str, Record]] = {
            "stages": stages,
            "lanes": {
                id_: lane if lane.hidden or _shows_lane(view, lane, kept) else self._copy(lane, copies, hidden=True)
                for id_, lane in journey.lanes.items()
            },
            "cards": cards,
            "curves": {
                id_: curve if curve.hidden or _shows_curve(view, curve) else self._copy(curve, copies, hidden=True)
                for id_, curve in journey.curves.items()
            },
            "points": {id_: one for id_, one in journey.points.items() if one.stage in stages},
            "metrics": {id_: one for id_, one in journey.metrics.items() if one.stage in stages},
            "connectors": {
                id_: one for id_, one in journey.connectors.items() if one.source in cards and one.target in cards
            }
            if gone
            else journey.connectors,
        }
        self._copies = copies
        return with_tables(journey, **{name: self._settled(journey, name, made) for name, made in tables.items()})

    def dimmed(self, journey: Journey, view: View | None, kept: frozenset[str] = _NOTHING) -> frozenset[str]:
        """The ids of the cards that the view shows, but only faintly; the same object where it is the same."""
        found = _NOTHING
        if view is not None and view.unmatched is Unmatched.DIM and filters(view):
            found = frozenset(journey.cards.keys() - {id_ for id_, _ in _passing(journey.cards, view, kept)})
        if found != self._dimmed:
            self._dimmed = found
        return self._dimmed

    def _copy(self, record: R, copies: dict[str, tuple[Record, Record]], **fields: Any) -> R:
        """The record with these fields; the same object as last time where the record is."""
        id_: str = record.id  # type: ignore[attr-defined]
        known = self._copies.get(id_)
        if known is None or known[0] is not record or changed(known[1], fields) is not known[1]:
            known = record, record.model_copy(update=fields)
        copies[id_] = known
        return known[1]  # type: ignore[return-value]

    def _within(
        self,
        journey: Journey,
        cards: Mapping[str, Card],
        stages: Mapping[str, Any],
        copies: dict[str, tuple[Record, Record]],
    ) -> Iterator[tuple[str, Card]]:
        """The cards that reach at least one of these stages, and parked ones; a span counts stages that are shown."""
        order = list(journey.stages)
        index = {id_: n for n, id_ in enumerate(order)}
        for id_, card in cards.items():
            if card.stage is None or (card.span == 1 and card.stage in stages):
                yield id_, card
            elif card.span > 1:
                first = index[card.stage]
                reached = [stage for stage in order[first : first + card.span] if stage in stages]
                if reached and (len(reached) != card.span or reached[0] != card.stage):
                    sub_stage = card.sub_stage if reached[0] == card.stage else None
                    yield id_, self._copy(card, copies, stage=reached[0], sub_stage=sub_stage, span=len(reached))
                elif reached:
                    yield id_, card

    def _settled(self, journey: Journey, name: str, made: Mapping[str, Record]) -> Table[Any]:
        """The map's own table, or that of the last time, where it holds the very same records; else a new one."""
        whole: Table[Any] = getattr(journey, name)
        last = self._made.get(name)
        if made is whole or _same(whole, made):
            self._made.pop(name, None)
            return whole
        if last is None or not _same(last, made):
            last = self._made[name] = Table(made)
        return last


def kept_after(change: Change, view: View | None, kept: frozenset[str]) -> frozenset[str]:
    """The ids to keep in sight after a change made under the view: what was added, and what was in sight and changed.

    A card that somebody writes, or tags otherwise, must not go away under the hands.
    """
    if shows_all(view) or view is None:
        return kept
    found: set[str] = set()
    lanes, cards = change.tables.get("lanes"), change.tables.get("cards")
    if lanes is not None:
        found.update(lanes.added)
        found.update(id_ for id_ in lanes.updated if _shows_lane(view, change.before.lanes[id_], kept))
    if cards is not None and filters(view):
        before = change.before.cards
        found.update(cards.added)
        found.update(id_ for id_, _ in _passing({id_: before[id_] for id_ in cards.updated}, view, kept))
    return kept if found <= kept else kept | found


def _shows_lane(view: View, lane: Lane, kept: frozenset[str]) -> bool:
    if lane.id in view.hidden_lanes:
        return False
    return not view.roles or lane.role in view.roles or lane.id in kept


def _shows_curve(view: View, curve: Curve) -> bool:
    """A curve of nobody speaks of everybody."""
    return not view.personas or curve.persona is None or curve.persona in view.personas


def _left(table: Table[R], hidden: Collection[str]) -> Mapping[str, R]:
    return {id_: record for id_, record in table.items() if id_ not in hidden} if hidden else table


def _passing(cards: Mapping[str, Card], view: View, kept: frozenset[str]) -> Iterable[tuple[str, Card]]:
    """The cards that the view's filter lets through. An empty tag or owner stands for cards that have none."""
    passing: Iterable[tuple[str, Card]] = cards.items()
    for test in _tests(view):
        passing = [item for item in passing if test(item[1]) or item[0] in kept]
    return passing


def _tests(view: View) -> Iterator[Callable[[Card], bool]]:
    if view.tags:
        tags = set(view.tags)
        untagged = "" in tags
        yield lambda card: not tags.isdisjoint(card.tags) if card.tags else untagged
    if view.channels:
        channels = set(view.channels)
        yield lambda card: card.channel in channels
    if view.owners:
        owners = set(view.owners)
        yield lambda card: card.owner in owners
    if view.evidence:
        evidence = set(view.evidence)
        yield lambda card: card.evidence is not None and card.evidence.status in evidence
    if view.personas:
        personas = set(view.personas)
        yield lambda card: card.persona in personas


def _same(one: Mapping[str, Any], two: Mapping[str, Any]) -> bool:
    """Whether both hold the very same records in the same order."""
    return len(one) == len(two) and all(map(is_, one.values(), two.values()))
