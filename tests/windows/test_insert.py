"""Ready-made sets of stages come in by the Insert menu."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QMenu

from cjm_desktop.layout.dropping import Cell
from cjm_desktop.model.catalogue import STAGE_SETS
from cjm_desktop.windows.main_window import MainWindow
from tests.windows.holding import session_of, workspace_of

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


def sets(window: MainWindow) -> QMenu:
    menu = window._menus["insert-stage-set"]
    menu.aboutToShow.emit()
    return menu


def test_a_set_of_stages_comes_behind_the_selected_stage(sample: MainWindow) -> None:
    session, canvas = session_of(sample), workspace_of(sample).canvas
    before = session.journey
    first, *others = before.stages
    canvas.select_cell(Cell(next(iter(before.lanes)), first))
    entries = sets(sample).actions()
    assert [entry.text() for entry in entries] == [" · ".join(names) for names in STAGE_SETS.values()]
    entries[0].trigger()
    order, count = list(session.journey.stages), len(next(iter(STAGE_SETS.values())))
    made = order[1 : 1 + count]
    assert order == [first, *made, *others]
    assert tuple(session.journey.stages[id_].name for id_ in made) == next(iter(STAGE_SETS.values()))
    assert session.steps == ("Add stages",)
    assert canvas.selection == (made[0],)
    session.undo()
    assert session.journey is before


def test_without_a_selection_it_comes_last_and_without_a_map_not_at_all(
    window: MainWindow,
) -> None:
    assert sets(window).isEmpty()
    window.commands.file.start_from_template("current-state", False)
    workspace_of(window).canvas.select_none()
    before = list(session_of(window).journey.stages)
    sets(window).actions()[-1].trigger()
    assert list(session_of(window).journey.stages)[: len(before)] == before
