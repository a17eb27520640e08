"""`cjm import`: a file of another kind goes in, a map's file comes out, with notes on what was guessed or dropped."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from cjm_desktop.cli.base import AddCommand, add_force, must_be_free, save, tell

if TYPE_CHECKING:  # the model brings pydantic, which --help does not need
    from cjm_desktop.formats.spreadsheet import Choices


def add(command: AddCommand) -> None:
    from cjm_desktop.formats.registry import IMPORTERS

    kinds = "; ".join(f"{one.name} ({', '.join(one.suffixes)})" for one in IMPORTERS)
    imported = command(
        "import",
        _import,
        "Make a map from a table, a diagram, or an exported map.",
        "cjm import interviews.xlsx feeding.cjm --table 2 --stages columns --scale 1..10",
    )
    imported.add_argument(
        "source",
        metavar="IN",
        help=f"what can be read, by its suffix: {kinds}",
    )
    imported.add_argument("out", metavar="OUT.cjm")
    table = imported.add_argument_group("how a table is read (what is not said is guessed, and told)")
    table.add_argument("--stages", choices=("rows", "columns"), help="whether each row or each column is a stage")
    table.add_argument("--table", metavar="NAME|NUMBER", help="which of several tables, sheets, diagrams or journeys")
    table.add_argument("--scale", metavar="FROM..TO", help="of feelings in numbers, such as 1..10 or --scale=-5..+5")
    table.add_argument(
        "--lane",
        action="append",
        type=_lane,
        dest="lanes",
        metavar="HEADING=ROLE",
        help="what a row or column is: a role of lanes (actions, pains ...), stages, or - to leave it out; may be repeated",
    )
    table.add_argument(
        "--summarise", action="store_true", help="make a map of a log of events: its usual path, with numbers"
    )
    table.add_argument("--encoding", metavar="NAME", help="of a text, such as Shift-JIS or windows-1250")
    add_force(imported)


def _import(arguments: argparse.Namespace) -> int:
    from cjm_desktop.formats.registry import import_file

    must_be_free(arguments.out, arguments.force)
    made = import_file(arguments.source, _choices(arguments))
    code = save(made.journey, arguments.out, arguments.force)
    tell(made.notes)
    return code


def _choices(arguments: argparse.Namespace) -> Choices | None:
    """What was said of the table; None where nothing was."""
    from cjm_desktop.formats.spreadsheet import Choices

    said = Choices(
        arguments.stages or "",
        arguments.scale or "",
        arguments.table or "",
        tuple(arguments.lanes or ()),
        arguments.summarise,
        arguments.encoding or "",
    )
    return None if said == Choices() else said


def _lane(word: str) -> tuple[str, str]:
    heading, sign, role = word.rpartition("=")
    if not sign or not heading.strip() or not role.strip():
        raise argparse.ArgumentTypeError(f"“{word}” is not of the form HEADING=ROLE")
    return heading.strip(), role.strip()
