"""Row 9: each hostile file is refused in one clear sentence or opened and made harmless, and that at once."""

from __future__ import annotations

import csv
import io
import os
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from cjm_desktop import cli
from cjm_desktop.exporting import ExportOptions, export_pdf
from cjm_desktop.formats import carried, clip_file, journey_file, map_table, persona_file, strict_json, table, table_map
from cjm_desktop.formats.carried import carried_map
from cjm_desktop.formats.errors import FileProblem, file_name
from cjm_desktop.model import pictures
from cjm_desktop.model.journey import Journey, Table
from cjm_desktop.model.records import Card, Lane, Stage, WebLink
from cjm_desktop.painters import pdf_document, svg, svg_pictures, svg_text, svg_words
from cjm_desktop.storage.saving import save
from tests.reliability.harmless import (
    faults_of_cells,
    faults_of_page,
    faults_of_pdf,
    faults_of_sentence,
    faults_of_svg,
)
from tests.reliability.hostile import CASES, Case, Door
from tests.reliability.programme import SCALE, Tally
from tests.reliability.watchdog import TooLongError, within

#: Seconds of the processor. The promise is one; machines that test are slower than people's, and may be in a hurry.
AT_ONCE = 2.0


_PORTRAITS = [case for case in CASES if case.door is Door.PERSONA and case.name.startswith("portrait-")]
#: All but the pictures that stand in maps as well: of these a quarter in the ordinary run, another one each day.
SHARE = [
    case
    for case in CASES
    if SCALE > 1 or case not in _PORTRAITS or (_PORTRAITS.index(case) + date.today().toordinal()) % 4 == 0
]


@pytest.fixture(scope="module", autouse=True)
def _warm() -> None:
    """Fonts and libraries are loaded once in a program's life, and not by the file that happens to come first."""
    export_pdf(Journey(title="Aא茶"), ExportOptions("map"))


@pytest.fixture
def place(tmp_path: Path) -> Iterator[Path]:
    """A folder that is emptied at once: some of the files are large."""
    yield tmp_path
    for entry in tmp_path.iterdir():
        if not entry.is_dir() or entry.is_symlink():
            entry.unlink()


def entered(case: Case, path: Path) -> Journey | None:
    """What comes of the file where it enters the program: a map, None for other sound things; FileProblem, the refusal."""
    match case.door:
        case Door.OPEN:
            return journey_file.load(path).journey
        case Door.IMPORT:
            from cjm_desktop.formats.registry import import_file

            return import_file(path).journey
        case Door.PERSONA:
            found = persona_file.load(path)
            pictures = Table.of([] if found.portrait is None else [found.portrait])
            return Journey(personas=Table.of([found.persona]), pictures=pictures, channels=Table.of(found.channels))
        case Door.PRESET:
            from cjm_desktop.exporting import read_preset

            export_pdf(Journey(title="x"), read_preset(path))
            return None
        case Door.PICTURE:
            from cjm_desktop.windows.pictures import picture_of_file

            picture, problem = picture_of_file(path)
            if picture is None:
                raise FileProblem(problem)
            return Journey(pictures=Table.of([picture]))
        case Door.CLIP:
            return clip_file.loads(path.read_bytes()).journey
        case Door.HTML:
            page = table.read_html(path.read_text(encoding="utf-8"))
            return None if page is None else _mapped(page)
        case Door.TEXT:
            return _mapped(table.read_separated(path.read_text(encoding="utf-8")))


def _mapped(grid: table.Grid) -> Journey | None:
    trimmed = grid.trimmed()
    return table_map.read(trimmed, table_map.guess(trimmed), "x").journey if trimmed.rows else None


def test_the_corpus_is_as_large_as_was_promised() -> None:
    assert len(CASES) >= 120
    assert len({str(case) for case in CASES}) == len(CASES)
    assert {case.door for case in CASES} == set(Door)


@pytest.mark.row(9)
@pytest.mark.parametrize("case", SHARE, ids=str)
def test_a_hostile_file_does_no_harm(
    case: Case, place: Path, tally: Tally, capsys: pytest.CaptureFixture[str], settings_folder: Path
) -> None:
    path = place / case.file
    try:
        case.make(path)
    except (OSError, ValueError):
        assert case.says in (
            "too long",
            "not one of a file",
            "no folder",
        )  # a file that cannot be, asked for nevertheless
    before = sorted(settings_folder.parent.glob("*.cjm"))
    journey, problem = None, None
    with within(AT_ONCE) as watch:
        try:
            journey = entered(case, path)
        except FileProblem as refusal:
            problem = str(refusal)
    tally.add("refused" if problem else "made harmless")
    tally.add("slower than 1 s", watch.seconds > 1)
    if problem is not None:
        assert case.refused is not False, problem
        named = case.door in (Door.OPEN, Door.IMPORT, Door.PERSONA) or (
            case.door is Door.PRESET and "logo" not in case.name
        )
        assert faults_of_sentence(problem, file_name(path) if named else "") == []
        assert case.says in problem
        if case.door is Door.OPEN and "\0" not in case.file:
            assert cli.main(["check", os.fspath(path)]) == 2
            told = capsys.readouterr()
            assert (told.out, told.err.count("\n")) == ("", 1)
            assert told.err.startswith("cjm: ")
        return
    assert case.refused is not True, "it was not refused"
    if journey is not None and case.drawn:
        assert (
            faults(journey, place, with_svg=case.name.startswith(("text-", "title-", "odd-", "source-", "picture-")))
            == []
        )
    assert sorted(settings_folder.parent.glob("*.cjm")) == before


