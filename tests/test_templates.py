from __future__ import annotations

from pathlib import Path

import pytest

from cjm_desktop import templates
from cjm_desktop.editing.document import structure_only
from cjm_desktop.formats.errors import FileProblem
from cjm_desktop.formats.journey_file import dumps, load
from cjm_desktop.model.records import MapKind
from cjm_desktop.review.findings import findings
from cjm_desktop.templates import all_templates, load_template, template_keys

BUILT_IN = ("current-state", "day-in-the-life", "future-state", "service-blueprint", "blank")


def test_the_five_templates_stand_in_the_gallerys_order() -> None:
    assert tuple(template.key for template in all_templates()) == BUILT_IN == template_keys()
    assert all(template.title and template.summary for template in all_templates())


@pytest.mark.parametrize("key", BUILT_IN)
def test_a_template_is_sound_and_written_as_the_program_writes_it(key: str) -> None:
    path = next(template.path for template in all_templates() if template.key == key)
    loaded = load(path)
    assert loaded.notes == ()
    assert dumps(loaded.journey) == path.read_bytes()
    assert loaded.journey == load_template(key)


@pytest.mark.parametrize(
    ("key", "kind"),
    [
        ("current-state", MapKind.CURRENT),
        ("day-in-the-life", MapKind.DAY),
        ("future-state", MapKind.FUTURE),
        ("service-blueprint", MapKind.BLUEPRINT),
    ],
)
def test_a_sample_is_finished_and_leaves_nothing_to_remark(key: str, kind: MapKind) -> None:
    journey = load_template(key)
    assert journey.kind is kind
    assert journey.cards
    assert [finding.message for finding in findings(journey)] == []
    emptied = structure_only(journey)
    assert not emptied.cards
    assert list(emptied.lanes) == list(journey.lanes)


def test_a_template_that_is_not_there_is_told_with_those_that_are() -> None:
    with pytest.raises(FileProblem, match=r"^There is no template “x”; there are current-state, .*, blank\.$"):
        load_template("x")


def test_a_teams_own_template_stands_before_the_blank_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("blank", "our-own", "current-state"):
        (tmp_path / f"{name}.cjm").write_text('{"format": "cjm", "version": "1.0", "title": "T"}', encoding="utf-8")
    monkeypatch.setattr(templates, "templates_folder", lambda: tmp_path)
    assert [template.key for template in all_templates()] == ["current-state", "our-own", "blank"]
    assert all_templates()[1].title == "Our own"
    assert load_template("our-own").title == "T"
