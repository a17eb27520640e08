"""The list of pages beside the large one: sizes go in; it asks for the picture of each page as it scrolls into view."""

from __future__ import annotations

from collections import deque
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QImage, QPainter, QPalette, QPen
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from cjm_desktop.canvas.guard import guarded
from cjm_desktop.geometry import Size
from cjm_desktop.windows.export.page_view import ground
from cjm_desktop.windows.export.pages_worker import MOST_WAITING, Ask

_WIDTH = 84  #: of a page in the list, in device-independent pixels
_TALLEST = 120
_GAP, _NUMBER = 8, 18
#: Pictures of more pages are not kept.
_MOST_KEPT = 400

_Index = QModelIndex | QPersistentModelIndex


@guarded
class _Pages(QAbstractListModel):
    """Pages by their numbers, with their pictures as far as they have been made."""

    wanted = Signal(int)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.sizes: tuple[Size, ...] = ()
        self.ground = ground(None)
        self.pictures: dict[int, QImage] = {}
        self._fresh: set[int] = set()
        self._asked: deque[int] = deque(maxlen=MOST_WAITING)

    def show_sizes(self, sizes: tuple[Size, ...]) -> None:
        """Other pages; old pictures stay until the new ones come."""
        self._asked.clear()
        self._fresh.clear()
        if len(sizes) == len(self.sizes):
            self.sizes = sizes
            self.dataChanged.emit(self.index(0), self.index(len(sizes) - 1))
        else:
            self.beginResetModel()
            self.sizes = sizes
            self.pictures.clear()
            self.endResetModel()

    def show_picture(self, page: int, image: QImage) -> None:
        while len(self.pictures) >= _MOST_KEPT:
            self._fresh.discard(forgotten := next(iter(self.pictures)))
            del self.pictures[forgotten]
        self.pictures[page] = image
        self._fresh.add(page)
        self.dataChanged.emit(self.index(page), self.index(page))

    def need(self, page: int) -> None:
        """The page is seen: its picture is asked for, unless it is on its way."""
        if page not in self._fresh and page not in self._asked:
            self._asked.append(page)
            self.wanted.emit(page)

    def rowCount(self, parent: _Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.sizes)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role == Qt.ItemDataRole.DisplayRole:
            return str(index.row() + 1)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self.tr("Page {number} of {count}").format(number=index.row() + 1, count=len(self.sizes))
        return None


@guarded
class _Sheet(QStyledItemDelegate):
    """A page as a small sheet with its number beneath."""

    def __init__(self, pages: _Pages) -> None:
        super().__init__(pages)
        self._pages = pages

    def sizeHint(self, _option: QStyleOptionViewItem, index: _Index) -> QSize:
        return QSize(_WIDTH + 2 * _GAP, round(self._extent(index.row()).height()) + _GAP + _NUMBER)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        looks: Any = option
        row, colours = index.row(), looks.palette
        extent = self._extent(row)
        left = looks.rect.x() + (looks.rect.width() - extent.width()) / 2
        sheet = QRectF(left, looks.rect.y() + _GAP, extent.width(), extent.height())
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.setBrushOrigin(sheet.topLeft())
        painter.fillRect(sheet, self._pages.ground)
        self._pages.need(row)
        if row in self._pages.pictures:
            painter.drawImage(sheet, self._pages.pictures[row])
        chosen = bool(looks.state & QStyle.StateFlag.State_Selected)
        role = QPalette.ColorRole.Accent if chosen else QPalette.ColorRole.Dark
        painter.setPen(QPen(colours.color(role), 2 if chosen else 1))
        painter.drawRect(sheet)
        painter.setPen(colours.color(QPalette.ColorRole.Text if chosen else QPalette.ColorRole.PlaceholderText))
        words = QRectF(looks.rect.x(), sheet.bottom(), looks.rect.width(), _NUMBER)
        painter.drawText(words, Qt.AlignmentFlag.AlignCenter, str(row + 1))
        painter.restore()

    def _extent(self, row: int) -> QRectF:
        size = self._pages.sizes[row]
        scale = min(_WIDTH / size.width, _TALLEST / size.height)
        return QRectF(0, 0, max(2.0, size.width * scale), max(2.0, size.height * scale))


class PageList(QListView):
    """`picture_wanted` asks for a page's picture; `page_chosen` says which page (from 0) is to be seen at large."""

    picture_wanted = Signal(object)
    page_chosen = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._wish = 0
        self._pages = _Pages(self)
        self.setProperty("look", "bare")
        self.setAccessibleName(self.tr("Pages"))
        self.setModel(self._pages)
        self.setItemDelegate(_Sheet(self._pages))
        self.setFixedWidth(_WIDTH + 2 * _GAP + 14)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.verticalScrollBar().setSingleStep(40)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self._pages.wanted.connect(self._ask)
        self.selectionModel().currentChanged.connect(self._choose)

    @property
    def pictured(self) -> tuple[int, ...]:
        """The pages of which there are pictures."""
        return tuple(sorted(self._pages.pictures))

    def show_sheets(self, wish: int, sizes: tuple[Size, ...], squares: tuple[str, str] | None = None) -> None:
        """Lists other pages; `squares` as for `PageView.show_sheets`."""
        self._wish = wish
        self._pages.ground = ground(squares)
        self._pages.show_sizes(sizes)

    def show_page(self, page: int) -> None:
        """Marks the page."""
        index = self._pages.index(page)
        if index.isValid() and index != self.currentIndex():
            self.setCurrentIndex(index)
            self.scrollTo(index)

    def show_picture(self, ask: Ask, image: QImage) -> None:
        """Takes the picture that was asked for."""
        if ask.number == self._wish and ask.page < len(self._pages.sizes):
            self._pages.show_picture(ask.page, image)

    def _ask(self, page: int) -> None:
        size, ratio = self._pages.sizes[page], self.devicePixelRatioF()
        scale = min(_WIDTH / size.width, _TALLEST / size.height) * ratio
        width, height = max(1, round(size.width * scale)), max(1, round(size.height * scale))
        self.picture_wanted.emit(Ask(self._wish, page, scale, 0, 0, width, height))

    def _choose(self, index: QModelIndex) -> None:
        if index.isValid():
            self.page_chosen.emit(index.row())
