"""Runs of glyphs in, PDF text operators out; and at the end the fonts that they use, as subsets in the document.

Which codes stand for which glyphs, `pdf_codes` says; here a face takes a second font once it has given too many.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from operator import itemgetter
from typing import Any, NamedTuple

from reportlab.pdfbase.pdfdoc import PDFDocument

from cjm_desktop.painters.pdf_codes import UNCLEAR, CffCodes, FaceCodes, TrueTypeCodes
from cjm_desktop.painters.pdf_font_files import add_font
from cjm_desktop.text.assembly import WordLine
from cjm_desktop.text.faces import Face
from cjm_desktop.text.lines import GlyphRun, TextLine
from cjm_desktop.text.shaping import Piece
from cjm_desktop.text.words import Word

#: A face takes another font resource once it has so many codes: two bytes hold 65,536, and a run adds some 20,000 at most.
_FULL = 35_000

#: Where the codes of TrueType fonts start: above the glyph ids of usual PostScript subsets, and each font elsewhere.
_FIRST_CODE, _CODES_APART, _RANGES = 0x1000, 0x100, 16


class Told(NamedTuple):
    """A piece of a word as it stands within the array of a text operator of this font.

    `direction` is 0 from left to right, 1 from right to left, -1 where the array does not tell what the piece shows.
    """

    font: FaceCodes
    array: str
    direction: int
    piece: Piece


FONT, _ARRAY, _DIRECTION = itemgetter(0), itemgetter(1), itemgetter(2)


class PdfFonts:
    """The fonts of one document: is told all its lines, hands out text operators, then embeds what they used."""

    def __init__(self, lines: Iterable[TextLine]) -> None:
        self._open: dict[str, FaceCodes] = {}
        self._set: tuple[FaceCodes, float] | None = None
        self._place = 0.0, 0.0
        self._fonts: list[FaceCodes] = []
        self._within: dict[Word, tuple[Told, ...]] = {}  #: words as they stand within a line, and at its end
        self._last: dict[Word, tuple[Told, ...]] = {}
        # A PostScript subset numbers its glyphs itself, so it has to be made before the first of them is shown.
        self._wanted: dict[str, set[int]] = defaultdict(set)
        within: set[Word] = set()
        last: set[Word] = set()
        pieces: list[Piece | GlyphRun] = []
        for line in lines:
            if isinstance(line, WordLine):
                within.update(line.words[:-1])
                last.update(line.words[-1:])
            else:
                pieces += line.runs
        for word in within:
            pieces += word.pieces + word.gap_pieces
        for word in last:
            pieces += word.end_pieces
        for piece in pieces:
            if piece.face.is_cff:
                self._wanted[piece.face.key].update(piece.glyphs)

    def shown(self, run: GlyphRun, x: float, y: float) -> str:
        """Operators, for use within a text object, that show the run with its baseline starting at (x, y), y up.

        They go on from those of the runs before, since `begin`.
        """
        font = self._font(run.face)
        return self._placed(font, run.size, x, y, font.shown(run))

    def told(self, line: WordLine) -> Sequence[Told] | None:
        """A line's pieces from left to right, each as it is shown; for `shown_pieces`.

        None where they run both ways, or where what one shows depends on what stands beside it.
        """
        parts: list[Told] = []
        words = line.words
        for word in words[:-1]:
            parts += self._within.get(word) or self._tell(self._within, word, word.pieces + word.gap_pieces)
        last = words[-1]
        parts += self._last.get(last) or self._tell(self._last, last, last.end_pieces)
        if not any(map(_DIRECTION, parts)):
            return parts
        return parts[::-1] if {part.direction for part in parts} == {1} else None

    def shown_pieces(
        self, parts: Sequence[Told], size: float, x: float, y: float, *, spaced: bool
    ) -> Iterator[tuple[str, str]]:
        """What `shown` gives for runs, for each run of pieces of one face: their text and the operators.

        `spaced` with a space at the end of the last.
        """
        runs = [(font, list(run)) for font, run in groupby(parts, FONT)]
        last = len(runs) - 1
        for n, (font, run) in enumerate(runs):
            array = "".join(map(_ARRAY, run)) + (font.blank if spaced and n == last else "")
            yield "".join([part.piece.text for part in run]), self._placed(font, size, x, y, _operator(array))
            x += sum([part.piece.width for part in run]) * size

    def shown_alike(self, parts: Sequence[Told], size: float, x: float, y: float, *, spaced: bool) -> str:
        """The same for pieces of one face, without their text."""
        font = parts[0].font
        array = "".join(map(_ARRAY, parts))
        return self._placed(font, size, x, y, _operator(array + font.blank if spaced else array))

    def apart(self, run: GlyphRun | Told, size: float, x: float, y: float) -> str:
        """Something invisible in a run's font that reads as a space; a real space has no extent to be noticed by."""
        font = run.font if isinstance(run, Told) else self._font(run.face)
        hint = font.hint or font.make_hint(run.piece if isinstance(run, Told) else run)
        return f"3 Tr {self._placed(font, size, x, y, hint)} 0 Tr"

    def _tell(self, known: dict[Word, tuple[Told, ...]], word: Word, pieces: Sequence[Piece]) -> tuple[Told, ...]:
        parts = []
        for piece in pieces:
            font = self._font(piece.face)
            array = font.array_of(piece)
            parts.append(Told(font, array, -1 if array == UNCLEAR else piece.level & 1, piece))
        told = known[word] = tuple(parts)
        return told

    def _placed(self, font: FaceCodes, size: float, x: float, y: float, shown: str) -> str:
        x, y = round(x, 3), round(y, 3)  # readers round baselines to pixels: as exact as layout, or lines jump
        left, bottom = self._place
        self._place = x, y
        wanted = font, size
        if wanted == self._set:
            return f"{x - left:.3f} {y - bottom:.3f} Td {shown}"
        self._set = wanted
        return f"/{font.resource} {size:g} Tf {x - left:.3f} {y - bottom:.3f} Td {shown}"

    def begin(self) -> None:
        """A new text object begins."""
        self._set, self._place = None, (0.0, 0.0)

    def embed(self, document: PDFDocument, resources: dict[str, Any]) -> None:
        """Adds every used font to the document and to the resources, in order of first use."""
        for font in self._fonts:
            resources[font.resource] = add_font(document, font.resource, font.file())

    def _font(self, face: Face) -> FaceCodes:
        font = self._open.get(face.key)
        if font is None or font.count >= _FULL:
            count = len(self._fonts)
            if face.is_cff:
                font = CffCodes(face, f"F{count}", self._wanted[face.key])
            else:
                font = TrueTypeCodes(face, f"F{count}", _FIRST_CODE + _CODES_APART * (count % _RANGES))
            self._open[face.key] = font
            self._fonts.append(font)
        return font


def _operator(array: str) -> str:
    """The operator that shows strings, with what corrects the reader's pen between them."""
    array = array.replace("><", "")
    return f"{array} Tj" if array.find(">") == len(array) - 1 else f"[{array}] TJ"
