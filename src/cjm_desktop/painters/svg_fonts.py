"""Runs of glyphs in; out come the classes that name their fonts, the marks that place their letters, and at the end the fonts.

A face stands in the file up to twice, each time with only what is used of it:

- plain, for runs of one glyph a letter, without any of its rules, so that each letter stands exactly where it was set
  whatever the reader knows of kerning;
- shaped, with its rules, for scripts whose letters join, stack or change their order: there the reader has to do what
  was done here, and every reader of embedded fonts does it with the same rules.

Readers that know no embedded fonts take the family of the same name where it is installed.
"""

from __future__ import annotations

import base64
import re
import struct
import zlib
from collections.abc import Iterator

from cjm_desktop.painters.svg_words import number
from cjm_desktop.text.faces import Face
from cjm_desktop.text.lines import GlyphRun

_CJK = {0: "JP", 1: "KR", 2: "SC", 3: "TC", 4: "HK"}
#: Families that are no wider, for readers that have neither the embedded font nor its like.
_SIMILAR = "'Open Sans','Segoe UI','Helvetica Neue',Arial,sans-serif"
#: A marker that a letter's glyph is not the one that the face has for it alone.
_OTHER = object()


class SvgFonts:
    """The fonts of one document."""

    def __init__(self) -> None:
        self._fonts: dict[tuple[str, bool], _Font] = {}
        self._classes: dict[tuple[_Font, float], str] = {}

    def style_of(self, run: GlyphRun) -> tuple[str, str]:
        """The class of a run, and the distances between its letters that are not the font's own ("" where all are)."""
        key = run.face.key
        plain = self._fonts.get((key, True))
        if plain is None:
            plain = self._fonts[key, True] = _Font(run.face, f"cjm-{len(self._fonts)}")
        if plain.takes(run):
            return self._class(plain, run.size), plain.distances(run)
        shaped = self._fonts.get((key, False))
        if shaped is None:
            shaped = self._fonts[key, False] = _Font(run.face, f"cjm-{len(self._fonts)}", shaped=True)
        shaped.text.update(run.text)
        shaped.glyphs.update(run.glyphs)
        return self._class(shaped, run.size), ""

    def style_sheet(self) -> str:
        """The fonts, and the classes that use them."""
        used = {font for font, _ in self._classes}
        faces = [font.rule() for font in self._fonts.values() if font in used]
        classes = [f".{name}{{{font.declaration(size)}}}" for (font, size), name in self._classes.items()]
        # What XML says of spaces, some readers do not pass on to the elements within.
        return "\n".join(("text{white-space:pre}", *faces, *classes))

    def _class(self, font: _Font, size: float) -> str:
        found = self._classes.get((font, size))
        if found is None:
            found = self._classes[font, size] = f"t{len(self._classes)}"
        return found


class _Font:
    """A face with what is used of it."""

    def __init__(self, face: Face, family: str, *, shaped: bool = False) -> None:
        self.face, self.family, self.shaped = face, family, shaped
        # The space that a line's end has swallowed is written, too.
        self.text = {" "}
        self.glyphs = {face.hb_font.get_nominal_glyph(0x20) or 0}
        self._known: dict[str, int | object] = {}
        self._advances: dict[int, int] = {}

    def takes(self, run: GlyphRun) -> bool:
        """Whether a plain font shows the run: one glyph a letter, the letter's own, none of them moved but along the line."""
        text, glyphs = run.text, run.glyphs
        if run.rtl or len(text) != len(glyphs) or any(run.dy) or any(run.dx):
            return False
        if run.clusters != tuple(range(len(glyphs))):
            return False
        known = self._known
        for letter, glyph in zip(text, glyphs, strict=True):
            own = known.get(letter)
            if own is None:
                own = known[letter] = self._own(letter)
            if own != glyph:
                return False
        return True

    def _own(self, letter: str) -> int | object:
        glyph = self.face.hb_font.get_nominal_glyph(ord(letter))
        # Of what has no glyph a reader would take one from elsewhere.
        return glyph if glyph else _OTHER

    def distances(self, run: GlyphRun) -> str:
        """By how much each letter stands further right than its font would have it, up to the last that does."""
        self.glyphs.update(run.glyphs)
        natural, advances = self._advances, run.advances
        moved: list[int] = []
        for glyph, advance in zip(run.glyphs, advances, strict=True):
            own = natural.get(glyph)
            if own is None:
                own = natural[glyph] = int(self.face.hb_font.get_glyph_h_advance(glyph))
            moved.append(advance - own)
        moved.pop()
        if not any(moved):
            return ""
        while not moved[-1]:
            moved.pop()
        scale = run.size / self.face.units_per_em
        return " ".join(("0", *(number(one * scale, 3) if one else "0" for one in moved)))

    def declaration(self, size: float) -> str:
        """The font at a size, as CSS."""
        style = ";font-style:italic" if self._italic else ""
        weight = f";font-weight:{self.face.weight}" if self.face.weight not in (None, 400) else ""
        fallback = f"'{_family(self.face)}',{_SIMILAR}"
        return f"font-family:{self.family},{fallback};font-size:{number(size)}px{weight}{style}"

    def rule(self) -> str:
        """The rule that brings the font along."""
        font = self.face.shaping_subset(self.text, self.glyphs) if self.shaped else self.face.subset(self.glyphs).data
        style = "italic" if self._italic else "normal"
        data = base64.b64encode(woff(font)).decode("ascii")
        return (
            f"@font-face{{font-family:{self.family};font-weight:{self.face.weight or 400};font-style:{style};"
            f"src:url(data:font/woff;base64,{data}) format('woff')}}"
        )

    @property
    def _italic(self) -> bool:
        return "Italic" in self.face.path.name


