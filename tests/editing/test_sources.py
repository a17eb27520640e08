from __future__ import annotations

from collections.abc import Callable

import pytest

from cjm_desktop.editing.sources import insert_source, move_sources, new_source, remove_sources, update_source
from cjm_desktop.model.journey import Journey

Sound = Callable[[Journey], Journey]


def test_a_source_is_put_in_changed_and_removed(journey: Journey, sound: Sound) -> None:
    source = new_source(journey, "Log", count=-2)
    assert (source.title, source.count) == ("Log", 0)
    after = sound(insert_source(journey, source, "talks"))
    assert list(after.sources) == [source.id, "talks"]
    assert sound(update_source(after, source.id, note="October")).sources[source.id].note == "October"
    assert update_source(journey, "talks", title="18 interviews") is journey
    assert list(sound(remove_sources(after, ["talks"])).sources) == [source.id]
    with pytest.raises(KeyError):
        remove_sources(journey, ["x"])


def test_sources_move(journey: Journey) -> None:
    source = new_source(journey, "A log")
    after = insert_source(journey, source)
    assert list(move_sources(after, [source.id], "talks").sources) == [source.id, "talks"]
    assert move_sources(after, ["talks"], source.id) is after
