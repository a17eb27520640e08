"""Filters and views in the window: the panel, the strip above the map, the menu, the dialogs, and what is remembered."""

from __future__ import annotations

from pathlib import Path
from typing import cast

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit, QMenu
from pytestqt.qtbot import QtBot

from cjm_desktop.app import Desktop
from cjm_desktop.editing.cards import update_cards
from cjm_desktop.editing.views import insert_view, new_view, remove_views, update_view
from cjm_desktop.formats import journey_file
from cjm_desktop.model.records import Unmatched
from cjm_desktop.windows import settings
from cjm_desktop.windows.export.dialog import ExportDialog
from cjm_desktop.windows.filter_panel import FilterPanel
from cjm_desktop.windows.main_window import MainWindow
from cjm_desktop.windows.view_dialogs import ViewName, ViewsDialog
from cjm_desktop.windows.viewing import Viewing
from tests.maps import write_map
from tests.windows.holding import session_of, workspace_of

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


@pytest.fixture
def tagged(sample: MainWindow) -> MainWindow:
    """The sample, with two tags on some of its cards."""
    session = session_of(sample)
    ids = list(session.journey.cards)
    session.apply("Tag", update_cards(session.journey, ids[:5], tags=("checkout",)))
    session.apply("Tag", update_cards(session.journey, ids[3:7], tags=("checkout", "mobile")))
    return sample


def viewing_of(window: MainWindow) -> Viewing:
    return workspace_of(window).viewing


def filter_panel(window: MainWindow) -> FilterPanel:
    window.actions_by_id["show-filter"].trigger()
    return cast(FilterPanel, window.docks.content("filter"))


def shown_cards(window: MainWindow) -> set[str]:
    layout = workspace_of(window).canvas.layout_now()
    return {id_ for placed in layout.lanes for id_ in placed.box.card_by_id}


def click(widget: object) -> None:
    QTest.mouseClick(widget, Qt.MouseButton.LeftButton)  # type: ignore[call-overload]


def entries(window: MainWindow) -> list[str]:
    menu = window._menus["views"]
    menu.aboutToShow.emit()
    return [action.text().replace("&", "") for action in menu.actions() if not action.isSeparator()]


def choose(window: MainWindow, name: str) -> None:
    menu: QMenu = window._menus["views"]
    menu.aboutToShow.emit()
    next(action for action in menu.actions() if action.text().replace("&", "") == name).trigger()


def test_the_funnel_opens_pills_with_counts_and_a_click_dims_the_others(tagged: MainWindow) -> None:
    bar = workspace_of(tagged).view_bar
    assert not bar.isVisible()
    click(tagged._tool_bar.button("show-filter"))
    panel = cast(FilterPanel, tagged.docks.content("filter"))
    pills = panel.sections["tags"].pills
    assert [pill.text() for pill in pills.values()][:2] == ["checkout  8", "mobile  4"]
    assert not panel.clear_button.isEnabled()
    click(pills["mobile"])
    assert pills["mobile"].isChecked()
    assert bar.isVisible()
    assert bar.text.startswith("Filter Tags: mobile 4 of ")
    canvas = workspace_of(tagged).canvas
    assert len(canvas.sheet.dimmed) == len(session_of(tagged).journey.cards) - 4
    assert not session_of(tagged).undo_label.startswith("Filter")
    click(panel.clear_button)
    assert not bar.isVisible()
    assert not pills["mobile"].isChecked()
    assert canvas.sheet.dimmed == frozenset()


def test_others_are_hidden_where_that_is_wished_and_show_all_brings_them_back(tagged: MainWindow) -> None:
    panel = filter_panel(tagged)
    all_cards = shown_cards(tagged)
    click(panel.unmatched[Unmatched.HIDE])
    click(panel.sections["tags"].pills["mobile"])
    assert len(shown_cards(tagged)) == 4
    click(panel.sections["evidence"].pills["observed"])
    assert len(shown_cards(tagged)) <= 4
    click(workspace_of(tagged).view_bar.all_button)
    assert shown_cards(tagged) == all_cards
    assert workspace_of(tagged).canvas.hasFocus()
    assert not any(pill.isChecked() for section in panel.sections.values() for pill in section.pills.values())


