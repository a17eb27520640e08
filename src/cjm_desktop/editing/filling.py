"""Texts from outside go in, and a cell; the map with what they say in that cell and those right of and below it comes out."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from cjm_desktop.editing.cards import insert_cards, new_card
from cjm_desktop.editing.curve import curve_for, new_point, update_point
from cjm_desktop.editing.homes import is_open
from cjm_desktop.editing.lanes import insert_lane, new_lane
from cjm_desktop.editing.metrics import new_metric, update_metric
from cjm_desktop.editing.stages import insert_stage, new_stage
from cjm_desktop.editing.tables import id_of, with_tables
from cjm_desktop.model.feelings import feelings_of, number_in
from cjm_desktop.model.journey import Journey, Table
from cjm_desktop.model.records import Card, EmotionPoint, LaneKind, Metric, Record

R = TypeVar("R", bound=Record)

#: What stands for “nothing” in a cell of a table.
_NOTHING = frozenset({"", "-", "–", "—", "−", "/", "\\", "...", "…"})
#: What stands in front of the entries of a list.
_BULLETS = "•◦▪‣·●○■–—*-"


@dataclass(frozen=True, slots=True)
class Filled:
    """The map after it, and what is new or changed. `stages` and `lanes` count those that had to be added for it.

    `left` are texts that no lane could take: words in a lane of numbers, feelings that no table of words knows. `kept` are
    the points and figures that stand where a number or a feeling would have gone, and stay as they are.
    """

    journey: Journey
    ids: tuple[str, ...] = ()
    stages: int = 0
    lanes: int = 0
    left: tuple[str, ...] = ()
    kept: tuple[str, ...] = ()


def fill(
    journey: Journey,
    rows: Sequence[Sequence[str]],
    lane: str,
    stage: str,
    *,
    spans: Mapping[tuple[int, int], tuple[int, int]] | None = None,
    by_line: bool = True,
    behind: Iterable[str] = (),
    unseen: Collection[str] = (),
    over: Collection[str] = (),
) -> Filled:
    """The map with a table's texts from a cell onwards: rows go to lanes downwards, columns to stages rightwards.

    Hidden, collapsed and locked lanes, and what is `unseen`, are passed over; lanes and stages are added where the table
    is larger than the map. In a lane of cards a text becomes a card (with `by_line` one a line), in a lane of feelings or
    figures its number or face makes a point or a figure. The one that stands in that cell already takes the new value only
    where it is among those that may be written `over`. Empty texts change nothing. KeyError for an unknown lane or stage,
    ValueError for a text that is too long.
    """
    filling = _Filling(journey, lane, stage, unseen, over)
    wide: dict[int, dict[int, int]] = {}
    for (n, column), span in (spans or {}).items():
        wide.setdefault(n, {})[column] = span[1]
    for n, row in enumerate(rows):
        filling.row(n, row, wide.get(n, {}), by_line=by_line)
    return filling.done(behind)


def entries(text: str, *, by_line: bool = True) -> list[str]:
    """The texts of the cards that a cell's text makes: one a line without its bullet, or all in one; none for “—”."""
    whole = text.replace("\u00a0", " ").strip()
    if whole in _NOTHING:
        return []
    if not by_line:
        return [whole]
    lines = (_bare(line) for line in whole.splitlines())
    return [line for line in lines if line not in _NOTHING]


def _bare(line: str) -> str:
    cleaned = line.strip()
    if cleaned[:1] in _BULLETS and cleaned[1:2].isspace():
        return cleaned[1:].strip()
    return cleaned


