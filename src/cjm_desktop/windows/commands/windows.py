"""What the Window menu does: it lists the windows of the program, and brings the chosen one forward."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QMenu

from cjm_desktop.windows import plain
from cjm_desktop.windows.commands.base import CommandGroup

if TYPE_CHECKING:
    from cjm_desktop.windows.main_window import MainWindow

_LONGEST = 60
#: So many have a digit to choose them by.
_DIGITS = 9


class WindowCommands(CommandGroup):
    """The commands on the windows of the program."""

    def fill(self, menu: QMenu) -> None:
        """The way back, then every window by the name of its map; this one is ticked."""
        menu.addAction(self._window.actions_by_id["back"])
        menu.addSeparator()
        for n, window in enumerate(self._desktop.windows, 1):
            digit = f"&{n}  " if n <= _DIGITS else ""
            entry = menu.addAction(digit + plain.mnemonic_free(self._name_of(window)))
            entry.setCheckable(True)
            entry.setChecked(window is self._window)
            entry.triggered.connect(lambda _=False, window=window: window.come_forward())

    def _name_of(self, window: MainWindow) -> str:
        if window.document is None:
            return self.tr("Start page")
        name = plain.shortened(window.document.name, _LONGEST)
        return f"{name} •" if window.isWindowModified() else name
