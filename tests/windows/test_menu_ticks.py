"""What is on bears a tick in its menu, which an icon in the same place would hide."""

from __future__ import annotations

import pytest

from cjm_desktop.app import Desktop
from cjm_desktop.windows.actions import ACTIONS
from cjm_desktop.windows.main_window import MainWindow


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_the_appearance_that_is_on_is_ticked(sample: MainWindow, desktop: Desktop, mode: str) -> None:
    sample.actions_by_id[f"appearance-{mode}"].trigger()
    entries = sample._menus["appearance"].actions()
    assert [entry.objectName() for entry in entries if entry.isChecked()] == [f"appearance-{mode}"]
    assert desktop.appearance.name == mode


def test_no_icon_takes_the_place_of_a_tick(sample: MainWindow) -> None:
    for id_, data in ACTIONS.items():
        assert sample.actions_by_id[id_].isIconVisibleInMenu() != data.checkable, id_
