"""A drawing in, an SVG out that looks the same in every reader: shapes, texts, pictures and links, with all that they need.

Nothing in it is fetched from elsewhere and nothing runs; every text is escaped; the same drawing gives the same bytes.
A unit of the drawing is a point of the SVG, y down in both, so coordinates go through as they are.
"""

from __future__ import annotations

import base64
import zlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from cjm_desktop.drawing.primitives import (
    Drawing,
    Fill,
    Glyphs,
    Gradient,
    Group,
    Image,
    Item,
    Link,
    Path,
    Shape,
    Stroke,
)
from cjm_desktop.geometry import Rect, Size
from cjm_desktop.model.journey import MIME
from cjm_desktop.model.records import Picture
from cjm_desktop.painters.addresses import safe_address
from cjm_desktop.painters.pages import Page, Part
from cjm_desktop.painters.svg_pictures import SvgPictures
from cjm_desktop.painters.svg_text import TextKind, is_next, writer
from cjm_desktop.painters.svg_words import attribute, number, written

_SPACES = 'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'


@dataclass(frozen=True, slots=True)
class SvgMeta:
    """What those hear or read who do not see the picture; `language` is that of its texts."""

    title: str = ""
    description: str = ""
    creator: str = ""
    language: str = "en"


def paint_svg(
    shown: Drawing | Page,
    *,
    text: TextKind = "text",
    meta: SvgMeta | None = None,
    pictures: Mapping[str, Picture] | None = None,
    carried: bytes | None = None,
    said: Callable[[str], str] = str,
    done: Callable[[float], None] | None = None,
) -> bytes:
    """A drawing as an SVG file, a point for each layout unit; or a page, as large as it is.

    `text` says whether texts stay texts, with the letters that they use of their fonts inside, or become outlines.
    `carried` is a journey file to travel inside. `said` puts the words that say a figure into the
    document's language. `done` is told the share drawn.

    Links other than http, https and mailto are left out, and so are images that `pictures` lacks or that cannot be read.
    """
    page = shown
    if isinstance(page, Drawing):
        page = Page(Size(page.width, page.height), page.ground, (Part(page),))
    return _Painter(page, text, pictures or {}, said).file(meta or SvgMeta(), carried, done)


