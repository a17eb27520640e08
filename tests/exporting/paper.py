"""Helpers of the tests of pages: maps to export, what is read on each page of a PDF, and pictures of its pages."""

from __future__ import annotations

import os

import pypdfium2
import pypdfium2.raw
from PIL import Image

from cjm_desktop.exporting import ExportOptions
from cjm_desktop.exporting.content import content_of
from cjm_desktop.exporting.furniture import Furniture
from cjm_desktop.exporting.options import PageKind
from cjm_desktop.exporting.poster import poster_of
from cjm_desktop.geometry import Rect, Size
from cjm_desktop.model.journey import Journey
from tests.maps import random_map
from tests.painters.pdf_reading import squeezed

#: Seeds of the random maps that the tests export in every way; more of them with, say, CJM_MAPS=200.
MAPS = tuple(range(1, int(os.environ.get("CJM_MAPS", "5")) + 1))


#: What the tests export in each mode: sheets so small that maps take several of them.
NARROW: dict[PageKind, ExportOptions] = {
    "fit": ExportOptions(page="fit", header=True),
    "map": ExportOptions(page="map"),
    "poster": ExportOptions(page="poster", paper="A5"),
    "stages": ExportOptions(page="stages", paper="A5"),
    "handout": ExportOptions(page="handout"),
}


def map_of(seed: int) -> Journey:
    """A map of some 20 to 110 cards, in all scripts, with notes."""
    journey = random_map(seed, cards=20 + seed * 37 % 91)
    cards = [
        card.model_copy(update={"note": f"Note of {card.id}"}) if n % 9 == 0 else card
        for n, card in enumerate(journey.cards.values())
    ]
    return journey.model_copy(update={"cards": type(journey.cards).of(cards), "revision": "v3", "date": "2026-11-21"})


def cut_cards(journey: Journey, options: ExportOptions) -> set[str]:
    """The ids of the cards that lie across a seam of the poster."""
    content = content_of(journey, options, "")
    poster = poster_of(content, options, Furniture(content, options, ""))
    seams_x = {tile.own.x for tile in poster.tiles}
    seams_y = {tile.own.y for tile in poster.tiles}
    found = set()
    for lane in content.layout.lanes:
        for card in lane.box.cards:
            rect = card.rect.moved(0, lane.y)
            if any(rect.x < x < rect.right for x in seams_x) or any(rect.y < y < rect.bottom for y in seams_y):
                found.add(card.card.id)
    return found


def in_two(words: str, texts: list[str]) -> bool:
    """Whether words, without spaces, begin on one page and end on another: where a sheet ends within a card."""
    pieces = ((words[:n], words[n:]) for n in range(1, len(words)))
    return any(any(one in text for text in texts) and any(two in text for text in texts) for one, two in pieces)


def page_texts(pdf: bytes) -> list[str]:
    """What is read on each page, without spaces."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        return [squeezed(page.get_textpage().get_text_range()) for page in document]
    finally:
        document.close()


def page_sizes(pdf: bytes) -> list[Size]:
    document = pypdfium2.PdfDocument(pdf)
    try:
        return [Size(*page.get_size()) for page in document]
    finally:
        document.close()


def page_pictures(pdf: bytes, scale: float = 1.0) -> list[Image.Image]:
    document = pypdfium2.PdfDocument(pdf)
    try:
        return [page.render(scale=scale).to_pil().convert("RGB") for page in document]
    finally:
        document.close()


def ink_outside(picture: Image.Image, room: Rect, ground: tuple[int, int, int]) -> int:
    """How many pixels outside a rectangle, in pixels, are not of the ground's colour."""
    found = picture.copy()
    found.paste(ground, (int(room.x), int(room.y), int(room.right) + 1, int(room.bottom) + 1))
    colours = found.getcolors(found.width * found.height) or []
    return sum(count for count, colour in colours if colour != ground)


def letters_outside(pdf: bytes) -> int:
    """How many characters, of all pages, stand partly outside their page's box."""
    document = pypdfium2.PdfDocument(pdf)
    found = 0
    try:
        for page in document:
            width, height = page.get_size()
            text = page.get_textpage()
            for number in range(text.count_chars()):
                left, bottom, right, top = text.get_charbox(number)
                if right > left and not (left >= -1 and bottom >= -1 and right <= width + 1 and top <= height + 1):
                    # What is not shown, and only keeps lines apart for readers, may lie anywhere.
                    mode = pypdfium2.raw.FPDFTextObj_GetTextRenderMode(
                        pypdfium2.raw.FPDFText_GetTextObject(text, number)
                    )
                    found += mode != pypdfium2.raw.FPDF_TEXTRENDERMODE_INVISIBLE
        return found
    finally:
        document.close()
