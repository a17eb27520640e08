"""The tables of a file go in; those that are parts of one map come out as one: a table for each stage, or for each phase."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from cjm_desktop.formats.table import Grid, grid
from cjm_desktop.formats.table_blocks import Block, stacked
from cjm_desktop.formats.table_reading import is_filled
from cjm_desktop.formats.table_words import cleaned, is_stage_word, meaning_of


@dataclass(frozen=True, slots=True)
class Joined:
    """The one table, and how many it was made of; `how` is a sentence for the user."""

    grid: Grid
    how: str
    facts: tuple[tuple[str, str], ...] = field(default=())


def joined(blocks: Sequence[Block]) -> Joined | None:
    """Two or more tables as one, where they look like parts of one map; None else. FileProblem where it is too large."""
    if len(blocks) < 2:
        return None
    facts = tuple(fact for block in blocks for fact in block.facts)
    for join in (_of_pairs, _of_one_head):
        made = join(blocks)
        if made is not None:
            return Joined(made[0], made[1], facts)
    return None


def single(block: Block) -> Grid:
    """A table of pairs with a heading as a map of one stage that is called so; any other table as it is."""
    if _is_pairs(block) and block.heading and not _names_stages(block.grid):
        rows = [row for row in block.grid.rows if not _is_pair_head(row)]
        return grid([("Stage", block.heading), *rows])
    return block.grid


def _of_pairs(blocks: Sequence[Block]) -> tuple[Grid, str] | None:
    """A table of pairs (what, text) for each stage."""
    if not all(_is_pairs(block) for block in blocks):
        return None
    keys: list[str] = []
    columns: list[dict[str, str]] = []
    names: list[str] = []
    for block in blocks:
        column: dict[str, str] = {}
        name = block.heading
        for row in block.grid.rows:
            key = cleaned(row[0])
            if is_stage_word(row[0]) and is_filled(row[1]) and not _is_pair_head(row):
                name = cleaned(row[1])
            elif not _is_pair_head(row):
                column[key] = f"{column[key]}\n{row[1]}" if key in column else row[1]
        keys += [key for key in column if key not in keys]
        columns.append(column)
        names.append(name)
    shared = sum(all(key in column for column in columns) for key in keys)
    if not all(names) or shared * 2 < len(keys):
        return None
    rows = [["Stage", *names], *([key, *(column.get(key, "") for column in columns)] for key in keys)]
    return grid(rows), f"{len(blocks)} tables, one for each stage, were read as one."


def _of_one_head(blocks: Sequence[Block]) -> tuple[Grid, str] | None:
    """Tables with the same first row: of phases of one map, of stages by their headings, or of lanes of one map."""
    head = [cleaned(text).casefold() for text in blocks[0].grid.rows[0]]
    if len(head) < 2 or any([cleaned(text).casefold() for text in one.grid.rows[0]] != head for one in blocks[1:]):
        return None
    rest = [Grid(one.grid.rows[1:], _below(one.grid)) for one in blocks]
    first = blocks[0].grid.rows[0]
    headings = [one.heading for one in blocks]
    if any(is_stage_word(text) for text in first[:2]) or not all(headings) or not _are_lanes(first):
        named = len(set(headings)) == len(blocks) and all(headings) and _are_lanes(first[1:])
        how = f"{len(blocks)} tables with the same headings were read as one."
        if not named:
            return stacked([Grid((first,)), *rest]), how
        rows = [(*row, heading) for heading, part in zip(headings, rest, strict=True) for row in part.rows]
        return grid([(*first, "Section"), *rows]), how
    rows = [(heading, *row) for heading, part in zip(headings, rest, strict=True) for row in part.rows]
    return grid([("Stage", *first), *rows]), f"{len(blocks)} tables, one for each stage, were read as one."


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


def _is_pair_head(row: Sequence[str]) -> bool:
    """Whether a row is the head that Markdown wants of any table (“Element | Details”), and says nothing."""
    return cleaned(row[0]).casefold() in _HEADS or (
        not is_filled(row[0]) and (not is_filled(row[1]) or cleaned(row[1]).casefold() in _VALUES)
    )


def _are_lanes(head: Sequence[str]) -> bool:
    """Whether most of a row's cells are headings of lanes."""
    filled = [text for text in head if is_filled(text)]
    return bool(filled) and sum(bool(meaning_of(text)) for text in filled) * 2 > len(filled)


#: What the head of a table of pairs says.
_HEAD_WORDS = (
    "element aspect attribute field category dimension item property layer row lane what key parameter аспект элемент "
    "параметр категория поле свойство aspekt kategorie merkmal élément catégorie aspecto elemento categoría categoria "
    "要素 项目 項目 항목"
)
_VALUE_WORDS = "details detail description value content notes описание значение детали beschreibung"
_HEADS, _VALUES = frozenset(_HEAD_WORDS.split()), frozenset(_VALUE_WORDS.split())
