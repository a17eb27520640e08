"""The appendix: personas in full, notes and sources, opportunities, findings; long texts flow on and nothing is lost."""

from __future__ import annotations

from dataclasses import replace

import pytest

from cjm_desktop.exporting import APPENDIX, ExportOptions, export_pdf
from cjm_desktop.exporting.appendix import STYLES, report
from cjm_desktop.exporting.content import content_of
from cjm_desktop.layout import speech_paper
from cjm_desktop.layout.report import Grid, Heading, ReportSetter
from cjm_desktop.layout.speech import languages, speech
from cjm_desktop.model import saying
from cjm_desktop.model.journey import Journey, Table
from cjm_desktop.model.records import Card, Lane, Persona, Priority, Source, Stage
from cjm_desktop.review.findings import Severity, findings
from cjm_desktop.templates import load_template
from cjm_desktop.text.fake import FakeSetter
from tests.exporting.paper import MAPS, letters_outside, map_of, page_sizes, page_texts
from tests.maps import WORDS
from tests.painters.pdf_reading import squeezed

ALL = ExportOptions(appendix=APPENDIX)


def full() -> Journey:
    """A map with something to tell in every part."""
    journey = load_template("current-state")
    (persona, *_) = journey.personas.values()
    told = persona.model_copy(
        update={
            "wants": ("quiet", "a say"),
            "motives": ("pride",),
            "behaviours": ("reads at night",),
            "note": "Met her twice.",
        }
    )
    cards = [
        card.model_copy(update={"note": f"About {card.id}"}) if n in (3, 9) else card
        for n, card in enumerate(journey.cards.values())
    ]
    (first, *rest) = journey.stages.values()
    (lane, *lanes) = journey.lanes.values()
    return journey.model_copy(
        update={
            "personas": Table.of([told]),
            "cards": Table.of([*cards, Card(id="parked", text="an idea", note="for later")]),
            "stages": Table.of([first.model_copy(update={"note": "Long ago"}), *rest]),
            "lanes": Table.of([lane.model_copy(update={"note": "Seen in a shop"}), *lanes]),
        }
    )


def appendix(journey: Journey, options: ExportOptions = ALL) -> str:
    first, *others = page_texts(export_pdf(journey, options))
    assert others, first
    return "".join(others)


def test_personas_are_told_in_full() -> None:
    (persona,) = full().personas.values()
    said = appendix(full(), replace(ALL, appendix=("personas",)))
    for texts in (
        persona.needs,
        persona.wants,
        persona.motives,
        persona.behaviours,
        persona.goals,
        persona.frustrations,
    ):
        for text in texts:
            assert squeezed(text) in said
    for text in (persona.name, persona.archetype, persona.demographics, persona.quote, persona.note):
        assert squeezed(text) in said


def test_notes_are_told_with_their_places_and_sources_with_their_numbers() -> None:
    journey = full()
    said = appendix(journey, replace(ALL, appendix=("notes",)))
    for card in journey.cards.values():
        if card.note:
            assert squeezed(card.note) in said
            assert squeezed(card.text) in said
    for text in ("Longago", "Seeninashop", "notplacedyet"):
        assert text in said
    for source in journey.sources.values():
        assert squeezed(source.title) in said
        assert str(source.count) in said


def test_opportunities_are_sorted_by_what_they_gain() -> None:
    journey = Journey(
        stages=Table.of([Stage(id="s", name="Need")]),
        lanes=Table.of([Lane(id="o", role="opportunities"), Lane(id="x", role="actions")]),
        cards=Table.of(
            [
                Card(id="none", lane="o", stage="s", text="unweighed"),
                Card(id="dear", lane="o", stage="s", text="dear", priority=Priority(impact=5, effort=5)),
                Card(id="gain", lane="o", stage="s", text="gain", owner="Ops", priority=Priority(impact=5, effort=1)),
                Card(id="act", lane="x", stage="s", text="acts"),
            ]
        ),
    )
    parts = report(content_of(journey, ALL, ""), replace(ALL, appendix=("opportunities",)))
    (grid,) = [part for part in parts if isinstance(part, Grid)]
    assert [row[0] for row in grid.rows] == ["gain", "dear", "unweighed"]
    assert grid.rows[0] == ("gain", "Need", "Ops", "impact 5 × effort 1")


def test_findings_are_those_of_the_review_as_far_as_they_are_shown() -> None:
    journey = load_template("current-state")
    bare = journey.model_copy(update={"objective": "", "personas": Table.of([Persona(id="p")])})
    said = appendix(bare, replace(ALL, appendix=("findings",)))
    assert findings(bare)
    for one in findings(bare):
        assert squeezed(one.message[1:]) in said
        assert squeezed(one.why) in said
    some = replace(ALL, appendix=("findings",), stages="1", lanes=("actions",))
    hidden = [one for one in findings(bare) if one.place in list(bare.stages)[1:]]
    shown = "".join(page_texts(export_pdf(bare, some)))
    assert not any(squeezed(one.message[1:]) in shown for one in hidden)


