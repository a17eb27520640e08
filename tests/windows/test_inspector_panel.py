"""The inspector as a panel: its sections, the way of the Tab key, its width, and what it does while nobody sees it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from cjm_desktop.app import Desktop
from cjm_desktop.editing.cards import update_cards
from cjm_desktop.editing.document import update_map
from cjm_desktop.editing.lanes import update_lane
from cjm_desktop.editing.links import add_link
from cjm_desktop.model.journey import Journey
from cjm_desktop.model.records import LaneKind
from cjm_desktop.templates import load_template
from cjm_desktop.windows.inspector import Inspector
from cjm_desktop.windows.inspector.form import _stops
from cjm_desktop.windows.inspector.panel import _MANY
from cjm_desktop.windows.inspector.subject import BY_KIND
from cjm_desktop.windows.links import open_link
from cjm_desktop.windows.main_window import MainWindow
from tests.maps import random_map
from tests.windows.holding import session_of, workspace_of
from tests.windows.inspecting import Inspected
from tests.windows.test_access import nameless

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


def one_of_each(journey: Journey) -> Iterator[tuple[str, ...]]:
    """A selection of each kind, some of several kinds, and none."""
    yield ()
    first = [
        next(iter(getattr(journey, name)), "")
        for name in ("cards", "stages", "points", "curves", "personas", "metrics", "connectors", "lines")
    ]
    for id_ in filter(None, first):
        yield (id_,)
    for kind in LaneKind:
        yield from ((lane.id,) for lane in journey.lanes.values() if lane.kind is kind)
    yield tuple(journey.cards)[:3]
    yield (first[0], first[2])
    yield (first[0], first[1])


# ---- sections


def section(shown: Inspected, key: str) -> object:
    return next(one for one in shown.panel._form.sections if one._key == key)


def test_a_section_folds_by_its_heading_and_stays_folded(shown: Inspected, qtbot: QtBot) -> None:
    card, point = next(iter(shown.journey.cards)), next(iter(shown.journey.points))
    shown.panel.show_selection((card,))
    evidence = section(shown, "Evidence")
    assert shown.editor("source").isVisible()
    assert evidence.heading.accessibleDescription() == "open"  # type: ignore[attr-defined]
    qtbot.mouseClick(evidence.heading, Qt.MouseButton.LeftButton)  # type: ignore[attr-defined]
    assert not shown.editor("source").isVisible()
    assert evidence.heading.accessibleDescription().startswith("folded")  # type: ignore[attr-defined]
    shown.panel.show_selection((point,))
    assert not shown.editor("source").isVisible(), "in the form of another kind, too"
    heading = section(shown, "Evidence").heading  # type: ignore[attr-defined]
    qtbot.keyClick(shown.focus(heading), Qt.Key.Key_Space)
    assert shown.editor("source").isVisible()
    shown.panel.show_selection((card,))
    assert shown.editor("source").isVisible()


def test_folds_are_remembered(shown: Inspected, desktop: Desktop, qtbot: QtBot) -> None:
    card = next(iter(shown.journey.cards))
    shown.panel.show_selection((card,))
    assert not shown.editor("priority").isVisible(), "folded at first"
    section(shown, "Priority").fold(False)  # type: ignore[attr-defined]
    section(shown, "Details").fold(True)  # type: ignore[attr-defined]
    again = Inspected(shown.journey, desktop, qtbot)
    again.panel.show_selection((card,))
    assert again.editor("priority").isVisible()
    assert not again.editor("note").isVisible()


def test_a_folded_section_shows_whether_it_holds_something(shown: Inspected) -> None:
    card = next(card.id for card in shown.journey.cards.values() if not card.links)
    shown.panel.show_selection((card,))
    links = section(shown, "Links")
    assert "•" not in links.heading.text()  # type: ignore[attr-defined]
    shown.session.apply("Add link", add_link(shown.journey, card, "https://example.org"))
    assert "•" in links.heading.text()  # type: ignore[attr-defined]
    assert "not empty" in links.heading.accessibleDescription()  # type: ignore[attr-defined]
    links.fold(False)  # type: ignore[attr-defined]
    assert "•" not in links.heading.text()  # type: ignore[attr-defined]
    assert [block.url.text() for block in shown.editor("links").blocks] == ["https://example.org"]


# ---- keys


def test_tab_goes_from_the_top_down(shown: Inspected, qtbot: QtBot) -> None:
    for ids in one_of_each(shown.journey):
        shown.select(*ids)
        editors = [editor for editor in shown.panel._form.editors if editor.isVisible()]
        if not editors:
            continue
        layout = shown.panel._form.layout()
        assert layout is not None
        shown.focus(next(_stops(layout)))
        place, seen = -1, []
        for _ in range(150):
            widget = QApplication.focusWidget()
            if widget is None or widget in seen:
                break
            seen.append(widget)
            at = widget.mapTo(shown.panel._area.widget(), widget.rect().topLeft()).y()
            assert at >= place - 40, f"{widget.accessibleName()} after {seen[-2].accessibleName()} for {ids}"
            place = at
            qtbot.keyClick(widget, Qt.Key.Key_Tab)
        assert len(seen) >= len([editor for editor in editors if editor.field.editor.name != "NOTICE"]), ids


def test_control_enter_and_escape_go_back_to_the_map(sample: MainWindow, qtbot: QtBot) -> None:
    workspace = workspace_of(sample)
    sample.activateWindow()
    card = next(iter(session_of(sample).journey.cards))
    workspace.canvas.select((card,))
    for key in ("text", "channel", "owner", "tags"):
        for press in ((Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier), (Qt.Key.Key_Escape,)):
            field: QWidget = workspace.inspector.editor(key).buddy
            field.setFocus()
            qtbot.waitUntil(field.hasFocus)
            qtbot.keyClick(field, *press)
            assert workspace.canvas.hasFocus(), (key, press)
    assert session_of(sample).steps == ()


@pytest.mark.parametrize("key", [Qt.Key.Key_Delete, Qt.Key.Key_Backspace])
def test_delete_on_a_button_of_a_field_deletes_no_card(sample: MainWindow, qtbot: QtBot, key: Qt.Key) -> None:
    workspace = workspace_of(sample)
    sample.activateWindow()
    card = next(iter(session_of(sample).journey.cards))
    workspace.canvas.select((card,))
    for name in ("marks", "channel", "stage"):
        field: QWidget = workspace.inspector.editor(name).buddy
        field.setFocus()
        qtbot.waitUntil(field.hasFocus)
        qtbot.keyClick(field, key)
    assert session_of(sample).steps == ()


def test_a_card_of_a_connector_is_selected_on_the_map(sample: MainWindow) -> None:
    workspace = workspace_of(sample)
    card = next(iter(session_of(sample).journey.cards))
    workspace.inspector.select_wanted.emit((card,))
    assert workspace.canvas.selection == (card,)
    assert workspace.inspector.subject.ids == (card,)


def test_the_first_field_that_can_be_seen_gets_the_focus(shown: Inspected, qtbot: QtBot) -> None:
    card, stage = next(iter(shown.journey.cards)), next(iter(shown.journey.stages))
    shown.panel.show_selection((card, stage))
    assert shown.panel.isVisible()
    shown.panel.activateWindow()
    shown.panel.focus_first()
    qtbot.waitUntil(shown.editor("duration").buddy.hasFocus)
    section(shown, "Details").fold(True)  # type: ignore[attr-defined]
    shown.panel.focus_first()
    assert not shown.editor("note").buddy.hasFocus()


# ---- names and room


@pytest.mark.parametrize("template", ["current-state", "service-blueprint"])
def test_everything_has_a_name_and_room(template: str, desktop: Desktop, qtbot: QtBot) -> None:
    shown = Inspected(load_template(template), desktop, qtbot)
    shown.panel.resize(shown.panel.minimumWidth(), 900)
    for ids in one_of_each(shown.journey):
        shown.select(*ids)
        page, area = shown.panel._area.widget(), shown.panel._area
        qtbot.wait(1)
        assert nameless(shown.panel._form) == [], ids
        assert page.minimumSizeHint().width() <= area.viewport().width(), ids
        assert page.width() <= area.viewport().width(), ids
        for widget in shown.panel._form.findChildren(QWidget):
            if widget.isVisible():
                right = widget.mapTo(page, widget.rect().topRight()).x()
                assert right <= area.viewport().width(), (ids, widget, widget.accessibleName())


def test_the_page_ends_with_its_last_field(shown: Inspected, qtbot: QtBot) -> None:
    shown.select(next(iter(shown.journey.cards)))
    page, last = shown.panel._area.widget(), shown.editor("note")
    qtbot.waitUntil(lambda: page.height() - last.mapTo(page, last.rect().bottomLeft()).y() < 40)


def test_all_forms_are_dressed_anew(shown: Inspected, desktop: Desktop) -> None:
    for ids in one_of_each(shown.journey):
        shown.select(*ids)
    before = desktop.appearance.mode
    desktop.appearance.set_mode("dark" if desktop.appearance.name == "light" else "light")
    desktop.appearance.set_mode(before)
    assert shown.panel.subject.fields


# ---- what nobody sees, and what is much


def test_a_hidden_panel_waits(shown: Inspected) -> None:
    line = shown.editor("title").buddy
    shown.panel.hide()
    shown.session.apply("Rename map", update_map(shown.journey, title="Other"))
    assert line.text() != "Other"
    shown.panel.show()
    assert line.text() == "Other"


def test_what_is_asked_of_a_hidden_panel_is_up_to_date(journey: Journey, desktop: Desktop, qtbot: QtBot) -> None:
    from cjm_desktop.editing.session import Session

    session = Session(journey)
    panel = Inspector(session, desktop.appearance)
    qtbot.addWidget(panel)
    card = next(iter(journey.cards))
    panel.show_selection((card,))
    assert panel.subject.ids == (card,)
    session.apply("Change owner", update_cards(session.journey, [card], owner="Ann"))
    assert panel.editor("owner").buddy.text() == "Ann"  # type: ignore[attr-defined]


@pytest.fixture
def crowd(desktop: Desktop, qtbot: QtBot) -> Inspected:
    """More selected cards than are edited with every letter; a pause lasts until `pause` ends it."""
    made = Inspected(random_map(1, _MANY + 50), desktop, qtbot)
    made.panel._pause.setInterval(600_000)
    made.select(*made.journey.cards)
    return made


def pause(shown: Inspected) -> None:
    """So much time goes by that a pause is over."""
    shown.panel._pause.setInterval(0)
    shown.qtbot.wait(5)
    shown.panel._pause.setInterval(600_000)


def durations(shown: Inspected) -> set[str]:
    return {card.duration for card in shown.journey.cards.values()}


def test_typing_into_very_many_waits_for_a_pause(crowd: Inspected, qtbot: QtBot) -> None:
    line = crowd.focus(crowd.editor("duration").buddy)
    qtbot.keyClicks(line, "3 days")
    assert crowd.session.steps == ()
    pause(crowd)
    qtbot.waitUntil(lambda: durations(crowd) == {"3 days"})
    assert crowd.session.steps == ("Change duration",)
    qtbot.keyClicks(line, " or so")
    crowd.focus(crowd.editor("source").buddy)
    assert durations(crowd) == {"3 days or so"}, "leaving the field ends the wait"
    assert crowd.session.steps == ("Change duration",)


def test_undo_comes_after_what_was_typed(crowd: Inspected, qtbot: QtBot) -> None:
    before = durations(crowd)
    line = crowd.focus(crowd.editor("duration").buddy)
    qtbot.keyClicks(line, "3 days")
    qtbot.keyClick(line, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert durations(crowd) == {"3 days"}, "the window undoes; the field has made its edit before"
    crowd.session.undo()
    assert durations(crowd) == before


def test_another_selection_comes_after_what_was_typed(crowd: Inspected, qtbot: QtBot) -> None:
    line = crowd.focus(crowd.editor("duration").buddy)
    qtbot.keyClicks(line, "3 days")
    crowd.panel.show_selection(())
    assert durations(crowd) == {"3 days"}


def test_a_change_from_elsewhere_wins_over_what_waits(crowd: Inspected, qtbot: QtBot) -> None:
    line = crowd.focus(crowd.editor("duration").buddy)
    qtbot.keyClicks(line, "3 days")
    crowd.session.apply("Change owner", update_cards(crowd.journey, crowd.journey.cards, duration="1 day"))
    pause(crowd)
    assert durations(crowd) == {"1 day"}
    assert line.text() == "1 day"


def test_a_choice_for_very_many_does_not_wait(crowd: Inspected) -> None:
    stage = next(iter(crowd.journey.stages))
    crowd.choose(crowd.editor("stage").choice, stage)
    assert {card.stage for card in crowd.journey.cards.values()} == {stage}


# ---- links


@pytest.mark.parametrize(
    ("url", "opened"),
    [
        ("https://example.org/a", True),
        ("mailto:ann@example.org", True),
        ("file:///etc/passwd", False),
        ("javascript:alert(1)", False),
        ("example.org", False),
    ],
)
def test_only_addresses_of_the_web_and_of_mail_are_opened(
    url: str, opened: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    found: list[str] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda address: found.append(address.toString()) or True)
    assert open_link(url) is opened
    assert found == ([url] if opened else [])


def test_every_kind_of_thing_has_fields() -> None:
    assert all(BY_KIND.values())


# ---- locked lanes


def test_a_locked_lane_refuses_what_the_inspector_would_change(shown: Inspected, qtbot: QtBot) -> None:
    card = next(card for card in shown.journey.cards.values() if card.lane is not None)
    assert card.lane is not None
    lane = shown.journey.lanes[card.lane]
    shown.session.apply("Lock lane", update_lane(shown.journey, lane.id, locked=True))
    before = shown.journey
    shown.select(card.id)
    area = shown.editor("text").area
    shown.type_in(area, "x")
    assert shown.journey is before
    assert area.toPlainText() == card.text
    complaint = shown.panel._complaint
    assert complaint.isVisible()
    assert complaint.text() == f"The lane “{lane.label}” is locked."
    shown.select(lane.id)
    assert not complaint.isVisible()
    qtbot.mouseClick(shown.editor("locked").switch, Qt.MouseButton.LeftButton)
    shown.select(card.id)
    shown.type_in(shown.editor("text").area, "x")
    assert shown.journey.cards[card.id].text == "x"
    assert not complaint.isVisible()


# ---- labels of steps


@pytest.mark.parametrize(
    ("key", "on", "off"),
    [
        ("locked", "Lock lane", "Unlock lane"),
        ("collapsed", "Collapse lane", "Expand lane"),
        ("hidden", "Hide lane", "Show lane"),
    ],
)
def test_a_switch_names_its_step_by_what_it_does(shown: Inspected, qtbot: QtBot, key: str, on: str, off: str) -> None:
    shown.select(next(iter(shown.journey.lanes)))
    for label in (on, off):
        qtbot.mouseClick(shown.editor(key).switch, Qt.MouseButton.LeftButton)
        assert shown.session.undo_label == label
