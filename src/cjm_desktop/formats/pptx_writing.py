"""A map goes in, slides as PowerPoint reads them come out: an overview and a slide a stage, of shapes and texts to go on with."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any

from cjm_desktop.formats import told
from cjm_desktop.formats.imported import Exported
from cjm_desktop.formats.language import from_right
from cjm_desktop.formats.pptx_shapes import Sheet, clean
from cjm_desktop.formats.slide_flow import Block, Page, Said, flow
from cjm_desktop.geometry import Rect
from cjm_desktop.model.catalogue import role_of
from cjm_desktop.model.journey import Journey
from cjm_desktop.model.queries import channel_of
from cjm_desktop.model.records import Card, CurveStyle, LaneKind, Persona, Stage
from cjm_desktop.theme import LIGHT

if TYPE_CHECKING:
    from pptx.presentation import Presentation

#: A slide, in points, and what stays free around.
WIDTH, HEIGHT, _MARGIN = 960.0, 540.0, 40.0
_COLUMNS, _BETWEEN = 3, 14.0
#: Equal maps make equal files: no file says when it was made.
_ALWAYS = datetime(2000, 1, 1)
_ZIP_TIME = (1980, 1, 1, 0, 0, 0)
_ADDRESS = re.compile(r"(https?://|mailto:)\S+", re.IGNORECASE)
#: The share of the work that is done when all slides are drawn.
_DRAWN = 0.9
_TITLE_ONLY = 5  #: the layout of the package's own template


def write(journey: Journey, said: told.Said = str, done: Callable[[float], None] | None = None) -> Exported:
    """The file's bytes, and what of the map is not on the slides; `done` is told the share done, 0 to 1."""
    deck = _Deck(journey, said)
    deck.overview()
    count = len(journey.stages)
    for n in range(count):
        if done is not None:
            done(_DRAWN * n / count)
        deck.stage(n)
    if done is not None:
        done(_DRAWN)
    return Exported(_packed(deck.presentation), told.left_out(journey, "the slides"))


