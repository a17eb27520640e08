"""The outline for Qt's views: rows of `outline_tree` go in, made only where a view looks; a change moves only its rows."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QAbstractItemModel, QByteArray, QMimeData, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QColor, QIcon

from cjm_desktop.canvas.guard import guarded
from cjm_desktop.drawing.colours import accent_of
from cjm_desktop.editing.change import Change
from cjm_desktop.model.journey import Journey
from cjm_desktop.windows import icons, plain
from cjm_desktop.windows.actions.roles import role_icon
from cjm_desktop.windows.appearance import Appearance
from cjm_desktop.windows.outline_tree import RECORDS, ROOT, Content, Key, text_of

Index = QModelIndex | QPersistentModelIndex

MIME = "application/x-cjm-outline"
_SHOWN = 160  #: characters of a text
_MANY = 200  #: of more changed records, the rows that show them are not told of one by one


@dataclass(slots=True, eq=False)
class Node:
    """A row that a view has looked at. `children` is None as long as no view has looked into it."""

    number: int
    path: tuple[Key, ...]
    parent: Node | None
    row: int
    children: list[Node] | None = None
    filled: bool = False  #: whether a view was told that it has children

    @property
    def key(self) -> Key:
        return self.path[-1]


@guarded
class OutlineModel(QAbstractItemModel):
    """Rows of one journey. `renamed` carries a row's key and its new text, `dropped` what was let go where."""

    renamed = Signal(object, str)
    #: The keys that were dragged, the path of the row that holds the place, the key of the row that follows or None.
    dropped = Signal(object, object, object)

    def __init__(self, journey: Journey, appearance: Appearance) -> None:
        super().__init__()
        self._appearance = appearance
        self.content = Content(journey, lanes_first=False)
        self._numbers = 0
        self._nodes: dict[int, Node] = {}
        self._by_id: dict[str, list[Node]] = {}
        self._dragged: tuple[Key, ...] = ()
        self._root = self._node((ROOT,), None, 0)

    # What is shown

    def show(self, journey: Journey, *, lanes_first: bool, words: str) -> None:
        """Another journey, order or words to look for: all rows anew."""
        self.beginResetModel()
        self.content = Content(journey, lanes_first=lanes_first, words=words)
        self._nodes.clear()
        self._by_id.clear()
        self._root = self._node((ROOT,), None, 0)
        self.endResetModel()

    def follow(self, change: Change) -> None:
        """The journey changed: rows come and go where they must, and those of changed records are shown anew."""
        old = self.content
        new = old.after(change)
        if new is not old:
            self.content = new
            self._settle(self._root, old)
        updated = [id_ for table in change.tables.values() for id_ in table.updated]
        if len(updated) > _MANY:
            self._tell_all(self._root)
        else:
            for id_ in updated:
                for node in self._by_id.get(id_, ()):
                    index = self._index(node)
                    self.dataChanged.emit(index, index)

    def dress(self) -> None:
        """Other colours: every row looks otherwise."""
        self._tell_all(self._root)

    def key(self, index: Index) -> Key:
        """The key of a row; that of the map for no row."""
        return self._at(index).key

    def path(self, index: Index) -> tuple[Key, ...]:
        """The keys from the map to a row."""
        return self._at(index).path

    def index_of(self, id_: str) -> QModelIndex:
        """The first row of a record; no index where the outline has none."""
        path = self.content.path_of(id_)
        node: Node | None = self._root
        for key in (path or ())[1:]:
            node = None if node is None else next((one for one in self._children(node) if one.key == key), None)
        return QModelIndex() if path is None or node is None else self._index(node)

    # Qt asks

    def index(self, row: int, column: int, parent: Index = QModelIndex()) -> QModelIndex:  # noqa: B008
        children = self._children(self._at(parent))
        if column != 0 or not 0 <= row < len(children):
            return QModelIndex()
        return self.createIndex(row, 0, children[row].number)

    def parent(self, index: Index) -> QModelIndex:  # type: ignore[override]
        node = self._nodes.get(index.internalId()) if index.isValid() else None
        return QModelIndex() if node is None or node.parent is None else self._index(node.parent)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return len(self._children(self._at(parent)))

    def columnCount(self, _parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 1

    def hasChildren(self, parent: Index = QModelIndex()) -> bool:  # noqa: B008
        node = self._at(parent)
        if node.children is not None:
            return bool(node.children)
        node.filled = self.content.has_children(node.path)
        return node.filled

    def flags(self, index: Index) -> Qt.ItemFlag:
        flag = Qt.ItemFlag
        kind = self.key(index).kind
        if kind == "map":
            return flag.ItemIsDropEnabled
        found = flag.ItemIsEnabled | flag.ItemIsSelectable
        if kind in RECORDS:
            found |= flag.ItemIsEditable
        if kind in ("stage", "lane", "card", "persona"):
            found |= flag.ItemIsDragEnabled
        if kind in ("stage", "lane", "card", "parked", "personas"):
            found |= flag.ItemIsDropEnabled
        return found

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        key = self.key(index)
        asked = Qt.ItemDataRole
        if role == asked.DisplayRole:
            return self._title(key)
        if role == asked.EditRole:
            table, field_ = RECORDS[key.kind]
            return getattr(getattr(self.content.journey, table)[key.id], field_)
        if role == asked.DecorationRole:
            return self._icon(key)
        if role == asked.ToolTipRole:
            text = text_of(self.content.journey, key)
            return plain.tooltip(text) if len(text) > 30 or "\n" in text else None
        if role == asked.AccessibleTextRole:
            return f"{self._kind_word(key)}: {self._title(key)}" if key.kind in RECORDS else self._title(key)
        if role == asked.ForegroundRole and self._is_faint(key):
            return QColor(self._appearance.chrome.text_muted)
        return None

    def setData(self, index: Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        key = self.key(index)
        if role != Qt.ItemDataRole.EditRole or key.kind not in RECORDS or value == self.data(index, role):
            return False
        self.renamed.emit(key, str(value))
        return True

    # Dragging

    def supportedDropActions(self) -> Qt.DropAction:
        return Qt.DropAction.MoveAction

    def mimeTypes(self) -> list[str]:
        return [MIME]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        """The rows of one kind, the first one's, each record once, in the order of the outline."""
        keys = list(dict.fromkeys(self.key(index) for index in indexes))
        self._dragged = tuple(key for key in keys if key.kind == keys[0].kind)
        data = QMimeData()
        data.setData(MIME, QByteArray("\n".join(key.id for key in self._dragged).encode()))
        return data

    def canDropMimeData(self, data: QMimeData, _action: Qt.DropAction, _row: int, _column: int, parent: Index) -> bool:
        return data.hasFormat(MIME) and bool(self._dragged) and self.key(parent).kind not in ("point", "metric")

    def dropMimeData(self, data: QMimeData, action: Qt.DropAction, row: int, column: int, parent: Index) -> bool:
        if not self.canDropMimeData(data, action, row, column, parent):
            return False
        holder = self._at(parent)
        children = self._children(holder)
        before = children[row].key if 0 <= row < len(children) else None
        self.dropped.emit(self._dragged, holder.path, before)
        # The rows move when the session tells of the edit; the view must not take them away itself.
        return False

    # Words and icons

    def _title(self, key: Key) -> str:
        if key.kind == "personas":
            return self.tr("Personas")
        if key.kind == "parked":
            return self.tr("Parking lot")
        return plain.shortened(text_of(self.content.journey, key), _SHOWN) or "–"

    def _kind_word(self, key: Key) -> str:
        words = {
            "stage": self.tr("Stage"),
            "lane": self.tr("Lane"),
            "card": self.tr("Card"),
            "point": self.tr("Emotion point"),
            "metric": self.tr("Metric"),
            "persona": self.tr("Persona"),
        }
        return words[key.kind]

    def _is_faint(self, key: Key) -> bool:
        if key.kind == "lane":
            return self.content.journey.lanes[key.id].hidden
        return key.kind not in RECORDS or not text_of(self.content.journey, key)

    def _icon(self, key: Key) -> QIcon | None:
        journey, chrome, theme = self.content.journey, self._appearance.chrome, self._appearance.theme
        if key.kind == "lane":
            lane = journey.lanes[key.id]
            return icons.tinted(role_icon(lane.role), accent_of(theme, lane).strong, size=16)
        if key.kind == "card":
            lane_id = journey.cards[key.id].lane
            colour = chrome.text_muted if lane_id is None else accent_of(theme, journey.lanes[lane_id]).strong
            return icons.dot(colour, 10)
        names = {"stage": "columns-3", "point": "smile", "metric": "gauge", "persona": "user", "personas": "user"}
        name = names.get(key.kind)
        return icons.tinted(name or "sticky-note", chrome.text_muted, size=16)

    # Rows

    def _at(self, index: Index) -> Node:
        return self._nodes.get(index.internalId(), self._root) if index.isValid() else self._root

    def _index(self, node: Node) -> QModelIndex:
        return QModelIndex() if node.parent is None else self.createIndex(node.row, 0, node.number)

    def _node(self, path: tuple[Key, ...], parent: Node | None, row: int) -> Node:
        self._numbers += 1
        node = self._nodes[self._numbers] = Node(self._numbers, path, parent, row)
        if path[-1].id:
            self._by_id.setdefault(path[-1].id, []).append(node)
        return node

    def _forget(self, node: Node) -> None:
        for child in node.children or ():
            self._forget(child)
        del self._nodes[node.number]
        if node.key.id:
            self._by_id[node.key.id].remove(node)

    def _children(self, node: Node) -> list[Node]:
        if node.children is None:
            node.children = self._made(node, self.content.children(node.path))
        return node.children

    def _made(self, parent: Node, keys: Iterable[Key]) -> list[Node]:
        return [self._node((*parent.path, key), parent, row) for row, key in enumerate(keys)]

    def _settle(self, node: Node, old: Content) -> None:
        """Bring the rows under a node to the new content, and those under them."""
        if self.content.has_same_cell(old, node.path):
            return
        if node.children is None:
            if node.filled == self.content.has_children(node.path):
                return
            # The view knows whether there are rows, but none of them.
            node.children = self._made(node, old.children(node.path))
        children, wanted = node.children, self.content.children(node.path)
        if [child.key for child in children] != list(wanted):
            self._rearrange(node, children, wanted)
        for child in children:
            if child.children is not None or len(child.path) < 4:
                self._settle(child, old)

    def _rearrange(self, node: Node, children: list[Node], wanted: tuple[Key, ...]) -> None:
        index, target = self._index(node), set(wanted)
        row = len(children) - 1
        while row >= 0:
            if children[row].key in target:
                row -= 1
                continue
            last = row
            while row > 0 and children[row - 1].key not in target:
                row -= 1
            self.beginRemoveRows(index, row, last)
            for child in children[row : last + 1]:
                self._forget(child)
            del children[row : last + 1]
            _number(children, row)
            self.endRemoveRows()
            row -= 1
        place = {child.key: child for child in children}
        for row, key in enumerate(wanted):
            if row < len(children) and children[row].key == key:
                continue
            known = place.get(key)
            if known is None:
                self.beginInsertRows(index, row, row)
                children.insert(row, self._node((*node.path, key), node, row))
                _number(children, row)
                self.endInsertRows()
            else:
                self.beginMoveRows(index, known.row, known.row, index, row)
                children.remove(known)
                children.insert(row, known)
                _number(children, row)
                self.endMoveRows()

    def _tell_all(self, node: Node) -> None:
        if node.children:
            self.dataChanged.emit(self._index(node.children[0]), self._index(node.children[-1]))
            for child in node.children:
                self._tell_all(child)


def _number(children: list[Node], start: int) -> None:
    for row in range(start, len(children)):
        children[row].row = row
