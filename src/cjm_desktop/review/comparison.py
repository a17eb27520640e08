"""Two maps go in; maps that show both come out, with a sign for each thing that differs, to be laid out and drawn as any map.

On the map of both, what went stands where it stood, what moved stands in both places, a changed text holds its old and its new
words, and the curve from before is a ghost. A lane beneath the curves tells how the feelings of each stage changed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from itertools import pairwise
from statistics import fmean
from typing import Any

from cjm_desktop.editing.sharing import shared_with
from cjm_desktop.model.journey import TABLES, Journey, Table
from cjm_desktop.model.records import Card, Curve, CurveStyle, EmotionPoint, Lane, LaneKind, Stage
from cjm_desktop.model.saying import translate
from cjm_desktop.review import order
from cjm_desktop.review.aligning import aligned
from cjm_desktop.review.differences import Difference, Differences, Kind, differences
from cjm_desktop.review.words import Piece, Side, marked

#: Tables whose differences bear a sign on the map; the others are only told in words.
_SIGNED = frozenset({"stages", "lanes", "cards", "points", "metrics", "connectors", "personas"})
#: The texts whose changed words are marked where they stand, by table.
_WORDED: Mapping[str, str] = {"stages": "name", "lanes": "label", "cards": "text", "points": "label"}
_PLACE = frozenset({"lane", "stage", "sub_stage"})
#: Feelings that differ by less are the same.
_LEAST = 0.05


class Sign(StrEnum):
    """What is to be seen of a thing."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"
    MOVED = "moved"  #: it stands here now
    LEFT = "left"  #: it stood here before


_SIGNS = {Kind.ADDED: Sign.ADDED, Kind.REMOVED: Sign.REMOVED, Kind.CHANGED: Sign.CHANGED, Kind.MOVED: Sign.MOVED}


@dataclass(frozen=True)
class Shown:
    """A map to be drawn; signs and the pieces of changed texts are by the ids of its things.

    `origins` say of which thing of the two maps another one is the trace; `faint` are the cards that are there no more.
    """

    journey: Journey
    signs: Mapping[str, Sign]
    texts: Mapping[str, tuple[Piece, ...]]
    origins: Mapping[str, str] = field(default_factory=dict)
    faint: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Feeling:
    """The mean of an emotion lane's points in a stage, before and after; None where there are none."""

    lane: str
    stage: str
    before: float | None
    after: float | None

    @property
    def words(self) -> str:
        """“▲ +1.5 (−1 → +0.5)”; the triangle says the direction to whoever sees no colours."""
        if self.before is None or self.after is None:
            return f"{_number(self.before)} → {_number(self.after)}"
        by = self.after - self.before
        return f"{'▲' if by > 0 else '▼'} {_number(by)} ({_number(self.before)} → {_number(self.after)})"


@dataclass(frozen=True)
class Comparison:
    """Both maps, `after` with the ids of `before` where they speak of one thing, and what differs."""

    before: Journey
    after: Journey
    found: Differences

    @cached_property
    def feelings(self) -> tuple[Feeling, ...]:
        """What differs between the curves, lane by lane and stage by stage."""
        return tuple(_feelings(self.before, self.after))

    def is_signed(self, one: Difference) -> bool:
        """Whether a difference bears a sign; points of a curve that is new or gone do not, the curve says it all."""
        if one.table == "points":
            curve = getattr(one.after or one.before, "curve", "")
            return curve in self.before.curves and curve in self.after.curves
        return one.table in _SIGNED

    @cached_property
    def both(self) -> Shown:
        """One map with everything that either has."""
        return _Both(self).shown()

    @cached_property
    def sides(self) -> tuple[Shown, Shown]:
        """The map before and the map after with the same stages and lanes, so that these stand beside each other."""
        return _one_side(self, Side.BEFORE), _one_side(self, Side.AFTER)


def compare(before: Journey, after: Journey) -> Comparison:
    """What leads from one map to the other."""
    after = aligned(before, after)
    before = shared_with(after, before)
    return Comparison(before, after, differences(before, after))


def _number(value: float | None) -> str:
    return "–" if value is None else f"{value:+.1f}".replace("-", "−")


def _feelings(before: Journey, after: Journey) -> Iterator[Feeling]:
    was, now = _means(before), _means(after)
    for lane in {**before.lanes, **after.lanes}:
        for stage in _united(before, after, "stages"):
            one, two = was.get((lane, stage)), now.get((lane, stage))
            if one is not None and two is not None and abs(one - two) < _LEAST:
                continue
            if one is not None or two is not None:
                yield Feeling(lane, stage, one, two)


