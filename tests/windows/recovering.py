"""What tests of recovery share: what the journal holds, how a map is edited, and what a program that was cut off leaves."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

from cjm_desktop.formats import journey_file
from cjm_desktop.model.journey import Journey
from cjm_desktop.storage.recovery import Journal
from cjm_desktop.windows.main_window import MainWindow


def kept(folder: Path) -> list[Journey]:
    """What would be found of each map if the program were cut off now."""
    found = []
    for entry in sorted(path for path in folder.glob("*") if path.is_dir()):
        states = sorted(entry.glob("*.recovery"))
        if states:
            found.append(journey_file.loads(states[-1].read_bytes().partition(b"\n")[2], "kept").journey)
    return found


def titles(folder: Path) -> list[str]:
    return sorted(journey.title for journey in kept(folder))


def rename(window: MainWindow, title: str) -> None:
    assert window.document is not None
    session = window.document.session
    session.apply("Rename", session.journey.model_copy(update={"title": title}))


def leave(folder: Path, journey: Journey, path: Path | None = None, digest: str = "", minutes: float = 5) -> str:
    """What a program that was cut off some minutes ago leaves."""
    journal = Journal(folder)
    entry = journal.new_entry()
    journal.write(entry, journey, path, digest)
    journal.release_all()
    (state,) = (folder / entry).glob("*.recovery")
    head, _, body = state.read_bytes().partition(b"\n")
    when = datetime.now() - timedelta(minutes=minutes)
    parts = head.partition(b'"when": ')
    state.write_bytes(
        parts[0] + parts[1] + repr(when.timestamp()).encode() + parts[2][parts[2].index(b",") :] + b"\n" + body
    )
    return entry
