"""Where a map is worked on: the canvas with its banner, and the palette and inspector that stand beside it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from cjm_desktop.canvas.placing import landing, place_of
from cjm_desktop.canvas.tools import Making, Tool
from cjm_desktop.canvas.view import CanvasView
from cjm_desktop.editing.cards import update_cards
from cjm_desktop.editing.change import Change
from cjm_desktop.editing.personas import insert_persona, new_persona
from cjm_desktop.editing.pictures import insert_picture
from cjm_desktop.editing.session import Session
from cjm_desktop.geometry import Point
from cjm_desktop.layout.engine import LayoutEngine
from cjm_desktop.model.records import Picture
from cjm_desktop.text.engine import default_engine
from cjm_desktop.windows import scripts
from cjm_desktop.windows.appearance import Appearance
from cjm_desktop.windows.banner import Banner
from cjm_desktop.windows.find_bar import FindBar
from cjm_desktop.windows.inspector import Inspector
from cjm_desktop.windows.palette import Palette
from cjm_desktop.windows.pictures import choose_picture
from cjm_desktop.windows.steps import step
from cjm_desktop.windows.view_bar import ViewBar
from cjm_desktop.windows.viewing import Viewing
from cjm_desktop.windows.vote_bar import VoteBar


class Workspace(QWidget):
    """One session on the canvas. `changed` is sent after every change of the journey."""

    changed = Signal()
    #: The window was brought up to date: after a change, and after the map was saved.
    refreshed = Signal()
    #: A panel is to be seen, by its id in `docks.PANELS`.
    panel_wanted = Signal(str)
    #: An action of the window is to be done, by its id.
    action_wanted = Signal(str)
    #: Something was set in the Preferences.
    settings_changed = Signal()

    def __init__(self, session: Session, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self.appearance = appearance
        #: The file of the map; None while no file holds it.
        self.file: Callable[[], Path | None] = lambda: None
        self._language = session.journey.language
        scripts.serve_map(session.journey)
        self.canvas = CanvasView(session, self._engine())
        self.canvas.setAccessibleName(self.tr("Map"))
        self.palette_panel: Palette = Palette(appearance)
        self.inspector: Inspector = Inspector(session, appearance)
        self.canvas.setMinimumWidth(220)
        self.viewing = Viewing(session, self.canvas)
        self.banner = Banner()
        self._find_bar: FindBar | None = None
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.banner)
        self.view_bar = ViewBar(self)
        layout.addWidget(self.view_bar)
        self.vote_bar = VoteBar(self)
        layout.addWidget(self.vote_bar)
        layout.addWidget(self.canvas, 1)
        self.canvas.selection_changed.connect(self._follow_selection)
        self.palette_panel.tool_chosen.connect(self.place)
        self.palette_panel.persona_chosen.connect(lambda id_: self.inspect((id_,)))
        self.palette_panel.persona_wanted.connect(self.add_persona)
        self.inspector.select_wanted.connect(self.inspect)
        self.inspector.map_wanted.connect(self.canvas.setFocus)
        self._stop_listening = session.subscribe(self._follow)
        appearance.changed.connect(self._dress)
        self._dress()
        self.palette_panel.show_journey(session.journey)

    def stop(self) -> None:
        """Stops following the session."""
        self._stop_listening()
        self.viewing.stop()
        self.inspector.stop()
        if self._find_bar is not None:
            self._find_bar.stop()

    def place(self, tool: Tool) -> None:
        """Puts a new thing where the selection is, and the focus onto the map; for a picture, its file is asked for."""
        self.canvas.setFocus()
        if tool.tool != Making.PICTURE:
            self.canvas.place(tool)
        elif (picture := choose_picture(self)) is not None:
            self.place_picture(picture)

    def place_picture(self, picture: Picture, at: Point | None = None) -> None:
        """Puts a card with this picture where the selection is, or nearest to a point of the map, as one step."""
        self.canvas.commit_editing()
        tool, layout = Tool(Making.PICTURE), self.canvas.layout_now()
        if at is None:
            at = place_of(layout, self.canvas.selected, tool, self.canvas.visible_rect())
        found = landing(insert_picture(self.session.journey, picture), layout, tool, at)
        edit = found.make() if found is not None else None
        if edit is not None and edit.select:
            after = update_cards(edit.journey, edit.select, picture=picture.id)
            self.canvas.apply(replace(edit, label="Add picture", journey=after))

    @property
    def find_bar(self) -> FindBar:
        """The bar above the map that finds and replaces; made when it is first wanted."""
        if self._find_bar is None:
            bar = self._find_bar = FindBar(self.session, self.canvas, self.appearance, self)
            bar.inspect_wanted.connect(lambda id_: self.inspector.show_selection((id_,) if id_ else ()))
            bar.said.connect(self.canvas.status_message)
            column = self.layout()
            assert isinstance(column, QVBoxLayout)
            column.insertWidget(column.indexOf(self.canvas), bar)
        return self._find_bar

    def inspect(self, ids: tuple[str, ...]) -> None:
        """Selects these things, and shows them in the inspector also where the map does not show them."""
        self.canvas.select(ids)
        self.inspector.show_selection(ids)

    def fill_in(self, ids: tuple[str, ...], key: str) -> None:
        """Selects these things and puts the focus into a field of theirs; into the first where they have no such field."""
        self.inspect(ids)
        self.panel_wanted.emit("inspector")
        try:
            self.inspector.focus_field(key)
        except KeyError:
            self.inspector.focus_first()

    def add_persona(self) -> None:
        """A new persona, with the focus in its name."""
        journey = self.session.journey
        persona = new_persona(journey, "")
        self.session.apply(step("Add persona"), insert_persona(journey, persona))
        self.inspect((persona.id,))
        self.inspector.focus_first()

    def _follow(self, change: Change) -> None:
        scripts.serve_change(change)
        language = self.session.journey.language
        if language != self._language:
            # The language chooses among the shapes of CJK characters.
            self._language = language
            self.canvas.set_layout_engine(self._engine())
        self.palette_panel.show_journey(self.session.journey)
        self.changed.emit()

    def _follow_selection(self) -> None:
        self.inspector.show_selection(self.canvas.selection)

    def _engine(self) -> LayoutEngine:
        theme = self.appearance.theme
        return LayoutEngine(default_engine(self._language), theme.type, theme.space)

    def _dress(self) -> None:
        self.canvas.set_theme(self.appearance.theme, self.appearance.chrome)
        self.banner.dress(self.appearance.chrome)
