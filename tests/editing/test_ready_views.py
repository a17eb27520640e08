"""Views that a map offers without having them, and views found by name."""

from __future__ import annotations

import pytest

from cjm_desktop.editing.ready_views import READY, ready_views, view_named, view_names
from cjm_desktop.editing.views import insert_view, shown
from cjm_desktop.model.catalogue import ROLES
from cjm_desktop.model.records import View
from cjm_desktop.templates import load_template


def test_ready_views_speak_of_roles_that_there_are() -> None:
    assert all(role in ROLES for view in READY for role in view.roles)


@pytest.mark.parametrize(
    ("template", "offered"),
    [
        ("current-state", ["Executive", "Emotion only"]),
        ("service-blueprint", ["Executive", "Emotion only", "Blueprint"]),
        ("blank", []),
    ],
)
def test_a_map_offers_the_views_that_show_a_part_of_it(template: str, offered: list[str]) -> None:
    journey = load_template(template)
    assert [view.name for view in ready_views(journey)] == offered
    for view in ready_views(journey):
        left = [lane.role for lane in shown(journey, view).lanes.values() if not lane.hidden]
        assert set(left) == set(view.roles) & {lane.role for lane in journey.lanes.values()}


def test_a_view_is_found_by_its_name_the_maps_own_first() -> None:
    journey = load_template("current-state")
    assert view_named(journey, "executive").id == "ready-executive"
    own = View(id="own", name="Executive")
    other = View(id="other", name="executive")
    journey = insert_view(insert_view(journey, other), own)
    assert view_named(journey, "Executive") is own
    assert view_named(journey, "executive") is other
    assert view_named(journey, " EXECUTIVE ") is other
    assert view_names(journey)[:2] == ("executive", "Executive")
    with pytest.raises(KeyError):
        view_named(journey, "nothing")
