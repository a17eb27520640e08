"""The fields of a card."""

from __future__ import annotations

from cjm_desktop.editing.cards import update_cards
from cjm_desktop.editing.many import park_cards, put_cards
from cjm_desktop.editing.pictures import insert_picture
from cjm_desktop.model.journey import Journey
from cjm_desktop.model.records import Crop, Picture
from cjm_desktop.windows.inspector import options
from cjm_desktop.windows.inspector.field import Editor, Field, Ids, simple, t
from cjm_desktop.windows.inspector.fields.shared import (
    MARKS,
    NOTE,
    PictureDeeds,
    evidence_fields,
    shown_picture,
    some,
)
from cjm_desktop.windows.steps import step


def _to_stage(journey: Journey, ids: Ids, stage: str | None) -> Journey:
    return park_cards(journey, ids) if stage is None else put_cards(journey, ids, stage=stage)


def _to_lane(journey: Journey, ids: Ids, lane: str | None) -> Journey:
    return park_cards(journey, ids) if lane is None else put_cards(journey, ids, lane=lane)


def _has_parts(journey: Journey, ids: Ids) -> bool:
    return len(options.sub_stages(journey, ids)) > 1


def _put_picture(journey: Journey, ids: Ids, picture: Picture | None) -> Journey:
    if picture is None:
        return update_cards(journey, ids, picture=None, crop=None)
    return update_cards(insert_picture(journey, picture), ids, picture=picture.id, crop=None)


def _crop_picture(journey: Journey, ids: Ids, crop: Crop | None) -> Journey:
    return update_cards(journey, ids, crop=crop)


def owners(journey: Journey) -> list[str]:
    """Whoever answers for something in the map."""
    return sorted({card.owner for card in journey.cards.values()} - {""}, key=str.casefold)


def tags(journey: Journey) -> list[str]:
    """The tags of the map."""
    return sorted({tag for card in journey.cards.values() for tag in card.tags}, key=str.casefold)


CARD: tuple[Field, ...] = (
    simple("text", t("Text"), Editor.TEXT, step("Edit text"), single=True),
    simple("channel", t("Channel"), Editor.CHANNEL, step("Change channel"), options=options.channel_options),
    Field(
        "stage",
        t("Stage"),
        Editor.CHOICE,
        lambda card: card.stage,
        _to_stage,
        step("Move card"),
        options=options.stages_or_parked,
        half=True,
    ),
    Field(
        "lane",
        t("Lane"),
        Editor.CHOICE,
        lambda card: card.lane,
        _to_lane,
        step("Move card"),
        options=options.lanes_or_parked,
        half=True,
    ),
    simple(
        "sub_stage",
        t("Sub-stage"),
        Editor.CHOICE,
        step("Move card"),
        options=options.sub_stages,
        shown=_has_parts,
    ),
    simple("owner", t("Owner"), Editor.LINE, step("Change owner"), completions=owners),
    Field(
        "tags",
        t("Tags"),
        Editor.TAGS,
        undo=step("Change tags"),
        gather=some("tags"),
        completions=tags,
        hint=t("Add a tag"),
    ),
    MARKS,
    *evidence_fields(),
    Field(
        "picture",
        t("Picture"),
        Editor.PICTURE,
        undo=step("Change picture"),
        gather=shown_picture("picture", "crop"),
        extra=PictureDeeds(_put_picture, _crop_picture),
        section=t("Picture"),
        bare=True,
        covers=("picture", "crop"),
    ),
    simple(
        "links",
        t("Links"),
        Editor.LINKS,
        step("Change links"),
        single=True,
        bare=True,
        section=t("Links"),
        folded=True,
        empty=(),
    ),
    simple(
        "priority",
        t("Priority"),
        Editor.PRIORITY,
        step("Change priority"),
        bare=True,
        section=t("Priority"),
        folded=True,
    ),
    simple("duration", t("Duration"), Editor.LINE, step("Change duration"), half=True, section=t("Details")),
    simple("span", t("Spans stages"), Editor.WHOLE, step("Change span"), half=True, empty=1),
    simple("persona", t("Persona"), Editor.CHOICE, step("Change persona"), options=options.people, half=True),
    simple("votes", t("Votes"), Editor.WHOLE, step("Change votes"), half=True, empty=0),
    simple("accent", t("Colour"), Editor.SWATCHES, step("Change card colour"), options=options.CARD_COLOURS),
    NOTE,
)
