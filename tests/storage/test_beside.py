from __future__ import annotations

from pathlib import Path

import pytest

from cjm_desktop.formats.errors import FileProblem
from cjm_desktop.formats.journey_file import load
from cjm_desktop.model.journey import Journey
from cjm_desktop.storage.beside import keep_beside, path_beside, read_beside, remove_beside, versions_beside
from tests.maps import write_map


def test_versions_are_kept_read_and_deleted_beside_the_file(tmp_path: Path) -> None:
    path = tmp_path / "day.cjm"
    write_map(Journey(title="Now"), path)
    before = path.read_bytes()
    assert versions_beside(path) is None
    one = keep_beside(Journey(title="One"), path, "First", "a note")
    two = keep_beside(Journey(title="Two"), path, "Second")
    assert path_beside(path).name == "day.versions.cjm"
    assert load(path_beside(path)).journey.title == "Two", "it opens as the map that was kept last"
    found = versions_beside(path)
    assert found is not None
    assert found.versions == (one, two)
    assert read_beside(path, one).title == "One"
    remove_beside(path, two.id)
    remove_beside(path, "no such")
    assert read_beside(path, one).title == "One"
    remove_beside(path, one.id)
    assert not path_beside(path).exists()
    remove_beside(path, one.id)
    assert path.read_bytes() == before


def test_versions_inside_do_not_go_beside(tmp_path: Path) -> None:
    from cjm_desktop.formats.kept import with_version

    path = tmp_path / "day.cjm"
    keep_beside(with_version(Journey(title="One"), "Inside"), path, "Beside")
    found = versions_beside(path)
    assert found is not None
    assert [one.name for one in found.versions] == ["Beside"]


def test_a_file_beside_that_is_no_map_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "day.cjm"
    path_beside(path).write_text("notes")
    with pytest.raises(FileProblem):
        keep_beside(Journey(), path, "x")
    assert path_beside(path).read_text() == "notes"
