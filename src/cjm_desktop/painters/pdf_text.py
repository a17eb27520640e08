"""A block of lines in, one PDF text object out, so written that a search finds the block's whole text in common readers.

Readers see positioned glyphs and guess at lines and words. Where they guess wrong, they are told:

- A word that goes on in the next line (after a hyphen, or because it is too long) is one word, hyphen included; readers
  drop the hyphen or see two words. From the break to the word's end the text is given beside the glyphs (ActualText).
- A hyphen at a line's end after which a new word starts is there to stay, too.
- A line of right-to-left text would be sorted into one line with what stands beside it, and where it is small, with
  what stands below.
- A text that stands beside a word that goes on would be put between its parts, and the word be read for each of them.
- Those who read the text without its places (screen readers) would join the last word of a line and the first of the
  next: each line but those within a word ends in the space that its break swallowed.

For all but the first and the last, a blank that shows nothing, out of the line, keeps the line apart.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from cjm_desktop.painters.pdf_codes import actual_text, blank_of
from cjm_desktop.painters.pdf_fonts import FONT, PdfFonts, Told
from cjm_desktop.painters.pdf_languages import voice
from cjm_desktop.text.assembly import WordLine
from cjm_desktop.text.lines import GlyphRun, TextLine

#: Scripts without spaces between words, in which readers search character by character, across line ends as well.
_UNSPACED = ((0x0E00, 0x0EFF), (0x1000, 0x109F), (0x1780, 0x17FF), (0x2E80, 0xA4CF), (0xF900, 0xFFEF))
#: At a line's end PDFium takes these for a word's division, and leaves them out.
_HYPHENS = ("-", "\u00ad")
_TOLD = re.compile(r"/Span <</ActualText <\w*>>> BDC (.*?) EMC")


class PlacedLine(NamedTuple):
    """A line and where its baseline starts; y up."""

    line: TextLine
    x: float
    y: float


class _Part(NamedTuple):
    """A run, or a piece of one, and where it starts; the text of the span that begins with it, and whether one ends."""

    run: GlyphRun
    place: tuple[float, float]
    begins: str | None
    ends: bool


def goes_on(line: TextLine, following: TextLine) -> bool:
    """Whether the second is the next line of the same block."""
    return following.start == line.end > line.start


class PdfText:
    """Writes blocks in the order of the page."""

    def __init__(self, fonts: PdfFonts, language: str) -> None:
        self._fonts, self._language = fonts, language

    def block(self, lines: Sequence[PlacedLine], spoken: str | None = None) -> str:
        """A text object with the lines, in the current colour; runs in another language than `spoken` say so.

        Each line has glyphs.
        """
        told = self._told(lines)
        if told is not None:
            return self._block_of(lines, told, spoken)
        rtl = next((run for placed in lines for run in placed.line.runs if run.rtl), None)
        spans = _spans(lines) if rtl is None else []
        joined = {n for span in spans for n in range(span.first, span.last)}
        tail: _Part | None = None
        last = len(lines) - 1
        operators = ["BT"]
        self._fonts.begin()
        shown = self._fonts.shown
        one = spoken is None or len({run.face for placed in lines for run in placed.line.runs}) == 1
        for n, placed in enumerate(lines):
            line, x, y = placed
            if rtl is not None or (spans and not n):
                operators.append(self._apart(rtl or line.runs[0], x, y))
            for part in _parts(placed, n, spans) if spans else ():
                if part.begins is not None:
                    operators.append(actual_text(part.begins))
                    tail = part
                written = self._fonts.shown(part.run, *part.place)
                operators.append(written if tail is None else _untold(written))
                if part.ends and tail is not None:
                    # Poppler lays the text from the span's first glyph to its last: back to where it began.
                    operators += [_untold(self._hidden(tail.run, *tail.place)), "EMC"]
                    tail = None
            if not spans:
                runs = line.runs if rtl is not None or not _ends_word(line, n == last) else _with_space(line.runs)
                operators += [
                    shown(run, x + run.x, y) if one else self._spoken(run, x + run.x, y, spoken) for run in runs
                ]
            ends_in_hyphen = line.runs[-1].text[-1:] in _HYPHENS and n not in joined
            if ends_in_hyphen or (n == last and (rtl is not None or spans)):
                # Not where the one before the line is, or it would be taken for that one printed twice.
                operators.append(self._apart(rtl or line.runs[-1], x + 4 * line.runs[-1].size, y))
        operators.append("ET")
        return " ".join(operators)

    def _told(self, lines: Sequence[PlacedLine]) -> list[Sequence[Told]] | None:
        """The lines' pieces, for lines that run one way and at whose ends no word is broken, as nearly all are; else None."""
        told: list[Sequence[Told]] = []
        last = len(lines) - 1
        for n, (line, _, _) in enumerate(lines):
            if not isinstance(line, WordLine):
                return None
            parts = self._fonts.told(line)
            if parts is None:
                return None
            word = line.words[-1]
            if n < last and not word.gap and not parts[0].direction and not _ends_word(line, last=False):
                after = lines[n + 1].line.text
                if not (_is_unspaced(word.text[-1]) or _is_unspaced(after[0])):
                    return None
            told.append(parts)
        return told

    def _block_of(self, lines: Sequence[PlacedLine], told: Sequence[Sequence[Told]], spoken: str | None) -> str:
        """The same as `block` for lines whose pieces are told."""
        fonts = self._fonts
        fonts.begin()
        rtl = next((parts[0] for parts in told if parts[0].direction), None)
        alike = len({font for parts in told for font in map(FONT, parts)}) == 1
        last = len(lines) - 1
        operators = ["BT"]
        for n, ((line, x, y), parts) in enumerate(zip(lines, told, strict=True)):
            assert isinstance(line, WordLine)
            size = line.size
            if rtl is not None:
                operators.append(fonts.apart(rtl, size, x, y - 4 * size))
            word = line.words[-1]
            spaced = rtl is None and (word.gap > 0 or _ends_word(line, last=n == last))
            if alike:
                operators.append(fonts.shown_alike(parts, size, x, y, spaced=spaced))
            else:
                runs = fonts.shown_pieces(parts, size, x, y, spaced=spaced)
                operators += [self._in_language(text, shown, spoken) for text, shown in runs]
            if (rtl is not None and n == last) or word.text.endswith(_HYPHENS, 0, len(word.text) - word.gap):
                operators.append(fonts.apart(rtl or parts[-1], size, x + 4 * size, y - 4 * size))
        operators.append("ET")
        return " ".join(operators)

    def _spoken(self, run: GlyphRun, x: float, y: float, spoken: str | None) -> str:
        """A run, which says its language where that is not the block's."""
        return self._in_language(run.text, self._fonts.shown(run, x, y), spoken)

    def _in_language(self, text: str, shown: str, spoken: str | None) -> str:
        language = voice(text, self._language) if spoken is not None else None
        return shown if language in (None, spoken) else f"/Span <</Lang ({language})>> BDC {shown} EMC"

    def _apart(self, run: GlyphRun, x: float, y: float) -> str:
        """A hidden space well below a line."""
        return self._fonts.apart(run, run.size, x, y - 4 * run.size)

    def _hidden(self, run: GlyphRun, x: float, y: float) -> str:
        return f"3 Tr {self._fonts.shown(run, x, y)} 0 Tr"


