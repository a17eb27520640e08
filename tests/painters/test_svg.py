"""SVG: what layout wants is what a reader of the fonts inside shows, in every script; safe, strict, the same bytes every time."""

from __future__ import annotations

import base64
import io
import os
import re
import subprocess
import sys
from xml.etree.ElementTree import Element

import pytest
from PIL import Image as Pillow

from cjm_desktop.drawing.draw import Drawer
from cjm_desktop.drawing.primitives import Drawing, Gradient, Group, Image, Link, Path, Shape, Stroke, Tag
from cjm_desktop.geometry import Rect, Size
from cjm_desktop.layout.engine import LayoutEngine
from cjm_desktop.model.journey import Journey
from cjm_desktop.model.pictures import make_picture
from cjm_desktop.model.records import Picture
from cjm_desktop.painters.pages import Page, Part, without_ground
from cjm_desktop.painters.svg import SvgMeta, paint_svg
from cjm_desktop.painters.svg_text import TextKind
from cjm_desktop.text.engine import default_engine
from cjm_desktop.theme import LIGHT
from tests.maps import random_map
from tests.painters.pdf_reading import drawing, squeezed, text
from tests.painters.svg_reading import HREF, SVG, ink_of, ink_of_outlines, ink_of_texts, parsed, same_ink, texts

SCRIPTS = {
    "devanagari": "नमस्ते क्षत्रिय हिन्दी किताब",
    "arabic": "عربي: مرحبا بالعالم (123) لا",
    "hebrew": "שלום עולם (abc) 12",
    "thai": "สวัสดีครับ กำลังน้ำ",
    "bengali": "বাংলা ভাষা কি",
    "tamil": "தமிழ் மொழி கொ",
    "japanese": "日本語テキスト。漢字「括弧」",
    "chinese": "中文简体字 测试，标点",
    "korean": "한국어 텍스트",
    "emoji": "Emoji 😀👩‍👩‍👧‍👦 ❤️ 🇫🇷 5️⃣ ☎ ✓ →",
    "latin": "ffi fl AVATAR To. W. Ty “quoted” overlong-hyphenated",
    "marks": "Ελληνικά ά Русский й é̂ ạ̈ Nguyễn ở đâu",
    "burmese": "မြန်မာ ခ្មែរ ລາວ",
    "georgian": "ქართული Հայերեն አማርኛ",
    "dravidian": "മലയാളം ಕನ್ನಡ తెలుగు",
    "mixed": "mixed עברית and English عربي end",
    "markup": "a<b>&\"'</text><script>alert(1)</script>]]>",
}


def the_map(journey: Journey) -> Drawing:
    return Drawer(LIGHT).draw(LayoutEngine(default_engine(journey.language)).layout(journey, "map.cjm"))


def all_of(svg: bytes, tag: str) -> list[Element]:
    return list(parsed(svg).iter(f"{SVG}{tag}"))


@pytest.mark.parametrize("words", SCRIPTS.values(), ids=SCRIPTS)
def test_a_reader_of_the_fonts_inside_shows_each_glyph_where_it_was_set(words: str) -> None:
    drawn = drawing(text(f"{words} {words}"))
    svg = paint_svg(drawn)
    assert same_ink(ink_of_texts(svg), ink_of(drawn))
    # And it can be searched and copied.
    assert squeezed(words) in squeezed(texts(svg))


def test_spaces_between_lines_are_copied_and_words_that_go_on_stay_whole() -> None:
    svg = paint_svg(drawing(text("one two three four Donaudampfschifffahrtsgesellschaftskapitän", width=60)))
    (element,) = all_of(svg, "text")
    assert "".join(element.itertext()) == "one two three four Donaudampfschifffahrtsgesellschaftskapitän"
    assert len(list(element)) > 3


@pytest.mark.parametrize("seed", range(6))
def test_a_whole_map_is_shown_as_it_was_laid_out(seed: int) -> None:
    journey = random_map(seed, cards=60)
    drawn = the_map(journey)
    svg = paint_svg(drawn, pictures=journey.pictures)
    assert same_ink(ink_of_texts(svg, journey.language or "en"), ink_of(drawn))


@pytest.mark.parametrize("kind", ["text", "outlines"])
def test_every_cards_text_is_found(kind: TextKind) -> None:
    journey = random_map(11, cards=120)
    found = squeezed(texts(paint_svg(the_map(journey), text=kind)))
    for card in journey.cards.values():
        assert card.lane is None or squeezed(card.text) in found, card.text


