"""The command `cjm`: words from the shell go in, maps are made, exported, imported and checked without a window.

It ends with 0, with 1 where `check` found something, `diff` found maps different or `merge` left conflicts, and with 2 and
one line on stderr where something cannot be done.
"""

from __future__ import annotations

import argparse
import io
import os
import sys
from collections.abc import Callable, Sequence
from typing import cast

from cjm_desktop import __version__
from cjm_desktop.cli import check, diff, export, importing, merge, new, schema, survey, templates
from cjm_desktop.cli.base import OK, BadUsage, Parser, complain
from cjm_desktop.formats.errors import FileProblem, file_name, reason
from cjm_desktop.memory import collect_rarely

#: The commands, as --help lists them.
_COMMANDS = (new, export, importing, survey, check, diff, merge, templates, schema)

_INTERRUPTED, _NOBODY_READS = 130, 141  # as a shell counts SIGINT and SIGPIPE

_EXAMPLES = """\
examples:
  cjm new --template service-blueprint order.cjm
  cjm new --template current-state --structure-only empty.cjm
  cjm export feeding.cjm feeding.pdf --paper A3
  cjm export feeding.cjm feeding.png --scale 2 --theme dark
  cjm export feeding.cjm handout.pdf --page handout
  cjm export feeding.cjm poster.pdf --page poster --paper A3 --theme print
  cjm export maps/ printed/ --preset wall.json
  cjm import day.mmd day.cjm
  cjm survey feeding.cjm answers.csv -o feeding-asked.cjm
  cjm check feeding.cjm
  cjm diff feeding.cjm feeding-new.cjm
  cjm merge feeding.cjm masha.cjm petya.cjm -o merged.cjm
  cjm schema > cjm.schema.json
"""


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and return the exit code; `argv` without the program's name, by default that of the process."""
    _speak_any_language()
    collect_rarely()
    try:
        code = _run(argv)
        if sys.stdout is not None:  # closed by the shell (>&-)
            sys.stdout.flush()
        return code
    except (FileProblem, BadUsage) as problem:
        return complain(str(problem))
    except BrokenPipeError:
        # Whoever read the output has gone. Without this, Python complains once more while it ends.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return _NOBODY_READS
    except KeyboardInterrupt:
        return _INTERRUPTED
    except OSError as error:
        return complain(f"{file_name(error.filename)}: {reason(error)}" if error.filename else reason(error))
    except MemoryError:
        return complain("there is not enough memory for this")
    except Exception as error:
        return complain(f"this went wrong inside the program: {type(error).__name__}: {error}")


def _run(argv: Sequence[str] | None) -> int:
    try:
        arguments = _parser().parse_args(argv)
    except SystemExit:  # argparse has printed the help or the version
        return OK
    run: Callable[[argparse.Namespace], int] = arguments.run
    return run(arguments)


def _speak_any_language() -> None:
    """Names in any script must not stop a terminal that can only show ASCII."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def _parser() -> argparse.ArgumentParser:
    parser = Parser(
        prog="cjm",
        description="Make, export, import, check, compare and merge customer journey maps, without a window.",
        epilog=_EXAMPLES
        + "\nIt ends with 0, with 1 where check found something, diff found maps different or merge left"
        " conflicts, with 2 where something could not be done.",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--version", action="version", version=f"cjm {__version__}")
    commands = parser.add_subparsers(required=True, metavar="COMMAND", parser_class=Parser)

    def command(
        name: str, run: Callable[[argparse.Namespace], int], text: str, example: str
    ) -> argparse.ArgumentParser:
        made = commands.add_parser(
            name,
            help=text[:1].lower() + text[1:].rstrip("."),
            description=text,
            epilog=f"example:\n  {example}",
            formatter_class=argparse.RawDescriptionHelpFormatter,
        )
        made.set_defaults(run=run)
        return cast(argparse.ArgumentParser, made)

    for module in _COMMANDS:
        module.add(command)
    return parser
