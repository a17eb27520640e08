from __future__ import annotations

from typing import Any

import pytest

from cjm_desktop.formats.migrations import MIGRATIONS, Migration, NoStepError, Version, migrate
from cjm_desktop.model.journey import VERSION_MAJOR, VERSION_MINOR


def renamed(before: str, after: str) -> Any:
    """A step that renames a field."""

    def change(document: dict[str, Any]) -> dict[str, Any]:
        return {after if key == before else key: value for key, value in document.items()}

    return change


def version(text: str) -> Version:
    return Version.parse(text)


STEPS = (
    Migration(version("2.0"), version("3.0"), renamed("heading", "title")),
    Migration(version("1.0"), version("1.2"), renamed("nom", "name")),
    Migration(version("1.2"), version("2.0"), renamed("name", "heading")),
)


def test_the_steps_are_taken_in_order() -> None:
    old = {"version": "1.0", "nom": "Feeding", "x": {"kept": [1]}}
    assert migrate(old, version("1.0"), version("3.0"), STEPS) == {
        "version": "3.0",
        "title": "Feeding",
        "x": {"kept": [1]},
    }
    assert old == {"version": "1.0", "nom": "Feeding", "x": {"kept": [1]}}


def test_a_document_in_the_middle_takes_the_rest_of_the_steps() -> None:
    assert migrate({"heading": "F"}, version("2.0"), version("3.0"), STEPS) == {"version": "3.0", "title": "F"}
    assert migrate({"nom": "new", "name": "F"}, version("1.2"), version("2.0"), STEPS) == {
        "version": "2.0",
        "nom": "new",
        "heading": "F",
    }
    assert migrate({"nom": "F"}, version("1.0"), version("1.2"), STEPS) == {"version": "1.2", "name": "F"}


def test_between_minors_nothing_needs_to_change() -> None:
    assert migrate({"title": "F"}, version("3.0"), version("3.4"), STEPS) == {"version": "3.4", "title": "F"}
    assert migrate({"name": "F"}, version("1.1"), version("1.9"), ()) == {"version": "1.9", "name": "F"}


def test_between_majors_a_step_must_be_there() -> None:
    with pytest.raises(NoStepError):
        migrate({}, version("1.0"), version("3.0"), STEPS[:2])
    with pytest.raises(NoStepError):
        migrate({}, version("0.9"), version("1.0"))


def test_the_registered_steps_lead_to_the_present_version() -> None:
    for step in MIGRATIONS:
        assert step.before < step.after <= Version(VERSION_MAJOR, VERSION_MINOR)


def test_versions_are_compared_as_numbers() -> None:
    assert version("1.10") > version("1.9")
    assert str(version("1.10")) == "1.10"
