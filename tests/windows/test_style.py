"""The stylesheet and palette: readable in both themes, and every look that a widget asks for is there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from PySide6.QtGui import QPalette

from cjm_desktop.theme import CHROMES, Chrome, contrast
from cjm_desktop.windows import style

WINDOWS = Path(style.__file__).parent

#: (text, ground) that the stylesheet sets on each other.
PAIRS = (
    ("text", "window"),
    ("text", "panel"),
    ("text", "field"),
    ("text", "canvas"),
    ("text", "hover"),
    ("text", "pressed"),
    ("text", "danger_pale"),
    ("text", "warning_pale"),
    ("text_muted", "window"),
    ("text_muted", "panel"),
    ("text_muted", "field"),
    ("text_muted", "canvas"),
    ("text_muted", "hover"),
    ("accent_text", "accent"),
    ("accent_text", "accent_hover"),
    ("accent_on_pale", "accent_pale"),
    ("accent_on_pale", "panel"),
    ("window", "text"),
)


@pytest.mark.parametrize("name", CHROMES)
@pytest.mark.parametrize(("text", "ground"), PAIRS)
def test_text_can_be_read(name: str, text: str, ground: str) -> None:
    chrome = CHROMES[name]
    assert contrast(getattr(chrome, text), getattr(chrome, ground)) >= 4.5


@pytest.mark.parametrize("chrome", CHROMES.values(), ids=list(CHROMES))
def test_focus_and_fields_stand_out(chrome: Chrome) -> None:
    assert contrast(chrome.accent, chrome.panel) >= 3
    assert contrast(chrome.text_muted, chrome.field) >= 3


@pytest.mark.parametrize("chrome", CHROMES.values(), ids=list(CHROMES))
def test_sheet_is_whole(chrome: Chrome) -> None:
    sheet = style.sheet(chrome)
    assert "$" not in sheet
    assert sheet.count("{") == sheet.count("}") > 50
    known = set(re.findall(r"#[0-9a-f]{6}", " ".join(v for v in map(str, _values(chrome)))))
    foreign = set(re.findall(r"#[0-9a-f]{6}", sheet)) - known
    assert len(foreign) <= 1  # the mixed edge of a hovered pill


def _values(chrome: Chrome) -> list[str]:
    return [getattr(chrome, name) for name in chrome.__slots__]


def test_every_look_is_in_the_sheet() -> None:
    sheet = style.sheet(CHROMES["light"])
    asked = set()
    for path in WINDOWS.rglob("*.py"):
        source = path.read_text("utf-8")
        asked |= set(re.findall(r'setProperty\("look", "([\w-]+)"\)', source))
        asked |= set(re.findall(r'plain\.label\([^\n]*?, "([\w-]+)"', source))
    assert len(asked) > 10
    assert {look for look in asked if f'[look="{look}"]' not in sheet} == set()


def test_every_look_of_the_sheet_is_asked_for() -> None:
    looks = set(re.findall(r'\[look="([\w-]+)"\]', style.sheet(CHROMES["light"])))
    sources = "".join(path.read_text("utf-8") for path in WINDOWS.rglob("*.py") if path.name != "style.py")
    assert {look for look in looks if f'"{look}"' not in sources} == set()


def test_palette_follows_the_theme() -> None:
    for chrome in CHROMES.values():
        palette = style.palette(chrome)
        assert palette.color(QPalette.ColorRole.Window).name() == chrome.window
        assert palette.color(QPalette.ColorGroup.Disabled, QPalette.ColorRole.Text).name() == chrome.text_disabled


@pytest.mark.parametrize("chrome", CHROMES.values(), ids=list(CHROMES))
def test_the_black_icons_of_file_dialogs_are_seen(chrome: Chrome) -> None:
    """Qt draws the arrows itself, and in black, whatever the theme."""
    found = re.search(r"QFileDialog QToolButton \{ background: ([^;]+);", style.sheet(chrome))
    assert found is not None
    ground = chrome.window if found[1] == "transparent" else found[1]
    assert contrast("#000000", ground) >= 4.5
