"""The fields of a lane: what it means, how it is drawn, its emotion curves, and what it holds without drawing it."""

from __future__ import annotations

from typing import Any

from cjm_desktop.editing.curve import insert_curve, new_curve, remove_curves, update_curve
from cjm_desktop.editing.unseen import unseen_in
from cjm_desktop.model.journey import Journey
from cjm_desktop.model.queries import curves_of_lane
from cjm_desktop.model.records import LaneKind
from cjm_desktop.windows.inspector import options
from cjm_desktop.windows.inspector.field import Editor, Field, Ids, simple, t, tr
from cjm_desktop.windows.inspector.fields.shared import NOTE
from cjm_desktop.windows.inspector.rows import Part, PartKind, Row, Rows
from cjm_desktop.windows.steps import step


def _are(kind: LaneKind) -> Any:
    return lambda journey, ids: all(journey.lanes[id_].kind is kind for id_ in ids)


def _unseen(journey: Journey, ids: Ids) -> str:
    """What lanes hold but do not draw as they are drawn now, in one sentence; empty where they show everything."""
    cards = points = metrics = 0
    for id_ in ids:
        found = unseen_in(journey, id_)
        cards, points, metrics = cards + found.cards, points + found.points, metrics + found.metrics
    counted = (
        (cards, t("cards: {count}")),
        (points, t("emotion points: {count}")),
        (metrics, t("metrics: {count}")),
    )
    parts = [tr(text).format(count=count) for count, text in counted if count]
    if not parts:
        return ""
    return tr("Drawn like this, the lane does not show all that it holds ({things}). Nothing is lost.").format(
        things=", ".join(parts)
    )


def _curves(journey: Journey, ids: Ids) -> tuple[Row, ...]:
    people, styles = options.people(journey), options.CURVE_STYLES(journey, ids)
    return tuple(
        Row(
            curve.id,
            options.curve_name(journey, curve.id),
            {"label": curve.label, "persona": curve.persona, "style": curve.style, "hidden": curve.hidden},
            {"persona": people, "style": styles},
        )
        for curve in curves_of_lane(journey, ids[0])
    )


def _change_curve(journey: Journey, _ids: Ids, curve: str, key: str, value: Any) -> Journey:
    return update_curve(journey, curve, **{key: value})


_CURVES = Rows(
    parts=(
        Part("label", t("Label"), PartKind.LINE, hint=t("Label of the curve")),
        Part("hidden", t("Hidden"), PartKind.TOGGLE, icon="ban"),
        Part("persona", t("Persona"), PartKind.CHOICE, line=1),
        Part("style", t("Style"), PartKind.CHOICE, line=1),
    ),
    change=(step("Change emotion curve"), _change_curve),
    remove=(step("Delete emotion curve"), lambda journey, _ids, curve: remove_curves(journey, [curve])),
    add=(
        step("Add emotion curve"),
        lambda journey, ids: insert_curve(journey, new_curve(journey, ids[0])),
    ),
    add_label=t("Add curve"),
)

LANE: tuple[Field, ...] = (
    simple("label", t("Label"), Editor.LINE, step("Rename lane"), single=True),
    simple("hint", t("Hint"), Editor.LINE, step("Edit lane hint")),
    simple("role", t("Meaning"), Editor.CHOICE, step("Change lane meaning"), options=options.roles),
    simple("kind", t("Drawn as"), Editor.CHOICE, step("Change lane kind"), options=options.KINDS),
    Field("unseen", t("Not shown"), Editor.NOTICE, gather=_unseen, bare=True, covers=("kind",)),
    simple(
        "display",
        t("Values shown as"),
        Editor.CHOICE,
        step("Change metric display"),
        options=options.DISPLAYS,
        shown=_are(LaneKind.METRIC),
    ),
    simple(
        "by_channel",
        t("A row for each channel"),
        Editor.SWITCH,
        step("Change channel rows"),
        shown=_are(LaneKind.TOUCHPOINTS),
        bare=True,
    ),
    simple("accent", t("Colour"), Editor.SWATCHES, step("Change lane colour"), options=options.LANE_COLOURS),
    simple(
        "collapsed",
        t("Collapsed"),
        Editor.SWITCH,
        step("Collapse lane"),
        undo_off=step("Expand lane"),
        bare=True,
        half=True,
    ),
    simple("hidden", t("Hidden"), Editor.SWITCH, step("Hide lane"), undo_off=step("Show lane"), bare=True, half=True),
    simple("locked", t("Locked"), Editor.SWITCH, step("Lock lane"), undo_off=step("Unlock lane"), bare=True),
    Field(
        "curves",
        t("Emotion curves"),
        Editor.ROWS,
        gather=_curves,
        extra=_CURVES,
        section=t("Emotion curves"),
        shown=_are(LaneKind.EMOTION),
        bare=True,
        single=True,
    ),
    simple("height", t("Least height"), Editor.NUMBER, step("Resize lane"), hint=t("as usual"), section=t("Details")),
    NOTE,
)
