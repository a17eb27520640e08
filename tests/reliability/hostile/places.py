"""Hostile places: links in circles, pipes, devices, folders, files of ten gigabytes, where a map is expected."""

from __future__ import annotations

import os
import socket
from collections.abc import Callable
from pathlib import Path

from tests.reliability.hostile.case import Case, Door


def _link(target: str) -> Callable[[Path], None]:
    return lambda path: path.symlink_to(target)


def _circle(path: Path) -> None:
    other = path.with_name("other.cjm")
    path.symlink_to(other)
    other.symlink_to(path)


def _through_itself(path: Path) -> None:
    folder = path.with_name("folder")
    folder.symlink_to(folder)
    path.symlink_to(folder / "map.cjm")


def _link_to_pipe(path: Path) -> None:
    pipe = path.with_name("pipe")
    os.mkfifo(pipe)
    path.symlink_to(pipe)


def _socket(path: Path) -> None:
    # A socket's whole path may be 100 characters long, a test's folder is longer.
    here = os.open(path.parent, os.O_RDONLY)
    try:
        with socket.socket(socket.AF_UNIX) as made:
            made.bind(f"/proc/self/fd/{here}/{path.name}")
    finally:
        os.close(here)


def _unreadable(path: Path) -> None:
    path.write_bytes(b"{}")
    path.chmod(0)


def _sparse(path: Path) -> None:
    with path.open("wb") as file:
        file.truncate(10 * 2**30)


def _nothing(path: Path) -> None:
    """There is no file."""


def _in_a_file(path: Path) -> None:
    path.parent.write_bytes(b"")


def _place(
    name: str, make: Callable[[Path], None], says: str, file: str = "hostile.cjm", door: Door = Door.OPEN
) -> Case:
    return Case(name, door, file, make, True, says)


_ORDINARY = "not an ordinary file"

PLACES = (
    _place("link-to-itself", lambda path: path.symlink_to(path.name), "links lead in a circle"),
    _place("links-in-a-circle", _circle, "links lead in a circle"),
    _place("link-through-itself", _through_itself, "links lead in a circle"),
    _place("link-to-nowhere", _link("nowhere.cjm"), "no such file"),
    _place("link-to-zeros", _link("/dev/zero"), _ORDINARY),
    _place("link-to-a-terminal", _link("/dev/tty"), ""),
    _place("link-to-a-folder", _link("."), "is a folder"),
    _place("link-to-a-pipe", _link_to_pipe, _ORDINARY),
    _place("link-to-endless-text", _link("/dev/urandom"), _ORDINARY),
    _place("pipe", os.mkfifo, _ORDINARY),
    _place("folder", Path.mkdir, "is a folder"),
    _place("socket", _socket, ""),
    _place("unreadable", _unreadable, "" if os.geteuid() == 0 else "permission is denied"),
    _place("ten-gigabytes-of-nothing", _sparse, "larger than 50 MB"),
    _place("no-file", _nothing, "no such file"),
    _place("file-as-folder", _in_a_file, "is no folder", "no-folder/map.cjm"),
    _place("name-too-long", _nothing, "too long", "x" * 300 + ".cjm"),
    _place("name-with-nul", _nothing, "not one of a file", "a\0b.cjm"),
    _place("pipe-to-import", os.mkfifo, _ORDINARY, "hostile.pdf", Door.IMPORT),
    _place("folder-to-import", Path.mkdir, "is a folder", "hostile.svg", Door.IMPORT),
    _place("ten-gigabytes-to-import", _sparse, "larger than 400 MB", "hostile.pdf", Door.IMPORT),
    _place("pipe-as-persona", os.mkfifo, _ORDINARY, "hostile.cjmpersona", Door.PERSONA),
    _place("zeros-as-preset", _link("/dev/zero"), _ORDINARY, "hostile.json", Door.PRESET),
    _place("pipe-as-picture", os.mkfifo, "cannot be read", "hostile.png", Door.PICTURE),
    _place("zeros-as-picture", _link("/dev/zero"), "cannot be read", "hostile.jpeg", Door.PICTURE),
    _place("folder-as-picture", Path.mkdir, "cannot be read", "hostile.png", Door.PICTURE),
    _place(
        "circle-as-picture", lambda path: path.symlink_to(path.name), "cannot be read", "hostile.webp", Door.PICTURE
    ),
)
