"""Runs of glyphs in, PDF text operators out; and at the end the fonts that they use, as subsets in the document.

A code in the text (a CID) stands for a *cluster*: the glyphs that show one piece of text which cannot be parted (a
letter; a letter with its marks; a ligature; an emoji of several characters). So the table from codes to text is exact,
and what was typed is what a search finds, in every script.

- TrueType faces: a cluster of one glyph is that glyph (several codes may share it where their texts differ); a cluster
  of several becomes one composite glyph of the subset.
- PostScript faces (the CJK ones) know no composites and no second code for a glyph: there the code is the glyph's id,
  numbered in the subset, and the few clusters that this cannot tell apart carry their text beside them (ActualText).
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from bisect import bisect
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import cache, cached_property, lru_cache
from itertools import groupby
from operator import itemgetter
from typing import Any, NamedTuple
from unicodedata import category

from reportlab.pdfbase.pdfdoc import PDFDocument

from cjm_desktop.painters.pdf_composites import Part, with_composites
from cjm_desktop.painters.pdf_font_files import FontFile, add_font, font_bounds, utf16
from cjm_desktop.text.assembly import WordLine
from cjm_desktop.text.faces import Face
from cjm_desktop.text.lines import GlyphRun, TextLine
from cjm_desktop.text.shaping import Piece
from cjm_desktop.text.words import Word

#: A face takes another font resource once it has so many codes: two bytes hold 65,536, and a run adds some 20,000 at most.
_FULL = 35_000

#: Where the codes of TrueType fonts start: above the glyph ids of usual PostScript subsets, and each font elsewhere.
_FIRST_CODE, _CODES_APART, _RANGES = 0x1000, 0x100, 16

#: Stands for a word some of whose codes do not tell their text.
_UNCLEAR = "?"

#: What a code says that shows no text by itself.
_NO_TEXT = "\ufffd"

#: A piece of a run: its code, its offset right and up, its advance (font units), and its text where the code cannot tell.
_Piece = tuple[str, int, int, int, str | None]


class Told(NamedTuple):
    """A piece of a word as it stands within the array of a text operator of this font.

    `direction` is 0 from left to right, 1 from right to left, -1 where the array does not tell what the piece shows.
    """

    font: _Font
    array: str
    direction: int
    piece: Piece


FONT, _ARRAY, _DIRECTION = itemgetter(0), itemgetter(1), itemgetter(2)


def actual_text(text: str) -> str:
    """The operator after which readers take the text instead of what the glyphs say, up to EMC."""
    return f"/Span <</ActualText <FEFF{utf16(text)}>>> BDC"


class PdfFonts:
    """The fonts of one document: is told all its lines, hands out text operators, then embeds what they used."""

    def __init__(self, lines: Iterable[TextLine]) -> None:
        self._open: dict[str, _Font] = {}
        self._set: tuple[_Font, float] | None = None
        self._place = 0.0, 0.0
        self._fonts: list[_Font] = []
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
            parts.append(Told(font, array, -1 if array == _UNCLEAR else piece.level & 1, piece))
        told = known[word] = tuple(parts)
        return told

    def _placed(self, font: _Font, size: float, x: float, y: float, shown: str) -> str:
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

    def _font(self, face: Face) -> _Font:
        font = self._open.get(face.key)
        if font is None or font.count >= _FULL:
            count = len(self._fonts)
            if face.is_cff:
                font = _CffFont(face, f"F{count}", self._wanted[face.key])
            else:
                font = _TrueTypeFont(face, f"F{count}", _FIRST_CODE + _CODES_APART * (count % _RANGES))
            self._open[face.key] = font
            self._fonts.append(font)
        return font


def _operator(array: str) -> str:
    """The operator that shows strings, with what corrects the reader's pen between them."""
    array = array.replace("><", "")
    return f"{array} Tj" if array.find(">") == len(array) - 1 else f"[{array}] TJ"


