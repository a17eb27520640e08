"""`cjm import`: a file of another kind goes in, a map's file comes out, with notes on what was guessed or dropped."""

from __future__ import annotations

import argparse

from cjm_desktop.cli.base import AddCommand, add_force, must_be_free, save, tell


def add(command: AddCommand) -> None:
    imported = command(
        "import",
        _import,
        "Make a map from an exported PDF or PNG, or a Mermaid journey.",
        "cjm import feeding.pdf back.cjm",
    )
    imported.add_argument(
        "source",
        metavar="IN",
        help="a PDF or PNG with a map inside, a Mermaid file, or a Markdown file with a Mermaid block in it",
    )
    imported.add_argument("out", metavar="OUT.cjm")
    add_force(imported)


def _import(arguments: argparse.Namespace) -> int:
    from cjm_desktop.formats.registry import import_file

    must_be_free(arguments.out, arguments.force)
    made = import_file(arguments.source)
    code = save(made.journey, arguments.out, arguments.force)
    tell(made.notes)
    return code
