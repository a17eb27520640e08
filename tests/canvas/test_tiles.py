"""The tile cache and the damage of edits: whatever was edited, the tiles show what a fresh painting shows."""

from __future__ import annotations

import math
import random
from collections.abc import Callable
from time import perf_counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QRect
from PySide6.QtGui import QColor, QImage, QPainter
from pytestqt.qtbot import QtBot

from cjm_desktop.canvas.camera import Camera
from cjm_desktop.canvas.damage import damage
from cjm_desktop.canvas.tiles import TILE, TileCache
from cjm_desktop.canvas.view import CanvasView
from cjm_desktop.drawing.draw import Drawer
from cjm_desktop.drawing.primitives import Drawing, Group, Shape
from cjm_desktop.editing import cards, curve, lanes, personas, stages, things
from cjm_desktop.editing.document import update_map
from cjm_desktop.editing.session import Session
from cjm_desktop.geometry import Rect
from cjm_desktop.layout.engine import LayoutEngine
from cjm_desktop.model.journey import Journey
from cjm_desktop.painters.qt import QtPainter
from cjm_desktop.text.engine import default_engine
from cjm_desktop.theme import LIGHT
from tests.canvas.conftest import small_map
from tests.maps import random_map

VIEW = QRect(0, 0, 900, 700)

pytestmark = pytest.mark.usefixtures("qapp")


def shown(tiles: TileCache, camera: Camera) -> QImage:
    """What the cache puts onto a view, everything painted."""
    x, y = camera.origin
    tiles.refine(tiles.wanting(camera.scale, VIEW.translated(-x, -y)), math.inf)
    return blitted(tiles, camera)


def blitted(tiles: TileCache, camera: Camera) -> QImage:
    image = QImage(VIEW.size(), QImage.Format.Format_RGB32)
    image.fill(QColor("#ff00ff"))
    with QPainter(image) as painter:
        tiles.blit(painter, camera, [VIEW])
    return image


def fresh(drawing: Drawing, journey: Journey, camera: Camera) -> QImage:
    tiles = TileCache(QtPainter())
    tiles.show(drawing, journey.pictures, None, camera.scale)
    return shown(tiles, camera)


def most_different(a: QImage, b: QImage) -> int:
    """The largest difference of a colour channel in any pixel."""
    if a == b:
        return 0
    one, two = bytes(a.constBits()), bytes(b.constBits())
    return max(abs(x - y) for x, y in zip(one, two, strict=True))


Change = Callable[[Journey, random.Random], Journey]


def _text(journey: Journey, dice: random.Random) -> Journey:
    return cards.update_cards(journey, [dice.choice(list(journey.cards))], text="word " * dice.randint(0, 30))


def _move(journey: Journey, dice: random.Random) -> Journey:
    homes = [lane.id for lane in journey.lanes.values() if lane.kind in ("cards", "touchpoints", "steps")]
    return cards.move_cards(
        journey, [dice.choice(list(journey.cards))], dice.choice(homes), dice.choice(list(journey.stages))
    )


def _remove(journey: Journey, dice: random.Random) -> Journey:
    return things.remove(journey, [dice.choice(list(journey.cards))]) if len(journey.cards) > 5 else journey


def _lane(journey: Journey, dice: random.Random) -> Journey:
    return lanes.move_lanes(journey, [dice.choice(list(journey.lanes))], dice.choice([None, *journey.lanes]))


def _stage(journey: Journey, dice: random.Random) -> Journey:
    return stages.move_stages(journey, [dice.choice(list(journey.stages))], dice.choice([None, *journey.stages]))


def _width(journey: Journey, dice: random.Random) -> Journey:
    return stages.update_stage(journey, dice.choice(list(journey.stages)), width=float(dice.randint(80, 260)))


def _point(journey: Journey, dice: random.Random) -> Journey:
    id_ = dice.choice(list(journey.points))
    return curve.move_point(journey, id_, dice.choice(list(journey.stages)), dice.random(), dice.uniform(-2, 2))


def _title(journey: Journey, dice: random.Random) -> Journey:
    return update_map(journey, title="A title " * dice.randint(0, 20))


def _person(journey: Journey, dice: random.Random) -> Journey:
    return personas.update_persona(journey, next(iter(journey.personas)), quote="says " * dice.randint(0, 30))


CHANGES: list[Change] = [_text, _move, _remove, _lane, _stage, _width, _point, _title, _person]


@settings(max_examples=12)
@given(st.integers(0, 10**6), st.sampled_from([0.16, 0.4, 0.9, 1.33, 2.1]))
def test_edited_tiles_are_painted_as_afresh(seed: int, scale: float) -> None:
    dice = random.Random(seed)
    journey = random_map(seed % 7 + 1, 60)
    engine, drawer = LayoutEngine(default_engine()), Drawer(LIGHT)
    drawing = drawer.draw(engine.layout(journey))
    tiles = TileCache(QtPainter())
    tiles.show(drawing, journey.pictures, None, scale)
    camera = Camera(scale, -dice.uniform(0, 300), -dice.uniform(0, 300))
    shown(tiles, camera)
    for _ in range(6):
        change = dice.choice(CHANGES)
        journey = change(journey, dice)
        after = drawer.draw(engine.layout(journey))
        tiles.show(after, journey.pictures, damage(drawing, after), scale)
        drawing = after
        assert most_different(shown(tiles, camera), fresh(drawing, journey, camera)) <= 4, change.__name__


