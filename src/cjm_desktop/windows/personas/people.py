"""The list of a map's personas: chosen by a click or the arrow keys, put into another order by a drag or Alt and the arrows."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QIcon, QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QListWidget, QListWidgetItem, QWidget

from cjm_desktop.canvas.guard import guarded
from cjm_desktop.model.journey import Journey
from cjm_desktop.model.records import Persona
from cjm_desktop.windows import plain, scripts
from cjm_desktop.windows.appearance import Appearance
from cjm_desktop.windows.personas.portrait import round_portrait

_SIDE = 30
_ID = Qt.ItemDataRole.UserRole


@guarded
class PeopleList(QListWidget):
    """`chosen` carries an id; `moved` an id and the id before which it goes (None: last); `unwanted` that of one to delete."""

    chosen = Signal(str)
    moved = Signal(str, object)
    unwanted = Signal(str)

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._appearance = appearance
        self._shown: tuple[object, ...] = ()
        self._filling = False
        self.setAccessibleName(self.tr("Personas"))
        self.setIconSize(QSize(_SIDE, _SIDE))
        self.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.setDefaultDropAction(Qt.DropAction.MoveAction)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.currentItemChanged.connect(self._choose)
        self.model().rowsMoved.connect(self._tell_move)

    def show_journey(self, journey: Journey, current: str | None) -> None:
        """Shows the personas in the map's order, with one of them chosen."""
        people = tuple(journey.personas.values())
        looks: tuple[object, ...] = (people, self._appearance.name)
        self._filling = True
        if looks != self._shown:
            self._shown = looks
            self.clear()
            ratio, theme = self.devicePixelRatioF(), self._appearance.theme
            for order, persona in enumerate(people):
                portrait = journey.pictures.get(persona.portrait or "")
                pixmap = round_portrait(persona, portrait, order if len(people) > 1 else None, theme, _SIDE, ratio)
                icon = QIcon(pixmap)
                # Or Qt tints the chosen one.
                icon.addPixmap(pixmap, QIcon.Mode.Selected)
                item = QListWidgetItem(icon, self._text(persona))
                item.setData(_ID, persona.id)
                item.setData(Qt.ItemDataRole.AccessibleTextRole, self._spoken(persona))
                item.setFlags(item.flags() & ~Qt.ItemFlag.ItemIsDropEnabled)
                self.addItem(item)
            scripts.serve(persona.name for persona in people)
        row = next((n for n, persona in enumerate(people) if persona.id == current), -1)
        self.setCurrentRow(row)
        self._filling = False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        item, key = self.currentItem(), event.key()
        alt = event.modifiers() & Qt.KeyboardModifier.AltModifier
        if item is not None and alt and key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.move_current(-1 if key == Qt.Key.Key_Up else 1)
        elif item is not None and key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.unwanted.emit(item.data(_ID))
        else:
            super().keyPressEvent(event)

    def move_current(self, step: int) -> None:
        """Asks for the chosen persona to go one place up (-1) or down (1)."""
        row = self.currentRow()
        if row < 0 or not 0 <= row + step < self.count():
            return
        before = self.item(row + 2) if step > 0 else self.item(row - 1)
        self.moved.emit(self.item(row).data(_ID), None if before is None else before.data(_ID))

    def _text(self, persona: Persona) -> str:
        name = plain.shortened(persona.name, 40) or self.tr("Nameless")
        return f"★ {name}" if persona.primary else name

    def _spoken(self, persona: Persona) -> str:
        name = plain.shortened(persona.name, 40) or self.tr("Nameless")
        return self.tr("{name}, primary").format(name=name) if persona.primary else name

    def _choose(self, item: QListWidgetItem | None) -> None:
        if item is not None and not self._filling:
            self.chosen.emit(item.data(_ID))

    def _tell_move(self, _parent: QModelIndex, _start: int, _end: int, _to: QModelIndex, _row: int) -> None:
        """A drag has moved a row of the list: the map follows."""
        ids = [self.item(n).data(_ID) for n in range(self.count())]
        people: tuple[Persona, ...] = self._shown[0]  # type: ignore[assignment]
        before = [persona.id for persona in people]
        self._shown = ()
        gone = next((id_ for id_ in before if _without(before, id_) == _without(ids, id_) and before != ids), None)
        if gone is not None:
            at = ids.index(gone) + 1
            self.moved.emit(gone, ids[at] if at < len(ids) else None)


def _without(ids: list[str], id_: str) -> list[str]:
    return [other for other in ids if other != id_]
