"""Something that may take long is made beside the event loop while the user waits: a call goes in, what it gives comes out.

Until half a second is over nothing is to be seen of it; then a small window says what is being done, and lets it be given up.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar, cast

from PySide6.QtCore import QEventLoop, Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QProgressBar, QPushButton, QVBoxLayout, QWidget

from cjm_desktop.formats.errors import FileProblem
from cjm_desktop.windows import controls, plain
from cjm_desktop.windows.newest import Newest

T = TypeVar("T")


class WaitingDialog(QDialog):
    """Takes the window's input from the beginning, and is seen after half a second."""

    def __init__(self, words: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._window = parent.window()
        self.setWindowTitle(self.tr("One Moment"))
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.words = plain.label(plain.breakable(plain.visible(words)), "strong", wrap=True)
        self.bar = QProgressBar()
        self.bar.setRange(0, 0)
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(words)
        self.cancel_button = QPushButton(self.tr("Cancel"))
        self.cancel_button.setAccessibleName(self.cancel_button.text())
        self.cancel_button.clicked.connect(self.reject)
        controls.press_with_enter(self.cancel_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 22, 24, 18)
        column.setSpacing(14)
        column.addWidget(self.words)
        column.addWidget(self.bar)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(self.cancel_button)
        column.addLayout(foot)
        self.setMinimumWidth(380)
        self._loop = QEventLoop(self)
        self._work = Newest(self)
        self._work.made.connect(self._take)
        self._work.failed.connect(self._take)
        self._work.late.connect(self._appear)
        self._made: object = None
        self.finished.connect(self._loop.quit)

    def wait_for(self, call: Callable[[], object]) -> object:
        """What the call gives, or its `FileProblem`; None where the user gave it up."""
        # Input is taken as by any modal window, but a window that flashes up and is gone would only be in the way.
        self.setAttribute(Qt.WidgetAttribute.WA_DontShowOnScreen)
        self.show()
        self._work.ask(call)
        self._loop.exec()
        self._work.stop()
        self.hide()
        return self._made

    def _appear(self) -> None:
        self.hide()
        self.setAttribute(Qt.WidgetAttribute.WA_DontShowOnScreen, False)
        self.adjustSize()
        # It has a place already, by which Qt would leave it.
        box = self.geometry()
        box.moveCenter(self._window.geometry().center())
        self.setGeometry(box)
        self.show()
        self.cancel_button.setFocus()

    def _take(self, made: object) -> None:
        self._made = made
        self._loop.quit()


def waited(parent: QWidget, words: str, call: Callable[[], T]) -> T | None:
    """What the call gives, made in a thread while `words` say what is being done; None where the user gave it up.

    FileProblem as the call raises it. The window takes no input meanwhile, but is painted and answers the system.
    """
    dialog = WaitingDialog(words, parent)
    try:
        made = dialog.wait_for(call)
    finally:
        dialog.deleteLater()
    if isinstance(made, FileProblem):
        raise made
    return cast("T | None", made)
