"""Drawings in, a PDF of a page each out: vector shapes, embedded fonts, links, outline; the same bytes for the same drawings.

A page's content is written in one pass over the primitives, as short strings, because a large map has a hundred
thousand of them; ReportLab keeps the document around it. The origin is set once to the drawing's top left corner with
y up, so every y is written negated, and nothing outside this module knows.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import pairwise

from reportlab.pdfbase import pdfdoc

from cjm_desktop.drawing.primitives import (
    Anchor,
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
from cjm_desktop.model.records import Picture
from cjm_desktop.painters.pages import Page, Part
from cjm_desktop.painters.pdf_document import Attachment, PageBox, PdfDocument, PdfMeta
from cjm_desktop.painters.pdf_fonts import PdfFonts
from cjm_desktop.painters.pdf_pictures import PdfPictures
from cjm_desktop.painters.pdf_text import PdfText, PlacedLine, goes_on
from cjm_desktop.text.lines import TextLine

#: How far the control points of a quarter circle lie from its ends, as a share of the radius.
_ARC = 0.5522847498


def paint_pdf(
    drawing: Drawing,
    *,
    page: Size | None = None,
    scale: float = 1.0,
    x: float = 0.0,
    y: float = 0.0,
    meta: PdfMeta | None = None,
    pictures: Mapping[str, Picture] | None = None,
) -> bytes:
    """The PDF of one page with the drawing at (x, y) points from its top left corner, `scale` points a layout unit.

    Without `page` the page has the drawing's own size times `scale`. The drawing's ground covers the whole page.
    """
    size = page or Size(drawing.width * scale, drawing.height * scale)
    return paint_pages([Page(size, drawing.ground, (Part(drawing, x, y, scale),))], meta=meta, pictures=pictures)


def paint_pages(
    pages: Sequence[Page],
    *,
    meta: PdfMeta | None = None,
    pictures: Mapping[str, Picture] | None = None,
    attachment: Attachment | None = None,
    done: Callable[[int], None] | None = None,
) -> bytes:
    """The PDF with these pages in their order; `done` is told after each how many there are.

    `attachment` is a file to put inside.

    Links other than http, https and mailto are left out, and so are images that `pictures` lacks or that cannot be
    read. Fonts and pictures stand in the file once, however many pages use them. ValueError without a page.
    """
    if not pages:
        raise ValueError("a PDF has at least one page")
    painter = _Painter([item for page in pages for part in page.parts for item in part.drawing.items], pictures or {})
    for number, page in enumerate(pages, 1):
        painter.add(page)
        if done is not None:
            done(number)
    return painter.finished(meta or PdfMeta(), attachment)


class _Painter:
    """Writes the contents of the pages of one document."""

    def __init__(self, items: Sequence[Item], pictures: Mapping[str, Picture]) -> None:
        document = self._document = PdfDocument()
        self._pictures = PdfPictures(document.document, document.resources["XObject"], pictures)
        self._fonts = PdfFonts(_lines(items))
        self._text = PdfText(self._fonts)
        self._shadings: dict[Gradient, str] = {}
        self._colours: dict[str, str] = {}
        self._strokes: dict[Stroke, tuple[str, str]] = {}

    def add(self, page: Page) -> None:
        """Writes one more page."""
        size = page.size
        self._height = size.height
        self._document.begin_page(size)
        self._code = [f"{self._colour(page.ground)} rg 0 0 {size.width:.3f} {size.height:.3f} re f"]
        for part in page.parts:
            scale = part.scale
            self._scale, self._x, self._y, self._outline = scale, part.x, part.y, part.outline
            self._code.append(f"q {scale:.8f} 0 0 {scale:.8f} {part.x:.3f} {size.height - part.y:.3f} cm")
            self._paint(part.drawing.items, 0.0, 0.0)
            self._code.append("Q")
        self._document.end_page("\n".join(self._code).encode("ascii"))

    def finished(self, meta: PdfMeta, attachment: Attachment | None = None) -> bytes:
        """The whole file, with another file inside where there is one."""
        self._fonts.embed(self._document.document, self._document.resources["Font"])
        if attachment is not None:
            self._document.attach(attachment, meta.date)
        return self._document.finished(meta)

    def _paint(self, items: Sequence[Item], x: float, y: float) -> None:
        """Writes items whose origin is at (x, y) of the drawing."""
        code = self._code
        block: list[PlacedLine] = []
        colour = ""
        for item in items:
            if isinstance(item, Glyphs):
                if block and (item.colour != colour or not goes_on(block[-1].line, item.line)):
                    self._block(block, colour)
                    block = []
                block.append(PlacedLine(item.line, item.x, -item.y))
                colour = item.colour
                continue
            if block:
                self._block(block, colour)
                block = []
            if isinstance(item, Shape):
                rect = item.rect
                self._area(_rounded(rect, item.radius), rect.y, rect.height, item.fill, item.stroke)
            elif isinstance(item, Group):
                code.append(f"q 1 0 0 1 {item.x:.3f} {-item.y:.3f} cm")
                if item.clip is not None:
                    code.append(f"{_rounded(item.clip, 0.0)} W n")
                self._paint(item.items, x + item.x, y + item.y)
                code.append("Q")
            elif isinstance(item, Path):
                top, bottom = _extent(item) if isinstance(item.fill, Gradient) else (0.0, 0.0)
                self._area(_steps(item), top, bottom - top, item.fill, item.stroke)
            elif isinstance(item, Image):
                self._image(item)
            elif isinstance(item, Link):
                left, top = self._on_page(x + item.rect.x, y + item.rect.y)
                right, bottom = self._on_page(x + item.rect.right, y + item.rect.bottom)
                self._document.add_link(item.url, PageBox(left, bottom, right, top))
            elif isinstance(item, Anchor) and self._outline:
                self._document.add_outline_entry(item.title, item.level, *self._on_page(x + item.x, y + item.y))
        if block:
            self._block(block, colour)

    def _block(self, lines: Sequence[PlacedLine], colour: str) -> None:
        if any(placed.line.runs for placed in lines):
            self._code.append(f"{self._colour(colour)} rg {self._text.block(lines)}")

    def _on_page(self, x: float, y: float) -> tuple[float, float]:
        """A point of the drawing in points from the page's bottom left corner."""
        return self._x + x * self._scale, self._height - self._y - y * self._scale

    def _area(self, outline: str, top: float, height: float, fill: Fill, stroke: Stroke | None) -> None:
        """Fills and strokes an outline that runs from `top` down by `height`."""
        if not outline:
            return
        before, after = self._stroke(stroke) if stroke is not None else ("", "")
        if isinstance(fill, Gradient) and height <= 0:
            fill = None  # nothing to stretch it over, and nothing to cut it off by
        if isinstance(fill, Gradient):
            # The shading runs down from 0 to -1; it is stretched over the outline's height and cut off by it.
            self._code.append(f"q {outline} W n 1 0 0 {height:.3f} 0 {-top:.3f} cm /{self._shading(fill)} sh Q")
            if stroke is not None:
                self._code.append(f"{before}{outline} S{after}")
        elif fill is not None:
            paint = "f" if stroke is None else "B"
            self._code.append(f"{self._colour(fill)} rg {before}{outline} {paint}{after}")
        elif stroke is not None:
            self._code.append(f"{before}{outline} S{after}")

    def _stroke(self, stroke: Stroke) -> tuple[str, str]:
        """The operators that set up a stroke, and those that take back what the next stroke does not set itself."""
        found = self._strokes.get(stroke)
        if found is None:
            before, after = f"{self._colour(stroke.colour)} RG {_numbers(stroke.width)} w ", ""
            if stroke.dash:
                before += f"[{_numbers(*stroke.dash)}] 0 d "
                after += " [] 0 d"
            if stroke.round:
                before += "1 J 1 j "
                after += " 0 J 0 j"
            found = self._strokes[stroke] = before, after
        return found

    def _colour(self, colour: str) -> str:
        found = self._colours.get(colour)
        if found is None:
            found = self._colours[colour] = " ".join(f"{part:.4g}" for part in _rgb(colour))
        return found

    def _shading(self, gradient: Gradient) -> str:
        """The resource name of a gradient's shading, which stands for every area that has this gradient."""
        name = self._shadings.get(gradient)
        if name is None:
            name = self._shadings[gradient] = f"S{len(self._shadings)}"
            shading = pdfdoc.PDFAxialShading(0, 0, 0, -1, _colour_function(gradient), "DeviceRGB", Extend="[true true]")
            self._document.resources["Shading"][name] = self._document.document.Reference(shading, f"Shading.{name}")
        return name

    def _image(self, image: Image) -> None:
        placed = self._pictures.name_and_size(image.picture)
        rect = image.rect
        if placed is None or rect.width <= 0 or rect.height <= 0:
            return
        name, (width, height) = placed
        part = image.part
        grown = max(rect.width / (width * part.width), rect.height / (height * part.height))
        w, h = width * grown, height * grown
        x, y = rect.center.x - part.center.x * w, -rect.center.y - (1 - part.center.y) * h
        faint = f"/{self._opacity(image.opacity)} gs " if image.opacity < 1 else ""
        outline = _rounded(rect, image.radius)
        self._code.append(f"q {faint}{outline} W n {w:.3f} 0 0 {h:.3f} {x:.3f} {y:.3f} cm /{name} Do Q")

    def _opacity(self, share: float) -> str:
        """The name of the state in which fills let so much of the ground through."""
        name = f"O{round(share * 1000)}"
        states = self._document.resources.setdefault("ExtGState", {})
        if name not in states:
            states[name] = pdfdoc.PDFDictionary({"ca": round(share, 3)})
        return name


