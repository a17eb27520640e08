"""A lane with all that it holds in, its box out; what did not change since the last time is used again."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from operator import is_

from cjm_desktop.geometry import Point, Rect
from cjm_desktop.layout import words
from cjm_desktop.layout.boxes import CardBox, CardContent, LaneBox, MetricBox, PlacedText, RowBox
from cjm_desktop.layout.cards import CardSetter, Surroundings, references
from cjm_desktop.layout.channel_rows import rows_of
from cjm_desktop.layout.columns import Columns
from cjm_desktop.layout.durations import minutes, spoken
from cjm_desktop.layout.emotion import EmotionSetter
from cjm_desktop.layout.fit import fitted
from cjm_desktop.layout.metrics import MetricSetter
from cjm_desktop.layout.skyline import stack
from cjm_desktop.layout.speech import ENGLISH, Speech
from cjm_desktop.layout.styles import Styles
from cjm_desktop.model.records import Card, Curve, EmotionPoint, Evidence, Lane, LaneKind, Mark, Metric
from cjm_desktop.text.lines import TextSetter
from cjm_desktop.theme import Spacing

COLLAPSED_HEIGHT = 20.0
STEP_GAP = 11.0  #: between the stacked cards of a steps lane, so that an arrow fits
ROW_GAP = 9.0  #: between the rows of a touchpoint lane
ROW_ICON = 9.0
_EMPTY: dict[str, Sequence[EmotionPoint]] = {}
#: No more contents than this are kept of cards that are not shown.
_MOST_SPARE = 20_000

#: A card with its content, its first and its last slot.
_Set = tuple[Card, CardContent, int, int]


@dataclass(frozen=True, slots=True)
class LaneInput:
    """All that a lane's box is made of. Sequences are compared item by item by identity."""

    lane: Lane
    cards: Sequence[Card] = ()
    curves: Sequence[Curve] = ()
    points: Mapping[str, Sequence[EmotionPoint]] = field(default_factory=lambda: _EMPTY)
    metrics: Sequence[Metric] = ()


@dataclass(slots=True)
class _Kept:
    """A lane's last input and box, and the content of its cards by id."""

    given: LaneInput
    around: Surroundings
    columns: Columns
    box: LaneBox
    contents: dict[str, tuple[Card, object, CardContent]]


