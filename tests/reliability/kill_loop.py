"""A folder, a number of kills, a size in cards and a way of writing go in; what was torn, lost or left comes out as JSON.

Children that save a map again and again are killed at random moments. After each kill the file is compared, byte for
byte, with what the child said it had saved. Run as a program, because it forks.
"""

from __future__ import annotations

import hashlib
import json
import os
import random
import signal
import sys
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from cjm_desktop.formats import journey_file
from cjm_desktop.formats.errors import FileProblem
from cjm_desktop.model.journey import Journey
from cjm_desktop.storage import folders, saving
from cjm_desktop.storage.backups import Backups
from cjm_desktop.storage.locks import EditLock
from tests.maps import random_map

#: Stands where the number of the save stands in the file.
_BLANK = "000000000000"


class Loop:
    """One file that is saved and killed, over and over."""

    def __init__(self, folder: Path, cards: int, way: str) -> None:
        self.path = folder / "shelf" / "map.cjm"
        self.path.parent.mkdir(parents=True)
        self.backups = Backups(folder / "versions", most=3)
        self.map = random_map(7, cards).model_copy(update={"title": _BLANK})
        self.blank = journey_file.dumps(self.map)
        self.write: Callable[[int, str], str] = self._naive if way == "naive" else self._save
        if way == "named":  # as on systems and drives without files that have no name
            vars(os).pop("O_TMPFILE", None)
        self.number = 0

    def bytes_of(self, number: int) -> bytes:
        return self.blank.replace(_BLANK.encode(), b"%012d" % number, 1)

    def numbered(self, number: int) -> Journey:
        return self.map.model_copy(update={"title": f"{number:012d}"})

    def _save(self, number: int, expected: str) -> str:
        return saving.save(self.numbered(number), self.path, expected=expected, backups=self.backups)

    def _naive(self, number: int, _: str) -> str:
        with self.path.open("wb") as file:
            file.write(self.bytes_of(number))
        return ""

    def child(self, told: int) -> None:
        """Save until killed, and tell the number of each save that came back."""
        EditLock.take(self.path)
        number = self.number
        digest = hashlib.sha256(self.path.read_bytes()).hexdigest()
        os.write(told, b"%d\n" % number)
        while True:
            number += 1
            digest = self.write(number, digest)
            os.write(told, b"%d\n" % number)

    def kill_one(self, after: float) -> int:
        """Let a child save for `after` seconds and kill it; returns the last number that it told."""
        reading, writing = os.pipe()
        child = os.fork()
        if child == 0:
            try:
                os.close(reading)
                self.child(writing)
            finally:
                os._exit(1)
        os.close(writing)
        with os.fdopen(reading, "rb") as pipe:
            pipe.readline()  # it is about to save
            time.sleep(after)
            os.kill(child, signal.SIGKILL)
            _, status = os.waitpid(child, 0)
            assert os.WIFSIGNALED(status), "the writer ended by itself"
            return int((pipe.read().split() or [b"%d" % self.number])[-1])


def found(loop: Loop) -> int | None:
    """The number of the save that the file holds, None where it is not one whole save."""
    data = loop.path.read_bytes()
    start = data.find(b'"title": "') + len(b'"title": "')
    digits = data[start : start + len(_BLANK)]
    return int(digits) if digits.isdigit() and data == loop.bytes_of(int(digits)) else None


def run(folder: Path, kills: int, cards: int, way: str) -> Counter[str]:
    loop = Loop(folder, cards, way)
    counts = Counter({"torn": 0, "acknowledged lost": 0, "left": 0, "locks in the way": 0, "versions damaged": 0})
    chance = random.Random(11)
    loop.path.write_bytes(loop.bytes_of(0))
    started = time.monotonic()
    loop.write(0, hashlib.sha256(loop.bytes_of(0)).hexdigest())
    usual = time.monotonic() - started
    for _ in range(kills):
        told = loop.kill_one(chance.uniform(0.0, 3 * usual))
        counts["saved"] += told - loop.number
        holds = found(loop)
        if holds is None:
            counts["torn"] += 1
            loop.path.write_bytes(loop.bytes_of(told))
            holds = told
        elif holds < told:
            counts["acknowledged lost"] += 1
        loop.number = max(holds, told)
        counts.update(_after(loop))
    return counts


def _after(loop: Loop) -> Counter[str]:
    """What the next start finds beside the map."""
    counts: Counter[str] = Counter()
    counts["unfinished files swept"] = folders.sweep(loop.path.parent)
    lock = EditLock.take(loop.path)
    if isinstance(lock, EditLock):
        lock.release()
    else:
        counts["locks in the way"] = 1
    for version in loop.backups.versions(loop.path):
        try:
            loop.backups.read(version)
        except FileProblem:
            counts["versions damaged"] += 1
    if os.listdir(loop.path.parent) != [loop.path.name]:
        counts["left"] = 1
    return counts


if __name__ == "__main__":
    where, how_often, how_large, which = sys.argv[1:]
    print(json.dumps(run(Path(where), int(how_often), int(how_large), which)))
