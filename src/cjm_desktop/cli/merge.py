"""`cjm merge`: a map and two maps made of it go in, one map with what both sides did comes out; also as git's merge driver.

It ends with 0 where everything could be merged, with 1 where this merge left conflicts to decide on, and with 2 where nothing
was written. Conflicts that a side brought along from an earlier merge are told, but stop nothing.
"""

from __future__ import annotations

import argparse
import os
from pathlib import Path
from typing import TYPE_CHECKING

from cjm_desktop.cli.base import OK, AddCommand, add_force, must_not_exist, save, tell
from cjm_desktop.formats.errors import FileProblem, file_name, remedy, shown, why_not_written

if TYPE_CHECKING:  # the model brings pydantic, which --help does not need
    from cjm_desktop.model.journey import Journey
    from cjm_desktop.review.merging import Merged

CONFLICTS = 1


def add(command: AddCommand) -> None:
    merge = command(
        "merge",
        _merge,
        "Put together what two people did to one map; ends with 1 where conflicts are left to decide on.",
        "cjm merge feeding.cjm masha.cjm petya.cjm -o merged.cjm",
    )
    merge.add_argument("base", metavar="BASE", help="the map that both began with")
    merge.add_argument("ours", metavar="OURS", help="one side; where both clash, the map keeps what this one says")
    merge.add_argument("theirs", metavar="THEIRS", help="the other side")
    merge.add_argument("-o", "--out", metavar="OUT", required=True, help="a map is replaced (may be OURS)")
    add_force(merge, "replace OUT where it exists and is no map")


def _merge(arguments: argparse.Namespace) -> int:
    from cjm_desktop.review.merging import merge

    # What a map said that is replaced is kept as its earlier version.
    if Path(arguments.out).suffix.lower() != ".cjm" and not _is_same(arguments.out, arguments.ours):
        if Path(arguments.out).suffix:
            raise FileProblem(f"{file_name(arguments.out)} is no name for a map: it must end in .cjm.")
        must_not_exist(arguments.out, arguments.force)
    base = _read(arguments.base, may_be_empty=True)
    ours, theirs = _read(arguments.ours), _read(arguments.theirs)
    merged = merge(base, ours, theirs)
    _write(_from_there(merged.journey, arguments.ours, arguments.out), arguments.out)
    _say(ours, merged)
    return CONFLICTS if merged.conflicts else OK


def _from_there(journey: Journey, ours: str, out: str) -> Journey:
    """The map with links that lead from the folder of OUT to the maps to which they led from that of OURS."""
    before, after = (Path(os.path.abspath(path)).parent for path in (ours, out))
    if before == after:
        return journey
    from cjm_desktop.formats.relocating import Relocation

    return Relocation(before, after)(journey)


def _is_same(one: str, other: str) -> bool:
    """Whether both are one file, as where git's driver lets the merged map replace OURS."""
    return os.path.lexists(one) and os.path.lexists(other) and os.path.samefile(one, other)


def _read(path: str, *, may_be_empty: bool = False) -> Journey:
    from cjm_desktop.formats.journey_file import load
    from cjm_desktop.model.journey import Journey

    # What git hands over where both sides added a file of this name.
    if may_be_empty and os.path.isfile(path) and os.path.getsize(path) == 0:
        return Journey()
    loaded = load(path)
    if loaded.read_only:
        raise FileProblem(f"{file_name(path)} cannot be merged: a newer version of the program wrote it.", path)
    tell(loaded.notes)
    return loaded.journey


def _write(journey: Journey, out: str) -> None:
    if Path(out).suffix.lower() == ".cjm":
        save(journey, out, force=True)
        return
    # A file of git's for a moment: it is no map that anybody keeps, so no earlier version of it is kept.
    from cjm_desktop.formats import atomic
    from cjm_desktop.formats.journey_file import proven

    data = proven(journey, out)
    try:
        atomic.write(out, data)
    except (OSError, ValueError) as error:
        said = f"{file_name(out)} was not written: {why_not_written(error, out)}{remedy(error)}."
        raise FileProblem(said, out) from error


def _say(ours: Journey, merged: Merged) -> None:
    from cjm_desktop.review.conflict_words import conflict_lines
    from cjm_desktop.review.difference_words import in_words
    from cjm_desktop.review.differences import differences
    from cjm_desktop.review.merging import key_of

    journey = merged.journey
    # That conflicts are open is told below, each by itself.
    taken = in_words(differences(ours, journey.model_copy(update={"conflicts": ours.conflicts})))
    if taken or not merged.conflicts:
        print("Taken from theirs:" if taken else "Theirs brings nothing that ours has not.")
    for line in taken:
        print(f"  {shown(line, 1_000)}")
    where = "kept in the map (open it in CJM Desktop: Map > Resolve Conflicts)"
    if merged.conflicts:
        print(f"{_count(len(merged.conflicts))} to decide on, {where}:")
        for conflict in merged.conflicts:
            for line in conflict_lines(journey, conflict):
                print(f"  {shown(line, 1_000)}")
    found = set(map(key_of, merged.conflicts))
    earlier = sum(key_of(one) not in found for one in journey.conflicts)
    if earlier:
        print(f"{_count(earlier)} of an earlier merge still to decide on, {where}")


def _count(conflicts: int) -> str:
    return "1 conflict" if conflicts == 1 else f"{conflicts:,} conflicts"
