"""The tables of a file go in; those that are parts of one map come out as one: a table for each stage, or for each phase."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from cjm_desktop.formats.table import Grid, grid
from cjm_desktop.formats.table_blocks import Block, is_pair_head, stacked
from cjm_desktop.formats.table_reading import STAGE_FIELDS, is_filled
from cjm_desktop.formats.table_words import cleaned, fact_named, is_stage_word, meaning_of
from cjm_desktop.model.catalogue import ROLES


@dataclass(frozen=True, slots=True)
class Joined:
    """One table, and the places of those that it was made of; `how` is a sentence for the user."""

    grid: Grid
    how: str
    parts: tuple[int, ...]
    facts: tuple[tuple[str, str], ...] = field(default=())


def joined(blocks: Sequence[Block]) -> tuple[Joined, ...]:
    """Tables that look like parts of one map as one: all of them or, where that cannot be, those of one head.

    FileProblem where one becomes too large.
    """
    whole = _joined(blocks, range(len(blocks)))
    if whole is not None:
        return (whole,)
    found = (_joined(blocks, places) for places in _alike(blocks) if len(places) < len(blocks))
    return tuple(one for one in found if one is not None)


def _alike(blocks: Sequence[Block]) -> list[list[int]]:
    """The places of tables with the same head, and of tables of pairs that mostly say the same things."""
    heads: dict[tuple[str, ...], list[int]] = {}
    pairs: list[tuple[set[str], list[int]]] = []
    for n, block in enumerate(blocks):
        if not (_is_pairs(block) and block.heading):
            heads.setdefault(tuple(_head(block.grid)), []).append(n)
            continue
        keys = {cleaned(row[0]).casefold() for row in block.grid.rows if not is_pair_head(row)}
        same = next((places for other, places in pairs if 2 * len(keys & other) >= min(len(keys), len(other))), None)
        if same is None:
            pairs.append((keys, [n]))
        else:
            same.append(n)
    return sorted([*heads.values(), *(places for _, places in pairs)])


def _joined(blocks: Sequence[Block], places: Sequence[int]) -> Joined | None:
    if len(places) < 2:
        return None
    chosen = [blocks[n] for n in places]
    shared = [fact for fact in chosen[0].facts if all(fact in block.facts for block in chosen)]
    # What is said of one part only, and is what a lane can hold, is a cell of that part.
    own = [
        {word: text for word, text in block.facts if (word, text) not in shared and _names_a_lane(word)}
        for block in chosen
    ]
    for join in (_of_pairs, _of_one_head):
        made = join(chosen, own)
        if made is not None:
            table, how, taken = made
            facts = dict.fromkeys(
                (word, text)
                for block, cells in zip(chosen, own, strict=True)
                for word, text in block.facts
                if not (taken and cells.get(word) == text)
            )
            return Joined(table, how, tuple(places), tuple(facts))
    return None


def _names_a_lane(word: str) -> bool:
    return meaning_of(word) in (*ROLES, *STAGE_FIELDS) and fact_named(word) not in (
        "persona",
        "scenario",
        "title",
        "note",
    )


def single(block: Block) -> Grid:
    """A table of pairs with a heading as a map of one stage that is called so; any other table as it is."""
    if _is_pairs(block) and block.heading and not _names_stages(block.grid):
        rows = [row for row in block.grid.rows if not is_pair_head(row)]
        return grid([("Stage", block.heading), *rows])
    return block.grid


#: A table, how it was made, and whether the cells that were told outside of the parts are in it.
_Made = tuple[Grid, str, bool]


def _of_pairs(blocks: Sequence[Block], own: Sequence[Mapping[str, str]]) -> _Made | None:
    """A table of pairs (what, text) for each stage."""
    if not all(_is_pairs(block) for block in blocks):
        return None
    keys: list[str] = []
    columns: list[dict[str, str]] = []
    names: list[str] = []
    for block, cells in zip(blocks, own, strict=True):
        column: dict[str, str] = dict(cells)
        name = block.heading
        for row in block.grid.rows:
            key = cleaned(row[0])
            if is_stage_word(row[0]) and is_filled(row[1]) and not is_pair_head(row):
                name = cleaned(row[1])
            elif not is_pair_head(row):
                column[key] = f"{column[key]}\n{row[1]}" if key in column else row[1]
        keys += [key for key in column if key not in keys]
        columns.append(column)
        names.append(name)
    shared = sum(all(key in column for column in columns) for key in keys)
    if not all(names) or not (shared * 2 >= len(keys) or (shared and _are_stages(blocks, keys))):
        return None
    rows = [["Stage", *names], *([key, *(column.get(key, "") for column in columns)] for key in keys)]
    return grid(rows), f"{len(blocks)} tables, one for each stage, were read as one.", True


def _are_stages(blocks: Sequence[Block], keys: Sequence[str]) -> bool:
    """Whether tables of pairs that say different things are stages all the same: each has a name, and all keys are lanes."""
    names = [cleaned(block.heading) for block in blocks]
    return len(set(names)) == len(names) and all(map(meaning_of, keys)) and not _are_maps(blocks)


def _of_one_head(blocks: Sequence[Block], own: Sequence[Mapping[str, str]]) -> _Made | None:
    """Tables with the same first row: of phases of one map, of stages by their headings, or of lanes of one map."""
    head = _head(blocks[0].grid)
    if len(head) < 2 or any(_head(one.grid) != head for one in blocks[1:]):
        return None
    if all(_is_pairs(block) and block.heading and is_pair_head(block.grid.rows[0]) for block in blocks):
        # “Aspect | Details” above pairs of different maps says nothing that they share.
        return None
    rest = [Grid(one.grid.rows[1:], _below(one.grid)) for one in blocks]
    first = blocks[0].grid.rows[0]
    headings = [one.heading for one in blocks]
    if any(is_stage_word(text) for text in first[:2]) or not all(headings) or not _are_lanes(first):
        if _are_maps(blocks):
            return None
        named = len(set(headings)) == len(blocks) and all(headings) and _are_lanes(first[1:])
        how = f"{len(blocks)} tables with the same headings were read as one."
        if not named:
            return stacked([Grid((first,)), *rest]), how, False
        rows = [(*row, heading) for heading, part in zip(headings, rest, strict=True) for row in part.rows]
        return grid([(*first, "Section"), *rows]), how, False
    more = list(dict.fromkeys(word for cells in own for word in cells if cleaned(word).casefold() not in head))
    rows = []
    for heading, part, cells in zip(headings, rest, own, strict=True):
        told = tuple(cells.get(word, "") for word in more)
        rows += [(heading, *row, *(told if n == 0 else ("",) * len(more))) for n, row in enumerate(part.rows)]
    how = f"{len(blocks)} tables, one for each stage, were read as one."
    return grid([("Stage", *first, *more), *rows]), how, True


def _head(one: Grid) -> list[str]:
    return [cleaned(text).casefold() for text in one.rows[0]]


def _are_maps(blocks: Sequence[Block]) -> bool:
    """Whether tables with the same head are maps of their own: of several personas, say, with the same stages."""
    names = [{cleaned(row[0]).casefold() for row in block.grid.rows[1:] if is_filled(row[0])} for block in blocks]
    if any(one & other for one, other in pairwise(names)) and all(block.beside for block in blocks):
        return True
    for one, other in pairwise(names):
        if 2 * len(one & other) > min(len(one), len(other)):
            return True
    if all(_CODE.match(cleaned(block.heading)) for block in blocks) or any(
        _MAPS.search(one) for one in blocks[0].path[:-1]
    ):
        return True
    journeys = [_JOURNEY.search(cleaned(block.heading)) for block in blocks]
    if not all(journeys):
        return False
    numbered = all(found is not None and found.group(2) for found in journeys)
    return numbered or any(one & other for one, other in pairwise(names))


def _below(one: Grid) -> dict[tuple[int, int], tuple[int, int]]:
    return {(row - 1, column): span for (row, column), span in one.spans.items() if row > 0}


def _is_pairs(block: Block) -> bool:
    """Whether the table has two columns, of which the first says what the second is."""
    if block.grid.size[1] != 2:
        return False
    words = [row[0] for row in block.grid.rows]
    return sum(bool(meaning_of(word)) for word in words) * 2 >= len(words) - 1 > 0


def _names_stages(one: Grid) -> bool:
    return any(is_stage_word(row[0]) for row in one.rows)


def _are_lanes(head: Sequence[str]) -> bool:
    """Whether most of a row's cells are headings of lanes."""
    filled = [text for text in head if is_filled(text)]
    return bool(filled) and sum(bool(meaning_of(text)) for text in filled) * 2 > len(filled)


#: A heading that speaks of one journey among others; perhaps with its number.
_JOURNEY = re.compile(
    r"(journey|persona|scenario|user|путь|персона|сценарий|parcours|reise|szenario|jornada|recorrido|escenario|viaje|旅程|用户|"
    r"画像|ペルソナ|シナリオ|ジャーニー|여정|페르소나|hành trình|رحلة|यात्रा)(\s*[#№]?\s*(?:\d{1,2}|[A-Z])\b)?",
    re.IGNORECASE,
)
#: A heading that numbers journeys by letters (“UJ-01”), and one above that says there are several.
_CODE = re.compile(r"(?:uj|cj|cjm|us|uc|j|p)[-_ ]?\d{1,3}\b", re.IGNORECASE)
_MAPS = re.compile(
    r"\b(?:journeys|journey maps|personas|scenarios|пути|персоны|сценарии|parcours|jornadas|recorridos)\b",
    re.IGNORECASE,
)
