"""The sub-stages of a stage: added, renamed, moved, removed."""

from __future__ import annotations

from collections.abc import Callable

from cjm_desktop.editing.fields import checked
from cjm_desktop.editing.stages import new_sub_stage, update_stage
from cjm_desktop.model.journey import Journey
from cjm_desktop.model.records import SubStage

_Parts = list[SubStage]


def add_sub_stage(journey: Journey, stage: str, name: str = "") -> tuple[Journey, str]:
    """The map with one more sub-stage at the end of a stage, and its id; KeyError for an unknown stage."""
    made = new_sub_stage(journey.stages[stage], name)
    return update_stage(journey, stage, sub_stages=(*journey.stages[stage].sub_stages, made)), made.id


def rename_sub_stage(journey: Journey, stage: str, id_: str, name: str) -> Journey:
    """The map with a sub-stage's name changed; KeyError for unknown ids, ValueError for a name that is too long."""

    def renamed(parts: _Parts, at: int) -> None:
        parts[at] = parts[at].model_copy(update=checked(SubStage, {"name": name}))

    return _with(journey, stage, id_, renamed)


def move_sub_stage(journey: Journey, stage: str, id_: str, before: str | None = None) -> Journey:
    """The map with a sub-stage in front of another one of its stage, or last; KeyError for unknown ids."""

    def moved(parts: _Parts, at: int) -> None:
        part = parts.pop(at)
        parts.insert(len(parts) if before in (None, id_) else _at(parts, before or ""), part)

    return journey if before == id_ else _with(journey, stage, id_, moved)


def remove_sub_stage(journey: Journey, stage: str, id_: str) -> Journey:
    """The map without a sub-stage; its cards stay in the stage. KeyError for unknown ids."""
    return _with(journey, stage, id_, lambda parts, at: parts.__delitem__(at))


def _with(journey: Journey, stage: str, id_: str, change: Callable[[_Parts, int], None]) -> Journey:
    parts = list(journey.stages[stage].sub_stages)
    change(parts, _at(parts, id_))
    return update_stage(journey, stage, sub_stages=tuple(parts))


def _at(parts: _Parts, id_: str) -> int:
    for n, part in enumerate(parts):
        if part.id == id_:
            return n
    raise KeyError(id_)
