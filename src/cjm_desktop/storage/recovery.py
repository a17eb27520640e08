"""Maps with unsaved changes go in, again and again; after a crash, what was left of them comes out.

Each map that is open is one entry: a folder with its last three states, each in one file that says in its first line
what it is, with the digest of what follows, so that a torn one is known. A claim that ends with the process says whose
an entry is: what nobody claims was left by a program that did not come to its end.
"""

from __future__ import annotations

import hashlib
import json
import logging
import os
import secrets
import shutil
import stat
import threading
from dataclasses import dataclass
from datetime import datetime
from enum import Enum, auto
from pathlib import Path
from typing import Any

from cjm_desktop.formats import atomic, journey_file
from cjm_desktop.formats.errors import FileProblem, file_name
from cjm_desktop.formats.reading import read_file
from cjm_desktop.model.journey import Journey
from cjm_desktop.storage.claims import Claim

#: How many states of a map are kept, the newest included.
GENERATIONS = 3

_SUFFIX = ".recovery"
_CLAIM = "claim"
_KIND = "cjm-recovery"
_HEAD_LIMIT = 100_000

_log = logging.getLogger("cjm_desktop")


class OnDisk(Enum):
    """How the file of a map that was left stands to it."""

    NEVER_SAVED = auto()
    #: As it was when the map was opened or last saved.
    UNCHANGED = auto()
    #: Written by somebody else, before the last edit that was left.
    CHANGED = auto()
    #: Written after the last edit that was left.
    NEWER = auto()
    #: Not there, or not to be read.
    GONE = auto()


@dataclass(frozen=True, slots=True)
class Leftover:
    """What a program left of one map. `digest` is of the file's bytes that the map was opened from or last saved as.

    `when` is the time of the last edit that was kept, in local time; `cards` how many the map has.
    """

    entry: str
    title: str
    path: Path | None
    digest: str
    when: datetime
    cards: int
    on_disk: OnDisk

    @property
    def stale(self) -> bool:
        """Whether the file holds newer work, so that this must not take its place."""
        return self.on_disk is OnDisk.NEWER


@dataclass(frozen=True, slots=True)
class _State:
    head: dict[str, Any]
    body: bytes