def faults(journey: Journey, folder: Path, *, with_svg: bool = True) -> list[str]:
    """What could do harm in all that the program makes of a map: files, exports, what it puts onto the clipboard."""
    again = folder / "again.cjm"
    with within(2 * AT_ONCE):
        save(journey, again, expected=None, backups=None)
        loaded = journey_file.load(again)
    assert loaded.notes == ()
    assert loaded.journey == journey
    options = ExportOptions("map", appendix=("personas", "notes"))
    with within(2 * AT_ONCE):
        pdf = export_pdf(journey, options, "a.cjm")
    found = faults_of_pdf(pdf)
    assert journey_file.loads(carried_map(pdf, "a.pdf"), "a.pdf").journey == journey
    if with_svg:
        svg = folder / "again.svg"
        with within(2 * AT_ONCE):
            assert cli.main(["export", os.fspath(again), os.fspath(svg)]) == 0
        found += faults_of_svg(svg.read_bytes())
    rows = map_table.rows_of_map(journey)
    found += faults_of_page(table.write_html(rows, head=True, labels=True))
    pasted = list(csv.reader(io.StringIO(table.write_separated(rows), newline=""), delimiter="\t"))
    return found + faults_of_cells(pasted)


# ---- each guard is taken away, and the same check sees it


def spoilt(name: str, place: Path) -> str:
    """What comes of the file with that name now: "refused", "late", or the harm that is in what is made of it."""
    case = next(case for case in CASES if case.name == name)
    path = place / case.file
    case.make(path)
    try:
        with within(AT_ONCE):
            journey = entered(case, path)
    except FileProblem:
        return "refused"
    except TooLongError:
        return "late"
    return "; ".join(faults(journey, place)) if journey is not None else ""


@pytest.mark.row(9, without="the limit of values in a file")
@pytest.mark.usefixtures("tally")
def test_a_file_of_small_values_takes_long(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert spoilt("49-MB-of-small-objects", place) == "refused"
    monkeypatch.setattr(strict_json, "SIGNS", 10**9)
    assert spoilt("49-MB-of-small-objects", place) == "late"


@pytest.mark.row(9, without="the limit of records in a file")
@pytest.mark.usefixtures("tally")
def test_a_map_of_very_many_records_is_taken(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(journey_file, "RECORD_LIMIT", 10**9)
    assert spoilt("60,000-cards", place) != "refused"


@pytest.mark.row(9, without="the limit of what an export may carry")
@pytest.mark.usefixtures("tally")
def test_a_bomb_is_unpacked(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert spoilt("pdf-attached-bomb", place) == "refused"
    monkeypatch.setattr(carried, "SIZE_LIMIT", 10**9)
    monkeypatch.setattr(journey_file, "SIZE_LIMIT", 10**9)
    monkeypatch.setattr(journey_file, "TEXT_LIMIT", 10**9)
    assert spoilt("pdf-attached-bomb", place) != "refused"


@pytest.mark.row(9, without="the mark before formulas")
@pytest.mark.usefixtures("tally")
def test_a_formula_is_found_out(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert spoilt("text-formulas", place) == ""
    monkeypatch.setattr(table, "_guarded", lambda text: text)
    assert "formula" in spoilt("text-formulas", place)


@pytest.mark.row(9, without="the escaping of an SVG")
@pytest.mark.usefixtures("tally")
def test_markup_in_an_svg_is_found_out(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert spoilt("text-scripts", place) == ""
    for module in (svg, svg_pictures, svg_text, svg_words):
        for name in ("attribute", "written"):
            if hasattr(module, name):
                monkeypatch.setattr(module, name, lambda text: text)
    assert spoilt("text-scripts", place) != ""


@pytest.mark.row(9, without="the choice of addresses")
@pytest.mark.usefixtures("tally")
def test_an_address_that_runs_is_found_out(monkeypatch: pytest.MonkeyPatch) -> None:
    link = WebLink.model_construct(url="javascript:alert(1)", title="x")
    card = Card.model_construct(id="c", lane="l", stage="s", text="x", links=(link,))
    journey = Journey(stages=Table.of([Stage(id="s")]), lanes=Table.of([Lane(id="l")]), cards=Table.of([card]))
    options = ExportOptions("map", map_inside=False)
    assert faults_of_pdf(export_pdf(journey, options)) == []
    monkeypatch.setattr(pdf_document, "safe_address", lambda url: url)
    assert any("javascript" in fault for fault in faults_of_pdf(export_pdf(journey, options)))


@pytest.mark.row(9, without="the limit of pixels")
@pytest.mark.usefixtures("tally")
def test_a_bomb_of_pixels_is_taken(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    case = next(case for case in CASES if case.name == "picture-bomb-that-is-sound" and case.door is Door.PICTURE)
    path = place / case.file
    case.make(path)
    with pytest.raises(FileProblem, match="million pixels"):
        entered(case, path)
    monkeypatch.setattr(pictures, "PIXEL_LIMIT", 10**9)
    assert entered(case, path) is not None
