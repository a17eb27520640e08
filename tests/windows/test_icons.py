"""Icons: all that are named are there, nothing lies about unused, and they take the theme's colour at any pixel ratio."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from cjm_desktop.model.catalogue import CHANNELS, ROLES
from cjm_desktop.resources import resource
from cjm_desktop.theme import CHROMES
from cjm_desktop.windows import icons
from cjm_desktop.windows.actions import ACTIONS, MENUS, Menu, role_icon

pytestmark = pytest.mark.usefixtures("qapp")

WINDOWS = Path(icons.__file__).parent
UI = resource("icons", "ui")


def menu_icons(menus: tuple[Menu, ...]) -> set[str]:
    found = {menu.icon for menu in menus if menu.icon}
    for menu in menus:
        found |= menu_icons(tuple(entry for entry in menu.entries if isinstance(entry, Menu)))
    return found


def test_every_named_icon_is_there() -> None:
    named = {action.icon for action in ACTIONS.values() if action.icon} | menu_icons(MENUS)
    named |= {role_icon(role) for role in ROLES} | {channel.icon for channel in CHANNELS.values()}
    assert {name for name in named if not icons.exists(name)} == set()


def test_no_icon_is_unused() -> None:
    sources = "".join(path.read_text("utf-8") for path in WINDOWS.rglob("*.py"))
    words = set(re.findall(r'"([a-z0-9-]+)"', sources))
    assert {path.stem for path in UI.glob("*.svg")} - words == set()
    assert (UI / "LICENSE").read_text().startswith("ISC License")


@pytest.mark.parametrize("name", ["../ui/plus", "", "plus.svg", "no-such-icon", "a/b"])
def test_a_files_icon_name_is_not_trusted(name: str) -> None:
    assert not icons.exists(name)


@pytest.mark.parametrize("ratio", [1.0, 1.5, 2.0])
def test_icon_is_tinted_and_sharp(ratio: float) -> None:
    pixmap = icons.pixmap("plus", "#ff0000", 16, ratio)
    image = pixmap.toImage()
    assert (image.width(), image.height()) == (round(16 * ratio), round(16 * ratio))
    middle = image.pixelColor(image.width() // 2, image.height() // 2)
    assert (middle.red(), middle.green(), middle.blue()) == (255, 0, 0)
    assert middle.alpha() > 200
    assert image.pixelColor(0, 0).alpha() == 0


def test_padding_widens_but_does_not_scale() -> None:
    bare, padded = icons.pixmap("plus", "#000000", 16), icons.pixmap("plus", "#000000", 16, 1.0, 4)
    assert padded.width() == bare.width() + 8
    assert padded.toImage().copy(4, 0, 16, 16) == bare.toImage()


def test_disabled_icon_is_greyed() -> None:
    chrome = CHROMES["light"]
    icon = icons.icon("save", chrome)
    sizes = icon.availableSizes()
    normal = icon.pixmap(sizes[0], icon.Mode.Normal).toImage()
    disabled = icon.pixmap(sizes[0], icon.Mode.Disabled).toImage()
    assert normal != disabled


def test_application_icon_has_its_sizes() -> None:
    assert {size.width() for size in icons.application_icon().availableSizes()} == {16, 32, 64, 256}
