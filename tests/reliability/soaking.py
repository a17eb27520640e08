"""Run as `python -m tests.reliability.soaking FOLDER CYCLES WAY`: opens, edits, exports and closes a map again and again.

Prints as JSON how many bytes the process held after each cycle: those that were asked for and not given back, exactly,
provided that Python asks the C library for each (PYTHONMALLOC=malloc). `WAY` is "session" (a map in a session), "leaking"
(the same, and somebody keeps each map), "window" (in a window of the editor) or "windows kept" (a window that is kept).
"""

from __future__ import annotations

import ctypes
import gc
import json
import os
import sys
from collections.abc import Callable
from pathlib import Path

from cjm_desktop.editing.cards import update_cards
from cjm_desktop.editing.session import Session
from cjm_desktop.exporting import ExportOptions, export_file
from cjm_desktop.formats import journey_file
from cjm_desktop.storage.saving import save
from tests.maps import random_map

EDITS = 50

Cycle = Callable[[Path], object]


class _Mallinfo2(ctypes.Structure):
    """What glibc says of its memory (malloc.h)."""

    _fields_ = tuple(
        (name, ctypes.c_size_t)
        for name in [
            "arena",
            "ordblks",
            "smblks",
            "hblks",
            "hblkhd",
            "usmblks",
            "fsmblks",
            "uordblks",
            "fordblks",
            "keepcost",
        ]
    )


def held() -> Callable[[], int]:
    """What says how many bytes are asked for and not given back; AttributeError where the C library cannot."""
    ask = ctypes.CDLL(None).mallinfo2
    ask.restype = _Mallinfo2

    def count() -> int:
        gc.collect()
        info = ask()
        return int(info.uordblks + info.hblkhd)

    return count


def edit(session: Session, breathe: Callable[[], object] = lambda: None) -> None:
    """Fifty edits, half of them undone."""
    ids = list(session.journey.cards)
    for n in range(EDITS):
        session.apply("Edit", update_cards(session.journey, [ids[n % len(ids)]], text=f"edit {n}"))
        breathe()
    for _ in range(EDITS // 2):
        session.undo()
        breathe()


def export(session: Session, folder: Path) -> None:
    """The map as a PDF, a PNG and an SVG, and saved."""
    export_file(session.journey, folder / "map.pdf", ExportOptions("map"))
    export_file(session.journey, folder / "map.png", ExportOptions(scale=0.3))
    export_file(session.journey, folder / "map.svg", ExportOptions())
    save(session.journey, folder / "copy.cjm", expected=None, backups=None)


def in_a_session(folder: Path) -> object:
    """One cycle without a window; gives the session."""
    session = Session(journey_file.load(folder / "map.cjm").journey)
    edit(session)
    export(session, folder)
    return session


def window_cycle() -> Cycle:
    """Cycles in windows of one editor."""
    from PySide6.QtCore import QEvent
    from PySide6.QtGui import QPixmapCache
    from PySide6.QtWidgets import QApplication

    from cjm_desktop.app import Desktop, made_application

    desktop = Desktop(made_application())

    def in_a_window(folder: Path) -> object:
        window = desktop.new_window()
        window.show()
        window.open_path(folder / "map.cjm")
        assert window.document is not None
        session = window.document.session
        edit(session, QApplication.processEvents)
        session.mark_saved()
        export(session, folder)
        window.close()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        QApplication.processEvents()
        # What Qt keeps painted for the next window, up to ten megabytes, is no leak.
        QPixmapCache.clear()
        return window, session

    return in_a_window


def main() -> None:
    folder, cycles, way = Path(sys.argv[1]), int(sys.argv[2]), sys.argv[3]
    save(random_map(4, 24, stages=4, lanes=6), folder / "map.cjm", expected=None, backups=None)
    cycle = window_cycle() if "window" in way else in_a_session
    count, kept, found = held(), [], []
    for _ in range(cycles):
        made = cycle(folder)
        if way in ("leaking", "windows kept"):
            kept.append(made)
        del made
        found.append(count())
    sys.stdout.write(json.dumps(found))
    sys.stdout.flush()
    # Taking Qt itself down is no part of this.
    os._exit(0)


if __name__ == "__main__":
    main()
