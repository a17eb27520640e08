"""The outline panel: a workspace goes in; its map as a tree comes out, to walk, to search, to rename and to rearrange."""

from __future__ import annotations

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QSize,
    Qt,
    QTimer,
)
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QButtonGroup,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTreeView,
    QWidget,
)

from cjm_desktop.canvas.edits import Edit
from cjm_desktop.canvas.guard import guarded
from cjm_desktop.canvas.words import counted
from cjm_desktop.editing import things
from cjm_desktop.editing.change import Change
from cjm_desktop.windows import settings
from cjm_desktop.windows.controls import LineField
from cjm_desktop.windows.outline_model import OutlineModel
from cjm_desktop.windows.outline_moves import drop
from cjm_desktop.windows.outline_tree import RECORDS, Key
from cjm_desktop.windows.side_panel import SidePanel
from cjm_desktop.windows.workspace import Workspace

Index = QModelIndex | QPersistentModelIndex

#: Of a map of at most so many rows everything is unfolded at first, and so is what a search finds.
_FEW, _FOUND = 80, 400
#: Of more selected things the outline shows none.
_MOST_SELECTED = 300
_PAUSE = 120  #: after the last key in the search field, in milliseconds
_Key = Qt.Key


@guarded
class _Rows(QStyledItemDelegate):
    """Writes a row's text in one line; line breaks of the text stay as they are."""

    def createEditor(self, parent: QWidget, _option: QStyleOptionViewItem, index: Index) -> QWidget:
        editor = QLineEdit(parent)
        editor.setAccessibleName(str(index.data()))
        editor.setProperty("look", "inline")
        return editor

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        assert isinstance(editor, QLineEdit)
        editor.setText(index.data(Qt.ItemDataRole.EditRole))
        editor.selectAll()

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        assert isinstance(editor, QLineEdit)
        if editor.isModified():
            model.setData(index, editor.text())


