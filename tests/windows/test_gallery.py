"""The template gallery: real thumbnails, chosen by mouse and keys, with or without their texts."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from cjm_desktop.app import Desktop
from cjm_desktop.model.journey import Journey
from cjm_desktop.templates import all_templates, load_template
from cjm_desktop.theme import DARK, LIGHT
from cjm_desktop.windows import recent
from cjm_desktop.windows.gallery import Gallery, GalleryDialog
from cjm_desktop.windows.main_window import MainWindow
from cjm_desktop.windows.start_page import StartPage
from cjm_desktop.windows.thumbnails import Thumbnails, render


@pytest.fixture
def gallery(desktop: Desktop, qtbot: QtBot) -> Gallery:
    made = Gallery(desktop.appearance, desktop.thumbnails)
    qtbot.addWidget(made)
    made.resize(900, 700)
    made.show()
    qtbot.waitExposed(made)
    return made


def colours(image: QImage) -> set[int]:
    return {image.pixel(x, y) for x in range(0, image.width(), 3) for y in range(0, image.height(), 3)}


@pytest.mark.parametrize("key", [template.key for template in all_templates()])
@pytest.mark.usefixtures("desktop")
def test_thumbnail_shows_the_map(key: str) -> None:
    image = render(load_template(key), LIGHT, 320, 180, 2.0)
    assert (image.width(), image.height(), image.devicePixelRatio()) == (640, 360, 2.0)
    assert len(colours(image)) > (4 if key == "blank" else 100)


@pytest.mark.usefixtures("desktop")
def test_thumbnail_follows_the_theme(journey: Journey) -> None:
    light, dark = (render(journey, theme, 160, 90, 1.0) for theme in (LIGHT, DARK))
    assert light.pixelColor(1, 1).lightness() > 200 > 80 > dark.pixelColor(1, 1).lightness()


def test_every_card_gets_its_thumbnail(gallery: Gallery, qtbot: QtBot) -> None:
    assert [card.key for card in gallery.cards] == [template.key for template in all_templates()]
    qtbot.waitUntil(lambda: all(card.has_thumbnail for card in gallery.cards), timeout=20_000)


def test_thumbnails_are_made_once(desktop: Desktop, journey: Journey, qtbot: QtBot) -> None:
    thumbnails = Thumbnails(desktop)
    asked = []

    def load() -> Journey:
        asked.append(1)
        return journey

    for _ in range(2):
        with qtbot.waitSignal(thumbnails.ready):
            thumbnails.ask(("x", "light", False), load, LIGHT, 100, 60, 1.0)
    assert asked == [1]


def test_double_click_opens(gallery: Gallery, qtbot: QtBot) -> None:
    with qtbot.waitSignal(gallery.chosen) as chosen:
        qtbot.mouseDClick(gallery.cards[2], Qt.MouseButton.LeftButton)
    assert chosen.args == [gallery.cards[2].key, False]


def test_keys_walk_and_open(gallery: Gallery, qtbot: QtBot) -> None:
    gallery.structure_only.click()
    gallery.activateWindow()
    gallery.focus_cards()
    qtbot.waitUntil(gallery.cards[0].hasFocus)
    qtbot.keyClick(gallery.cards[0], Qt.Key.Key_Right)
    assert gallery.selected_key == gallery.cards[1].key
    with qtbot.waitSignal(gallery.chosen) as chosen:
        qtbot.keyClick(gallery.cards[1], Qt.Key.Key_Return)
    assert chosen.args == [gallery.cards[1].key, True]


def test_cards_are_named_and_do_not_overlap(gallery: Gallery) -> None:
    for width in (420, 700, 1300):
        gallery.resize(width, 700)
        frames = [card.geometry() for card in gallery.cards]
        assert all(not a.intersects(b) for n, a in enumerate(frames) for b in frames[:n])
        assert all(frame.right() <= width for frame in frames)
    assert all(card.accessibleName() and card.accessibleDescription() for card in gallery.cards)


def test_structure_only_is_empty_of_texts(window: MainWindow, qtbot: QtBot) -> None:
    gallery = window.start_page.gallery
    gallery.structure_only.click()
    qtbot.mouseDClick(gallery.cards[0], Qt.MouseButton.LeftButton)
    assert window.document is not None
    journey = window.document.session.journey
    assert journey.stages
    assert journey.lanes
    assert not journey.cards


def test_dialog_takes_a_choice(desktop: Desktop, qtbot: QtBot) -> None:
    dialog = GalleryDialog(desktop.appearance, desktop.thumbnails)
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.gallery.cards[3].click()
    dialog.create_button.click()
    assert dialog.choice == (dialog.gallery.cards[3].key, False)
    assert dialog.isHidden()


def test_dialog_can_be_cancelled(desktop: Desktop, qtbot: QtBot) -> None:
    dialog = GalleryDialog(desktop.appearance, desktop.thumbnails)
    qtbot.addWidget(dialog)
    dialog.show()
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert dialog.choice is None
    assert dialog.isHidden()


def test_start_page_lists_recent_files(desktop: Desktop, tmp_path: Path, qtbot: QtBot) -> None:
    (tmp_path / "here.cjm").touch()
    recent.remember(tmp_path / "gone.cjm")
    recent.remember(tmp_path / "here.cjm")
    page = StartPage(desktop.appearance, desktop.thumbnails)
    qtbot.addWidget(page)
    assert [(row.accessibleName(), row.isEnabled()) for row in page.recent_rows] == [
        ("here.cjm", True),
        ("gone.cjm", False),
    ]
    with qtbot.waitSignal(page.file_chosen) as chosen:
        page.recent_rows[0].click()
    assert chosen.args == [tmp_path / "here.cjm"]
    recent.clear()
    page.refresh()
    assert page.recent_rows == []


def test_the_start_page_is_worked_by_keys(window: MainWindow, qtbot: QtBot) -> None:
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    cards = window.start_page.gallery.cards
    assert QApplication.focusWidget() is cards[0]
    qtbot.keyClick(cards[0], Qt.Key.Key_Right)
    assert QApplication.focusWidget() is cards[1]
    assert window.start_page.gallery.selected_key == cards[1].key
    create = window.start_page.create_button
    create.setFocus()
    qtbot.keyClick(create, Qt.Key.Key_Return)
    assert window.document is not None
    assert window.document.session.journey == load_template(cards[1].key)


def test_enter_works_every_button_of_the_window(sample: MainWindow, qtbot: QtBot) -> None:
    assert sample.workspace is not None
    sample.activateWindow()
    qtbot.waitUntil(sample.isActiveWindow)
    tile = sample.workspace.palette_panel.tiles[0]
    tile.setFocus()
    stages = len(sample.workspace.session.journey.stages)
    qtbot.keyClick(tile, Qt.Key.Key_Return)
    assert len(sample.workspace.session.journey.stages) == stages + 1
