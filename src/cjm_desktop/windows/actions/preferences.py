"""The action that opens the Preferences, in the Edit menu."""

from __future__ import annotations

from PySide6.QtGui import QKeySequence

from cjm_desktop.windows.actions.action import Action, Needs
from cjm_desktop.windows.actions.action import shown as t

ACTIONS: tuple[Action, ...] = (
    Action(
        "preferences",
        t("Preferences…"),
        "preferences.open",
        "settings-2",
        QKeySequence.StandardKey.Preferences,
        "Ctrl+,",
        needs=Needs.NOTHING,
        tip=t("How the program looks, what it keeps, and where"),
    ),
)
