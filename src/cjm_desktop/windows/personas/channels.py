"""The channels by which a persona is reached: a pill for each, and a line for one that no pill names."""

from __future__ import annotations

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from cjm_desktop.canvas.guard import guarded
from cjm_desktop.model.catalogue import CHANNELS
from cjm_desktop.model.journey import Journey
from cjm_desktop.model.records import Channel
from cjm_desktop.windows import controls, icons, plain
from cjm_desktop.windows.appearance import Appearance
from cjm_desktop.windows.controls import LineField
from cjm_desktop.windows.flow import flow_widget
from cjm_desktop.windows.palette import channel_name


@guarded
class ChannelsField(QWidget):
    """`edited` carries the persona's channels: ids, and what the user calls channels that the map does not have."""

    edited = Signal(object)

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._appearance = appearance
        self._value: tuple[str, ...] = ()
        self._shown: tuple[object, ...] = ()
        self.pills: dict[str, QPushButton] = {}
        self._widget, self._flow = flow_widget()
        self.line = LineField()
        self.line.setPlaceholderText(self.tr("Another channel, then Enter"))
        self.line.setAccessibleName(self.tr("Another channel"))
        self.line.returnPressed.connect(self._add)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self._widget)
        column.addWidget(self.line)

    def show_value(self, journey: Journey, value: tuple[str, ...]) -> None:
        """Shows which channels a persona prefers."""
        self._value = value
        own = tuple(journey.channels.values())
        known = {channel.id for channel in own} | CHANNELS.keys()
        strange = tuple(name for name in value if name not in known)
        shown: tuple[object, ...] = (own, strange, self._appearance.name)
        if shown != self._shown:
            self._shown = shown
            self._fill(own, strange)
        for name, pill in self.pills.items():
            pill.setChecked(name in value)

    def _fill(self, own: tuple[Channel, ...], strange: tuple[str, ...]) -> None:
        for pill in self.pills.values():
            self._flow.removeWidget(pill)
            pill.hide()
            pill.deleteLater()
        self.pills = {}
        ids = {channel.id for channel in own}
        for channel in (*own, *(one for one in CHANNELS.values() if one.id not in ids)):
            icon = channel.icon if icons.exists(channel.icon) else "circle-dot"
            self._add_pill(channel.id, channel_name(channel), icon)
        for name in strange:
            self._add_pill(name, name, "circle-dot")
        self._widget.updateGeometry()

    def _add_pill(self, key: str, name: str, icon: str) -> None:
        chrome = self._appearance.chrome
        text = plain.shortened(name, 28)
        pill = QPushButton(plain.mnemonic_free(text))
        pill.setProperty("look", "pill")
        pill.setCheckable(True)
        controls.press_with_enter(pill)
        pill.setAccessibleName(self.tr("Reached by {channel}").format(channel=text))
        pill.setIcon(icons.tinted(icon, chrome.accent_on_pale, selected=chrome.accent_text, size=13, pad=2))
        pill.setIconSize(QSize(17, 13))
        pill.clicked.connect(lambda on, key=key: self._set(key, on))
        self._flow.addWidget(pill)
        self.pills[key] = pill

    def _set(self, key: str, on: bool) -> None:
        rest = tuple(name for name in self._value if name != key)
        self.edited.emit((*rest, key) if on else rest)

    def _add(self) -> None:
        name = self.line.text().strip()
        self.line.show_text("")
        if name and name not in self._value:
            self.edited.emit((*self._value, name))
