"""What the actions of the Insert menu do, on one window and its document."""

from __future__ import annotations

from PySide6.QtWidgets import QMenu

from cjm_desktop.windows import icons
from cjm_desktop.windows.actions import ROLE_GROUPS, group_label, role_icon, role_label
from cjm_desktop.windows.commands.base import CommandGroup


class InsertCommands(CommandGroup):
    """The commands of the Insert menu."""

    def insert(self, what: str) -> None:
        """Places a thing where the selection is; `what` is a kind of thing, or a lane role for a card of it."""
        from cjm_desktop.canvas.tools import Making, Tool

        tool = Tool(Making(what)) if what in set(Making) else Tool(Making.CARD, role=what)
        self._workspace.place(tool)

    def insert_lane(self, role: str) -> None:
        from cjm_desktop.canvas.tools import Making, Tool

        self._workspace.place(Tool(Making.LANE, role=role))

    def add_persona(self) -> None:
        self._window.show_panel("inspector", True)
        self._workspace.add_persona()

    def fill_lanes(self, menu: QMenu) -> None:
        if self._window.workspace is None:
            return
        chrome = self._window.appearance.chrome
        for group, roles in ROLE_GROUPS:
            submenu = menu.addMenu(group_label(group)) if len(roles) > 1 else menu
            if submenu is menu:
                menu.addSeparator()
            for role in roles:
                entry = submenu.addAction(icons.icon(role_icon(role), chrome), role_label(role))
                entry.triggered.connect(lambda _=False, role=role: self.insert_lane(role))