@pytest.mark.parametrize("words", SCRIPTS.values(), ids=SCRIPTS)
def test_outlines_are_those_of_the_glyphs(words: str) -> None:
    """Each word's shape stands there once; put together with their places they are the glyphs that were set."""
    drawn = drawing(text(f"{words} {words}", x=0, y=0))
    svg = paint_svg(drawn, text="outlines")
    shapes = ink_of_outlines(svg)
    assert not all_of(svg, "text")
    assert b"font" not in svg
    assert len(set(shapes.values())) == len(shapes)

    def starts(path: str) -> list[tuple[float, float, str]]:
        parts = re.findall(r"M(-?\d+) (-?\d+)([^M]*)", path)
        return [(float(x), float(y), rest) for x, y, rest in parts]

    found = []
    for group in all_of(svg, "g"):
        matrix = re.fullmatch(r"matrix\((\S+) 0 0 -\S+ (\S+) (\S+)\)", group.get("transform", ""))
        for use in group.findall(f"{SVG}use"):
            assert matrix
            scale, x, y = map(float, matrix.groups())
            for right, up, rest in starts(shapes[use.get(HREF, "")[1:]]):
                at = float(use.get("x", "0")) + right
                found.append((round(x + at * scale, 1), round(y - up * scale, 1), rest))
    wanted = []
    for ink in ink_of(drawn):
        ((right, up, rest),) = starts(f"M{ink.outline}")
        wanted.append((ink.x + right * ink.scale, ink.y - up * ink.scale, rest))
    assert len(found) == len(wanted)
    for (x, y, rest), (wx, wy, wanted_rest) in zip(sorted(found, key=_place), sorted(wanted, key=_place), strict=True):
        assert rest == wanted_rest
        assert (x, y) == pytest.approx((wx, wy), abs=0.1)


def _place(one: tuple[float, float, str]) -> tuple[str, float, float]:
    return one[2], round(one[1]), one[0]


def test_the_page_is_as_large_as_the_drawing() -> None:
    root = parsed(paint_svg(drawing(width=841.89, height=595.28)))
    assert (root.get("width"), root.get("height")) == ("841.89pt", "595.28pt")
    assert root.get("viewBox") == "0 0 841.89 595.28"


def test_it_tells_what_it_is() -> None:
    svg = paint_svg(drawing(), meta=SvgMeta('A "<map>" & -- more', "To find out\x00", "CJM -- Desktop", "vi"))
    root = parsed(svg)
    assert root.find(f"{SVG}title").text == 'A "<map>" & -- more'  # type: ignore[union-attr]
    assert root.find(f"{SVG}desc").text == "To find out\ufffd"  # type: ignore[union-attr]
    assert root.get("lang") == "vi"
    assert root.get("aria-labelledby") == root.find(f"{SVG}title").get("id")  # type: ignore[union-attr]


@pytest.mark.parametrize("ground", ["#ffffff", "#171a26"])
def test_a_page_without_ground_has_none(ground: str) -> None:
    whole = Shape(Rect(0, 0, 200, 100), 0, ground)
    under = Group(3, 4, Rect(0, 0, 200, 100), (whole, Shape(Rect(5, 5, 20, 20), 0, "#ff0000")))
    page = Page(Size(206, 108), ground, (Part(drawing(under, ground=ground)),))
    assert [one.get("fill") for one in all_of(paint_svg(page), "rect")] == [ground, ground, "#ff0000"]
    assert [one.get("fill") for one in all_of(paint_svg(without_ground(page)), "rect")] == ["#ff0000"]


def test_shapes_paths_and_strokes() -> None:
    dashed = Stroke("#112233", 1.5, (3.0, 2.25), round=True)
    svg = paint_svg(
        drawing(
            Shape(Rect(1, 2, 30, 10), 99, None, dashed),
            Shape(Rect(0, 0, 5, 5)),
            Path((("m", 0, 1.5), ("l", 10, 2), ("c", 1, 2, 3, 4, 5.126, -6), ("z",)), "#00ff00"),
            Path((("m", 0, 0), ("l", 9, 0)), stroke=Stroke("#0000ff")),
            Group(7, 8.5, Rect(0, 0, 9, 9), (Shape(Rect(0, 0, 1, 1), 0, "#abcdef"),), "card-1", clip=Rect(0, 0, 4, 4)),
        )
    )
    _, _, oval, square = all_of(svg, "rect")  # a frame to clip by and the ground come first
    assert oval.attrib == {
        "x": "1", "y": "2", "width": "30", "height": "10", "rx": "5", "fill": "none", "stroke": "#112233",
        "stroke-width": "1.5", "stroke-dasharray": "3 2.25", "stroke-linecap": "round", "stroke-linejoin": "round",
    }  # fmt: skip
    assert square.get("fill") == "#abcdef"
    filled, line = all_of(svg, "path")
    assert filled.get("d") == "M0 1.5L10 2C1 2 3 4 5.13 -6Z"
    assert line.attrib == {"d": "M0 0L9 0", "fill": "none", "stroke": "#0000ff", "stroke-width": "1"}
    (group,) = all_of(svg, "g")
    assert group.get("id") == "card-1"
    assert group.get("transform") == "translate(7 8.5)"
    (clip,) = all_of(svg, "clipPath")
    assert group.get("clip-path") == f"url(#{clip.get('id')})"
    assert clip[0].attrib == {"x": "0", "y": "0", "width": "4", "height": "4"}