def test_the_filter_works_by_keyboard_alone(tagged: MainWindow) -> None:
    canvas = workspace_of(tagged).canvas
    canvas.setFocus()
    tagged.actions_by_id["show-filter"].trigger()
    panel = cast(FilterPanel, tagged.docks.content("filter"))
    first = next(iter(panel.sections["tags"].pills.values()))
    assert first.hasFocus()
    QTest.keyClick(first, Qt.Key.Key_Space)
    assert viewing_of(tagged).values("tags") == ("checkout",)
    QTest.keyClick(first, Qt.Key.Key_Escape)
    assert canvas.hasFocus()


def test_the_pills_follow_the_map_while_they_can_be_seen(tagged: MainWindow, qtbot: QtBot) -> None:
    panel, session = filter_panel(tagged), session_of(tagged)
    id_ = next(iter(session.journey.cards))
    session.apply("Tag", update_cards(session.journey, [id_], tags=("fresh",)))
    qtbot.waitUntil(lambda: "fresh" in panel.sections["tags"].pills)
    assert panel.sections["tags"].pills["checkout"].text() == "checkout  7"
    tagged.actions_by_id["show-filter"].trigger()
    session.undo()
    assert not panel._timer.isActive()
    tagged.actions_by_id["show-filter"].trigger()
    assert "fresh" not in panel.sections["tags"].pills


def test_of_many_values_the_first_are_offered_until_all_are_wanted(sample: MainWindow) -> None:
    session = session_of(sample)
    ids = list(session.journey.cards)[:30]
    journey = session.journey
    for n, id_ in enumerate(ids):
        journey = update_cards(journey, [id_], tags=(f"tag {n:02}",))
    session.apply("Tag", journey)
    section = filter_panel(sample).sections["tags"]
    assert len(section.pills) == 24
    assert section.more.text() == "7 more…"
    click(section.more)
    assert len(section.pills) == 31
    assert not section.more.isVisible()
    assert list(section.pills)[-1] == ""


def test_a_map_without_anything_to_filter_by_says_so(window: MainWindow) -> None:
    window.commands.file.start_from_template("blank", False)
    panel = filter_panel(window)
    assert panel._nothing.isVisible()
    assert not any(section.isVisible() for section in panel.sections.values())


def test_the_menu_offers_ready_views_and_all_of_the_map(sample: MainWindow) -> None:
    assert entries(sample) == [
        "All of the Map",
        "Executive",
        "Emotion only",
        "Save as View…",
        "Update View",
        "Manage Views…",
    ]
    assert sample.actions_by_id["show-all"].isChecked()
    choose(sample, "Executive")
    roles = [placed.box.lane.role for placed in workspace_of(sample).canvas.layout_now().lanes]
    assert roles == ["emotions", "pains", "moments_of_truth", "opportunities"]
    assert workspace_of(sample).view_bar.text.startswith("Executive ")
    assert not sample.actions_by_id["show-all"].isChecked()
    assert not session_of(sample).can_undo
    sample.actions_by_id["show-all"].trigger()
    assert sample.actions_by_id["show-all"].isChecked()
    assert viewing_of(sample).view is None
    sample.actions_by_id["show-all"].trigger()
    assert sample.actions_by_id["show-all"].isChecked()


def answer_name(monkeypatch: pytest.MonkeyPatch, name: str | None) -> None:
    def answer(dialog: ViewName) -> int:
        dialog.field.setText(name or "")
        dialog.done(QDialog.DialogCode.Accepted if name else QDialog.DialogCode.Rejected)
        return dialog.result()

    monkeypatch.setattr(ViewName, "exec", answer)


