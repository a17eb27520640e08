"""A journey in, where everything of it stands out; what an edit did not touch is taken from the last time."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from operator import is_
from typing import TypeVar

from cjm_desktop.geometry import Rect, Size
from cjm_desktop.layout import words
from cjm_desktop.layout.boxes import (
    HeaderBox,
    LaneBox,
    LineBox,
    MapLayout,
    PlacedLane,
    PlacedText,
    RulerBox,
    StageBox,
)
from cjm_desktop.layout.cards import BADGE, Surroundings, initial_of
from cjm_desktop.layout.columns import Columns, columns_of
from cjm_desktop.layout.connectors import ConnectorSetter, gaps_of
from cjm_desktop.layout.header import HeaderSetter
from cjm_desktop.layout.lanes import LaneInput, LaneSetter
from cjm_desktop.layout.ruler import RulerSetter
from cjm_desktop.layout.speech import speech
from cjm_desktop.layout.stages import StageSetter
from cjm_desktop.layout.styles import styles_of
from cjm_desktop.model.journey import Journey
from cjm_desktop.model.records import BlueprintLine, Card, Curve, EmotionPoint, LaneKind, Mark, Metric, Persona, Record
from cjm_desktop.text.lines import TextBlock, TextSetter
from cjm_desktop.theme import Spacing, TypeScale

R = TypeVar("R", bound=Record)

EMPTY_BODY = 120.0  #: height of a map without lanes
_HEADER_GAP = 12.0
_STAGES_GAP = 10.0
_FOOTER_GAP = 8.0
_RULER_GAP = 3.0  #: between the ruler of time and the stages
_LEGEND = {Mark.FAIL_POINT: words.FAIL_POINT, Mark.WAIT_POINT: words.WAIT_POINT}


class LayoutEngine:
    """Lays out journeys, one after another; an edited journey costs about as much as what the edit touched.

    Give each open map an engine of its own: the engine remembers the boxes of the last map it saw. Without `ruled` no
    map has a ruler of time.
    """

    def __init__(
        self,
        setter: TextSetter,
        theme_type: TypeScale | None = None,
        space: Spacing | None = None,
        *,
        ruled: bool = True,
    ) -> None:
        self._setter = setter
        self._ruled = ruled
        self._space = space or Spacing()
        self._styles = styles_of(theme_type or TypeScale())
        self._speak("en")
        self._last: Journey | None = None
        self._last_columns: Columns | None = None
        self._last_band_key: tuple[object, ...] | None = None
        self._cards_by_lane: dict[str, Sequence[Card]] = {}
        self._casts: dict[Callable[[Persona], str], Mapping[str, Persona]] = {}
        self._missing: dict[int, tuple[object, frozenset[str]]] = {}

    def _speak(self, language: str) -> None:
        """Lay out in the words of this language from now on."""
        setter, styles, space = self._setter, self._styles, self._space
        said = self._said = speech(language)
        self._last_header: HeaderBox | None = None
        self._last_band: tuple[tuple[StageBox, ...], float, RulerBox | None] | None = None
        self._header = HeaderSetter(setter, styles, space)
        self._ruler = RulerSetter(setter, styles, said)
        self._stages = StageSetter(setter, styles, space, said)
        self._lanes = LaneSetter(setter, styles, space, said)
        self._connectors = ConnectorSetter(setter, styles)

    def layout(self, journey: Journey, name: str = "") -> MapLayout:
        """Where everything stands; `name` is the file's, shown in the footer."""
        space = self._space
        if speech(journey.language) is not self._said:
            self._speak(journey.language)
        columns = self._columns(journey)
        left, right = space.margin, columns.body_right
        header = self._header_box(journey, left, right - left)
        band_top = header.rect.bottom + _HEADER_GAP
        stages, band, ruler = self._band(journey, columns, band_top)
        if ruler is not None:
            band_top = ruler.y + _RULER_GAP
        band_rect = Rect(columns.body_left, band_top, columns.body_right - columns.body_left, band)
        placed, lines, hairlines, bottom = self._stack(
            self._lane_boxes(journey, columns), journey, columns, band_rect.bottom
        )
        body_top = placed[0].y if placed else band_rect.bottom + _STAGES_GAP
        connectors = (
            self._connectors.boxes(
                journey.connectors,
                journey.cards,
                columns,
                placed,
                gaps_of(placed, lines, band_rect.bottom, bottom + space.lane_gap),
            )
            if journey.connectors and columns.ids
            else ()
        )
        legend = self._legend(placed, left, right, bottom + _FOOTER_GAP)
        legend_bottom = max((text.rect.bottom for _, _, text in legend), default=bottom)
        footer = self._footer(journey, name, placed, left, right, legend_bottom + (2.0 if legend else _FOOTER_GAP))
        page_bottom = max([legend_bottom, *(text.rect.bottom for text in footer)])
        stages = tuple(
            replace(box, column=Rect(box.column.x, box.column.y, box.column.width, bottom - box.column.y))
            for box in stages
        )
        self._last = journey
        return MapLayout(
            # Whole units, so that screen and paper round a page of this size to the same pixels.
            Size(math.ceil(right + space.margin), math.ceil(page_bottom + space.margin * 0.75)),
            header,
            band_rect,
            Rect(columns.body_left, body_top, columns.body_right - columns.body_left, bottom - body_top),
            stages,
            placed,
            lines,
            connectors,
            footer,
            self._missing_of(header, stages, placed),
            hairlines,
            legend,
            ruler,
            journey.language,
        )

    def foot(
        self, journey: Journey, name: str, lanes: Sequence[PlacedLane], left: float, width: float, top: float
    ) -> tuple[tuple[tuple[str, Rect, PlacedText], ...], tuple[PlacedText, ...]]:
        """The legend and, beneath it, the footer of a map with these lanes, set over another width."""
        if speech(journey.language) is not self._said:
            self._speak(journey.language)
        legend = self._legend(lanes, left, left + width, top)
        bottom = max((text.rect.bottom for _, _, text in legend), default=top)
        return legend, self._footer(journey, name, lanes, left, left + width, bottom + (2.0 if legend else 0.0))

    def _columns(self, journey: Journey) -> Columns:
        """The columns; the same object as last time where none has moved, since lanes compare it by identity."""
        last = self._last_columns
        if last is not None and self._last is not None and self._last.stages is journey.stages:
            return last
        columns = columns_of(journey.stages.values(), self._space)
        if columns != last:
            self._last_columns = last = columns
        return last

    def _header_box(self, journey: Journey, left: float, width: float) -> HeaderBox:
        last, box = self._last, self._last_header
        fields = ("title", "kind", "scenario", "scope", "objective", "expectations", "owner", "date")
        if (
            last is None
            or box is None
            or box.rect.width != width
            or last.personas is not journey.personas
            or last.channels is not journey.channels
            or last.pictures is not journey.pictures
            or any(getattr(last, field) != getattr(journey, field) for field in fields)
        ):
            box = self._last_header = self._header.box(journey, left, width, self._space.margin * 0.85)
        return box

    def _band(
        self, journey: Journey, columns: Columns, top: float
    ) -> tuple[tuple[StageBox, ...], float, RulerBox | None]:
        """The stages' boxes, the height of their band, and the ruler above it."""
        last, key = self._last_band, self._last_band_key
        if last is None or key is None or key[0] is not journey.stages or key[1] is not columns or key[2] != top:
            stages = tuple(journey.stages.values())
            ruler = self._ruler.box(stages, columns, top) if self._ruled else None
            band_top = top if ruler is None else ruler.y + _RULER_GAP
            last = self._last_band = *self._stages.boxes(stages, columns, band_top, ruled=ruler is not None), ruler
            self._last_band_key = journey.stages, columns, top
        return last

    def _lane_boxes(self, journey: Journey, columns: Columns) -> list[LaneBox]:
        cards = self._grouped_cards(journey)
        curves: dict[str, list[Curve]] = defaultdict(list)
        lane_of: dict[str, str] = {}
        for curve in journey.curves.values():
            if not curve.hidden:
                curves[curve.lane].append(curve)
                lane_of[curve.id] = curve.lane
        points: dict[str, dict[str, list[EmotionPoint]]] = defaultdict(lambda: defaultdict(list))
        for point in journey.points.values():
            of = lane_of.get(point.curve)
            if of is not None:
                points[of][point.curve].append(point)
        metrics: dict[str, list[Metric]] = defaultdict(list)
        for metric in journey.metrics.values():
            metrics[metric.lane].append(metric)
        named = Surroundings(journey.channels, self._cast(journey, _name), journey.pictures)
        around = Surroundings(journey.channels, self._cast(journey, initial_of), journey.pictures)
        self._lanes.forget_all_but(journey.lanes)
        boxes = []
        for lane in journey.lanes.values():
            if lane.hidden:
                continue
            if lane.kind is LaneKind.EMOTION:
                given = LaneInput(lane, curves=curves.get(lane.id, ()), points=points.get(lane.id, {}))
            elif lane.kind is LaneKind.METRIC:
                given = LaneInput(lane, metrics=metrics.get(lane.id, ()))
            else:
                given = LaneInput(lane, cards=cards.get(lane.id, ()))
            boxes.append(self._lanes.box(given, named if lane.kind is LaneKind.EMOTION else around, columns))
        return boxes

    def _cast(self, journey: Journey, shown: Callable[[Persona], str]) -> Mapping[str, Persona]:
        """The personas as lanes show them: those of the last time where nothing that is shown of them is otherwise.

        Lanes look at every card again where the personas are others, and a persona's needs are no lane's business.
        """
        kept = self._casts.get(shown)
        if kept is not journey.personas:
            looks = [(id_, shown(persona)) for id_, persona in journey.personas.items()]
            if kept is None or looks != [(id_, shown(persona)) for id_, persona in kept.items()]:
                kept = journey.personas
            self._casts[shown] = kept
        return kept

    def _grouped_cards(self, journey: Journey) -> Mapping[str, Sequence[Card]]:
        """The cards of each lane in document order. Where only cards' own fields changed, only their lanes are made anew."""
        last = self._last
        if last is not None:
            if last.cards is journey.cards:
                return self._cards_by_lane
            changed = _changed(last.cards, journey.cards)
            if changed is not None and all(old.lane == new.lane and old.stage == new.stage for old, new in changed):
                replaced = {id(old): new for old, new in changed}
                grouped = dict(self._cards_by_lane)
                for lane in {new.lane for _, new in changed if new.lane in grouped}:
                    grouped[lane] = [replaced.get(id(card), card) for card in grouped[lane]]
                self._cards_by_lane = grouped
                return grouped
        fresh: dict[str, list[Card]] = defaultdict(list)
        for card in journey.cards.values():
            if card.lane is not None and card.stage is not None:
                fresh[card.lane].append(card)
        self._cards_by_lane = dict(fresh)
        return self._cards_by_lane

    def _stack(
        self, boxes: Sequence[LaneBox], journey: Journey, columns: Columns, top: float
    ) -> tuple[tuple[PlacedLane, ...], tuple[LineBox, ...], tuple[float, ...], float]:
        """Lanes beneath each other; gaps that hold blueprint lines grow to hold their labels."""
        space = self._space
        above = _lines_above(journey.lines.values(), boxes)
        placed: list[PlacedLane] = []
        lines: list[LineBox] = []
        hairlines: list[float] = []
        y = top
        for n, box in enumerate(boxes):
            wanted = above.get(n, ())
            if wanted:
                y += 5.0
                for line in wanted:
                    block = self._setter.block(
                        line.label or self._said(words.LINES[line.kind]), self._styles.line, space.lane_label_width
                    )
                    tall = max(block.height, 8.0)
                    label = PlacedText(block, space.margin, y + (tall - block.height) / 2, space.lane_label_width)
                    lines.append(LineBox(line, y + tall / 2, columns.body_left, columns.body_right, label))
                    y += tall + 5.0
            elif n:
                hairlines.append(y + space.lane_gap / 2)
                y += space.lane_gap
            else:
                y += _STAGES_GAP
            placed.append(PlacedLane(y, box))
            y += box.height
        if not boxes:
            y += _STAGES_GAP + EMPTY_BODY
        else:
            hairlines.append(y + space.lane_gap / 2)
        return tuple(placed), tuple(lines), tuple(hairlines), y

    def _footer(
        self, journey: Journey, name: str, lanes: Sequence[PlacedLane], left: float, right: float, top: float
    ) -> tuple[PlacedText, ...]:
        sources = ", ".join(
            source.title + (f" ({source.count})" if source.count is not None else "")
            for source in journey.sources.values()
            if source.title.strip()
        )
        told = " ".join(
            part
            for part in (
                self._said(words.EVIDENCE).format(sources) if sources else "",
                self._said.assumptions(sum(lane.box.assumed for lane in lanes)),
            )
            if part
        )
        about = " · ".join(part.strip() for part in (name, journey.revision, journey.date) if part.strip())
        room = right - left
        found = []
        taken = 0.0
        top += 2.0
        if about:
            block = self._setter.block(about, self._styles.footer, room * 0.45)
            taken = block.width + 16.0
            found.append(PlacedText(block, right - block.width, top, block.width))
        if told:
            wide = room - taken
            found.insert(0, PlacedText(self._setter.block(told, self._styles.footer, wide), left, top, wide))
        return tuple(found)

    def _legend(
        self, lanes: Sequence[PlacedLane], left: float, right: float, top: float
    ) -> tuple[tuple[str, Rect, PlacedText], ...]:
        """What the signs for fail and wait points mean, where the map has any: (mark, where its sign stands, its name)."""
        shown = frozenset().union(*(lane.box.marks for lane in lanes))
        found = []
        x = left
        for mark, word in _LEGEND.items():
            if mark in shown:
                block = self._setter.block(self._said(word), self._styles.footer, right - left - BADGE - 4.0)
                sign = Rect(x, top + 2.0 + (block.height - BADGE) / 2, BADGE, BADGE)
                found.append((mark.value, sign, PlacedText(block, sign.right + 4.0, top + 2.0, block.width)))
                x = found[-1][2].rect.right + 14.0
        return tuple(found)

    def _missing_of(self, header: HeaderBox, stages: Iterable[StageBox], lanes: Iterable[PlacedLane]) -> frozenset[str]:
        """Characters that no face has, gathered lane by lane and remembered with the lane's box."""
        found = _in_blocks(_header_blocks(header)) | _in_blocks(_stage_blocks(stages))
        remembered: dict[int, tuple[object, frozenset[str]]] = {}
        for lane in lanes:
            kept = self._missing.get(id(lane.box))
            if kept is None or kept[0] is not lane.box:
                kept = lane.box, _in_blocks(_lane_blocks(lane.box))
            remembered[id(lane.box)] = kept
            found |= kept[1]
        self._missing = remembered
        return found


