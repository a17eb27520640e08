"""A path goes in, the bytes of an ordinary file of a bearable size come out, or a `FileProblem`; and what foreign bytes are."""

from __future__ import annotations

import os
import re
import stat

from cjm_desktop.formats.errors import FileProblem, file_name, reason

_FLAGS = os.O_RDONLY | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0) | getattr(os, "O_NONBLOCK", 0)

_SIGNATURES = (
    (b"%PDF-", "a PDF document"),
    (b"\x89PNG\r\n\x1a\n", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF8", "a GIF picture"),
    (b"PK\x03\x04", "a ZIP or office file"),
    (b"\x1f\x8b", "a compressed file"),
    (b"\x7fELF", "a program"),
    (b"MZ", "a program"),
)

_WEB_PAGE = re.compile(r"\s*<(!doctype html|html|head|body)\b", re.IGNORECASE)


def read_file(path: str | os.PathLike[str], limit: int) -> bytes:
    """All bytes of the file; refuses folders, pipes and devices (without waiting for them) and more than `limit` bytes."""
    name = file_name(path)
    try:
        if os.path.isdir(path):
            raise FileProblem(f"{name} is a folder, not a file.", path)
        # Without O_NONBLOCK opening a pipe waits for its other end.
        handle = os.open(path, _FLAGS)
        try:
            state = os.fstat(handle)
            if not stat.S_ISREG(state.st_mode):
                raise FileProblem(f"{name} is not an ordinary file (it is a pipe or a device).", path)
            if state.st_size > limit:
                raise _too_large(path, limit)
            with os.fdopen(os.dup(handle), "rb") as file:
                data = file.read(limit + 1)
        finally:
            os.close(handle)
    except OSError as error:
        raise FileProblem(f"{name} cannot be read: {reason(error)}.", path) from error
    except ValueError as error:  # a NUL in the name
        raise FileProblem(f"{name} cannot be read: the name is not one of a file.", path) from error
    if len(data) > limit:  # it grew meanwhile
        raise _too_large(path, limit)
    return data


def _too_large(path: str | os.PathLike[str], limit: int) -> FileProblem:
    return FileProblem(f"{file_name(path)} is larger than {limit // 1_000_000} MB.", path)


def is_known(data: bytes) -> bool:
    """Whether the bytes begin as a kind of file that is no text."""
    return any(data.startswith(signature) for signature, _ in _SIGNATURES)


def decoded(data: bytes, name: str) -> str:
    """The bytes as UTF-8 text without a byte order mark; refuses anything else, saying what it is."""
    for signature, what in _SIGNATURES:
        if data.startswith(signature):
            raise FileProblem(f"{file_name(name)} is {what}, not a text.")
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise FileProblem(f"{file_name(name)} is written in UTF-16; save it as UTF-8.")
    try:
        text = data.decode()
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise FileProblem(f"{file_name(name)}: line {line} is not UTF-8 text.") from error
    text = text.removeprefix("\ufeff")
    if _WEB_PAGE.match(text):
        raise FileProblem(f"{file_name(name)} is a web page, not a map.")
    return text
