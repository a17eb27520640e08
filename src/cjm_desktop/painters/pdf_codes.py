"""One face of a document: clusters of glyphs in, the codes that stand for them in the text out; at the end the font.

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
from collections.abc import Iterator
from functools import cache, cached_property, lru_cache
from typing import Any
from unicodedata import category

from cjm_desktop.painters.pdf_composites import Part, with_composites
from cjm_desktop.painters.pdf_font_files import FontFile, font_bounds, utf16
from cjm_desktop.text.faces import Face
from cjm_desktop.text.lines import GlyphRun
from cjm_desktop.text.shaping import Piece

#: Stands for a word some of whose codes do not tell their text.
UNCLEAR = "?"

#: What a code says that shows no text by itself.
_NO_TEXT = "\ufffd"

#: A piece of a run: its code, its offset right and up, its advance (font units), and its text where the code cannot tell.
_Piece = tuple[str, int, int, int, str | None]


def actual_text(text: str) -> str:
    """The operator after which readers take the text instead of what the glyphs say, up to EMC."""
    return f"/Span <</ActualText <FEFF{utf16(text)}>>> BDC"


@lru_cache(256)
def blank_of(face: Face) -> tuple[int, int] | None:
    """A face's space and its advance; None for PostScript faces, whose glyphs are chosen before the text is written."""
    glyph = None if face.is_cff else face.hb_font.get_nominal_glyph(0x20)
    return None if not glyph else (glyph, int(face.hb_font.get_glyph_h_advance(glyph)))


class FaceCodes(ABC):
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
            return word if word == UNCLEAR else f"<{word}>"
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
        if UNCLEAR in shown:
            return None
        return f"[<{shown}>] TJ" if ">" in shown else f"<{shown}> Tj"

    def _word(self, text: str, glyphs: tuple[int, ...], advances: tuple[int, ...]) -> str:
        """The codes of a word, as they stand within a string's brackets, with what corrects their advances between."""
        clusters = list(zip(text, glyphs, strict=True))
        codes = list(map(self._codes.__getitem__, clusters))
        if not self._clashes.isdisjoint(clusters):
            return UNCLEAR
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
            if word == UNCLEAR:
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
            return UNCLEAR
        if not rtl and sorted(clusters) != list(clusters):
            return UNCLEAR
        if category(text[0]).startswith("M"):  # it belongs to the letter before
            return UNCLEAR
        shown = self._shown_by_cluster(word, settled=True)
        array = shown.removeprefix("[").removesuffix("] TJ")
        return array if len(array) == len(shown) - 5 and "TJ" not in array else UNCLEAR

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


class TrueTypeCodes(FaceCodes):
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


class CffCodes(FaceCodes):
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

    def __init__(self, font: FaceCodes) -> None:
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
