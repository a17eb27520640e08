"""Random maps in all scripts, on all kinds of pages: what is written on them is found, and the map comes back from the file.

Twelve maps in the suite; set CJM_RANDOM_MAPS to another number for more.
"""

from __future__ import annotations

import os
import shutil
import subprocess

import pypdfium2
import pytest

from cjm_desktop.formats.carried import carried_map
from cjm_desktop.formats.journey_file import loads
from tests.journeys.printing import FROM_THE_RIGHT, exported, is_there, page_texts
from tests.painters.pdf_checks import problems

COUNT = int(os.environ.get("CJM_RANDOM_MAPS", "12"))
SEEDS = pytest.mark.parametrize("seed", range(1, COUNT + 1))


@SEEDS
def test_what_is_on_the_map_is_in_the_file(seed: int) -> None:
    journey, pdf, mode = exported(seed)
    found = "\n".join(page_texts(pdf))
    for card in journey.cards.values():
        assert is_there(card.text, found), (mode, card.text)
    assert problems(pdf) == []
    assert loads(carried_map(pdf, "map.pdf"), "map.pdf").journey == journey


@SEEDS
def test_nothing_stands_outside_a_page(seed: int) -> None:
    """Neither a letter nor, where nothing is cut off at a tile's edge, any other thing."""
    _, pdf, mode = exported(seed)
    document = pypdfium2.PdfDocument(pdf)
    for page in document:
        width, height = page.get_size()
        text = page.get_textpage()
        for n in range(text.count_chars()):
            left, bottom, right, top = text.get_charbox(n)
            if text.get_text_range(n, 1).strip() and mode not in ("poster", "stages"):
                assert min(left, bottom, width - right, height - top) >= -0.5
        for thing in page.get_objects() if mode not in ("poster", "stages") else ():
            left, bottom, right, top = thing.get_bounds()
            if thing.type != pypdfium2.raw.FPDF_PAGEOBJ_TEXT:
                assert min(left, bottom, width - right, height - top) >= -0.5
    document.close()


@pytest.mark.skipif(shutil.which("pdftotext") is None, reason="pdftotext (poppler-utils) is not installed")
@SEEDS
def test_poppler_finds_the_texts_from_left_to_right(seed: int) -> None:
    journey, pdf, mode = exported(seed)
    done = subprocess.run(["pdftotext", "-enc", "UTF-8", "-", "-"], input=pdf, capture_output=True, check=True)
    found = done.stdout.decode()
    for card in journey.cards.values():
        if not FROM_THE_RIGHT.search(card.text):
            assert is_there(card.text, found), (mode, card.text)
