"""The keyboard on the canvas: key presses go in; walking, gathering, moving, writing, deleting and letting go come out.

Keys with Ctrl that are not here, and all with Ctrl and Alt, are the window's.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QKeyEvent

from cjm_desktop.canvas.selection import Selection
from cjm_desktop.canvas.walk import Step, next_alike, stretched, stride, walk
from cjm_desktop.model.records import LaneKind

if TYPE_CHECKING:
    from cjm_desktop.canvas.view import CanvasView

_Key, _Modifier = Qt.Key, Qt.KeyboardModifier
_NONE, _SHIFT, _CTRL, _ALT = (
    _Modifier.NoModifier,
    _Modifier.ShiftModifier,
    _Modifier.ControlModifier,
    _Modifier.AltModifier,
)
#: Where a key stands on the keyboard, or which group of letters it writes from, is no chord.
_NO_CHORD = _Modifier.KeypadModifier | _Modifier.GroupSwitchModifier
_ARROWS = {
    _Key.Key_Left: Step.LEFT,
    _Key.Key_Right: Step.RIGHT,
    _Key.Key_Up: Step.UP,
    _Key.Key_Down: Step.DOWN,
}
_STEPS = {
    **_ARROWS,
    _Key.Key_Tab: Step.TAB,
    _Key.Key_Backtab: Step.BACKTAB,
    _Key.Key_Home: Step.HOME,
    _Key.Key_End: Step.END,
}
_CORNERS = {_Key.Key_Home: Step.FIRST, _Key.Key_End: Step.LAST}
_PAGES = {_Key.Key_PageUp: 1, _Key.Key_PageDown: -1}
#: Typed on a feeling, these make it better or worse by so much. A minus may be typed as what it is.
_BETTER = {"+": 0.5, "-": -0.5, "\u2212": -0.5}


class Keys:
    """What keys do while the map has the focus and nothing is being written."""

    def __init__(self, view: CanvasView) -> None:
        self._view = view
        self._kept: tuple[str, ...] = ()  #: gathered with Ctrl+Space: they stay selected while one walks on
        self._walked = Selection()  #: what the keys selected last

    def press(self, event: QKeyEvent) -> bool:
        """Whether the key meant something here."""
        key, chord = event.key(), event.modifiers() & ~_NO_CHORD
        if self._view.connecting.picking and self._view.connecting.press(event):
            return True
        if key == _Key.Key_Escape:
            return self._escape()
        if chord == _CTRL:
            return self._with_control(key)
        if chord in (_ALT, _ALT | _SHIFT):
            return self._with_alt(key, chord)
        if chord == _SHIFT and key in _ARROWS:
            self._select(stretched(self._view.sheet.layout, self._view.selected, _ARROWS[_Key(key)]))
            return True
        return chord in (_NONE, _SHIFT) and self._without(key, event.text())

    def walk(self, step: Step) -> None:
        """Select the neighbour in a direction and show it; what was gathered stays selected with it."""
        view, kept = self._view, self._gathered()
        if not kept or not view.selection:
            self._select(walk(view.sheet.layout, view.selected, step))
            return
        there = next_alike(view.sheet.layout, view.selection[-1], step)
        if there is not None:
            self._select(Selection((*(id_ for id_ in kept if id_ != there), there)))
            self._kept = kept

    def stride(self, step: Step) -> None:
        """Go to the next cell in a direction, ready to write there."""
        self._select(stride(self._view.sheet.layout, self._view.selected, step))

    def go(self, place: Selection) -> None:
        """Select something and show it."""
        self._select(place)

    def type(self, text: str) -> bool:
        """Begin to write with what was typed: at the end of the selected thing's text, or a new card in a cell."""
        if not text or not text.isprintable():
            return False
        view = self._view
        if text in _BETTER and self._on_a_feeling():
            view.feeling.better(_BETTER[text])
            return True
        if view.selected.cell is not None:
            return view.writing.start_new(view.selected.cell, text)
        return len(view.selection) == 1 and view.writing.start(view.selection[0], text)

    def _without(self, key: int, text: str) -> bool:
        if key in _STEPS:
            self.walk(_STEPS[_Key(key)])
            return True
        if key in (_Key.Key_Delete, _Key.Key_Backspace):
            self._view.delete_selection()
            return True
        if key in (_Key.Key_Return, _Key.Key_Enter) and self._is_on_an_empty_frame():
            self._view.picture_requested.emit(self._view.selection[0])
            return True
        if key in (_Key.Key_Return, _Key.Key_Enter, _Key.Key_F2):
            return self._write()
        if key in _PAGES:
            self._view.pan(0, _PAGES[_Key(key)] * self._view.view_size().height * 0.9)
            return True
        if key == _Key.Key_Space:
            self._view.pointing.hold_space(True)
            return True
        return self.type(text)

    def _with_control(self, key: int) -> bool:
        if key in _ARROWS:
            self.stride(_ARROWS[_Key(key)])
        elif key in _CORNERS:
            self.walk(_CORNERS[_Key(key)])
        elif key == _Key.Key_Space:
            self._gather()
        else:
            return False
        return True

    def _with_alt(self, key: int, chord: Qt.KeyboardModifier) -> bool:
        if key not in _ARROWS or not self._view.selection:
            # With nothing to move, Alt+Left is the window's: the way back along a link.
            return False
        step = _ARROWS[_Key(key)]
        if chord == _ALT:
            self._view.moving.move(step)
        else:
            self._view.moving.resize(step)
        return True

    def _select(self, selection: Selection) -> None:
        view, self._kept = self._view, ()
        view.set_selection(selection)
        self._walked = view.selected
        # Of several things the one come to last.
        newest = selection if selection.cell is not None else Selection(selection.ids[-1:])
        rect = newest.bounds(view.sheet.layout)
        if rect is not None:
            view.reveal(rect)

    def _gathered(self) -> tuple[str, ...]:
        """What was gathered, as long as nothing else was selected in between."""
        return self._kept if self._kept and self._view.selected == self._walked else ()

    def _gather(self) -> None:
        """Ctrl+Space: keep the thing that was walked to selected while walking on, or let go of it again."""
        view = self._view
        if not view.selection:
            return
        kept, here = self._gathered(), view.selection[-1]
        self._kept = tuple(id_ for id_ in kept if id_ != here) if here in kept else (*view.selection[:-1], here)
        self._walked = view.selected
        text = QCoreApplication.translate("canvas", "{count} gathered: arrows go on, Ctrl+Space gathers, Esc lets go")
        view.status_message.emit(text.format(count=len(self._kept)))

    def _on_a_feeling(self) -> bool:
        """Whether an emotion point or a cell of an emotion lane is selected."""
        view = self._view
        if view.selected.cell is not None:
            lane = view.session.journey.lanes.get(view.selected.cell.lane)
            return lane is not None and lane.kind is LaneKind.EMOTION
        return bool(view.selection) and all(id_ in view.session.journey.points for id_ in view.selection)

    def _is_on_an_empty_frame(self) -> bool:
        """Whether a card of a storyboard without a picture is selected, and nothing else."""
        view = self._view
        box = None
        if len(view.selection) == 1:
            (id_,) = view.selection
            boxes = (lane.box.card_by_id.get(id_) for lane in view.sheet.layout.lanes)
            box = next((box for box in boxes if box is not None), None)
        return box is not None and box.picture is not None and not box.content.picture_found

    def _write(self) -> bool:
        view = self._view
        if view.selected.cell is not None:
            return view.writing.start_new(view.selected.cell)
        if len(view.selection) != 1:
            return False
        if not view.writing.start(view.selection[0]) and not view.lanes.refuse(view.selection):
            view.edit_requested.emit(view.selection[0])
        return True

    def _escape(self) -> bool:
        view = self._view
        if view.pointing.cancel():
            return True
        if view.selected.ids or view.selected.cell:
            view.select_none()
            return True
        return False
