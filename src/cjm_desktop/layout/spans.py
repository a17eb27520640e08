"""Where a part of a text stands on the map: a layout, a thing and a range of its text go in; rectangles come out."""

from __future__ import annotations

from collections.abc import Iterator

from cjm_desktop.geometry import Rect
from cjm_desktop.layout.boxes import MapLayout, PlacedText
from cjm_desktop.layout.finding import TITLE
from cjm_desktop.text.lines import GlyphRun, TextLine


def main_text(layout: MapLayout, id_: str) -> PlacedText | None:
    """The first text of a thing as it stands on the map; None where it shows none."""
    if id_ == TITLE:
        return layout.header.title
    for lane in layout.lanes:
        card = lane.box.card_by_id.get(id_)
        if card is not None:
            return card.text.moved(0, lane.y)
        point = lane.box.point_by_id.get(id_)
        if point is not None:
            return None if point.label is None else point.label.moved(0, lane.y)
        if lane.box.lane.id == id_:
            return lane.box.label.moved(0, lane.y)
    for stage in layout.stages:
        if stage.stage.id == id_:
            return stage.name
    for persona in layout.header.personas:
        if persona.persona.id == id_ and persona.texts:
            return persona.texts[0][1]
    for line in layout.lines:
        if line.line.id == id_:
            return line.label
    return next((box.label for box in layout.connectors if box.connector.id == id_), None)


def span_rects(placed: PlacedText, start: int, end: int) -> tuple[Rect, ...]:
    """One rectangle a line for the characters from `start` to `end` of a placed text, in the text's own coordinates.

    A line of mixed directions is marked as a whole: its parts do not stand in one piece.
    """
    found = []
    top = placed.y
    lines = placed.block.lines
    for n, line in enumerate(lines):
        bottom = placed.y + (placed.block.height if n + 1 == len(lines) else _foot(placed, n))
        low, high = max(start, line.start) - line.start, min(end, line.end) - line.start
        high = min(high, len(line.text))
        if low < high:
            left = placed.x + (placed.width - line.width if line.rtl else 0.0)
            x1, x2 = _extent(line, low, high)
            found.append(Rect(left + x1, top, x2 - x1, bottom - top))
        top = bottom
    return tuple(found)


def _foot(placed: PlacedText, n: int) -> float:
    """The lower edge of a line that is not the last: in the middle of the lead between its baseline and the next one's."""
    lines, size = placed.block.lines, placed.block.style.size
    pitch = lines[n + 1].baseline - lines[n].baseline
    return lines[n].baseline + pitch - size * 0.93


def _extent(line: TextLine, low: int, high: int) -> tuple[float, float]:
    """From where to where on the line the characters from `low` to `high` reach."""
    runs = list(_in_text_order(line))
    if not runs:
        return 0.0, line.width
    edges = [edge for run, at in runs for edge in _edges(run, at, low, high)]
    return (min(edges), max(edges)) if edges else (0.0, line.width)


def _in_text_order(line: TextLine) -> Iterator[tuple[GlyphRun, int]]:
    """The runs with where their text begins in the line's; nothing where they do not follow one another in it."""
    for runs in (line.runs, tuple(reversed(line.runs))):
        if "".join(run.text for run in runs).rstrip() == line.text.rstrip():
            at = 0
            for run in runs:
                yield run, at
                at += len(run.text)
            return


def _edges(run: GlyphRun, at: int, low: int, high: int) -> Iterator[float]:
    """The left and right edges of the glyphs whose clusters begin from `low` to `high`; a ligature counts as a whole."""
    if at >= high or at + len(run.text) <= low:
        return
    starts = sorted(set(run.clusters))
    first = max((start for start in starts if start <= low - at), default=starts[0] if starts else 0)
    x, scale = run.x, run.size / run.face.units_per_em
    for cluster, advance in zip(run.clusters, run.advances, strict=True):
        width = advance * scale
        if first <= cluster < high - at:
            yield x
            yield x + width
        x += width
