"""Helpers of the SVG tests: what a reader of embedded fonts makes of a file, glyph by glyph, without a browser."""

from __future__ import annotations

import base64
import io
import re
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

import uharfbuzz as hb
from fontTools.ttLib import TTFont

from cjm_desktop.drawing.primitives import Drawing, Glyphs, Group, Item
from cjm_desktop.painters.svg_fonts import outline_of
from cjm_desktop.text.faces import Face

SVG = "{http://www.w3.org/2000/svg}"
HREF = "{http://www.w3.org/1999/xlink}href"


_NUMBER = re.compile(r"-?\d+")


class Ink(NamedTuple):
    """A glyph's outline in font units, and where it stands on the drawing."""

    outline: str
    x: float
    y: float
    scale: float  #: of a font unit


def parsed(svg: bytes) -> Element:
    return ElementTree.fromstring(svg)


def texts(svg: bytes) -> str:
    """All text of the file in its order."""
    root = parsed(svg)
    found = ["".join(one.itertext()) for one in root.iter(f"{SVG}text")]
    found += [one.get("aria-label", "") for one in root.iter()]
    return "\n".join(found)


def same_ink(one: list[Ink], other: list[Ink]) -> bool:
    """Whether both show the same glyphs, each at the same place within a 1/50 of a unit."""
    at: dict[tuple[int, int], list[Ink]] = defaultdict(list)
    for ink in other:
        at[round(ink.x), round(ink.y)].append(ink)
    for ink in one:
        cells = [(round(ink.x) + dx, round(ink.y) + dy) for dx in (-1, 0, 1) for dy in (-1, 0, 1)]
        found = next(((cell, match) for cell in cells for match in at[cell] if _alike(ink, match)), None)
        if found is None:
            return False
        at[found[0]].remove(found[1])
    return len(one) == len(other)


def _alike(one: Ink, other: Ink) -> bool:
    near = abs(one.x - other.x) < 0.02 and abs(one.y - other.y) < 0.02 and one.scale == other.scale
    return near and (one.outline == other.outline or _roughly_equal(one.outline, other.outline))


def _roughly_equal(one: str, other: str) -> bool:
    """Whether two outlines differ by a font unit here and there at most: an instance of a font rounds its numbers."""
    if _NUMBER.sub("", one) != _NUMBER.sub("", other):
        return False
    pairs = zip(_NUMBER.findall(one), _NUMBER.findall(other), strict=True)
    return all(abs(int(a) - int(b)) <= 2 for a, b in pairs)


def ink_of(drawing: Drawing) -> list[Ink]:
    """What layout wants to be seen of all texts."""
    return list(_ink(drawing.items, 0.0, 0.0))


def _ink(items: object, x: float, y: float) -> Iterator[Ink]:
    for item in items:  # type: ignore[attr-defined]
        if isinstance(item, Group):
            yield from _ink(item.items, x + item.x, y + item.y)
        elif isinstance(item, Glyphs):
            for run in item.line.runs:
                pen, scale = x + item.x + run.x, run.size / run.face.units_per_em
                for glyph, advance, dx, dy in zip(run.glyphs, run.advances, run.dx, run.dy, strict=True):
                    yield from _seen(run.face, glyph, pen + dx * scale, y + item.y - dy * scale, scale)
                    pen += advance * scale


@cache
def _outline(face: Face, glyph: int) -> str:
    found = outline_of(face, glyph)
    return "" if found is None else "{} {}{}".format(*found)


def _seen(face: Face, glyph: int, x: float, y: float, scale: float) -> Iterator[Ink]:
    if outline := _outline(face, glyph):
        yield Ink(outline, x, y, scale)


class Fonts:
    """The fonts inside a file, by class: a face to shape with, and the size."""

    def __init__(self, root: Element) -> None:
        sheet = "".join(one.text or "" for one in root.iter(f"{SVG}style"))
        faces: dict[str, Face] = {}
        for family, data in re.findall(r"@font-face\{font-family:([\w-]+);[^}]*base64,([^)]*)\)", sheet):
            opened = TTFont(io.BytesIO(base64.b64decode(data)))
            opened.flavor = None
            plain = io.BytesIO()
            opened.save(plain, reorderTables=None)
            face = Face(family, None)  # type: ignore[arg-type]
            face.__dict__["hb_face"] = hb.Face(plain.getvalue())
            faces[family] = face
        self.of = {
            name: (faces[family], float(size))
            for name, family, size in re.findall(r"\.(\w+)\{font-family:([\w-]+),[^}]*font-size:([\d.]+)px", sheet)
        }


def ink_of_texts(svg: bytes, language: str = "en") -> list[Ink]:
    """What a reader shows of all texts that are texts, if it shapes them with the fonts inside."""
    root = parsed(svg)
    fonts = Fonts(root)
    return list(_texts_under(root, 0.0, 0.0, fonts, language))


def _texts_under(element: Element, x: float, y: float, fonts: Fonts, language: str) -> Iterator[Ink]:
    moved = re.fullmatch(r"translate\((\S+) (\S+)\)", element.get("transform", ""))
    if moved:
        x, y = x + float(moved[1]), y + float(moved[2])
    if element.tag != f"{SVG}text":
        for child in element:
            yield from _texts_under(child, x, y, fonts, language)
        return
    for part in [element] if element.text else list(element):
        face, size = fonts.of[part.get("class") or element.get("class") or ""]
        yield from _shaped(part, element, face, size, x, y, language)


def _shaped(part: Element, whole: Element, face: Face, size: float, x: float, y: float, language: str) -> Iterator[Ink]:
    text = part.text or ""
    rtl = whole.get("direction") == "rtl"
    scale = size / face.units_per_em
    buffer = hb.Buffer()
    buffer.add_str(text)
    buffer.guess_segment_properties()
    buffer.direction = "rtl" if rtl else "ltr"
    buffer.language = language
    hb.shape(face.hb_font, buffer)
    moves = [float(one) for one in part.get("dx", "").split()]
    pen = x + float(part.get("x", ""))
    if rtl:
        pen -= sum(one.x_advance for one in buffer.glyph_positions) * scale
    reached = 0
    for info, place in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True):
        while reached <= info.cluster and not rtl:
            pen += moves[reached] if reached < len(moves) else 0.0
            reached += 1
        height = y + float(part.get("y", "")) - place.y_offset * scale
        yield from _seen(face, info.codepoint, pen + place.x_offset * scale, height, scale)
        pen += place.x_advance * scale


def ink_of_outlines(svg: bytes) -> dict[str, str]:
    """The shapes that words refer to, by name; fails where one is missing or no path."""
    root = parsed(svg)
    shapes = {one.get("id", ""): one.get("d", "") for one in root.iter(f"{SVG}path") if one.get("id")}
    for use in root.iter(f"{SVG}use"):
        assert use.get(HREF, "").startswith("#")
    return shapes


def all_items(items: object) -> Iterator[Item]:
    for item in items:  # type: ignore[attr-defined]
        yield item
        if isinstance(item, Group):
            yield from all_items(item.items)
