"""The merge dialog: what each side did is told, what clashes is decided by mouse or keyboard, and Esc costs nothing."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QListWidget
from pytestqt.qtbot import QtBot

from cjm_desktop.app import Desktop
from cjm_desktop.editing import cards, document, lanes, stages
from cjm_desktop.editing.change import same_content
from cjm_desktop.formats.journey_file import load
from cjm_desktop.model.journey import Journey
from cjm_desktop.review.merging import key_of, merge
from cjm_desktop.review.resolving import Choice
from cjm_desktop.windows.main_window import MainWindow
from cjm_desktop.windows.merge_dialog import MergeDialog, merge_in_dialog, resolve_in_dialog
from tests.maps import write_map
from tests.windows.answering import in_dialog
from tests.windows.holding import session_of, workspace_of
from tests.windows.test_access import nameless

pytestmark = pytest.mark.usefixtures("desktop")

_LONG = "Rückgabebestätigungsbenachrichtigung"


def rows(box: QListWidget) -> list[str]:
    return [box.item(row).text() for row in range(box.count())]


def two_sides(journey: Journey) -> tuple[Journey, Journey, Journey]:
    """A base and two sides that clash over the text and votes of one card, and over another that one of them deleted."""
    first, second = list(journey.cards)[:2]
    base = cards.update_cards(journey, [first], text=f"Waits for the {_LONG} today")
    ours = cards.remove_cards(
        cards.update_cards(base, [first], text=f"Waits long for the {_LONG} today", votes=1), [second]
    )
    theirs = cards.update_cards(base, [first], text="انتظار الطرد", votes=2)
    return base, ours, document.update_map(cards.update_cards(theirs, [second], owner="Ann"), owner="Bob")


def merged_with(sides: tuple[Journey, Journey, Journey], steps: Callable[[MergeDialog], object]) -> Journey | None:
    def when_active(dialog: MergeDialog) -> None:
        assert QTest.qWaitForWindowActive(dialog)
        steps(dialog)

    with in_dialog(MergeDialog, when_active):
        return merge_in_dialog(*sides, None)
    raise AssertionError


def accept(dialog: MergeDialog) -> None:
    QTest.mouseClick(dialog.merge_button, Qt.MouseButton.LeftButton)


def test_what_each_side_did_is_told_and_ok_takes_it(journey: Journey) -> None:
    first, second = list(journey.cards)[:2]
    ours, theirs = cards.update_cards(journey, [first], votes=3), cards.update_cards(journey, [second], owner="Ann")

    def steps(dialog: MergeDialog) -> None:
        assert [text.split(" ", 1)[0] for text in rows(dialog.mine)] == ["Action"]
        assert "votes 3 instead of 0" in rows(dialog.mine)[0]
        assert "owner added: “Ann”" in rows(dialog.other)[0]
        assert len(dialog.buttons.buttons()) == 1
        assert nameless(dialog) == []
        QTest.keyClick(dialog, Qt.Key.Key_Return)

    made = merged_with((journey, ours, theirs), steps)
    assert made is not None
    assert (made.cards[first].votes, made.cards[second].owner) == (3, "Ann")


@pytest.mark.parametrize("clash", [False, True])
def test_esc_costs_nothing(journey: Journey, clash: bool) -> None:
    sides = two_sides(journey) if clash else (journey, journey, document.update_map(journey, title="New"))
    assert merged_with(sides, lambda dialog: QTest.keyClick(dialog, Qt.Key.Key_Escape)) is None


def test_nothing_new(journey: Journey) -> None:
    ours = document.update_map(journey, title="New")
    assert merged_with((journey, ours, journey), accept) is ours


def test_without_a_choice_mine_stays_and_what_was_deleted_is_kept(journey: Journey) -> None:
    sides = two_sides(journey)
    first, second = list(journey.cards)[:2]

    def steps(dialog: MergeDialog) -> None:
        assert [text.rsplit("\n", 1)[1] for text in rows(dialog.list)] == [
            "→ Mine", "→ Mine", "→ The other version: keep it",
        ]  # fmt: skip
        assert dialog.list.hasFocus()
        assert nameless(dialog) == []
        QTest.keyClick(dialog.list, Qt.Key.Key_Return)

    made = merged_with(sides, steps)
    assert made is not None
    assert made.cards[first].text == f"Waits long for the {_LONG} today"
    assert (made.cards[first].votes, made.cards[second].owner, made.owner) == (1, "Ann", "Bob")
    assert made.conflicts == ()


def test_by_mouse(journey: Journey) -> None:
    sides = two_sides(journey)
    first, second = list(journey.cards)[:2]

    def steps(dialog: MergeDialog) -> None:
        page = dialog.page
        QTest.mouseClick(page.buttons[Choice.BOTH], Qt.MouseButton.LeftButton)
        assert rows(dialog.list)[0].endswith("→ Both, one after the other")
        place = dialog.list.visualItemRect(dialog.list.item(1)).center()
        QTest.mouseClick(dialog.list.viewport(), Qt.MouseButton.LeftButton, pos=place)
        assert page.title.text().endswith(": votes")
        assert not page.buttons[Choice.BOTH].isVisible()
        QTest.mouseClick(page.buttons[Choice.THEIRS], Qt.MouseButton.LeftButton)
        dialog.list.setCurrentRow(2)
        assert not page.before.isVisible()
        assert page.previews[Choice.OURS].toPlainText() == "Deleted"
        assert "owner: Ann" in page.previews[Choice.THEIRS].toPlainText()
        QTest.mouseClick(page.buttons[Choice.OURS], Qt.MouseButton.LeftButton)
        # What was chosen is still chosen when one comes back.
        dialog.list.setCurrentRow(0)
        assert page.buttons[Choice.BOTH].isChecked()
        accept(dialog)

    made = merged_with(sides, steps)
    assert made is not None
    assert made.cards[first].text == f"Waits long for the {_LONG} today\nانتظار الطرد"
    assert made.cards[first].votes == 2
    assert second not in made.cards


def test_tab_comes_to_the_choices_before_what_is_only_read(journey: Journey) -> None:
    def steps(dialog: MergeDialog) -> None:
        page, visited = dialog.page, []
        assert dialog.focusWidget() is dialog.list
        for _ in range(8):
            QTest.keyClick(dialog.focusWidget(), Qt.Key.Key_Tab)
            if page.isAncestorOf(dialog.focusWidget()):
                visited.append(dialog.focusWidget())
        assert visited[0] is page.buttons[Choice.OURS]
        assert page.before in visited

    merged_with(two_sides(journey), steps)


def test_by_keyboard_alone(journey: Journey) -> None:
    sides = two_sides(journey)
    (first,) = list(journey.cards)[:1]

    def steps(dialog: MergeDialog) -> None:
        QTest.keyClick(dialog.list, Qt.Key.Key_Down)
        assert dialog.list.currentRow() == 1
        mine = dialog.page.buttons[Choice.OURS]
        for _ in range(12):
            focus = dialog.focusWidget()
            if focus is mine:
                break
            QTest.keyClick(focus, Qt.Key.Key_Tab)
        assert dialog.focusWidget() is mine
        QTest.keyClick(mine, Qt.Key.Key_Down)
        assert dialog.page.buttons[Choice.THEIRS].isChecked()
        QTest.keyClick(dialog.focusWidget(), Qt.Key.Key_Return)

    made = merged_with(sides, steps)
    assert made is not None
    assert made.cards[first].votes == 2


def test_one_side_for_all(journey: Journey) -> None:
    sides = two_sides(journey)

    def steps(dialog: MergeDialog) -> None:
        QTest.mouseClick(dialog.all_mine, Qt.MouseButton.LeftButton)
        assert {text.rsplit("\n", 1)[1][:6] for text in rows(dialog.list)} == {"→ Mine"}
        QTest.mouseClick(dialog.all_other, Qt.MouseButton.LeftButton)
        assert dialog.page.buttons[Choice.THEIRS].isChecked()
        accept(dialog)

    made = merged_with(sides, steps)
    assert made is not None
    assert same_content(made, sides[2])


def test_left_for_later_it_stays_in_the_map_and_can_be_decided_on(journey: Journey) -> None:
    sides = two_sides(journey)

    def leave(dialog: MergeDialog) -> None:
        QTest.mouseClick(dialog.page.buttons[None], Qt.MouseButton.LeftButton)
        assert rows(dialog.list)[0].endswith("→ Decide later")
        accept(dialog)

    made = merged_with(sides, leave)
    assert made is not None
    assert [one.field for one in made.conflicts] == ["text"]

    def decide(dialog: MergeDialog) -> None:
        assert dialog.windowTitle() == "Resolve Conflicts"
        assert not dialog.mine.isVisible()
        assert not dialog.all_mine.isVisible()
        QTest.mouseClick(dialog.page.buttons[Choice.THEIRS], Qt.MouseButton.LeftButton)
        accept(dialog)

    with in_dialog(MergeDialog, decide):
        again = resolve_in_dialog(made, None)
    assert again is not None
    assert next(iter(again.cards.values())).text == "انتظار الطرد"
    assert again.conflicts == ()


def test_changed_words_are_marked_by_more_than_colour(journey: Journey) -> None:
    base, ours, theirs = two_sides(journey)
    merged = merge(base, ours, theirs)
    dialog = MergeDialog(merged.journey, merged.conflicts, None)
    preview = dialog.page.previews[Choice.OURS]
    assert preview.toPlainText() == f"Waits long for the {_LONG} today"
    marks = {}
    block = preview.document().firstBlock()
    parts = block.begin()
    while not parts.atEnd():
        part = parts.fragment()
        marks[part.text()] = (part.charFormat().fontUnderline(), part.charFormat().fontStrikeOut())
        parts += 1
    assert marks == {"Waits ": (False, False), "long ": (True, False), f"for the {_LONG} today": (False, False)}
    struck = dialog.page.previews[Choice.THEIRS]
    assert struck.toPlainText() == f"Waits for the {_LONG} today انتظار الطرد"
    assert dialog.page.buttons[Choice.THEIRS].accessibleDescription() == "انتظار الطرد"
    dialog.deleteLater()


def test_users_text_is_plain(journey: Journey) -> None:
    (id_,) = list(journey.cards)[:1]
    sly = "<img src='file:///etc/passwd'><b>bold</b>"
    ours, theirs = cards.update_cards(journey, [id_], text=sly), cards.update_cards(journey, [id_], text=sly + "!")
    merged = merge(journey, ours, theirs)
    dialog = MergeDialog(merged.journey, merged.conflicts, ((sly,), (sly,)))
    assert rows(dialog.mine) == [sly]
    assert sly in dialog.page.previews[Choice.OURS].toPlainText()
    assert dialog.page.title.textFormat() == Qt.TextFormat.PlainText
    dialog.deleteLater()


def test_every_sort_of_conflict_has_words(journey: Journey) -> None:
    first, second, third, *_ = journey.stages
    last = list(journey.stages)[-1]
    id_, other, *_ = (card.id for card in journey.cards.values() if card.stage == first and card.span == 1)
    lane = journey.cards[other].lane
    assert lane is not None
    ours = cards.update_cards(stages.move_stages(journey, [last], third), [id_], stage=second)
    ours = lanes.remove_lanes(ours, [lane])
    theirs = cards.update_cards(stages.move_stages(journey, [last], first), [id_], stage=third)
    theirs = cards.insert_card(theirs, cards.new_card(theirs, lane, first, "New"))
    merged = merge(journey, ours, theirs)
    dialog = MergeDialog(merged.journey, merged.conflicts, None)
    said = {}
    for row, conflict in enumerate(merged.conflicts):
        dialog.list.setCurrentRow(row)
        said[key_of(conflict)] = dialog.page.previews[Choice.THEIRS].toPlainText()
    names = {stage: journey.stages[stage].name for stage in journey.stages}
    assert said["stages", "", "order"].startswith(f"{names[last]} → {names[first]}")
    assert said["lanes", lane, ""] == "Kept: something that stays still needs it"
    if journey.cards[id_].lane != lane:
        assert said["cards", id_, "stage"] == names[third]
    dialog.deleteLater()


def test_rows_show_all_lines_in_any_script(journey: Journey, desktop: Desktop) -> None:
    assert not desktop.windows
    base, ours, theirs = two_sides(journey)
    arabic = cards.update_cards(ours, list(journey.cards)[:1], text="البحث عن جهاز مقارنة الأسعار قراءة الآراء")
    merged = merge(base, arabic, theirs)
    dialog = MergeDialog(merged.journey, merged.conflicts, None)
    dialog.show()
    line = dialog.fontMetrics().lineSpacing()
    for row in range(dialog.list.count()):
        item = dialog.list.item(row)
        assert dialog.list.visualItemRect(item).height() >= 2 * line
    dialog.close()
    dialog.deleteLater()


def test_open_conflicts_are_decided_on_from_the_menu_as_one_step(sample: MainWindow) -> None:
    session = session_of(sample)
    action = sample.actions_by_id["resolve-conflicts"]
    assert not action.isEnabled()
    (id_,) = list(session.journey.cards)[:1]
    base = session.journey
    ours, theirs = cards.update_cards(base, [id_], text="Mine"), cards.update_cards(base, [id_], text="Theirs")
    session.apply("Merge maps", merge(base, ours, theirs).journey)
    assert action.isEnabled()
    with in_dialog(MergeDialog, lambda dialog: QTest.keyClick(dialog, Qt.Key.Key_Escape)):
        action.trigger()
    assert len(session.journey.conflicts) == 1

    def steps(dialog: MergeDialog) -> None:
        QTest.mouseClick(dialog.page.buttons[Choice.THEIRS], Qt.MouseButton.LeftButton)
        accept(dialog)

    with in_dialog(MergeDialog, steps):
        action.trigger()
    assert session.journey.cards[id_].text == "Theirs"
    assert session.journey.conflicts == ()
    assert not action.isEnabled()
    session.undo()
    assert session.journey.cards[id_].text == "Mine"
    assert len(session.journey.conflicts) == 1


def test_a_map_with_undecided_conflicts_says_so_when_it_is_opened(
    window: MainWindow, sample_file: Path, qtbot: QtBot
) -> None:
    base = load(sample_file).journey
    first, second = list(base.cards)[:2]
    ours = cards.update_cards(base, [first, second], text="Mine")
    theirs = cards.update_cards(base, [first, second], text="Theirs")
    write_map(merge(base, ours, theirs).journey, sample_file)
    window.open_path(sample_file)
    banner = workspace_of(window).banner
    assert banner.text == "2 conflicts of a merge are undecided."

    def steps(dialog: MergeDialog) -> None:
        for row in range(2):
            dialog.list.setCurrentRow(row)
            QTest.mouseClick(dialog.page.buttons[Choice.THEIRS], Qt.MouseButton.LeftButton)
        accept(dialog)

    with in_dialog(MergeDialog, steps):
        qtbot.mouseClick(banner.offers[0], Qt.MouseButton.LeftButton)
    assert session_of(window).journey.conflicts == ()
    assert banner.isHidden()
    session_of(window).undo()
    assert banner.text == "2 conflicts of a merge are undecided."
