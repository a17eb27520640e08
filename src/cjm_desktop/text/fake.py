"""Text of fixed widths, for tests of layout: in goes what the engine takes, out come blocks without glyphs, with no fonts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from unicodedata import category, east_asian_width

from cjm_desktop.text.boundaries import Breaker, LineBreaker
from cjm_desktop.text.clusters import clusters
from cjm_desktop.text.lines import TextBlock, TextLine, TextStyle
from cjm_desktop.text.unicode import ELLIPSIS, SPACES
from cjm_desktop.text.wrap import wrap

_JOINER = "\u200d"
_WITHOUT_ROOM = ("Mn", "Mc", "Me", "Cf")


@dataclass(frozen=True, slots=True)
class _Segment:
    text: str
    gap: int
    advance: float
    end: float


class FakeSetter:
    """Every character is 0.5 em wide, wide East Asian ones 1 em, marks and what is joined nothing. Wraps by the engine's rules."""

    def __init__(self, breaker: LineBreaker | None = None) -> None:
        self._maker = _Segments(breaker or Breaker())

    def block(self, text: str, style: TextStyle, width: float, max_lines: int | None = None) -> TextBlock:
        size = style.size
        wrapped, cut = wrap(self._maker, text, width / size, max_lines)
        pitch = size * style.leading
        lines = tuple(
            TextLine(
                runs=(),
                text="".join(unit.text for unit in line.units).removesuffix(_gap(line.units)),
                width=line.width * size,
                baseline=pitch * (index + 0.8),
                start=line.start,
                end=line.end,
                rtl=line.base == 1,
            )
            for index, line in enumerate(wrapped)
        )
        return TextBlock(text, style, lines, max(line.width for line in lines), pitch * len(lines), cut=cut)


class _Segments:
    def __init__(self, breaker: LineBreaker) -> None:
        self._breaker = breaker

    def units(self, paragraph: str, _base: int) -> Sequence[_Segment]:
        return [_segment(text) for text in self._breaker.segments(paragraph)]

    def split(self, unit: _Segment, room: float) -> Sequence[_Segment]:
        core = unit.text.removesuffix(_gap([unit]))
        parts = [""]
        for cluster in clusters(core):
            if parts[-1] and _width(parts[-1] + cluster) > room:
                parts.append("")
            parts[-1] += cluster
        parts[-1] += _gap([unit])
        return [_segment(part) for part in parts]

    def bare(self, unit: _Segment) -> _Segment:
        return _segment(unit.text.removesuffix(_gap([unit])))

    def ellipsis(self, _base: int) -> _Segment:
        return _segment(ELLIPSIS)


def _gap(units: Sequence[_Segment]) -> str:
    """The spaces at the end of the last unit."""
    return units[-1].text[len(units[-1].text) - units[-1].gap :] if units else ""


def _segment(text: str) -> _Segment:
    core = text.rstrip(SPACES)
    return _Segment(text, len(text) - len(core), _width(text), _width(core))


def _width(text: str) -> float:
    """In em."""
    width = 0.0
    before = ""
    for character in text:
        if before != _JOINER and category(character) not in _WITHOUT_ROOM:
            width += 1.0 if east_asian_width(character) in "WF" else 0.5
        before = character
    return width