def test_what_is_shown_is_saved_updated_and_undone(tagged: MainWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    session, viewing = session_of(tagged), viewing_of(tagged)
    steps = session.position
    viewing.toggle("tags", "mobile")
    answer_name(monkeypatch, None)
    click(workspace_of(tagged).view_bar.save_button)
    assert session.position == steps
    answer_name(monkeypatch, "For  Anna")
    click(workspace_of(tagged).view_bar.save_button)
    (view,) = session.journey.views.values()
    assert (view.name, view.tags) == ("For Anna", ("mobile",))
    assert session.undo_label == "Save view"
    assert viewing.view == view
    assert entries(tagged)[1] == "For Anna"
    assert not tagged.actions_by_id["update-view"].isEnabled()
    viewing.toggle("tags", "checkout")
    bar = workspace_of(tagged).view_bar
    assert bar.text.startswith("For Anna (changed)")
    assert tagged.actions_by_id["update-view"].isEnabled()
    click(bar.update_button)
    assert session.journey.views[view.id].tags == ("mobile", "checkout")
    assert bar.text.startswith("For Anna Tags: mobile, checkout")
    session.undo()
    assert viewing.view == view, "what is shown follows the view that it is"
    session.undo()
    assert not session.journey.views
    assert viewing.view is not None
    assert viewing.kept is None


def test_a_saved_view_hides_what_the_map_hides_when_it_is_saved(
    sample: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    session = session_of(sample)
    lane, stage = next(iter(session.journey.lanes)), next(iter(session.journey.stages))
    workspace_of(sample).canvas.select([lane])
    sample.actions_by_id["hide-lane"].trigger()
    workspace_of(sample).canvas.select([stage])
    sample.actions_by_id["hide-stage"].trigger()
    answer_name(monkeypatch, "Less")
    sample.actions_by_id["save-view"].trigger()
    (view,) = session.journey.views.values()
    assert (view.hidden_lanes, view.hidden_stages) == ((lane,), (stage,))


def test_saving_under_a_name_that_is_taken_replaces_that_view(
    tagged: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    session = session_of(tagged)
    session.apply("View", insert_view(session.journey, new_view(session.journey, "Mine", tags=("x",))))
    (old,) = session.journey.views
    viewing_of(tagged).toggle("tags", "mobile")
    answer_name(monkeypatch, "Mine")
    tagged.actions_by_id["save-view"].trigger()
    assert {id_: view.tags for id_, view in session.journey.views.items()} == {old: ("mobile",)}
    assert session.undo_label == "Update view"


def test_the_dialog_for_a_name_tells_what_it_would_replace(sample: MainWindow, qtbot: QtBot) -> None:
    journey = insert_view(session_of(sample).journey, new_view(session_of(sample).journey, "Mine"))
    dialog = ViewName(journey, "", sample)
    qtbot.addWidget(dialog)
    dialog.show()
    assert not dialog.save_button.isEnabled()
    QTest.keyClicks(dialog.field, "Min")
    assert (dialog.save_button.isEnabled(), dialog.save_button.text()) == (True, "Save")
    QTest.keyClicks(dialog.field, "e")
    assert dialog.save_button.text() == "Replace"
    QTest.keyClick(dialog.field, Qt.Key.Key_Return)
    assert dialog.result() == QDialog.DialogCode.Accepted
    assert dialog.name == "Mine"


def test_views_are_renamed_ordered_and_deleted_in_one_step(sample: MainWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    session, viewing = session_of(sample), viewing_of(sample)
    assert not sample.actions_by_id["manage-views"].isEnabled()
    for name in ("One", "Two", "Three"):
        session.apply("View", insert_view(session.journey, new_view(session.journey, name, tags=(name,))))
    before = session.journey
    viewing.show(next(iter(before.views.values())))

    def work(dialog: ViewsDialog) -> int:
        dialog.show()
        dialog.delete_button.click()
        dialog.list.setCurrentRow(0)
        dialog.down_button.click()
        dialog.rename_button.click()
        editor = dialog.list.findChild(QLineEdit)
        assert editor is not None
        QTest.keyClicks(editor, "Zwei")
        QTest.keyClick(editor, Qt.Key.Key_Return)
        QApplication.processEvents()
        dialog.accept()
        return dialog.result()

    monkeypatch.setattr(ViewsDialog, "exec", work)
    steps = session.position
    sample.actions_by_id["manage-views"].trigger()
    assert [view.name for view in session.journey.views.values()] == ["Three", "Zwei"]
    assert session.position == steps + 1
    assert viewing.view is None, "the view that was shown is gone"
    session.undo()
    assert session.journey is before
    monkeypatch.setattr(ViewsDialog, "exec", lambda dialog: dialog.accept() or dialog.result())
    sample.actions_by_id["manage-views"].trigger()
    assert session.journey is before


def test_leaving_the_dialog_of_views_costs_nothing(sample: MainWindow, qtbot: QtBot) -> None:
    session = session_of(sample)
    session.apply("View", insert_view(session.journey, new_view(session.journey, "One")))
    dialog = ViewsDialog(session.journey, sample)
    qtbot.addWidget(dialog)
    dialog.show()
    assert dialog.views() is session.journey.views
    dialog.delete_button.click()
    assert not dialog.views()
    assert not dialog.delete_button.isEnabled()
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert dialog.result() == QDialog.DialogCode.Rejected
    assert session.journey.views


def test_a_view_that_goes_while_it_is_shown_leaves_what_is_shown(tagged: MainWindow) -> None:
    session, viewing = session_of(tagged), viewing_of(tagged)
    view = new_view(session.journey, "Mine", tags=("mobile",))
    session.apply("View", insert_view(session.journey, view))
    viewing.show(view)
    session.apply("Views", update_view(session.journey, view.id, tags=("checkout",)))
    assert viewing.values("tags") == ("checkout",)
    session.apply("Views", remove_views(session.journey, [view.id]))
    assert viewing.values("tags") == ("checkout",)
    assert workspace_of(tagged).view_bar.text.startswith("Filter Tags: checkout")


def test_a_file_opens_through_the_view_it_was_shown_through(
    window: MainWindow, desktop: Desktop, sample_file: Path, qtbot: QtBot
) -> None:
    loaded = journey_file.load(sample_file).journey
    mine = new_view(loaded, "Mine", roles=("emotions", "pains"))
    write_map(insert_view(loaded, mine), sample_file)
    window.open_path(sample_file)
    viewing_of(window).show(mine)
    remembered = settings.load(settings.SHOWN_VIEWS)
    assert remembered == [f"{mine.id} {sample_file}"]
    window.close()
    qtbot.waitUntil(lambda: desktop.window_of(sample_file) is None)
    other = desktop.new_window()
    other.show()
    qtbot.waitExposed(other)
    other.open_path(sample_file)
    assert viewing_of(other).view == mine
    viewing_of(other).show(None)
    assert settings.load(settings.SHOWN_VIEWS) == []


def test_another_map_in_the_window_is_shown_whole(sample: MainWindow) -> None:
    choose(sample, "Executive")
    sample.commands.file.start_from_template("day-in-the-life", False)
    assert viewing_of(sample).view is None
    assert not workspace_of(sample).view_bar.isVisible()


def test_the_export_offers_what_the_window_shows_first(sample: MainWindow, qtbot: QtBot) -> None:
    session, viewing = session_of(sample), viewing_of(sample)
    session.apply("View", insert_view(session.journey, new_view(session.journey, "Mine")))
    dialog = ExportDialog(session.journey, None, sample.appearance, sample)
    qtbot.addWidget(dialog)
    names = [dialog.form.view.itemText(n) for n in range(dialog.form.view.count())]
    assert names == ["The whole map", "Mine", "Executive", "Emotion only"]
    assert dialog.options().view is None
    viewing.toggle("owners", "")
    dialog = ExportDialog(session.journey, None, sample.appearance, sample, viewing.view)
    qtbot.addWidget(dialog)
    assert dialog.form.view.itemText(0) == "What the window shows now"
    assert dialog.options().view == viewing.view
    dialog.form.view.setCurrentIndex(3)
    view = dialog.options().view
    assert view is not None
    assert not isinstance(view, str)
    assert view.name == "Executive"
