"""A widget goes in; the controls in it that a screen reader could not name come out."""

from __future__ import annotations

from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractSlider,
    QAbstractSpinBox,
    QComboBox,
    QLineEdit,
    QMenu,
    QPlainTextEdit,
    QScrollBar,
    QWidget,
)

from cjm_desktop.canvas.view import CanvasView

_CONTROLS = (
    QAbstractButton,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QAbstractSlider,
    QAbstractSpinBox,
    QMenu,
    CanvasView,
)


def nameless(root: QWidget) -> list[str]:
    """Controls that a screen reader could not name; parts of Qt's own widgets are theirs to name."""
    found = []
    for widget in root.findChildren(QWidget):
        own = not widget.objectName().startswith("qt_")
        if isinstance(widget, QScrollBar) or not own or not isinstance(widget, _CONTROLS):
            continue
        # A menu bar's own menu of what does not fit, and a button that offers nothing now.
        idle = not (widget.objectName() or widget.accessibleName()) if isinstance(widget, QMenu) else widget.isHidden()
        if idle:
            continue
        named = widget.accessibleName() or (isinstance(widget, QAbstractButton) and widget.text())
        if not named:
            found.append(f"{widget!r} in {widget.parent()!r}")
    return found
