"""User text reaches widgets as plain text: what looks like markup is shown as it was written."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QMessageBox
from pytestqt.qtbot import QtBot

from cjm_desktop.windows import plain

pytestmark = pytest.mark.usefixtures("qapp")

MARKUP = '<img src="file:///etc/passwd"><b>bold</b>'


def test_label_shows_markup_as_text(qtbot: QtBot) -> None:
    label = plain.label(MARKUP)
    qtbot.addWidget(label)
    assert label.textFormat() == Qt.TextFormat.PlainText
    assert label.text() == MARKUP


def test_every_label_of_a_message_is_plain(qtbot: QtBot) -> None:
    box = plain.message(None, "Title", MARKUP, detail=MARKUP)
    box.addButton(QMessageBox.StandardButton.Ok)
    qtbot.addWidget(box)
    box.show()
    labels = [label for label in box.findChildren(QLabel) if label.text()]
    assert {label.text() for label in labels} == {MARKUP}
    assert len(labels) == 2
    assert {label.textFormat() for label in labels} == {Qt.TextFormat.PlainText}


def test_tooltip_is_escaped() -> None:
    assert "<img" not in plain.tooltip(MARKUP)
    assert "&lt;img" in plain.tooltip(MARKUP)
    assert plain.tooltip("") == ""


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("map.cjm", "map.cjm"),
        ("a\u202egpj.cjm", "a⟨202e⟩gpj.cjm"),
        ("a\nb", "a⟨000a⟩b"),
        ("чай 茶 🍵", "чай 茶 🍵"),
    ],
)
def test_names_show_what_turns_them(name: str, shown: str) -> None:
    assert plain.visible(name) == shown


def test_shortened_is_one_line_with_an_ellipsis() -> None:
    assert plain.shortened("one\n  two") == "one two"
    assert plain.shortened("x" * 100, 10) == "x" * 9 + "…"


@pytest.mark.parametrize(
    ("title", "stem"),
    [
        ("Feeding Mitya while I am at work", "feeding-mitya-while-i-am-at-work"),
        ("../../etc/passwd", "etc-passwd"),
        ("Кот: обед", "кот-обед"),
        ("???", ""),
        ("x" * 200, "x" * 60),
    ],
)
def test_file_stem(title: str, stem: str) -> None:
    assert plain.file_stem(title) == stem


def test_ampersand_stays() -> None:
    assert plain.mnemonic_free("Cats & co") == "Cats && co"


@pytest.mark.parametrize(
    "text",
    [
        "broken.cjm: line 1, column 47: a property name in double quotes is expected.",
        "x.cjm was not saved: there is no such file or folder.",
        f"/{'x' * 300}.cjm could not be read.",
        "x" * 1400,
        "Кот ест " * 100,
    ],
)
@pytest.mark.usefixtures("desktop")
def test_a_message_shows_all_of_its_text(text: str, qtbot: QtBot) -> None:
    box = plain.message(None, "Title", text, detail=text)
    box.addButton(QMessageBox.StandardButton.Ok)
    qtbot.addWidget(box)
    box.show()
    qtbot.waitExposed(box)
    labels = [label for label in box.findChildren(QLabel) if label.text()]
    assert {label.text().replace("\u200b", "") for label in labels} == {text}
    for label in labels:
        alone = QLabel(label.text())
        alone.setTextFormat(Qt.TextFormat.PlainText)
        alone.setFont(label.font())
        alone.setWordWrap(True)
        qtbot.addWidget(alone)
        assert alone.minimumSizeHint().width() <= label.width()
        assert alone.heightForWidth(label.width()) <= label.height()
        assert label.geometry().right() < box.width()
        assert label.geometry().bottom() < box.height()


def test_a_message_without_end_shows_all_on_demand(qtbot: QtBot) -> None:
    text = "word " * 2000
    box = plain.message(None, "Title", text)
    qtbot.addWidget(box)
    assert len(box.text()) == 1500
    assert box.detailedText() == text


def test_one_is_one_wherever_the_number_stands() -> None:
    assert plain.plural("1 stage(s)") == "1 stage"
    assert plain.plural("Both become one map, but for 1 conflict(s)") == "Both become one map, but for 1 conflict"
    assert plain.plural("but for 21 conflict(s)") == "but for 21 conflicts"
    assert plain.plural("1,001 card(s)") == "1,001 cards"
    assert plain.plural("1 stage(s), 2 lane(s) and 1 card(s)") == "1 stage, 2 lanes and 1 card"
