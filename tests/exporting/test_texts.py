"""What is read of exported pages, on random maps in all scripts and in all page modes.

Every text stands on some page whole, none lies on another or beyond the edge, other programs find them, fonts are inside,
the tree for screen readers has them all, and the file opens as the map that was exported.
"""

from __future__ import annotations

import shutil
import subprocess
from functools import cache
from pathlib import Path
from unicodedata import bidirectional

import pypdfium2
import pytest

from cjm_desktop.exporting import PAGES, ExportOptions, export_file
from cjm_desktop.exporting.content import content_of
from cjm_desktop.exporting.options import PageKind
from cjm_desktop.formats.journey_file import dumps
from cjm_desktop.formats.registry import import_file
from cjm_desktop.geometry import Rect
from cjm_desktop.model.records import Card
from tests.exporting.paper import MAPS, NARROW, cut_cards, in_two, map_of
from tests.exporting.texts import Piece, common, pieces
from tests.painters.pdf_checks import problems, spoken
from tests.painters.pdf_reading import squeezed

#: How far the boxes around two pieces of a line may reach into each other, in sizes: italics lean, tails of letters hang.
LEANING = 0.15


@pytest.fixture(scope="session")
def exported(tmp_path_factory: pytest.TempPathFactory):  # type: ignore[no-untyped-def]
    """The file of a map, by seed and page mode; each is made once."""
    folder = tmp_path_factory.mktemp("exported")

    @cache
    def make(seed: int, page: PageKind) -> Path:
        path = folder / f"{seed}-{page}.pdf"
        export_file(map_of(seed), path, NARROW[page])
        return path

    return make


def on_pages(path: Path) -> list[tuple[Rect, list[Piece]]]:
    """Each page and its texts."""
    document = pypdfium2.PdfDocument(path)
    try:
        return [(Rect(0, 0, *page.get_size()), list(pieces(page))) for page in document]
    finally:
        document.close()


def cards_of(seed: int, page: PageKind) -> list[Card]:
    """The cards that stand on paper in one piece: all that stand in a lane, less those that a seam cuts."""
    journey = map_of(seed)
    cut = cut_cards(journey, NARROW[page]) if page == "poster" else set()
    return [card for card in journey.cards.values() if card.lane is not None and card.id not in cut]


def runs_to_the_right(words: str) -> bool:
    return not any(bidirectional(character) in ("R", "AL") for character in words)


def holds(outer: Rect, inner: Rect, spare: float) -> bool:
    return outer.grown(spare).united(inner) == outer.grown(spare)


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("seed", MAPS)
def test_no_two_texts_lie_on_each_other(seed: int, page: PageKind, exported) -> None:  # type: ignore[no-untyped-def]
    for number, (_, found) in enumerate(on_pages(exported(seed, page)), 1):
        seen = [(piece, shown) for piece in found if (shown := piece.shown) is not None]
        for n, (one, rect) in enumerate(seen):
            for other, beside in seen[n + 1 :]:
                both = common(rect, beside)
                lean = LEANING * max(one.size, other.size)
                assert both is None or min(both.width, both.height) <= lean, (number, one, other)


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("seed", MAPS)
def test_every_text_shows_on_its_page_as_a_whole(seed: int, page: PageKind, exported) -> None:  # type: ignore[no-untyped-def]
    """No ink of a text lies beyond its page's edge, and none is cut off.

    Tiles of a poster cut off what stands at their edge. What they cut off shows at least in part or nearly: no line lies
    further out than it is high, as all of the map would, if it were drawn behind each tile's clip.
    """
    for paper, found in on_pages(exported(seed, page)):
        for line in lines(found):
            ink, clip = line
            shown = ink if clip is None else common(ink, clip)
            assert shown is None or holds(paper, shown, 0.1), line
            if page == "poster":
                assert clip is None or (holds(paper, clip, 0.1) and common(ink, clip.grown(ink.height)) is not None), (
                    line
                )
            else:
                assert clip is None or holds(clip, ink, 0.1), line


