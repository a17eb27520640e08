"""Opening and reading again as the user meets it: a path goes in, a map with its lock comes out, or the user knows why not."""

from __future__ import annotations

import os
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from cjm_desktop.windows import links, plain, recent, refusals, settings, times
from cjm_desktop.windows.choices import Choice, choose
from cjm_desktop.windows.document import places
from cjm_desktop.windows.document.document import Document
from cjm_desktop.windows.document.watch import digest_of
from cjm_desktop.windows.steps import step

if TYPE_CHECKING:
    from cjm_desktop.formats.errors import FileProblem
    from cjm_desktop.formats.journey_file import Loaded
    from cjm_desktop.model.journey import Journey
    from cjm_desktop.storage.backups import Version
    from cjm_desktop.storage.locks import EditLock, Held


def _tr(text: str) -> str:
    return QCoreApplication.translate("document", text)


@dataclass(frozen=True, slots=True)
class Opened:
    """What was opened, as `MainWindow.show_journey` takes it; `saved` is False for a copy that no file holds yet."""

    journey: Journey
    saved: bool = True
    fields: dict[str, Any] = field(default_factory=dict)


def open_file(path: Path, parent: QWidget) -> Opened | None:
    """The map in a file, locked for the others; None where it cannot be read or the user thinks better of it."""
    from cjm_desktop.formats import journey_file
    from cjm_desktop.formats.errors import FileProblem

    try:
        loaded = journey_file.load(path)
    except FileProblem as problem:
        return _instead(path, problem, parent)
    lock: EditLock | None = None
    held: Held | None = None
    way = ""
    if not loaded.read_only and places.is_writable(path):
        lock, held = lock_or_holder(path)
        if held is not None:
            way = _ask_about_holder(path, held, parent)
            if not way:
                return None
            if way == "break":
                lock, held = taken_from(held)
    recent.remember(path)
    settings.store(settings.FOLDER, str(path.absolute().parent))
    if way == "copy":
        journey = links.without_folder(loaded.journey, path.parent)
        return Opened(journey, False, {"notes": loaded.notes, "displaced": loaded.displaced})
    fields = {
        "path": path,
        "read_only": loaded.read_only,
        "notes": loaded.notes,
        "displaced": loaded.displaced,
        "digest": loaded.digest,
        "base": loaded.journey,
        "lock": lock,
        "held": held,
    }
    return Opened(loaded.journey, True, fields)


def _instead(path: Path, problem: FileProblem, parent: QWidget) -> Opened | None:
    """Says why a file cannot be opened, and offers the newest of its earlier versions that can."""
    title = _tr("The map cannot be opened")
    digest = digest_of(path) if os.path.isfile(path) else None
    found = None if digest is None else _newest_version(path)
    if digest is None or found is None:
        refusals.refuse(parent, title, problem)
        return None
    version, loaded = found
    when = times.when(version.saved)
    about = _tr("The map as it was saved {when}. The file stays as it is until you save.").format(when=when)
    ways = (Choice("version", _tr("Open an Earlier Version…"), about),)
    if choose(parent, title, refusals.quoted(problem), "", ways) != "version":
        return None
    lock, held = lock_or_holder(path)
    origin = _tr(
        "This is “{name}” as it was saved {when}; the file itself cannot be opened. Saving puts this in its place."
    )
    fields = {
        "path": path,
        "notes": loaded.notes,
        "displaced": loaded.displaced,
        "digest": digest,
        "lock": lock,
        "held": held,
        "origin": origin.format(name=plain.visible(path.name), when=when),
    }
    return Opened(loaded.journey, False, fields)


def _newest_version(path: Path) -> tuple[Version, Loaded] | None:
    """Of the versions that were kept of a file, the newest that can be opened and written again."""
    from cjm_desktop.formats import journey_file
    from cjm_desktop.formats.errors import FileProblem

    kept = places.backups()
    for version in kept.versions(path):
        with suppress(FileProblem):
            loaded = journey_file.loads(kept.read(version), path.name)
            if not loaded.read_only:
                return version, loaded
    return None


def lock_or_holder(path: Path) -> tuple[EditLock | None, Held | None]:
    """The file's lock, or who holds it."""
    from cjm_desktop.storage.locks import EditLock

    return _one_of(EditLock.take(path))


def held_words(name: str, held: Held) -> str:
    """That somebody works on the file of this name."""
    if held.owner is not None and held.owner.is_this_process:
        return _tr("“{name}” is open in another window.").format(name=name)
    return _tr("{who} is working on “{name}”.").format(who=_who(held), name=name)


def since_words(held: Held) -> str:
    """Since when somebody works on a file; empty where nobody knows."""
    if held.owner is None:
        return ""
    return _tr("The file has been open there since {when}.").format(when=times.when(held.owner.since))


