"""`cjm diff`: two maps go in, what differs comes out: in words, as JSON or as a page; also as git calls it.

It ends with 0 where they are the same, with 1 where they differ and with 2 where they cannot be compared.
"""

from __future__ import annotations

import argparse
import io
import sys
from typing import TYPE_CHECKING

from cjm_desktop.cli.base import OK, AddCommand, BadUsage, tell
from cjm_desktop.formats.errors import FileProblem, file_name, shown

if TYPE_CHECKING:  # the model brings pydantic, which --help does not need
    from cjm_desktop.model.journey import Journey
    from cjm_desktop.review.comparison import Comparison
    from cjm_desktop.review.differences import Differences
    from cjm_desktop.review.grouped import Group

DIFFERENT = 1
#: What git calls a file that is not there.
_NO_FILE = ("/dev/null", "nul", "NUL")


def add(command: AddCommand) -> None:
    diff = command(
        "diff",
        _diff,
        "Say what differs between two maps; ends with 1 where anything does.",
        "cjm diff feeding.cjm feeding-new.cjm\n  cjm diff today.cjm future.cjm -o compared.pdf",
    )
    diff.add_argument("maps", metavar="MAP.cjm", nargs="+", help="the map before and the map after")
    diff.add_argument(
        "-o", "--out", metavar="OUT.pdf", help="both maps as one, with signs where they differ, and all of it in words"
    )
    how = diff.add_mutually_exclusive_group()
    how.add_argument("--json", action="store_true", help="as plain data, record by record and field by field")
    how.add_argument("--git", action="store_true", help="as git's external diff driver: takes what git hands over")
    how.add_argument(
        "--textconv", action="store_true", help="as git's text converter: prints one map as lines that can be compared"
    )


def _diff(arguments: argparse.Namespace) -> int:
    paths: list[str] = arguments.maps
    if arguments.out is not None and (arguments.git or arguments.textconv):
        raise BadUsage("-o makes a page of two maps, and nothing for git (see cjm diff --help)")
    if arguments.textconv:
        return _print_lines(*_counted(paths, 1, "--textconv takes one map"))
    if arguments.git:
        return _for_git(paths)
    before, after = _counted(paths, 2, "two maps are needed, the one before and the one after")
    return _compare(before, after, as_json=arguments.json, out=arguments.out)


def _counted(paths: list[str], count: int, said: str) -> list[str]:
    if len(paths) != count:
        raise BadUsage(f"{said} (see cjm diff --help)")
    return paths


def _read(path: str) -> Journey:
    from cjm_desktop.formats.journey_file import load

    loaded = load(path)
    tell(loaded.notes)
    return loaded.journey


def _compare(one: str, two: str, *, as_json: bool = False, out: str | None = None) -> int:
    from cjm_desktop.review import differences
    from cjm_desktop.review.comparison import compare
    from cjm_desktop.review.grouped import grouped

    comparison = compare(_read(one), _read(two))
    found = comparison.found
    groups = grouped(found)
    if out is not None:
        from cjm_desktop.exporting.comparison import export_comparison

        export_comparison(comparison, out, names=(file_name(one), file_name(two)))
    if as_json:
        _print_json(differences.as_json(found))
    elif out is None and groups:
        _print_words(f"{file_name(one)} → {file_name(two)}", found, groups)
        _print_answers(comparison)
    return DIFFERENT if groups else OK


def _print_answers(comparison: Comparison) -> None:
    """For a map of the future beside another: what becomes of each pain, and what answers it."""
    from cjm_desktop.model.records import MapKind
    from cjm_desktop.review.answers import How, answers

    if comparison.after.kind is not MapKind.FUTURE or comparison.before.kind is MapKind.FUTURE:
        return
    found = answers(comparison)
    if found:
        print("What answers the pains of before (* only by standing in the same stage)")
    for one in found:
        stage = comparison.before.stages[one.pain.stage or ""].name
        by = ", ".join(f"“{_line(card.text)}”{'*' if how is How.STAGE else ''}" for card, how in one.by)
        fate = "is gone" if one.gone else "is still there"
        answered = f"answered by {by}" if by else "answered by nothing"
        print(shown(f"  “{_line(one.pain.text)}” in {_line(stage)} {fate}, {answered}", 4_000))


def _line(text: str) -> str:
    return " ".join(text.split())


def _print_words(head: str, found: Differences, groups: tuple[Group, ...]) -> None:
    from cjm_desktop.review.difference_words import counted
    from cjm_desktop.review.differences import Kind
    from cjm_desktop.review.grouped import as_text

    numbers = counted(found)
    told = ", ".join(f"{numbers[kind]:,} {kind.value}" for kind in Kind if numbers[kind])
    print(f"{head}: {told}" if told else head)
    for line in as_text(groups):
        print(shown(line, 4_000))


def _print_json(data: object) -> None:
    import json

    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8")
    print(json.dumps(data, ensure_ascii=False, indent=2))


def _print_lines(path: str) -> int:
    from cjm_desktop.review.listing import listing

    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8")
    try:
        journey = _read(path)
    except FileProblem as problem:
        # One broken state of a map in the history must not end git's whole log.
        print(f"No map that can be read: {shown(str(problem), 1_000)}")
        return OK
    for line in listing(journey):
        print(shown(line, 50_000))
    return OK


def _print_rights(words: list[str]) -> None:
    """What git says of the file beside what is in it: its new name, and whether it may be run."""
    if len(words) > 7:
        print(f"  it is called {shown(words[7], 1_000)} now")
    before, after = words[3], words[6]
    if before != after:
        told = {"100644": "no program", "100755": "a program", "120000": "a link"}
        print(f"  its mode was {before} ({told.get(before, 'other')}) and is {after} ({told.get(after, 'other')})")


def _for_git(words: list[str]) -> int:
    """Takes `path old-file old-hex old-mode new-file new-hex new-mode`, and more for a file that got another name.

    Ends with 0 whatever differs: git takes anything else for a driver that broke, and shows no further file.
    """
    if len(words) == 1:  # a file that is in the midst of a merge: git has no two sides to show
        print(f"cjm diff {shown(words[0], 1_000)}: a merge of this map is not finished")
        return OK
    if len(words) < 7:
        raise BadUsage("--git takes what git gives to an external diff driver (see cjm diff --help)")
    path, old, new = words[0], words[1], words[4]
    print(f"cjm diff {shown(path, 1_000)}")
    if old in _NO_FILE or new in _NO_FILE:
        print("  the map is new" if old in _NO_FILE else "  the map is deleted")
        return OK
    _print_rights(words)
    try:
        if _compare(old, new) == OK:
            print("  the map itself is the same")
    except FileProblem as problem:
        print(f"  cannot be compared: {shown(str(problem), 1_000)}")
    return OK
