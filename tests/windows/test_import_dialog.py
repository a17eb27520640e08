"""Tables of files become maps: a dialog shows the map that would be, lets the reading be put right, and Enter imports."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QFocusEvent, QGuiApplication, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from cjm_desktop.formats.table_reading import MEANINGS
from cjm_desktop.geometry import Rect
from cjm_desktop.model.records import LaneKind
from cjm_desktop.windows.chooser import Chooser
from cjm_desktop.windows.importing import meanings as words
from cjm_desktop.windows.importing.dialog import ImportDialog
from cjm_desktop.windows.importing.reader import Outcome, TableReader, Wish
from cjm_desktop.windows.main_window import MainWindow
from tests.windows.answering import in_dialog
from tests.windows.conftest import Answers
from tests.windows.holding import session_of, workspace_of
from tests.windows.naming import nameless
from tests.windows.tables import choose, click_heading, meanings, opened, say, settle

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)

TABLE = "Stage,Actions,Emotion\n1. Need,looks; asks,3\n2. Buy,pays; waits,4\n"
LOG = "case,activity,timestamp\n" + "".join(
    f"{case},{name},2024-01-0{case} 1{hour}:00\n" for case in (1, 2) for hour, name in enumerate("ABCD")
)
TWO = "| Stage | Actions |\n|---|---|\n| Need | looks |\n\n# Costs\n\n| What | Sum |\n|---|---|\n| Ads | 5 |\n| Fair | 6 |\n"


def test_enter_imports_what_is_shown(
    window: MainWindow, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[tuple[str, ...]] = []
    monkeypatch.setattr(MainWindow, "show_notes", lambda _self, _title, notes: told.append(notes))
    path = tmp_path / "ride.csv"
    path.write_text(TABLE, encoding="utf-8")

    def steps(dialog: ImportDialog) -> None:
        settle(dialog, qtbot)
        assert dialog.title.text() == "ride"
        assert dialog.summary.text() == "2 stages · 2 lanes · 4 cards · 2 emotion points"
        assert "scale of 1 to 5" in dialog.remarks.text.toPlainText()
        assert nameless(dialog) == []
        qtbot.waitUntil(lambda: dialog.picture.drawing is not None)
        QTest.keyClick(dialog, Qt.Key.Key_Return)

    with in_dialog(ImportDialog, steps):
        window.commands.file.open_any(path)
    journey = session_of(window).journey
    assert journey.title == "ride"
    assert [stage.name for stage in journey.stages.values()] == ["Need", "Buy"]
    assert session_of(window).is_dirty
    assert told == [], "the dialog has said it all, and once is enough"
    banner = workspace_of(window).banner
    assert banner.text == "From ride.csv; not saved yet"
    assert [button.text() for button in banner.offers] == ["Save", "Show Notes"]
    banner.offers[1].click()
    assert "scale of 1 to 5" in "\n".join(told[0]), "for who asks, once more"


def test_esc_imports_nothing(window: MainWindow, tmp_path: Path) -> None:
    path = tmp_path / "ride.csv"
    path.write_text(TABLE, encoding="utf-8")
    with in_dialog(ImportDialog, lambda dialog: QTest.keyClick(dialog, Qt.Key.Key_Escape)):
        window.commands.file.open_any(path)
    assert window.document is None


def test_a_file_without_a_table_is_told_of(window: MainWindow, tmp_path: Path, answers: Answers) -> None:
    path = tmp_path / "ride.xlsx"
    path.write_bytes(b"no workbook")
    window.commands.file.open_any(path)
    assert "“ride.xlsx” is no XLSX workbook" in answers.asked[0]
    assert window.document is None


# The scale of feelings


def test_the_scale_is_asked_for_and_lists_may_stay_whole(window: MainWindow, qtbot: QtBot) -> None:
    dialog = opened(TABLE, "ride.csv", window, qtbot)
    assert dialog.scale.isVisible()
    assert dialog.scale.currentText() == "As the numbers look: 1 to 5"
    assert dialog.example.text() == "3 becomes 0 (neutral); 4 becomes +1 (pleased)"
    QTest.keyClick(dialog.scale, Qt.Key.Key_End)
    while dialog.scale.currentData() != "1 to 10":
        QTest.keyClick(dialog.scale, Qt.Key.Key_Up)
    settle(dialog, qtbot)
    assert dialog.example.text() == "3 becomes −1.1 (unhappy); 4 becomes −0.67 (unhappy)"
    assert "scale of 1 to 5" not in dialog.remarks.text.toPlainText()
    dialog.lists.click()
    settle(dialog, qtbot)
    assert dialog.summary.text() == "2 stages · 2 lanes · 2 cards · 2 emotion points"
    dialog.create_button.click()
    assert dialog.imported is not None
    assert [point.value for point in dialog.imported.journey.points.values()] == [-1.111, -0.667]
    dialog.deleteLater()


@pytest.mark.parametrize(
    "table",
    [
        "Stage,Emotion\nNeed,happy\nBuy,4/5\n",
        "Stage,Emotion (1-10)\nNeed,3\nBuy,4\n",
        "Stage,Emotion\nNeed,-2\nBuy,2\n",
        "Stage,Actions\nNeed,3\nBuy,4\n",
    ],
)
def test_no_scale_is_asked_for_where_it_is_plain(window: MainWindow, qtbot: QtBot, table: str) -> None:
    dialog = opened(table, "a.csv", window, qtbot)
    assert not dialog.scale.isVisible()
    assert not dialog.example.isVisible()
    assert not dialog.which.isVisible()
    dialog.close()
    dialog.deleteLater()


# Which table


def test_one_of_several_tables_is_chosen(window: MainWindow, qtbot: QtBot) -> None:
    dialog = opened(TWO, "a.md", window, qtbot)
    assert dialog.which.isVisible()
    assert dialog.which.currentText() == "Table 1"
    assert dialog.summary.text().startswith("1 stage ")
    QTest.keyClick(dialog.which, Qt.Key.Key_Down)
    settle(dialog, qtbot)
    assert dialog.which.currentText() == "Costs"
    # Numbers only, so it takes a word of the user.
    assert not dialog.create_button.isEnabled()
    assert "This is a table of numbers" in dialog.complaint.text()
    QTest.keyClick(dialog.direction, Qt.Key.Key_Down if dialog.direction.currentData() else Qt.Key.Key_Up)
    settle(dialog, qtbot)
    assert dialog.create_button.isEnabled()
    dialog.create_button.click()
    assert dialog.imported is not None
    dialog.deleteLater()


def test_a_log_of_events_is_summarised_if_asked(window: MainWindow, qtbot: QtBot) -> None:
    dialog = opened(LOG, "log.csv", window, qtbot)
    assert not dialog.create_button.isEnabled()
    assert "log of events" in dialog.complaint.text()
    QTest.keyClick(dialog.which, Qt.Key.Key_Down)
    settle(dialog, qtbot)
    assert dialog.create_button.isEnabled()
    assert not dialog.complaint.isVisible()
    QTest.keyClick(dialog, Qt.Key.Key_Return)
    assert dialog.imported is not None
    journey = dialog.imported.journey
    assert [stage.name for stage in journey.stages.values()] == list("ABCD")
    assert {lane.kind for lane in journey.lanes.values()} == {LaneKind.METRIC}
    dialog.deleteLater()


def test_a_button_summarises_a_log_of_events(window: MainWindow, qtbot: QtBot) -> None:
    dialog = opened(LOG, "log.csv", window, qtbot)
    assert dialog.summarise_button.isVisible()
    assert "Choose another table" not in dialog.complaint.text()
    QTest.mouseClick(dialog.summarise_button, Qt.MouseButton.LeftButton)
    settle(dialog, qtbot)
    assert dialog.which.currentText() == "Summary of Table 1"
    assert not dialog.summarise_button.isVisible()
    QTest.mouseClick(dialog.create_button, Qt.MouseButton.LeftButton)
    assert dialog.imported is not None
    assert [lane.label for lane in dialog.imported.journey.lanes.values()] == [
        "Number of events",
        "Share of cases that get here",
        "Median time since the step before",
    ]
    dialog.deleteLater()


def test_what_is_no_log_offers_no_summary(window: MainWindow, qtbot: QtBot) -> None:
    dialog = opened("word,translation\ncat,Katze\ndog,Hund\n", "a.csv", window, qtbot)
    assert dialog.complaint.isVisible()
    assert not dialog.summarise_button.isVisible()
    dialog.close()
    dialog.deleteLater()


# The sheet


def cells(dialog: ImportDialog) -> list[list[str]]:
    model = dialog.table.model()
    return [
        [model.index(row, column).data() for column in range(model.columnCount())] for row in range(model.rowCount())
    ]


def heads(dialog: ImportDialog, along: Qt.Orientation) -> list[str]:
    model = dialog.table.model()
    count = model.columnCount() if along is Qt.Orientation.Horizontal else model.rowCount()
    return [model.headerData(n, along) for n in range(count)]


def test_the_sheet_stands_as_the_user_knows_it_whichever_way_its_stages_run(window: MainWindow, qtbot: QtBot) -> None:
    dialog = opened(TABLE, "ride.csv", window, qtbot)
    known = [row.split(",") for row in TABLE.splitlines()]
    assert cells(dialog) == known
    assert heads(dialog, Qt.Orientation.Horizontal) == ["Names of the stages", "Actions", "Emotions"]
    assert heads(dialog, Qt.Orientation.Vertical) == ["1", "2", "3"]
    assert dialog.labels.currentText() == "Row 1: Stage"
    QTest.keyClick(dialog.direction, Qt.Key.Key_Up)
    settle(dialog, qtbot)
    assert cells(dialog) == known, "only what the lines are called turns"
    assert heads(dialog, Qt.Orientation.Vertical)[0] == "Names of the stages"
    assert heads(dialog, Qt.Orientation.Horizontal) == ["1", "2", "3"]
    dialog.close()
    dialog.deleteLater()


def test_a_click_on_a_heading_marks_its_line_and_asks_what_it_is(window: MainWindow, qtbot: QtBot) -> None:
    dialog = opened(TABLE, "ride.csv", window, qtbot)
    click_heading(dialog, 1)
    chooser = QApplication.activePopupWidget()
    assert isinstance(chooser, Chooser)
    assert dialog.table.line == 1
    assert chooser.field.placeholderText() == "What is “Actions”?"
    assert chooser.list.currentIndex().data() == "Actions", "it begins at what the line was taken for"
    screen = chooser.screen().availableGeometry()
    assert screen.contains(chooser.geometry())
    choose("pain")
    assert meanings(dialog)[1] == "pains", "seen at once"
    settle(dialog, qtbot)
    assert dialog.outcome is not None
    assert dialog.outcome.imported is not None
    roles = [lane.role for lane in dialog.outcome.imported.journey.lanes.values()]
    assert roles == ["pains", "emotions"]
    dialog.close()
    dialog.deleteLater()


def test_lines_are_put_right_by_the_keyboard_alone(window: MainWindow, qtbot: QtBot) -> None:
    dialog = opened(TABLE, "ride.csv", window, qtbot)
    dialog.table.setFocus()
    QTest.keyClick(dialog.table, Qt.Key.Key_Right)
    assert dialog.table.line == 1
    # A letter begins to narrow the list.
    QTest.keyClicks(dialog.table, "n")
    chooser = QApplication.activePopupWidget()
    assert isinstance(chooser, Chooser)
    assert chooser.field.text() == "n"
    choose("eeds")
    settle(dialog, qtbot)
    assert meanings(dialog) == ["stages", "needs", "emotions"]
    QTest.keyClick(dialog.table, Qt.Key.Key_Right)
    QTest.keyClick(dialog.table, Qt.Key.Key_Delete)
    settle(dialog, qtbot)
    assert meanings(dialog) == ["stages", "needs", "-"]
    assert "Left out: “Emotion”." in dialog.remarks.text.toPlainText()
    # Esc closes the list and changes nothing, and only the next one the dialog.
    QTest.keyClick(dialog.table, Qt.Key.Key_Space)
    chooser = QApplication.activePopupWidget()
    assert chooser is not None
    QTest.keyClick(chooser.focusWidget() or chooser, Qt.Key.Key_Escape)
    assert QApplication.activePopupWidget() is None
    assert dialog.isVisible()
    assert meanings(dialog) == ["stages", "needs", "-"]
    QTest.keyClick(dialog.table, Qt.Key.Key_Escape)
    assert not dialog.isVisible()
    assert dialog.imported is None
    dialog.deleteLater()


def test_everything_that_a_line_can_be_is_offered_once_in_a_group() -> None:
    entries = list(words.entries())
    assert sorted(entry.value for entry in entries) == sorted(MEANINGS)
    assert all(entry.group and entry.icon for entry in entries)
    groups = [entry.group for entry in entries]
    assert len(set(groups)) > 5
    assert groups == sorted(groups, key=groups.index), "no group comes twice"
    group_of = {entry.value: entry.group for entry in entries}
    assert group_of["actions"] == group_of["thoughts"] == group_of["emotions"]
    assert group_of["pains"] == group_of["opportunities"]
    assert group_of["support"] == group_of["physical_evidence"]


def test_what_was_guessed_can_be_copied(window: MainWindow, qtbot: QtBot) -> None:
    dialog = opened(TABLE, "ride.csv", window, qtbot)
    assert dialog.remarks.text.isReadOnly()
    dialog.remarks.copy_button.setFocus()
    QTest.keyClick(dialog.remarks.copy_button, Qt.Key.Key_Return)
    copied = QGuiApplication.clipboard().text().splitlines()
    assert copied[0] == "•  The numbers in front of the stages' names were left out."
    assert len(copied) == 3
    assert dialog.isVisible(), "Enter pressed the button that has the keyboard"
    dialog.close()
    dialog.deleteLater()


# Beside the event loop


def test_picture_follows_what_is_put_right(window: MainWindow, qtbot: QtBot) -> None:
    dialog = opened(TABLE, "ride.csv", window, qtbot)
    qtbot.waitUntil(lambda: dialog.picture.drawing is not None)
    before = dialog.picture.drawing
    say(dialog, 1, "left out", qtbot)
    qtbot.waitUntil(lambda: dialog.picture.drawing is not before)
    dialog.reject()
    dialog.deleteLater()


def test_the_picture_shows_all_of_the_map_and_looks_closer(window: MainWindow, qtbot: QtBot) -> None:
    wide = "\t".join(f"Stage {n}" for n in range(1, 14))
    cells = "\t".join("does something" for _ in range(13))
    dialog = opened(f"\t{wide}\nActions\t{cells}\n", "ride.tsv", window, qtbot)
    picture = dialog.picture
    qtbot.waitUntil(lambda: picture.drawing is not None)
    assert picture.drawing is not None

    def shown() -> Rect:
        assert picture.drawing is not None
        return picture.camera.rect_to_view(Rect(0, 0, picture.drawing.width, picture.drawing.height))

    def fits() -> bool:
        size, rect = picture.view_size(), shown()
        return rect.x >= 0 and rect.y >= 0 and rect.right <= size.width and rect.bottom <= size.height

    assert fits()
    dialog.resize(dialog.width() - 200, dialog.height() - 60)
    qtbot.waitUntil(fits)
    before = picture.zoom
    middle = QPointF(picture.viewport().rect().center())
    event = QWheelEvent(
        middle,
        QPointF(picture.viewport().mapToGlobal(middle.toPoint())),
        QPoint(),
        QPoint(0, 240),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.ControlModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(picture.viewport(), event)
    assert picture.zoom > before
    assert not fits()
    picture.setFocus()
    QTest.keyClick(picture, Qt.Key.Key_0)
    assert fits()
    QTest.keyClick(picture, Qt.Key.Key_Plus)
    assert picture.zoom > before
    x = shown().x
    QTest.keyClick(picture, Qt.Key.Key_Right)
    assert shown().x < x
    dialog.reject()
    dialog.deleteLater()


class Held:
    """Readings that wait until they may go on; `asked` are the wishes that were begun."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.may_go = threading.Event()
        self.asked: list[Wish] = []
        read = TableReader.outcome

        def outcome(reader: TableReader, wish: Wish) -> Outcome:
            self.asked.append(wish)
            assert self.may_go.wait(20)
            return read(reader, wish)

        monkeypatch.setattr(TableReader, "outcome", outcome)


