"""The Qt painter: pixels of small drawings, glyphs where the text engine put them, and less where the map is small."""

from __future__ import annotations

import base64
import math
from collections.abc import Mapping

import pytest
from PySide6.QtCore import QBuffer, QIODevice, QRect, QSize
from PySide6.QtGui import QColor, QImage, QPainter

from cjm_desktop.drawing.primitives import (
    Anchor,
    Drawing,
    Glyphs,
    Gradient,
    Group,
    Image,
    Item,
    Link,
    Path,
    Shape,
    Stroke,
)
from cjm_desktop.geometry import Rect
from cjm_desktop.model.records import Picture
from cjm_desktop.painters.pdf import paint_pdf
from cjm_desktop.painters.qt import FLAT_SCALE, QtPainter
from cjm_desktop.painters.qt_culling import PlaceIndex, ink_of
from cjm_desktop.text.engine import TextEngine, default_engine
from cjm_desktop.text.lines import TextStyle
from tests.painters.pdf_reading import raster

pytestmark = pytest.mark.usefixtures("qapp")

LETTERS = {"#ffffff": ".", "#ff0000": "R", "#00ff00": "G", "#0000ff": "B", "#000000": "K"}


def painted(
    *items: Item,
    size: tuple[int, int] = (10, 8),
    scale: float = 1.0,
    clip: Rect | None = None,
    pictures: Mapping[str, Picture] | None = None,
    painter: QtPainter | None = None,
) -> QImage:
    width, height = size
    drawing = Drawing(width / scale, height / scale, "#ffffff", items)
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(QColor("#ffffff"))
    with QPainter(image) as on:
        area = clip or Rect(0, 0, drawing.width, drawing.height)
        (painter or QtPainter()).paint(on, drawing, area, scale, pictures or {})
    return image


def ascii_art(image: QImage) -> list[str]:
    """A letter a pixel: of the colour where it is pure, `?` where it is mixed."""
    return [
        "".join(LETTERS.get(image.pixelColor(x, y).name(), "?") for x in range(image.width()))
        for y in range(image.height())
    ]


def test_a_filled_box_with_an_edge() -> None:
    box = Shape(Rect(2, 1, 6, 5), 0, "#ff0000", Stroke("#0000ff", 1))
    assert ascii_art(painted(box)) == [
        "..........",
        "..BBBBBB..",
        "..BRRRRB..",
        "..BRRRRB..",
        "..BRRRRB..",
        "..BBBBBB..",
        "..........",
        "..........",
    ]


def test_boxes_snap_to_whole_pixels_at_any_scale() -> None:
    box = Shape(Rect(1.1, 1.2, 2.45, 1.3), 0, "#ff0000")
    for scale in (1.0, 1.33, 1.5, 2.1):
        art = ascii_art(painted(box, scale=scale))
        assert not any("?" in line for line in art), scale
        left, right = math.floor(1.1 * scale + 0.5), math.floor(3.55 * scale + 0.5)
        top = math.floor(1.2 * scale + 0.5)
        assert art[top].index("R") == left
        assert art[top].count("R") == right - left


def test_two_boxes_that_touch_leave_no_gap() -> None:
    boxes = [Shape(Rect(n * 2.3, 0, 2.3, 8), 0, "#ff0000") for n in range(4)]
    for scale in (0.7, 1.0, 1.1):
        art = ascii_art(painted(*boxes, scale=scale))
        assert art[2].rstrip(".") == "R" * len(art[2].rstrip("."))


def test_a_level_rule_is_crisp() -> None:
    rule = Path((("m", 1, 3.4), ("l", 9, 3.4)), None, Stroke("#0000ff", 0.7))
    art = ascii_art(painted(rule))
    assert [line for line in art if line.strip(".")] == [".BBBBBBBB."]


def test_a_group_shifts_its_items_and_its_groups() -> None:
    dot = Shape(Rect(0, 0, 1, 1), 0, "#ff0000")
    inner = Group(2, 1, Rect(0, 0, 1, 1), (dot,))
    outer = Group(3, 2, Rect(0, 0, 4, 3), (inner, dot))
    art = ascii_art(painted(outer))
    assert art[2] == "...R......"
    assert art[3] == ".....R...."


