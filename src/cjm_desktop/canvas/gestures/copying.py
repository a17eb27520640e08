"""How a drag shows that it leaves things where they are and lets go of copies of them: its pointer and its sign."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Qt

from cjm_desktop.canvas.marks import Readout
from cjm_desktop.geometry import Point


def held_cursor(*, copies: bool) -> Qt.CursorShape:
    """The pointer of a drag of things that were taken hold of."""
    return Qt.CursorShape.DragCopyCursor if copies else Qt.CursorShape.ClosedHandCursor


def copy_sign(at: Point, count: int) -> Readout:
    """The sign beside the pointer while copies are dragged."""
    text = QCoreApplication.translate("canvas", "Copy") if count == 1 else f"+{count}"
    return Readout(at, text)
