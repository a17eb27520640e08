"""Parts of drawings: what shows in a part is in it, what does not is not, and where it stands is where it stood."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import pytest
from PIL import ImageChops

from cjm_desktop.drawing.crop import cropped
from cjm_desktop.drawing.draw import Drawer
from cjm_desktop.drawing.primitives import Anchor, Drawing, Glyphs, Group, Item, Link, Shape
from cjm_desktop.geometry import Rect
from cjm_desktop.layout.engine import LayoutEngine
from cjm_desktop.painters.pages import Page, Part
from cjm_desktop.painters.pdf import paint_pages
from cjm_desktop.text.engine import default_engine
from cjm_desktop.theme import LIGHT
from tests.maps import random_map
from tests.painters.pdf_reading import drawing, raster, text


def whole(seed: int) -> Drawing:
    return Drawer(LIGHT).draw(LayoutEngine(default_engine()).layout(random_map(seed, cards=60)))


def walk(items: Sequence[Item]) -> Iterator[Item]:
    for item in items:
        yield item
        if isinstance(item, Group):
            yield from walk(item.items)


@pytest.mark.parametrize("seed", [1, 2])
@pytest.mark.parametrize("part", [Rect(0, 0, 400, 300), Rect(333, 217, 251, 189), Rect(100, 0, 60, 900)])
def test_a_part_looks_like_the_same_part_of_the_whole(seed: int, part: Rect) -> None:
    map_ = whole(seed)
    pictures = random_map(seed, cards=60).pictures
    size = part.size
    alone = paint_pages([Page(size, "#ffffff", (Part(cropped(map_, part)),))], pictures=pictures)
    from_whole = paint_pages([Page(size, "#ffffff", (Part(map_, -part.x, -part.y),))], pictures=pictures)
    apart = ImageChops.difference(raster(alone, 2), raster(from_whole, 2)).convert("L").histogram()
    assert sum(apart[24:]) <= sum(apart) * 0.001


def test_far_things_are_left_out_and_near_ones_are_the_very_same() -> None:
    map_ = whole(1)
    part = Rect(150, 200, 300, 200)
    kept = cropped(map_, part)
    assert sum(isinstance(item, Glyphs) for item in walk(kept.items)) < sum(
        isinstance(item, Glyphs) for item in walk(map_.items)
    )
    groups = {id(item) for item in walk(map_.items) if isinstance(item, Group)}
    assert any(id(item) in groups for item in walk(kept.items) if isinstance(item, Group))
    assert (kept.width, kept.height, kept.ground) == (300, 200, map_.ground)
    (group,) = kept.items
    assert isinstance(group, Group)
    assert group.clip == part


def test_links_end_at_the_edge_and_anchors_belong_to_one_part() -> None:
    items = (
        Link("https://a.b/", Rect(80, 10, 40, 10), "A"),
        Link("https://far.off/", Rect(150, 10, 40, 10)),
        Anchor("In", "in", 0, 50, 50),
        Anchor("Shared", "shared", 0, 95, 50),
    )
    kept = cropped(drawing(*items), Rect(0, 0, 100, 100), Rect(0, 0, 90, 100))
    (link,) = [item for item in walk(kept.items) if isinstance(item, Link)]
    assert link == Link("https://a.b/", Rect(80, 10, 20, 10), "A")
    assert [item.key for item in walk(kept.items) if isinstance(item, Anchor)] == ["in"]


def test_a_line_of_text_at_the_edge_stays() -> None:
    line = text("half of this is seen", x=10, y=95)
    assert [item for item in walk(cropped(drawing(line), Rect(0, 0, 100, 100)).items) if isinstance(item, Glyphs)]
    assert not [item for item in walk(cropped(drawing(line), Rect(0, 0, 100, 60)).items) if isinstance(item, Glyphs)]


def test_a_line_of_which_nothing_shows_is_left_out() -> None:
    """Or a search would find it where nobody sees it."""

    def kept(words: str, part: Rect) -> bool:
        line = text(words, x=10, y=50)
        return any(isinstance(item, Glyphs) for item in walk(cropped(drawing(line), part, Rect(0, 0, 0, 0)).items))

    (glyphs,) = (item for item in walk((text("acorn", x=10, y=50),)) if isinstance(item, Glyphs))
    baseline = 50 + glyphs.y
    for words, descends in (("acorn", False), ("gypsy", True)):
        assert kept(words, Rect(0, 0, 100, baseline))
        assert not kept(words, Rect(0, 0, 100, baseline - 8))
        assert kept(words, Rect(0, baseline + 1, 100, 20)) == descends
        assert not kept(words, Rect(0, baseline + 4, 100, 20))
        assert not kept(words, Rect(0, 40, 9.9, 30))
        assert kept(words, Rect(0, 40, 14, 30))


def test_a_shape_within_is_kept_whole() -> None:
    shape = Shape(Rect(10, 10, 20, 20), 0, "#ff0000")
    assert shape in list(walk(cropped(drawing(shape), Rect(15, 15, 5, 5)).items))
    assert shape not in list(walk(cropped(drawing(shape), Rect(40, 40, 5, 5)).items))
