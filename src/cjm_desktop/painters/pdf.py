"""Drawings in, a PDF of a page each out: vector shapes, embedded fonts, links, outline, tags; the same bytes every time.

A page's content is written in one pass over the primitives, as short strings, because a large map has a hundred
thousand of them; ReportLab keeps the document around it. The origin is set once to the drawing's top left corner with
y up, so every y is written negated, which only `pdf_shapes` knows besides.

All that is written is marked as content of an element of the structure tree or as an artefact. A mark is set only where
the owner changes, so that what belongs together is one piece.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import groupby, pairwise
from operator import itemgetter

from reportlab.pdfbase import pdfdoc

from cjm_desktop.drawing.primitives import (
    Anchor,
    Contents,
    Drawing,
    Element,
    Fill,
    Glyphs,
    Gradient,
    Group,
    Image,
    Item,
    Link,
    Path,
    Reading,
    Shape,
    Stroke,
)
from cjm_desktop.geometry import Point, Rect, Size
from cjm_desktop.model.records import Picture
from cjm_desktop.painters.pages import Page, Part
from cjm_desktop.painters.pdf_codes import actual_text
from cjm_desktop.painters.pdf_document import Attachment, PageBox, PdfDocument, PdfMeta
from cjm_desktop.painters.pdf_fonts import PdfFonts
from cjm_desktop.painters.pdf_forms import PdfForms
from cjm_desktop.painters.pdf_languages import voice
from cjm_desktop.painters.pdf_outline import Entry
from cjm_desktop.painters.pdf_pictures import PdfPictures
from cjm_desktop.painters.pdf_shapes import ORIGIN, box, extent, numbers, rounded, traced, upright
from cjm_desktop.painters.pdf_tags import ARTEFACT, Tagged
from cjm_desktop.painters.pdf_text import PdfText, PlacedLine, goes_on
from cjm_desktop.text.lines import TextLine


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
    said: Callable[[str], str] = str,
) -> bytes:
    """The PDF with these pages in their order; `done` is told after each how many there are.

    `attachment` is a file to put inside. `said` puts the words that say a figure into the document's language.

    Links other than http, https and mailto are left out, and so are images that `pictures` lacks or that cannot be
    read. Fonts and pictures stand in the file once, however many pages use them. ValueError without a page.
    """
    if not pages:
        raise ValueError("a PDF has at least one page")
    meta = meta or PdfMeta()
    items = [item for page in pages for part in page.parts for item in part.drawing.items]
    painter = _Painter(items, pictures or {}, meta.language, said)
    for number, page in enumerate(pages, 1):
        painter.add(page)
        if done is not None:
            done(number)
    return painter.finished(meta, attachment)


class _Painter:
    """Writes the contents of the pages of one document."""

    def __init__(
        self, items: Sequence[Item], pictures: Mapping[str, Picture], language: str, said: Callable[[str], str]
    ) -> None:
        document = self._document = PdfDocument()
        self._pictures = PdfPictures(document.document, document.resources["XObject"], pictures)
        self._forms = PdfForms(document.document, document.resources["XObject"])
        self._fonts = PdfFonts(_lines(items, []))
        self._text = PdfText(self._fonts, language)
        self._records, self._language, self._said = pictures, language, said
        self._readings: dict[Reading, _Read] = {}
        self._current: _Read | None = None
        self._outlined: list[Entry | _Read] = []
        #: Whom what is drawn belongs to, and whom what is being written is marked as belonging to.
        self._owner: Tagged | None = None
        self._marked: Tagged | None = None
        self._sign = False  #: whether what is drawn is a sign
        self._shadings: dict[Gradient, str] = {}
        self._colours: dict[str, str] = {}
        self._strokes: dict[Stroke, tuple[str, str]] = {}

    def add(self, page: Page) -> None:
        """Writes one more page."""
        size = page.size
        self._height = size.height
        self._document.begin_page(size)
        self._code = []
        self._mark(ARTEFACT)
        if page.ground:
            self._code.append(f"{self._colour(page.ground)} rg 0 0 {size.width:.3f} {size.height:.3f} re f")
        for part in page.parts:
            scale = part.scale
            self._scale, self._x, self._y, self._outline = scale, part.x, part.y, part.outline
            self._code.append(f"q {scale:.8f} 0 0 {scale:.8f} {part.x:.3f} {size.height - part.y:.3f} cm")
            read = self._current = self._read(part.drawing.reading)
            if read is not None:
                read.begin(part.drawing)
            self._paint(part.drawing.items, 0.0, 0.0)
            self._code.append("Q")
            if read is not None and part.outline:
                self._tell(read, part.drawing)
        self._code.append("EMC")
        self._marked = None
        self._document.end_page("\n".join(self._forms.named(self._code)).encode("ascii"))

    def _read(self, reading: Reading | None) -> _Read | None:
        """What is known of a reading, the same for all parts that have it."""
        if reading is None:
            return None
        found = self._readings.get(reading)
        if found is None:
            found = self._readings[reading] = _Read(reading.contents)
            for element in found.contents.elements:
                self._grow(element, found.holder, found.keyed)
        return found

    def _grow(self, element: Element, parent: Tagged, keyed: dict[str, Tagged]) -> None:
        made = self._document.structure.element(element.role, parent, self._said(element.alt), _attributes(element))
        if element.key:
            keyed[element.key] = made
        for part in element.parts:
            self._grow(part, made, keyed)

    def _tell(self, read: _Read, drawing: Drawing) -> None:
        """Puts entries of the outline that lead to places of the drawing, each once."""
        kept = drawing.anchored or Rect(0, 0, drawing.width, drawing.height)
        if not read.outlined:
            read.outlined = True
            self._outlined.append(read)
        for anchor in read.contents.anchors:
            if anchor.key not in read.places and kept.contains(Point(anchor.x, anchor.y)):
                place = self._on_page(anchor.x + drawing.origin.x, anchor.y + drawing.origin.y)
                read.places[anchor.key] = Entry(anchor.title, anchor.level, self._document.page, *place)

    def finished(self, meta: PdfMeta, attachment: Attachment | None = None) -> bytes:
        """The whole file, with another file inside where there is one."""
        for entry in self._outlined:
            self._document.outline.extend(entry.entries() if isinstance(entry, _Read) else (entry,))
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
                    self._block(block, colour, x, y)
                    block = []
                block.append(PlacedLine(item.line, item.x, -item.y))
                colour = item.colour
                continue
            if block:
                self._block(block, colour, x, y)
                block = []
            if isinstance(item, Shape):
                rect = item.rect
                if (
                    item.stroke is None
                    and rect.height > rect.width == 2 * item.radius > 0
                    and isinstance(item.fill, str)
                ):
                    self._bar(rect, item.fill)
                else:
                    at = (rect.x, rect.y) if item.radius > 0 else ORIGIN
                    left, top = rect.x - at[0], rect.y - at[1]
                    outline = box(left, top, rect.width, rect.height, item.radius)
                    self._area(outline, at, top, rect.height, item.fill, item.stroke)
            elif isinstance(item, Group):
                outer = self._owner, self._sign
                self._owner = self._owner_of(item, x + item.x, y + item.y)
                self._sign = item.tag is not None and item.tag.sign
                moved = bool(item.x or item.y) or item.clip is not None
                if moved:
                    code.append(f"q 1 0 0 1 {item.x:.3f} {-item.y:.3f} cm")
                if item.clip is not None:
                    code.append(f"{rounded(item.clip, 0.0)} W n")
                self._paint(item.items, x + item.x, y + item.y)
                if moved:
                    code.append("Q")
                self._owner, self._sign = outer
            elif isinstance(item, Path):
                top, bottom = extent(item) if isinstance(item.fill, Gradient) else (0.0, 0.0)
                outline, at = traced(item.steps)
                self._area(outline, at, top - at[1], bottom - top, item.fill, item.stroke)
            elif isinstance(item, Image):
                self._image(item, x, y)
            elif isinstance(item, Link):
                self._link(item, x, y)
            elif isinstance(item, Anchor) and self._outline:
                place = self._on_page(x + item.x, y + item.y)
                self._outlined.append(Entry(item.title, item.level, self._document.page, *place))
        if block:
            self._block(block, colour, x, y)

    def _block(self, lines: Sequence[PlacedLine], colour: str, x: float, y: float) -> None:
        """Writes lines whose origin is at (x, y) of the drawing; those as artefacts that are read elsewhere."""
        lines = [placed for placed in lines if not placed.line.is_empty]
        read = self._current
        if read is None:
            if lines:
                self._read_block(lines, colour)
            return
        away = [read.is_elsewhere(placed, x, y) for placed in lines]
        if lines and not any(away):
            self._read_block(lines, colour)
            return
        for elsewhere, group in groupby(zip(away, lines, strict=True), key=itemgetter(0)):
            some = [placed for _, placed in group]
            if elsewhere:
                self._mark(ARTEFACT)
                self._write(some, colour)
            else:
                self._read_block(some, colour)

    def _read_block(self, lines: Sequence[PlacedLine], colour: str) -> None:
        owner = self._owner or self._document.structure.element("P", self._document.structure.document)
        spoken = voice("".join([placed.line.text for placed in lines]), self._language)
        if spoken is not None and owner is not ARTEFACT and owner.role != "Figure":
            if owner.language is None:
                owner.language = "" if spoken == self._language else spoken
            elif spoken != (owner.language or self._language):
                owner = self._document.structure.element("Span", owner)
                owner.language = spoken
        self._mark(owner)
        self._write(lines, colour, spoken)

    def _write(self, lines: Sequence[PlacedLine], colour: str, spoken: str | None = None) -> None:
        written = self._text.block(lines, spoken)
        if self._sign:  # poppler reads no text at all; PDFium takes no text for the letter's own
            written = f"{actual_text('')} {written} EMC"
        self._code.append(f"{self._colour(colour)} rg {written}")

    # What it is read as

    def _mark(self, owner: Tagged) -> None:
        """What is written from here on belongs to this element, or is an artefact."""
        if self._marked is owner:
            return
        if self._marked is not None:
            self._code.append("EMC")
        if owner is ARTEFACT:
            self._code.append("/Artifact BMC")
        else:
            self._code.append(f"/{owner.role} <</MCID {self._document.structure.piece(owner)}>> BDC")
        self._marked = owner

    def _owner_of(self, group: Group, x: float, y: float) -> Tagged | None:
        """Whom the content of a group belongs to; None where its texts are paragraphs by themselves.

        All of a figure belongs to it. What has a reading is read where it is painted first, and nowhere else.
        """
        owner, read = self._owner, self._current
        if owner is not None and owner.role == "Figure":
            return owner
        keyed = read.keyed.get(group.key) if read is not None and group.key else None
        if read is not None and keyed is not None:
            read.place(self._document.structure.document)
            if keyed.role == "Figure":
                if group.key in read.figures:
                    return ARTEFACT
                read.figures.add(group.key)
                keyed.attributes = self._box(group.bounds, x, y)
            return keyed
        tag = group.tag
        if tag is None or owner is ARTEFACT:
            return owner
        if tag.role == "Artifact" or (tag.role == "Figure" and self._is_again(group.items[0])):
            return ARTEFACT
        attributes = self._box(group.bounds, x, y) if tag.role == "Figure" else ""
        return self._element(tag.role, self._said(tag.alt), attributes)

    def _is_again(self, item: Item) -> bool:
        """Whether an item of a drawing that has a reading was painted before, as part of another page."""
        if self._current is None:
            return False
        seen, key = self._current.seen, id(item)
        if key in seen:
            return True
        seen.add(key)
        return False

    def _element(self, role: str, alt: str = "", attributes: str = "") -> Tagged:
        """A new element within the one that is being painted."""
        structure = self._document.structure
        return structure.element(role, self._owner or structure.document, alt, attributes)

    def _box(self, rect: Rect, x: float, y: float) -> str:
        """Where a figure stands on the page, for those who look for it there."""
        left, top = self._on_page(x + rect.x, y + rect.y)
        right, bottom = self._on_page(x + rect.right, y + rect.bottom)
        return f"<</O/Layout/BBox[{left:.1f} {bottom:.1f} {right:.1f} {top:.1f}]>>"

    def _link(self, link: Link, x: float, y: float) -> None:
        left, top = self._on_page(x + link.rect.x, y + link.rect.y)
        right, bottom = self._on_page(x + link.rect.right, y + link.rect.bottom)
        owner: Tagged | None = self._owner
        if owner is not None and owner.role == "Figure":
            owner = owner.parent
        document = self._document.structure.document
        if owner is None or owner is ARTEFACT or owner is document:
            owner = self._document.structure.element("P", document)
        self._document.add_link(link.url, link.title, PageBox(left, bottom, right, top), owner)

    def _on_page(self, x: float, y: float) -> tuple[float, float]:
        """A point of the drawing in points from the page's bottom left corner."""
        return self._x + x * self._scale, self._height - self._y - y * self._scale

    def _area(
        self, outline: str, at: tuple[float, float], top: float, height: float, fill: Fill, stroke: Stroke | None
    ) -> None:
        """Fills and strokes an outline that runs from `top` down by `height`, both from its origin, which is put `at`.

        What is the same at many places is so written in the same way, and packs well.
        """
        if not outline:
            return
        owner = self._owner
        self._mark(owner if owner is not None and owner.role == "Figure" else ARTEFACT)
        before, after = self._stroke(stroke) if stroke is not None else ("", "")
        if isinstance(fill, Gradient) and height <= 0:
            fill = None  # nothing to stretch it over, and nothing to cut it off by
        if isinstance(fill, Gradient):
            # The shading runs down from 0 to -1; it is stretched over the outline's height and cut off by it.
            self._put(f"q {outline} W n 1 0 0 {height:.3f} 0 {-top:.3f} cm /{self._shading(fill)} sh Q", at)
            if stroke is not None:
                self._put(f"{before}{outline} S{after}", at)
        elif fill is not None:
            paint = "f" if stroke is None else "B"
            self._put(self._forms.count(f"{self._colour(fill)} rg {before}{outline} {paint}{after}"), at)
        elif stroke is not None:
            self._put(self._forms.count(f"{before}{outline} S{after}"), at)

    def _put(self, shape: str, at: tuple[float, float]) -> None:
        if at == ORIGIN:
            self._code.append(shape)
        else:
            self._code += (f"q 1 0 0 1 {at[0]:.2f} {-at[1]:.2f} cm", shape, "Q")

    def _bar(self, rect: Rect, colour: str) -> None:
        """An upright bar with round ends, of which a map has one a card: a line takes a third of the bytes of an area."""
        owner = self._owner
        self._mark(owner if owner is not None and owner.role == "Figure" else ARTEFACT)
        shape = f"{self._colour(colour)} RG {upright(rect.x, rect.y, rect.width, rect.height)}"
        self._code.append(self._forms.count(shape))

    def _stroke(self, stroke: Stroke) -> tuple[str, str]:
        """The operators that set up a stroke, and those that take back what the next stroke does not set itself."""
        found = self._strokes.get(stroke)
        if found is None:
            before, after = f"{self._colour(stroke.colour)} RG {numbers(stroke.width)} w ", ""
            if stroke.dash:
                before += f"[{numbers(*stroke.dash)}] 0 d "
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

    def _image(self, image: Image, x: float, y: float) -> None:
        placed = self._pictures.name_and_size(image.picture)
        rect = image.rect
        if placed is None or rect.width <= 0 or rect.height <= 0:
            return
        name, (width, height) = placed
        part = image.part
        grown = max(rect.width / (width * part.width), rect.height / (height * part.height))
        w, h = width * grown, height * grown
        x, y = rect.center.x - part.center.x * w, -rect.center.y - (1 - part.center.y) * h
        owner = self._owner
        if owner is None or (owner is not ARTEFACT and owner.role != "Figure"):
            record = self._records.get(image.picture)
            alt = (record.alt.strip() if record is not None else "") or self._said(image.alt)
            once = bool(alt) and not self._is_again(image)
            owner = self._element("Figure", alt, self._box(rect, x, y)) if once else ARTEFACT
        self._mark(owner)
        faint = f"/{self._opacity(image.opacity)} gs " if image.opacity < 1 else ""
        outline = rounded(rect, image.radius)
        self._code.append(f"q {faint}{outline} W n {w:.3f} 0 0 {h:.3f} {x:.3f} {y:.3f} cm /{name} Do Q")

    def _opacity(self, share: float) -> str:
        """The name of the state in which fills let so much of the ground through."""
        name = f"O{round(share * 1000)}"
        states = self._document.resources.setdefault("ExtGState", {})
        if name not in states:
            states[name] = pdfdoc.PDFDictionary({"ca": round(share, 3)})
        return name