@lru_cache(256)
def blank_of(face: Face) -> tuple[int, int] | None:
    """A face's space and its advance; None for PostScript faces, whose glyphs are chosen before the text is written."""
    glyph = None if face.is_cff else face.hb_font.get_nominal_glyph(0x20)
    return None if not glyph else (glyph, int(face.hb_font.get_glyph_h_advance(glyph)))


class _Font(ABC):
    """A face with the codes given so far."""

    def __init__(self, face: Face, resource: str) -> None:
        self.face = face
        self.resource = resource
        self._units = 1000 / face.units_per_em
        self._advances = _Advances(face)
        self._codes = _Lone(self)
        self._words: dict[tuple[str, tuple[int, ...], tuple[int, ...]], str] = {}
        self._complex: dict[_Key, str] = {}
        self.hint = ""  #: see `make_hint`
        self._clashes: set[tuple[str, int]] = set()  #: clusters of one glyph whose code does not tell their text

    @property
    @abstractmethod
    def count(self) -> int:
        """How many codes are given."""

    @abstractmethod
    def lone(self, text: str, glyph: int) -> str:
        """A new code for a text that one glyph shows."""

    @abstractmethod
    def file(self) -> FontFile:
        """The font with what was used of it."""

    @abstractmethod
    def _pieces(self, text: str, parts: tuple[Part, ...], advance: int) -> Iterator[_Piece]:
        """A cluster's pieces; its parts are placed from its own pen position."""

    @abstractmethod
    def _width(self, code: str) -> int:
        """What a reader advances by after the code, in 1/1000 em."""

    def shown(self, run: GlyphRun) -> str:
        """The operators that show a run from the current text position."""
        return self._shown_plainly(run) or self._shown_by_word(run) or self._shown_by_cluster(run)

    @cached_property
    def blank(self) -> str:
        """A space as it stands within the array of a text operator; nothing where the face can have none."""
        blank = blank_of(self.face)
        return "" if blank is None else f"<{self._codes[' ', blank[0]]}>"

    def make_hint(self, run: GlyphRun | Piece) -> str:
        """The operator that shows a glyph with ink of a run as a space that takes no room."""
        extents = zip(run.glyphs, run.advances, run.clusters, strict=True)
        glyphs = (glyph for glyph, advance, cluster in extents if advance and not run.text[cluster].isspace())
        glyph = next(glyphs, None)
        blank = GlyphRun(
            run.face, 1.0, 0.0, 0.0, (run.glyphs[0] if glyph is None else glyph,), (0,), (0,), (0,), (0,), " "
        )
        hint = self.shown(blank)
        if glyph is not None:
            self.hint = hint
        return hint

    def array_of(self, piece: Piece) -> str:
        """A piece of a word as it stands within the array of a text operator."""
        text, glyphs, count = piece.text, piece.glyphs, len(piece.glyphs)
        is_plain = not piece.level and len(text) == count and self._units == 1
        if is_plain and piece.clusters == _ascending(count) and not any(piece.dy) and not any(piece.dx):
            word = self._word(text, glyphs, piece.advances)
            return word if word == _UNCLEAR else f"<{word}>"
        key = text, glyphs, piece.advances, piece.dx, piece.dy, piece.clusters, bool(piece.level & 1)
        return self._complex_word(self.face, key)

    def _shown_plainly(self, run: GlyphRun) -> str | None:
        """The operators of a run of one glyph a character, none of them moved: nearly every run. None if it is not one."""
        text, glyphs, advances = _told(run), run.glyphs, run.advances
        count = len(glyphs)
        if len(text) != count or self._units != 1 or any(run.dy) or any(run.dx):
            return None
        if run.rtl:
            text = text[::-1]
            if run.clusters != _descending(count):
                return None
        elif run.clusters != _ascending(count):
            return None
        parts = []
        start = 0
        while start < count:
            end = text.find(" ", start) + 1 or count
            key = text[start:end], glyphs[start:end], advances[start:end]
            word = self._words.get(key)
            if word is None:
                word = self._words[key] = self._word(*key)
            parts.append(word)
            start = end
        shown = "".join(parts)
        if _UNCLEAR in shown:
            return None
        return f"[<{shown}>] TJ" if ">" in shown else f"<{shown}> Tj"

    def _word(self, text: str, glyphs: tuple[int, ...], advances: tuple[int, ...]) -> str:
        """The codes of a word, as they stand within a string's brackets, with what corrects their advances between."""
        clusters = list(zip(text, glyphs, strict=True))
        codes = list(map(self._codes.__getitem__, clusters))
        if not self._clashes.isdisjoint(clusters):
            return _UNCLEAR
        for i, advance in enumerate(advances):
            natural = self._advances[glyphs[i]]
            if advance != natural:
                codes[i] += f">{natural - advance}<"
        return "".join(codes)

    def _shown_by_word(self, run: GlyphRun) -> str | None:
        """The operators of a run whose words can be written one by one, each made only once. None where one cannot."""
        text, clusters = run.text, run.clusters
        parts = []
        start, count = 0, len(clusters)
        while start < count:
            end = start + 1
            while end < count and text[clusters[end - 1]] != " ":
                end += 1
            some = slice(start, end)
            first = min(clusters[start], clusters[end - 1])
            # To the end of the last cluster: where the words beside it begin.
            after = (
                (clusters[start - 1] if start else len(text))
                if run.rtl
                else (clusters[end] if end < count else len(text))
            )
            key = (
                text[first:after],
                run.glyphs[some],
                run.advances[some],
                run.dx[some],
                run.dy[some],
                tuple([cluster - first for cluster in clusters[some]]),
                run.rtl,
            )
            word = self._complex.get(key)
            if word is None:
                word = self._complex[key] = self._complex_word(run.face, key)
            if word == _UNCLEAR:
                return None
            parts.append(word)
            start = end
        shown = "".join(parts).replace("><", "")
        return f"[{shown}] TJ"

    def _complex_word(self, face: Face, key: _Key) -> str:
        """A word as it stands within the array of a text operator; what it says where it cannot stand there."""
        text, glyphs, advances, dx, dy, clusters, rtl = key
        word = GlyphRun(face, 1.0, 0.0, 0.0, glyphs, advances, dx, dy, clusters, text, rtl)
        if rtl and (not text or sorted(clusters, reverse=True) != list(clusters)):
            return _UNCLEAR
        if not rtl and sorted(clusters) != list(clusters):
            return _UNCLEAR
        if category(text[0]).startswith("M"):  # it belongs to the letter before
            return _UNCLEAR
        shown = self._shown_by_cluster(word, settled=True)
        array = shown.removeprefix("[").removesuffix("] TJ")
        return array if len(array) == len(shown) - 5 and "TJ" not in array else _UNCLEAR

    def _shown_by_cluster(self, run: GlyphRun, *, settled: bool = False) -> str:
        """The operators of any run; `settled` ones leave the reader's pen where they end.

        Rounding is carried along, so that a long run ends where layout says.
        """
        operators: list[str] = []
        array: list[str] = []
        codes: list[str] = []
        rise = 0
        behind = 0.0  # 1/1000 em by which the reader's pen is too far right

        def end_string() -> None:
            if codes:
                array.append(f"<{''.join(codes)}>")
                codes.clear()

        def end_array() -> None:
            end_string()
            if array:
                operators.append(f"[{''.join(array)}] TJ")
                array.clear()

        for code, dx, dy, advance, actual in self._all_pieces(run):
            if dy != rise:
                end_array()
                operators.append(f"{dy / self.face.units_per_em * run.size:.3f} Ts")
                rise = dy
            if actual is not None:
                end_array()
                operators.append(actual_text(actual))
            move = round(behind - dx * self._units)
            if move:
                end_string()
                array.append(str(move))
                behind -= move
            codes.append(code)
            behind += self._width(code) - advance * self._units
            if actual is not None:
                end_array()
                operators.append("EMC")
        if settled and round(behind):
            end_string()
            array.append(str(round(behind)))
        end_array()
        if rise:
            operators.append("0 Ts")
        return " ".join(operators)

    def _all_pieces(self, run: GlyphRun) -> Iterator[_Piece]:
        text = _told(run)
        # A mark that is shifted to its letter would be a text object of its own, which readers put in the wrong place.
        found = sorted(set(run.clusters))
        starts = [start for start in found if not start or not category(text[start]).startswith("M")]
        start_of = {cluster: starts[bisect(starts, cluster) - 1] for cluster in found}
        ends = dict(zip(starts, [*starts[1:], len(text)], strict=True))
        i, count = 0, len(run.glyphs)
        while i < count:
            cluster = start_of[run.clusters[i]]
            parts: list[Part] = []
            advance = 0
            while i < count and start_of[run.clusters[i]] == cluster:
                parts.append((run.glyphs[i], advance + run.dx[i], run.dy[i]))
                advance += run.advances[i]
                i += 1
            yield from self._pieces(text[cluster : ends[cluster]], tuple(parts), advance)

    def _file(self, data: bytes, head: bytes, **rest: Any) -> FontFile:
        return FontFile(
            name=self.face.key,
            data=data,
            bounds=font_bounds(head, self.face.units_per_em),
            ascent=round(self.face.ascent * 1000),
            descent=round(-self.face.descent * 1000),
            weight=self.face.weight or 400,
            italic="Italic" in self.face.path.name,
            **rest,
        )


