"""A kind of file system, a number of power cuts and a way of writing go in; what was lost comes out as JSON. Runs as root.

A file system in a file is mounted, maps are saved into it, and it is shut down as by a power cut: whatever the system had
not yet forced to the disk is gone (FS_IOC_SHUTDOWN without a flush of the journal). Mounted again, it must hold the last
save that was acknowledged. This proves what the program asks of a journaling file system and in which order; not that a
drive keeps what it says it has written.
"""

from __future__ import annotations

import contextlib
import fcntl
import json
import os
import random
import struct
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from cjm_desktop.formats import atomic, journey_file
from cjm_desktop.formats.errors import FileProblem
from cjm_desktop.storage import folders, saving
from cjm_desktop.storage.backups import Backups
from tests.maps import random_map

_SHUTDOWN = 0x8004587D  # FS_IOC_SHUTDOWN
_NO_LOG_FLUSH = 2
_MEGABYTES = {"ext4": 48, "xfs": 320}
_MAKE = {"ext4": ["mkfs.ext4", "-F", "-q"], "xfs": ["mkfs.xfs", "-f", "-q"]}
_BLANK = "000000000000"
#: The calls of a save between which the power goes, too.
_CALLS = ("open", "write", "fsync", "link", "replace", "fchmod", "utime", "unlink")


class PowerCut(BaseException):
    """What ends a save whose disk is gone."""


class Disk:
    """A file system in a file, mounted at a folder."""

    def __init__(self, folder: Path, kind: str) -> None:
        self.image, self.root = folder / "disk", folder / "mounted"
        self.root.mkdir()
        with self.image.open("wb") as file:
            file.truncate(_MEGABYTES[kind] << 20)
        _run(*_MAKE[kind], str(self.image))

    def mount(self) -> None:
        _run("mount", "-o", "loop", str(self.image), str(self.root))

    def unmount(self) -> None:
        _run("umount", str(self.root))

    def shut_down(self) -> None:
        """Everything that is not on the disk by now never will be."""
        handle = os.open(self.root, os.O_RDONLY)
        try:
            fcntl.ioctl(handle, _SHUTDOWN, struct.pack("I", _NO_LOG_FLUSH))
        finally:
            os.close(handle)

    @contextlib.contextmanager
    def cut_at(self, call: int) -> Iterator[None]:
        """Shut down before this call (the first is 0) of the block, which then ends in a PowerCut; or after the block."""
        real = {name: getattr(os, name) for name in _CALLS}
        left = call

        def counted(name: str) -> Callable[..., Any]:
            def run(*arguments: Any, **named: Any) -> Any:
                nonlocal left
                left -= 1
                if left == -1:
                    vars(os).update(real)
                    self.shut_down()
                    raise PowerCut
                return real[name](*arguments, **named)

            return run

        vars(os).update({name: counted(name) for name in _CALLS})
        try:
            yield
        finally:
            vars(os).update(real)
            if left >= 0:
                self.shut_down()


def _run(*command: str) -> None:
    environment = {**os.environ, "PATH": os.environ.get("PATH", "") + ":/usr/sbin:/sbin"}
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, env=environment)


class Writer:
    """Saves numbered maps, in one of several ways: "save", or with a guard taken away."""

    def __init__(self, disk: Disk, way: str) -> None:
        self.disk = disk
        self.path = disk.root / "map.cjm"
        self.backups = Backups(disk.root / "versions", most=4)
        self.map = random_map(5, 60).model_copy(update={"title": _BLANK})
        self.blank = journey_file.dumps(self.map)
        self.write: Callable[[int], None] = self.naively if way == "naive" else self.save
        if way == "unforced":
            vars(atomic)["_sync"] = lambda _: None
        if way == "folder unforced":
            vars(atomic)["_sync_folder"] = lambda _: None

    def bytes_of(self, number: int) -> bytes:
        return self.blank.replace(_BLANK.encode(), b"%012d" % number, 1)

    def save(self, number: int) -> None:
        journey = self.map.model_copy(update={"title": f"{number:012d}"})
        saving.save(journey, self.path, expected=None, backups=self.backups)

    def naively(self, number: int) -> None:
        self.path.write_bytes(self.bytes_of(number))

    def found(self) -> int | str:
        """The number of the save that the file holds, whole; or what is wrong with it."""
        try:
            data = self.path.read_bytes()
        except OSError:
            return "missing"
        start = data.find(b'"title": "') + len(b'"title": "')
        digits = data[start : start + len(_BLANK)]
        return int(digits) if digits.isdigit() and data == self.bytes_of(int(digits)) else "corrupt"

    def damaged_versions(self) -> int:
        damaged = 0
        for version in self.backups.versions(self.path):
            try:
                self.backups.read(version)
            except FileProblem:
                damaged += 1
        return damaged


def run(folder: Path, kind: str, cuts: int, way: str) -> Counter[str]:
    counts = Counter({"corrupt": 0, "missing": 0, "acknowledged lost": 0, "versions damaged": 0, "saved": 0})
    chance = random.Random(3)
    disk = Disk(folder, kind)
    disk.mount()
    try:
        writer = Writer(disk, way)
        number = 0
        writer.path.write_bytes(writer.bytes_of(number))
        os.sync()
        for turn in range(cuts):
            for _ in range(chance.randint(1, 5)):
                number += 1
                writer.write(number)
                counts["saved"] += 1
            if turn % 2 and way == "save":  # in the midst of a save
                counts["cut in a save"] += 1
                with contextlib.suppress(PowerCut), disk.cut_at(chance.randrange(30)):
                    writer.write(number + 1)
            else:
                disk.shut_down()
            disk.unmount()
            disk.mount()
            found = writer.found()
            if isinstance(found, str):
                counts[found] += 1
            elif found < number:
                counts["acknowledged lost"] += 1
            number = max(number, found) if isinstance(found, int) else number
            counts["versions damaged"] += writer.damaged_versions()
            folders.sweep(disk.root)
            writer.path.write_bytes(writer.bytes_of(number))
            os.sync()
    finally:
        with contextlib.suppress(subprocess.CalledProcessError):
            disk.unmount()
    return counts


if __name__ == "__main__":
    where, which, how_often, how = sys.argv[1:]
    print(json.dumps(run(Path(where), which, int(how_often), how)))
