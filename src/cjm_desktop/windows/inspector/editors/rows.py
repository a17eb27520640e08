"""The editor of lists of small records: each is a block of controls that can be moved, removed and added."""

from __future__ import annotations

from functools import partial
from typing import Any

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QPushButton, QVBoxLayout, QWidget

from cjm_desktop.windows import icons, plain
from cjm_desktop.windows.appearance import Appearance
from cjm_desktop.windows.controls import Choice, LineField
from cjm_desktop.windows.inspector import numbers
from cjm_desktop.windows.inspector.editors.base import dress_button, icon_button, name_button
from cjm_desktop.windows.inspector.editors.blocks import BlocksEditor
from cjm_desktop.windows.inspector.editors.choice import fill_choice
from cjm_desktop.windows.inspector.editors.text import mark_wrong
from cjm_desktop.windows.inspector.field import Deed, Field, Option, tr
from cjm_desktop.windows.inspector.rows import Part, PartKind, Row, Rows


class RowBlock(QFrame):
    """One record: its controls by the keys of their parts. `changed` carries key and value, `entered` says Enter."""

    changed = Signal(str, object)
    left = Signal()
    entered = Signal()

    def __init__(self, rows: Rows, appearance: Appearance) -> None:
        super().__init__()
        self.setProperty("look", "block")
        self._appearance = appearance
        self._rows = rows
        self._options: dict[str, tuple[Option, ...]] = {}
        self._wholes: dict[str, Any] = {}
        self.controls: dict[str, QWidget] = {}
        self.row = Row("", "", {})
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 6, 4, 6)
        column.setSpacing(4)
        self._lines: list[QHBoxLayout] = []
        for part in rows.parts:
            while part.line >= len(self._lines):
                line = QHBoxLayout()
                line.setSpacing(4)
                self._lines.append(line)
                column.addLayout(line)
            control = self._made(part)
            self.controls[part.key] = control
            if part.width:
                control.setFixedWidth(part.width)
            stretch = 0 if part.width or part.kind is PartKind.TOGGLE else 1
            self._lines[part.line].addWidget(control, stretch)
        self.menu = icon_button("ellipsis", "", appearance)
        if rows.move is not None or rows.remove is not None:
            self._lines[0].addWidget(self.menu)
        else:
            self.menu.setParent(self)
            self.menu.hide()

    def show_row(self, row: Row) -> None:
        """Shows a record without a signal."""
        self.row = row
        name = plain.shortened(row.name, 40)
        for part in self._rows.parts:
            control, value = self.controls[part.key], row.values.get(part.key)
            spoken = self.tr("{part} of {row}").format(part=tr(part.label), row=name)
            if isinstance(control, Choice):
                options = row.options.get(part.key, ())
                if options != self._options.get(part.key):
                    self._options[part.key] = options
                    fill_choice(control, options, self._appearance)
                control.show_data(value)
                control.setAccessibleName(spoken)
            elif isinstance(control, LineField):
                self._show_line(part, control, value)
                control.setAccessibleName(spoken)
            elif isinstance(control, QPushButton) and part.kind is PartKind.TOGGLE:
                control.setChecked(bool(value))
                name_button(control, spoken)
            elif isinstance(control, QPushButton):
                control.setText(plain.mnemonic_free(plain.shortened(row.name, 24)))
                name_button(control, self.tr("Show {row}").format(row=name))
        name_button(self.menu, self.tr("Move or remove {row}").format(row=name))

    def dress(self) -> None:
        """Takes the colours of the theme."""
        for part in self._rows.parts:
            control = self.controls[part.key]
            if isinstance(control, Choice):
                fill_choice(control, self._options.get(part.key, ()), self._appearance)
            elif isinstance(control, QPushButton):
                self._dress_button(part, control)
        dress_button(self.menu, "ellipsis", self._appearance)

    def _made(self, part: Part) -> QWidget:
        if part.kind is PartKind.CHOICE:
            choice = Choice()
            choice.activated.connect(lambda index: self.changed.emit(part.key, choice.itemData(index)))
            return choice
        if part.kind in (PartKind.TOGGLE, PartKind.OPEN):
            button = QPushButton()
            button.setProperty("look", "icon" if part.kind is PartKind.TOGGLE else "row")
            button.setCheckable(part.kind is PartKind.TOGGLE)
            button.clicked.connect(lambda on: self.changed.emit(part.key, on))
            self._dress_button(part, button)
            return button
        line = LineField()
        line.setPlaceholderText(tr(part.hint))
        line.textEdited.connect(partial(self._written, part, line))
        line.returnPressed.connect(self.entered)
        line.left.connect(self.left)
        if part.kind is PartKind.WHOLE:
            line.left.connect(lambda: line.show_text(numbers.shown(self._wholes.get(part.key))))
        return line

    def _dress_button(self, part: Part, button: QPushButton) -> None:
        chrome = self._appearance.chrome
        if part.kind is PartKind.TOGGLE:
            dress_button(button, part.icon, self._appearance)
        else:
            button.setIcon(icons.tinted(part.icon, chrome.text_muted, size=14, pad=3))

    def _show_line(self, part: Part, line: LineField, value: Any) -> None:
        if part.kind is not PartKind.WHOLE:
            line.show_text(str(value or ""))
            return
        old = self._wholes.get(part.key)
        self._wholes[part.key] = value
        if not line.hasFocus() or value != old:
            line.show_text(numbers.shown(value))

    def _written(self, part: Part, line: LineField, text: str) -> None:
        if part.kind is not PartKind.WHOLE:
            self.changed.emit(part.key, text)
            return
        try:
            value = numbers.read_whole(text)
        except ValueError:
            mark_wrong(line, self.tr("A whole number, please"))
            return
        mark_wrong(line, "")
        self.changed.emit(part.key, value)


