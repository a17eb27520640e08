"""The fields of a metric, and how its lane shows it."""

from __future__ import annotations

from cjm_desktop.model.journey import Journey
from cjm_desktop.windows.inspector import options
from cjm_desktop.windows.inspector.field import Editor, Field, Ids, simple, t
from cjm_desktop.windows.inspector.fields.shared import evidence_fields
from cjm_desktop.windows.steps import step


def _lanes_of(journey: Journey, ids: Ids) -> Ids:
    return tuple(dict.fromkeys(journey.metrics[id_].lane for id_ in ids))


METRIC: tuple[Field, ...] = (
    simple("label", t("Label"), Editor.LINE, step("Rename metric")),
    simple("value", t("Value"), Editor.NUMBER, step("Change metric"), half=True),
    simple("unit", t("Unit"), Editor.LINE, step("Change metric"), half=True),
    simple("target", t("Target"), Editor.NUMBER, step("Change metric"), half=True),
    simple("full", t("Full at"), Editor.NUMBER, step("Change metric"), half=True),
    simple("empty", t("Empty at"), Editor.NUMBER, step("Change metric"), half=True, hint=t("0")),
    simple(
        "series", t("Earlier values"), Editor.NUMBERS, step("Change metric"), hint=t("oldest first: 3; 4; 6"), empty=()
    ),
    simple("stage", t("Stage"), Editor.CHOICE, step("Move metric"), options=options.stages),
    simple(
        "display",
        t("The lane shows values as"),
        Editor.CHOICE,
        step("Change metric display"),
        options=options.DISPLAYS,
        of=_lanes_of,
        covers=("lane",),
    ),
    *evidence_fields(measured=True),
)
