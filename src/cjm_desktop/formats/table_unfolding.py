"""A table that says its lanes or stages in two places goes in; a plain one with the same texts comes out, and what to tell.

Such are tables with a column of groups before that of the lanes, and pairs of words that name a stage again and again.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from cjm_desktop.formats.errors import shown
from cjm_desktop.formats.table import Grid, grid
from cjm_desktop.formats.table_blocks import is_pair_head
from cjm_desktop.formats.table_reading import is_filled
from cjm_desktop.formats.table_words import cleaned, fact_named, is_stage_word, meaning_of


@dataclass(frozen=True, slots=True)
class Unfolded:
    """The plain table, what was said of the whole map in it, and sentences for the user."""

    grid: Grid
    facts: tuple[tuple[str, str], ...] = ()
    notes: tuple[str, ...] = ()


def unfolded(table: Grid) -> Unfolded:
    """The table itself where it is plain already."""
    pairs = _of_pairs(table)
    if pairs is not None:
        return pairs
    found = _without_groups(table)
    if found is None:
        turned = _without_groups(table.transposed())
        found = None if turned is None else Unfolded(turned.grid.transposed(), (), turned.notes)
    return found or Unfolded(table)


def _without_groups(table: Grid) -> Unfolded | None:
    """Without a first column that puts the lanes named in the second into groups; None where it has none."""
    if table.size[1] < 4 or table.size[0] < 3:
        return None
    start = _first_lane(table)
    if start is None:
        return None
    body = table.rows[start:]
    labels = [cleaned(row[1]) for row in body]
    groups: list[str] = []
    for row in body:
        groups.append(cleaned(row[0]) if is_filled(row[0]) else groups[-1] if groups else "")
    names = list(dict.fromkeys(groups))
    known = sum(bool(meaning_of(label)) for label in labels)
    # A group holds several lanes, and is called like none of them.
    grouped = not all(groups) or len(names) >= len(body) or any(meaning_of(name) for name in names if name)
    if known * 2 <= len(labels) or not all(labels) or grouped or any(is_stage_word(name) for name in names):
        return None
    counts = Counter(label.casefold() for label in labels)
    called = [
        f"{label} ({group})" if counts[label.casefold()] > 1 else label
        for label, group in zip(labels, groups, strict=True)
    ]
    rows = [
        *(row[1:] for row in table.rows[:start]),
        *((name, *row[2:]) for name, row in zip(called, body, strict=True)),
    ]
    spans = {(row, column - 1): span for (row, column), span in table.spans.items() if column > 0}
    words = ", ".join(f"“{shown(name, 40)}”" for name in names[:6])
    return Unfolded(grid(rows, spans), (), (f"The groups of lanes were left out: {words}.",))


def _first_lane(table: Grid) -> int | None:
    """The row below the stages' names, of which there are one or two."""
    for n, row in enumerate(table.rows[:3]):
        if n and is_filled(row[0]) and is_filled(row[1]) and meaning_of(row[1]) and not meaning_of(row[0]):
            return n
    return None


def _of_pairs(table: Grid) -> Unfolded | None:
    """A table of words and what they say in which several say a stage: a column for each stage."""
    if table.size[1] != 2:
        return None
    rows = [(*_pair(row),) for row in table.rows if not is_pair_head(row)]
    if sum(_begins_stage(key) and is_filled(text) for key, text in rows) < 2:
        return None
    facts: list[tuple[str, str]] = []
    stages: list[tuple[str, dict[str, str]]] = []
    for key, text in rows:
        if _begins_stage(key) and is_filled(text):
            stages.append((text, {}))
        elif not stages:
            if not fact_named(key):
                return None
            facts.append((cleaned(key).rstrip(" :："), text))
        elif is_filled(key):
            said = stages[-1][1]
            said[cleaned(key)] = f"{said[cleaned(key)]}\n{text}" if cleaned(key) in said else text
    keys = list(dict.fromkeys(key for _, said in stages for key in said))
    if not any(meaning_of(key) for key in keys):
        return None
    made = [
        ("Stage", *(name for name, _ in stages)),
        *((key, *(said.get(key, "") for _, said in stages)) for key in keys),
    ]
    return Unfolded(grid(made), tuple(facts), ("Each of the pairs that names a stage begins one.",))


def _begins_stage(key: str) -> bool:
    return is_stage_word(key) and len(key.split()) < 3


def _pair(row: Sequence[str]) -> tuple[str, str]:
    """The word and the text of a row; “Stage: Buy” may stand in one cell."""
    word, colon, rest = row[0].partition(":")
    if not is_filled(row[1]) and colon and rest.strip() and _begins_stage(cleaned(word)):
        return cleaned(word), rest.strip()
    return row[0], row[1]