def test_a_group_is_clipped() -> None:
    group = Group(1, 1, Rect(0, 0, 9, 7), (Shape(Rect(0, 0, 9, 7), 0, "#ff0000"),), clip=Rect(1, 1, 3, 2))
    after = Shape(Rect(9, 7, 1, 1), 0, "#0000ff")
    art = ascii_art(painted(group, after))
    assert [line.count("R") for line in art] == [0, 0, 3, 3, 0, 0, 0, 0]
    assert art[7][9] == "B", "the clip ends with its group"


def test_what_lies_outside_the_clip_is_not_painted() -> None:
    far = Group(6, 0, Rect(0, 0, 2, 2), (Shape(Rect(0, 0, 2, 2), 0, "#ff0000"),))
    assert "R" not in "".join(ascii_art(painted(far, clip=Rect(0, 0, 1, 8))))


def test_the_painter_is_left_as_it_was() -> None:
    image = QImage(20, 20, QImage.Format.Format_RGB32)
    with QPainter(image) as on:
        on.translate(3, 4)
        before = on.transform()
        QtPainter().paint(
            on, Group(0, 0, Rect(0, 0, 5, 5), (Shape(Rect(0, 0, 5, 5), 2, "#ff0000"),)), Rect(0, 0, 9, 9), 2, {}
        )
        assert on.transform() == before
        assert not on.hasClipping()


def test_a_gradient_runs_downwards() -> None:
    box = Shape(Rect(0, 0, 10, 8), 0, Gradient(((0.0, "#ff0000"), (1.0, "#0000ff"))))
    image = painted(box)
    reds = [image.pixelColor(5, y).red() for y in range(8)]
    assert reds == sorted(reds, reverse=True)
    assert reds[0] > 200
    assert reds[-1] < 60


def test_links_and_anchors_paint_nothing() -> None:
    image = painted(Link("https://example.org", Rect(0, 0, 9, 9)), Anchor("Stage", "s", 0, 1, 1))
    assert set("".join(ascii_art(image))) == {"."}


def test_dashes_are_as_long_as_they_say() -> None:
    line = Path((("m", 0, 2), ("l", 40, 2)), None, Stroke("#0000ff", 2, (6, 4)))
    art = ascii_art(painted(line, size=(40, 4)))
    assert art[1] == ("BBBBBB...." * 4)


def test_dashes_go_on_along_a_line_of_many_stretches() -> None:
    line = Path((("m", 0, 2), ("l", 660, 2)), None, Stroke("#0000ff", 2, (7, 4)))
    art = ascii_art(painted(line, size=(660, 4)))
    assert art[1] == ("BBBBBBB...." * 60)


def test_small_dashes_are_a_paler_line() -> None:
    line = Path((("m", 0, 10), ("l", 400, 10)), None, Stroke("#0000ff", 10, (6, 6)))
    row = ascii_art(painted(line, size=(40, 2), scale=0.1))[0]
    assert set(row) == {"?"}


def ink(image: QImage) -> QRect:
    """The rectangle of all pixels that are not white."""
    box = QRect()
    for y in range(image.height()):
        for x in range(image.width()):
            if image.pixelColor(x, y).lightness() < 170:
                box |= QRect(x, y, 1, 1)
    return box


@pytest.mark.parametrize(
    "text",
    [
        "Opens six tabs",
        "Ξεσκεπάζω την",
        "Съешь ещё этих",
        "配送を待つ",
        "مقارنة الأسعار",
        "השוואת",
        "उत्पाद",
        "ต้องการ",
        "😀🚚",
    ],
)
@pytest.mark.parametrize("scale", [1.0, 1.333, 2.0, 3.7])
def test_glyphs_lie_where_the_text_engine_put_them(text: str, scale: float) -> None:
    block = TextEngine().block(text, TextStyle(20.0), 400)
    (line,) = block.lines
    assert line.runs
    width, height = math.ceil((line.width + 40) * scale), math.ceil(60 * scale)
    found = ink(painted(Glyphs(line, 20, 40, "#000000"), size=(width, height), scale=scale))
    assert not found.isNull()
    slack = 4 * scale + 2
    assert abs(found.left() - 20 * scale) <= slack
    assert abs(found.right() - (20 + line.width) * scale) <= slack
    assert found.top() >= (40 - 20 * 1.6) * scale - 1
    assert found.bottom() <= (40 + 20 * 0.9) * scale + 1


