"""The files opened last: ten paths, the latest first, kept also while a file is missing (a stick may come back)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QCoreApplication

from cjm_desktop.windows import plain, settings

LENGTH = 10


@dataclass(frozen=True, slots=True)
class RecentFile:
    path: Path
    exists: bool


def files() -> tuple[RecentFile, ...]:
    """The remembered files, the latest first, with whether each is there."""
    return tuple(RecentFile(path, path.is_file()) for path in map(Path, _paths()))


def told_apart(paths: Sequence[Path]) -> list[str]:
    """What menus call these files: by name, and where several have one name, by folder too; long ones are cut in the middle."""
    names = Counter(path.name for path in paths)
    folders = Counter((path.name, path.parent.name) for path in paths)
    found = []
    for path in paths:
        words = plain.elided(plain.visible(path.name))
        if names[path.name] > 1:
            several = folders[path.name, path.parent.name] > 1
            folder = plain.elided(plain.visible(str(path.parent) if several else path.parent.name), 32)
            words = QCoreApplication.translate("recent", "{name} — {folder}").format(name=words, folder=folder)
        found.append(words)
    return found


def remember(path: Path) -> None:
    """Puts the file first; of more than ten the oldest is forgotten."""
    first = str(path.absolute())
    _store([first, *(known for known in _paths() if known != first)])


def clear() -> None:
    _store(())


def _paths() -> list[str]:
    return [path for path in settings.load(settings.RECENT) if isinstance(path, str) and path][:LENGTH]


def _store(paths: Iterable[str]) -> None:
    settings.store(settings.RECENT, list(paths)[:LENGTH])
