"""A map that is saved to another folder still leads to the same other maps: now, after Undo, in its versions, and in a copy."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from cjm_desktop.app import Desktop
from cjm_desktop.editing.cards import update_cards
from cjm_desktop.editing.links import add_link
from cjm_desktop.formats import journey_file
from cjm_desktop.formats.relocating import Relocation
from cjm_desktop.model.journey import Journey
from cjm_desktop.model.records import WebLink
from cjm_desktop.templates import load_template
from cjm_desktop.windows import links
from cjm_desktop.windows.inspector.editors.links import LinksEditor
from cjm_desktop.windows.main_window import MainWindow
from cjm_desktop.windows.recovery_dialog import RecoveryDialog
from cjm_desktop.windows.versions import VersionsDialog
from tests.maps import write_map
from tests.windows.answering import in_dialog
from tests.windows.conftest import Answers
from tests.windows.holding import rename, session_of, workspace_of
from tests.windows.recovering import kept, leave
from tests.windows.test_versions import in_versions, read

Choose = Callable[[Path | None], None]

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


def urls(journey: Journey) -> list[str]:
    """The links of the map's first card."""
    return [link.url for link in next(iter(journey.cards.values())).links]


def linked(journey: Journey, *addresses: str) -> Journey:
    return update_cards(journey, [next(iter(journey.cards))], links=tuple(WebLink(url=one) for one in addresses))


@pytest.fixture
def other(tmp_path: Path) -> Path:
    """The map that is led to, with blanks and no Latin in its name."""
    path = tmp_path / "день 2.cjm"
    write_map(load_template("blank"), path)
    return path


@pytest.fixture
def opened(window: MainWindow, tmp_path: Path, other: Path, journey: Journey) -> MainWindow:
    """A map beside the other one, whose first card leads to it and to one that is not there."""
    path = tmp_path / "feeding.cjm"
    write_map(linked(journey, other.name.replace(" ", "%20"), "gone.cjm"), path)
    window.open_path(path)
    return window


@pytest.fixture
def elsewhere(tmp_path: Path) -> Path:
    """Another folder."""
    folder = tmp_path / "архив 2026"
    folder.mkdir()
    return folder


