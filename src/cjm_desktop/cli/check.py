"""`cjm check`: maps go in, what a careful colleague would ask about them comes out."""

from __future__ import annotations

import argparse
import os
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from cjm_desktop.cli.base import FINDINGS, OK, AddCommand, complain, tell
from cjm_desktop.formats.errors import FileProblem, shown

if TYPE_CHECKING:  # the model brings pydantic, which --help does not need
    from cjm_desktop.model.journey import Journey
    from cjm_desktop.model.records import Record


def add(command: AddCommand) -> None:
    check = command("check", _check, "Say what a careful colleague would ask about a map.", "cjm check feeding.cjm")
    check.add_argument("maps", metavar="MAP.cjm", nargs="+")


def _check(arguments: argparse.Namespace) -> int:
    codes = [OK]
    for path in arguments.maps:
        try:
            lines = list(_remarks(path))
        except FileProblem as problem:
            codes.append(complain(str(problem)))
            continue
        for line in lines:
            print(f"{shown(os.fspath(path), 1_000)}: {line}")
        codes.append(FINDINGS if lines else OK)
    return max(codes)


def _remarks(path: str) -> Iterator[str]:
    from cjm_desktop.formats.journey_file import load
    from cjm_desktop.review.findings import findings

    loaded = load(path)
    if loaded.mended:
        yield from (f"warning: {shown(note, 1_000)}" for note in loaded.notes)
    else:
        tell(loaded.notes)
    for finding in findings(loaded.journey):
        yield f"{finding.severity.value}: {shown(finding.message, 1_000)}"
    yield from _undrawable(loaded.journey)


def _undrawable(journey: Journey) -> Iterator[str]:
    """A remark for each record with characters that no face of the program has; the text engine is only loaded for these."""
    from cjm_desktop.model.journey import TABLES

    words = {"cards": "card", "stages": "stage", "lanes": "lane", "personas": "persona", "points": "emotion point"}
    records: list[tuple[str, Record]] = [("the map", journey)]
    records += [
        (f"{words.get(table, table.removesuffix('s'))} “{record.id}”", record)
        for table in TABLES
        for record in getattr(journey, table).values()
    ]
    for name, record in records:
        text = "\n".join(part for part in _texts(record) if not part.isascii())
        if not text:
            continue
        from cjm_desktop.text.engine import default_engine
        from cjm_desktop.text.lines import TextStyle

        for char in sorted(default_engine().block(text, TextStyle(10), 1e9).missing):
            code = " ".join(f"U+{ord(part):04X}" for part in char)
            yield f"warning: {name} holds a character that no face of the program can draw: “{shown(char)}” ({code})"


def _texts(value: Any) -> Iterator[str]:
    """The texts of a record and of the small records inside it; tables and unknown fields are left out."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for part in value:
            yield from _texts(part)
    elif hasattr(type(value), "model_fields"):
        for name in type(value).model_fields:
            yield from _texts(getattr(value, name))
