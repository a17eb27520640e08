"""Labels of undo steps: an English text goes in and is marked for translation; what the user reads comes out."""

from __future__ import annotations

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication


def step(text: str) -> str:
    """Marks the label of a step for translation."""
    return str(QT_TRANSLATE_NOOP("undo", text))


def step_words(label: str) -> str:
    """The label of a step in the user's language."""
    return QCoreApplication.translate("undo", label)
