"""What the actions of the View menu do, on one window and its document."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QMenu

from cjm_desktop.windows import icons, plain
from cjm_desktop.windows.actions import CONTEXT
from cjm_desktop.windows.actions.context import Entries
from cjm_desktop.windows.commands.base import CommandGroup


class ViewCommands(CommandGroup):
    """The commands of the View menu."""

    def zoom_in(self) -> None:
        self._canvas.zoom_in()

    def zoom_out(self) -> None:
        self._canvas.zoom_out()

    def zoom_actual(self) -> None:
        self._canvas.zoom_actual()

    def zoom_fit(self) -> None:
        self._canvas.zoom_fit()

    def zoom_selection(self) -> None:
        self._canvas.zoom_to_selection()

    def show_context_menu(self, place: QPoint, kind: str) -> None:
        """What a right click on a kind of thing offers, at a place of the screen; what does not apply is left out."""
        menu = QMenu(self._window)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.setAccessibleName(self.tr("Context menu"))
        self._fill(menu, CONTEXT[kind])
        menu.popup(place)

    def _fill(self, menu: QMenu, entries: Entries) -> None:
        for entry in entries:
            if entry is None:
                menu.addSeparator()
            elif isinstance(entry, str):
                if self._window.actions_by_id[entry].isEnabled():
                    menu.addAction(self._window.actions_by_id[entry])
            else:
                inner = menu.addMenu(entry.label)
                inner.setAccessibleName(plain.bare(entry.label))
                if entry.icon:
                    inner.setIcon(icons.icon(entry.icon, self._window.appearance.chrome))
                if entry.dynamic:
                    self._window.commands.menu_fillers()[entry.id](inner)
                else:
                    self._fill(inner, entry.entries)
                inner.menuAction().setVisible(not inner.isEmpty())

    def set_appearance(self, mode: str) -> None:
        self._window.appearance.set_mode(mode)

    def show_panel(self, name: str, shown: bool) -> None:
        """Opens or closes a panel of `docks.PANELS`; one that waits behind a tab comes to the front."""
        self._window.toggle_panel(name, shown)

    def show_summary(self) -> None:
        """Shows the map's numbers in a window of their own, which follows the map."""
        from cjm_desktop.windows.summary.window import SummaryWindow

        self._canvas.commit_editing()
        # It goes with the workspace of its map.
        shown = self._workspace.findChild(SummaryWindow) or SummaryWindow(self._workspace)
        shown.show()
        shown.raise_()
        shown.activateWindow()

    def reset_panels(self) -> None:
        self._window.reset_panels()

    def set_clean(self, clean: bool) -> None:
        """The map alone on the whole screen, or what was round it again."""
        self._window.set_clean(clean)

    def go_to_panel(self, which: str) -> None:
        """The focus into the “next” or “previous” one of map, panels and tool bar that is shown."""
        self._window.go_to_panel(1 if which == "next" else -1)
