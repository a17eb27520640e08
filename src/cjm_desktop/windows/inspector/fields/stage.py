"""The fields of a stage, with its sub-stages."""

from __future__ import annotations

from typing import Any

from cjm_desktop.editing.sub_stages import add_sub_stage, move_sub_stage, remove_sub_stage, rename_sub_stage
from cjm_desktop.model.journey import Journey
from cjm_desktop.windows.inspector import options
from cjm_desktop.windows.inspector.field import Editor, Field, Ids, simple, t, tr
from cjm_desktop.windows.inspector.fields.shared import NOTE
from cjm_desktop.windows.inspector.rows import Part, PartKind, Row, Rows
from cjm_desktop.windows.steps import step


def _parts(journey: Journey, ids: Ids) -> tuple[Row, ...]:
    parts = enumerate(journey.stages[ids[0]].sub_stages, 1)
    return tuple(
        Row(part.id, part.name or tr("Sub-stage {number}").format(number=n), {"name": part.name}) for n, part in parts
    )


def _rename(journey: Journey, ids: Ids, part: str, _key: str, name: Any) -> Journey:
    return rename_sub_stage(journey, ids[0], part, name)


_SUB_STAGES = Rows(
    parts=(Part("name", t("Name"), PartKind.LINE, hint=t("Name of the sub-stage")),),
    change=(step("Rename sub-stage"), _rename),
    remove=(step("Delete sub-stage"), lambda journey, ids, part: remove_sub_stage(journey, ids[0], part)),
    move=(step("Move sub-stage"), lambda journey, ids, part, before: move_sub_stage(journey, ids[0], part, before)),
    add=(step("Add sub-stage"), lambda journey, ids: add_sub_stage(journey, ids[0])[0]),
    add_label=t("Add sub-stage"),
)

STAGE: tuple[Field, ...] = (
    simple("name", t("Name"), Editor.LINE, step("Rename stage"), single=True),
    simple("start", t("Starts"), Editor.LINE, step("Change stage times"), half=True, hint=t("day 0")),
    simple("duration", t("Lasts"), Editor.LINE, step("Change stage times"), half=True, hint=t("2 days")),
    simple("customer_goal", t("Customer goal"), Editor.TEXT, step("Edit customer goal"), section=t("Goals")),
    simple("business_goal", t("Business goal"), Editor.TEXT, step("Edit business goal")),
    simple("goals_coincide", t("The goals coincide"), Editor.CHOICE, step("Change goals"), options=options.COINCIDE),
    Field(
        "sub_stages",
        t("Sub-stages"),
        Editor.ROWS,
        gather=_parts,
        extra=_SUB_STAGES,
        section=t("Sub-stages"),
        bare=True,
        single=True,
    ),
    simple("width", t("Width"), Editor.NUMBER, step("Resize stage"), hint=t("as usual"), section=t("Details")),
    NOTE,
)