def test_only_what_was_put_right_last_counts(window: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    dialog = opened(TABLE, "ride.csv", window, qtbot)
    held = Held(monkeypatch)
    shown: list[object] = []
    dialog._work.made.connect(shown.append)
    for typed in ("pain", "needs", "goals"):
        dialog.table.setFocus()
        dialog.table.show_line(1)
        QTest.keyClick(dialog.table, Qt.Key.Key_Return)
        choose(typed)
        qtbot.waitUntil(lambda: bool(held.asked))
    assert meanings(dialog)[1] == "goals"
    assert dialog.summary.text() == "2 stages · 2 lanes · 4 cards · 2 emotion points", "nothing waits meanwhile"
    held.may_go.set()
    settle(dialog, qtbot)
    assert len(shown) == 1, "what was overtaken is never shown"
    assert len(held.asked) == 2, "nor read, unless it had begun"
    assert dialog.outcome is not None
    assert dialog.outcome.imported is not None
    assert [lane.role for lane in dialog.outcome.imported.journey.lanes.values()] == ["goals", "emotions"]
    dialog.close()
    dialog.deleteLater()


def test_import_waits_for_what_was_put_right_last(
    window: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    dialog = opened(TABLE, "ride.csv", window, qtbot)
    held = Held(monkeypatch)
    dialog.mean(1, "needs")
    QTest.keyClick(dialog, Qt.Key.Key_Return)
    assert dialog.imported is None
    assert dialog.isVisible()
    qtbot.waitUntil(dialog.bar.isVisible)
    held.may_go.set()
    qtbot.waitUntil(lambda: not dialog.isVisible())
    assert dialog.imported is not None
    assert [lane.role for lane in dialog.imported.journey.lanes.values()] == ["needs", "emotions"]
    dialog.deleteLater()


def test_esc_ends_the_work_and_leaves_no_thread(
    window: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    dialog = opened(TABLE, "ride.csv", window, qtbot)
    held = Held(monkeypatch)
    dialog.mean(1, "needs")
    qtbot.waitUntil(lambda: bool(held.asked))
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()
    assert not dialog.is_busy
    held.may_go.set()
    qtbot.waitUntil(lambda: not dialog._work.is_running)
    assert dialog.imported is None
    dialog.deleteLater()


def test_a_mistake_of_the_reader_is_told_in_a_line(
    window: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    dialog = opened(TABLE, "ride.csv", window, qtbot)

    def fail(_reader: TableReader, _wish: Wish) -> Outcome:
        raise ValueError("no more ink")

    monkeypatch.setattr(TableReader, "outcome", fail)
    dialog.mean(1, "needs")
    settle(dialog, qtbot)
    assert dialog.complaint.text() == "The program made a mistake: no more ink"
    assert not dialog.create_button.isEnabled()
    assert "no more ink" in caplog.text
    dialog.close()
    dialog.deleteLater()


def test_enter_imports_from_every_field(window: MainWindow, qtbot: QtBot) -> None:
    dialog = opened(TABLE, "ride.csv", window, qtbot)
    for reason in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
        QApplication.sendEvent(dialog.create_button, QFocusEvent(reason, Qt.FocusReason.TabFocusReason))
    assert dialog.create_button.isDefault()
    QTest.keyClick(dialog.title, Qt.Key.Key_Return)
    assert dialog.imported is not None
    dialog.deleteLater()


def test_tab_walks_every_control_as_it_is_seen_and_comes_round(window: MainWindow, qtbot: QtBot) -> None:
    dialog = opened(TABLE, "ride.csv", window, qtbot)
    walked = [
        dialog.title,
        dialog.direction,
        dialog.labels,
        dialog.scale,
        dialog.by_line,
        dialog.lists,
        dialog.table,
        dialog.picture,
        dialog.remarks.copy_button,
        dialog.remarks.text,
        # The platform says which of them comes first.
        *sorted((dialog.cancel_button, dialog.create_button), key=lambda button: button.x()),
    ]
    dialog.title.setFocus()
    for widget in [*walked, walked[0]]:
        focused = dialog.focusWidget()
        assert focused is widget, widget.accessibleName()
        QTest.keyClick(focused, Qt.Key.Key_Tab)
    dialog.close()
    dialog.deleteLater()
