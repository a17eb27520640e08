"""Dimmed cards: drawn in fainter colours, alike on screen and paper, and only those that change are drawn anew."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from cjm_desktop.drawing.draw import Drawer
from cjm_desktop.drawing.faded import faded
from cjm_desktop.drawing.primitives import Drawing, Group, Image, Item
from cjm_desktop.editing.views import new_view
from cjm_desktop.exporting import ExportOptions, export_pdf
from cjm_desktop.layout.engine import LayoutEngine
from cjm_desktop.model.journey import Journey, Table
from cjm_desktop.model.records import Card, Lane, LaneKind, Stage
from cjm_desktop.text.fake import FakeSetter
from cjm_desktop.theme import LIGHT, PALETTES, THEMES, Theme, contrast, theme_of
from tests.maps import picture, random_map
from tests.painters.pdf_reading import raster


def card_groups(drawing: Drawing, journey: Journey) -> dict[str, Group]:
    lanes = [item for item in drawing.items if isinstance(item, Group)]
    found = (one for lane in lanes for one in lane.items if isinstance(one, Group))
    return {one.key: one for one in found if one.key in journey.cards}


@pytest.mark.parametrize("theme", THEMES.values(), ids=list(THEMES))
def test_every_colour_comes_nearer_to_the_page(theme: Theme) -> None:
    faint = faded(theme)
    assert faint.page == theme.page
    assert contrast(faint.text, theme.page) < contrast(theme.text, theme.page) / 2
    assert faint.accents.keys() == theme.accents.keys()
    for name, accent in theme.accents.items():
        assert contrast(faint.accents[name].strong, theme.page) <= contrast(accent.strong, theme.page)
    assert (faint.space, faint.type) == (theme.space, theme.type)
    assert 0 < faint.picture_opacity < 0.5


@pytest.mark.parametrize("palette", PALETTES)
@pytest.mark.parametrize("name", THEMES)
def test_what_is_to_stay_legible_can_be_read_on_every_ground(name: str, palette: str) -> None:
    theme = theme_of(name, palette)
    faint = faded(theme, legible=True)
    for accent in faint.accents.values():
        for ink in (faint.text, faint.text_muted, accent.text):
            assert contrast(ink, accent.pale) >= 4.5
            assert contrast(ink, faint.surface) >= 4.5
    assert contrast(faint.pill_text, faint.pill) >= 4.5
    assert faint.surface == faded(theme).surface
    assert contrast(faint.text, faint.page) < contrast(theme.text, theme.page)


def flat(group: Group) -> list[Item]:
    """The items of a group and of all groups in it; groups themselves are told apart by identity."""
    return [one for item in group.items for one in (flat(item) if isinstance(item, Group) else [item])]


def test_only_cards_that_turn_are_drawn_anew() -> None:
    journey = random_map(4, cards=60)
    layout, drawer = LayoutEngine(FakeSetter()).layout(journey), Drawer(LIGHT)
    plain = drawer.draw(layout)
    some = frozenset(list(card_groups(plain, journey))[:10])
    dim = drawer.draw(layout, some)
    before, after = card_groups(plain, journey), card_groups(dim, journey)
    assert {id_ for id_ in after if after[id_] is not before[id_]} == some
    assert all(flat(after[id_]) != flat(before[id_]) for id_ in some)
    again = card_groups(drawer.draw(layout, some), journey)
    assert all(again[id_] is after[id_] for id_ in after)
    back = card_groups(drawer.draw(layout), journey)
    assert all(flat(back[id_]) == flat(before[id_]) for id_ in before)


def test_pictures_of_dimmed_cards_are_faint_on_paper_too() -> None:
    image = picture(40, 30, (200, 30, 30))
    journey = Journey(
        stages=Table.of([Stage(id="a"), Stage(id="b")]),
        lanes=Table.of([Lane(id="l", kind=LaneKind.PICTURES)]),
        cards=Table.of(
            [Card(id=id_, lane="l", stage=id_, picture=image.id, owner=id_) for id_ in ("a", "b")],
        ),
        pictures=Table.of([image]),
    )
    layout = LayoutEngine(FakeSetter()).layout(journey)
    groups = card_groups(Drawer(LIGHT).draw(layout, frozenset({"b"})), journey)
    opacity = {id_: next(item.opacity for item in groups[id_].items if isinstance(item, Image)) for id_ in groups}
    assert opacity["a"] == 1.0
    assert opacity["b"] < 0.5
    options = ExportOptions(page="map")
    seen = raster(export_pdf(journey, replace(options, view=new_view(journey, owners=("a",)))))
    whole = raster(export_pdf(journey, options))

    def red(image: Any) -> int:
        pixels = image.tobytes()
        return sum(r > 150 and g < 60 and b < 60 for r, g, b in zip(*(pixels[n::3] for n in range(3)), strict=True))

    assert 0.4 < red(seen) / red(whole) < 0.6