@guarded
class OutlineTree(QTreeView):
    """The tree itself; what its keys mean is in `Outline`."""

    def __init__(self, panel: Outline) -> None:
        super().__init__()
        self._panel = panel
        self.setProperty("look", "bare")
        self.setHeaderHidden(True)
        self.setUniformRowHeights(True)
        self.setIndentation(14)
        self.setIconSize(QSize(16, 16))
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.EditKeyPressed | QAbstractItemView.EditTrigger.DoubleClicked)
        self.setExpandsOnDoubleClick(False)
        self.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.setDropIndicatorShown(True)
        self.setAutoExpandDelay(600)

    def event(self, event: QEvent) -> bool:
        # The window has actions of these keys, which are for the map.
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and self._panel.means(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self.state() == QAbstractItemView.State.EditingState or not self._panel.press(event):
            super().keyPressEvent(event)


@guarded
class _Filter(LineField):
    """The search field: Down goes into the tree, Esc empties it first."""

    def __init__(self, panel: Outline) -> None:
        super().__init__()
        self._panel = panel

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == _Key.Key_Escape and self.text():
            self.clear()
        elif event.key() in (_Key.Key_Down, _Key.Key_Return, _Key.Key_Enter):
            self._panel.focus_tree()
        else:
            super().keyPressEvent(event)


@guarded
class Outline(SidePanel):
    """The map as a tree. What is selected here is selected on the map, and the other way round."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace)
        self.setAccessibleName(self.tr("Outline"))
        self._syncing = False
        self.model = OutlineModel(self.session.journey, workspace.appearance)
        self.filter = _Filter(self)
        self.filter.setAccessibleName(self.tr("Search the outline"))
        self.filter.setPlaceholderText(self.tr("Search"))
        self.filter.setClearButtonEnabled(True)
        self.tree = OutlineTree(self)
        self.tree.setAccessibleName(self.tr("Outline of the map"))
        self.tree.setModel(self.model)
        self.tree.setItemDelegate(_Rows(self.tree))
        self.orders = QButtonGroup(self)
        row = QHBoxLayout()
        row.setSpacing(6)
        stages, lanes = QPushButton(self.tr("Stages")), QPushButton(self.tr("Lanes"))
        for number, (button, name) in enumerate(
            ((stages, self.tr("Stages, then lanes")), (lanes, self.tr("Lanes, then stages")))
        ):
            button.setProperty("look", "pill")
            button.setCheckable(True)
            button.setAccessibleName(name)
            self.orders.addButton(button, number)
            row.addWidget(button)
        row.addStretch()
        self.orders.button(1 if settings.load(settings.OUTLINE_ORDER) == "lanes" else 0).setChecked(True)
        self.column.addWidget(self.filter)
        self.column.addLayout(row)
        self.column.addWidget(self.tree, 1)
        self._searching = QTimer(self, singleShot=True, interval=_PAUSE)
        self._searching.timeout.connect(self.search)
        self.filter.textChanged.connect(lambda _text: self._searching.start())
        self.orders.idClicked.connect(self._choose_order)
        self.model.renamed.connect(self._rename)
        # After the drop has ended, which has rows of the tree in its hands.
        self.model.dropped.connect(self._drop, Qt.ConnectionType.QueuedConnection)
        self.tree.selectionModel().selectionChanged.connect(lambda _new, _old: self._select_on_map())
        workspace.appearance.changed.connect(self.model.dress)

    def sizeHint(self) -> QSize:
        return QSize(260, 600)

    @property
    def lanes_first(self) -> bool:
        """Whether lanes hold stages, and not stages lanes."""
        return self.orders.checkedId() == 1

    # Following the map

    def refresh(self) -> None:
        words = self.filter.text()
        self._syncing = True
        try:
            self.model.show(self.session.journey, lanes_first=self.lanes_first, words=words)
            if self.model.content.count() <= (_FOUND if words.strip() else _FEW):
                self.tree.expandAll()
        finally:
            self._syncing = False

    def follow(self, change: Change) -> None:
        if not change.label and self.session.position == 0 and not self.session.steps:
            # Another map.
            self.refresh()
            return
        self._syncing = True
        try:
            self.model.follow(change)
        finally:
            self._syncing = False
        if not self._mirrors_map():
            self.follow_selection()

    def follow_selection(self) -> None:
        if self._syncing:
            return
        ids = self.canvas.selection
        chosen = QItemSelection()
        last = QModelIndex()
        for id_ in ids if len(ids) <= _MOST_SELECTED else ():
            index = self.model.index_of(id_)
            if index.isValid():
                chosen.select(index, index)
                last = index
        self._syncing = True
        try:
            selection = self.tree.selectionModel()
            selection.select(chosen, QItemSelectionModel.SelectionFlag.ClearAndSelect)
            if last.isValid():
                selection.setCurrentIndex(last, QItemSelectionModel.SelectionFlag.NoUpdate)
                self.tree.scrollTo(last)
        finally:
            self._syncing = False

    def search(self) -> None:
        """Leave out what does not hold the words in the search field."""
        self._searching.stop()
        self.refresh()
        self.follow_selection()

    # Keys

    def focus_first(self) -> None:
        self.focus_tree()

    def focus_tree(self) -> None:
        """The keyboard to the current row, or the first."""
        self.tree.setFocus(Qt.FocusReason.OtherFocusReason)
        if not self.tree.currentIndex().isValid():
            first = self.model.index(0, 0)
            self.tree.selectionModel().setCurrentIndex(first, QItemSelectionModel.SelectionFlag.NoUpdate)

    def means(self, event: QKeyEvent) -> bool:
        """Whether a key means something in the tree that is another thing on the map."""
        alt = event.modifiers() == Qt.KeyboardModifier.AltModifier
        if event.key() in (_Key.Key_Up, _Key.Key_Down):
            return alt
        return event.key() in (_Key.Key_Delete, _Key.Key_Backspace, _Key.Key_F2) and not event.modifiers()

    def press(self, event: QKeyEvent) -> bool:
        """What a key does; False for one that is the tree's own."""
        key = event.key()
        if key in (_Key.Key_Return, _Key.Key_Enter):
            self.canvas.reveal_selection()
            self.canvas.setFocus(Qt.FocusReason.OtherFocusReason)
        elif key in (_Key.Key_Delete, _Key.Key_Backspace) and not event.modifiers():
            self.delete()
        elif key in (_Key.Key_Up, _Key.Key_Down) and event.modifiers() == Qt.KeyboardModifier.AltModifier:
            self.shift(-1 if key == _Key.Key_Up else 1)
        else:
            return False
        return True

    # Edits

    def delete(self) -> None:
        """Delete the things whose rows are selected, as one step."""
        journey, ids = self.session.journey, self._selected_ids()
        if ids:
            self.canvas.commit_editing()
            self.canvas.apply(Edit(f"Delete {counted(journey, ids)}", things.remove(journey, ids), ()))

    def shift(self, step: int) -> None:
        """Move the current row's thing past its neighbour above (-1) or below (1)."""
        index = self.tree.currentIndex()
        parent = index.parent()
        row, count = index.row() + (step if step < 0 else 2), self.model.rowCount(parent)
        if index.isValid() and 0 <= row <= count:
            before = self.model.key(self.model.index(row, 0, parent)) if row < count else None
            self._drop((self.model.key(index),), self.model.path(parent), before)

    def _rename(self, key: Key, text: str) -> None:
        journey = self.session.journey
        after = things.update(journey, key.id, **{RECORDS[key.kind][1]: text})
        self.canvas.apply(Edit(f"Rename {things.name_of(journey, key.id)}", after))

    def _drop(self, dragged: tuple[Key, ...], into: tuple[Key, ...], before: Key | None) -> None:
        self.canvas.commit_editing()
        edit = drop(self.session.journey, dragged, into, before)
        if edit is not None:
            self.canvas.apply(edit)
            self._show_rows(edit.select or ())

    def _show_rows(self, ids: tuple[str, ...]) -> None:
        """Select the rows of these things, also of those that the map does not show."""
        if not self.canvas.selection and ids:
            self.tree.setCurrentIndex(self.model.index_of(ids[0]))

    # The selection

    def _selected_ids(self) -> tuple[str, ...]:
        keys = (self.model.key(index) for index in self.tree.selectionModel().selectedIndexes())
        return tuple(dict.fromkeys(key.id for key in keys if key.id))

    def _mirrors_map(self) -> bool:
        """Whether the rows of all that is selected on the map, and no others, are selected."""
        return set(self._selected_ids()) == set(self.canvas.selection)

    def _select_on_map(self) -> None:
        if self._syncing:
            return
        self._syncing = True
        try:
            self.workspace.inspect(self._selected_ids())
            self.canvas.reveal_selection()
        finally:
            self._syncing = False

    def _choose_order(self, number: int) -> None:
        settings.store(settings.OUTLINE_ORDER, "lanes" if number else "stages")
        self.refresh()
        self.follow_selection()