def test_rules_that_nobody_asks_are_left_out() -> None:
    bare = Journey(title="Bare")
    only = replace(ALL, appendix=("findings",))
    assert squeezed("he map has no objective") in appendix(bare, only)
    quiet = appendix(bare, replace(only, without_rules=("no-objective", "of-a-newer-version")))
    assert squeezed("he map has no objective") not in quiet
    assert squeezed("he map has no scenario") in quiet
    here = appendix(bare.model_copy(update={"review_off": ("no-scenario",)}), only)
    assert squeezed("he map has no scenario") not in here


def test_each_finding_bears_a_sign_and_a_word_for_how_much_it_matters() -> None:
    journey = Journey(cards=Table.of([Card(id="c", text="later")]))
    only = replace(ALL, appendix=("findings",))
    (grid,) = [part for part in report(content_of(journey, ALL, ""), only) if isinstance(part, Grid)]
    said = [one.severity for one in findings(journey)]
    signs = {Severity.WARNING: "▲ Warning", Severity.HINT: "○ Hint"}
    assert [row[0] for row in grid.rows] == [signs[one] for one in sorted(said, key=list(Severity).index)]
    assert set(said) == set(Severity)
    assert squeezed("▲ Warning") in appendix(journey, only)


def test_findings_are_told_in_the_language_of_the_program() -> None:
    only = replace(ALL, appendix=("findings",))
    saying.speak(lambda context, text: f"§{context}§{text}")
    try:
        (grid,) = [part for part in report(content_of(Journey(), ALL, ""), only) if isinstance(part, Grid)]
    finally:
        saying.speak(saying.english)
    assert all(text.startswith("§review§") for row in grid.rows for text in row)
    assert grid.head[0] == "§review§Severity"


def test_of_many_findings_of_a_rule_the_first_are_told_and_the_reason_once() -> None:
    cards = [Card(id=f"c{n}", text=f"later {n}") for n in range(27)]
    journey = Journey(cards=Table.of(cards))
    (grid,) = [
        part
        for part in report(content_of(journey, ALL, ""), replace(ALL, appendix=("findings",)))
        if isinstance(part, Grid)
    ]
    assert len(grid.rows) == 3 + 20 + 1
    assert grid.rows[-1] == ("○ Hint", "… +7", "")
    assert [bool(row[2]) for row in grid.rows[:5]] == [True, True, True, True, False]
    quiet = journey.model_copy(update={"review_off": ("parked-card", "no-persona")})
    (grid,) = [
        part
        for part in report(content_of(quiet, ALL, ""), replace(ALL, appendix=("findings",)))
        if isinstance(part, Grid)
    ]
    assert [row[1] for row in grid.rows] == ["The map has no objective", "The map has no scenario"]


def test_parts_stand_in_their_order_and_only_those_that_are_wanted() -> None:
    content = content_of(full(), ALL, "")
    heads = [part.text for part in report(content, ALL) if isinstance(part, Heading) and part.level == 1]
    assert heads[:4] == ["Personas", "Notes", "Sources", "Opportunities"]
    some = replace(ALL, appendix=("opportunities", "personas"))
    heads = [part.text for part in report(content, some) if isinstance(part, Heading) and part.level == 1]
    assert heads == ["Personas", "Opportunities"]


@pytest.mark.parametrize("paper", ["A5", "A4", "A3", "60x200mm"])
def test_long_texts_flow_on_and_nothing_is_cut_off(paper: str) -> None:
    words = " ".join(f"w{n}" for n in range(3000))
    lines = "\n".join(f"line{n}." for n in range(200))
    journey = full()
    (persona,) = journey.personas.values()
    told = persona.model_copy(update={"note": words, "needs": (lines, "short"), "name": "N" * 900})
    journey = journey.model_copy(
        update={
            "personas": Table.of([told]),
            "sources": Table.of([Source(id="s", title="T" * 500, note=words)]),
        }
    )
    options = ExportOptions(page="map", paper=paper, appendix=("personas", "notes"))
    pdf = export_pdf(journey, options)
    _, *pages = page_texts(pdf)
    whole = "".join(pages)
    assert len(pages) > 3
    for n in range(200):
        assert f"line{n}." in whole
    for n in range(0, 3000, 7):
        assert whole.count(f"w{n}w{n + 1}") >= 2 or f"w{n}" in whole
    assert whole.count("w2999") == 2
    assert letters_outside(pdf) == 0


