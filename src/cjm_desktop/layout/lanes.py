"""A lane with all that it holds in, its box out; what did not change since the last time is used again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from operator import is_

from cjm_desktop.geometry import Point, Rect
from cjm_desktop.layout import words
from cjm_desktop.layout.boxes import CardBox, CardContent, LaneBox, MetricBox, PlacedText
from cjm_desktop.layout.cards import CardSetter, Surroundings, references
from cjm_desktop.layout.columns import Columns
from cjm_desktop.layout.emotion import EmotionSetter
from cjm_desktop.layout.fit import fitted
from cjm_desktop.layout.metrics import MetricSetter
from cjm_desktop.layout.skyline import stack
from cjm_desktop.layout.styles import Styles
from cjm_desktop.model.records import Card, Curve, EmotionPoint, Evidence, Lane, LaneKind, Metric
from cjm_desktop.text.lines import TextSetter
from cjm_desktop.theme import Spacing

COLLAPSED_HEIGHT = 20.0
STEP_GAP = 11.0  #: between the stacked cards of a steps lane, so that an arrow fits
_EMPTY: dict[str, Sequence[EmotionPoint]] = {}


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

    def __init__(self, setter: TextSetter, styles: Styles, space: Spacing) -> None:
        self._setter = setter
        self._styles = styles
        self._space = space
        self._cards = CardSetter(setter, styles, space)
        self._emotion = EmotionSetter(setter, styles, space)
        self._metrics = MetricSetter(setter, styles, space)
        self._kept: dict[str, _Kept] = {}

    def box(self, given: LaneInput, around: Surroundings, columns: Columns) -> LaneBox:
        """The lane's box; the same object as last time where nothing that it shows has changed."""
        lane = given.lane
        kept = self._kept.get(lane.id)
        if kept is not None and _unchanged(kept, given, around, columns):
            return kept.box
        contents: dict[str, tuple[Card, object, CardContent]] = {}
        box = self._collapsed(given, columns) if lane.collapsed else self._open(given, around, columns, kept, contents)
        self._kept[lane.id] = _Kept(given, around, columns, box, contents)
        return box

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
        name = fitted(self._setter, lane.label or words.UNTITLED_LANE, self._styles.lane, room)
        label = PlacedText(name, left, 7.0, room)
        hint = self._text(lane.hint, "hint", left, label.rect.bottom + 1.5, room) if lane.hint else None
        bottom = (hint or label).rect.bottom
        least = max(space.lane_min_height, bottom + 7.0)
        emotion = None
        cards: tuple[CardBox, ...] = ()
        arrows: tuple[tuple[Point, Point], ...] = ()
        metrics: tuple[MetricBox, ...] = ()
        if lane.kind is LaneKind.EMOTION:
            legend = self._emotion.legend(given.curves, around.personas, left, bottom + 6.0, room)
            if legend:
                least = max(least, legend[-1][2].rect.bottom + 7.0)
            emotion = self._emotion.box(lane, given.curves, given.points, around.personas, columns, least, legend)
            height = emotion.ground.height
        elif lane.kind is LaneKind.METRIC:
            metrics, height = self._metrics.boxes(lane, given.metrics, columns, max(least, lane.height or 0.0))
        else:
            cards, height = self._place(given, around, columns, least, kept, contents)
            height = max(height, lane.height or 0.0)
            if lane.kind is LaneKind.STEPS:
                arrows = _arrows(cards, columns)
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
        )

    def _collapsed(self, given: LaneInput, columns: Columns) -> LaneBox:
        """A strip with the label and a count of what it hides."""
        lane, space = given.lane, self._space
        left, room = space.margin + space.accent_bar + space.card_padding, self._label_room()
        label = self._text(lane.label or words.UNTITLED_LANE, "hint", left, 4.0, room)
        height = max(COLLAPSED_HEIGHT, label.rect.bottom + 4.0)
        count = len(given.cards) + len(given.metrics) + sum(len(points) for points in given.points.values())
        text = self._text(words.hidden_things(count), "hint", columns.body_left + 8.0, 4.0, 200.0)
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

    def _place(
        self,
        given: LaneInput,
        around: Surroundings,
        columns: Columns,
        least: float,
        kept: _Kept | None,
        contents: dict[str, tuple[Card, object, CardContent]],
    ) -> tuple[tuple[CardBox, ...], float]:
        """The lane's cards, each where the skyline has room, and the height they take."""
        framed = given.lane.kind is LaneKind.PICTURES
        old = kept.contents if kept is not None and (kept.given.lane.kind is LaneKind.PICTURES) == framed else {}
        index, lefts, rights, inset = columns.index, columns.lefts, columns.rights, columns.inset
        final = len(lefts) - 1
        shown: list[tuple[Card, CardContent]] = []
        pieces: list[tuple[int, int, float]] = []
        for card in given.cards:
            first = index.get(card.stage or "")
            if first is None:
                continue
            span = card.span
            last = first if span == 1 else min(final, first + span - 1)
            width = rights[last] - inset - lefts[first]
            seen: object = None
            if card.channel is not None or card.persona is not None or card.picture is not None:
                seen = references(card, around)
            before = old.get(card.id)
            if before is not None and before[0] is card and before[2].width == width and before[1] == seen:
                content = before[2]
            else:
                content = self._cards.content(card, width, around, framed=framed)
            contents[card.id] = card, seen, content
            shown.append((card, content))
            pieces.append((first, last, content.height))
        gap = STEP_GAP if given.lane.kind is LaneKind.STEPS else self._space.card_gap
        places, height = stack(pieces, len(lefts), gap, least)
        boxes_before = kept.box.card_by_id if kept is not None else {}
        boxes = []
        for (card, content), (first, _, _), (top, tall) in zip(shown, pieces, places, strict=True):
            box = boxes_before.get(card.id)
            if (
                box is None
                or box.content is not content
                or box.rect.y != top
                or box.rect.height != tall
                or box.rect.x != lefts[first]
            ):
                box = CardBox(card, Rect(lefts[first], top, content.width, tall), content)
            boxes.append(box)
        return tuple(boxes), max(height, least)


def _arrows(cards: Sequence[CardBox], columns: Columns) -> tuple[tuple[Point, Point], ...]:
    """From each card to the next of its cell, and along the top row from cell to cell."""
    found: list[tuple[Point, Point]] = []
    cells: dict[str, list[CardBox]] = {}
    for box in cards:
        cells.setdefault(box.card.stage or "", []).append(box)
    ordered = [cells[id_] for id_ in columns.ids if id_ in cells]
    for cell in ordered:
        for above, below in pairwise(cell):
            if below.rect.y - above.rect.bottom <= STEP_GAP + 0.5:
                x = above.rect.x + min(above.rect.width, below.rect.width) / 2
                found.append((Point(x, above.rect.bottom), Point(x, below.rect.y)))
    tops = [cell[0].rect for cell in ordered if cell[0].rect.y == 0.0]
    for here, after in pairwise(tops):
        y = min(here.height, after.height) / 2
        if after.x > here.right:
            found.append((Point(here.right, y), Point(after.x, y)))
    return tuple(found)


def _assumed(given: LaneInput) -> int:
    return sum(1 for card in given.cards if card.evidence is not None and card.evidence.status is Evidence.ASSUMED)


def _same(one: Sequence[object], two: Sequence[object]) -> bool:
    return one is two or (len(one) == len(two) and all(map(is_, one, two)))


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