def break_lock(document: Document, parent: QWidget) -> bool:
    """Asks once more, and takes the document's file from whoever holds it; False where it stays theirs."""
    assert document.held is not None
    if not _may_break(document.name, document.held, parent):
        return False
    document.lock, document.held = taken_from(document.held)
    document.moved.emit()
    return document.held is None


def take_lock(document: Document) -> bool:
    """Takes the file's lock where it has become free; False where somebody holds it."""
    assert document.path is not None
    document.lock, document.held = lock_or_holder(document.path)
    document.moved.emit()
    return document.held is None


def reload(document: Document, parent: QWidget, label: str = step("Reload map")) -> bool:
    """Shows what the file holds, as one step that can be undone; False where it cannot be read."""
    loaded = _read(document, parent)
    if loaded is None:
        return False
    from cjm_desktop.editing.sharing import shared_with

    session = document.session
    session.end_merge()
    session.apply(label, shared_with(session.journey, loaded.journey))
    document.read_only = loaded.read_only
    document.was_read(loaded.digest, session.journey)
    return True


def revert(document: Document, parent: QWidget) -> bool:
    """Asks, and goes back to what the file holds; what was done until then can be had back by Undo."""
    if document.session.is_dirty:
        text = _tr("Go back to “{name}” as it was saved?").format(name=document.name)
        detail = _tr("The changes since then go. Undo brings them back, as long as the map is open.")
        if not plain.ask(parent, _tr("Revert to Saved"), text, detail, _tr("Revert")):
            return False
    return reload(document, parent, step("Revert to saved"))


def merge(document: Document, parent: QWidget) -> bool:
    """Joins the user's map with what the file holds by now, as one step; False where the user thinks better of it."""
    loaded = _read(document, parent)
    if loaded is None:
        return False
    from cjm_desktop.editing.sharing import shared_with
    from cjm_desktop.windows.merge_dialog import merge_in_dialog

    session = document.session
    merged = merge_in_dialog(_base_of(document), session.journey, loaded.journey, parent)
    if merged is None:
        return False
    session.end_merge()
    session.apply(step("Merge maps"), shared_with(session.journey, merged))
    document.digest, document.base = loaded.digest, loaded.journey
    if shared_with(loaded.journey, merged) is loaded.journey:
        document.was_read(loaded.digest, session.journey)
    return True


def _base_of(document: Document) -> Journey:
    """The map that both sides began with: it is looked for among the file's versions where it is not at hand."""
    if document.base is not None:
        return document.base
    from cjm_desktop.formats import journey_file
    from cjm_desktop.formats.errors import FileProblem
    from cjm_desktop.model.journey import Journey

    assert document.path is not None
    kept = places.backups()
    for version in kept.versions(document.path):
        if version.digest == document.digest:
            try:
                return journey_file.loads(kept.read(version), document.path.name).journey
            except FileProblem:
                break
    # Nothing in common: what both have is one thing, and neither has taken anything away.
    return Journey()


def _read(document: Document, parent: QWidget) -> Loaded | None:
    from cjm_desktop.formats import journey_file
    from cjm_desktop.formats.errors import FileProblem

    assert document.path is not None
    try:
        return journey_file.load(document.path)
    except FileProblem as problem:
        plain.tell(
            parent, _tr("The map cannot be read"), refusals.quoted(problem), _tr("Your map is still open; save it.")
        )
        return None


def _ask_about_holder(path: Path, held: Held, parent: QWidget) -> str:
    """How to open a file that somebody else works on: “read”, “copy”, “break”, or "" for not at all."""
    name = plain.visible(path.name)
    ways = (
        Choice("read", _tr("Open Read-Only"), _tr("Look at it. What you change can be saved under another name.")),
        Choice("copy", _tr("Open a Copy"), _tr("A map of its own, which no file holds yet.")),
        Choice("break", _tr("Break the Lock…"), _tr("Only where you are sure that nobody works on the file any more.")),
    )
    while True:
        way = choose(parent, _tr("Open Map"), held_words(name, held), since_words(held), ways)
        if way != "break" or _may_break(name, held, parent):
            return way


def _may_break(name: str, held: Held, parent: QWidget) -> bool:
    text = _tr("Take “{name}” away from {who}?").format(name=name, who=_who(held))
    detail = _tr("If somebody still works on it there, the one who saves last has to merge both maps.")
    return plain.ask(parent, _tr("Break the Lock"), text, detail, _tr("Break the Lock"), rash=True)


def taken_from(held: Held) -> tuple[EditLock | None, Held | None]:
    """The lock that somebody had, or who holds it by now."""
    return _one_of(held.break_())


def _one_of(found: EditLock | Held) -> tuple[EditLock | None, Held | None]:
    from cjm_desktop.storage.locks import Held

    return (None, found) if isinstance(found, Held) else (found, None)


def _who(held: Held) -> str:
    return plain.visible(held.owner.words) if held.owner is not None else _tr("Somebody")