def test_save_as_keeps_links_and_undo_leads_to_the_same_maps(
    opened: MainWindow, other: Path, elsewhere: Path, chosen_file: Choose, desktop: Desktop, qtbot: QtBot
) -> None:
    session = session_of(opened)
    rename(opened, "One")
    card = next(iter(session.journey.cards))
    session.apply("Link", add_link(session.journey, card, "third.cjm"))
    session.undo()
    told: list[object] = []
    session.subscribe(told.append)
    chosen_file(elsewhere / "copied.cjm")
    canvas = workspace_of(opened).canvas
    canvas.setFocus()
    qtbot.keyClick(canvas, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    wanted = ["../день%202.cjm", "../gone.cjm"]
    assert urls(journey_file.load(elsewhere / "copied.cjm").journey) == wanted
    assert urls(session.journey) == wanted
    assert not opened.isWindowModified()
    assert (session.position, session.steps) == (1, ("Rename map", "Link"))
    assert len(told) == 1
    canvas.select((card,))
    for section in workspace_of(opened).inspector._form.sections:
        section.fold(False)
    editor = workspace_of(opened).inspector.editor("links")
    assert isinstance(editor, LinksEditor)
    assert editor.blocks[0].complaint.text() == ""
    assert "There is no map gone.cjm" in editor.blocks[1].complaint.text()
    session.redo()
    assert urls(session.journey) == [*wanted, "../third.cjm"]
    session.jump(0)
    assert (session.journey.title, urls(session.journey)) == (load_template("current-state").title, wanted)
    assert opened.isWindowModified(), "the file holds the step"
    session.jump(1)
    assert not opened.isWindowModified()
    canvas.select((card,))
    opened.commands.linked.open(urls(session.journey)[0])
    assert desktop.window_of(other) is not None


def test_within_its_folder_nothing_is_another(opened: MainWindow, tmp_path: Path, chosen_file: Choose) -> None:
    session = session_of(opened)
    before = session.journey
    chosen_file(tmp_path / "again.cjm")
    assert opened.commands.file.save_as()
    assert session.journey is before


def test_a_copy_leads_there_and_the_map_stays_as_it_is(
    opened: MainWindow, elsewhere: Path, chosen_file: Choose
) -> None:
    session = session_of(opened)
    before = session.journey
    chosen_file(elsewhere / "copied.cjm")
    assert opened.commands.file.save_copy()
    assert urls(journey_file.load(elsewhere / "copied.cjm").journey) == ["../день%202.cjm", "../gone.cjm"]
    assert session.journey is before
    assert not opened.isWindowModified()


def test_what_cannot_be_written_otherwise_is_told(
    opened: MainWindow,
    elsewhere: Path,
    chosen_file: Choose,
    answers: Answers,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def lose(relocation: Relocation, url: str) -> str:
        relocation.lost[url] = None
        return url

    monkeypatch.setattr(Relocation, "address", lose)
    chosen_file(elsewhere / "copied.cjm")
    assert opened.commands.file.save_copy()
    assert "From the new folder no link can lead to день%202.cjm, gone.cjm" in answers.asked[0]
    chosen_file(elsewhere / "moved.cjm")
    assert opened.commands.file.save_as()
    assert "no link can lead to день%202.cjm, gone.cjm" in workspace_of(opened).banner.text
    assert opened.commands.file.save()
    assert workspace_of(opened).banner.isHidden(), "it was said"


def test_a_save_that_fails_leaves_the_links(
    opened: MainWindow, tmp_path: Path, chosen_file: Choose, answers: Answers
) -> None:
    session = session_of(opened)
    before = session.journey
    chosen_file(tmp_path / "missing" / "copied.cjm")
    answers.button = "Cancel"
    assert not opened.commands.file.save_as()
    assert session.journey is before


def test_a_map_without_a_file_gets_ways_with_its_first_one(
    window: MainWindow, other: Path, elsewhere: Path, chosen_file: Choose
) -> None:
    window.commands.file.start_from_template("current-state", False)
    session = session_of(window)
    card = next(iter(session.journey.cards))
    workspace_of(window).canvas.select((card,))
    window.commands.linked.link_to(other)
    assert urls(session.journey)[-1] == str(other).replace(" ", "%20")
    chosen_file(elsewhere / "copied.cjm")
    assert window.commands.file.save_copy()
    assert urls(journey_file.load(elsewhere / "copied.cjm").journey)[-1] == "../день%202.cjm"
    chosen_file(elsewhere / "mine.cjm")
    assert window.commands.file.save()
    assert urls(session.journey)[-1] == "../день%202.cjm"
    assert session.steps == ("Add link",)


def test_what_was_recovered_leads_there(
    window: MainWindow,
    desktop: Desktop,
    opened: MainWindow,
    journey: Journey,
    tmp_path: Path,
    other: Path,
    qtbot: QtBot,
) -> None:
    """A copy of older work, and work on a file that may not be written, are maps without a file."""
    document = opened.document
    assert document is not None
    document.read_only = True
    rename(opened, "Mine")
    desktop.recovery.flush()
    (left,) = kept(desktop.recovery.folder)
    assert urls(left) == [str(other).replace(" ", "%20"), str(tmp_path / "gone.cjm")]
    leave(desktop.recovery.folder, linked(journey, "день%202.cjm"), tmp_path / "feeding.cjm", "of before")

    def steps(dialog: RecoveryDialog) -> None:
        (row,) = dialog.rows
        qtbot.mouseClick(row.recover, Qt.MouseButton.LeftButton)

    done: list[int] = []
    with in_dialog(RecoveryDialog, steps):
        desktop.recovery_offer.at_start(lambda: done.append(1))
        qtbot.waitUntil(lambda: bool(done), timeout=10_000)
    recovered = next(one for one in desktop.windows if one is not window)
    assert urls(session_of(recovered).journey) == [str(other).replace(" ", "%20")]


def test_a_copy_of_what_somebody_holds_leads_there(
    window: MainWindow, tmp_path: Path, other: Path, journey: Journey, colleague: Any, answers: Answers
) -> None:
    path = tmp_path / "feeding.cjm"
    write_map(linked(journey, "день%202.cjm"), path)
    colleague(path)
    answers.button = "Open a Copy"
    window.open_path(path)
    (url,) = urls(session_of(window).journey)
    assert links.linked_map(url, None) == other


def test_versions_go_along_and_open_with_their_links(
    opened: MainWindow, desktop: Desktop, other: Path, elsewhere: Path, chosen_file: Choose, qtbot: QtBot
) -> None:
    opened.commands.versions.keep_as("First", "", inside=True)
    chosen_file(elsewhere / "moved.cjm")
    assert opened.commands.file.save_as()

    def open_(dialog: VersionsDialog) -> None:
        read(dialog, 0, qtbot)
        assert dialog.words.toPlainText() == "•  Nothing: this is the map as it is now."
        qtbot.mouseClick(dialog.open_map, Qt.MouseButton.LeftButton)

    in_versions(opened, open_)
    shown = next(one for one in desktop.windows if one is not opened)
    assert links.linked_map(urls(session_of(shown).journey)[0], None) == other
