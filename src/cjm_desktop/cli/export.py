"""`cjm export`: maps and folders of them go in, drawings come out."""

from __future__ import annotations

import argparse
import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from cjm_desktop.cli.base import OK, AddCommand, BadUsage, add_force, complain, must_not_exist, tell
from cjm_desktop.cli.export_options import add_options, options_of
from cjm_desktop.formats.errors import FileProblem, file_name, shown

if TYPE_CHECKING:  # the model brings pydantic, which --help does not need
    from cjm_desktop.exporting import ExportOptions

#: Paper and pictures; `exporting`, which makes them, is not imported to tell of them.
DRAWINGS = (".pdf", ".png", ".svg")


def add(command: AddCommand) -> None:
    from cjm_desktop.formats.registry import EXPORTERS

    others = "; ".join(f"{one.name} ({one.suffix})" for one in EXPORTERS)
    export = command(
        "export",
        _export,
        "Draw maps into PDF, PNG or SVG files, or write them as files of other kinds.",
        "cjm export feeding.cjm feeding.pdf --page stages --stages 2-4 --appendix notes",
    )
    export.add_argument("maps", metavar="MAP.cjm|FOLDER", nargs="+", help="maps, or folders of them")
    export.add_argument(
        "out",
        metavar="OUT.SUFFIX|FOLDER",
        help="a folder gets a file for each map. The suffix says what is made: drawings "
        f"({', '.join(DRAWINGS)}), which replace older ones; {others}",
    )
    # A drawing is made again and again; a workbook or a text may be somebody's own work.
    add_force(export, "replace OUT where it exists and is no drawing")
    add_options(export)


def _export(arguments: argparse.Namespace) -> int:
    jobs = list(_jobs(arguments))
    options = options_of(arguments, png=Path(jobs[0][1]).suffix.lower() == ".png")
    codes = [OK]
    for source, out in jobs:
        try:
            _export_one(source, out, options, force=arguments.force)
        except FileProblem as problem:
            if len(jobs) == 1:
                raise
            codes.append(complain(str(problem)))
    return max(codes)


def _export_one(source: str, out: str, options: ExportOptions, *, force: bool) -> None:
    from cjm_desktop.exporting import advice, export_file
    from cjm_desktop.formats import registry
    from cjm_desktop.formats.journey_file import load

    loaded = load(source)
    if registry.exporter_of(out) is not None:
        must_not_exist(out, force)
        from cjm_desktop.layout.speech import speech

        tell((*loaded.notes, *registry.export_file(loaded.journey, out, speech(loaded.journey.language))))
        return
    export_file(loaded.journey, out, options, name=Path(source).name)
    tell(loaded.notes)
    if Path(out).suffix.lower() == ".pdf":
        tell([f"{file_name(out)}: {one.sentence}" for one in advice(loaded.journey, options)])


def _jobs(arguments: argparse.Namespace) -> Iterator[tuple[str, str]]:
    """Which map goes into which file; makes the folder that they go into, but nothing where something is wrong."""
    from cjm_desktop import exporting
    from cjm_desktop.formats.registry import EXPORTERS

    suffixes = (*exporting.SUFFIXES, *(one.suffix for one in EXPORTERS))
    out: str = arguments.out
    suffix = Path(out).suffix.lower()
    many = len(arguments.maps) > 1 or any(os.path.isdir(path) for path in arguments.maps)
    if not many and not os.path.isdir(out) and not out.endswith(("/", os.sep)):
        if suffix not in suffixes:
            known = f"{', '.join(suffixes[:-1])} or {suffixes[-1]}"
            raise FileProblem(f"{file_name(out)} cannot be exported: its name must end in {known}.")
        if arguments.format is not None and suffix != f".{arguments.format}":
            raise BadUsage(f"{file_name(out)} is no {arguments.format.upper()} file (see cjm export --help)")
        yield arguments.maps[0], out
        return
    if suffix in suffixes and not os.path.isdir(out):
        raise FileProblem(f"{file_name(out)} is the name of one file; several maps go into a folder.")
    kind = arguments.format or "pdf"
    taken: dict[str, str] = {}
    for source in _maps_in(arguments.maps):
        target = os.path.join(out, f"{Path(source).stem}.{kind}")
        other = taken.setdefault(target, source)
        if other != source:
            raise FileProblem(f"{shown(other, 200)} and {shown(source, 200)} would both become {file_name(target)}.")
    os.makedirs(out, exist_ok=True)
    yield from ((source, target) for target, source in taken.items())


def _maps_in(paths: Sequence[str]) -> Iterator[str]:
    """The maps that are named, and those in the folders that are named, in the order of their names."""
    for path in paths:
        if not os.path.isdir(path):
            yield path
            continue
        found = sorted(name for name in os.listdir(path) if _is_map(name))
        if not found:
            raise FileProblem(f"{file_name(path)} is a folder without maps (.cjm files).")
        yield from (os.path.join(path, name) for name in found)


def _is_map(name: str) -> bool:
    """Whether a file of a folder is meant by it: hidden ones and versions that are kept beside a map are not."""
    return name.lower().endswith(".cjm") and not name.startswith(".") and not name.lower().endswith(".versions.cjm")
