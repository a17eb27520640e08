"""Frames round what is selected: they cover nothing of its words."""

from __future__ import annotations

from cjm_desktop.canvas.marks import Frame, FrameKind
from cjm_desktop.canvas.selection import frame_of
from cjm_desktop.canvas.view import CanvasView
from cjm_desktop.layout.finding import rect_of
from cjm_desktop.templates import load_template
from tests.canvas.conftest import OpenView


def test_the_frame_of_a_metric_leaves_room_for_its_first_letter(open_view: OpenView) -> None:
    view: CanvasView = open_view(load_template("current-state"))
    layout = view.layout_now()
    metrics = [box.metric.id for lane in layout.lanes for box in lane.box.metrics]
    assert metrics
    for id_ in metrics:
        rect, frame = rect_of(layout, id_), frame_of(layout, id_, FrameKind.SELECTED)
        assert rect is not None
        assert isinstance(frame, Frame)
        assert frame.rect.x < rect.x - 2
        assert frame.rect.right > rect.right + 2
