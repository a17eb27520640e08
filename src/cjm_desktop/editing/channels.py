"""The map's own channels, beside those of the catalogue."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from cjm_desktop.editing.fields import checked
from cjm_desktop.editing.tables import (
    changed,
    chosen,
    insert_record,
    replaced,
    unused_id,
    update_record,
    with_tables,
    without,
)
from cjm_desktop.editing.views import views_without
from cjm_desktop.model.catalogue import CHANNELS
from cjm_desktop.model.journey import Journey
from cjm_desktop.model.records import Channel


def new_channel(journey: Journey, name: str = "", **fields: Any) -> Channel:
    """A channel, not yet in the map; ValueError for a value it cannot have."""
    return Channel(id=unused_id(journey, "channel"), **checked(Channel, {"name": name, **fields}))


def insert_channel(journey: Journey, channel: Channel, before: str | None = None) -> Journey:
    """The map with the channel; KeyError for an unknown `before`, ValueError for an id in use."""
    return insert_record(journey, "channels", channel, before)


def update_channel(journey: Journey, id_: str, /, **fields: Any) -> Journey:
    """The map with a channel's fields changed; KeyError for an unknown id."""
    return update_record(journey, "channels", id_, fields)


def remove_channels(journey: Journey, ids: Iterable[str]) -> Journey:
    """The map without the channels; KeyError for an unknown id.

    Cards of such a channel have none, or the one of the catalogue that the map's own had replaced.
    """
    gone = chosen(journey.channels, ids)
    unknown = gone - CHANNELS.keys()
    bare = [changed(card, {"channel": None}) for card in journey.cards.values() if card.channel in unknown]
    return with_tables(
        journey,
        channels=without(journey.channels, gone),
        cards=replaced(journey.cards, bare),
        views=views_without(journey.views, "channels", unknown),
    )
