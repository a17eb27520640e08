"""The canvas: a session and a layout engine go in; the map on the screen comes out, to look at, to drag and to write in.

It paints the display list through tiles, not through a `QGraphicsView`: the same display list also goes to PDF, so an
item a card would hold everything twice, and its repaints of a whole screen took three times as long as tiles do.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import cast

from PySide6.QtCore import QEvent, QPoint, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QFocusEvent,
    QInputMethodEvent,
    QKeyEvent,
    QMouseEvent,
    QPaintEvent,
)
from PySide6.QtWidgets import QWidget

from cjm_desktop.canvas.accessible import AccessibleMap
from cjm_desktop.canvas.capture import Capture
from cjm_desktop.canvas.carried import from_mime
from cjm_desktop.canvas.connecting import Connecting
from cjm_desktop.canvas.edits import Edit
from cjm_desktop.canvas.feeling import Feelings
from cjm_desktop.canvas.found import FoundPlaces
from cjm_desktop.canvas.guard import guarded
from cjm_desktop.canvas.keys import Keys
from cjm_desktop.canvas.lanes import Lanes
from cjm_desktop.canvas.looking import Looking
from cjm_desktop.canvas.lots import Lots
from cjm_desktop.canvas.moving import Moving
from cjm_desktop.canvas.painting import Painting
from cjm_desktop.canvas.pointing import Pointing
from cjm_desktop.canvas.selection import Selection, changed_things
from cjm_desktop.canvas.sheet import Sheet
from cjm_desktop.canvas.tools import Tool
from cjm_desktop.canvas.voting import Voting
from cjm_desktop.canvas.words import counted
from cjm_desktop.canvas.writing import Writing
from cjm_desktop.editing import things
from cjm_desktop.editing.change import Change
from cjm_desktop.editing.session import Session
from cjm_desktop.geometry import Rect, Size
from cjm_desktop.layout.boxes import MapLayout
from cjm_desktop.layout.dropping import Cell
from cjm_desktop.layout.engine import LayoutEngine
from cjm_desktop.layout.finding import things_in
from cjm_desktop.layout.hit import Hit, Kind
from cjm_desktop.model.records import View
from cjm_desktop.theme import LIGHT, LIGHT_CHROME, Chrome, Theme


@guarded
class CanvasView(Looking):
    """The map on the screen. Ids that it takes and gives are ids of the journey's records."""

    selection_changed = Signal()
    status_message = Signal(str)
    #: What was said holds no longer: that message.
    message_outdated = Signal(str)
    #: The user wants to edit something that is not written in place (a picture, a channel, a badge): its id.
    edit_requested = Signal(str)
    #: The user wants a picture for a card's empty frame, or another part of its picture: the card's id.
    picture_requested = Signal(str)
    #: The user clicked the sign of a card that leads to other maps: its id.
    linked_map_requested = Signal(str)
    context_menu_requested = Signal(QPoint, object)
    #: What is written in the open field is another text than before.
    text_written = Signal()
    #: The map looks otherwise than before: after an edit, in other colours, through another view.
    redrawn = Signal()
    #: What is looked at is shown through another view, or through none.
    view_changed = Signal()

    def __init__(self, session: Session, layout_engine: LayoutEngine, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self.chrome: Chrome = LIGHT_CHROME
        self.sheet = Sheet(layout_engine, LIGHT, session.journey)
        self.selected = Selection()
        self.found = FoundPlaces()
        self.lanes = Lanes(self)
        self.voting = Voting(self)
        #: Panels that take cards dragged off the map.
        self.lots = Lots()
        self.painting = Painting(self)
        self._applying = False
        self._history = (session.position, len(session.steps))

        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled)
        self.setAccessibleName(self.tr("Map"))
        self.setAccessibleDescription(
            self.tr("The customer journey map. Arrow keys walk from card to card, typing writes.")
        )
        viewport = self.viewport()
        viewport.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        viewport.setMouseTracking(True)
        viewport.setAcceptDrops(True)

        self.pointing = Pointing(self)
        self.keys = Keys(self)
        self.writing = Writing(self)
        self.moving = Moving(self)
        self.feeling = Feelings(self)
        self.capture = Capture(self)
        self.connecting = Connecting(self)
        self.accessible = AccessibleMap(self)
        self.camera_changed.connect(self._follow_camera)
        unsubscribe = session.subscribe(self._follow)
        self.destroyed.connect(lambda: unsubscribe())

    # Looking

    def page_size(self) -> Size:
        return self.sheet.layout.size

    def zoom_to_selection(self) -> None:
        """Show what is selected; the whole map where nothing is."""
        rect = self.selected.bounds(self.sheet.layout)
        if rect is None:
            self.zoom_fit()
        else:
            self.zoom_to(rect)

    def covered(self) -> tuple[float, float]:
        """By the headers that stay in sight."""
        strips = self.painting.sticky.strips()
        return float(max(0, strips.left.right() + 1)), float(max(0, strips.top.bottom() + 1))

    def reveal_selection(self) -> None:
        """Scroll as little as needed to show what is selected."""
        rect = self.selected.bounds(self.sheet.layout)
        if rect is not None:
            self.reveal(rect)

    # What is on the map

    def layout_now(self) -> MapLayout:
        return self.sheet.layout

    def set_theme(self, theme: Theme, chrome: Chrome) -> None:
        """Other colours for the map and for what is round and on top of it."""
        self.chrome = chrome
        if theme is not self.sheet.theme:
            self.sheet.set_theme(theme, self._camera.scale)
        self.writing.follow_camera()
        self.viewport().update()
        self.redrawn.emit()

    def set_file_name(self, name: str) -> None:
        """The name that stands in the map's footer."""
        self.painting.update_map(self.sheet.set_name(name, self._camera.scale))
        self.redrawn.emit()

    def set_layout_engine(self, engine: LayoutEngine) -> None:
        """Lay the map out anew, as after a change of its language."""
        self.sheet.set_engine(engine, self._camera.scale)
        self._after_layout()
        self.viewport().update()

    @property
    def shown_view(self) -> View | None:
        """The view through which the map is shown; None where all of it is."""
        return self.sheet.view

    def set_view(self, view: View | None) -> None:
        """Show the map through a view (None: all of it). This is no edit, and edits go to the whole map as ever.

        What the view hides is no longer selected; what is being written is taken over first.
        """
        if view == self.sheet.view:
            return
        self.commit_editing()
        self.pointing.cancel()
        self.pointing.forget_hover()
        size = self.sheet.layout.size
        changed = self.sheet.set_view(view, self._camera.scale)
        self._after_layout()
        if self.sheet.layout.size != size:
            self.refit()
        self.viewport().update()
        self.painting.update_map(changed)
        self.view_changed.emit()

    def finish_painting(self) -> None:
        """Paint everything in view now, without leaving anything for later frames."""
        self.painting.finish()

    # Selection

    @property
    def selection(self) -> tuple[str, ...]:
        """The ids of what is selected, in the order in which it was."""
        return self.selected.ids

    @property
    def selected_cell(self) -> Cell | None:
        """The empty cell in which typing makes a card."""
        return self.selected.cell

    def select(self, ids: Iterable[str]) -> None:
        """Select these things and nothing else; ids that the map does not show are left out."""
        self.set_selection(self.selected.with_ids(self.sheet.layout, ids))

    def select_cell(self, cell: Cell | None) -> None:
        """Select an empty cell and nothing else."""
        self.set_selection(Selection(cell=cell))

    def select_all(self) -> None:
        """Select all cards and emotion points."""
        size = self.sheet.layout.size
        self.select(things_in(self.sheet.layout, Rect(0, 0, size.width, size.height)))

    def select_none(self) -> None:
        self.set_selection(Selection())

    def set_selection(self, selection: Selection) -> None:
        """Take over a selection made of what the layout shows."""
        if selection == self.selected:
            return
        self.selected = selection
        self.refresh_marks()
        self.selection_changed.emit()

    def show_found(self, found: FoundPlaces) -> None:
        """Mark what a search found; an empty one takes the marks away."""
        self.found = found
        self.refresh_marks()

    def delete_selection(self) -> None:
        """Delete what is selected, as one step."""
        self.commit_editing()
        journey, ids = self.session.journey, self.selection
        if ids:
            self.apply(Edit(f"Delete {counted(journey, ids)}", things.remove(journey, ids), ()))

    # Editing

    def apply(self, edit: Edit | None) -> bool:
        """Make an edit one step of the session, then select and open what it asks for."""
        if edit is None or self.lanes.refuse_edit(edit):
            return False
        self._applying = True
        try:
            done = self.session.apply(edit.label, edit.journey, edit.merge)
        finally:
            self._applying = False
        if edit.select is not None:
            self.select(edit.select)
            rect = self.selected.bounds(self.sheet.layout)
            if rect is not None and done:
                self.reveal(rect)
        if edit.write is not None:
            self.writing.start(edit.write, merge=edit.merge)
        return done

    def start_editing(self, id_: str) -> bool:
        """Open the text of a thing for writing where it stands."""
        return self.writing.start(id_)

    def commit_editing(self) -> None:
        """Take over what is being written, as one step."""
        self.writing.commit()

    def place(self, tool: Tool) -> bool:
        """Put a new thing where the selection is, or at the end; select it and open it for writing."""
        self.commit_editing()
        return self.pointing.place(tool)

    # Following the session

    def _follow(self, change: Change) -> None:
        history = self.session.position, len(self.session.steps)
        before, self._history = self._history, history
        fresh = not change.label and history == (0, 0)
        self.pointing.cancel()
        self.pointing.forget_hover()
        if not self._applying:
            self.writing.follow_change()
        size = self.sheet.layout.size
        unviewed = fresh and self.sheet.forget_view()
        changed = self.sheet.follow(change, self._camera.scale)
        self.accessible.follow(change)
        if self.sheet.layout.size != size:
            # The page's edge with its shadow and the scroll thumbs stand elsewhere.
            self.viewport().update()
        self._after_layout()
        if fresh:
            self.selected = Selection()
            self.selection_changed.emit()
            if unviewed:
                self.view_changed.emit()
            self.show_afresh()
            return
        if bool(change.before.stages or change.before.lanes) != bool(change.after.stages or change.after.lanes):
            # The invitation of an empty map comes or goes.
            self.viewport().update()
        self.painting.update_map(changed)
        went = history[0] < before[0] or (history[0] > before[0] and history[1] == before[1])
        if not self._applying and went:
            self.select(changed_things(change))
            rect = self.selected.bounds(self.sheet.layout)
            if rect is not None and not rect.intersects(self.visible_rect()):
                self.reveal(rect)

    def _follow_camera(self) -> None:
        self.writing.follow_camera()
        self.refresh_marks()

    def _after_layout(self) -> None:
        """The layout is another: hold the camera to the new page, the selection to what still exists."""
        selection = self.selected.kept(self.sheet.layout)
        changed = selection != self.selected
        self.selected = selection
        self.connecting.follow_change()
        self.hold_page()
        self.writing.follow_camera()
        self.refresh_marks()
        if changed:
            self.selection_changed.emit()
        self.redrawn.emit()

    def refresh_marks(self) -> None:
        """The selection or a gesture changed: paint what shows it anew."""
        self.painting.refresh_marks()

    # Events

    def paintEvent(self, event: QPaintEvent) -> None:
        self.painting.paint(event.region())

    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Leave:
            self.pointing.leave()
        return super().viewportEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.pointing.press(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self.pointing.move(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self.pointing.release(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self.pointing.double(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        at, found = event.pos(), self.pointing.hit_at(event.pos())
        if event.reason() == QContextMenuEvent.Reason.Keyboard:
            rect, cell = self.selected.bounds(self.sheet.layout), self.selected.cell
            if rect is not None:
                corner, seen = self.from_map(rect.center).toPoint(), self.viewport().rect()
                at = QPoint(min(max(corner.x(), 0), seen.right()), min(max(corner.y(), 0), seen.bottom()))
            found = Hit("none")
            if cell is not None:
                found = Hit("cell", cell.lane, cell.stage)
            elif self.selection:
                kind = things.kind_of(self.session.journey, self.selection[-1])
                found = Hit(cast(Kind, kind), self.selection[-1])
        self.context_menu_requested.emit(self.viewport().mapToGlobal(at), found)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Control:
            self.pointing.hold_control(True)
        if not self.keys.press(event):
            event.ignore()

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space and not event.isAutoRepeat():
            self.pointing.hold_space(False)
        elif event.key() == Qt.Key.Key_Control:
            self.pointing.hold_control(False)
        super().keyReleaseEvent(event)

    def focusNextPrevChild(self, _forwards: bool) -> bool:
        # Tab walks the map; Ctrl+Tab and F6 leave it.
        return False

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.accessible.tell_focus()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self.pointing.hold_space(False)
        super().focusOutEvent(event)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """Text that an input method composed begins to write like typed text."""
        if event.commitString() and self.keys.type(event.commitString()):
            event.accept()
        else:
            super().inputMethodEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        self._drag(event)

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        self._drag(event)

    def _drag(self, event: QDragMoveEvent) -> None:
        tool = Tool.from_mime(event.mimeData())
        cards = from_mime(event.mimeData(), self.session.journey)
        if cards and self.pointing.drag_cards_over(cards, event.position(), event.modifiers()):
            event.setDropAction(Qt.DropAction.MoveAction)
            event.accept()
        elif tool is not None and self.pointing.drag_over(tool, event.position(), event.modifiers()):
            event.setDropAction(Qt.DropAction.CopyAction)
            event.accept()
        else:
            event.ignore()

    def dragLeaveEvent(self, _event: QDragLeaveEvent) -> None:
        self.pointing.drag_left()

    def dropEvent(self, event: QDropEvent) -> None:
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        if self.pointing.drop():
            event.setDropAction(event.proposedAction())
            event.accept()
        else:
            event.ignore()
