"""A window whose controls were made in another order than they stand goes in; Tab then goes through them as they stand."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise, product

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLayout, QScrollArea, QSplitter, QStackedWidget, QTableWidget, QWidget


def tab_as_laid_out(window: QWidget) -> None:
    """Tab goes through what the window's layouts hold, in their order. Call it again where controls come later."""
    stops, policy = list(_stops(window)), window.focusPolicy()
    # From the window on: in Qt's ring, what came first would follow the last one as well. It counts what takes no focus out.
    window.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    for before, after in pairwise([window, *stops]):
        QWidget.setTabOrder(before, after)
    window.setFocusPolicy(policy)


def _stops(widget: QWidget) -> Iterator[QWidget]:
    """What Tab may come to: a widget itself, or what is laid out in it."""
    if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.focusProxy() is None:
        yield widget
    for inner in _inside(widget):
        yield from _stops(inner)


def _inside(widget: QWidget) -> Iterator[QWidget]:
    if isinstance(widget, QScrollArea):
        found: list[QWidget | None] = [widget.widget()]
    elif isinstance(widget, QTableWidget):
        cells = product(range(widget.rowCount()), range(widget.columnCount()))
        found = [widget.cellWidget(row, column) for row, column in cells]
    elif isinstance(widget, QSplitter | QStackedWidget):
        found = [widget.widget(n) for n in range(widget.count())]
    else:
        layout = widget.layout()
        found = [] if layout is None else list(_laid_out(layout))
    yield from filter(None, found)


def _laid_out(layout: QLayout) -> Iterator[QWidget]:
    places = list(range(layout.count()))
    if isinstance(layout, QGridLayout):
        places.sort(key=lambda n: layout.getItemPosition(n)[:2])  # type: ignore[index]
    for item in filter(None, map(layout.itemAt, places)):
        inner, widget = item.layout(), item.widget()
        if inner is not None:
            yield from _laid_out(inner)
        elif widget is not None:
            yield widget
