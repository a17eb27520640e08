"""Qt's file dialog in our themes: its buttons and the arrows of its choices are seen."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRect, QStandardPaths
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QComboBox, QFileDialog, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from cjm_desktop.app import Desktop
from cjm_desktop.theme import CHROMES, Chrome, contrast
from cjm_desktop.windows import dialog_icons


def strongest(image: QImage, ground: str) -> float:
    """The contrast of what stands out most from the ground."""
    seen = {image.pixelColor(x, y).name() for x in range(image.width()) for y in range(image.height())}
    return max(contrast(colour, ground) for colour in seen)


def seen(widget: QWidget) -> QImage:
    """The part of its window that a widget takes."""
    window = widget.window()
    return window.grab(QRect(widget.mapTo(window, QPoint()), widget.size())).toImage()


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_buttons_and_arrows_of_the_file_dialog(desktop: Desktop, tmp_path: Path, qtbot: QtBot, mode: str) -> None:
    desktop.appearance.set_mode(mode)
    chrome = CHROMES[mode]
    dialog = QFileDialog(None, "", str(tmp_path))
    dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
    qtbot.addWidget(dialog)
    dialog.show()
    for name in ("backButton", "forwardButton", "toParentButton", "newFolderButton", "listModeButton"):
        button = dialog.findChild(QToolButton, name)
        assert button is not None
        button.setEnabled(True)
        image = seen(button)
        ground = image.pixelColor(image.width() // 2, 4).name()
        assert ground in (chrome.window, chrome.hover), name
        assert strongest(image, ground) >= 4.5, name
    for name in ("lookInCombo", "fileTypeCombo"):
        combo = dialog.findChild(QComboBox, name)
        assert combo is not None
        image = seen(combo)
        arrow = image.copy(image.width() - 24, 6, 18, image.height() - 12)
        assert strongest(arrow, chrome.field) >= 4.5, name


@pytest.mark.parametrize("chrome", CHROMES.values(), ids=list(CHROMES))
def test_where_nothing_can_be_written_the_sheet_stays_as_it_is(
    chrome: Chrome, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    taken = tmp_path / "file"
    taken.touch()
    monkeypatch.setattr(QStandardPaths, "writableLocation", lambda _which: str(taken))
    assert dialog_icons.rules(chrome) == ""
    monkeypatch.setattr(QStandardPaths, "writableLocation", lambda _which: str(tmp_path / 'a "quoted" folder'))
    assert dialog_icons.rules(chrome) == ""
