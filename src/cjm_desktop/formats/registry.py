"""The path of a foreign file goes in, a journey with notes comes out; what cannot be imported is refused in one sentence."""

from __future__ import annotations

import os
from pathlib import Path

from cjm_desktop.formats import journey_file, mermaid
from cjm_desktop.formats.carried import CARRIER_LIMIT, carried_map
from cjm_desktop.formats.errors import FileProblem, file_name
from cjm_desktop.formats.imported import Imported
from cjm_desktop.formats.reading import decoded, read_file

#: Exported files that may carry the map that they show.
CARRIER_SUFFIXES = (".pdf", ".png", ".svg")
MERMAID_SUFFIXES = (".mmd", ".mermaid", ".md", ".markdown", ".txt")

_SIZE_LIMIT = 5_000_000


def import_file(path: str | os.PathLike[str]) -> Imported:
    """The journey in a Mermaid or Markdown file, or in a PDF, PNG or SVG of this program; FileProblem where there is none."""
    name, suffix = file_name(path), Path(path).suffix.lower()
    try:
        if suffix == journey_file.SUFFIX:
            raise FileProblem(f"{name} is a map of this program already; open it instead of importing it.")
        if suffix in CARRIER_SUFFIXES:
            loaded = journey_file.loads(carried_map(read_file(path, CARRIER_LIMIT), name), name)
            return Imported(loaded.journey, loaded.notes)
        text = decoded(read_file(path, _SIZE_LIMIT), name)
        if suffix not in MERMAID_SUFFIXES:
            raise FileProblem(
                f"{name} cannot be imported: only exported maps ({', '.join(CARRIER_SUFFIXES)}) and Mermaid journeys"
                f" ({', '.join(MERMAID_SUFFIXES)}) can be."
            )
        return mermaid.read(text, Path(path).name)
    except FileProblem as problem:
        raise FileProblem(str(problem), path) from problem
