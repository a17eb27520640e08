"""What stands around the map: header, footer, logo, page numbers; and what the map leaves to them."""

from __future__ import annotations

import base64
from dataclasses import replace
from pathlib import Path

import pytest

from cjm_desktop.exporting import PAGES, ExportOptions, export_file, export_pdf, placement
from cjm_desktop.exporting.options import PageKind
from cjm_desktop.formats.errors import FileProblem
from cjm_desktop.geometry import Size
from cjm_desktop.model.journey import Journey
from cjm_desktop.templates import load_template
from tests.exporting.paper import page_pictures, page_sizes, page_texts
from tests.maps import png

RED = (230, 10, 20)


@pytest.fixture(scope="module")
def journey() -> Journey:
    return load_template("current-state")


@pytest.fixture
def logo(tmp_path: Path) -> str:
    path = tmp_path / "logo.png"
    path.write_bytes(png(60, 20, RED))
    return str(path)


def red_box(pdf: bytes, page: int) -> tuple[int, int, int, int] | None:
    picture = page_pictures(pdf)[page]
    mask = picture.convert("RGB").point(lambda value: value)
    spots = [
        (x, y)
        for x in range(mask.width)
        for y in range(min(80, mask.height))
        if sum(abs(a - b) for a, b in zip(mask.getpixel((x, y)), RED, strict=True)) < 30  # type: ignore[arg-type]
    ]
    if not spots:
        return None
    xs, ys = [x for x, _ in spots], [y for _, y in spots]
    return min(xs), min(ys), max(xs), max(ys)


@pytest.mark.parametrize("page", PAGES)
def test_the_logo_stands_at_the_head_of_every_page(journey: Journey, logo: str, page: PageKind) -> None:
    pdf = export_pdf(journey, ExportOptions(page=page, logo=logo, margin_mm=10))
    for number, size in enumerate(page_sizes(pdf)):
        box = red_box(pdf, number)
        assert box is not None
        left, top, right, bottom = box
        assert right <= size.width - 12
        assert right >= size.width - 40
        assert top >= 10
        assert (right - left) == pytest.approx(3 * (bottom - top), abs=4)


def test_one_logo_is_in_the_file_once(journey: Journey, logo: str) -> None:
    one = export_pdf(journey, ExportOptions(page="fit", logo=logo))
    many = export_pdf(journey, ExportOptions(page="handout", logo=logo))
    for pdf in (one, many):
        assert pdf.count(b"/Subtype /Image") == export_pdf(journey, ExportOptions()).count(b"/Subtype /Image") + 1
    assert base64.b64encode(png(60, 20, RED)) not in one  # it is drawn, and is no part of the map inside


def test_a_logo_that_is_none_is_refused(journey: Journey, tmp_path: Path) -> None:
    (tmp_path / "logo.txt").write_text("no picture", encoding="utf-8")
    for name, said in (("logo.txt", "is no logo: it must be a PNG"), ("none.png", "there is no such file")):
        with pytest.raises(FileProblem, match=said):
            export_file(journey, tmp_path / "a.pdf", ExportOptions(logo=str(tmp_path / name)))
    assert not (tmp_path / "a.pdf").exists()


@pytest.mark.parametrize("page", PAGES)
def test_a_header_says_the_title_on_every_page(journey: Journey, page: PageKind) -> None:
    told = page_texts(export_pdf(journey, ExportOptions(page=page, header=True, appendix=("notes",))))
    title = "".join(journey.title.split())
    assert all(title in text for text in told)
    plain = page_texts(export_pdf(journey, ExportOptions(page=page, footer=False, appendix=("notes",))))
    assert title not in plain[-1]


def test_a_page_of_the_maps_own_size_grows_by_its_header(journey: Journey) -> None:
    (plain,) = page_sizes(export_pdf(journey, ExportOptions(page="map")))
    (headed,) = page_sizes(export_pdf(journey, ExportOptions(page="map", header=True)))
    assert headed.width == plain.width
    assert headed.height == pytest.approx(plain.height + 30)


def test_a_single_page_is_not_numbered_and_says_nothing_twice(journey: Journey) -> None:
    (text,) = page_texts(export_pdf(journey, ExportOptions(), "a.cjm"))
    assert text.count("a.cjm") == 1
    assert "1/1" not in text
    first, *_ = page_texts(export_pdf(journey, ExportOptions(appendix=("notes",)), "a.cjm"))
    assert first.count("a.cjm") == 1
    assert "1/2" in first


def test_head_and_foot_take_their_room_from_the_map() -> None:
    options = ExportOptions(margin_mm=0, orientation="landscape")
    for size in (Size(400, 4000), Size(4000, 400)):
        plain = placement(size, options)
        framed = placement(size, options, head=30, foot=16)
        assert framed.y == pytest.approx(plain.y + 30)
        assert framed.y + size.height * framed.scale <= framed.page.height - 16 + 1e-6


def test_a_scale_of_its_own_is_kept_where_it_fits() -> None:
    size = Size(500, 300)
    assert placement(size, ExportOptions(map_scale=0.5)).scale == 0.5
    assert placement(size, ExportOptions(map_scale=9)).scale == placement(size, ExportOptions()).scale
    own = placement(size, ExportOptions(page="map", map_scale=2))
    assert own.page == Size(1000, 600)
    limited = placement(Size(10_000, 300), ExportOptions(page="map", map_scale=2))
    assert limited.page.width == 14_400


@pytest.mark.parametrize("palette", ["colour-blind", "black-and-white"])
def test_palettes_reach_the_paper(journey: Journey, palette: str) -> None:
    pdf = export_pdf(journey, replace(ExportOptions(theme="print"), palette=palette))  # type: ignore[arg-type]
    (picture,) = page_pictures(pdf)
    coloured = sum(
        count
        for count, (red, green, blue) in picture.getcolors(1_000_000) or []  # type: ignore[misc]
        if max(red, green, blue) - min(red, green, blue) > 12
    )
    assert (coloured == 0) == (palette == "black-and-white")
