"""The slim bar above a panel: a dock goes in; its title, which drags it, and a button that closes it come out."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QDockWidget, QHBoxLayout, QToolButton, QWidget

from cjm_desktop.canvas.guard import guarded
from cjm_desktop.windows import icons, plain
from cjm_desktop.windows.appearance import Appearance

_ICON = 14


@guarded
class DockTitle(QWidget):
    """Qt drags the dock by whatever of the bar does not take the mouse for itself, and floats it on a double click."""

    def __init__(self, dock: QDockWidget, appearance: Appearance) -> None:
        super().__init__(dock)
        self._dock = dock
        self._appearance = appearance
        self.setProperty("look", "panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._label = plain.label(dock.windowTitle().upper(), "heading")
        self._close = QToolButton()
        self._close.setProperty("look", "close")
        self._close.setIconSize(QSize(_ICON, _ICON))
        self._close.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        name = self.tr("Close {panel}").format(panel=dock.windowTitle())
        self._close.setAccessibleName(name)
        self._close.setToolTip(plain.tooltip(name))
        self._close.clicked.connect(dock.close)
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 6, 6, 2)
        row.addWidget(self._label, 1)
        row.addWidget(self._close)
        appearance.changed.connect(self._dress)
        self._dress()

    def show_title_of(self, content: QWidget) -> None:
        """Show the title that the panel's widget has, and follow it; the panel's name where it has none."""
        content.windowTitleChanged.connect(self._show)
        self._show(content.windowTitle())

    @property
    def text(self) -> str:
        return self._label.text()

    def minimumSizeHint(self) -> QSize:
        return QSize(60, super().minimumSizeHint().height())

    def _show(self, title: str) -> None:
        self._label.setText((title or self._dock.windowTitle()).upper())

    def _dress(self) -> None:
        chrome = self._appearance.chrome
        self._close.setIcon(icons.tinted("x", chrome.text_muted, size=_ICON))
