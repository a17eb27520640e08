"""Places, texts and curves go in, the native shapes of one slide come out."""

from __future__ import annotations

import base64
import copy
import io
import re
from collections.abc import Callable, Collection, Mapping, Sequence
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, urlsplit

from cjm_desktop.formats import told
from cjm_desktop.formats.curve_shape import CurveShape, curve_shapes
from cjm_desktop.formats.html_curve import alternative
from cjm_desktop.formats.slide_flow import HEAD, PAD, PARAGRAPH, Placed, Said, fitting
from cjm_desktop.geometry import Cubic, Point, Rect
from cjm_desktop.model.journey import Journey
from cjm_desktop.model.records import Crop, Lane, Picture
from cjm_desktop.theme import LIGHT, contrast, mix

if TYPE_CHECKING:
    from pptx.slide import Slide

_FACE = 9.0
_SMILE = 0.04653  #: how far the mouth of PowerPoint's own face bends
_READABLE = 4.5
#: How high the line is that names the curves, and by what Office knows a field as the number of a slide.
_LEGEND, _NUMBER = 18.0, "{B6F15528-21DE-4FAA-801E-634DDDAF4B2B}"
_SAFE = ":/?#[]@!$&'()*+,;=%~-._"


class Sheet:
    """One slide. Rectangles are in points, as for a page from the left; where it is read from the right it is mirrored."""

    def __init__(self, slide: Slide, width: float, language: str, *, mirrored: bool) -> None:
        self._slide: Any = slide
        self._shapes: Any = slide.shapes
        self._width, self._language, self._mirrored = width, language, mirrored

    def title(self, text: str, rect: Rect) -> None:
        shape = self._shapes.title
        shape.left, shape.top, shape.width, shape.height = self._emu(rect)
        size = 28.0 if len(text) <= 60 else 20.0 if len(text) <= 110 else 14.0
        self._fill(shape.text_frame, [[(text[:400], size, LIGHT.text, True)]], margin=0.0)

    def text(self, rect: Rect, lines: Sequence[str], size: float, colour: str) -> None:
        """Lines beneath each other, without a frame."""
        shape = self._shapes.add_textbox(*self._emu(rect))
        self._fill(shape.text_frame, [[(line, size, colour, False)] for line in lines], margin=0.0)

    def stages(self, rect: Rect, names: Sequence[str]) -> None:
        """A row of arrows with the stages' names."""
        from pptx.enum.shapes import MSO_SHAPE
        from pptx.enum.text import MSO_ANCHOR

        usual = max(6.0, min(14.0, 1_400.0 / (10.0 * len(names) + 40.0)))
        for n, (name, part) in enumerate(zip(names, self._parts(rect, len(names)), strict=True)):
            shape = self._shapes.add_shape(MSO_SHAPE.PENTAGON, *self._emu(part))
            if self._mirrored:
                self._flip(shape)
            ground, ink = _stage_colours(n / max(len(names) - 1, 1))
            self._paint(shape, ground)
            size = fitting(name, part.width - part.height / 4 - 8.0, part.height - 8.0, usual)
            self._fill(shape.text_frame, [[(name, size, ink, True)]], margin=4.0)
            shape.text_frame.vertical_anchor = MSO_ANCHOR.MIDDLE

    def row(self, rect: Rect, texts: Sequence[str], size: float) -> None:
        """A text under each stage."""
        for text, part in zip(texts, self._parts(rect, len(texts)), strict=True):
            if text:
                self.text(part, [text], size, LIGHT.text)

    def block(self, placed: Placed, size: float, pictures: Mapping[str, Picture]) -> None:
        """A lane's block: a bar of its colour, its name, its texts."""
        from pptx.enum.shapes import MSO_SHAPE

        accent = LIGHT.accent(placed.block.accent)
        ground = self._shapes.add_shape(MSO_SHAPE.RECTANGLE, *self._emu(placed.rect))
        self._paint(ground, accent.pale)
        small = size * HEAD
        paragraphs: list[list[Any]] = [[(placed.block.head, small, accent.text, True)]]
        ends = set()
        for said in placed.block.said:
            paragraphs += self._paragraphs(said, placed.rect.width, size)
            ends.add(len(paragraphs) - 1)
        self._fill(ground.text_frame, paragraphs, ends=ends, gap=size * PARAGRAPH)
        bar = self._shapes.add_shape(
            MSO_SHAPE.RECTANGLE, *self._emu(Rect(placed.rect.x, placed.rect.y, 3.0, placed.rect.height))
        )
        self._paint(bar, accent.strong)
        shown = [said for said in placed.block.said if said.picture]
        for said, rect in zip(shown, placed.pictures, strict=True):
            self._picture(pictures[said.picture or ""], said.crop, rect)

    def _paragraphs(self, said: Said, width: float, size: float) -> list[list[Any]]:
        from cjm_desktop.formats.slide_flow import picture_height

        made: list[list[Any]] = []
        tall = picture_height(said, width)
        if tall:
            # An empty paragraph as high as the picture that stands on it.
            made.append([("", tall / 1.2, LIGHT.text, False)])
        if said.text:
            made += [[(line, size, LIGHT.text, False)] for line in said.text.split("\n")]
        if said.small:
            made.append([(said.small, size * HEAD, LIGHT.text_muted, False)])
        made += [[(title, size * HEAD, LIGHT.text_muted, False, url)] for title, url in said.links]
        return made

    def footer(self, rect: Rect, text: str) -> None:
        """A line at the foot of the slide, with the slide's number behind it."""
        from pptx.oxml import parse_xml
        from pptx.oxml.ns import nsdecls

        shape = self._shapes.add_textbox(*self._emu(rect))
        shape.name = "Footer"
        self._fill(shape.text_frame, [[(f"{text} · " if text else "", 8.0, LIGHT.text_muted, False)]], margin=0.0)
        run = shape.text_frame.paragraphs[0].runs[0]._r
        number = parse_xml(f'<a:fld {nsdecls("a")} id="{_NUMBER}" type="slidenum"><a:t>‹#›</a:t></a:fld>')
        number.insert(0, copy.deepcopy(run.rPr))
        run.addnext(number)

    def curve(self, rect: Rect, journey: Journey, lane: Lane, said: told.Said, stage: int | None = None) -> None:
        """The lane's curves as lines and faces, in a group with a text alternative; one `stage` may be brought out.

        Where none is, there is room to say what the heights mean, and whose each of several curves is.
        """
        from pptx.enum.shapes import MSO_SHAPE

        shapes = list(curve_shapes(journey, lane.id))
        if stage is None and len(shapes) > 1:
            rect = Rect(rect.x, rect.y, rect.width, rect.height - _LEGEND)
            self._legend(Rect(rect.x, rect.bottom, rect.width, _LEGEND), journey, shapes, said)
        group = self._shapes.add_group_shape()
        self._describe(group, told.lane_name(journey, lane, said), alternative(journey, shapes, said))
        ground = group.shapes.add_shape(MSO_SHAPE.RECTANGLE, *self._emu(rect))
        self._paint(ground, LIGHT.surface_soft)
        count = max(len(journey.stages), 1)
        if stage is not None:
            part = self._parts(rect, count)[stage]
            self._paint(group.shapes.add_shape(MSO_SHAPE.RECTANGLE, *self._emu(part)), LIGHT.pill)
        inset = min(_FACE + 6.0, rect.height / 4)
        plot = Rect(rect.x, rect.y + inset, rect.width, rect.height - 2 * inset)

        def at(place: Point) -> Point:
            return Point(plot.x + place.x / count * plot.width, plot.y + (place.y + 2.0) / 4.0 * plot.height)

        middle = group.shapes.add_shape(
            MSO_SHAPE.RECTANGLE, *self._emu(Rect(rect.x, at(Point(0, 0)).y, rect.width, 0.75))
        )
        self._paint(middle, LIGHT.border)
        for shape in sorted(shapes, key=lambda one: not one.ghost):
            self._curve(group, shape, at, stage)
        for value, name in told.LEVELS if stage is None else ():
            self.text(Rect(rect.x + 4.0, at(Point(0, -value)).y - 7.0, 90.0, 14.0), [said(name)], 8.0, LIGHT.text_muted)

    def _legend(self, rect: Rect, journey: Journey, shapes: Sequence[CurveShape], said: told.Said) -> None:
        """The names of the curves, each behind a sign of its colour."""
        runs: list[Any] = []
        for shape in shapes:
            name = told.curve_name(journey, shape.curve.id, said)
            runs.append(("╍ " if shape.ghost else "● ", 9.0, _colour(shape), True))
            runs.append((f"{clean(name)}      ", 9.0, LIGHT.text_muted, False))
        self._fill(self._shapes.add_textbox(*self._emu(rect)).text_frame, [runs], margin=0.0)

    def _curve(self, group: Any, shape: CurveShape, at: Callable[[Point], Point], stage: int | None) -> None:
        """A curve with all its faces, or only with those of one stage."""
        from pptx.enum.shapes import MSO_SHAPE

        colour = _colour(shape)
        for start, steps in shape.pieces:
            if steps:
                placed = [(at(b), at(c), at(d)) for b, c, d in steps]
                self._line(group, at(start), placed, colour, 2.0, dashed=shape.ghost)
        for place, point in shape.places:
            if stage is not None and not stage <= place.x <= stage + 1:
                continue
            x, y = at(place)
            value = point.value or 0.0
            if shape.ghost:
                dot = group.shapes.add_shape(MSO_SHAPE.OVAL, *self._emu(Rect(x - 3, y - 3, 6, 6)))
                self._paint(dot, colour)
                continue
            face = group.shapes.add_shape(
                MSO_SHAPE.SMILEY_FACE, *self._emu(Rect(x - _FACE, y - _FACE, 2 * _FACE, 2 * _FACE))
            )
            face.adjustments[0] = _SMILE * value / 2
            ring = LIGHT.positive if value >= 0.5 else LIGHT.negative if value <= -0.5 else LIGHT.neutral
            self._paint(face, mix(LIGHT.page, ring, 0.12), ring)

    def _line(
        self, group: Any, start: Point, steps: Sequence[Cubic], colour: str, weight: float, *, dashed: bool
    ) -> None:
        """A smooth line as a freeform of its own; the places are those of the slide."""
        from pptx.enum.dml import MSO_LINE
        from pptx.util import Pt

        first, *others = (self._point(place) for place in (start, *(place for step in steps for place in step)))
        builder = group.shapes.build_freeform(*first, scale=1.0)
        builder.add_line_segments(others[-1:], close=False)
        shape = builder.convert_to_shape()
        _bend(shape, first, others)
        shape.fill.background()
        _plain(shape)
        shape.line.color.rgb = _rgb(colour)
        shape.line.width = Pt(weight)
        if dashed:
            shape.line.dash_style = MSO_LINE.DASH

    def _picture(self, record: Picture, crop: Crop | None, rect: Rect) -> None:
        data = base64.b64decode(record.data)
        if record.mime == "image/webp":
            from PIL import Image

            converted = io.BytesIO()
            Image.open(io.BytesIO(data)).save(converted, "PNG")
            data = converted.getvalue()
        part = crop or Crop()
        shape = part.height * record.height / (part.width * record.width)
        width = min(rect.width, rect.height / shape)
        area = Rect(rect.x, rect.y, width, width * shape)
        picture = self._shapes.add_picture(io.BytesIO(data), *self._emu(area))
        picture.crop_left, picture.crop_top = part.x, part.y
        picture.crop_right = max(0.0, 1 - part.x - part.width)
        picture.crop_bottom = max(0.0, 1 - part.y - part.height)
        self._describe(picture, "", record.alt)

    def _fill(
        self,
        frame: Any,
        paragraphs: Sequence[Sequence[Any]],
        margin: float = PAD,
        ends: Collection[int] = (),
        gap: float = 0.0,
    ) -> None:
        """Paragraphs of runs: text, size, colour, bold, and where it is a link its address; a gap after those in `ends`."""
        from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
        from pptx.util import Pt

        frame.word_wrap = True
        frame.vertical_anchor = MSO_ANCHOR.TOP
        frame.margin_left = frame.margin_right = Pt(margin)
        frame.margin_top = frame.margin_bottom = Pt(min(margin, 4.0))
        for n, runs in enumerate(paragraphs):
            paragraph = frame.paragraphs[0] if n == 0 else frame.add_paragraph()
            if n in ends:
                paragraph.space_after = Pt(round(gap, 1))
            paragraph.alignment = PP_ALIGN.RIGHT if self._mirrored else PP_ALIGN.LEFT
            if self._mirrored:
                paragraph._p.get_or_add_pPr().set("rtl", "1")
            for text, size, colour, bold, *url in runs:
                run = paragraph.add_run()
                run.text = text
                run.font.size, run.font.bold = Pt(round(size, 1)), bold
                run.font.color.rgb = _rgb(colour)
                run.font._element.set("lang", self._language or "en")
                address = _address(url[0]) if url else ""
                if address:
                    run.hyperlink.address = address

    @staticmethod
    def _paint(shape: Any, ground: str, edge: str = "") -> None:
        from pptx.util import Pt

        shape.fill.solid()
        shape.fill.fore_color.rgb = _rgb(ground)
        _plain(shape)
        if edge:
            shape.line.color.rgb = _rgb(edge)
            shape.line.width = Pt(1.5)
        else:
            shape.line.fill.background()

    @staticmethod
    def _describe(shape: Any, name: str, words: str) -> None:
        """What a screen reader says of a shape."""
        properties = shape._element.xpath("./*/p:cNvPr")[0]
        properties.set("descr", clean(words))
        if name:
            properties.set("name", clean(name))

    @staticmethod
    def _flip(shape: Any) -> None:
        shape._element.spPr.get_or_add_xfrm().set("flipH", "1")

    @staticmethod
    def _parts(rect: Rect, count: int) -> list[Rect]:
        """A rectangle in equal parts from left to right, with a little between."""
        wide = rect.width / count
        return [Rect(rect.x + n * wide + 1.5, rect.y, max(wide - 3.0, 1.0), rect.height) for n in range(count)]

    def _emu(self, rect: Rect) -> tuple[int, int, int, int]:
        from pptx.util import Pt

        x = self._width - rect.right if self._mirrored else rect.x
        return Pt(x), Pt(rect.y), Pt(max(rect.width, 1.0)), Pt(max(rect.height, 1.0))

    def _point(self, place: Point) -> tuple[int, int]:
        from pptx.util import Pt

        return Pt(self._width - place.x if self._mirrored else place.x), Pt(place.y)


