"""The way through a map on paper: a cover with the whole of it, then a sheet for each stage with the curve so far and notes."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from cjm_desktop.drawing.header import header_group
from cjm_desktop.drawing.primitives import Drawing
from cjm_desktop.drawing.sheets import lines_drawing
from cjm_desktop.drawing.slides import SlideDrawer, body_of
from cjm_desktop.exporting.content import Content
from cjm_desktop.exporting.furniture import Furniture, Sheet, short
from cjm_desktop.exporting.options import ExportOptions
from cjm_desktop.geometry import Rect, Size
from cjm_desktop.layout import words
from cjm_desktop.layout.header import HeaderSetter
from cjm_desktop.layout.paragraphs import Paragraph, flowed, height_of
from cjm_desktop.layout.slides import MARGIN, SlideBox, SlideSetter, goal_texts
from cjm_desktop.layout.speech import speech
from cjm_desktop.layout.styles import styles_of
from cjm_desktop.model.records import Stage
from cjm_desktop.model.walkthrough import Cell, cells_by_stage
from cjm_desktop.painters.pages import Part
from cjm_desktop.text.engine import default_engine
from cjm_desktop.text.lines import TextStyle

#: Points a layout unit on a sheet of A4: the most and the least that a slide is set in (a body of 12 and of 7 points),
#: and what the cover is set in. Larger and smaller sheets have larger and smaller type, but never less than that.
_LARGEST, _SMALLEST, _STEPS = 1.28, 0.75, 6
_COVER_SCALE = 1.2
_A4_LENGTH = 842.0
_NOTE = TextStyle(9.5, 400, leading=1.4)
_NOTE_HEAD = TextStyle(9.5, 700, leading=1.4)
_CARD_HEAD = TextStyle(9.5, 600, leading=1.4)
_NOTES_SHARE = 0.4  #: of a sheet, the most that notes take beneath a slide
_BESIDE = 60.0  #: points
_LEAST_MAP = 0.25  #: of a sheet: with less room the whole map stands on a sheet of its own


def handout_sheets(
    content: Content, options: ExportOptions, furniture: Furniture, done: Callable[[float], None] | None = None
) -> list[Sheet]:
    """The sheets in their order; `done` is told which share is laid out."""
    sheets = _Sheets(content, options, furniture)
    made: list[tuple[Part, ...]] = list(sheets.cover())
    cells = cells_by_stage(content.journey)
    count = len(cells)
    for number, (stage, some) in enumerate(cells.items(), 1):
        made.extend(sheets.stage(content.journey.stages[stage], some))
        if done is not None:
            done(number / count)
    return [Sheet(sheets.size, parts, furniture.margin(sheets.size)) for parts in made]


class _Sheets:
    """Lays out sheets of one size."""

    def __init__(self, content: Content, options: ExportOptions, furniture: Furniture) -> None:
        self._content = content
        self._journey, self._theme = content.journey, content.theme
        self._text = default_engine(content.journey.language)
        self.size = next(iter(options.papers().values()))
        self._room = furniture.room(self.size)
        #: How much larger than on A4 type may be, for a sheet that is held at the same distance, or hung up.
        self._larger = (max(self.size) / _A4_LENGTH) ** 0.5
        self._said = speech(content.journey.language)
        self._slides = SlideSetter(self._text, self._theme.space, said=self._said)
        self._drawer = SlideDrawer(self._theme)

    # The cover

    def cover(self) -> Iterator[tuple[Part, ...]]:
        """Title, objective and personas, and beneath them the whole map; on sheets of their own where they need them."""
        room, theme, journey = self._room, self._theme, self._journey
        styles = styles_of(replace(theme.type, title=24.0))
        setter = HeaderSetter(self._text, styles, theme.space)
        scale = _COVER_SCALE * self._larger
        header = setter.box(journey, 0.0, room.width / scale, 0.0)
        if header.rect.height * scale > room.height:
            scale *= room.height / (header.rect.height * scale)
        drawn = Drawing(room.width / scale, header.rect.height, theme.page, (header_group(header, theme),))
        head = Part(drawn, room.x, room.y, scale)
        top = room.y + header.rect.height * scale + 14.0
        left = Rect(room.x, top, room.width, room.bottom - top)
        if not journey.stages and not journey.lanes:
            yield (head,)
        elif left.height >= _LEAST_MAP * room.height:
            yield head, self._whole_map(left)
        else:
            yield (head,)
            yield (self._whole_map(room),)

    def _whole_map(self, room: Rect) -> Part:
        drawing = body_of(self._content.drawing, self._content.layout)
        scale = min(room.width / drawing.width, room.height / drawing.height, _COVER_SCALE * self._larger)
        spare = room.width - drawing.width * scale
        # In the middle, or flush with the title where it would stand a little beside it.
        left = spare / 2 if spare > _BESIDE else 0.0
        return Part(drawing, room.x + left, room.y, scale, outline=False)

    # A stage

    def stage(self, stage: Stage, cells: Sequence[Cell]) -> Iterator[tuple[Part, ...]]:
        """The sheets of a stage: its slides, notes at the foot of the last, and what of them does not fit there."""
        room = self._room
        notes = self._notes(stage, cells)
        needed = height_of(self._text, notes, room.width) if notes else 0.0
        kept = min(needed, _NOTES_SHARE * room.height)

        def foot(size: Size) -> float:
            return kept / self._scale(size)

        most = max(_SMALLEST, _LARGEST * self._larger)
        scales = [most * (_SMALLEST / most) ** (n / (_STEPS - 1)) for n in range(_STEPS)]
        # A slide has a margin of its own, which stands in the sheet's.
        sizes = [Size(room.width / scale + 2 * MARGIN, room.height / scale + 2 * MARGIN) for scale in scales]
        boxes = self._slides.slides(self._journey, cells, stage.id, sizes, foot)
        for box in boxes[:-1]:
            yield (self._slide(box),)
        last = boxes[-1]
        if last.head.cut:
            notes = [*self._cut(stage), *notes]
        flows = flowed(self._text, notes, room.width, kept, room.height)
        beneath = Part(lines_drawing(flows[0], room.width, kept, self._theme), room.x, room.bottom - kept)
        yield self._slide(last), beneath
        for lines in flows[1:]:
            yield (Part(lines_drawing(lines, room.width, room.height, self._theme), room.x, room.y),)

    def _slide(self, box: SlideBox) -> Part:
        drawing, scale = self._drawer.draw(box), self._scale(box.size)
        # The slide's ground would hide nothing, but the sheet has it already.
        bare = replace(drawing, items=drawing.items[1:])
        return Part(bare, self._room.x - MARGIN * scale, self._room.y - MARGIN * scale, scale)

    def _scale(self, size: Size) -> float:
        """Points a layout unit of a slide of this size."""
        room = self._room
        return min(room.width / (size.width - 2 * MARGIN), room.height / (size.height - 2 * MARGIN))

    def _notes(self, stage: Stage, cells: Sequence[Cell]) -> list[Paragraph]:
        """What was noted of the stage, its cards and its lanes."""
        found: list[Paragraph] = []
        if stage.note.strip():
            found.append(Paragraph(self._said(words.NOTES), _NOTE_HEAD, 8.0, heading=True))
            found.append(Paragraph(stage.note.strip(), _NOTE, 2.0))
        for cell in cells:
            for card in cell.cards:
                if card.note.strip() and card.stage == stage.id:
                    found.append(Paragraph(short(card.text) or cell.lane.label, _CARD_HEAD, 8.0, heading=True))
                    found.append(Paragraph(card.note.strip(), _NOTE, 1.0))
        return found

    def _cut(self, stage: Stage) -> Iterator[Paragraph]:
        """The name and the goals in full, where the head of the slide shows only their beginning."""
        yield Paragraph(stage.name, _NOTE_HEAD)
        for goal in goal_texts(stage, self._said):
            yield Paragraph(goal, _NOTE, 3.0)
