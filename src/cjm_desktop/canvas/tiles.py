"""The tile cache: a display list and a camera go in, the map's pixels on the view come out, painted once and then blitted.

A tile is a square of the map at one scale. Tiles missing at the scale in view are first stood in for by tiles of other
scales, stretched; the real ones follow within the time that a frame has. An edit makes only what it touched stale.
"""

from __future__ import annotations

import math
from collections import Counter, OrderedDict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from time import perf_counter

from PySide6.QtCore import QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPixmap

from cjm_desktop.canvas.camera import Camera
from cjm_desktop.drawing.primitives import Drawing
from cjm_desktop.geometry import Rect
from cjm_desktop.model.records import Picture
from cjm_desktop.painters.qt import SPILL, QtPainter

TILE = 256
#: The longer side of the small picture of the whole map that stands in where nothing better is at hand, in pixels.
_OVERVIEW = 900
_MOST_STALE = 4
_WHOLE = 0, 0, TILE, TILE

Key = tuple[float, int, int]


@dataclass(slots=True)
class _Tile:
    """A tile's pixels, and the parts of it (in its own pixels) that still show an older drawing."""

    pixmap: QPixmap
    stale: list[QRect] = field(default_factory=list)

    def add_stale(self, rect: QRect) -> None:
        self.stale.append(rect)
        if len(self.stale) > _MOST_STALE:
            whole = self.stale[0]
            for other in self.stale[1:]:
                whole = whole.united(other)
            self.stale = [whole]


