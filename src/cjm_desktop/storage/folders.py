"""Where the program keeps its own data; and a folder in which a save was killed goes in, and comes out without its litter."""

from __future__ import annotations

import os
import stat
import sys
import time
from contextlib import suppress
from pathlib import Path

from cjm_desktop.formats import atomic
from cjm_desktop.formats.machine import machine
from cjm_desktop.storage import processes

#: As Qt puts it together of the program's two names, so that what windows keep lies beside it.
_NAMES = ("CJM Desktop", "CJM Desktop")

#: How old the unfinished file of a process that may still run has to be, in seconds.
_OLD = 3_600.0


def data_folder() -> Path:
    """The program's own folder for this user's data on this computer, which need not exist yet."""
    if sys.platform == "win32":
        base = os.environ.get("LOCALAPPDATA") or os.path.expanduser("~/AppData/Local")
    elif sys.platform == "darwin":
        base = os.path.expanduser("~/Library/Application Support")
    else:
        base = os.environ.get("XDG_DATA_HOME", "")
        if not os.path.isabs(base):  # a relative one has to be ignored, says its specification
            base = os.path.expanduser("~/.local/share")
    return Path(base, *_NAMES)


def backup_folder() -> Path:
    """Where earlier versions of maps lie, see `backups.Backups`."""
    return data_folder() / "backups"


def sweep(folder: str | os.PathLike[str]) -> int:
    """Remove what saves that were killed left in the folder; returns how many files. Never an error."""
    swept = 0
    try:
        with os.scandir(folder) as entries:
            left = [entry for entry in entries if atomic.maker(entry.name) is not None]
    except (OSError, ValueError):
        return 0
    for entry in left:
        with suppress(OSError):
            if _is_litter(entry):
                os.unlink(entry.path)
                swept += 1
    return swept


def _is_litter(entry: os.DirEntry[str]) -> bool:
    maker = atomic.maker(entry.name)
    state = entry.stat(follow_symlinks=False)
    if maker is None or not stat.S_ISREG(state.st_mode):
        return False
    computer, pid = maker
    if machine().startswith(computer) and not processes.is_running(pid):
        return True
    return time.time() - state.st_mtime > _OLD
