"""Blocks of text and pictures go in, the places where they stand in the columns of slides come out.

Nothing is measured here: whoever opens the slides has other fonts. Widths are estimated on the safe side. Points, y down.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace

from cjm_desktop.geometry import Rect
from cjm_desktop.model.records import Crop

#: Sizes of type that are tried, in points; the last one is used on as many slides as it needs.
SIZES = (16.0, 14.0, 13.0, 12.0, 11.0, 10.0)
HEAD = 0.85  #: size of a block's head, as a share of its text's
_LEADING, PARAGRAPH = 1.22, 0.35
_WIDE, _NARROW = 1.0, 0.54  #: of a character, as shares of the type's size
PAD, GAP = 7.0, 10.0
_SMALLEST, _BROKEN, _BOLD = 6.0, 9.0, 1.1


@dataclass(frozen=True, slots=True)
class Said:
    """A paragraph of a block: its text, what stands small beneath it, and links as titles and addresses."""

    text: str
    small: str = ""
    links: tuple[tuple[str, str], ...] = ()
    picture: str | None = None
    shape: float = 0.0  #: the height of what is shown of the picture, as a share of its width
    crop: Crop | None = None


@dataclass(frozen=True, slots=True)
class Block:
    """What a lane says, under its head; `accent` is a name of the theme's."""

    head: str
    accent: str
    said: tuple[Said, ...]


@dataclass(frozen=True, slots=True)
class Placed:
    """A block, or a part of it, on a slide; `pictures` are the places of its paragraphs' pictures, in their order."""

    block: Block
    rect: Rect
    pictures: tuple[Rect, ...]


@dataclass(frozen=True, slots=True)
class Page:
    size: float
    placed: tuple[Placed, ...]


def flow(blocks: Sequence[Block], columns: Sequence[Rect]) -> list[Page]:
    """The blocks in columns one after the other, in the largest type with which they stand on one page; else on several."""
    for size in SIZES:
        pages = _pages(blocks, columns, size)
        if len(pages) <= 1:
            return pages
    return pages


def height_of(block: Block, width: float, size: float) -> float:
    """How high a block becomes, at most."""
    return _head(size) + sum(_height(said, width, size) for said in block.said) + 2 * PAD


def picture_height(said: Said, width: float) -> float:
    return min(0.62 * width, (width - 2 * PAD) * said.shape) if said.picture else 0.0


def _head(size: float) -> float:
    return size * HEAD * _LEADING + 2.0


def _pages(blocks: Sequence[Block], columns: Sequence[Rect], size: float) -> list[Page]:
    pages: list[list[Placed]] = [[]]
    column, y = 0, 0.0
    waiting = list(blocks)
    while waiting:
        block = waiting.pop(0)
        room = columns[column]
        height = height_of(block, room.width, size)
        left = room.height - y
        if height > left:
            first, rest = _split(block, room.width, left, size)
            if first is None and y > 0:
                column, y = (column + 1) % len(columns), 0.0
                if column == 0:
                    pages.append([])
                waiting.insert(0, block)
                continue
            # What no column can hold is cut off nowhere: it hangs over the edge of its slide.
            block = first or block
            if first is not None and rest is not None:
                waiting.insert(0, rest)
            height = height_of(block, room.width, size)
        pages[-1].append(_place(block, Rect(room.x, room.y + y, room.width, height), size))
        y += height + GAP
        if room.height - y < 3 * size:
            column, y = (column + 1) % len(columns), 0.0
            if column == 0 and waiting:
                pages.append([])
    return [Page(size, tuple(page)) for page in pages if page]


def _place(block: Block, rect: Rect, size: float) -> Placed:
    pictures = []
    y = rect.y + PAD + _head(size)
    for said in block.said:
        if said.picture:
            tall = picture_height(said, rect.width)
            pictures.append(Rect(rect.x + PAD, y, rect.width - 2 * PAD, tall))
        y += _height(said, rect.width, size)
    return Placed(block, rect, tuple(pictures))


def _split(block: Block, width: float, room: float, size: float) -> tuple[Block | None, Block | None]:
    """The part of a block that has room, and the rest; a paragraph that is longer than a column is cut between words."""
    used, count = _head(size) + 2 * PAD, 0
    for said in block.said:
        used += _height(said, width, size)
        if used > room:
            break
        count += 1
    if count:
        return replace(block, said=block.said[:count]), replace(block, said=block.said[count:])
    said = block.said[0]
    lines = int((room - _head(size) - 2 * PAD - picture_height(said, width) - 2 * size) / (size * _LEADING))
    words = said.text.split(" ")
    if lines < 3 or len(words) < 2:
        return None, None
    taken = 1
    while taken < len(words) and _lines(" ".join(words[: taken + 1]), width, size) <= lines:
        taken += 1
    if taken == len(words):
        return None, None
    first = Said(" ".join(words[:taken]), picture=said.picture, shape=said.shape, crop=said.crop)
    rest = replace(said, text=" ".join(words[taken:]), picture=None, shape=0.0, crop=None)
    return replace(block, said=(first,)), replace(block, said=(rest, *block.said[1:]))


def fitting(text: str, width: float, height: float, most: float) -> float:
    """The largest size up to `most` in which a text, in bold, stands in a place so wide and high; 6 points at the least."""
    size = most
    while size > _SMALLEST:
        lines = _lines(text, width + 2 * PAD + 4.0, size * _BOLD)
        words = (word for word in text.split() if not any(map(_is_wide, word)))
        longest = max(map(_length, words), default=0.0) * size * _BOLD
        # A word that is wider than the place is broken, which is a pity until the type would be hard to read.
        if lines * size * _LEADING <= height and (longest <= width or size <= _BROKEN):
            break
        size -= 0.5
    return size


def _height(said: Said, width: float, size: float) -> float:
    text = _lines(said.text, width, size) * size * _LEADING if said.text else 0.0
    small = "\n".join(part for part in (said.small, *(title for title, _ in said.links)) if part)
    beneath = _lines(small, width, size * HEAD) * size * HEAD * _LEADING if small else 0.0
    picture = picture_height(said, width)
    return text + beneath + (picture + 4.0 if picture else 0.0) + size * PARAGRAPH


def _lines(text: str, width: float, size: float) -> int:
    """How many lines a text takes, at most."""
    room = (width - 2 * PAD - 4.0) / size
    return sum(max(1, -(-int(_length(line) * 1.06 * 100) // int(room * 100))) for line in text.split("\n"))


def _length(line: str) -> float:
    """The length of a line as a share of the type's size."""
    return sum(_WIDE if _is_wide(char) else _NARROW for char in line)


def _is_wide(char: str) -> bool:
    return unicodedata.east_asian_width(char) in "WF"
