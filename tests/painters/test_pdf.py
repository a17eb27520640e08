"""Shapes, gradients, clips, strokes on the page: seen as pixels, as a reader draws them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from cjm_desktop.drawing.primitives import Anchor, Gradient, Group, Item, Link, Path, Shape, Stroke
from cjm_desktop.geometry import Rect, Size
from cjm_desktop.painters.pdf import paint_pdf
from tests.painters.pdf_reading import colour_at, content, drawing, entries, raster, text

RED, BLUE, GREEN = "#ff0000", "#0000ff", "#00ff00"
_LETTERS = {"#ffffff": ".", RED: "R", BLUE: "B", GREEN: "G"}


def pixels(*items: Item, size: tuple[int, int] = (8, 6)) -> list[str]:
    """The drawing at one pixel a unit, a letter a pixel: `.` white, `?` neither white nor one of the three colours."""
    width, height = size
    image = raster(paint_pdf(drawing(*items, width=width, height=height)))
    return ["".join(_LETTERS.get(colour_at(image, x, y), "?") for x in range(width)) for y in range(height)]


def test_a_rectangle_lies_where_it_should_with_y_down() -> None:
    assert pixels(Shape(Rect(1, 1, 3, 2), fill=RED)) == [
        "........",
        ".RRR....",
        ".RRR....",
        "........",
        "........",
        "........",
    ]


def test_later_items_cover_earlier_ones_and_groups_are_moved() -> None:
    assert pixels(
        Shape(Rect(0, 0, 8, 6), fill=RED), Group(2, 1, Rect(0, 0, 4, 4), (Shape(Rect(1, 1, 2, 2), fill=BLUE),))
    ) == [
        "RRRRRRRR",
        "RRRRRRRR",
        "RRRBBRRR",
        "RRRBBRRR",
        "RRRRRRRR",
        "RRRRRRRR",
    ]


def test_a_clip_cuts_its_group_only() -> None:
    inside = Shape(Rect(0, 0, 8, 6), fill=RED)
    assert pixels(
        Group(0, 0, Rect(0, 0, 8, 6), (inside,), clip=Rect(2, 2, 3, 2)), Shape(Rect(7, 5, 1, 1), fill=BLUE)
    ) == [
        "........",
        "........",
        "..RRR...",
        "..RRR...",
        "........",
        ".......B",
    ]


def test_a_stroke_is_centred_on_the_edge() -> None:
    assert pixels(Shape(Rect(1.5, 1.5, 4, 3), fill=BLUE, stroke=Stroke(RED, 1))) == [
        "........",
        ".RRRRR..",
        ".RBBBR..",
        ".RBBBR..",
        ".RRRRR..",
        "........",
    ]


def test_dashes_end_with_their_stroke() -> None:
    dashed = Path((("m", 0, 1.5), ("l", 8, 1.5)), stroke=Stroke(RED, 1, (2, 1)))
    solid = Path((("m", 0, 3.5), ("l", 8, 3.5)), stroke=Stroke(BLUE, 1))
    assert pixels(dashed, solid) == [
        "........",
        "RR.RR.RR",
        "........",
        "BBBBBBBB",
        "........",
        "........",
    ]


def test_round_caps_end_with_their_stroke() -> None:
    round_ = Path((("m", 3, 2), ("l", 5, 2)), stroke=Stroke(RED, 2, round=True))
    square = Path((("m", 3, 5), ("l", 5, 5)), stroke=Stroke(BLUE, 2))
    rows = pixels(round_, square)
    assert rows[1][2] == "?"
    assert rows[4][2] == "."


def test_paths_draw_lines_and_curves_and_close() -> None:
    triangle = Path((("m", 0, 0), ("l", 8, 0), ("l", 0, 6), ("z",)), fill=RED)
    image = raster(paint_pdf(drawing(triangle, width=8, height=6)), 4)
    assert colour_at(image, 2, 2) == RED
    assert colour_at(image, 29, 20) == "#ffffff"

    bulge = Path((("m", 0, 6), ("c", 0, 0, 8, 0, 8, 6), ("z",)), fill=BLUE)
    image = raster(paint_pdf(drawing(bulge, width=8, height=6)), 4)
    assert colour_at(image, 16, 8) == BLUE
    assert colour_at(image, 1, 2) == "#ffffff"


def test_corners_are_round() -> None:
    image = raster(paint_pdf(drawing(Shape(Rect(0, 0, 100, 100), 50, RED), width=100, height=100)))
    assert colour_at(image, 50, 1) == colour_at(image, 1, 50) == colour_at(image, 50, 98) == RED
    for x, y in ((10, 10), (89, 10), (10, 89), (89, 89)):
        assert colour_at(image, x, y) == "#ffffff"
    for x, y in ((18, 18), (81, 18), (18, 81), (81, 81)):
        assert colour_at(image, x, y) == RED


def test_a_radius_of_more_than_half_the_size_is_half_the_size() -> None:
    big, half = (paint_pdf(drawing(Shape(Rect(10, 10, 40, 20), radius, RED))) for radius in (99, 10))
    assert raster(big).tobytes() == raster(half).tobytes()


def _near(pixel: object, colour: tuple[int, int, int]) -> bool:
    assert isinstance(pixel, tuple)
    return all(abs(part - wanted) <= 8 for part, wanted in zip(pixel, colour, strict=True))


_FADE = Gradient(((0.0, RED), (0.5, "#ffffff"), (1.0, BLUE)))


def test_a_gradient_runs_from_top_to_bottom_within_its_shape() -> None:
    image = raster(paint_pdf(drawing(Shape(Rect(10, 20, 50, 60), 0, _FADE))))

    assert colour_at(image, 5, 50) == colour_at(image, 30, 15) == colour_at(image, 30, 85) == "#ffffff"
    assert _near(image.getpixel((30, 20)), (255, 4, 4))
    assert _near(image.getpixel((30, 35)), (255, 128, 128))
    assert _near(image.getpixel((30, 50)), (255, 255, 255))
    assert _near(image.getpixel((30, 65)), (128, 128, 255))
    assert _near(image.getpixel((30, 79)), (4, 4, 255))


def test_a_gradient_is_stretched_over_each_shape_and_kept_once() -> None:
    pdf = paint_pdf(
        drawing(Shape(Rect(0, 0, 50, 20), 0, _FADE), Shape(Rect(60, 0, 50, 90), 8, _FADE, Stroke("#000000", 2)))
    )
    image = raster(pdf)

    assert entries(pdf).count("/ShadingType 2") == 1
    assert _near(image.getpixel((25, 19)), (25, 25, 255))
    assert colour_at(image, 60, 45) == "#000000"
    assert _near(image.getpixel((85, 88)), (11, 11, 255))
    assert colour_at(image, 61, 0) == "#ffffff"  # the round corner cuts the gradient off


def test_a_path_can_have_a_gradient() -> None:
    area = Path((("m", 10, 20), ("l", 60, 20), ("l", 60, 80), ("l", 10, 80), ("z",)), fill=_FADE)
    shape = Shape(Rect(10, 20, 50, 60), 0, _FADE)
    assert raster(paint_pdf(drawing(area))).tobytes() == raster(paint_pdf(drawing(shape))).tobytes()


def test_stops_that_do_not_reach_the_ends_are_drawn_out() -> None:
    image = raster(paint_pdf(drawing(Shape(Rect(0, 0, 50, 100), 0, Gradient(((0.4, RED), (0.6, BLUE)))))))
    assert colour_at(image, 25, 10) == RED
    assert colour_at(image, 25, 90) == BLUE


def test_the_ground_covers_a_page_larger_than_the_drawing() -> None:
    pdf = paint_pdf(
        drawing(Shape(Rect(0, 0, 10, 10), fill=RED), ground=GREEN), page=Size(300, 300), scale=2, x=50, y=20
    )
    image = raster(pdf)

    assert image.size == (300, 300)
    assert colour_at(image, 0, 0) == colour_at(image, 299, 299) == colour_at(image, 48, 25) == GREEN
    assert colour_at(image, 51, 21) == colour_at(image, 69, 39) == RED
    assert colour_at(image, 71, 30) == colour_at(image, 60, 41) == GREEN


def test_without_a_page_it_is_the_drawing_scaled() -> None:
    assert raster(paint_pdf(drawing(width=100, height=40), scale=0.5)).size == (50, 20)


def test_links_and_anchors_draw_nothing() -> None:
    bare = paint_pdf(drawing(text("words")))
    full = paint_pdf(drawing(Link("https://example.com", Rect(0, 0, 90, 20)), text("words"), Anchor("A", "a", 0, 0, 0)))
    assert content(full) == content(bare)


def test_text_has_its_colour() -> None:
    image = raster(paint_pdf(drawing(text("████", colour=RED))), 2)
    colours = {colour for _, colour in image.getcolors(100_000)}
    assert (255, 0, 0) in colours
    assert all(red == 255 and green == blue for red, green, blue in colours)


def test_the_content_balances_what_it_opens() -> None:
    group = Group(1, 2, Rect(0, 0, 9, 9), (Shape(Rect(0, 0, 9, 9), 2, _FADE), text("a")), clip=Rect(0, 0, 5, 5))
    operators = content(paint_pdf(drawing(group, replace(group, x=40)))).split()
    assert operators.count("q") == operators.count("Q") == 7
    assert operators.count("BT") == operators.count("ET") == 2


@pytest.mark.parametrize("fill", [None, RED, _FADE])
def test_shapes_without_extent_do_no_harm(fill: str | Gradient | None) -> None:
    flat = Shape(Rect(10, 10, 0, 0), 3, fill, Stroke(BLUE, 0))
    image = raster(
        paint_pdf(drawing(flat, Path((), fill), Path((("m", 5, 5),), fill), Shape(Rect(0, 0, 4, 4), 0, RED)))
    )
    assert colour_at(image, 2, 2) == RED
    assert colour_at(image, 100, 50) == "#ffffff"


def test_a_gradient_over_nothing_is_not_stretched() -> None:
    flat = (Shape(Rect(10, 10, 30, 0), 0, _FADE), Path((("m", 5, 5), ("l", 9, 5)), _FADE))
    assert " sh" not in content(paint_pdf(drawing(*flat)))