class _Deck:
    """One map on its way to slides."""

    def __init__(self, journey: Journey, said: told.Said) -> None:
        import pptx
        from pptx.util import Pt

        self.presentation: Presentation = pptx.Presentation()
        self.presentation.slide_width, self.presentation.slide_height = Pt(WIDTH), Pt(HEIGHT)
        self._journey, self._said = journey, said
        self._mirrored = from_right(journey.language)
        self._stages = list(journey.stages.values())
        self._cells: Mapping[tuple[str, str], told.Cell] = told.cells(journey)
        self._curves = [
            lane
            for lane in told.lanes_told(journey)
            if lane.kind is LaneKind.EMOTION and any(self._cells.get((lane.id, one.id)) for one in self._stages)
        ]
        self._tell_of_the_file()

    def _tell_of_the_file(self) -> None:
        properties = self.presentation.core_properties
        properties.title = clean(told.title_of(self._journey, self._said))[:250]
        properties.author = clean(told.one_line(self._journey.owner))[:250]
        properties.last_modified_by = ""
        properties.language = self._journey.language
        properties.revision = 1
        properties.created = properties.modified = _ALWAYS

    def overview(self) -> None:
        """Title, what the map is for, who goes on it, its stages and the first of its curves."""
        journey, said = self._journey, self._said
        sheet = self._sheet(told.title_of(journey, said), journey.note)
        y = 84.0
        facts = [told.under_title(journey, said)]
        facts += [f"{head}: {text}" for head, text in told.facts(journey, said)]
        facts += [f"{said(told.PERSONA)}: {line}" for line in map(self._persona, journey.personas.values())]
        lines = [clean(told.one_line(fact)) for fact in facts if fact.strip()][:9]
        if lines:
            sheet.text(Rect(_MARGIN, y, WIDTH - 2 * _MARGIN, 17.0 * len(lines)), lines, 12.0, LIGHT.text_muted)
            y += 17.0 * len(lines) + 14.0
        if not self._stages:
            return
        sheet.stages(Rect(_MARGIN, y, WIDTH - 2 * _MARGIN, 46.0), [self._stage_name(one) for one in self._stages])
        y += 58.0
        goals = [clean(told.one_line(stage.customer_goal)) for stage in self._stages]
        room = HEIGHT - _MARGIN / 2 - y
        wanted = any(goals) and len(self._stages) <= 8
        if self._curves:
            tall = min(room - (84.0 if wanted else 0.0), 210.0)
            sheet.curve(Rect(_MARGIN, y, WIDTH - 2 * _MARGIN, tall), journey, self._curves[0], said)
            y += tall + 10.0
        if wanted:
            sheet.row(Rect(_MARGIN, y, WIDTH - 2 * _MARGIN, HEIGHT - _MARGIN / 2 - y), goals, 11.0)

    def stage(self, n: int) -> None:
        """What stands in a stage, lane by lane; on further slides where one does not hold it."""
        stage = self._stages[n]
        notes = "\n\n".join(self._notes(stage))
        strip = 62.0 if self._curves else 0.0
        top = 84.0 + 18.0 * len(self._goals(stage))
        width = (WIDTH - 2 * _MARGIN - (_COLUMNS - 1) * _BETWEEN) / _COLUMNS
        height = HEIGHT - _MARGIN / 2 - top - (strip + 10.0 if strip else 0.0)
        columns = [Rect(_MARGIN + k * (width + _BETWEEN), top, width, height) for k in range(_COLUMNS)]
        pages = flow(list(self._blocks(stage)), columns) or [Page(12.0, ())]
        for number, page in enumerate(pages, 1):
            name = clean(told.stage_name(self._journey, stage, self._said))
            count = f" ({number}/{len(pages)})" if len(pages) > 1 else ""
            sheet = self._sheet(f"{n + 1}. {name}{count}", notes if number == 1 else "")
            if self._goals(stage):
                area = Rect(_MARGIN, 82.0, WIDTH - 2 * _MARGIN, top - 84.0)
                sheet.text(area, self._goals(stage), 12.0, LIGHT.text_muted)
            for placed in page.placed:
                sheet.block(placed, page.size, self._journey.pictures)
            if strip:
                area = Rect(_MARGIN, HEIGHT - _MARGIN / 2 - strip, WIDTH - 2 * _MARGIN, strip)
                sheet.curve(area, self._journey, self._curves[0], self._said, stage=n)

    def _sheet(self, title: str, notes: str) -> Sheet:
        slide = self.presentation.slides.add_slide(self.presentation.slide_layouts[_TITLE_ONLY])
        if notes.strip():
            frame: Any = slide.notes_slide.notes_text_frame
            frame.text = clean(notes.strip())
        sheet = Sheet(slide, WIDTH, self._journey.language, mirrored=self._mirrored)
        sheet.title(clean(told.one_line(title)), Rect(_MARGIN, 26.0, WIDTH - 2 * _MARGIN, 52.0))
        foot = Rect(_MARGIN, HEIGHT - _MARGIN / 2 + 2.0, WIDTH - 2 * _MARGIN, 14.0)
        sheet.footer(foot, clean(told.title_of(self._journey, self._said))[:120])
        return sheet

    def _persona(self, persona: Persona) -> str:
        parts = (told.persona_name(persona, self._said), persona.archetype, persona.quote)
        return ", ".join(told.one_line(part) for part in parts if part.strip())

    def _stage_name(self, stage: Stage) -> str:
        return clean(told.stage_name(self._journey, stage, self._said))

    def _goals(self, stage: Stage) -> list[str]:
        when = " · ".join(told.one_line(part) for part in (stage.start, stage.duration) if part.strip())
        goals = (
            self._said(sentence).format(told.one_line(goal))
            for sentence, goal in ((told.CUSTOMER_GOAL, stage.customer_goal), (told.BUSINESS_GOAL, stage.business_goal))
            if goal.strip()
        )
        return [clean(line)[:160] for line in (when, *goals) if line]

    def _notes(self, stage: Stage) -> Iterator[str]:
        """The stage's note and those of its cards."""
        if stage.note.strip():
            yield stage.note.strip()
        for lane in told.lanes_told(self._journey):
            for card in self._cells.get((lane.id, stage.id), told.EMPTY).cards:
                if card.note.strip():
                    yield f"{told.card_name(self._journey, card)}: {card.note.strip()}"

    def _blocks(self, stage: Stage) -> Iterator[Block]:
        for lane in told.lanes_told(self._journey):
            said = tuple(self._told(self._cells.get((lane.id, stage.id), told.EMPTY)))
            if said:
                accent = lane.accent if lane.accent in LIGHT.accents else role_of(lane).accent
                yield Block(clean(told.lane_name(self._journey, lane, self._said)), accent or "slate", said)

    def _told(self, found: told.Cell) -> Iterator[Said]:
        for card in found.cards:
            yield self._card(card)
        several = len({point.curve for point in found.points}) > 1
        for point in found.points:
            ghost = self._journey.curves[point.curve].style is CurveStyle.GHOST
            if point.value is not None:
                whose = told.curve_name(self._journey, point.curve, self._said) if ghost or several else ""
                words = f"{told.feeling(point.value)} {told.one_line(point.label)}".strip()
                small = (whose, told.marks(point, self._said), told.proof(point, self._said))
                yield Said(clean(words), clean(", ".join(filter(None, small))))
        for metric in found.metrics:
            label = told.one_line(metric.label)
            value = told.metric_value(metric, self._said)
            yield Said(clean(f"{label}: {value}" if label else value), clean(told.proof(metric, self._said)))

    def _card(self, card: Card) -> Said:
        channel = channel_of(self._journey, card)
        signs = [*([channel.name] if channel is not None else []), *told.signs(self._journey, card, self._said)]
        links = tuple(
            (clean(told.one_line(one.title or one.url)), one.url) for one in card.links if _ADDRESS.fullmatch(one.url)
        )
        picture = self._journey.pictures.get(card.picture or "")
        shape = 0.0 if picture is None else picture.height / picture.width
        if picture is not None and card.crop is not None:
            shape *= card.crop.height / card.crop.width
        text = "\n".join(told.one_line(line) for line in card.text.splitlines() if line.strip())
        return Said(
            clean(text), clean(" · ".join(signs)), links, None if picture is None else picture.id, shape, card.crop
        )


def _packed(presentation: Presentation) -> bytes:
    """The file, with the same times for all its parts."""
    made, packed = io.BytesIO(), io.BytesIO()
    presentation.save(made)
    with zipfile.ZipFile(made) as source, zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as target:
        for entry in source.infolist():
            same = zipfile.ZipInfo(entry.filename, _ZIP_TIME)
            same.compress_type = zipfile.ZIP_DEFLATED
            target.writestr(same, source.read(entry.filename))
    return packed.getvalue()
