"""A strip above the map that says what matters about the file, with what can be done about it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QWidget

from cjm_desktop.windows import plain


class Banner(QFrame):
    """Hidden until `show_text`; stays until it is closed or something else is said."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("look", "banner")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._text = plain.label("", wrap=True)
        self._offer = QPushButton()
        self._close = QPushButton(self.tr("Close"))
        self._more = QPushButton()
        self._call: Callable[[], object] | None = None
        self._call_more: Callable[[], object] | None = None
        for button in (self._offer, self._more, self._close):
            button.setProperty("look", "quiet")
        self._close.setAccessibleName(self.tr("Close this message"))
        self._offer.clicked.connect(self._take_offer)
        self._more.clicked.connect(self._take_more)
        self._close.clicked.connect(self.hide)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(14, 7, 10, 7)
        layout.addWidget(self._text, 1)
        layout.addWidget(self._offer)
        layout.addWidget(self._more)
        layout.addWidget(self._close)
        self.hide()

    @property
    def text(self) -> str:
        return "" if self.isHidden() else self._text.text()

    def show_text(
        self,
        text: str,
        offer: str = "",
        call: Callable[[], object] | None = None,
        more: tuple[str, Callable[[], object]] | None = None,
    ) -> None:
        """Says something; a click on `offer` calls `call`, and `more` is a second offer. An empty text hides the banner."""
        self._text.setText(text)
        self.setAccessibleName(text)
        self._offer.setText(offer)
        self._offer.setAccessibleName(offer)
        self._offer.setVisible(bool(offer))
        self._call = call
        second, self._call_more = more or ("", None)
        self._more.setText(second)
        self._more.setAccessibleName(second)
        self._more.setVisible(bool(second))
        self.setVisible(bool(text))

    def _take_offer(self) -> None:
        if self._call is not None:
            self._call()

    def _take_more(self) -> None:
        if self._call_more is not None:
            self._call_more()
