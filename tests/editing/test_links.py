from __future__ import annotations

import pytest

from cjm_desktop.editing.links import add_link, address, change_link, remove_link
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