class TileCache:
    """Tiles of one drawing at several scales, kept up to `budget` bytes; the least recently shown go first."""

    def __init__(self, painter: QtPainter, budget: int = 36 << 20) -> None:
        self.painter = painter
        self.budget = budget
        self.painted = 0  #: tiles or parts of tiles painted so far
        self._drawing: Drawing | None = None
        self._pictures: Mapping[str, Picture] = {}
        self._tiles: OrderedDict[Key, _Tile] = OrderedDict()
        self._scales: Counter[float] = Counter()
        self._overview = 0.0

    def show(
        self, drawing: Drawing, pictures: Mapping[str, Picture], changed: Sequence[Rect] | None, scale: float
    ) -> None:
        """Take another drawing that differs from the last one in `changed` only (None: everywhere).

        Tiles of `scale`, the one in view, go on showing the old until repainted; of other scales they are dropped.
        """
        self._drawing, self._pictures = drawing, pictures
        overview = _OVERVIEW / max(drawing.width, drawing.height, 1.0)
        if overview != self._overview:
            self._drop([key for key in self._tiles if key[0] == self._overview != scale])
            self._overview = overview
        # The largest first: after one that covers a whole tile there is nothing to ask.
        rects = sorted(changed or (), key=lambda rect: -rect.width * rect.height)
        edges = {other: [_edges(rect, other) for rect in rects] for other in self._scales}
        lost: list[Key] = []
        for key, tile in self._tiles.items():
            for part in (_WHOLE,) if changed is None else _touched(key, edges[key[0]]):
                if key[0] not in (scale, self._overview):
                    lost.append(key)
                    break
                tile.add_stale(QRect(*part))
        self._drop(lost)

    @property
    def is_empty(self) -> bool:
        """Whether nothing has been painted yet."""
        return not self._tiles

    @staticmethod
    def square(key: Key) -> QRect:
        """A tile's pixels, from the map's origin."""
        return QRect(key[1] * TILE, key[2] * TILE, TILE, TILE)

    def wanting(self, scale: float, area: QRect) -> list[Key]:
        """The tiles of an area (pixels from the map's origin) that are missing or partly stale, the middle ones first."""
        middle = area.center()
        keys = [key for key in self._keys(scale, area) if (tile := self._tiles.get(key)) is None or tile.stale]
        keys.sort(
            key=lambda key: abs(key[1] * TILE + TILE // 2 - middle.x()) + abs(key[2] * TILE + TILE // 2 - middle.y())
        )
        return keys

    def stale_in(self, scale: float, area: QRect) -> bool:
        """Whether something in the area shows an older drawing."""
        return any((tile := self._tiles.get(key)) is not None and tile.stale for key in self._keys(scale, area))

    def refine(self, keys: Iterable[Key], until: float) -> list[Key]:
        """Paint tiles, in order, until the clock (`perf_counter`) shows `until`; at least one. Returns those painted."""
        done: list[Key] = []
        for key in keys:
            self._paint_tile(key)
            done.append(key)
            if perf_counter() >= until:
                break
        self._trim()
        return done

    def overview_keys(self) -> list[Key]:
        """What is missing or stale of the small picture of the whole map."""
        if self._drawing is None:
            return []
        s = self._overview
        area = QRect(0, 0, math.ceil(self._drawing.width * s), math.ceil(self._drawing.height * s))
        return self.wanting(s, area)

    def blit(self, painter: QPainter, camera: Camera, parts: Iterable[QRect]) -> None:
        """Put the map onto `parts` of the view (device pixels, in which the painter counts): page only, no surroundings."""
        if self._drawing is None:
            return
        page = self.page(camera)
        ox, oy = camera.origin
        for part in parts:
            wanted = part & page
            if wanted.isEmpty():
                continue
            area = wanted.translated(-ox, -oy)
            here: list[tuple[Key, _Tile]] = []
            complete = True
            for key in self._keys(camera.scale, area):
                tile = self._tiles.get(key)
                if tile is None:
                    complete = False
                else:
                    here.append((key, tile))
            if not complete:
                painter.fillRect(wanted, QColor(self._drawing.ground))
                painter.save()
                # A tile at another scale reaches beyond the page's edge and beyond what is painted now.
                painter.setClipRect(wanted, Qt.ClipOperation.IntersectClip)
                for scale in self._stand_ins(camera.scale):
                    self._stretch(painter, camera, scale, wanted)
                painter.restore()
            for key, tile in here:
                self._tiles.move_to_end(key)
                square = self.square(key)
                shown = square & area
                painter.drawPixmap(shown.topLeft() + QPoint(ox, oy), tile.pixmap, shown.translated(-square.topLeft()))

    def page(self, camera: Camera) -> QRect:
        """The page in the view's pixels."""
        if self._drawing is None:
            return QRect()
        x, y = camera.origin
        width = math.floor(self._drawing.width * camera.scale + 0.5)
        height = math.floor(self._drawing.height * camera.scale + 0.5)
        return QRect(x, y, width, height)

    def _keys(self, scale: float, area: QRect) -> Iterator[Key]:
        """The tiles of an area, as far as the page reaches."""
        if self._drawing is None:
            return
        right = min(area.right(), math.ceil(self._drawing.width * scale))
        bottom = min(area.bottom(), math.ceil(self._drawing.height * scale))
        for row in range(max(0, area.top()) // TILE, bottom // TILE + 1):
            for column in range(max(0, area.left()) // TILE, right // TILE + 1):
                yield scale, column, row

    def _paint_tile(self, key: Key) -> None:
        assert self._drawing is not None
        scale, column, row = key
        tile = self._tiles.get(key)
        if tile is None:
            tile = self._tiles[key] = _Tile(QPixmap(TILE, TILE))
            tile.pixmap.fill(QColor(self._drawing.ground))
            tile.stale = [QRect(*_WHOLE)]
            self._scales[scale] += 1
        self.painted += 1
        stale, tile.stale = tile.stale, []
        with QPainter(tile.pixmap) as painter:
            for rect in stale:
                painter.resetTransform()
                painter.setClipRect(rect)
                painter.fillRect(rect, QColor(self._drawing.ground))
                painter.translate(-column * TILE, -row * TILE)
                clip = Rect(
                    (column * TILE + rect.x()) / scale,
                    (row * TILE + rect.y()) / scale,
                    rect.width() / scale,
                    rect.height() / scale,
                )
                self.painter.paint(painter, self._drawing, clip, scale, self._pictures)

    def _stand_ins(self, scale: float) -> list[float]:
        """Other scales that have tiles, the worst first: what is closest to the wanted scale is painted last."""
        others = [other for other in self._scales if other != scale]
        others.sort(key=lambda other: abs(math.log(other / scale)))
        best = others[:2]
        if self._overview in others and self._overview not in best:
            best.append(self._overview)
        return best[::-1]

    def _stretch(self, painter: QPainter, camera: Camera, scale: float, wanted: QRect) -> None:
        share = camera.scale / scale
        ox, oy = camera.origin
        area = QRectF(wanted).translated(-ox, -oy)
        small = QRectF(area.x() / share, area.y() / share, area.width() / share, area.height() / share).toAlignedRect()
        for key in self._keys(scale, small):
            tile = self._tiles.get(key)
            if tile is not None:
                side = TILE * share
                target = QRectF(ox + key[1] * side, oy + key[2] * side, side, side)
                painter.drawPixmap(target, tile.pixmap, QRectF(0, 0, TILE, TILE))

    def _drop(self, keys: Iterable[Key]) -> None:
        for key in keys:
            if self._tiles.pop(key, None) is not None:
                self._scales[key[0]] -= 1
                if not self._scales[key[0]]:
                    del self._scales[key[0]]

    def _trim(self) -> None:
        """Forget the tiles shown longest ago, never the small picture of the whole map."""
        excess = len(self._tiles) - self.budget // (TILE * TILE * 4)
        if excess > 0:
            old = (key for key in list(self._tiles) if key[0] != self._overview)
            self._drop([key for key, _ in zip(old, range(excess), strict=False)])


def _edges(rect: Rect, scale: float) -> tuple[int, int, int, int]:
    """Left, top, and one beyond right and bottom of the pixels that something in `rect` may touch."""
    left, top = max(rect.x * scale, -1e8), max(rect.y * scale, -1e8)
    right, bottom = min(rect.right * scale, 1e8), min(rect.bottom * scale, 1e8)
    return math.floor(left) - SPILL, math.floor(top) - SPILL, math.ceil(right) + SPILL, math.ceil(bottom) + SPILL


def _touched(key: Key, edges: Iterable[tuple[int, int, int, int]]) -> Iterator[tuple[int, int, int, int]]:
    """What of a tile rectangles cover (left, top, width, height, from its corner), up to one that covers all of it."""
    x, y = key[1] * TILE, key[2] * TILE
    for left, top, right, bottom in edges:
        left, top, right, bottom = max(left - x, 0), max(top - y, 0), min(right - x, TILE), min(bottom - y, TILE)
        if left < right and top < bottom:
            part = left, top, right - left, bottom - top
            yield part
            if part == _WHOLE:
                return
