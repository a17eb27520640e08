"""A colleague: another process that works on the same file, as somebody else on another computer would."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

_HOLD = """
import sys
from cjm_desktop.storage.locks import EditLock, Held
lock = EditLock.take(sys.argv[1])
if isinstance(lock, Held):
    lock = lock.break_()
print("ready", flush=True)
sys.stdin.read()
lock.release()
"""
_EDIT = """
import sys
from cjm_desktop.editing.document import update_map
from cjm_desktop.editing.stages import update_stage
from cjm_desktop.formats.journey_file import load
from cjm_desktop.storage.saving import save
path, what, text = sys.argv[1:]
loaded = load(path)
journey = loaded.journey
if what == "title":
    journey = update_map(journey, title=text)
else:
    journey = update_stage(journey, next(iter(journey.stages)), name=text)
save(journey, path, expected=loaded.digest, backups=None)
"""


@pytest.fixture
def colleague() -> Iterator[Callable[[Path], Callable[[], None]]]:
    """Opens a file in another process, breaking any lock; call what is returned to close it there."""
    running: list[subprocess.Popen[bytes]] = []

    def close(process: subprocess.Popen[bytes]) -> None:
        assert process.stdin is not None
        assert process.stdout is not None
        if not process.stdin.closed:
            process.stdin.close()
        process.wait(20)
        process.stdout.close()

    def hold(path: Path) -> Callable[[], None]:
        process = subprocess.Popen(
            [sys.executable, "-c", _HOLD, str(path)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env={**os.environ, "LOGNAME": "ann", "USER": "ann"},
        )
        running.append(process)
        assert process.stdout is not None
        assert process.stdout.readline() == b"ready\n"
        return lambda: close(process)

    yield hold
    for process in running:
        close(process)


@pytest.fixture
def theirs() -> Callable[[Path, str, str], None]:
    """Another process saves the file with another “title”, or another name of its first “stage”."""

    def edit(path: Path, what: str, text: str) -> None:
        subprocess.run([sys.executable, "-c", _EDIT, str(path), what, text], check=True, timeout=60)

    return edit
