"""The persona editor by mouse and keyboard: fields, portrait, order, curves, undo, files and the library."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QModelIndex, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication, QImage
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot

from cjm_desktop.app import Desktop
from cjm_desktop.editing.curve import Shown, how_shown
from cjm_desktop.editing.session import Session
from cjm_desktop.formats import persona_file
from cjm_desktop.formats.persona_file import PersonaFile
from cjm_desktop.model.journey import Journey, Table
from cjm_desktop.model.records import (
    Card,
    Channel,
    Crop,
    Curve,
    CurveStyle,
    EmotionPoint,
    Lane,
    LaneKind,
    Persona,
    Stage,
)
from cjm_desktop.windows import settings
from cjm_desktop.windows.crop import CropDialog
from cjm_desktop.windows.persona_editor import PersonaEditor
from cjm_desktop.windows.personas import library
from cjm_desktop.windows.personas.library import LibraryDialog
from tests.maps import picture, png
from tests.windows.conftest import Answers
from tests.windows.test_access import nameless

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)

ALT = Qt.KeyboardModifier.AltModifier
CTRL = Qt.KeyboardModifier.ControlModifier
Choose = Callable[[Path | None], None]


def people() -> Journey:
    """Masha (primary, a card, two curves), Oleg and 由紀; a channel of the map's own."""
    return Journey(
        title="A map",
        personas=Table.of(
            [
                Persona(id="masha", name="Masha", primary=True, needs=("rest",), channels=("fair",)),
                Persona(id="oleg", name="Oleg"),
                Persona(id="yuki", name="由紀"),
            ]
        ),
        channels=Table.of([Channel(id="fair", name="Fair", icon="store")]),
        stages=Table.of([Stage(id="s", name="Need")]),
        lanes=Table.of([Lane(id="e", kind=LaneKind.EMOTION, role="emotions", label="Emotions"), Lane(id="l")]),
        cards=Table.of([Card(id="c", lane="l", stage="s", persona="masha")]),
        curves=Table.of(
            [Curve(id="now", lane="e", persona="masha"), Curve(id="then", lane="e", persona="masha", hidden=True)]
        ),
        points=Table.of([EmotionPoint(id="p", curve="now", stage="s", value=1)]),
    )


@pytest.fixture
def session() -> Session:
    made = Session(people())
    # Something that was done before, and is none of the editor's business.
    made.apply("Rename map", made.journey.model_copy(update={"title": "Before"}))
    return made


@pytest.fixture
def editor(session: Session, desktop: Desktop, qtbot: QtBot, tmp_path: Path) -> Iterator[PersonaEditor]:
    settings.store(settings.PERSONAS, str(tmp_path / "library"))
    QGuiApplication.clipboard().clear()
    made = PersonaEditor(session, desktop.appearance)
    qtbot.addWidget(made)
    made.show()
    qtbot.waitExposed(made)
    made.activateWindow()
    yield made
    settings.store(settings.PERSONAS, "")


def retype(qtbot: QtBot, widget: object, text: str) -> None:
    widget.selectAll()  # type: ignore[attr-defined]
    for n, line in enumerate(text.split("\n")):
        if n:
            qtbot.keyClick(widget, Qt.Key.Key_Return)
        qtbot.keyClicks(widget, line)


def test_every_control_has_a_name(editor: PersonaEditor) -> None:
    assert nameless(editor) == []


def test_typing_goes_to_the_map_at_once_as_one_step(editor: PersonaEditor, session: Session, qtbot: QtBot) -> None:
    retype(qtbot, editor.form.lines["name"], "Mascha")
    assert session.journey.personas["masha"].name == "Mascha"
    retype(qtbot, editor.form.areas["goals"], "a calm day\n\n  sleep ")
    qtbot.keyClick(editor.form.areas["goals"], Qt.Key.Key_Tab)
    retype(qtbot, editor.form.areas["quote"], "Four meals.")
    masha = session.journey.personas["masha"]
    assert (masha.goals, masha.quote) == (("a calm day", "sleep"), "Four meals.")
    assert session.steps == ("Rename map", "Rename persona", "Edit persona", "Edit persona")
    assert "Mascha" in editor.people.item(0).text()
    assert "Goals: a calm day; sleep" in editor.preview.accessibleDescription()


