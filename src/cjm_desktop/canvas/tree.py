"""A layout goes in; the things on it come out as a tree in the order of reading: personas, stages, lanes, what is in them."""

from __future__ import annotations

from functools import cached_property
from typing import NamedTuple

from cjm_desktop.canvas import spoken
from cjm_desktop.layout.boxes import LaneBox, MapLayout
from cjm_desktop.layout.finding import TITLE
from cjm_desktop.model.journey import Journey
from cjm_desktop.model.records import LaneKind


class Node(NamedTuple):
    """A thing of the map: what it is and its record's id; of an empty cell its lane's, with the stage's."""

    kind: str
    id: str
    stage: str = ""


class Tree:
    """The things of one layout, looked up when asked for; of lanes that are those of the last layout, it keeps the children."""

    def __init__(self, layout: MapLayout, last: Tree | None = None) -> None:
        self.layout = layout
        stages = tuple(box.stage.id for box in layout.stages)
        keeps = last is not None and last._stages == stages
        self._stages: tuple[str, ...] = stages
        self._inside: dict[int, tuple[LaneBox, tuple[Node, ...]]] = {}
        if last is not None and keeps:
            known = ((id(placed.box), last._inside.get(id(placed.box))) for placed in layout.lanes)
            self._inside = {key: entry for key, entry in known if entry is not None}

    def children(self, node: Node | None) -> tuple[Node, ...]:
        """What a lane holds, cell by cell with the empty ones; the whole map's things for None."""
        if node is None:
            return self._top
        lane = self._lanes.get(node.id) if node.kind == "lane" else None
        return () if lane is None else self._of_lane(lane)

    def parent(self, node: Node) -> Node | None:
        """The lane that holds a thing; None for what the map itself holds."""
        lane = self._lane_of(node)
        return None if lane is None else Node("lane", lane)

    def index(self, node: Node) -> int:
        """The place of a thing among those beside it; -1 where it is not there."""
        lane = self._lane_of(node)
        places = self._places_of(lane)
        return places.get(node, -1)

    def __contains__(self, node: object) -> bool:
        return isinstance(node, Node) and self.index(node) >= 0

    def node_of(self, id_: str) -> Node | None:
        """The thing that shows a record; None where it is not on the map."""
        found = self._by_id.get(id_)
        if found is not None:
            return found
        for lane, box in self._lanes.items():
            kind = _kind_in(box, id_)
            if kind is not None:
                node = Node(kind, id_)
                self._home[id_] = lane
                return node
        return None

    def name(self, node: Node, journey: Journey) -> str:
        """What a reader says of a thing."""
        layout = self.layout
        match node.kind:
            case "title":
                return spoken.title(journey)
            case "persona":
                return next((spoken.persona(box) for box in layout.header.personas if box.persona.id == node.id), "")
            case "stage":
                stages = layout.stages
                return next((spoken.stage(box, len(stages)) for box in stages if box.stage.id == node.id), "")
            case "lane":
                return spoken.lane(self._lanes[node.id].lane)
            case "cell":
                return spoken.cell(layout, node.id, node.stage)
            case "card":
                return spoken.card(journey, journey.cards[node.id]) if node.id in journey.cards else ""
            case "point":
                return spoken.point(journey, journey.points[node.id]) if node.id in journey.points else ""
            case "curve":
                return spoken.curve(journey, journey.curves[node.id]) if node.id in journey.curves else ""
            case "metric":
                boxes = (box for lane in self._lanes.values() for box in lane.metrics if box.metric.id == node.id)
                return next((spoken.metric(journey, box) for box in boxes), "")
            case "connector":
                return spoken.connector(journey, journey.connectors[node.id]) if node.id in journey.connectors else ""
            case _:
                return spoken.line(journey.lines[node.id]) if node.id in journey.lines else ""

    def details(self, node: Node) -> str:
        """What else there is to know of a thing."""
        match node.kind:
            case "persona":
                boxes = self.layout.header.personas
                return next((spoken.persona_details(box) for box in boxes if box.persona.id == node.id), "")
            case "stage":
                records = (box.stage for box in self.layout.stages if box.stage.id == node.id)
                return next(map(spoken.stage_details, records), "")
            case "lane":
                return spoken.lane_details(self._lanes[node.id])
            case "card":
                lane = self._lane_of(node)
                box = None if lane is None else self._lanes[lane].card_by_id.get(node.id)
                return "" if box is None else spoken.card_details(box.card)
        return ""

    def is_collapsed(self, node: Node) -> bool:
        """Whether a lane is shown as its label only."""
        return self._lanes[node.id].lane.collapsed

    @cached_property
    def _lanes(self) -> dict[str, LaneBox]:
        return {placed.box.lane.id: placed.box for placed in self.layout.lanes}

    @cached_property
    def _top(self) -> tuple[Node, ...]:
        layout = self.layout
        return (
            Node("title", TITLE),
            *(Node("persona", box.persona.id) for box in layout.header.personas),
            *(Node("stage", box.stage.id) for box in layout.stages),
            *(Node("lane", placed.box.lane.id) for placed in layout.lanes),
            *(Node("line", box.line.id) for box in layout.lines),
            *(Node("connector", box.connector.id) for box in layout.connectors),
        )

    @cached_property
    def _by_id(self) -> dict[str, Node]:
        return {node.id: node for node in self._top}

    @cached_property
    def _home(self) -> dict[str, str]:
        """The lanes of things that were asked for."""
        return {}

    @cached_property
    def _places(self) -> dict[str | None, dict[Node, int]]:
        return {}

    def _places_of(self, lane: str | None) -> dict[Node, int]:
        found = self._places.get(lane)
        if found is None:
            nodes = self._top if lane is None else self._of_lane(self._lanes[lane])
            found = self._places[lane] = {node: n for n, node in enumerate(nodes)}
        return found

    def _lane_of(self, node: Node) -> str | None:
        if node.kind == "cell":
            return node.id if node.id in self._lanes else None
        if node.id in self._by_id:
            return None
        if node.id not in self._home:
            self.node_of(node.id)
        return self._home.get(node.id)

    def _of_lane(self, box: LaneBox) -> tuple[Node, ...]:
        known = self._inside.get(id(box))
        if known is None or known[0] is not box:
            known = self._inside[id(box)] = box, self._nodes_in(box)
        return known[1]

    def _nodes_in(self, box: LaneBox) -> tuple[Node, ...]:
        if box.lane.collapsed:
            return ()
        by_stage: dict[str, list[Node]] = {stage: [] for stage in self._stages}
        for card in box.cards:
            by_stage.setdefault(card.card.stage or "", []).append(Node("card", card.card.id))
        for metric in box.metrics:
            by_stage.setdefault(metric.metric.stage, []).append(Node("metric", metric.metric.id))
        curves = () if box.emotion is None else box.emotion.curves
        for curve in curves:
            for point in curve.points:
                if point.center is not None:
                    by_stage.setdefault(point.point.stage, []).append(Node("point", point.point.id))
        named = tuple(Node("curve", curve.curve.id) for curve in curves)
        return named + tuple(
            node for stage, nodes in by_stage.items() for node in nodes or [Node("cell", box.lane.id, stage)]
        )


def _kind_in(box: LaneBox, id_: str) -> str | None:
    """What of a lane's things has that id."""
    if id_ in box.card_by_id:
        return "card"
    if id_ in box.point_by_id:
        return "point" if box.point_by_id[id_].center is not None else None
    if box.lane.kind is LaneKind.METRIC and any(one.metric.id == id_ for one in box.metrics):
        return "metric"
    if box.emotion is not None and any(one.curve.id == id_ for one in box.emotion.curves):
        return "curve"
    return None
