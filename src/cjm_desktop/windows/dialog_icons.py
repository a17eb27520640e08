"""The icons of Qt's own file dialog, which are black in every theme: the chrome goes in, rules with our icons come out."""

from __future__ import annotations

import os
from pathlib import Path

from PySide6.QtCore import QStandardPaths

from cjm_desktop.theme import Chrome
from cjm_desktop.windows import icons

#: As the dialog's stylesheet calls them, and ours.
_ICONS = (
    ("backward-icon", "chevron-left"),
    ("forward-icon", "chevron-right"),
    ("filedialog-parent-directory-icon", "chevron-up"),
    ("filedialog-new-directory-icon", "folder-plus"),
    ("filedialog-listview-icon", "columns-3"),
    ("filedialog-detailedview-icon", "rows-3"),
)
_ARROW = "chevron-down"
_PIXELS = 64  #: sharp at every scale

_RULES = """
QFileDialog {{ {icons} }}
QFileDialog QToolButton, QFileDialog QToolButton:disabled {{ background: transparent; }}
QFileDialog QToolButton:hover, QFileDialog QToolButton:checked {{ background: {hover}; }}
QFileDialog QComboBox::down-arrow {{ image: {arrow}; width: 14px; height: 14px; }}
"""


def rules(chrome: Chrome) -> str:
    """What is added to the stylesheet. A stylesheet takes icons from files only: they are kept in the program's cache.

    Nothing where they cannot be written: the icons stay black, on the light grounds that `style.sheet` gives them.
    """
    folder = Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.CacheLocation)) / "icons"
    try:
        drawn = {name: _url(folder, name, chrome.text) for name in (*(name for _, name in _ICONS), _ARROW)}
    except OSError:
        return ""
    each = " ".join(f"{property_}: {drawn[name]};" for property_, name in _ICONS)
    return _RULES.format(icons=each, arrow=drawn[_ARROW], hover=chrome.hover)


def _url(folder: Path, name: str, colour: str) -> str:
    """The icon in one colour as a file, as a stylesheet names it; OSError where there can be none."""
    path = folder / f"{name}-{colour.removeprefix('#')}.png"
    if '"' in str(path) or "\n" in str(path):
        raise OSError(f"a stylesheet cannot name {path}")
    if not path.is_file():
        folder.mkdir(parents=True, exist_ok=True)
        # Another start of the program may read it meanwhile.
        part = folder / f"{path.stem}.{os.getpid()}.png"
        if not icons.pixmap(name, colour, _PIXELS).save(str(part)):
            raise OSError(f"{part} was not written")
        part.replace(path)
    return f'url("{path.as_posix()}")'
