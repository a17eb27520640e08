from __future__ import annotations

from collections.abc import Callable

import pytest

from cjm_desktop.editing.connectors import insert_connector, new_connector, remove_connectors, update_connector
from cjm_desktop.model.journey import Journey
from cjm_desktop.model.records import Connector, ConnectorKind

Sound = Callable[[Journey], Journey]


def test_an_arrow_is_put_in_changed_and_removed(journey: Journey, sound: Sound) -> None:
    arrow = new_connector(journey, "a-2", "a-3", kind="needs")
    assert arrow.kind is ConnectorKind.NEEDS
    after = sound(insert_connector(journey, arrow, "k-1"))
    assert list(after.connectors) == [arrow.id, "k-1", "k-2"]
    assert sound(update_connector(after, arrow.id, target="wide")).connectors[arrow.id].target == "wide"
    assert update_connector(journey, "k-1", label="") is journey
    assert list(sound(remove_connectors(after, ["k-1"])).connectors) == [arrow.id, "k-2"]
    assert remove_connectors(journey, []) is journey


def test_an_arrow_joins_two_cards_of_the_map(journey: Journey) -> None:
    with pytest.raises(KeyError):
        new_connector(journey, "a-1", "x")
    with pytest.raises(ValueError, match="different"):
        new_connector(journey, "a-1", "a-1")
    with pytest.raises(KeyError):
        insert_connector(journey, Connector(id="n", source="x", target="a-1"))
    with pytest.raises(ValueError, match="different"):
        update_connector(journey, "k-1", target="a-1")
    with pytest.raises(KeyError):
        update_connector(journey, "x", label="")
    with pytest.raises(KeyError):
        remove_connectors(journey, ["x"])
