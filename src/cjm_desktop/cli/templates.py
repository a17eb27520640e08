"""`cjm templates`: the list of templates comes out."""

from __future__ import annotations

import argparse

from cjm_desktop.cli.base import OK, AddCommand


def add(command: AddCommand) -> None:
    command("templates", _templates, "List the templates.", "cjm templates")


def _templates(_: argparse.Namespace) -> int:
    from cjm_desktop.templates import all_templates

    for template in all_templates():
        print(f"{template.key:20} {template.summary or template.title}")
    return OK