def _name(persona: Persona) -> str:
    return persona.name


def _changed(old: Mapping[str, R], new: Mapping[str, R]) -> list[tuple[R, R]] | None:
    """Pairs of records that differ, where both tables have the same ids in the same order; else None."""
    if len(old) != len(new):
        return None
    before, after = list(old.values()), list(new.values())
    same = list(map(is_, before, after))
    if all(same):
        return []
    pairs: list[tuple[R, R]] = []
    start = 0
    while True:
        try:
            start = same.index(False, start)
        except ValueError:
            return pairs
        if before[start].id != after[start].id or len(pairs) > 64:  # type: ignore[attr-defined]
            return None
        pairs.append((before[start], after[start]))
        start += 1


def _lines_above(lines: Iterable[BlueprintLine], boxes: Sequence[LaneBox]) -> dict[int, list[BlueprintLine]]:
    """The shown lines by the number of the lane above which they stand."""
    found: dict[int, list[BlueprintLine]] = defaultdict(list)
    for line in lines:
        if line.hidden:
            continue
        for n, box in enumerate(boxes):
            if box.lane.role in line.before:
                found[n].append(line)
                break
    return found


def _in_blocks(blocks: Iterable[TextBlock]) -> frozenset[str]:
    return frozenset().union(*(block.missing for block in blocks if block.missing))


def _header_blocks(header: HeaderBox) -> Iterable[TextBlock]:
    yield header.title.block
    yield from (text.block for text in header.details)
    yield from (text.block for box in header.personas for _, text in box.texts)


def _stage_blocks(stages: Iterable[StageBox]) -> Iterable[TextBlock]:
    for stage in stages:
        yield stage.name.block
        if stage.duration:
            yield stage.duration.block
        yield from (text.block for _, text in stage.goals)
        yield from (text.block for _, text in stage.sub_stages)


def _lane_blocks(lane: LaneBox) -> Iterable[TextBlock]:
    yield lane.label.block
    if lane.hint:
        yield lane.hint.block
    yield from (row.text.block for row in lane.rows)
    for card in lane.cards:
        content = card.content
        yield content.text.block
        if content.pill:
            yield content.pill.text.block
        yield from (text.block for text in content.footers)
        yield from (chip.text.block for chip in content.chips if chip.text)
    for metric in lane.metrics:
        yield from (text.block for _, text in metric.texts)
    if lane.emotion:
        yield from (text.block for _, _, text in lane.emotion.legend)
        for curve in lane.emotion.curves:
            yield from (point.label.block for point in curve.points if point.label)
            if curve.label:
                yield curve.label.block
