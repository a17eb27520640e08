"""A preset file in, export options out, and back: strict JSON with the options' names, one sentence where it is wrong."""

from __future__ import annotations

import json
import os
from dataclasses import replace
from pathlib import Path

from cjm_desktop.exporting.options import ExportOptions
from cjm_desktop.formats import atomic, strict_json
from cjm_desktop.formats.errors import FileProblem, file_name, shown, why_not_written
from cjm_desktop.formats.reading import decoded, read_file

_SIZE_LIMIT = 1_000_000
_FORMAT = "cjm-export-preset"


def read_preset(path: str | os.PathLike[str]) -> ExportOptions:
    """The options in a preset file; a logo's path is taken from the preset's folder. FileProblem where there are none."""
    name = file_name(path)
    written = strict_json.parse(decoded(read_file(path, _SIZE_LIMIT), name), name)
    if not isinstance(written, dict):
        raise FileProblem(f"{name} is no export preset: it must hold one JSON object.", path)
    kind = written.pop("format", _FORMAT)
    if kind != _FORMAT:
        raise FileProblem(f"{name} is no export preset: its format is “{shown(str(kind))}”.", path)
    try:
        options = ExportOptions.from_dict(written)
    except ValueError as error:
        raise FileProblem(f"{name}: {shown(str(error), 300)}.", path) from error
    if options.logo:
        options = replace(options, logo=os.path.join(os.path.dirname(os.path.abspath(path)), options.logo))
    return options


def write_preset(options: ExportOptions, path: str | os.PathLike[str]) -> None:
    """Writes what is not as usual of the options; FileProblem where the file cannot be written."""
    usual = ExportOptions().to_dict()
    told = {name: value for name, value in options.to_dict().items() if value != usual[name]}
    if "logo" in told:
        folder = Path(path).resolve().parent
        logo = Path(options.logo).resolve()
        told["logo"] = os.fspath(logo.relative_to(folder) if logo.is_relative_to(folder) else logo)
    data = json.dumps({"format": _FORMAT, **told}, ensure_ascii=False, indent=2) + "\n"
    try:
        atomic.write(path, data.encode("utf-8"))
    except (OSError, ValueError) as error:
        raise FileProblem(f"{file_name(path)} was not written: {why_not_written(error, path)}.", path) from error