def _means(journey: Journey) -> dict[tuple[str, str], float]:
    values: dict[tuple[str, str], list[float]] = {}
    for point in journey.points.values():
        curve = journey.curves[point.curve]
        if point.value is not None and curve.style is CurveStyle.ACTUAL and not curve.hidden:
            values.setdefault((curve.lane, point.stage), []).append(point.value)
    return {place: fmean(found) for place, found in values.items()}


def _united(before: Journey, after: Journey, table: str) -> list[str]:
    """The ids of both maps in one order."""
    here, there = list(getattr(before, table)), list(getattr(after, table))
    return here if here == there else order.merged(here, here, there, {*here, *there})


def _tables(before: Journey, after: Journey, names: Iterable[str]) -> dict[str, Any]:
    """These tables with the records of both, those of `after` where both have one."""
    made: dict[str, Any] = {}
    for name in names:
        here, there = getattr(before, name), getattr(after, name)
        made[name] = (
            there
            if here is there
            else Table((id_, there.get(id_) or here[id_]) for id_ in _united(before, after, name))
        )
    # A card may stand in a part of its stage that the other map does not have.
    stages = made.get("stages")
    if stages is not None:
        made["stages"] = Table((id_, _with_all_parts(stage, before.stages.get(id_))) for id_, stage in stages.items())
    return made


def _with_all_parts(stage: Stage, other: Stage | None) -> Stage:
    known = {part.id for part in stage.sub_stages}
    more = () if other is None else tuple(part for part in other.sub_stages if part.id not in known)
    return stage.model_copy(update={"sub_stages": (*stage.sub_stages, *more)}) if more else stage


def _reaching(card: Card, own: Sequence[str], place: Mapping[str, int]) -> Card:
    """The card over the stages that it covers in its own map, and those that stand between them now."""
    if card.span == 1 or card.stage is None:
        return card
    first = own.index(card.stage)
    places = [place[id_] for id_ in own[first : first + card.span]]
    span = max(places) - place[card.stage] + 1
    return card.model_copy(update={"span": span}) if span >= 1 and span != card.span else card


def _cards(cards: Iterable[Card], journey: Journey, stages: Iterable[str]) -> Iterator[Card]:
    own, place = list(journey.stages), {id_: number for number, id_ in enumerate(stages)}
    return (_reaching(card, own, place) for card in cards)


def _pieces(one: Difference) -> tuple[Piece, ...]:
    """The pieces of a text that says something on both sides and is another one; else nothing."""
    name = _WORDED.get(one.table)
    change = next((each for each in one.fields if each.name == name), None)
    if change is None or not change.before or not change.after:
        return ()
    pieces = list(marked(change.before, change.after))
    for number, (was, now) in enumerate(pairwise(pieces)):
        # What went and what came stand apart where both are shown.
        if (was.side, now.side) == (Side.BEFORE, Side.AFTER) and not was.text[-1].isspace():
            pieces[number] = Piece(Side.BEFORE, f"{was.text} ")
    return tuple(pieces)


def _with_texts(tables: dict[str, Any], texts: Mapping[str, tuple[Piece, ...]]) -> None:
    """Puts all pieces of a changed text into its record."""
    for table, name in _WORDED.items():
        new = {
            id_: tables[table][id_].model_copy(update={name: "".join(piece.text for piece in texts[id_])})
            for id_ in texts.keys() & tables[table].keys()
        }
        if new:
            tables[table] = Table({**tables[table], **new})


