"""The Export menu and its actions: paper and pictures, then every kind of file that another program reads, by its name."""

from __future__ import annotations

from cjm_desktop.windows.actions.action import Action, Menu
from cjm_desktop.windows.actions.action import shown as t


def _kind(suffix: str, text: str, icon: str, tip: str) -> Action:
    """What writes the map as a file of a kind of `formats.registry.EXPORTERS`, by its suffix."""
    return Action(f"export-{suffix[1:]}", text, "export.as_kind", icon, argument=suffix, tip=tip)


#: In the order in which they are offered.
KINDS: tuple[Action, ...] = (
    _kind(".xlsx", t("E&xcel Workbook (XLSX)…"), "columns-3", t("A spreadsheet; what is changed in it can come back")),
    _kind(".csv", t("CSV &Table…"), "rows-3", t("A plain table for any spreadsheet")),
    _kind(".pptx", t("Po&werPoint Slides (PPTX)…"), "layout-template", t("Slides for a presentation")),
    _kind(".html", t("Web Page (&HTML)…"), "external-link", t("One file that every browser shows")),
    _kind(".md", t("&Markdown Text…"), "file-text", t("A text for wikis and repositories")),
    _kind(".mmd", t("Me&rmaid Journey…"), "waypoints", t("A diagram as text, for wikis and repositories")),
    _kind(".ojf", t("&Open Journey Format (OJF)…"), "file", t("For other programs that edit journey maps")),
    _kind(".cjml", t("CJM&L Journey…"), "file", t("For what reads the Customer Journey Modelling Language")),
)

ACTIONS: tuple[Action, ...] = (
    Action(
        "export",
        t("&PDF, PNG or SVG…"),
        "export.dialog",
        "file-down",
        None,
        "Ctrl+E",
        tip=t("Export the map as a document or a picture, with a preview"),
    ),
    *KINDS,
    Action(
        "export-again",
        t("Export A&gain"),
        "export.again",
        "",
        None,
        "Ctrl+Shift+E",
        tip=t("Write the same file again, with the same options"),
    ),
)

MENU = Menu("export-as", t("&Export"), ("export", None, *(kind.id for kind in KINDS)), "file-down")
