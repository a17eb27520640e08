"""Random maps in all scripts, on all kinds of pages: what is written on them is found, and the map comes back from the file.

Twelve maps in the suite; set CJM_RANDOM_MAPS to another number for more.
"""

from __future__ import annotations

import os
import random
import re
import shutil
import subprocess
from collections.abc import Iterator
from functools import lru_cache

import pypdfium2
import pytest

from cjm_desktop.exporting import ExportOptions, export_pdf
from cjm_desktop.formats.carried import carried_map
from cjm_desktop.formats.journey_file import loads
from cjm_desktop.model.journey import Journey
from tests.maps import random_map
from tests.painters.pdf_checks import problems
from tests.painters.pdf_reading import squeezed

MODES = ("fit", "map", "poster", "stages", "handout")
COUNT = int(os.environ.get("CJM_RANDOM_MAPS", "12"))
SEEDS = pytest.mark.parametrize("seed", range(1, COUNT + 1))
#: Scripts whose readers turn the order of words and signs round.
_FROM_THE_RIGHT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")


@lru_cache(1)
def exported(seed: int) -> tuple[Journey, bytes, str]:
    """A map of a size of its own, its PDF on the next kind of page, and which kind that is."""
    dice = random.Random(seed)
    journey = random_map(seed, dice.randint(5, 70), stages=dice.randint(2, 7))
    mode = MODES[seed % len(MODES)]
    paper = dice.choice(("A3", "A4", "Letter"))
    return journey, export_pdf(journey, ExportOptions(page=mode, paper=paper), f"{seed}.cjm"), mode  # type: ignore[arg-type]


def page_texts(pdf: bytes) -> Iterator[str]:
    document = pypdfium2.PdfDocument(pdf)
    for page in document:
        yield str(page.get_textpage().get_text_range())
    document.close()


def is_there(words: str, found: str) -> bool:
    """Whether the words stand in what a reader found; of those from the right each by itself, with its signs left out."""
    if not _FROM_THE_RIGHT.search(words):
        return squeezed(words) in squeezed(found)
    return all(word in found for word in re.findall(r"\w+", words))


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
        if not _FROM_THE_RIGHT.search(card.text):
            assert is_there(card.text, found), (mode, card.text)
