"""Row 12: a map that is opened, edited, exported and closed a thousand times leaves next to nothing in the memory."""

from __future__ import annotations

import ctypes
import json
import os
import statistics
import subprocess
import sys
from itertools import pairwise
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.reliability.programme import Tally

pytestmark = pytest.mark.skipif(
    not sys.platform.startswith("linux") or not hasattr(ctypes.CDLL(None), "mallinfo2"),
    reason="only glibc says how much memory is held",
)

#: Bytes that a cycle may leave behind.
CYCLE = 2_000
#: The same where a window is opened and closed: of each, Qt's binding to Python keeps some that nobody can give back.
WINDOW = 32_000
#: Cycles in which caches are filled.
WARM, WARM_WINDOWS = 40, 6


def left_behind(folder: Path, warm: int, cycles: int, way: str) -> int:
    """How many bytes a cycle leaves behind, at the median; see `soaking`."""
    environment = {**os.environ, "PYTHONMALLOC": "malloc", "QT_QPA_PLATFORM": "offscreen"}
    command = [sys.executable, "-m", "tests.reliability.soaking", os.fspath(folder), str(warm + cycles), way]
    ended = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, check=False, encoding="utf-8")
    assert ended.returncode == 0, ended.stderr[-3000:]
    held = json.loads(ended.stdout)[warm - 1 :]
    return round(statistics.median(after - before for before, after in pairwise(held)))


@pytest.mark.row(12)
def test_cycles_leave_nothing_behind(tmp_path: Path, tally: Tally) -> None:
    found = left_behind(tmp_path, WARM, tally.n, "session")
    tally.add("bytes a cycle", found)
    assert found < CYCLE


@pytest.mark.row(12)
def test_windows_leave_next_to_nothing_behind(tmp_path: Path, tally: Tally) -> None:
    found = left_behind(tmp_path, WARM_WINDOWS, max(8, tally.n // 3), "window")
    tally.add("bytes a window", found)
    assert found < WINDOW


@pytest.mark.row(12, without="letting go of a map")
def test_a_map_that_is_kept_is_found_out(tmp_path: Path, tally: Tally) -> None:
    assert left_behind(tmp_path, 4, min(6, tally.n), "leaking") > CYCLE


@pytest.mark.row(12, without="letting go of a window")
def test_a_window_that_is_kept_is_found_out(tmp_path: Path, tally: Tally) -> None:
    assert left_behind(tmp_path, 3, min(3, tally.n), "windows kept") > WINDOW
