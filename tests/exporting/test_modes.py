"""Every page mode on random maps in all scripts: nothing is lost, nothing is cut off, nothing depends on the clock."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest

from cjm_desktop.exporting import APPENDIX, PAGES, ExportCancelled, ExportOptions, export_file, export_pdf
from cjm_desktop.exporting.options import PageKind
from cjm_desktop.geometry import Rect
from cjm_desktop.model.journey import Journey, Table
from cjm_desktop.templates import all_templates, load_template
from tests.exporting.paper import (
    MAPS,
    NARROW,
    cut_cards,
    in_two,
    ink_outside,
    letters_outside,
    map_of,
    page_pictures,
    page_sizes,
    page_texts,
)
from tests.painters.pdf_reading import squeezed


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("seed", MAPS)
def test_every_card_is_read_on_some_page_and_nothing_lies_outside(seed: int, page: PageKind) -> None:
    journey, options = map_of(seed), NARROW[page]
    pdf = export_pdf(journey, options, "map.cjm")
    texts = page_texts(pdf)
    sizes = page_sizes(pdf)
    whole = "".join(texts)
    cut = cut_cards(journey, options) if page == "poster" else set()
    ended = []
    for card in journey.cards.values():
        if card.lane is not None and card.id not in cut and not any(squeezed(card.text) in text for text in texts):
            assert page == "stages", card.text
            assert in_two(squeezed(card.text), texts), card.text
            ended.append(card.id)
    assert len(ended) <= 3  # a sheet seldom ends within a card
    for stage in journey.stages.values():
        assert squeezed(stage.name) in whole
    for persona in journey.personas.values():
        assert squeezed(persona.name) in whole
    if page != "poster":  # there, lines go on beyond the edge at which they are cut off
        assert letters_outside(pdf) == 0
    edge = 0.0 if page == "map" else 6.0
    for picture, size in zip(page_pictures(pdf), sizes, strict=True):
        room = Rect(edge, edge, size.width - 2 * edge, size.height - 2 * edge)
        # Trimming marks reach further out than what is printed.
        assert page == "poster" or ink_outside(picture, room, (255, 255, 255)) == 0
    if page in ("poster", "stages"):
        assert len(sizes) > 1
        for number, text in enumerate(texts, 1):
            assert f"{number}/{len(texts)}" in text
            assert "map.cjm" in text


@pytest.mark.parametrize("page", PAGES)
def test_equal_maps_and_options_give_equal_bytes(page: PageKind) -> None:
    options = ExportOptions(page=page, header=True, appendix=APPENDIX, palette="colour-blind")
    one, two = (export_pdf(map_of(2), options, "a.cjm") for _ in range(2))
    assert one == two


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("key", [template.key for template in all_templates()])
@pytest.mark.parametrize("paper", ["A5", "A3", "90x400mm"])
def test_every_template_goes_on_every_paper(page: PageKind, key: str, paper: str) -> None:
    journey = load_template(key)
    texts = page_texts(export_pdf(journey, ExportOptions(page=page, paper=paper, margin_mm=20), "a.cjm"))
    whole = "".join(texts)
    for stage in journey.stages.values():
        assert squeezed(stage.name) in whole
    assert squeezed(journey.title) in whole


@pytest.mark.parametrize("page", PAGES)
def test_a_map_without_anything_has_a_page(page: PageKind) -> None:
    for appendix in ((), APPENDIX):
        assert page_sizes(export_pdf(Journey(), ExportOptions(page=page, appendix=appendix)))


@pytest.mark.parametrize("page", PAGES)
def test_only_what_was_chosen_is_on_the_pages(page: PageKind) -> None:
    template = load_template("current-state")
    marked = [card.model_copy(update={"text": f"text of {card.id}"}) for card in template.cards.values()]
    journey = template.model_copy(update={"cards": Table.of(marked)})
    options = ExportOptions(page=page, stages="2-3", lanes=("actions", "Pain points"), appendix=APPENDIX)
    whole = "".join(page_texts(export_pdf(journey, options)))
    lanes = {lane.id for lane in journey.lanes.values() if lane.role in ("actions", "pains")}
    stages = set(list(journey.stages)[1:3])
    for card in journey.cards.values():
        shown = card.lane in lanes and card.stage in stages
        assert (squeezed(card.text) in whole) == shown, card.text


@pytest.mark.parametrize("page", PAGES)
def test_date_and_version_are_nowhere_where_they_are_not_to_be_told(page: PageKind) -> None:
    journey = load_template("current-state").model_copy(update={"date": "2026-11-20"})
    told = "".join(page_texts(export_pdf(journey, ExportOptions(page=page, header=True))))
    quiet = "".join(page_texts(export_pdf(journey, ExportOptions(page=page, header=True, date=False, version=False))))
    assert journey.date in told
    assert journey.date not in quiet
    assert f"{journey.revision}·" in told
    assert f"{journey.revision}·" not in quiet


def test_pages_are_counted_to_the_end_of_the_appendix() -> None:
    journey = load_template("current-state")
    texts = page_texts(export_pdf(journey, ExportOptions(page="stages", appendix=APPENDIX), "a.cjm"))
    assert len(texts) > 2
    for number, text in enumerate(texts, 1):
        assert f"{number}/{len(texts)}" in text
    quiet = page_texts(export_pdf(journey, ExportOptions(page="stages", page_numbers=False), "a.cjm"))
    assert not any(f"{number}/{len(quiet)}" in text for number, text in enumerate(quiet, 1))
    bare = page_texts(export_pdf(journey, ExportOptions(page="stages", footer=False), "a.cjm"))
    assert not any("a.cjm" in text for text in bare)


def test_posters_of_larger_scale_have_more_sheets() -> None:
    journey = load_template("current-state")
    counts = [
        len(page_sizes(export_pdf(journey, ExportOptions(page="poster", map_scale=scale)))) for scale in (0.5, 1, 2)
    ]
    assert all(few < many for few, many in pairwise(counts))


@pytest.mark.parametrize("page", PAGES)
def test_any_page_can_be_cancelled_and_tells_how_far_it_is(page: PageKind, tmp_path: Path) -> None:
    told: list[float] = []
    export_file(map_of(2), tmp_path / "a.pdf", NARROW[page], lambda share, _: told.append(share))
    assert told == sorted(told)
    assert (told[0], told[-1]) == (0.0, 1.0)
    for moment in range(0, len(told) - 1, max(1, len(told) // 6)):
        asked = iter(range(len(told)))
        with pytest.raises(ExportCancelled):
            export_file(
                map_of(2),
                tmp_path / "b.pdf",
                NARROW[page],
                cancelled=lambda asked=asked, moment=moment: next(asked) == moment,  # type: ignore[misc]
            )
    assert [path.name for path in tmp_path.iterdir()] == ["a.pdf"]