def test_each_glyph_stands_at_its_advance() -> None:
    """The second of two bars is as far from the first at every scale as the text engine says."""
    line = TextEngine().block("l" + "n" * 12 + "l", TextStyle(16.0), 900).lines[0]
    run = line.runs[0]
    apart = sum(run.advances[:-1]) * run.size / run.face.units_per_em
    for scale in (1.0, 1.5, 2.35):
        size = (math.ceil((line.width + 20) * scale), math.ceil(30 * scale))
        image = painted(Glyphs(line, 10, 20, "#000000"), size=size, scale=scale)
        row = round((20 - 11) * scale)  # above the n: only the two bars
        dark = [x for x in range(image.width()) if image.pixelColor(x, row).lightness() < 128]
        assert dark[-1] - dark[0] == pytest.approx(apart * scale, abs=1.6 + scale)


def test_new_glyphs_of_a_face_come_when_they_are_wanted() -> None:
    painter, engine = QtPainter(), TextEngine()
    for text in ("配送", "比較する", "価格を", "店舗で", "購入", "安心", "給餌器", "検索", "探す", "待つ", "配送"):
        line = engine.block(text, TextStyle(20.0), 400).lines[0]
        image = painted(Glyphs(line, 4, 30, "#000000"), size=(120, 44), painter=painter)
        again = painted(Glyphs(line, 4, 30, "#000000"), size=(120, 44))
        assert image == again
        assert not ink(image).isNull()


def test_text_too_small_to_read_is_a_bar() -> None:
    line = TextEngine().block("Opens six tabs", TextStyle(9.5), 400).lines[0]
    image = painted(Glyphs(line, 5, 20, "#000000"), size=(60, 16), scale=0.4)
    shades = {image.pixelColor(x, y).lightness() for x in range(60) for y in range(16)}
    assert min(shades) > 100, "muted"
    rows = [y for y in range(16) if any(image.pixelColor(x, y).lightness() < 250 for x in range(60))]
    assert 1 <= len(rows) <= 3


def test_far_out_a_group_is_one_flat_rectangle() -> None:
    box = Shape(Rect(0, 0, 40, 20), 4, "#0000ff")
    group = Group(10, 10, Rect(0, 0, 40, 20), (box,), "card", "#00ff00")
    near = "".join(ascii_art(painted(group, size=(40, 20), scale=FLAT_SCALE + 0.01)))
    far = "".join(ascii_art(painted(group, size=(40, 20), scale=FLAT_SCALE - 0.01)))
    assert "G" not in near
    assert "B" in near
    assert "B" not in far
    assert far.count("G") == 10 * 5


def test_many_items_are_painted_in_their_order() -> None:
    boxes = [Shape(Rect(n % 9, n % 7, 2, 2), 0, ("#ff0000", "#00ff00", "#0000ff")[n % 3]) for n in range(200)]
    indexed = painted(*boxes)
    plain = QImage(10, 8, QImage.Format.Format_RGB32)
    plain.fill(QColor("#ffffff"))
    with QPainter(plain) as on:
        for box in boxes:
            on.fillRect(round(box.rect.x), round(box.rect.y), 2, 2, QColor(str(box.fill)))
    assert ascii_art(indexed) == ascii_art(plain)


def test_the_index_finds_what_touches() -> None:
    boxes = [Shape(Rect(x * 60, y * 60, 40, 40), 0, "#ff0000") for x in range(30) for y in range(30)]
    wide = Shape(Rect(0, 900, 1800, 2), 0, "#00ff00")
    index = PlaceIndex([*boxes, wide])
    for rect in (Rect(100, 100, 90, 90), Rect(0, 890, 30, 30), Rect(-50, -50, 5000, 5000), Rect(45, 45, 5, 5)):
        expected = [item for item in (*boxes, wide) if (ink_of(item) or rect).grown(0.001).intersects(rect)]
        found = [item for item in index.within(rect) if (ink_of(item) or rect).intersects(rect.grown(0.001))]
        assert found == expected


