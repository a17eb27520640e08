"""A journey and one of its stages in; out comes a strip that shows how far one has come, and the curve up to there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from cjm_desktop.geometry import Rect
from cjm_desktop.layout.boxes import EmotionBox, PlacedText
from cjm_desktop.layout.columns import LABEL_GAP, columns_of
from cjm_desktop.layout.emotion import EmotionSetter
from cjm_desktop.layout.styles import Styles
from cjm_desktop.model.journey import Journey
from cjm_desktop.model.records import Curve, CurveStyle, EmotionPoint, Lane, LaneKind
from cjm_desktop.text.lines import TextSetter
from cjm_desktop.theme import Spacing

_PLOT = 58.0  #: height of the curve
_MOST_SPARE = 46.0
_FACE = 7.5
_NAMED = 52.0  #: a stage narrower than this has no name in the strip unless it is the current one
_LABEL, _LABEL_SHARE = 78.0, 0.17  #: room for the lane's label at the left: the most, and of the width
_LABEL_MOST = 44  #: characters of a point's label
_TRACK = 5.0  #: height of the bar that says how far one has come
_GAP = 3.0
_CROWD = 30  #: of more points than this the curves beside the main ones have no names


@dataclass(frozen=True, slots=True)
class StripStage:
    """A stage's place in the strip, and its name where there is room; `state` is -1 (past), 0 (current) or 1 (to come)."""

    stage: str
    rect: Rect
    track: Rect
    name: PlacedText | None
    state: int
    share: float


@dataclass(frozen=True, eq=False)
class StripBox:
    """The strip; all in the coordinates of what it stands on, but `emotion`, which counts from `top` as in a lane."""

    rect: Rect
    top: float
    stages: tuple[StripStage, ...]
    label: PlacedText | None
    emotion: EmotionBox | None
    lane: Lane | None
    face: float


def with_bottom(box: StripBox, bottom: float) -> StripBox:
    """The strip with its lower edge at another height."""
    dy = bottom - box.rect.bottom
    if dy == 0:
        return box
    stages = tuple(
        replace(
            one,
            rect=one.rect.moved(0.0, dy),
            track=one.track.moved(0.0, dy),
            name=None if one.name is None else one.name.moved(0.0, dy),
        )
        for one in box.stages
    )
    label = None if box.label is None else box.label.moved(0.0, dy)
    return replace(box, rect=box.rect.moved(0.0, dy), top=box.top + dy, stages=stages, label=label)


