"""The crop editor by real mouse and keys: the frame is moved, drawn to another size, kept in shape and let go again."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtWidgets import QDialogButtonBox
from pytestqt.qtbot import QtBot

from cjm_desktop.model.records import Crop
from cjm_desktop.windows.crop import CropDialog
from tests.maps import picture

pytestmark = pytest.mark.usefixtures("desktop")


def dialog(qtbot: QtBot, crop: Crop | None = None, aspect: float | None = None) -> CropDialog:
    made = CropDialog(picture(400, 200), crop, aspect)
    qtbot.addWidget(made)
    made.show()
    qtbot.waitExposed(made)
    return made


def drag(qtbot: QtBot, made: CropDialog, start: QPointF, dx: float, dy: float, *, release: bool = True) -> None:
    """Moves the mouse by shares of the picture."""
    whole = made.area.picture_rect()
    end = QPoint(round(start.x() + dx * whole.width()), round(start.y() + dy * whole.height()))
    qtbot.mousePress(made.area, Qt.MouseButton.LeftButton, pos=start.toPoint())
    qtbot.mouseMove(made.area, end)
    if release:
        qtbot.mouseRelease(made.area, Qt.MouseButton.LeftButton, pos=end)


def about(crop: Crop | None) -> tuple[float, ...]:
    assert crop is not None
    return tuple(round(part, 1) for part in (crop.x, crop.y, crop.width, crop.height))


def test_without_an_edit_all_of_the_picture_is_kept(qtbot: QtBot) -> None:
    made = dialog(qtbot)
    qtbot.mouseClick(made.crop_button, Qt.MouseButton.LeftButton)
    assert made.result() == CropDialog.DialogCode.Accepted
    assert made.crop is None


def test_a_corner_is_dragged(qtbot: QtBot) -> None:
    made = dialog(qtbot)
    drag(qtbot, made, made.area.frame_rect().bottomRight(), -0.5, -0.4)
    assert about(made.crop) == (0, 0, 0.5, 0.6)
    drag(qtbot, made, made.area.frame_rect().center(), 0.3, 0.3)
    assert about(made.crop) == (0.3, 0.3, 0.5, 0.6)
    drag(qtbot, made, QPointF(made.area.frame_rect().left(), made.area.frame_rect().center().y()), 0.2, 0.9)
    assert about(made.crop) == (0.5, 0.3, 0.3, 0.6)


def test_a_portrait_stays_square(qtbot: QtBot) -> None:
    made = dialog(qtbot, aspect=1.0)
    assert about(made.crop) == (0.2, 0, 0.5, 1)
    drag(qtbot, made, made.area.frame_rect().bottomRight(), -0.25, -0.1)
    crop = made.crop
    assert crop is not None
    assert crop.width * 400 == pytest.approx(crop.height * 200, rel=0.02)


def test_keys_move_and_size_the_frame(qtbot: QtBot) -> None:
    made = dialog(qtbot, Crop(x=0.2, y=0.2, width=0.4, height=0.4))
    area = made.area
    assert area.hasFocus() or not made.isActiveWindow()
    qtbot.keyClick(area, Qt.Key.Key_Right)
    qtbot.keyClick(area, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    assert made.crop == Crop(x=0.21, y=0.3, width=0.4, height=0.4)
    qtbot.keyClick(area, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert made.crop == Crop(x=0.21, y=0.3, width=0.39, height=0.4)
    assert "39 % wide" in area.accessibleDescription()
    qtbot.keyClick(area, Qt.Key.Key_Minus)
    assert made.crop is not None
    assert made.crop.width < 0.39
    qtbot.keyClick(area, Qt.Key.Key_Home)
    assert made.crop is None


def test_escape_lets_the_frame_go_and_then_the_dialog(qtbot: QtBot) -> None:
    start = Crop(x=0.2, y=0.2, width=0.4, height=0.4)
    made = dialog(qtbot, start)
    drag(qtbot, made, made.area.frame_rect().center(), 0.2, 0.2, release=False)
    assert about(made.crop) == (0.4, 0.4, 0.4, 0.4)
    qtbot.keyClick(made.area, Qt.Key.Key_Escape)
    assert made.isVisible()
    assert made.crop == start
    qtbot.keyClick(made.area, Qt.Key.Key_Escape)
    assert not made.isVisible()
    assert made.result() == CropDialog.DialogCode.Rejected


def test_show_all(qtbot: QtBot) -> None:
    made = dialog(qtbot, Crop(x=0.2, y=0.2, width=0.4, height=0.4))
    qtbot.mouseClick(made.whole, Qt.MouseButton.LeftButton)
    assert made.crop is None


def test_every_button_has_a_name(qtbot: QtBot) -> None:
    made = dialog(qtbot)
    box = made.findChild(QDialogButtonBox)
    assert box is not None
    assert {button.accessibleName() for button in box.buttons()} == {"Show All", "Crop", "Cancel"}


def test_enter_crops(qtbot: QtBot) -> None:
    made = dialog(qtbot, Crop(width=0.5))
    assert made.crop_button.isDefault()
    qtbot.keyClick(made.area, Qt.Key.Key_Return)
    assert made.result() == CropDialog.DialogCode.Accepted
    assert made.crop == Crop(width=0.5)
