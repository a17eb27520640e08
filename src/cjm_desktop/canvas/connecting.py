"""Connectors under the hand: a selection and the pointer go in; handles to pull arrows from, and arrows by keys, come out."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QKeyEvent

from cjm_desktop.canvas.edits import Edit
from cjm_desktop.canvas.gestures.connect import Connect, Reattach, joined
from cjm_desktop.canvas.gestures.gesture import Gesture
from cjm_desktop.canvas.marks import Frame, FrameKind, Joint, Mark, Pull
from cjm_desktop.canvas.selection import Selection, cell_rect
from cjm_desktop.canvas.walk import Step, walk
from cjm_desktop.editing.connectors import connect
from cjm_desktop.geometry import Point, Rect
from cjm_desktop.layout.dropping import CardInsertion, Cell, card_insertion
from cjm_desktop.layout.finding import rect_of
from cjm_desktop.layout.hit import Hit

if TYPE_CHECKING:
    from cjm_desktop.canvas.view import CanvasView

HANDLE, SOURCE, TARGET = "handle", "source", "target"
#: Parts of a hit by which one takes hold of an arrow's end, or of a card to draw one.
GRIPS = (HANDLE, SOURCE, TARGET)
#: How near to a handle one takes hold of it, and how large a card must show to have some; device-independent pixels.
_GRIP, _WIDE, _HIGH = 7.0, 64.0, 22.0
_WALKS = {
    Qt.Key.Key_Left: Step.LEFT,
    Qt.Key.Key_Right: Step.RIGHT,
    Qt.Key.Key_Up: Step.UP,
    Qt.Key.Key_Down: Step.DOWN,
    Qt.Key.Key_Tab: Step.TAB,
    Qt.Key.Key_Backtab: Step.BACKTAB,
}


class Connecting:
    """What makes and moves arrows on one canvas. While a target is being picked by keys, all keys come here."""

    def __init__(self, view: CanvasView) -> None:
        self._view = view
        self._source = ""
        self._at = Selection()

    # By mouse

    @property
    def marks(self) -> tuple[Mark, ...]:
        """The handles of the card that is selected or pointed at, the ends of a selected arrow, the target being picked."""
        if self._view.pointing.gesture is not None:
            return ()
        joints = tuple(Joint(at) for _, at in self._grips())
        return self._picking_marks() if self.picking else joints

    def grip_at(self, point: Point) -> Hit | None:
        """The handle at a point of the map: of a card, or an end of the selected arrow."""
        reach = _GRIP * self._view.ratio / self._view.camera.scale
        near = [
            (abs(at.x - point.x) + abs(at.y - point.y), found)
            for found, at in self._grips()
            if abs(at.x - point.x) <= reach and abs(at.y - point.y) <= reach
        ]
        return min(near, key=lambda one: one[0])[1] if near else None

    def gesture(self, found: Hit, start: Point) -> Gesture:
        """The drag that begins at a handle."""
        journey, layout = self._view.session.journey, self._view.sheet.layout
        if found.part == HANDLE:
            return Connect(journey, layout, found.id, start)
        return Reattach(journey, layout, found.id, found.part, start)

    def _grips(self) -> list[tuple[Hit, Point]]:
        view = self._view
        found: list[tuple[Hit, Point]] = []
        ids = view.selection if len(view.selection) == 1 else ()
        for id_ in ids:
            if id_ in view.session.journey.connectors:
                box = next((box for box in view.sheet.layout.connectors if box.connector.id == id_), None)
                if box is not None:
                    found.append((Hit("connector", id_, SOURCE), box.points[0]))
                    found.append((Hit("connector", id_, TARGET), box.points[-1]))
        for id_ in dict.fromkeys((*ids, view.pointing.hovered)):
            if id_ in view.session.journey.cards:
                rect = rect_of(view.sheet.layout, id_)
                if rect is not None and self._is_large(rect):
                    found.extend((Hit("card", id_, HANDLE), at) for at in _middles(rect))
        return found

    def _is_large(self, rect: Rect) -> bool:
        scale = self._view.camera.scale / self._view.ratio
        return rect.width * scale >= _WIDE and rect.height * scale >= _HIGH

    # By keys

    @property
    def picking(self) -> bool:
        """Whether a target is being picked for the card from which an arrow shall go."""
        return bool(self._source)

    def connect_selection(self) -> None:
        """Join the selected cards in the order in which they were selected; from a single one pick the target by keys."""
        view = self._view
        view.commit_editing()
        journey = view.session.journey
        cards = [id_ for id_ in view.selection if id_ in journey.cards]
        if len(cards) == 1:
            self._source, self._at = cards[0], Selection((cards[0],))
            self._tell()
            view.refresh_marks()
            return
        after, made = journey, []
        for one, two in pairwise(cards):
            after, id_ = connect(after, one, two)
            made.append(id_)
        if after is not journey:
            view.apply(Edit("Add connector" if len(made) == 1 else "Add connectors", after, tuple(made)))
        elif made:
            view.select(made)

    def press(self, event: QKeyEvent) -> bool:
        """A key while a target is picked: arrows and Tab walk, Enter takes what they came to, Esc leaves."""
        key = event.key()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._take()
        elif key == Qt.Key.Key_Escape:
            self.leave()
        elif key in _WALKS:
            view = self._view
            self._at = walk(view.sheet.layout, self._at, _WALKS[Qt.Key(key)])
            rect = self._at.bounds(view.sheet.layout)
            if rect is not None:
                view.reveal(rect)
            view.refresh_marks()
        elif key not in (Qt.Key.Key_Control, Qt.Key.Key_Shift, Qt.Key.Key_Alt):
            # Whatever else is wanted, it is no longer this.
            self.leave()
            return False
        return True

    def leave(self) -> None:
        """Stop picking; nothing has changed."""
        if self.picking:
            self._source, self._at = "", Selection()
            self._view.status_message.emit("")
            self._view.refresh_marks()

    def follow_change(self) -> None:
        """The map is another: go on only where the card is still there."""
        if self.picking and rect_of(self._view.sheet.layout, self._source) is None:
            self.leave()
        elif self.picking:
            self._at = self._at.kept(self._view.sheet.layout)

    def _take(self) -> None:
        view, source, at = self._view, self._source, self._at
        journey = view.session.journey
        edit: Edit | None = None
        if at.cell is not None:
            place = self._place_in(at.cell)
            edit = None if place is None else joined(journey, source, place)
        elif at.ids and at.ids[-1] in journey.cards and at.ids[-1] != source:
            edit = joined(journey, source, at.ids[-1])
            if edit is None:
                view.status_message.emit(QCoreApplication.translate("canvas", "These two cards are connected already."))
        else:
            self._tell()
            return
        self.leave()
        view.apply(edit)

    def _place_in(self, cell: Cell) -> CardInsertion | None:
        rect = cell_rect(self._view.sheet.layout, cell)
        if rect is None or self._view.lanes.refuse((cell.lane,)):
            return None
        return card_insertion(self._view.sheet.layout, rect.center)

    def _picking_marks(self) -> tuple[Mark, ...]:
        layout = self._view.sheet.layout
        source, at = rect_of(layout, self._source), self._at.bounds(layout)
        if source is None or at is None or self._at.ids == (self._source,):
            return ()
        return Frame(at, FrameKind.LANDING), Pull(source.center, at.center)

    def _tell(self) -> None:
        self._view.status_message.emit(
            QCoreApplication.translate("canvas", "Where to? Arrow keys go to a card, Enter connects, Esc leaves.")
        )


def _middles(rect: Rect) -> tuple[Point, ...]:
    """The middles of a card's sides."""
    (x, y) = rect.center
    return Point(rect.right, y), Point(x, rect.bottom), Point(rect.x, y), Point(x, rect.y)