def _lines(items: Sequence[Item]) -> Iterator[TextLine]:
    for item in items:
        if isinstance(item, Glyphs):
            yield item.line
        elif isinstance(item, Group):
            yield from _lines(item.items)


def _rounded(rect: Rect, radius: float) -> str:
    """The outline of a rectangle with round corners."""
    return _outline(rect.x, rect.y, rect.width, rect.height, radius)


@lru_cache(4096)
def _outline(left: float, y: float, w: float, h: float, radius: float) -> str:
    """The same; kept, because the cards of a map have few sizes, each at the origin of its own group."""
    bottom, right, top = -y - h, left + w, -y
    r = min(radius, w / 2, h / 2)
    if r <= 0:
        return f"{_numbers(left, bottom, w, h)} re"
    k = r * (1 - _ARC)
    return " ".join(
        (
            f"{_numbers(left + r, bottom)} m {_numbers(right - r, bottom)} l",
            f"{_numbers(right - k, bottom, right, bottom + k, right, bottom + r)} c {_numbers(right, top - r)} l",
            f"{_numbers(right, top - k, right - k, top, right - r, top)} c {_numbers(left + r, top)} l",
            f"{_numbers(left + k, top, left, top - k, left, top - r)} c {_numbers(left, bottom + r)} l",
            f"{_numbers(left, bottom + k, left + k, bottom, left + r, bottom)} c h",
        )
    )


