"""Slides as display lists: all but what is spoken of behind a veil, and the colours of a projector."""

from __future__ import annotations

import pytest

from cjm_desktop.drawing.draw import Drawer
from cjm_desktop.drawing.faded import faded
from cjm_desktop.drawing.primitives import Drawing, Glyphs, Group, Item, Shape
from cjm_desktop.drawing.slides import SlideDrawer, body_of
from cjm_desktop.layout.engine import LayoutEngine
from cjm_desktop.layout.slides import SlideBox, SlideSetter, screen_sizes
from cjm_desktop.model.journey import Journey
from cjm_desktop.model.walkthrough import cells_by_stage
from cjm_desktop.templates import load_template
from cjm_desktop.text.engine import default_engine
from cjm_desktop.theme import PROJECTOR, contrast

STAGE = "stage-delivery"


@pytest.fixture(scope="module")
def journey() -> Journey:
    return load_template("current-state")


@pytest.fixture(scope="module")
def slide(journey: Journey) -> SlideBox:
    cells = cells_by_stage(journey)[STAGE]
    return SlideSetter(default_engine()).slides(journey, cells, STAGE, screen_sizes(16 / 9))[0]


def groups(drawing: Drawing) -> dict[str, Group]:
    return {item.key: item for item in drawing.items if isinstance(item, Group) and item.key}


def inks(items: tuple[Item, ...]) -> set[str]:
    found: set[str] = set()
    for item in items:
        if isinstance(item, Group):
            found |= inks(tuple(item.items))
        elif isinstance(item, Glyphs):
            found.add(item.colour)
    return found


def test_only_what_is_spoken_of_is_plain(slide: SlideBox) -> None:
    drawer = SlideDrawer(PROJECTOR)
    whole = groups(drawer.draw(slide))
    for thing in slide.things:
        one = groups(drawer.draw(slide, thing))
        for id_ in slide.things:
            assert (inks(one[id_].items) == inks(whole[id_].items)) == (id_ == thing), (thing, id_)
        assert inks(one[thing].items) - {faded(PROJECTOR).text} == inks(one[thing].items)


def test_what_does_not_change_is_the_same_group(slide: SlideBox) -> None:
    drawer = SlideDrawer(PROJECTOR)
    first, *rest = slide.things
    whole, again = groups(drawer.draw(slide)), groups(drawer.draw(slide))
    one = groups(drawer.draw(slide, first))
    cards = [id_ for id_ in slide.things if id_.startswith("card")]
    assert all(again[id_] is whole[id_] for id_ in cards)
    assert one[first] is whole[first]
    assert one[STAGE] is not None
    assert all(one[id_] is not whole[id_] for id_ in cards if id_ in rest)


def test_a_map_without_what_stands_above_its_stages(journey: Journey) -> None:
    layout = LayoutEngine(default_engine()).layout(journey)
    whole = Drawer(PROJECTOR).draw(layout)
    body = body_of(whole, layout)
    assert body.height == pytest.approx(whole.height - layout.stages_rect.y + 1.0)
    (group,) = body.items
    assert isinstance(group, Group)
    keys = {item.key for item in group.items if isinstance(item, Group)}
    assert set(journey.stages) | set(journey.lanes) <= keys
    assert not any(isinstance(item, Shape) for item in group.items)
    assert len(group.items) == len(whole.items) - 2, "all but the ground and the header"


def test_the_projector_is_read_from_the_back() -> None:
    theme = PROJECTOR
    grounds = [theme.page, theme.surface, theme.surface_soft, *(accent.pale for accent in theme.accents.values())]
    for ground in grounds:
        assert contrast(theme.text, ground) >= 14
        assert contrast(theme.text_muted, ground) >= 7
    assert contrast(theme.border, theme.page) >= 3, "edges are seen as well"
    assert all(contrast(accent.strong, theme.page) >= 3 for accent in theme.accents.values())
    assert all(contrast(accent.text, accent.pale) >= 7 for accent in theme.accents.values())
    assert all(contrast(colour, theme.page) >= 4.5 for colour in theme.persona_colours)
    for word in ("positive", "negative"):
        assert contrast(getattr(theme, f"{word}_text"), getattr(theme, f"{word}_pale")) >= 6