def test_enter_in_a_field_does_not_close_and_esc_loses_nothing(
    editor: PersonaEditor, session: Session, qtbot: QtBot
) -> None:
    retype(qtbot, editor.form.lines["archetype"], "office worker")
    qtbot.keyClick(editor.form.lines["archetype"], Qt.Key.Key_Return)
    assert editor.isVisible()
    qtbot.keyClick(editor, Qt.Key.Key_Escape)
    assert not editor.isVisible()
    assert session.journey.personas["masha"].archetype == "office worker"


def test_undo_stays_within_the_window_and_put_back_takes_all_back(
    editor: PersonaEditor, session: Session, qtbot: QtBot
) -> None:
    before = session.journey
    name = editor.form.lines["name"]
    retype(qtbot, name, "M")
    qtbot.mouseClick(editor.form.primary, Qt.MouseButton.LeftButton)
    qtbot.keyClick(name, Qt.Key.Key_Z, CTRL)
    assert session.journey.personas["masha"].primary
    qtbot.keyClick(name, Qt.Key.Key_Z, CTRL)
    qtbot.keyClick(name, Qt.Key.Key_Z, CTRL)
    assert session.journey is before
    assert name.text() == "Masha"
    assert not editor.put_back.isEnabled()
    qtbot.keyClick(name, Qt.Key.Key_Z, CTRL | Qt.KeyboardModifier.ShiftModifier)
    assert name.text() == "M"
    qtbot.mouseClick(editor.put_back, Qt.MouseButton.LeftButton)
    assert session.journey is before
    assert session.can_undo


def test_personas_are_chosen_and_moved_by_keys(editor: PersonaEditor, session: Session, qtbot: QtBot) -> None:
    editor.people.setFocus()
    qtbot.keyClick(editor.people, Qt.Key.Key_Down)
    assert editor.form.lines["name"].text() == "Oleg"
    qtbot.keyClick(editor.people, Qt.Key.Key_Up, ALT)
    assert list(session.journey.personas) == ["oleg", "masha", "yuki"]
    assert editor.current == "oleg"
    qtbot.keyClick(editor.people, Qt.Key.Key_Up, ALT)
    qtbot.keyClick(editor.people, Qt.Key.Key_Down, ALT)
    qtbot.keyClick(editor.people, Qt.Key.Key_Down, ALT)
    qtbot.keyClick(editor.people, Qt.Key.Key_Down, ALT)
    assert list(session.journey.personas) == ["masha", "yuki", "oleg"]
    assert editor.people.currentRow() == 2


@pytest.mark.parametrize(
    ("start", "to", "order"),
    [(0, 3, ["oleg", "yuki", "masha"]), (2, 0, ["yuki", "masha", "oleg"]), (0, 2, ["oleg", "masha", "yuki"])],
)
def test_a_row_that_is_dragged_moves_the_persona(
    editor: PersonaEditor, session: Session, start: int, to: int, order: list[str]
) -> None:
    model, root = editor.people.model(), QModelIndex()
    assert model.moveRow(root, start, root, to)
    assert list(session.journey.personas) == order
    assert session.steps[-1] == "Move persona"
    assert [editor.people.item(n).data(Qt.ItemDataRole.UserRole) for n in range(3)] == order


def test_personas_are_added_and_duplicated(editor: PersonaEditor, session: Session, qtbot: QtBot) -> None:
    qtbot.mouseClick(editor.duplicate, Qt.MouseButton.LeftButton)
    assert [one.name for one in session.journey.personas.values()] == ["Masha", "Masha (copy)", "Oleg", "由紀"]
    assert editor.form.lines["name"].text() == "Masha (copy)"
    qtbot.mouseClick(editor.add, Qt.MouseButton.LeftButton)
    assert editor.form.lines["name"].hasFocus()
    qtbot.keyClicks(editor.form.lines["name"], "Ann")
    assert [one.name for one in session.journey.personas.values()][-1] == "Ann"


