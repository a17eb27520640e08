"""The cache of shaped words: in goes a segment between line breaks, out comes its glyphs and widths, shaped once."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

from cjm_desktop.text.clusters import clusters, unjoined
from cjm_desktop.text.faces import Face
from cjm_desktop.text.shaping import Piece, Shaper
from cjm_desktop.text.unicode import ELLIPSIS, SOFT_HYPHEN, SPACES

#: How many different words are kept before the cache starts afresh.
_CAPACITY = 100_000


@dataclass(frozen=True, slots=True, eq=False)
class Word:
    """A segment that ends where a line may break, its glyphs in logical order; widths are in em.

    `gap` are the spaces at its end, which a line swallows if it breaks here. Within a line the word takes `advance`, at
    the end of one `end`: without its gap, and with a hyphen in place of a soft one.
    """

    text: str
    levels: bytes | None
    gap: int  #: characters
    advance: float
    end: float
    pieces: tuple[Piece, ...]
    gap_pieces: tuple[Piece, ...]
    end_pieces: tuple[Piece, ...]
    missing: frozenset[str]

    @property
    def end_text(self) -> str:
        """The text as drawn at the end of a line."""
        text = self.text[: len(self.text) - self.gap]
        return f"{text[:-1]}-" if text.endswith(SOFT_HYPHEN) else text


class WordCache:
    """Words of one weight and slant."""

    def __init__(self, shaper: Shaper) -> None:
        self._shaper = shaper
        self._plain: dict[str, Word] = {}
        self._directed: dict[tuple[str, bytes, tuple[str, str]], Word] = {}
        self._gaps: dict[tuple[str, bytes | None, Face | None], tuple[tuple[Piece, ...], frozenset[str]]] = {}

    def words(self, segments: Sequence[str]) -> list[Word]:
        """The words of a paragraph that runs from left to right throughout."""
        known = self._plain
        return [known.get(segment) or self.word(segment, None) for segment in segments]

    def word(self, segment: str, levels: bytes | None, context: tuple[str, str] = ("", "")) -> Word:
        """One word; `levels` as many as characters, None where all are 0. `context` is what it joins to, for Arabic."""
        if levels is None:
            word = self._plain.get(segment)
            if word is None:
                if len(self._plain) >= _CAPACITY:
                    self._plain.clear()
                word = self._plain[segment] = self._shaped(segment, None, context)
            return word
        key = segment, levels, context
        word = self._directed.get(key)
        if word is None:
            if len(self._directed) >= _CAPACITY:
                self._directed.clear()
            word = self._directed[key] = self._shaped(segment, levels, context)
        return word

    def ellipsis(self, level: int) -> Word:
        return self.word(ELLIPSIS, bytes([level]) if level else None)

    def bare(self, word: Word) -> Word:
        """The word without its gap."""
        if not word.gap:
            return word
        length = len(word.text) - word.gap
        return self.word(word.text[:length], word.levels[:length] if word.levels is not None else None)

    def split(self, word: Word, room: float) -> list[Word]:
        """The word cut between grapheme clusters into parts no wider than `room` em, or of one cluster; the gap stays
        with the last. Joined pictures that stand side by side all the same are parted."""
        core = word.text[: len(word.text) - word.gap]
        # How far each cluster reaches when the word is shaped whole: a close guess, put right by shaping the part.
        advance_at = [0.0] * (len(core) + 1)
        start = 0
        for piece in word.pieces:
            for index, advance in zip(piece.clusters, piece.advances, strict=True):
                advance_at[start + index] += advance / piece.face.units_per_em
            start += len(piece.text)
        reach_at = list(accumulate(advance_at))
        found = []
        end = 0
        for cluster in clusters(core):
            start, end = end, end + len(cluster)
            drawn = [advance for advance in advance_at[start:end] if advance]
            found += unjoined(cluster) if len(drawn) > 1 and sum(drawn) > room else [cluster]
        ends = list(accumulate(map(len, found)))
        reaches = [reach_at[end - 1] for end in ends]
        parts = []
        first, begun = 0, 0
        while first < len(found):
            offset = reaches[first - 1] if first else 0.0
            last = max(first + 1, bisect_right(reaches, offset + room))
            while True:
                end = ends[last - 1] if last < len(found) else len(word.text)
                if word.levels is None:
                    part = self.word(word.text[begun:end], None)
                else:
                    context = found[first - 1] if first else "", found[last] if last < len(found) else ""
                    part = self.word(word.text[begun:end], word.levels[begun:end], context)
                if part.end <= room or last == first + 1:
                    break
                last -= 1
            parts.append(part)
            first, begun = last, end
        return parts

    def _gap(self, spaces: str, levels: bytes | None, beside: Face | None) -> tuple[tuple[Piece, ...], frozenset[str]]:
        """Spaces beside a face; single ones, which end most words, are shaped once."""
        if len(spaces) > 1:
            return self._shaper.shape(spaces, levels, beside=beside)
        key = spaces, levels, beside
        found = self._gaps.get(key)
        if found is None:
            found = self._gaps[key] = self._shaper.shape(spaces, levels, beside=beside)
        return found

    def _shaped(self, segment: str, levels: bytes | None, context: tuple[str, str]) -> Word:
        core = segment.rstrip(SPACES)
        length = len(core)
        pieces, missing = self._shaper.shape(core, levels, context=context)
        width = sum(piece.width for piece in pieces)
        gap_pieces: tuple[Piece, ...] = ()
        if length < len(segment):
            gap_levels = levels[length:] if levels is not None else None
            gap_pieces, gap_missing = self._gap(segment[length:], gap_levels, pieces[-1].face if pieces else None)
            missing |= gap_missing
        end_pieces = pieces
        if core.endswith(SOFT_HYPHEN):
            end_pieces, _ = self._shaper.shape(f"{core[:-1]}-", levels, context=context)
        return Word(
            text=segment,
            levels=levels,
            gap=len(segment) - length,
            advance=width + sum(piece.width for piece in gap_pieces),
            end=sum(piece.width for piece in end_pieces),
            pieces=pieces,
            gap_pieces=gap_pieces,
            end_pieces=end_pieces,
            missing=missing,
        )