def _untold(operators: str) -> str:
    """The operators without the texts of glyphs, for a span that has a text of its own."""
    return _TOLD.sub(r"\1", operators)


def _ends_word(line: TextLine, last: bool) -> bool:
    """Whether a space stood after the line before it was broken off; after a block there is one in any case."""
    return last or line.end - line.start > len(line.text)


def _with_space(runs: tuple[GlyphRun, ...]) -> tuple[GlyphRun, ...]:
    """The runs of a line with a space at their end, or those who go by the text alone take two words for one."""
    run = runs[-1]
    blank = blank_of(run.face)
    if blank is None or run.rtl:
        return runs
    glyph, advance = blank
    return (
        *runs[:-1],
        GlyphRun(
            run.face,
            run.size,
            run.x,
            run.width,
            (*run.glyphs, glyph),
            (*run.advances, advance),
            (*run.dx, 0),
            (*run.dy, 0),
            (*run.clusters, len(run.text)),
            run.text + " ",
        ),
    )


class _Span(NamedTuple):
    """From a character of one line to (not including) a character of a later line."""

    first: int
    start: int
    last: int
    end: int
    text: str


def _spans(lines: Sequence[PlacedLine]) -> list[_Span]:
    """The words that go on from line to line, each from the last cluster before the break."""
    found: list[_Span] = []
    for n, (above, below) in enumerate(pairwise(placed.line for placed in lines)):
        # Most lines end in a space that the break swallowed; of the others, those whose runs are their text in order.
        if above.end - above.start != sum(len(run.text) for run in above.runs) or below.start != above.end:
            continue
        if not (_is_plain(above) and _is_plain(below)) or _is_unspaced(above.text[-1]) or _is_unspaced(below.text[0]):
            continue
        start = len(above.text) - len(above.runs[-1].text) + max(above.runs[-1].clusters)
        end = next((i for i, character in enumerate(below.text) if character.isspace()), len(below.text))
        text = above.text[start:] + below.text[:end]
        if max(text) > "\uffff":  # readers that go by PDFium leave such characters out of ActualText
            continue
        before = found[-1] if found else None
        if before is not None and before.last == n and before.end >= start:
            text = before.text + above.text[before.end :] + below.text[:end]
            found[-1] = before._replace(last=n + 1, end=end, text=text)
        else:
            found.append(_Span(n, start, n + 1, end, text))
    # PDFium leaves out a hyphen that ends an ActualText, whatever comes after it.
    return [span._replace(text=span.text + " ") if span.text.endswith(_HYPHENS) else span for span in found]


