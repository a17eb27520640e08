"""The keys of the presentation: none means two things, and clickers' are among them."""

from __future__ import annotations

from collections import Counter

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence

from cjm_desktop.windows.present.keys import KEYS, command_of, digit_of

NONE, SHIFT, CTRL, PAD = (
    Qt.KeyboardModifier.NoModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.KeypadModifier,
)
K = Qt.Key


def press(key: Qt.Key, keys: Qt.KeyboardModifier = NONE, text: str = "") -> QKeyEvent:
    return QKeyEvent(QEvent.Type.KeyPress, key, keys, text)


def test_no_key_means_two_things() -> None:
    counts = Counter(QKeySequence(keys).toString() for command in KEYS for keys in command.keys)
    assert [keys for keys, count in counts.items() if count > 1] == []
    assert all(counts)
    assert all(command.label and command.shown for command in KEYS)


@pytest.mark.parametrize(
    ("event", "command"),
    [
        (press(K.Key_PageDown), "next"),
        (press(K.Key_PageUp), "back"),
        (press(K.Key_Right, PAD), "next"),
        (press(K.Key_Enter, PAD), "next"),
        (press(K.Key_Period, text="."), "black"),
        (press(K.Key_B, SHIFT, "B"), "black"),
        (press(K.Key_F5), "leave"),
        (press(K.Key_F5, SHIFT), "leave"),
        (press(K.Key_Escape), "leave"),
        (press(K.Key_Plus, SHIFT, "+"), "zoom_in"),
        (press(K.Key_Question, SHIFT, "?"), "keys"),
        (press(K.Key_Space, SHIFT, " "), "back"),
        (press(K.Key_3, CTRL), "feel_3"),
        (press(K.Key_A, NONE, "a"), None),
        (press(K.Key_B, CTRL), None),
    ],
)
def test_keys_mean(event: QKeyEvent, command: str | None) -> None:
    assert command_of(event) == command


def test_digits_are_typed_with_and_without_the_pad() -> None:
    assert digit_of(press(K.Key_7, text="7")) == "7"
    assert digit_of(press(K.Key_7, PAD, "7")) == "7"
    assert digit_of(press(K.Key_7, CTRL, "7")) is None
    assert digit_of(press(K.Key_A, text="a")) is None
    assert digit_of(press(K.Key_7, text="٧")) is None
