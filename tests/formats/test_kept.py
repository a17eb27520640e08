from __future__ import annotations

import base64
import zlib

import pytest
from hypothesis import given, settings

from cjm_desktop.editing.document import WITHOUT_VERSIONS, structure_only, update_map
from cjm_desktop.formats import kept
from cjm_desktop.formats.errors import FileProblem
from cjm_desktop.formats.journey_file import dumps, loads
from cjm_desktop.formats.kept import moment_of, version_of, with_version, with_versions_of, without_version
from cjm_desktop.model.journey import Journey, Table
from cjm_desktop.model.pictures import make_picture
from cjm_desktop.model.records import Card, KeptVersion, Lane, LaneKind, Stage
from tests.maps import png, random_map
from tests.strategies import journeys


def pictured(size: int) -> Journey:
    picture = make_picture(png(size, size))
    assert picture is not None
    return Journey(
        stages=Table.of([Stage(id="s")]),
        lanes=Table.of([Lane(id="l", kind=LaneKind.PICTURES)]),
        cards=Table.of([Card(id="c", lane="l", stage="s", picture=picture.id)]),
        pictures=Table.of([picture]),
    )


@given(journeys())
@settings(max_examples=30, deadline=None)
def test_a_version_is_the_map_as_it_was(journey: Journey) -> None:
    journey = loads(dumps(journey), "a.cjm").journey
    after = with_version(journey, "After the interviews", "18 of them")
    again = loads(dumps(after), "a.cjm").journey
    assert again == after
    mine = again.versions[-1]
    assert (mine.name, mine.note) == ("After the interviews", "18 of them")
    assert moment_of(mine) is not None
    assert version_of(again, mine) == journey.model_copy(update=WITHOUT_VERSIONS)
    assert with_versions_of(version_of(again, mine), again).versions == again.versions
    assert [one.id for one in without_version(after, mine.id).versions] == [one.id for one in journey.versions]


def test_pictures_are_kept_once_and_go_with_the_last_version_that_needs_them() -> None:
    journey = pictured(12)
    two = with_version(with_version(journey, "One"), "Two")
    assert [picture.id for picture in two.version_pictures] == list(journey.pictures)
    bare = two.model_copy(update={"pictures": Table(), "cards": Table()})
    for one in bare.versions:
        assert version_of(bare, one).pictures == journey.pictures
    left = without_version(bare, two.versions[0].id)
    assert left.version_pictures == two.version_pictures
    assert without_version(left, two.versions[1].id).version_pictures == ()
    assert without_version(left, "no such") is left


def test_versions_are_small() -> None:
    journey = random_map(3, cards=300)
    assert len(with_version(journey, "x").versions[0].data) < len(dumps(journey)) / 3


def test_versions_that_weigh_too_much_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept, "MOST", 1_000)
    with pytest.raises(FileProblem, match="beside the file"):
        with_version(random_map(3, cards=200), "x")


def packed(data: bytes) -> str:
    return base64.b64encode(zlib.compress(data)).decode()


@pytest.mark.parametrize(
    "data",
    [
        "",
        "AAAA",
        "A",
        packed(b"no map"),
        packed(b"[]"),
        packed(b'{"format": "cjm", "cards": 3}'),
        packed(b"\xff\xfe"),
        packed(b"{" * 100_000),
        packed(b" " * 30_000_000),
        packed(dumps(Journey()))[:-8],
    ],
)
def test_a_damaged_version_is_told_of_and_can_be_deleted(data: str) -> None:
    one = KeptVersion(id="v", name="Old", data=data)
    journey = Journey(versions=(one,))
    with pytest.raises(FileProblem, match=r"(?i)the version “Old”"):
        version_of(journey, one)
    assert without_version(journey, "v") == Journey()


def test_a_map_that_goes_its_own_way_has_no_versions() -> None:
    assert structure_only(with_version(pictured(4), "x")).versions == ()
    assert structure_only(with_version(pictured(4), "x")).version_pictures == ()


def test_versions_are_one_field_of_a_difference_without_their_bytes() -> None:
    from cjm_desktop.review.difference_words import in_words
    from cjm_desktop.review.differences import as_json, differences

    before = update_map(pictured(4), title="a")
    found = differences(before, with_version(before, "Mine"))
    assert in_words(found) == ("Versions added: Mine",)
    assert "data" not in str(as_json(found))
