"""A map in, the sheets of a poster out: tiles that share a strip, to be trimmed at their marks and put together.

A seam is where two tiles meet once they are trimmed. Each tile shows half of the overlap beyond its seams, and may show
again, before its part of the map, the stages above and the lanes beside it; both are trimmed away.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from cjm_desktop.drawing.crop import cropped
from cjm_desktop.drawing.off_page import continued_group
from cjm_desktop.drawing.primitives import Drawing
from cjm_desktop.drawing.tiles import KEY_HEIGHT, MARK, Neighbours, key_drawing, marks_drawing
from cjm_desktop.exporting.content import Content
from cjm_desktop.exporting.cuts import cuts
from cjm_desktop.exporting.furniture import Furniture, Sheet, lettered
from cjm_desktop.exporting.obstacles import Obstacles
from cjm_desktop.exporting.options import ExportOptions
from cjm_desktop.geometry import Rect, Size
from cjm_desktop.layout.boxes import MapLayout
from cjm_desktop.layout.columns import LABEL_GAP
from cjm_desktop.painters.pages import Part
from cjm_desktop.text.engine import default_engine
from cjm_desktop.text.lines import TextStyle

#: How far ink reaches beyond what it belongs to.
INK = 4.0
#: More sheets than that nobody puts together.
MOST_SHEETS = 1_000
#: What a poster is set in unless somebody says otherwise, from the largest to what is no smaller than on a screen.
_SCALES = (1.25, 1.2, 1.15, 1.1, 1.05, 1.0, 0.95, 0.9, 0.85)
_GAP = 5.0  #: points between what is shown again and the tile's part of the map
_KEY = KEY_HEIGHT + MARK
_REPEATED = 0.45  #: of a tile, the most that is shown again
_NAME = TextStyle(11.0, 700, leading=1.2)
_NOTHING = Rect(0, 0, 0, 0)  #: what is read of the map where it is shown again


@dataclass(frozen=True, slots=True)
class Tile:
    """A part of the map: `own` up to its seams, `seen` with its share of the overlaps; where on the sheet it stands.

    `sheet` is where `seen` lies on the sheet, in points.
    """

    row: int
    column: int
    own: Rect
    seen: Rect
    sheet: Rect
    stages_again: Rect | None = None  #: the parts of the map that are shown again
    lanes_again: Rect | None = None
    empty: bool = False

    @property
    def name(self) -> str:
        """Rows have letters, columns numbers: "A1" is the first."""
        return f"{lettered(self.row)}{self.column + 1}"


@dataclass(frozen=True, slots=True)
class Poster:
    """How a map is cut into tiles on sheets of `size` points, `scale` points a layout unit; row by row."""

    size: Size
    scale: float
    rows: int
    columns: int
    tiles: tuple[Tile, ...]

    @property
    def sheets(self) -> tuple[Tile, ...]:
        """The tiles that are printed."""
        return tuple(tile for tile in self.tiles if not tile.empty)


class TooManySheetsError(ValueError):
    """The poster would have more sheets than anybody puts together."""


def poster_of(content: Content, options: ExportOptions, furniture: Furniture) -> Poster:
    """The poster on paper laid so that it takes the fewest sheets, and as large as these allow.

    TooManySheetsError where those are too many.
    """
    tiler = _Tiler(content, options, furniture)
    scales = _SCALES if options.map_scale is None else (options.map_scale,)
    found = [tiler.poster(size, scale) for size in options.papers().values() for scale in scales]
    return min(found, key=lambda poster: (len(poster.sheets), -poster.scale))


def poster_sheets(
    content: Content, options: ExportOptions, furniture: Furniture, done: Callable[[float], None] | None = None
) -> Iterator[Sheet]:
    """The sheets of the poster; those without content only where `options.skip_empty` does not leave them out."""
    poster = poster_of(content, options, furniture)
    sheets = poster.sheets
    for number, tile in enumerate(sheets):
        if done is not None:
            done(number / len(sheets))
        yield Sheet(
            poster.size, tuple(_parts(content, options, furniture, poster, tile)), furniture.margin(poster.size)
        )


class _Tiler:
    """Cuts one map into tiles."""

    def __init__(self, content: Content, options: ExportOptions, furniture: Furniture) -> None:
        self._layout, self._options, self._furniture = content.layout, options, furniture
        self._whole = inked(content.layout)
        obstacles = Obstacles(content.layout)
        self._across, self._down = obstacles.across(), obstacles.down()
        stages = content.layout.stages
        self._between_stages = [(one.rect.right + next_.rect.x) / 2 for one, next_ in pairwise(stages)]
        self._between_lanes = content.layout.hairlines
        self._ink = tuple(_worth_a_sheet(content.layout, obstacles))

    def poster(self, size: Size, scale: float) -> Poster:
        """The poster in tiles of this paper."""
        options, layout, whole = self._options, self._layout, self._whole
        room = tile_room(self._furniture, size)
        wide, high, half = room.width / scale, room.height / scale, options.overlap / scale / 2
        lanes, stages = _lanes_strip(layout), _stages_strip(layout)
        gap = _GAP / scale
        repeats = options.repeat_headers and bool(layout.lanes or layout.stages)
        beside = lanes.width + gap if repeats and lanes.width + gap <= _REPEATED * wide else 0.0
        above = stages.height + gap if repeats and stages.height + gap <= _REPEATED * high else 0.0
        half = min(half, wide / 8, high / 8)

        def width(left: float) -> float:
            taken = beside if left >= layout.body.x - LABEL_GAP else 0.0
            return wide - taken - (half if left > whole.x else 0.0) - half

        def height(top: float) -> float:
            taken = above if top >= layout.stages_rect.bottom else 0.0
            return high - taken - (half if top > whole.y else 0.0) - half

        most = (whole.width / width(layout.body.x)) * (whole.height / height(layout.body.y))
        if most > MOST_SHEETS:
            raise TooManySheetsError(
                f"the poster would have about {most:,.0f} sheets; choose larger paper or a smaller scale"
            )
        xs = cuts(whole.x, whole.right, width, self._across, self._between_stages, spare=half)
        ys = cuts(whole.y, whole.bottom, height, self._down, self._between_lanes, spare=half)
        filled = self._filled(xs, ys) if options.skip_empty else frozenset()
        tiles = []
        for row, (top, bottom) in enumerate(pairwise(ys)):
            for column, (left, right) in enumerate(pairwise(xs)):
                own = Rect(left, top, right - left, bottom - top)
                x, y = max(whole.x, left - half), max(whole.y, top - half)
                seen = Rect(x, y, min(whole.right, right + half) - x, min(whole.bottom, bottom + half) - y)
                again = above if top >= layout.stages_rect.bottom else 0.0
                aside = beside if left >= layout.body.x - LABEL_GAP else 0.0
                sheet = Rect(room.x + aside * scale, room.y + again * scale, seen.width * scale, seen.height * scale)
                lane_top = max(seen.y, layout.stages_rect.bottom)
                lane_bottom = min(seen.bottom, layout.body.bottom + INK)
                tiles.append(
                    Tile(
                        row,
                        column,
                        own,
                        seen,
                        sheet,
                        Rect(seen.x, stages.y, seen.width, stages.height) if again else None,
                        Rect(lanes.x, lane_top, lanes.width, lane_bottom - lane_top)
                        if aside and lane_bottom > lane_top
                        else None,
                        options.skip_empty and (row, column) not in filled,
                    )
                )
        if all(tile.empty for tile in tiles):  # a map without anything has a sheet all the same
            tiles[0] = replace(tiles[0], empty=False)
        return Poster(size, scale, len(ys) - 1, len(xs) - 1, tuple(tiles))

    def _filled(self, xs: Sequence[float], ys: Sequence[float]) -> frozenset[tuple[int, int]]:
        """Row and column of the tiles on which something stands."""
        found: set[tuple[int, int]] = set()
        for rect in self._ink:
            if rect.width > 0 and rect.height > 0:
                columns = range(max(0, bisect_right(xs, rect.x) - 1), bisect_left(xs, rect.right))
                rows = range(max(0, bisect_right(ys, rect.y) - 1), bisect_left(ys, rect.bottom))
                found.update((row, column) for row in rows for column in columns)
        return frozenset(found)


def inked(layout: MapLayout) -> Rect:
    """All of a map that has ink: the map without the blank margin around it."""
    left, right = layout.header.rect.x - INK, layout.body.right + INK
    texts = [text.rect.bottom for text in (*layout.footer, *(text for _, _, text in layout.legend))]
    top = layout.header.rect.y - INK
    bottom = min(layout.size.height, max([layout.body.bottom, *texts]) + INK)
    return Rect(left, top, right - left, bottom - top)


def tile_room(furniture: Furniture, size: Size) -> Rect:
    """What a tile may take of a sheet: what head and foot leave, less the key of tiles."""
    room = furniture.room(size)
    above = MARK if furniture.head else 0.0  # else the marks stand in the margin
    return Rect(room.x, room.y + above, room.width, room.height - above - _KEY)


def _lanes_strip(layout: MapLayout) -> Rect:
    left = layout.header.rect.x - INK
    return Rect(left, layout.body.y, layout.body.x - LABEL_GAP / 2 - left, layout.body.height)


def _stages_strip(layout: MapLayout) -> Rect:
    band = layout.stages_rect
    top = band.y if layout.ruler is None else min([layout.ruler.y, *(mark.y for mark in layout.ruler.marks)])
    return Rect(band.x, top - 1.0, band.width, band.bottom + 2.0 - (top - 1.0))


def _worth_a_sheet(layout: MapLayout, obstacles: Obstacles) -> Iterator[Rect]:
    """Where something stands for which a sheet is printed."""
    yield from obstacles.all()
    yield from (lane.box.label_rect.moved(0, lane.y) for lane in layout.lanes)
    for connector in layout.connectors:
        for start, end in pairwise(connector.points):
            x, y = min(start.x, end.x), min(start.y, end.y)
            yield Rect(x, y, abs(start.x - end.x), abs(start.y - end.y)).grown(1.0)
    for lane in layout.lanes:
        for curve in lane.box.emotion.curves if lane.box.emotion is not None else ():
            for start, steps in curve.pieces:
                for one, two, end in steps:
                    xs, ys = (start.x, one.x, two.x, end.x), (start.y, one.y, two.y, end.y)
                    yield Rect(min(xs), lane.y + min(ys), max(xs) - min(xs), max(ys) - min(ys)).grown(1.0)
                    start = end


def _parts(
    content: Content, options: ExportOptions, furniture: Furniture, poster: Poster, tile: Tile
) -> Iterator[Part]:
    scale, sheet = poster.scale, tile.sheet
    room = tile_room(furniture, poster.size)
    yield Part(cropped(content.drawing, tile.seen, tile.own), sheet.x, sheet.y, scale)
    if tile.stages_again is not None:
        yield Part(cropped(content.drawing, tile.stages_again, _NOTHING), sheet.x, room.y, scale, outline=False)
    if tile.lanes_again is not None:
        lane_top = sheet.y + (tile.lanes_again.y - tile.seen.y) * scale
        yield Part(cropped(content.drawing, tile.lanes_again, _NOTHING), room.x, lane_top, scale, outline=False)
        # The names of lanes that begin above. In the first column, which stays when it is trimmed, they would stand twice.
        again, top = tile.lanes_again, max(tile.lanes_again.y, tile.own.y)
        area = Rect(again.x, top, again.width, again.bottom - top)
        names = Drawing(*area.size, content.theme.page, (continued_group(content.layout, area, content.theme),))
        yield Part(names, room.x, lane_top + (top - again.y) * scale, scale, outline=False)
    trimmed = Rect(
        sheet.x + (tile.own.x - tile.seen.x) * scale,
        sheet.y + (tile.own.y - tile.seen.y) * scale,
        tile.own.width * scale,
        tile.own.height * scale,
    )
    shown = Rect(room.x, room.y, sheet.right - room.x, sheet.bottom - room.y)
    beside = Neighbours(tile.column > 0, tile.row > 0, tile.column + 1 < poster.columns, tile.row + 1 < poster.rows)
    if options.crop_marks:
        yield Part(marks_drawing(poster.size, shown, trimmed, beside, content.theme), outline=False)
    taken: Sequence[tuple[int, int]] = [(one.row, one.column) for one in poster.sheets]
    if poster.rows * poster.columns > 1:
        block = default_engine().block(tile.name, _NAME, room.width)
        key = key_drawing(block, (tile.row, tile.column), poster.rows, poster.columns, taken, room.width, content.theme)
        yield Part(key, room.x, room.bottom + (_KEY - KEY_HEIGHT), outline=False)
