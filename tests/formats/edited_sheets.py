"""What tests of edited workbooks share: a small map, its readable sheet as rows, and what becomes of it."""

from __future__ import annotations

from collections.abc import Callable

from cjm_desktop.formats.sheet_edits import with_edits
from cjm_desktop.formats.sheet_grid import grid_of
from cjm_desktop.formats.sheet_marks import marks_of
from cjm_desktop.model.journey import Journey, Table
from cjm_desktop.model.records import (
    BlueprintLine,
    Card,
    Connector,
    Curve,
    EmotionPoint,
    Evidence,
    Lane,
    LaneKind,
    LineKind,
    Metric,
    Persona,
    Proof,
    Stage,
    SubStage,
)

Rows = list[list[str]]


def table(journey: Journey) -> Rows:
    """The readable sheet as its importer reads it."""
    grid, marks = grid_of(journey), marks_of(grid_of(journey))
    rows = [[marks.corner, *marks.columns]]
    for n, mark in enumerate(marks.rows):
        rows.append([mark, *(grid.cells[n, c].text if (n, c) in grid.cells else "" for c in range(len(grid.columns)))])
    return rows


def place(rows: Rows, text: str) -> tuple[int, int]:
    return next((r, c) for r, row in enumerate(rows) for c, cell in enumerate(row) if c and cell == text)


def put(rows: Rows, old: str, new: str) -> None:
    r, c = place(rows, old)
    rows[r][c] = new


def insert_column(rows: Rows, at: int, texts: dict[int, str]) -> None:
    for n, row in enumerate(rows):
        row.insert(at, texts.get(n, ""))


def edited(change: Callable[[Rows], object], journey: Journey | None = None) -> tuple[Journey, tuple[str, ...]]:
    journey = journey or ride()
    rows = table(journey)
    change(rows)
    return with_edits(journey, rows)


def texts(journey: Journey, lane: str, stage: str) -> list[str]:
    return [card.text for card in journey.cards.values() if (card.lane, card.stage) == (lane, stage)]


def ride() -> Journey:
    proof = Proof(status=Evidence.OBSERVED, source="Interviews")
    return Journey(
        title="Ride",
        objective="Find out",
        personas=Table.of([Persona(id="p", name="Masha")]),
        stages=Table.of(
            [
                Stage(id="s1", name="Search", sub_stages=(SubStage(id="a", name="Look"), SubStage(id="b", name="Ask"))),
                Stage(id="s2", name="Buy", duration="2 days", customer_goal="Be sure"),
                Stage(id="s3", name="Use"),
            ]
        ),
        lanes=Table.of(
            [
                Lane(id="l1", role="actions", label="Actions"),
                Lane(id="l2", kind=LaneKind.EMOTION, role="emotions", label="Feelings"),
                Lane(id="l3", role="pains", label="Pains"),
                Lane(id="l4", kind=LaneKind.METRIC, role="metrics", label="Numbers"),
            ]
        ),
        cards=Table.of(
            [
                Card(id="c1", lane="l1", stage="s1", sub_stage="a", text="looks around", evidence=proof),
                Card(id="c2", lane="l1", stage="s2", text="pays", owner="Ann", evidence=proof),
                Card(id="c3", lane="l1", stage="s2", text="waits\nfor long", channel="phone"),
                Card(id="c4", lane="l3", stage="s3", text="too loud", evidence=proof),
                Card(id="c5", text="later"),
            ]
        ),
        curves=Table.of([Curve(id="k", lane="l2", persona="p"), Curve(id="g", lane="l2", label="Goal")]),
        points=Table.of(
            [
                EmotionPoint(id="e1", curve="k", stage="s2", value=-1.234, label="fine", evidence=proof),
                EmotionPoint(id="e2", curve="g", stage="s2", value=1),
            ]
        ),
        metrics=Table.of([Metric(id="m", lane="l4", stage="s2", label="NPS", value=40, unit="%", target=60)]),
        lines=Table.of([BlueprintLine(id="v", kind=LineKind.VISIBILITY, label="Line of sight", before=("pains",))]),
        connectors=Table.of([Connector(id="x", source="c1", target="c2")]),
    )
