"""From a finding of the review to the place where a person mends it: the field in the inspector, or a dialog."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from cjm_desktop.model.records import LineKind
from cjm_desktop.review.rules import RULES
from cjm_desktop.windows.inspector.editors.document import LinesEditor
from cjm_desktop.windows.main_window import MainWindow
from cjm_desktop.windows.merge_dialog import MergeDialog
from cjm_desktop.windows.review import Review
from cjm_desktop.windows.review.rows import Kind
from tests.review.test_rules import CASES, TODAY
from tests.windows.holding import session_of, workspace_of

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)

FILLED = [rule.id for rule in RULES.values() if rule.field]


def panel(window: MainWindow) -> Review:
    found = window.docks.content("review")
    assert isinstance(found, Review)
    return found


def choose(review: Review, rule: str, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: any(one.rule == rule for one in review.model.found))
    rows = review.model.rows
    number = next(n for n, row in enumerate(rows) if row.kind is Kind.FINDING and row.finding.rule == rule)
    review.list.setCurrentIndex(review.model.index(number))


@pytest.fixture
def reviewing(sample: MainWindow, monkeypatch: pytest.MonkeyPatch) -> MainWindow:
    """A small screen, with the review below the inspector."""
    monkeypatch.setattr(Review, "today", staticmethod(lambda: TODAY))
    sample.resize(1366, 768)
    sample.actions_by_id["show-review"].trigger()
    return sample


def seen(widget: QWidget, area: QWidget) -> QRect:
    """What of a widget lies within an area, in the area's coordinates."""
    return QRect(widget.mapTo(area, QPoint(0, 0)), widget.size()).intersected(area.rect())


@pytest.mark.parametrize("rule", FILLED)
@pytest.mark.parametrize("hidden", [False, True])
def test_a_finding_leads_to_its_field_which_is_seen_and_has_the_focus(
    reviewing: MainWindow, qtbot: QtBot, rule: str, hidden: bool
) -> None:
    workspace, review = workspace_of(reviewing), panel(reviewing)
    reviewing.activateWindow()
    session_of(reviewing).load(CASES[rule].bad)
    if hidden:
        reviewing.show_panel("inspector", False)
    choose(review, rule, qtbot)
    qtbot.mouseClick(review.detail.field, Qt.MouseButton.LeftButton)
    QApplication.processEvents()
    editor = workspace.inspector.editor(RULES[rule].field)
    focused = QApplication.focusWidget()
    assert focused is not None
    assert editor.isAncestorOf(focused)
    assert focused is editor.buddy or focused.focusProxy() is editor.buddy or editor.buddy.isAncestorOf(focused)
    area = workspace.inspector._area.viewport()
    assert seen(focused, area).size() == focused.size()
    section = workspace.inspector.section_of(RULES[rule].field)
    if section is not None:
        assert not section.is_folded
        both = focused.mapTo(section, QPoint(0, focused.height())).y()
        assert seen(section.heading, area).size() == section.heading.size() or both > area.height() - 16


def test_a_missing_line_leads_to_its_own_switch(reviewing: MainWindow, qtbot: QtBot) -> None:
    reviewing.activateWindow()
    session_of(reviewing).load(CASES["missing-line"].bad)
    review = panel(reviewing)
    choose(review, "missing-line", qtbot)
    assert (review.detail.fix.text(), review.detail.field.text()) == ("Show Line", "Show Field")
    qtbot.mouseClick(review.detail.field, Qt.MouseButton.LeftButton)
    editor = workspace_of(reviewing).inspector.editor("lines")
    assert isinstance(editor, LinesEditor)
    switch = editor.blocks[LineKind.VISIBILITY].shown
    assert switch.hasFocus()
    qtbot.keyClick(switch, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: not review.model.found)


def test_a_conflict_leads_to_the_dialog_in_which_it_is_decided(
    reviewing: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    review, session = panel(reviewing), session_of(reviewing)
    session.load(CASES["open-conflict"].bad)
    choose(review, "open-conflict", qtbot)
    assert review.detail.action.isVisible()
    asked: list[MergeDialog] = []

    def decide(dialog: MergeDialog) -> int:
        asked.append(dialog)
        dialog.accept()
        return dialog.result()

    monkeypatch.setattr(MergeDialog, "exec", decide)
    review.detail.action.setFocus()
    qtbot.keyClick(review.detail.action, Qt.Key.Key_Space)
    assert len(asked) == 1
    assert session.journey.conflicts == ()
    assert session.position == 1


def test_every_action_of_a_rule_is_one_of_the_window(reviewing: MainWindow) -> None:
    actions = {rule.action for rule in RULES.values()} - {""}
    assert actions == {"resolve-conflicts"}
    assert all(reviewing.actions_by_id[id_].text() for id_ in actions)


def test_a_channel_that_is_used_nowhere_is_told_and_deleted(reviewing: MainWindow, qtbot: QtBot) -> None:
    review, session = panel(reviewing), session_of(reviewing)
    session.load(CASES["unused-channel"].bad)
    choose(review, "unused-channel", qtbot)
    qtbot.keyClick(review.list, Qt.Key.Key_Return)
    assert workspace_of(reviewing).inspector.subject.key == "map"
    qtbot.mouseClick(review.detail.fix, Qt.MouseButton.LeftButton)
    assert list(session.journey.channels) == []
