"""The cells of a sheet go in; its tables come out one by one, each with what stands above it: a heading, or facts on the map."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from cjm_desktop.formats.patience import go_on
from cjm_desktop.formats.table import Grid, grid
from cjm_desktop.formats.table_judging import is_head
from cjm_desktop.formats.table_reading import is_filled
from cjm_desktop.formats.table_words import cleaned, fact_named, is_stage_word, meaning_of
from cjm_desktop.model.records import NAME_MAX

#: A sheet is not cut into more tables than this.
_MOST = 200
#: A longer text is a sentence, no heading.
_LONG = 60


@dataclass(frozen=True, slots=True)
class Block:
    """A table, trimmed, the heading above it, and what pairs of words around it say of the whole map.

    A text around the tables that is neither stands among the facts as well, with nothing for its word. `path` holds all
    headings that the table stands under, from the top, where a text has several levels of them. `beside` says whether
    another table stands to its left or right, `notes` what was left out of it.
    """

    grid: Grid
    heading: str = ""
    facts: tuple[tuple[str, str], ...] = field(default=())
    path: tuple[str, ...] = field(default=())
    beside: bool = False
    notes: tuple[str, ...] = field(default=())


def blocks_of(sheet: Grid) -> tuple[Block, ...]:
    """The tables of a sheet, from top to bottom and left to right; pairs that stand alone go with the first of them."""
    found: list[Block] = []
    heading = ""
    facts: list[tuple[str, str]] = []
    for part in _parts(sheet.trimmed()):
        part, said, pairs = _without_head(part)
        if part.size[0] * part.size[1] < 2 and part.rows:
            said = cleaned(part.rows[0][0])[:NAME_MAX]
        if said and heading:
            facts.append(_said(heading))
        heading, facts = said or heading, facts + pairs
        if part.size[0] * part.size[1] < 2:
            continue
        if are_facts(part):
            facts += facts_of(part)
            continue
        found.append(Block(part, heading, tuple(facts)))
        heading, facts = "", []
    if heading and found:
        facts.append(_said(heading))
    if facts and found:
        first = found[0]
        found[0] = Block(first.grid, first.heading, (*first.facts, *facts))
    return tuple(found)


def _parts(sheet: Grid) -> list[Grid]:
    """The sheet cut at blank rows and columns, but where what follows is no table of its own, not."""
    rows = _joined(_cut(sheet))
    found: list[Grid] = []
    for part in rows:
        columns = [one.transposed().trimmed() for one in _cut(part.transposed())]
        apart = len(columns) > 1 and all(one.size[1] > 1 and _is_headed(one) for one in columns)
        found += columns if apart else [part]
    return found[:_MOST]


def _cut(sheet: Grid) -> list[Grid]:
    """Between blank rows."""
    found: list[Grid] = []
    start: int | None = None
    for n in range(len(sheet.rows) + 1):
        go_on()
        blank = n == len(sheet.rows) or not any(text.strip() for text in sheet.rows[n])
        # Within a merged cell nothing is cut.
        within = any(top < n < top + high for (top, _), (high, _) in sheet.spans.items() if high > 1)
        if not blank and start is None:
            start = n
        elif blank and not within and start is not None:
            found.append(_rows(sheet, start, n))
            start = None
    return found


def _rows(sheet: Grid, start: int, stop: int) -> Grid:
    spans = {(row - start, column): span for (row, column), span in sheet.spans.items() if start <= row < stop}
    return Grid(sheet.rows[start:stop], spans)


def _joined(parts: Sequence[Grid]) -> list[Grid]:
    """Parts that have no head of their own are more of the part above: rows are often set apart by blank ones."""
    found: list[Grid] = []
    for part in parts:
        trimmed = part.trimmed()
        joins = (
            found
            and found[-1].trimmed().size[1] > 1
            and not are_facts(found[-1].trimmed())
            and not _is_headed(trimmed)
            and not are_facts(trimmed)
            and trimmed.size[1] > 1
            and not _is_foreign(trimmed, found[-1].trimmed())
            and not _begins_again(trimmed, found[-1].trimmed())
        )
        if joins:
            above = found[-1]
            spans = {(row + len(above.rows), column): span for (row, column), span in part.spans.items()}
            found[-1] = Grid(above.rows + part.rows, {**above.spans, **spans})
        else:
            found.append(part)
    return [part.trimmed() for part in found]


def _is_foreign(part: Grid, above: Grid) -> bool:
    """Whether a part is narrower by far than the table above, and none of its lines is called as one of a map is."""
    return part.size[1] * 3 <= above.size[1] * 2 and not any(meaning_of(row[0]) for row in part.rows)


def _begins_again(part: Grid, above: Grid) -> bool:
    """Whether a part has names of stages at its head, with an empty corner, and then lanes that are called as those above."""
    head, *rows = part.rows
    if is_filled(head[0]) or sum(map(is_filled, head)) < 2 or any(len(text) > _LONG for text in head):
        return False
    labels = {cleaned(row[0]).casefold() for row in above.rows if is_filled(row[0])}
    return any(cleaned(row[0]).casefold() in labels for row in rows if is_filled(row[0]))


def _is_headed(part: Grid) -> bool:
    """Whether a part begins with a head of its own: a word for stages, or headings of lanes across or a stage's name alone."""
    _, heading, facts = _without_head(part)
    if heading or facts:
        return True
    if not part.rows:
        return False
    first = [text for text in part.rows[0] if is_filled(text)]
    if any(is_stage_word(text) and len(text) <= _LONG for text in part.rows[0][:2]):
        return True
    known = sum(bool(meaning_of(text) or fact_named(text) or is_head(text)) for text in first)
    return len(first) > 1 and known * 2 > len(first) and len(part.rows) > 1


