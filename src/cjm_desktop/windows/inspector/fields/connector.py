"""The fields of a connector, and of a line of a service blueprint."""

from __future__ import annotations

from cjm_desktop.editing.connectors import remove_connectors, update_connector
from cjm_desktop.editing.lines import update_line
from cjm_desktop.model.journey import Journey
from cjm_desktop.windows.inspector import options
from cjm_desktop.windows.inspector.field import Deed, Editor, Field, Ids, simple, t
from cjm_desktop.windows.steps import step


def _reverse(journey: Journey, ids: Ids) -> Journey:
    for id_ in ids:
        one = journey.connectors[id_]
        journey = update_connector(journey, id_, source=one.target, target=one.source)
    return journey


CONNECTOR: tuple[Field, ...] = (
    simple("kind", t("Kind"), Editor.CHOICE, step("Change connector"), options=options.CONNECTOR_KINDS),
    simple("label", t("Label"), Editor.LINE, step("Edit connector")),
    simple("source", t("From"), Editor.END, step("Move connector"), single=True),
    simple("target", t("To"), Editor.END, step("Move connector"), single=True),
    Field(
        "reverse",
        t("Reverse"),
        Editor.BUTTON,
        extra=Deed(step("Reverse connector"), _reverse),
        hint="arrow-left-right",
        bare=True,
        half=True,
        covers=("source", "target"),
    ),
    Field(
        "delete",
        t("Delete"),
        Editor.BUTTON,
        extra=Deed(step("Delete connector"), remove_connectors),
        hint="trash-2",
        bare=True,
        half=True,
        covers=("id",),
    ),
)


def _set_roles(journey: Journey, ids: Ids, roles: tuple[str, ...]) -> Journey:
    for id_ in ids:
        journey = update_line(journey, id_, before=roles)
    return journey


LINE: tuple[Field, ...] = (
    simple("label", t("Label"), Editor.LINE, step("Rename line"), single=True),
    Field(
        "before",
        t("Stands above the first of"),
        Editor.ROLES,
        lambda line: line.before,
        _set_roles,
        step("Move line"),
        options=options.roles,
        empty=(),
    ),
    simple("hidden", t("Hidden"), Editor.SWITCH, step("Hide line"), undo_off=step("Show line"), bare=True),
)
