"""A map's file, a name, a number of edits and a way of saving go in; each edit adds a card, and is made again on a conflict.

Run as a program, twice at once. It prints how often somebody else had been faster.
"""

from __future__ import annotations

import contextlib
import sys
from pathlib import Path

from cjm_desktop.formats import journey_file
from cjm_desktop.model.journey import Journey, Table
from cjm_desktop.model.records import Card
from cjm_desktop.storage import locks, saving


def edited(journey: Journey, name: str) -> Journey:
    return journey.model_copy(update={"cards": Table.of([*journey.cards.values(), Card(id=name, text=name)])})


def edit(path: Path, name: str, *, blindly: bool) -> int:
    """Add a card of this name; returns how many attempts were in vain."""
    vain = 0
    while True:
        loaded = journey_file.load(path)
        expected = None if blindly else loaded.digest
        try:
            saving.save(edited(loaded.journey, name), path, expected=expected, backups=None)
        except (saving.ChangedOnDisk, saving.SaveLocked):
            vain += 1
        else:
            return vain


def main(path: Path, who: str, edits: int, way: str) -> None:
    if way == "lock file":  # as on a drive that knows no other locks
        vars(locks)["_flock"] = lambda _: None
    if way == "unlocked":
        vars(locks)["saving"] = lambda _: contextlib.nullcontext()
        vars(saving)["_mark"] = lambda _: ()
    print(sum(edit(path, f"{who}-{number}", blindly=way == "blind") for number in range(edits)))


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2], int(sys.argv[3]), sys.argv[4])
