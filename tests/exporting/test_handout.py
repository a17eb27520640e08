"""The handout: a cover, then a sheet for each stage; every word on it, inside the page, found again, the same bytes twice."""

from __future__ import annotations

from pathlib import Path

import pypdfium2
import pytest

from cjm_desktop.editing.things import update
from cjm_desktop.editing.views import insert_view, new_view
from cjm_desktop.exporting import ExportCancelled, ExportOptions, export_file, export_pdf
from cjm_desktop.model.journey import Journey, Table
from cjm_desktop.model.records import Card, Lane, Stage
from cjm_desktop.model.walkthrough import walk
from cjm_desktop.templates import all_templates, load_template
from tests.maps import random_map
from tests.painters.pdf_reading import squeezed

HANDOUT = ExportOptions(page="handout")


def page_texts(pdf: bytes) -> list[str]:
    document = pypdfium2.PdfDocument(pdf)
    try:
        return [str(page.get_textpage().get_text_range()) for page in document]
    finally:
        document.close()


def check_inside(pdf: bytes) -> None:
    """No letter lies outside of its page."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        for page in document:
            width, height = page.get_size()
            text = page.get_textpage()
            for n in range(text.count_chars()):
                left, bottom, right, top = text.get_charbox(n)
                assert -0.5 <= left <= right <= width + 0.5
                assert -0.5 <= bottom <= top <= height + 0.5
    finally:
        document.close()


@pytest.mark.parametrize("key", [template.key for template in all_templates()])
def test_a_cover_and_a_sheet_for_each_stage(key: str) -> None:
    journey = load_template(key)
    pdf = export_pdf(journey, HANDOUT, "map.cjm")
    texts = [squeezed(text) for text in page_texts(pdf)]
    assert len(texts) == (1 + len(journey.stages) if journey.stages else 1)
    assert squeezed(journey.title or "Untitled map") in texts[0]
    assert squeezed(journey.objective) in texts[0]
    for persona in journey.personas.values():
        assert squeezed(persona.name) in texts[0]
    for stage, text in zip(journey.stages.values(), texts[1:], strict=True):
        assert squeezed(stage.name) in text
        assert squeezed(stage.customer_goal) in text
        for step in walk(journey):
            if step.stage == stage.id and step.thing in journey.cards:
                assert squeezed(journey.cards[step.thing].text) in text, step
    for number, text in enumerate(texts, 1):
        assert "map.cjm" in text
        assert len(texts) == 1 or text.endswith(f"{number}/{len(texts)}")
    check_inside(pdf)


@pytest.mark.parametrize("paper", ["A4", "A3", "Letter", "A5"])
@pytest.mark.parametrize("orientation", ["auto", "portrait"])
def test_any_map_on_any_paper_is_told_whole(paper: str, orientation: str) -> None:
    journey = random_map(7, cards=90)
    pdf = export_pdf(journey, ExportOptions(page="handout", paper=paper, orientation=orientation))  # type: ignore[arg-type]
    found = squeezed("".join(page_texts(pdf)[1:]))
    for card in journey.cards.values():
        assert squeezed(card.text) in found, card.text
    check_inside(pdf)


def test_notes_stand_with_their_stage_and_flow_on() -> None:
    journey = load_template("current-state")
    stage_note = " ".join(f"said{n}" for n in range(1500))
    journey = update(journey, "stage-search", note=stage_note)
    journey = update(journey, "card-actions-search", note="Eleven of eighteen did.\nTwo did not.")
    pdf = export_pdf(journey, HANDOUT)
    texts = page_texts(pdf)
    first = next(n for n, text in enumerate(texts) if "said0 " in text)
    last = next(n for n, text in enumerate(texts) if "said1499" in text)
    assert "Search" in texts[first]
    assert last > first
    words = [word for text in texts for word in text.split() if word.startswith("said")]
    assert words == stage_note.split(), "each word once, in order"
    assert any("Eleven of eighteen did." in text and "Two did not." in text for text in texts[first:])
    assert len(texts) == 7 + last - first
    check_inside(pdf)


def test_a_name_and_goals_that_the_head_cuts_are_told_below() -> None:
    goal = " ".join(f"goal{n}" for n in range(120))
    name = " ".join(f"name{n}" for n in range(60))
    journey = update(load_template("current-state"), "stage-need", customer_goal=goal, name=name)
    text = page_texts(export_pdf(journey, HANDOUT))
    whole = squeezed("".join(text[1:]))
    assert squeezed(goal) in whole
    assert squeezed(name) in whole


def test_a_text_longer_than_a_sheet_goes_on() -> None:
    words = [f"word{n}" for n in range(2000)]
    journey = Journey(
        stages=Table.of([Stage(id="s", name="Only")]),
        lanes=Table.of([Lane(id="l", role="actions")]),
        cards=Table.of([Card(id="c", lane="l", stage="s", text=" ".join(words))]),
    )
    pdf = export_pdf(journey, HANDOUT)
    found = [word for text in page_texts(pdf)[1:] for word in text.split() if word.startswith("word")]
    assert found == words
    check_inside(pdf)


def test_the_outline_leads_from_stage_to_stage() -> None:
    journey = load_template("service-blueprint")
    document = pypdfium2.PdfDocument(export_pdf(journey, HANDOUT))
    entries = [(entry.get_title(), entry.get_dest().get_index()) for entry in document.get_toc()]
    document.close()
    assert entries == [(stage.name, n) for n, stage in enumerate(journey.stages.values(), 1)]


def test_equal_maps_give_equal_bytes() -> None:
    for theme in ("light", "projector"):
        options = ExportOptions(page="handout", theme=theme)
        journey = random_map(2, cards=60)
        assert export_pdf(journey, options) == export_pdf(random_map(2, cards=60), options)


def test_a_view_is_handed_out_as_it_is_seen() -> None:
    journey = load_template("current-state")
    view = new_view(journey, "Short", hidden_stages=("stage-use",), hidden_lanes=("lane-goals",))
    journey = insert_view(journey, view)
    texts = page_texts(export_pdf(journey, ExportOptions(page="handout", view="Short")))
    assert len(texts) == 6
    assert not any("To see that he has eaten" in text or "A slot that fits her work" in text for text in texts)


@pytest.mark.parametrize("journey", [Journey(), Journey(title="T", stages=Table.of([Stage(id="s")]))])
def test_an_empty_map_has_a_cover(journey: Journey, tmp_path: Path) -> None:
    export_file(journey, tmp_path / "empty.pdf", HANDOUT)
    assert len(page_texts((tmp_path / "empty.pdf").read_bytes())) == 1 + len(journey.stages)


def test_a_long_objective_stays_on_the_cover() -> None:
    journey = load_template("current-state").model_copy(update={"objective": "why " * 4000})
    pdf = export_pdf(journey, HANDOUT)
    assert page_texts(pdf)[0].count("why") == 4000
    check_inside(pdf)


def test_progress_is_told_and_stopping_leaves_no_file(tmp_path: Path) -> None:
    journey = load_template("current-state")
    told: list[float] = []
    export_file(journey, tmp_path / "a.pdf", HANDOUT, lambda share, _what: told.append(share))
    assert told == sorted(told)
    assert len(told) > len(journey.stages)
    assert (told[0], told[-1]) == (0, 1)
    with pytest.raises(ExportCancelled):
        export_file(journey, tmp_path / "b.pdf", HANDOUT, cancelled=lambda: len(told) > 3)
    assert [path.name for path in tmp_path.iterdir()] == ["a.pdf"]