def test_a_third_primary_persona_is_allowed_and_gets_a_note(
    editor: PersonaEditor, session: Session, qtbot: QtBot
) -> None:
    for id_, noted in (("oleg", False), ("yuki", True)):
        editor.show_persona(id_)
        qtbot.mouseClick(editor.form.primary, Qt.MouseButton.LeftButton)
        assert session.journey.personas[id_].primary
        assert editor.form.hint.isVisible() == noted
    assert editor.form.hint.text().startswith("3 personas are primary")


@pytest.mark.parametrize(("answer", "curves"), [("Keep Curves", 2), ("Delete Curves Too", 0), ("Cancel", 2)])
def test_deleting_says_what_goes_along(
    editor: PersonaEditor, session: Session, qtbot: QtBot, answers: Answers, answer: str, curves: int
) -> None:
    answers.button = answer
    editor.people.setFocus()
    qtbot.keyClick(editor.people, Qt.Key.Key_Delete)
    assert "1 cards and 2 emotion curves with 1 points" in answers.asked[0]
    assert ("masha" in session.journey.personas) == (answer == "Cancel")
    assert len(session.journey.curves) == curves
    assert session.journey.cards["c"].persona == ("masha" if answer == "Cancel" else None)
    assert editor.current == ("masha" if answer == "Cancel" else "oleg")


def test_a_persona_that_nothing_speaks_of_goes_without_a_question(
    editor: PersonaEditor, session: Session, qtbot: QtBot, answers: Answers
) -> None:
    editor.show_persona("yuki")
    qtbot.mouseClick(editor.delete, Qt.MouseButton.LeftButton)
    assert answers.asked == []
    assert list(session.journey.personas) == ["masha", "oleg"]
    assert editor.current == "oleg"


def test_a_map_without_personas_can_get_one(session: Session, desktop: Desktop, qtbot: QtBot) -> None:
    session.load(Journey())
    editor = PersonaEditor(session, desktop.appearance)
    qtbot.addWidget(editor)
    editor.show()
    assert not editor.form.isVisible()
    assert not editor.duplicate.isEnabled()
    qtbot.mouseClick(editor.add, Qt.MouseButton.LeftButton)
    assert editor.form.isVisible()
    qtbot.keyClicks(editor.form.lines["name"], "Ann")
    (ann,) = session.journey.personas.values()
    assert (ann.name, ann.primary) == ("Ann", True)


def test_channels_are_pressed_and_written(editor: PersonaEditor, session: Session, qtbot: QtBot) -> None:
    field = editor.form.channels
    assert field.pills["fair"].isChecked()
    qtbot.mouseClick(field.pills["phone"], Qt.MouseButton.LeftButton)
    qtbot.mouseClick(field.pills["fair"], Qt.MouseButton.LeftButton)
    qtbot.keyClicks(field.line, "by heart")
    qtbot.keyClick(field.line, Qt.Key.Key_Return)
    assert editor.isVisible()
    assert session.journey.personas["masha"].channels == ("phone", "by heart")
    assert field.pills["by heart"].isChecked()
    qtbot.mouseClick(field.pills["by heart"], Qt.MouseButton.LeftButton)
    assert session.journey.personas["masha"].channels == ("phone",)
    assert "by heart" not in field.pills


# ---- portrait


