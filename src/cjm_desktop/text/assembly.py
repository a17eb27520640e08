"""Blocks and lines from words: in go wrapped words, out come lines and their glyph runs, made when first asked for."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain

from cjm_desktop.text.bidi import visual_order
from cjm_desktop.text.lines import GlyphRun, TextBlock, TextLine, TextStyle
from cjm_desktop.text.shaping import Piece
from cjm_desktop.text.words import Word
from cjm_desktop.text.wrap import Wrapped

_put = object.__setattr__
_NONE: frozenset[str] = frozenset()


class WordLine(TextLine):
    """A line that keeps its words and makes text and runs on demand: a map of 20,000 cards shows a few hundred at a time."""

    __slots__ = ("_made", "size", "words")

    words: Sequence[Word]
    size: float
    _made: tuple[GlyphRun, ...] | None

    def __init__(self, wrapped: Wrapped[Word], size: float, width: float, baseline: float) -> None:
        _put(self, "words", wrapped.units)
        _put(self, "size", size)
        _put(self, "_made", None)
        _put(self, "width", width)
        _put(self, "baseline", baseline)
        _put(self, "start", wrapped.start)
        _put(self, "end", wrapped.end)
        _put(self, "rtl", wrapped.base == 1)

    @property
    def text(self) -> str:
        words = self.words
        return "".join(word.text for word in words[:-1]) + words[-1].end_text if words else ""

    @property
    def runs(self) -> tuple[GlyphRun, ...]:
        made = self._made
        if made is None:
            made = glyph_runs(self.words, self.size)
            _put(self, "_made", made)
        return made

    # Both without making text or runs.

    @property
    def is_blank(self) -> bool:
        words = self.words
        return not words or (len(words) == 1 and len(words[0].text) == words[0].gap)

    @property
    def is_empty(self) -> bool:
        words = self.words
        if words and words[-1].end_pieces:
            return False
        return not any(word.pieces or word.gap_pieces for word in words[:-1])


class WordBlock(TextBlock):
    """A block that makes its lines on demand: laying out asks for no more than how large it is."""

    __slots__ = ("_baseline", "_made", "_wrapped")

    _wrapped: Sequence[Wrapped[Word]]
    _baseline: float
    _made: tuple[TextLine, ...] | None

    def __init__(
        self, text: str, style: TextStyle, wrapped: Sequence[Wrapped[Word]], cut: bool, baseline: float
    ) -> None:
        """`baseline` is that of the first line, down from the block's top."""
        size = style.size
        widest = 0.0
        missing = _NONE
        for line in wrapped:
            width = line.width * size
            if width > widest:
                widest = width
            for word in line.units:
                if word.missing:
                    missing |= word.missing
        _put(self, "text", text)
        _put(self, "style", style)
        _put(self, "width", widest)
        _put(self, "height", size * style.leading * len(wrapped))
        _put(self, "missing", missing)
        _put(self, "cut", cut)
        _put(self, "_wrapped", wrapped)
        _put(self, "_baseline", baseline)
        _put(self, "_made", None)

    @property
    def lines(self) -> tuple[TextLine, ...]:
        made = self._made
        if made is None:
            size = self.style.size
            pitch = size * self.style.leading
            baseline = self._baseline
            found = []
            for line in self._wrapped:
                found.append(WordLine(line, size, line.width * size, baseline))
                baseline += pitch
            made = tuple(found)
            _put(self, "_made", made)
        return made


def glyph_runs(words: Sequence[Word], size: float) -> tuple[GlyphRun, ...]:
    """The runs of a line, neighbours of one face and direction joined."""
    pieces: list[tuple[int, Piece]] = []
    position = 0
    for index, word in enumerate(words):
        is_last = index == len(words) - 1
        for piece in word.end_pieces if is_last else (*word.pieces, *word.gap_pieces):
            pieces.append((position, piece))
            position += len(piece.text)
    pieces = visual_order(pieces, lambda item: item[1].level)
    runs = []
    x = 0.0
    group: list[tuple[int, Piece]] = []
    for item in pieces:
        # Pieces of one level that lie side by side lie so in the text as well.
        if group and (group[-1][1].face is not item[1].face or group[-1][1].level != item[1].level):
            runs.append(_run(group, size, x))
            x += runs[-1].width
            group = []
        group.append(item)
    if group:
        runs.append(_run(group, size, x))
    return tuple(runs)


def _run(group: list[tuple[int, Piece]], size: float, x: float) -> GlyphRun:
    first = group[0][1]
    rtl = bool(first.level & 1)
    if len(group) == 1:
        return GlyphRun(
            face=first.face,
            size=size,
            x=x,
            width=first.width * size,
            glyphs=first.glyphs,
            advances=first.advances,
            dx=first.dx,
            dy=first.dy,
            clusters=first.clusters,
            text=first.text,
            rtl=rtl,
        )
    origin = min(start for start, _ in group)
    pieces = [piece for _, piece in group]
    texts = [piece.text for _, piece in sorted(group, key=_start)] if rtl else [piece.text for piece in pieces]
    # Every line of every export comes by here: chains of tuples are put together twice as fast as their elements one by one.
    return GlyphRun(
        face=first.face,
        size=size,
        x=x,
        width=sum([piece.width for piece in pieces]) * size,
        glyphs=tuple(chain.from_iterable([piece.glyphs for piece in pieces])),
        advances=tuple(chain.from_iterable([piece.advances for piece in pieces])),
        dx=tuple(chain.from_iterable([piece.dx for piece in pieces])),
        dy=tuple(chain.from_iterable([piece.dy for piece in pieces])),
        clusters=tuple([cluster + (start - origin) for start, piece in group for cluster in piece.clusters]),
        text="".join(texts),
        rtl=rtl,
    )


def _start(item: tuple[int, Piece]) -> int:
    return item[0]