class _Filling:
    """The map as it is filled; new things are gathered and put in together."""

    def __init__(self, journey: Journey, lane: str, stage: str, unseen: Collection[str], over: Collection[str]) -> None:
        self._journey = journey
        self._over = over
        self._lanes = [id_ for id_, one in journey.lanes.items() if (is_open(one) and id_ not in unseen) or id_ == lane]
        self._stages = [id_ for id_ in journey.stages if id_ not in unseen or id_ == stage]
        self._row, self._column = self._lanes.index(lane), self._stages.index(stage)
        self._added_lanes = self._added_stages = 0
        self._cards: list[Card] = []
        self._points: list[EmotionPoint] = []
        self._metrics: list[Metric] = []
        self._changed: list[str] = []
        self._left: list[str] = []
        self._kept: list[str] = []

    def row(self, n: int, texts: Sequence[str], wide: Mapping[int, int], *, by_line: bool) -> None:
        if not any(entries(text, by_line=False) for text in texts):
            return
        lane = self._lane(self._row + n)
        kind = self._journey.lanes[lane].kind
        if kind is LaneKind.EMOTION:
            self._feelings(lane, texts)
        elif kind is LaneKind.METRIC:
            self._figures(lane, texts)
        else:
            for column, text in enumerate(texts):
                for entry in entries(text, by_line=by_line):
                    stage = self._stage(column)
                    last = column + wide.get(column, 1) - 1
                    if last > column:
                        self._stage(last)
                    self._cards.append(new_card(self._journey, lane, stage, entry, span=last - column + 1))

    def done(self, behind: Iterable[str]) -> Filled:
        after = insert_cards(self._journey, self._cards, behind=behind)
        after = with_tables(
            after,
            points=_with(after.points, self._points),
            metrics=_with(after.metrics, self._metrics),
        )
        new = (one.id for made in (self._cards, self._points, self._metrics) for one in made)
        return Filled(
            after, (*new, *self._changed), self._added_stages, self._added_lanes, tuple(self._left), tuple(self._kept)
        )

    def _lane(self, row: int) -> str:
        while row >= len(self._lanes):
            made = new_lane(self._journey, "own")
            self._journey = insert_lane(self._journey, made)
            self._lanes.append(made.id)
            self._added_lanes += 1
        return self._lanes[row]

    def _stage(self, column: int) -> str:
        while self._column + column >= len(self._stages):
            made = new_stage(self._journey)
            self._journey = insert_stage(self._journey, made)
            self._stages.append(made.id)
            self._added_stages += 1
        return self._stages[self._column + column]

    def _feelings(self, lane: str, texts: Sequence[str]) -> None:
        said, _ = feelings_of([" ".join(entries(text, by_line=False)) for text in texts])
        for column, (text, feeling) in enumerate(zip(texts, said, strict=True)):
            if feeling is None:
                self._left += entries(text, by_line=False)
                continue
            value, words = feeling
            written = " ".join(entries(text, by_line=False))
            stage = self._stage(column)
            self._journey, curve = curve_for(self._journey, lane)
            points = self._journey.points.values()
            there = [one for one in points if one.curve == curve and one.stage == stage]
            if len(there) == 1 and there[0].id not in self._over:
                # What it says already is not lost.
                same = there[0].value == value and words in ("", there[0].label)
                self._kept += [] if same else [there[0].id]
            elif len(there) == 1:
                label = words or there[0].label
                original = "" if written == label else written
                self._journey = update_point(self._journey, there[0].id, value=value, label=label, original=original)
                self._changed.append(there[0].id)
            else:
                original = "" if written == words else written
                made = new_point(self._journey, curve, stage, 0.5, value, label=words, original=original)
                self._points.append(made)

    def _figures(self, lane: str, texts: Sequence[str]) -> None:
        for column, text in enumerate(texts):
            cell = entries(text, by_line=False)
            if not cell:
                continue
            number = number_in(cell[0])
            if number is None:
                self._left += cell
                continue
            value, unit = number
            stage = self._stage(column)
            there = [one for one in self._journey.metrics.values() if (one.lane, one.stage) == (lane, stage)]
            if len(there) == 1 and there[0].id not in self._over:
                same = there[0].value == value and unit in ("", there[0].unit)
                self._kept += [] if same else [there[0].id]
            elif len(there) == 1:
                self._journey = update_metric(self._journey, there[0].id, value=value, unit=unit or there[0].unit)
                self._changed.append(there[0].id)
            else:
                self._metrics.append(new_metric(self._journey, lane, stage, value=value, unit=unit))


def _with(table: Table[R], records: Sequence[R]) -> Table[R]:
    return Table({**table, **{id_of(record): record for record in records}}) if records else table