def _told(run: GlyphRun) -> str:
    """The run's text as a PDF tells it: brackets and the like, where it runs from the right, are told as they are seen.

    Readers turn them round themselves when they put such text into its logical order.
    """
    return run.text.translate(_mirrors()) if run.rtl else run.text


#: A word of a run: its text, glyphs, advances, offsets right and up, clusters, and whether it runs from the right.
_Key = tuple[str, tuple[int, ...], tuple[int, ...], tuple[int, ...], tuple[int, ...], tuple[int, ...], bool]


@cache
def _mirrors() -> dict[int, str]:
    from bidi.mirror import MIRRORED

    return {ord(one): other for one, other in MIRRORED.items()}


class _TrueTypeFont(_Font):
    """Codes count up from `first`, which differs from font to font.

    PDFium takes two characters that touch for one printed twice, and leaves one out of the text, where their codes are
    equal; it does not ask for their fonts.
    """

    def __init__(self, face: Face, resource: str, first: int) -> None:
        super().__init__(face, resource)
        self._first = first
        self._clusters: list[tuple[str, tuple[Part, ...]]] = []  #: of code `first`, `first` + 1, ...
        self._widths: list[int] = []
        self._composites: dict[tuple[str, tuple[Part, ...]], str] = {}

    @property
    def count(self) -> int:
        return len(self._clusters)

    def add(self, text: str, parts: tuple[Part, ...], advance: int) -> str:
        self._clusters.append((text, parts))
        self._widths.append(round(advance * self._units))
        return f"{self._first + len(self._clusters) - 1:04X}"

    def lone(self, text: str, glyph: int) -> str:
        return self.add(text, ((glyph, 0, 0),), self._advances[glyph])

    def _pieces(self, text: str, parts: tuple[Part, ...], advance: int) -> Iterator[_Piece]:
        if len(parts) == 1:
            glyph, dx, dy = parts[0]
            yield self._codes[text, glyph], dx, dy, advance, None
            return
        code = self._composites.get((text, parts))
        if code is None:
            code = self._composites[text, parts] = self.add(text, parts, advance)
        yield code, 0, 0, advance, None

    def _width(self, code: str) -> int:
        return self._widths[int(code, 16) - self._first]

    def file(self) -> FontFile:
        subset = self.face.subset({glyph for _, parts in self._clusters for glyph, _, _ in parts})
        new = subset.glyphs
        glyph_of = [0] * self._first
        composites: list[tuple[list[Part], int]] = []
        for (_, parts), width in zip(self._clusters, self._widths, strict=True):
            if len(parts) == 1 and parts[0][0]:
                glyph_of.append(new[parts[0][0]])
            else:  # a box for what no face has, too: documents for archives may not show the glyph .notdef itself
                glyph_of.append(subset.face.glyph_count + len(composites))
                composites.append(([(new[glyph], x, y) for glyph, x, y in parts], round(width / self._units)))
        return self._file(
            with_composites(subset.data, composites) if composites else subset.data,
            bytes(subset.face.reference_table("head").data),
            is_cff=False,
            widths=dict(enumerate(self._widths, self._first)),
            texts={cid: text for cid, (text, _) in enumerate(self._clusters, self._first)},
            glyph_of=glyph_of,
        )