def _colour(shape: CurveShape) -> str:
    return LIGHT.ghost if shape.ghost else LIGHT.persona_colours[shape.order % len(LIGHT.persona_colours)]


def _rgb(colour: str) -> Any:
    """A colour of the theme as the package wants it."""
    from pptx.dml.color import RGBColor

    made: Any = RGBColor
    return made.from_string(colour[1:])


def _plain(shape: Any) -> None:
    """Takes away the style of the package's template, which brings shadows."""
    for style in shape._element.xpath("./p:style"):
        shape._element.remove(style)


def _bend(shape: Any, first: tuple[int, int], others: Sequence[tuple[int, int]]) -> None:
    """Makes the straight line of a freeform the cubic one through these places: the package itself knows no bends."""
    from pptx.oxml import parse_xml
    from pptx.oxml.ns import nsdecls

    every = (first, *others)
    left, top = (min(place[axis] for place in every) for axis in (0, 1))
    width, height = (max(max(place[axis] for place in every) - low, 1) for axis, low in ((0, left), (1, top)))
    shape.left, shape.top, shape.width, shape.height = left, top, width, height
    marks = [f'<a:pt x="{x - left}" y="{y - top}"/>' for x, y in every]
    bends = "".join(f"<a:cubicBezTo>{''.join(marks[n : n + 3])}</a:cubicBezTo>" for n in range(1, len(marks), 3))
    path = shape._element.xpath(".//a:path")[0]
    made = (
        f'<a:path {nsdecls("a")} w="{width}" h="{height}" fill="none"><a:moveTo>{marks[0]}</a:moveTo>{bends}</a:path>'
    )
    path.getparent().replace(path, parse_xml(made))


def _stage_colours(share: float) -> tuple[str, str]:
    """Ground and text of a stage; the ground is darkened until the text can be read on it."""
    place = share * (len(LIGHT.stage_ramp) - 1)
    n = min(int(place), len(LIGHT.stage_ramp) - 2)
    ground, ink = mix(LIGHT.stage_ramp[n], LIGHT.stage_ramp[n + 1], place - n), LIGHT.text_on_strong
    while contrast(ground, ink) < _READABLE:
        ground = mix(ground, LIGHT.stage_ramp[0], 0.05)
    return ground, ink


def _address(url: str) -> str:
    """An address as Office takes it; empty where it is none, for which Office would refuse the whole file."""
    try:
        urlsplit(url)
    except ValueError:
        return ""
    return quote(url, safe=_SAFE)


def clean(text: str) -> str:
    """The text without what no XML file may hold."""
    return re.sub("[\x00-\x08\x0b-\x1f\x7f-\x84\x86-\x9f\ufdd0-\ufdef\ufffe\uffff]", "", text)
