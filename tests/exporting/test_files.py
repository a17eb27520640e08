"""Exporting: the right page, whole files or none, every card's text inside."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pypdfium2
import pytest
from PIL import Image

from cjm_desktop.editing.views import insert_view
from cjm_desktop.exporting import (
    PAPERS,
    ExportCancelled,
    ExportOptions,
    export_file,
    export_pdf,
    pictures,
    placement,
)
from cjm_desktop.formats import atomic
from cjm_desktop.formats.errors import FileProblem
from cjm_desktop.geometry import Size
from cjm_desktop.layout.engine import LayoutEngine
from cjm_desktop.model.journey import Journey
from cjm_desktop.model.records import View
from cjm_desktop.text.engine import default_engine
from tests.maps import random_map
from tests.painters.pdf_reading import colour_at, page_text, raster, squeezed

MAP = ExportOptions(page="map")
MM = 72 / 25.4


@pytest.fixture(scope="module")
def journey() -> Journey:
    return random_map(3, cards=40)


def page_size(pdf: bytes) -> tuple[float, float]:
    document = pypdfium2.PdfDocument(pdf)
    try:
        width, height = document[0].get_size()
        assert len(document) == 1
        return width, height
    finally:
        document.close()


def map_size(journey: Journey) -> Size:
    return LayoutEngine(default_engine()).layout(journey).size


def test_a_map_page_has_the_maps_own_size(journey: Journey) -> None:
    assert page_size(export_pdf(journey, MAP)) == pytest.approx(map_size(journey), abs=0.01)


@pytest.mark.parametrize("paper", PAPERS)
def test_a_fitted_page_is_the_paper_turned_to_suit(paper: str) -> None:
    short, long = (side * MM for side in PAPERS[paper])
    wide, tall = Size(900, 300), Size(300, 900)
    options = ExportOptions(paper=paper)

    assert placement(wide, options).page == pytest.approx((long, short))
    assert placement(tall, options).page == pytest.approx((short, long))
    assert placement(wide, replace(options, orientation="portrait")).page == pytest.approx((short, long))
    assert placement(tall, replace(options, orientation="landscape")).page == pytest.approx((long, short))


@pytest.mark.parametrize("size", [Size(900, 300), Size(300, 900), Size(1200, 1201), Size(30, 20), Size(20_000, 900)])
@pytest.mark.parametrize("margin", [0.0, 8.0, 20.0])
def test_a_fitted_map_fills_the_page_within_its_margin(size: Size, margin: float) -> None:
    """What is drawn (the map without its own blank margin) touches two opposite margins and lies in the middle, on top."""
    blank = 5.0
    placed = placement(size, ExportOptions(margin_mm=margin), blank)
    left = placed.x + blank * placed.scale
    top = placed.y + blank * placed.scale
    width, height = (size.width - 2 * blank) * placed.scale, (size.height - 2 * blank) * placed.scale

    assert top == pytest.approx(margin * MM)
    assert left == pytest.approx(placed.page.width - left - width)
    assert left >= margin * MM - 1e-6
    assert top + height <= placed.page.height - margin * MM + 1e-6
    full_width = width == pytest.approx(placed.page.width - 2 * margin * MM)
    full_height = height == pytest.approx(placed.page.height - 2 * margin * MM)
    assert full_width or full_height


def test_a_map_larger_than_a_pdf_page_may_be_is_scaled_down() -> None:
    placed = placement(Size(20_000, 1_000), MAP)
    assert placed.page == pytest.approx((14_400, 720))
    assert placed.scale == pytest.approx(0.72)


def test_every_card_is_found_in_the_pdf() -> None:
    journey = random_map(5, cards=150)
    found = squeezed(page_text(export_pdf(journey)))

    for card in journey.cards.values():
        assert card.lane is None or squeezed(card.text) in found, card.text


def test_the_document_carries_the_maps_words(journey: Journey) -> None:
    told = journey.model_copy(
        update={
            "title": "Feeding Mitya",
            "owner": "Anna",
            "objective": "Less waiting",
            "date": "2026-11-21",
            "language": "ru",
        }
    )
    pdf = export_pdf(told, MAP, name="mitya.cjm")
    document = pypdfium2.PdfDocument(pdf)
    said = document.get_metadata_dict()
    stages = [entry.get_title() for entry in document.get_toc()]
    document.close()

    assert (said["Title"], said["Author"], said["Subject"]) == ("Feeding Mitya", "Anna", "Less waiting")
    assert said["Creator"].startswith("CJM Desktop ")
    assert said["CreationDate"].startswith("D:20261121")
    assert b"/Lang (ru)" in pdf
    names = [stage.name for stage in journey.stages.values()]
    assert [title for title in stages if title in names] == names
    assert "mitya.cjm" in page_text(pdf)


@pytest.mark.parametrize("date", ["last spring", "", "2026-13-45", "0001-01-01T00:00:00+23:00"])
def test_a_date_that_is_none_does_no_harm(journey: Journey, date: str) -> None:
    assert b"/CreationDate (D:2000" in export_pdf(journey.model_copy(update={"date": date}), MAP)


def test_an_empty_map_is_a_page_too(tmp_path: Path) -> None:
    for name in ("empty.pdf", "empty.png"):
        export_file(Journey(), tmp_path / name)
        assert (tmp_path / name).stat().st_size > 500


def test_the_dark_theme_has_a_dark_page(journey: Journey, tmp_path: Path) -> None:
    export_file(journey, tmp_path / "dark.png", ExportOptions(theme="dark", scale=0.2))
    with Image.open(tmp_path / "dark.png") as image:
        assert colour_at(image, 1, 1) == "#171a26"
    assert colour_at(raster(export_pdf(journey, ExportOptions(theme="dark"))), 1, 1) == "#171a26"
    assert colour_at(raster(export_pdf(journey)), 1, 1) == "#ffffff"


def test_the_suffix_says_the_kind(journey: Journey, tmp_path: Path) -> None:
    export_file(journey, tmp_path / "map.PDF", MAP, name="a.cjm")
    assert (tmp_path / "map.PDF").read_bytes() == export_pdf(journey, MAP, "a.cjm")

    export_file(journey, tmp_path / "map.png", ExportOptions(scale=0.5))
    with Image.open(tmp_path / "map.png") as image:
        assert image.format == "PNG"
        assert image.size == pytest.approx([side * 96 / 72 / 2 for side in map_size(journey)], abs=1)
        assert image.info["dpi"] == pytest.approx((48, 48), abs=0.1)

    for name in ("map.bmp", "map", "pdf", "map.pdf.zip"):
        with pytest.raises(FileProblem, match=r"must end in \.pdf, \.png or \.svg") as problem:
            export_file(journey, tmp_path / name)
        assert name in str(problem.value)
        assert not (tmp_path / name).exists()


def test_a_png_of_a_map_beyond_the_pdf_limit_keeps_its_pixels(
    journey: Journey, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from cjm_desktop.painters import pdf_document

    monkeypatch.setattr(pdf_document, "PAGE_LIMIT", 300.0)
    export_file(journey, tmp_path / "map.png", ExportOptions(scale=0.75))
    with Image.open(tmp_path / "map.png") as image:
        assert image.size == pytest.approx(map_size(journey), abs=1)


def test_too_large_a_picture_is_refused_in_a_sentence(
    journey: Journey, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pictures, "LONGEST_SIDE", 1_000)
    with pytest.raises(FileProblem, match=r"map\.png was not written: at scale 2 .* choose a smaller scale\."):
        export_file(journey, tmp_path / "map.png")
    assert not list(tmp_path.iterdir())


def test_progress_is_told_up_to_the_end(journey: Journey, tmp_path: Path) -> None:
    told: list[tuple[float, str]] = []
    for name in ("map.pdf", "map.png"):
        told.clear()
        export_file(journey, tmp_path / name, ExportOptions(scale=1), lambda *step: told.append(step))
        shares = [share for share, _ in told]
        assert shares == sorted(shares)
        assert (shares[0], shares[-1]) == (0, 1)
        assert all(what for _, what in told)


@pytest.mark.parametrize("paper", ["A5", "A0"])
def test_small_print_is_found_as_well(paper: str) -> None:
    journey = random_map(6, cards=120)
    found = squeezed(page_text(export_pdf(journey, ExportOptions(paper=paper))))

    for card in journey.cards.values():
        assert card.lane is None or squeezed(card.text) in found, card.text


@pytest.mark.parametrize("name", ["map.pdf", "map.png"])
def test_cancelling_at_any_moment_leaves_the_folder_as_it_was(
    journey: Journey, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    from cjm_desktop.painters import png

    monkeypatch.setattr(png, "_BAND_BYTES", 200_000)
    options = ExportOptions(scale=0.4)
    old = tmp_path / name
    old.write_bytes(b"old")
    questions = 0

    def count() -> bool:
        nonlocal questions
        questions += 1
        return False

    export_file(journey, old, options, cancelled=count)
    assert questions >= 3
    for moment in range(questions):
        old.write_bytes(b"old")
        asked = iter(range(questions))
        with pytest.raises(ExportCancelled):
            export_file(journey, old, options, cancelled=lambda asked=asked, moment=moment: next(asked) == moment)  # type: ignore[misc]
        assert list(tmp_path.iterdir()) == [old]
        assert old.read_bytes() == b"old"


def test_a_failing_disk_leaves_the_old_file_and_says_so(
    journey: Journey, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    old = tmp_path / "map.pdf"
    old.write_bytes(b"old")

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(atomic, "write", full)
    with pytest.raises(
        FileProblem, match=r"^map\.pdf was not written: the disk is full; free some space or choose another folder\.$"
    ) as problem:
        export_file(journey, old)
    assert problem.value.path == old
    assert old.read_bytes() == b"old"


def test_a_folder_that_is_not_there_is_a_sentence(journey: Journey, tmp_path: Path) -> None:
    with pytest.raises(
        FileProblem, match=r"map\.pdf was not written: there is no folder “.*nowhere”; choose another folder\."
    ):
        export_file(journey, tmp_path / "nowhere" / "map.pdf")


_AGAIN = """
import hashlib, sys
from cjm_desktop.exporting import ExportOptions, export_pdf
from tests.maps import random_map
sys.stdout.write(hashlib.sha256(export_pdf(random_map(4, cards=60), ExportOptions(), "a.cjm")).hexdigest())
"""


def test_equal_maps_give_equal_bytes_in_every_process() -> None:
    said = {
        subprocess.run(
            [sys.executable, "-c", _AGAIN],
            capture_output=True,
            text=True,
            check=True,
            env={**os.environ, "PYTHONHASHSEED": seed},
        ).stdout
        for seed in ("1", "77")
    }
    assert len(said) == 1


def test_exporting_needs_no_window() -> None:
    """Nothing of Qt but its core (the finder of line breaks) is loaded, so no display is needed."""
    code = (
        "import sys\nfrom cjm_desktop.exporting import export_pdf\nfrom tests.maps import random_map\n"
        "export_pdf(random_map(1, cards=20))\nprint([name for name in sys.modules if name.startswith('PySide6.')])"
    )
    said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert "QtGui" not in said
    assert "QtWidgets" not in said


def test_a_view_is_exported_as_it_is_shown(journey: Journey) -> None:
    lane = next(lane for lane in journey.lanes.values() if lane.role == "actions")
    card = next(card for card in journey.cards.values() if card.lane == lane.id)
    view = View(id="mine", name="Without actions", hidden_lanes=(lane.id,))
    named = insert_view(journey, view)
    whole, seen = export_pdf(named, MAP), export_pdf(named, replace(MAP, view="without  Actions"))
    assert squeezed(card.text) in squeezed(page_text(whole))
    assert squeezed(card.text) not in squeezed(page_text(seen))
    assert page_size(seen)[1] < page_size(whole)[1]
    assert export_pdf(named, replace(MAP, view=view)) == seen
    assert page_size(export_pdf(journey, replace(MAP, view="Emotion only")))[1] < page_size(whole)[1]


def test_dimmed_cards_are_on_paper_and_fainter(journey: Journey) -> None:
    view = View(id="v", owners=("nobody at all",))
    whole, seen = export_pdf(journey, MAP), export_pdf(journey, replace(MAP, view=view))
    assert squeezed(page_text(seen)) == squeezed(page_text(whole))
    assert sum(raster(seen).convert("L").histogram()[:110]) < sum(raster(whole).convert("L").histogram()[:110]) * 0.7


def test_a_view_that_the_map_does_not_have_is_told(journey: Journey, tmp_path: Path) -> None:
    named = insert_view(journey, View(id="v", name="Mine"))
    with pytest.raises(FileProblem, match="the map has no view “Yours”; it has “Mine”, “Executive”"):
        export_file(named, tmp_path / "a.pdf", replace(MAP, view="Yours"))
    assert not list(tmp_path.iterdir())
