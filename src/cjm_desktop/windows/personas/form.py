"""The fields of one persona, shown and edited: what the user writes is sent at once, field by field."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication, QSize, Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLayout, QSizePolicy, QVBoxLayout, QWidget

from cjm_desktop.canvas.guard import guarded
from cjm_desktop.model.journey import Journey
from cjm_desktop.windows import plain, scripts
from cjm_desktop.windows.appearance import Appearance
from cjm_desktop.windows.controls import LineField, Switch, TextArea
from cjm_desktop.windows.personas.channels import ChannelsField
from cjm_desktop.windows.personas.curves import CurvesField
from cjm_desktop.windows.personas.portrait import PortraitField


def _t(text: str) -> str:
    return str(QT_TRANSLATE_NOOP("personas", text))


#: Lists of texts, two beside each other: (field, label).
LISTS: tuple[tuple[str, str], ...] = (
    ("needs", _t("Needs")),
    ("wants", _t("Wants")),
    ("goals", _t("Goals")),
    ("frustrations", _t("Frustrations")),
    ("motives", _t("Motives")),
    ("behaviours", _t("Behaviours")),
)
_LINES: tuple[tuple[str, str], ...] = (("name", _t("Name")), ("archetype", _t("Archetype")))
_TEXTS: tuple[tuple[str, str], ...] = (("quote", _t("Quote")), ("demographics", _t("Demographics")))


def _tr(text: str) -> str:
    return QCoreApplication.translate("personas", text)


def _row(layout: QLayout) -> QWidget:
    """A row that is no higher than it must be, so that room left over goes beneath the last one."""
    row = QWidget()
    row.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
    layout.setContentsMargins(0, 0, 0, 0)
    row.setLayout(layout)
    return row


def texts_of(text: str) -> tuple[str, ...]:
    """One text a line; empty lines are for writing on and are not kept."""
    return tuple(line.strip() for line in text.splitlines() if line.strip())


@guarded
class PersonaForm(QWidget):
    """`edited` carries a field's name and its new value; `left` says that typing in a field has come to an end."""

    edited = Signal(str, object)
    left = Signal()

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._showing = False
        self.lines: dict[str, LineField] = {}
        self.areas: dict[str, TextArea] = {}
        self.portrait = PortraitField(appearance)
        self.primary = Switch(_tr("Primary persona"))
        self.primary.setAccessibleName(_tr("Primary persona"))
        self.primary.clicked.connect(lambda on: self.edited.emit("primary", on))
        self.hint = plain.label("", "muted", wrap=True)
        self.channels = ChannelsField(appearance)
        self.channels.edited.connect(lambda value: self.edited.emit("channels", value))
        self.curves = CurvesField()
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 14, 18, 18)
        column.setSpacing(10)
        column.addWidget(_row(self._top()))
        column.addWidget(self.hint)
        for (left, left_label), (right, right_label) in zip(LISTS[::2], LISTS[1::2], strict=True):
            pair = QHBoxLayout()
            pair.setSpacing(12)
            pair.addLayout(self._labelled(left_label, self._list(left, left_label)), 1)
            pair.addLayout(self._labelled(right_label, self._list(right, right_label)), 1)
            column.addWidget(_row(pair))
        column.addWidget(plain.label(_tr("Preferred channels").upper(), "heading"))
        column.addWidget(self.channels)
        column.addWidget(plain.label(_tr("Emotion curves").upper(), "heading"))
        column.addWidget(self.curves)
        note = QHBoxLayout()
        note.addLayout(self._labelled(_t("Note"), self._area("note", _t("Note"), 2)))
        column.addWidget(_row(note))
        column.addStretch()

    def minimumSizeHint(self) -> QSize:
        # Its height follows from its width; the layout's least one is that of channels one beneath the other.
        return QSize(super().minimumSizeHint().width(), 0)

    def show_persona(self, journey: Journey, id_: str) -> None:
        """Shows a persona's fields; focus and caret stay where they are."""
        persona = journey.personas[id_]
        scripts.serve(
            [persona.name, persona.archetype, persona.quote, persona.demographics, persona.note]
            + [text for key, _ in LISTS for text in getattr(persona, key)]
        )
        self._showing = True
        try:
            for key, line in self.lines.items():
                line.show_text(getattr(persona, key))
            for key, area in self.areas.items():
                value = getattr(persona, key)
                if isinstance(value, str):
                    area.show_text(value)
                elif texts_of(area.toPlainText()) != tuple(text.strip() for text in value):
                    area.show_text("\n".join(" ".join(text.split()) for text in value))
            self.primary.setChecked(persona.primary)
        finally:
            self._showing = False
        order = list(journey.personas).index(id_) if len(journey.personas) > 1 else None
        self.portrait.show_persona(persona, journey.pictures.get(persona.portrait or ""), order)
        self.channels.show_value(journey, persona.channels)
        self.curves.show_curves(journey, id_)
        primary = sum(one.primary for one in journey.personas.values())
        self.hint.setVisible(primary > 2)
        self.hint.setText(
            _tr("{count} personas are primary now. A map speaks most clearly for one or two.").format(count=primary)
        )

    def _top(self) -> QHBoxLayout:
        top = QHBoxLayout()
        top.setSpacing(18)
        top.addWidget(self.portrait, 0, Qt.AlignmentFlag.AlignTop)
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(10)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        for n, (key, label) in enumerate(_LINES):
            line = LineField()
            line.textEdited.connect(lambda text, key=key: self._send(key, text))
            line.left.connect(self.left)
            line.setAccessibleName(_tr(label))
            self.lines[key] = line
            grid.addLayout(self._labelled(label, line), 0, n)
        for n, (key, label) in enumerate(_TEXTS):
            grid.addLayout(self._labelled(label, self._area(key, label, 2)), 1, n)
        grid.addWidget(self.primary, 2, 0)
        top.addLayout(grid, 1)
        return top

    def _labelled(self, label: str, widget: QWidget) -> QVBoxLayout:
        block = QVBoxLayout()
        block.setSpacing(4)
        made = plain.label(_tr(label), "label")
        made.setBuddy(widget)
        block.addWidget(made)
        block.addWidget(widget)
        block.addStretch()
        return block

    def _area(self, key: str, label: str, lines: int, read: Callable[[str], Any] = str) -> TextArea:
        area = TextArea(lines=lines)
        area.textChanged.connect(lambda: self._send(key, read(area.toPlainText())))
        area.left.connect(self.left)
        area.setAccessibleName(_tr(label))
        self.areas[key] = area
        return area

    def _list(self, key: str, label: str) -> TextArea:
        area = self._area(key, label, 2, texts_of)
        area.setPlaceholderText(_tr("one a line"))
        return area

    def _send(self, key: str, value: Any) -> None:
        if not self._showing:
            self.edited.emit(key, value)
