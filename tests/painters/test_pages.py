"""PDFs of several pages: drawings at their own scales, links and outline on their pages, fonts and pictures once."""

from __future__ import annotations

import re

import pypdfium2
import pytest

from cjm_desktop.drawing.primitives import Anchor, Image, Link, Shape
from cjm_desktop.geometry import Rect, Size
from cjm_desktop.painters.pages import Page, Part
from cjm_desktop.painters.pdf import paint_pages, paint_pdf
from tests.maps import picture
from tests.painters.pdf_reading import colour_at, drawing, objects, text

PORTRAIT = picture()


def pages() -> list[Page]:
    first = drawing(text("First words"), Anchor("One", "one", 0, 5, 8), Link("https://one.example", Rect(0, 0, 9, 9)))
    second = drawing(
        text("Second words"),
        Image(PORTRAIT.id, Rect(0, 0, 9, 9)),
        Anchor("Two", "two", 0, 0, 0),
        Link("https://two.example", Rect(1, 1, 9, 9)),
    )
    picture_again = drawing(Image(PORTRAIT.id, Rect(0, 0, 5, 5)), Anchor("Not told", "no", 0, 0, 0))
    return [
        Page(Size(200, 100), "#ffffff", (Part(first),)),
        Page(Size(300, 400), "#00ff00", (Part(second, 20, 30, 2.0), Part(picture_again, 0, 0, 1.0, outline=False))),
    ]


def pdf() -> bytes:
    return paint_pages(pages(), pictures={PORTRAIT.id: PORTRAIT})


def test_each_page_has_its_size_its_words_and_its_ground() -> None:
    document = pypdfium2.PdfDocument(pdf())
    sizes = [page.get_size() for page in document]
    texts = [page.get_textpage().get_text_range() for page in document]
    ground = colour_at(document[1].render(scale=1).to_pil().convert("RGB"), 290, 390)
    document.close()
    assert sizes == [(200, 100), (300, 400)]
    assert [said.strip() for said in texts] == ["First words", "Second words"]
    assert ground == "#00ff00"


def test_outline_and_links_lead_from_and_to_their_own_pages() -> None:
    document = pypdfium2.PdfDocument(pdf())
    toc = [
        (entry.get_title(), entry.get_dest().get_index(), entry.get_dest().get_view()) for entry in document.get_toc()
    ]
    document.close()
    assert [(title, index) for title, index, _ in toc] == [("One", 0), ("Two", 1)]
    assert toc[0][2][1][:2] == pytest.approx([5, 92])
    assert toc[1][2][1][:2] == pytest.approx([20, 370])
    found = objects(pdf())
    annotated = [entry.entries for entry in found.values() if re.search(r"/Type /Page\b(?!s)", entry.entries)]
    links = [re.search(r"/Annots \[ (\d+) 0 R \]", entries) for entries in annotated]
    told = [found[int(link.group(1))].entries for link in links if link is not None]
    assert [re.findall(r"/URI \(https://(\w+)", entries) for entries in told] == [["one"], ["two"]]


def test_fonts_and_pictures_stand_in_the_file_once() -> None:
    entries = [entry.entries for entry in objects(pdf()).values()]
    assert sum("/Subtype /Image" in entry for entry in entries) == 1
    assert sum("/FontFile" in entry for entry in entries) == 1


def test_a_page_of_one_drawing_is_what_it_always_was() -> None:
    one = drawing(text("words"), Shape(Rect(0, 0, 4, 4), fill="#ff0000"))
    assert paint_pages([Page(Size(400, 200), one.ground, (Part(one, scale=2.0),))]) == paint_pdf(one, scale=2.0)


def test_pages_are_counted_as_they_are_made() -> None:
    told: list[int] = []
    paint_pages(pages(), done=told.append)
    assert told == [1, 2]
    with pytest.raises(ValueError, match="at least one page"):
        paint_pages([])
