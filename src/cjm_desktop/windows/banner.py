"""A strip above the map that says what matters about the file, with what can be done about it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleEvent, QIcon
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QWidget

from cjm_desktop.theme import Chrome
from cjm_desktop.windows import icons, plain

#: What can be done: the words on each button, and what it calls.
Offers = Sequence[tuple[str, Callable[[], object]]]

#: The notices that may be said at the same time, the most urgent first; of these one is shown. "" is of nobody's.
UNPROTECTED, WAITING, RECOVERED = "unprotected", "waiting", "recovered"
_KEYS = (UNPROTECTED, "outside", "saving", "barrier", WAITING, RECOVERED, "origin", "conflicts", "notes", "")


@dataclass(frozen=True, slots=True)
class _Notice:
    text: str
    offers: tuple[tuple[str, Callable[[], object]], ...]


def _words(notice: _Notice) -> tuple[str, ...]:
    return (notice.text, *(words for words, _ in notice.offers))


class Banner(QFrame):
    """Hidden while there is no notice; shows the most urgent one until it is closed or withdrawn."""

    #: The user closed a notice, of this key.
    closed = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("look", "banner")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._notices: dict[str, _Notice] = {}
        self._shown: tuple[str, _Notice] | None = None
        self._text = plain.label("", wrap=True)
        self._buttons: list[QPushButton] = []
        self._cross_icon = QIcon()
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(14, 7, 10, 7)
        self._row.addWidget(self._text, 1)
        self._place = plain.label("", "muted")
        self._row.addWidget(self._place)
        self.hide()

    @property
    def text(self) -> str:
        """What is said; empty where nothing is."""
        return "" if self.isHidden() else self._text.text()

    @property
    def buttons(self) -> tuple[QPushButton, ...]:
        """The buttons of what is said, the one that dismisses it last."""
        return tuple(self._buttons)

    @property
    def offers(self) -> tuple[QPushButton, ...]:
        """The buttons of what is said, but for the one that dismisses it."""
        return tuple(self._buttons[:-1])

    def show_notice(self, key: str, text: str, offers: Offers = ()) -> None:
        """Says something, in place of what was said under the same key; a more urgent notice stays in front of it."""
        self._notices[key] = _Notice(text, tuple(offers))
        self._show()

    def withdraw(self, key: str) -> bool:
        """Says no more what was said under this key; whether anything was."""
        was_said = self._notices.pop(key, None) is not None
        if was_said:
            self._show()
        return was_said

    def show_text(self, text: str) -> None:
        """Says something that is of no document; an empty text takes it away."""
        if text:
            self.show_notice("", text)
        else:
            self.withdraw("")

    def _show(self) -> None:
        key = next((key for key in _KEYS if key in self._notices), None)
        shown = None if key is None else (key, self._notices[key])
        before, self._shown = self._shown, shown
        if shown is None:
            self.hide()
            return
        notice = shown[1]
        count = len(self._notices)
        # Who sees one knows that there are more.
        self._place.setText(self.tr("1 of {count}").format(count=count))
        self._place.setVisible(count > 1)
        if before is not None and _words(before[1]) == _words(notice) and not self.isHidden():
            # The same again: the focus stays on its buttons, though what they call may be another.
            return
        self._text.setText(notice.text)
        self.setAccessibleName(notice.text)
        for button in self._buttons:
            button.hide()
            button.deleteLater()
        self._buttons = [
            *(self._button(words, partial(self._take, number)) for number, (words, _) in enumerate(notice.offers)),
            self._cross(),
        ]
        self.show()
        if self.isVisible():
            QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.Alert))

    def _cross(self) -> QPushButton:
        """No word: “Close” beside “Save” would be about the map."""
        made = self._button("", self._close_notice, self.tr("Dismiss"))
        made.setProperty("look", "icon")
        made.setToolTip(plain.tooltip(self.tr("Dismiss this message")))
        made.setIcon(self._cross_icon)
        return made

    def dress(self, chrome: Chrome) -> None:
        """The icon in the theme's colour."""
        self._cross_icon = icons.tinted("x", chrome.text, size=16)
        for button in self._buttons[-1:]:
            button.setIcon(self._cross_icon)

    def _button(self, words: str, call: Callable[[], None], name: str = "") -> QPushButton:
        made = QPushButton(words)
        made.setProperty("look", "quiet")
        made.setAccessibleName(name or plain.bare(words))
        made.clicked.connect(lambda: call())
        self._row.addWidget(made)
        return made

    def _take(self, number: int) -> None:
        if self._shown is not None:
            self._shown[1].offers[number][1]()

    def _close_notice(self) -> None:
        if self._shown is not None:
            key = self._shown[0]
            self.withdraw(key)
            self.closed.emit(key)
