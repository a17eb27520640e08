"""Menus and actions as data: nothing dead, nothing twice, every handler there."""

from __future__ import annotations

from collections import Counter

import pytest

from cjm_desktop.model.catalogue import ROLES
from cjm_desktop.windows.actions import ACTIONS, MENUS, ROLE_GROUPS, Menu, role_icon, role_label

pytestmark = pytest.mark.usefixtures("qapp")


def entries(menus: tuple[Menu, ...]) -> list[str]:
    found = []
    for menu in menus:
        for entry in menu.entries:
            if isinstance(entry, Menu):
                found += entries((entry,))
            elif entry is not None:
                found.append(entry)
    return found


def test_every_action_stands_in_one_menu() -> None:
    assert Counter(entries(MENUS)) == Counter(list(ACTIONS))


@pytest.mark.parametrize("action", ACTIONS.values(), ids=list(ACTIONS))
def test_every_action_has_a_handler(action, window) -> None:  # type: ignore[no-untyped-def]
    assert callable(window.commands.handler(action.handler))


def test_no_keys_are_taken_twice() -> None:
    keys = Counter(keys.toString() for action in ACTIONS.values() for keys in action.sequences())
    assert {key: count for key, count in keys.items() if count > 1} == {}


@pytest.mark.parametrize(
    ("id_", "keys"),
    [
        ("new", "Ctrl+N"),
        ("open", "Ctrl+O"),
        ("save", "Ctrl+S"),
        ("save-as", "Ctrl+Shift+S"),
        ("export", "Ctrl+E"),
        ("undo", "Ctrl+Z"),
        ("delete", "Del"),
        ("select-all", "Ctrl+A"),
    ],
)
def test_usual_keys(id_: str, keys: str) -> None:
    assert keys in [sequence.toString() for sequence in ACTIONS[id_].sequences()]


def test_every_role_can_be_chosen_once() -> None:
    offered = [role for _, roles in ROLE_GROUPS for role in roles]
    assert Counter(offered) == Counter(list(ROLES))
    assert all(role_label(role) and role_icon(role) for role in offered)


def test_mnemonics_of_a_menu_differ() -> None:
    for menu in MENUS:
        letters = []
        for entry in menu.entries:
            text = entry.text if isinstance(entry, Menu) else ACTIONS[entry].text if entry else ""
            if "&" in text:
                letters.append(text[text.index("&") + 1].lower())
        assert len(letters) == len(set(letters)), menu.id
