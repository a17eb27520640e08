"""The cells of a table go in, the likeliest reading of them comes out: which way the stages run, and what each line is.

Nothing is decided here: a user may correct every part of a reading before a map is made of it (`table_map`).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise, takewhile

from cjm_desktop.editing.filling import entries
from cjm_desktop.formats.errors import FileProblem
from cjm_desktop.formats.patience import go_on
from cjm_desktop.formats.table import Grid
from cjm_desktop.formats.table_ids import are_ids
from cjm_desktop.formats.table_kinds import line_named
from cjm_desktop.formats.table_numbers import role_of_numbers
from cjm_desktop.formats.table_words import (
    USUAL_STAGES,
    cleaned,
    is_corner,
    is_numbered,
    is_stage_word,
    meaning_of,
    without_number,
)
from cjm_desktop.model.catalogue import ROLES
from cjm_desktop.model.feelings import is_marked
from cjm_desktop.model.lane_words import role_named
from cjm_desktop.model.records import NAME_MAX

#: What a line of a table can be besides a lane, whose role then stands there; MORE belongs to the line above it.
LEFT_OUT, STAGE_NAMES, SUB_STAGES, MORE = "-", "stages", "sub_stages", "more"
#: Fields of a stage that a line can give.
STAGE_FIELDS = ("start", "duration", "customer_goal", "business_goal", "note")
MEANINGS = (STAGE_NAMES, SUB_STAGES, *STAGE_FIELDS, *ROLES, MORE, LEFT_OUT)

#: A name of more characters is hardly one of a stage.
_LONG = 60
#: So many cells of so many lines tell which of them hold feelings.
_LOOKED_AT = 60
#: The line of the stages' names is among so many of the first ones.
_EARLY = 5
#: What a line of goals or times is that is none of the stages' own.
_AS_LANES = {"customer_goal": "goals", "business_goal": "goals", "duration": "time", "start": "time"}
#: A rule that is drawn with signs.
#: What the parts of stages are called.
_SUB_STAGE = re.compile(
    r"sub[- ]?(?:stages?|phases?|steps?)|(?:unter|teil)(?:phasen?|schritte?)|sous[- ](?:étapes?|phases?)|sub[- ]?etapas?|"
    r"subfases?|sotto[- ]?fasi|sottofase|podetapy?|под-?этапы?|子阶段|子階段|サブステージ|하위 단계",
    re.IGNORECASE,
)
_RULE = re.compile(r"[\W_]+")
#: What tables say in a cell that holds nothing, beside the dashes that no text is.
_NOTHING = frozenset({"n/a", "n.a.", "none"})


@dataclass(frozen=True, slots=True)
class Reading:
    """How a table is read. Lines are its rows where the stages run across, else its columns.

    `labels` is the place in each line of what the line is called (None: nowhere). `meanings` says of each line what it
    is: one of `MEANINGS`. `by_line` makes each line of a cell's text a card, `lists` also each entry between “;” or “/”
    where most cells of a lane are such lists. `scale` is the name of one of
    `feelings.SCALES` that the numbers of feelings are on (empty: the narrowest that holds them).
    """

    across: bool
    labels: int | None
    meanings: tuple[str, ...]
    by_line: bool = True
    lists: bool = False
    scale: str = ""

    def with_meaning(self, line: int, meaning: str) -> Reading:
        """The reading with another meaning of a line; but one line holds the names of the stages."""
        alone = {STAGE_NAMES, SUB_STAGES, *STAGE_FIELDS} & {meaning}
        meanings = [LEFT_OUT if one in alone else one for one in self.meanings]
        meanings[line] = meaning
        return replace(self, meanings=tuple(meanings))


def guess(grid: Grid) -> Reading:
    """The likeliest reading of a table (trimmed); FileProblem for one of fewer than two cells."""
    check_cells(grid)
    readings = [_guessed(grid, across) for across in (True, False)]
    across, down = (likelihood(grid, reading) for reading in readings)
    if across == down and any(map(is_corner, grid.rows[0][:2])):
        # Of two tables that begin with the word for stages, nearly all have them down the side.
        return readings[1]
    return readings[0] if across >= down else readings[1]


def check_cells(grid: Grid) -> None:
    """FileProblem for a table of fewer than two cells, of which no map can be made."""
    if grid.size[0] * grid.size[1] < 2:
        raise FileProblem("There is no table in it: a map needs at least two cells.")


def directed(grid: Grid, *, across: bool) -> Reading:
    """The likeliest reading with the stages running in one direction; FileProblem as from `guess`."""
    found = guess(grid)
    return found if found.across is across else _guessed(grid, across)


def flipped(grid: Grid, reading: Reading) -> Reading:
    """The likeliest reading with the stages running the other way."""
    return replace(
        _guessed(grid, not reading.across), by_line=reading.by_line, lists=reading.lists, scale=reading.scale
    )


def relabelled(grid: Grid, reading: Reading, labels: int | None) -> Reading:
    """The reading with the names of the lines at another place, and their meanings guessed from there."""
    lines = lines_of(grid, reading).rows
    header = reading.meanings.index(STAGE_NAMES) if STAGE_NAMES in reading.meanings else None
    return replace(reading, labels=labels, meanings=_meanings(lines, labels, header, reading.across))


def lines_of(grid: Grid, reading: Reading) -> Grid:
    """The table with the stages running across."""
    return grid if reading.across else grid.transposed()


def line_names(grid: Grid, reading: Reading) -> tuple[str, ...]:
    """What each line is called, or its first words where it has no name."""
    found = []
    for line in lines_of(grid, reading).rows:
        name = "" if reading.labels is None else cleaned(line[reading.labels][:NAME_MAX])
        found.append(name or next((cleaned(text[:NAME_MAX]) for text in line if text.strip()), ""))
    return tuple(found)


def likelihood(grid: Grid, reading: Reading) -> float:
    """How well a reading fits: headings that are known, stage names that look like some."""
    lines = lines_of(grid, reading).rows
    known = sum(
        1
        for line, meaning in zip(lines, reading.meanings, strict=True)
        if meaning not in ("own", LEFT_OUT, STAGE_NAMES, MORE, SUB_STAGES)
        and not (reading.labels is not None and is_usual_stage(line[reading.labels]))
    )
    header = lines[reading.meanings.index(STAGE_NAMES)] if STAGE_NAMES in reading.meanings else ()
    names = [text for n, text in enumerate(header) if n != reading.labels and text.strip()]
    numbered = sum(1 for name in names if is_numbered(name))
    usual = sum(1 for name in names if is_usual_stage(name))
    # Headings of lanes where stages should be speak against it; “Need” can be either.
    wrong = sum(1 for name in names if meaning_of(name) and not is_usual_stage(name))
    long = sum(1 for name in names if len(name) > _LONG)
    felt = sum(1 for line in lines[:_LOOKED_AT] if _is_felt(line, reading.labels))
    return 2.0 * known + 1.5 * numbered + 1.0 * usual - 2.0 * wrong - long + felt


def _is_felt(line: Sequence[str], labels: int | None) -> bool:
    """Whether a line says by its faces and marks, whatever it is called, that it tells feelings."""
    texts = [text for n, text in enumerate(line[:_LOOKED_AT]) if n != labels and text.strip()]
    return len(texts) > 1 and sum(is_marked(text) for text in texts) * 2 > len(texts)


def known_headings(grid: Grid, reading: Reading) -> int:
    """How many lines have a heading that tells what they are; the word for stages counts as one."""
    lines = lines_of(grid, reading).rows
    found = sum(1 for meaning in reading.meanings if meaning not in ("own", LEFT_OUT, STAGE_NAMES, MORE, SUB_STAGES))
    if reading.labels is not None and STAGE_NAMES in reading.meanings:
        header = lines[reading.meanings.index(STAGE_NAMES)]
        found += is_corner(header[reading.labels])
        found += sum(is_usual_stage(text) or is_numbered(text) for text in header)
    return found


def is_filled(text: str) -> bool:
    """Whether a cell says anything; a dash, “n/a” and blanks of all kinds do not."""
    bare = text.strip().strip("\"'“”«»„")
    return bare.casefold() not in _NOTHING and bool(entries(bare, by_line=False))


def _guessed(grid: Grid, across: bool) -> Reading:
    table = grid if across else grid.transposed()
    lines = table.rows
    full = [n for n, line in enumerate(lines) if sum(1 for text in line if text.strip()) > 1]
    said = _said_to_be_stages(lines, full)
    header = said if said is not None else full[0] if full else 0
    labels: int | None = next(
        (n for n in range(len(lines[0])) if any(line[n].strip() for line in lines[header + 1 :])), None
    )
    if labels is not None and len(lines[0]) - labels < 2:
        labels = None
    if labels is not None and (_are_stages_alone(lines[header]) or _are_usual_alone(lines, header)):
        labels = None
    names: int | None = header
    if said is None and labels is not None and _is_lane(lines[header], labels):
        names = None
    meanings = _meanings(lines, labels, names, across)
    return Reading(across, labels, _with_sub_stages(table, labels, names, meanings))


def _said_to_be_stages(lines: Sequence[Sequence[str]], full: Sequence[int]) -> int | None:
    """The line that is said to hold the stages: an early one, before one whose heading may as well be a lane's (“Steps”)."""
    said = [n for n in full[:_EARLY] if _is_said(lines[n])]
    if said and said[0] > 0 and said[0] - 1 in full:
        above, below = lines[said[0] - 1], lines[said[0]]
        if _SUB_STAGE.fullmatch(cleaned(below[0][:_LONG])) or _are_groups(above, below):
            # What the parts are parts of stands above them.
            return said[0] - 1
    plain = [n for n in said if not any(is_stage_word(text) and role_named(cleaned(text)) for text in lines[n][:2])]
    if plain or said:
        return (plain or said)[0]
    return full[0] if full and is_corner(lines[full[0]][0]) else None


