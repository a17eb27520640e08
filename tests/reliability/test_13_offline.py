"""Row 13: in a whole life of the program nothing goes to a network and no other program is started, whatever the map says."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.reliability.programme import Tally

#: What the kernel is asked for: an address of the internet, or another program than the first.
_CALL = re.compile(r"AF_INET6?\b|\bexecve(?:at)?\(")


def told(folder: Path, way: str, before: tuple[str, ...] = ()) -> list[str]:
    """What the interpreter was told of in a life of the program; see `offline`. What goes wrong in it fails the test."""
    command = [*before, sys.executable, "-m", "tests.reliability.offline", os.fspath(folder), way]
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    ended = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, check=False, encoding="utf-8")
    wrong = [line for line in ended.stderr.splitlines() if not line.startswith("This plugin does not support")]
    assert (ended.returncode, wrong) == (0, [])
    events: list[str] = json.loads(ended.stdout)
    return events


def traced(folder: Path, way: str) -> list[str]:
    """The calls to the kernel, of any thread and any library, that lead to the internet or to another program."""
    log = folder / "calls"
    told(folder, way, ("strace", "-f", "-qq", "-o", os.fspath(log), "-e", "trace=network,execve,execveat"))
    first, *calls = log.read_text("utf-8", "replace").splitlines()
    assert "execve(" in first
    return [call for call in calls if _CALL.search(call) and "resumed>" not in call]


needs_strace = pytest.mark.skipif(shutil.which("strace") is None, reason="strace is not installed")


@pytest.mark.row(13)
def test_the_interpreter_hears_of_no_connection(tmp_path: Path, tally: Tally) -> None:
    events = told(tmp_path, "sound")
    tally.add("told to the interpreter", len(events))
    assert events == []


@needs_strace
@pytest.mark.row(13)
def test_the_kernel_is_asked_for_no_connection(tmp_path: Path, tally: Tally) -> None:
    calls = traced(tmp_path, "sound")
    tally.add("asked of the kernel", len(calls))
    assert calls == []


@pytest.mark.usefixtures("tally")
@pytest.mark.row(13, without="staying offline")
def test_the_interpreter_hears_of_what_is_done(tmp_path: Path) -> None:
    assert [event.split()[0] for event in told(tmp_path, "connecting")] == ["socket.connect"]
    assert [event.split()[0] for event in told(tmp_path, "starting")][:1] == ["subprocess.Popen"]


@needs_strace
@pytest.mark.usefixtures("tally")
@pytest.mark.row(13, without="staying offline")
def test_the_kernel_is_asked_for_what_is_done(tmp_path: Path) -> None:
    assert any("AF_INET" in call and "connect(" in call for call in traced(tmp_path, "connecting"))
    assert any("execve(" in call for call in traced(tmp_path, "starting"))