class RowsEditor(BlocksEditor[RowBlock]):
    """The blocks in their order, and a button for one more. Blocks stay while their records do, and the caret with them."""

    def __init__(self, field: Field, appearance: Appearance, parent: QWidget | None = None) -> None:
        assert isinstance(field.extra, Rows)
        super().__init__(field, appearance, tr(field.extra.add_label), parent)
        self._rows = field.extra
        self.add.clicked.connect(self._add)
        self.add.setVisible(self._rows.add is not None)

    def show_value(self, value: Any) -> None:
        rows: tuple[Row, ...] = value or ()
        if [row.id for row in rows] != [block.row.id for block in self.blocks]:
            self._arrange(rows)
        for block, row in zip(self.blocks, rows, strict=True):
            block.show_row(row)

    def _arrange(self, rows: tuple[Row, ...]) -> None:
        self.rebuilt = True
        old = {block.row.id: block for block in self.blocks}
        for block in self.blocks:
            self.column.removeWidget(block)
        self.blocks = []
        for row in rows:
            block = old.pop(row.id) if row.id in old else self._made_block()
            # So that a control of it that has the focus is found under the row's id.
            block.row = row
            self.blocks.append(block)
            self.column.addWidget(block)
            block.show()
        for block in old.values():
            block.hide()
            block.deleteLater()

    def _made_block(self) -> RowBlock:
        block = RowBlock(self._rows, self.appearance)
        block.changed.connect(lambda key, value: self._change(block, key, value))
        block.left.connect(self.left)
        block.entered.connect(lambda: self._enter(block))
        block.menu.clicked.connect(lambda: self.open_menu(block))
        return block

    def _change(self, block: RowBlock, key: str, value: Any) -> None:
        id_ = block.row.id
        part = next(part for part in self._rows.parts if part.key == key)
        if part.kind is PartKind.OPEN:
            self.asked.emit("select", id_)
            return
        undo, change = self._rows.change
        typed = part.kind in (PartKind.LINE, PartKind.WHOLE)
        self.done.emit(
            Deed(undo, lambda journey, ids: change(journey, ids, id_, key, value), f"{id_} {key}" if typed else "")
        )

    def open_menu(self, block: RowBlock) -> QMenu:
        """Shows what can be done with a record: move it up or down, delete it."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.setAccessibleName(block.menu.accessibleName())
        at = self.blocks.index(block)
        if self._rows.move is not None:
            up = menu.addAction(self.tr("Move Up"))
            up.setEnabled(at > 0)
            up.triggered.connect(lambda: self._move(block, at - 1))
            down = menu.addAction(self.tr("Move Down"))
            down.setEnabled(at < len(self.blocks) - 1)
            down.triggered.connect(lambda: self._move(block, at + 2))
        if self._rows.remove is not None:
            menu.addAction(self.tr("Delete")).triggered.connect(lambda: self._remove(block))
        menu.popup(block.menu.mapToGlobal(QPoint(0, block.menu.height())))
        return menu

    def _move(self, block: RowBlock, to: int) -> None:
        assert self._rows.move is not None
        undo, move = self._rows.move
        before = self.blocks[to].row.id if to < len(self.blocks) else None
        id_ = block.row.id
        self.done.emit(Deed(undo, lambda journey, ids: move(journey, ids, id_, before)))
        block.menu.setFocus()

    def _remove(self, block: RowBlock) -> None:
        assert self._rows.remove is not None
        undo, remove = self._rows.remove
        id_ = block.row.id
        self._focus_beside(block)
        self.done.emit(Deed(undo, lambda journey, ids: remove(journey, ids, id_)))

    def _focus_beside(self, block: RowBlock) -> None:
        """The focus to a neighbour of a block that goes."""
        at = self.blocks.index(block)
        beside = self.blocks[at + 1 : at + 2] or self.blocks[max(0, at - 1) : at]
        (beside[0].menu if beside else self.add).setFocus()

    def _enter(self, block: RowBlock) -> None:
        """Enter in a record goes to the next one, and from the last to a new one; an empty one is enough by itself."""
        at = self.blocks.index(block)
        if at + 1 < len(self.blocks):
            next(iter(self.blocks[at + 1].controls.values())).setFocus()
        elif self._rows.add is not None and any(
            line.text().strip() for line in block.controls.values() if isinstance(line, LineField)
        ):
            self._add()

    def _add(self) -> None:
        assert self._rows.add is not None
        before = {block.row.id for block in self.blocks}
        self.done.emit(Deed(*self._rows.add))
        fresh = next((block for block in self.blocks if block.row.id not in before), None)
        if fresh is not None:
            next(iter(fresh.controls.values())).setFocus()
