"""Paragraphs and the heights of pages in, their lines page by page out; a paragraph that does not fit goes on on the next."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from cjm_desktop.text.lines import TextBlock, TextSetter, TextStyle


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A text and its style, with room above it; a `heading` is not left alone at the foot of a page."""

    text: str
    style: TextStyle
    above: float = 0.0
    heading: bool = False


@dataclass(frozen=True, slots=True)
class PlacedLines:
    """Lines `first` up to `last` (not included) of a paragraph's block; the first of them at `y` from the page's top."""

    paragraph: Paragraph
    block: TextBlock
    first: int
    last: int
    y: float

    @property
    def pitch(self) -> float:
        return self.block.height / len(self.block.lines)

    @property
    def bottom(self) -> float:
        return self.y + (self.last - self.first) * self.pitch


def height_of(setter: TextSetter, paragraphs: Sequence[Paragraph], width: float) -> float:
    """How high the paragraphs are beneath each other."""
    blocks = (setter.block(one.text, one.style, width).height for one in paragraphs)
    above = sum(one.above for one in paragraphs[1:])
    return sum(blocks) + above


def flowed(
    setter: TextSetter, paragraphs: Sequence[Paragraph], width: float, first: float, further: float
) -> list[list[PlacedLines]]:
    """The paragraphs on a page of the height `first` and as many as it takes of the height `further`.

    The first may stay empty. A line higher than a page stands alone on one.
    """
    pages: list[list[PlacedLines]] = [[]]
    heights = _heights(first, further)
    room = next(heights)
    y = 0.0
    for number, paragraph in enumerate(paragraphs):
        block = setter.block(paragraph.text, paragraph.style, width)
        pitch = block.height / len(block.lines)
        start = y + (paragraph.above if pages[-1] else 0.0)
        needed = pitch
        if paragraph.heading and number + 1 < len(paragraphs):
            following = paragraphs[number + 1]
            needed = block.height + following.above + following.style.size * following.style.leading
        at = 0
        while at < len(block.lines):
            fitting = int((room - start + 0.01) // pitch)
            if (fitting < 1 or (at == 0 and start + needed > room)) and (pages[-1] or len(pages) == 1):
                pages.append([])
                room, start = next(heights), 0.0
                needed = pitch
                continue
            last = min(len(block.lines), at + max(1, fitting))
            pages[-1].append(PlacedLines(paragraph, block, at, last, start))
            start += (last - at) * pitch
            at = last
        y = start
    return pages


def _heights(first: float, further: float) -> Iterator[float]:
    yield first
    while True:
        yield further