class _Read:
    """A reading as far as it is painted: its elements by key, and where its entries of the outline lead.

    `seen` are the lines of text and the items (by identity: the pages hold them), `figures` the keys that are painted.
    """

    def __init__(self, contents: Contents) -> None:
        self.contents = contents
        self.holder = Tagged("Sect", None)
        self.keyed: dict[str, Tagged] = {}
        self.places: dict[str, Entry] = {}
        self.outlined = False
        self.seen: set[int] = set()
        self.figures: set[str] = set()
        self._own: Rect | None = None

    def begin(self, drawing: Drawing) -> None:
        """From here on the items are those of this drawing, which may show a part of the one that is read."""
        own = drawing.anchored
        self._own = None if own is None else own.moved(*drawing.origin)

    def is_elsewhere(self, placed: PlacedLine, x: float, y: float) -> bool:
        """Whether a line, from the origin (x, y) of the drawing, was read before or begins on the share of another part.

        The first time that it is asked about a line of this share, it takes that to be read now.
        """
        line = placed.line
        if id(line) in self.seen:
            return True
        if self._own is not None:
            begins = Point(x + placed.x + (line.width if line.rtl else 0.0), y - placed.y)
            if not self._own.contains(begins):
                return True
        self.seen.add(id(line))
        return False

    def place(self, document: Tagged) -> None:
        """Puts the elements behind what is read before them; once."""
        for element in self.holder.parts:
            if isinstance(element, Tagged):
                element.parent = document
        document.parts += self.holder.parts
        self.holder.parts = []

    def entries(self) -> Iterator[Entry]:
        return (self.places[anchor.key] for anchor in self.contents.anchors if anchor.key in self.places)


def _attributes(element: Element) -> str:
    told = f"/Scope/{element.scope}" if element.scope else ""
    if element.columns > 1:
        told += f"/ColSpan {element.columns}"
    return f"<</O/Table{told}>>" if told else ""


def _lines(items: Sequence[Item], found: list[TextLine]) -> list[TextLine]:
    """All lines of text in the items, put after those found before."""
    for item in items:
        if isinstance(item, Glyphs):
            found.append(item.line)
        elif isinstance(item, Group):
            _lines(item.items, found)
    return found


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
