"""User text into widgets as plain text and nothing else: labels, tool tips, message boxes.

Qt guesses rich text from what looks like a tag, and rich text opens files that it names. No other module of the windows
makes a label, a tool tip or a message box that can hold a user's text by itself.
"""

from __future__ import annotations

import html
import re
import unicodedata

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QMessageBox, QPushButton, QWidget

from cjm_desktop.windows import scripts

#: A word of more characters than this may be broken anywhere, lest it be wider than a message box.
_LONGEST_WORD = 40
#: Of a longer text, a message box shows the beginning, and all of it on demand.
_LONGEST_MESSAGE = 1500
#: The last number is a one.
_ONE = re.compile(r"(?<![\d.,])1 \D*$")
_BREAK = "\u200b"
#: Characters that turn the direction of what follows: a name could pretend to be another one.
_TURNING = {"\u061c", "\u200e", "\u200f", *map(chr, range(0x202A, 0x202F)), *map(chr, range(0x2066, 0x206A))}


def visible(name: str) -> str:
    """A file or map name in one line, with control characters and those that turn the direction shown as `⟨202e⟩`."""
    scripts.serve([name])
    return "".join(f"⟨{ord(c):04x}⟩" if c in _TURNING or unicodedata.category(c) == "Cc" else c for c in name)


def shortened(text: str, length: int = 60) -> str:
    """The text in one line of at most `length` characters, with an ellipsis where it was cut."""
    line = " ".join(text.split())
    return line if len(line) <= length else line[: length - 1].rstrip() + "…"


def elided(text: str, length: int = 48) -> str:
    """The text in at most `length` characters, with an ellipsis in its middle: of a file's name both ends tell."""
    if len(text) <= length:
        return text
    end = length // 2
    return f"{text[: length - end - 1]}…{text[-end:]}"


def breakable(text: str, longest: int = _LONGEST_WORD) -> str:
    """The text with places, not to be seen, at which a label may break words of `longest` characters and more."""
    return re.sub(rf"\S{{{longest},}}", lambda word: _BREAK.join(word[0]), text)


def file_stem(title: str) -> str:
    """A file name without suffix, from a title, that every system takes; empty where nothing of it can be used."""
    return re.sub(r"[^\w]+", "-", title).strip("-").lower()[:60].rstrip("-")


def mnemonic_free(text: str) -> str:
    """A user's text for a menu entry or button: an ampersand stays an ampersand."""
    return text.replace("&", "&&")


def bare(text: str) -> str:
    """The text of a menu or a button as it is read: without the marks of its key and the dots of what opens a dialog."""
    return re.sub(r"&(.)", r"\1", text, flags=re.DOTALL).rstrip("…")


def plural(text: str) -> str:
    """English plurals where no translation has resolved them: “1 stage(s)” is “1 stage”, “but 2 stage(s)” is “but 2 stages”."""
    return re.sub(r"\(s\)", lambda end: "" if _ONE.search(text, 0, end.start()) else "s", text)


def complaint(error: Exception) -> str:
    """What is wrong with a value, in one sentence: of pydantic's complaint only what it says about the value."""
    details = getattr(error, "errors", None)
    text = details()[0]["msg"] if callable(details) else str(error)
    return text[:1].upper() + text[1:]


def tooltip(text: str) -> str:
    """Escaped for `setToolTip`, which has no plain mode."""
    return f"<span>{html.escape(text)}</span>" if text else ""


def label(text: str = "", look: str = "", parent: QWidget | None = None, *, wrap: bool = False) -> QLabel:
    """A label of plain text. `look` is one of the stylesheet's."""
    made = QLabel(parent)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setText(text)
    made.setWordWrap(wrap)
    if look:
        made.setProperty("look", look)
    return made


def message(
    parent: QWidget | None,
    title: str,
    text: str,
    *,
    detail: str = "",
    icon: QMessageBox.Icon = QMessageBox.Icon.NoIcon,
) -> QMessageBox:
    """A message box of plain text, not shown yet; give it buttons, then `exec()` or `open()` it."""
    scripts.serve([title, text, detail])
    box = QMessageBox(icon, title, "", QMessageBox.StandardButton.NoButton, parent)
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setText(breakable(_beginning(text)))
    box.setInformativeText(breakable(_beginning(detail)))
    if max(len(text), len(detail)) > _LONGEST_MESSAGE:
        box.setDetailedText("\n\n".join(filter(None, (text, detail))))
    box.setWindowModality(Qt.WindowModality.WindowModal if parent else Qt.WindowModality.ApplicationModal)
    return box


def _beginning(text: str) -> str:
    return text if len(text) <= _LONGEST_MESSAGE else text[: _LONGEST_MESSAGE - 1] + "…"


def tell(parent: QWidget | None, title: str, text: str, detail: str = "") -> None:
    """One calm message with an OK button."""
    box = message(parent, title, text, detail=detail)
    box.addButton(QMessageBox.StandardButton.Ok)
    box.exec()


def ask(parent: QWidget | None, title: str, text: str, detail: str, yes: str, *, rash: bool = False) -> bool:
    """A question with the button `yes` and Cancel; True where `yes` was chosen. What is `rash` is not taken by Enter."""
    box = message(parent, title, text, detail=detail)
    chosen: QPushButton = box.addButton(yes, QMessageBox.ButtonRole.AcceptRole)
    cancel = box.addButton(QMessageBox.StandardButton.Cancel)
    box.setDefaultButton(cancel if rash else chosen)
    box.exec()
    return box.clickedButton() is chosen