def test_a_gradient_runs_down_its_shape() -> None:
    fade = Gradient(((0, "#d1f0e0"), (0.5, "#ffffff"), (1, "#fddad8")))
    shapes = [Shape(Rect(0, 10, 9, 30), 0, fade), Shape(Rect(50, 10, 9, 30), 0, fade), Shape(Rect(0, 0, 9, 0), 0, fade)]
    svg = paint_svg(drawing(*shapes, Path((("m", 0, 5), ("l", 9, 9), ("l", 0, 9), ("z",)), fade)))
    one, other = all_of(svg, "linearGradient")
    assert (one.get("y1"), one.get("y2"), other.get("y1"), other.get("y2")) == ("10", "40", "5", "9")
    assert [(stop.get("offset"), stop.get("stop-color")) for stop in one] == [
        ("0", "#d1f0e0"), ("0.5", "#ffffff"), ("1", "#fddad8"),
    ]  # fmt: skip
    fills = [shape.get("fill") for shape in (*all_of(svg, "rect"), *all_of(svg, "path"))]
    assert fills == ["#ffffff", f"url(#{one.get('id')})", f"url(#{one.get('id')})", f"url(#{other.get('id')})"]


def test_ids_are_those_of_the_records_and_stand_there_once() -> None:
    def group(key: str) -> Group:
        return Group(0, 0, Rect(0, 0, 9, 9), (Shape(Rect(0, 0, 1, 1), 0, "#000000"),), key)

    svg = paint_svg(drawing(*(group(key) for key in ("card-a", "1st", "card-a", "cjm-title", "-x"))), meta=SvgMeta("T"))
    assert [one.get("id") for one in all_of(svg, "g") if one.get("id")] == ["card-a", "_1st", "_cjm-title", "_-x"]


def test_figures_are_said_in_words() -> None:
    shape = Shape(Rect(0, 0, 1, 1), 0, "#000000")
    face = Group(0, 0, Rect(0, 0, 9, 9), (shape,), tag=Tag("Figure", 'sad "face"'))
    plain = Group(0, 0, Rect(0, 0, 9, 9), (shape,), "x", tag=Tag("P"))
    one, other = all_of(paint_svg(drawing(face, plain), said=str.upper), "g")
    assert (one.get("role"), one.get("aria-label"), other.get("role")) == ("img", 'SAD "FACE"', None)


@pytest.mark.parametrize("kind", ["text", "outlines"])
@pytest.mark.parametrize("seed", [1, 2])
def test_ids_of_a_map_are_names_and_differ(seed: int, kind: TextKind) -> None:
    journey = random_map(seed, cards=60)
    root = parsed(paint_svg(the_map(journey), text=kind, pictures=journey.pictures, meta=SvgMeta("T")))
    ids = [id_ for one in root.iter() if (id_ := one.get("id"))]
    assert len(ids) == len(set(ids))
    assert all(re.fullmatch(r"[A-Za-z_][\w.-]*", id_) for id_ in ids)
    assert {card.id for card in journey.cards.values() if card.lane is not None} <= set(ids)


@pytest.mark.parametrize("kind", ["text", "outlines"])
def test_nothing_runs_and_nothing_is_fetched(kind: TextKind) -> None:
    evil = '"><script>alert(1)</script><image href="http://evil.example/x.png" onload="x()"/><!--]]>&\x00\x1b\ufffe'
    journey = random_map(4, cards=40)
    first = next(iter(journey.cards.values()))
    cards = {**journey.cards, first.id: first.model_copy(update={"text": evil})}
    journey = journey.model_copy(update={"cards": type(journey.cards)(cards), "title": evil, "objective": evil})
    svg = paint_svg(
        the_map(journey), text=kind, meta=SvgMeta(evil, evil, evil, '"x'), pictures=journey.pictures, carried=b"x"
    )
    for one in parsed(svg).iter():
        assert isinstance(one.tag, str)
        assert one.tag.rpartition("}")[2] not in ("script", "foreignObject", "animate", "set", "iframe", "handler")
        for name, value in one.attrib.items():
            plain = name.rpartition("}")[2]
            assert not plain.startswith("on")
            if plain == "href" and one.tag != f"{SVG}a":
                assert value.startswith(("#", "data:image/png;base64,", "data:image/jpeg;base64,"))
            for url in re.findall(r"url\(([^)]*)\)", value):
                assert url.startswith("#")
        if one.tag == f"{SVG}style":
            assert "@import" not in (one.text or "")
            for url in re.findall(r"url\(([^)]{0,30})", one.text or ""):
                assert url.startswith("data:font/woff;base64,")