def _are_groups(above: Sequence[str], below: Sequence[str]) -> bool:
    """Whether a line has names over several of those below it, which have one at each place."""
    if (above[0].strip() and not is_corner(above[0])) or not all(text.strip() for text in below[1:]):
        return False
    names = [text for text in above[1:] if text.strip()]
    gaps = 1 < len(names) < len(above) - 1 and bool(above[1].strip())
    return gaps and not any(":" in text or meaning_of(text) or len(text) > _LONG for text in names)


def _is_said(line: Sequence[str]) -> bool:
    """Whether one of the first two cells is the word for stages; the second, that may be a name already, nothing else."""
    first, second = line[0], line[1] if len(line) > 1 else ""
    return (is_stage_word(first) and len(first) <= _LONG) or (is_stage_word(second) and len(second.split()) < 3)


def _are_stages_alone(line: Sequence[str]) -> bool:
    """Whether even the first cell of a line is a stage's name, so that nothing tells what the other lines are called."""
    names = [text for text in line if text.strip()]
    numbered = (
        len(names) > 1 and all(map(is_numbered, names)) and not any(text.strip(" .#").isdecimal() for text in names)
    )
    return numbered and bool(line[0].strip())


def _are_usual_alone(lines: Sequence[Sequence[str]], header: int) -> bool:
    """Whether even the first cell of a line is what stages are often called, as most of the others are."""
    names = [without_number(text[:NAME_MAX]).casefold() for text in lines[header]]
    if len(names) < 2 or names[0] not in USUAL_STAGES or not all(names) or header + 1 == len(lines):
        return False
    below = [line[0] for line in lines[header + 1 :] if line[0].strip()]
    usual = sum(name in USUAL_STAGES for name in names)
    return usual * 2 > len(names) and sum(bool(meaning_of(text)) for text in below) * 2 <= len(below)


