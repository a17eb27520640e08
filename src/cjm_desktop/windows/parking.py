"""The parking lot: cards that have no cell yet are written, changed and kept in a panel; from it they go into cells.

A card typed here while the room talks out of turn costs its text and Enter. It is dragged to a cell later, or sent to the
selected cell by Enter or a double click; cards of the map are dragged in, or sent by the menu.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QAbstractListModel, QMimeData, QModelIndex, QPersistentModelIndex, QPoint, QSize, Qt, Signal
from PySide6.QtGui import QDropEvent, QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QListView, QMenu, QWidget

from cjm_desktop.canvas.carried import MIME, to_mime
from cjm_desktop.canvas.edits import Edit
from cjm_desktop.canvas.guard import guarded
from cjm_desktop.canvas.placing import holds_cards
from cjm_desktop.canvas.words import counted
from cjm_desktop.editing.cards import insert_card, move_cards, new_card, remove_cards, update_cards
from cjm_desktop.editing.change import Change
from cjm_desktop.editing.session import Session
from cjm_desktop.layout.dropping import Cell
from cjm_desktop.model.queries import parked_cards
from cjm_desktop.model.records import TEXT_MAX, Card
from cjm_desktop.windows import plain, scripts
from cjm_desktop.windows.controls import LineField
from cjm_desktop.windows.side_panel import SidePanel
from cjm_desktop.windows.steps import step
from cjm_desktop.windows.workspace import Workspace

Index = QModelIndex | QPersistentModelIndex


@guarded
class ParkedCards(QAbstractListModel):
    """One row for each parked card, in document order; what is written into a row is one step of the session."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self.cards: tuple[Card, ...] = ()

    def show(self, cards: tuple[Card, ...]) -> None:
        """Take over what is parked; rows that stay keep their selection."""
        if cards == self.cards:
            return
        scripts.serve(card.text for card in cards)
        before = [card.id for card in self.cards]
        if [card.id for card in cards] == before:
            self.cards = cards
            self.dataChanged.emit(self.index(0), self.index(len(cards) - 1))
        elif [card.id for card in cards[: len(before)]] == before:
            self.beginInsertRows(QModelIndex(), len(before), len(cards) - 1)
            self.cards = cards
            self.endInsertRows()
        else:
            self.beginResetModel()
            self.cards = cards
            self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.cards)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        card = self.cards[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return plain.visible(plain.shortened(card.text, 200)) or self.tr("Empty card")
        return card.text if role == Qt.ItemDataRole.EditRole else None

    def setData(self, index: Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        card = self.cards[index.row()]
        text = str(value)[:TEXT_MAX]
        journey = self._session.journey
        if role != Qt.ItemDataRole.EditRole or text == card.text or card.id not in journey.cards:
            return False
        return self._session.apply("Edit parked card", update_cards(journey, [card.id], text=text))

    def flags(self, index: Index) -> Qt.ItemFlag:
        wanted = Qt.ItemFlag.ItemIsEditable | Qt.ItemFlag.ItemIsDragEnabled
        return super().flags(index) | wanted if index.isValid() else super().flags(index)

    def mimeTypes(self) -> list[str]:
        return [MIME, "text/plain"]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        rows = sorted({index.row() for index in indexes})
        return to_mime(self._session.journey, [self.cards[row].id for row in rows])

    def supportedDragActions(self) -> Qt.DropAction:
        return Qt.DropAction.MoveAction | Qt.DropAction.CopyAction


@guarded
class _List(QListView):
    """`placed` is sent where the chosen cards are to go to the selected cell, `deleted` where they are to be deleted."""

    placed = Signal()
    deleted = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self.state() == QAbstractItemView.State.EditingState:
            super().keyPressEvent(event)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.placed.emit()
        elif event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.deleted.emit()
        else:
            super().keyPressEvent(event)

    def dropEvent(self, event: QDropEvent) -> None:
        # The rows are of the map: a drag takes none away.
        event.ignore()


@guarded
class ParkingLot(SidePanel):
    """The parked cards of the map, with a line at the top in which Enter parks what was typed."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace)
        self.setAccessibleName(self.tr("Parking Lot"))
        self.field = LineField()
        self.field.setMaxLength(TEXT_MAX)
        self.field.setPlaceholderText(self.tr("Type a thought, then Enter"))
        self.field.setAccessibleName(self.tr("New parked card"))
        self.field.returnPressed.connect(self.park_typed)
        self.model = ParkedCards(self.session)
        self.list = _List()
        self.list.setAccessibleName(self.tr("Parked cards"))
        self.list.setProperty("look", "cards")
        self.list.setModel(self.model)
        self.list.setWordWrap(True)
        self.list.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.list.setEditTriggers(QAbstractItemView.EditTrigger.EditKeyPressed)
        self.list.setDragDropMode(QAbstractItemView.DragDropMode.DragOnly)
        self.list.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setResizeMode(QListView.ResizeMode.Adjust)
        self.list.setSpacing(2)
        self.list.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.list.customContextMenuRequested.connect(self._open_menu)
        self.list.placed.connect(self.place)
        self.list.deleted.connect(self.delete)
        self.list.doubleClicked.connect(lambda _index: self.place())
        self._hint = plain.label(
            self.tr("Cards without a place wait here. Drag cards in, and out onto a cell."), "muted", wrap=True
        )
        for widget in (self.field, self._hint):
            self.column.addWidget(widget)
        self.column.addWidget(self.list, 1)
        self.canvas.lots.add(self, self._show_hover)

    def sizeHint(self) -> QSize:
        return QSize(300, 280)

    def refresh(self) -> None:
        self.model.show(parked_cards(self.session.journey))
        count = len(self.model.cards)
        self._hint.setHidden(bool(count))
        self.setWindowTitle(self.tr("Parking Lot · {count}").format(count=count) if count else "")

    def follow(self, change: Change) -> None:
        if "cards" in change.tables:
            self.refresh()

    def focus_first(self) -> None:
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def chosen(self) -> tuple[str, ...]:
        """The ids of the chosen cards, from the top."""
        rows = sorted(index.row() for index in self.list.selectedIndexes())
        return tuple(self.model.cards[row].id for row in rows)

    def park_typed(self) -> None:
        """Park what was typed as a card, as one step; the line is free for the next."""
        text = self.field.text().strip()
        if not text:
            return
        self.canvas.commit_editing()
        journey = self.session.journey
        self.session.apply(step("Add parked card"), insert_card(journey, new_card(journey, None, None, text)))
        self.field.clear()
        self.list.scrollToBottom()

    def place(self) -> None:
        """Put the chosen cards into the selected cell, behind what stands in it, as one step."""
        ids = self.chosen
        if not ids:
            return
        self.canvas.commit_editing()
        cell = self._selected_cell()
        if cell is None:
            self.canvas.status_message.emit(self.tr("Select a cell on the map first: the card goes there."))
            return
        row = self.list.currentIndex().row()
        journey = self.session.journey
        after = move_cards(journey, ids, cell.lane, cell.stage)
        if self.canvas.apply(Edit(f"Place {counted(journey, ids)}", after)) and self.model.cards:
            self.list.setCurrentIndex(self.model.index(min(row, len(self.model.cards) - 1)))

    def delete(self) -> None:
        """Delete the chosen cards, as one step."""
        ids = self.chosen
        if ids:
            journey = self.session.journey
            self.session.apply(f"Delete {counted(journey, ids)}", remove_cards(journey, ids))

    def _selected_cell(self) -> Cell | None:
        """The cell that is selected on the map, or that in which the selected card stands."""
        cell = self.canvas.selected_cell
        journey = self.session.journey
        card = journey.cards.get(self.canvas.selection[-1]) if self.canvas.selection else None
        if cell is None and card is not None and card.lane is not None and card.stage is not None:
            cell = Cell(card.lane, card.stage)
        return cell if cell is not None and holds_cards(journey.lanes[cell.lane]) else None

    def _open_menu(self, at: QPoint) -> None:
        if self.chosen:
            self.menu(self).popup(self.list.viewport().mapToGlobal(at))

    def menu(self, parent: QWidget) -> QMenu:
        """What can be done with the chosen cards."""
        menu = QMenu(parent)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.setAccessibleName(self.tr("Context menu"))
        menu.addAction(self.tr("&Put into the Selected Cell")).triggered.connect(self.place)
        edit = menu.addAction(self.tr("&Edit Text"))
        edit.setEnabled(len(self.chosen) == 1)
        edit.triggered.connect(lambda: self.list.edit(self.list.currentIndex()))
        menu.addAction(self.tr("&Delete")).triggered.connect(self.delete)
        return menu

    def _show_hover(self, hovered: bool) -> None:
        """Cards of the map hang over the panel: letting go parks them."""
        self.setProperty("look", "lot" if hovered else "panel")
        self.style().unpolish(self)
        self.style().polish(self)