def _is_plain(line: TextLine) -> bool:
    """Whether the line's runs are its text from left to right."""
    return "".join(run.text for run in line.runs) == line.text


def _is_unspaced(character: str) -> bool:
    return any(first <= ord(character) <= last for first, last in _UNSPACED)


def _parts(placed: PlacedLine, n: int, spans: Sequence[_Span]) -> Iterator[_Part]:
    """The runs of the n-th line, cut where a span starts or ends."""
    starts = {span.start: span.text for span in spans if span.first == n}
    ends = {span.end for span in spans if span.last == n}
    offset = 0
    for run in placed.line.runs:
        cuts = sorted(cut - offset for cut in {*starts, *ends} if 0 < cut - offset < len(run.text))
        for piece in _cut(run, cuts):
            end = offset + len(piece.text)
            yield _Part(piece, (placed.x + piece.x, placed.y), starts.get(offset), end in ends)
            offset = end


def _cut(run: GlyphRun, cuts: Sequence[int]) -> Iterator[GlyphRun]:
    """A left-to-right run in pieces, each from one cut (an index into its text) to the next."""
    scale = run.size / run.face.units_per_em
    x = run.x
    glyph = 0
    for start, end in pairwise([0, *cuts, len(run.text)]):
        stop = glyph
        while stop < len(run.glyphs) and run.clusters[stop] < end:
            stop += 1
        piece = slice(glyph, stop)
        width = sum(run.advances[piece]) * scale
        yield GlyphRun(
            run.face,
            run.size,
            x,
            width,
            run.glyphs[piece],
            run.advances[piece],
            run.dx[piece],
            run.dy[piece],
            tuple(cluster - start for cluster in run.clusters[piece]),
            run.text[start:end],
        )
        x += width
        glyph = stop