class _CffFont(_Font):
    def __init__(self, face: Face, resource: str, glyphs: set[int]) -> None:
        super().__init__(face, resource)
        self._subset = face.subset(glyphs)
        self._widths = {
            f"{new:04X}": round(self._advances[old] * self._units) for old, new in sorted(self._subset.glyphs.items())
        }
        self._texts: dict[int, str] = {}
        self._space = face.hb_font.get_nominal_glyph(0x20)

    @property
    def count(self) -> int:
        return 0  # codes are glyph ids, of which no face has too many

    def lone(self, text: str, glyph: int) -> str:
        new = self._subset.glyphs[glyph]
        # A letter that stands for a space, unseen, is told so each time: its code is the letter's.
        if (text == " " and glyph != self._space) or self._texts.setdefault(new, text) != text:
            self._clashes.add((text, glyph))
        return f"{new:04X}"

    def _pieces(self, text: str, parts: tuple[Part, ...], advance: int) -> Iterator[_Piece]:
        if len(parts) == 1:
            glyph, dx, dy = parts[0]
            code = self._codes[text, glyph]
            yield code, dx, dy, advance, text if (text, glyph) in self._clashes else None
            return
        for n, (glyph, dx, dy) in enumerate(parts):
            # The first carries the whole text, the others none; the last one the whole advance.
            code = f"{self._subset.glyphs[glyph]:04X}"
            yield code, dx, dy, advance if n == len(parts) - 1 else 0, "" if n else text

    def _width(self, code: str) -> int:
        return self._widths[code]

    def file(self) -> FontFile:
        return self._file(
            bytes(self._subset.face.reference_table("CFF ").data),
            bytes(self._subset.face.reference_table("head").data),
            is_cff=True,
            widths={int(code, 16): width for code, width in self._widths.items()},
            # What shows a part of a cluster has its text beside it, but no code may be without any.
            texts={new: self._texts.get(new, _NO_TEXT) for new in self._subset.glyphs.values() if new},
            glyph_of=None,
        )


class _Lone(dict[tuple[str, int], str]):
    """The codes of clusters of one glyph, by text and glyph; made when first asked for."""

    def __init__(self, font: _Font) -> None:
        super().__init__()
        self._font = font

    def __missing__(self, key: tuple[str, int]) -> str:
        code = self[key] = self._font.lone(*key)
        return code


class _Advances(dict[int, int]):
    """The natural advance of each glyph of a face, in font units."""

    def __init__(self, face: Face) -> None:
        super().__init__()
        self._font = face.hb_font

    def __missing__(self, glyph: int) -> int:
        advance = self[glyph] = int(self._font.get_glyph_h_advance(glyph))
        return advance


@lru_cache(512)
def _ascending(count: int) -> tuple[int, ...]:
    """0, 1, 2 ... (kept, because every line asks)."""
    return tuple(range(count))


@lru_cache(512)
def _descending(count: int) -> tuple[int, ...]:
    """count - 1 ... 1, 0."""
    return tuple(range(count - 1, -1, -1))
