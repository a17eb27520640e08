"""What editors of lists share: blocks in a column, one for each entry, and below them a button for one more."""

from __future__ import annotations

from typing import Generic, Protocol, TypeVar

from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from cjm_desktop.windows import icons
from cjm_desktop.windows.appearance import Appearance
from cjm_desktop.windows.inspector.editors.base import FieldEditor
from cjm_desktop.windows.inspector.field import Field


class Block(Protocol):
    """The controls of one entry."""

    def dress(self) -> None: ...


B = TypeVar("B", bound=Block)


class BlocksEditor(FieldEditor, Generic[B]):
    """`blocks` stand in the column in the order of the entries; `add` is the button, which a subclass connects."""

    def __init__(self, field: Field, appearance: Appearance, add_label: str, parent: QWidget | None = None) -> None:
        super().__init__(field, appearance, parent)
        self.blocks: list[B] = []
        self.column = QVBoxLayout()
        self.column.setSpacing(6)
        self.row.addLayout(self.column)
        self.add = QPushButton(add_label)
        self.add.setProperty("look", "row")
        self.add.setAccessibleName(add_label)
        self.row.addWidget(self.add)
        self.dress()

    @property
    def buddy(self) -> QWidget:
        return self.add

    def named(self, name: str) -> None:
        self.setAccessibleName(name)

    def dress(self) -> None:
        self.add.setIcon(icons.tinted("plus", self.appearance.chrome.text_muted, size=14, pad=3))
        for block in self.blocks:
            block.dress()
