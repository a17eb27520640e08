"""Maps as PDF, PNG and SVG files: options, pages, files."""

from __future__ import annotations

from cjm_desktop.exporting.advice import Advice, Help, advice
from cjm_desktop.exporting.files import ExportCancelled, Progress, export_file, export_pdf
from cjm_desktop.exporting.options import (
    APPENDIX,
    ORIENTATIONS,
    PAGES,
    PAPERS,
    SUFFIXES,
    ExportOptions,
    millimetres,
    paper_size,
)
from cjm_desktop.exporting.pages import Placement, placement
from cjm_desktop.exporting.poster import TooManySheetsError
from cjm_desktop.exporting.presets import read_preset, write_preset
from cjm_desktop.exporting.selection import NotInMapError

__all__ = [
    "APPENDIX",
    "ORIENTATIONS",
    "PAGES",
    "PAPERS",
    "SUFFIXES",
    "Advice",
    "ExportCancelled",
    "ExportOptions",
    "Help",
    "NotInMapError",
    "Placement",
    "Progress",
    "TooManySheetsError",
    "advice",
    "export_file",
    "export_pdf",
    "millimetres",
    "paper_size",
    "placement",
    "read_preset",
    "write_preset",
]