class StripSetter:
    """Lays out strips."""

    def __init__(self, setter: TextSetter, styles: Styles, space: Spacing) -> None:
        self._setter = setter
        self._styles = styles
        self._space = space

    def box(
        self, journey: Journey, stage: str, left: float, width: float, bottom: float, spare: float = 0.0
    ) -> StripBox:
        """The strip of this width whose lower edge is at `bottom`; it has a curve where a shown emotion lane has one.

        Of `spare` height it takes what does a curve good.
        """
        stages = list(journey.stages)
        at = stages.index(stage)
        lanes, curves = _shown_curves(journey)
        points = _points_so_far(journey, curves, stages[: at + 1], stage)
        curves = [curve for curve in curves if points[curve.id]]
        if sum(map(len, points.values())) > _CROWD:
            # To find a place for the name of each would take longer than anybody looks at it.
            curves = [_nameless(curve) for curve in curves]
        plain = not any(point.value is not None for some in points.values() for point in some)
        room = 0.0 if plain else min(_LABEL, width * _LABEL_SHARE) + LABEL_GAP
        step = (width - room) / len(stages)
        names, names_height = self._names(journey, at, left + room, step)
        face = max(2.5, min(_FACE, step * 0.42))
        emotion = label = None
        height = 0.0
        if not plain:
            emotion, label = self._curve(
                journey, lanes[0], curves, points, left, room, step, face, _PLOT + min(spare, _MOST_SPARE)
            )
            height = emotion.ground.height
        top = bottom - names_height - _GAP - _TRACK - (height + _GAP if height else 0.0)
        track_top = bottom - names_height - _GAP - _TRACK
        placed = tuple(
            StripStage(
                id_,
                Rect(left + room + n * step, top, step, bottom - top),
                Rect(left + room + n * step + min(1.0, step * 0.1), track_top, step - min(2.0, step * 0.2), _TRACK),
                None if names[n] is None else names[n].moved(0.0, bottom - names_height),  # type: ignore[union-attr]
                (n > at) - (n < at),
                n / max(1, len(stages) - 1),
            )
            for n, id_ in enumerate(stages)
        )
        if label is not None:
            label = label.moved(0.0, top)
        return StripBox(
            Rect(left, top, width, bottom - top), top, placed, label, emotion, lanes[0] if emotion else None, face
        )

    def _names(self, journey: Journey, at: int, left: float, step: float) -> tuple[list[PlacedText | None], float]:
        """The stages' names beneath their places, y from 0; where they are too narrow, that of the current one alone."""
        found: list[PlacedText | None] = []
        narrow = step < _NAMED
        texts = [stage.name.strip() for stage in journey.stages.values()]
        styles = [replace(self._styles.body, weight=700) if n == at else self._styles.body for n in range(len(texts))]
        whole = [
            self._setter.block(text, style, 160.0 if narrow else 2 * step, 1)
            if text and (n == at or not narrow)
            else None
            for n, (text, style) in enumerate(zip(texts, styles, strict=True))
        ]
        # What each place has left at either side of its name; a longer name beside it may take that.
        spare = [step / 2 if block is None else max(0.0, (step - 4.0 - block.width) / 2) for block in whole]
        right = left + step * len(journey.stages)
        for n, block in enumerate(whole):
            if block is None:
                found.append(None)
                continue
            beside = [spare[m] for m in (n - 1, n + 1) if 0 <= m < len(spare)]
            # At either end of the strip a name has one neighbour, and is moved towards it.
            room = step - 4.0 + (2 * min(beside) if len(beside) == 2 else sum(beside))
            if not narrow and block.width > room:
                block = self._setter.block(texts[n], styles[n], max(room, step - 4.0), 1)
            x = min(max(left, left + (n + 0.5) * step - block.width / 2), right - block.width)
            found.append(PlacedText(block, x, 0.0, block.width))
        return found, self._styles.body.size * self._styles.body.leading

    def _curve(
        self,
        journey: Journey,
        lane: Lane,
        curves: Sequence[Curve],
        points: dict[str, list[EmotionPoint]],
        left: float,
        room: float,
        step: float,
        face: float,
        height: float,
    ) -> tuple[EmotionBox, PlacedText | None]:
        space = replace(
            self._space,
            margin=left + room - LABEL_GAP,
            lane_label_width=0.0,
            gutter=0.0,
            stage_width=step,
            emotion_height=height,
            face_radius=face,
        )
        even = [one.model_copy(update={"width": step, "sub_stages": ()}) for one in journey.stages.values()]
        # The body of a map is never narrower than some stages; a strip is.
        columns = replace(columns_of(even, space), body_right=left + room + step * len(even))
        setter = EmotionSetter(self._setter, self._styles, space)
        block = self._setter.block(lane.label.strip() or lane.role, self._styles.lane, room - LABEL_GAP, 2)
        label = PlacedText(block, left, 4.0, room - LABEL_GAP)
        legend = setter.legend(curves, journey.personas, left, label.rect.bottom + 4.0, room - LABEL_GAP)
        least = max(height, legend[-1][2].rect.bottom + 2.0 if legend else 0.0)
        plain = lane.model_copy(update={"height": None})
        box = setter.box(plain, curves, points, journey.personas, columns, least, legend)
        # In a strip the levels' names would be in the way of the curve; its faces tell what is good and what is bad.
        return replace(box, levels=tuple((value, None) for value, _ in box.levels)), label


def _nameless(curve: Curve) -> Curve:
    if curve.style is not CurveStyle.GHOST:
        return curve
    return curve.model_copy(update={"label": "", "persona": None})


def _shown_curves(journey: Journey) -> tuple[list[Lane], list[Curve]]:
    """The emotion lanes that are shown, and their curves."""
    lanes = {
        id_: lane
        for id_, lane in journey.lanes.items()
        if lane.kind is LaneKind.EMOTION and not lane.hidden and not lane.collapsed
    }
    return list(lanes.values()), [one for one in journey.curves.values() if one.lane in lanes and not one.hidden]


def _points_so_far(
    journey: Journey, curves: Sequence[Curve], reached: Sequence[str], current: str
) -> dict[str, list[EmotionPoint]]:
    """By curve the points in the stages reached; only those of the current stage keep their labels, shortened."""
    found: dict[str, list[EmotionPoint]] = {curve.id: [] for curve in curves}
    stages = set(reached)
    for point in journey.points.values():
        if point.curve in found and point.stage in stages:
            label = " ".join(point.label.split()) if point.stage == current else ""
            if len(label) > _LABEL_MOST:
                label = label[: _LABEL_MOST - 1].rstrip() + "…"
            found[point.curve].append(point if label == point.label else point.model_copy(update={"label": label}))
    return found
