from __future__ import annotations

from pathlib import Path

import pypdfium2
import pytest

from cjm_desktop.drawing.primitives import Group
from cjm_desktop.editing.cards import remove_cards, update_cards
from cjm_desktop.editing.document import update_map
from cjm_desktop.exporting.comparison import comparison_pdf, export_comparison, laid_out, laid_out_beside
from cjm_desktop.exporting.options import ExportOptions
from cjm_desktop.formats.errors import FileProblem
from cjm_desktop.model.journey import Journey, Table
from cjm_desktop.model.records import Stage
from cjm_desktop.review.comparison import Comparison, compare
from cjm_desktop.templates import load_template
from cjm_desktop.theme import THEMES
from tests.painters.pdf_checks import problems


@pytest.fixture(scope="module")
def comparison() -> Comparison:
    before = load_template("current-state")
    first, second = list(before.cards)[:2]
    return compare(
        before, update_cards(remove_cards(before, [second]), [first], text="Notices at 19:00 that it is empty")
    )


def texts(data: bytes) -> list[str]:
    document = pypdfium2.PdfDocument(data)
    return [page.get_textpage().get_text_bounded() for page in document]


def test_a_page_with_both_maps_and_all_that_differs_in_words(comparison: Comparison) -> None:
    data = comparison_pdf(comparison, ExportOptions(theme="print"), ("a.cjm", "b.cjm"))
    assert problems(data) == []
    first, *rest = texts(data)
    assert "Before: a.cjm → after: b.cjm" in first
    for word in ("removed", "changed"):
        assert word in first
    assert "Searches" in first, "what went stands where it stood"
    told = "\n".join(rest)
    assert "What differs" in told
    assert "removed in Search, Actions" in told
    assert "What answers the pains of before" in told


def test_maps_that_are_the_same(comparison: Comparison) -> None:
    same = compare(comparison.before, comparison.before)
    assert "Nothing: both maps say the same." in "\n".join(texts(comparison_pdf(same, ExportOptions())))


def test_lanes_and_stages_stand_beside_each_other(comparison: Comparison) -> None:
    left, right = (laid.layout for laid in laid_out_beside(comparison.sides, THEMES["dark"]))
    assert [lane.rect for lane in left.lanes] == [lane.rect for lane in right.lanes]
    assert [stage.rect for stage in left.stages] == [stage.rect for stage in right.stages]


def test_every_difference_on_the_map_bears_a_sign(comparison: Comparison) -> None:
    drawing = laid_out(comparison.both, THEMES["light"]).drawing
    signs = next(item for item in drawing.items if isinstance(item, Group) and item.key == "differences")
    keys = {getattr(item, "key", "") for item in signs.items}
    assert {f"{id_}:difference" for id_ in comparison.both.signs} <= keys


def test_a_comparison_is_a_pdf(comparison: Comparison, tmp_path: Path) -> None:
    with pytest.raises(FileProblem, match="must end in"):
        export_comparison(comparison, tmp_path / "a.png")
    with pytest.raises(FileProblem, match="was not written"):
        export_comparison(comparison, tmp_path / "none" / "a.pdf")
    export_comparison(comparison, tmp_path / "a.pdf")
    assert (tmp_path / "a.pdf").read_bytes().startswith(b"%PDF")


def test_texts_are_told_as_they_were_and_as_they_are(comparison: Comparison) -> None:
    long = "She looks for a feeder that gives four meals a day and never too much of any of them"
    before = update_map(comparison.before, objective=f"{long}, today")
    cards = list(before.cards)
    after = update_map(update_cards(before, cards[:1], text=long, note="n"), objective=f"{long}, tomorrow", title="Cat")
    told = " ".join("\n".join(texts(comparison_pdf(compare(before, after)))).split())
    assert f"Objective changed Before: {long}, today After: {long}, tomorrow" in told
    assert f"After: {long}" in told, "of a card"
    assert "Title “Cat” instead of" in told
    assert not any(sign in told for sign in ("[-", "-]", "{+", "+}")), "a terminal's signs"
    assert told.count("Before: ") == 2, "what the sentence tells whole is not told again"


def test_the_paper_is_one_on_which_the_map_can_be_read() -> None:
    small = Journey(stages=Table.of([Stage(id="a", name="A")]))
    pages = pypdfium2.PdfDocument(comparison_pdf(compare(small, update_map(small, title="T"))))
    assert {tuple(round(side) for side in sorted(page.get_size())) for page in pages} == {(595, 842)}
    large = compare(load_template("current-state"), load_template("future-state"))
    pages = pypdfium2.PdfDocument(comparison_pdf(large))
    own = laid_out(large.both, THEMES["print"], legend=True).drawing
    assert pages[0].get_width() == pytest.approx(own.width), "its own size"
    assert len({page.get_size() for page in pages}) == 1
    assert len(pages) == 3, "the words stand in columns"
    assert problems(comparison_pdf(large)) == []


def test_how_far_it_is_can_be_told_and_it_can_be_given_up(comparison: Comparison, tmp_path: Path) -> None:
    shares: list[float] = []
    comparison_pdf(comparison, done=shares.append)
    assert shares == sorted(shares)
    assert (shares[0], shares[-1]) == (0.0, 1.0)
    assert len(shares) > 5

    class EnoughError(Exception):
        pass

    def stop(share: float) -> None:
        if share > 0.4:
            raise EnoughError

    with pytest.raises(EnoughError):
        export_comparison(comparison, tmp_path / "a.pdf", done=stop)
    assert list(tmp_path.iterdir()) == []
