"""A PDF to look at: sizes of pages, parts of pages that fit together, and what is no PDF."""

from __future__ import annotations

import pytest

from cjm_desktop.exporting import ExportOptions, export_pdf
from cjm_desktop.exporting.content import content_of
from cjm_desktop.exporting.files import picture_pdf
from cjm_desktop.painters.paper import Paper
from cjm_desktop.templates import load_template


@pytest.fixture(scope="module")
def pdf() -> bytes:
    return export_pdf(load_template("current-state"), ExportOptions(page="handout", paper="A5"))


def test_pages_have_their_sizes(pdf: bytes) -> None:
    paper = Paper(pdf)
    assert len(paper.sizes) > 3
    assert {(round(size.width), round(size.height)) for size in paper.sizes} == {(595, 420)}
    paper.close()


def test_parts_of_a_page_are_the_page(pdf: bytes) -> None:
    paper = Paper(pdf)
    width, height = 298, 210
    whole = paper.draw(0, 0.5, 0, 0, width, height)
    assert len(whole) == 4 * width * height
    assert whole.count(b"\xff") < len(whole), "something is drawn"
    for left, top, wide, high in ((0, 0, width, 40), (40, 60, 100, 50)):
        part = paper.draw(0, 0.5, left, top, wide, high)
        # PDFium rounds what it cuts off at an edge: what lies a little within is the same.
        for row in range(8, high - 8):
            start = 4 * ((top + row) * width + left)
            assert part[4 * (row * wide + 8) : 4 * (row * wide + wide - 8)] == whole[start + 32 : start + 4 * wide - 32]
    paper.close()


def test_every_page_can_be_drawn_again(pdf: bytes) -> None:
    paper = Paper(pdf)
    first = [bytes(paper.draw(number, 0.1, 0, 0, 60, 42)) for number in range(len(paper.sizes))]
    again = [bytes(paper.draw(number, 0.1, 0, 0, 60, 42)) for number in reversed(range(len(paper.sizes)))]
    assert again == first[::-1]
    assert len(set(first)) == len(first)
    paper.close()


def test_what_is_no_pdf() -> None:
    with pytest.raises(ValueError, match=r"\w"):
        Paper(b"nothing of the kind")


def test_where_nothing_is_painted_a_page_may_be_clear() -> None:
    journey, options = load_template("current-state"), ExportOptions(transparent=True)
    paper = Paper(picture_pdf(journey, content_of(journey, options, ""), options))
    clear, white = (paper.draw(0, 0.25, 0, 0, 200, 200, clear=wanted) for wanted in (True, False))
    assert clear[:4] == b"\0\0\0\0"
    assert white[:3] == b"\xff\xff\xff"
    assert 0xFF in clear[3::4]
    paper.close()
