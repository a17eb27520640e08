"""What all commands share: exit codes, the parser, what is said on stderr, and how a map is written."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn, Protocol

from cjm_desktop.formats.errors import FileProblem, file_name, shown

if TYPE_CHECKING:  # the model brings pydantic, which --help does not need
    from cjm_desktop.model.journey import Journey

OK, FINDINGS, BAD_INPUT = 0, 1, 2


class BadUsage(Exception):  # noqa: N818 - told to the user, not an error of the program
    """What was typed cannot be understood."""


class Parser(argparse.ArgumentParser):
    """A parser that says what is wrong in one line, without printing the usage before it."""

    def error(self, message: str) -> NoReturn:
        told = message.replace("expected one argument", "a value is missing, or it begins with a dash")
        raise BadUsage(f"{told} (see {self.prog} --help)")


class AddCommand(Protocol):
    """Makes the parser of a command: its name, what it does, a sentence on it, and an example of it."""

    def __call__(
        self, name: str, run: Callable[[argparse.Namespace], int], text: str, example: str
    ) -> argparse.ArgumentParser: ...


def complain(message: str) -> int:
    sys.stderr.write(f"cjm: {shown(message, 1_000)}\n")
    return BAD_INPUT


def add_force(parser: argparse.ArgumentParser, text: str = "replace OUT.cjm where it exists") -> None:
    parser.add_argument("--force", action="store_true", help=text)


def must_be_free(out: str, force: bool) -> None:
    """FileProblem where a map cannot be written there, or a file would be replaced unasked."""
    if Path(out).suffix.lower() != ".cjm":
        raise FileProblem(f"{file_name(out)} is no name for a map: it must end in .cjm.")
    must_not_exist(out, force)


def must_not_exist(out: str, force: bool) -> None:
    """FileProblem where a file would be replaced unasked."""
    if os.path.lexists(out) and not force:
        raise FileProblem(f"{file_name(out)} exists already; --force replaces it.")


def save(journey: Journey, out: str, force: bool) -> int:
    from cjm_desktop.storage.backups import Backups
    from cjm_desktop.storage.folders import backup_folder
    from cjm_desktop.storage.saving import ABSENT, save

    # How many versions are kept is set in the editor, which lets go of the others.
    backups = Backups(backup_folder(), most=None, days=None)
    notes: list[str] = []
    expected = None if force else ABSENT
    save(journey, out, expected=expected, backups=backups, in_place=force, tell=notes.append)
    tell(notes)
    return OK


def tell(notes: Sequence[str]) -> None:
    for note in notes:
        sys.stderr.write(f"cjm: note: {shown(note, 1_000)}\n")