def test_an_edit_of_one_card_paints_few_tiles() -> None:
    journey = random_map(1, 400)
    engine, drawer = LayoutEngine(default_engine()), Drawer(LIGHT)
    drawing = drawer.draw(engine.layout(journey))
    tiles = TileCache(QtPainter())
    tiles.show(drawing, journey.pictures, None, 1.0)
    camera = Camera(1.0, 0, 0)
    shown(tiles, camera)
    painted = tiles.painted
    id_ = next(
        box.card.id
        for placed in engine.layout(journey).lanes
        for box in placed.box.cards
        if box.rect.right < 800 and placed.y + box.rect.bottom < 600
    )
    journey = cards.update_cards(journey, [id_], owner=journey.cards[id_].owner, text=journey.cards[id_].text + "!")
    after = drawer.draw(engine.layout(journey))
    tiles.show(after, journey.pictures, damage(drawing, after), 1.0)
    shown(tiles, camera)
    assert 1 <= tiles.painted - painted <= 6


def _drawing(*groups: Group, width: float = 600, height: float = 400) -> Drawing:
    page = Shape(Rect(0, 0, width, height), 0, "#ffffff")
    return Drawing(width, height, "#ffffff", (page, *groups))


def _block(x: float, y: float, colour: str = "#336699", key: str = "") -> Group:
    return Group(x, y, Rect(0, 0, 50, 40), (Shape(Rect(0, 0, 50, 40), 0, colour),), key)


def test_what_is_the_same_is_no_damage() -> None:
    block = _block(10, 10)
    assert damage(_drawing(block), _drawing(block)) == ()


def test_what_is_new_gone_or_moved_is_damage() -> None:
    a, b = _block(10, 10), _block(200, 100)
    assert damage(_drawing(a), _drawing(a, b)) == (Rect(200, 100, 50, 40),)
    assert damage(_drawing(a, b), _drawing(b)) == (Rect(10, 10, 50, 40),)
    assert set(damage(_drawing(a), _drawing(b))) == {Rect(10, 10, 50, 40), Rect(200, 100, 50, 40)}


def test_in_a_group_only_what_changed_is_damage() -> None:
    kept, old, new = _block(0, 0), _block(100, 0), _block(100, 0, "#ff0000")
    before = Group(20, 30, Rect(0, 0, 300, 100), (kept, old), "lane")
    after = Group(20, 30, Rect(0, 0, 300, 100), (kept, new), "lane")
    assert damage(_drawing(before), _drawing(after)) == (Rect(120, 30, 50, 40),)


def test_a_group_that_moved_is_damage_at_both_places() -> None:
    kept = _block(0, 0)
    before = Group(0, 30, Rect(0, 0, 50, 40), (kept,), "lane")
    after = Group(0, 90, Rect(0, 0, 50, 40), (kept,), "lane")
    assert set(damage(_drawing(before), _drawing(after))) == {Rect(0, 30, 50, 40), Rect(0, 90, 50, 40)}


def test_another_order_is_damage() -> None:
    a, b = _block(10, 10), _block(30, 20)
    assert set(damage(_drawing(a, b), _drawing(b, a))) == {Rect(10, 10, 50, 40), Rect(30, 20, 50, 40)}


def test_a_larger_page_is_damaged_at_its_new_edge_only() -> None:
    a = _block(10, 10)
    assert damage(_drawing(a), _drawing(a, height=500)) == (Rect(0, 400, 600, 100),)
    assert damage(_drawing(a, width=700), _drawing(a)) == (Rect(600, 0, 100, 400),)


def test_another_ground_is_damage_everywhere() -> None:
    dark = Drawing(600, 400, "#000000", ())
    assert damage(_drawing(), dark) == (Rect(0, 0, 600, 400),)


@pytest.fixture
def tiles() -> TileCache:
    made = TileCache(QtPainter(), budget=60 * TILE * TILE * 4)
    made.show(_drawing(_block(10, 10), _block(500, 300), width=3000, height=2000), {}, None, 1.0)
    return made


def test_missing_tiles_are_stood_in_for_by_others(tiles: TileCache) -> None:
    shown(tiles, Camera(1.0, 0, 0))
    enlarged = blitted(tiles, Camera(2.0, 0, 0))
    assert enlarged.pixelColor(40, 40) == QColor("#336699")
    assert enlarged.pixelColor(8, 8) == QColor("#ffffff")
    assert tiles.wanting(2.0, VIEW)


def test_painting_stops_when_its_time_is_up_but_never_before_one_tile(tiles: TileCache) -> None:
    wanted = tiles.wanting(1.0, VIEW)
    assert len(tiles.refine(wanted, perf_counter() - 1)) == 1
    assert len(tiles.wanting(1.0, VIEW)) == len(wanted) - 1