def _picture(width: int, height: int, mime: str = "image/png") -> Picture:
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(QColor("#ff0000"))
    with QPainter(image) as on:
        on.fillRect(0, 0, width // 4, height, QColor("#0000ff"))
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    assert image.save(buffer, mime.removeprefix("image/"), 100)  # type: ignore[call-overload]
    data = base64.b64encode(bytes(buffer.data().data())).decode()
    return Picture(id="sha256-x", mime=mime, width=width, height=height, data=data)


@pytest.mark.parametrize("mime", ["image/png", "image/webp"])
def test_a_picture_fills_its_box_cropped_around_the_middle(mime: str) -> None:
    picture = _picture(400, 100, mime)
    image = painted(Image("p", Rect(0, 0, 20, 10)), size=(20, 10), pictures={"p": picture})
    colours = {image.pixelColor(x, 5).red() > 200 for x in range(1, 19)}
    assert colours == {True}, "the blue quarter at the left is cropped away"
    whole = painted(Image("p", Rect(0, 0, 40, 10)), size=(40, 10), pictures={"p": picture})
    assert whole.pixelColor(4, 5).blue() > 200


def test_a_picture_with_round_corners() -> None:
    image = painted(Image("p", Rect(0, 0, 20, 20), 10), size=(20, 20), pictures={"p": _picture(100, 100)})
    assert image.pixelColor(0, 0) == QColor("#ffffff")
    assert image.pixelColor(10, 10) == QColor("#ff0000")


@pytest.mark.parametrize(
    "data",
    ["", "!!!", base64.b64encode(b"<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'/>").decode()],
)
def test_what_is_no_picture_paints_nothing(data: str) -> None:
    bad = Picture(id="p", mime="image/png", width=10, height=10, data=data)
    assert ink(painted(Image("p", Rect(0, 0, 10, 8)), pictures={"p": bad})).isNull()
    assert ink(painted(Image("missing", Rect(0, 0, 10, 8)))).isNull()


def test_a_picture_is_only_what_it_calls_itself() -> None:
    webp = _picture(20, 20, "image/webp")
    liar = webp.model_copy(update={"mime": "image/png"})
    assert ink(painted(Image("p", Rect(0, 0, 10, 8)), pictures={"p": liar})).isNull()


def test_an_image_of_a_drawing_fits_its_size() -> None:
    drawing = Drawing(200, 100, "#0000ff", (Shape(Rect(0, 0, 100, 100), 0, "#ff0000"),))
    image = QtPainter().image(drawing, QSize(60, 60), {})
    assert (image.width(), image.height()) == (60, 30)
    assert image.pixelColor(10, 10) == QColor("#ff0000")
    assert image.pixelColor(50, 10) == QColor("#0000ff")


@pytest.mark.parametrize("weight", [400, 700])
def test_chinese_is_as_bold_on_the_screen_as_on_paper(weight: int) -> None:
    engine = default_engine("zh-Hans")
    block = engine.block("直接骨骼角度今天广告商品配送" * 4, TextStyle(9.5, weight), 200)
    lines = tuple(Glyphs(line, 4, 4 + line.baseline, "#000000") for line in block.lines)
    drawing = Drawing(208, block.height + 8, "#ffffff", lines)
    scale = 4 / 3
    page = raster(paint_pdf(drawing), scale)
    size = QSize(page.width, page.height)
    image = QtPainter().image(drawing, size, {}).convertToFormat(QImage.Format.Format_Grayscale8)
    screen = sum(255 - image.pixelColor(x, y).lightness() for x in range(size.width()) for y in range(size.height()))
    paper = sum(255 - value for value in page.convert("L").tobytes())
    assert screen == pytest.approx(paper, rel=0.08)