def _is_lane(line: Sequence[str], labels: int) -> bool:
    """Whether the first line is a lane already, so that nothing names the stages."""
    if not meaning_of(line[labels]) or is_usual_stage(line[labels]):
        return False
    names = [text for n, text in enumerate(line) if n != labels and text.strip()]
    return not any(is_usual_stage(name) or is_numbered(name) for name in names)


def _meanings(lines: Sequence[Sequence[str]], labels: int | None, header: int | None, across: bool) -> tuple[str, ...]:
    """What each line is. Goals and times are the stages' own only right below their names, or several of them right beside
    where each stage has one row; else they are lanes.
    """
    found: list[str] = []
    taken: set[str] = set()
    beside = not across and header is not None and labels is not None and _tell_stages(lines[header:], labels)
    for n, line in enumerate(lines):
        go_on()
        label = "" if labels is None else line[labels].strip()
        if n == header:
            meaning = STAGE_NAMES
        elif not any(text.strip() for text in line):
            meaning = LEFT_OUT
        elif header is not None and n < header:
            meaning = _before_the_names(label, line, across)
        elif labels is not None and not label and found and found[-1] not in (LEFT_OUT, STAGE_NAMES):
            meaning = MORE
        else:
            told = [text for at, text in enumerate(line) if at != labels and is_filled(text)]
            meaning = role_of_numbers(label, told) or meaning_of(label) or "own"
        if meaning in STAGE_FIELDS:
            below = (across or beside) and found[-1:] and found[-1] in (STAGE_NAMES, *STAGE_FIELDS)
            if meaning in _AS_LANES and (meaning in taken or not below):
                meaning = _AS_LANES[meaning]
            taken.add(meaning)
        elif _is_line(label) and not any(
            is_filled(text) and not _is_line(text) for n, text in enumerate(line) if n != labels
        ):
            # A line of a blueprint stands between its lanes anyway.
            meaning = LEFT_OUT
        found.append(meaning)
    return tuple(found)


