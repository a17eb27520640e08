"""From panel to panel by keyboard: panels in their order and a step go in; the focus goes to where it last was in the next."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget


def walk(panels: Sequence[QWidget], focused: QWidget | None, step: int, *, itself: QWidget) -> None:
    """Put the focus into the panel that follows (or for -1, precedes) the one that has it, past those that are hidden.

    The panel `itself` takes the focus as a whole.
    """
    # A panel may stand over the map, in the canvas: the last that holds the focus is the innermost.
    holding = (n for n, one in enumerate(panels) if focused and (one is focused or one.isAncestorOf(focused)))
    at = max(holding, default=0)
    for n in range(1, len(panels) + 1):
        panel = panels[(at + n * step) % len(panels)]
        if panel.isVisible():
            target = panel if panel is itself else _stop(panel)
            if target is not None:
                target.setFocus(Qt.FocusReason.TabFocusReason)
                return


def _stop(panel: QWidget) -> QWidget | None:
    """Where the focus was last in the panel, else the first widget in it to which Tab goes."""

    def takes_focus(widget: QWidget) -> bool:
        return bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus) and widget.isVisible() and widget.isEnabled()

    if takes_focus(panel):
        return panel
    last = panel.focusWidget()
    if last is not None and takes_focus(last):
        return last
    widget = panel.nextInFocusChain()
    while widget is not None and widget is not panel:
        if panel.isAncestorOf(widget) and takes_focus(widget):
            return widget
        widget = widget.nextInFocusChain()
    return None
