from __future__ import annotations

from pathlib import PurePosixPath, PureWindowsPath

import pytest

from cjm_desktop.editing.links import add_link, address, change_link, map_address, map_path, remove_link
from cjm_desktop.model.journey import Journey
from cjm_desktop.model.records import WebLink


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("https://example.org/a?b=1", "https://example.org/a?b=1"),
        (" HTTP://example.org ", "http://example.org"),
        ("mailto:ann@example.org", "mailto:ann@example.org"),
        ("ann@example.org", "mailto:ann@example.org"),
        ("example.org", "https://example.org"),
        ("www.example.org/path#x", "https://www.example.org/path#x"),
        ("example.org:8080/a", "https://example.org:8080/a"),
        ("почта.рф", "https://почта.рф"),
        ("javascript:alert(1)", None),
        ("file:///etc/passwd", None),
        ("data:text/html,x", None),
        ("https://", None),
        ("https://a b", None),
        ("report.final version", None),
        ("see", None),
        ("", None),
        ("1.5", None),
        ("https://example.org/" + "x" * 2_000, None),
        ("days/my day.cjm", "days/my%20day.cjm"),
        ("my%20day.cjm", "my%20day.cjm"),
        ("100% sure.cjm", "100%25%20sure.cjm"),
        ("../кот.cjm", "../кот.cjm"),
        ("C:\\maps\\a.cjm", "C:/maps/a.cjm"),
        ("https://example.org/a.cjm", "https://example.org/a.cjm"),
        ("javascript:x.cjm", "javascript%3Ax.cjm"),
        ("file:///a.cjm", None),
        ("//server/a.cjm", None),
        ("\\\\server\\a.cjm", None),
        ("%2F%2Fserver/a.cjm", None),
        ("a\nb.cjm", None),
    ],
)
def test_address(written: str, kept: str | None) -> None:
    assert address(written) == kept
    if kept is not None:
        assert WebLink.model_validate({"url": kept}).url == kept


def test_links_come_change_and_go(journey: Journey) -> None:
    after = add_link(add_link(journey, "a-1", "https://a.org", "A"), "a-1", "https://b.org")
    assert [link.url for link in after.cards["a-1"].links] == ["https://a.org", "https://b.org"]
    after = change_link(after, "a-1", 1, title="B")
    after = change_link(after, "a-1", 0, url="https://c.org")
    assert after.cards["a-1"].links == (
        WebLink(url="https://c.org", title="A"),
        WebLink(url="https://b.org", title="B"),
    )
    assert change_link(after, "a-1", 0, title="A") is after
    assert remove_link(after, "a-1", 0).cards["a-1"].links == (WebLink(url="https://b.org", title="B"),)
    with pytest.raises(ValueError):
        add_link(journey, "a-1", "file:///etc/passwd")
    with pytest.raises(IndexError):
        remove_link(journey, "a-1", 0)


@pytest.mark.parametrize(
    ("url", "path"),
    [
        ("days/my%20day.cjm", "days/my day.cjm"),
        ("/a/b.CJM", "/a/b.CJM"),
        ("C:/a.cjm", "C:/a.cjm"),
        ("https://example.org/a.cjm", None),
        ("mailto:a.cjm", None),
        ("a%00.cjm", None),
        ("a%0Ab.cjm", None),
        ("%5C%5Cserver/a.cjm", None),
        ("run.sh", None),
        ("a.cjm%20-x.sh", None),
    ],
)
def test_where_a_link_to_a_map_leads(url: str, path: str | None) -> None:
    assert map_path(url) == path


@pytest.mark.parametrize(
    ("target", "folder", "url"),
    [
        (PurePosixPath("/m/days/my day.cjm"), PurePosixPath("/m"), "days/my%20day.cjm"),
        (PurePosixPath("/m/a%41.cjm"), PurePosixPath("/m/sub"), "../a%2541.cjm"),
        (PurePosixPath("/m/a.cjm"), PurePosixPath("/other"), "/m/a.cjm"),
        (PurePosixPath("/m/a.cjm"), None, "/m/a.cjm"),
        (PurePosixPath("/m/a.pdf"), PurePosixPath("/m"), None),
        (PureWindowsPath("C:/m/a.cjm"), PureWindowsPath("C:/m"), "a.cjm"),
        (PureWindowsPath("D:/m/a.cjm"), PureWindowsPath("C:/m"), "D:/m/a.cjm"),
        (PureWindowsPath("//server/m/a.cjm"), PureWindowsPath("C:/m"), None),
        (PureWindowsPath("//server/m/a.cjm"), PureWindowsPath("//server/m/x"), "../a.cjm"),
        (PureWindowsPath("//server/m/a.cjm"), PureWindowsPath("//server/n"), None),
    ],
)
def test_the_way_from_one_map_to_another(target: PurePosixPath, folder: PurePosixPath | None, url: str | None) -> None:
    assert map_address(target, folder) == url
    if url is not None:
        assert WebLink(url=url).leads_to_map
