"""The number of a random map goes in, the map and its PDF come out; and whether words stand in what a reader found there."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from functools import lru_cache

import pypdfium2

from cjm_desktop.exporting import ExportOptions, export_pdf
from cjm_desktop.model.journey import Journey
from tests.maps import random_map
from tests.painters.pdf_reading import squeezed

MODES = ("fit", "map", "poster", "stages", "handout")
#: Scripts whose readers turn the order of words and signs round.
FROM_THE_RIGHT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")


@lru_cache(1)
def exported(seed: int) -> tuple[Journey, bytes, str]:
    """A map of a size of its own, its PDF on the next kind of page, and which kind that is."""
    dice = random.Random(seed)
    journey = random_map(seed, dice.randint(5, 70), stages=dice.randint(2, 7))
    mode = MODES[seed % len(MODES)]
    paper = dice.choice(("A3", "A4", "Letter"))
    return journey, export_pdf(journey, ExportOptions(page=mode, paper=paper), f"{seed}.cjm"), mode  # type: ignore[arg-type]


def page_texts(pdf: bytes) -> Iterator[str]:
    """What a reader finds on each page."""
    document = pypdfium2.PdfDocument(pdf)
    for page in document:
        yield str(page.get_textpage().get_text_range())
    document.close()


def is_there(words: str, found: str) -> bool:
    """Whether the words stand in what a reader found; of those from the right each by itself, with its signs left out."""
    if not FROM_THE_RIGHT.search(words):
        return squeezed(words) in squeezed(found)
    return all(word in found for word in re.findall(r"\w+", words))
