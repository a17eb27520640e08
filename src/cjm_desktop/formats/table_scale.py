"""The cells of a table and a reading of them go in; out comes whether a user has to say on which scale its feelings are."""

from __future__ import annotations

from dataclasses import dataclass

from cjm_desktop.formats.table import Grid
from cjm_desktop.formats.table_cells import felt_parts
from cjm_desktop.formats.table_reading import Reading, line_names, lines_of
from cjm_desktop.model.catalogue import ROLES
from cjm_desktop.model.feelings import feelings_of, is_doubtful, scale_in, score_in
from cjm_desktop.model.records import LaneKind

#: So many numbers serve as examples of what they become.
_EXAMPLES = 3


@dataclass(frozen=True, slots=True)
class ScaleDoubt:
    """Numbers of feelings that fit several scales.

    `scale` is the one that they were read on, `line` the name of the first line of such numbers; `examples` are the least
    of them, one between and the greatest, each with the feeling (-2 to +2) that it becomes.
    """

    line: str
    scale: str
    examples: tuple[tuple[float, float], ...]


def scale_doubt(grid: Grid, reading: Reading) -> ScaleDoubt | None:
    """None where words, faces and scales that the table tells leave nothing to ask."""
    names = line_names(grid, reading)
    for name, line, meaning in zip(names, lines_of(grid, reading).rows, reading.meanings, strict=True):
        if meaning not in ROLES or ROLES[meaning].kind is not LaneKind.EMOTION or scale_in(name):
            continue
        parts = [part for n, text in enumerate(line) if n != reading.labels for part in felt_parts(text)]
        if not is_doubtful(parts):
            continue
        felt, used = feelings_of(parts, reading.scale)
        numbers: dict[float, float] = {}
        for part, feeling in zip(parts, felt, strict=True):
            score = score_in(part) if part.strip() else None
            if score is not None and score[1] is None and feeling is not None:
                numbers[score[0]] = feeling[0]
        known = sorted(numbers.items())
        between = [known[len(known) // 2]] if len(known) >= _EXAMPLES else []
        return ScaleDoubt(name, used, tuple(dict.fromkeys((known[0], *between, known[-1]))))
    return None