def _tell_stages(lines: Sequence[Sequence[str]], labels: int) -> bool:
    """Whether the first of the lines names each stage once, and two or more right behind it are said of the stages."""
    names = [cleaned(text) for n, text in enumerate(lines[0]) if n != labels]
    said = list(takewhile(lambda one: one in STAGE_FIELDS, (meaning_of(line[labels]) for line in lines[1:])))
    return all(names) and len(set(names)) == len(names) and len(said) > 1


def _is_line(label: str) -> bool:
    return line_named(label) is not None or _RULE.fullmatch(label[:_LONG]) is not None


def _before_the_names(label: str, line: Sequence[str], across: bool) -> str:
    """What a line in front of that with the stages' names is: a lane, where its heading says so, or mere numbers."""
    meaning = meaning_of(label)
    if meaning in STAGE_FIELDS:
        meaning = ""
    below = [text for text in line if text.strip() and text.strip() != label.strip()]
    if not across and (_counts(below) or (not meaning and are_ids(label, below))):
        return LEFT_OUT
    counts = not label.strip(" #№.") or sum(text.strip(" .#").isdecimal() for text in line) * 2 > len(line)
    if meaning or across or counts:
        return meaning or LEFT_OUT
    return "own"


def _counts(texts: Sequence[str]) -> bool:
    """Whether texts are numbers that count: 1, 2, 3."""
    bare = [text.strip(" .#)") for text in texts]
    return len(bare) > 1 and all(text.isdecimal() and int(text[:6]) in (n, n + 1) for n, text in enumerate(bare))


def _with_sub_stages(grid: Grid, labels: int | None, header: int | None, meanings: tuple[str, ...]) -> tuple[str, ...]:
    """A line without a name right below names that stand over several places holds the parts of the stages."""
    if header is None or labels is None or header + 1 >= len(grid.rows):
        return meanings
    names, below = grid.rows[header], grid.rows[header + 1]
    wide = any(wide > 1 for (row, _), (_, wide) in grid.spans.items() if row == header)
    gaps = any(not names[n].strip() and below[n].strip() for n in range(len(names)) if n != labels)
    lane = is_corner(names[labels]) and bool(meaning_of(below[labels]))
    parts = labels == 0 and is_stage_word(below[labels]) and not lane and _are_groups(names, below)
    said = parts or _SUB_STAGE.fullmatch(cleaned(below[labels][:_LONG])) is not None
    again = said or _are_repeated(names, below, labels)
    if (below[labels].strip() and not said) or not (wide or gaps or again) or any(len(text) > _LONG for text in below):
        return meanings
    if all(not line[labels].strip() for line in grid.rows[header + 1 :]):
        return meanings
    found = list(meanings)
    found[header + 1] = SUB_STAGES
    return tuple(found)


def _are_repeated(names: Sequence[str], below: Sequence[str], labels: int) -> bool:
    """Whether stages' names stand again over each of their parts, which all have names of their own."""
    parts = [(cleaned(names[n]), cleaned(below[n])) for n in range(len(names)) if n != labels and names[n].strip()]
    same = any(one == other for (one, _), (other, _) in pairwise(parts))
    return same and all(part for _, part in parts) and len({part for _, part in parts}) == len(parts)


def is_usual_stage(name: str) -> bool:
    """Whether a stage is often called so, or has such a word in its name."""
    return not USUAL_STAGES.isdisjoint(without_number(name[:NAME_MAX]).casefold().split())
