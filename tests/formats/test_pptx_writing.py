from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pptx
import pytest
from hypothesis import given, settings

from cjm_desktop.formats import pptx_writing, told
from cjm_desktop.formats.registry import export_file
from cjm_desktop.model.journey import Journey, Table
from cjm_desktop.model.records import Card, CurveStyle, Lane, Stage, WebLink
from cjm_desktop.templates import load_template
from tests import strategies
from tests.maps import picture, random_map


def _slides(journey: Journey) -> list[Any]:
    return list(pptx.Presentation(io.BytesIO(pptx_writing.write(journey).data)).slides)


def _shapes(shapes: Any) -> Iterator[Any]:
    for shape in shapes:
        yield shape
        if shape.shape_type is not None and shape.shape_type.name == "GROUP":
            yield from _shapes(shape.shapes)


def _text(slide: Any) -> str:
    return "\n".join(shape.text_frame.text for shape in _shapes(slide.shapes) if shape.has_text_frame)


def test_the_registry_writes_slides(tmp_path: Path) -> None:
    assert export_file(load_template("current-state"), tmp_path / "a.pptx") == ()
    assert zipfile.ZipFile(tmp_path / "a.pptx").testzip() is None


def test_there_is_an_overview_and_a_slide_for_each_stage_with_all_its_cards() -> None:
    journey = load_template("current-state")
    overview, *slides = _slides(journey)
    assert overview.shapes.title.text == journey.title
    for stage in journey.stages.values():
        assert stage.name in _text(overview)
    assert [slide.shapes.title.text for slide in slides] == [
        f"{n}. {stage.name}" for n, stage in enumerate(journey.stages.values(), 1)
    ]
    for slide, id_ in zip(slides, journey.stages, strict=True):
        for card in journey.cards.values():
            assert (card.text in _text(slide)) or card.stage != id_


def test_the_curve_is_made_of_native_shapes_with_a_text_alternative() -> None:
    overview = _slides(load_template("current-state"))[0]
    group = next(shape for shape in overview.shapes if shape.shape_type.name == "GROUP")
    lines = [shape for shape in group.shapes if shape.shape_type.name == "FREEFORM"]
    assert len(lines) == 2
    assert all(shape._element.xpath(".//a:cubicBezTo") for shape in lines)
    faces = [shape.adjustments[0] for shape in group.shapes if "Smiley" in shape.name]
    assert faces == pytest.approx([0.04653 * value / 2 for value in (-0.8, 0.4, -0.5, -1.4, 0.1, 1.6)], abs=1e-5)
    assert "Purchase −1.4 date only at the end" in group._element.xpath("./p:nvGrpSpPr/p:cNvPr")[0].get("descr")


def test_notes_become_the_speakers_notes() -> None:
    journey = Journey(
        note="for all",
        stages=Table.of([Stage(id="s", note="of the stage")]),
        lanes=Table.of([Lane(id="l")]),
        cards=Table.of([Card(id="c", lane="l", stage="s", text="Buys", note="of the card")]),
    )
    overview, slide = _slides(journey)
    assert overview.notes_slide.notes_text_frame.text == "for all"
    assert slide.notes_slide.notes_text_frame.text == "of the stage\n\nBuys: of the card"


def test_links_lead_on_and_bad_ones_are_texts_only() -> None:
    links = tuple(
        WebLink(url=url, title=title)
        for url, title in (("https://example.org/a b".replace(" ", "_"), "Shop"), ("http://[", "Broken"))
    )
    journey = Journey(
        stages=Table.of([Stage(id="s")]),
        lanes=Table.of([Lane(id="l")]),
        cards=Table.of([Card(id="c", lane="l", stage="s", text="Buys", links=links)]),
    )
    slide = _slides(journey)[1]
    runs = [
        run
        for shape in slide.shapes
        if shape.has_text_frame
        for paragraph in shape.text_frame.paragraphs
        for run in paragraph.runs
    ]
    assert {run.text: run.hyperlink.address for run in runs if run.text in ("Shop", "Broken")} == {
        "Shop": "https://example.org/a_b",
        "Broken": None,
    }


