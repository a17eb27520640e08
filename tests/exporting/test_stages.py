"""Sheets that end between stages: whole stages, headers on each, persona and legend on the first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pypdfium2
import pytest

from cjm_desktop.drawing.colours import stage_colours
from cjm_desktop.drawing.primitives import Group, Item, Path
from cjm_desktop.exporting import ExportOptions, export_pdf
from cjm_desktop.exporting.content import content_of
from cjm_desktop.exporting.furniture import Furniture
from cjm_desktop.exporting.off_page import goes_on
from cjm_desktop.exporting.selection import of_stages
from cjm_desktop.exporting.stages import stage_sheets, stages_plan
from cjm_desktop.layout.engine import LayoutEngine
from cjm_desktop.model.journey import Journey, Table
from cjm_desktop.model.records import Card, Connector, Curve, EmotionPoint, Lane, LaneKind, Persona, Stage
from cjm_desktop.templates import load_template
from cjm_desktop.text.engine import default_engine
from tests.exporting.paper import MAPS, map_of, page_sizes, page_texts
from tests.exporting.texts import pieces
from tests.painters.pdf_checks import problems, spoken
from tests.painters.pdf_reading import squeezed

STAGES = ExportOptions(page="stages")
KEYS = ["current-state", "day-in-the-life", "future-state", "service-blueprint"]


def plan(journey: Journey, options: ExportOptions) -> tuple[float, int]:
    content = content_of(journey, options, "")
    return stages_plan(content, options, Furniture(content, options, ""))


def many(stages: int = 9, cards: int = 1, lanes: int = 4) -> Journey:
    made = [
        Card(id=f"c{n}-{lane}-{k}", lane=f"l{lane}", stage=f"s{n}", text=f"card {n} {lane} {k} of it.")
        for n in range(stages)
        for lane in range(lanes)
        for k in range(cards)
    ]
    return Journey(
        title="Many",
        personas=Table.of([Persona(id="p", name="Masha")]),
        stages=Table.of([Stage(id=f"s{n}", name=f"Stage{n}.") for n in range(stages)]),
        lanes=Table.of([Lane(id=f"l{n}", label=f"Lane{n}.") for n in range(lanes)]),
        cards=Table.of(made),
    )


@pytest.mark.parametrize("key", KEYS[:3])
def test_each_stage_is_whole_on_one_sheet(key: str) -> None:
    journey = load_template(key)
    texts = page_texts(export_pdf(journey, STAGES))
    for stage in journey.stages.values():
        cards = [card for card in journey.cards.values() if card.stage == stage.id and card.span == 1 and card.lane]
        homes = [text for text in texts if all(squeezed(card.text) in text for card in cards)]
        assert homes, stage.name
        assert any(squeezed(stage.name) in text for text in homes)


@pytest.mark.parametrize("key", KEYS)
def test_title_persona_and_legend_stand_on_the_first_sheet_alone(key: str) -> None:
    journey = load_template(key)
    first, *others = page_texts(export_pdf(journey, STAGES))
    assert others
    (persona, *_) = journey.personas.values()
    for told in (journey.objective, persona.quote, "Evidence:"):
        assert squeezed(told) in first
        assert not any(squeezed(told) in text for text in others)


def test_lanes_and_stages_are_said_on_every_sheet() -> None:
    texts = page_texts(export_pdf(many(), replace(STAGES, map_scale=1.0)))
    assert len(texts) >= 3
    for text in texts:
        assert all(f"Lane{n}." in text for n in range(4))
        assert any(f"Stage{n}." in text for n in range(9))
    for n in range(9):
        assert sum(f"Stage{n}." in text for text in texts) == 1


def test_stages_are_spread_evenly() -> None:
    texts = page_texts(export_pdf(many(7), replace(STAGES, map_scale=0.95, orientation="portrait")))
    counts = [sum(f"Stage{n}." in text for n in range(7)) for text in texts]
    assert max(counts) - min(counts) <= 1


def test_lanes_that_are_too_high_go_on_on_the_next_sheet_with_the_stages_again() -> None:
    texts = page_texts(export_pdf(many(3, cards=12, lanes=5), replace(STAGES, paper="A5")))
    assert len(texts) > 3
    assert sum("Stage0." in text for text in texts) > 1
    for text in texts[1:]:
        assert any(f"Stage{n}." in text for n in range(3))
    whole = "".join(texts)
    for n in range(3):
        for lane in range(5):
            for k in range(12):
                assert f"card{n}{lane}{k}ofit." in whole


@pytest.mark.parametrize("key", KEYS)
def test_the_type_can_be_read(key: str) -> None:
    scale, count = plan(load_template(key), STAGES)
    assert scale * 9.5 >= 7.0
    assert count == len(page_sizes(export_pdf(load_template(key), STAGES)))


@pytest.mark.parametrize("seed", MAPS)
def test_no_larger_scale_has_as_few_sheets(seed: int) -> None:
    journey = map_of(seed)
    scale, count = plan(journey, STAGES)
    larger = plan(journey, replace(STAGES, map_scale=min(1.3, scale) * 1.08))
    assert larger[1] > count or larger[0] <= scale * 1.001 or scale >= 1.29


def test_a_stage_wider_than_the_sheet_is_made_smaller() -> None:
    journey = many(2)
    wide = [stage.model_copy(update={"width": 1500.0}) for stage in journey.stages.values()]
    scale, _ = plan(journey.model_copy(update={"stages": Table.of(wide)}), replace(STAGES, paper="A5"))
    assert 0.1 < scale < 0.4


def test_a_card_over_two_sheets_is_read_on_both() -> None:
    journey = many()
    over = Card(id="over", lane="l0", stage="s0", span=9, text="all the way")
    texts = page_texts(
        export_pdf(journey.model_copy(update={"cards": Table.of([*journey.cards.values(), over])}), STAGES)
    )
    assert all("alltheway" in text for text in texts)


def test_stages_keep_their_colours_and_the_time_at_which_they_start() -> None:
    journey = many(6)
    timed = [stage.model_copy(update={"duration": "2 h"}) for stage in journey.stages.values()]
    journey = journey.model_copy(update={"stages": Table.of(timed)})
    content = content_of(journey, STAGES, "")
    assert content.layout.ruler is not None
    _, *others = page_texts(export_pdf(journey, replace(STAGES, map_scale=1.0, orientation="portrait")))
    assert others
    assert not any("Stage3.2h" in text and "2h4h" in text for text in others)
    first_of_second = next(n for n in range(6) if f"Stage{n}." in others[0])
    assert f"{2 * first_of_second}h" in others[0]


def test_each_stage_has_the_colour_that_it_has_on_the_map() -> None:
    content = content_of(many(), STAGES, "")
    sheets = stage_sheets(content, STAGES, Furniture(content, STAGES, ""))
    assert len(sheets) > 1
    fills = {
        item.fill
        for sheet in sheets
        for part in sheet.parts
        for item in leaves(part.drawing.items)
        if isinstance(item, Path)
    }
    for box in content.layout.stages:
        assert stage_colours(content.theme, box.share)[0] in fills


def leaves(items: Sequence[Item]) -> list[Item]:
    found: list[Item] = []
    for item in items:
        found.extend(leaves(item.items) if isinstance(item, Group) else [item])
    return found


def test_a_sheet_of_some_stages_has_no_clock_of_its_own() -> None:
    """The first stage's time is unknown, so that no sheet may count from the second one's beginning."""
    journey = many(6)
    timed = [
        stage.model_copy(update={"duration": "" if n < 3 else "2 h"}) for n, stage in enumerate(journey.stages.values())
    ]
    texts = page_texts(export_pdf(journey.model_copy(update={"stages": Table.of(timed)}), STAGES))
    assert not any("4h" in text for text in texts)


def test_arrows_within_a_sheet_are_drawn() -> None:
    journey = many()
    arrow = Connector(id="a", source="c0-0-0", target="c1-0-0", label="because")
    texts = page_texts(export_pdf(journey.model_copy(update={"connectors": Table.of([arrow])}), STAGES))
    assert "because" in texts[0]


def test_the_outline_names_each_stage_and_each_lane_once() -> None:
    import pypdfium2

    journey = many()
    document = pypdfium2.PdfDocument(export_pdf(journey, STAGES))
    titles = [entry.get_title() for entry in document.get_toc()]
    document.close()
    for n in range(9):
        assert titles.count(f"Stage{n}.") == 1


def test_a_long_title_has_a_sheet_of_its_own() -> None:
    journey = many().model_copy(update={"objective": "why " * 1500})
    content = content_of(journey, replace(STAGES, paper="A5"), "")
    sheets = stage_sheets(content, replace(STAGES, paper="A5"), Furniture(content, STAGES, ""))
    assert len(sheets[0].parts) == 1
    texts = page_texts(export_pdf(journey, replace(STAGES, paper="A5")))
    assert "Stage0." not in texts[0]
    assert texts[0].count("why") == 1500


def test_a_map_without_stages_stays_within_its_sheet() -> None:
    content = content_of(Journey(title="None"), STAGES, "")
    furniture = Furniture(content, STAGES, "")
    (sheet,) = stage_sheets(content, STAGES, furniture)
    room = furniture.room(sheet.size)
    for part in sheet.parts:
        ink = 4.0 * part.scale  # stands out into the margin
        assert room.x - ink - 1e-6 <= part.x
        assert part.x + part.drawing.width * part.scale <= room.right + ink + 1e-6


def crossing() -> Journey:
    """Arrows from the first stage to the last and back, and one within a sheet."""
    arrows = [
        Connector(id="there", source="c0-0-0", target="c8-1-0", label="in the end"),
        Connector(id="back", source="c8-2-0", target="c0-1-0"),
        Connector(id="near", source="c0-2-0", target="c1-2-0", label="because"),
    ]
    return many().model_copy(update={"connectors": Table.of(arrows)})


def test_an_arrow_that_leaves_a_sheet_says_where_it_leads_on_both() -> None:
    texts = page_texts(export_pdf(crossing(), replace(STAGES, map_scale=1.0)))
    assert len(texts) >= 3
    count = len(texts)
    first, last = texts[0], texts[-1]
    assert f"A→9Stage8.·page{count}:“card810ofit.”·intheend" in first
    assert f"B←9Stage8.·page{count}:“card820ofit.”" in first
    assert "A←1Stage0.·page1:“card000ofit.”·intheend" in last
    assert "B→1Stage0.·page1:“card010ofit.”" in last
    assert "because" in first
    assert "C→" not in first
    assert not any("→" in text for text in texts[1:-1])


def test_signs_of_arrows_are_read_in_words_and_nothing_lies_on_another_text() -> None:
    pdf = export_pdf(crossing(), replace(STAGES, map_scale=1.0))
    assert problems(pdf) == []
    said = squeezed(spoken(pdf).text)
    assert "A→9Stage8.·page" in said
    assert "B→1Stage0.·page1:“card010ofit.”" in said


def test_without_page_numbers_no_page_is_said() -> None:
    texts = page_texts(export_pdf(crossing(), replace(STAGES, map_scale=1.0, page_numbers=False)))
    assert "A→9Stage8." in texts[0]
    assert "page" not in texts[0]


def test_what_is_told_of_arrows_stays_above_the_foot_of_the_sheet() -> None:
    journey = many(9, cards=3, lanes=8)
    arrows = [
        Connector(id=f"a{n}-{lane}", source=f"c0-{lane}-{n}", target=f"c8-{lane}-{n}")
        for n in range(3)
        for lane in range(8)
    ]
    journey = journey.model_copy(update={"connectors": Table.of(arrows)})
    for options in (replace(STAGES, paper="A5"), STAGES):
        content = content_of(journey, options, "")
        furniture = Furniture(content, options, "")
        sheets = stage_sheets(content, options, furniture)
        assert len(sheets) > 1
        for sheet in sheets:
            bottom = furniture.room(sheet.size).bottom
            assert all(part.y + part.drawing.height * part.scale <= bottom + 1e-6 for part in sheet.parts)


def test_steps_that_go_on_on_the_next_sheet_show_it() -> None:
    journey = many()
    (first, *lanes) = journey.lanes.values()
    steps = Table.of([first.model_copy(update={"kind": LaneKind.STEPS}), *lanes])
    content = content_of(journey.model_copy(update={"lanes": steps}), STAGES, "")
    whole = content.layout
    journey = content.journey
    for ids, ways in ((["s0", "s1"], {True}), (["s3"], {True, False}), (["s8"], {False})):
        here = LayoutEngine(default_engine(), content.theme.type, content.theme.space).layout(of_stages(journey, ids))
        assert {one.leaving for one in goes_on(whole, here)} == ways
    assert not list(goes_on(whole, whole))


def test_sheets_are_as_wide_as_they_may_be() -> None:
    for key in KEYS:
        content = content_of(load_template(key), STAGES, "")
        furniture = Furniture(content, STAGES, "")
        for sheet in stage_sheets(content, STAGES, furniture):
            room = furniture.room(sheet.size)
            right = max(part.x + part.drawing.width * part.scale for part in sheet.parts)
            assert room.right - 12.0 <= right <= room.right + 8.0


def test_a_lane_that_goes_on_on_the_next_sheet_has_its_name_there_again() -> None:
    journey = many(3, cards=30, lanes=2)
    texts = page_texts(export_pdf(journey, replace(STAGES, paper="A5")))
    assert len(texts) > 3
    for text in texts:
        assert "Lane0." in text or "Lane1." in text


@pytest.mark.parametrize("count", [1, 2, 3, 5])
def test_nothing_of_a_lane_stands_beyond_its_last_stage(count: int) -> None:
    """Labels find their places within the stages of a sheet, however few these are."""
    stages = [Stage(id=f"s{n}", name=f"Stage {n}") for n in range(count)]
    points = [
        EmotionPoint(id=f"p{n}", curve="c", stage=f"s{n}", position=0.98, value=1.0, label=f"felt at length {n}")
        for n in range(count)
    ]
    journey = Journey(
        stages=Table.of(stages),
        lanes=Table.of([Lane(id="l", kind=LaneKind.EMOTION, label="Feeling")]),
        curves=Table.of([Curve(id="c", lane="l")]),
        points=Table.of(points),
    )
    document = pypdfium2.PdfDocument(export_pdf(journey, ExportOptions(page="stages", paper="A5")))
    for page in document:
        for piece in pieces(page):
            assert piece.clip is None or piece.clip.grown(0.1).united(piece.ink) == piece.clip.grown(0.1), piece
    document.close()


def test_a_sheet_that_cannot_but_end_in_cards_ends_between_their_lines() -> None:
    """In each column the cards end elsewhere, so that no cut goes by them all; but all lines can be read."""
    cards = [
        Card(
            id=f"c{n}-{k}",
            lane="l",
            stage=f"s{n}",
            text=" ".join(f"said{n}of{k}by{word}" for word in range(2 * lines)),
        )
        for n, lines in enumerate((19, 14, 9))
        for k in range(60 // lines)
    ]
    journey = Journey(
        title="Staggered",
        stages=Table.of([Stage(id=f"s{n}", name=f"Stage {n}") for n in range(3)]),
        lanes=Table.of([Lane(id="l", label="Lane")]),
        cards=Table.of(cards),
    )
    document = pypdfium2.PdfDocument(export_pdf(journey, ExportOptions(page="stages", paper="A5")))
    sheets = []
    for page in document:
        found = list(pieces(page))
        for piece in found:
            assert piece.clip is None or piece.clip.grown(0.1).united(piece.ink) == piece.clip.grown(0.1), piece
        sheets.append({word for piece in found for word in piece.text.split()})
    document.close()
    said = [set(card.text.split()) for card in cards]
    assert set().union(*said) <= set().union(*sheets)
    assert any(not any(words <= sheet for sheet in sheets) for words in said)  # a sheet ended within a card