@pytest.mark.parametrize("seed", MAPS)
def test_every_note_of_a_random_map_is_told(seed: int) -> None:
    journey = map_of(seed)
    pdf = export_pdf(journey, replace(ALL, paper="A5", page="map"))
    _, *pages = page_texts(pdf)
    for card in journey.cards.values():
        assert not card.note or any(squeezed(card.note) in text for text in pages)
    assert letters_outside(pdf) == 0


@pytest.mark.parametrize("language", ["de", "ar", "ja", "zh-Hant", "ru", "xx"])
def test_the_appendix_speaks_the_maps_language(language: str) -> None:
    journey = full().model_copy(update={"language": language})
    said = appendix(journey)
    for word in ("Opportunities", "Sources", "Notes"):
        assert squeezed(speech(language)(word)) in said or language == "ar"


def test_every_language_has_every_word_of_the_appendix() -> None:
    assert set(speech_paper.LINES) == set(languages()) - {"en"}
    for language, lines in speech_paper.LINES.items():
        assert len(lines.split("\n")) == len(speech_paper.ORDER), language
        assert all(line.strip() for line in lines.split("\n"))
    assert WORDS  # the maps of these tests are written in them


def test_the_appendix_lies_as_the_sheets_before_it_do() -> None:
    for page, upright in (("fit", True), ("map", True), ("handout", False)):
        options = replace(ALL, page=page, paper="A0")  # type: ignore[arg-type]
        *_, last = page_sizes(export_pdf(full(), options))
        assert (last.height > last.width) == upright, page
    *_, last = page_sizes(export_pdf(full(), replace(ALL, orientation="landscape")))
    assert last.width > last.height


def test_right_to_left_tables_begin_at_the_right() -> None:
    setter = FakeSetter()
    for from_right in (False, True):
        report_setter = ReportSetter(setter, STYLES, 400.0, 600.0, from_right=from_right)
        (page,) = report_setter.pages([Heading("All"), Grid((1.0, 3.0), (("a", "b"),), ("A", "B"))])
        cells = {cell.block.text: cell for cell in page.cells}
        assert (cells["a"].x > cells["b"].x) == from_right
        assert cells["a"].x == pytest.approx(cells["A"].x)
        assert all(cell.right == from_right for cell in page.cells)
        assert all(cell.x >= 0 and cell.x + cell.width <= 400.001 for cell in page.cells)


def test_headings_stay_with_their_tables_and_heads_are_said_again() -> None:
    report_setter = ReportSetter(FakeSetter(), STYLES, 300.0, 200.0)
    rows = tuple((f"row {n}", "text") for n in range(30))
    pages = report_setter.pages([Heading("One"), Grid((1, 1), rows, ("A", "B")), Heading("Two"), Grid((1, 1), rows)])
    assert len(pages) > 5
    for page in pages:
        texts = [cell.block.text for cell in page.cells]
        assert texts
        assert texts[-1] not in ("One", "Two", "A", "B")
        bottoms = [cell.y + (cell.last - cell.first) * cell.pitch for cell in page.cells]
        assert max(bottoms) <= 200.0
    heads = [any(cell.block.text == "A" for cell in page.cells) for page in pages]
    assert heads == sorted(heads, reverse=True)
    assert sum(heads) > 2
    told = [cell.block.text for page in pages for cell in page.cells if cell.block.text.startswith("row")]
    assert told == [text for text, _ in rows] * 2


def test_all_of_a_tables_texts_have_one_size_and_a_long_word_widens_its_column() -> None:
    word = "Kraftfahrzeughaftpflichtversicherung"
    grid = Grid((3.0, 1.0), (("short", word), ("short too", "x")), ("What", "Who"))
    setter = ReportSetter(FakeSetter(), STYLES, 400.0, 600.0)
    (page,) = setter.pages([grid])
    told = [cell for cell in page.cells if cell.what == "plain"]
    assert {cell.block.style for cell in told} == {STYLES.plain}
    (wide,) = (cell for cell in told if cell.block.text == word)
    assert len(wide.block.lines) == 1
    assert wide.width > 400.0 / 4
    assert all(cell.x + cell.width <= 400.01 for cell in page.cells)


def test_a_word_longer_than_a_table_leaves_room_to_the_other_columns() -> None:
    grid = Grid((1.0, 1.0, 1.0), (("w" * 400, "one", "two"), ("a", "b", "c")), ("A", "B", "C"))
    (page, *_) = ReportSetter(FakeSetter(), STYLES, 400.0, 600.0).pages([grid])
    for cell in page.cells:
        assert cell.width > 60
        assert cell.x + cell.width <= 400.01
