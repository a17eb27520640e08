"""Makes the pictures of README.md: the editor's window as a screen shows it, and a map as it is exported.

Run it by `make pictures`. Where there is no display it starts a virtual one of its own.
"""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "resources" / "readme"
SAMPLE = "current-state"
#: The card that is selected in the picture, so that the inspector shows one.
SELECTED = "card-touchpoints-purchase"
SIZE = (1600, 960)


def main() -> int:
    """Write window.png, window-dark.png and map.png; 0 on success."""
    if sys.platform == "linux" and not os.environ.get("DISPLAY"):
        xvfb = shutil.which("xvfb-run")
        if xvfb is None:
            print("There is no display and no xvfb-run; `make setup` installs it.", file=sys.stderr)
            return 2
        screen = f"-screen 0 {SIZE[0]}x{SIZE[1]}x24"
        os.execv(xvfb, [xvfb, "-a", "-s", screen, sys.executable, __file__])
    os.environ.setdefault("QT_QPA_PLATFORM", "xcb" if sys.platform == "linux" else "")
    FOLDER.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as home:
        # Nothing of the user's own settings shows in the pictures, and none is changed.
        os.environ.update({"HOME": home, "XDG_CONFIG_HOME": home, "XDG_DATA_HOME": home})
        file = Path(home) / "feeding-mitya.cjm"
        _map(file)
        _window(file)
    return 0


def _map(file: Path) -> None:
    from cjm_desktop.exporting import ExportOptions, export_file
    from cjm_desktop.formats import journey_file
    from cjm_desktop.templates import load_template

    journey = load_template(SAMPLE)
    journey_file.save(journey, file)
    export_file(journey, FOLDER / "map.png", ExportOptions(page="map", scale=1))


def _window(file: Path) -> None:
    from cjm_desktop.app import Desktop, made_application

    app = made_application()
    desktop = Desktop(app)
    for mode in ("light", "dark"):
        desktop.appearance.set_mode(mode)
        window = desktop.new_window()
        window.setGeometry(0, 0, *SIZE)
        window.show()
        window.open_path(file)
        assert window.workspace is not None
        canvas = window.workspace.canvas
        app.processEvents()
        canvas.zoom_fit()
        canvas.select([SELECTED])
        app.processEvents()
        canvas.finish_painting()
        app.processEvents()
        name = "window.png" if mode == "light" else "window-dark.png"
        window.screen().grabWindow(0).save(str(FOLDER / name))
        window.close()
        app.processEvents()


if __name__ == "__main__":
    sys.exit(main())
