"""A map and export options in, the part of the map that they ask for out; the map's own records, nothing laid out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from cjm_desktop.editing.ready_views import view_named, view_names
from cjm_desktop.editing.tables import with_tables
from cjm_desktop.editing.views import Lens, dimmed, shown
from cjm_desktop.exporting.options import ExportOptions
from cjm_desktop.model.journey import Journey, Table
from cjm_desktop.model.records import View


class NotInMapError(LookupError):
    """The options name something that the map does not have; `str()` is one sentence without its full stop."""


def selected(journey: Journey, options: ExportOptions) -> tuple[Journey, frozenset[str]]:
    """What is shown of the map, and the ids of those of its cards that are shown faintly; the map itself where it is all.

    Raises NotInMapError.
    """
    view = _view(journey, options.view)
    hidden = View(
        id="export",
        hidden_stages=_stages_left_out(journey, options),
        hidden_lanes=_lanes_left_out(journey, options),
    )
    seen = shown(journey, view)
    if hidden.hidden_stages or hidden.hidden_lanes:
        seen = Lens().shown(seen, hidden)
    if options.persona.strip():
        seen = _of_persona(seen, options.persona)
    quiet = {}
    if not options.date and seen.date:
        quiet["date"] = ""
    if not options.version and seen.revision:
        quiet["revision"] = ""
    return (seen.model_copy(update=quiet) if quiet else seen), dimmed(journey, view)


def of_stages(journey: Journey, stages: Iterable[str]) -> Journey:
    """The part of a map that stands in these stages; cards that reach beyond them stand in those of theirs that are there."""
    wanted = set(stages)
    left_out = tuple(id_ for id_ in journey.stages if id_ not in wanted)
    return Lens().shown(journey, View(id="stages", hidden_stages=left_out)) if left_out else journey


def _view(journey: Journey, wanted: View | str | None) -> View | None:
    if not isinstance(wanted, str):
        return wanted
    try:
        return view_named(journey, wanted)
    except KeyError:
        raise NotInMapError(_missing("view", wanted, view_names(journey))) from None


def _stages_left_out(journey: Journey, options: ExportOptions) -> tuple[str, ...]:
    if not options.stages.strip():
        return ()
    count = len(journey.stages)
    chosen = options.chosen_stages(count)
    if not chosen:
        raise NotInMapError(f"the map has {_counted(count, 'stage')}, and none of “{options.stages}”")
    return tuple(id_ for number, id_ in enumerate(journey.stages) if number not in chosen)


def _lanes_left_out(journey: Journey, options: ExportOptions) -> tuple[str, ...]:
    if not options.lanes:
        return ()
    chosen: set[str] = set()
    for wanted in options.lanes:
        chosen |= lanes_named(journey, wanted)
    return tuple(id_ for id_ in journey.lanes if id_ not in chosen)


def lanes_named(journey: Journey, wanted: str) -> set[str]:
    """The lanes of that id; else of that label; else of that role; else the one of that number. NotInMapError for none."""
    if wanted in journey.lanes:
        return {wanted}
    plain = _plain(wanted)
    lanes = journey.lanes.values()
    named = {lane.id for lane in lanes if _plain(lane.label) == plain}
    roles = {lane.id for lane in lanes if _plain(lane.role).replace("_", " ") == plain.replace("_", " ")}
    found = named or roles or _numbered(list(journey.lanes), plain)
    if not found:
        raise NotInMapError(_missing("lane", wanted, [lane.label or lane.role for lane in lanes]))
    return found


def stages_named(journey: Journey, wanted: str) -> set[str]:
    """The stages of that id; else of that name; else the one of that number. NotInMapError for none."""
    if wanted in journey.stages:
        return {wanted}
    plain = _plain(wanted)
    stages = journey.stages.values()
    found = {stage.id for stage in stages if _plain(stage.name) == plain} or _numbered(list(journey.stages), plain)
    if not found:
        raise NotInMapError(_missing("stage", wanted, [stage.name for stage in stages]))
    return found


def _numbered(ids: Sequence[str], number: str) -> set[str]:
    """The one of them that a number, counted from 1, means."""
    if number.isascii() and number.isdigit() and 1 <= int(number[:6]) <= len(ids):
        return {ids[int(number[:6]) - 1]}
    return set()


def _of_persona(journey: Journey, wanted: str) -> Journey:
    """One persona's journey: what is somebody else's is left out, and what is nobody's in particular stays."""
    plain = _plain(wanted)
    personas = journey.personas
    found = [id_ for id_, one in personas.items() if id_ == wanted] or [
        id_ for id_, one in personas.items() if _plain(one.name) == plain
    ]
    if not found:
        raise NotInMapError(_missing("persona", wanted, [one.name or one.id for one in personas.values()]))
    mine = {None, found[0]}
    cards = {id_: card for id_, card in journey.cards.items() if card.persona in mine}
    curves = {id_: curve for id_, curve in journey.curves.items() if curve.persona in mine}
    kept: dict[str, Mapping[str, Any]] = {
        "personas": {found[0]: personas[found[0]]},
        "cards": cards,
        "curves": curves,
        "points": {id_: point for id_, point in journey.points.items() if point.curve in curves},
        "connectors": {
            id_: one for id_, one in journey.connectors.items() if one.source in cards and one.target in cards
        },
    }
    return with_tables(journey, **{name: Table(table) for name, table in kept.items()})


def _missing(what: str, wanted: str, known: Iterable[str]) -> str:
    names = ", ".join(f"“{name}”" for name in dict.fromkeys(known))
    return f"the map has no {what} “{wanted}”" + (f"; it has {names}" if names else "")


def _counted(count: int, what: str) -> str:
    return f"{count} {what}" if count == 1 else f"{count} {what}s"


def _plain(name: str) -> str:
    return " ".join(name.split()).casefold()
