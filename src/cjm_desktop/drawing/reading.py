"""A map's layout in, out comes how it is read by those who do not see it, and its entries of a document's outline.

A map is read as a table: the stages head its columns, the lanes its rows. No other form tells of each card both the
stage and the lane that it stands in, though each of them is drawn, and so can be read, only once; and a screen reader
walks a table both ways, along a lane as well as down a stage.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from cjm_desktop.drawing.primitives import Anchor, Contents, Element
from cjm_desktop.layout import words
from cjm_desktop.layout.boxes import CardBox, CurveBox, EmotionBox, LaneBox, MapLayout, StageBox
from cjm_desktop.layout.speech import Speech, speech
from cjm_desktop.model.records import EmotionPoint, Mark

_SHORT = 80  #: characters by which an arrow names its cards


def contents_of(layout: MapLayout) -> Contents:
    """The table of a map that has stages and lanes, the arrows between its cards, and an outline from stage to lane."""
    said = speech(layout.language)
    cells = [_cells(placed.box, layout, said) for placed in layout.lanes]
    elements: list[Element] = []
    if layout.stages and layout.lanes:
        elements.append(Element("Table", parts=tuple(_rows(layout, cells))))
    if layout.connectors:
        elements.append(Element("Sect", parts=tuple(_arrows(layout))))
    return Contents(tuple(elements), tuple(_anchors(layout, cells, said)))


def whose_key(card: str) -> str:
    """The key of the sign on a card that says whose it is."""
    return f"{card}:persona"


def point_words(point: EmotionPoint, stage: str = "", persona: str = "", sign: str = "") -> str:
    """What is said of a point of a curve, such as “Delivery: +0.1, Masha, Where is it?”."""
    value = "" if point.value is None else f"{round(point.value, 1):+g}"
    spread = None if point.evidence is None else point.evidence.spread
    if value and spread:
        value += f" ± {round(spread, 1):g}"
    told = ", ".join(part for part in (value, persona, _line(point.label), sign) if part)
    return f"{stage}: {told}" if stage else told


#: Of a row, by column: its elements; and how many columns an element covers that covers more than one.
_Cells = tuple[dict[int, list[Element]], dict[int, set[int]]]


def _rows(layout: MapLayout, cells: list[_Cells]) -> Iterator[Element]:
    stages = layout.stages
    heads = (Element("TH", box.stage.id, scope="Column") for box in stages)
    yield Element("TR", parts=(Element("TD"), *heads))
    lines = sorted(layout.lines, key=lambda line: line.y)
    for placed, (filled, spans) in zip(layout.lanes, cells, strict=True):
        while lines and lines[0].y < placed.y:
            yield _across(lines.pop(0).line.id, len(stages))
        row = [Element("TH", placed.box.lane.id, scope="Row")]
        column = 0
        while column < len(stages):
            covered = _covered(column, filled, spans)
            row.append(Element("TD", parts=tuple(filled.get(column, ())), columns=covered))
            column += covered
        yield Element("TR", parts=tuple(row))
    for line in lines:
        yield _across(line.line.id, len(stages))


def _across(key: str, stages: int) -> Element:
    """A row of one cell."""
    return Element("TR", parts=(Element("TD", key, columns=stages + 1),))


def _covered(column: int, filled: dict[int, list[Element]], spans: dict[int, set[int]]) -> int:
    """How many columns a cell has: more than one where all that stands in it covers these, and nothing else is there."""
    wide = spans.get(column, set())
    if len(wide) != 1:
        return 1
    (count,) = wide
    return count if not any(other in filled for other in range(column + 1, column + count)) else 1


def _cells(box: LaneBox, layout: MapLayout, said: Speech) -> _Cells:
    column = {stage.stage.id: index for index, stage in enumerate(layout.stages)}
    filled: dict[int, list[Element]] = defaultdict(list)
    spans: dict[int, set[int]] = defaultdict(set)
    names = {persona.persona.id: persona.persona.name for persona in layout.header.personas}
    for card in box.cards:
        at = column.get(card.card.stage or "", 0)
        whose: tuple[Element, ...] = ()
        if card.content.persona is not None and (name := _line(names.get(card.card.persona or "", ""))):
            whose = (Element("Figure", whose_key(card.card.id), alt=name),)
        filled[at].append(Element("P", card.card.id, whose))
        spans[at].add(_width(card, at, layout.stages) if card.card.span > 1 else 1)
    if box.emotion is not None:
        for curve, point in _points(box.emotion):
            at = column.get(point.stage, 0)
            persona = names.get(curve.curve.persona or "", "") or curve.curve.label
            sign = said(words.MOMENT_OF_TRUTH) if Mark.MOMENT_OF_TRUTH in point.marks else ""
            name = layout.stages[at].stage.name if layout.stages else ""
            filled[at].append(Element("Figure", point.id, alt=point_words(point, _line(name), _line(persona), sign)))
            spans[at].add(1)
    for metric in box.metrics:
        at = column.get(metric.metric.stage or "", 0)
        filled[at].append(Element("P", metric.metric.id))
        spans[at].add(1)
    return dict(filled), dict(spans)


def _points(box: EmotionBox) -> Iterator[tuple[CurveBox, EmotionPoint]]:
    for curve in box.curves:
        for point in curve.points:
            if point.center is not None:
                yield curve, point.point


def _width(box: CardBox, column: int, stages: tuple[StageBox, ...]) -> int:
    """How many columns a card reaches over."""
    return max(1, sum(1 for stage in stages[column:] if stage.column.center.x < box.rect.right))


def _arrows(layout: MapLayout) -> Iterator[Element]:
    texts = {card.card.id: card.card.text for placed in layout.lanes for card in placed.box.cards}
    for box in layout.connectors:
        source, target = (_line(texts.get(id_, ""))[:_SHORT] for id_ in (box.connector.source, box.connector.target))
        yield Element("Figure", box.connector.id, alt=f"“{source}” → “{target}”")


def _anchors(layout: MapLayout, cells: list[_Cells], said: Speech) -> Iterator[Anchor]:
    lanes = [(placed, _line(placed.box.lane.label) or said(words.UNTITLED_LANE)) for placed in layout.lanes]
    for index, stage in enumerate(layout.stages):
        id_ = stage.stage.id
        yield Anchor(_line(stage.stage.name) or "–", f"stage-{id_}", 0, stage.rect.x, stage.rect.y)
        for (placed, name), (filled, _) in zip(lanes, cells, strict=True):
            if index in filled:
                yield Anchor(name, f"cell-{id_}-{placed.box.lane.id}", 1, stage.column.x, placed.y)
    if not layout.stages:
        for placed, name in lanes:
            yield Anchor(name, f"lane-{placed.box.lane.id}", 0, placed.box.label_rect.x, placed.y)


def _line(text: str) -> str:
    return " ".join(text.split())
