"""Starts the editor: `cjm-desktop [FILE ...]`."""

from __future__ import annotations

import argparse
import contextlib
import os
import re
import sys
from collections.abc import Sequence
from pathlib import Path

from cjm_desktop import __version__


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="cjm-desktop",
        description="CJM Desktop, an offline editor of customer journey maps.",
        epilog="Without a file it opens the template gallery. To convert or check maps without a window, use “cjm”.",
    )
    parser.add_argument(
        "files", metavar="FILE", nargs="*", type=Path, help="a map (.cjm) or a Mermaid journey (.mmd) to open"
    )
    parser.add_argument("--sample", action="store_true", help="open the finished sample map")
    parser.add_argument(
        "--new-instance",
        action="store_true",
        help="run beside a program that runs already, instead of opening files there",
    )
    parser.add_argument("--version", action="version", version=f"CJM Desktop {__version__}")
    return parser


def _no_display() -> bool:
    """Whether this is a system of X11 or Wayland where neither answers: Qt would abort the process."""
    if sys.platform in ("win32", "darwin") or os.environ.get("QT_QPA_PLATFORM"):
        return False
    if os.environ.get("WAYLAND_DISPLAY"):
        return False
    display = os.environ.get("DISPLAY", "")
    local = re.fullmatch(r":(\d+)(\.\d+)?", display)
    return not _answers(f"/tmp/.X11-unix/X{local[1]}") if local else not display


def _answers(address: str) -> bool:
    """Whether there is an X server's local address, in the file system or (seen from a container) only in the kernel."""
    if os.path.exists(address):
        return True
    with contextlib.suppress(OSError):
        return f"@{address}\n" in Path("/proc/net/unix").read_text("utf-8", "replace")
    return False


def main(argv: Sequence[str] | None = None) -> int:
    """Runs the editor; 0 at its end, 2 where no window can be opened (one line on stderr).

    Where it runs already, that one opens the files, and this one ends at once.
    """
    arguments = _parser().parse_args(argv)
    if _no_display():
        sys.stderr.write("cjm-desktop: there is no display to open a window on; “cjm export” works without one.\n")
        return 2
    claim = None
    if not arguments.new_instance:
        try:
            # Before anything heavy, so that a second start is over in a moment.
            from cjm_desktop.windows.single import HandedOver, Request, become_first
        except ImportError:
            # A part of Qt that needs what this system has not: the program runs without knowing of others.
            pass
        else:
            try:
                claim = become_first(Request.of(arguments.files, arguments.sample))
            except HandedOver:
                return 0
    from cjm_desktop.app import run

    return run(arguments.files, sample=arguments.sample, claim=claim)


if __name__ == "__main__":
    sys.exit(main())
