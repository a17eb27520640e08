"""A place that fills up and a way of saving go in; how saves ended at every 4 KiB of room comes out as JSON.

The place is a disk of 1 MiB in memory ("tmpfs", which needs root) or a limit on the size of files ("limit"). The ways:
"replace", "in place" (a file with two names, by consent), "versions" (what is full is where earlier versions go) and
"naive".
"""

from __future__ import annotations

import contextlib
import json
import os
import resource
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from cjm_desktop.formats import journey_file
from cjm_desktop.formats.errors import FileProblem
from cjm_desktop.storage import saving
from cjm_desktop.storage.backups import Backups
from tests.maps import random_map

_STEP, _WHOLE = 4096, 1 << 20


class Place:
    """Where little room is left: `room(size)` leaves that many bytes while it holds."""

    def __init__(self, folder: Path, kind: str) -> None:
        self.small, self.large = folder / "small", folder / "large"
        self.small.mkdir()
        self.large.mkdir()
        self.is_disk = kind == "tmpfs"
        if self.is_disk:
            options = f"size={_WHOLE},nr_inodes=100,mode=700"
            subprocess.run(["mount", "-t", "tmpfs", "-o", options, "none", str(self.small)], check=True)

    @contextlib.contextmanager
    def room(self, size: int) -> Iterator[None]:
        if self.is_disk:
            filler = self.small / "filler"
            free = os.statvfs(self.small).f_bavail * os.statvfs(self.small).f_frsize
            filler.write_bytes(bytes(max(0, free - size)))
            try:
                yield
            finally:
                filler.unlink()
            return
        resource.setrlimit(resource.RLIMIT_FSIZE, (size, resource.RLIM_INFINITY))
        try:
            yield
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))


def run(folder: Path, kind: str, way: str) -> Counter[str]:
    counts = Counter({"old bytes lost": 0, "failures not told": 0, "left": 0, "refused": 0, "saved": 0})
    place = Place(folder, kind)
    path = (place.large if way == "versions" else place.small) / "map.cjm"
    backups = Backups(place.small / "versions", most=1) if way == "versions" else None
    old = journey_file.dumps(random_map(8, 400 if way == "versions" else 10))
    new_map = random_map(9, 400)
    new = journey_file.dumps(new_map)
    assert len(old) < _WHOLE // 20 or way == "versions"
    assert len(new) > _WHOLE // 12
    path.write_bytes(old)
    if way == "in place":
        os.link(path, place.small / "other name.cjm")
    beside = set(os.listdir(path.parent))
    for pages in range(1, _WHOLE // _STEP + 1):
        path.write_bytes(old)
        told: list[str] = []
        with place.room(pages * _STEP):
            try:
                if way == "naive":
                    path.write_bytes(new)
                else:
                    saving.save(
                        new_map, path, expected=None, backups=backups, in_place=way == "in place", tell=told.append
                    )
                ended = "saved"
            except (FileProblem, OSError) as problem:
                told.append(str(problem))
                ended = "refused"
            data = path.read_bytes()
        counts[ended] += 1
        counts["told"] += bool(told)
        counts["old bytes lost"] += ended == "refused" and data != old
        counts["failures not told"] += ended == "saved" and data != new
        counts["left"] += set(os.listdir(path.parent)) - {"filler", "versions"} != beside
    return counts


if __name__ == "__main__":
    print(json.dumps(run(Path(sys.argv[1]), sys.argv[2], sys.argv[3])))