def lines(found: list[Piece]) -> list[tuple[Rect, Rect | None]]:
    """The ink of lines, put together of pieces that follow each other, and what it is cut off by."""
    joined: list[tuple[Rect, Rect | None]] = []
    before: Piece | None = None
    for piece in found:
        ink, clip = piece.ink, piece.clip
        if (
            before is not None
            and abs(piece.baseline - before.baseline) < 0.01
            and abs(ink.x - before.ink.right) < 1.5 * piece.size
        ):
            last, cut = joined.pop()
            ink, clip = last.united(ink), clip if cut is None else cut
        joined.append((ink, clip))
        before = piece
    return joined


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("seed", MAPS)
def test_every_card_stands_on_some_page_with_nothing_cut_off(seed: int, page: PageKind, exported) -> None:  # type: ignore[no-untyped-def]
    whole = [
        squeezed("".join(piece.text for piece in found if piece.clip is None or holds(piece.clip, piece.ink, 0.1)))
        for _, found in on_pages(exported(seed, page))
    ]
    setting = {
        box.card.id: box.text.block.lines
        for lane in content_of(map_of(seed), ExportOptions(page=page), "").layout.lanes
        for box in lane.box.cards
    }
    ended = []
    for card in cards_of(seed, page):
        # What runs from the right stands there in pieces from the left.
        parts = [card.text]
        if not runs_to_the_right(card.text):
            parts = [run.text for line in setting[card.id] for run in line.runs]
        if not any(all(squeezed(part) in text for part in parts) for text in whole):
            assert page == "stages", card.text
            assert all(in_two(squeezed(part), whole) for part in parts), card.text
            ended.append(card.id)
    assert len(ended) <= 3  # a sheet seldom ends within a card, and then between its lines


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("seed", MAPS)
def test_the_tree_for_screen_readers_has_every_card_and_the_file_is_sound(seed: int, page: PageKind, exported) -> None:  # type: ignore[no-untyped-def]
    """Sound, as far as a program can see: among others, every font is embedded."""
    pdf = exported(seed, page).read_bytes()
    assert problems(pdf) == []
    said = squeezed(spoken(pdf).text)
    for card in cards_of(seed, page):  # of a card in two pieces, the first one's signs are read before the second
        if runs_to_the_right(card.text):  # other texts are told as they are seen
            assert squeezed(card.text) in said, card.text


@pytest.mark.skipif(shutil.which("pdftotext") is None, reason="pdftotext (poppler-utils) is not installed")
@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("seed", MAPS)
def test_poppler_finds_left_to_right_texts_and_every_font_inside(seed: int, page: PageKind, exported) -> None:  # type: ignore[no-untyped-def]
    path = exported(seed, page)
    said = squeezed(subprocess.run(["pdftotext", path, "-"], capture_output=True, text=True, check=True).stdout)
    ended = []
    for card in cards_of(seed, page):
        if runs_to_the_right(card.text) and squeezed(card.text) not in said:
            assert page == "stages", card.text
            assert in_two(squeezed(card.text), [said]), card.text
            ended.append(card.id)
    assert len(ended) <= 3  # a sheet seldom ends within a card
    fonts = subprocess.run(["pdffonts", path], capture_output=True, text=True, check=True).stdout.splitlines()
    # The columns at the end: embedded, a subset, with texts; then the number of the object in two parts.
    assert len(fonts) > 2
    assert all(font.split()[-5:-2] == ["yes"] * 3 for font in fonts[2:]), fonts


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("seed", MAPS)
def test_the_file_opens_as_the_map_that_was_exported(seed: int, page: PageKind, exported) -> None:  # type: ignore[no-untyped-def]
    imported = import_file(exported(seed, page))
    assert imported.notes == ()
    assert imported.journey == map_of(seed)
    assert dumps(imported.journey) == dumps(map_of(seed))
