"""The fields of the map itself, with its sources, its personas in their order, and the lines of a service blueprint."""

from __future__ import annotations

from typing import Any

from cjm_desktop.editing.lines import show_line, update_line
from cjm_desktop.editing.personas import insert_persona, move_personas, new_persona, remove_personas, update_persona
from cjm_desktop.editing.sources import insert_source, move_sources, new_source, remove_sources, update_source
from cjm_desktop.model.catalogue import ROLES
from cjm_desktop.model.journey import Journey
from cjm_desktop.model.records import BlueprintLine, LineKind
from cjm_desktop.windows.inspector import options
from cjm_desktop.windows.inspector.field import Editor, Field, Ids, Option, of_map, t, tr
from cjm_desktop.windows.inspector.rows import Part, PartKind, Row, Rows
from cjm_desktop.windows.steps import step


def _sources(journey: Journey, _ids: Ids) -> tuple[Row, ...]:
    sources = enumerate(journey.sources.values(), 1)
    return tuple(
        Row(
            one.id,
            one.title or tr("Source {number}").format(number=n),
            {"title": one.title, "count": one.count, "url": one.url, "note": one.note},
        )
        for n, one in sources
    )


def _change_source(journey: Journey, _ids: Ids, source: str, key: str, value: Any) -> Journey:
    return update_source(journey, source, **{key: value})


_SOURCES = Rows(
    parts=(
        Part("title", t("Title"), PartKind.LINE, hint=t("Title")),
        Part("count", t("From how many"), PartKind.WHOLE, width=52, hint=t("n")),
        Part("url", t("Address"), PartKind.LINE, line=1, hint=t("Address")),
        Part("note", t("Note"), PartKind.LINE, line=2, hint=t("Note")),
    ),
    change=(step("Change source"), _change_source),
    remove=(step("Delete source"), lambda journey, _ids, source: remove_sources(journey, [source])),
    move=(step("Move source"), lambda journey, _ids, source, before: move_sources(journey, [source], before)),
    add=(step("Add source"), lambda journey, _ids: insert_source(journey, new_source(journey))),
    add_label=t("Add source"),
)


def _personas(journey: Journey, _ids: Ids) -> tuple[Row, ...]:
    return tuple(
        Row(one.id, one.name or tr("Nameless"), {"name": one.name, "primary": one.primary})
        for one in journey.personas.values()
    )


def _change_persona(journey: Journey, _ids: Ids, persona: str, key: str, value: Any) -> Journey:
    return update_persona(journey, persona, **{key: value})


_PERSONAS = Rows(
    parts=(
        Part("name", t("Persona"), PartKind.OPEN, icon="user"),
        Part("primary", t("Primary persona"), PartKind.TOGGLE, icon="star"),
    ),
    change=(step("Change primary persona"), _change_persona),
    remove=(step("Delete persona"), lambda journey, _ids, persona: remove_personas(journey, [persona])),
    move=(step("Move persona"), lambda journey, _ids, persona, before: move_personas(journey, [persona], before)),
    add=(step("Add persona"), lambda journey, _ids: insert_persona(journey, new_persona(journey))),
    add_label=t("Add persona"),
)


def _lines(journey: Journey, _ids: Ids) -> tuple[BlueprintLine, ...]:
    return tuple(journey.lines.values())


def _write_line(journey: Journey, _ids: Ids, value: tuple[LineKind, str, Any]) -> Journey:
    """One field of the lines of a kind; a hidden line that is not there yet is put in when it is shown."""
    kind, key, new = value
    if key == "shown":
        return show_line(journey, kind, bool(new))
    for line in tuple(journey.lines.values()):
        if line.kind is kind:
            journey = update_line(journey, line.id, **{key: new})
    return journey


def line_roles(journey: Journey, _ids: Ids) -> tuple[Option, ...]:
    """The roles of the map's lanes and those that its lines name: above one of these a line can stand."""
    used = {lane.role for lane in journey.lanes.values()} | {
        role for line in journey.lines.values() for role in line.before
    }
    known = [role for role in ROLES if role in used]
    return tuple(Option(role, options.role_text(role)) for role in (*known, *sorted(used - ROLES.keys())))


def _owners(journey: Journey) -> list[str]:
    return sorted({card.owner for card in journey.cards.values()} - {""}, key=str.casefold)


MAP: tuple[Field, ...] = (
    of_map("title", t("Title"), Editor.LINE, step("Rename map")),
    of_map("kind", t("Kind of map"), Editor.CHOICE, step("Change kind of map"), options=options.MAP_KINDS),
    of_map("objective", t("Objective"), Editor.TEXT, step("Edit map")),
    of_map("scenario", t("Scenario"), Editor.TEXT, step("Edit map")),
    of_map("scope", t("Scope"), Editor.TEXT, step("Edit map"), lines=1),
    of_map("expectations", t("Expectations"), Editor.TEXT, step("Edit map")),
    Field("personas", t("Personas"), Editor.ROWS, gather=_personas, extra=_PERSONAS, section=t("Personas"), bare=True),
    of_map("owner", t("Owner"), Editor.LINE, step("Edit map"), completions=_owners, section=t("Document")),
    of_map("date", t("Date"), Editor.DATE, step("Edit map"), half=True),
    of_map("revision", t("Revision"), Editor.LINE, step("Edit map"), half=True),
    of_map("language", t("Language of the texts"), Editor.LANGUAGE, step("Change language"), options=options.languages),
    of_map("note", t("Note"), Editor.TEXT, step("Edit map")),
    Field("sources", t("Sources"), Editor.ROWS, gather=_sources, extra=_SOURCES, section=t("Sources"), bare=True),
    Field(
        "lines",
        t("Lines"),
        Editor.LINES,
        write=_write_line,
        undo=step("Change line"),
        gather=_lines,
        options=line_roles,
        section=t("Blueprint lines"),
        folded=True,
        bare=True,
    ),
)
