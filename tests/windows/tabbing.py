"""A dialog goes in; its controls come out, in the order of the Tab key, and whether that is the one in which one reads."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import QScrollArea, QWidget

#: What is so much higher or further right still stands in one line or column with its neighbour, in pixels.
_SLACK = 3


def stops(dialog: QWidget) -> list[QWidget]:
    """What Tab comes to, in its order, disabled controls among it: they may be enabled later."""
    found, widget = list[QWidget](), dialog.nextInFocusChain()
    while widget is not dialog:
        tabbed = widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        if tabbed and widget.focusProxy() is None and widget.window() is dialog and widget.isVisibleTo(dialog):
            found.append(widget)
        widget = widget.nextInFocusChain()
    return found


def is_as_read(whole: QWidget, widgets: Sequence[QWidget]) -> bool:
    """Whether the widgets go down the lines and along each, or through columns that stand side by side one by one.

    What scrolls together is one block, however far its contents reach.
    """
    blocks: dict[QWidget, list[QWidget]] = {}
    for widget in widgets:
        blocks.setdefault(_block(whole, widget), []).append(widget)
    if list(widgets) != [widget for inner in blocks.values() for widget in inner]:
        return False  # one leaves a block and comes back
    for block, inner in blocks.items():
        if isinstance(block, QScrollArea) and not is_as_read(
            block.widget(), [one for one in inner if one is not block]
        ):
            return False
    return _is_cut([_rect(whole, one) for one in blocks])


def _block(whole: QWidget, widget: QWidget) -> QWidget:
    """The outermost area that scrolls in which a widget stands; itself where none does."""
    found, parent = widget, widget
    while parent is not None and parent is not whole:
        if isinstance(parent, QScrollArea):
            found = parent
        parent = parent.parentWidget()
    return found


def _rect(whole: QWidget, widget: QWidget) -> QRect:
    return QRect(widget.mapTo(whole, QPoint(0, 0)), widget.size())


def _is_cut(boxes: Sequence[QRect]) -> bool:
    """Whether a line can be drawn beneath, or to the right of, what comes first, and so on in both parts."""
    return len(boxes) < 2 or any(
        _is_apart(boxes[:n], boxes[n:]) and _is_cut(boxes[:n]) and _is_cut(boxes[n:]) for n in range(1, len(boxes))
    )


def _is_apart(before: Sequence[QRect], after: Sequence[QRect]) -> bool:
    below = min(map(QRect.top, after)) > max(map(QRect.bottom, before)) - _SLACK
    return below or min(map(QRect.left, after)) > max(map(QRect.right, before)) - _SLACK