class LaneSetter:
    """Lays out lanes, remembering the last box of each."""

    def __init__(self, setter: TextSetter, styles: Styles, space: Spacing, said: Speech = ENGLISH) -> None:
        self._setter = setter
        self._styles = styles
        self._space = space
        self._said = said
        self._cards = CardSetter(setter, styles, space, said)
        self._emotion = EmotionSetter(setter, styles, space, said)
        self._metrics = MetricSetter(setter, styles, space, said)
        self._kept: dict[str, _Kept] = {}
        #: The contents that cards had last, shown no longer: hidden cards come back, moved ones turn up elsewhere, and
        #: what was edited is taken back.
        self._spare: dict[tuple[str, bool, bool], tuple[Card, object, CardContent]] = {}

    def box(self, given: LaneInput, around: Surroundings, columns: Columns) -> LaneBox:
        """The lane's box; the same object as last time where nothing that it shows has changed."""
        lane = given.lane
        kept = self._kept.get(lane.id)
        if kept is not None and _unchanged(kept, given, around, columns):
            return kept.box
        contents: dict[str, tuple[Card, object, CardContent]] = {}
        box = self._collapsed(given, columns) if lane.collapsed else self._open(given, around, columns, kept, contents)
        if kept is not None:
            self._spare_what_left(kept, contents)
        self._kept[lane.id] = _Kept(given, around, columns, box, contents)
        return box

    def _spare_what_left(self, kept: _Kept, contents: Mapping[str, tuple[Card, object, CardContent]]) -> None:
        kind = _kind_of(kept.given.lane)
        for id_, old in kept.contents.items():
            new = contents.get(id_)
            if new is None or new[2] is not old[2]:
                self._spare[(id_, *kind)] = old
        if len(self._spare) > _MOST_SPARE:
            for key in list(self._spare)[: len(self._spare) - _MOST_SPARE]:
                del self._spare[key]

    def forget_all_but(self, lanes: Mapping[str, Lane]) -> None:
        """Drops what is remembered of lanes that are no more."""
        for id_ in [id_ for id_ in self._kept if id_ not in lanes]:
            del self._kept[id_]

    def _open(
        self,
        given: LaneInput,
        around: Surroundings,
        columns: Columns,
        kept: _Kept | None,
        contents: dict[str, tuple[Card, object, CardContent]],
    ) -> LaneBox:
        lane, space = given.lane, self._space
        left, room = space.margin + space.accent_bar + space.card_padding, self._label_room()
        name = fitted(self._setter, lane.label or self._said(words.UNTITLED_LANE), self._styles.lane, room)
        label = PlacedText(name, left, 7.0, room)
        hint = self._text(lane.hint, "hint", left, label.rect.bottom + 1.5, room) if lane.hint else None
        bottom = (hint or label).rect.bottom
        least = max(space.lane_min_height, bottom + 7.0)
        emotion = None
        cards: tuple[CardBox, ...] = ()
        arrows: tuple[tuple[Point, ...], ...] = ()
        metrics: tuple[MetricBox, ...] = ()
        rows: tuple[RowBox, ...] = ()
        sums: tuple[PlacedText, ...] = ()
        total = None
        fields: tuple[tuple[int, int, Rect], ...] = ()
        if lane.kind is LaneKind.EMOTION:
            legend = self._emotion.legend(given.curves, around.personas, left, bottom + 6.0, room)
            if legend:
                least = max(least, legend[-1][2].rect.bottom + 7.0)
            emotion = self._emotion.box(lane, given.curves, given.points, around.personas, columns, least, legend)
            height = emotion.ground.height
        elif lane.kind is LaneKind.METRIC:
            metrics, height = self._metrics.boxes(lane, given.metrics, columns, max(least, lane.height or 0.0))
            fields = tuple(_cell(metric, columns) for metric in metrics)
        elif has_rows(lane):
            contents_of = self._contents(given, around, columns, kept, contents)
            rows, cards, height = self._rows(contents_of, around, columns, kept, bottom + 5.0, room)
            height = max(height, least, lane.height or 0.0)
        else:
            if lane.kind is LaneKind.STEPS:
                total = self._total(given.cards, columns, left, bottom + 2.0, room)
                least = max(least, total.rect.bottom + 7.0) if total is not None else least
            gap = STEP_GAP if lane.kind is LaneKind.STEPS else self._space.card_gap
            contents_of = self._contents(given, around, columns, kept, contents)
            cards, height = self._placed(contents_of, columns, kept, gap, least)
            if lane.kind is LaneKind.STEPS:
                arrows = _arrows(cards, columns)
                sums, fields = self._sums(cards, columns)
                height = max([height, *(rect.bottom for _, _, rect in fields)])
            height = max(height, lane.height or 0.0)
        return LaneBox(
            lane,
            height,
            Rect(space.margin, 0.0, space.lane_label_width, height),
            label,
            hint,
            Rect(columns.body_left, 0.0, columns.body_right - columns.body_left, height),
            cards,
            emotion,
            metrics,
            arrows,
            assumed=_assumed(given),
            marks=_marks(given),
            rows=rows,
            total=total,
            sums=sums,
            fields=fields,
        )

    def _collapsed(self, given: LaneInput, columns: Columns) -> LaneBox:
        """A strip with the label and a count of what it hides."""
        lane, space = given.lane, self._space
        left, room = space.margin + space.accent_bar + space.card_padding, self._label_room()
        label = self._text(lane.label or self._said(words.UNTITLED_LANE), "hint", left, 4.0, room)
        height = max(COLLAPSED_HEIGHT, label.rect.bottom + 4.0)
        count = len(given.cards) + len(given.metrics) + sum(len(points) for points in given.points.values())
        text = self._text(self._said.items(count), "hint", columns.body_left + 8.0, 4.0, 200.0)
        return LaneBox(
            lane,
            height,
            Rect(space.margin, 0.0, space.lane_label_width, height),
            label,
            None,
            Rect(columns.body_left, 0.0, columns.body_right - columns.body_left, height),
            count=text,
            assumed=_assumed(given),
        )

    def _label_room(self) -> float:
        space = self._space
        return space.lane_label_width - space.accent_bar - space.card_padding - 5.0

    def _text(self, text: str, style: str, left: float, top: float, room: float) -> PlacedText:
        return PlacedText(self._setter.block(text, getattr(self._styles, style), room), left, top, room)

    def _contents(
        self,
        given: LaneInput,
        around: Surroundings,
        columns: Columns,
        kept: _Kept | None,
        contents: dict[str, tuple[Card, object, CardContent]],
    ) -> list[_Set]:
        """The lane's cards with their slots and contents, those of the last time where nothing in them has changed."""
        framed, rowed = _kind_of(given.lane)
        old: Mapping[str, tuple[Card, object, CardContent]] = {}
        if kept is not None and _kind_of(kept.given.lane) == (framed, rowed):
            old = kept.contents
        slots_of, lefts, rights = columns.slots_of, columns.slot_lefts, columns.slot_rights
        spare = self._spare
        found: list[_Set] = []
        for card in given.cards:
            slots = slots_of(card)
            if slots is None:
                continue
            first, last = slots
            width = rights[last] - lefts[first]
            seen: object = None
            if card.channel is not None or card.persona is not None or card.picture is not None:
                seen = references(card, around)
            known = old.get(card.id)
            if known is None or not (known[0] is card and known[2].width == width and known[1] == seen):
                spared = spare.pop((card.id, framed, rowed), None)
                if spared is not None and spared[0] is card and spared[2].width == width and spared[1] == seen:
                    known = spared
                else:
                    before = known or spared
                    content = self._cards.content(
                        card, width, around, before[2] if before else None, framed=framed, piled=not rowed
                    )
                    known = card, seen, content
            content = known[2]
            contents[card.id] = card, seen, content
            found.append((card, content, first, last))
        return found

    def _placed(
        self,
        cards: Sequence[_Set],
        columns: Columns,
        kept: _Kept | None,
        gap: float,
        least: float,
        from_top: float = 0.0,
    ) -> tuple[tuple[CardBox, ...], float]:
        """The cards, each where the skyline has room, and how high they stand together, `least` at least."""
        pieces = [(first, last, content.height) for _, content, first, last in cards]
        places, height = stack(pieces, len(columns.slot_lefts), gap, least)
        boxes_before = kept.box.card_by_id if kept is not None else {}
        boxes = []
        for (card, content, first, last), (top, tall) in zip(cards, places, strict=True):
            box = boxes_before.get(card.id)
            left, y = columns.slot_lefts[first], from_top + top
            if (
                box is None
                or box.content is not content
                or box.rect.y != y
                or box.rect.height != tall
                or box.rect.x != left
                or box.first != first
                or box.last != last
            ):
                box = CardBox(card, Rect(left, y, content.width, tall), content, first, last)
            boxes.append(box)
        return tuple(boxes), max(height, least)

    def _rows(
        self,
        cards: Sequence[_Set],
        around: Surroundings,
        columns: Columns,
        kept: _Kept | None,
        name_top: float,
        room: float,
    ) -> tuple[tuple[RowBox, ...], tuple[CardBox, ...], float]:
        """A row for each channel in use, with its name in the lane's label; the first beneath the lane's own."""
        space = self._space
        left = space.margin + space.accent_bar + space.card_padding
        indent = ROW_ICON + 4.0
        rows: list[RowBox] = []
        boxes: list[CardBox] = []
        top = 0.0
        for channel, members in rows_of(cards, around.channels):
            block = self._setter.block(
                self._said(words.NO_CHANNEL) if channel is None else channel.name or channel.id,
                self._styles.hint if channel is None else self._styles.pill,
                room - (indent if channel is not None else 0.0),
            )
            y = max(top + 7.0, name_top) if not rows else top + 7.0
            icon = (
                None
                if channel is None
                else Rect(left, y + (self._styles.pill.size * 1.25 - ROW_ICON) / 2, ROW_ICON, ROW_ICON)
            )
            text = PlacedText(
                block, left + (indent if icon is not None else 0.0), y, room - (indent if icon is not None else 0.0)
            )
            least = max(space.lane_min_height - 6.0, text.rect.bottom + 6.0 - top)
            placed, tall = self._placed(members, columns, kept, space.card_gap, least, top)
            boxes.extend(placed)
            rows.append(RowBox(channel, top, top + tall, icon, text))
            top += tall + ROW_GAP
        return tuple(rows), tuple(boxes), max(0.0, top - ROW_GAP)

    def _total(
        self, cards: Iterable[Card], columns: Columns, left: float, top: float, room: float
    ) -> PlacedText | None:
        """How long all steps of the lane take, where two or more say so."""
        spans = [span for card in cards if card.stage in columns.index and (span := minutes(card.duration)) is not None]
        if len(spans) < 2:
            return None
        whole = sum(low for low, _ in spans), sum(high for _, high in spans)
        return self._text(self._said(words.ALL_STEPS).format(spoken(whole, self._said)), "hint", left, top, room)

    def _sums(
        self, cards: Sequence[CardBox], columns: Columns
    ) -> tuple[tuple[PlacedText, ...], tuple[tuple[int, int, Rect], ...]]:
        """How long the steps of each stage take, where two or more say so: flush right beneath the last of them."""
        by_stage: dict[str, list[tuple[float, float]]] = {}
        bottoms: dict[int, float] = {}
        for box in cards:
            span = minutes(box.card.duration) if box.card.duration else None
            if span is not None and box.card.span == 1:
                by_stage.setdefault(box.card.stage or "", []).append(span)
            for slot in range(box.first, box.last + 1):
                bottoms[slot] = max(bottoms.get(slot, 0.0), box.rect.bottom)
        texts, places = [], []
        for stage, spans in by_stage.items():
            if len(spans) < 2:
                continue
            n = columns.index[stage]
            first, last = columns.starts[n], columns.starts[n + 1] - 1
            room = columns.slot_rights[last] - columns.slot_lefts[first]
            whole = sum(low for low, _ in spans), sum(high for _, high in spans)
            block = self._setter.block("Σ " + spoken(whole, self._said), self._styles.time, room)
            top = max(bottoms.get(slot, 0.0) for slot in range(first, last + 1)) + 2.5
            text = PlacedText(block, columns.slot_rights[last] - block.width, top, block.width)
            texts.append(text)
            places.append((first, last, text.rect))
        return tuple(texts), tuple(places)


