"""The display list: what is drawn again and what is not, ink within bounds, readable colours."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from cjm_desktop.drawing import cards
from cjm_desktop.drawing.colours import READABLE, stage_colours, text_on, value_colours
from cjm_desktop.drawing.draw import Drawer
from cjm_desktop.drawing.icons import icon
from cjm_desktop.drawing.primitives import Glyphs, Gradient, Group, Image, Item, Link, Path, Shape
from cjm_desktop.geometry import Rect
from cjm_desktop.layout.boxes import CardBox
from cjm_desktop.layout.engine import LayoutEngine
from cjm_desktop.model.catalogue import CHANNELS
from cjm_desktop.model.journey import Journey, Table
from cjm_desktop.model.records import Card, Evidence, Lane, LaneKind, Proof, Stage, WebLink
from cjm_desktop.resources import resource
from cjm_desktop.text.fake import FakeSetter
from cjm_desktop.theme import DARK, LIGHT, PALETTES, THEMES, Theme, contrast, theme_of
from tests.layout.checks import inside
from tests.maps import picture, random_map

ALL = [theme_of(name, palette) for palette in PALETTES for name in THEMES]


def walk(items: tuple[Item, ...] | list[Item], x: float = 0.0, y: float = 0.0) -> Iterator[tuple[Item, float, float]]:
    """Every primitive with the offset of the group that holds it."""
    for item in items:
        yield item, x, y
        if isinstance(item, Group):
            yield from walk(list(item.items), x + item.x, y + item.y)


def groups(items: tuple[Item, ...]) -> dict[str, Group]:
    return {item.key: item for item, _, _ in walk(items) if isinstance(item, Group) and item.key}


def groups_of_lane(items: tuple[Item, ...]) -> dict[str, Group]:
    """The groups in the lanes, by id, without looking into them."""
    lanes = [item for item in items if isinstance(item, Group) and item.key]
    return {item.key: item for lane in lanes for item in lane.items if isinstance(item, Group)}


def ink_of(item: Item) -> Rect | None:
    if isinstance(item, Shape | Image):
        return item.rect
    if isinstance(item, Glyphs):
        size = 0.8 * 9
        return Rect(item.x, item.y - size, item.line.width, size)
    if isinstance(item, Path):
        numbers = [step[1:] for step in item.steps if len(step) > 1]
        xs = [value for step in numbers for value in step[0::2]]
        ys = [value for step in numbers for value in step[1::2]]
        return Rect(min(xs), min(ys), max(xs) - min(xs), max(ys) - min(ys))
    return item.bounds.moved(item.x, item.y) if isinstance(item, Group) else None


def card_map(**fields: object) -> Journey:
    card = Card.model_validate({"id": "c", "lane": "l", "stage": "s", "text": "t", **fields})
    return Journey(
        stages=Table.of([Stage(id="s", name="S")]), lanes=Table.of([Lane(id="l", label="L")]), cards=Table.of([card])
    )


def drawn(journey: Journey, theme: Theme = LIGHT) -> tuple[Item, ...]:
    return Drawer(theme).draw(LayoutEngine(FakeSetter()).layout(journey)).items


def test_the_page_is_the_ground_of_all() -> None:
    drawing = Drawer(DARK).draw(LayoutEngine(FakeSetter()).layout(card_map()))
    assert drawing.items[0] == Shape(Rect(0, 0, drawing.width, drawing.height), 0, DARK.page)
    assert drawing.ground == DARK.page


@pytest.mark.parametrize("theme", ALL, ids=lambda theme: theme.name)
def test_ink_lies_within_the_bounds_of_its_group(theme: Theme) -> None:
    for item, _, _ in walk(drawn(random_map(cards=150), theme)):
        if isinstance(item, Group):
            for inner in item.items:
                ink = ink_of(inner)
                if ink is not None and (ink.width or ink.height):
                    assert inside(ink, item.bounds), (item.key, inner)


def test_every_card_stage_and_lane_has_a_group_of_its_id() -> None:
    journey = random_map(cards=60)
    found = groups(drawn(journey))
    assert set(journey.stages) | set(journey.lanes) | set(journey.cards) <= set(found)
    assert all(found[id_].flat is not None for id_ in journey.cards)


def test_an_unchanged_map_gives_the_same_groups() -> None:
    engine, drawer, journey = LayoutEngine(FakeSetter()), Drawer(LIGHT), random_map(cards=60)
    one, two = drawer.draw(engine.layout(journey)), drawer.draw(engine.layout(journey))
    before, after = groups(one.items), groups(two.items)
    assert all(after[key] is group for key, group in before.items())


def test_an_edited_card_is_the_only_card_drawn_anew() -> None:
    engine, drawer, journey = LayoutEngine(FakeSetter()), Drawer(LIGHT), random_map(cards=60)
    before = groups(drawer.draw(engine.layout(journey)).items)
    card = next(iter(journey.cards.values()))
    edited = Table({**journey.cards, card.id: card.model_copy(update={"text": card.text + "."})})
    after = groups(drawer.draw(engine.layout(journey.model_copy(update={"cards": edited}))).items)
    assert [id_ for id_ in journey.cards if after[id_] is not before[id_]] == [card.id]
    other_lanes = set(journey.lanes) - {card.lane}
    assert all(after[id_] is before[id_] for id_ in other_lanes)


def test_a_cards_items_are_made_when_asked_for_and_once(monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[str] = []
    items_of = cards._items

    def counted(box: CardBox, *rest: Any) -> list[Item]:
        made.append(box.card.id)
        return items_of(box, *rest)

    monkeypatch.setattr(cards, "_items", counted)
    group = groups_of_lane(drawn(card_map()))["c"]
    assert made == []
    assert group.items is group.items
    assert made == ["c"]


def test_a_lanes_new_accent_colours_its_cards() -> None:
    engine, drawer, journey = LayoutEngine(FakeSetter()), Drawer(LIGHT), card_map()
    before = groups(drawer.draw(engine.layout(journey)).items)["c"]
    lanes = Table.of([journey.lanes["l"].model_copy(update={"accent": "pink"})])
    after = groups(drawer.draw(engine.layout(journey.model_copy(update={"lanes": lanes}))).items)["c"]
    fills = [item.fill for item in after.items if isinstance(item, Shape)]
    assert LIGHT.accents["pink"].strong in fills
    assert after is not before


def test_evidence_is_told_by_the_border() -> None:
    dashes = {}
    for status in Evidence:
        group = groups(drawn(card_map(evidence=Proof(status=status))))["c"]
        body = group.items[0]
        assert isinstance(body, Shape)
        assert body.stroke is not None
        dashes[status] = body.stroke.dash
    assert dashes[Evidence.OBSERVED] == ()
    assert len(set(dashes.values())) == 3


def test_one_link_opens_from_the_whole_card_and_several_from_their_badges() -> None:
    def links(count: int) -> list[Link]:
        made = tuple(WebLink(url=f"https://a.b/{n}") for n in range(count))
        return [item for item in groups(drawn(card_map(links=made)))["c"].items if isinstance(item, Link)]

    (one,) = links(1)
    assert one.rect.width > 100
    assert [link.url for link in links(2)] == ["https://a.b/0", "https://a.b/1"]
    assert not links(2)[0].rect.intersects(links(2)[1].rect)


def test_a_picture_is_drawn_and_a_missing_one_has_a_dashed_frame() -> None:
    image = picture()
    journey = card_map(picture=image.id)
    missing = groups(drawn(journey))["c"].items
    found = groups(drawn(journey.model_copy(update={"pictures": Table.of([image])})))["c"].items
    assert [item.picture for item in found if isinstance(item, Image)] == [image.id]
    assert any(isinstance(item, Shape) and item.stroke is not None and item.stroke.dash for item in missing)


def test_the_emotion_ground_is_green_above_and_red_below() -> None:
    journey = Journey(stages=Table.of([Stage(id="s")]), lanes=Table.of([Lane(id="e", kind=LaneKind.EMOTION)]))
    (ground,) = [
        item.fill for item, _, _ in walk(drawn(journey)) if isinstance(item, Shape) and isinstance(item.fill, Gradient)
    ]
    assert [colour for _, colour in ground.stops] == [LIGHT.positive_pale, LIGHT.page, LIGHT.negative_pale]


@pytest.mark.parametrize("theme", ALL, ids=lambda theme: theme.name)
def test_every_stage_colour_can_be_read(theme: Theme) -> None:
    for n in range(101):
        ground, ink = stage_colours(theme, n / 100)
        assert contrast(ground, ink) >= READABLE


@pytest.mark.parametrize("theme", ALL, ids=lambda theme: theme.name)
def test_texts_can_be_read_on_their_grounds(theme: Theme) -> None:
    for ground in (theme.page, theme.surface, theme.surface_soft, *(accent.pale for accent in theme.accents.values())):
        assert contrast(theme.text, ground) >= READABLE
        assert contrast(theme.text_muted, ground) >= READABLE
    assert contrast(theme.pill_text, theme.pill) >= READABLE
    for colour in theme.persona_colours:
        assert contrast(text_on(theme, colour), colour) >= READABLE
    for value, ground in ((2, theme.positive_pale), (-2, theme.negative_pale), (0, theme.page)):
        assert contrast(value_colours(theme, value)[1], ground) >= READABLE
    for pale in (theme.positive_pale, theme.negative_pale):
        assert contrast(theme.text_muted, pale) >= READABLE


@pytest.mark.parametrize("name", sorted({channel.icon for channel in CHANNELS.values()}))
def test_every_channel_has_its_icon(name: str) -> None:
    assert resource("icons", "map", f"{name}.svg").is_file()
    ink = ink_of(icon(name, Rect(10, 20, 12, 12), "#000000"))
    assert ink is not None
    assert inside(ink, Rect(10, 20, 12, 12))
    assert ink.width > 5


@pytest.mark.parametrize("name", ["no-such-icon", "../../../pyproject", ""])
def test_an_unknown_icon_is_a_neutral_one(name: str) -> None:
    assert icon(name, Rect(0, 0, 12, 12), "#000000").steps == icon("circle-dot", Rect(0, 0, 12, 12), "#000000").steps
