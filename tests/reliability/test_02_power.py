"""Row 2: after a power cut the disk holds the last save that was acknowledged, or, cut in a save, that one, whole."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.reliability.programme import Tally

DAMAGE = ("corrupt", "missing", "acknowledged lost", "versions damaged")
_PATH = os.environ.get("PATH", "") + ":/usr/sbin:/sbin"


def cut(folder: Path, kind: str, cuts: int, way: str) -> dict[str, int]:
    """What came of that many power cuts, see power_cut; skips, saying so, where no disk of this kind can be mounted."""
    if not hasattr(os, "geteuid") or os.geteuid() != 0:
        pytest.skip(f"no power cut on {kind}: mounting needs root")
    if shutil.which(f"mkfs.{kind}", path=_PATH) is None:
        pytest.skip(f"no power cut on {kind}: mkfs.{kind} is missing")
    # In a name space of its own, so that a run that is killed leaves no mount behind.
    own = ["unshare", "--mount"]
    if subprocess.run([*own, "true"], capture_output=True, check=False).returncode != 0:
        pytest.skip(f"no power cut on {kind}: this system mounts nothing")
    command = [*own, sys.executable, "-m", "tests.reliability.power_cut", str(folder), kind, str(cuts), way]
    ended = subprocess.run(command, cwd=ROOT, capture_output=True, check=False, encoding="utf-8")
    if ended.returncode and "'mount'" in ended.stderr:
        pytest.skip(f"no power cut on {kind}: this system does not mount it")
    assert ended.returncode == 0, ended.stderr
    counts: dict[str, int] = json.loads(ended.stdout)
    return counts


@pytest.mark.row(2)
@pytest.mark.parametrize("kind", ["ext4", "xfs"])
def test_a_power_cut_costs_no_save(tmp_path: Path, tally: Tally, kind: str) -> None:
    counts = cut(tmp_path, kind, tally.n, "save")
    for what in (*DAMAGE, "saved", "cut in a save"):
        tally.add(what, counts.get(what, 0))
    assert {what: counts[what] for what in DAMAGE} == dict.fromkeys(DAMAGE, 0)


@pytest.mark.parametrize(
    ("kind", "way"),
    [
        pytest.param(kind, way, marks=pytest.mark.row(2, without=said))
        for kind in ("ext4", "xfs")
        for way, said in (
            ("naive", "any guard"),
            ("unforced", "forcing anything to the disk"),
            ("folder unforced", "forcing the folder to the disk"),
        )
    ],
)
def test_without_its_guards_a_save_is_lost(tmp_path: Path, tally: Tally, kind: str, way: str) -> None:
    counts = cut(tmp_path, kind, max(4, tally.n // 4), way)
    assert counts["corrupt"] + counts["missing"] + counts["acknowledged lost"] > 0
