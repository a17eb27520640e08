"""A metric and its cell in, its number, bar, small chart or heat field out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from cjm_desktop.geometry import Point, Rect
from cjm_desktop.layout import words
from cjm_desktop.layout.boxes import MetricBox, PlacedText
from cjm_desktop.layout.columns import Columns
from cjm_desktop.layout.speech import ENGLISH, Speech
from cjm_desktop.layout.styles import Styles
from cjm_desktop.model.records import Lane, Metric, MetricDisplay
from cjm_desktop.text.lines import TextBlock, TextSetter, TextStyle
from cjm_desktop.theme import Spacing

TRACK = 9.5
CHART = 24.0
HEAT_PATTERN = 12.0  #: width of the pattern at the left of a heat field
_PAD = 6.0
_GAP = 8.0
_FAIR = 0.8  #: from this share of its target on, a value is fair
_GOOD_SHARE, _FAIR_SHARE = 0.9, 0.6  #: the same for a percentage without a target


def number_text(value: float | None, unit: str) -> str:
    """A value as people write it: no needless decimals, thousands apart, % against the number."""
    if value is None:
        return words.NO_VALUE
    digits = f"{value:,.0f}" if value == round(value) else f"{value:,.2f}".rstrip("0").rstrip(".")
    digits = digits.replace("-", "−").replace(",", "\u202f")
    if not unit:
        return digits
    return f"{digits}{unit}" if unit in ("%", "°", "‰") else f"{digits}\u00a0{unit}"


def full_of(metric: Metric, others: Sequence[Metric]) -> float:
    """The value at which a metric's bar is full: its own, 100 for a percentage, else the largest of its lane."""
    return full_where(metric, largest_of(others))


def full_where(metric: Metric, largest: float) -> float:
    """The same where the largest value of the lane is known: looked for again for each, many would take for ever."""
    if metric.full is not None and metric.full > 0:
        return metric.full
    if metric.unit == "%":
        return 100.0
    return largest


def share_of(metric: Metric, value: float, full: float) -> float:
    """How far a value fills the metric's bar, 0 to 1; full at `full`, empty at the metric's own least value."""
    least = 0.0 if metric.empty is None or metric.empty >= full else metric.empty
    return max(0.0, min(1.0, (value - least) / (full - least)))


def largest_of(metrics: Sequence[Metric]) -> float:
    """The largest value or target among these; 1 where none is above nought."""
    known = [value for metric in metrics for value in (metric.value, metric.target) if value is not None]
    return max((value for value in known if value > 0), default=1.0)


def tone_of(metric: Metric, share: float | None) -> str:
    """How the value stands against its target; a percentage without a target against fixed shares."""
    if metric.value is None or share is None:
        return "plain"
    if metric.target is not None and metric.target > 0:
        if metric.value >= metric.target:
            return "good"
        return "fair" if metric.value >= _FAIR * metric.target else "poor"
    if metric.unit == "%":
        return "good" if share >= _GOOD_SHARE else "fair" if share >= _FAIR_SHARE else "poor"
    return "plain"


