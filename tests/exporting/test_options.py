"""Export options: what can be, what cannot, and that a preset file keeps all of it."""

from __future__ import annotations

import json
from dataclasses import fields
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cjm_desktop.exporting import APPENDIX, ORIENTATIONS, PAGES, PAPERS, ExportOptions, millimetres, paper_size
from cjm_desktop.exporting.presets import read_preset, write_preset
from cjm_desktop.formats.errors import FileProblem
from cjm_desktop.geometry import Size
from cjm_desktop.model.records import View
from cjm_desktop.theme import PALETTES, THEMES

POINT = 72 / 25.4

FILLED = ExportOptions(
    page="poster",
    paper="300x900mm",
    orientation="portrait",
    margin_mm=12.5,
    map_scale=0.8,
    scale=3.0,
    theme="print",
    palette="black-and-white",
    view=View(id="v", name="Mine", roles=("pains",), hidden_stages=("s",)),
    stages="2-4, 6",
    lanes=("Pains", "2"),
    persona="Masha",
    header=True,
    footer=False,
    logo="logo.png",
    date=False,
    version=False,
    page_numbers=False,
    appendix=("personas", "findings"),
    without_rules=("long-card",),
    skip_empty=False,
    repeat_headers=False,
    crop_marks=False,
    overlap_mm=0.0,
    map_inside=False,
)


def every_option() -> st.SearchStrategy[ExportOptions]:
    ranges = st.tuples(st.integers(1, 9), st.integers(0, 9)).map(lambda pair: f"{pair[0]}-{sum(pair)}")
    return st.builds(
        ExportOptions,
        page=st.sampled_from(PAGES),
        paper=st.sampled_from([*PAPERS, "120x80mm", "10 x 20 in"]),
        orientation=st.sampled_from(ORIENTATIONS),
        margin_mm=st.floats(0, 50),
        map_scale=st.none() | st.floats(0.05, 20),
        scale=st.floats(0.05, 40),
        theme=st.sampled_from(list(THEMES)),
        palette=st.sampled_from(PALETTES),
        view=st.none() | st.text() | st.builds(View, id=st.just("view"), name=st.just("n"), tags=st.just(("a",))),
        stages=st.lists(ranges, max_size=3).map(",".join),
        lanes=st.lists(st.text(), max_size=3).map(tuple),
        persona=st.text(),
        appendix=st.lists(st.sampled_from(APPENDIX), unique=True).map(tuple),
        overlap_mm=st.integers(0, 50),
        **{one.name: st.booleans() for one in fields(ExportOptions) if isinstance(one.default, bool)},
    )


@given(every_option())
@settings(max_examples=60, deadline=None)
def test_options_come_back_from_json(options: ExportOptions) -> None:
    assert ExportOptions.from_dict(json.loads(json.dumps(options.to_dict()))) == options


def test_every_field_is_in_the_example_of_a_test() -> None:
    usual = ExportOptions()
    left = {one.name for one in fields(usual) if getattr(FILLED, one.name) == getattr(usual, one.name)}
    assert left <= {"dpi", "transparent", "sheet", "svg_text", "only"}  # of pictures


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"page": "booklet"}, "the page is “fit”, “map”, “poster”, “stages” or “handout”, not “booklet”"),
        ({"paper": "A9"}, "“A9” is not a known paper; known are A0, "),
        ({"paper": "10x20mm"}, "a paper's sides are 40 to 5,080 mm"),
        ({"paper": "1x9000mm"}, "a paper's sides are 40 to 5,080 mm"),
        ({"orientation": "upright"}, "the orientation is “auto”, "),
        ({"margin_mm": -1}, "the margin is 0 to 50 mm"),
        ({"margin_mm": float("nan")}, "the margin is 0 to 50 mm"),
        ({"margin_mm": "8"}, "the margin is 0 to 50 mm"),
        ({"overlap_mm": 51}, "the overlap is 0 to 50 mm"),
        ({"scale": 0}, "the scale is 0.05 to 40"),
        ({"scale": float("inf")}, "the scale is 0.05 to 40"),
        ({"scale": True}, "the scale is 0.05 to 40"),
        ({"map_scale": 0.0}, "the map's scale is 0.05 to 20"),
        ({"theme": "neon"}, "“neon” is not a known theme; known are light, dark, projector, print"),
        ({"palette": "sepia"}, "the palette is “colour”, “colour-blind” or “black-and-white”"),
        ({"stages": "two"}, "stages are numbers such as 2-4 or 1,3, not “two”"),
        ({"stages": "4-2"}, "stages are counted from 1 upwards"),
        ({"stages": "0"}, "stages are counted from 1 upwards"),
        ({"stages": "1,,2"}, "stages are numbers"),
        ({"stages": "-"}, "stages are numbers"),
        ({"stages": 2}, "“stages” is a text"),
        ({"lanes": ["a"]}, "“lanes” is a list of names"),
        ({"lanes": (1,)}, "“lanes” is a list of names"),
        ({"persona": None}, "“persona” is a text"),
        ({"header": 1}, "“header” is on or off"),
        ({"appendix": ("index",)}, "the appendix has “personas”, “notes”, “opportunities” or “findings”, not “index”"),
        ({"view": 3}, "the view is a view or its name"),
    ],
)
def test_options_that_cannot_be_are_refused_in_a_sentence(wrong: dict[str, Any], said: str) -> None:
    with pytest.raises(ValueError, match=r"\w") as error:
        ExportOptions(**wrong)
    assert str(error.value).startswith(said)
    assert "\n" not in str(error.value)


