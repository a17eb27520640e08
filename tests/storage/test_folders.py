from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from cjm_desktop.formats import atomic
from cjm_desktop.formats.machine import machine
from cjm_desktop.model.journey import Journey
from cjm_desktop.storage.folders import backup_folder, data_folder, sweep
from cjm_desktop.storage.locks import EditLock
from tests.maps import write_map


def dead() -> int:
    """The number of a process that has ended."""
    ended = subprocess.Popen([sys.executable, "-c", ""])
    ended.wait()
    return ended.pid


def unfinished(folder: Path, *, pid: int, computer: str = "", age: float = 0.0) -> Path:
    file = folder / f"{atomic.PREFIX}{computer or machine()[:6]}-{pid}-0123abcd{atomic.SUFFIX}"
    file.write_bytes(b"half")
    stamp = time.time() - age
    os.utime(file, (stamp, stamp))
    return file


def test_what_a_killed_save_left_goes(tmp_path: Path) -> None:
    unfinished(tmp_path, pid=dead())
    assert sweep(tmp_path) == 1
    assert list(tmp_path.iterdir()) == []


def test_what_may_still_be_at_work_stays_until_it_is_old(tmp_path: Path) -> None:
    ours = unfinished(tmp_path, pid=os.getpid())
    running = unfinished(tmp_path, pid=os.getppid())
    elsewhere = unfinished(tmp_path, pid=dead(), computer="ffffff")
    assert sweep(tmp_path) == 0
    for file in (ours, running, elsewhere):
        os.utime(file, (time.time() - 7200,) * 2)
    assert sweep(tmp_path) == 3


@pytest.mark.parametrize(
    "name",
    [".cjm-notes.tmp", ".cjm-abcdef-12-0123abcd.tmp.cjm", ".cjm-ABCDEF-1-0123abcd.tmp", "map.cjm", ".cjm-1-x.tmp"],
)
def test_what_is_not_of_this_program_stays(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(b"")
    os.utime(tmp_path / name, (0, 0))
    (tmp_path / atomic.unfinished_name()).mkdir()
    link = tmp_path / f".cjm-{machine()[:6]}-{dead()}-0123abcd.tmp"
    link.symlink_to(tmp_path / name)
    assert sweep(tmp_path) == 0
    assert (tmp_path / name).exists()


def test_no_folder_is_no_error(tmp_path: Path) -> None:
    assert sweep(tmp_path / "no") == 0
    assert sweep("a\0b") == 0


def test_opening_and_saving_sweep(tmp_path: Path) -> None:
    unfinished(tmp_path, pid=dead())
    lock = EditLock.take(tmp_path / "a.cjm")
    assert isinstance(lock, EditLock)
    lock.release()
    assert os.listdir(tmp_path) == []
    unfinished(tmp_path, pid=dead())
    write_map(Journey(), tmp_path / "a.cjm")
    assert os.listdir(tmp_path) == ["a.cjm"]


def test_the_programs_own_folder_is_the_one_that_windows_use(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    code = (
        "from PySide6.QtCore import QCoreApplication as A, QStandardPaths as P; from cjm_desktop import app as _; a = A([]);"
        "a.setApplicationName('CJM Desktop'); a.setOrganizationName('CJM Desktop');"
        "print(P.writableLocation(P.StandardLocation.AppLocalDataLocation))"
    )
    asked = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, encoding="utf-8")
    assert data_folder() == Path(asked.stdout.strip())
    assert backup_folder().parent == data_folder()
    if sys.platform.startswith("linux"):
        monkeypatch.setenv("XDG_DATA_HOME", "not/absolute")
        monkeypatch.setenv("HOME", str(tmp_path))
        assert data_folder().is_relative_to(tmp_path / ".local" / "share")
