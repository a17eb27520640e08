"""Numbers as the user writes them: a text in, the number out and back, with the decimal sign of the user's language."""

from __future__ import annotations

import math
import re

from PySide6.QtCore import QLocale

_SPACES = str.maketrans("", "", " \u00a0\u202f\u2009'’")
_BETWEEN = re.compile(r"[;\t\n]+")


def shown(number: float | None) -> str:
    """The number with up to ten digits; empty for none."""
    if number is None:
        return ""
    return f"{number:.10g}".replace(".", QLocale().decimalPoint())


def read(text: str) -> float | None:
    """The number, written with a point or a comma; None for no number at all. ValueError where it is none."""
    text = text.translate(_SPACES).replace("\u2212", "-")
    if not text:
        return None
    number = float(text.replace(",", "."))
    if "_" in text or not math.isfinite(number):
        raise ValueError(text)
    return number


def read_whole(text: str) -> int | None:
    """The whole number; None for no number at all. ValueError where it is none."""
    text = text.translate(_SPACES).replace("\u2212", "-")
    if "_" in text:
        raise ValueError(text)
    return int(text) if text else None


def shown_series(numbers: tuple[float, ...]) -> str:
    """Numbers one after the other: “3; 4,5; 6”."""
    return "; ".join(map(shown, numbers))


def read_series(text: str) -> tuple[float, ...]:
    """Numbers with semicolons, tabs or line breaks between them. ValueError where one is none."""
    return tuple(number for part in _BETWEEN.split(text) if (number := read(part.strip())) is not None)