class _Painter:
    """Writes one document."""

    def __init__(self, page: Page, text: TextKind, pictures: Mapping[str, Picture], said: Callable[[str], str]) -> None:
        self._page, self._said = page, said
        self._text = writer(text)
        self._pictures = SvgPictures(pictures)
        self._gradients: dict[tuple[Gradient, str, str], str] = {}
        self._clips: dict[str, str] = {}
        self._strokes: dict[Stroke | None, str] = {None: ""}
        self._ids: set[str] = set()
        self._code: list[str] = []

    def file(self, meta: SvgMeta, carried: bytes | None, done: Callable[[float], None] | None) -> bytes:
        page = self._page
        if page.ground:
            self._paint([Shape(Rect(0, 0, *page.size), 0, page.ground)])
        whole = sum(len(part.drawing.items) for part in page.parts)
        painted = 0
        for part in page.parts:
            placed = _place_of(part)
            self._code.append(placed)
            for block in _blocks(part.drawing.items):
                self._paint(block)
                painted += len(block)
                if done is not None:
                    done(painted / whole)
            self._code.append("</g>" if placed else "")
        return "\n".join((*self._head(meta, carried), *filter(None, self._code), "</svg>", "")).encode("utf-8")

    def _head(self, meta: SvgMeta, carried: bytes | None) -> Iterator[str]:
        width, height = map(number, self._page.size)
        named = ' aria-labelledby="cjm-title"' if meta.title else ""
        yield '<?xml version="1.0" encoding="UTF-8"?>'
        yield (
            f'<svg {_SPACES} version="1.1" width="{width}pt" height="{height}pt" viewBox="0 0 {width} {height}"'
            f' xml:lang="{attribute(meta.language)}" lang="{attribute(meta.language)}" xml:space="preserve"'
            f' role="graphics-document document"{named} text-rendering="geometricPrecision">'
        )
        if meta.creator:
            yield f"<!-- {written(meta.creator).replace('--', '- -')} -->"
        if meta.title:
            yield f'<title id="cjm-title">{written(meta.title)}</title>'
        if meta.description:
            yield f"<desc>{written(meta.description)}</desc>"
        if carried is not None:
            packed = base64.b64encode(zlib.compress(carried, 9)).decode("ascii")
            yield f'<metadata><map xmlns="urn:cjm-desktop" type="{MIME}" coding="zlib base64">{packed}</map></metadata>'
        if sheet := self._text.style_sheet():
            yield f'<style type="text/css">\n{sheet}\n</style>'
        definitions = [*self._definitions(), *self._text.definitions, *self._pictures.definitions]
        if definitions:
            yield "\n".join(("<defs>", *definitions, "</defs>"))

    def _definitions(self) -> Iterator[str]:
        for (gradient, top, bottom), name in self._gradients.items():
            stops = "".join(f'<stop offset="{number(share, 4)}" stop-color="{one}"/>' for share, one in gradient.stops)
            yield (
                f'<linearGradient id="{name}" gradientUnits="userSpaceOnUse" x1="0" y1="{top}" x2="0" y2="{bottom}">'
                f"{stops}</linearGradient>"
            )
        for frame, name in self._clips.items():
            yield f'<clipPath id="{name}">{frame}</clipPath>'

    def _paint(self, items: Sequence[Item]) -> None:
        code = self._code
        for block in _blocks(items):
            first = block[0]
            if isinstance(first, Glyphs):
                code.append(self._text.block([item for item in block if isinstance(item, Glyphs)]))
            elif isinstance(first, Shape):
                rect = first.rect
                look = self._look(first.fill, first.stroke, rect.y, rect.bottom)
                if look:
                    code.append(f"<rect {_sides(rect, first.radius)}{look}/>")
            elif isinstance(first, Group):
                self._group(first)
            elif isinstance(first, Path):
                self._path(first)
            elif isinstance(first, Image):
                code.append(self._pictures.element(first))
            elif isinstance(first, Link):
                address = safe_address(first.url)
                if address is not None:
                    place = f'<rect {_sides(first.rect)} fill="none" pointer-events="all"/>'
                    code.append(f'<a xlink:href="{attribute(address)}" target="_blank" rel="noopener">{place}</a>')

    def _group(self, group: Group) -> None:
        start = len(self._code)
        look = f' id="{name}"' if (name := self._id(group.key)) else ""
        if group.x or group.y:
            look += f' transform="translate({number(group.x)} {number(group.y)})"'
        if group.tag is not None and group.tag.alt:
            look += f' role="img" aria-label="{attribute(self._said(group.tag.alt))}"'
        if group.clip is not None:
            look += f' clip-path="url(#{self._clip(group.clip)})"'
        self._code.append(f"<g{look}>")
        self._paint(group.items)
        if len(self._code) == start + 1:  # nothing is in it
            self._code.pop()
        elif look:
            self._code.append("</g>")
        else:
            del self._code[start]

    def _id(self, key: str) -> str:
        """The id of what shows a record: the record's own, where XML allows that, and once; none for parts of records."""
        if not key or ":" in key:
            return ""
        name = key if key[0].isalpha() and not key.startswith("cjm-") else f"_{key}"
        if name in self._ids:
            return ""
        self._ids.add(name)
        return name

    def _path(self, path: Path) -> None:
        top = bottom = 0.0
        if isinstance(path.fill, Gradient):
            heights = [float(value) for step in path.steps for value in step[2::2]]
            top, bottom = min(heights, default=0.0), max(heights, default=0.0)
        look = self._look(path.fill, path.stroke, top, bottom)
        if look and path.steps:
            self._code.append(f'<path d="{"".join(map(_step, path.steps))}"{look}/>')

    def _look(self, fill: Fill, stroke: Stroke | None, top: float, bottom: float) -> str:
        """The attributes of an area's fill and edge; nothing where it has neither."""
        if isinstance(fill, Gradient):
            # Nothing can be stretched over no height.
            fill = f"url(#{self._gradient(fill, top, bottom)})" if bottom > top else None
        edge = self._stroke(stroke)
        if fill is None:
            return f' fill="none"{edge}' if edge else ""
        return f' fill="{fill}"{edge}'

    def _stroke(self, stroke: Stroke | None) -> str:
        found = self._strokes.get(stroke)
        if found is None:
            assert stroke is not None
            found = ""
            if stroke.width > 0:
                found = f' stroke="{stroke.colour}" stroke-width="{number(stroke.width)}"'
                if stroke.dash:
                    found += f' stroke-dasharray="{" ".join(map(number, stroke.dash))}"'
                if stroke.round:
                    found += ' stroke-linecap="round" stroke-linejoin="round"'
            self._strokes[stroke] = found
        return found

    def _gradient(self, gradient: Gradient, top: float, bottom: float) -> str:
        key = gradient, number(top), number(bottom)
        return self._gradients.setdefault(key, f"cjm-fade-{len(self._gradients)}")

    def _clip(self, rect: Rect) -> str:
        return self._clips.setdefault(f"<rect {_sides(rect)}/>", f"cjm-clip-{len(self._clips)}")


def _place_of(part: Part) -> str:
    """What begins the group of a drawing at its place on the page; nothing where it is the page."""
    if part.scale != 1:
        scale = number(part.scale, 6)
        return f'<g transform="matrix({scale} 0 0 {scale} {number(part.x)} {number(part.y)})">'
    return f'<g transform="translate({number(part.x)} {number(part.y)})">' if part.x or part.y else ""


def _blocks(items: Sequence[Item]) -> Iterator[Sequence[Item]]:
    """Each item alone, but the lines of one block of text together."""
    block: list[Item] = []
    before: Glyphs | None = None
    for item in items:
        if not isinstance(item, Glyphs):
            if block:
                yield block
                block, before = [], None
            yield (item,)
            continue
        if before is not None and (item.colour != before.colour or not is_next(before.line, item.line)):
            yield block
            block = []
        block.append(item)
        before = item
    if block:
        yield block


def _sides(rect: Rect, radius: float = 0.0) -> str:
    sides = f'x="{number(rect.x)}" y="{number(rect.y)}" width="{number(rect.width)}" height="{number(rect.height)}"'
    radius = min(radius, rect.width / 2, rect.height / 2)
    return f'{sides} rx="{number(radius)}"' if radius > 0 else sides


def _step(step: tuple[str | float, ...]) -> str:
    kind, *values = step
    return f"{str(kind).upper()}{' '.join(number(float(value)) for value in values)}"
