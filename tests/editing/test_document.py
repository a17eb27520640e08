from __future__ import annotations

from collections.abc import Callable

import pytest

from cjm_desktop.editing.change import diff
from cjm_desktop.editing.document import UNTITLED, empty_journey, structure_only, update_map
from cjm_desktop.model.catalogue import role_of
from cjm_desktop.model.journey import TABLES, Journey
from cjm_desktop.model.records import MapKind

Sound = Callable[[Journey], Journey]


def test_an_empty_map_has_a_title_and_nothing_else(sound: Sound) -> None:
    made = sound(empty_journey())
    assert made.title == UNTITLED
    assert not any(getattr(made, table) for table in TABLES)


def test_the_maps_own_fields_are_changed(journey: Journey, sound: Sound) -> None:
    after = sound(update_map(journey, title="Two", kind="future"))
    assert (after.title, after.kind) == ("Two", MapKind.FUTURE)
    assert diff(journey, after).fields == {"title", "kind"}
    assert not diff(journey, after).tables
    assert update_map(after, title="Two") is after


@pytest.mark.parametrize("name", ["cards", "version", "format", "colour"])
def test_tables_and_the_format_are_not_fields_of_the_map(journey: Journey, name: str) -> None:
    with pytest.raises(TypeError, match=name):
        update_map(journey, **{name: "x"})


def test_a_field_that_cannot_be_is_refused(journey: Journey) -> None:
    with pytest.raises(ValueError):
        update_map(journey, language="no language!")


def test_structure_only_keeps_the_frame_and_loses_what_was_said(journey: Journey, sound: Sound) -> None:
    full = update_map(journey, language="ru", kind="current", owner="Ann", objective="o", note="n", revision="7")
    bare = sound(structure_only(full))
    for table in ("sources", "channels", "cards", "points", "metrics", "connectors", "pictures"):
        assert not getattr(bare, table)
    assert bare.lines is journey.lines
    assert [(one.name, one.start, one.duration, one.sub_stages) for one in bare.stages.values()] == [
        (one.name, one.start, "", one.sub_stages) for one in journey.stages.values()
    ]
    assert [one.hint for one in bare.lanes.values()] == [role_of(one).hint for one in journey.lanes.values()]
    assert [one.label for one in bare.lanes.values()] == [one.label for one in journey.lanes.values()]
    assert list(bare.curves) == ["target", "now"]
    said = bare.model_dump_json()
    assert not any(word in said for word in ("goal a", "Ann", "seen twice", "Masha", "Feeding", "A first feeder"))
    assert (bare.title, bare.language, bare.kind) == (UNTITLED, "ru", MapKind.CURRENT)


def test_structure_only_leaves_one_unnamed_primary_persona(journey: Journey, sound: Sound) -> None:
    bare = structure_only(journey)
    assert [(one.id, one.name, one.primary) for one in bare.personas.values()] == [("masha", "", True)]
    assert bare.curves["now"] is journey.curves["now"]
    made = sound(structure_only(empty_journey()))
    assert [one.primary for one in made.personas.values()] == [True]


def test_structure_only_of_a_structure_changes_nothing(journey: Journey) -> None:
    bare = structure_only(journey)
    assert structure_only(bare) is bare
