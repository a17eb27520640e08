"""Shapes that come again and again: written once, and the same picture as when each is written out."""

from __future__ import annotations

import re

import pytest
from PIL import ImageChops

from cjm_desktop.drawing.primitives import Group, Path, Shape, Stroke
from cjm_desktop.geometry import Rect, Size
from cjm_desktop.painters import pdf_forms
from cjm_desktop.painters.pages import Page, Part
from cjm_desktop.painters.pdf import paint_pages, paint_pdf
from tests.painters.pdf_reading import content, drawing, objects, raster

_CARD = (
    Shape(Rect(0, 0, 30, 14), 4, "#eef2ff", Stroke("#333355", 2.5)),
    Shape(Rect(0, 0, 3, 14), 1.5, "#dd2244"),
    Path((("m", 8, 4), ("c", 12, -3, 20, 12, 24, 8)), None, Stroke("#118833", 3, (4, 2), round=True)),
)


def cards(count: int) -> list[Group]:
    return [Group(5 + 38 * (n % 5), 6 + 18 * (n // 5), Rect(0, 0, 30, 14), _CARD) for n in range(count)]


def forms(pdf: bytes) -> int:
    return sum("/Subtype /Form" in entry.entries for entry in objects(pdf).values())


def test_shapes_that_come_often_are_written_once_and_look_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    page = drawing(*cards(20))
    pdf = paint_pdf(page, scale=3)
    monkeypatch.setattr(pdf_forms, "_OFTEN", 1_000)
    written_out = paint_pdf(page, scale=3)

    assert forms(pdf) == 3
    assert forms(written_out) == 0
    assert len(re.findall(r"^/X\d Do$", content(pdf), re.MULTILINE)) == 60
    assert ImageChops.difference(raster(pdf, 2), raster(written_out, 2)).getbbox() is None


def test_what_comes_seldom_is_written_out() -> None:
    assert forms(paint_pdf(drawing(*cards(15)))) == 0


def test_pages_share_their_forms() -> None:
    page = Page(Size(200, 100), "#ffffff", (Part(drawing(*cards(20))),))
    once, twice = paint_pages([page]), paint_pages([page, page])

    assert forms(once) == forms(twice) == 3


def test_a_shape_is_written_alike_wherever_it_stands() -> None:
    dots = [Shape(Rect(3.17 * n, 41.3 - 2.09 * n, 5, 5), 2.5, "#2244dd") for n in range(20)]
    icons = [
        Path(
            (("m", n * 7.31, 50.5), ("l", n * 7.31 + 4, 50.5), ("c", n * 7.31, 51, n * 7.31, 53, n * 7.31 + 2, 54.25)),
            "#000000",
        )
        for n in range(20)
    ]
    pdf = paint_pdf(drawing(*dots, *icons))

    code = content(pdf)
    assert forms(pdf) == 1
    assert code.count("\n/X0 Do\n") == 20
    assert len(set(re.findall(r"^.* c f$", code, re.MULTILINE))) == 1