@pytest.mark.parametrize(
    ("stages", "found"),
    [
        ("", (0, 1, 2, 3, 4)),
        ("2-4", (1, 2, 3)),
        ("5,1", (0, 4)),
        ("4-", (3, 4)),
        ("-2", (0, 1)),
        ("2 \u2013 9", (1, 2, 3, 4)),
        ("7", ()),
    ],
)
def test_stages_are_chosen_by_number(stages: str, found: tuple[int, ...]) -> None:
    assert ExportOptions(stages=stages).chosen_stages(5) == found


def test_papers_have_names_and_sides() -> None:
    assert paper_size("a3") == Size(297, 420)
    assert paper_size("300x900mm") == paper_size("30 × 90 cm") == Size(300, 900)
    assert paper_size("10x20in") == paper_size("10inx20in") == paper_size("10in x 20") == pytest.approx((254, 508))
    assert paper_size("30cm x 400mm") == Size(300, 400)
    wide = ExportOptions(paper="900x300").papers()
    assert wide == {
        "landscape": pytest.approx((900 * POINT, 300 * POINT)),
        "portrait": pytest.approx((300 * POINT, 900 * POINT)),
    }


@pytest.mark.parametrize(("length", "mm"), [("10mm", 10), ("1 cm", 10), ("0.5in", 12.7), ("72pt", 25.4), ("8", 8)])
def test_lengths_have_units(length: str, mm: float) -> None:
    assert millimetres(length) == pytest.approx(mm)


@pytest.mark.parametrize("length", ["", "mm", "-1mm", "1e3mm", "10 miles", "nan"])
def test_what_is_no_length_is_refused(length: str) -> None:
    with pytest.raises(ValueError, match="is not a length such as 10mm"):
        millimetres(length)


def test_a_preset_file_keeps_all_options(tmp_path: Path) -> None:
    path = tmp_path / "poster.json"
    (tmp_path / "logo.png").touch()
    filled = ExportOptions.from_dict(FILLED.to_dict() | {"logo": str(tmp_path / "logo.png"), "view": "Mine"})
    write_preset(filled, path)
    assert '"logo": "logo.png"' in path.read_text(encoding="utf-8")
    assert read_preset(path) == filled
    write_preset(ExportOptions(), path)
    assert json.loads(path.read_text(encoding="utf-8")) == {"format": "cjm-export-preset"}
    assert read_preset(path) == ExportOptions()


def test_a_preset_keeps_a_view_that_no_map_has(tmp_path: Path) -> None:
    path = tmp_path / "preset.json"
    write_preset(ExportOptions(view=FILLED.view), path)
    assert read_preset(path).view == FILLED.view


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("{", "p.json: line 1, column 2: "),
        ("[]", "p.json is no export preset: it must hold one JSON object."),
        ('{"format": "cjm"}', "p.json is no export preset: its format is “cjm”."),
        ('{"pages": "fit"}', "p.json: “pages” is no option; options are page, paper, "),
        ('{"paper": "A3", "paper": "A4"}', "p.json: "),
        ('{"margin_mm": NaN}', "p.json: "),
        ('{"lanes": "actions"}', "p.json: “lanes” is a list of names."),
        ('{"header": "yes"}', "p.json: “header” is on or off."),
        ('{"view": {"roles": 3}}', "p.json: the view's “roles” is wrong: "),
        ('{"page": "a\\nb"}', "p.json: the page is “fit”, "),
    ],
)
def test_a_bad_preset_is_one_sentence(tmp_path: Path, written: str, said: str) -> None:
    path = tmp_path / "p.json"
    path.write_text(written, encoding="utf-8")
    with pytest.raises(FileProblem) as problem:
        read_preset(path)
    assert str(problem.value).startswith(said)
    assert "\n" not in str(problem.value)


def test_a_preset_that_is_not_there_is_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(FileProblem, match="no such file"):
        read_preset(tmp_path / "p.json")
    with pytest.raises(FileProblem, match=r"p\.json was not written: there is no folder"):
        write_preset(ExportOptions(), tmp_path / "none" / "p.json")
