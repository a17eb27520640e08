"""A window beside the map goes in, with what undoes and redoes there; the keys of the Edit menu do it in that window, too."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from cjm_desktop.windows.actions import ACTIONS


def undo_by_keys(window: QWidget, undo: Callable[[], object], redo: Callable[[], object]) -> None:
    """The keys that undo and redo on the map call these in the window: shortcuts of one window are not heard in another."""
    for id_, call in (("undo", undo), ("redo", redo)):
        action, shortcut = ACTIONS[id_], QShortcut(window)
        # The system's own, and those that hands know from elsewhere.
        shortcut.setKeys(list(dict.fromkeys([*action.sequences(), QKeySequence(action.keys)])))
        shortcut.activated.connect(call)