def _numbers(*values: float) -> str:
    """Numbers with two decimals at most; slow, for what is kept."""
    return " ".join(f"{value:.2f}".rstrip("0").rstrip(".") for value in values)


def _steps(path: Path) -> str:
    parts = []
    for step in path.steps:
        if len(step) == 1:
            parts.append("h")
        elif len(step) == 3:
            parts.append(f"{step[1]:.2f} {-step[2]:.2f} {step[0]}")
        else:
            _, x1, y1, x2, y2, x, y = step
            parts.append(f"{x1:.2f} {-y1:.2f} {x2:.2f} {-y2:.2f} {x:.2f} {-y:.2f} c")
    return " ".join(parts)


def _extent(path: Path) -> tuple[float, float]:
    """The top and the bottom of the box around a path's points and control points."""
    heights = [float(value) for step in path.steps for value in step[2::2]]
    return (min(heights), max(heights)) if heights else (0.0, 0.0)


def _rgb(colour: str) -> tuple[float, float, float]:
    red, green, blue = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    return red, green, blue


def _colour_function(gradient: Gradient) -> pdfdoc.PDFFunction:
    """Colour by the share of the height; the first and last stop reach to the ends."""
    stops = [(share, _rgb(colour)) for share, colour in gradient.stops]
    if stops[0][0] > 0:
        stops.insert(0, (0.0, stops[0][1]))
    if stops[-1][0] < 1:
        stops.append((1.0, stops[-1][1]))
    pieces = [
        pdfdoc.PDFExponentialFunction([*map(_short, a)], [*map(_short, b)], 1) for (_, a), (_, b) in pairwise(stops)
    ]
    if len(pieces) == 1:
        return pieces[0]
    bounds = [round(share, 5) for share, _ in stops[1:-1]]
    return pdfdoc.PDFStitchingFunction(pieces, bounds, [0, 1] * len(pieces), Domain="[0 1]")


def _short(part: float) -> float:
    return round(part, 4)
