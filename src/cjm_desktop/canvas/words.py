"""The user's words for steps of the history: ids go in, "touchpoint" or "3 cards" comes out; and values as text."""

from __future__ import annotations

from collections.abc import Sequence

from cjm_desktop.editing import things
from cjm_desktop.model.journey import Journey


def counted(journey: Journey, ids: Sequence[str]) -> str:
    """What the user calls one thing, or how many there are of one kind or of several."""
    names = {things.name_of(journey, id_) for id_ in ids}
    if len(ids) == 1:
        return names.pop()
    return f"{len(ids)} {names.pop() + 's' if len(names) == 1 else 'things'}"


def value_text(value: float) -> str:
    """An emotion value with its sign, as in "+1.5" and "−0.3"."""
    return f"{value:+.2f}".rstrip("0").rstrip(".").replace("-", "−") if value else "0"
