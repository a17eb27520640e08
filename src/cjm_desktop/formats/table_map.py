"""The cells of a table go in; a reading of them (which way the stages run, what each line is) and the map of it come out.

`guess` makes the reading, a user may correct it, `read` makes the map. Whatever a reading says, no text of a line that
is not left out is lost.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from cjm_desktop.editing.cards import insert_cards, new_card
from cjm_desktop.editing.curve import insert_curve, new_curve, new_point
from cjm_desktop.editing.filling import entries
from cjm_desktop.editing.lanes import insert_lane, new_lane
from cjm_desktop.editing.metrics import new_metric
from cjm_desktop.editing.stages import insert_stage, new_stage, new_sub_stage, update_stage
from cjm_desktop.editing.tables import with_tables
from cjm_desktop.formats import language
from cjm_desktop.formats.errors import FileProblem, shown
from cjm_desktop.formats.imported import Imported
from cjm_desktop.formats.table import Grid
from cjm_desktop.formats.table_words import (
    USUAL_STAGES,
    cleaned,
    is_numbered,
    is_stage_word,
    meaning_of,
    without_number,
)
from cjm_desktop.model.catalogue import ROLES
from cjm_desktop.model.feelings import feelings_of, number_in
from cjm_desktop.model.journey import Journey, Table
from cjm_desktop.model.records import NAME_MAX, TEXT_MAX, Card, EmotionPoint, Lane, LaneKind, Metric, Stage

#: What a line of a table can be besides a lane, whose role then stands there.
LEFT_OUT, STAGE_NAMES, SUB_STAGES = "-", "stages", "sub_stages"
#: Fields of a stage that a line can give.
STAGE_FIELDS = ("start", "duration", "customer_goal", "business_goal", "note")
MEANINGS = (STAGE_NAMES, SUB_STAGES, *STAGE_FIELDS, *ROLES, LEFT_OUT)

_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
STAGES_MOST, LANES_MOST, CARDS_MOST = 200, 200, 20_000
_SUB_STAGES_MOST = 200


@dataclass(frozen=True, slots=True)
class Reading:
    """How a table is read. Lines are its rows where the stages run across, else its columns.

    `labels` is the place in each line of what the line is called (None: nowhere). `meanings` says of each line what it
    is: one of `MEANINGS`. `by_line` makes each line of a cell's text a card.
    """

    across: bool
    labels: int | None
    meanings: tuple[str, ...]
    by_line: bool = True

    def with_meaning(self, line: int, meaning: str) -> Reading:
        """The reading with another meaning of a line; but one line holds the names of the stages."""
        alone = {STAGE_NAMES, SUB_STAGES, *STAGE_FIELDS} & {meaning}
        meanings = [LEFT_OUT if one in alone else one for one in self.meanings]
        meanings[line] = meaning
        return replace(self, meanings=tuple(meanings))


def guess(grid: Grid) -> Reading:
    """The likeliest reading of a table (trimmed); FileProblem for one of fewer than two cells."""
    if grid.size[0] * grid.size[1] < 2:
        raise FileProblem("There is no table in it: a map needs at least two cells.")
    readings = [_guessed(grid, across) for across in (True, False)]
    across, down = (_likelihood(grid, reading) for reading in readings)
    return readings[0] if across >= down else readings[1]


def flipped(grid: Grid, reading: Reading) -> Reading:
    """The likeliest reading with the stages running the other way."""
    return replace(_guessed(grid, not reading.across), by_line=reading.by_line)


def relabelled(grid: Grid, reading: Reading, labels: int | None) -> Reading:
    """The reading with the names of the lines at another place, and their meanings guessed from there."""
    lines = _lines(grid, reading.across).rows
    header = reading.meanings.index(STAGE_NAMES) if STAGE_NAMES in reading.meanings else None
    return replace(reading, labels=labels, meanings=_meanings(lines, labels, header))


def line_names(grid: Grid, reading: Reading) -> tuple[str, ...]:
    """What each line is called, or its first words where it has no name."""
    found = []
    for line in _lines(grid, reading.across).rows:
        name = "" if reading.labels is None else cleaned(line[reading.labels][:NAME_MAX])
        found.append(name or next((cleaned(text[:NAME_MAX]) for text in line if text.strip()), ""))
    return tuple(found)


def read(grid: Grid, reading: Reading, title: str) -> Imported:
    """The map that a table is under a reading, and what to tell of it; FileProblem where it would be too large."""
    return _Maker(_lines(grid, reading.across), reading, title).made()


def _lines(grid: Grid, across: bool) -> Grid:
    return grid if across else grid.transposed()


def _guessed(grid: Grid, across: bool) -> Reading:
    lines = _lines(grid, across).rows
    full = [n for n, line in enumerate(lines) if sum(1 for text in line if text.strip()) > 1]
    header = next((n for n in full if any(is_stage_word(text) for text in lines[n][:2])), full[0] if full else 0)
    labels: int | None = next(
        (n for n in range(len(lines[0])) if any(line[n].strip() for line in lines[header + 1 :])), None
    )
    if labels is not None and len(lines[0]) - labels < 2:
        labels = None
    return Reading(across, labels, _meanings(lines, labels, header))


def _meanings(lines: Sequence[Sequence[str]], labels: int | None, header: int | None) -> tuple[str, ...]:
    found = []
    taken: set[str] = set()
    for n, line in enumerate(lines):
        if n == header:
            meaning = STAGE_NAMES
        elif (header is not None and n < header) or not any(text.strip() for text in line):
            meaning = LEFT_OUT
        else:
            meaning = ("" if labels is None else meaning_of(line[labels])) or "own"
        if meaning in STAGE_FIELDS:
            meaning = "goals" if meaning in taken else meaning
            taken.add(meaning)
        found.append(meaning)
    return tuple(found)


def _likelihood(grid: Grid, reading: Reading) -> float:
    """How well a reading fits: headings that are known, stage names that look like some."""
    lines = _lines(grid, reading.across).rows
    known = sum(
        1
        for line, meaning in zip(lines, reading.meanings, strict=True)
        if meaning not in ("own", LEFT_OUT, STAGE_NAMES)
        and not (reading.labels is not None and _is_usual(line[reading.labels]))
    )
    header = lines[reading.meanings.index(STAGE_NAMES)] if STAGE_NAMES in reading.meanings else ()
    names = [text for n, text in enumerate(header) if n != reading.labels and text.strip()]
    corner = 0.0
    if reading.labels is not None and header:
        corner = 0.5 if is_stage_word(header[reading.labels]) and reading.across else 0.0
    numbered = sum(1 for name in names if is_numbered(name))
    usual = sum(1 for name in names if _is_usual(name))
    # Headings of lanes where stages should be speak against it; “Need” can be either.
    wrong = sum(1 for name in names if meaning_of(name) and not _is_usual(name))
    long = sum(1 for name in names if len(name) > 60)
    return 2.0 * known + 1.5 * numbered + 1.0 * usual - 2.0 * wrong - long + corner


def _is_usual(name: str) -> bool:
    return not USUAL_STAGES.isdisjoint(without_number(name[:NAME_MAX]).casefold().split())


class _Maker:
    """Builds the map of a table."""

    def __init__(self, lines: Grid, reading: Reading, title: str) -> None:
        self._lines, self._reading = lines, reading
        self._journey = Journey(title=title)
        self._notes: list[str] = []
        self._cards: list[Card] = []
        self._points: list[EmotionPoint] = []
        self._metrics: list[Metric] = []
        #: For each place in a line the stage that it belongs to.
        self._stages: dict[int, str] = {}

    def made(self) -> Imported:
        self._make_stages()
        for n, meaning in enumerate(self._reading.meanings):
            if meaning in STAGE_FIELDS or meaning == SUB_STAGES:
                self._tell_stages(meaning, self._lines.rows[n])
        lanes = [n for n, meaning in enumerate(self._reading.meanings) if meaning in ROLES]
        if len(lanes) > LANES_MOST:
            raise FileProblem(f"The table makes {len(lanes):,} lanes; {LANES_MOST} are the most.")
        for n in lanes:
            self._make_lane(n, self._reading.meanings[n])
        journey = insert_cards(self._journey, self._cards)
        journey = with_tables(journey, points=Table.of(self._points), metrics=Table.of(self._metrics))
        spoken = language.guess(" ".join(card.text for card in self._cards[:200]) + " ".join(self._names()))
        if spoken:
            journey = journey.model_copy(update={"language": spoken})
        return Imported(journey, tuple(self._notes))

    def _names(self) -> Iterator[str]:
        return (stage.name for stage in self._journey.stages.values())

    def _places(self) -> Iterator[int]:
        """The places in a line that belong to stages."""
        width = self._lines.size[1]
        return (n for n in range(width) if n != self._reading.labels)

    def _make_stages(self) -> None:
        """A stage for each name. Places with the name of the one before, or none but with content, belong to that one."""
        meanings = self._reading.meanings
        named = meanings.index(STAGE_NAMES) if STAGE_NAMES in meanings else None
        used = [line for line, meaning in zip(self._lines.rows, meanings, strict=True) if meaning != LEFT_OUT]
        current: Stage | None = None
        for n in self._places():
            if not any(line[n].strip() for line in used):
                continue
            name = "" if named is None else cleaned(self._lines.rows[named][n])[:NAME_MAX]
            again = current is not None and named is not None and (not name or name == current.name)
            if current is None or not again:
                current = new_stage(self._journey, name)
                self._journey = insert_stage(self._journey, current)
                if len(self._journey.stages) > STAGES_MOST:
                    raise FileProblem(f"The table makes more than {STAGES_MOST} stages, which are the most.")
            self._stages[n] = current.id
        if all(is_numbered(name) for name in self._names()) and self._journey.stages:
            for stage in self._journey.stages.values():
                self._journey = update_stage(self._journey, stage.id, name=without_number(stage.name))
            self._notes.append("The numbers in front of the stages' names were left out.")

    def _tell_stages(self, field: str, line: Sequence[str]) -> None:
        for id_, texts in self._by_stage(line).items():
            stage = self._journey.stages[id_]
            if field == SUB_STAGES:
                parts = [entry for text in texts for entry in entries(text)]
                subs = stage.sub_stages
                if len(parts) > _SUB_STAGES_MOST:
                    raise FileProblem(
                        f"The table makes {len(parts):,} sub-stages of one stage; {_SUB_STAGES_MOST} are the most."
                    )
                for part in parts:
                    subs = (*subs, new_sub_stage(stage.model_copy(update={"sub_stages": subs}), part[:NAME_MAX]))
                self._journey = update_stage(self._journey, id_, sub_stages=subs)
            else:
                text = "\n".join(one for one in (cleaned_lines(text) for text in texts) if one)
                if field in ("start", "duration"):
                    text = " ".join(text.split())[:NAME_MAX]
                self._journey = update_stage(self._journey, id_, **{field: text[:TEXT_MAX]})

    def _by_stage(self, line: Sequence[str]) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for n, id_ in self._stages.items():
            if entries(line[n], by_line=False):
                found.setdefault(id_, []).append(line[n])
        return found

    def _make_lane(self, n: int, role: str) -> None:
        line = self._lines.rows[n]
        label = "" if self._reading.labels is None else cleaned(line[self._reading.labels])[:NAME_MAX]
        lane = new_lane(self._journey, role, label or None)
        if label:
            lane = lane.model_copy(update={"hint": ""})
        rest = {place: line[place] for place in self._stages if entries(line[place], by_line=False)}
        if not lane.kind.holds_cards:
            said = self._understood(lane, rest)
            if len(said) * 2 < len(rest):
                # Words, for the most part: one lane of them reads better than two that belong together.
                said = {}
            if said or not rest:
                self._journey = insert_lane(self._journey, lane)
                self._add_values(lane, said)
            rest = {place: text for place, text in rest.items() if place not in said}
            if not rest:
                return
            if said:
                word = "feelings" if lane.kind is LaneKind.EMOTION else "numbers"
                self._notes.append(f"Texts of “{shown(lane.label)}” that are no {word} stand in a lane of their own.")
            # What is neither a feeling nor a number is a card: nothing that was written is lost.
            lane = new_lane(self._journey, role, lane.label).model_copy(update={"kind": LaneKind.CARDS, "hint": ""})
        self._journey = insert_lane(self._journey, lane)
        for place, text in rest.items():
            for entry in entries(cleaned_lines(text), by_line=self._reading.by_line):
                self._cards.append(new_card(self._journey, lane.id, self._stages[place], entry[:TEXT_MAX]))
                if len(self._cards) > CARDS_MOST:
                    raise FileProblem(f"The table makes more than {CARDS_MOST:,} cards, which are the most.")

    def _understood(self, lane: Lane, texts: Mapping[int, str]) -> dict[int, tuple[float, str]]:
        """By place the value of each text that is a feeling or a number, with the words to keep or the unit."""
        if lane.kind is LaneKind.METRIC:
            numbers = {place: number_in(text) for place, text in texts.items()}
            return {place: number for place, number in numbers.items() if number is not None}
        said, scale = feelings_of([cleaned_lines(text) for text in texts.values()])
        if scale and scale != "-2 to +2":
            self._notes.append(f"The numbers of “{shown(lane.label)}” were read as a scale of {scale}.")
        return {place: one for place, one in zip(texts, said, strict=True) if one is not None}

    def _add_values(self, lane: Lane, said: Mapping[int, tuple[float, str]]) -> None:
        together: dict[str, list[int]] = {}
        for place in said:
            together.setdefault(self._stages[place], []).append(place)
        curve = ""
        if lane.kind is LaneKind.EMOTION:
            made = new_curve(self._journey, lane.id)
            self._journey, curve = insert_curve(self._journey, made), made.id
        for stage, places in together.items():
            for n, place in enumerate(places):
                value, words = said[place]
                if lane.kind is LaneKind.METRIC:
                    self._metrics.append(new_metric(self._journey, lane.id, stage, value=value, unit=words))
                else:
                    at, text = (n + 0.5) / len(places), words[:TEXT_MAX]
                    self._points.append(new_point(self._journey, curve, stage, at, value, label=text))


def cleaned_lines(text: str) -> str:
    """A cell's text without the marks of bold type and with line breaks for those of Markdown tables."""
    return "\n".join(cleaned(line) for line in _BREAK.sub("\n", text).splitlines()).strip()
