"""The bytes of a table file go in; its tables come out to be chosen from and put right, and the map of one of them.

The steps are those of the import dialog, and of `cjm import` without one: `tables_in`, a `Reading` for the table chosen,
`made`. `read` does all of it as `Choices` say.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import PurePath

from cjm_desktop.editing.personas import insert_persona, new_persona
from cjm_desktop.formats import (
    encodings,
    event_log,
    markdown_tables,
    mermaid_source,
    readers,
    several,
    sheet_csv,
    sheet_marks,
    sheet_reading,
    table_kinds,
    table_map,
    table_reading,
    table_text,
)
from cjm_desktop.formats.errors import FileProblem, file_name, shown
from cjm_desktop.formats.imported import Imported
from cjm_desktop.formats.table import Grid, grid, read_separated
from cjm_desktop.formats.table_blocks import Block, are_facts, blocks_of, facts_of, is_pair_head
from cjm_desktop.formats.table_cells import cleaned_lines
from cjm_desktop.formats.table_extras import without_extras
from cjm_desktop.formats.table_joining import joined, single
from cjm_desktop.formats.table_judging import why_no_map
from cjm_desktop.formats.table_long import Details, long_table
from cjm_desktop.formats.table_reading import LEFT_OUT, STAGE_NAMES, Reading, is_filled
from cjm_desktop.formats.table_titles import title_of
from cjm_desktop.formats.table_unfolding import unfolded
from cjm_desktop.formats.table_words import cleaned, fact_named, meaning_of
from cjm_desktop.formats.xlsx_reading import read_sheets
from cjm_desktop.model.catalogue import ROLES
from cjm_desktop.model.feelings import bounds_of, scale_name
from cjm_desktop.model.journey import Journey
from cjm_desktop.model.records import NAME_MAX, TEXT_MAX

_REVISION = re.compile(r"v\.?\s?\d[\d.]{0,9}", re.IGNORECASE)
#: Of a text no more tables than these are looked at.
_TABLES = 200
#: Words in front of the kind of a map.
_KIND_WORDS = frozenset(
    ["kind", "type", "state", "art", "typ", "type", "tipo", "soort", "rodzaj", "тип", "вид", "类型", "種類"]
)
#: Lines of prose that may say it are the first ones, and short.
_PROSE, _LONG_PROSE = 12, 120
_SHEETS = (".xlsx", ".xlsm", ".xltx")
_TEXTS = (".md", ".markdown", ".txt")


@dataclass(frozen=True, slots=True)
class Found:
    """A table that could be a map: its name for the user, its cells, what the file says of the map, and notes.

    `refused` says in a sentence why it seems to be no map; a user may still insist. `parts` are the names of other tables
    that it holds, `title` what a map of it is called, where the file says so. `details` say more of the cards of cells.
    `summary_of` is the name of the log of events that it sums up.
    """

    name: str
    grid: Grid
    facts: tuple[tuple[str, str], ...] = ()
    notes: tuple[str, ...] = ()
    refused: str = ""
    parts: frozenset[str] = frozenset()
    title: str = ""
    details: Details | None = None
    summary_of: str = ""


@dataclass(frozen=True, slots=True)
class Tables:
    """The tables of a file, of which the one at `best` is the likeliest; `title` is for the map.

    `said` are the name of the file and short texts in it that may say of which kind the map is.
    """

    title: str
    tables: tuple[Found, ...]
    best: int
    notes: tuple[str, ...] = ()
    said: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Choices:
    """What a user says of a table without seeing it; what is empty is guessed.

    `stages` is "rows" or "columns"; `scale` such as "1..10"; `table` the name or number (from 1) of the table; `lanes`
    pairs of a heading and what it is (one of `table_reading.MEANINGS`); `summarise` makes a map of a log of events;
    `encoding` is that of a text.
    """

    stages: str = ""
    scale: str = ""
    table: str = ""
    lanes: tuple[tuple[str, str], ...] = ()
    summarise: bool = False
    encoding: str = ""


def tables_in(data: bytes, name: str) -> Tables | None:
    """The tables of a file; None where it is read whole, as a Mermaid journey or a table of this program's own.

    FileProblem where there is no table, or a broken one.
    """
    suffix = PurePath(name).suffix.lower()
    if suffix in _SHEETS:
        return _of_workbook(data, name)
    data, told = encodings.unified(data, name)
    if suffix in _TEXTS:
        text = data.decode()
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
        return replace(found, notes=(*told, *found.notes))
    if sheet_csv.is_own(data):
        return None
    table, notes = table_text.read_table(data, name)
    table = grid(*sheet_marks.seen(table.rows, table.spans))
    return replace(_of_blocks([("", blocks_of(table))], name), notes=(*told, *notes))


def read(data: bytes, name: str, choices: Choices | None = None) -> Imported:
    """The map in a file of tables; FileProblem where there is none, or what `choices` name is not in it."""
    choices = choices or Choices()
    suffix = PurePath(name).suffix.lower()
    if suffix not in _SHEETS:
        said = encodings.encoding_called(choices.encoding) if choices.encoding else ""
        data, told = encodings.unified(data, name, said)
        imported = _read(data, name, replace(choices, encoding=""))
        return Imported(imported.journey, tuple(dict.fromkeys((*told, *imported.notes))))
    if choices.encoding:
        raise FileProblem(f"{file_name(name)} is a workbook, whose encoding cannot be chosen.")
    return _read(data, name, choices)


def _read(data: bytes, name: str, choices: Choices) -> Imported:
    tables = tables_in(data, name)
    if tables is not None:
        return _of_tables(tables, name, choices)
    if PurePath(name).suffix.lower() in _TEXTS:
        return _drawn(data, name, choices)
    if choices != Choices():
        raise FileProblem(f"{file_name(name)} is read as it is; how a table is to be read cannot be said of it.")
    return readers.own_tables(data, name)


def drawn_in(data: bytes, name: str) -> tuple[str, ...]:
    """What the Mermaid journeys of a text are called, and after them its tables; none where there is no such journey."""
    if PurePath(name).suffix.lower() not in _TEXTS:
        return ()
    data, _ = encodings.unified(data, name)
    if not _holds_journey(data.decode(), name):
        return ()
    _, maps = _beside_the_diagram(data, name)
    return several.distinct([*readers.mermaid_names(data, name), *(one.name for one in maps)])


def _drawn(data: bytes, name: str, choices: Choices) -> Imported:
    """The map of a Mermaid journey in a text, or where `choices` say so, of one of the tables beside it."""
    tables, maps = _beside_the_diagram(data, name)
    other = replace(choices, table="")
    if not choices.table and other != Choices() and tables is not None:
        return _of_tables(tables, name, choices)
    called = drawn_in(data, name) if choices.table else ()
    place = several.place_of(called, choices.table, file_name(name), "diagram or table") if called else 0
    if called and place >= len(called) - len(maps) and tables is not None:
        wanted = maps[place - (len(called) - len(maps))]
        return _of_tables(tables, name, replace(choices, table=str(tables.tables.index(wanted) + 1)))
    if other != Choices():
        raise FileProblem(f"{file_name(name)} is read as it is; how a table is to be read cannot be said of it.")
    drawn = readers.mermaid_text(data, name, str(place + 1) if called else "")
    if called or not maps:
        return drawn
    words = ", ".join(f"“{shown(one.name, 60)}”" for one in maps[:4])
    count = "a table that could be a map" if len(maps) == 1 else f"{len(maps)} tables that could be maps"
    told = f"The diagram was read; the file also holds {count}: {words}."
    return Imported(drawn.journey, (*drawn.notes, told))


def _of_tables(tables: Tables, name: str, choices: Choices) -> Imported:
    found = tables.tables[tables.best] if not choices.table else _chosen(tables, choices.table, name)
    if choices.summarise:
        found = _summarised(tables, found, name)
    if found.refused and not choices.stages:
        log = event_log.event_log(found.grid) is not None
        how = "--summarise makes a map of it" if log else "Choose how to read it in the window, or say it with --stages"
        raise FileProblem(f"{file_name(name)}: {found.refused} {how}.")
    title = tables.title if found is tables.tables[tables.best] else found.title or tables.title
    imported = made(tables, found, _with_choices(found.grid, reading_of(found), choices, name), title)
    others = [
        other.name
        for other in tables.tables
        if other is not found and other.name not in found.parts and not other.parts and not other.summary_of
    ]
    if not others or choices.table:
        return imported
    words = ", ".join(f"“{shown(other, 60)}”" for other in others[:4])
    more = f" and {len(others) - 4} more" if len(others) > 4 else ""
    return Imported(
        imported.journey, (*imported.notes, f"“{shown(found.name)}” was read; there is also {words}{more}.")
    )


def reading_of(found: Found) -> Reading:
    """The likeliest reading of a table; FileProblem where it is none."""
    return replace(likeliest(found), lists=True)


def likeliest(found: Found, across: bool | None = None) -> Reading:
    """The likeliest reading, with the stages running in one direction where that is said; FileProblem where it is no table."""
    if found.summary_of and across in (None, True):
        reading = table_reading.directed(found.grid, across=True)
        # Its lines are figures, whatever they are called.
        meanings = tuple("metrics" if meaning in ROLES else meaning for meaning in reading.meanings)
        return replace(reading, meanings=meanings)
    return table_reading.guess(found.grid) if across is None else table_reading.directed(found.grid, across=across)


def made(tables: Tables, found: Found, reading: Reading, title: str) -> Imported:
    """The map of a table under a reading, with all that is to be told; FileProblem where it would be too large."""
    imported = table_map.read(found.grid, reading, title, found.details)
    notes = [*tables.notes, *found.notes, *_empty_words(found.grid)]
    if table_reading.known_headings(found.grid, reading) == 0:
        notes.append("No heading of the table is known, so which way its stages run was guessed.")
    journey = _with_facts(imported.journey, found.facts, notes)
    names = table_reading.line_names(found.grid, reading)
    lines = [name for name, meaning in zip(names, reading.meanings, strict=True) if meaning == LEFT_OUT]
    journey = table_kinds.with_kind(journey, _around(tables, found, title), lines, notes)
    return Imported(journey, tuple(dict.fromkeys((*notes, *imported.notes))))


def _empty_words(table: Grid) -> tuple[str, ...]:
    """In a sentence, or none, which words of cells say that there is nothing: “n/a”, “none”; dashes alone are no words."""
    words = [cleaned(text) for row in table.rows for text in row if any(map(str.isalpha, text)) and not is_filled(text)]
    if not words:
        return ()
    told = ", ".join(f"“{shown(word, 20)}”" for word in list(dict.fromkeys(words))[:4])
    return (f"Cells that say {told} were taken as empty: {len(words):,}.",)


def _around(tables: Tables, found: Found, title: str) -> tuple[str, ...]:
    """What may say of which kind the map is: its title, the names of its table, and the texts around it."""
    facts = (text for word, text in found.facts if not word or cleaned(word).casefold() in _KIND_WORDS)
    return (title, found.title, tables.title, found.name, *facts, *tables.said)


# Files


def _beside_the_diagram(data: bytes, name: str) -> tuple[Tables | None, list[Found]]:
    """The tables of a text whose diagram is read, and those of them that could be maps."""
    tables = _of_markdown(data.decode(), name)
    maps = [one for one in tables.tables if not one.refused and not one.parts] if tables is not None else []
    return tables, maps


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
    parts = []
    notes: list[str] = []
    for sheet in shown_sheets:
        try:
            parts.append((sheet.name, blocks_of(grid(*sheet_marks.seen(sheet.rows, sheet.spans)))))
            notes += sheet.missing if sheet_marks.is_marked(sheet.rows) else sheet.notes
        except FileProblem as problem:
            if len(shown_sheets) == 1:
                raise
            notes.append(f"The sheet “{shown(sheet.name)}” was passed over: {problem}")
    if hidden:
        notes.append(f"Hidden sheets were passed over: {', '.join(f'“{shown(one)}”' for one in hidden[:8])}.")
    return replace(_of_blocks(parts, name), notes=tuple(notes))


def _of_markdown(text: str, name: str) -> Tables | None:
    read = markdown_tables.markdown_text(text)
    blocks: list[Block] = []
    facts: list[tuple[str, str]] = []
    for one in read.tables[:_TABLES]:
        if are_facts(one.grid):
            rows = [row for row in one.grid.rows if not is_pair_head(row)]
            facts += facts_of(grid(rows))
            continue
        below = blocks_of(one.grid) or (Block(one.grid),)
        heading, path = cleaned(one.heading), tuple(map(cleaned, one.path))
        blocks += [
            replace(block, heading=heading or block.heading, facts=(*block.facts, *one.facts), path=path)
            for block in below
        ]
    if not blocks:
        return None
    found = _of_blocks([("", tuple(blocks))], name, facts)
    title = found.tables[found.best].title or cleaned(read.title) or found.title
    prose = (line for line in read.prose[:_PROSE] if len(line) <= _LONG_PROSE)
    said = (cleaned(read.title), *(block.path[0] for block in blocks[:1] if block.path), *prose, *found.said)
    return replace(found, title=title[:NAME_MAX], notes=(*_of_prose(read, blocks, title), *_of_more(read)), said=said)


def _of_more(read: markdown_tables.FoundMarkdown) -> tuple[str, ...]:
    more = len(read.tables) - _TABLES
    return (f"The text holds {more:,} more tables, which were not looked at.",) if more > 0 else ()


def _of_prose(read: markdown_tables.FoundMarkdown, blocks: Sequence[Block], title: str) -> tuple[str, ...]:
    """What is to be told of the text around the tables; their own headings are told with them."""
    told = {block.heading for block in blocks} | {title}
    headings = dict.fromkeys(heading for block in blocks for heading in block.path)
    lines = [*(one for one in headings if one and one not in told and title_of([one]) != title), *read.prose]
    if not lines:
        return ()
    words = ", ".join(f"“{shown(line, 40)}”" for line in lines[:3])
    more = f" and {len(lines) - 3} more lines" if len(lines) > 3 else ""
    return (f"Not in the map is the text around the table: {words}{more}.",)


def _of_text(text: str, name: str) -> Tables | None:
    """The table in a plain text that is cut by tabs, as one copied from a spreadsheet."""
    if "\t" not in text:
        return None
    return _of_blocks([("", blocks_of(read_separated(text, "\t", exact=True)))], name)


def _of_blocks(
    sheets: Sequence[tuple[str, Sequence[Block]]], name: str, facts: Sequence[tuple[str, str]] = ()
) -> Tables:
    """The tables of all sheets, before them those that are parts of one map as one; `facts` are said of each."""
    named: list[tuple[str, Block]] = []
    for sheet, blocks in sheets:
        for n, block in enumerate(map(_bare, blocks), 1):
            # Where each sheet holds one table, the sheet's name is its heading.
            heading = block.heading or (sheet if len(blocks) == 1 and len(sheets) > 1 else "")
            words = " – ".join(word for word in (sheet, block.heading) if word)
            named.append((words or f"Table {n}", replace(block, heading=heading, facts=(*facts, *block.facts))))
    if not named:
        raise FileProblem(f"{file_name(name)} holds no table of at least two cells.")
    named = _distinct(named)
    names = [words for words, _ in named]
    blocks_only = [block for _, block in named]
    heads = Counter(block.grid.rows[0] for block in blocks_only)
    found = [_judged(_alone(words, block, title_of(_headings_of(block, heads)))) for words, block in named]
    for one in reversed(joined(blocks_only)):
        whole = len(one.parts) == len(named)
        words = (
            f"All {len(named)} tables as one"
            if whole
            else f"{names[one.parts[0]]} and {len(one.parts) - 1} more as one"
        )
        parts = frozenset(names[n] for n in one.parts)
        shared = _shared([named[n][1].path for n in one.parts])
        notes = (one.how, *(note for n in one.parts for note in named[n][1].notes))
        together = _judged(Found(words, one.grid, one.facts, notes, parts=parts, title=title_of(shared)))
        if not together.refused:
            found.insert(0, together)
    found += [_summary(one) for one in found if event_log.event_log(one.grid) is not None]
    scores = [_likelihood(one) for one in found]
    # Of tables that are nearly as likely the first one is meant, and those together before each of them.
    best = next(n for n, score in enumerate(scores) if score >= max(scores) - 0.4 * abs(max(scores)))
    title = next((text for one in found for word, text in one.facts if fact_named(word) == "title"), "")
    if not title and len(named) == 1:
        title = named[0][1].heading
    stem = PurePath(name).stem
    return Tables((title_of([title]) or stem)[:NAME_MAX], tuple(found), best, said=(stem,))


def _bare(block: Block) -> Block:
    """The table without what is no part of a map, which is told with it."""
    found = without_extras(block.grid)
    return replace(block, grid=found.grid, facts=(*block.facts, *found.facts), notes=(*block.notes, *found.notes))


def _alone(words: str, block: Block, title: str) -> Found:
    """A table by itself; a list with a row for each card as one with a row for each lane."""
    cards = long_table(block.grid)
    if cards is None:
        plain = unfolded(single(block))
        notes = (*block.notes, *plain.notes)
        return Found(words, plain.grid, (*block.facts, *plain.facts), notes, title=title)
    note = "The table was read as a list with a row for each card."
    return Found(words, cards.grid, block.facts, (*block.notes, note), title=title, details=cards.details)


def _headings_of(block: Block, heads: Mapping[tuple[str, ...], int]) -> tuple[str, ...]:
    """The headings that may be the title of a map: of several with the same head each has its own."""
    return (block.heading,) if heads[block.grid.rows[0]] > 1 or not block.path else block.path


def _shared(paths: Sequence[tuple[str, ...]]) -> tuple[str, ...]:
    """The headings that all paths begin with."""
    found = [heading for heading, *others in zip(*paths, strict=False) if all(other == heading for other in others)]
    return tuple(found)


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
    if found.summary_of:
        return -2_000.0
    return table_reading.likelihood(found.grid, table_reading.guess(found.grid))


# Judging


def _judged(found: Found) -> Found:
    """With the reason why it is hardly a map, if it is none."""
    return replace(found, refused=why_no_map(found.grid, table_reading.guess(found.grid)))


def _summary(found: Found) -> Found:
    log = event_log.event_log(found.grid)
    assert log is not None
    table, notes = event_log.summary(log)
    return Found(f"Summary of {found.name}", table, found.facts, notes, summary_of=found.name)


def _summarised(tables: Tables, found: Found, name: str) -> Found:
    if event_log.event_log(found.grid) is None:
        raise FileProblem(
            f"{file_name(name)} holds no log of events (case, activity and time) that could be summarised."
        )
    return next(one for one in tables.tables if one.summary_of == found.name)


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


def _signed(text: str) -> dict[str, str]:
    """Who answers for the map; with a date and a version behind (“Anna · 2024-05-01 · v2”) those too."""
    found = {"owner": ""}
    for part in text.split(" · "):
        field = (
            "date" if event_log.moment_of(part) is not None else "revision" if _REVISION.fullmatch(part) else "owner"
        )
        found[field] = f"{found[field]} · {part}" if found.get(field) else part
    return found


def _with_facts(journey: Journey, facts: Sequence[tuple[str, str]], notes: list[str]) -> Journey:
    """The map with what the file says of the whole of it."""
    told: dict[str, str] = {}
    for word, text in facts:
        field, said = fact_named(word), cleaned_lines(text)
        if not is_filled(said) or field == "title":
            continue
        if field == "persona":
            persona_name = " ".join(said.split())
            if persona_name in {persona.name for persona in journey.personas.values()}:
                continue
            more = said[:TEXT_MAX] if len(persona_name) > NAME_MAX else ""
            journey = insert_persona(journey, new_persona(journey, name=persona_name[:NAME_MAX], note=more))
            notes.append(f"“{shown(word)}” became a persona.")
            continue
        if field == "owner":
            told.update(_signed(said))
            notes.append(f"“{shown(word)}” is told with the map, not on it.")
            continue
        if not field:
            field, said = "note", f"{word}: {said}" if word else said
        told[field] = f"{told[field]}\n{said}" if field in told else said
        notes.append(f"“{shown(word or said, 60)}” is told with the map, not on it.")
    told = {field: text for field, text in told.items() if text}
    limits = {"owner": NAME_MAX, "date": NAME_MAX, "revision": NAME_MAX}
    texts = {field: text[: limits.get(field, TEXT_MAX)] for field, text in told.items()}
    return journey.model_copy(update=texts) if texts else journey
