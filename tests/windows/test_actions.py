"""Menus and actions as data: nothing dead, nothing twice, every handler there."""

from __future__ import annotations

from collections import Counter

import pytest

from cjm_desktop.model.catalogue import ROLES
from cjm_desktop.windows.actions import ACTIONS, MENUS, ROLE_GROUPS, Menu, role_icon, role_label
from cjm_desktop.windows.main_window import MainWindow
from tests.windows.holding import session_of, workspace_of

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


def test_every_action_has_a_handler(window) -> None:  # type: ignore[no-untyped-def]
    for id_, action in ACTIONS.items():
        assert callable(window.commands.handler(action.handler)), id_


def test_no_keys_are_taken_twice() -> None:
    keys = Counter(keys.toString() for action in ACTIONS.values() for keys in action.sequences())
    # What moves the selection leads back while nothing is selected, see test_way_back.py.
    shared = {"Alt+Left"}
    assert {key: count for key, count in keys.items() if count > 1} == dict.fromkeys(shared, 2)
    assert all(action.on_map for action in ACTIONS.values() for key in action.sequences() if key.toString() in shared)


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


def test_every_menu_fits_a_small_screen(sample: MainWindow) -> None:
    heights = {menu.id: sample._menus[menu.id].sizeHint().height() for menu in inner(MENUS) if not menu.dynamic}
    assert {id_: height for id_, height in heights.items() if height > 700} == {}


def test_what_needs_a_selection_waits_for_one(sample: MainWindow) -> None:
    canvas = workspace_of(sample).canvas
    card = next(iter(session_of(sample).journey.cards))
    of_cards = ("split-card", "vote", "vote-back", "park", "link-map", "order-text", "to-top")
    canvas.select_none()
    assert [id_ for id_ in of_cards if sample.actions_by_id[id_].isEnabled()] == []
    canvas.select(list(session_of(sample).journey.lanes)[:1])
    assert [id_ for id_ in of_cards if sample.actions_by_id[id_].isEnabled()] == []
    canvas.select((card,))
    assert [id_ for id_ in of_cards if not sample.actions_by_id[id_].isEnabled()] == []


def test_every_role_can_be_chosen_once() -> None:
    offered = [role for _, roles in ROLE_GROUPS for role in roles]
    assert Counter(offered) == Counter(list(ROLES))
    assert all(role_label(role) and role_icon(role) for role in offered)


def inner(menus: tuple[Menu, ...]) -> list[Menu]:
    """The menus, and all within them."""
    return [each for menu in menus for each in (menu, *inner(tuple(e for e in menu.entries if isinstance(e, Menu))))]


def test_mnemonics_of_a_menu_differ() -> None:
    for menu in inner(MENUS):
        letters = []
        for entry in menu.entries:
            text = entry.text if isinstance(entry, Menu) else ACTIONS[entry].text if entry else ""
            if "&" in text:
                letters.append(text[text.index("&") + 1].lower())
        assert len(letters) == len(set(letters)), menu.id