def has_rows(lane: Lane) -> bool:
    """Whether the lane has a row for each channel."""
    return lane.by_channel and lane.kind is LaneKind.TOUCHPOINTS


def _cell(metric: MetricBox, columns: Columns) -> tuple[int, int, Rect]:
    n = columns.index[metric.metric.stage]
    return columns.starts[n], columns.starts[n + 1] - 1, metric.rect


def _arrows(cards: Sequence[CardBox], columns: Columns) -> tuple[tuple[Point, ...], ...]:
    """From each step to the next: down in its cell, from the last of a cell to the first of the next over the strip between.

    Where a card that spans stages lies between two steps, they have no arrow: it would run over the card.
    """
    found: list[tuple[Point, ...]] = []
    strips = columns.strips()
    ordered = sorted(cards, key=lambda box: (box.first, box.rect.y))
    wide = [box for box in cards if box.last > box.first]
    for here, after in pairwise(ordered):
        one, two = here.rect, after.rect
        if after.first <= here.last:
            if after.first == here.first and two.y - one.bottom <= STEP_GAP + 0.5:
                x = one.x + min(one.width, two.width) / 2
                found.append((Point(x, one.bottom), Point(x, two.y)))
            continue
        start, end = one.center.y, two.center.y
        if one.y == two.y:
            start = end = one.y + min(one.height, two.height) / 2
        low, high = min(start, end), max(start, end)
        # Beside the middle of the strip, where connectors run.
        x = strips[after.first] + (two.x - strips[after.first]) * 0.55
        if any(
            box is not here
            and box is not after
            and box.rect.y < high + 1
            and low - 1 < box.rect.bottom
            and box.rect.x < two.x
            and one.right < box.rect.right
            for box in wide
        ):
            continue
        if high - low < 0.5:
            found.append((Point(one.right, start), Point(two.x, start)))
        else:
            found.append((Point(one.right, start), Point(x, start), Point(x, end), Point(two.x, end)))
    return tuple(found)


def _assumed(given: LaneInput) -> int:
    return sum(1 for card in given.cards if card.evidence is not None and card.evidence.status is Evidence.ASSUMED)


def _marks(given: LaneInput) -> frozenset[Mark]:
    found = {mark for card in given.cards if card.marks for mark in card.marks}
    found.update(mark for points in given.points.values() for point in points for mark in point.marks)
    return frozenset(found)


def _same(one: Sequence[object], two: Sequence[object]) -> bool:
    return one is two or (len(one) == len(two) and all(map(is_, one, two)))


def _kind_of(lane: Lane) -> tuple[bool, bool]:
    """How a lane sets its cards: framed as pictures, in rows of channels."""
    return lane.kind is LaneKind.PICTURES, has_rows(lane)


def _unchanged(kept: _Kept, given: LaneInput, around: Surroundings, columns: Columns) -> bool:
    old = kept.given
    return (
        old.lane is given.lane
        and kept.columns is columns
        and kept.around.same_as(around)
        and _same(old.cards, given.cards)
        and _same(old.curves, given.curves)
        and _same(old.metrics, given.metrics)
        and old.points.keys() == given.points.keys()
        and all(_same(old.points[id_], given.points[id_]) for id_ in old.points)
    )
