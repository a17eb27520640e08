"""What must hold of every layout, whatever the map: used by the property tests."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from cjm_desktop.geometry import Point, Rect
from cjm_desktop.layout.boxes import CurveBox, EmotionBox, LaneBox, MapLayout, PlacedText
from cjm_desktop.layout.curve import sample
from cjm_desktop.model.records import CurveStyle

HAIR = 0.01  #: for rounding


def inside(inner: Rect, outer: Rect, slack: float = HAIR) -> bool:
    return (
        inner.x >= outer.x - slack
        and inner.y >= outer.y - slack
        and inner.right <= outer.right + slack
        and inner.bottom <= outer.bottom + slack
    )


def ink(text: PlacedText) -> Rect:
    """Where the letters stand: as wide as the widest line."""
    x = text.x
    if text.block.lines and any(line.rtl for line in text.block.lines):
        x = min(x, text.x + text.width - text.block.width)
    return Rect(x, text.y, max(text.block.width, 0.01), text.block.height)


def overlaps(rects: Sequence[Rect]) -> list[tuple[Rect, Rect]]:
    """Pairs that share more than a hair, found by sweeping from left to right."""
    found = []
    ordered = sorted(rects, key=lambda rect: rect.x)
    for n, one in enumerate(ordered):
        for other in ordered[n + 1 :]:
            if other.x >= one.right - HAIR:
                break
            if one.grown(-HAIR).intersects(other.grown(-HAIR)):
                found.append((one, other))
    return found


def check_map(layout: MapLayout) -> None:
    """Nothing overlaps, nothing is clipped, everything is on the page."""
    page = Rect(0, 0, *layout.size)
    header = layout.header
    for text in (header.title, *header.details):
        assert inside(ink(text), page)
    assert not overlaps(
        [ink(header.title), *(ink(text) for text in header.details), *(p.rect for p in header.personas)]
    )
    for persona in header.personas:
        assert inside(persona.rect, page)
        assert all(inside(ink(text), persona.rect) for _, text in persona.texts)
        assert not overlaps([persona.portrait, *(ink(text) for _, text in persona.texts)])
    assert header.rect.bottom < layout.stages_rect.y
    if layout.ruler is not None:
        assert header.rect.bottom < min(text.y for text in layout.ruler.marks)
        assert all(text.rect.bottom < layout.ruler.y and inside(ink(text), page) for text in layout.ruler.marks)
        assert not overlaps([ink(text) for text in layout.ruler.marks])
        assert layout.ruler.y < layout.stages_rect.y
    for stage in layout.stages:
        assert inside(stage.rect, layout.stages_rect)
        assert inside(ink(stage.name), stage.rect)
        assert stage.duration is None or inside(ink(stage.duration), stage.rect)
        assert all(inside(rect, layout.stages_rect) and inside(ink(text), rect) for rect, text in stage.sub_stages)
        goals = [ink(text) for _, text in stage.goals] + ([stage.agreement] if stage.agreement else [])
        assert all(inside(goal, layout.stages_rect) for goal in goals)
        assert not overlaps([stage.rect, *(rect for rect, _ in stage.sub_stages), *goals])
    assert not overlaps([stage.rect for stage in layout.stages])
    assert all(one.rect.bottom < two.y for one, two in pairwise(layout.lanes))
    for lane in layout.lanes:
        assert lane.y > layout.stages_rect.bottom
        assert inside(lane.rect, page)
        check_lane(lane.box)
    assert not overlaps([ink(line.label) for line in layout.lines] + [lane.rect for lane in layout.lanes])
    bottom = max((lane.rect.bottom for lane in layout.lanes), default=layout.stages_rect.bottom)
    for text in layout.footer:
        assert text.y > bottom
        assert inside(ink(text), page)
    signs = [rect for _, rect, _ in layout.legend]
    assert all(rect.y > bottom for rect in signs)
    assert not overlaps([ink(text) for text in (*layout.footer, *(text for _, _, text in layout.legend))] + signs)


def check_lane(box: LaneBox) -> None:
    assert inside(ink(box.label), box.label_rect)
    assert box.hint is None or inside(ink(box.hint), box.label_rect)
    assert not overlaps([card.rect for card in box.cards])
    for card in box.cards:
        assert inside(card.rect, box.body)
        parts = [ink(card.text), *(ink(text) for text in card.footers), *(rect for _, rect in card.badges)]
        parts += [chip.rect.moved(card.rect.x, card.rect.y) for chip in card.content.chips]
        for chip in card.content.chips:
            assert chip.text is None or inside(ink(chip.text), chip.rect)
            assert all(inside(dot, chip.rect) for dot in chip.dots)
        if card.pill is not None:
            assert inside(ink(card.pill.text), card.pill.rect)
            assert inside(card.pill.icon, card.pill.rect)
            parts.append(card.pill.rect)
        if card.picture is not None:
            parts.append(card.picture)
        if card.content.persona is not None:
            parts.append(card.content.persona[1].moved(card.rect.x, card.rect.y))
        assert all(inside(part, card.rect) for part in parts)
        assert not overlaps(parts)
    assert not overlaps([metric.rect for metric in box.metrics])
    for metric in box.metrics:
        assert inside(metric.rect, box.body)
        assert all(inside(ink(text), metric.rect) for _, text in metric.texts)
        bars = [metric.track] if metric.track is not None else []
        assert not overlaps([*(ink(text) for _, text in metric.texts), *bars])
    assert not overlaps([ink(text) for text in box.sums] + [card.rect for card in box.cards])
    assert all(inside(ink(text), box.body) for text in box.sums)
    texts = [box.label, *([box.hint] if box.hint else []), *([box.total] if box.total else [])]
    texts += [row.text for row in box.rows]
    signs = [row.icon for row in box.rows if row.icon is not None]
    assert all(inside(ink(text), box.label_rect) for text in texts)
    assert not overlaps([ink(text) for text in texts] + signs)
    for arrow in box.arrows:
        assert not any(crosses(a, b, card.rect) for a, b in pairwise(arrow) for card in box.cards)
    if box.emotion is not None:
        check_emotion(box.emotion, box)


def crosses(a: Point, b: Point, rect: Rect) -> bool:
    """Whether an upright or level step goes through the inside of a rectangle."""
    step = Rect(min(a.x, b.x), min(a.y, b.y), max(abs(a.x - b.x), HAIR), max(abs(a.y - b.y), HAIR))
    return rect.grown(-0.5).intersects(step)


def check_emotion(box: EmotionBox, lane: LaneBox) -> None:
    """No label touches a label, a face or a curve; curves keep between their points."""
    assert inside(box.plot, box.ground)
    labels = [label.rect for label in _labels(box)]
    assert all(inside(label, box.ground) for label in labels)
    assert not overlaps(labels)
    faces = list(_faces(box))
    assert all(inside(face, box.ground) for face in faces)
    for curve in box.curves:
        for piece in curve.pieces:
            for x, y in sample(piece):
                assert not any(rect.x < x < rect.right and rect.y < y < rect.bottom for rect in labels)
        _check_shape(curve)
    for label in labels:
        assert not any(label.intersects(face) for face in faces)
    for _, swatch, name in box.legend:
        assert inside(swatch, lane.label_rect)
        assert inside(ink(name), lane.label_rect)


def _labels(box: EmotionBox) -> Iterator[PlacedText]:
    yield from (name for _, name in box.levels if name is not None)
    for curve in box.curves:
        if curve.label is not None:
            yield curve.label
        for point in curve.points:
            if point.label is not None:
                yield point.label
            assert point.center is None or bool(point.label) == bool(point.point.label.strip())


def _faces(box: EmotionBox) -> Iterator[Rect]:
    for curve in box.curves:
        if curve.curve.style is CurveStyle.ACTUAL:
            for point in curve.points:
                if point.center is not None:
                    yield Rect(point.center.x - 9.5, point.center.y - 9.5, 19.0, 19.0)


def _check_shape(curve: CurveBox) -> None:
    """Each step stays between the heights of its two ends."""
    for start, steps in curve.pieces:
        before = start
        for one, two, end in steps:
            low, high = sorted((before.y, end.y))
            for x, y in sample((before, ((one, two, end),))):
                assert low - HAIR <= y <= high + HAIR
                assert before.x - HAIR <= x <= end.x + HAIR
            before = end
