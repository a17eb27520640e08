"""Exported files carry the map: it comes back equal in every field, with its pictures, also from a view and after others' hands."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pypdfium2
import pytest

from cjm_desktop.exporting import ExportOptions, export_file, export_pdf
from cjm_desktop.formats.errors import FileProblem
from cjm_desktop.formats.journey_file import dumps
from cjm_desktop.formats.registry import import_file
from cjm_desktop.model.journey import Journey
from cjm_desktop.templates import all_templates, load_template
from tests.maps import random_map


def back(path: Path) -> Journey:
    imported = import_file(path)
    assert imported.notes == ()
    return imported.journey


@pytest.mark.parametrize("suffix", ["pdf", "png"])
@pytest.mark.parametrize("key", [template.key for template in all_templates()])
def test_templates_come_back_equal(key: str, suffix: str, tmp_path: Path) -> None:
    journey, path = load_template(key), tmp_path / f"map.{suffix}"
    export_file(journey, path, ExportOptions(scale=0.3))
    assert back(path) == journey
    assert dumps(back(path)) == dumps(journey)


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("page", ["fit", "map", "handout"])
def test_random_maps_come_back_equal(seed: int, page: str, tmp_path: Path) -> None:
    journey, path = random_map(seed, 30), tmp_path / "map.pdf"
    export_file(journey, path, ExportOptions(page=page))  # type: ignore[arg-type]
    assert dumps(back(path)) == dumps(journey)


def test_a_view_leaves_nothing_of_the_map_out(tmp_path: Path) -> None:
    journey, path = load_template("current-state"), tmp_path / "map.pdf"
    export_file(journey, path, ExportOptions(view="Emotion only"))
    assert back(path) == journey


@pytest.mark.parametrize("suffix", ["pdf", "png"])
def test_without_the_map_nothing_of_it_is_inside(suffix: str, tmp_path: Path) -> None:
    journey = load_template("current-state").model_copy(update={"note": "for us alone"})
    path = tmp_path / f"map.{suffix}"
    export_file(journey, path, ExportOptions(map_inside=False, scale=0.3))
    with pytest.raises(FileProblem, match="has no map inside"):
        import_file(path)
    assert b"EmbeddedFile" not in path.read_bytes()
    assert b"iTXt" not in path.read_bytes()


def test_pdf_readers_see_it_as_the_source(tmp_path: Path) -> None:
    journey = load_template("service-blueprint")
    data = export_pdf(journey)
    document = pypdfium2.PdfDocument(data)
    assert document.count_attachments() == 1
    attachment = document.get_attachment(0)
    inside = dumps(journey)
    assert attachment.get_name() == "map.cjm"
    assert bytes(attachment.get_data()) == inside
    assert attachment.get_str_value("CheckSum") == f"<{hashlib.md5(inside).hexdigest().upper()}>"
    assert b"/AFRelationship /Source" in data
    assert b"/Subtype /application#2Fjson" in data
    # A reader that writes the file anew keeps the map.
    document.save(tmp_path / "again.pdf")
    assert back(tmp_path / "again.pdf") == journey


def test_equal_maps_give_equal_bytes() -> None:
    assert export_pdf(load_template("day-in-the-life")) == export_pdf(load_template("day-in-the-life"))