def test_links_open_web_pages_and_mail_and_nothing_else() -> None:
    urls = [
        'https://a.example/?a="b"&c=<d>',
        "mailto:a@b.example",
        "javascript:alert(1)",
        "file:///etc/passwd",
        "http://[",
    ]
    svg = paint_svg(drawing(*(Link(url, Rect(5, n * 10, 50, 8)) for n, url in enumerate(urls))))
    links = all_of(svg, "a")
    assert [link.get(HREF) for link in links] == ["https://a.example/?a=%22b%22&c=%3Cd%3E", "mailto:a@b.example"]
    assert [(link[0].get("y"), link[0].get("fill")) for link in links] == [("0", "none"), ("10", "none")]


def picture(kind: str, mode: str = "RGB") -> Picture:
    out = io.BytesIO()
    Pillow.new(mode, (40, 20), "#ff0000").save(out, kind)
    made = make_picture(out.getvalue(), "A <red> one")
    assert made is not None
    return made


@pytest.mark.parametrize(("kind", "mime"), [("PNG", "png"), ("JPEG", "jpeg"), ("WEBP", "png")])
def test_a_picture_stands_there_once_in_a_kind_that_every_reader_knows(kind: str, mime: str) -> None:
    red = picture(kind)
    left = Image(red.id, Rect(0, 0, 20, 20), 4)
    right = Image(red.id, Rect(50, 0, 20, 20), 0, Rect(0.5, 0, 0.5, 1), opacity=0.8)
    svg = paint_svg(drawing(left, right, Image("lost", Rect(0, 0, 9, 9))), pictures={red.id: red})
    (image,) = all_of(svg, "image")
    head, _, data = image.get(HREF, "").partition(",")
    assert head == f"data:image/{mime};base64"
    with Pillow.open(io.BytesIO(base64.b64decode(data))) as opened:
        assert opened.size == (40, 20)
        assert (image.get("width"), image.get("height")) == ("40", "20")
    one, other = all_of(svg, "use")
    assert one.get(HREF) == other.get(HREF) == f"#{image.get('id')}"
    assert one.get("transform") == "matrix(1 0 0 1 -10 0)"  # cropped to its middle
    assert other.get("transform") == "matrix(1 0 0 1 30 0)"  # its right half
    frames = [one for one in all_of(svg, "g") if one.get("clip-path")]
    assert [frame.get("aria-label") for frame in frames] == ["A <red> one"] * 2
    assert frames[1].get("opacity") == "0.8"


def test_broken_pictures_are_left_out() -> None:
    red = picture("PNG")
    data = base64.b64decode(red.data)
    for broken in (data[:-30], b"<svg onload='x'/>", b""):
        record = red.model_copy(update={"data": base64.b64encode(broken).decode()})
        assert not all_of(paint_svg(drawing(Image(red.id, Rect(0, 0, 20, 20))), pictures={red.id: record}), "image")


_AGAIN = """
import hashlib, sys
from cjm_desktop.painters.pages import Page, Part, without_ground
from cjm_desktop.painters.svg import SvgMeta, paint_svg
from tests.maps import random_map
from tests.painters.test_svg import the_map
journey = random_map(4, cards=60)
for kind in ("text", "outlines"):
    made = paint_svg(the_map(journey), text=kind, meta=SvgMeta("T"), pictures=journey.pictures, carried=b"map")
    sys.stdout.write(hashlib.sha256(made).hexdigest())
"""


def test_equal_maps_give_equal_bytes_in_every_process() -> None:
    said = {
        subprocess.run(
            [sys.executable, "-c", _AGAIN],
            capture_output=True,
            text=True,
            check=True,
            env={**os.environ, "PYTHONHASHSEED": seed},
        ).stdout
        for seed in ("1", "77")
    }
    assert len(said) == 1


def test_progress_goes_up_to_one_and_can_end_the_work() -> None:
    shares: list[float] = []
    paint_svg(the_map(random_map(1, cards=30)), done=shares.append)
    assert shares == sorted(shares)
    assert 0.9 < shares[-1] <= 1

    class StopError(Exception):
        pass

    def stop(_: float) -> None:
        raise StopError

    with pytest.raises(StopError):
        paint_svg(the_map(random_map(1, cards=30)), done=stop)


def test_a_large_map_is_small() -> None:
    """An SVG of 500 cards: 800 bytes a card and the fonts; a repeated word's outline is not written twice."""
    drawn = the_map(random_map(1, cards=500))
    assert len(paint_svg(drawn)) < 900_000
    assert len(paint_svg(drawn, text="outlines")) < 3_000_000
