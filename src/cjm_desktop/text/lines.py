"""What text layout returns: glyph runs on lines in a block, all frozen, all in layout units; and the interface that makes them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from cjm_desktop.text.faces import Face


@dataclass(frozen=True, slots=True)
class TextStyle:
    """How a text is set: `size` in layout units, `weight` 400, 600 or 700, `leading` the line pitch as a multiple of size."""

    size: float
    weight: int = 400
    italic: bool = False
    leading: float = 1.32


@dataclass(frozen=True, slots=True)
class GlyphRun:
    """Glyphs of one face in visual order, left to right.

    `glyphs`, `advances`, `dx`, `dy` and `clusters` run in parallel. Advances and offsets are in font units
    (`face.units_per_em`), dy upwards. `clusters` are indexes into `text`, the run's own slice of the line in logical
    order. `x` is where the run starts on its line, in layout units.
    """

    face: Face
    size: float
    x: float
    width: float
    glyphs: tuple[int, ...]
    advances: tuple[int, ...]
    dx: tuple[int, ...]
    dy: tuple[int, ...]
    clusters: tuple[int, ...]
    text: str
    rtl: bool = False


@dataclass(frozen=True, slots=True)
class TextLine:
    """One line: runs from left to right, its text in logical order without the trailing space, its inked width.

    `start` and `end` are indexes into the block's text (`end` past the trailing space that the line swallowed);
    `baseline` is measured down from the top of the block. `rtl` is the base direction of the paragraph.
    """

    runs: tuple[GlyphRun, ...]
    text: str
    width: float
    baseline: float
    start: int
    end: int
    rtl: bool = False

    @property
    def is_blank(self) -> bool:
        """Whether it has no text."""
        return not self.text

    @property
    def is_empty(self) -> bool:
        """Whether it has no glyphs."""
        return not self.runs


@dataclass(frozen=True, slots=True)
class TextBlock:
    """Wrapped text. `missing` are characters that no face has (drawn as a visible box)."""

    text: str
    style: TextStyle
    lines: tuple[TextLine, ...]
    width: float  #: of the widest line
    height: float
    missing: frozenset[str] = frozenset()
    cut: bool = False  #: whether `max_lines` left some of the text out


class TextSetter(Protocol):
    """Whatever sets text: the real engine, or a fake of fixed widths in tests."""

    def block(self, text: str, style: TextStyle, width: float, max_lines: int | None = None) -> TextBlock:
        """The text wrapped to `width` layout units.

        Paragraphs end at newlines; an over-long word breaks between grapheme clusters, so no line is wider than
        `width` unless a single cluster is. The empty text has one empty line. With `max_lines`, what is left over is
        cut and the last line ends in an ellipsis.
        """
        ...
