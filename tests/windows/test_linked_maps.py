"""A map of maps: cards that lead to other maps are made, shown, opened by a click and by keyboard, and never anything else."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QApplication, QFileDialog, QMenu
from pytestqt.qtbot import QtBot

from cjm_desktop.app import Desktop
from cjm_desktop.editing.cards import update_cards
from cjm_desktop.editing.links import add_link
from cjm_desktop.formats import journey_file
from cjm_desktop.model.records import WebLink
from cjm_desktop.templates import load_template
from cjm_desktop.windows import plain
from cjm_desktop.windows.inspector.editors.links import LinksEditor
from cjm_desktop.windows.links import linked_map, open_link
from cjm_desktop.windows.main_window import MainWindow
from tests.maps import write_map
from tests.windows.holding import session_of

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What the user was told; nothing may go to another program."""
    found: list[str] = []
    monkeypatch.setattr(plain, "tell", lambda _parent, title, text, *_: found.append(f"{title}: {text}"))
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: pytest.fail(f"{url} was handed on"))
    return found


@pytest.fixture
def linked(window: MainWindow, sample_file: Path) -> tuple[MainWindow, str, Path]:
    """The sample with a card that leads to “my day.cjm” beside it; the card, and that file, which is there."""
    other = sample_file.parent / "my day.cjm"
    write_map(load_template("day-in-the-life"), other)
    window.open_path(sample_file)
    session = session_of(window)
    card = next(iter(session.journey.cards))
    session.apply("Link", update_cards(session.journey, [card], links=(WebLink(url="my%20day.cjm"),)))
    return window, card, other


def sign_of(window: MainWindow, card: str) -> QPoint:
    """Where the card's sign stands in the view."""
    assert window.workspace is not None
    canvas = window.workspace.canvas
    canvas.zoom_actual()
    for lane in canvas.sheet.layout.lanes:
        box = lane.box.card_by_id.get(card)
        if box is not None:
            rect = next(rect for what, rect in box.badges if what == "map").moved(0, lane.y)
            canvas.reveal(rect)
            return canvas.from_map(rect.center).toPoint()
    raise AssertionError


def test_a_click_on_the_sign_opens_the_map(
    linked: tuple[MainWindow, str, Path], desktop: Desktop, qtbot: QtBot, told: list[str]
) -> None:
    window, card, other = linked
    assert window.workspace is not None
    canvas = window.workspace.canvas
    place = sign_of(window, card)
    qtbot.mouseMove(canvas.viewport(), place)
    assert canvas.viewport().cursor().shape() == Qt.CursorShape.PointingHandCursor
    qtbot.mouseClick(canvas.viewport(), Qt.MouseButton.LeftButton, pos=place)
    shown = desktop.window_of(other)
    assert shown is not None
    assert shown is not window, "the map with the link is not saved, and stays"
    assert session_of(shown).journey.title == load_template("day-in-the-life").title
    assert told == []


def test_opened_by_the_menu_and_only_where_there_is_one(
    linked: tuple[MainWindow, str, Path], desktop: Desktop, told: list[str]
) -> None:
    window, card, other = linked
    assert window.workspace is not None
    window.workspace.canvas.select(list(session_of(window).journey.cards)[1:2])
    assert not window.actions_by_id["open-linked-map"].isEnabled()
    window.workspace.canvas.select((card,))
    assert window.actions_by_id["open-linked-map"].isEnabled()
    window.actions_by_id["open-linked-map"].trigger()
    assert desktop.window_of(other) is not None
    assert told == []


def test_a_missing_map_is_told_of(linked: tuple[MainWindow, str, Path], desktop: Desktop, told: list[str]) -> None:
    window, card, other = linked
    other.unlink()
    assert window.workspace is not None
    window.workspace.canvas.select((card,))
    window.actions_by_id["open-linked-map"].trigger()
    assert len(told) == 1
    assert "There is no map my day.cjm in" in told[0]
    assert len(desktop.windows) == 1
    for section in window.workspace.inspector._form.sections:
        section.fold(False)
    editor = window.workspace.inspector.editor("links")
    assert isinstance(editor, LinksEditor)
    assert "There is no map my day.cjm" in editor.blocks[0].complaint.text()


