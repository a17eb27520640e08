"""Where the program's own files lie (icons, schema, templates): in a checkout, an installed wheel or a frozen app."""

from __future__ import annotations

import sys
from functools import cache
from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


@cache
def _folder(name: str) -> Path:
    """The first of: inside the package (wheel), beside a frozen program, the top level of a checkout."""
    frozen = getattr(sys, "_MEIPASS", None)
    places = [_PACKAGE / "data" / name]
    if frozen:
        places.append(Path(frozen) / name)
    places.append(_PACKAGE.parent.parent / name)
    for place in places:
        if place.is_dir():
            return place
    raise FileNotFoundError(f"the program's folder “{name}” is missing; install it again")


def resource(*parts: str) -> Path:
    """The path of a file under `resources/`."""
    return _folder("resources").joinpath(*parts)


def templates_folder() -> Path:
    """The folder of the built-in templates."""
    return _folder("templates")
