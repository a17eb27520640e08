"""The palette by real events: drags begin, clicks and keys place, channels and personas follow the map."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QDrag
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from cjm_desktop.app import Desktop
from cjm_desktop.canvas.tools import Tool
from cjm_desktop.editing.cards import insert_card, new_card
from cjm_desktop.editing.channels import insert_channel, new_channel
from cjm_desktop.editing.personas import insert_persona, new_persona
from cjm_desktop.model.catalogue import CHANNELS, ROLES
from cjm_desktop.model.journey import Journey
from cjm_desktop.windows.palette import Palette

#: The platform without a screen says so of every popup.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


@pytest.fixture
def palette(desktop: Desktop, journey: Journey, qtbot: QtBot) -> Palette:
    made = Palette(desktop.appearance)
    qtbot.addWidget(made)
    made.resize(210, 900)
    made.show_journey(journey)
    made.show()
    qtbot.waitExposed(made)
    return made


@pytest.fixture
def drags(monkeypatch: pytest.MonkeyPatch) -> list[Tool | None]:
    """The tools of the drags that begin; they end at once."""
    begun: list[Tool | None] = []

    def exec_(drag: QDrag, *_actions: object) -> Qt.DropAction:
        assert not drag.pixmap().isNull()
        begun.append(Tool.from_mime(drag.mimeData()))
        return Qt.DropAction.CopyAction

    monkeypatch.setattr(QDrag, "exec", exec_)
    return begun


def drag(widget: Any, qtbot: QtBot) -> None:
    start = widget.rect().center()
    qtbot.mousePress(widget, Qt.MouseButton.LeftButton, pos=start)
    for step in (4, 12, 30):
        qtbot.mouseMove(widget, start + QPoint(step, 0))
        # QTest's moves carry no buttons off the screen, so the event is sent as it would come.
        from PySide6.QtCore import QEvent, QPointF
        from PySide6.QtGui import QMouseEvent
        from PySide6.QtWidgets import QApplication

        place = QPointF(start + QPoint(step, 0))
        held = Qt.MouseButton.LeftButton
        moved = QMouseEvent(
            QEvent.Type.MouseMove, place, widget.mapToGlobal(place), Qt.MouseButton.NoButton, held,
            Qt.KeyboardModifier.NoModifier,
        )  # fmt: skip
        QApplication.sendEvent(widget, moved)
    qtbot.mouseRelease(widget, Qt.MouseButton.LeftButton, pos=start + QPoint(30, 0))


def test_every_tile_can_be_dragged(palette: Palette, drags: list[Tool | None], qtbot: QtBot) -> None:
    for tile in palette.tiles:
        drag(tile, qtbot)
    assert drags == [tile.tool for tile in palette.tiles]
    assert len(set(drags)) == 9


def test_a_drag_is_no_click(palette: Palette, drags: list[Tool | None], qtbot: QtBot) -> None:
    chosen: list[Tool] = []
    palette.tool_chosen.connect(chosen.append)
    drag(palette.tiles[0], qtbot)
    assert len(drags) == 1
    assert chosen == []


def test_click_and_key_place(palette: Palette, qtbot: QtBot) -> None:
    chosen: list[Tool] = []
    palette.tool_chosen.connect(chosen.append)
    qtbot.mouseClick(palette.tiles[0], Qt.MouseButton.LeftButton)
    palette.tiles[3].setFocus()
    qtbot.keyClick(palette.tiles[3], Qt.Key.Key_Space)
    assert [tool.tool for tool in chosen] == ["stage", "touchpoint"]


def test_double_click_places_once(palette: Palette, qtbot: QtBot) -> None:
    chosen: list[Tool] = []
    palette.tool_chosen.connect(chosen.append)
    for widget in (palette.tiles[0], palette.pills[0]):
        qtbot.mouseClick(widget, Qt.MouseButton.LeftButton)
        qtbot.mouseDClick(widget, Qt.MouseButton.LeftButton)
        qtbot.mouseRelease(widget, Qt.MouseButton.LeftButton)
    assert chosen == [palette.tiles[0].tool, palette.pills[0].tool]


def test_double_click_leaves_the_focus_where_the_thing_is_named(palette: Palette, qtbot: QtBot) -> None:
    field = QLineEdit(palette)
    field.show()
    palette.activateWindow()
    qtbot.waitUntil(palette.isActiveWindow)
    palette.tool_chosen.connect(lambda _tool: field.setFocus())
    qtbot.mouseClick(palette.tiles[0], Qt.MouseButton.LeftButton)
    qtbot.mouseDClick(palette.tiles[0], Qt.MouseButton.LeftButton)
    assert field.hasFocus()


def test_double_click_leaves_the_lane_picker_open(palette: Palette, qtbot: QtBot) -> None:
    tile = next(tile for tile in palette.tiles if tile.tool.tool == "lane")
    qtbot.mouseClick(tile, Qt.MouseButton.LeftButton)
    picker = palette._picker
    assert picker is not None
    outside = picker.mapFromGlobal(tile.mapToGlobal(tile.rect().center()))
    qtbot.mousePress(picker, Qt.MouseButton.LeftButton, pos=outside)
    assert picker.isVisible()
    qtbot.wait(QApplication.doubleClickInterval() + 50)
    qtbot.mousePress(picker, Qt.MouseButton.LeftButton, pos=outside)
    assert picker.isHidden()


def test_channels_can_be_dragged(palette: Palette, drags: list[Tool | None], qtbot: QtBot) -> None:
    drag(palette.pills[0], qtbot)
    assert drags[0] is not None
    assert (drags[0].tool, drags[0].channel) == ("touchpoint", palette.pills[0].tool.channel)


def test_channels_of_the_map_come_first(palette: Palette, journey: Journey) -> None:
    channel = new_channel(journey, "Vet")
    palette.show_journey(insert_channel(journey, channel))
    channels = [pill.tool.channel for pill in palette.pills]
    assert set(channels) >= {channel.id, *(c.channel for c in journey.cards.values() if c.channel)}
    assert channels.index(channel.id) <= len(journey.channels)


def test_no_pill_moves_when_a_channel_is_used(palette: Palette, journey: Journey) -> None:
    palette.show_journey(journey)
    before = [pill.tool.channel for pill in palette.pills]
    lane = next(lane.id for lane in journey.lanes.values() if lane.kind == "touchpoints")
    card = new_card(journey, lane, next(iter(journey.stages)), channel=before[-1])
    palette.show_journey(insert_card(journey, card))
    assert [pill.tool.channel for pill in palette.pills] == before


def test_all_channels_on_demand(palette: Palette) -> None:
    few = len(palette.pills)
    palette._toggle_channels()
    assert {pill.tool.channel for pill in palette.pills} >= set(CHANNELS)
    palette._toggle_channels()
    assert len(palette.pills) == few


def test_personas_follow_the_map(palette: Palette, journey: Journey, qtbot: QtBot) -> None:
    persona = new_persona(journey, "Tom & Jerry <b>")
    palette.show_journey(insert_persona(journey, persona))
    row = palette.persona_rows[-1]
    assert row.accessibleName() == "Persona: Tom & Jerry <b>"
    assert row.text() == "Tom && Jerry <b>"
    with qtbot.waitSignal(palette.persona_chosen) as chosen:
        qtbot.mouseClick(row, Qt.MouseButton.LeftButton)
    assert chosen.args == [persona.id]


def test_nothing_is_rebuilt_without_need(palette: Palette, journey: Journey) -> None:
    pills, rows = palette.pills, palette.persona_rows
    palette.show_journey(journey)
    assert palette.pills is pills
    assert palette.persona_rows is rows


def test_lane_picker_has_every_role(palette: Palette, qtbot: QtBot) -> None:
    picker = palette.open_lane_picker()
    qtbot.addWidget(picker)
    assert sorted(row.tool.role for row in picker.rows) == sorted(ROLES)


def test_lane_picker_finds_by_typing(palette: Palette, qtbot: QtBot) -> None:
    picker = palette.open_lane_picker()
    chosen: list[Tool] = []
    palette.tool_chosen.connect(chosen.append)
    qtbot.keyClicks(picker._search, "pain po")
    assert [row.tool.role for row in picker.rows] == ["pains"]
    qtbot.keyClick(picker._search, Qt.Key.Key_Return)
    assert [(tool.tool, tool.role) for tool in chosen] == [("lane", "pains")]
    assert picker.isHidden()


def test_lane_picker_closes_for_a_drag(palette: Palette, drags: list[Tool | None], qtbot: QtBot) -> None:
    picker = palette.open_lane_picker()
    drag(picker.rows[1], qtbot)
    assert drags == [picker.rows[1].tool]
    assert picker.isHidden()


def test_tile_of_lanes_opens_the_picker(palette: Palette, qtbot: QtBot) -> None:
    tile = next(tile for tile in palette.tiles if tile.tool.tool == "lane")
    qtbot.mouseClick(tile, Qt.MouseButton.LeftButton)
    assert palette._picker is not None
    assert palette._picker.isVisible()
    palette._picker.hide()


def test_theme_changes_keep_the_palette(palette: Palette, desktop: Desktop) -> None:
    count = len(palette.pills)
    desktop.appearance.set_mode("dark")
    desktop.appearance.set_mode("light")
    assert len(palette.pills) == count
    assert palette.persona_rows
