"""Links lead to pages and mail boxes only, however they are written, and only after a click."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QDesktopServices
from pytestqt.qtbot import QtBot

from cjm_desktop.formats.journey_file import loads
from cjm_desktop.model.journey import Journey, Table
from cjm_desktop.model.records import Card, WebLink
from cjm_desktop.painters.addresses import safe_address
from cjm_desktop.windows.links import linked_map, open_link
from cjm_desktop.windows.main_window import MainWindow
from tests.reliability.hostile.maps import full

REFUSED = (
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    "java\tscript:alert(1)",
    " javascript:alert(1)",
    "\u0001javascript:alert(1)",
    "vbscript:x",
    "file:///etc/passwd",
    "FILE:///C:/Windows/System32/calc.exe",
    "file:\\\\server\\share\\x.exe",
    "smb://server/share",
    "\\\\server\\share\\x.exe",
    "//server/share/x.exe",
    "//server/share/map.cjm",
    "data:text/html,<script>alert(1)</script>",
    "ftp://a.example",
    "ms-msdt:/id",
    "search-ms:query=x",
    "tel:112",
    "about:blank",
    "view-source:https://a.example",
    "https://a.example/\nx",
    "https://a.example/ x",
    " https://a.example/",
    "https://a.example/\u00a0x",
    "HTTPS://a.example/",
    "https:",
    "C:\\Windows\\System32\\calc.exe",
    "/usr/bin/true",
    "calc.exe",
    "",
)


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The addresses that are handed to the user's system."""
    found: list[str] = []
    monkeypatch.setattr(
        QDesktopServices, "openUrl", lambda url: found.append(bytes(url.toEncoded().data()).decode()) or True
    )
    return found


@pytest.mark.parametrize("url", REFUSED)
def test_nothing_but_pages_and_mail_boxes_is_opened(url: str, opened: list[str]) -> None:
    assert not open_link(url)
    assert opened == []


@pytest.mark.parametrize("url", [url for url in REFUSED if not url.strip().lower().startswith("https:")])
def test_no_export_leads_elsewhere(url: str) -> None:
    assert safe_address(url) is None


@pytest.mark.parametrize(
    ("url", "handed"),
    [
        ("https://example.org/a?b=c#d", "https://example.org/a?b=c#d"),
        ("mailto:ann@example.org?subject=x", "mailto:ann@example.org?subject=x"),
        # A name in other letters goes out as the name service knows it, so that a browser shows whose it is.
        ("https://аpple.com/", "https://xn--pple-43d.com/"),
        ("https://bücher.example/", "https://xn--bcher-kva.example/"),
    ],
)
def test_addresses_are_handed_on(url: str, handed: str, opened: list[str]) -> None:
    assert open_link(url)
    assert opened == [handed]


def test_a_name_that_turns_the_direction_is_no_address(opened: list[str]) -> None:
    assert not open_link("https://\u202emoc.elpmaxe/")
    assert opened == []


@pytest.mark.parametrize("url", REFUSED)
def test_nothing_but_a_map_is_opened_as_one(url: str) -> None:
    assert linked_map(url, None) is None


def test_a_map_full_of_links_opens_none_by_itself(window: MainWindow, opened: list[str], qtbot: QtBot) -> None:
    journey = loads(full(lambda _: "https://a.example/ <a href='https://b.example/'>x</a>"), "a.cjm").journey
    window.show_journey(journey)
    workspace = window.workspace
    assert workspace is not None
    for id_ in (*journey.cards, *journey.personas, *journey.sources):
        workspace.canvas.select([id_])
        qtbot.wait(1)
    assert opened == []


def test_a_link_of_the_card_is_opened_by_its_command(window: MainWindow, opened: list[str]) -> None:
    card = Card(id="c", text="x", links=(WebLink(url="https://example.org/"),))
    window.show_journey(Journey(cards=Table.of([card])))
    window.commands.linked.open("https://example.org/")
    assert opened == ["https://example.org/"]
