"""The bytes of a table file go in; its tables come out to be chosen from and put right, and the map of one of them.

The steps are those of the import dialog, and of `cjm import` without one: `tables_in`, a `Reading` for the table chosen,
`made`. `read` does all of it as `Choices` say.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import PurePath

from cjm_desktop.editing.personas import insert_persona, new_persona
from cjm_desktop.formats import (
    event_log,
    markdown_tables,
    mermaid_source,
    readers,
    sheet_csv,
    sheet_reading,
    table_map,
    table_reading,
    table_text,
)
from cjm_desktop.formats.errors import FileProblem, file_name, shown
from cjm_desktop.formats.imported import Imported
from cjm_desktop.formats.table import Grid, grid, read_separated
from cjm_desktop.formats.table_blocks import Block, blocks_of
from cjm_desktop.formats.table_joining import joined, single
from cjm_desktop.formats.table_reading import STAGE_NAMES, Reading, is_filled
from cjm_desktop.formats.table_words import cleaned, fact_named, meaning_of
from cjm_desktop.formats.xlsx_reading import read_sheets
from cjm_desktop.model.catalogue import ROLES
from cjm_desktop.model.feelings import bounds_of, number_in, scale_name
from cjm_desktop.model.journey import Journey
from cjm_desktop.model.records import NAME_MAX, TEXT_MAX

#: A table with no known heading and more rows than this is a list of something else.
_LIST = 40
_SHEETS = (".xlsx", ".xlsm", ".xltx")
_TEXTS = (".md", ".markdown", ".txt")
_EMAIL = re.compile(r"[^\s@]{1,64}@[^\s@]{1,200}\.[^\s@.]{2,20}")


@dataclass(frozen=True, slots=True)
class Found:
    """A table that could be a map: its name for the user, its cells, what the file says of the map, and notes.

    `refused` says in a sentence why it seems to be no map; a user may still insist. `whole` tables hold all others.
    """

    name: str
    grid: Grid
    facts: tuple[tuple[str, str], ...] = ()
    notes: tuple[str, ...] = ()
    refused: str = ""
    whole: bool = False


@dataclass(frozen=True, slots=True)
class Tables:
    """The tables of a file, of which the one at `best` is the likeliest; `title` is for the map."""

    title: str
    tables: tuple[Found, ...]
    best: int
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Choices:
    """What a user says of a table without seeing it; what is empty is guessed.

    `stages` is "rows" or "columns"; `scale` such as "1..10"; `table` the name or number (from 1) of the table; `lanes`
    pairs of a heading and what it is (one of `table_reading.MEANINGS`); `summarise` makes a map of a log of events.
    """

    stages: str = ""
    scale: str = ""
    table: str = ""
    lanes: tuple[tuple[str, str], ...] = ()
    summarise: bool = False


def tables_in(data: bytes, name: str) -> Tables | None:
    """The tables of a file; None where it is read whole, as a Mermaid journey or a table of this program's own.

    FileProblem where there is no table, or a broken one.
    """
    suffix = PurePath(name).suffix.lower()
    if suffix in _TEXTS:
        text, page = table_text.decoded(data, name)
        if _holds_journey(text, name):
            return None
        found = _of_markdown(text, name) or _of_text(text, name)
        if found is None:
            if "mermaid" in text.casefold() or suffix == ".txt":
                # There what is wrong with the diagram is told.
                return None
            raise FileProblem(
                f"{file_name(name)} holds neither a Mermaid journey nor a table. A map that had no stages when it was "
                "exported has none either: start from an empty map instead."
            )
        return replace(found, notes=(f"The file says no encoding; it was read as {page}.",)) if page else found
    if suffix in _SHEETS:
        return _of_workbook(data, name)
    if sheet_csv.is_own(data):
        return None
    table, notes = table_text.read_table(data, name)
    return replace(_of_blocks([("", blocks_of(table))], name), notes=notes)


def read(data: bytes, name: str, choices: Choices | None = None) -> Imported:
    """The map in a file of tables; FileProblem where there is none, or what `choices` name is not in it."""
    choices = choices or Choices()
    tables = tables_in(data, name)
    if tables is None:
        if choices != Choices():
            raise FileProblem(f"{file_name(name)} is read as it is; how a table is to be read cannot be said of it.")
        suffix = PurePath(name).suffix.lower()
        return readers.mermaid_text(data, name) if suffix in _TEXTS else readers.own_tables(data, name)
    found = tables.tables[tables.best] if not choices.table else _chosen(tables, choices.table, name)
    if choices.summarise:
        found = _summarised(tables, found, name)
    if found.refused and not choices.stages:
        log = event_log.event_log(found.grid) is not None
        how = "--summarise makes a map of it" if log else "Choose how to read it in the window, or say it with --stages"
        raise FileProblem(f"{file_name(name)}: {found.refused} {how}.")
    imported = made(tables, found, _with_choices(found.grid, reading_of(found), choices, name), tables.title)
    others = [other.name for other in tables.tables if other is not found]
    if not others or choices.table or found.whole:
        return imported
    words = ", ".join(f"“{shown(other, 60)}”" for other in others[:4])
    more = f" and {len(others) - 4} more" if len(others) > 4 else ""
    return Imported(
        imported.journey, (*imported.notes, f"“{shown(found.name)}” was read; there is also {words}{more}.")
    )


def reading_of(found: Found) -> Reading:
    """The likeliest reading of a table; FileProblem where it is none."""
    return replace(table_reading.guess(found.grid), lists=True)


def made(tables: Tables, found: Found, reading: Reading, title: str) -> Imported:
    """The map of a table under a reading, with all that is to be told; FileProblem where it would be too large."""
    imported = table_map.read(found.grid, reading, title)
    notes = [*tables.notes, *found.notes]
    if table_reading.known_headings(found.grid, reading) == 0:
        notes.append("No heading of the table is known, so which way its stages run was guessed.")
    journey = _with_facts(imported.journey, found.facts, notes)
    return Imported(journey, tuple(dict.fromkeys((*notes, *imported.notes))))


# Files


def _holds_journey(text: str, name: str) -> bool:
    try:
        mermaid_source.journey_source(text, name)
    except FileProblem:
        return False
    return True


def _of_workbook(data: bytes, name: str) -> Tables | None:
    sheets = read_sheets(data, name)
    if any(sheet_reading.is_own(sheet.rows) for sheet in sheets):
        return None
    shown_sheets = [sheet for sheet in sheets if not sheet.hidden] or list(sheets)
    hidden = [sheet.name for sheet in sheets if sheet not in shown_sheets]
    parts, notes = [], []
    for sheet in shown_sheets:
        try:
            parts.append((sheet.name, blocks_of(grid(sheet.rows, sheet.spans))))
        except FileProblem as problem:
            if len(shown_sheets) == 1:
                raise
            notes.append(f"The sheet “{shown(sheet.name)}” was passed over: {problem}")
    if hidden:
        notes.append(f"Hidden sheets were passed over: {', '.join(f'“{shown(one)}”' for one in hidden[:8])}.")
    return replace(_of_blocks(parts, name), notes=tuple(notes))


def _of_markdown(text: str, name: str) -> Tables | None:
    tables = markdown_tables.markdown_tables(text)
    if not tables:
        return None
    blocks = []
    for one in tables:
        below = blocks_of(one.grid)
        blocks += [replace(block, heading=cleaned(one.heading) or block.heading) for block in below]
        if not below:
            blocks.append(Block(one.grid, cleaned(one.heading)))
    found = _of_blocks([("", tuple(blocks))], name)
    title = cleaned(tables[0].title)
    return replace(found, title=title[:NAME_MAX] or found.title)


def _of_text(text: str, name: str) -> Tables | None:
    """The table in a plain text that is cut by tabs, as one copied from a spreadsheet."""
    if "\t" not in text:
        return None
    return _of_blocks([("", blocks_of(read_separated(text, "\t", exact=True)))], name)


def _of_blocks(sheets: Sequence[tuple[str, Sequence[Block]]], name: str) -> Tables:
    """The tables of all sheets, before them those that are parts of one map as one."""
    named: list[tuple[str, Block]] = []
    for sheet, blocks in sheets:
        for n, block in enumerate(blocks, 1):
            # Where each sheet holds one table, the sheet's name is its heading.
            heading = block.heading or (sheet if len(blocks) == 1 and len(sheets) > 1 else "")
            words = " – ".join(word for word in (sheet, block.heading) if word)
            named.append((words or f"Table {n}", replace(block, heading=heading)))
    if not named:
        raise FileProblem(f"{file_name(name)} holds no table of at least two cells.")
    found = [Found(words, single(block), block.facts) for words, block in _distinct(named)]
    together = joined([block for _, block in named])
    if together is not None:
        found.insert(
            0, Found(f"All {len(named)} tables as one", together.grid, together.facts, (together.how,), whole=True)
        )
    else:
        found = [_judged(one) for one in found]
    found += [_summary(one) for one in found if event_log.event_log(one.grid) is not None]
    best = 0
    if together is None:
        scores = [_likelihood(one) for one in found]
        best = scores.index(max(scores))
    title = next((text for one in found for word, text in one.facts if fact_named(word) == "title"), "")
    if not title and len(named) == 1:
        title = named[0][1].heading
    return Tables((cleaned(title) or PurePath(name).stem)[:NAME_MAX], tuple(found), best)


def _distinct(named: Sequence[tuple[str, Block]]) -> list[tuple[str, Block]]:
    """With numbers behind names that are not the only ones."""
    words = [word for word, _ in named]
    return [
        (f"{word} ({words[: n + 1].count(word)})" if words.count(word) > 1 else word, block)
        for n, (word, block) in enumerate(named)
    ]


def _likelihood(found: Found) -> float:
    if found.refused:
        # The log itself rather than its summary, which has to be asked for.
        return -1_000.0
    if found.notes:
        return -2_000.0
    return table_reading.likelihood(found.grid, table_reading.guess(found.grid))


# Judging


def _judged(found: Found) -> Found:
    """With the reason why it is hardly a map, if it is none."""
    if event_log.event_log(found.grid) is not None:
        return replace(found, refused="This is a log of events, not a map; it can be summarised as one.")
    reading = table_reading.guess(found.grid)
    if table_reading.known_headings(found.grid, reading):
        return found
    if any(_EMAIL.fullmatch(text.strip()) for row in found.grid.rows for text in row):
        return replace(
            found,
            refused="This does not look like a map but like a list of people: it holds e-mail addresses, and none of its "
            "headings names a stage or a lane.",
        )
    texts = [text for row in found.grid.rows[1:] for text in row[1:] if is_filled(text)]
    numbers = sum(number_in(text) is not None or event_log.moment_of(text) is not None for text in texts)
    if texts and numbers * 10 > 7 * len(texts):
        return replace(found, refused="This is a table of numbers, and none of its headings names a stage or a lane.")
    if max(found.grid.size) > _LIST:
        return replace(found, refused="This is a long list, and none of its headings names a stage or a lane.")
    return found


def _summary(found: Found) -> Found:
    log = event_log.event_log(found.grid)
    assert log is not None
    table, notes = event_log.summary(log)
    return Found(f"Summary of {found.name}", table, found.facts, notes)


def _summarised(tables: Tables, found: Found, name: str) -> Found:
    if event_log.event_log(found.grid) is None:
        raise FileProblem(
            f"{file_name(name)} holds no log of events (case, activity and time) that could be summarised."
        )
    return next(one for one in tables.tables if one.name == f"Summary of {found.name}")


# What the user says


def _chosen(tables: Tables, word: str, name: str) -> Found:
    if word.isdecimal() and 1 <= int(word[:6]) <= len(tables.tables):
        return tables.tables[int(word[:6]) - 1]
    folded = word.strip().casefold()
    for one in tables.tables:
        if folded in (one.name.casefold(), *one.name.casefold().split(" – ")):
            return one
    known = ", ".join(f"{n} “{shown(one.name, 60)}”" for n, one in enumerate(tables.tables[:12], 1))
    raise FileProblem(f"{file_name(name)} has no table “{shown(word)}”; it has {known}.")


def _with_choices(table: Grid, reading: Reading, choices: Choices, name: str) -> Reading:
    if choices.stages:
        across = choices.stages == "columns"
        reading = replace(table_reading.directed(table, across=across), by_line=reading.by_line, lists=reading.lists)
    if choices.scale:
        bounds = bounds_of(choices.scale)
        if bounds is None:
            raise FileProblem(f"“{shown(choices.scale)}” is no scale such as 1..10 or -5..+5.")
        reading = replace(reading, scale=scale_name(*bounds))
    names = [one.casefold() for one in table_reading.line_names(table, reading)]
    for heading, meaning in choices.lanes:
        folded = cleaned(heading).casefold()
        if folded not in names:
            raise FileProblem(f"{file_name(name)} has no row or column “{shown(heading)}”.")
        word = meaning if meaning in table_reading.MEANINGS else meaning_of(meaning)
        if word not in table_reading.MEANINGS:
            kinds = ", ".join((*ROLES, *table_reading.STAGE_FIELDS, STAGE_NAMES))
            raise FileProblem(
                f"“{shown(meaning)}” is nothing that a row or column can be: {kinds}, or - to leave it out."
            )
        reading = reading.with_meaning(names.index(folded), word)
    return reading


# Facts


def _with_facts(journey: Journey, facts: Sequence[tuple[str, str]], notes: list[str]) -> Journey:
    """The map with what the file says of the whole of it."""
    told: dict[str, str] = {}
    for word, text in facts:
        field, said = fact_named(word), table_map.cleaned_lines(text)
        if not is_filled(said) or field == "title":
            continue
        if field == "persona":
            journey = insert_persona(journey, new_persona(journey, name=" ".join(said.split())[:NAME_MAX]))
            notes.append(f"“{shown(word)}” became a persona.")
            continue
        if not field:
            field, said = "note", f"{word}: {said}" if word else said
        told[field] = f"{told[field]}\n{said}" if field in told else said
        notes.append(f"“{shown(word or said, 60)}” is told with the map, not on it.")
    limits = {"owner": NAME_MAX, "date": NAME_MAX, "revision": NAME_MAX}
    texts = {field: text[: limits.get(field, TEXT_MAX)] for field, text in told.items()}
    return journey.model_copy(update=texts) if texts else journey
