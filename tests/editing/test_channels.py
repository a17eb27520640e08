from __future__ import annotations

from collections.abc import Callable

import pytest

from cjm_desktop.editing.cards import update_cards
from cjm_desktop.editing.channels import insert_channel, new_channel, remove_channels, update_channel
from cjm_desktop.model.journey import Journey
from cjm_desktop.model.queries import channel_of
from cjm_desktop.model.records import Channel

Sound = Callable[[Journey], Journey]


def test_a_channel_is_put_in_and_changed(journey: Journey, sound: Sound) -> None:
    channel = new_channel(journey, "Kiosk", online=False)
    after = sound(insert_channel(journey, channel, "market"))
    assert list(after.channels) == [channel.id, "market"]
    assert sound(update_channel(after, channel.id, name="Booth")).channels[channel.id].name == "Booth"
    assert update_channel(journey, "market", name="Marketplace") is journey
    with pytest.raises(KeyError):
        update_channel(journey, "x", name="")


def test_cards_of_a_removed_channel_have_none(journey: Journey, sound: Sound) -> None:
    after = sound(remove_channels(journey, ["market"]))
    assert after.cards["t-1"].channel is None
    assert after.cards["e-1"].channel == "phone"
    assert remove_channels(journey, []) is journey
    with pytest.raises(KeyError):
        remove_channels(journey, ["x"])


def test_cards_fall_back_to_the_catalogues_channel(journey: Journey, sound: Sound) -> None:
    own = update_cards(insert_channel(journey, Channel(id="web", name="Our site")), ["t-1"], channel="web")
    card = sound(remove_channels(own, ["web"])).cards["t-1"]
    found = channel_of(remove_channels(own, ["web"]), card)
    assert found is not None
    assert found.name == "Web"
