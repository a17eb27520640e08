"""A map's layout in, what a cut through it should go around out: cards first, then personas, faces, texts and signs."""

from __future__ import annotations

from collections.abc import Iterator

from cjm_desktop.exporting.cuts import AIR, Crossed
from cjm_desktop.geometry import Rect
from cjm_desktop.layout.boxes import LaneBox, MapLayout, PlacedText

_FACE = 12.0  #: from the middle of a face to the end of its ink
#: How far a line of text reaches above and beneath its baseline, in sizes: together no more than from line to line.
_ASCENT, _DESCENT = 1.0, 0.32


class Obstacles:
    """Rectangles of the map: those that hold a card or a figure, those of personas, and what else is read."""

    def __init__(self, layout: MapLayout) -> None:
        self.cards = tuple(_cards(layout))
        self.lines = tuple(_lines(layout))
        self.personas = tuple(persona.rect for persona in layout.header.personas)
        self.others = tuple(_others(layout))
        self._band = layout.stages_rect

    def across(self) -> tuple[Crossed, ...]:
        """What upright cuts go through, the worst first."""
        kinds = self.cards, self.personas, self.others
        return tuple(Crossed((rect.x, rect.right) for rect in rects) for rects in kinds)

    def down(self) -> tuple[Crossed, ...]:
        """What level cuts go through, the worst first: where a card cannot but be cut, its lines can still be read."""
        kinds = (*self.lines, self._band), self.cards, self.personas, self.others
        return tuple(Crossed((rect.y, rect.bottom) for rect in rects) for rects in kinds)

    def all(self) -> Iterator[Rect]:
        yield from self.cards
        yield from self.personas
        yield from self.others


def _cards(layout: MapLayout) -> Iterator[Rect]:
    for lane in layout.lanes:
        for card in lane.box.cards:
            yield card.rect.moved(0, lane.y)
        for metric in lane.box.metrics:
            yield metric.rect.moved(0, lane.y)


def _lines(layout: MapLayout) -> Iterator[Rect]:
    """What stands in cards: lines of text, and what else is nothing in two halves."""
    for lane in layout.lanes:
        for card in lane.box.cards:
            x, y = card.rect.x, card.rect.y + lane.y
            content = card.content
            for text in (content.text, *content.footers):
                top = y + text.y - _ASCENT * text.block.style.size + AIR
                high = (_ASCENT + _DESCENT) * text.block.style.size - 2 * AIR
                yield from (Rect(x, top + line.baseline, card.rect.width, high) for line in text.block.lines)
            signs = [rect for _, rect in content.badges] + [chip.rect for chip in content.chips]
            if content.pill is not None:
                signs.append(content.pill.rect)
            if content.persona is not None:
                signs.append(content.persona[1])
            if content.picture is not None:
                signs.append(content.picture)
            yield from (rect.moved(x, y) for rect in signs)
        for metric in lane.box.metrics:
            yield metric.rect.moved(0, lane.y)


def _others(layout: MapLayout) -> Iterator[Rect]:
    yield _ink(layout.header.title)
    yield from map(_ink, layout.header.details)
    for stage in layout.stages:
        yield stage.rect
        yield from (rect for rect, _ in stage.sub_stages)
        yield from (_ink(text) for _, text in stage.goals)
    for lane in layout.lanes:
        yield from (rect.moved(0, lane.y) for rect in _in_lane(lane.box))
    for line in layout.lines:
        yield _ink(line.label)
    for connector in layout.connectors:
        if connector.label is not None:
            yield _ink(connector.label)
    for _, sign, text in layout.legend:
        yield sign.united(_ink(text))
    yield from map(_ink, layout.footer)


def _in_lane(box: LaneBox) -> Iterator[Rect]:
    yield _ink(box.label)
    for text in (box.hint, box.total, box.count, *box.sums):
        if text is not None:
            yield _ink(text)
    for row in box.rows:
        yield _ink(row.text)
    if box.emotion is None:
        return
    for curve in box.emotion.curves:
        for point in curve.points:
            if point.center is not None:
                yield Rect(point.center.x - _FACE, point.center.y - _FACE, 2 * _FACE, 2 * _FACE)
            if point.label is not None:
                yield _ink(point.label)
        if curve.label is not None:
            yield _ink(curve.label)
    for _, sign, text in box.emotion.legend:
        yield sign.united(_ink(text))


def _ink(text: PlacedText) -> Rect:
    """Where a text's lines are, of all the room that it was given."""
    width = min(text.width, text.block.width)
    right = any(line.rtl for line in text.block.lines)
    return Rect(text.x + text.width - width if right else text.x, text.y, width, text.block.height)
