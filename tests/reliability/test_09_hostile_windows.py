"""Row 9 in the real window: of each kind of hostile file some are opened as a user would, and looked at."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDockWidget, QLabel, QMenu, QWidget
from pytestqt.qtbot import QtBot

from cjm_desktop.windows.docks import PANELS
from cjm_desktop.windows.main_window import MainWindow
from tests.reliability.hostile import CASES, Case, Door
from tests.reliability.programme import SCALE, Tally
from tests.reliability.watchdog import within
from tests.windows.conftest import Answers, _nothing_is_left_open, answers, desktop, window

__all__ = ["_nothing_is_left_open", "answers", "desktop", "window"]  # the fixtures of windows

#: Seconds of the processor from the wish to open a file to the map on the screen, or to the sentence why not.
SOON = 4.0
#: What Qt takes for rich text where it guesses.
_MARKUP = re.compile(r"<\s*[/!\w]|&#?\w+;")
_TURNING = {"\u061c", "\u200e", "\u200f", *map(chr, range(0x202A, 0x202F)), *map(chr, range(0x2066, 0x206A))}

NAMES = (
    "number-1e400",
    "nested-lists",
    "60-MB-of-text",
    "49-MB-that-look-sound",
    "49-MB-of-small-values",
    "1,000-stages-and-lanes",
    "key-twice",
    "id-twice",
    "id-in-two-tables",
    "id-CON",
    "dangling-lane",
    "dangling-persona",
    "sub-stage-twice",
    "arrows-in-a-circle",
    "persona-portrait-is-the-persona",
    "view-that-hides-all",
    "empty",
    "utf-16",
    "gzip",
    "program",
    "billion-laughs",
    "merge-not-finished",
    "surrogate-in-a-text",
    "version-of-next-year",
    "cards-as-0",
    "text-pictures-of-this-machine",
    "text-scripts",
    "text-links-in-markup",
    "text-styles",
    "text-turned-round",
    "text-turned-and-never-back",
    "text-control-characters",
    "text-line-separators",
    "text-no-characters",
    "text-invisible",
    "text-paths",
    "text-formulas",
    "text-ampersands",
    "text-brackets-of-a-title",
    "text-marks-on-one-letter",
    "text-20,000-lines",
    "text-20,000-one-word",
    "text-20,000-both-directions",
    "title-very-long",
    "file-named-turned-round",
    "sound-file-named-turned-round",
    "sound-file-named-markup",
    "sound-file-named-line-break",
    "address-0",
    "odd-address-0",
    "picture-bomb-of-50,000-by-50,000",
    "picture-bomb-in-colour",
    "picture-animated",
    "picture-torn",
    "picture-false-length",
    "picture-svg-as-png",
    "picture-jpeg-two-heads",
    "picture-webp-torn",
    "link-to-itself",
    "link-to-zeros",
    "pipe",
    "folder",
    "ten-gigabytes-of-nothing",
    "no-file",
    "pdf-sound",
    "pdf-attached-bomb",
    "pdf-attached-hostile-map",
    "pdf-length-negative",
    "png-text-bomb",
    "png-false-sum",
    "svg-bad-base64",
    "svg-billion-laughs",
    "svg-with-a-script",
    "diagram-a-million-lines",
    "diagram-markup",
    "diagram-turned-round",
)
CHOSEN = [case for case in CASES if case.name in NAMES and case.door in (Door.OPEN, Door.IMPORT)]
#: A third of them in the ordinary run, another one each day.
SHARE = CHOSEN if SCALE > 1 else CHOSEN[date.today().toordinal() % 3 :: 3]


@pytest.fixture
def place(tmp_path: Path) -> Iterator[Path]:
    """A folder that is emptied at once: some of the files are large."""
    yield tmp_path
    for entry in tmp_path.iterdir():
        if not entry.is_dir() or entry.is_symlink():
            entry.unlink()


def faults_of_widgets(top: QWidget) -> list[str]:
    """What in a window could be taken for markup, or names that turn round what stands around them."""
    found = [
        f"a label of rich text: {label.text()[:80]!r}"
        for label in top.findChildren(QLabel)
        if label.textFormat() != Qt.TextFormat.PlainText and _MARKUP.search(label.text())
    ]
    for widget in (top, *top.findChildren(QWidget)):
        tip = widget.toolTip().removeprefix("<span>").removesuffix("</span>")
        if "<" in tip:
            found.append(f"a tip with markup: {tip[:80]!r}")
    # Names of files and maps beside the program's own words; what stands alone in a field turns nothing but itself.
    names = [top.windowTitle(), *(dock.windowTitle() for dock in top.findChildren(QDockWidget))]
    names += [
        entry.text() for menu in top.findChildren(QMenu) if menu.objectName() == "recent" for entry in menu.actions()
    ]
    found += [f"a name that turns: {name!r}" for name in names if _TURNING & set(name)]
    return found + [f"a name with control characters: {name!r}" for name in names if _has_controls(name)]


def _has_controls(name: str) -> bool:
    return any(unicodedata.category(char) == "Cc" for char in name)


# Qt says of torn pictures what is torn in them.
@pytest.mark.qt_log_ignore("JPEG", "^libpng", extend=True)
@pytest.mark.row(9)
@pytest.mark.parametrize("case", SHARE, ids=str)
def test_a_hostile_file_is_opened_in_a_window(
    case: Case, place: Path, tally: Tally, window: MainWindow, answers: Answers, qtbot: QtBot
) -> None:
    path = place / case.file
    case.make(path)
    with within(SOON):
        window.commands.file.open_any(path)
        QApplication.processEvents()
        if case.drawn:
            window.grab()
    if case.refused:
        tally.add("refused")
        assert window.document is None
        assert len(answers.asked) == 1
        assert answers.formats == {Qt.TextFormat.PlainText}
        assert not (_TURNING & set(answers.asked[0]))
        return
    tally.add("made harmless")
    assert answers.asked == []
    assert window.document is not None
    workspace = window.workspace
    assert workspace is not None
    for panel in PANELS:
        window.show_panel(panel.id, True)
    journey = window.document.session.journey
    for table in (journey.cards, journey.stages, journey.lanes, journey.personas, journey.points):
        workspace.canvas.select(list(table)[:1])
        qtbot.wait(1)
        assert faults_of_widgets(window) == []
    workspace.canvas.select([])
    window.grab()


def test_every_chosen_file_is_there() -> None:
    assert {case.name for case in CHOSEN} == set(NAMES)


@pytest.mark.row(9, without="plain text in widgets")
@pytest.mark.usefixtures("tally")
def test_rich_text_in_a_window_is_found_out(window: MainWindow) -> None:
    rich = QLabel('<img src="file:///etc/passwd">', window)
    rich.show()
    assert any("rich text" in fault for fault in faults_of_widgets(window))
    rich.setTextFormat(Qt.TextFormat.PlainText)
    assert faults_of_widgets(window) == []
    window.setWindowTitle("\u202egpj.exe")
    assert any("turns" in fault for fault in faults_of_widgets(window))
