"""Row 1: whoever kills the program in the midst of saves finds the last one it acknowledged, or a newer one, whole."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.reliability.programme import Tally

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="this system cannot fork")

DAMAGE = ("torn", "acknowledged lost", "left", "locks in the way", "versions damaged")


def killed(folder: Path, kills: int, cards: int, way: str) -> dict[str, int]:
    """What came of that many kills; see kill_loop."""
    command = [sys.executable, "-m", "tests.reliability.kill_loop", str(folder), str(kills), str(cards), way]
    ended = subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, check=True, encoding="utf-8")
    counts: dict[str, int] = json.loads(ended.stdout)
    return counts


@pytest.mark.row(1)
@pytest.mark.parametrize(("cards", "way"), [(10, "save"), (300, "save"), (3_000, "save"), (300, "named")])
def test_a_killed_save_costs_nothing(tmp_path: Path, tally: Tally, cards: int, way: str) -> None:
    counts = killed(tmp_path, tally.n, cards, way)
    for what in (*DAMAGE, "saved", "unfinished files swept"):
        tally.add(what, counts.get(what, 0))
    assert {what: counts[what] for what in DAMAGE} == dict.fromkeys(DAMAGE, 0)


@pytest.mark.row(1, without="the whole replacement: a writer that writes over the file")
def test_a_naive_writer_is_found_out(tmp_path: Path, tally: Tally) -> None:
    counts = killed(tmp_path, tally.n, 3_000, "naive")
    assert counts["torn"] > 0
