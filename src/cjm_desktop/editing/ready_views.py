"""Views that every map offers without having them, and finding a view by what it is called."""

from __future__ import annotations

from cjm_desktop.model.journey import Journey
from cjm_desktop.model.records import View

#: Each shows lanes of some roles; the user may save it in the map as one of its own.
READY: tuple[View, ...] = (
    View(id="ready-executive", name="Executive", roles=("emotions", "moments_of_truth", "pains", "opportunities")),
    View(id="ready-emotion", name="Emotion only", roles=("emotions",)),
    View(
        id="ready-blueprint",
        name="Blueprint",
        roles=(
            "physical_evidence",
            "customer_actions",
            "frontstage_people",
            "frontstage_technology",
            "backstage_people",
            "backstage_technology",
            "support",
        ),
    ),
)


def ready_views(journey: Journey) -> tuple[View, ...]:
    """Those of the ready-made views that show something of this map and leave something out."""
    roles = {lane.role for lane in journey.lanes.values() if not lane.hidden}
    return tuple(view for view in READY if not roles.isdisjoint(view.roles) and not roles <= set(view.roles))


def view_named(journey: Journey, name: str) -> View:
    """The map's view of that name, else the ready-made one; capitals do not matter. KeyError where there is none."""
    wanted = _plain(name)
    exact = (view for view in journey.views.values() if view.name == name)
    alike = (view for view in (*journey.views.values(), *READY) if _plain(view.name) == wanted)
    for view in (*exact, *alike):
        return view
    raise KeyError(name)


def view_names(journey: Journey) -> tuple[str, ...]:
    """What `view_named` finds: the names of the map's own views, then those of the ready-made ones that suit it."""
    return tuple(dict.fromkeys(view.name for view in (*journey.views.values(), *ready_views(journey)) if view.name))


def _plain(name: str) -> str:
    return " ".join(name.split()).casefold()
