"""A block of lines in, SVG elements out: as text that can be searched, copied and changed, or as outlines that need no font.

As text a block is one element with a piece for each line, so that a copy of it reads as one text. Where something runs
from right to left, each run stands for itself with its direction told, and readers need not find it out again.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Literal, Protocol

from cjm_desktop.drawing.primitives import Glyphs
from cjm_desktop.painters.svg_fonts import SvgFonts, outline_of
from cjm_desktop.painters.svg_words import attribute, number, written
from cjm_desktop.text.faces import Face
from cjm_desktop.text.lines import GlyphRun, TextLine

TextKind = Literal["text", "outlines"]


#: Glyphs, advances, and offsets right and up, all in font units.
_Word = tuple[tuple[int, ...], tuple[int, ...], tuple[int, ...], tuple[int, ...]]


class SvgText(Protocol):
    """Writes the texts of one document. `definitions` are the elements that others refer to."""

    definitions: list[str]

    def block(self, lines: Sequence[Glyphs]) -> str:
        """The elements of a block, all of whose lines have one colour."""
        ...

    def style_sheet(self) -> str:
        """What the elements written so far need in the document's style sheet."""
        ...


def writer(kind: TextKind) -> SvgText:
    """The writer of a document's texts."""
    return _Outlines() if kind == "outlines" else _Text()


def is_next(line: TextLine, following: TextLine) -> bool:
    """Whether the second goes on where the first ends, in one block."""
    return following.start == line.end > line.start


class _Text:
    """Texts as texts."""

    def __init__(self) -> None:
        self._fonts = SvgFonts()
        self.definitions: list[str] = []

    def style_sheet(self) -> str:
        return self._fonts.style_sheet()

    def block(self, lines: Sequence[Glyphs]) -> str:
        colour = lines[0].colour
        if any(run.rtl for item in lines for run in item.line.runs):
            runs = "".join(self._apart(run, item) for item in lines for run in _in_order(item.line))
            return f'<g fill="{colour}">{runs}</g>'
        pieces: list[tuple[str, str]] = []
        for n, item in enumerate(lines):
            line = item.line
            # The space or the end of a paragraph that the line's end has swallowed.
            swallowed = " " if n < len(lines) - 1 and line.end - line.start > len(line.text) else ""
            last = len(line.runs) - 1
            for i, run in enumerate(line.runs):
                if not run.glyphs:
                    continue
                name, apart = self._fonts.style_of(run)
                place = f'x="{number(item.x + run.x)}" y="{number(item.y)}"'
                if apart:
                    place += f' dx="{apart}"'
                pieces.append((name, f"{place}>{written(run.text)}{swallowed if i == last else ''}"))
        if not pieces:
            return ""
        usual = pieces[0][0]
        if len(pieces) == 1:
            return f'<text class="{usual}" fill="{colour}" {pieces[0][1]}</text>'
        spans = "".join(
            f"<tspan {rest}</tspan>" if name == usual else f'<tspan class="{name}" {rest}</tspan>'
            for name, rest in pieces
        )
        return f'<text class="{usual}" fill="{colour}">{spans}</text>'

    def _apart(self, run: GlyphRun, item: Glyphs) -> str:
        """A run as a text of its own; one from the right is told where its right end is."""
        if not run.glyphs:
            return ""
        name, apart = self._fonts.style_of(run)
        x = item.x + run.x + (run.width if run.rtl else 0.0)
        way = 'direction="rtl" ' if run.rtl else f'dx="{apart}" ' if apart else ""
        place = f'x="{number(x)}" y="{number(item.y)}"'
        return f'<text class="{name}" {way}unicode-bidi="bidi-override" {place}>{written(run.text)}</text>'


class _Outlines:
    """Texts as their shapes, each block with its text told to those who hear a picture instead of seeing it.

    The shape of a word stands in the definitions once, however often the word is used.
    """

    def __init__(self) -> None:
        self._glyphs: dict[tuple[str, int], tuple[int, int, str] | None] = {}
        self._words: dict[tuple[str, _Word], str] = {}
        self.definitions: list[str] = []

    def style_sheet(self) -> str:
        return ""

    def block(self, lines: Sequence[Glyphs]) -> str:
        shapes = "".join(self._run(run, item) for item in lines for run in item.line.runs)
        if not shapes:
            return ""
        text = "".join(_with_end(item.line) for item in lines).strip()
        return f'<g role="img" aria-label="{attribute(text)}" fill="{lines[0].colour}">{shapes}</g>'

    def _run(self, run: GlyphRun, item: Glyphs) -> str:
        """The words of a run, in font units with y up, so that all their numbers are whole."""
        key, uses = run.face.key, []
        for place, word in _words(run):
            name = self._words.get((key, word))
            if name is None:
                name = self._words[key, word] = self._define(run.face, word)
            if name:
                uses.append(f'<use xlink:href="#{name}" x="{place}"/>' if place else f'<use xlink:href="#{name}"/>')
        if not uses:
            return ""
        scale = f"{run.size / run.face.units_per_em:.6f}".rstrip("0")
        start = f"{number(item.x + run.x)} {number(item.y)}"
        return f'<g transform="matrix({scale} 0 0 -{scale} {start})">{"".join(uses)}</g>'

    def _define(self, face: Face, word: _Word) -> str:
        """The name of a word's shape; none where nothing of it is to be seen."""
        steps, pen = [], 0
        for glyph, advance, dx, dy in zip(*word, strict=True):
            if (face.key, glyph) not in self._glyphs:
                self._glyphs[face.key, glyph] = outline_of(face, glyph)
            outline = self._glyphs[face.key, glyph]
            if outline is not None:
                x, y, rest = outline
                steps.append(f"M{pen + dx + x} {dy + y}{rest}")
            pen += advance
        if not steps:
            return ""
        name = f"cjm-word-{len(self.definitions)}"
        self.definitions.append(f'<path id="{name}" d="{"".join(steps)}"/>')
        return name


def _words(run: GlyphRun) -> Iterator[tuple[int, _Word]]:
    """The pieces of a run up to each of its spaces, and where each starts in font units."""
    text, clusters, advances = run.text, run.clusters, run.advances
    spaces = [i for i, cluster in enumerate(clusters) if text[cluster] == " "] if " " in text else []
    start = pen = 0
    for end in (*spaces, len(clusters)):
        if end > start:
            part = slice(start, end)
            yield pen, (run.glyphs[part], advances[part], run.dx[part], run.dy[part])
            pen += sum(advances[part])
        if end < len(clusters):
            pen += advances[end]
        start = end + 1


def _with_end(line: TextLine) -> str:
    return line.text + " " if line.end - line.start > len(line.text) else line.text


def _in_order(line: TextLine) -> Sequence[GlyphRun]:
    """The runs in the order in which they are read; that in which they stand where it cannot be told."""
    left, ordered, rest = list(line.runs), [], line.text
    if line.rtl:
        left.reverse()
    while left:
        following = next((run for run in left if rest.startswith(run.text)), None)
        if following is None:
            return line.runs
        left.remove(following)
        ordered.append(following)
        rest = rest[len(following.text) :]
    return ordered
