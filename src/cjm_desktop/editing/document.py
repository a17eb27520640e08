"""The map as a whole: its own fields, a new one, and one emptied to its structure."""

from __future__ import annotations

from typing import Any

from cjm_desktop.editing.fields import checked
from cjm_desktop.editing.tables import changed, unused_id, with_tables
from cjm_desktop.editing.views import shows_all
from cjm_desktop.model.catalogue import CHANNELS, role_of
from cjm_desktop.model.journey import TABLES, Journey, Table
from cjm_desktop.model.records import Persona, View

UNTITLED = "Untitled map"

#: A map that goes its own way has no versions that were kept of another one.
WITHOUT_VERSIONS: dict[str, Any] = {"versions": (), "version_pictures": ()}

_NEVER_CHANGED = frozenset({"format", "version", *TABLES})
_CLEARED = ("objective", "scenario", "scope", "expectations", "owner", "date", "revision", "note")
_SAID_OF_STAGES = {"duration": "", "customer_goal": "", "business_goal": "", "goals_coincide": None, "note": ""}
_EMPTIED = ("sources", "channels", "cards", "points", "metrics", "connectors", "pictures")


def empty_journey() -> Journey:
    """A new map with nothing in it but a title to be changed."""
    return Journey(title=UNTITLED)


def update_map(journey: Journey, /, **fields: Any) -> Journey:
    """The map with some of its own fields (title, scenario ...) changed.

    TypeError for a field that it does not have, a table included; ValueError for a value it cannot have.
    """
    for name in _NEVER_CHANGED.intersection(fields):
        raise TypeError(f"a map's “{name}” is not changed this way")
    return changed(journey, checked(Journey, fields))


def structure_only(journey: Journey) -> Journey:
    """The map with what can be filled anew: stages with their names and starts, lanes with their labels, lines, curves.

    All that was said in it is gone: texts, goals, durations, notes, cards, points, metrics, connectors, sources,
    pictures, own channels. Lanes have their role's own hint again. One unnamed primary persona is left.
    """
    stages = {stage.id: changed(stage, _SAID_OF_STAGES) for stage in journey.stages.values()}
    persona = _unnamed_persona(journey)
    emptied: dict[str, dict[str, Any]] = {
        "stages": stages,
        "lanes": {lane.id: changed(lane, {"note": "", "hint": role_of(lane).hint}) for lane in journey.lanes.values()},
        "personas": {persona.id: persona},
        "curves": {
            curve.id: curve if curve.persona == persona.id else changed(curve, {"persona": None})
            for curve in journey.curves.values()
        },
        "views": _views_of_structure(journey, persona),
        **{name: {} for name in _EMPTIED},
    }
    cleared = changed(journey, {"title": UNTITLED, **dict.fromkeys(_CLEARED, ""), "conflicts": (), **WITHOUT_VERSIONS})
    return with_tables(cleared, **{name: Table(new) for name, new in emptied.items() if new != getattr(journey, name)})


def _views_of_structure(journey: Journey, persona: Persona) -> dict[str, View]:
    """The views without what they say of cards; those that spoke of nothing else go."""
    views = {
        view.id: changed(
            view,
            {
                "tags": (),
                "owners": (),
                "channels": tuple(id_ for id_ in view.channels if id_ in CHANNELS),
                "personas": tuple(id_ for id_ in view.personas if id_ == persona.id),
            },
        )
        for view in journey.views.values()
    }
    return {id_: view for id_, view in views.items() if view is journey.views[id_] or not shows_all(view)}


def _unnamed_persona(journey: Journey) -> Persona:
    people = journey.personas.values()
    kept = next((one for one in people if one.primary), next(iter(people), None))
    if kept is None:
        return Persona(id=unused_id(journey, "persona"), primary=True)
    unnamed = Persona(id=kept.id, primary=True)
    return kept if kept == unnamed else unnamed
