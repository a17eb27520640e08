"""The panel at the left: what can be dragged onto the map, the channels, and the map's personas."""

from __future__ import annotations

from operator import attrgetter

from PySide6.QtCore import QCoreApplication, QPoint, QSize, Qt, Signal
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from cjm_desktop.canvas.guard import guarded
from cjm_desktop.canvas.tools import Making, Tool
from cjm_desktop.model.catalogue import CHANNELS
from cjm_desktop.model.journey import Journey
from cjm_desktop.model.records import Channel, Persona, Picture
from cjm_desktop.windows import controls, icons, plain
from cjm_desktop.windows.appearance import Appearance
from cjm_desktop.windows.dragging import DragButton
from cjm_desktop.windows.flow import flow_widget
from cjm_desktop.windows.lane_picker import LanePicker
from cjm_desktop.windows.personas.portrait import round_portrait

#: Channels that are offered before "more": those of the map come before these.
_FIRST_CHANNELS = ("search", "web", "app", "chat", "phone", "shop", "email", "courier")


@guarded
class Palette(QWidget):
    """Sends `tool_chosen` with a tool to place, `persona_chosen` with an id, and `persona_wanted` for a new one."""

    tool_chosen = Signal(object)
    persona_chosen = Signal(str)
    persona_wanted = Signal()
    personas_wanted = Signal()  #: to edit them

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._appearance = appearance
        self._all_channels = False
        self._personas: tuple[Persona, ...] = ()
        self._portraits: dict[str, Picture | None] = {}
        self._channels: tuple[Channel, ...] = ()
        self._used: frozenset[str | None] = frozenset()
        self.pills: list[DragButton] = []  #: the channels that are shown
        self.persona_rows: list[QPushButton] = []
        self._picker: LanePicker | None = None
        self.setMinimumWidth(206)
        self.setProperty("look", "panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName(self.tr("Palette"))
        self.setWindowTitle(self.tr("Drag onto the map"))
        page = QWidget()
        page.setProperty("look", "page")
        column = QVBoxLayout(page)
        column.setContentsMargins(14, 4, 10, 12)
        column.setSpacing(6)
        self._tiles = [self._tile(*entry) for entry in self._entries()]
        for tile in self._tiles:
            column.addWidget(tile)
        column.addSpacing(8)
        column.addWidget(plain.label(self.tr("Channels").upper(), "heading"))
        self._pills, self._pill_flow = flow_widget()
        column.addWidget(self._pills)
        column.addSpacing(8)
        column.addWidget(plain.label(self.tr("Personas").upper(), "heading"))
        self._persona_column = QVBoxLayout()
        self._persona_column.setSpacing(7)
        column.addLayout(self._persona_column)
        self._add_persona = QPushButton(self.tr("Add persona"))
        self._add_persona.setAccessibleName(self.tr("Add persona"))
        self._add_persona.setProperty("look", "row")
        self._add_persona.clicked.connect(self.persona_wanted)
        column.addWidget(self._add_persona)
        self.edit_personas = QPushButton(self.tr("Edit personas…"))
        self.edit_personas.setAccessibleName(self.tr("Edit personas"))
        self.edit_personas.setProperty("look", "row")
        self.edit_personas.clicked.connect(self.personas_wanted)
        column.addWidget(self.edit_personas)
        column.addStretch()
        area = controls.upright(page, self)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(area)
        self._dress()
        appearance.changed.connect(self._dress)

    def sizeHint(self) -> QSize:
        return QSize(212, 600)

    def show_journey(self, journey: Journey) -> None:
        """Shows the map's own channels and its personas; rebuilds only what changed."""
        # In C: this is asked after every edit.
        used = frozenset(map(attrgetter("channel"), journey.cards.values())).intersection(CHANNELS)
        channels = tuple(journey.channels.values())
        if (channels, used) != (self._channels, self._used):
            self._channels, self._used = channels, used
            self._fill_pills()
        personas = tuple(journey.personas.values())
        if personas != self._personas:
            self._personas = personas
            self._portraits = {one.id: journey.pictures.get(one.portrait or "") for one in personas}
            self._fill_personas()

    @property
    def tiles(self) -> list[DragButton]:
        return list(self._tiles)

    def open_lane_picker(self) -> LanePicker:
        """Shows every kind of lane beside the palette."""
        tile = next(tile for tile in self._tiles if tile.tool.tool == Making.LANE)
        if self._picker is None:
            self._picker = LanePicker(self._appearance.theme, self)
            self._picker.chosen.connect(self.tool_chosen)
        self._picker.open_at(tile.mapToGlobal(QPoint(tile.width() + 6, -8)))
        return self._picker

    def _entries(self) -> tuple[tuple[str, Tool, str, str], ...]:
        """(text, tool, icon, accent) of the tiles."""
        return (
            (self.tr("Stage"), Tool(Making.STAGE), "columns-3", "blue"),
            (self.tr("Lane"), Tool(Making.LANE, role="own"), "rows-3", "slate"),
            (self.tr("Card"), Tool(Making.CARD), "sticky-note", "indigo"),
            (self.tr("Touchpoint"), Tool(Making.TOUCHPOINT), "waypoints", "teal"),
            (self.tr("Emotion point"), Tool(Making.EMOTION), "smile", "orange"),
            (self.tr("Pain point"), Tool(Making.CARD, role="pains"), "frown", "red"),
            (self.tr("Opportunity"), Tool(Making.CARD, role="opportunities"), "lightbulb", "green"),
            (self.tr("Thought"), Tool(Making.CARD, role="thoughts"), "message-circle", "violet"),
            (self.tr("Picture"), Tool(Making.PICTURE), "image", "pink"),
        )

    def _tile(self, text: str, tool: Tool, icon: str, accent: str) -> DragButton:
        tile = DragButton(text, tool, "tile")
        tile.setProperty("icon_name", icon)
        tile.setProperty("accent", accent)
        tile.setIconSize(icons.BADGE_SIZE)
        if tool.tool == Making.LANE:
            tile.setText(f"{text}…")
            tile.setToolTip(plain.tooltip(self.tr("Drag a lane of your own, or click for every kind of lane")))
            tile.clicked.connect(self.open_lane_picker)
        else:
            tile.chosen.connect(self.tool_chosen)
        return tile

    def _dress(self) -> None:
        theme, chrome = self._appearance.theme, self._appearance.chrome
        for tile in self._tiles:
            accent = theme.accent(tile.property("accent"))
            tile.setIcon(icons.badge(tile.property("icon_name"), accent.strong, accent.pale))
        self._add_persona.setIcon(icons.tinted("plus", chrome.text_muted, size=16, pad=5))
        self._add_persona.setIconSize(QSize(26, 16))
        self.edit_personas.setIcon(icons.tinted("pencil", chrome.text_muted, size=16, pad=5))
        self.edit_personas.setIconSize(QSize(26, 16))
        self._picker = None
        self._fill_pills()
        self._fill_personas()

    def _fill_pills(self) -> None:
        chrome = self._appearance.chrome
        _emptied(self._pill_flow)
        self.pills = []
        # Always in the catalogue's order, so that no pill moves under the hand that dragged one.
        first = [id_ for id_ in CHANNELS if id_ in _FIRST_CHANNELS or id_ in self._used]
        shown = list(CHANNELS) if self._all_channels else first
        for channel in (*self._channels, *(CHANNELS[id_] for id_ in shown)):
            name = plain.shortened(channel_name(channel), 24)
            pill = DragButton(name, Tool(Making.TOUCHPOINT, channel=channel.id), "pill")
            pill.setAccessibleName(self.tr("Touchpoint: {name}").format(name=name))
            icon = channel.icon if icons.exists(channel.icon) else "circle-dot"
            pill.setIcon(icons.tinted(icon, chrome.accent_on_pale, size=13, pad=2))
            pill.setIconSize(QSize(17, 13))
            pill.chosen.connect(self.tool_chosen)
            self._pill_flow.addWidget(pill)
            self.pills.append(pill)
        self._pills.updateGeometry()
        if len(first) == len(CHANNELS):
            return
        more = QPushButton(self.tr("Fewer") if self._all_channels else f"+{len(CHANNELS) - len(first)}")
        more.setProperty("look", "pill")
        more.setAccessibleName(self.tr("Fewer channels") if self._all_channels else self.tr("More channels"))
        more.setToolTip(plain.tooltip(more.accessibleName()))
        more.clicked.connect(self._toggle_channels)
        self._pill_flow.addWidget(more)

    def _toggle_channels(self) -> None:
        self._all_channels = not self._all_channels
        self._fill_pills()

    def _fill_personas(self) -> None:
        theme = self._appearance.theme
        _emptied(self._persona_column)
        self.persona_rows = []
        for order, persona in enumerate(self._personas):
            name = plain.shortened(persona.name, 18) or self.tr("Nameless")
            row = QPushButton(plain.mnemonic_free(name))
            row.setProperty("look", "tile")
            row.setAccessibleName(self.tr("Persona: {name}").format(name=name))
            place, portrait = order if len(self._personas) > 1 else None, self._portraits[persona.id]
            row.setIcon(QIcon(round_portrait(persona, portrait, place, theme, icons.BADGE, self.devicePixelRatioF())))
            row.setIconSize(icons.BADGE_SIZE)
            row.clicked.connect(lambda _=False, id_=persona.id: self.persona_chosen.emit(id_))
            self._persona_column.addWidget(row)
            self.persona_rows.append(row)


def channel_name(channel: Channel) -> str:
    """A channel's name: as the user wrote it, or in the user's language where it is the catalogue's."""
    built_in = CHANNELS.get(channel.id) == channel
    return QCoreApplication.translate("catalogue", channel.name) if built_in else channel.name


def _emptied(layout: object) -> None:
    while (item := layout.takeAt(0)) is not None:  # type: ignore[attr-defined]
        widget = item.widget()
        if widget is not None:
            # Hidden at once, so that nothing of it is seen or hit until it is gone.
            widget.hide()
            widget.setParent(None)
            widget.deleteLater()
