"""What a gesture ends in: one undoable edit, with what is selected and edited after it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from cjm_desktop.model.journey import Journey


@dataclass(frozen=True, slots=True)
class Edit:
    """A step for the session: its label in the user's words and the journey after it.

    `select` are the ids to select then (None: leave the selection), `write` the one whose text to edit at once.
    Edits that follow each other with the same `merge` are one step.
    """

    label: str
    journey: Journey
    select: tuple[str, ...] | None = None
    write: str | None = None
    merge: str | None = None


class Modifiers(NamedTuple):
    """The keys held during a gesture."""

    shift: bool = False
    ctrl: bool = False
    alt: bool = False
