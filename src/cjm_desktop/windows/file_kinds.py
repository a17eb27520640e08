"""The kinds of files that can be imported and exported go in, the filters of the system's file dialogs come out."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from cjm_desktop.formats.registry import IMPORTERS, Exporter, exporter_of

#: What `formats/registry.py` calls the kinds, for the translators.
NAMES = (
    QT_TRANSLATE_NOOP("formats", "Exported maps"),
    QT_TRANSLATE_NOOP("formats", "Mermaid journeys"),
    QT_TRANSLATE_NOOP("formats", "Tables (Excel, CSV, Markdown)"),
    QT_TRANSLATE_NOOP("formats", "Open Journey Format"),
    QT_TRANSLATE_NOOP("formats", "CJML journeys"),
    QT_TRANSLATE_NOOP("formats", "Workbooks (Excel)"),
    QT_TRANSLATE_NOOP("formats", "Tables (CSV)"),
    QT_TRANSLATE_NOOP("formats", "Web pages (HTML)"),
    QT_TRANSLATE_NOOP("formats", "Markdown texts"),
    QT_TRANSLATE_NOOP("formats", "Slides (PowerPoint)"),
)


def kind_name(name: str) -> str:
    """A kind of file in the user's language."""
    return QCoreApplication.translate("formats", name)


def import_filter() -> str:
    """All that can be imported, then kind by kind, then all files."""
    suffixes = list(dict.fromkeys(suffix for one in IMPORTERS for suffix in one.suffixes))
    everything = _kind(QCoreApplication.translate("formats", "All that can be imported"), suffixes)
    kinds = (_kind(kind_name(one.name), one.suffixes) for one in IMPORTERS)
    return ";;".join((everything, *kinds, QCoreApplication.translate("formats", "All files (*)")))


def export_filter(exporter: Exporter) -> str:
    """The filter of a kind that a map can be written as, other than paper and pictures."""
    return _kind(kind_name(exporter.name), (exporter.suffix,))


def with_suffix(path: Path, exporter: Exporter) -> Path:
    """The path as it was typed where its suffix is one of a kind that is written, else with that of the kind chosen."""
    if exporter_of(path) is not None:
        return path
    return path.with_name(path.name + exporter.suffix)


def _kind(name: str, suffixes: tuple[str, ...] | list[str]) -> str:
    return f"{name} ({' '.join(f'*{suffix}' for suffix in suffixes)})"
