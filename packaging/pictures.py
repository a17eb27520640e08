"""Makes pictures of the program: those of README.md, or with --all every window in every theme at 1x and 2x to look at.

Run it by `make pictures`, or `make pictures ARGS="--all FOLDER"`. Where there is no display it starts a virtual one.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

    from cjm_desktop.app import Desktop
    from cjm_desktop.windows.main_window import MainWindow

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "resources" / "readme"
SAMPLE = "current-state"
#: The card that is selected in the pictures, so that the inspector shows one.
SELECTED = "card-touchpoints-purchase"
#: The stage that is presented in the pictures.
PRESENTED = "stage-purchase"
SIZE = (1600, 960)
#: What README.md shows.
README = ("window", "window-dark", "presenter")


def main() -> int:
    """Write the pictures; 0 on success."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--all", metavar="FOLDER", type=Path, help="every picture at 1x and 2x, into this folder")
    parser.add_argument("--child", metavar="FOLDER", type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.child is not None:
        _make(options.child, README if options.child == FOLDER else tuple(SHOTS))
        return 0
    if options.all is None:
        return _in_child(FOLDER, 1)
    codes = []
    for ratio in (1, 2):
        folder = (options.all / f"{ratio}x").absolute()
        folder.mkdir(parents=True, exist_ok=True)
        codes.append(_in_child(folder, ratio))
    return max(codes)


def _in_child(folder: Path, ratio: int) -> int:
    """Make the pictures in a process of its own, on a screen of `ratio` device pixels a pixel."""
    command = [sys.executable, __file__, "--child", str(folder)]
    if sys.platform == "linux" and (ratio != 1 or not os.environ.get("DISPLAY")):
        xvfb = shutil.which("xvfb-run")
        if xvfb is None:
            print("There is no display and no xvfb-run; `make setup` installs it.", file=sys.stderr)
            return 2
        width, height = (side * ratio for side in SIZE)
        command = [xvfb, "-a", "-s", f"-screen 0 {width}x{height}x24", *command]
    environment = dict(os.environ, QT_SCALE_FACTOR=str(ratio))
    if sys.platform == "linux":
        environment.setdefault("QT_QPA_PLATFORM", "xcb")
    with tempfile.TemporaryDirectory() as home:
        # Nothing of the user's own settings shows in the pictures, and none is changed.
        environment.update({"HOME": home, "XDG_CONFIG_HOME": home, "XDG_DATA_HOME": home})
        return subprocess.run(command, env=environment, check=False).returncode


def _make(folder: Path, names: tuple[str, ...]) -> None:
    from cjm_desktop.app import Desktop, made_application
    from cjm_desktop.exporting import ExportOptions, export_file
    from cjm_desktop.formats import journey_file
    from cjm_desktop.templates import load_template

    file = Path(os.environ["HOME"]) / "feeding-mitya.cjm"
    journey = load_template(SAMPLE)
    journey_file.save(journey, file)
    export_file(journey, folder / "map.png", ExportOptions(page="map", scale=1, map_inside=False))
    app = made_application()
    desktop = Desktop(app)
    for name in names:
        mode, show = SHOTS[name]
        window = _window(app, desktop, mode, file)
        target = folder / f"{name}.png"
        show(app, window, target)
        window.close()
        app.processEvents()


def _window(app: QApplication, desktop: Desktop, mode: str, file: Path) -> MainWindow:
    desktop.appearance.set_mode(mode)
    window = desktop.new_window()
    window.setGeometry(0, 0, *SIZE)
    window.show()
    window.open_path(file)
    assert window.workspace is not None
    canvas = window.workspace.canvas
    _settle(app)
    canvas.zoom_fit()
    canvas.select([SELECTED])
    _settle(app)
    canvas.finish_painting()
    return window


def _settle(app: QApplication, seconds: float = 0.3) -> None:
    from PySide6.QtTest import QTest

    app.processEvents()
    QTest.qWait(round(seconds * 1000))


def _screen(app: QApplication, window: MainWindow, target: Path) -> None:
    _settle(app)
    window.screen().grabWindow(0).save(str(target))


def _panels(app: QApplication, window: MainWindow, target: Path) -> None:
    """The editor at work: zoomed in, with its panels open."""
    assert window.workspace is not None
    for panel in ("outline", "review", "minimap"):
        window.show_panel(panel, True)
    canvas = window.workspace.canvas
    canvas.set_zoom(1.2)
    canvas.zoom_to_selection()
    canvas.set_zoom(1.2)
    _settle(app)
    canvas.finish_painting()
    _screen(app, window, target)
    for panel in ("outline", "review", "minimap"):
        window.show_panel(panel, False)


def _inspector(app: QApplication, window: MainWindow, target: Path) -> None:
    assert window.workspace is not None
    _settle(app)
    window.workspace.inspector.grab().save(str(target))


def _dialog(open_it: Callable[[MainWindow], object]) -> Callable[[QApplication, MainWindow, Path], None]:
    """Grabs the dialog that opens, and closes it."""

    def show(app: QApplication, window: MainWindow, target: Path) -> None:
        from PySide6.QtCore import QTimer

        def grab() -> None:
            opened = app.activeModalWidget() or app.activePopupWidget()
            assert opened is not None
            opened.grab().save(str(target))
            opened.close()

        QTimer.singleShot(700, window, grab)
        open_it(window)
        _settle(app, 1.0)

    return show


def _presenter(app: QApplication, window: MainWindow, target: Path) -> None:
    assert window.workspace is not None
    window.workspace.canvas.select([PRESENTED])
    window.commands.present.from_here()
    presentation = window.commands.present.presentation
    assert presentation is not None
    _settle(app, 0.8)
    presentation.stage.grab().save(str(target))
    presentation.end()
    _settle(app)


def _notes(app: QApplication, window: MainWindow, target: Path) -> None:
    assert window.workspace is not None
    window.workspace.canvas.select([PRESENTED])
    window.commands.present.from_here()
    presentation = window.commands.present.presentation
    assert presentation is not None
    presentation.toggle_notes()
    _settle(app, 0.8)
    assert presentation.notes is not None
    presentation.notes.grab().save(str(target))
    presentation.end()
    _settle(app)


Shot = Callable[["QApplication", "MainWindow", Path], None]
#: By name: the window's appearance, and what is pictured.
SHOTS: dict[str, tuple[str, Shot]] = {
    "window": ("light", _screen),
    "window-dark": ("dark", _screen),
    "panels": ("light", _panels),
    "panels-dark": ("dark", _panels),
    "inspector": ("light", _inspector),
    "inspector-dark": ("dark", _inspector),
    "personas": ("light", _dialog(lambda window: window.commands.personas.edit())),
    "personas-dark": ("dark", _dialog(lambda window: window.commands.personas.edit())),
    "export": ("light", _dialog(lambda window: window.commands.export.dialog())),
    "shortcuts": ("light", _dialog(lambda window: window.commands.help.show_shortcuts())),
    "command-palette": ("light", _dialog(lambda window: window.commands.find.command_palette())),
    "presenter": ("light", _presenter),
    "presenter-notes": ("light", _notes),
    "presenter-notes-dark": ("dark", _notes),
}


if __name__ == "__main__":
    sys.exit(main())
