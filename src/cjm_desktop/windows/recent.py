"""The files opened last: ten paths, the latest first, kept also while a file is missing (a stick may come back)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from cjm_desktop.windows import settings

LENGTH = 10


@dataclass(frozen=True, slots=True)
class RecentFile:
    path: Path
    exists: bool


def files() -> tuple[RecentFile, ...]:
    """The remembered files, the latest first, with whether each is there."""
    return tuple(RecentFile(path, path.is_file()) for path in map(Path, _paths()))


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
