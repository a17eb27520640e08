"""The review panel: what the rules find, worst first, up to date a moment after an edit; a click that goes there, and ways
to mend it or not to be asked again."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from cjm_desktop.editing.cards import insert_card, new_card, update_cards
from cjm_desktop.editing.document import update_map
from cjm_desktop.editing.stages import insert_stage, new_stage
from cjm_desktop.model.journey import Journey
from cjm_desktop.model.records import Evidence, Proof
from cjm_desktop.review.findings import Finding, Severity, findings, one_by_one, touched
from cjm_desktop.review.rules import RULES
from cjm_desktop.templates import load_template
from cjm_desktop.windows import settings
from cjm_desktop.windows.main_window import MainWindow
from cjm_desktop.windows.review import Review
from cjm_desktop.windows.review.rows import FEW, Kind, wrappable
from tests.maps import write_map
from tests.windows.holding import session_of, workspace_of
from tests.windows.naming import nameless

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)

TODAY = date(2026, 11, 23)


def spoilt(journey: Journey) -> Journey:
    """The sample map without its objective, with a stage in which nothing happens, a pain there and five vague cards."""
    journey = update_map(journey, objective="")
    journey = insert_stage(journey, new_stage(journey, "Nothing <b>here</b>"))
    stage = list(journey.stages)[-1]
    journey = insert_card(journey, new_card(journey, "lane-pains", stage, "It is late"))
    for number in range(FEW + 3):
        journey = insert_card(journey, new_card(journey, "lane-touchpoints", "stage-need", f"Contact {number}"))
    return insert_stage(journey, new_stage(journey, "Empty"))


@pytest.fixture
def review(sample: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> Review:
    monkeypatch.setattr(Review, "today", staticmethod(lambda: TODAY))
    session = session_of(sample)
    session.apply("Spoil", spoilt(session.journey))
    sample.actions_by_id["show-review"].trigger()
    content = sample.docks.content("review")
    assert isinstance(content, Review)
    qtbot.waitUntil(lambda: bool(content.model.found))
    return content


@pytest.fixture
def settled(review: Review, sample: MainWindow, qtbot: QtBot) -> Callable[[], None]:
    """Waits until the panel shows what is to be said of the map as it is."""

    def wait() -> None:
        off = settings.load(settings.REVIEW_OFF)
        expected = set(findings(session_of(sample).journey, off, TODAY))
        qtbot.waitUntil(lambda: set(review.model.found) == expected)

    return wait


def row_of(review: Review, rule: str) -> int:
    return next(n for n, row in enumerate(review.model.rows) if row.kind is Kind.FINDING and row.finding.rule == rule)


def choose(review: Review, rule: str) -> Finding:
    """Makes the first finding of a rule the current one, as the arrow keys do."""
    review.list.setCurrentIndex(review.model.index(row_of(review, rule)))
    assert review.current is not None
    return review.current


def test_it_lists_what_the_rules_find(sample: MainWindow, review: Review) -> None:
    journey = session_of(sample).journey
    assert set(review.model.found) == set(findings(journey))
    assert findings(journey) == tuple(one for part in one_by_one(journey) for one in part)
    severities = [finding.severity for finding in review.model.found]
    assert severities == sorted(severities, key=list(Severity).index)
    texts = [review.model.index(row).data() for row in range(review.model.rowCount())]
    assert "The map has no objective." in texts
    assert "Stage “Nothing <b>here</b>” has no touchpoint." in texts
    assert "<b>" not in review.model.index(1).data(Qt.ItemDataRole.ToolTipRole)


def test_findings_stand_under_heads_that_count_them(review: Review) -> None:
    rows = review.model.rows
    heads = [n for n, row in enumerate(rows) if row.kind is Kind.HEAD]
    counts = [sum(one.severity is severity for one in review.model.found) for severity in Severity]
    assert [review.model.index(n).data() for n in heads] == [f"Warnings · {counts[0]}", f"Hints · {counts[1]}"]
    assert not review.model.flags(review.model.index(heads[0]))
    review.focus_first()
    for _ in rows:
        QApplication.sendEvent(review.list, _down())
    assert review.list.currentIndex().row() == len(rows) - 1


def _down() -> QKeyEvent:
    return QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Down, Qt.KeyboardModifier.NoModifier)


def test_of_many_findings_of_a_rule_the_first_few_are_shown_until_all_are_wanted(review: Review, qtbot: QtBot) -> None:
    rule = "touchpoint-without-channel"
    all_ = [finding for finding in review.model.found if finding.rule == rule]
    assert len(all_) == FEW + 3
    more = next(n for n, row in enumerate(review.model.rows) if row.kind is Kind.MORE)
    assert review.model.index(more).data() == "3 more: Touchpoint without channel"
    review.list.setCurrentIndex(review.model.index(more))
    assert review.detail.isHidden()
    qtbot.keyClick(review.list, Qt.Key.Key_Return)
    shown = [row.finding for row in review.model.rows if row.kind is Kind.FINDING and row.finding.rule == rule]
    assert shown == all_
    assert review.current == all_[FEW]


def test_the_title_counts(review: Review) -> None:
    assert review.windowTitle() == f"Review · {len(review.model.found)} to look at"


def test_a_click_goes_to_the_place(sample: MainWindow, review: Review, qtbot: QtBot) -> None:
    canvas = workspace_of(sample).canvas
    canvas.set_zoom(2.0)
    row = row_of(review, "empty-stage")
    QApplication.processEvents()
    review.list.scrollTo(review.model.index(row))
    place = review.list.visualRect(review.model.index(row)).center()
    stage = review.model.rows[row].finding.place
    qtbot.mouseClick(review.list.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert canvas.selection == (stage,)
    bounds = canvas.selected.bounds(canvas.layout_now())
    assert bounds is not None
    assert bounds.intersects(canvas.visible_rect())


def test_enter_goes_to_the_map_itself(sample: MainWindow, review: Review, qtbot: QtBot) -> None:
    workspace = workspace_of(sample)
    workspace.canvas.select((next(iter(session_of(sample).journey.cards)),))
    choose(review, "no-objective")
    qtbot.keyClick(review.list, Qt.Key.Key_Return)
    assert workspace.canvas.selection == ()
    assert workspace.inspector.subject.key == "map"


def test_it_follows_edits_after_a_moment(sample: MainWindow, review: Review, settled: Callable[[], None]) -> None:
    session = session_of(sample)
    before = review.model.found
    session.apply("Change objective", update_map(session.journey, objective="To learn"))
    assert review.model.found == before, "not while somebody edits"
    settled()
    assert all(finding.rule != "no-objective" for finding in review.model.found)


def test_a_place_that_is_gone_is_not_gone_to(sample: MainWindow, review: Review) -> None:
    row = row_of(review, "empty-stage")
    session_of(sample).undo()
    canvas = workspace_of(sample).canvas
    canvas.select_none()
    review.go_to(row)
    assert canvas.selection == ()


def test_sentences_wrap_and_are_whole_where_there_is_room(review: Review, qtbot: QtBot) -> None:
    review.window().resize(1200, 1200)
    qtbot.waitUntil(lambda: not review.list.is_low)
    rows = [number for number, row in enumerate(review.model.rows) if row.kind is Kind.FINDING]

    def whole() -> bool:
        wrap, room = Qt.TextFlag.TextWordWrap, review.list.viewport().width() - 34
        for index in map(review.model.index, rows):
            text = review.list.fontMetrics().boundingRect(0, 0, room, 0, wrap, index.data())
            if review.list.visualRect(index).height() < text.height() + 8:
                return False
        return True

    qtbot.waitUntil(whole)


def test_on_a_small_screen_many_findings_are_seen_beside_the_one_that_is_explained(
    sample: MainWindow, review: Review
) -> None:
    sample.resize(1366, 768)
    choose(review, "pain-without-opportunity")
    QApplication.processEvents()
    view = review.list.viewport().rect()
    rects = [review.list.visualRect(review.model.index(n)) for n in range(len(review.model.rows))]
    assert review.list.is_low
    assert sum(view.contains(rect) for rect in rects) >= 5
    rows = [row for row in range(len(review.model.rows)) if review.model.rows[row].kind is Kind.FINDING]
    heights = {row: rects[row].height() for row in rows}
    current = review.list.currentIndex().row()
    assert heights.pop(current) > max(heights.values()), "the current one is told in full"
    assert len(set(heights.values())) == 1
    review.list.setCurrentIndex(review.model.index(rows[-1]))
    QApplication.processEvents()
    assert review.list.visualRect(review.model.index(current)).height() == next(iter(heights.values()))
    assert view.contains(review.list.visualRect(review.model.index(rows[-1])))


def test_after_undo_the_current_finding_is_in_sight(
    sample: MainWindow, review: Review, settled: Callable[[], None]
) -> None:
    sample.resize(1366, 700)
    session = session_of(sample)
    review.list.setCurrentIndex(review.model.index(len(review.model.rows) - 1))
    last = review.model.rows[-1].finding
    session.apply("Change objective", update_map(session.journey, objective="To learn"))
    settled()
    for step in (session.undo, session.redo, session.undo):
        step()
        settled()
        QApplication.processEvents()
        assert review.model.rows[review.list.currentIndex().row()].finding.rule == last.rule
        shown = review.list.visualRect(review.list.currentIndex())
        assert review.list.viewport().rect().contains(shown)


def test_words_stay_whole_where_they_fit(review: Review) -> None:
    metrics = review.list.fontMetrics()
    text = "Card “Masha’s autofeeder” has no owner."
    assert wrappable(text, metrics, 120) == text
    drawn = [review.model.index(n).data() for n in range(review.model.rowCount())]
    assert all(wrappable(one, metrics, 200) == one for one in drawn)
    path = "/home/" + "x" * 200
    assert metrics.boundingRect(0, 0, 120, 0, Qt.TextFlag.TextWordWrap, wrappable(path, metrics, 120)).width() <= 120


def test_the_current_finding_is_explained(review: Review) -> None:
    assert review.detail.isHidden()
    choose(review, "pain-without-opportunity")
    assert review.detail.isVisible()
    assert RULES["pain-without-opportunity"].why in review.detail.accessibleDescription()
    assert review.detail.fix.text() == "Add Opportunity"
    assert review.detail.field.isHidden()
    choose(review, "no-objective")
    assert review.detail.fix.isHidden()
    assert review.detail.field.isVisible()
    assert not nameless(review)


def test_a_fix_is_one_step_and_words_are_asked_for(
    sample: MainWindow, review: Review, qtbot: QtBot, settled: Callable[[], None]
) -> None:
    session, canvas = session_of(sample), workspace_of(sample).canvas
    pain = session.journey.cards[choose(review, "pain-without-opportunity").place]
    before, position = session.journey, session.position
    review.detail.fix.setFocus()
    qtbot.keyClick(review.detail.fix, Qt.Key.Key_Space)
    assert session.position == position + 1
    (made,) = session.journey.cards.keys() - before.cards.keys()
    assert (session.journey.cards[made].lane, session.journey.cards[made].stage) == ("lane-opportunities", pain.stage)
    assert canvas.selection == (made,)
    assert canvas.writing.is_open
    qtbot.keyClicks(QApplication.focusWidget(), "Call at six")
    canvas.commit_editing()
    assert session.journey.cards[made].text == "Call at six"
    settled()
    assert all(finding.rule != "pain-without-opportunity" for finding in review.model.found)
    assert session.undo_label == "Add opportunity"
    session.undo()
    assert session.journey is before


def test_a_fix_that_gets_no_words_leaves_the_map_as_it_was(sample: MainWindow, review: Review, qtbot: QtBot) -> None:
    session, canvas = session_of(sample), workspace_of(sample).canvas
    choose(review, "pain-without-opportunity")
    before, position = session.journey, session.position
    qtbot.mouseClick(review.detail.fix, Qt.MouseButton.LeftButton)
    assert len(session.journey.cards) == len(before.cards) + 1
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Escape)
    assert not canvas.writing.is_open
    assert (session.journey, session.position) == (before, position)


def test_an_empty_card_that_waits_is_written_as_a_step_of_its_own(
    sample: MainWindow, review: Review, qtbot: QtBot
) -> None:
    session, canvas = session_of(sample), workspace_of(sample).canvas
    pain = session.journey.cards[choose(review, "pain-without-opportunity").place]
    waiting = new_card(session.journey, "lane-opportunities", pain.stage or "")
    session.apply("Wait", insert_card(session.journey, waiting))
    before, position = session.journey, session.position
    qtbot.mouseClick(review.detail.fix, Qt.MouseButton.LeftButton)
    qtbot.keyClicks(QApplication.focusWidget(), "Call")
    canvas.commit_editing()
    assert session.position == position + 1
    assert session.journey.cards.keys() == before.cards.keys()
    session.undo()
    assert session.journey is before


def test_what_only_people_know_is_filled_in_in_its_field(sample: MainWindow, review: Review, qtbot: QtBot) -> None:
    session, workspace = session_of(sample), workspace_of(sample)
    sample.show_panel("inspector", False)
    proof = Proof(status=Evidence.OBSERVED)
    session.apply("Claim", update_cards(session.journey, ["card-pains-compare"], evidence=proof))
    qtbot.waitUntil(lambda: any(one.rule == "observed-without-source" for one in review.model.found))
    choose(review, "observed-without-source")
    qtbot.mouseClick(review.detail.field, Qt.MouseButton.LeftButton)
    assert sample.docks.is_shown("inspector")
    assert workspace.canvas.selection == ("card-pains-compare",)
    assert workspace.inspector.editor("source").buddy.hasFocus()


def test_a_rule_is_switched_off_in_the_map_and_on_again(
    sample: MainWindow, review: Review, qtbot: QtBot, settled: Callable[[], None]
) -> None:
    session = session_of(sample)
    before = session.journey
    choose(review, "no-objective")
    qtbot.mouseClick(review.detail.map_off, Qt.MouseButton.LeftButton)
    assert session.journey.review_off == ("no-objective",)
    settled()
    assert all(finding.rule != "no-objective" for finding in review.model.found)
    assert review.off_button.text() == "1 rule off"
    session.undo()
    assert session.journey is before
    settled()
    assert review.off_button.isHidden()
    session.redo()
    settled()
    qtbot.mouseClick(review.off_button, Qt.MouseButton.LeftButton)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    (again,) = menu.actions()
    assert again.text() == "Ask Again in This Map: No objective"
    again.trigger()
    menu.close()
    assert session.journey.review_off == ()
    settled()
    assert "no-objective" in {finding.rule for finding in review.model.found}


@pytest.mark.parametrize("button", ["map_off", "all_off"])
def test_switching_a_rule_off_by_a_key_leaves_the_next_one_alone(
    sample: MainWindow, review: Review, qtbot: QtBot, settled: Callable[[], None], button: str
) -> None:
    sample.activateWindow()
    choose(review, "no-objective")
    pressed = getattr(review.detail, button)
    pressed.setFocus()
    qtbot.keyClick(pressed, Qt.Key.Key_Space)
    settled()
    assert review.current is not None
    assert sample.focusWidget() is review.list
    qtbot.keyClick(sample.focusWidget(), Qt.Key.Key_Space)
    off = [*session_of(sample).journey.review_off, *settings.load(settings.REVIEW_OFF)]
    assert off == ["no-objective"]


def test_a_rule_is_never_asked_again_until_the_preferences_say_so(
    sample: MainWindow, review: Review, qtbot: QtBot, settled: Callable[[], None]
) -> None:
    session = session_of(sample)
    position = session.position
    choose(review, "touchpoint-without-channel")
    qtbot.mouseClick(review.detail.all_off, Qt.MouseButton.LeftButton)
    assert settings.load(settings.REVIEW_OFF) == ["touchpoint-without-channel"]
    assert session.position == position, "the map is as it was"
    settled()
    assert all(finding.rule != "touchpoint-without-channel" for finding in review.model.found)
    assert review.again_button.text() == "Ask Again: Touchpoint without channel"
    assert review.again_button.accessibleName() == "Ask again in all maps: Touchpoint without channel"
    qtbot.mouseClick(review.again_button, Qt.MouseButton.LeftButton)
    assert settings.load(settings.REVIEW_OFF) == []
    settled()
    assert review.again_button.isHidden()
    assert "touchpoint-without-channel" in {finding.rule for finding in review.model.found}
    settings.store(settings.REVIEW_OFF, ["touchpoint-without-channel"])
    workspace_of(sample).settings_changed.emit()
    settled()
    assert review.off_button.text() == "1 rule off"


def test_what_was_switched_off_in_a_map_is_brought_back_beside_it(
    sample: MainWindow, review: Review, qtbot: QtBot, settled: Callable[[], None]
) -> None:
    session = session_of(sample)
    before = session.journey
    choose(review, "no-objective")
    qtbot.mouseClick(review.detail.map_off, Qt.MouseButton.LeftButton)
    settled()
    assert review.again_button.accessibleName() == "Ask again in this map: No objective"
    session.undo()
    settled()
    assert review.again_button.isHidden(), "undo brought it back"
    session.redo()
    settled()
    qtbot.mouseClick(review.again_button, Qt.MouseButton.LeftButton)
    settled()
    assert session.journey.review_off == before.review_off
    assert "no-objective" in {finding.rule for finding in review.model.found}


def test_the_two_ways_of_switching_off_say_how_far_they_go(review: Review) -> None:
    choose(review, "no-objective")
    assert (review.detail.map_off.text(), review.detail.all_off.text()) == ("Off in This Map", "Off in All Maps")
    assert "everybody" in review.detail.map_off.accessibleName()
    assert "this computer" in review.detail.all_off.accessibleName()


def test_the_menu_of_a_finding_offers_the_same(review: Review, sample: MainWindow) -> None:
    choose(review, "pain-without-opportunity")
    review.list.customContextMenuRequested.emit(QPoint(-5, -5))
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    assert not nameless(menu)
    texts = [action.text().replace("&", "") for action in menu.actions() if action.text()]
    assert texts == ["Go There", "Add Opportunity", "Off in This Map", "Off in All Maps"]
    menu.actions()[0].trigger()
    menu.close()
    assert workspace_of(sample).canvas.selection == (review.model.rows[review.list.currentIndex().row()].finding.place,)


def test_the_current_finding_stays_current_as_others_go(
    sample: MainWindow, review: Review, settled: Callable[[], None]
) -> None:
    session = session_of(sample)
    finding = choose(review, "pain-without-opportunity")
    session.apply("Change objective", update_map(session.journey, objective="To learn"))
    settled()
    assert review.current == finding
    session.undo()
    session.undo()
    settled()
    assert review.current is None
    assert review.detail.isHidden()


def test_a_map_without_a_date_is_as_old_as_its_file_here_and_in_check(
    window: MainWindow, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Review, "today", staticmethod(lambda: TODAY))
    path = tmp_path / "old.cjm"
    write_map(load_template("current-state"), path)
    os.utime(path, (1_577_880_000, 1_577_880_000))
    window.commands.file.open_any(path)
    window.actions_by_id["show-review"].trigger()
    content = window.docks.content("review")
    assert isinstance(content, Review)
    qtbot.waitUntil(lambda: bool(content.model.found))
    journey = session_of(window).journey
    assert content.model.found == findings(journey, (), TODAY, touched(path))
    (finding,) = content.model.found
    assert finding.message == "the map's file was last saved on 2020-01-01, 83 months ago"
    session_of(window).apply("Edit", update_map(journey, note="New"))
    qtbot.waitUntil(lambda: not content.model.found)


def test_it_says_when_nobody_touched_a_map(sample: MainWindow, review: Review, qtbot: QtBot) -> None:
    session = session_of(sample)
    session.load(update_map(session.journey, date="2020-01-31"))
    qtbot.waitUntil(lambda: any(one.rule == "stale-map" for one in review.model.found))
    choose(review, "stale-map")
    qtbot.mouseClick(review.detail.fix, Qt.MouseButton.LeftButton)
    assert session.journey.date == TODAY.isoformat()


def test_all_keys_that_walk_come_to_a_finding(review: Review, qtbot: QtBot) -> None:
    review.focus_first()
    heads = [row for row, shown in enumerate(review.model.rows) if shown.kind is Kind.HEAD]
    assert heads[0] == 0
    qtbot.keyClick(review.list, Qt.Key.Key_Down)
    qtbot.keyClick(review.list, Qt.Key.Key_End)
    assert review.list.currentIndex().row() == len(review.model.rows) - 1
    for key in (Qt.Key.Key_Home, Qt.Key.Key_End, Qt.Key.Key_PageUp):
        qtbot.keyClick(review.list, key)
        if key == Qt.Key.Key_Home:
            assert review.list.currentIndex().row() == 1
        assert review.list.currentIndex().row() not in heads
    qtbot.keyClick(review.list, Qt.Key.Key_Home)
    walked = [1]
    for _ in range(len(review.model.rows)):
        qtbot.keyClick(review.list, Qt.Key.Key_Down)
        walked.append(review.list.currentIndex().row())
    for _ in range(len(review.model.rows)):
        qtbot.keyClick(review.list, Qt.Key.Key_Up)
        walked.append(review.list.currentIndex().row())
    assert set(walked) == set(range(len(review.model.rows))) - set(heads)
    assert walked[-1] == 1


def test_the_reason_is_read_whole_and_its_finding_stays_in_sight(
    review: Review, sample: MainWindow, qtbot: QtBot
) -> None:
    sample.resize(1000, 640)
    review.focus_first()
    for number, row in enumerate(review.model.rows):
        if row.kind is not Kind.FINDING:
            continue
        review.list.setCurrentIndex(review.model.index(number))
        QApplication.processEvents()
        qtbot.waitUntil(lambda: review.detail.height() >= review.detail.heightForWidth(review.detail.width()))
        shown = review.list.visualRect(review.list.currentIndex())
        assert review.list.viewport().rect().intersects(shown)
        assert shown.top() >= 0 or shown.height() > review.list.viewport().height()
