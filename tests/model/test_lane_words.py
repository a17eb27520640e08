"""Labels as people type them name lane roles."""

from __future__ import annotations

import pytest

from cjm_desktop.model.catalogue import ROLES
from cjm_desktop.model.lane_words import role_named


@pytest.mark.parametrize(
    ("label", "role"),
    [
        ("Pain points", "pains"),
        ("PAIN  POINTS!", "pains"),
        ("pain-points", "pains"),
        ("Emotions", "emotions"),
        ("Thoughts & feelings", "thoughts"),
        ("Berührungspunkte", "touchpoints"),
        ("Chancen", "opportunities"),
        ("Émotions", "emotions"),
        ("Действия", "actions"),
        ("điểm chạm", "touchpoints"),
        ("痛点", "pains"),
        ("KPIs", "metrics"),
        ("Customer actions", "customer_actions"),
        ("frontstage_people", "frontstage_people"),
    ],
)
def test_a_label_names_a_role(label: str, role: str) -> None:
    assert role_named(label) == role


@pytest.mark.parametrize("label", ["", "   ", "!?", "Cats", "New lane", "Card", "Pain points of the cat"])
def test_other_labels_name_none(label: str) -> None:
    assert role_named(label) is None


def test_every_label_of_the_catalogue_names_its_own_role() -> None:
    assert all(role_named(role.label) == role.key for role in ROLES.values() if role.key != "own")
