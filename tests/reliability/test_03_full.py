"""Row 3: on a disk that is full the old file stays as it is, byte for byte, and the user is told."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.reliability.programme import Tally

DAMAGE = ("old bytes lost", "failures not told", "left")
pytestmark = pytest.mark.skipif(os.name != "posix", reason="this system has no limit on the size of files")


def filled(folder: Path, kind: str, way: str) -> dict[str, int]:
    """How saves ended at every 4 KiB of room; see disk_full. Skips, saying so, where no disk can be mounted."""
    command = [sys.executable, "-m", "tests.reliability.disk_full", str(folder), kind, way]
    if kind == "tmpfs":
        own = ["unshare", "--mount"]
        if os.geteuid() != 0 or subprocess.run([*own, "true"], capture_output=True, check=False).returncode:
            pytest.skip("no full disk: mounting needs root (the limit on files is tried)")
        command = own + command
    ended = subprocess.run(command, cwd=ROOT, capture_output=True, check=False, encoding="utf-8")
    if ended.returncode and "'mount'" in ended.stderr:
        pytest.skip("no full disk: this system mounts nothing (the limit on files is tried)")
    assert ended.returncode == 0, ended.stderr
    counts: dict[str, int] = json.loads(ended.stdout)
    return counts


@pytest.mark.row(3)
@pytest.mark.parametrize(
    ("kind", "way"),
    [("tmpfs", "replace"), ("tmpfs", "in place"), ("tmpfs", "versions"), ("limit", "replace")],
)
def test_a_full_disk_leaves_the_old_file(tmp_path: Path, tally: Tally, kind: str, way: str) -> None:
    counts = filled(tmp_path, kind, way)
    tally.n = counts["refused"] + counts["saved"]
    for what in (*DAMAGE, "refused", "saved"):
        tally.add(what, counts[what])
    assert {what: counts[what] for what in DAMAGE} == dict.fromkeys(DAMAGE, 0)
    assert counts["told"] > 10
    # Versions that cannot be kept hinder no save.
    assert (counts["refused"] > 10) is (way != "versions")


@pytest.mark.parametrize(
    "kind", [pytest.param(kind, marks=pytest.mark.row(3, without="any guard")) for kind in ("tmpfs", "limit")]
)
def test_a_naive_writer_loses_the_old_file(tmp_path: Path, kind: str) -> None:
    assert filled(tmp_path, kind, "naive")["old bytes lost"] > 10
