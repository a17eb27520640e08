"""The readable table as people changed it and the map of the other sheets go in; the map with those changes comes out.

What the table says is taken where it was changed and the other sheets were not. Where both were, the others win, and that
is told. Stages and lanes are put in, removed, moved and renamed by their columns and rows.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Sequence
from functools import partial

from cjm_desktop.editing.curve import curve_for, free_position, insert_point, new_point, update_curve
from cjm_desktop.editing.document import update_map
from cjm_desktop.editing.lanes import insert_lane, move_lanes, new_lane, remove_lanes, update_lane
from cjm_desktop.editing.lines import update_line
from cjm_desktop.editing.personas import update_persona
from cjm_desktop.editing.stages import insert_stage, move_stages, new_stage, remove_stages, update_stage
from cjm_desktop.editing.sub_stages import add_sub_stage, move_sub_stage, remove_sub_stage, rename_sub_stage
from cjm_desktop.formats.errors import shown
from cjm_desktop.formats.imported import Notes
from cjm_desktop.formats.sheet_cells import CellEdits, Place
from cjm_desktop.formats.sheet_grid import (
    ABOVE,
    BELOW,
    CHART,
    GOALS,
    LANE,
    LINE,
    PARKED,
    PARTS,
    PERSONA,
    STAGES,
    TIME,
    TITLE,
    grid_of,
    place_mark,
)
from cjm_desktop.formats.sheet_marks import Marked, Rows, checksum, plain, read_marks
from cjm_desktop.formats.table_words import meaning_of
from cjm_desktop.model.catalogue import ROLES
from cjm_desktop.model.feelings import feelings_of
from cjm_desktop.model.journey import Journey
from cjm_desktop.model.records import NAME_MAX, TEXT_MAX, LaneKind

_OWN = "own"
#: Whose feelings a row tells, behind its name.
_IN_BRACKETS = re.compile(r"\s*\(([^()]{1,200})\)\s*$")
#: So many rows and columns may be put in, and so many things are told one by one.
_MOST_NEW, _MOST_TOLD = 500, 12


def with_edits(
    journey: Journey, rows: Rows, unknown: Collection[tuple[int, int]] = (), missing: Collection[str] = ()
) -> tuple[Journey, tuple[str, ...]]:
    """The map with what was changed in its readable table (`sheet_marks.is_marked`), and in sentences what was done.

    Cells that are `unknown` (row and column from 0, as in `rows`) are left as they were. Of the tables of the map that are
    `missing` everything is taken that the readable table says, and not only what was changed.
    """
    edits = _Edits(journey, rows, unknown, missing)
    return edits.made(), edits.notes()


def is_changed_elsewhere(journey: Journey, now: Marked) -> bool:
    """Whether the map says anything else of its stages and feelings than its readable table did when it was made."""
    texts = grid_of(journey).texts()
    felt = {LANE + curve.lane for curve in journey.curves.values()}
    return any(
        checksum(texts.get(place, "")) != was
        for place, was in now.was.items()
        if place[0] in felt or place[0] == STAGES
    )


#: The stage and sub-stage that a column shows.
_Column = tuple[str, str | None] | None


class _Edits:
    def __init__(
        self, journey: Journey, rows: Rows, unknown: Collection[tuple[int, int]], missing: Collection[str]
    ) -> None:
        self._journey = self._first = journey
        self._now = read_marks(rows)
        #: Without the row and the column that are hidden.
        self._unknown = {(row - 1, column - 1) for row, column in unknown}
        self._as_written = "cards" in missing
        for place in list(self._now.was):
            row, column = place
            in_lane = self._as_written and ((row.startswith(LANE) and column) or row == PARKED)
            if in_lane or ("stages" in missing and row in (TIME, *GOALS)):
                del self._now.was[place]
        self._texts = grid_of(journey).texts()
        self._notes = Notes()
        self._done: list[str] = []
        self._cells = 0
        #: The stages, sub-stages and lanes in the order of the table.
        self._stages: list[str] = []
        self._parts: list[tuple[str, str]] = []
        self._lanes: list[str] = []
        self._names: list[tuple[int, str]] = []

    def notes(self) -> tuple[str, ...]:
        if self._cells:
            cells = "1 cell was" if self._cells == 1 else f"{self._cells:,} cells were"
            self._done.insert(0, f"{cells} changed")
        if len(self._done) > _MOST_TOLD:
            self._done[_MOST_TOLD:] = [f"{len(self._done) - _MOST_TOLD:,} more changes of the kind"]
        told = (f"Taken from the sheet “Map”: {'; '.join(self._done)}.",) if self._done else ()
        return (*told, *self._notes.sentences())

    def made(self) -> Journey:
        now = self._now
        lanes = [mark for mark in now.rows if mark.startswith(LANE)]
        stages = [mark for mark in now.columns[1:] if mark]
        if STAGES not in now.rows or (not stages and self._first.stages) or (not lanes and self._first.lanes):
            self._notes.add("the sheet “Map” has lost its stages or lanes, so what it says was left out")
            return self._first
        if now.put_in > _MOST_NEW:
            self._notes.add(
                f"more than {_MOST_NEW} rows and columns were put into the sheet “Map”, so what it says was left out"
            )
            return self._first
        head = now.rows.index(STAGES)
        self._rename()
        gone_stages, gone_parts, gone = self._missing_columns()
        gone_lanes = self._missing_lanes(gone)
        places = self._columns(head)
        changes = self._rows_of_lanes(head, places)
        edits = CellEdits(self._journey, self._notes, as_written=self._as_written)
        edits.remove(gone)
        for place, text, line in changes:
            edits.change(place, text, line)
        journey = remove_lanes(remove_stages(edits.made(), gone_stages), gone_lanes)
        for stage, part in gone_parts:
            journey = remove_sub_stage(journey, stage, part)
        self._journey = journey
        self._arrange()
        for row, name in self._names:
            self._take(row, partial(update_persona, self._journey, next(iter(self._journey.personas)), name=name))
        return self._journey

    # What changed

    def _changed(self, row: int, column: int, mark: str, first: str) -> str | None:
        """The text of a cell where it is to be taken; None where it says what it said, or others say something new."""
        if (row, column) in self._unknown:
            return None
        return self._taken(row, mark, first, self._now.cells[row][column])

    def _told(self, row: int, mark: str) -> str | None:
        """The text of a row that tells something of the whole map; its cell may have gone with the column of a stage."""
        if any(line == row for line, _ in self._unknown):
            return None
        text = next((text for text in self._now.cells[row][1:] if text.strip()), "")
        return None if not text and self._whole not in self._now.columns else self._taken(row, mark, self._whole, text)

    def _taken(self, row: int, mark: str, first: str, text: str) -> str | None:
        was, current = self._now.was.get((mark, first)), self._texts.get((mark, first), "")
        if checksum(text) == (was or checksum("")) or plain(text) == plain(current):
            return None
        if checksum(current) != (was or checksum("")):
            remark = (
                "the sheet “Map” says this and the other sheets say something else that is new; the others were taken"
            )
            self._notes.add(remark, row + 2, shown(" ".join(text.split()) or "nothing", 60))
            return None
        self._cells += 1
        return text

    def _take(self, row: int, change: Callable[[], Journey]) -> None:
        try:
            self._journey = change()
        except ValueError as problem:
            self._notes.add(f"a text of the sheet “Map” was not taken: {str(problem).rstrip('.')}", row + 2)

    def _rename(self) -> None:
        """Texts of the map, of its stages, and the labels of its lanes."""
        now = self._now
        for row, mark in enumerate(now.rows):
            id_ = mark.removeprefix(LANE)
            if mark == TITLE:
                self._about("title", row, self._changed(row, 0, mark, ""))
            elif mark == PERSONA or mark in ABOVE or mark in BELOW:
                self._about(mark, row, self._told(row, mark))
            elif mark.startswith(LANE) and id_ in self._journey.lanes:
                label = self._changed(row, 0, mark, "")
                if label is not None:
                    self._take(row, partial(update_lane, self._journey, id_, label=_line(label)))
            elif mark.startswith(LINE) and mark.removeprefix(LINE) in self._journey.lines:
                label = self._changed(row, 0, mark, "")
                if label is not None:
                    self._take(row, partial(update_line, self._journey, mark.removeprefix(LINE), label=_line(label)))
            elif mark in (STAGES, PARTS, TIME, *GOALS):
                for column, place in enumerate(now.columns):
                    if column and place:
                        self._rename_stage(row, column, mark, place)

    @property
    def _whole(self) -> str:
        """The mark of the column in which that stands which is told of the whole map."""
        return self._now.first_columns[1] if len(self._now.first_columns) > 1 else ""

    def _about(self, field: str, row: int, text: str | None) -> None:
        if text is None:
            return
        if field != PERSONA:
            value = _line(text) if field == "title" else text.strip()
            self._take(row, partial(update_map, self._journey, **{field: value}))
        elif len(self._journey.personas) == 1:
            self._names.append((row, _line(text)))
        else:
            self._cells -= 1
            remark = "the names of personas are changed on the sheet “Personas”; this was left out"
            self._notes.add(remark, row + 2, shown(text, 60))

    def _rename_stage(self, row: int, column: int, mark: str, place: str) -> None:
        id_, _, part = place.partition("/")
        stage = self._journey.stages.get(id_)
        first = next((one for one in self._now.first_columns if one.partition("/")[0] == id_), "")
        if stage is None or (mark != PARTS and place != first):
            return
        if mark == PARTS and not any(one.id == part for one in stage.sub_stages):
            return
        text = self._changed(row, column, mark, place)
        if text is None:
            return
        if mark == STAGES:
            self._take(row, partial(update_stage, self._journey, id_, name=_line(text)))
        elif mark == PARTS:
            self._take(row, partial(rename_sub_stage, self._journey, id_, part, _line(text)))
        elif mark == TIME:
            start, dot, duration = (word.strip() for word in text.partition("·"))
            if not dot and not (stage.start.strip() and not stage.duration.strip()):
                start, duration = "", start
            self._take(row, partial(update_stage, self._journey, id_, start=start, duration=duration))
        else:
            self._take(row, partial(update_stage, self._journey, id_, **{mark: text.strip()}))

    # Columns

    def _missing_columns(self) -> tuple[list[str], list[tuple[str, str]], list[Place]]:
        """The stages and the sub-stages of which the columns were removed, and the places that went with them."""
        now = self._now
        left = {mark.partition("/")[0] for mark in now.columns if mark}
        stages: list[str] = []
        parts: list[tuple[str, str]] = []
        places: list[Place] = []
        for mark in now.first_columns:
            id_, _, part = mark.partition("/")
            stage = self._journey.stages.get(id_)
            if not mark or mark in now.columns or stage is None:
                continue
            if self._is_new_elsewhere(mark):
                remark = (
                    "a column was removed from the sheet “Map” of which the other sheets say something new; it was kept"
                )
                self._notes.add(remark, 0)
                continue
            places += [(lane, id_, part or None) for lane in self._journey.lanes]
            name = shown(stage.name, 60)
            if id_ not in left:
                if id_ not in stages:
                    stages.append(id_)
                    self._done.append(f"the stage “{name}” was removed")
            elif any(one.id == part for one in stage.sub_stages):
                parts.append((id_, part))
                self._done.append(f"a sub-stage of “{name}” was removed")
            else:
                self._done.append(f"what stood in “{name}” as a whole was removed")
        return stages, parts, places

    def _is_new_elsewhere(self, column: str) -> bool:
        """Whether other sheets say something new of a column that was removed from this one."""
        return any(
            checksum(self._texts.get(place, "")) != was for place, was in self._now.was.items() if place[1] == column
        )

    def _missing_lanes(self, places: list[Place]) -> list[str]:
        """The lanes of which the rows were removed; their places are added to the others that are gone."""
        gone = []
        for mark in self._now.first_rows:
            id_ = mark.removeprefix(LANE)
            if mark.startswith(LANE) and mark not in self._now.rows and id_ in self._journey.lanes:
                for stage in self._journey.stages.values():
                    places += [(id_, stage.id, part) for part in (None, *(one.id for one in stage.sub_stages))]
                gone.append(id_)
                self._done.append(f"the lane “{shown(self._journey.lanes[id_].label, 60)}” was removed")
        return gone

    def _columns(self, head: int) -> list[_Column]:
        """By column the stage and sub-stage that stands there; those that were put in are made."""
        now = self._now
        parts = now.rows.index(PARTS) if PARTS in now.rows else None
        found: list[_Column] = [None]
        for column, mark in enumerate(now.columns[1:], 1):
            id_, _, part = mark.partition("/")
            stage = self._journey.stages.get(id_)
            if mark:
                known = stage is not None and (not part or any(one.id == part for one in stage.sub_stages))
                found.append((id_, part or None) if known else None)
                continue
            name = _line(now.cells[head][column])
            part_name = _line(now.cells[parts][column]) if parts is not None else ""
            behind = next((place for place in reversed(found) if place is not None), None)
            if not name and part_name and behind is not None:
                self._journey, made = add_sub_stage(self._journey, behind[0], part_name)
                found.append((behind[0], made))
                self._done.append(f"the sub-stage “{shown(part_name, 60)}” was added")
            elif any(row[column].strip() for row in now.cells):
                stage = new_stage(self._journey, name)
                after = (mark.partition("/")[0] for mark in now.columns[column + 1 :])
                known_after = (
                    one for one in after if one in self._journey.stages and (behind is None or one != behind[0])
                )
                self._journey = insert_stage(self._journey, stage, next(known_after, None))
                found.append((stage.id, None))
                self._done.append(f"the stage “{shown(name, 60)}” was added")
            else:
                found.append(None)
        self._stages = list(dict.fromkeys(place[0] for place in found if place is not None))
        self._parts = [(place[0], place[1]) for place in found if place is not None and place[1] is not None]
        return found

    # Rows

    def _rows_of_lanes(self, head: int, columns: Sequence[_Column]) -> list[tuple[Place, str, int]]:
        """Where something else is said now, and in which row; lanes that were put in are made."""
        now = self._now
        last = max(n for n, mark in enumerate(now.rows) if mark.startswith((LANE, CHART, LINE)) or n == head)
        end = next((n for n, mark in enumerate(now.rows) if n > last and mark), len(now.rows))
        changes: list[tuple[Place, str, int]] = []
        for row, (mark, cells) in enumerate(zip(now.rows, now.cells, strict=True)):
            lane = mark.removeprefix(LANE)
            written = [text for text in cells if text.strip()]
            if mark == PARKED:
                text = self._told(row, mark)
                if text is not None:
                    changes.append(((None, None, None), text, row + 2))
                continue
            if not mark and written and not head < row < end:
                remark = "this row of the sheet “Map” is not part of its table and was left out"
                self._notes.add(remark, row + 2, shown(" ".join(written[0].split()), 60))
                continue
            new = not mark and bool(written)
            if new:
                lane = self._new_lane(_line(cells[0]), row)
                if self._felt(lane, cells, columns):
                    continue
            elif not mark.startswith(LANE) or lane not in self._first.lanes:
                continue
            self._lanes.append(lane)
            for column, place in enumerate(columns):
                if place is not None:
                    fresh = new or not now.columns[column]
                    told = cells[column] if fresh else self._changed(row, column, mark, now.columns[column])
                    if told is not None and (told.strip() or not fresh):
                        changes.append(((lane, *place), told, row + 2))
        return changes

    def _new_lane(self, label: str, row: int) -> str:
        role = meaning_of(label)
        lane = new_lane(self._journey, role if role in ROLES else _OWN, label)
        # What people write into a new row are words, whatever it is called.
        kind = lane.kind if lane.kind.holds_cards else LaneKind.CARDS
        lane = lane.model_copy(update={"hint": "", "kind": kind})
        below = (mark.removeprefix(LANE) for mark in self._now.rows[row:] if mark.startswith(LANE))
        before = next((one for one in below if one in self._journey.lanes), None)
        self._journey = insert_lane(self._journey, lane, before)
        self._done.append(f"the lane “{shown(label, 60)}” was added")
        return lane.id

    def _felt(self, lane: str, cells: Sequence[str], columns: Sequence[_Column]) -> bool:
        """Makes a curve of a row that was put in and says feelings; False where it says anything else."""
        label = self._journey.lanes[lane].label
        places = [(n, place[0]) for n, place in enumerate(columns) if place is not None and cells[n].strip()]
        said, scale = feelings_of([cells[n] for n, _ in places])
        bare = _IN_BRACKETS.sub("", label)
        if ROLES.get(meaning_of(bare), ROLES[_OWN]).kind is not LaneKind.EMOTION or None in said or not said:
            return False
        self._lanes.append(lane)
        role = ROLES["emotions"]
        self._journey = update_lane(self._journey, lane, kind=role.kind, role=role.key)
        people = {plain(one.name).casefold(): one.id for one in self._journey.personas.values() if one.name.strip()}
        words = _IN_BRACKETS.search(label)
        person = people.get(plain(words[1]).casefold()) if words is not None else None
        self._journey, curve = curve_for(self._journey, lane, person)
        if words is not None and person is None:
            self._journey = update_curve(self._journey, curve, persona=None, label=_line(words[1]))
        for (n, stage), one in zip(places, said, strict=True):
            if one is not None:
                taken = [
                    point.position
                    for point in self._journey.points.values()
                    if (point.curve, point.stage) == (curve, stage)
                ]
                text = cells[n] if plain(cells[n]) != plain(one[1]) else ""
                made = new_point(
                    self._journey,
                    curve,
                    stage,
                    free_position(taken, 0.5),
                    one[0],
                    label=one[1],
                    original=text[:TEXT_MAX],
                )
                self._journey = insert_point(self._journey, made)
        if scale:
            self._notes.add(f"numbers of a new row of feelings were read as a scale of {scale}")
        return True

    # Order

    def _arrange(self) -> None:
        """Stages, sub-stages and lanes stand as in the table, where it was this that changed their order."""
        now, first = self._now, self._first
        were = list(dict.fromkeys(mark.partition("/")[0] for mark in now.first_columns if mark))
        if self._is_moved(self._stages, were, list(first.stages), "stages"):
            for id_ in (*self._stages, *(id_ for id_ in self._journey.stages if id_ not in self._stages)):
                if id_ in self._journey.stages:
                    self._journey = move_stages(self._journey, [id_])
        parts = [place_mark(stage, part) for stage, part in self._parts]
        if parts != [mark for mark in now.first_columns if mark in parts]:
            for stage, part in self._parts:
                if any(one.id == part for one in self._journey.stages[stage].sub_stages):
                    self._journey = move_sub_stage(self._journey, stage, part)
        were = [mark.removeprefix(LANE) for mark in now.first_rows if mark.startswith(LANE)]
        if self._is_moved(self._lanes, were, list(first.lanes), "lanes"):
            for id_ in (*self._lanes, *(id_ for id_ in self._journey.lanes if id_ not in self._lanes)):
                if id_ in self._journey.lanes:
                    self._journey = move_lanes(self._journey, [id_])

    def _is_moved(self, here: Sequence[str], were: Sequence[str], others: Sequence[str], what: str) -> bool:
        """Whether the table has an order that it did not have; told where the other sheets have a new one as well."""
        both = set(here) & set(were) & set(others)
        mine, old, theirs = ([id_ for id_ in order if id_ in both] for order in (here, were, others))
        if mine in (old, theirs):
            return False
        if theirs != old:
            remark = (
                f"the {what} stand in new orders on the sheet “Map” and on the others; that of the others was taken"
            )
            self._notes.add(remark)
            return False
        self._done.append(f"the {what} were put in another order")
        return True


def _line(text: str) -> str:
    return " ".join(text.split())[:NAME_MAX]
