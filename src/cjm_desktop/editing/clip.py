"""A map and ids of things in it go in; a clip comes out: a small, sound map of those things and of what they refer to."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TypeVar

from cjm_desktop.model.journey import Journey, Table
from cjm_desktop.model.records import Card, Curve, EmotionPoint, Lane, Metric, Record, Stage

R = TypeVar("R", bound=Record)

#: What can be copied for itself; all else goes along with these.
COPIED = ("stages", "lanes", "cards", "points", "metrics", "personas")


@dataclass(frozen=True, slots=True)
class Clip:
    """Copied things. `roots` are the ids of those that were chosen; the rest of `journey` belongs to them.

    Stages and lanes that are no roots say only where things stood to each other: they bear their names, and those
    between two others are there too. What stands in a root stage or lane is no root.
    """

    journey: Journey
    roots: tuple[str, ...]

    @property
    def loose(self) -> tuple[tuple[Card, ...], tuple[EmotionPoint, ...], tuple[Metric, ...]]:
        """The cards, emotion points and metrics that were chosen for themselves."""
        roots, journey = set(self.roots), self.journey
        return (
            tuple(one for id_, one in journey.cards.items() if id_ in roots),
            tuple(one for id_, one in journey.points.items() if id_ in roots),
            tuple(one for id_, one in journey.metrics.items() if id_ in roots),
        )


def copied(journey: Journey, ids: Iterable[str]) -> Clip | None:
    """The clip of these things; None where none of them is a stage, lane, card, emotion point, metric or persona."""
    wanted = {id_ for id_ in ids if any(id_ in getattr(journey, table) for table in COPIED)}
    if not wanted:
        return None
    stages, lanes = wanted & journey.stages.keys(), wanted & journey.lanes.keys()
    cards = {one.id: one for one in journey.cards.values() if _is_wanted(one, wanted, stages, lanes)}
    points = {
        one.id: one
        for one in journey.points.values()
        if one.id in wanted or one.stage in stages or journey.curves[one.curve].lane in lanes
    }
    metrics = {
        one.id: one for one in journey.metrics.values() if one.id in wanted or one.stage in stages or one.lane in lanes
    }
    of_points = {one.curve for one in points.values()}
    curves = {one.id: one for one in journey.curves.values() if one.lane in lanes or one.id in of_points}
    people = {one.persona for one in cards.values()} | {one.persona for one in curves.values()} | wanted
    personas = {one.id: one for one in journey.personas.values() if one.id in people}
    shown = {one.picture for one in cards.values()} | {one.portrait for one in personas.values()}
    said = {one.channel for one in cards.values()}
    small = Journey(language=journey.language).model_copy(
        update={
            "personas": Table(personas),
            "channels": _kept(journey.channels, said),
            "stages": _stages(journey, stages, cards, points, metrics),
            "lanes": _lanes(journey, lanes, cards, curves, metrics),
            "cards": Table(cards),
            "curves": Table(curves),
            "points": Table(points),
            "metrics": Table(metrics),
            "connectors": Table(
                (one.id, one) for one in journey.connectors.values() if one.source in cards and one.target in cards
            ),
            "pictures": _kept(journey.pictures, shown),
        }
    )
    inside = _content(small, stages, lanes)
    roots = (id_ for table in COPIED for id_ in getattr(small, table) if id_ in wanted and id_ not in inside)
    return Clip(small, tuple(roots))


def is_shown(lane: Lane) -> bool:
    """Whether things of the lane can be seen on the map."""
    return not (lane.hidden or lane.collapsed)


def _is_wanted(card: Card, wanted: set[str], stages: set[str], lanes: set[str]) -> bool:
    if card.id in wanted:
        return True
    return card.lane is not None and card.stage is not None and (card.stage in stages or card.lane in lanes)


def _content(small: Journey, stages: set[str], lanes: set[str]) -> set[str]:
    """The ids of what stands in these stages and lanes."""
    inside = {one.id for one in small.cards.values() if one.stage in stages or one.lane in lanes}
    inside |= {one.id for one in small.points.values() if one.stage in stages or small.curves[one.curve].lane in lanes}
    return inside | {one.id for one in small.metrics.values() if one.stage in stages or one.lane in lanes}


def _kept(table: Table[R], ids: set[str | None]) -> Table[R]:
    return Table((id_, record) for id_, record in table.items() if id_ in ids)


def _stages(
    journey: Journey,
    roots: set[str],
    cards: Mapping[str, Card],
    points: Mapping[str, EmotionPoint],
    metrics: Mapping[str, Metric],
) -> Table[Stage]:
    place = {id_: n for n, id_ in enumerate(journey.stages)}
    needed = {place[id_] for id_ in roots}
    for card in cards.values():
        if card.stage is not None:
            needed.update((place[card.stage], min(place[card.stage] + card.span, len(place)) - 1))
    needed.update(place[one.stage] for one in points.values())
    needed.update(place[one.stage] for one in metrics.values())
    if not needed:
        return Table()
    between = list(journey.stages.values())[min(needed) : max(needed) + 1]
    return Table.of(
        stage if stage.id in roots else Stage(id=stage.id, name=stage.name, sub_stages=stage.sub_stages)
        for stage in between
    )


def _lanes(
    journey: Journey,
    roots: set[str],
    cards: Mapping[str, Card],
    curves: Mapping[str, Curve],
    metrics: Mapping[str, Metric],
) -> Table[Lane]:
    needed = {one.lane for one in cards.values()} | {one.lane for one in curves.values()} | roots
    needed |= {one.lane for one in metrics.values()}
    places = [n for n, id_ in enumerate(journey.lanes) if id_ in needed]
    if not places:
        return Table()
    between = list(journey.lanes.values())[places[0] : places[-1] + 1]
    return Table.of(lane if lane.id in roots else bare(lane) for lane in between if lane.id in needed or is_shown(lane))


def bare(lane: Lane) -> Lane:
    """What a lane is, without its state on one map."""
    return lane.model_copy(update={"height": None, "collapsed": False, "hidden": False, "locked": False, "note": ""})