def test_the_middle_is_painted_first(tiles: TileCache) -> None:
    first = tiles.wanting(1.0, VIEW)[0]
    assert tiles.square(first).adjusted(-TILE, -TILE, TILE, TILE).contains(VIEW.center())


def test_old_tiles_are_forgotten_and_those_in_view_kept(tiles: TileCache) -> None:
    for step in range(12):
        shown(tiles, Camera(1.0 + step / 10, 0, 0))
    last = Camera(2.1, 0, 0)
    assert tiles.wanting(last.scale, VIEW) == []
    assert tiles.wanting(1.0, VIEW)


def test_while_stale_tiles_wait_they_show_the_old(tiles: TileCache) -> None:
    camera = Camera(1.0, 0, 0)
    shown(tiles, camera)
    old = _drawing(_block(10, 10), _block(500, 300), width=3000, height=2000)
    new = _drawing(_block(10, 10, "#ff0000"), _block(500, 300), width=3000, height=2000)
    tiles.show(new, {}, damage(old, new), 1.0)
    assert tiles.stale_in(1.0, VIEW)
    assert blitted(tiles, camera).pixelColor(20, 20) == QColor("#336699")
    assert shown(tiles, camera).pixelColor(20, 20) == QColor("#ff0000")
    assert not tiles.stale_in(1.0, VIEW)


def test_only_the_page_is_painted(tiles: TileCache) -> None:
    image = shown(tiles, Camera(0.1, 50, 60))
    assert image.pixelColor(49, 100) == QColor("#ff00ff")
    assert image.pixelColor(50, 100) != QColor("#ff00ff")
    assert image.pixelColor(349, 100) != QColor("#ff00ff")
    assert image.pixelColor(350, 100) == QColor("#ff00ff")
    assert image.pixelColor(100, 260) == QColor("#ff00ff")


def test_the_small_map_is_painted_alike_in_tiles_and_whole() -> None:
    journey = small_map()
    drawing = Drawer(LIGHT).draw(LayoutEngine(default_engine()).layout(journey))
    painter = QtPainter()
    whole = QImage(VIEW.size(), QImage.Format.Format_RGB32)
    whole.fill(QColor(drawing.ground))
    with QPainter(whole) as on:
        painter.paint(on, drawing, Rect(0, 0, drawing.width, drawing.height), 1.2, {})
    page = QRect(0, 0, math.floor(drawing.width * 1.2), math.floor(drawing.height * 1.2)) & VIEW
    tiled = fresh(drawing, journey, Camera(1.2, 0, 0))
    assert most_different(whole.copy(page), tiled.copy(page)) <= 6


def test_nothing_in_view_stays_blurred_when_zooming_rests(qtbot: QtBot) -> None:
    view = CanvasView(Session(random_map(3, 1500)), LayoutEngine(default_engine()))
    qtbot.addWidget(view)
    view.resize(1100, 700)
    view.show()
    qtbot.waitExposed(view)
    for step in range(14):
        view.set_zoom(view.zoom * 1.12)
        qtbot.wait(8 + 5 * step)
    qtbot.wait(600)
    # What the screen shows, without asking the view to paint once more.
    shown = view.screen().grabWindow(view.winId()).toImage()
    view.finish_painting()
    assert shown == view.screen().grabWindow(view.winId()).toImage()


def test_the_invitation_of_an_empty_map_goes_with_the_first_stage(qtbot: QtBot) -> None:
    session = Session(Journey())
    view = CanvasView(session, LayoutEngine(default_engine()))
    qtbot.addWidget(view)
    view.resize(1100, 700)
    view.show()
    qtbot.waitExposed(view)
    qtbot.wait(100)
    session.apply("Add stage", stages.insert_stage(session.journey, stages.new_stage(session.journey, "Need")))
    assert same_as_painted_afresh(view, qtbot)


def same_as_painted_afresh(view: CanvasView, qtbot: QtBot) -> bool:
    """Whether the screen shows, when it has come to rest, what it shows once everything is painted again."""
    qtbot.wait(300)
    seen = view.screen().grabWindow(view.winId()).toImage()
    view.viewport().update()
    qtbot.wait(100)
    return bool(seen == view.screen().grabWindow(view.winId()).toImage())


def test_the_screen_follows_a_page_that_grows_and_shrinks(qtbot: QtBot) -> None:
    session = Session(small_map())
    view = CanvasView(session, LayoutEngine(default_engine()))
    qtbot.addWidget(view)
    view.resize(900, 560)
    view.show()
    qtbot.waitExposed(view)
    qtbot.wait(100)

    for n in range(6):
        card = cards.new_card(session.journey, "touch", "buy", f"Card {n}")
        session.apply("Add", cards.insert_card(session.journey, card))
        assert same_as_painted_afresh(view, qtbot)
    for _ in range(6):
        session.undo()
        assert same_as_painted_afresh(view, qtbot)