def _without_head(part: Grid) -> tuple[Grid, str, list[tuple[str, str]]]:
    """The part without lines above its table that hold one text only, or a pair that is a fact; the text; the facts."""
    heading = ""
    facts: list[tuple[str, str]] = []
    n = 0
    while n < len(part.rows) and part.size[1] > 1:
        filled = [text for text in part.rows[n] if is_filled(text)]
        if len(filled) == 1 and n + 1 < len(part.rows) and part.rows[n].index(filled[0]) <= 1:
            pair = _inline(filled[0])
            # A word alone in the first column may be a lane that is empty yet.
            if pair is not None:
                facts.append(pair)
            elif n == 0 and not meaning_of(filled[0]) and not is_stage_word(filled[0]):
                heading = cleaned(filled[0])[:NAME_MAX]
            else:
                break
        elif len(filled) == 2 and part.size[1] > 2 and fact_named(filled[0]):
            facts.append((_word(filled[0]), filled[1].strip()))
        elif filled:
            break
        n += 1
    if n == 0:
        return part, "", []
    return _rows(part, n, len(part.rows)).trimmed(), heading, facts


def _inline(text: str) -> tuple[str, str] | None:
    """A fact in one cell: “Persona: Masha”."""
    word, colon, rest = text.partition(":")
    return (_word(word), rest.strip()) if colon and rest.strip() and len(word) < 40 and fact_named(word) else None


def _said(text: str) -> tuple[str, str]:
    """A text that stands alone as a fact: “Source: interviews”, or one without a word for it."""
    word, colon, rest = text.partition(":")
    return (_word(word), rest.strip()) if colon and rest.strip() and not rest.startswith("//") else ("", text)


def are_facts(part: Grid) -> bool:
    """Whether a part is pairs of which most are facts on the map, with none that names stages.

    Where its head says that it is fields and values, fewer of them will do, as long as most name no lanes.
    """
    if part.size[1] != 2 or not part.rows:
        return False
    words = [row[0] for row in part.rows if not is_pair_head(row)]
    known = sum(bool(fact_named(word) or _inline(word)) for word in words)
    if any(map(is_stage_word, (word for word in words if not fact_named(word) and len(word.split()) < 2))):
        return False
    lanes = sum(bool(meaning_of(word)) and not fact_named(word) for word in words)
    headed = len(words) < len(part.rows) and known * 3 >= len(words) > lanes * 2
    return known * 2 > len(words) or headed


def is_pair_head(row: Sequence[str]) -> bool:
    """Whether a row is the head that Markdown wants of any table (“Element | Details”), and says nothing."""
    return cleaned(row[0]).casefold() in _HEADS or (
        not is_filled(row[0]) and (not is_filled(row[1]) or cleaned(row[1]).casefold() in _VALUES)
    )


def facts_of(part: Grid) -> list[tuple[str, str]]:
    """The pairs of a table that `are_facts`."""
    return [_inline(row[0]) or (_word(row[0]), row[1].strip()) for row in part.rows]


def _word(text: str) -> str:
    return cleaned(text).rstrip(" :：")


def stacked(grids: Sequence[Grid]) -> Grid:
    """One below the other; spans go along. FileProblem where that is too large."""
    rows: list[tuple[str, ...]] = []
    spans: dict[tuple[int, int], tuple[int, int]] = {}
    for one in grids:
        spans |= {(row + len(rows), column): span for (row, column), span in one.spans.items()}
        rows += one.rows
    return grid(rows, spans)


#: What the head of a table of pairs says.
_HEAD_WORDS = (
    "element aspect attribute field category dimension item property layer row lane what key parameter аспект элемент "
    "параметр категория поле свойство aspekt kategorie merkmal élément catégorie aspecto elemento categoría categoria "
    "要素 项目 項目 항목"
)
_VALUE_WORDS = "details detail description value content notes описание значение детали beschreibung"
_HEADS, _VALUES = frozenset(_HEAD_WORDS.split()), frozenset(_VALUE_WORDS.split())
