"""The panel at the right: the fields of what is selected, each edit applied to the session as it is made."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QCoreApplication, QEvent, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from cjm_desktop.canvas.guard import guarded
from cjm_desktop.canvas.lanes import locked_words
from cjm_desktop.editing.locks import refused
from cjm_desktop.editing.session import Session
from cjm_desktop.editing.things import name_of
from cjm_desktop.model.journey import Journey
from cjm_desktop.windows import controls, plain
from cjm_desktop.windows.appearance import Appearance
from cjm_desktop.windows.inspector.editors.base import FieldEditor
from cjm_desktop.windows.inspector.editors.links import LinksEditor
from cjm_desktop.windows.inspector.field import Deed, Field
from cjm_desktop.windows.inspector.form import Form
from cjm_desktop.windows.inspector.sections import Section
from cjm_desktop.windows.inspector.subject import Subject, Values, common_fields, subject_of

#: Of more things than this, what is typed waits for a pause in the typing: each edit is a moment's work.
_MANY = 300
_PAUSE = 350  #: milliseconds
_SETTLING = 300  #: milliseconds in which what was unfolded or shown gets its place
_AHEAD = 1200  #: milliseconds after it is first seen, the form of several cards is made, for which a paste would wait


@guarded
class _Page(QWidget):
    """What scrolls: as high as its fields need at the width that it has, and not at the least one that it could have."""

    def minimumSizeHint(self) -> QSize:
        hint, layout = super().minimumSizeHint(), self.layout()
        return QSize(hint.width(), 0) if layout is not None and layout.hasHeightForWidth() else hint


@guarded
class Inspector(QWidget):
    """Shows the selection's fields; `show_selection` with nothing shows the map's own.

    What it asks of the window: `select_wanted` (ids), `link_wanted` (an address to open), `persona_wanted` (the id of a
    persona to edit), `map_wanted` (the keyboard goes back to the map).
    """

    select_wanted = Signal(tuple)
    link_wanted = Signal(str)
    persona_wanted = Signal(str)
    map_wanted = Signal()

    def __init__(self, session: Session, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._appearance = appearance
        #: Says what is wrong with a link of the map, in a sentence.
        self.link_check: Callable[[str], str] = lambda _url: ""
        self._selection: tuple[str, ...] = ()
        self._subject = Subject("", ())
        self._forms: dict[str, Form] = {}
        self._writing = False
        self._stale = True
        self._waiting: tuple[Field, Deed] | None = None
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE)
        self._pause.timeout.connect(self._finish)
        self._sought = ""
        self._settling = QTimer(self, singleShot=True, interval=_SETTLING)
        self._ahead = QTimer(self)
        self._ahead.setSingleShot(True)
        self._ahead.setInterval(_AHEAD)
        self._ahead.timeout.connect(self._prepare)
        self.setMinimumWidth(294)
        self.setProperty("look", "panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName(self.tr("Inspector"))
        self._complaint = plain.label("", "error", wrap=True)
        self._complaint.hide()
        page = _Page()
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
        self._area.verticalScrollBar().rangeChanged.connect(lambda *_: self._bring_into_sight())
        self._stop_listening = session.subscribe(lambda _change: self._changed())
        appearance.changed.connect(self._dress)
        self._refresh()

    def sizeHint(self) -> QSize:
        return QSize(300, 600)

    def stop(self) -> None:
        """Stops following the session."""
        self._finish()
        self._stop_listening()

    @property
    def subject(self) -> Subject:
        """What is shown."""
        self._catch_up()
        return self._subject

    def show_selection(self, ids: tuple[str, ...]) -> None:
        """Shows the fields of these things."""
        if ids == self._selection:
            return
        self._finish()
        # A field that typing has not left yet ends its step by the ids in its merge key; what the canvas merges goes on.
        self._selection = ids
        self._area.verticalScrollBar().setValue(0)
        for editor in self._form.editors:
            if isinstance(editor, LinksEditor):
                editor.forget_drafts()
        self._changed()

    def editor(self, key: str) -> FieldEditor:
        """The editor of a field of what is shown; KeyError where the subject has no such field."""
        self._catch_up()
        for editor in self._form.editors:
            if editor.field.key == key:
                return editor
        raise KeyError(key)

    def section_of(self, key: str) -> Section | None:
        """The section in which a field stands, None for one above all sections; KeyError as for `editor`."""
        return self._form.section_of(self.editor(key))

    def open_section_of(self, key: str) -> None:
        """Unfolds the section in which a field stands; KeyError where the subject has no such field."""
        section = self.section_of(key)
        if section is not None:
            section.fold(False)

    def focus_field(self, key: str) -> None:
        """Puts the focus into a field and brings it into sight with the heading of its section, which is unfolded;
        KeyError where the subject has no such field."""
        self.open_section_of(key)
        self._sought = key
        self.editor(key).buddy.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._settling.start()
        QTimer.singleShot(0, self, self._bring_into_sight)
        self._bring_into_sight()

    def _bring_into_sight(self) -> None:
        """The field that was sought, and the heading of its section; until all that was unfolded or shown has its place."""
        if not self._settling.isActive() or all(editor.field.key != self._sought for editor in self._form.editors):
            return
        editor, section = self.editor(self._sought), self.section_of(self._sought)
        for part in (editor, section.heading if section is not None else editor, editor.buddy):
            self._area.ensureWidgetVisible(part, 0, 8)

    def focus_first(self) -> None:
        """Puts the focus into the first field."""
        self._catch_up()
        for editor in self._form.editors:
            if editor.isVisibleTo(self) and editor.buddy.focusPolicy() & Qt.FocusPolicy.TabFocus:
                editor.buddy.setFocus(Qt.FocusReason.ShortcutFocusReason)
                return

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._bring_into_sight()

    def showEvent(self, event: QShowEvent) -> None:
        self._catch_up()
        self._ahead.start()
        super().showEvent(event)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride:
            # A key that the field leaves to the window (undo, save): what was typed before it comes first.
            self._finish()
            if isinstance(event, QKeyEvent) and (_leaves(event) or _deletes(event)):
                event.accept()
                return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape or _leaves(event):
            self.map_wanted.emit()
        else:
            super().keyPressEvent(event)

    @property
    def _form(self) -> Form:
        return self._forms[self._subject.key]

    def _changed(self) -> None:
        """The map or the selection changed: what nobody sees waits until somebody does."""
        self._stale = True
        self._waiting = None
        if self.isVisible():
            self._catch_up()

    def _catch_up(self) -> None:
        if self._stale and not self._writing:
            self._refresh()

    def _refresh(self) -> None:
        self._stale = False
        journey = self._session.journey
        self._subject = subject_of(journey, self._selection)
        # The bar above the panel shows it.
        self.setWindowTitle(self._title(journey))
        form = self._forms.get(self._subject.key) or self._made_form(self._subject)
        self._writing = True
        try:
            for other in self._forms.values():
                other.setVisible(other is form)
            form.follow_folds()
            form.show_values(Values(journey, self._subject.ids))
        finally:
            self._writing = False
        self._complain("")

    def _title(self, journey: Journey) -> str:
        ids = self._subject.ids
        if not ids:
            return self.tr("Map")
        if len(ids) == 1:
            return QCoreApplication.translate("things", name_of(journey, ids[0]))
        return self.tr("{count} selected").format(count=len(ids))

    def _prepare(self) -> None:
        subject = Subject("card several", common_fields(("card",)))
        if subject.key not in self._forms:
            self._made_form(subject).hide()

    def _made_form(self, subject: Subject) -> Form:
        form = self._forms[subject.key] = Form(subject, self._appearance)
        for editor in form.editors:
            editor.edited.connect(lambda value, editor=editor: self._write(editor.field, editor, value))
            editor.done.connect(lambda deed, editor=editor: self._do(editor.field, deed))
            editor.left.connect(self._end_visit)
            editor.asked.connect(self._ask)
            if isinstance(editor, LinksEditor):
                editor.check = lambda url: self.link_check(url)
        for section in form.sections:
            section.toggled.connect(self._refresh)
        self._pages.addWidget(form)
        return form

    def _write(self, field: Field, editor: FieldEditor, value: Any) -> None:
        if self._writing:
            return
        merge = field.key if editor.continuous else ""
        label = field.undo_off if value is False and field.undo_off else field.undo
        self._take(field, Deed(label, lambda journey, ids: field.write(journey, ids, value), merge))

    def _do(self, field: Field, deed: Deed) -> None:
        if not self._writing:
            self._take(field, deed)

    def _end_visit(self) -> None:
        """The focus went: what was typed is a step by itself."""
        self._finish()
        self._session.end_merge()

    def _finish(self) -> None:
        """Makes the edit that waits for a pause."""
        self._pause.stop()
        waiting, self._waiting = self._waiting, None
        if waiting is not None:
            self._apply(*waiting)

    def _take(self, field: Field, deed: Deed) -> None:
        if deed.merge and len(self._subject.ids) > _MANY:
            self._waiting = field, deed
            self._pause.start()
        else:
            self._finish()
            self._apply(field, deed)

    def _apply(self, field: Field, deed: Deed) -> None:
        journey = self._session.journey
        ids = Values(journey, self._subject.ids).targets(field)
        try:
            after = deed.make(journey, ids)
        except ValueError as error:
            self._complain(plain.complaint(error))
            return
        lane = refused(journey, after)
        if lane is not None:
            # The fields show again what holds.
            self._refresh()
            self._complain(plain.visible(locked_words(lane.label)))
            return
        merge = f"inspector {field.key} {deed.merge} {' '.join(ids[:3])} {len(ids)}" if deed.merge else None
        self._session.apply(deed.undo, after, merge)
        self._complain("")

    def _ask(self, what: str, about: Any) -> None:
        if what == "select" and about is not None:
            self.select_wanted.emit((about,))
        elif what == "open":
            self.link_wanted.emit(about)
        elif what == "persona" and self._subject.ids:
            self.persona_wanted.emit(self._subject.ids[0])

    def _dress(self) -> None:
        for form in self._forms.values():
            form.dress()

    def _complain(self, text: str) -> None:
        self._complaint.setText(text)
        self._complaint.setVisible(bool(text))


def _leaves(event: QKeyEvent) -> bool:
    """Ctrl+Enter, which elsewhere in the window inserts a card."""
    enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
    return enter and event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier == Qt.KeyboardModifier.ControlModifier


def _deletes(event: QKeyEvent) -> bool:
    """A key that elsewhere in the window deletes what is selected: on a button of a field nobody means that."""
    return event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace) and not event.modifiers()
