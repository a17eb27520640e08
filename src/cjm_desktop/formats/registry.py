"""Which files of other kinds can be imported and exported, as data; a path goes in, a journey with notes comes out, or back."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cjm_desktop.formats.errors import FileProblem, file_name, remedy, why_not_written

if TYPE_CHECKING:
    from cjm_desktop.formats.imported import Exported, Imported
    from cjm_desktop.formats.spreadsheet import Choices, Tables
    from cjm_desktop.model.journey import Journey


@dataclass(frozen=True, slots=True)
class Importer:
    """A kind of file that a map can be made of.

    `name` tells the user what they are (the windows translate it), in the plural. `reader` is "module:function" below
    `cjm_desktop.formats`, imported when it is needed: the bytes of a file and its name go in, an `Imported` comes out,
    or a FileProblem is raised. A file of more than `limit` bytes is not read.

    Where a user may say how it is read, `tables` is "module:function" of what finds the tables to choose from and to put
    right (`spreadsheet.tables_in`), and the reader takes `spreadsheet.Choices` besides. Where a file may hold several
    journeys to choose from, `names` is "module:function" of what they are called (`cjml.names`); a reader without
    `tables` takes one of these names, or its number from 1, besides.
    """

    name: str
    suffixes: tuple[str, ...]
    reader: str
    limit: int = 5_000_000
    tables: str = ""
    names: str = ""


@dataclass(frozen=True, slots=True)
class Exporter:
    """A kind of file that a map can be written as, other than paper and pictures (`cjm_desktop.exporting` makes those).

    `writer` is "module:function" below `cjm_desktop.formats`: a journey goes in, an `Exported` comes out, or a
    FileProblem is raised. One that `speaks` puts words of its own into the file, and takes what says them in the map's
    language after the journey. One that takes a while `tells`: it takes `done`, which is told the share done, 0 to 1;
    what that raises ends the work.
    """

    name: str
    suffix: str
    writer: str
    speaks: bool = False
    tells: bool = False


#: What an exported file may weigh: the map inside, and the pictures once more on the pages.
_CARRIER_LIMIT = 400_000_000

#: Where two kinds share a suffix, the first of them decides.
IMPORTERS = (
    Importer("Exported maps", (".pdf", ".png", ".svg"), "readers:carrier", _CARRIER_LIMIT),
    Importer("Mermaid journeys", (".mmd", ".mermaid"), "readers:mermaid_text", names="readers:mermaid_names"),
    Importer("Open Journey Format", (".ojf",), "ojf:read"),
    Importer("CJML journeys", (".cjml", ".xml"), "cjml:read", names="cjml:names"),
    Importer(
        "Tables (Excel, CSV, Markdown)",
        (".xlsx", ".xlsm", ".csv", ".tsv", ".tab", ".md", ".markdown", ".txt"),
        "spreadsheet:read",
        20_000_000,
        "spreadsheet:tables_in",
        "spreadsheet:drawn_in",
    ),
)
EXPORTERS: tuple[Exporter, ...] = (
    Exporter("Workbooks (Excel)", ".xlsx", "xlsx_writing:write", tells=True),
    Exporter("Tables (CSV)", ".csv", "sheet_csv:write"),
    Exporter("Mermaid journeys", ".mmd", "mermaid_writing:write"),
    Exporter("Open Journey Format", ".ojf", "ojf_writing:write"),
    Exporter("CJML journeys", ".cjml", "cjml_writing:write"),
    Exporter("Web pages (HTML)", ".html", "html_writing:write", speaks=True),
    Exporter("Markdown texts", ".md", "markdown_writing:write", speaks=True),
    Exporter("Slides (PowerPoint)", ".pptx", "pptx_writing:write", speaks=True, tells=True),
)

#: The share of an export that is done when its bytes are there and not yet on the disk.
_WRITTEN = 0.95
#: Workbooks of other kinds, which every spreadsheet program saves as one that is read.
_AS_XLSX = {
    ".xls": "an old Excel workbook",
    ".xlsb": "a binary Excel workbook",
    ".ods": "an OpenDocument spreadsheet (LibreOffice)",
    ".numbers": "a spreadsheet of Numbers",
    ".gsheet": "a link to a Google spreadsheet",
}
#: A map of this program is opened, not imported.
_OWN = ".cjm"


def importer_of(path: str | os.PathLike[str]) -> Importer | None:
    """What reads a file of this name; None where nothing does."""
    suffix = Path(path).suffix.lower()
    return next((one for one in IMPORTERS if suffix in one.suffixes), None)


def is_imported(path: str | os.PathLike[str]) -> bool:
    """Whether a file of this name is for `import_file`, be it only to be refused with advice, rather than opened."""
    return importer_of(path) is not None or Path(path).suffix.lower() in _AS_XLSX


def import_advice(path: str | os.PathLike[str]) -> str:
    """In a sentence how a map is made of a file of this name that is none; empty where it cannot be."""
    importer = importer_of(path)
    if importer is None:
        return ""
    name = file_name(path)
    # A name with blanks stands in quotation marks, as in a shell.
    typed, made = (f'"{word}"' if " " in word else word for word in (name, f"{Path(name).stem}.cjm"))
    what = "a table or text" if importer.tables else "a file of another kind"
    return f"{name} is {what}: make a map of it with File > Import, or with: cjm import {typed} {made}"


def exporter_of(path: str | os.PathLike[str]) -> Exporter | None:
    """What writes a file of this name; None where nothing does, as for paper and pictures."""
    suffix = Path(path).suffix.lower()
    return next((one for one in EXPORTERS if suffix == one.suffix), None)


def import_file(path: str | os.PathLike[str], choices: Choices | None = None) -> Imported:
    """The journey in a file of another kind, as its suffix says; FileProblem where there is none.

    `choices` say how a table is to be read, or which of several journeys; FileProblem where the file has none.
    """
    from dataclasses import replace

    from cjm_desktop.formats.reading import read_file

    name = file_name(path)
    try:
        importer = _known(path, name)
        read: Callable[..., Imported] = _function(importer.reader)
        data = read_file(path, importer.limit)
        if choices is None:
            return read(data, Path(path).name)
        if importer.tables:
            return read(data, Path(path).name, choices)
        if not importer.names or replace(choices, table="") != type(choices)():
            raise FileProblem(f"{name} is no table, so that nothing can be said of how to read it.")
        return read(data, Path(path).name, choices.table)
    except FileProblem as problem:
        # What is wrong with a table is said in the same words for one that was pasted and has no name.
        said = str(problem)
        raise FileProblem(said if name in said else f"{name}: {said[:1].lower()}{said[1:]}", path) from problem


def journeys_in(path: str | os.PathLike[str]) -> tuple[str, ...]:
    """What the journeys are called of which `import_file` takes one by name or number; none where there is no choice.

    FileProblem where the file cannot be read.
    """
    from cjm_desktop.formats.reading import read_file

    importer = importer_of(path)
    if importer is None or not importer.names:
        return ()
    find: Callable[[bytes, str], tuple[str, ...]] = _function(importer.names)
    try:
        found = find(read_file(path, importer.limit), Path(path).name)
    except FileProblem as problem:
        raise FileProblem(str(problem), path) from problem
    return found if len(found) > 1 else ()


def tables_in(path: str | os.PathLike[str]) -> Tables | None:
    """The tables of a file to choose from and to put right; None where `import_file` reads it whole.

    FileProblem where it cannot be read.
    """
    from cjm_desktop.formats.reading import read_file

    importer = importer_of(path)
    if importer is None or not importer.tables:
        return None
    try:
        find: Callable[[bytes, str], Tables | None] = _function(importer.tables)
        return find(read_file(path, importer.limit), Path(path).name)
    except FileProblem as problem:
        raise FileProblem(str(problem), path) from problem


def export_file(
    journey: Journey,
    path: str | os.PathLike[str],
    said: Callable[[str], str] = str,
    done: Callable[[float], None] | None = None,
) -> tuple[str, ...]:
    """Writes the map to a file of another kind, as its suffix says, whole or not at all; what was lost, in sentences.

    `said` gives the English words of a document in the map's language. `done` is told the share done, 0 to 1, and a
    last time right before the file takes its place; what it raises goes through, and then nothing is written. FileProblem
    where it cannot be written.
    """
    from cjm_desktop.formats import atomic

    name, exporter = file_name(path), exporter_of(path)
    if exporter is None:
        kinds = ", ".join(one.suffix for one in EXPORTERS)
        raise FileProblem(f"{name} cannot be exported: its name must end in one of {kinds}.", path)
    write: Callable[..., Exported] = _function(exporter.writer)
    tell = done or (lambda _share: None)
    tell(0.0)
    try:
        made = write(
            journey,
            *((said,) if exporter.speaks else ()),
            **({"done": lambda share: tell(_WRITTEN * share)} if exporter.tells else {}),
        )
    except FileProblem as problem:
        raise FileProblem(f"{name} was not written: {problem}", path) from problem
    tell(_WRITTEN)
    try:
        return (*made.notes, *atomic.write(path, made.data, before=lambda: tell(1.0)))
    except (OSError, ValueError) as error:
        raise FileProblem(f"{name} was not written: {why_not_written(error, path)}{remedy(error)}.", path) from error


def _known(path: str | os.PathLike[str], name: str) -> Importer:
    importer = importer_of(path)
    if importer is not None:
        return importer
    suffix = Path(path).suffix.lower()
    if suffix in _AS_XLSX:
        raise FileProblem(f"{name} is {_AS_XLSX[suffix]}, which is not read; open it there and save it as .xlsx.")
    if suffix == _OWN:
        raise FileProblem(f"{name} is a map of this program already; open it instead of importing it.")
    kinds = "; ".join(f"{one.name} ({', '.join(one.suffixes)})" for one in IMPORTERS)
    raise FileProblem(f"{name} cannot be imported. What can be: {kinds}.")


def _function(place: str) -> Callable[..., Any]:
    """What a “module:function” of the tables above names."""
    module, _, function = place.partition(":")
    found: Callable[..., Any] = getattr(import_module(f"cjm_desktop.formats.{module}"), function)
    return found
