"""Views of the map: the menu of them in the View menu, and its actions."""

from __future__ import annotations

from cjm_desktop.windows.actions.action import Action, Menu, Needs
from cjm_desktop.windows.actions.action import shown as t

ACTIONS: tuple[Action, ...] = (
    Action("show-all", t("&All of the Map"), "views.show_all", "eye", None, "Ctrl+Alt+A", checkable=True),
    Action("save-view", t("&Save as View…"), "views.save", "bookmark", tip=t("Keep what is shown now under a name")),
    Action("update-view", t("&Update View"), "views.update", needs=Needs.CHANGED_VIEW),
    Action("manage-views", t("&Manage Views…"), "views.manage", needs=Needs.VIEWS),
)

#: Filled when it opens, with the views that there are.
MENU = Menu("views", t("Vie&ws"), tuple(action.id for action in ACTIONS), "eye", dynamic=True)
