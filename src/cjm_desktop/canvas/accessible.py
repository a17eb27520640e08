"""The canvas in the tree that screen readers read: a view goes in; its stages, lanes, cards and the rest stand there as things.

Nothing is made before a reader asks. What it asks for gets a small `QObject` (`Thing`) that stands for a record, because
Qt keeps and deletes what it knows of accessible things along with such objects; the interface that Qt then wants is a
Python object that reads the layout of the moment. So there is nothing to keep up to date, and nothing outlives its record.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, QRect
from PySide6.QtGui import QAccessible, QAccessibleEvent, QAccessibleInterface, QAccessibleObject
from PySide6.QtWidgets import QAccessibleWidget

from cjm_desktop.canvas.guard import guarded
from cjm_desktop.canvas.selection import cell_rect
from cjm_desktop.canvas.tree import Node, Tree
from cjm_desktop.layout.dropping import Cell
from cjm_desktop.layout.finding import rect_of

if TYPE_CHECKING:
    from cjm_desktop.canvas.view import CanvasView
    from cjm_desktop.editing.change import Change

# The stubs know no missing interface, which Qt itself allows: hence what mypy is told to overlook below.

#: Of a change of more things than this, their new names are not told one by one.
_TOLD = 20
_ROLES = {
    "title": QAccessible.Role.Heading,
    "persona": QAccessible.Role.ListItem,
    "stage": QAccessible.Role.ColumnHeader,
    "lane": QAccessible.Role.List,
    "line": QAccessible.Role.Separator,
    "connector": QAccessible.Role.Link,
}


class Thing(QObject):
    """Stands for a thing of the map, or an empty cell, in Qt's books."""

    def __init__(self, view: CanvasView, node: Node) -> None:
        super().__init__(view)
        self.view = view
        self.node = node


class AccessibleMap:
    """What a view tells screen readers. `things` are those that a reader has asked for."""

    def __init__(self, view: CanvasView) -> None:
        _install()
        self._view = view
        self._tree: Tree | None = None
        self.things: dict[Node, Thing] = {}
        view.selection_changed.connect(self.tell_focus)

    @property
    def tree(self) -> Tree:
        """The things of the layout of the moment."""
        layout = self._view.sheet.layout
        if self._tree is None or self._tree.layout is not layout:
            self._tree = Tree(layout, self._tree)
        return self._tree

    def thing(self, node: Node) -> Thing:
        """The object that stands for a node."""
        found = self.things.get(node)
        if found is None:
            found = self.things[node] = Thing(self._view, node)
        return found

    def interface(self, node: Node | None) -> QAccessibleInterface | None:
        return None if node is None else QAccessible.queryAccessibleInterface(self.thing(node))

    def focus_node(self) -> Node | None:
        """The thing that was selected last, or the selected empty cell."""
        selected = self._view.selected
        if selected.cell is not None:
            return Node("cell", selected.cell.lane, selected.cell.stage)
        return self.tree.node_of(selected.ids[-1]) if selected.ids else None

    def tell_focus(self) -> None:
        """A reader speaks what was selected."""
        if QAccessible.isActive() and self._view.hasFocus():
            node = self.focus_node()
            if node is not None:
                _tell(self.thing(node), QAccessible.Event.Focus)
                _tell(self.thing(node), QAccessible.Event.Selection)

    def follow(self, change: Change) -> None:
        """Lets go of what is not on the map any more, and tells of new texts."""
        if not self.things:
            self._tree = None
            return
        gone = {id_ for table in change.tables.values() for id_ in table.removed}
        for node in [node for node in self.things if node.id in gone or node.stage in gone] if gone else ():
            self.things.pop(node).deleteLater()
        if not QAccessible.isActive():
            return
        changed = [id_ for table in change.tables.values() for id_ in table.updated]
        if len(changed) <= _TOLD:
            for id_ in changed:
                known = self.tree.node_of(id_)
                if known in self.things:
                    _tell(self.things[known], QAccessible.Event.NameChanged)


def _tell(thing: Thing, event: QAccessible.Event) -> None:
    QAccessible.updateAccessibility(QAccessibleEvent(thing, event))


