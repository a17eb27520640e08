"""One hostile file: its name and content go in, and through which door of the program it comes; the file is made when asked for."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

from cjm_desktop.model.journey import VERSION_MAJOR, VERSION_MINOR


class Door(StrEnum):
    """How a stranger's bytes come into the program."""

    OPEN = "open"  #: a map
    IMPORT = "import"  #: an export that carries a map, or a diagram
    PERSONA = "persona"  #: a persona file
    PRESET = "preset"  #: export options
    PICTURE = "picture"  #: a picture that becomes a card's, a portrait or a logo
    CLIP = "clip"  #: the clipboard's own kind
    HTML = "html"  #: the clipboard's table of a spreadsheet or web page
    TEXT = "text"  #: the clipboard's text


@dataclass(frozen=True, slots=True)
class Case:
    """A file and what must come of it: `refused` with words that hold `says`, or (False) opened and made harmless.

    Where `refused` is None, either will do. `drawn` is False for a map that is merely large: it opens, and drawing it
    takes as long as a map of that size does.
    """

    name: str
    door: Door
    file: str
    make: Callable[[Path], None]
    refused: bool | None = True
    says: str = ""
    drawn: bool = True

    def __str__(self) -> str:
        return f"{self.door}-{self.name}"


def of_bytes(
    name: str,
    door: Door,
    file: str,
    content: Callable[[], bytes] | bytes,
    refused: bool | None = True,
    says: str = "",
    *,
    drawn: bool = True,
) -> Case:
    """A case whose file holds these bytes; large ones are given as what makes them."""

    def make(path: Path) -> None:
        path.write_bytes(content if isinstance(content, bytes) else content())

    return Case(name, door, file, make, refused, says, drawn)


def document(**fields: Any) -> bytes:
    """A map's file with these properties, as other programs might write it."""
    head = {"format": "cjm", "version": f"{VERSION_MAJOR}.{VERSION_MINOR}", "title": "Hostile"}
    return json.dumps({**head, **fields}).encode()


def repeated(start: bytes, unit: bytes, end: bytes, size: int) -> bytes:
    """`size` bytes, about: the unit again and again between a start and an end."""
    return start + unit * ((size - len(start) - len(end)) // len(unit)) + end