class MetricSetter:
    """Lays out metric lanes."""

    def __init__(self, setter: TextSetter, styles: Styles, space: Spacing, said: Speech = ENGLISH) -> None:
        self._setter = setter
        self._styles = styles
        self._space = space
        self._said = said

    def boxes(
        self, lane: Lane, metrics: Sequence[Metric], columns: Columns, least: float
    ) -> tuple[tuple[MetricBox, ...], float]:
        """The metrics of a lane, those of one cell beneath each other, and the height they take."""
        display = lane.display or MetricDisplay.BAR
        bottoms = [0.0] * len(columns.ids)
        made: list[tuple[int, MetricBox]] = []
        values = [self._setter.block(number_text(m.value, m.unit), self._styles.number, 400.0).width for m in metrics]
        value_room = max(values, default=0.0)  # one for the lane, so that all its bars are equally long
        largest = largest_of(metrics)
        for metric in metrics:
            n = columns.index.get(metric.stage)
            if n is None:
                continue
            full = full_where(metric, largest)
            box = self._box(metric, display, full, columns.lefts[n], bottoms[n], columns.card_width(n, n), value_room)
            bottoms[n] = box.rect.bottom + self._space.card_gap
            made.append((n, box))
        tallest = max(bottoms, default=0.0) - self._space.card_gap
        height = max(least, tallest)
        lower = max(0.0, (height - tallest) / 2)
        counts = Counter(n for n, _ in made)
        placed = []
        for n, box in made:
            if box.heat and counts[n] == 1:
                full = full_where(box.metric, largest)
                box = self._box(box.metric, display, full, box.rect.x, 0.0, box.rect.width, value_room, height)
                placed.append(box)
            else:
                placed.append(_lowered(box, lower))
        return tuple(placed), height

    def _box(
        self,
        metric: Metric,
        display: MetricDisplay,
        full: float,
        left: float,
        top: float,
        width: float,
        value_room: float,
        height: float = 0.0,
    ) -> MetricBox:
        share = None if metric.value is None else share_of(metric, metric.value, full)
        tone = tone_of(metric, share)
        room = max(8.0, width - _PAD)
        if display is MetricDisplay.HEAT:
            return self._heat(metric, share, tone, left, top, width, height)
        texts: list[tuple[str, PlacedText]] = []
        y = top + 2.0
        if metric.label:
            texts.append(("label", self._text(metric.label, self._styles.hint, left, y, room)))
            y = texts[-1][1].rect.bottom + 2.5
        value = number_text(metric.value, metric.unit)
        track = filled = mark = None
        chart: tuple[Point, ...] = ()
        level: tuple[Point, Point] | None = None
        if display is MetricDisplay.BAR:
            block = self._setter.block(value, self._styles.number, room * 0.6)
            length = room - max(block.width, min(value_room, room * 0.6)) - _GAP
            row = max(block.height, TRACK + 5.0)
            track = Rect(left, y + (row - TRACK) / 2, max(12.0, length), TRACK)
            # A bar without a value is an empty track: missing is not nought.
            filled = None if share is None else Rect(track.x, track.y, track.width * share, TRACK)
            mark = _mark(metric, full, track)
            texts.append(("value", PlacedText(block, track.right + _GAP, y + (row - block.height) / 2, block.width)))
            y += row
        else:
            large = display is MetricDisplay.NUMBER
            style = self._styles.big_number if large else self._styles.number
            wide = room if large else room * 0.5
            texts.append(("value", self._text(value, style, left, y, wide)))
            rect = texts[-1][1].rect
            if display is MetricDisplay.LINE:
                series = (*metric.series, *(() if metric.value is None else (metric.value,)))
                right = left + texts[-1][1].block.width + _GAP
                field = Rect(right, y + 3, max(12.0, left + room - right - 3), CHART - 6)
                chart, level = _chart(series, metric.target, field)
                texts[-1] = ("value", texts[-1][1].moved(0, max(0.0, (CHART - rect.height) / 2)))
                y = max(y + CHART, texts[-1][1].rect.bottom)
            else:
                y = rect.bottom
        if metric.target is not None:
            text = self._said(words.TARGET).format(number_text(metric.target, metric.unit))
            texts.append(("target", self._text(text, self._styles.footer, left, y + 1.5, room)))
            y = texts[-1][1].rect.bottom
        rect = Rect(left, top, width, y + 2.0 - top)
        return MetricBox(metric, rect, tuple(texts), track, filled, share, chart, tone, mark, level=level)

    def _heat(
        self, metric: Metric, share: float | None, tone: str, left: float, top: float, width: float, height: float
    ) -> MetricBox:
        """A coloured field with the value in its middle and the label beneath."""
        # The pattern at its left says without colours what the ground says.
        pattern = HEAT_PATTERN if share is not None else 0.0
        room = max(8.0, width - 2 * _PAD - pattern)
        blocks: list[tuple[str, TextBlock]] = [
            ("value", self._setter.block(number_text(metric.value, metric.unit), self._styles.number, room))
        ]
        if metric.label:
            blocks.append(("label", self._setter.block(metric.label, self._styles.hint, room)))
        if metric.target is not None:
            text = self._said(words.TARGET).format(number_text(metric.target, metric.unit))
            blocks.append(("target", self._setter.block(text, self._styles.footer, room)))
        tall = sum(block.height for _, block in blocks)
        height = max(height, tall + 2 * _PAD)
        y = top + (height - tall) / 2
        texts = []
        for what, block in blocks:
            texts.append(
                (what, PlacedText(block, left + pattern + (width - pattern - block.width) / 2, y, block.width))
            )
            y += block.height
        rect = Rect(left, top, width, height)
        return MetricBox(metric, rect, tuple(texts), share=share, tone=tone, heat=True)

    def _text(self, text: str, style: TextStyle, left: float, top: float, room: float) -> PlacedText:
        return PlacedText(self._setter.block(text, style, room), left, top, room)


def _mark(metric: Metric, full: float, track: Rect) -> Rect | None:
    """The small stroke across the track where the target stands."""
    if metric.target is None:
        return None
    x = track.x + track.width * share_of(metric, metric.target, full)
    return Rect(min(x, track.right) - 0.75, track.y - 2.0, 1.5, track.height + 4.0)


def _chart(
    series: Sequence[float], target: float | None, field: Rect
) -> tuple[tuple[Point, ...], tuple[Point, Point] | None]:
    """The places of a series' values in a field, and the level of the target; none for fewer than two values."""
    if len(series) < 2:
        return (), None
    shown = series if target is None else (*series, target)
    low, high = min(shown), max(shown)
    spread = (high - low) or 1.0
    step = field.width / (len(series) - 1)

    def height(value: float) -> float:
        return field.bottom - (value - low) / spread * field.height

    places = tuple(Point(field.x + n * step, height(value)) for n, value in enumerate(series))
    if target is None:
        return places, None
    return places, (Point(field.x, height(target)), Point(field.right, height(target)))


def _lowered(box: MetricBox, by: float) -> MetricBox:
    def rect(old: Rect | None) -> Rect | None:
        return None if old is None else old.moved(0, by)

    texts = tuple((what, text.moved(0, by)) for what, text in box.texts)
    chart = tuple(point.moved(0, by) for point in box.chart)
    return MetricBox(
        box.metric,
        box.rect.moved(0, by),
        texts,
        rect(box.track),
        rect(box.filled),
        box.share,
        chart,
        box.tone,
        rect(box.mark),
        box.heat,
        None if box.level is None else (box.level[0].moved(0, by), box.level[1].moved(0, by)),
    )
