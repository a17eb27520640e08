"""From file to paper without a window: open, lay out, edit, undo, save, PDF, PNG, each beside its floor."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from cjm_desktop.drawing.draw import Drawer
from cjm_desktop.editing.cards import update_cards
from cjm_desktop.editing.session import Session
from cjm_desktop.exporting import ExportOptions, export_file, export_pdf
from cjm_desktop.formats import journey_file
from cjm_desktop.layout.engine import LayoutEngine
from cjm_desktop.model.journey import Journey, Table
from cjm_desktop.text.engine import default_engine
from cjm_desktop.theme import LIGHT
from tests.bench import floors
from tests.bench.floors import PlainCard
from tests.bench.timing import Row, in_turn
from tests.maps import write_map


def plain_cards(journey: Journey) -> list[PlainCard]:
    """Every card's rectangle on the map and its lines of text, for the floors."""
    layout = LayoutEngine(default_engine(), LIGHT.type, LIGHT.space).layout(journey)
    cards: list[PlainCard] = []
    for lane in layout.lanes:
        for box in lane.box.cards:
            lines = [line.text for line in box.text.block.lines]
            cards.append((box.rect.moved(0, lane.y), lines))
    return cards


def measure(journey: Journey, folder: Path, runs: int) -> Iterator[Row]:
    """The rows of one map. `folder` is a place for files that may go afterwards."""
    count = len(journey.cards)
    path = folder / "map.cjm"
    write_map(journey, path)
    data = path.read_bytes()

    ours, floor = in_turn(lambda: journey_file.load(path), lambda: Journey.model_validate_json(data), runs)
    yield Row("open", count, ours, floor)

    engine = default_engine()

    def lay_out() -> None:
        Drawer(LIGHT).draw(LayoutEngine(engine, LIGHT.type, LIGHT.space).layout(journey))

    texts = [(card.text, LIGHT.space.stage_width - 22) for card in journey.cards.values()]
    body = LayoutEngine(engine, LIGHT.type, LIGHT.space).layout(journey).lanes
    style = next(box.text.block.style for lane in body for box in lane.box.cards)

    def set_texts() -> None:
        for text, width in texts:
            engine.block(text, style, width)

    ours, floor = in_turn(lay_out, set_texts, runs)
    yield Row("lay out and draw (floor: set the texts)", count, ours, floor)

    session = Session(journey)
    layouts, drawer = LayoutEngine(engine, LIGHT.type, LIGHT.space), Drawer(LIGHT)
    drawer.draw(layouts.layout(journey))
    chosen = list(journey.cards)[count // 2]
    turn = iter(range(1_000_000))

    def edit() -> None:
        session.apply("Write", update_cards(session.journey, [chosen], text=f"Another word {next(turn)}"))
        drawer.draw(layouts.layout(session.journey))

    def bare_edit() -> None:
        card = journey.cards[chosen].model_copy(update={"text": "Another word"})
        journey.model_copy(update={"cards": Table({**journey.cards, chosen: card})})

    ours, floor = in_turn(edit, bare_edit, runs * 3)
    yield Row("edit one card, laid out (floor: copy)", count, ours, floor, goal=33 if count > 5000 else 16.7)

    def undo() -> None:
        session.undo()
        drawer.draw(layouts.layout(session.journey))

    ours, floor = in_turn(undo, bare_edit, runs * 2)
    yield Row("undo, laid out (floor: copy)", count, ours, floor, goal=33 if count > 5000 else 16.7)

    def bare_save() -> None:
        with (folder / "bare.json").open("wb") as out:
            out.write(journey.model_dump_json(exclude_defaults=True, indent=2).encode())
            out.flush()
            os.fsync(out.fileno())

    ours, floor = in_turn(lambda: write_map(journey, path), bare_save, runs)
    yield Row("save", count, ours, floor, goal=60 if count <= 5000 else None)

    cards = plain_cards(journey)
    size = layouts.layout(journey).size
    options = ExportOptions(page="map")
    ours, floor = in_turn(
        lambda: export_pdf(journey, options), lambda: floors.bare_pdf(cards, size.width, size.height), max(3, runs // 2)
    )
    yield Row("PDF (floor: cards' bodies and texts)", count, ours, floor, goal_ratio=1.5)

    shapes, lines = floors.plain_drawing(Drawer(LIGHT).draw(layouts.layout(journey)))
    ours, floor = in_turn(
        lambda: export_pdf(journey, options),
        lambda: floors.bare_drawing_pdf(shapes, lines, size.width, size.height),
        max(3, runs // 2),
    )
    yield Row("PDF (floor: its rectangles and lines)", count, ours, floor, goal_ratio=1.5)

    if count <= 500:
        pdf = export_pdf(journey, options)
        png = ExportOptions(page="map", scale=2)
        ours, floor = in_turn(
            lambda: export_file(journey, folder / "map.png", png), lambda: floors.bare_png(pdf, 2 * 96 / 72), 3
        )
        yield Row("PNG at 2x, PDF included (floor: raster)", count, ours, floor)
