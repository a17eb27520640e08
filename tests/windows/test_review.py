"""The review panel: what the rules find, worst first, up to date a moment after an edit, and a click that goes there."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from cjm_desktop.editing.document import update_map
from cjm_desktop.editing.stages import insert_stage, new_stage
from cjm_desktop.review.findings import Severity, findings, one_by_one
from cjm_desktop.windows.main_window import MainWindow
from cjm_desktop.windows.review import Review, sentence
from tests.windows.holding import session_of, workspace_of

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


@pytest.fixture
def review(sample: MainWindow, qtbot: QtBot) -> Review:
    session = session_of(sample)
    journey = update_map(session.journey, objective="")
    journey = insert_stage(journey, new_stage(journey, "Nothing <b>here</b>"))
    session.apply("Add stage", journey)
    sample.actions_by_id["show-review"].trigger()
    content = sample.docks.content("review")
    assert isinstance(content, Review)
    qtbot.waitUntil(lambda: bool(content.model.found))
    return content


def test_it_lists_what_the_rules_find(sample: MainWindow, review: Review) -> None:
    journey = session_of(sample).journey
    assert set(review.model.found) == set(findings(journey))
    assert findings(journey) == tuple(one for part in one_by_one(journey) for one in part)
    severities = [finding.severity for finding in review.model.found]
    assert severities == sorted(severities, key=list(Severity).index)
    texts = [review.model.index(row).data() for row in range(review.model.rowCount())]
    assert "The map has no objective." in texts
    assert "Stage “Nothing <b>here</b>” is empty." in texts
    assert "<b>" not in review.model.index(0).data(Qt.ItemDataRole.ToolTipRole)


def test_the_title_counts(review: Review) -> None:
    assert review.windowTitle() == f"Review · {len(review.model.found)} to look at"


def test_a_click_goes_to_the_place(sample: MainWindow, review: Review, qtbot: QtBot) -> None:
    canvas = workspace_of(sample).canvas
    canvas.set_zoom(2.0)
    row = next(n for n, finding in enumerate(review.model.found) if finding.rule == "empty-stage")
    QApplication.processEvents()
    review.list.scrollTo(review.model.index(row))
    place = review.list.visualRect(review.model.index(row)).center()
    qtbot.mouseClick(review.list.viewport(), Qt.MouseButton.LeftButton, pos=place)
    stage = review.model.found[row].place
    assert canvas.selection == (stage,)
    bounds = canvas.selected.bounds(canvas.layout_now())
    assert bounds is not None
    assert bounds.intersects(canvas.visible_rect())


def test_enter_goes_to_the_map_itself(sample: MainWindow, review: Review, qtbot: QtBot) -> None:
    workspace = workspace_of(sample)
    workspace.canvas.select((next(iter(session_of(sample).journey.cards)),))
    row = next(n for n, finding in enumerate(review.model.found) if not finding.place)
    review.list.setCurrentIndex(review.model.index(row))
    qtbot.keyClick(review.list, Qt.Key.Key_Return)
    assert workspace.canvas.selection == ()
    assert workspace.inspector.subject.key == "map"


def test_it_follows_edits_after_a_moment(sample: MainWindow, review: Review, qtbot: QtBot) -> None:
    session = session_of(sample)
    before = review.model.found
    session.apply("Change objective", update_map(session.journey, objective="To learn"))
    assert review.model.found == before, "not while somebody edits"
    qtbot.waitUntil(lambda: all(finding.rule != "no-objective" for finding in review.model.found))
    assert set(review.model.found) == set(findings(session.journey))


def test_a_place_that_is_gone_is_not_gone_to(sample: MainWindow, review: Review) -> None:
    row = next(n for n, finding in enumerate(review.model.found) if finding.rule == "empty-stage")
    session_of(sample).undo()
    canvas = workspace_of(sample).canvas
    canvas.select_none()
    review.go_to(row)
    assert canvas.selection == ()


def test_sentences_wrap_and_are_whole(review: Review) -> None:
    option_heights = {
        review.list.visualRect(review.model.index(row)).height() for row in range(review.model.rowCount())
    }
    assert min(option_heights) >= review.list.fontMetrics().height() + 18


def test_sentence() -> None:
    assert sentence("the map has no scenario") == "The map has no scenario."
