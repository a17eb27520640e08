"""The fields of an emotion point with those of its curve, and of a curve by itself."""

from __future__ import annotations

from dataclasses import replace

from cjm_desktop.editing.curve import remove_curves
from cjm_desktop.model.journey import Journey
from cjm_desktop.windows.inspector import options
from cjm_desktop.windows.inspector.field import Deed, Editor, Field, Ids, simple, t
from cjm_desktop.windows.inspector.fields.shared import MARKS, evidence_fields
from cjm_desktop.windows.steps import step


def _curves_of(journey: Journey, ids: Ids) -> Ids:
    return tuple(dict.fromkeys(journey.points[id_].curve for id_ in ids))


CURVE: tuple[Field, ...] = (
    simple("persona", t("Persona"), Editor.CHOICE, step("Change emotion curve"), options=options.people),
    simple("label", t("Label of the curve"), Editor.LINE, step("Rename emotion curve")),
    simple("style", t("Drawn"), Editor.CHOICE, step("Change emotion curve"), options=options.CURVE_STYLES),
    simple(
        "hidden", t("Hidden"), Editor.SWITCH, step("Hide emotion curve"), undo_off=step("Show emotion curve"), bare=True
    ),
    Field(
        "delete",
        t("Delete curve with its points"),
        Editor.BUTTON,
        extra=Deed(step("Delete emotion curve"), remove_curves),
        bare=True,
        hint="trash-2",
        covers=("id",),
    ),
)


def _of_the_curve(field: Field, section: str) -> Field:
    """A field of the curve among those of its points."""
    return replace(field, key=f"curve_{field.key}", of=_curves_of, section=section, single=True, covers=("curve",))


POINT: tuple[Field, ...] = (
    simple("value", t("Feeling"), Editor.EMOTION, step("Move emotion point")),
    simple("label", t("Label"), Editor.TEXT, step("Edit emotion label")),
    simple("stage", t("Stage"), Editor.CHOICE, step("Move emotion point"), options=options.stages),
    simple("position", t("Place in the stage"), Editor.SHARE, step("Move emotion point")),
    MARKS,
    *evidence_fields(measured=True),
    simple("original", t("As it was written"), Editor.TEXT, step("Edit emotion label")),
    simple(
        "curve", t("Belongs to"), Editor.CHOICE, step("Move emotion point"), options=options.curves, section=t("Curve")
    ),
    *(_of_the_curve(field, "") for field in CURVE),
)