def test_cards_are_linked_by_choosing_a_file_as_one_step(
    window: MainWindow, sample_file: Path, tmp_path: Path, told: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "deep" / "a b.cjm"
    target.parent.mkdir()
    write_map(load_template("blank"), target)
    window.open_path(sample_file)
    assert window.workspace is not None
    session, two = session_of(window), list(session_of(window).journey.cards)[:2]
    window.workspace.canvas.select(two)
    steps = len(session.steps)
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(target), ""))
    window.actions_by_id["link-map"].trigger()
    links = [session.journey.cards[id_].links[-1].url for id_ in two]
    assert links[0] == links[1]
    assert linked_map(links[0], sample_file.parent) == target
    assert len(session.steps) == steps + 1
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(tmp_path / "run.sh"), ""))
    window.actions_by_id["link-map"].trigger()
    assert len(session.steps) == steps + 1
    assert len(told) == 1


def test_of_several_those_that_are_not_there_are_greyed_and_said(
    linked: tuple[MainWindow, str, Path], desktop: Desktop, qtbot: QtBot, told: list[str]
) -> None:
    window, card, other = linked
    session = session_of(window)
    session.apply("Link", add_link(session.journey, card, "gone.cjm", "Last year"))
    assert window.workspace is not None
    window.workspace.canvas.select((card,))
    window.actions_by_id["open-linked-map"].trigger()
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    assert [(one.text(), one.isEnabled()) for one in menu.actions()] == [
        ("my day.cjm", True),
        ("Last year (not there)", False),
    ]
    assert "There is no map gone.cjm in" in menu.actions()[1].toolTip()
    qtbot.keyClick(menu, Qt.Key.Key_Down)
    qtbot.keyClick(menu, Qt.Key.Key_Return)
    assert desktop.window_of(other) is not None
    assert told == []


@pytest.mark.parametrize("url", ["my%20day.cjm", "/etc/passwd.cjm", "javascript%3Ax.cjm", "../../a.cjm"])
def test_a_link_to_a_map_never_goes_to_another_program(url: str, told: list[str]) -> None:
    assert WebLink(url=url).leads_to_map
    assert not open_link(url)
    assert told == []


def test_what_is_no_map_is_refused_like_any_file(
    linked: tuple[MainWindow, str, Path], desktop: Desktop, told: list[str]
) -> None:
    window, card, other = linked
    other.write_bytes(b"#!/bin/sh\nrm -rf /\n")
    window.commands.linked.open_of(card)
    assert len(told) == 1
    assert told[0].startswith("The map cannot be opened")
    assert len(desktop.windows) == 1


def test_links_of_a_map_that_no_file_holds_wait_for_its_folder(window: MainWindow, told: list[str]) -> None:
    journey = load_template("day-in-the-life")
    card = next(iter(journey.cards))
    window.show_journey(update_cards(journey, [card], links=(WebLink(url="a.cjm"),)))
    window.commands.linked.open_of(card)
    assert "Save this map first" in told[0]


def test_links_to_maps_are_kept_in_the_file(linked: tuple[MainWindow, str, Path], sample_file: Path) -> None:
    window, card, _other = linked
    assert window.commands.file.save()
    assert journey_file.load(sample_file).journey.cards[card].links == (WebLink(url="my%20day.cjm"),)


def test_a_linked_card_leads_to_the_same_map_wherever_it_is_pasted(
    linked: tuple[MainWindow, str, Path], desktop: Desktop, tmp_path: Path
) -> None:
    window, card, other = linked
    assert window.workspace is not None
    window.workspace.canvas.select([card])
    window.actions_by_id["copy"].trigger()
    folder = tmp_path / "elsewhere"
    folder.mkdir()
    write_map(load_template("blank"), folder / "another.cjm")
    window.open_path(folder / "another.cjm")
    (second,) = (one for one in desktop.windows if one is not window)
    for where, wanted in ((second, "../my%20day.cjm"), (window, "my%20day.cjm")):
        before = session_of(where).journey.cards
        where.actions_by_id["paste"].trigger()
        (new,) = session_of(where).journey.cards.keys() - before.keys()
        (link,) = session_of(where).journey.cards[new].links
        assert link.url == wanted
        assert where.document is not None
        assert linked_map(link.url, where.document.folder) == other
