"""Whose feelings a new emotion point tells, by what was selected last."""

from __future__ import annotations

from cjm_desktop.canvas.view import CanvasView
from cjm_desktop.canvas.whose import Whose
from cjm_desktop.editing.personas import remove_personas
from cjm_desktop.layout.dropping import Cell


def test_a_persona_is_remembered_among_the_cells_of_an_emotion_lane(view: CanvasView) -> None:
    whose = Whose(view)
    assert whose.persona is None
    view.select(("masha",))
    view.select_cell(Cell("feelings", "buy"))
    assert whose.persona == "masha"
    view.select_cell(Cell("actions", "use"))
    assert whose.persona is None


def test_a_point_and_a_curve_mean_their_persona(view: CanvasView) -> None:
    whose = Whose(view)
    view.select(("p1",))
    assert whose.persona == "masha"
    view.select(("a1",))
    assert whose.persona is None
    view.select(("curve",))
    assert whose.persona == "masha"
    view.select(("p1", "p2"))
    assert whose.persona is None


def test_somebody_who_is_gone_is_nobody(view: CanvasView) -> None:
    whose = Whose(view)
    view.select(("masha",))
    view.select_cell(Cell("feelings", "buy"))
    view.session.apply("Delete persona", remove_personas(view.session.journey, ["masha"]))
    assert whose.persona is None