def _family(face: Face) -> str:
    """The name under which a system knows the face's family, "Noto Sans Arabic"."""
    name = re.split(r"[\[.-]", face.path.name)[0]
    if "CJK" in name:
        return f"Noto Sans CJK {_CJK[face.index]}"
    return re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name)


def woff(font: bytes) -> bytes:
    """A font file with its tables packed, as readers of pages on the web want it (WOFF 1.0)."""
    count = struct.unpack(">H", font[4:6])[0]
    records = sorted(struct.unpack(">4s3I", font[12 + 16 * n : 28 + 16 * n]) for n in range(count))
    entries, tables = [], []
    at, whole = 44 + 20 * count, 12 + 16 * count
    for tag, checksum, offset, length in records:
        table = font[offset : offset + length]
        packed = min(table, zlib.compress(table, 9), key=len)
        entries.append(struct.pack(">4s4I", tag, at, len(packed), length, checksum))
        tables.append(packed + bytes(-len(packed) % 4))
        at += len(tables[-1])
        whole += length + -length % 4
    head = struct.pack(">4s4s I 2H I 2H 5I", b"wOFF", font[:4], at, count, 0, whole, 1, 0, 0, 0, 0, 0, 0)
    return b"".join((head, *entries, *tables))


def outline_of(face: Face, glyph: int) -> tuple[int, int, str] | None:
    """A glyph's outline in font units, y up: where it starts, and all after that as relative path data; None for a blank."""
    steps = "".join(_relative(face, glyph))
    if not steps:
        return None
    x, y, rest = re.fullmatch(r"m(-?\d+) (-?\d+)(.*)", steps).groups()  # type: ignore[union-attr]  # it starts with "m"
    return int(x), int(y), rest


def _relative(face: Face, glyph: int) -> Iterator[str]:
    pen = _Pen()
    face.hb_font.draw_glyph_with_pen(glyph, pen)
    at, start = (0, 0), (0, 0)
    for kind, points in pen.steps:
        if kind == "z":
            at = start
            yield "z"
            continue
        yield kind + " ".join(f"{x - at[0]} {y - at[1]}" for x, y in points)
        at = points[-1]
        if kind == "m":
            start = at


class _Pen:
    """Takes down what it is told to draw, in whole font units."""

    def __init__(self) -> None:
        self.steps: list[tuple[str, tuple[tuple[int, int], ...]]] = []

    def _step(self, kind: str, *points: tuple[float, float]) -> None:
        self.steps.append((kind, tuple((round(x), round(y)) for x, y in points)))

    def moveTo(self, point: tuple[float, float]) -> None:
        self._step("m", point)

    def lineTo(self, point: tuple[float, float]) -> None:
        self._step("l", point)

    def qCurveTo(self, *points: tuple[float, float]) -> None:
        self._step("q", *points)

    def curveTo(self, *points: tuple[float, float]) -> None:
        self._step("c", *points)

    def closePath(self) -> None:
        self._step("z")
