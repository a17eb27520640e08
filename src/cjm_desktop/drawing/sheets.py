"""What stands on a sheet of a handout beside the slide: notes, and the lines at its head and foot."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from cjm_desktop.drawing.primitives import Drawing, Glyphs, Group, Item, Path, Stroke, Tag
from cjm_desktop.drawing.text import glyphs
from cjm_desktop.geometry import Rect
from cjm_desktop.layout.boxes import PlacedText
from cjm_desktop.layout.paragraphs import PlacedLines
from cjm_desktop.theme import Theme

#: The level of a heading among notes: beneath the title and the stage.
_NOTE_LEVEL = 3


def lines_drawing(placed: Sequence[PlacedLines], width: float, height: float, theme: Theme) -> Drawing:
    """Lines of paragraphs, right-to-left ones flush right."""
    return Drawing(width, height, theme.page, tuple(_paragraphs(placed, width, theme)))


def _paragraphs(placed: Sequence[PlacedLines], width: float, theme: Theme) -> Iterator[Group]:
    for part in placed:
        bounds = Rect(0.0, part.y, width, part.bottom - part.y).grown(2.0)
        tag = Tag(f"H{_NOTE_LEVEL}" if part.paragraph.heading else "P")
        yield Group(0, 0, bounds, tuple(_lines(part, width, theme)), tag=tag)


def _lines(part: PlacedLines, width: float, theme: Theme) -> Iterator[Item]:
    colour = theme.text_muted if part.paragraph.heading else theme.text
    up = part.first * part.pitch
    for line in part.block.lines[part.first : part.last]:
        if line.text:
            yield Glyphs(line, width - line.width if line.rtl else 0.0, part.y + line.baseline - up, colour)


def margin_drawing(
    texts: Sequence[PlacedText], rules: Sequence[float], width: float, height: float, theme: Theme
) -> Drawing:
    """The texts in a sheet's margins, and rules across it; they are not read out."""
    items: list[Item] = [Path((("m", 0.0, y), ("l", width, y)), stroke=Stroke(theme.hairline, 0.6)) for y in rules]
    for text in texts:
        items.extend(glyphs(text, theme.text_muted))
    whole = Group(0, 0, Rect(0, 0, width, height).grown(1.0), tuple(items), tag=Tag("Artifact"))
    return Drawing(width, height, theme.page, (whole,))
