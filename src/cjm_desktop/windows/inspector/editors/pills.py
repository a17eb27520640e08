"""Editors of small names as pills: tags that come and go, marks and roles that are set or not."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QPushButton, QWidget

from cjm_desktop.canvas.guard import guarded
from cjm_desktop.editing.many import add_tag, remove_tag, set_mark
from cjm_desktop.windows import icons, plain
from cjm_desktop.windows.appearance import Appearance
from cjm_desktop.windows.flow import flow_widget
from cjm_desktop.windows.inspector.editors.base import FieldEditor
from cjm_desktop.windows.inspector.editors.completing import CompletingLine
from cjm_desktop.windows.inspector.field import Deed, Field, Option
from cjm_desktop.windows.inspector.fields.shared import Some
from cjm_desktop.windows.inspector.subject import MIXED

#: A pill shows this many characters of a tag, and so many tags; the rest are counted.
_LENGTH = 24
_MANY = 40


@guarded
class _TagLine(CompletingLine):
    """The line for the next tag: a comma takes it like Enter, and Backspace at its start takes the last one away."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.text() in (",", "，", "、") and self.text().strip():
            self.returnPressed.emit()
        elif event.key() == Qt.Key.Key_Backspace and not self.text():
            self.emptied()
        else:
            super().keyPressEvent(event)

    def emptied(self) -> None:
        """Backspace was pressed on an empty line."""
        parent = self.parent()
        assert isinstance(parent, TagsEditor)
        parent.remove_last()


class TagsEditor(FieldEditor):
    """A pill for each tag, which takes it away, and a line to write a further one.

    Of several cards, tags that only some have are paler; a click gives them to all.
    """

    def __init__(self, field: Field, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(field, appearance, parent)
        self._widget, self._flow = flow_widget()
        self._tags: Some | None = None
        self.pills: list[QPushButton] = []
        self.more = plain.label("", "muted")
        self.line = _TagLine(self._offered)
        self.line.setPlaceholderText(field.shown_hint)
        self.line.returnPressed.connect(self._add)
        self.line.chosen.connect(self._add, Qt.ConnectionType.QueuedConnection)
        self.line.left.connect(self._add)
        self.row.addWidget(self._widget)
        self.row.addWidget(self.more)
        self.row.addWidget(self.line)

    @property
    def buddy(self) -> QWidget:
        return self.line

    def _offered(self) -> list[str]:
        has = () if self._tags is None else self._tags.everywhere
        return [tag for tag in self.completions() if tag not in has]

    def show_value(self, value: Any) -> None:
        if value == self._tags:
            return
        self._tags = value
        self._fill()

    def dress(self) -> None:
        self._fill()

    def _fill(self) -> None:
        self.rebuilt = True
        for pill in self.pills:
            self._flow.removeWidget(pill)
            pill.hide()
            pill.deleteLater()
        tags = self._tags or Some()
        both = [*((tag, True) for tag in tags.everywhere), *((tag, False) for tag in tags.somewhere)]
        self.pills = [self._pill(tag, everywhere) for tag, everywhere in both[:_MANY]]
        for pill in self.pills:
            self._flow.addWidget(pill)
        self._widget.setVisible(bool(self.pills))
        self.more.setText(self.tr("and {count} more").format(count=len(both) - _MANY))
        self.more.setVisible(len(both) > _MANY)

    def _pill(self, tag: str, everywhere: bool) -> QPushButton:
        name = plain.shortened(tag, _LENGTH)
        pill = QPushButton(plain.mnemonic_free(name))
        pill.setProperty("look", "pill" if everywhere else "pale-pill")
        pill.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        chrome = self.appearance.chrome
        colour = chrome.accent_on_pale if everywhere else chrome.text_muted
        pill.setIcon(icons.tinted("x" if everywhere else "plus", colour, size=12, pad=2))
        pill.setIconSize(QSize(16, 12))
        text = self.tr("Remove the tag {tag}") if everywhere else self.tr("Give the tag {tag} to all")
        pill.setAccessibleName(text.format(tag=name))
        pill.setToolTip(plain.tooltip(pill.accessibleName()))
        pill.clicked.connect(lambda: self._remove(tag) if everywhere else self._give(tag))
        return pill

    def _add(self) -> None:
        tag = self.line.text().strip()
        self.line.show_text("")
        if tag:
            self._give(tag)

    def _give(self, tag: str) -> None:
        self.done.emit(Deed(self.field.undo, lambda journey, ids: add_tag(journey, ids, tag)))

    def _remove(self, tag: str) -> None:
        self.done.emit(Deed(self.field.undo, lambda journey, ids: remove_tag(journey, ids, tag)))
        self.line.setFocus()

    def remove_last(self) -> None:
        """Takes the last tag that all have away."""
        if self._tags is not None and self._tags.everywhere:
            self._remove(self._tags.everywhere[-1])


class MarksEditor(FieldEditor):
    """A pill for each sign, pressed where it is set; with a dash before it where only some have it."""

    def __init__(self, field: Field, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(field, appearance, parent)
        self._widget, self._flow = flow_widget()
        self._pills: dict[Any, QPushButton] = {}
        self._options: tuple[Option, ...] = ()
        self.row.addWidget(self._widget)

    @property
    def buddy(self) -> QWidget:
        return next(iter(self._pills.values()), self._widget)

    @property
    def pills(self) -> list[QPushButton]:
        return list(self._pills.values())

    def named(self, name: str) -> None:
        self._widget.setAccessibleName(name)

    def show_options(self, options: Sequence[Option]) -> None:
        if tuple(options) == self._options:
            return
        self._options = tuple(options)
        self.rebuilt = True
        for pill in self._pills.values():
            self._flow.removeWidget(pill)
            pill.hide()
            pill.deleteLater()
        self._pills = {}
        for option in options:
            pill = QPushButton(plain.mnemonic_free(option.text))
            pill.setProperty("look", "pill")
            pill.setCheckable(True)
            pill.setAccessibleName(option.text)
            pill.clicked.connect(lambda on, value=option.value: self._send(value, on))
            self._pills[option.value] = pill
            self._flow.addWidget(pill)
        self.dress()

    def dress(self) -> None:
        chrome = self.appearance.chrome
        for option in self._options:
            if option.icon:
                pill = self._pills[option.value]
                pill.setIcon(
                    icons.tinted(option.icon, chrome.accent_on_pale, selected=chrome.accent_text, size=13, pad=2)
                )
                pill.setIconSize(QSize(17, 13))

    def show_value(self, value: Any) -> None:
        marks = value if isinstance(value, Some) else Some()
        for option in self._options:
            pill = self._pills[option.value]
            partly = option.value in marks.somewhere
            pill.setChecked(option.value in marks.everywhere)
            text = plain.mnemonic_free(option.text)
            pill.setText(f"– {text}" if partly else text)
            pill.setAccessibleDescription(self.tr("some of the selected") if partly else "")

    def _send(self, mark: Any, on: bool) -> None:
        self.done.emit(Deed(self.field.undo, lambda journey, ids: set_mark(journey, ids, mark, on)))


class RolesEditor(MarksEditor):
    """A pill for each lane role, pressed where it is one of the value's."""

    def show_value(self, value: Any) -> None:
        self._set: tuple[str, ...] = () if value is MIXED else tuple(value or ())
        super().show_value(Some(self._set))

    def _send(self, mark: Any, on: bool) -> None:
        others = tuple(role for role in self._set if role != mark)
        self.edited.emit((*others, mark) if on else others)
