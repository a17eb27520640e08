"""The rows of the program's own tables go in; rows of what others only name, where the list that tells of it is missing, come out.

A list is missing where somebody deleted its sheet, or saved another one alone. What the readable table shows of stages and
lanes is taken from there, anything else from the names in the rows.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from cjm_desktop.formats.imported import Notes
from cjm_desktop.formats.sheet_columns import BY_WORD, ID, KINDS, PARTS, Kind, listed
from cjm_desktop.formats.sheet_grid import CHART, LANE, STAGES
from cjm_desktop.formats.sheet_grid import PARTS as PART_NAMES
from cjm_desktop.formats.sheet_marks import Marked, plain
from cjm_desktop.formats.table_words import meaning_of
from cjm_desktop.model.catalogue import CHANNELS, ROLES
from cjm_desktop.model.records import LaneKind

#: The lists of which others name things, and what their rows are.
_LISTS = {"stages": "stage", "lanes": "lane", "curves": "curve", "personas": "persona", "channels": "channel"}


@dataclass(slots=True)
class Row:
    """A row of a table: its kind, its cells by heading, its line from 1 (0: none), its id once it has one."""

    kind: Kind
    cells: dict[str, str]
    line: int
    id: str = ""
    sheet: str = ""  #: behind sentences about the row, where there are several


def missing_lists(rows: Sequence[Row], heads: Sequence[Collection[str]]) -> frozenset[str]:
    """The tables of a map, as `journey.TABLES` calls them, of which no row and no table with their headings (`heads`) is there.

    Where neither the map nor its stages are told, a sheet was saved alone: then all that have no row are missing.
    """
    held = {row.kind.table for row in rows}
    alone = held.isdisjoint(("", "stages"))
    return frozenset(
        kind.table
        for kind in KINDS
        if kind.table not in held and (alone or not any(_tells_of(kind, head) for head in heads))
    )


def named_rows(rows: Sequence[Row], missing: Collection[str], shown: Marked | None, notes: Notes) -> Iterator[Row]:
    """Rows of the lists that are `missing`; `shown` is the readable table, if there is one."""
    emotions = Row(BY_WORD["lane"], {"Name": "Emotions", "Type": "emotion", "Role": "emotions"}, 0)
    lane_of_curves = {"Lane": emotions.cells["Name"]}
    for row in _shown_rows("lanes", shown) if shown is not None else ():
        if row.cells["Type"] == "emotion":
            lane_of_curves = {"Lane": row.cells["Name"], "Lane id": row.cells[ID]}
            break
    for table, word in _LISTS.items():
        if table not in missing:
            continue
        found = {row.cells[ID]: row for row in _shown_rows(table, shown)} if shown is not None else {}
        by_name = {plain(row.cells["Name"]).casefold() for row in found.values()}
        where = "on the sheet “Map”" if found else "in the rows"
        for row in rows:
            for column in row.kind.columns:
                name, id_ = row.cells.get(column.heading, ""), row.cells.get(column.ids, "").strip()
                # A channel without an id may be one of the catalogue, or a slip.
                known = table == "channels" and (id_ in CHANNELS or (not id_ and "" not in missing))
                if column.names == table and name.strip() and not known:
                    if not id_ and plain(name).casefold() in by_name:
                        continue
                    cells = {"Name": name, ID: id_}
                    if table == "lanes":
                        cells |= _lane_cells(name, row.kind.table)
                    elif table == "curves":
                        cells |= lane_of_curves
                    key = id_ or "\0" + plain(name).casefold()
                    found.setdefault(key, Row(BY_WORD[word], cells, 0))
        if found:
            notes.add(f"there is no list of {table}, so they were made of the names {where}")
            yield from found.values()
            if table == "curves" and "lanes" in missing and shown is None:
                yield emotions


def _tells_of(kind: Kind, head: Collection[str]) -> bool:
    """Whether a table with these headings has rows of a kind, as far as more than half of its columns tell."""
    headings = {column.heading for column in kind.columns}
    return 2 * len(headings.intersection(head)) > len(headings)


def _shown_rows(table: str, shown: Marked) -> Iterator[Row]:
    """The stages or lanes of the readable table."""
    if table == "lanes":
        charts = {mark.removeprefix(CHART) for mark in shown.rows if mark.startswith(CHART)}
        for mark, cells in zip(shown.rows, shown.cells, strict=True):
            id_ = mark.removeprefix(LANE)
            if mark.startswith(LANE):
                kinds = {"Type": "emotion", "Role": "emotions"} if id_ in charts else _lane_cells(cells[0], "cards")
                yield Row(BY_WORD["lane"], {"Name": cells[0], ID: id_, **kinds}, 0)
    if table != "stages" or STAGES not in shown.rows:
        return
    names = shown.cells[shown.rows.index(STAGES)]
    below = shown.cells[shown.rows.index(PART_NAMES)] if PART_NAMES in shown.rows else [""] * len(names)
    made: dict[str, tuple[str, dict[str, str]]] = {}
    for mark, name, part_name in zip(shown.columns[1:], names[1:], below[1:], strict=True):
        id_, _, part = mark.partition("/")
        if id_:
            parts = made.setdefault(id_, (name, {}))[1]
            if part:
                parts[part] = part_name
    for id_, (name, parts) in made.items():
        told = {"Sub-stages": listed(list(parts.values())), PARTS: listed(list(parts))} if parts else {}
        yield Row(BY_WORD["stage"], {"Name": name, ID: id_, **told}, 0)


def _lane_cells(name: str, table: str) -> dict[str, str]:
    """Type and role of a lane of which only the name and what stands in it are known."""
    role = ROLES["metrics"] if table == "metrics" else ROLES.get(meaning_of(name), ROLES["own"])
    kind = role.kind if role.kind.holds_cards or table == "metrics" else LaneKind.CARDS
    return {"Type": kind.value, "Role": role.key}
