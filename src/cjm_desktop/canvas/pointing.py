"""The pointer on the canvas: presses, moves and releases go in; gestures are begun, moved and ended, and things selected."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QCursor, QMouseEvent
from PySide6.QtWidgets import QApplication

from cjm_desktop.canvas.connecting import GRIPS
from cjm_desktop.canvas.edge_scroll import EdgeScroll
from cjm_desktop.canvas.edits import Edit, Modifiers
from cjm_desktop.canvas.gestures.drop import Drop
from cjm_desktop.canvas.gestures.gesture import Gesture
from cjm_desktop.canvas.gestures.move_cards import MoveCards
from cjm_desktop.canvas.gestures.move_lane import MoveLanes
from cjm_desktop.canvas.gestures.move_point import MovePoint
from cjm_desktop.canvas.gestures.move_stage import MoveStages
from cjm_desktop.canvas.gestures.pan import Pan
from cjm_desktop.canvas.gestures.resize import ResizeCard, ResizeColumn, ResizeLane
from cjm_desktop.canvas.gestures.rubber_band import RubberBand
from cjm_desktop.canvas.gestures.scroll import Scroll
from cjm_desktop.canvas.lots import parked
from cjm_desktop.canvas.marks import FrameKind, Mark
from cjm_desktop.canvas.placing import giving, landing, place_of
from cjm_desktop.canvas.selection import frame_of
from cjm_desktop.canvas.texts import part_at
from cjm_desktop.canvas.thumbs import pixels_a_pixel
from cjm_desktop.canvas.tools import Making, Tool
from cjm_desktop.canvas.whose import Whose
from cjm_desktop.editing import things
from cjm_desktop.geometry import Point
from cjm_desktop.layout.at import lane_at
from cjm_desktop.layout.boxes import MapLayout
from cjm_desktop.layout.dropping import Cell
from cjm_desktop.layout.finding import TITLE, rect_of
from cjm_desktop.layout.hit import Hit, hit
from cjm_desktop.model.journey import Journey
from cjm_desktop.model.records import LaneKind

if TYPE_CHECKING:
    from cjm_desktop.canvas.view import CanvasView

#: How near to an edge, in device-independent pixels, one takes hold of it.
_GRIP = 5.0
#: The sign of a card that leads to another map.
_MAP = "map"
#: So wide and high at least, in device-independent pixels, is where one may click for it.
_TARGET = 18.0
_SELECTABLE = ("card", "point", "stage", "lane", "metric", "connector", "line", "persona", "curve")
_CURSORS = {
    "stage-edge": Qt.CursorShape.SplitHCursor,
    "card-edge": Qt.CursorShape.SizeHorCursor,
    "lane-edge": Qt.CursorShape.SplitVCursor,
}
_MOVING: dict[str, Callable[[Journey, MapLayout, Sequence[str], Point], Gesture]] = {
    "card": MoveCards,
    "stage": MoveStages,
    "lane": MoveLanes,
}


class Pointing:
    """What the mouse does. At most one gesture goes on at a time."""

    def __init__(self, view: CanvasView) -> None:
        self._view = view
        self._gesture: Gesture | None = None
        self._pressed: tuple[QPointF, Point, Hit] | None = None
        self._was_selected = False
        self._joined = False  #: the press added what is under it to the selection by Ctrl
        self._modifiers = Modifiers()
        self._at = QPointF()
        self._hover = Hit("none")
        self._space = False
        self._on_sign = False
        self.whose = Whose(view)
        self._scrolling = EdgeScroll(view, self._follow)

    @property
    def gesture(self) -> Gesture | None:
        return self._gesture

    @property
    def marks(self) -> tuple[Mark, ...]:
        """What to show of the gesture, or of what a press would select."""
        if self._gesture is not None:
            return self._gesture.marks
        if self._hover.kind in _SELECTABLE and self._hover.id not in self._view.selection:
            frame = frame_of(self._view.sheet.layout, self._hover.id, FrameKind.HOVER)
            return () if frame is None else (frame,)
        return ()

    @property
    def hovered(self) -> str:
        """The id of what the pointer is over; empty for nothing, and during a gesture."""
        return "" if self._gesture is not None else self._hover.id

    def press(self, event: QMouseEvent) -> None:
        self._view.commit_editing()
        self._view.setFocus(Qt.FocusReason.MouseFocusReason)
        if self._gesture is not None:
            return
        self._at, self._modifiers = event.position(), _modifiers(event.modifiers())
        point = self._view.to_map(event.position())
        left = event.button() == Qt.MouseButton.LeftButton
        if event.button() == Qt.MouseButton.MiddleButton or (left and self._space):
            self._begin(Pan(self._view.camera, point, self._view.look, lambda: self._view.camera))
            return
        scroll = self._scroll_at(event.position()) if left else None
        if scroll is not None:
            self._begin(scroll)
            return
        pinned = self._view.painting.sticky.hit(self._view.to_pixels(event.position()))
        found = pinned or self._hit(point)
        if event.button() == Qt.MouseButton.RightButton:
            if found.kind.removesuffix("-edge") in _SELECTABLE and found.id not in self._view.selection:
                self._view.select((found.id,))
            elif found.kind == "cell":
                self._view.select_cell(Cell(found.id, found.part))
            elif found.kind == "none":
                self._view.select_none()
            return
        if not left or (pinned is None and self._view.lanes.press(point)):
            return
        if pinned is None and self._view.voting.press(point, back=self._modifiers.shift):
            return
        self._pressed = event.position(), point, found
        self._was_selected = found.id in self._view.selection
        self._joined = self._modifiers.ctrl and found.kind in _SELECTABLE and not self._was_selected
        if found.kind in _SELECTABLE and not self._was_selected:
            if self._modifiers.shift or self._modifiers.ctrl:
                self._view.set_selection(self._view.selected.toggled(self._view.sheet.layout, found.id))
            else:
                self._view.select((found.id,))

    def move(self, event: QMouseEvent) -> None:
        self._at, self._modifiers = event.position(), _modifiers(event.modifiers())
        if self._gesture is None and self._pressed is not None:
            way = (event.position() - self._pressed[0]).manhattanLength()
            if event.buttons() & Qt.MouseButton.LeftButton and way >= QApplication.startDragDistance():
                _, start, found = self._pressed
                self._pressed = None
                if self._joined:
                    # Dragged with Ctrl, a thing is copied alone: what was selected before is not meant.
                    self._view.select((found.id,))
                self._begin(self._gesture_for(found, start))
        if self._gesture is not None:
            self._follow()
        elif not event.buttons():
            self._hover_at(event.position())

    def release(self, event: QMouseEvent) -> None:
        self._at, self._modifiers = event.position(), _modifiers(event.modifiers())
        if self._gesture is not None:
            if not event.buttons():
                self._gesture.move(self._view.to_map(self._at), self._modifiers)
                self._end()
            return
        pressed, self._pressed = self._pressed, None
        if pressed is None or event.button() != Qt.MouseButton.LeftButton:
            return
        found, view = pressed[2], self._view
        together = self._modifiers.shift or self._modifiers.ctrl
        if found.kind in _SELECTABLE:
            if together and self._was_selected:
                view.set_selection(view.selected.toggled(view.sheet.layout, found.id))
            elif not together and self._was_selected:
                view.select((found.id,))
            if found.kind == "card" and found.part == _MAP and not together:
                view.linked_map_requested.emit(found.id)
        elif found.kind == "cell" and not together:
            view.select_cell(Cell(found.id, found.part))
        elif not together and found.kind != "card-edge":
            view.select_none()

    def double(self, event: QMouseEvent) -> None:
        """Open what was double-clicked for writing; an empty cell for a new card."""
        if event.button() != Qt.MouseButton.LeftButton:
            return
        view = self._view
        self.cancel()
        point = view.to_map(event.position())
        pixel = view.to_pixels(event.position())
        pinned = view.painting.sticky.hit(pixel)
        if pinned is not None and pinned.id:
            point = view.painting.sticky.spot(pinned, pixel)
        found = pinned or self._hit(point)
        if pinned is None and view.voting.has_spot_at(point):
            # People click fast: the second press is a vote as the first was.
            view.voting.press(point, back=bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier))
            return
        if pinned is None and view.lanes.has_sign_at(point):
            # The first press has done it.
            return
        if found.kind == "lane" and view.session.journey.lanes[found.id].collapsed:
            view.lanes.toggle(found.id)
        elif found.kind in (*_SELECTABLE, "cell") and view.lanes.refuse((found.id,)):
            return
        elif found.kind == "cell":
            cell = Cell(found.id, found.part)
            view.select_cell(cell)
            if view.session.journey.lanes[found.id].kind is LaneKind.EMOTION:
                # A feeling is as good or bad as where it was put.
                self._place_at(Tool(Making.EMOTION), point)
            else:
                view.writing.start_new(cell)
        elif found.kind == "title":
            view.writing.start(TITLE)
        elif found.kind in _SELECTABLE:
            view.select((found.id,))
            if found.kind == "card" and found.part == "picture":
                view.picture_requested.emit(found.id)
                return
            part = part_at(view.sheet.layout, found.id, found.part, point)
            elsewhere = found.kind in ("persona", "curve") or (found.kind == "card" and found.part != "text")
            if elsewhere or not view.writing.start(found.id, None, part):
                view.edit_requested.emit(found.id)

    def hold_control(self, held: bool) -> None:
        """The Ctrl key went down or up: what is dragged becomes a copy, or the thing itself again, without a move."""
        if self._gesture is not None and self._modifiers.ctrl != held:
            self._modifiers = self._modifiers._replace(ctrl=held)
            self._follow()

    def leave(self) -> None:
        """The pointer left the view."""
        self._set_hover(Hit("none"))
        self._view.lanes.hover(None)

    def hold_space(self, held: bool) -> None:
        """While the space bar is held, a drag pans."""
        self._space = held
        self._set_cursor()

    def cancel(self) -> bool:
        """Esc, or the map changed under the gesture: put back what it moved. Whether there was one."""
        self._pressed = None
        if self._gesture is None:
            return False
        gesture, self._gesture = self._gesture, None
        self._scrolling.stop()
        gesture.cancel()
        self._finished()
        return True

    # Drags from the palette

    def drag_over(self, tool: Tool, at: QPointF, modifiers: Qt.KeyboardModifier) -> bool:
        """A tool is dragged over the view; whether it could be let go here."""
        if not isinstance(self._gesture, Drop):
            self.cancel()
            self._begin(Drop(self._view.session.journey, self._view.sheet.layout, self._aimed(tool)))
        self._at, self._modifiers = at, _modifiers(modifiers)
        self._follow()
        return isinstance(self._gesture, Drop) and self._gesture.lands

    def drag_cards_over(self, ids: tuple[str, ...], at: QPointF, modifiers: Qt.KeyboardModifier) -> bool:
        """Cards that do not stand on the map are dragged over the view; whether they could be let go here."""
        view = self._view
        if not isinstance(self._gesture, MoveCards):
            self.cancel()
            self._begin(MoveCards(view.session.journey, view.sheet.layout, ids, view.to_map(at)))
        self._at, self._modifiers = at, _modifiers(modifiers)
        self._follow()
        if isinstance(self._gesture, MoveCards) and self._gesture.lands:
            return True
        # Qt does not tell what refused a drag that the drag has left.
        self.cancel()
        return False

    def drag_left(self) -> None:
        if isinstance(self._gesture, (Drop, MoveCards)):
            self.cancel()

    def drop(self) -> bool:
        """What is dragged is let go; whether something came of it."""
        return isinstance(self._gesture, (Drop, MoveCards)) and self._end()

    def place(self, tool: Tool) -> bool:
        """Put a tool's thing where the selection is, without a drag.

        A channel goes to the cards that are selected; where all have it already, another touchpoint is meant.
        """
        view = self._view
        journey, selected = view.session.journey, view.selected
        cards = [id_ for id_ in selected.ids if id_ in journey.cards]
        if tool.tool == Making.TOUCHPOINT and tool.channel and cards:
            given = giving(journey, view.sheet.layout, tool, cards).make()
            if given.journey is not journey:
                return view.apply(replace(given, select=None))
        done = self._place_at(tool, place_of(view.sheet.layout, selected, tool, view.visible_rect()))
        if done and tool.tool in (Making.CARD, Making.TOUCHPOINT):
            view.writing.try_out(journey, selected)
        return done

    def _place_at(self, tool: Tool, at: Point) -> bool:
        view = self._view
        found = landing(view.session.journey, view.sheet.layout, self._aimed(tool), at)
        return found is not None and view.apply(found.make())

    def _aimed(self, tool: Tool) -> Tool:
        """An emotion point belongs to the persona whose curve is being drawn."""
        persona = self.whose.persona
        return tool if tool.tool != Making.EMOTION or persona is None else replace(tool, persona=persona)

    # Gestures

    def _gesture_for(self, found: Hit, start: Point) -> Gesture:
        view = self._view
        journey, layout = view.session.journey, view.sheet.layout
        if found.kind in ("lane-edge", "card-edge", "point", "metric") and view.lanes.refuse((found.id,)):
            return RubberBand(layout, start, view.selected, view.set_selection)
        if found.part in GRIPS:
            return view.connecting.gesture(found, start)
        match found.kind:
            case "card-edge":
                return ResizeCard(journey, layout, found.id, start)
            case "stage-edge":
                return ResizeColumn(journey, layout, found.id, start)
            case "lane-edge":
                return ResizeLane(journey, layout, found.id, start)
            case "point" if found.id in view.selection:
                return MovePoint(journey, layout, found.id, start)
            case "card" | "stage" | "lane" if found.id in view.selection:
                alike = tuple(id_ for id_ in view.selection if things.kind_of(journey, id_) == found.kind)
                if view.lanes.refuse(alike):
                    return RubberBand(layout, start, view.selected, view.set_selection)
                return _MOVING[found.kind](journey, layout, alike, start)
        return RubberBand(layout, start, view.selected, view.set_selection)

    def _scroll_at(self, at: QPointF) -> Scroll | None:
        """The drag of the scroll thumb at a point of the viewport, if one is there."""
        view, pixel = self._view, self._view.to_pixels(at)
        page, size, scale = view.sheet.layout.size, view.view_size(), view.camera.scale
        level, upright = view.thumbs()
        if level is not None and level.grown(2).contains(pixel):
            by = Point(pixels_a_pixel(page.width * scale, size.width, view.margin, view.ratio), 0.0)
        elif upright is not None and upright.grown(2).contains(pixel):
            by = Point(0.0, pixels_a_pixel(page.height * scale, size.height, view.margin, view.ratio))
        else:
            return None
        return Scroll(view.camera, pixel, by, view.look, lambda: view.camera)

    def _begin(self, gesture: Gesture) -> None:
        self._gesture = gesture
        self._hover = Hit("none")
        self._view.painting.overlay.forget_ghosts()
        self._set_cursor()

    def _follow(self) -> None:
        assert self._gesture is not None
        self._gesture.move(self._view.to_map(self._at), self._modifiers)
        self._set_cursor()
        self._view.refresh_marks()
        parking = isinstance(self._gesture, MoveCards) and self._view.lots.hover(self._on_screen())
        if self._gesture.autoscrolls and not parking:
            self._scrolling.follow(self._at)
        else:
            self._scrolling.stop()

    def _end(self) -> bool:
        assert self._gesture is not None
        gesture, self._gesture = self._gesture, None
        self._scrolling.stop()
        if isinstance(gesture, MoveCards) and self._view.lots.hover(self._on_screen()):
            gesture.cancel()
            edit: Edit | None = parked(self._view.session.journey, gesture.ids)
        else:
            edit = gesture.finish()
        self._finished()
        return self._view.apply(edit)

    def _on_screen(self) -> QPoint:
        return self._view.viewport().mapToGlobal(self._at.toPoint())

    def _finished(self) -> None:
        self._view.lots.hover(None)
        self._view.painting.overlay.forget_ghosts()
        self._view.refresh_marks()
        self._set_cursor()

    # Hovering

    def _hover_at(self, at: QPointF) -> None:
        pinned = self._view.painting.sticky.hit(self._view.to_pixels(at))
        if pinned is not None:
            self._on_sign = False
            self._set_hover(pinned)
            return
        point = self._view.to_map(at)
        self._view.lanes.hover(point)
        on_sign, self._on_sign = self._on_sign, self._is_button(point)
        self._set_hover(Hit("none") if self._on_sign else self._hit(point))
        if on_sign != self._on_sign:
            self._set_cursor()

    def _set_hover(self, found: Hit) -> None:
        if found == self._hover:
            return
        framed = (self._hover.kind, self._hover.id) != (found.kind, found.id)
        self._hover = found
        if framed and self._gesture is None:
            self._view.refresh_marks()
        self._set_cursor()

    def _is_button(self, point: Point) -> bool:
        """Whether a click there does something by itself."""
        return self._view.lanes.has_sign_at(point) or self._view.voting.has_spot_at(point)

    def forget_hover(self) -> None:
        """The layout is another: what the pointer was over may be gone."""
        self._hover = Hit("none")

    def _set_cursor(self) -> None:
        if self._gesture is not None:
            shape = self._gesture.cursor
        elif self._space:
            shape = Qt.CursorShape.OpenHandCursor
        elif self._on_sign:
            shape = Qt.CursorShape.PointingHandCursor
        else:
            shape = _CURSORS.get(self._hover.kind, Qt.CursorShape.ArrowCursor)
            if self._hover.part in GRIPS:
                shape = Qt.CursorShape.CrossCursor
            elif self._hover.kind == "card" and self._hover.part == _MAP:
                shape = Qt.CursorShape.PointingHandCursor
        viewport = self._view.viewport()
        if viewport.cursor().shape() != shape:
            viewport.setCursor(QCursor(shape))

    def hit_at(self, at: QPoint) -> Hit:
        """What stands at a point of the viewport."""
        pinned = self._view.painting.sticky.hit(self._view.to_pixels(at))
        return pinned or self._hit(self._view.to_map(at))

    def _hit(self, point: Point) -> Hit:
        """What stands at a place of the map; edges can be taken hold of within the same few pixels at every zoom."""
        slack = _GRIP * self._view.ratio / self._view.camera.scale
        grip = self._view.connecting.grip_at(point) or self._card_edge(point, slack)
        found = grip or hit(self._view.sheet.layout, point, slack)
        return Hit("card", found.id, _MAP) if self._is_near_map(found, point) else found

    def _is_near_map(self, found: Hit, point: Point) -> bool:
        """Whether a place on a card is at its sign of another map, which is a target of some size at every zoom."""
        view = self._view
        card = view.session.journey.cards.get(found.id) if found.kind == "card" else None
        if card is None or found.part in (_MAP, "link") or not any(link.leads_to_map for link in card.links):
            return False
        lane = lane_at(view.sheet.layout, point.y)
        box = None if lane is None else lane.box.card_by_id.get(found.id)
        if lane is None or box is None:
            return False
        local, least = point.moved(0, -lane.y), _TARGET / 2 * view.ratio / view.camera.scale
        signs = (rect for what, rect in box.badges if what == _MAP)
        return any(rect.grown(max(0.0, least - rect.width / 2)).contains(local) for rect in signs)

    def _card_edge(self, point: Point, slack: float) -> Hit | None:
        """The right edge of the one selected card: only there it is in nobody's way."""
        view = self._view
        id_ = view.selection[0] if len(view.selection) == 1 else ""
        card = view.session.journey.cards.get(id_)
        if card is None or view.connecting.picking:
            return None
        rect = rect_of(view.sheet.layout, id_)
        near = rect is not None and abs(point.x - rect.right) <= slack and rect.y <= point.y < rect.bottom
        return Hit("card-edge", id_) if near else None


def _modifiers(held: Qt.KeyboardModifier) -> Modifiers:
    return Modifiers(
        bool(held & Qt.KeyboardModifier.ShiftModifier),
        bool(held & Qt.KeyboardModifier.ControlModifier),
        bool(held & Qt.KeyboardModifier.AltModifier),
    )
