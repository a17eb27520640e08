"""A map goes to another folder: its links lead to the same maps as before, whatever drives, names and folders are called."""

from __future__ import annotations

import posixpath
from pathlib import PurePath, PurePosixPath, PureWindowsPath

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cjm_desktop.editing.cards import update_cards
from cjm_desktop.editing.document import update_map
from cjm_desktop.editing.links import map_address, map_path
from cjm_desktop.formats.kept import version_of, with_version
from cjm_desktop.formats.relocating import Relocation
from cjm_desktop.model.journey import Journey
from cjm_desktop.model.records import WebLink
from cjm_desktop.templates import load_template

POSIX, WINDOWS = PurePosixPath, PureWindowsPath


@pytest.mark.parametrize(
    ("url", "before", "after", "moved"),
    [
        ("my%20day.cjm", POSIX("/m"), POSIX("/m/sub"), "../my%20day.cjm"),
        ("days/a.cjm", POSIX("/m/x"), POSIX("/m/x/days"), "a.cjm"),
        ("../кот.cjm", POSIX("/m/x"), POSIX("/m/日本 語"), "../кот.cjm"),
        ("日本.cjm", POSIX("/m/x y"), POSIX("/m"), "x%20y/日本.cjm"),
        ("a%2541.cjm", POSIX("/m/x"), POSIX("/m"), "x/a%2541.cjm"),
        ("a.cjm", POSIX("/m"), POSIX("/other"), "/m/a.cjm"),
        ("../../../../a.cjm", POSIX("/m"), POSIX("/other"), "/a.cjm"),
        ("a.cjm", WINDOWS("C:/m/x"), WINDOWS("C:/m/y"), "../x/a.cjm"),
        ("a.cjm", WINDOWS("C:/m"), WINDOWS("D:/m"), "C:/m/a.cjm"),
        ("../a.cjm", WINDOWS("//server/maps/x"), WINDOWS("//server/maps/y/z"), "../../a.cjm"),
        # A map without a file has links from the root, and gets ways from its folder with one.
        ("/m/days/a.cjm", None, POSIX("/m"), "days/a.cjm"),
        ("/m/a.cjm", None, POSIX("/other"), "/m/a.cjm"),
        ("C:/m/a%20b.cjm", None, WINDOWS("C:/m"), "a%20b.cjm"),
        ("D:/m/a.cjm", None, WINDOWS("C:/m"), "D:/m/a.cjm"),
        ("days/a.cjm", POSIX("/m"), None, "/m/days/a.cjm"),
        # What leads there anyway, or what nobody knows where it leads.
        ("/m/a.cjm", POSIX("/m"), POSIX("/other"), "/m/a.cjm"),
        ("C:/m/a.cjm", None, POSIX("/m"), "C:/m/a.cjm"),
        ("/m/a.cjm", None, WINDOWS("C:/m"), "/m/a.cjm"),
        ("a.cjm", None, POSIX("/m"), "a.cjm"),
        ("/m/a.cjm", None, None, "/m/a.cjm"),
        ("https://example.org/a.cjm", POSIX("/m"), POSIX("/other"), "https://example.org/a.cjm"),
        ("mailto:ann@example.org", POSIX("/m"), POSIX("/other"), "mailto:ann@example.org"),
    ],
)
def test_a_link_leads_to_the_same_map(url: str, before: PurePath | None, after: PurePath | None, moved: str) -> None:
    relocation = Relocation(before, after)
    assert relocation.address(url) == moved
    assert not relocation.lost
    WebLink(url=moved)


@pytest.mark.parametrize(
    ("url", "before", "after"),
    [
        ("a.cjm", WINDOWS("//server/maps"), WINDOWS("C:/m")),
        ("a.cjm", POSIX("/" + "ф x" * 900), None),
    ],
)
def test_what_no_link_can_lead_to_stays_and_is_told(url: str, before: PurePath, after: PurePath | None) -> None:
    relocation = Relocation(before, after)
    assert relocation.address(url) == url
    assert list(relocation.lost) == [url]


names = st.text("abя日 %.#?é", min_size=1, max_size=4).filter(lambda name: name.strip(" .") == name and name)
folders = st.lists(names, max_size=4).map(lambda parts: PurePosixPath("/", *parts))


@settings(deadline=None)
@given(folders, folders, folders, names)
def test_there_and_back(home: PurePosixPath, away: PurePosixPath, other: PurePosixPath, name: str) -> None:
    target = other / f"{name}.cjm"
    url = map_address(target, home)
    assert url is not None
    moved = Relocation(home, away).address(url)

    def leads(url: str, folder: PurePosixPath) -> str:
        path = map_path(url)
        assert path is not None
        return posixpath.normpath(str(folder / path))

    assert leads(moved, away) == leads(url, home) == str(target)
    assert leads(Relocation(away, home).address(moved), home) == str(target)
    bare = Relocation(home, None).address(url)
    assert leads(Relocation(None, away).address(bare), away) == str(target)


def linked(journey: Journey, *urls: str, card: int = 0) -> Journey:
    return update_cards(journey, [list(journey.cards)[card]], links=tuple(WebLink(url=url, title="T") for url in urls))


def test_states_share_what_they_shared_and_versions_go_along() -> None:
    journey = load_template("current-state")
    plain = update_map(journey, title="Without links")
    first = with_version(linked(plain, "a.cjm", "https://example.org"), "One")
    second = update_map(with_version(first, "Two"), title="Later")
    relocation = Relocation(PurePosixPath("/m"), PurePosixPath("/m/sub"))
    assert relocation(plain) is plain
    one, two = relocation(first), relocation(second)
    assert relocation(first) is one
    assert relocation(one) is one, "once is enough"
    card = next(iter(journey.cards))
    assert [link.url for link in one.cards[card].links] == ["../a.cjm", "https://example.org"]
    assert one.cards[card].links[0].title == "T"
    assert one.cards is two.cards
    assert one.versions[0] is two.versions[0]
    assert all(one.cards[id_] is first.cards[id_] for id_ in first.cards if id_ != card)
    for kept in two.versions:
        assert version_of(two, kept).cards[card].links[0].url == "../a.cjm"
    assert [kept.model_dump(exclude={"data"}) for kept in two.versions] == [
        kept.model_dump(exclude={"data"}) for kept in second.versions
    ]
    harmless = with_version(plain, "Without links")
    assert relocation(harmless) is harmless
    broken = harmless.versions[0].model_copy(update={"data": "LmNqbSI="})
    damaged = harmless.model_copy(update={"versions": (broken,)})
    assert relocation(damaged) is damaged
