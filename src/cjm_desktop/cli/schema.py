"""`cjm schema`: the JSON Schema of the map's file comes out."""

from __future__ import annotations

import argparse
import io
import sys

from cjm_desktop.cli.base import OK, AddCommand


def add(command: AddCommand) -> None:
    command("schema", _schema, "Print the JSON Schema of the map's file.", "cjm schema > cjm.schema.json")


def _schema(_: argparse.Namespace) -> int:
    from cjm_desktop.formats.schema import schema_text

    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8")
    sys.stdout.write(schema_text())
    return OK
