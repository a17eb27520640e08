"""Run as `python -m tests.reliability.offline FOLDER WAY`: a stranger's map is opened in a window, looked at, edited, exported.

Prints as JSON what the interpreter was told of on the way: connections, names looked up, programs started. `WAY` is
"sound", or what is done besides: "connecting" or "starting" a program.
"""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
from pathlib import Path
from typing import Any

#: What the interpreter tells of the network and of other programs.
EVENTS = {
    "socket.connect",
    "socket.getaddrinfo",
    "socket.gethostbyname",
    "socket.bind",
    "socket.sendto",
    "subprocess.Popen",
    "os.system",
    "os.exec",
    "os.posix_spawn",
    "os.spawn",
    "os.fork",
    "os.forkpty",
    "os.startfile",
    "pty.spawn",
    "webbrowser.open",
    "urllib.Request",
    "http.client.connect",
    "smtplib.connect",
    "ftplib.connect",
}
TRAP = "http://127.0.0.1:9/"


def texts(_: str) -> str:
    """What is in every text: everything that a careless reader would fetch."""
    return f'<img src="{TRAP}a.png"><link rel=stylesheet href="{TRAP}b.css"><script src="{TRAP}c.js"></script> {TRAP}'


def live(folder: Path) -> None:
    """The start of the program, a map through all that is done with maps, and its end."""
    from PySide6.QtCore import QEvent, QPoint
    from PySide6.QtGui import QHelpEvent
    from PySide6.QtTest import QTest
    from PySide6.QtWidgets import QApplication, QWidget

    from cjm_desktop.app import Desktop, made_application
    from cjm_desktop.editing.cards import update_cards
    from cjm_desktop.exporting import ExportOptions, export_file
    from cjm_desktop.formats.registry import import_file
    from cjm_desktop.storage.saving import save
    from cjm_desktop.windows.docks import PANELS
    from tests.reliability.hostile.maps import full

    (folder / "map.cjm").write_bytes(full(texts))
    app = made_application()
    desktop = Desktop(app)
    window = desktop.new_window()
    window.show()
    QTest.qWait(50)
    window.open_path(folder / "map.cjm")
    assert window.document is not None
    session = window.document.session
    for panel in PANELS:
        window.show_panel(panel.id, True)
        QTest.qWait(1)
    workspace = window.workspace
    assert workspace is not None
    for id_ in (*session.journey.cards, *session.journey.personas, *session.journey.stages, *session.journey.lanes):
        workspace.canvas.select([id_])
        QTest.qWait(1)
    session.apply("Edit", update_cards(session.journey, list(session.journey.cards), text=texts("again")))
    for widget in window.findChildren(QWidget):
        if widget.isVisible():
            help_event = QHelpEvent(QEvent.Type.ToolTip, QPoint(1, 1), widget.mapToGlobal(QPoint(1, 1)))
            QApplication.sendEvent(widget, help_event)
    window.commands.clipboard.copy()
    window.commands.clipboard.paste()
    QTest.qWait(20)
    save(session.journey, folder / "copy.cjm", expected=None, backups=None)
    appendix = ("personas", "notes", "opportunities", "findings")
    for suffix in ("pdf", "png", "svg"):
        export_file(session.journey, folder / f"map.{suffix}", ExportOptions("map", appendix=appendix))
        import_file(folder / f"map.{suffix}")
    session.mark_saved()
    window.close()
    app.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    QTest.qWait(20)


def main() -> None:
    folder, way = Path(sys.argv[1]), sys.argv[2]
    told: list[str] = []

    def hook(event: str, arguments: tuple[Any, ...]) -> None:
        if event in EVENTS:
            told.append(f"{event} {arguments[-1] if event == 'socket.connect' else arguments[:1]!r}")

    sys.addaudithook(hook)
    live(folder)
    if way == "connecting":
        with socket.socket() as made:
            made.settimeout(1)
            made.connect_ex(("127.0.0.1", 9))
    if way == "starting":
        subprocess.run([sys.executable, "--version"], check=True, stdout=subprocess.DEVNULL)
    sys.stdout.write(json.dumps(told))
    sys.stdout.flush()
    # Taking Qt itself down is no part of this.
    os._exit(0)


if __name__ == "__main__":
    main()
