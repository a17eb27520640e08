"""Placed text in, one glyph primitive for each of its lines out, where it is a heading in a group that says so."""

from __future__ import annotations

from collections.abc import Iterator

from cjm_desktop.drawing.primitives import Glyphs, Group, Tag
from cjm_desktop.layout.boxes import PlacedText


def glyphs(text: PlacedText, colour: str) -> Iterator[Glyphs]:
    """The lines with ink; right-to-left ones stand flush right in the text's room."""
    x, y, width = text.x, text.y, text.width
    for line in text.block.lines:
        if not line.is_blank:
            yield Glyphs(line, x + width - line.width if line.rtl else x, y + line.baseline, colour)


def heading(text: PlacedText, level: int, colour: str) -> Group:
    """The text as a heading; level 1 is the title of all."""
    return Group(0, 0, text.rect.grown(2.0), tuple(glyphs(text, colour)), tag=Tag(f"H{level}"))
