"""What stands on a sheet of a handout beside the slide: notes, and the lines at its head and foot."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from cjm_desktop.drawing.primitives import Drawing, Glyphs, Item, Path, Stroke
from cjm_desktop.drawing.text import glyphs
from cjm_desktop.layout.boxes import PlacedText
from cjm_desktop.layout.paragraphs import PlacedLines
from cjm_desktop.theme import Theme


def lines_drawing(placed: Sequence[PlacedLines], width: float, height: float, theme: Theme) -> Drawing:
    """Lines of paragraphs, right-to-left ones flush right."""
    return Drawing(width, height, theme.page, tuple(_lines(placed, width, theme)))


def _lines(placed: Sequence[PlacedLines], width: float, theme: Theme) -> Iterator[Item]:
    for part in placed:
        colour = theme.text_muted if part.paragraph.heading else theme.text
        up = part.first * part.pitch
        for line in part.block.lines[part.first : part.last]:
            if line.text:
                yield Glyphs(line, width - line.width if line.rtl else 0.0, part.y + line.baseline - up, colour)


def margin_drawing(
    texts: Sequence[PlacedText], rules: Sequence[float], width: float, height: float, theme: Theme
) -> Drawing:
    """The texts in a sheet's margins, and rules across it."""
    items: list[Item] = [Path((("m", 0.0, y), ("l", width, y)), stroke=Stroke(theme.hairline, 0.6)) for y in rules]
    for text in texts:
        items.extend(glyphs(text, theme.text_muted))
    return Drawing(width, height, theme.page, tuple(items))
