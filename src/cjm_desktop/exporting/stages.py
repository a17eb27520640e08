"""A map in, sheets out that end between stages: as many stages on each as can be read, laid out anew for the sheet."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise

from cjm_desktop.drawing.crop import cropped
from cjm_desktop.drawing.draw import Drawer
from cjm_desktop.drawing.furniture import footer_group
from cjm_desktop.drawing.header import header_group
from cjm_desktop.drawing.off_page import continued_group
from cjm_desktop.drawing.primitives import Drawing
from cjm_desktop.editing.tables import with_tables
from cjm_desktop.exporting.content import Content
from cjm_desktop.exporting.curves import with_whole_curves
from cjm_desktop.exporting.cuts import cuts
from cjm_desktop.exporting.furniture import Furniture, Sheet
from cjm_desktop.exporting.obstacles import Obstacles
from cjm_desktop.exporting.off_page import Goes, OffPage, Teller, goes_on, lettered_arrows, off_pages
from cjm_desktop.exporting.options import ExportOptions
from cjm_desktop.exporting.selection import of_stages
from cjm_desktop.geometry import Rect, Size
from cjm_desktop.layout.boxes import MapLayout
from cjm_desktop.layout.columns import columns_of
from cjm_desktop.layout.engine import LayoutEngine
from cjm_desktop.layout.header import HeaderSetter
from cjm_desktop.layout.ruler import RulerSetter
from cjm_desktop.layout.styles import styles_of
from cjm_desktop.model.journey import Journey, Table
from cjm_desktop.painters.pages import Part
from cjm_desktop.text.engine import default_engine
from cjm_desktop.text.lines import TextSetter

#: Points a layout unit: the most and the least that sheets are set in, unless one stage is wider than a sheet.
_LARGEST, _SMALLEST, _STEPS = 1.3, 0.74, 24
_INK = 4.0
#: Columns are made so much wider at most, to take the width of the sheet.
_STRETCH = 1.3
_GAP = 10.0  #: points between the title and the stages, and between the map and its legend
_LEAST_MAP = 0.3  #: of a sheet: with less room beside the title the map begins on the next one


@dataclass(frozen=True, slots=True)
class _Group:
    """Some stages next to each other, laid out by themselves: where band and lanes lie."""

    layout: MapLayout
    band: Rect
    body: Rect
    off: tuple[OffPage, ...]  #: what leads to other sheets, and the steps that go on there
    going: tuple[Goes, ...]


@dataclass(frozen=True, slots=True)
class _Plan:
    """Sheets of one size and scale: of each group where its lanes are cut."""

    size: Size
    scale: float
    groups: tuple[tuple[int, int], ...]
    rows: tuple[tuple[float, ...], ...]
    begins_below: bool  #: whether the first stages stand beneath the title, on the same sheet
    stretch: float = 1.0  #: how much wider than on the map the stages are

    @property
    def count(self) -> int:
        return sum(len(rows) - 1 for rows in self.rows) + (not self.begins_below)


def stage_sheets(
    content: Content, options: ExportOptions, furniture: Furniture, done: Callable[[float], None] | None = None
) -> list[Sheet]:
    """The sheets in their order; title, personas and legend stand on the first.

    `done` is told, again and again, which share of them is made; what it raises ends the work and goes through.
    """
    return list(_Sheets(content, options, furniture, done).sheets())


def stages_plan(content: Content, options: ExportOptions, furniture: Furniture) -> tuple[float, int]:
    """Points a layout unit, and how many sheets."""
    plan = _Sheets(content, options, furniture).plan()
    return plan.scale, plan.count


class _Sheets:
    def __init__(
        self,
        content: Content,
        options: ExportOptions,
        furniture: Furniture,
        done: Callable[[float], None] | None = None,
    ) -> None:
        self._content, self._options, self._furniture = content, options, furniture
        self._done = done or (lambda _: None)
        self._text = default_engine(content.journey.language)
        self._ids = list(content.journey.stages)
        self._widths = _widths(content)
        self._group = cache(self._laid_out)
        self._remembered = _Remembering(self._text)

    def sheets(self) -> Iterator[Sheet]:
        plan = self.plan()
        room, margin = self._furniture.room(plan.size), self._furniture.margin(plan.size)
        head, foot = self._title(room, plan.scale), self._legend(room, plan.scale)
        first: list[Part] = [head, *([foot] if foot is not None else [])]
        below = room.y + head.drawing.height * head.scale + _GAP
        if not plan.begins_below:
            yield Sheet(plan.size, tuple(first), margin)
            first, below = [], room.y
        groups = [self._group(*span, plan.stretch) for span in plan.groups]
        letters = lettered_arrows(group.off for group in groups)
        pages = self._pages(plan, groups)
        teller = self._teller(room, plan.scale)
        for span, group, rows in zip(plan.groups, groups, plan.rows, strict=True):
            self._done(span[0] / max(1, len(self._ids)))
            drawing = self._drawn(group)
            for top, bottom in pairwise(rows):
                body = Rect(group.body.x, top, group.body.width, bottom - top)
                here = [one for one in group.off if top <= one.rect.y < bottom]
                parts = [*_parts(group, drawing, body, told=span[0] > 0)]
                going = [one for one in group.going if top <= one.rect.y < bottom]
                if here or going:
                    parts.append((teller.signs(here, letters, going, body), group.band.height, False))
                if top > group.body.y:
                    name = continued_group(group.layout, body, self._content.theme)
                    parts.append((Drawing(body.width, body.height, drawing.ground, (name,)), group.band.height, False))
                placed = [
                    # What stands out of the lanes stands in the margin, so that they are flush with head and foot.
                    Part(part, room.x - _INK * plan.scale, below + y * plan.scale, plan.scale, outline=outline)
                    for part, y, outline in parts
                ]
                told = teller.told(here, letters, pages, room.height / plan.scale)
                if told is not None:
                    y = below + (group.band.height + body.height) * plan.scale
                    placed.append(Part(told, room.x, y, plan.scale, outline=False))
                yield Sheet(plan.size, (*first, *placed), margin)
                first, below = [], room.y

    def plan(self) -> _Plan:
        """The fewest sheets that can be read; of equally few the largest."""
        sizes = list(self._options.papers().values())
        wanted = self._options.map_scale
        if wanted is not None:
            found = [self._planned(size, wanted) for size in sizes]
            return min(found, key=lambda plan: (plan.count, -plan.scale))
        smallest = [self._planned(size, _SMALLEST) for size in sizes]
        fewest = min(plan.count for plan in smallest)
        found = [self._largest(plan) for plan in smallest if plan.count == fewest]
        return self._stretched(max(found, key=lambda plan: plan.scale))

    def _largest(self, plan: _Plan) -> _Plan:
        """The largest plan with as few sheets on the same paper, found by halving: sheets do not get fewer with scale."""
        low, high = 0, _STEPS
        while low < high:
            middle = (low + high + 1) // 2
            tried = self._planned(plan.size, _SMALLEST * (_LARGEST / _SMALLEST) ** (middle / _STEPS))
            if tried.count <= plan.count:
                low, plan = middle, tried
            else:
                high = middle - 1
        return plan

    def _stretched(self, plan: _Plan) -> _Plan:
        """The same sheets with columns as wide as they allow."""
        if not self._ids:
            return plan
        room = self._furniture.room(plan.size).width / plan.scale - self._label
        gutter = self._content.theme.space.gutter
        fullest = max(sum(self._widths[first : last + 1]) - gutter for first, last in plan.groups)
        # Gutters stay as they are: what is left over at the right is less than one of them.
        stretch = min(_STRETCH, room / fullest)
        if stretch < 1.01:
            return plan
        wider = self._planned(plan.size, plan.scale, plan.groups, stretch)
        return wider if wider.count <= plan.count else plan

    def _planned(
        self, size: Size, scale: float, groups: tuple[tuple[int, int], ...] | None = None, stretch: float = 1.0
    ) -> _Plan:
        """Sheets of this size at this scale, or a smaller one where a single stage is wider than a sheet."""
        room = self._furniture.room(size)
        scale = min(scale, room.width / (self._label + max(self._widths, default=self._content.layout.body.width)))
        title = self._title(room, scale)
        legend = self._legend(room, scale)
        taken = title.drawing.height * title.scale + _GAP
        if legend is not None:
            taken += legend.drawing.height * legend.scale + _GAP
        begins_below = room.height - taken >= _LEAST_MAP * room.height
        groups = groups or self._groups(room.width / scale)
        teller = self._teller(room, scale)
        rows = []
        first = (room.height - taken if begins_below else room.height) / scale
        for span in groups:
            self._done(0.0)
            rows.append(tuple(self._rows(self._group(*span, stretch), first, room.height / scale, teller)))
            first = room.height / scale
        return _Plan(size, scale, groups, tuple(rows), begins_below, stretch)

    def _teller(self, room: Rect, scale: float) -> Teller:
        return Teller(self._content.journey, self._remembered, self._content.theme, room.width / scale)

    def _pages(self, plan: _Plan, groups: Sequence[_Group]) -> dict[str, int]:
        """On which page each card stands first; nothing where pages are not counted."""
        found: dict[str, int] = {}
        if not (self._options.footer and self._options.page_numbers):
            return found
        page = 0 if plan.begins_below else 1
        for group, rows in zip(groups, plan.rows, strict=True):
            for placed in group.layout.lanes:
                for box in placed.box.cards:
                    row = bisect_right(rows, placed.y + box.rect.y, hi=len(rows) - 1)
                    found.setdefault(box.card.id, page + max(1, row))
            page += len(rows) - 1
        return found

    # Which stages stand on a sheet, and which lanes

    @property
    def _label(self) -> float:
        """The width of the lanes' labels, with the gap beside them."""
        space = self._content.theme.space
        return columns_of((), space).body_left - space.margin

    def _groups(self, wide: float) -> tuple[tuple[int, int], ...]:
        """First and last stage of each group: as many as there is room for, and about as many on each sheet."""
        if not self._ids:
            return ((0, -1),)
        room = wide - self._label + self._content.theme.space.gutter + 1e-6
        count = len(_filled(self._widths, room))
        even = sum(self._widths) / count
        for wanted in (even, *(even + (room - even) * step / 8 for step in range(1, 9))):
            found = _filled(self._widths, min(room, max(wanted, max(self._widths))))
            if len(found) == count:
                return tuple(found)
        return tuple(_filled(self._widths, room))

    def _rows(self, group: _Group, first: float, further: float, teller: Teller) -> list[float]:
        """Where the group's lanes are cut, so that what is told of arrows has room beneath them."""
        band = group.band.height
        body = group.body
        top = body.y
        heights = [one.rect.y for one in group.off]

        def room(start: float) -> float:
            high = first if start == top else further
            left = max(high - band, high * 0.3)
            signs = bisect_left(heights, start + left) - bisect_left(heights, start)
            return max(left - teller.height(signs, further), left * 0.5)

        gaps = [gap for gap in group.layout.hairlines if top < gap < body.bottom]
        return cuts(top, body.bottom, room, Obstacles(group.layout).down(), gaps)

    def _laid_out(self, first: int, last: int, stretch: float) -> _Group:
        """Stages `first` to `last` by themselves, in the colours and shapes that they have on the map."""
        content = self._content
        theme, whole = content.theme, content.layout
        ids = self._ids[first : last + 1]
        ends = max([box.rect.right for box in whole.stages], default=whole.body.right)
        if len(ids) == len(self._ids) and stretch == 1.0 and whole.body.right <= ends:
            layout = whole
        else:
            journey = self._widened(self._with_times(of_stages(content.journey, ids), first), first, stretch)
            # No wider than the stages, or labels could stand beyond them, where the sheet ends.
            space = replace(theme.space, body_least=0.0) if ids else theme.space
            engine = LayoutEngine(self._remembered, theme.type, space, ruled=whole.ruler is not None)
            layout = engine.layout(journey)
            boxes = [
                replace(box, share=old.share, index=old.index)
                for box, old in zip(layout.stages, whole.stages[first : last + 1], strict=True)
            ]
            layout = replace(layout, stages=tuple(boxes))
        layout = replace(layout, legend=(), footer=())  # they stand on the first sheet
        left = theme.space.margin - _INK
        right = max([box.rect.right for box in layout.stages], default=layout.body.right) + _INK
        band = layout.stages_rect
        ruled = [] if layout.ruler is None else [layout.ruler.y, *(mark.y for mark in layout.ruler.marks)]
        top = min([band.y, *ruled]) - 1.0
        middle = band.bottom + 3.0
        bottom = layout.hairlines[-1] if layout.hairlines else layout.body.bottom
        return _Group(
            layout,
            Rect(left, top, right - left, middle - top),
            Rect(left, middle, right - left, bottom - middle),
            off_pages(whole, layout, content.journey.cards),
            tuple(goes_on(whole, layout)),
        )

    def _widened(self, journey: Journey, first: int, stretch: float) -> Journey:
        """The map with its stages so much wider than on the whole one, where they begin with its `first`."""
        if stretch == 1.0:
            return journey
        gutter = self._content.theme.space.gutter
        stages = (
            stage.model_copy(update={"width": (width - gutter) * stretch})
            for stage, width in zip(journey.stages.values(), self._widths[first:], strict=False)
        )
        return with_tables(journey, stages=Table.of(stages))

    def _with_times(self, journey: Journey, first: int) -> Journey:
        """The map with its stages starting when they start on the whole map, where that has a ruler to tell it."""
        whole = self._content
        if whole.layout.ruler is None:
            return journey
        ruler = RulerSetter(self._text, styles_of(whole.theme.type), whole.said)
        times = ruler.times(list(whole.journey.stages.values()))[first:]
        stages = (
            stage.model_copy(update={"start": time}) if time else stage
            for stage, time in zip(journey.stages.values(), times, strict=False)
        )
        return with_tables(journey, stages=Table.of(stages))

    # What stands on a sheet

    def _drawn(self, group: _Group) -> Drawing:
        layout = with_whole_curves(group.layout, self._content.layout)
        return Drawer(self._content.theme).draw(layout, self._content.dimmed)

    def _title(self, room: Rect, scale: float) -> Part:
        """Title, objective and personas over the width of a sheet, no higher than one."""
        theme, journey = self._content.theme, self._content.journey
        setter = HeaderSetter(self._text, styles_of(theme.type), theme.space)
        header = setter.box(journey, 0.0, room.width / scale, _INK)
        height = header.rect.bottom + _INK
        shrunk = min(scale, room.height / height)
        drawing = Drawing(room.width / scale, height, theme.page, (header_group(header, theme),))
        return Part(drawing, room.x, room.y, shrunk)

    def _legend(self, room: Rect, scale: float) -> Part | None:
        """What the map's signs mean and what it rests on, at the foot of the first sheet."""
        theme, layout = self._content.theme, self._content.layout
        engine = LayoutEngine(self._text, theme.type, theme.space)
        quiet = self._content.journey.model_copy(update={"revision": "", "date": ""})
        width = room.width / scale
        legend, texts = engine.foot(quiet, "", layout.lanes, 0.0, width, 0.0)
        if not legend and not texts:
            return None
        height = max(text.rect.bottom for text in (*(text for _, _, text in legend), *texts))
        told = replace(layout, legend=legend, footer=texts)
        drawing = Drawing(width, height, theme.page, (footer_group(told, theme),))
        return Part(drawing, room.x, room.bottom - height * scale, scale, outline=False)


