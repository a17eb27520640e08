"""Paints a display list with Qt: a `Drawing` or `Group` and a scale go in, ink on a `QPainter` comes out.

What a group needs for painting (paths, brushes, glyph runs) is prepared on its first painting and kept by the group's
identity, so painting again costs little more than the blits. Boxes snap to whole pixels; text never does.
Where the map is small it is painted with less: bars in place of unreadable text, then one flat rectangle a group.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter

from cjm_desktop.drawing.primitives import Drawing, Glyphs, Group, Item
from cjm_desktop.geometry import Rect
from cjm_desktop.model.records import Picture
from cjm_desktop.painters.qt_culling import PlaceIndex
from cjm_desktop.painters.qt_marks import Mark, marks_of
from cjm_desktop.painters.qt_sheet import Sheet, Stores
from cjm_desktop.text.faces import Face

#: Below this scale (pixels a unit) a group with a flat colour is painted as one rectangle.
FLAT_SCALE = 0.27
#: Groups with more items than this find those to paint by an index.
_MANY = 40
#: How many items' preparations are kept.
_MOST_KEPT = 60_000
#: Snapping and antialiasing may put ink this many pixels outside of an item's own rectangle.
SPILL = 2


class QtPainter:
    """Paints display lists; keep one for as long as its drawings are shown."""

    def __init__(self) -> None:
        self._stores = Stores(self._foresee)
        self._prepared: dict[Group, _Prepared] = {}
        self._weight = 0
        self._root: tuple[Drawing, Group] | None = None
        self._foreseen: dict[Face, set[int]] = {}

    def paint(
        self,
        painter: QPainter,
        item: Drawing | Group,
        clip: Rect,
        scale: float,
        pictures: Mapping[str, Picture],
    ) -> None:
        """Paint what of the item shows in `clip` (in the item's own coordinates, for a group: of what holds it).

        The painter must count in device pixels, its origin at the item's origin, shifted by whole pixels and not
        scaled; `scale` is pixels a layout unit. The painter's own clip is respected.
        """
        painter.save()
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        group = self._group_of(item) if isinstance(item, Drawing) else item
        reach = clip.grown(SPILL / scale)
        sheet = Sheet(self._stores, painter, scale, pictures, reach)
        self._paint_group(sheet, group, 0.0, 0.0, reach)
        sheet.flush()
        painter.restore()

    def image(self, drawing: Drawing, size: QSize, pictures: Mapping[str, Picture]) -> QImage:
        """The drawing as large as fits into `size` pixels, on its own ground."""
        scale = min(size.width() / drawing.width, size.height() / drawing.height)
        image = QImage(
            max(1, round(drawing.width * scale)), max(1, round(drawing.height * scale)), QImage.Format.Format_RGB32
        )
        image.fill(QColor(drawing.ground))
        with QPainter(image) as painter:
            self.paint(painter, drawing, Rect(0, 0, drawing.width, drawing.height), scale, pictures)
        return image

    def _group_of(self, drawing: Drawing) -> Group:
        if self._root is None or self._root[0] is not drawing:
            self._root = drawing, Group(0, 0, Rect(0, 0, drawing.width, drawing.height), drawing.items)
            self._foreseen = {}
        return self._root[1]

    def _foresee(self, face: Face) -> Iterable[int]:
        """All glyphs of the face in the drawing that is being painted."""
        if self._root is None:
            return ()
        found = self._foreseen.get(face)
        if found is None:
            found = self._foreseen[face] = set()
            _gather_glyphs(self._root[1].items, face, found)
        return found

    def _paint_group(self, sheet: Sheet, group: Group, x: float, y: float, reach: Rect) -> None:
        """Paint a group that is held at (x, y); `reach` is in the coordinates of what holds it."""
        x, y = x + group.x, y + group.y
        if group.flat is not None and sheet.scale < FLAT_SCALE:
            sheet.flat(group.flat, group.bounds, x, y)
            return
        prepared = self._prepared.get(group)
        if prepared is None:
            prepared = self._prepare(group)
        reach = reach.moved(-group.x, -group.y)
        if group.clip is not None:
            sheet.flush()
            sheet.painter.save()
            sheet.to_pixels()
            sheet.painter.setClipRect(sheet.snapped(group.clip, x, y), Qt.ClipOperation.IntersectClip)
        far = sheet.scale < FLAT_SCALE
        for part in prepared.within(reach):
            if not isinstance(part, Group):
                part.draw(sheet, x, y)
            elif far and part.flat is not None:
                sheet.flat(part.flat, part.bounds, x + part.x, y + part.y)
            elif _shows(part, reach):
                self._paint_group(sheet, part, x, y, reach)
        if group.clip is not None:
            sheet.flush()
            sheet.painter.restore()
            sheet.forget_transform()

    def _prepare(self, group: Group) -> _Prepared:
        prepared = self._prepared[group] = _Prepared(group)
        self._weight += prepared.weight
        if self._weight > _MOST_KEPT:
            for old in list(self._prepared)[: len(self._prepared) // 3]:
                self._weight -= self._prepared.pop(old).weight
        return prepared


def _shows(group: Group, reach: Rect) -> bool:
    bounds = group.bounds
    left, top = group.x + bounds.x, group.y + bounds.y
    return (
        left < reach.x + reach.width
        and top < reach.y + reach.height
        and left + bounds.width > reach.x
        and top + bounds.height > reach.y
    )


def _gather_glyphs(items: Iterable[Item], face: Face, found: set[int]) -> None:
    for item in items:
        if isinstance(item, Group):
            _gather_glyphs(item.items, face, found)
        elif isinstance(item, Glyphs):
            for run in item.line.runs:
                if run.face is face:
                    found.update(run.glyphs)


class _Prepared:
    """What a group paints, in order: prepared marks and groups; where there are many, those that lie in a rectangle."""

    def __init__(self, group: Group) -> None:
        self.weight = len(group.items) + 1
        self._parts: list[Mark | Group] = []
        self._index: PlaceIndex | None = None
        self._marks: dict[int, Mark | Group | None] = {}
        if len(group.items) > _MANY:
            self._index = PlaceIndex(group.items)
        else:
            self._parts = marks_of(group.items)

    def within(self, reach: Rect) -> Iterable[Mark | Group]:
        if self._index is None:
            return self._parts
        found: list[Mark | Group] = []
        for item in self._index.within(reach):
            if isinstance(item, Group):
                found.append(item)
            else:
                if id(item) not in self._marks:
                    self._marks[id(item)] = next(iter(marks_of((item,))), None)
                mark = self._marks[id(item)]
                if mark is not None:
                    found.append(mark)
        return found
