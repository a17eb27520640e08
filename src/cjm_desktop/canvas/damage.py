"""What an edit changed on the picture: two display lists go in, the rectangles of the map that differ come out.

A drawer hands out the same `Group` for what did not change, so whole lanes and cards are skipped by identity.
"""

from __future__ import annotations

import heapq
from collections.abc import Iterator, Sequence

from cjm_desktop.drawing.primitives import Drawing, Group, Item, Shape
from cjm_desktop.geometry import Rect
from cjm_desktop.painters.qt_culling import ink_of

#: More rectangles than this are gathered into fewer.
_MOST = 48
#: In so many of the largest (lanes that moved) the others are looked for.
_LARGE = 6
#: Of more groups than this (all cards of a map at once) the whole is taken for changed: they are not looked into.
_LOOKED_INTO = 100


def damage(old: Drawing, new: Drawing) -> tuple[Rect, ...]:
    """The rectangles, in map coordinates, outside of which the two drawings look alike."""
    everything = Rect(0, 0, max(old.width, new.width), max(old.height, new.height))
    if old.ground != new.ground:
        return (everything,)
    found = [
        *_edges(old, new),
        *_differences(_above_ground(old), _above_ground(new), 0.0, 0.0, iter(range(_LOOKED_INTO))),
    ]
    inked = (rect for rect in found if rect.width > 0 and rect.height > 0)
    return _gathered(list(dict.fromkeys(inked)))


def _above_ground(drawing: Drawing) -> Sequence[Item]:
    """The items without a first one that only fills the page: it changes with every change of the page's size."""
    first = drawing.items[0] if drawing.items else None
    page = Rect(0, 0, drawing.width, drawing.height)
    return drawing.items[1:] if first == Shape(page, 0, drawing.ground) else drawing.items


def _edges(old: Drawing, new: Drawing) -> Iterator[Rect]:
    """The strips by which one page is larger than the other."""
    width, height = max(old.width, new.width), max(old.height, new.height)
    if old.width != new.width:
        least = min(old.width, new.width)
        yield Rect(least, 0, width - least, height)
    if old.height != new.height:
        least = min(old.height, new.height)
        yield Rect(0, least, width, height - least)


def _differences(old: Sequence[Item], new: Sequence[Item], x: float, y: float, looks: Iterator[int]) -> Iterator[Rect]:
    """Rectangles that differ between two lists of items held at (x, y); each group looked into takes one of `looks`."""
    start, old_end, new_end = 0, len(old), len(new)
    while start < old_end and start < new_end and _same(old[start], new[start]):
        start += 1
    while old_end > start and new_end > start and _same(old[old_end - 1], new[new_end - 1]):
        old_end, new_end = old_end - 1, new_end - 1
    if start == old_end and start == new_end:
        return
    rest_old, rest_new = old[start:old_end], new[start:new_end]
    kept = {id(item) for item in rest_old} & {id(item) for item in rest_new}
    if [id(item) for item in rest_old if id(item) in kept] != [id(item) for item in rest_new if id(item) in kept]:
        # Some items stand before others now: what lies on top may differ wherever they lie.
        kept = set()
    changed_old = [item for item in rest_old if id(item) not in kept]
    changed_new = [item for item in rest_new if id(item) not in kept]
    partners: dict[str, list[Group]] = {}
    for item in reversed(changed_old):
        if isinstance(item, Group):
            partners.setdefault(item.key, []).append(item)
    paired: set[int] = set()
    for item in changed_new:
        # Groups of one key are partners in their order; those without a key as well.
        if isinstance(item, Group) and partners.get(item.key):
            before = partners[item.key].pop()
            if _same_place(before, item) and next(looks, None) is not None:
                paired.add(id(before))
                yield from _differences(before.items, item.items, x + item.x, y + item.y, looks)
                continue
        yield from _ink(item, x, y)
    for item in changed_old:
        if id(item) not in paired:
            yield from _ink(item, x, y)


def _same(a: Item, b: Item) -> bool:
    """Alike by identity; leaves that are small to compare also by value."""
    if a is b:
        return True
    return not isinstance(a, Group) and not isinstance(b, Group) and a == b


def _same_place(a: Group, b: Group) -> bool:
    """Whether something in the two groups may look alike: they stand, and their ink begins, in the same place."""
    if (a.x, a.y, a.bounds.x, a.bounds.y, a.clip, a.flat) != (b.x, b.y, b.bounds.x, b.bounds.y, b.clip, b.flat):
        return False
    return a.flat is None or a.bounds == b.bounds


def _ink(item: Item, x: float, y: float) -> Iterator[Rect]:
    ink = ink_of(item)
    if ink is not None:
        yield ink.moved(x, y)


def _gathered(rects: list[Rect]) -> tuple[Rect, ...]:
    """At most a few dozen rectangles that hold all; what lies in large ones goes, then neighbours in the list are joined."""
    if len(rects) > _MOST:
        large = heapq.nlargest(_LARGE, rects, key=lambda rect: rect.width * rect.height)
        rects = [*large, *(rect for rect in rects if not any(_holds(other, rect) for other in large))]
    while len(rects) > _MOST:
        rects = [rects[n].united(rects[n + 1]) if n + 1 < len(rects) else rects[n] for n in range(0, len(rects), 2)]
    return tuple(rects)


def _holds(a: Rect, b: Rect) -> bool:
    return a.x <= b.x and a.y <= b.y and b.x + b.width <= a.x + a.width and b.y + b.height <= a.y + a.height
