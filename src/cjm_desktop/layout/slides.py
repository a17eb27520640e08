"""A stage of a journey and the shape of a screen or sheet in; out come slides that show all of it as large as can be.

A slide is counted in layout units like a map, and its type always has the sizes of the type scale: it is the slide that
gets smaller or larger, and so the type on the screen larger or smaller. The sizes to try say how small it may get: what
does not fit then goes on to a further slide. Only a thing that by itself is larger than a slide makes the slide grow.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from math import ceil

from cjm_desktop.geometry import Rect, Size
from cjm_desktop.layout import words
from cjm_desktop.layout.boxes import CardBox, CardContent, MetricBox, PlacedText
from cjm_desktop.layout.cards import CardSetter, Surroundings, references
from cjm_desktop.layout.columns import LABEL_GAP, columns_of
from cjm_desktop.layout.metrics import MetricSetter, full_where, largest_of
from cjm_desktop.layout.newspaper import Column, Run, Stretch, balanced, bottom_of, columns_for
from cjm_desktop.layout.speech import ENGLISH, Speech
from cjm_desktop.layout.strip import StripBox, StripSetter, with_bottom
from cjm_desktop.layout.styles import styles_of
from cjm_desktop.model.journey import Journey
from cjm_desktop.model.records import Card, Lane, LaneKind, Metric, Stage
from cjm_desktop.model.walkthrough import Cell
from cjm_desktop.text.lines import TextSetter
from cjm_desktop.theme import Spacing, TypeScale

#: The type of slides: that of maps, with the small sizes brought up to the body's.
SLIDE_TYPE = TypeScale(lane=10.5, label=9.5, small=9.5)
#: The body is never set smaller than this share of a screen's height (of its width, if that is less), nor larger than the
#: other one.
SMALLEST_BODY, LARGEST_BODY = 1 / 40, 1 / 20
MARGIN = 11.0
_STEPS = 7  #: how many sizes are tried
_BAND_PAD = 5.0
_CHIP_PAD = 6.0
_PART_ROOM = 58.0  #: for "3 of 10"
_GAP = 8.0  #: between band, goals, body and strip
_COLUMN_GAP = 10.0
_NARROWEST, _WIDEST = 150.0, 340.0  #: of a column
_CARD_GAP, _LANE_GAP = 5.0, 9.0
_BAR = 3.5  #: the bar of the lane's colour beside its label
_LABEL_PAD = 3.0  #: beneath a lane's label
_KEPT = 6_000
_MANY = 48
#: What shares of its column a card with a picture may take, so that the picture is not higher than the slide.
_PICTURE_SHARES = (0.75, 0.55, 0.4)


@dataclass(frozen=True, slots=True)
class PlacedMetric:
    """A metric's box, which counts from its own corner, and where on the slide that is."""

    box: MetricBox
    rect: Rect


@dataclass(frozen=True, slots=True)
class LaneShare:
    """What a slide shows of a lane in one column: the bar and the label above it, its cards and its metrics.

    A lane that only goes on from the column before (`goes_on`) is not named again: its label just keeps its place.
    """

    lane: Lane
    bar: Rect
    label: PlacedText
    cards: tuple[CardBox, ...]
    metrics: tuple[PlacedMetric, ...]
    goes_on: bool = False


@dataclass(frozen=True, slots=True)
class HeadBox:
    """The band with the stage's number, name and time, and the goals beneath it."""

    rect: Rect
    band: Rect
    chip: Rect
    number: PlacedText
    texts: tuple[PlacedText, ...]
    goals: tuple[PlacedText, ...]
    cut: bool  #: whether the name or a goal is longer than the head shows


@dataclass(frozen=True, eq=False)
class SlideBox:
    """One slide of a stage; `part` of `parts`, both counted from 1. `free` is what was kept free at its foot."""

    size: Size
    stage: Stage
    share: float  #: of the way from the first stage to the last, for the colour
    part: int
    parts: int
    head: HeadBox
    shares: tuple[LaneShare, ...]
    empty: PlacedText | None
    strip: StripBox
    free: Rect

    @cached_property
    def things(self) -> dict[str, Rect]:
        """Where each card and metric stands, by its id."""
        found = {box.card.id: box.rect for share in self.shares for box in share.cards}
        found.update({one.box.metric.id: one.rect for share in self.shares for one in share.metrics})
        return found


@dataclass(frozen=True, slots=True)
class _Thing:
    """A card with its content, or a metric with its box."""

    height: float
    card: Card | None = None
    content: CardContent | None = None
    metric: MetricBox | None = None


