"""Files that cannot be opened go in, by themselves or several at a time; one message comes out, with what can be done."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from cjm_desktop.windows import plain

if TYPE_CHECKING:
    from cjm_desktop.formats.errors import FileProblem

#: What was refused while several files are being opened; None while that is not so.
_gathered: list[FileProblem] | None = None


def _tr(text: str) -> str:
    return QCoreApplication.translate("refusals", text)


def refuse(parent: QWidget, title: str, problem: FileProblem) -> None:
    """Says that a file cannot be opened; while several are being opened, once and at their end."""
    if _gathered is not None:
        _gathered.append(problem)
    else:
        plain.tell(parent, title, quoted(problem), _remedy(problem))


@contextmanager
def together(parent: QWidget) -> Iterator[None]:
    """Tells of all that is refused inside of the block in one message."""
    global _gathered
    if _gathered is not None:
        yield
        return
    found = _gathered = []
    try:
        yield
    finally:
        _gathered = None
        if len(found) == 1:
            plain.tell(parent, _tr("The map cannot be opened"), quoted(found[0]), _remedy(found[0]))
        elif found:
            text = _tr("{count} files cannot be opened").format(count=len(found))
            told = "\n".join(f"•  {quoted(one)}" for one in found)
            plain.tell(parent, text, text, "\n\n".join(dict.fromkeys((told, *map(_remedy, found)))).rstrip())


def quoted(problem: FileProblem) -> str:
    """The sentence of a problem, with the file's name between quotation marks where it begins with it."""
    from cjm_desktop.formats.errors import file_name

    said = str(problem)
    name = file_name(problem.path) if problem.path is not None else ""
    return f"“{name}”{said[len(name) :]}" if name and said.startswith(name) else said


def _remedy(problem: FileProblem) -> str:
    """What can be done where there is a file that cannot be understood."""
    if problem.path is not None and not os.path.isfile(problem.path):
        return ""
    return _tr("It may be damaged or no map at all: open an earlier version of it, or the original.")
