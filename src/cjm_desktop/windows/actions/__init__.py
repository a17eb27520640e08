"""Menus and actions as data: what each is called, its keys, its icon, which command it calls, and when.

Everything that lists commands (menus, tool bar, the page of keyboard shortcuts) is made from `ACTIONS` and `MENUS`.
"""

from __future__ import annotations

from cjm_desktop.windows.actions import edit, file, insert, present, view, window
from cjm_desktop.windows.actions import help as help_
from cjm_desktop.windows.actions import map as map_
from cjm_desktop.windows.actions.action import Action, Menu, Needs
from cjm_desktop.windows.actions.context import CONTEXT
from cjm_desktop.windows.actions.roles import ROLE_GROUPS, group_label, role_icon, role_label

_SUBJECTS = (file, edit, insert, view, map_, present, window, help_)

ACTIONS: dict[str, Action] = {action.id: action for subject in _SUBJECTS for action in subject.ACTIONS}

MENUS: tuple[Menu, ...] = tuple(subject.MENU for subject in _SUBJECTS)

__all__ = [
    "ACTIONS",
    "CONTEXT",
    "MENUS",
    "ROLE_GROUPS",
    "Action",
    "Menu",
    "Needs",
    "group_label",
    "role_icon",
    "role_label",
]