@dataclass(frozen=True, slots=True)
class _Set:
    """The cells of a stage set for one width of column."""

    width: float
    lanes: tuple[Lane, ...]
    labels: tuple[PlacedText, ...]
    things: tuple[tuple[_Thing, ...], ...]

    @property
    def runs(self) -> list[Run]:
        return [
            Run(label.block.height + _LABEL_PAD, tuple(thing.height for thing in things))
            for label, things in zip(self.labels, self.things, strict=True)
        ]


def screen_sizes(aspect: float, body: float = SLIDE_TYPE.body) -> tuple[Size, ...]:
    """The sizes of a slide to try for a screen `aspect` times as wide as high: from the largest type to the smallest."""
    low, high = body / LARGEST_BODY, body / SMALLEST_BODY
    sides = (low * (high / low) ** (n / (_STEPS - 1)) for n in range(_STEPS))
    return tuple(Size(side * max(1.0, aspect), side * max(1.0, 1 / aspect)) for side in sides)


def _nothing(_size: Size) -> float:
    return 0.0


class SlideSetter:
    """Lays out slides; remembers how it has set cards, so that a slide after an edit costs little."""

    def __init__(
        self,
        setter: TextSetter,
        space: Spacing | None = None,
        scale: TypeScale = SLIDE_TYPE,
        said: Speech = ENGLISH,
    ) -> None:
        self.text = setter
        self.space = space or Spacing()
        self.styles = styles_of(scale)
        self.said = said
        self._cards = CardSetter(setter, self.styles, self.space, said)
        self.metrics = MetricSetter(setter, self.styles, self.space, said)
        self.strip = StripSetter(setter, self.styles, self.space)
        self._contents: dict[tuple[str, str, float], tuple[Card, object, CardContent]] = {}
        self._boxes: dict[tuple[int, Rect], CardBox] = {}

    def slides(
        self,
        journey: Journey,
        cells: Sequence[Cell],
        stage: str,
        sizes: Sequence[Size],
        foot: Callable[[Size], float] = _nothing,
    ) -> tuple[SlideBox, ...]:
        """The slides of a stage: one of the smallest of these sizes that holds it, else several of the largest.

        `sizes` rise, and all have one shape; `foot` says for a size how much to keep free at the foot of the last slide.
        KeyError for an unknown stage.
        """
        self._forget()
        frame = _Frame(self, journey, cells, journey.stages[stage], foot)
        fitting = self._smallest_that_fits(frame, sizes)
        if fitting is not None:
            return (frame.slide(*fitting, 1, 1),)
        size = sizes[-1]
        while True:
            found = frame.pages(size)
            if found is not None:
                return found
            size = Size(size.width * 1.25, size.height * 1.25)

    def _smallest_that_fits(self, frame: _Frame, sizes: Sequence[Size]) -> tuple[Size, _Set, list[Column]] | None:
        # The largest comes first: of a large stage nothing else has to be tried.
        best = frame.columns(sizes[-1])
        if best is None:
            return None
        found = sizes[-1], *best
        low, high = 0, len(sizes) - 1
        while low < high:
            middle = (low + high) // 2
            fitted = frame.columns(sizes[middle])
            if fitted is None:
                low = middle + 1
            else:
                found, high = (sizes[middle], *fitted), middle
        return found

    def content(self, card: Card, width: float, around: Surroundings, *, framed: bool) -> CardContent:
        """A card's content at a width; the same object as long as the card and what it refers to are the same."""
        key = card.id, card.text, width
        seen = references(card, around)
        known = self._contents.get(key)
        if known is None or known[0] is not card or known[1] != seen or (known[2].picture is None and framed):
            made = self._cards.content(card, width, around, framed=framed)
            known = self._contents[key] = card, seen, made
        return known[2]

    def box(self, card: Card, content: CardContent, rect: Rect) -> CardBox:
        """A card's box; the same object as long as nothing of it is another."""
        key = id(content), rect
        known = self._boxes.get(key)
        if known is None or known.content is not content or known.card is not card:
            known = self._boxes[key] = CardBox(card, rect, content)
        return known

    def _forget(self) -> None:
        if len(self._contents) > _KEPT:
            self._contents.clear()
        if len(self._boxes) > _KEPT:
            self._boxes.clear()


