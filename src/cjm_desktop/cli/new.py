"""`cjm new`: a template's name goes in, a map's file comes out."""

from __future__ import annotations

import argparse

from cjm_desktop.cli.base import AddCommand, add_force, must_be_free, save


def add(command: AddCommand) -> None:
    new = command("new", _new, "Make a map from a template.", "cjm new --template current-state feeding.cjm")
    new.add_argument("out", metavar="OUT.cjm")
    new.add_argument(
        "--template", metavar="NAME", default="blank", help="%(default)s unless given; see “cjm templates”"
    )
    new.add_argument(
        "--structure-only", action="store_true", help="keep stages and lanes, leave out what the sample says"
    )
    add_force(new)


def _new(arguments: argparse.Namespace) -> int:
    from cjm_desktop.templates import load_template

    must_be_free(arguments.out, arguments.force)
    journey = load_template(arguments.template)
    if arguments.structure_only:
        from cjm_desktop.editing.document import structure_only

        journey = structure_only(journey)
    return save(journey, arguments.out, arguments.force)