def test_pictures_are_on_the_slide_of_their_card() -> None:
    shown = picture(40, 30)
    journey = Journey(
        stages=Table.of([Stage(id="s")]),
        lanes=Table.of([Lane(id="l")]),
        cards=Table.of([Card(id="c", lane="l", stage="s", picture=shown.id)]),
        pictures=Table.of([shown]),
    )
    (found,) = [shape for shape in _slides(journey)[1].shapes if shape.shape_type.name == "PICTURE"]
    assert found.width / found.height == pytest.approx(4 / 3, abs=0.01)


def test_a_map_that_is_read_from_the_right_has_its_slides_from_the_right() -> None:
    journey = load_template("current-state")
    lefts = []
    for language in ("en", "ar"):
        overview = _slides(journey.model_copy(update={"language": language}))[0]
        names = [stage.name for stage in journey.stages.values()]
        lefts.append(
            [shape.left for shape in overview.shapes if shape.has_text_frame and shape.text_frame.text in names]
        )
    assert lefts[0] == sorted(lefts[0])
    assert lefts[1] == sorted(lefts[1], reverse=True)


@settings(max_examples=8, deadline=None)
@given(strategies.journeys())
def test_every_map_becomes_slides_equal_for_equal_maps(journey: Journey) -> None:
    made = pptx_writing.write(journey)
    slides = list(pptx.Presentation(io.BytesIO(made.data)).slides)
    assert len(slides) >= 1 + len(journey.stages)
    assert pptx_writing.write(journey) == made
    with zipfile.ZipFile(io.BytesIO(made.data)) as parts:
        assert {entry.date_time for entry in parts.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_every_slide_has_a_title_a_footer_and_a_number() -> None:
    journey = load_template("current-state")
    for slide in _slides(journey):
        assert slide.shapes.title.text
        footer = next(shape for shape in slide.shapes if shape.name == "Footer")
        assert footer.text_frame.text.startswith(journey.title)
        assert [field.get("type") for field in footer._element.xpath(".//a:fld")] == ["slidenum"]
        assert (footer.top + footer.height) / 12_700 <= pptx_writing.HEIGHT


def test_a_long_name_stands_in_its_arrow_in_smaller_type() -> None:
    long = "Donaudampfschifffahrtsgesellschaftskapitänsmützenbestellung"
    stages = [
        Stage(id=f"s{n}", name=name)
        for n, name in enumerate((long, "Buy", "給餌器を探して価格を比較する", "Kundenzufriedenheit"))
    ]
    overview = _slides(Journey(stages=Table.of([*stages, *(Stage(id=f"t{n}", name="Use") for n in range(4))])))[0]
    sizes = {
        shape.text_frame.text: shape.text_frame.paragraphs[0].runs[0].font.size.pt
        for shape in overview.shapes
        if shape.has_text_frame and shape.text_frame.text
    }
    assert 6 <= sizes[long] <= 9 < sizes["Buy"]
    assert 8 <= sizes["Kundenzufriedenheit"] < sizes["Buy"]
    assert sizes["給餌器を探して価格を比較する"] > 9


def test_several_curves_are_named_and_the_heights_have_words() -> None:
    journey = random_map(3, cards=20)
    overview, *_ = _slides(journey)
    names = [journey.personas[curve.persona or ""].name for curve in journey.curves.values()]
    assert all(told.one_line(name) in _text(overview) for name in names)
    assert all(word in _text(overview) for word in ("Delighted", "Neutral", "Frustrated"))
    curves = [
        curve.model_copy(update={"style": CurveStyle.ACTUAL, "label": f"{curve.id} of all"})
        for curve in journey.curves.values()
    ]
    _, *slides = _slides(
        journey.model_copy(update={"curves": Table.of(curves), "cards": Table(), "connectors": Table()})
    )
    assert all(name.label in " ".join(map(_text, slides)) for name in curves)
