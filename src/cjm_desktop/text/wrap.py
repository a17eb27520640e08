"""Line breaking: in go words with widths and the room there is, out come lines, elided where there are too many."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar

from cjm_desktop.text.bidi import direction
from cjm_desktop.text.unicode import is_simple, neutral, paragraphs

#: What may be lost in adding up widths before a line counts as too wide, in em.
_TOLERANCE = 1e-6


class Unit(Protocol):
    """What a line is made of: an unbreakable segment. Widths are in em."""

    @property
    def text(self) -> str: ...
    @property
    def gap(self) -> int:
        """How many characters at the end are spaces."""
        ...

    @property
    def advance(self) -> float:
        """Width within a line."""
        ...

    @property
    def end(self) -> float:
        """Width at the end of a line."""
        ...


U = TypeVar("U", bound=Unit)


class UnitMaker(Protocol[U]):
    """Makes the units that are wrapped."""

    def units(self, paragraph: str, base: int, /) -> Sequence[U]:
        """The units of a paragraph (harmless display text) whose base level is `base`."""
        ...

    def split(self, unit: U, room: float) -> Sequence[U]:
        """The unit cut between grapheme clusters into parts that fit, or are one cluster."""
        ...

    def bare(self, unit: U) -> U:
        """The unit without the spaces at its end."""
        ...

    def ellipsis(self, base: int, /) -> U: ...


@dataclass(slots=True)
class Wrapped(Generic[U]):
    """A line: its units in logical order, its inked width in em, its place in the text, the paragraph's base level."""

    units: list[U]
    width: float
    start: int
    end: int
    base: int


def wrap(maker: UnitMaker[U], text: str, room: float, max_lines: int | None = None) -> tuple[list[Wrapped[U]], bool]:
    """The lines of a text, at least one, and whether some of the text was cut because there were too many.

    `room` is in em. Each line ends where the next begins, past the spaces and the newline that it swallows. A paragraph
    without letters takes the direction of the whole text.
    """
    if is_simple(text):
        lines = _broken(maker, maker.units(text, 0), room, 0, 0, max_lines)
    else:
        lines = []
        default = direction(text) or 0
        for start, source, after in paragraphs(text):
            found = direction(source)
            base = default if found is None else found
            left = None if max_lines is None else max_lines - len(lines)
            lines += _broken(maker, maker.units(neutral(source), base), room, start, base, left)
            lines[-1].end += after - start - len(source)
            if max_lines is not None and len(lines) > max_lines:
                break
    if max_lines is None or len(lines) <= max_lines:
        return lines, False
    del lines[max_lines:]
    last = lines[-1]
    if not text[last.end :].strip():
        return lines, False
    lines[-1] = _elided(maker, last, room)
    return lines, True


def _broken(
    maker: UnitMaker[U], units: Sequence[U], room: float, start: int, base: int, most: int | None
) -> list[Wrapped[U]]:
    """The lines of a paragraph that begins at `start`; beyond `most` lines at least one more, but not all."""
    limit = room + _TOLERANCE
    lines: list[Wrapped[U]] = []
    line: list[U] = []
    x = inked = 0.0
    position = start
    for unit in units:
        end = unit.end
        if x + end > limit:
            if line:
                lines.append(Wrapped(line, inked, start, position, base))
                if most is not None and len(lines) > most:
                    return lines
                line = []
                start = position
                x = 0.0
            if end > limit:
                *full, unit = maker.split(unit, room)
                for part in full:
                    position += len(part.text)
                    lines.append(Wrapped([part], part.end, start, position, base))
                    start = position
                end = unit.end
        line.append(unit)
        inked = x + end
        x += unit.advance
        position += len(unit.text)
    lines.append(Wrapped(line, inked, start, position, base))
    return lines


def _elided(maker: UnitMaker[U], line: Wrapped[U], room: float) -> Wrapped[U]:
    """The line with an ellipsis at its end, in place of as many clusters as it takes."""
    mark = maker.ellipsis(line.base)
    limit = room - mark.advance + _TOLERANCE
    units = list(line.units)
    x = sum(unit.advance for unit in units)
    while units:
        last = units.pop()
        x -= last.advance
        bare = maker.bare(last)
        if bare.text and x + bare.advance > limit:
            bare = maker.split(bare, limit - x)[0]
        if bare.text and x + bare.advance <= limit:
            units.append(bare)
            x += bare.advance
            break
    units.append(mark)
    end = line.start + sum(len(unit.text) for unit in units[:-1])
    return Wrapped(units, x + mark.end, line.start, end, line.base)
