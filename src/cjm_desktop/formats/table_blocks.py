"""The cells of a sheet go in; its tables come out one by one, each with what stands above it: a heading, or facts on the map."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from cjm_desktop.formats.patience import go_on
from cjm_desktop.formats.table import Grid, grid
from cjm_desktop.formats.table_judging import is_head
from cjm_desktop.formats.table_reading import is_filled
from cjm_desktop.formats.table_titles import speaks_of_journey
from cjm_desktop.formats.table_words import USUAL_STAGES, cleaned, fact_named, is_stage_word, meaning_of
from cjm_desktop.model.records import NAME_MAX

#: A sheet is not cut into more tables than this.
_MOST = 200
#: A longer text is a sentence, no heading.
_LONG = 60
#: Rows of a title and what is said of the map.
_TOLD_MOST = 12


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
    parts = _parts(sheet.trimmed())
    for n, (whole, beside) in enumerate(parts):
        part, said, pairs = _without_head(whole)
        if part.rows and not beside and n + 1 < len(parts) and _is_loose(part.rows) and _has_map_head(parts[n + 1][0]):
            # A line or two of anything above a map are words on it.
            words = [
                *([said] if said else []),
                *(cleaned(text) for row in part.rows for text in row if is_filled(text)),
            ]
            said, rest = ("", words) if heading else (words[0][:NAME_MAX], words[1:])
            pairs = [*pairs, *map(_said, rest)]
            part = Grid(())
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
        found.append(Block(part, heading, tuple(facts), beside=beside))
        heading, facts = "", []
    if heading and found:
        facts.append(_said(heading))
    if facts and found:
        first = found[0]
        found[0] = replace(first, facts=(*first.facts, *facts))
    return tuple(found)


def _parts(sheet: Grid) -> list[tuple[Grid, bool]]:
    """The sheet cut at blank rows and columns, but where what follows is no table of its own, not.

    With each part goes whether another stands beside it.
    """
    rows = _joined(_cut(sheet))
    found: list[tuple[Grid, bool]] = []
    for part in rows:
        columns = [one.transposed().trimmed() for one in _cut(part.transposed())]
        wide = len(columns) > 1 and all(one.size[1] > 1 for one in columns)
        again = wide and all(_begins_again(one, columns[0]) for one in columns[1:])
        apart = wide and (again or all(map(_is_headed, columns)))
        found += [(one, True) for one in columns] if apart else [(part, False)]
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
            and _told(found[-1].trimmed()) is None
            and not (_is_loose(found[-1].trimmed().rows) and _has_map_head(trimmed))
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
    told = _told(part)
    if told is not None:
        return Grid(()), *told
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
            elif n == 0 and (stage := _stage_alone(part)):
                heading = stage
            elif n == 0 and (_is_title(part) or not (meaning_of(filled[0]) or is_stage_word(filled[0]))):
                heading = cleaned(filled[0])[:NAME_MAX]
            else:
                break
        elif len(filled) > 1 and n + 2 < len(part.rows) and (pairs := _pairs_of(filled)):
            facts += pairs
        elif heading and n + 3 < len(part.rows) and (pairs := _keyed(part, n)):
            facts += pairs
            n += 1
        elif (
            heading
            and not _spans(part, n)
            and is_filled(part.rows[n][0])
            and _is_loose([part.rows[n]])
            and (_has_map_head(_rows(part, n + 1, len(part.rows))))
        ):
            facts += [_said(cleaned(text)) for text in filled]
        elif len(filled) == 2 and part.size[1] > 2 and fact_named(filled[0]):
            facts.append((_word(filled[0]), filled[1].strip()))
        elif filled:
            break
        n += 1
    if n == 0:
        return part, "", []
    return _rows(part, n, len(part.rows)).trimmed(), heading, facts


def _stage_alone(part: Grid) -> str:
    """The stage that the first row names (“Stage: Awareness”), where no other row names one; empty where none is."""
    found = []
    for row in part.rows:
        word, colon, rest = next(filter(is_filled, row), "").partition(":")
        named = bool(colon) and is_filled(rest) and is_stage_word(word) and len(word.split()) < 3
        found.append(cleaned(rest)[:NAME_MAX] if named else "")
    return found[0] if found[0] and not any(found[1:]) else ""


def _is_title(part: Grid) -> bool:
    """Whether the one text of the first row stands over the table, though its words are those of headings too."""
    (text,) = filter(is_filled, part.rows[0])
    words = cleaned(text).split()
    wide = part.spans.get((0, part.rows[0].index(text)), (1, 1))[1]
    over = wide > 2 and wide * 2 > part.size[1]
    named = any(sum(map(is_filled, row)) > 1 for row in part.rows[1:_TOLD_MOST])
    return named and len(words) > 2 and (over or speaks_of_journey(text) or len(words) > 4)


def _pairs_of(texts: Sequence[str]) -> list[tuple[str, str]]:
    """The facts of cells that are all facts, each another one: “Updated: May”, “Owner: Ann”."""
    pairs = [pair for text in texts if (pair := _inline(text)) is not None]
    return pairs if len(pairs) == len(texts) == len({word.casefold() for word, _ in pairs}) else []


def _keyed(part: Grid, n: int) -> list[tuple[str, str]]:
    """The facts of a row of words with the row of their texts below it; nothing where they are no such rows."""
    keys, texts = part.rows[n], part.rows[n + 1]
    places = [place for place, text in enumerate(keys) if is_filled(text)]
    below = [place for place, text in enumerate(texts) if is_filled(text)]
    if not below or not set(below) <= set(places) or not all(_fact_word(keys[place]) for place in places):
        return []
    return [(_fact_word(keys[place]), texts[place].strip()) for place in below]


def _told(part: Grid) -> tuple[str, list[tuple[str, str]]] | None:
    """The heading and the facts of a part that holds no table, only a title and what is said of the map, cell by cell."""
    if not part.rows or len(part.rows) > _TOLD_MOST:
        return None
    heading = ""
    facts: list[tuple[str, str]] = []
    known = 0
    n = 0
    while n < len(part.rows):
        filled = [text for text in part.rows[n] if is_filled(text)]
        pairs = [_inline(text) for text in filled]
        if all(pairs):
            facts += [pair for pair in pairs if pair is not None]
            known += len(pairs)
        elif n == 0 and len(filled) == 1 and len(part.rows) > 1:
            heading = cleaned(filled[0])[:NAME_MAX]
        elif heading and n + 2 == len(part.rows) and (keyed := _keyed(part, n)):
            facts += keyed
            known, n = known + 1, n + 1
        elif len(filled) == 1 and (_is_aside(filled[0])):
            facts.append(_said(cleaned(filled[0])))
        else:
            return None
        n += 1
    return (heading, facts) if known else None


def _is_aside(text: str) -> bool:
    """Whether a text says something of the map or the table, and is neither a lane nor a stage."""
    word, colon, rest = text.partition(":")
    if text.lstrip().startswith(("*", "†")):
        return True
    return bool(colon and rest.strip()) and not (meaning_of(word) or is_stage_word(word)) and len(word) < 40


def _is_loose(rows: Sequence[Sequence[str]]) -> bool:
    """Whether a row or two say nothing that a head or a lane of a table does."""
    texts = [text for row in rows for text in row if is_filled(text)]
    titled = len(texts) > 0 and len(texts[0].split()) > 2 and speaks_of_journey(texts[0])
    return 0 < len(rows) < 4 and not any(
        meaning_of(text)
        or is_stage_word(text)
        or is_head(text)
        or cleaned(text).casefold() in USUAL_STAGES
        or len(text) > 2 * _LONG
        for text in texts[1 if titled else 0 :]
    )


def _has_map_head(part: Grid) -> bool:
    """Whether a part begins with names below an empty corner or a word for stages, and mostly known lanes below."""
    if len(part.rows) < 3:
        return False
    head, *rows = part.rows
    corner = not is_filled(head[0]) or (is_stage_word(head[0]) and len(head[0]) <= _LONG)
    labels = [row[0] for row in rows if is_filled(row[0])]
    known = sum(bool(meaning_of(text)) for text in labels)
    return corner and sum(map(is_filled, head[1:])) > 1 and known > 1 and known * 2 > len(labels)


def _spans(part: Grid, n: int) -> bool:
    """Whether cells are merged across in a row."""
    return any(row == n and wide > 1 for (row, _), (_, wide) in part.spans.items())


def _inline(text: str) -> tuple[str, str] | None:
    """A fact in one cell: “Persona: Masha”."""
    word, colon, rest = text.partition(":")
    known = _fact_word(word) if colon and rest.strip() and len(word) < 40 else ""
    return (known, rest.strip()) if known else None


def _fact_word(text: str) -> str:
    """The word that names a fact: “Persona”, and of “Last updated” the second; empty where it names none."""
    word = _word(text)
    if fact_named(word):
        return word
    last = word.split()[-1] if len(word.split()) == 2 else ""
    return last if fact_named(last) in ("date", "revision") else ""


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
