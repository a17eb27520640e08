"""Posters: tiles that are the map, piece by piece, cut where nothing is; what stands around them."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest
from PIL import ImageChops

from cjm_desktop.drawing.primitives import Drawing, Group, Item, Shape
from cjm_desktop.drawing.tiles import KEY_HEIGHT, MARK
from cjm_desktop.exporting import ExportOptions, export_pdf
from cjm_desktop.exporting.content import Content, content_of
from cjm_desktop.exporting.cuts import SHIFT
from cjm_desktop.exporting.furniture import Furniture
from cjm_desktop.exporting.poster import Poster, TooManySheetsError, inked, poster_of, poster_sheets, tile_room
from cjm_desktop.geometry import Rect
from cjm_desktop.model.journey import Journey, Table
from cjm_desktop.model.records import Card, Lane, Stage
from cjm_desktop.painters.pages import Page, Part
from cjm_desktop.painters.pdf import paint_pages
from cjm_desktop.templates import all_templates, load_template
from tests.exporting.paper import MAPS, map_of, page_pictures, page_sizes, page_texts
from tests.painters.pdf_checks import spoken
from tests.painters.pdf_reading import squeezed

POSTER = ExportOptions(page="poster")


def posted(journey: Journey, options: ExportOptions) -> tuple[Content, Furniture, Poster]:
    content = content_of(journey, options, "")
    furniture = Furniture(content, options, "")
    return content, furniture, poster_of(content, options, furniture)


@pytest.mark.parametrize("paper", ["A5", "A4", "A3"])
@pytest.mark.parametrize("seed", MAPS)
def test_tiles_are_all_of_the_map_and_share_their_overlap(seed: int, paper: str) -> None:
    options = replace(POSTER, paper=paper)
    content, furniture, poster = posted(map_of(seed), options)
    whole, room = inked(content.layout), tile_room(furniture, poster.size)
    assert len(poster.tiles) == poster.rows * poster.columns
    half = options.overlap / poster.scale / 2
    by_place = {(tile.row, tile.column): tile for tile in poster.tiles}
    assert sum(tile.own.width * tile.own.height for tile in poster.tiles) == pytest.approx(whole.width * whole.height)
    for (row, column), tile in by_place.items():
        assert tile.own.x == pytest.approx(by_place[row, column - 1].own.right if column else whole.x)
        assert tile.own.y == pytest.approx(by_place[row - 1, column].own.bottom if row else whole.y)
        assert tile.seen.x == pytest.approx(max(whole.x, tile.own.x - half))
        assert tile.seen.bottom == pytest.approx(min(whole.bottom, tile.own.bottom + half))
        sheet = tile.sheet
        assert sheet.x >= room.x - 1e-6
        assert sheet.y >= room.y - 1e-6
        assert sheet.right <= room.right + 1e-6
        assert sheet.bottom <= room.bottom + 1e-6
        assert sheet.width == pytest.approx(tile.seen.width * poster.scale)


@pytest.mark.parametrize("paper", ["A5", "A4"])
@pytest.mark.parametrize("seed", MAPS)
def test_no_card_is_cut_where_a_shift_of_the_border_avoids_it(seed: int, paper: str) -> None:
    options = replace(POSTER, paper=paper, map_scale=1.0)
    content, _, poster = posted(map_of(seed), options)
    cards = [box.rect.moved(0, lane.y) for lane in content.layout.lanes for box in lane.box.cards]
    half = options.overlap / 2
    for across in (True, False):
        spans = [(card.x, card.right) if across else (card.y, card.bottom) for card in cards]
        row = [tile for tile in poster.tiles if (tile.row if across else tile.column) == 0]
        seams = [(tile.own.x, tile.own.right) if across else (tile.own.y, tile.own.bottom) for tile in row]
        for number, (start, end) in enumerate(seams[:-1]):
            tile = row[number]
            # As far as the seam could have been without taking more of the sheet.
            room = tile_room(Furniture(content, options, ""), poster.size)
            left = room.right - tile.sheet.x if across else room.bottom - tile.sheet.y
            most = start + left - half - (half if number else 0.0)
            least = start + (most - start) * (1 - SHIFT)
            places = [least + (most - least) * step / 400 for step in range(401)]
            clear = any(all(not a - 1.0 < place < b + 1.0 for a, b in spans) for place in places)
            assert not clear or all(not a + 0.01 < end < b - 0.01 for a, b in spans)


@pytest.mark.parametrize("source", [*(template.key for template in all_templates()), *MAPS])
def test_tiles_put_together_give_the_one_page_picture(source: str | int) -> None:
    """Each tile shows what the whole map, drawn at that very place of a page, shows there."""
    journey = load_template(source) if isinstance(source, str) else map_of(source)
    content, _, poster = posted(journey, POSTER)
    options = replace(POSTER, crop_marks=False, footer=False)
    pictures = page_pictures(export_pdf(journey, options), 1.5)
    bare = poster_of(content, options, Furniture(content, options, ""))
    for tile, picture in zip(bare.sheets, pictures, strict=True):
        x = tile.sheet.x - tile.seen.x * bare.scale
        y = tile.sheet.y - tile.seen.y * bare.scale
        part = Part(content.drawing, x, y, bare.scale)
        (whole,) = page_pictures(
            paint_pages([Page(bare.size, content.theme.page, (part,))], pictures=content.journey.pictures), 1.5
        )
        box = tuple(
            round(side)
            for side in (
                tile.sheet.x * 1.5 + 2,
                tile.sheet.y * 1.5 + 2,
                tile.sheet.right * 1.5 - 2,
                tile.sheet.bottom * 1.5 - 2,
            )
        )
        apart = ImageChops.difference(picture.crop(box), whole.crop(box)).convert("L").histogram()  # type: ignore[arg-type]
        assert sum(apart[16:]) <= sum(apart) * 0.0002, tile.name
    assert poster.rows * poster.columns == len(poster.tiles)


def sparse() -> Journey:
    """Cards in two corners of a large map."""
    stages = [Stage(id=f"s{n}", name=f"Stage {n}") for n in range(12)]
    lanes = [Lane(id=f"l{n}", label=f"Lane {n}", height=200) for n in range(8)]
    cards = [Card(id="a", lane="l0", stage="s0", text="First"), Card(id="b", lane="l7", stage="s11", text="Last")]
    return Journey(title="Sparse", stages=Table.of(stages), lanes=Table.of(lanes), cards=Table.of(cards))


def test_tiles_without_content_are_left_out_where_wanted() -> None:
    _, _, some = posted(sparse(), POSTER)
    _, _, every = posted(sparse(), replace(POSTER, skip_empty=False, map_scale=some.scale, orientation="landscape"))
    _, _, fewer = posted(sparse(), replace(POSTER, map_scale=some.scale, orientation="landscape"))
    assert len(every.sheets) == every.rows * every.columns
    assert len(fewer.sheets) < len(every.sheets)
    kept = {(tile.row, tile.column) for tile in fewer.sheets}
    # The first row has the stages, the first column the lanes, the last corner the last card.
    assert {(0, column) for column in range(fewer.columns)} <= kept
    assert {(row, 0) for row in range(fewer.rows)} <= kept
    assert (fewer.rows - 1, fewer.columns - 1) in kept
    names = page_texts(export_pdf(sparse(), POSTER))
    assert len(names) == len(some.sheets)
    assert any("First" in text for text in names)
    assert any("Last" in text for text in names)


def test_stages_and_lanes_are_said_again_on_every_tile_where_wanted() -> None:
    journey = sparse()
    _, _, poster = posted(journey, replace(POSTER, skip_empty=False))
    texts = page_texts(export_pdf(journey, replace(POSTER, skip_empty=False)))
    for tile, text in zip(poster.sheets, texts, strict=True):
        assert any(f"Stage{n}" in text for n in range(12)), tile.name
        assert any(f"Lane{n}" in text for n in range(8)), tile.name
    bare = page_texts(export_pdf(journey, replace(POSTER, skip_empty=False, repeat_headers=False)))
    assert not all("Lane" in text for text in bare)


def test_tiles_have_names_and_a_key() -> None:
    _, _, poster = posted(sparse(), POSTER)
    assert [tile.name for tile in poster.tiles[:2]] == ["A1", "A2"]
    assert replace(poster.tiles[0], row=27, column=9).name == "AB10"
    texts = page_texts(export_pdf(sparse(), replace(POSTER, footer=False)))
    for tile, text in zip(poster.sheets, texts, strict=True):
        assert text.endswith(tile.name)


def leaves(items: tuple[Item, ...]) -> list[Item]:
    found: list[Item] = []
    for item in items:
        found.extend(leaves(tuple(item.items)) if isinstance(item, Group) else [item])
    return found


def test_marks_stand_at_the_seams_outside_of_what_is_shown() -> None:
    journey = load_template("current-state")
    content, furniture, poster = posted(journey, POSTER)
    sheets = list(poster_sheets(content, POSTER, furniture))
    for tile, sheet in zip(poster.sheets, sheets, strict=True):
        full: list[Drawing] = [part.drawing for part in sheet.parts if part.drawing.width == poster.size.width]
        (marks,) = full
        rings = [item for item in leaves(marks.items) if isinstance(item, Shape)]
        neighbours = sum((tile.column > 0, tile.row > 0, tile.column + 1 < poster.columns, tile.row + 1 < poster.rows))
        assert len(rings) == 2 * neighbours
        room = tile_room(furniture, poster.size)
        shown = Rect(room.x, room.y, tile.sheet.right - room.x, tile.sheet.bottom - room.y)
        assert not any(ring.rect.intersects(shown) for ring in rings)
        seam_x = tile.sheet.x + (tile.own.x - tile.seen.x) * poster.scale
        if tile.column:
            assert any(ring.rect.center.x == pytest.approx(seam_x) for ring in rings)
    none = poster_sheets(content, replace(POSTER, crop_marks=False), furniture)
    assert all(part.drawing.width != poster.size.width for sheet in none for part in sheet.parts)


@pytest.mark.parametrize("header", [False, True])
def test_marks_stand_clear_of_header_key_and_footer(header: bool) -> None:
    options = replace(POSTER, header=header)
    content, furniture, poster = posted(load_template("service-blueprint"), options)
    room, margin = tile_room(furniture, poster.size), furniture.margin(poster.size)
    assert room.y - MARK >= (margin + 26.0 if header else 0.0)
    for sheet in poster_sheets(content, options, furniture):
        (key,) = [part for part in sheet.parts if part.drawing.height == KEY_HEIGHT]
        assert key.y >= room.bottom + MARK
        assert key.y + KEY_HEIGHT <= poster.size.height - margin - furniture.foot()


def test_a_lane_that_begins_above_a_tile_is_named_beside_it_again() -> None:
    stages = [Stage(id=f"s{n}", name=f"Stage {n}") for n in range(8)]
    cards = [Card(id=f"{n}-{k}", lane="l", stage=f"s{n}", text=f"{n} {k}") for n in range(8) for k in range(30)]
    journey = Journey(
        title="Tall", stages=Table.of(stages), lanes=Table.of([Lane(id="l", label="Deeds")]), cards=Table.of(cards)
    )
    _, _, poster = posted(journey, POSTER)
    assert poster.rows > 1 < poster.columns
    texts = page_texts(export_pdf(journey, POSTER))
    for tile, text in zip(poster.sheets, texts, strict=True):
        assert text.count("Deeds") == (0 if tile.row and not tile.column else 1), tile.name


def test_marks_of_two_tiles_lie_on_each_other() -> None:
    """What stands at a seam stands there on both tiles, seen from the map."""
    _, _, poster = posted(load_template("current-state"), POSTER)
    for one, other in pairwise(poster.tiles):
        if one.row == other.row:
            assert one.own.right == other.own.x
            assert one.seen.right - other.seen.x == pytest.approx(POSTER.overlap / poster.scale)


def test_a_map_that_fits_is_one_tile_without_a_key() -> None:
    texts = page_texts(export_pdf(load_template("current-state"), replace(POSTER, paper="A1"), "a.cjm"))
    assert len(texts) == 1
    assert "A1" not in texts[0]


def test_a_poster_beyond_all_walls_is_refused() -> None:
    with pytest.raises(TooManySheetsError, match=r"the poster would have about [\d,]+ sheets; choose larger paper"):
        posted(map_of(1), replace(POSTER, paper="A5", map_scale=20))


@pytest.mark.parametrize("letters", ["abcdefghij", "אבגדהוזחטי"])
@pytest.mark.parametrize("shift", range(0, 40, 8))
def test_lines_that_two_tiles_show_keep_their_order_and_are_read_once(letters: str, shift: int) -> None:
    """Each is read on the tile on which it begins, wherever the seam lies."""
    stages = [Stage(id=f"s{n}", name=f"Stage {n}", width=160.0 + shift) for n in range(8)]
    lanes = [Lane(id=f"l{n}", label=f"Lane {n}") for n in range(6)]
    cards = [
        Card(
            id=f"{lane.id}{stage.id}",
            lane=lane.id,
            stage=stage.id,
            text=" ".join(
                letters[n] + letters[x] * (2 + n * (x + y) % 7) + letters[y] for n in (*range(10), *range(5))
            ),
        )
        for y, lane in enumerate(lanes)
        for x, stage in enumerate(stages)
    ]
    journey = Journey(title="T", stages=Table.of(stages), lanes=Table.of(lanes), cards=Table.of(cards))
    options = replace(POSTER, paper="A5", map_scale=1.0)
    pdf = export_pdf(journey, options)
    content, _, poster = posted(journey, options)
    pages, said = page_texts(pdf), squeezed(spoken(pdf).text)
    for lane in content.layout.lanes:
        for box in lane.box.cards:
            rect, lines = box.rect.moved(0, lane.y), box.text.block.lines
            if any(tile.seen.united(rect) == tile.seen for tile in poster.tiles):
                assert any(squeezed(box.card.text) in page for page in pages)
            # Right-to-left lines are told as they are seen.
            told = "".join(squeezed(line.text[::-1] if line.rtl else line.text) for line in lines)
            assert said.count(told) == 1


def test_posters_are_as_large_as_the_fewest_sheets_allow() -> None:
    journey = load_template("current-state")
    _, _, poster = posted(journey, POSTER)
    for scale in (1.0, 0.9):
        _, _, other = posted(journey, replace(POSTER, map_scale=scale))
        assert len(other.sheets) >= len(poster.sheets)
        assert len(other.sheets) > len(poster.sheets) or other.scale <= poster.scale
    assert len(page_sizes(export_pdf(journey, POSTER))) == len(poster.sheets)


def test_texts_that_do_not_show_on_a_tile_are_not_on_its_page() -> None:
    texts = page_texts(export_pdf(sparse(), POSTER))
    assert sum("First" in text for text in texts) == 1
    assert sum("Last" in text for text in texts) == 1
