"""Keys pressed while presenting go in, what they mean comes out; those of clickers are among them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication, QKeyCombination, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence


@dataclass(frozen=True, slots=True)
class Key:
    """A command of the presentation: its id, what it is called, and its keys, the ones to show first."""

    id: str
    text: str
    keys: tuple[str, ...]

    @property
    def label(self) -> str:
        return QCoreApplication.translate("present", self.text)

    @property
    def shown(self) -> str:
        """Its first keys, as the platform writes them."""
        texts = (QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText) for key in self.keys[:2])
        return " · ".join(texts)


def _t(text: str) -> str:
    return str(QT_TRANSLATE_NOOP("present", text))


#: Clickers send Page Down and Page Up, some the arrows; a full stop or B for the black screen, F5 and Esc to begin and end.
KEYS: tuple[Key, ...] = (
    Key("next", _t("Next"), ("Right", "Space", "PgDown", "Down", "Return", "Enter")),
    Key("back", _t("Back"), ("Left", "PgUp", "Up", "Backspace", "Shift+Space")),
    Key("next_stage", _t("Next stage"), ("Ctrl+Right", "Ctrl+PgDown", "Tab")),
    Key("previous_stage", _t("Previous stage"), ("Ctrl+Left", "Ctrl+PgUp", "Shift+Backtab", "Backtab")),
    Key("first", _t("The whole map"), ("Home",)),
    Key("last", _t("The last step"), ("End",)),
    Key("list_stages", _t("List of stages"), ("G", "Ctrl+G")),
    Key("black", _t("Black screen"), ("B", ".")),
    Key("white", _t("White screen"), ("W", ",")),
    Key("laser", _t("Laser pointer"), ("L", "Ctrl+L")),
    Key("zoom_in", _t("Larger"), ("+", "=")),
    Key("zoom_out", _t("Smaller"), ("-",)),
    Key("zoom", _t("Large or as before"), ("Z",)),
    Key("edit", _t("Edit the text"), ("F2", "E")),
    Key("capture", _t("New card"), ("C", "Ins")),
    Key("feel_1", _t("Feeling of the stage: frustrated"), ("Ctrl+1",)),
    Key("feel_2", _t("Feeling of the stage: unhappy"), ("Ctrl+2",)),
    Key("feel_3", _t("Feeling of the stage: neutral"), ("Ctrl+3",)),
    Key("feel_4", _t("Feeling of the stage: content"), ("Ctrl+4",)),
    Key("feel_5", _t("Feeling of the stage: delighted"), ("Ctrl+5",)),
    Key("undo", _t("Undo"), ("Ctrl+Z",)),
    Key("redo", _t("Redo"), ("Ctrl+Shift+Z", "Ctrl+Y")),
    Key("notes", _t("Presenter's window"), ("N",)),
    Key("keys", _t("These keys"), ("?", "F1", "Shift+?")),
    Key("leave", _t("End the presentation"), ("Esc", "F5", "F11", "Shift+F5", "Shift+F11", "Ctrl+Q", "Ctrl+W")),
)

_PASSED = Qt.KeyboardModifier.KeypadModifier | Qt.KeyboardModifier.GroupSwitchModifier


@cache
def _by_keys() -> dict[str, str]:
    return {QKeySequence(keys).toString(): command.id for command in KEYS for keys in command.keys}


def command_of(event: QKeyEvent) -> str | None:
    """The command that a key press means; None where it means none."""
    modifiers = event.modifiers() & ~_PASSED
    pressed = QKeySequence(QKeyCombination(modifiers, Qt.Key(event.key()))).toString()
    found = _by_keys().get(pressed)
    if found is None and not modifiers & ~Qt.KeyboardModifier.ShiftModifier:
        # A sign for which this keyboard needs Shift, or a capital letter.
        found = _by_keys().get(event.text().upper())
    return found


def digit_of(event: QKeyEvent) -> str | None:
    """The digit that is typed to go to a stage by its number."""
    text = event.text()
    free = not event.modifiers() & ~_PASSED
    return text if free and len(text) == 1 and text.isascii() and text.isdigit() else None
