"""Maps as PDF and PNG files: options, pages, files."""

from __future__ import annotations

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

__all__ = [
    "APPENDIX",
    "ORIENTATIONS",
    "PAGES",
    "PAPERS",
    "SUFFIXES",
    "ExportCancelled",
    "ExportOptions",
    "Placement",
    "Progress",
    "export_file",
    "export_pdf",
    "millimetres",
    "paper_size",
    "placement",
]