def test_a_portrait_is_chosen_cropped_and_removed(
    editor: PersonaEditor,
    session: Session,
    qtbot: QtBot,
    chosen_file: Choose,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    field = editor.form.portrait
    assert not field.crop.isEnabled()
    path = tmp_path / "face.png"
    path.write_bytes(png(40, 60))
    chosen_file(path)
    qtbot.mouseClick(field.face, Qt.MouseButton.LeftButton)
    masha = session.journey.personas["masha"]
    assert masha.portrait in session.journey.pictures

    def crop(dialog: CropDialog) -> int:
        assert dialog.area.frame_rect().width() == pytest.approx(dialog.area.frame_rect().height(), abs=1.5)
        dialog.area.set_crop(Crop(x=0.2, y=0.1, width=0.6, height=0.4))
        dialog.accept()
        return dialog.result()

    monkeypatch.setattr(CropDialog, "exec", crop)
    qtbot.mouseClick(field.face, Qt.MouseButton.LeftButton)
    cropped = session.journey.personas["masha"].portrait_crop
    assert cropped is not None
    assert (cropped.x, cropped.width) == (0.2, 0.6)
    monkeypatch.setattr(CropDialog, "exec", lambda _dialog: QDialog.DialogCode.Rejected)
    qtbot.mouseClick(field.crop, Qt.MouseButton.LeftButton)
    assert session.journey.personas["masha"].portrait_crop == cropped
    field.face.setFocus()
    qtbot.keyClick(field.face, Qt.Key.Key_Delete)
    assert session.journey.personas["masha"].portrait is None
    assert not session.journey.pictures


def test_a_portrait_is_pasted(editor: PersonaEditor, session: Session, qtbot: QtBot) -> None:
    field = editor.form.portrait
    assert not field.paste.isEnabled()
    image = QImage(2000, 1000, QImage.Format.Format_RGB32)
    image.fill(0)
    QGuiApplication.clipboard().setImage(image)
    qtbot.waitUntil(field.paste.isEnabled)
    field.face.setFocus()
    qtbot.keyClick(field.face, Qt.Key.Key_V, CTRL)
    pasted = session.journey.pictures[session.journey.personas["masha"].portrait or ""]
    assert (pasted.mime, pasted.width, pasted.height) == ("image/png", 1600, 800)


def test_a_portrait_is_dropped(editor: PersonaEditor, session: Session, tmp_path: Path) -> None:
    path = tmp_path / "face.png"
    path.write_bytes(png(40, 60))
    mime, face = QMimeData(), editor.form.portrait.face
    mime.setUrls([QUrl.fromLocalFile(str(path))])
    buttons, keys, copy = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, Qt.DropAction.CopyAction
    entering = QDragEnterEvent(face.rect().center(), copy, mime, buttons, keys)
    face.dragEnterEvent(entering)
    assert entering.isAccepted()
    face.dropEvent(QDropEvent(QPointF(face.rect().center()), copy, mime, buttons, keys))
    assert session.journey.personas["masha"].portrait in session.journey.pictures
    words = QMimeData()
    words.setText("a text")
    refused = QDragEnterEvent(face.rect().center(), copy, words, buttons, keys)
    face.dragEnterEvent(refused)
    assert not refused.isAccepted()


# ---- curves


def test_curves_are_shown_ghosted_hidden_added_and_removed(
    editor: PersonaEditor, session: Session, qtbot: QtBot
) -> None:
    field = editor.form.curves
    assert list(field.choices) == ["now", "then"]
    assert field.choices["then"].currentData() == Shown.HIDDEN
    field.choices["now"].setFocus()
    qtbot.keyClick(field.choices["now"], Qt.Key.Key_Down)
    assert session.journey.curves["now"].style is CurveStyle.GHOST
    qtbot.keyClick(field.choices["now"], Qt.Key.Key_Down)
    assert how_shown(session.journey.curves["now"]) is Shown.HIDDEN
    qtbot.mouseClick(field.removers["then"], Qt.MouseButton.LeftButton)
    assert list(session.journey.curves) == ["now"]
    editor.show_persona("oleg")
    assert field.choices == {}
    assert field.add.text() == "Add curve for Oleg"
    qtbot.mouseClick(field.add, Qt.MouseButton.LeftButton)
    assert [curve.persona for curve in session.journey.curves.values()] == ["masha", "oleg"]
    assert len(field.choices) == 1


# ---- files and library


def test_a_persona_goes_to_a_file_and_comes_back(
    editor: PersonaEditor, session: Session, qtbot: QtBot, chosen_file: Choose, tmp_path: Path
) -> None:
    chosen_file(tmp_path / "masha")
    qtbot.mouseClick(editor.save_file, Qt.MouseButton.LeftButton)
    path = tmp_path / "masha.cjmpersona"
    assert persona_file.load(path).persona == session.journey.personas["masha"]
    chosen_file(path)
    qtbot.mouseClick(editor.open_file, Qt.MouseButton.LeftButton)
    assert [one.name for one in session.journey.personas.values()] == ["Masha", "Oleg", "由紀", "Masha"]
    assert editor.current == list(session.journey.personas)[-1] != "masha"
    assert editor.form.lines["name"].text() == "Masha"


def test_a_file_that_is_no_persona_is_told_of(
    editor: PersonaEditor, session: Session, qtbot: QtBot, chosen_file: Choose, answers: Answers, tmp_path: Path
) -> None:
    path = tmp_path / "map.cjmpersona"
    path.write_text('{"format": "cjm", "version": "1.0"}')
    chosen_file(path)
    before = session.journey
    qtbot.mouseClick(editor.open_file, Qt.MouseButton.LeftButton)
    assert "is not a persona" in answers.asked[0]
    chosen_file(tmp_path)
    qtbot.mouseClick(editor.save_file, Qt.MouseButton.LeftButton)
    assert session.journey is before


def test_the_library_keeps_personas(
    editor: PersonaEditor,
    session: Session,
    qtbot: QtBot,
    answers: Answers,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    where = tmp_path / "library"
    qtbot.mouseClick(editor.keep, Qt.MouseButton.LeftButton)
    assert [path.name for path in library.files(where)] == ["masha.cjmpersona"]
    retype(qtbot, editor.form.areas["quote"], "New.")
    answers.button = "Cancel"
    qtbot.mouseClick(editor.keep, Qt.MouseButton.LeftButton)
    assert persona_file.load(where / "masha.cjmpersona").persona.quote == ""
    answers.button = "Keep Both"
    qtbot.mouseClick(editor.keep, Qt.MouseButton.LeftButton)
    assert persona_file.load(where / "masha-2.cjmpersona").persona.quote == "New."
    answers.button = "Replace"
    qtbot.mouseClick(editor.keep, Qt.MouseButton.LeftButton)
    assert persona_file.load(where / "masha.cjmpersona").persona.quote == "New."
    assert len(library.files(where)) == 2

    def add_both(dialog: LibraryDialog) -> int:
        assert nameless(dialog) == []
        dialog.show()
        dialog.list.setFocus()
        qtbot.keyClick(dialog.list, Qt.Key.Key_A, CTRL)
        qtbot.mouseClick(dialog.add, Qt.MouseButton.LeftButton)
        return dialog.result()

    monkeypatch.setattr(LibraryDialog, "exec", add_both)
    qtbot.mouseClick(editor.from_library, Qt.MouseButton.LeftButton)
    assert [one.name for one in session.journey.personas.values()] == ["Masha", "Oleg", "由紀", "Masha", "Masha"]
    assert session.steps[-1] == "Add persona"


def test_the_library_lists_what_it_can_read_and_deletes_after_asking(
    desktop: Desktop, qtbot: QtBot, answers: Answers, tmp_path: Path
) -> None:
    settings.store(settings.PERSONAS, str(tmp_path / "nowhere"))
    empty = LibraryDialog(desktop.appearance)
    qtbot.addWidget(empty)
    assert not empty.empty.isHidden()
    assert not empty.add.isEnabled()
    settings.store(settings.PERSONAS, str(tmp_path))
    face = picture(20, 30)
    ann = Persona(id="a", name="Ann", archetype="nurse", portrait=face.id)
    persona_file.save(PersonaFile(ann, face), tmp_path / "ann.cjmpersona")
    (tmp_path / "broken.cjmpersona").write_text("{")
    (tmp_path / "notes.txt").write_text("no persona")
    dialog = LibraryDialog(desktop.appearance)
    qtbot.addWidget(dialog)
    dialog.show()
    read = ["Ann · nurse", "broken (cannot be read)"]
    qtbot.waitUntil(lambda: [dialog.list.item(n).text() for n in range(2)] == read)
    assert not dialog.list.item(0).icon().isNull()
    answers.button = "Cancel"
    qtbot.keyClick(dialog.list, Qt.Key.Key_Delete)
    assert (tmp_path / "ann.cjmpersona").exists()
    answers.button = "Delete"
    qtbot.mouseClick(dialog.delete, Qt.MouseButton.LeftButton)
    assert not (tmp_path / "ann.cjmpersona").exists()
    assert dialog.list.count() == 1
    settings.store(settings.PERSONAS, "")


def test_nothing_is_left_blank_beneath_the_last_field(editor: PersonaEditor, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: editor.form.height() > 0)
    form, note = editor.form, editor.form.areas["note"]
    end = note.mapTo(form, note.rect().bottomLeft()).y()
    area = form.parentWidget()
    assert area is not None
    assert form.height() <= max(end + 40, area.height())
