"""The panel at the right: the fields of what is selected, each edit applied to the session as it is made."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QCoreApplication, QSize, Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from cjm_desktop.canvas.guard import guarded
from cjm_desktop.editing.session import Session
from cjm_desktop.editing.things import name_of
from cjm_desktop.model.journey import Journey
from cjm_desktop.windows import controls, plain
from cjm_desktop.windows.appearance import Appearance
from cjm_desktop.windows.inspector_editors import MIXED, FieldEditor, editor_for
from cjm_desktop.windows.inspector_fields import Editor, Field, Subject, record_of, subject_of


@dataclass(frozen=True, slots=True)
class _Form:
    """The widgets of one kind of subject: made once, filled again and again."""

    page: QWidget
    editors: tuple[FieldEditor, ...]


@guarded
class Inspector(QWidget):
    """Shows the selection's fields; `show_selection` with nothing shows the map's own."""

    def __init__(self, session: Session, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._appearance = appearance
        self._selection: tuple[str, ...] = ()
        self._subject = Subject("", ())
        self._forms: dict[str, _Form] = {}
        self._writing = False
        self.setMinimumWidth(294)
        self.setProperty("look", "panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName(self.tr("Inspector"))
        self._complaint = plain.label("", "error", wrap=True)
        self._complaint.hide()
        page = QWidget()
        page.setProperty("look", "page")
        column = QVBoxLayout(page)
        column.setContentsMargins(16, 4, 14, 14)
        column.setSpacing(10)
        column.addWidget(self._complaint)
        self._pages = QVBoxLayout()
        column.addLayout(self._pages)
        column.addStretch()
        self._area = controls.upright(page, self)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._area)
        self._stop_listening = session.subscribe(lambda _change: self._refresh())
        appearance.changed.connect(self._refresh)
        self._refresh()

    def sizeHint(self) -> QSize:
        return QSize(300, 600)

    def stop(self) -> None:
        """Stops following the session."""
        self._stop_listening()

    @property
    def subject(self) -> Subject:
        return self._subject

    def show_selection(self, ids: tuple[str, ...]) -> None:
        """Shows the fields of these things."""
        if ids == self._selection:
            return
        # A field that typing has not left yet ends its step by the ids in its merge key; what the canvas merges goes on.
        self._selection = ids
        self._area.verticalScrollBar().setValue(0)
        self._refresh()

    def editor(self, key: str) -> FieldEditor:
        """The shown editor of a field; KeyError where the subject has no such field."""
        for editor in self._forms[self._subject.key].editors:
            if editor.field.key == key:
                return editor
        raise KeyError(key)

    def focus_first(self) -> None:
        """Puts the focus into the first field."""
        form = self._forms[self._subject.key]
        if form.editors:
            form.editors[0].buddy.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _refresh(self) -> None:
        if self._writing:
            return
        journey = self._session.journey
        self._subject = subject_of(journey, self._selection)
        # The bar above the panel shows it.
        self.setWindowTitle(self._title(journey))
        form = self._forms.get(self._subject.key)
        if form is None:
            form = self._forms[self._subject.key] = self._made_form(self._subject)
            self._pages.addWidget(form.page)
        self._writing = True
        try:
            records = [record_of(journey, id_) for id_ in self._subject.ids] or [journey]
            for editor in form.editors:
                if editor.field.options is not None:
                    editor.show_options(editor.field.options(journey))
                editor.show_value(_common(editor.field, records))
        finally:
            self._writing = False
        for other in self._forms.values():
            other.page.setVisible(other is form)
        self._complain("")

    def _title(self, journey: Journey) -> str:
        ids = self._subject.ids
        if not ids:
            return self.tr("Map")
        if len(ids) == 1:
            return QCoreApplication.translate("things", name_of(journey, ids[0]))
        return self.tr("{count} selected").format(count=len(ids))

    def _made_form(self, subject: Subject) -> _Form:
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        editors: list[FieldEditor] = []
        pair: QHBoxLayout | None = None
        for field in subject.fields:
            if field.section:
                column.addSpacing(6)
                column.addWidget(plain.label(field.shown_section.upper(), "heading"))
            editor = editor_for(field, self._appearance)
            editor.edited.connect(lambda value, field=field, editor=editor: self._apply(field, editor, value))
            editor.left.connect(self._session.end_merge)
            editors.append(editor)
            if field.options is not None:
                editor.show_options(field.options(self._session.journey))
            block = _labelled(field, editor)
            if not field.half:
                pair = None
                column.addLayout(block)
            elif pair is None:
                pair = QHBoxLayout()
                pair.setSpacing(8)
                pair.addLayout(block, 1)
                column.addLayout(pair)
            else:
                pair.addLayout(block, 1)
                pair = None
        if not subject.fields:
            hint = self.tr("These things have no field in common. Select things of one kind to edit them together.")
            column.addWidget(plain.label(hint, "muted", wrap=True))
        return _Form(page, tuple(editors))

    def _apply(self, field: Field, editor: FieldEditor, value: Any) -> None:
        if self._writing:
            return
        ids = self._subject.ids
        journey = self._session.journey
        try:
            after = field.write(journey, ids, value)
        except ValueError as error:
            self._complain(_in_words(error))
            return
        merge = f"inspector {field.key} {' '.join(ids[:3])} {len(ids)}" if editor.continuous else None
        self._session.apply(field.undo, after, merge)
        self._complain("")

    def _complain(self, text: str) -> None:
        self._complaint.setText(text)
        self._complaint.setVisible(bool(text))


def _labelled(field: Field, editor: FieldEditor) -> QVBoxLayout:
    block = QVBoxLayout()
    block.setSpacing(4)
    if field.editor is not Editor.SWITCH:
        label: QLabel = plain.label(field.shown_label, "label")
        label.setBuddy(editor.buddy)
        block.addWidget(label)
    block.addWidget(editor)
    return block


def _common(field: Field, records: list[Any]) -> Any:
    """The value that all records have, else MIXED."""
    value = field.read(records[0])
    return value if all(field.read(record) == value for record in records[1:]) else MIXED


def _in_words(error: ValueError) -> str:
    """What is wrong, in one sentence: of pydantic's complaint only what it says about the value."""
    details = getattr(error, "errors", None)
    text = details()[0]["msg"] if callable(details) else str(error)
    return text[:1].upper() + text[1:]
