"""Starts the editor: `cjm-desktop [FILE ...]`."""

from __future__ import annotations

import argparse
import os
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
    parser.add_argument("--version", action="version", version=f"CJM Desktop {__version__}")
    return parser


def _no_display() -> bool:
    """Whether this is a system of X11 or Wayland without either, where Qt would abort the process."""
    if sys.platform in ("win32", "darwin") or os.environ.get("QT_QPA_PLATFORM"):
        return False
    return not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def main(argv: Sequence[str] | None = None) -> int:
    """Runs the editor; 0 at its end, 2 where no window can be opened (one line on stderr)."""
    arguments = _parser().parse_args(argv)
    if _no_display():
        sys.stderr.write("cjm-desktop: there is no display to open a window on; “cjm export” works without one.\n")
        return 2
    from cjm_desktop.app import run

    return run(arguments.files, sample=arguments.sample)


if __name__ == "__main__":
    sys.exit(main())
