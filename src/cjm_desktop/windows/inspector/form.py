"""The widgets of one kind of subject: fields go in, a page of labelled editors in sections comes out, and values to show."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLayout, QVBoxLayout, QWidget

from cjm_desktop.windows import plain
from cjm_desktop.windows.appearance import Appearance
from cjm_desktop.windows.inspector.editors import editor_for
from cjm_desktop.windows.inspector.editors.base import FieldEditor
from cjm_desktop.windows.inspector.field import tr
from cjm_desktop.windows.inspector.sections import Section
from cjm_desktop.windows.inspector.subject import Subject, Values, says_something


class Form(QWidget):
    """Made once for a kind of subject, filled again and again."""

    def __init__(self, subject: Subject, appearance: Appearance) -> None:
        super().__init__()
        self.editors: list[FieldEditor] = []
        self.sections: list[Section] = []
        self._blocks: list[tuple[QWidget, Section | None]] = []
        self._labels: list[tuple[QLabel, FieldEditor]] = []
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        body, section = column, None
        pair: QHBoxLayout | None = None
        for field in subject.fields:
            if field.section:
                section = Section(field.section, field.shown_section, appearance, folded=field.folded)
                self.sections.append(section)
                column.addWidget(section)
                body, pair = section.body, None
            editor = editor_for(field, appearance)
            self.editors.append(editor)
            block = editor if field.bare else self._labelled(editor)
            self._blocks.append((block, section))
            if not field.half:
                pair = None
                body.addWidget(block)
            elif pair is None:
                pair = QHBoxLayout()
                pair.setSpacing(8)
                pair.addWidget(block, 1)
                body.addLayout(pair)
            else:
                pair.addWidget(block, 1)
                pair = None
        if not subject.fields:
            hint = self.tr("These things have no field in common. Select things of one kind to edit them together.")
            column.addWidget(plain.label(hint, "muted", wrap=True))

    def show_values(self, values: Values) -> None:
        """Shows what the things have in the fields of all open sections; of folded ones, whether they hold something."""
        says: dict[Section, bool] = {}
        shown: set[Section] = set()
        for editor, (block, section) in zip(self.editors, self._blocks, strict=True):
            field = editor.field
            visible = values.is_shown(field)
            block.setVisible(visible)
            if section is not None and visible:
                shown.add(section)
            if not visible:
                continue
            editor.journey = values.journey
            value = values.value(field)
            if section is not None:
                says[section] = says.get(section, False) or says_something(field, value)
                if section.is_folded:
                    continue
            if field.options is not None:
                editor.show_options(field.options(values.journey, values.targets(field)))
            editor.show_value(value)
        for section in self.sections:
            section.setVisible(section in shown)
            section.say(says.get(section, False))
        if any(editor.rebuilt for editor in self.editors):
            for editor in self.editors:
                editor.rebuilt = False
            for label, editor in self._labels:
                label.setBuddy(editor.buddy)
            chain_tabs(self)

    def follow_folds(self) -> None:
        """Sections are as they were left in another form."""
        for section in self.sections:
            section.follow()

    def section_of(self, editor: FieldEditor) -> Section | None:
        """The section in which an editor stands."""
        return self._blocks[self.editors.index(editor)][1]

    def dress(self) -> None:
        """Takes the colours of the theme."""
        for editor in self.editors:
            editor.dress()
        for section in self.sections:
            section.dress()

    def _labelled(self, editor: FieldEditor) -> QWidget:
        block = QWidget()
        column = QVBoxLayout(block)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        label = plain.label(editor.field.shown_label, "label")
        self._labels.append((label, editor))
        column.addWidget(label)
        column.addWidget(editor)
        if editor.field.explained:
            column.addWidget(plain.label(tr(editor.field.explained), "muted", wrap=True))
        return block


def chain_tabs(root: QWidget) -> None:
    """Lets the Tab key go through all controls of a widget from the top down, in the order of its layouts."""
    layout = root.layout()
    before: QWidget | None = None
    for widget in _stops(layout) if layout is not None else ():
        if before is not None:
            QWidget.setTabOrder(before, widget)
        before = widget


def _stops(layout: QLayout) -> Iterator[QWidget]:
    for index in range(layout.count()):
        item = layout.itemAt(index)
        widget = None if item is None else item.widget()
        inner = widget.layout() if widget is not None else (None if item is None else item.layout())
        if widget is not None and widget.focusPolicy() & Qt.FocusPolicy.TabFocus:
            yield widget
        elif inner is not None:
            yield from _stops(inner)
