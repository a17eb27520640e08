"""The corpus of hostile files: nothing is stored, each file is made where a test asks for it."""

from __future__ import annotations

from tests.reliability.hostile import carriers, exchange, foreign, maps, pictures, small
from tests.reliability.hostile.case import Case, Door

#: Every case; those of pictures also stand inside maps and personas.
CASES: tuple[Case, ...] = (
    *maps.cases(),
    *carriers.cases(),
    *foreign.cases(),
    *exchange.cases(),
    *small.cases(),
    *pictures.cases(),
)

__all__ = ["CASES", "Case", "Door"]
