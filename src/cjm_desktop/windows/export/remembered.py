"""How each map was exported last: into which file, with which options; kept with the program's settings, by the map's file.

Not in the map: a folder means something on one computer only, to export must not make a map one that has to be saved, and
maps that may not be written remember it, too. What a team shares are presets, files that lie beside the map.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from pathlib import Path

from cjm_desktop.editing.ready_views import view_named
from cjm_desktop.exporting import ExportOptions
from cjm_desktop.model.journey import Journey
from cjm_desktop.model.records import View
from cjm_desktop.windows import settings

#: Of so many maps it is remembered, those exported last.
_MOST = 60


@dataclass(frozen=True, slots=True)
class Exported:
    """`digest` is the SHA-256 of the file's bytes, as they were written."""

    file: Path
    options: ExportOptions
    digest: str

    @property
    def format(self) -> str:
        """“pdf”, “png” …"""
        return self.file.suffix[1:].lower()


def remember(path: Path | None, exported: Exported) -> None:
    """Keeps how the map in this file was exported; of a map that no file holds, only what suits other maps, too."""
    key = str(path.absolute()) if path is not None else ""
    written = {
        "map": key,
        "file": str(exported.file.absolute()),
        "digest": exported.digest,
        "options": exported.options.to_dict(),
    }
    others = [line for line in settings.load(settings.EXPORTS) if _map_of(line) != key]
    settings.store(settings.EXPORTS, [json.dumps(written, ensure_ascii=False), *others][:_MOST])


def recall(path: Path) -> Exported | None:
    """How the map in this file was exported last; None where it never was."""
    key = str(path.absolute())
    return next(
        (found for line in settings.load(settings.EXPORTS) if _map_of(line) == key and (found := _read(line))), None
    )


def usual() -> tuple[str, ExportOptions]:
    """For a map that was never exported: format and options of what was exported last, without what is of one map."""
    for line in settings.load(settings.EXPORTS):
        found = _read(line)
        if found is not None:
            return found.format, replace(found.options, view=None, stages="", lanes=(), persona="")
    return "pdf", ExportOptions()


def by_name(options: ExportOptions, journey: Journey) -> ExportOptions:
    """The options with the view by its name where the map knows it by that: as it will be then, not as it is now."""
    view = options.view
    if not isinstance(view, View) or not view.name:
        return options
    try:
        known = view_named(journey, view.name)
    except KeyError:
        return options
    return replace(options, view=view.name) if known == view else options


def _map_of(line: object) -> str:
    try:
        written = json.loads(str(line))
    except ValueError:
        return ""
    return str(written.get("map", "")) if isinstance(written, dict) else ""


def _read(line: object) -> Exported | None:
    """What a line of the settings says; None where another version of the program wrote it otherwise."""
    try:
        written = json.loads(str(line))
        return Exported(Path(str(written["file"])), ExportOptions.from_dict(written["options"]), str(written["digest"]))
    except (ValueError, TypeError, KeyError, AttributeError):
        return None
