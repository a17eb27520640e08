"""What the actions of the Insert menu do, on one window and its document."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QMenu

from cjm_desktop.windows import icons, plain
from cjm_desktop.windows.actions import ROLE_GROUPS, group_label, role_icon, role_label
from cjm_desktop.windows.commands.base import CommandGroup
from cjm_desktop.windows.steps import step


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

    def insert_stages(self, names: tuple[str, ...]) -> None:
        """Stages of these names behind the current one, else last, as one step; the first of them is selected."""
        from cjm_desktop.canvas.edits import Edit
        from cjm_desktop.editing.stages import insert_stages

        self._canvas.commit_editing()
        self._canvas.setFocus()
        journey, current = self._session.journey, self._window.commands.lanes.stages
        order = list(journey.stages)
        at = max(map(order.index, current)) + 1 if current else len(order)
        after, made = insert_stages(journey, names, order[at] if at < len(order) else None)
        self._canvas.apply(Edit(step("Add stages"), after, made[:1]))

    def add_persona(self) -> None:
        self._window.show_panel("inspector", True)
        self._workspace.add_persona()

    def fill_stage_sets(self, menu: QMenu) -> None:
        if self._window.workspace is None:
            return
        from cjm_desktop.model.catalogue import STAGE_SETS

        for names in STAGE_SETS.values():
            shown = tuple(QCoreApplication.translate("catalogue", name) for name in names)
            entry = menu.addAction(plain.mnemonic_free(" · ".join(shown)))
            entry.triggered.connect(lambda _=False, names=shown: self.insert_stages(names))

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
