"""The bytes of a file go in, its journey comes out: the readers of the registry that have no module of their own."""

from __future__ import annotations

from cjm_desktop.formats import journey_file, mermaid
from cjm_desktop.formats.carried import carried_map
from cjm_desktop.formats.imported import Imported
from cjm_desktop.formats.reading import decoded


def carrier(data: bytes, name: str) -> Imported:
    """The map that an exported PDF, PNG or SVG carries."""
    loaded = journey_file.loads(carried_map(data, name), name)
    return Imported(loaded.journey, loaded.notes)


def mermaid_text(data: bytes, name: str) -> Imported:
    """The Mermaid journey in a text, or in the first block of a Markdown text that holds one."""
    return mermaid.read(decoded(data, name), name)
