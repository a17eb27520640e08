"""Row 6: two processes that edit one file lose nothing silently: each edit is in the file, or its save was refused."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from cjm_desktop.formats import journey_file
from cjm_desktop.model.journey import Journey
from tests.conftest import ROOT
from tests.maps import write_map
from tests.reliability.programme import SCALE, Tally


def edited_by_two(folder: Path, edits: int, way: str) -> tuple[int, int]:
    """How many of the edits are lost when two processes make half of them each; and how many saves were refused."""
    path = folder / "map.cjm"
    write_map(Journey(title="Ours"), path)
    command = [sys.executable, "-m", "tests.reliability.editor", str(path)]
    both = [
        subprocess.Popen([*command, who, str(edits // 2), way], cwd=ROOT, stdout=subprocess.PIPE, encoding="utf-8")
        for who in ("ann", "ben")
    ]
    refused = 0
    for one in both:
        said, _ = one.communicate()
        assert one.returncode == 0
        refused += int(said)
    there = journey_file.load(path).journey.cards
    wanted = {f"{who}-{number}" for who in ("ann", "ben") for number in range(edits // 2)}
    assert [entry.name for entry in folder.iterdir()] == ["map.cjm"]
    return len(wanted - there.keys()), refused


@pytest.mark.row(6)
@pytest.mark.parametrize("way", ["lock", "lock file"])
def test_no_edit_is_lost_silently(tmp_path: Path, tally: Tally, way: str) -> None:
    tally.add("lost silently", 0)
    for turn in range(SCALE):
        folder = tmp_path / str(turn)
        folder.mkdir()
        lost, refused = edited_by_two(folder, tally.row.n, way)
        tally.add("lost silently", lost)
        tally.add("saves refused and made again", refused)
    assert tally.counts["lost silently"] == 0
    assert tally.counts["saves refused and made again"] > 0  # they were at it at the same time


@pytest.mark.parametrize(
    "way",
    [
        pytest.param("blind", marks=pytest.mark.row(6, without="the look at what the file holds")),
        pytest.param("unlocked", marks=pytest.mark.row(6, without="the lock of a save")),
    ],
)
def test_without_its_guards_edits_are_lost(tmp_path: Path, tally: Tally, way: str) -> None:
    lost, _ = edited_by_two(tmp_path, tally.row.n, way)
    assert lost > 0
