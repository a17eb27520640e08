"""What panels beside the map share: each follows the session only while it can be seen, and is brought up to date then."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

if TYPE_CHECKING:
    from cjm_desktop.editing.change import Change
    from cjm_desktop.windows.workspace import Workspace

_NARROWEST = 216  #: of a panel, in device-independent pixels


class SidePanel(QWidget):
    """A panel of one workspace. Subclasses fill `column`, and override `refresh`, `follow` and `follow_selection`.

    Its window title, where it sets one, stands in the title bar above it in place of the panel's own name.
    """

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self.workspace = workspace
        self.session = workspace.session
        self.canvas = workspace.canvas
        self._unsubscribe: Callable[[], None] | None = None
        self.setProperty("look", "panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setMinimumWidth(_NARROWEST)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(10, 2, 10, 10)
        self.column.setSpacing(6)

    @property
    def is_awake(self) -> bool:
        """Whether the panel can be seen, and so follows the map."""
        return self._unsubscribe is not None

    def set_awake(self, awake: bool) -> None:
        """Begin to follow the map, from what it is now; or stop. Called as the panel comes into sight and goes."""
        if awake == self.is_awake:
            return
        if awake:
            self._unsubscribe = self.session.subscribe(self.follow)
            self.canvas.selection_changed.connect(self.follow_selection)
            self.refresh()
            self.follow_selection()
        else:
            assert self._unsubscribe is not None
            self._unsubscribe()
            self._unsubscribe = None
            self.canvas.selection_changed.disconnect(self.follow_selection)

    def refresh(self) -> None:
        """Show the map as it is now."""
        raise NotImplementedError

    def follow(self, change: Change) -> None:
        """The map changed; called only while the panel is awake."""
        raise NotImplementedError

    def follow_selection(self) -> None:
        """Something else is selected on the map; called only while the panel is awake."""

    def focus_first(self) -> None:
        """Put the focus where the work in the panel begins."""
        self.setFocus(Qt.FocusReason.OtherFocusReason)