class Journal:
    """The entries in one folder, which is made when it is first needed. Its methods may be called from any thread."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._mine: dict[str, Claim] = {}
        self._lock = threading.RLock()

    def new_entry(self) -> str:
        """The name of an entry that does not exist yet; `write` makes it."""
        return secrets.token_hex(8)

    def write(self, entry: str, journey: Journey, path: Path | None, digest: str, title: str = "") -> None:
        """Keeps this state of a map, on the disk when this returns. Raises OSError, and then the states before it stay.

        `path` is None for a map that no file holds, `title` what the user knows it by.
        """
        try:
            body = journey_file.dumps(journey)
        except (ValueError, RecursionError) as error:
            raise OSError("the map holds a value that cannot be written") from error
        head = {
            "kind": _KIND,
            "title": title or journey.title,
            "path": None if path is None else str(path.absolute()),
            "digest": digest,
            "when": datetime.now().timestamp(),
            "cards": len(journey.cards),
            "sha256": hashlib.sha256(body).hexdigest(),
        }
        with self._lock:
            folder = self._folder / entry
            if entry not in self._mine:
                self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
                folder.mkdir(mode=0o700, exist_ok=True)
                claim = Claim.take(folder / _CLAIM)
                if claim is None:
                    raise OSError("another program holds this entry")
                self._mine[entry] = claim
            states = _states(folder)
            number = int(states[0].stem) + 1 if states else 1
            atomic.write(folder / f"{number:08}{_SUFFIX}", json.dumps(head).encode() + b"\n" + body)
            for old in states[GENERATIONS - 1 :]:
                old.unlink(missing_ok=True)

    def clear(self, entry: str) -> None:
        """The map is safe, or not wanted any more: nothing of it is kept. Does nothing where there is no such entry."""
        with self._lock:
            claim = self._mine.pop(entry, None)
            if claim is None:
                return
            for state in _states(self._folder / entry):
                _remove(state)
            claim.release(remove=True)
            shutil.rmtree(self._folder / entry, ignore_errors=True)

    def release(self, entry: str) -> None:
        """Leaves an entry for the next start to find."""
        with self._lock:
            claim = self._mine.pop(entry, None)
            if claim is not None:
                claim.release()

    def release_all(self) -> None:
        """Leaves every entry for the next start to find."""
        with self._lock:
            for entry in tuple(self._mine):
                self.release(entry)

    def leftovers(self) -> tuple[Leftover, ...]:
        """What other programs left, the latest first. They are this process's from now on: clear, write or release them.

        What the map's own file holds already is not offered, but cleared. May take as long as the disks on which
        the files of the maps lie.
        """
        found = (self._found(entry) for entry in self._entries() if self._take(entry))
        return tuple(sorted(filter(None, found), key=lambda one: one.when, reverse=True))

    def read(self, leftover: Leftover) -> journey_file.Loaded:
        """The map that was left: of its states the last that can be read. Raises FileProblem where none can."""
        problem: FileProblem | None = None
        for path in _states(self._folder / leftover.entry):
            try:
                return journey_file.loads(_state(path).body, leftover.title or path.name)
            except FileProblem as error:
                problem = problem or error
        raise problem or FileProblem(f"Nothing is left of “{leftover.title}”.")

    def _entries(self) -> list[str]:
        try:
            with os.scandir(self._folder) as entries:
                return sorted(one.name for one in entries if one.is_dir(follow_symlinks=False))
        except OSError:
            return []

    def _take(self, entry: str) -> bool:
        """Claims an entry that is nobody's; False where it is somebody's, this process's included."""
        with self._lock:
            if entry in self._mine:
                return False
            try:
                claim = Claim.take(self._folder / entry / _CLAIM)
            except OSError:
                return False
            if claim is not None:
                self._mine[entry] = claim
            return claim is not None

    def _found(self, entry: str) -> Leftover | None:
        """What is left in an entry of this process's; where that is nothing to be offered, the entry is no longer its."""
        states = _states(self._folder / entry)
        state = next((one for one in map(_readable, states) if one is not None), None)
        if state is None:
            # States that cannot be read stay: somebody else may know how to.
            (self.release if states else self.clear)(entry)
            return None
        head = state.head
        try:
            path = None if head["path"] is None else Path(head["path"])
            when, title, digest = float(head["when"]), str(head["title"]), str(head["digest"])
            on_disk = _on_disk(path, digest, when, str(head["sha256"]))
            if on_disk is None:
                self.clear(entry)
                return None
            return Leftover(entry, title, path, digest, datetime.fromtimestamp(when), int(head["cards"]), on_disk)
        except (KeyError, TypeError, ValueError, OverflowError, OSError):
            _log.warning("recovery entry %s says nonsense", entry)
            self.release(entry)
            return None


def _states(folder: Path) -> list[Path]:
    """The files of an entry, the newest first."""
    try:
        return sorted((one for one in folder.glob(f"*{_SUFFIX}") if one.stem.isdecimal()), reverse=True)
    except OSError:
        return []


def _state(path: Path) -> _State:
    """What a file of an entry holds; FileProblem where it is torn or none."""
    head, _, body = read_file(path, journey_file.SIZE_LIMIT + _HEAD_LIMIT).partition(b"\n")
    try:
        about = json.loads(head)
    except (ValueError, RecursionError):
        about = None
    if not isinstance(about, dict) or about.get("kind") != _KIND:
        raise FileProblem(f"{file_name(path)} is not what the program left.", path)
    if about.get("sha256") != hashlib.sha256(body).hexdigest():
        raise FileProblem(f"{file_name(path)} is torn.", path)
    return _State(about, body)


def _readable(path: Path) -> _State | None:
    try:
        return _state(path)
    except FileProblem as problem:
        _log.warning("%s", problem)
        return None


def _on_disk(path: Path | None, digest: str, when: float, kept: str) -> OnDisk | None:
    """How the file stands to what was left; None where it holds that very map."""
    if path is None:
        return OnDisk.NEVER_SAVED
    try:
        state = os.stat(path)
        if not stat.S_ISREG(state.st_mode):
            return OnDisk.GONE
        with path.open("rb") as file:
            now = hashlib.file_digest(file, "sha256").hexdigest()
    except (OSError, ValueError):
        return OnDisk.GONE
    if now == kept:
        return None
    if now == digest:
        return OnDisk.UNCHANGED
    return OnDisk.NEWER if state.st_mtime >= when else OnDisk.CHANGED


def _remove(path: Path) -> None:
    try:
        path.unlink(missing_ok=True)
    except OSError as error:
        _log.warning("what was kept for recovery cannot be removed: %s", error)