class _Both:
    """Makes the map of both."""

    def __init__(self, comparison: Comparison) -> None:
        self._of = comparison
        self._before, self._after = comparison.before, comparison.after
        self._taken = {id_ for side in (self._before, self._after) for table in TABLES for id_ in getattr(side, table)}
        self._signs: dict[str, Sign] = {}
        self._origins: dict[str, str] = {}

    def shown(self) -> Shown:
        found = self._of.found
        if found.is_empty:
            return Shown(self._after, {}, {})
        self._signs = {one.id: _SIGNS[one.kind] for one in found.records if self._of.is_signed(one)}
        texts = {one.id: pieces for one in found.records if one.id in self._signs and (pieces := _pieces(one))}
        names = [table for table in TABLES if table not in ("cards", "points", "curves", "views")]
        tables = _tables(self._before, self._after, names)
        tables["cards"] = self._all_cards(tables["stages"])
        self._all_curves(tables)
        self._difference_lanes(tables)
        _with_texts(tables, texts)
        faint = frozenset(id_ for id_, sign in self._signs.items() if sign in (Sign.REMOVED, Sign.LEFT))
        return Shown(self._after.model_copy(update=tables), self._signs, texts, self._origins, faint)

    def _name(self, id_: str) -> str:
        number, name = 1, f"was-{id_[:70]}"
        while name in self._taken:
            number += 1
            name = f"was-{id_[:70]}-{number}"
        self._taken.add(name)
        return name

    def _all_cards(self, stages: Table[Stage]) -> Table[Card]:
        here = {card.id: card for card in _cards(self._before.cards.values(), self._before, stages)}
        there = {card.id: card for card in _cards(self._after.cards.values(), self._after, stages)}
        cards = {id_: there.get(id_) or here[id_] for id_ in _united(self._before, self._after, "cards")}
        for one in self._of.found.records:
            if one.table == "cards" and one.before and one.after and _PLACE & {each.name for each in one.fields}:
                old = here[one.id]
                if old.lane is not None and old.stage is not None:
                    name = self._name(old.id)
                    cards[name] = old.model_copy(update={"id": name})
                    self._signs[name] = Sign.LEFT
                    self._origins[name] = one.id
                if self._signs[one.id] is Sign.CHANGED:
                    self._signs[one.id] = Sign.MOVED
        return Table(cards)

    def _all_curves(self, tables: dict[str, Any]) -> None:
        """The curves of both; one that has changed also as it was, as a ghost."""
        changed = {
            getattr(one.before or one.after, "curve", "") for one in self._of.found.records if one.table == "points"
        }
        curves: dict[str, Curve] = {}
        points: dict[str, EmotionPoint] = {}
        for id_ in _united(self._before, self._after, "curves"):
            old, new = self._before.curves.get(id_), self._after.curves.get(id_)
            if old is not None and (new is None or id_ in changed):
                name = self._name(id_)
                ghost = {"id": name, "style": CurveStyle.GHOST, "label": old.label or translate("compare", "Before")}
                curves[name] = old.model_copy(update=ghost)
                for point in self._before.points.values():
                    if point.curve == id_:
                        copy = {"id": self._name(point.id), "curve": name, "label": "", "marks": ()}
                        points[copy["id"]] = point.model_copy(update=copy)  # type: ignore[index]
            if new is not None:
                curves[id_] = new
        tables["curves"] = Table(curves)
        tables["points"] = Table({**points, **self._after.points})

    def _difference_lanes(self, tables: dict[str, Any]) -> None:
        """A lane of cards beneath each emotion lane in which feelings differ."""
        by_lane: dict[str, list[Feeling]] = {}
        for feeling in self._of.feelings:
            by_lane.setdefault(feeling.lane, []).append(feeling)
        if not by_lane:
            return
        lanes: dict[str, Lane] = {}
        cards: dict[str, Card] = dict(tables["cards"])
        for id_, lane in tables["lanes"].items():
            lanes[id_] = lane
            found = by_lane.get(id_, ())
            if not found or lane.hidden:
                continue
            name = self._name(id_)
            lanes[name] = Lane(
                id=name,
                kind=LaneKind.CARDS,
                label=translate("compare", "Change of feeling"),
                hint=translate("compare", "before → after"),
            )
            for feeling in found:
                card = self._name(f"{id_[:30]}-{feeling.stage[:30]}")
                cards[card] = Card(id=card, lane=name, stage=feeling.stage, text=feeling.words)
        tables["lanes"], tables["cards"] = Table(lanes), Table(cards)


def _one_side(comparison: Comparison, side: Side) -> Shown:
    """One of the maps, with the stages and lanes of both."""
    before, after = comparison.before, comparison.after
    own = before if side is Side.BEFORE else after
    tables = _tables(before, after, ("stages", "lanes", "lines"))
    for name in ("stages", "lanes", "lines"):
        mine = getattr(own, name)
        tables[name] = Table((id_, mine.get(id_, record)) for id_, record in tables[name].items())
    tables["cards"] = Table.of(_cards(own.cards.values(), own, tables["stages"]))
    signs: dict[str, Sign] = {}
    texts: dict[str, tuple[Piece, ...]] = {}
    for one in comparison.found.records:
        if not comparison.is_signed(one):
            continue
        if one.table in ("stages", "lanes") or one.id in getattr(own, one.table):
            moved = one.table == "cards" and bool(_PLACE & {each.name for each in one.fields})
            here = Sign.LEFT if side is Side.BEFORE else Sign.MOVED
            signs[one.id] = here if moved and one.before and one.after else _SIGNS[one.kind]
        pieces = tuple(piece for piece in _pieces(one) if piece.side in (Side.BOTH, side))
        if pieces:
            texts[one.id] = pieces
    return Shown(own.model_copy(update=tables), signs, texts)
