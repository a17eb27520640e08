"""Cold start to first paint, in processes of their own: the editor, and a bare window of the same size."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

#: The process prints the time from its creation to the end of its first paint, in ms.
_FOOT = """
import os, time
def born():
    fields = open("/proc/self/stat").read().rsplit(")", 1)[1].split()
    up = float(open("/proc/uptime").read().split()[0])
    return time.monotonic() - (up - int(fields[19]) / os.sysconf("SC_CLK_TCK"))
"""

_BARE = (
    _FOOT
    + """
from PySide6.QtWidgets import QApplication, QWidget
class Bare(QWidget):
    def paintEvent(self, event):
        print((time.monotonic() - START) * 1000, flush=True); os._exit(0)
START = born()
app = QApplication([]); window = Bare(); window.resize(1600, 960); window.show(); app.exec()
"""
)

#: The first paint of the start page, or of the canvas where a file is named, ends the process.
_EDITOR = (
    _FOOT
    + """
import sys
from pathlib import Path
START = born()
from cjm_desktop import app as program
files = [Path(name) for name in sys.argv[1:]]
if files:
    from cjm_desktop.canvas.view import CanvasView as Painted
else:
    from cjm_desktop.windows.start_page import StartPage as Painted
paint = Painted.paintEvent
def timed(self, event):
    paint(self, event)
    print((time.monotonic() - START) * 1000, flush=True); os._exit(0)
Painted.paintEvent = timed
program.run(files)
"""
)


def bare_start() -> float:
    """A window with nothing in it."""
    return _run(_BARE, [])


def editor_start(file: Path | None) -> float:
    """The editor, empty or with a file, until its window is painted."""
    return _run(_EDITOR, [str(file)] if file else [])


def _run(script: str, arguments: list[str]) -> float:
    # As after an installation: what the first, uncounted run compiled is used by the others.
    environment = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
    done = subprocess.run(
        [sys.executable, "-c", script, *arguments],
        capture_output=True,
        text=True,
        env=environment,
        timeout=120,
        check=True,
    )
    return float(done.stdout.strip().splitlines()[-1])
