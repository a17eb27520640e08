"""The persona editor: a session goes in; its personas are made, changed, ordered, kept in files and taken from files.

Every edit goes to the session at once, as in the inspector, typing merged into one step: so nothing can be lost by
closing the window, and Esc costs nothing. Undo works inside it, and “Put Back” takes back all that was done in it.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from PySide6.QtCore import QCoreApplication, QSize, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QFileDialog, QHBoxLayout, QMessageBox, QPushButton, QVBoxLayout, QWidget

from cjm_desktop.canvas.guard import guarded
from cjm_desktop.canvas.lanes import locked_words
from cjm_desktop.editing.curve import Shown, remove_curves, show_curve
from cjm_desktop.editing.locks import refused
from cjm_desktop.editing.personas import (
    add_curve,
    copy_persona,
    insert_persona,
    move_personas,
    new_persona,
    remove_personas,
    set_portrait,
    take_in_persona,
    ties_of,
    update_persona,
)
from cjm_desktop.editing.session import Session
from cjm_desktop.formats import persona_file
from cjm_desktop.formats.errors import FileProblem
from cjm_desktop.model.journey import Journey
from cjm_desktop.model.records import Picture
from cjm_desktop.windows import controls, plain, scripts, settings
from cjm_desktop.windows.appearance import Appearance
from cjm_desktop.windows.history_keys import undo_by_keys
from cjm_desktop.windows.personas import library
from cjm_desktop.windows.personas.curves import STEPS
from cjm_desktop.windows.personas.form import PersonaForm
from cjm_desktop.windows.personas.people import PeopleList
from cjm_desktop.windows.personas.preview import CardPreview
from cjm_desktop.windows.steps import step
from cjm_desktop.windows.tab_order import tab_as_laid_out

#: The step's label by the field that is edited; others say “Edit persona”.
_LABELS = {
    "name": step("Rename persona"),
    "primary": step("Change primary persona"),
    "channels": step("Change channels of persona"),
}
_EDIT = step("Edit persona")
#: Fields that are set by one click; all others are typed.
_CLICKED = ("primary", "channels")


@guarded
class PersonaEditor(QDialog):
    """Edits the personas of a session, beginning with the one of that id (None: the first)."""

    def __init__(
        self, session: Session, appearance: Appearance, id_: str | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._appearance = appearance
        self._current = id_ if id_ in session.journey.personas else next(iter(session.journey.personas), None)
        session.end_merge()
        self._opened = session.position
        self.setWindowTitle(self.tr("Personas"))
        self.people = PeopleList(appearance)
        self.preview = CardPreview(appearance)
        self.form = PersonaForm(appearance)
        self.add = self._button(self.tr("Add"), self.add_persona, self.tr("Add persona"))
        self.duplicate = self._button(self.tr("Duplicate"), self._duplicate, self.tr("Duplicate persona"))
        self.delete = self._button(self.tr("Delete"), self._delete_current, self.tr("Delete persona"))
        self.open_file = self._button(self.tr("From File…"), self._from_file, self.tr("Add persona from a file"))
        self.from_library = self._button(
            self.tr("From Library…"), self._from_library, self.tr("Add personas from the library")
        )
        self.save_file = self._button(self.tr("Save to File…"), self._to_file, self.tr("Save persona to a file"))
        self.keep = self._button(self.tr("Keep in Library"), self._keep, self.tr("Keep persona in the library"))
        self.put_back = self._button(self.tr("Put Back"), self._put_back, self.tr("Put back all changes made here"))
        self.put_back.setToolTip(plain.tooltip(self.tr("Take back everything that was done in this window")))
        self.close_button = self._button(self.tr("Close"), self.accept, self.tr("Close"))
        # Not the default button: Enter in a field would close the window.
        self.close_button.setProperty("look", "primary")
        self.complaint = plain.label("", "error", wrap=True)
        self.complaint.hide()
        self.said = plain.label("", "muted")
        self._nobody = plain.label(self.tr("This map has no persona yet."), "subtitle")
        self._build()
        self._connect()
        self._stop_listening = session.subscribe(lambda _change: self.refresh())
        appearance.changed.connect(self.refresh)
        self.resize(QSize(1080, 800).boundedTo(self.screen().availableSize() * 0.94))
        self.refresh()
        self.form.lines["name"].setFocus()

    @property
    def current(self) -> str | None:
        """The id of the persona that is shown; None on a map without personas."""
        return self._current

    def done(self, result: int) -> None:
        self._session.end_merge()
        self._stop_listening()
        self._appearance.changed.disconnect(self.refresh)
        super().done(result)

    def show_persona(self, id_: str) -> None:
        """Shows another persona."""
        self._session.end_merge()
        self._current = id_
        self._complain("")
        self._area.verticalScrollBar().setValue(0)
        self.refresh()

    def add_persona(self) -> None:
        """A new persona, last, with the focus in its name."""
        persona = new_persona(self._journey)
        self._apply(step("Add persona"), insert_persona(self._journey, persona), persona.id)
        self.form.lines["name"].setFocus()

    def refresh(self) -> None:
        """Shows what the session holds."""
        journey = self._journey
        if self._current not in journey.personas:
            self._current = next(iter(journey.personas), None)
        self.people.show_journey(journey, self._current)
        self.preview.show_persona(journey, self._current)
        if self._current is not None:
            self.form.show_persona(journey, self._current)
        some = self._current is not None
        self._area.setVisible(some)
        self.preview.setVisible(some)
        self._nobody.setVisible(not some)
        for button in (self.duplicate, self.delete, self.save_file, self.keep):
            button.setEnabled(some)
        self.put_back.setEnabled(self._session.position > self._opened)
        # Channels and curves may be others.
        tab_as_laid_out(self)

    @property
    def _journey(self) -> Journey:
        return self._session.journey

    # ---- how it is built

    def _button(self, text: str, call: object, name: str) -> QPushButton:
        made = QPushButton(text)
        controls.press_with_enter(made)
        made.setAccessibleName(name)
        made.clicked.connect(call)
        return made

    def _build(self) -> None:
        side = QVBoxLayout()
        side.setContentsMargins(18, 16, 12, 14)
        side.setSpacing(8)
        side.addWidget(plain.label(self.tr("Personas").upper(), "heading"))
        self.people.setFixedWidth(236)
        side.addWidget(self.people, 1)
        for row in ((self.add, self.duplicate, self.delete), (self.open_file, self.from_library)):
            line = QHBoxLayout()
            line.setSpacing(6)
            for button in row:
                button.setProperty("look", "compact")
                line.addWidget(button, 1)
            side.addLayout(line)
        page = self.form
        page.setProperty("look", "page")
        self._area = controls.upright(page)
        main = QVBoxLayout()
        main.setContentsMargins(0, 0, 0, 0)
        main.setSpacing(0)
        main.addWidget(self.preview)
        main.addWidget(self._nobody, 1, Qt.AlignmentFlag.AlignCenter)
        main.addWidget(self.complaint)
        main.addWidget(self._area, 1)
        foot = QHBoxLayout()
        foot.setContentsMargins(16, 10, 18, 14)
        foot.setSpacing(8)
        for button in (self.save_file, self.keep):
            foot.addWidget(button)
        foot.addWidget(self.said, 1)
        for button in (self.put_back, self.close_button):
            foot.addWidget(button)
        main.addLayout(foot)
        whole = QHBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addLayout(side)
        whole.addLayout(main, 1)

    def _connect(self) -> None:
        self.people.chosen.connect(self.show_persona)
        self.people.moved.connect(self._move)
        self.people.unwanted.connect(self._delete)
        self.form.edited.connect(self._edit)
        self.form.left.connect(self._session.end_merge)
        self.form.portrait.chosen.connect(self._set_portrait)
        self.form.portrait.cropped.connect(lambda crop: self._edit("portrait_crop", crop))
        curves = self.form.curves
        curves.shown.connect(self._show_curve)
        curves.removed.connect(self._remove_curve)
        curves.wanted.connect(self._add_curve)
        undo_by_keys(self, self._undo, self._redo)
        QShortcut(QKeySequence(QKeySequence.StandardKey.New), self, self.add_persona)

    # ---- edits

    def _apply(self, label: str, after: Journey, current: str | None = None, merge: str | None = None) -> None:
        lane = refused(self._journey, after)
        if lane is not None:
            self.refresh()
            self._complain(plain.visible(locked_words(lane.label)))
            return
        if current is not None:
            self._current = current
        self._session.apply(label, after, merge)
        self._complain("")

    def _edit(self, field: str, value: Any) -> None:
        if self._current is None:
            return
        try:
            after = update_persona(self._journey, self._current, **{field: value})
        except ValueError as error:
            self._complain(plain.complaint(error))
            return
        merge = None if field in _CLICKED else f"persona {self._current} {field}"
        self._apply(_LABELS.get(field, _EDIT), after, merge=merge)

    def _set_portrait(self, picture: Picture | None) -> None:
        if self._current is not None:
            self._apply(step("Change portrait"), set_portrait(self._journey, self._current, picture))

    def _move(self, id_: str, before: str | None) -> None:
        self._apply(step("Move persona"), move_personas(self._journey, [id_], before), id_)
        self.refresh()

    def _duplicate(self) -> None:
        if self._current is not None:
            name = self.tr("{name} (copy)").format(name=self._journey.personas[self._current].name).strip()
            self._apply(step("Duplicate persona"), *copy_persona(self._journey, self._current, name))
            self.form.lines["name"].setFocus()

    def _delete_current(self) -> None:
        if self._current is not None:
            self._delete(self._current)

    def _delete(self, id_: str) -> None:
        """Deletes a persona, after asking where cards or curves speak of it."""
        ties = ties_of(self._journey, id_)
        with_curves = False
        if ties.cards or ties.curves:
            name = plain.shortened(self._journey.personas[id_].name, 60) or self.tr("Nameless")
            text = self.tr("Delete “{name}”?").format(name=name)
            detail = self.tr(
                "{cards} cards and {curves} emotion curves with {points} points speak of this persona. "
                "Cards stay and speak of nobody. Undo brings everything back."
            ).format(cards=ties.cards, curves=ties.curves, points=ties.points)
            box = plain.message(self, self.tr("Delete Persona"), text, detail=detail)
            curves = None
            if ties.curves:
                keep = box.addButton(self.tr("Keep Curves"), QMessageBox.ButtonRole.AcceptRole)
                curves = box.addButton(self.tr("Delete Curves Too"), QMessageBox.ButtonRole.DestructiveRole)
            else:
                keep = box.addButton(self.tr("Delete"), QMessageBox.ButtonRole.AcceptRole)
            box.addButton(QMessageBox.StandardButton.Cancel)
            box.setDefaultButton(keep)
            box.exec()
            if box.clickedButton() not in (keep, curves):
                return
            with_curves = box.clickedButton() is curves
        order = list(self._journey.personas)
        at = order.index(id_)
        rest = order[:at] + order[at + 1 :]
        following = rest[min(at, len(rest) - 1)] if rest else None
        after = remove_personas(self._journey, [id_], with_curves=with_curves)
        self._apply(step("Delete persona"), after, following)
        self.people.setFocus()

    def _show_curve(self, id_: str, how: Shown) -> None:
        self._apply(STEPS[how], show_curve(self._journey, id_, how))

    def _remove_curve(self, id_: str) -> None:
        self._apply(step("Delete emotion curve"), remove_curves(self._journey, [id_]))

    def _add_curve(self) -> None:
        if self._current is not None:
            after, _ = add_curve(self._journey, self._current)
            self._apply(step("Add emotion curve"), after)

    # ---- undo

    def _undo(self) -> None:
        """The last step, as far as it was done in this window."""
        if self._session.position > self._opened:
            self._session.undo()

    def _redo(self) -> None:
        self._session.redo()

    def _put_back(self) -> None:
        if self._session.position > self._opened:
            self._session.jump(self._opened)

    # ---- files

    def _to_file(self) -> None:
        if self._current is None:
            return
        from cjm_desktop.windows.document import start_folder

        file = persona_file.of_map(self._journey, self._current)
        stem = plain.file_stem(file.persona.name) or self.tr("persona")
        start = start_folder() / f"{stem}{persona_file.SUFFIX}"
        chosen, _ = QFileDialog.getSaveFileName(self, self.tr("Save Persona"), str(start), _kinds())
        if not chosen:
            return
        path = Path(chosen)
        if path.suffix.lower() != persona_file.SUFFIX:
            path = path.with_name(path.name + persona_file.SUFFIX)
            # The file dialog asked about the name as it was written, not about the one with the suffix.
            text = self.tr("“{name}” exists already. Replace it?").format(name=plain.visible(path.name))
            detail = self.tr("What is in it now will be gone.")
            if path.exists() and not plain.ask(self, self.tr("Save Persona"), text, detail, self.tr("Replace")):
                return
        try:
            persona_file.save(file, path)
        except FileProblem as problem:
            plain.tell(self, self.tr("The persona was not saved"), str(problem))
            return
        settings.store(settings.FOLDER, str(path.absolute().parent))
        self.said.setText(self.tr("Saved {name}").format(name=plain.shortened(plain.visible(path.name), 40)))

    def _from_file(self) -> None:
        from cjm_desktop.windows.document import start_folder

        chosen, _ = QFileDialog.getOpenFileNames(self, self.tr("Add Persona"), str(start_folder()), _kinds())
        read = []
        for path in chosen:
            try:
                read.append(persona_file.load(path))
            except FileProblem as problem:
                plain.tell(self, self.tr("The persona cannot be read"), str(problem))
        self._take_in(tuple(read))

    def _from_library(self) -> None:
        dialog = library.LibraryDialog(self._appearance, self)
        dialog.exec()
        self._take_in(dialog.chosen)
        dialog.deleteLater()

    def _keep(self) -> None:
        if self._current is not None:
            path = library.keep(persona_file.of_map(self._journey, self._current), self)
            if path is not None:
                self.said.setText(self.tr("Kept in the library"))

    def _take_in(self, read: tuple[persona_file.PersonaFile, ...]) -> None:
        """Adds personas from files, all in one step, and says what was mended in them."""
        journey, last = self._journey, None
        for file in read:
            journey, last = take_in_persona(journey, file.persona, file.portrait, file.channels)
            scripts.serve([file.persona.name])
        self._apply(step("Add persona"), journey, last)
        notes = [note for file in read for note in file.notes]
        if notes:
            from cjm_desktop.windows.dialogs import NotesDialog

            NotesDialog(self.tr("What was put right in the file"), notes, self).exec()

    def _complain(self, text: str) -> None:
        self.complaint.setText(text)
        self.complaint.setVisible(bool(text))


def _kinds() -> str:
    return (
        QCoreApplication.translate("personas", "Personas (*.cjmpersona)")
        + ";;"
        + QCoreApplication.translate("personas", "All files (*)")
    )
