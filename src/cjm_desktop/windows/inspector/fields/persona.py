"""The fields of a persona: the main ones open, the others folded; the persona editor has them all at their ease."""

from __future__ import annotations

from cjm_desktop.editing.personas import set_portrait, update_persona
from cjm_desktop.model.journey import Journey
from cjm_desktop.model.records import Crop, Picture
from cjm_desktop.windows.inspector.field import Editor, Field, Ids, simple, t
from cjm_desktop.windows.inspector.fields.shared import NOTE, PictureDeeds, shown_picture
from cjm_desktop.windows.steps import step


def _put_portrait(journey: Journey, ids: Ids, picture: Picture | None) -> Journey:
    for id_ in ids:
        journey = set_portrait(journey, id_, picture)
    return journey


def _crop_portrait(journey: Journey, ids: Ids, crop: Crop | None) -> Journey:
    for id_ in ids:
        journey = update_persona(journey, id_, portrait_crop=crop)
    return journey


def _list(key: str, label: str) -> Field:
    return simple(key, label, Editor.LIST, step("Edit persona"), hint=t("one a line"), empty=())


PERSONA: tuple[Field, ...] = (
    simple("name", t("Name"), Editor.LINE, step("Rename persona"), single=True),
    simple("primary", t("Primary persona"), Editor.SWITCH, step("Change primary persona"), bare=True),
    Field("edit", t("Edit persona…"), Editor.BUTTON, extra="persona", bare=True, single=True, hint="pencil"),
    Field(
        "portrait",
        t("Portrait"),
        Editor.PICTURE,
        undo=step("Change portrait"),
        gather=shown_picture("portrait", "portrait_crop"),
        extra=PictureDeeds(_put_portrait, _crop_portrait, 1.0),
        covers=("portrait", "portrait_crop"),
        single=True,
    ),
    simple("archetype", t("Archetype"), Editor.LINE, step("Edit persona")),
    simple("demographics", t("Demographics"), Editor.TEXT, step("Edit persona")),
    simple("quote", t("Quote"), Editor.TEXT, step("Edit persona")),
    simple(
        "needs", t("Needs"), Editor.LIST, step("Edit persona"),
        hint=t("one a line"), empty=(), section=t("What moves them"), folded=True,
    ),
    _list("wants", t("Wants")),
    _list("motives", t("Motives")),
    _list("goals", t("Goals")),
    _list("behaviours", t("Behaviours")),
    _list("frustrations", t("Frustrations")),
    _list("channels", t("Preferred channels")),
    NOTE,
)  # fmt: skip