@guarded
class _ThingInterface(QAccessibleObject):
    """One thing of the map."""

    def __init__(self, thing: Thing) -> None:
        super().__init__(thing)
        self._thing = thing

    @property
    def _map(self) -> AccessibleMap:
        return self._thing.view.accessible

    def isValid(self) -> bool:
        return self._thing.node in self._map.tree

    def parent(self) -> QAccessibleInterface | None:  # type: ignore[override]
        holder = self._map.tree.parent(self._thing.node)
        return QAccessible.queryAccessibleInterface(self._thing.view) if holder is None else self._map.interface(holder)

    def childCount(self) -> int:
        return len(self._map.tree.children(self._thing.node))

    def child(self, index: int) -> QAccessibleInterface | None:  # type: ignore[override]
        nodes = self._map.tree.children(self._thing.node)
        return self._map.interface(nodes[index]) if 0 <= index < len(nodes) else None

    def indexOfChild(self, child: QAccessibleInterface) -> int:
        thing = child.object()
        return self._map.tree.index(thing.node) if isinstance(thing, Thing) else -1

    def childAt(self, x: int, y: int) -> QAccessibleInterface | None:  # type: ignore[override]
        for n in range(self.childCount()):
            child = self.child(n)
            if child is not None and child.rect().contains(x, y):
                return child
        return None

    def focusChild(self) -> QAccessibleInterface | None:  # type: ignore[override]
        return None

    def role(self) -> QAccessible.Role:
        return _ROLES.get(self._thing.node.kind, QAccessible.Role.ListItem)

    def text(self, kind: QAccessible.Text) -> str:
        if not self.isValid():
            return ""
        if kind == QAccessible.Text.Name:
            return self._map.tree.name(self._thing.node, self._thing.view.session.journey)
        if kind == QAccessible.Text.Description:
            return self._map.tree.details(self._thing.node)
        return ""

    def rect(self) -> QRect:
        view, node = self._thing.view, self._thing.node
        layout = view.sheet.layout
        place = cell_rect(layout, Cell(node.id, node.stage)) if node.kind == "cell" else rect_of(layout, node.id)
        if place is None:
            return QRect()
        first = view.from_map(place.center.moved(-place.width / 2, -place.height / 2))
        last = view.from_map(place.center.moved(place.width / 2, place.height / 2))
        corner = view.viewport().mapToGlobal(first.toPoint())
        return QRect(corner, (last - first).toPoint() + corner)

    def state(self) -> QAccessible.State:
        made = QAccessible.State()
        view, node = self._thing.view, self._thing.node
        if not self.isValid():
            made.invalid = True
            return made
        selected = view.selected
        own = selected.cell == Cell(node.id, node.stage) if node.kind == "cell" else node.id in selected.ids
        made.selectable = made.focusable = True
        made.selected = own
        made.focused = own and view.hasFocus() and self._map.focus_node() == node
        made.offscreen = (
            not view.viewport().rect().intersects(self.rect().translated(-view.viewport().mapToGlobal(QPoint())))
        )
        if node.kind == "lane":
            made.expandable = True
            made.collapsed = self._map.tree.is_collapsed(node)
            made.expanded = not made.collapsed
        return made


@guarded
class _MapInterface(QAccessibleWidget):
    """The canvas: its things first, then what a scroll area holds of its own (the field that one writes in)."""

    def __init__(self, view: CanvasView) -> None:
        super().__init__(view, QAccessible.Role.Canvas, view.accessibleName())
        self._view = view

    def childCount(self) -> int:
        return len(self._nodes()) + super().childCount()

    def child(self, index: int) -> QAccessibleInterface | None:  # type: ignore[override]
        nodes = self._nodes()
        if index < len(nodes):
            return self._view.accessible.interface(nodes[index]) if index >= 0 else None
        return super().child(index - len(nodes))

    def indexOfChild(self, child: QAccessibleInterface) -> int:
        thing = child.object()
        if isinstance(thing, Thing):
            return self._view.accessible.tree.index(thing.node)
        index = super().indexOfChild(child)
        return index if index < 0 else index + len(self._nodes())

    def childAt(self, x: int, y: int) -> QAccessibleInterface | None:  # type: ignore[override]
        spot = self._view.viewport().mapFromGlobal(QPoint(x, y))
        if not self._view.viewport().rect().contains(spot):
            return None
        found = self._view.pointing.hit_at(spot)
        tree = self._view.accessible.tree
        node = Node("cell", found.id, found.part) if found.kind == "cell" else tree.node_of(found.id)
        if node is not None and node in tree:
            return self._view.accessible.interface(node)
        return super().childAt(x, y)

    def focusChild(self) -> QAccessibleInterface | None:  # type: ignore[override]
        if self._view.hasFocus():
            return self._view.accessible.interface(self._view.accessible.focus_node())
        return super().focusChild()

    def _nodes(self) -> tuple[Node, ...]:
        return self._view.accessible.tree.children(None)


def _interface_for(_class_name: str, thing: QObject) -> QAccessibleInterface | None:
    """What Qt asks of every object of the program, once for each, and only while a reader is on."""
    from cjm_desktop.canvas.view import CanvasView

    if isinstance(thing, Thing):
        return _ThingInterface(thing)
    return _MapInterface(thing) if isinstance(thing, CanvasView) else None


_installed = False


def _install() -> None:
    global _installed
    if not _installed:
        _installed = True
        QAccessible.installFactory(_interface_for)
