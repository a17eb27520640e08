"""The bytes of a file go in, its journey comes out: the readers of the registry that have no module of their own."""

from __future__ import annotations

from cjm_desktop.formats import journey_file, mermaid, sheet_csv, sheet_xlsx
from cjm_desktop.formats.carried import carried_map
from cjm_desktop.formats.errors import FileProblem, file_name
from cjm_desktop.formats.imported import Imported
from cjm_desktop.formats.reading import decoded


def carrier(data: bytes, name: str) -> Imported:
    """The map that an exported PDF, PNG or SVG carries."""
    loaded = journey_file.loads(carried_map(data, name), name)
    return Imported(loaded.journey, loaded.notes)


def mermaid_text(data: bytes, name: str, which: str = "") -> Imported:
    """The Mermaid journey in a text, or in a Markdown text: that of this name or number, or the first."""
    return mermaid.read(decoded(data, name), name, which)


def mermaid_names(data: bytes, name: str) -> tuple[str, ...]:
    """What the Mermaid journeys in a text are called; FileProblem where there is none."""
    return mermaid.names(decoded(data, name), name)


def own_tables(data: bytes, name: str) -> Imported:
    """The map in a workbook or CSV table that this program wrote, as a user may have changed it."""
    made: Imported | None = None
    if data.startswith(b"PK"):
        made = sheet_xlsx.read_own(data, name)
    elif sheet_csv.is_own(data):
        made = sheet_csv.read(data, name)
    if made is None:
        raise FileProblem(f"{file_name(name)} is no table that this program wrote.")
    return made