class _Frame:
    """One stage to be shown, at whatever size."""

    def __init__(
        self,
        setter: SlideSetter,
        journey: Journey,
        cells: Sequence[Cell],
        stage: Stage,
        foot: Callable[[Size], float],
    ) -> None:
        self._slides, self._setter, self._styles = setter, setter.text, setter.styles
        self._journey, self._cells, self._stage, self._foot = journey, cells, stage, foot
        self._index = list(journey.stages).index(stage.id)
        self._share = self._index / max(1, len(journey.stages) - 1)
        self._around_cards = Surroundings(journey.channels, journey.personas, journey.pictures)
        self._fulls = _fulls(journey, cells)
        self._measured: dict[tuple[Size, bool], tuple[HeadBox, StripBox]] = {}
        self._strips: dict[tuple[float, float], StripBox] = {}

    def columns(self, size: Size) -> tuple[_Set, list[Column]] | None:
        """The cells in columns on one slide of this size; None where they do not fit."""
        body = self._body(size, last=True, many=False)
        if body.height < 20:
            return None
        for count in self._counts(body.width):
            made = self._set(_column_width(body.width, count), body.height)
            found = balanced(made.runs, body.height, _CARD_GAP, _LANE_GAP, count)
            if found is not None:
                return made, found
        return None

    def pages(self, size: Size) -> tuple[SlideBox, ...] | None:
        """The cells on as few slides of this size as can be; None where one thing is higher than a slide."""
        body = self._body(size, last=False, many=True)
        last = self._body(size, last=True, many=True)
        if body.height < 20:
            return None
        best: tuple[_Set, list[list[Column]]] | None = None
        for count in self._counts(body.width):
            made = self._set(_column_width(body.width, count), body.height)
            runs = made.runs
            columns = columns_for(runs, body.height, _CARD_GAP, _LANE_GAP, count)
            if any(bottom_of(column, runs) > body.height + 0.01 for column in columns):
                continue
            pages = [columns[n : n + count] for n in range(0, len(columns), count)]
            if any(bottom_of(column, runs) > last.height for column in pages[-1]):
                pages.append([])
            if best is None or len(pages) < len(best[1]):
                best = made, pages
        if best is None:
            return None
        made, pages = best
        return tuple(self.slide(size, made, page, n, len(pages)) for n, page in enumerate(pages, 1))

    def slide(self, size: Size, made: _Set, columns: Sequence[Column], part: int, parts: int) -> SlideBox:
        """A slide with these columns."""
        body = self._body(size, last=part == parts, many=parts > 1)
        runs = made.runs
        spare = body.height - max((bottom_of(column, runs) for column in columns), default=20.0)
        head, strip = self._around(size, part, parts)
        if parts == 1 and spare > 0:
            _, higher = self._around(size, part, parts, spare)
            # With labels that stand otherwise in it, it may have grown by more than there is.
            if higher.rect.height <= strip.rect.height + spare:
                strip = higher
        shares = tuple(
            self._lane_share(
                made, stretch, body.x + n * (made.width + _COLUMN_GAP), body.y, n > 0 and stretch.things[0][0] > 0
            )
            for n, column in enumerate(columns)
            for stretch in column
        )
        empty = None
        if not self._cells:
            block = self._setter.block(self._slides.said(words.NOTHING_HERE), self._styles.body, body.width)
            empty = PlacedText(block, body.x, body.y + 4.0, body.width)
        bottom = size.height - MARGIN
        free = Rect(MARGIN, strip.rect.bottom + _GAP, size.width - 2 * MARGIN, bottom - strip.rect.bottom - _GAP)
        return SlideBox(size, self._stage, self._share, part, parts, head, shares, empty, strip, free)

    def _lane_share(self, made: _Set, stretch: Stretch, x: float, top: float, goes_on: bool) -> LaneShare:
        lane, placed = made.lanes[stretch.run], made.labels[stretch.run]
        y = top + stretch.top
        cards, metrics = [], []
        for number, at in stretch.things:
            thing = made.things[stretch.run][number]
            if thing.card is not None and thing.content is not None:
                rect = Rect(x, top + at, thing.content.width, thing.height)
                cards.append(self._slides.box(thing.card, thing.content, rect))
            elif thing.metric is not None:
                metrics.append(PlacedMetric(thing.metric, Rect(x, top + at, made.width, thing.height)))
        bar, label = Rect(x, y + 1.0, _BAR, placed.block.height - 2.0), placed.moved(x, y)
        if placed.block.lines[0].rtl:
            bar, label = bar.moved(made.width - _BAR, 0.0), label.moved(-placed.x, 0.0)
        return LaneShare(lane, bar, label, tuple(cards), tuple(metrics), goes_on)

    # What stands round the body

    def _body(self, size: Size, *, last: bool, many: bool) -> Rect:
        """What is left for the cells: the same on all slides of a stage but the last, which keeps its foot free."""
        measured = self._measured.get((size, many))
        if measured is None:
            measured = self._measured[size, many] = self._around(size, 1, 2 if many else 1)
        head, strip = measured
        foot = 0.0 if last else self._foot(size)
        top, bottom = head.rect.bottom + _GAP, strip.rect.y - _GAP + (foot + _GAP if foot else 0.0)
        return Rect(MARGIN, top, size.width - 2 * MARGIN, bottom - top)

    def _around(self, size: Size, part: int, parts: int, spare: float = 0.0) -> tuple[HeadBox, StripBox]:
        left, width = MARGIN, size.width - 2 * MARGIN
        foot = self._foot(size) if part == parts else 0.0
        bottom = size.height - MARGIN - (foot + _GAP if foot else 0.0)
        head = self._head(left, MARGIN, width, self._slides.said(words.PART).format(part, parts) if parts > 1 else "")
        strip = self._strips.get((width, spare))
        if strip is None:
            setter = self._slides.strip
            strip = setter.box(self._journey, self._stage.id, left, width, bottom, max(0.0, spare))
            self._strips[width, spare] = strip
        strip = with_bottom(strip, bottom)
        return head, strip

    def _head(self, left: float, top: float, width: float, part: str) -> HeadBox:
        stage, styles, block = self._stage, self._styles, self._setter.block
        number = block(str(self._index + 1), styles.title, 200.0)
        chip_width = max(number.width, number.height * 0.5) + 2 * _CHIP_PAD
        time = " · ".join(text for text in (stage.start.strip(), stage.duration.strip()) if text)
        when = block(time, styles.body, width * 0.3, 2) if time else None
        x = left + chip_width + 3 * _CHIP_PAD
        # The room is the same whatever the part's number is, and so is the head's height on all slides of a stage.
        part_room = _PART_ROOM if part else 0.0
        room = left + width - x - _CHIP_PAD - part_room - (when.width + 2 * _CHIP_PAD if when else 0.0)
        name = block(stage.name.strip() or self._slides.said(words.UNTITLED_STAGE), styles.title, room, 2)
        subs = " › ".join(sub.name.strip() for sub in stage.sub_stages if sub.name.strip())
        below = block(subs, styles.body, room, 2) if subs else None
        tall = name.height + (below.height if below else 0.0)
        band = Rect(left, top, width, max(tall, number.height, when.height if when else 0.0) + 2 * _BAND_PAD)
        y = band.center.y - tall / 2
        texts = [PlacedText(name, x, y, room)]
        if below is not None:
            texts.append(PlacedText(below, x, y + name.height, room))
        if when is not None:
            right = band.right - 2 * _CHIP_PAD - part_room - when.width
            texts.append(PlacedText(when, right, band.center.y - when.height / 2, when.width))
        if part:
            placed = block(part, styles.number, part_room - _CHIP_PAD, 1)
            right = band.right - 2 * _CHIP_PAD - placed.width
            texts.append(PlacedText(placed, right, band.center.y - placed.height / 2, placed.width))
        chip = Rect(
            left + _CHIP_PAD,
            band.center.y - number.height / 2 - 1.0,
            chip_width,
            number.height + 2.0,
        )
        inner = chip.x + (chip.width - number.width) / 2
        numbered = PlacedText(number, inner, band.center.y - number.height / 2, number.width)
        goals = self._goals(left, band.bottom + 5.0, width)
        bottom = max((goal.rect.bottom for goal in goals), default=band.bottom)
        cut = any(text.block.cut for text in (*texts, *goals))
        return HeadBox(Rect(left, top, width, bottom - top), band, chip, numbered, tuple(texts), goals, cut)

    def _goals(self, left: float, top: float, width: float) -> tuple[PlacedText, ...]:
        """The customer's and the business's goal beside each other, whether they coincide behind the latter."""
        texts = goal_texts(self._stage, self._slides.said)
        room = (width - (len(texts) - 1) * _COLUMN_GAP) / max(1, len(texts))
        blocks = (self._setter.block(text, self._styles.body, room, 2) for text in texts)
        return tuple(PlacedText(block, left + n * (room + _COLUMN_GAP), top, room) for n, block in enumerate(blocks))

    # The cells

    def _counts(self, width: float) -> range:
        """How many columns to try: those that are neither too wide nor too narrow to read."""
        most = max(1, int((width + _COLUMN_GAP) // (_NARROWEST + _COLUMN_GAP)))
        least = max(1, ceil((width + _COLUMN_GAP) / (_WIDEST + _COLUMN_GAP)))
        if sum(len(cell.cards) for cell in self._cells) > _MANY:
            # Many cards take the most columns in any case.
            least = most
        return range(min(least, most), most + 1)

    def _set(self, width: float, height: float) -> _Set:
        labels = tuple(
            PlacedText(
                self._setter.block(cell.lane.label.strip() or cell.lane.role, self._styles.lane, width - 8.0, 2),
                8.0,
                0.0,
                width - 8.0,
            )
            for cell in self._cells
        )
        things = tuple(
            tuple(self._things(cell, width, height - label.block.height - _LABEL_PAD))
            for cell, label in zip(self._cells, labels, strict=True)
        )
        return _Set(width, tuple(cell.lane for cell in self._cells), labels, things)

    def _things(self, cell: Cell, width: float, limit: float) -> Iterator[_Thing]:
        framed = cell.lane.kind is LaneKind.PICTURES
        for card in cell.cards:
            for part, content in self._card_parts(card, width, limit, framed):
                yield _Thing(content.height, part, content)
        if cell.metrics:
            space = replace(self._slides.space, margin=-LABEL_GAP, lane_label_width=0.0)
            columns = columns_of([self._stage.model_copy(update={"width": width, "sub_stages": ()})], space)
            for metric in cell.metrics:
                full = metric.model_copy(update={"full": self._fulls[metric.id]})
                boxes, height = self._slides.metrics.boxes(cell.lane, [full], columns, 0.0)
                yield from (_Thing(height, metric=box) for box in boxes)

    def _card_parts(self, card: Card, width: float, limit: float, framed: bool) -> Iterator[tuple[Card, CardContent]]:
        """A card, and where it is higher than `limit`, what follows of its text as further cards."""
        content = self._slides.content(card, width, self._around_cards, framed=framed)
        if content.height > limit and content.picture is not None:
            for share in _PICTURE_SHARES:
                content = self._slides.content(card, width * share, self._around_cards, framed=framed)
                if content.height <= limit:
                    break
        block = content.text.block
        pitch = block.height / len(block.lines)
        first = int((limit - content.height + block.height) // pitch)
        if content.height <= limit or first < 1 or len(block.lines) < 2:
            yield card, content
            return
        bare = Card(id=card.id, lane=card.lane, stage=card.stage)
        chrome = self._slides.content(bare, content.width, self._around_cards, framed=False).height - pitch
        more = max(1, int((limit - chrome) // pitch))
        starts = [0, *range(first, len(block.lines), more)]
        for n, start in enumerate(starts):
            end = starts[n + 1] if n + 1 < len(starts) else len(block.lines)
            text = block.text[block.lines[start].start : block.lines[end - 1].end].rstrip()
            part = (card if n == 0 else bare).model_copy(update={"text": text})
            yield part, self._slides.content(part, content.width, self._around_cards, framed=framed and n == 0)


def goal_texts(stage: Stage, said: Speech) -> list[str]:
    """What a stage says of goals: the customer's, the business's, and whether they coincide."""
    texts = []
    if stage.customer_goal.strip():
        texts.append(said(words.CUSTOMER_GOAL).format(stage.customer_goal.strip()))
    if stage.business_goal.strip():
        texts.append(said(words.BUSINESS_GOAL).format(stage.business_goal.strip()))
    if stage.goals_coincide is not None:
        both = said(words.GOALS_COINCIDE if stage.goals_coincide else words.GOALS_DIFFER)
        texts = [*texts[:-1], f"{texts[-1]} · {both}"] if texts else [both]
    return texts


def _fulls(journey: Journey, cells: Sequence[Cell]) -> Mapping[str, float]:
    """At which value the bar of each metric of the stage is full: one scale for all of its lane, as on the map."""
    shown = {cell.lane.id: cell.metrics for cell in cells if cell.metrics}
    if not shown:
        return {}
    of_lane: dict[str, list[Metric]] = {id_: [] for id_ in shown}
    for metric in journey.metrics.values():
        if metric.lane in of_lane:
            of_lane[metric.lane].append(metric)
    largest = {id_: largest_of(of_lane[id_]) for id_ in shown}
    return {one.id: full_where(one, largest[id_]) for id_, some in shown.items() for one in some}


def _column_width(width: float, count: int) -> float:
    return (width - (count - 1) * _COLUMN_GAP) / count