def _parts(group: _Group, drawing: Drawing, body: Rect, *, told: bool) -> Iterator[tuple[Drawing, float, bool]]:
    """The stages and, beneath them, a part of their lanes: drawings, how far down, whether they are in the outline.

    `told` says that the outline has these lanes already.
    """
    yield cropped(drawing, group.band), 0.0, body.y == group.body.y
    yield cropped(drawing, body), group.band.height, not told


class _Remembering:
    """Sets each text once at each width: which stages share a sheet is tried out in several ways."""

    def __init__(self, setter: TextSetter) -> None:
        self.block = cache(setter.block)


def _widths(content: Content) -> list[float]:
    """How wide the stages' columns are, each with the gutter beside it."""
    space = content.theme.space
    columns = columns_of(content.journey.stages.values(), space)
    return [right - left + space.gutter for left, right in zip(columns.lefts, columns.rights, strict=True)]


def _filled(widths: Sequence[float], room: float) -> list[tuple[int, int]]:
    """First and last of each run of columns, as many in each as fit; at least one."""
    found = []
    first, taken = 0, 0.0
    for number, width in enumerate(widths):
        if number > first and taken + width > room:
            found.append((first, number - 1))
            first, taken = number, 0.0
        taken += width
    return [*found, (first, len(widths) - 1)]
