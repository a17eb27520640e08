"""Pictures come into the map from the palette, the menu, the inspector and by being dropped; bad ones are told of."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QImage
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from cjm_desktop.editing.cards import insert_card, new_card
from cjm_desktop.editing.lanes import insert_lane, new_lane
from cjm_desktop.layout.finding import rect_of
from cjm_desktop.model.pictures import make_picture
from cjm_desktop.model.records import LaneKind
from cjm_desktop.windows import pictures
from cjm_desktop.windows.main_window import MainWindow
from tests.windows.holding import session_of, workspace_of

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)

Choose = Callable[[Path | None], None]


def picture_bytes(colour: str = "red") -> bytes:
    out = BytesIO()
    Image.new("RGB", (40, 30), colour).save(out, "PNG")
    return out.getvalue()


@pytest.fixture
def picture_file(tmp_path: Path) -> Path:
    path = tmp_path / "The feeder.png"
    path.write_bytes(picture_bytes())
    return path


def test_the_palette_asks_for_a_picture_and_places_it(
    sample: MainWindow, picture_file: Path, chosen_file: Choose, qtbot: QtBot
) -> None:
    session, workspace = session_of(sample), workspace_of(sample)
    before = session.journey
    chosen_file(picture_file)
    tile = workspace.palette_panel.tiles[-1]
    assert tile.text() == "Picture"
    qtbot.mouseClick(tile, Qt.MouseButton.LeftButton)
    workspace.canvas.commit_editing()
    (id_,) = session.journey.cards.keys() - before.cards.keys()
    card = session.journey.cards[id_]
    assert card.lane is not None
    assert session.journey.lanes[card.lane].kind is LaneKind.PICTURES
    assert card.picture is not None
    picture = session.journey.pictures[card.picture]
    assert (picture.width, picture.height, picture.alt) == (40, 30, "The feeder")
    assert session.steps == ("Add picture",)
    session.undo()
    assert session.journey == before


def test_a_second_picture_goes_into_the_same_lane(sample: MainWindow, tmp_path: Path, chosen_file: Choose) -> None:
    session = session_of(sample)
    for number, colour in enumerate(("red", "blue")):
        file = tmp_path / f"{number}.png"
        file.write_bytes(picture_bytes(colour))
        chosen_file(file)
        sample.actions_by_id["insert-picture"].trigger()
    assert len(session.journey.pictures) == 2
    assert sum(lane.kind is LaneKind.PICTURES for lane in session.journey.lanes.values()) == 1


def test_no_picture_is_no_card(sample: MainWindow, chosen_file: Choose) -> None:
    chosen_file(None)
    sample.actions_by_id["insert-picture"].trigger()
    assert session_of(sample).steps == ()


@pytest.mark.parametrize(
    ("data", "words"), [(b"<svg/>", "is no PNG"), (b"", "is no PNG"), (b"x" * 3_000_000, "larger than 2 megabytes")]
)
def test_a_bad_file_is_told_of(
    sample: MainWindow,
    tmp_path: Path,
    chosen_file: Choose,
    answers: Any,
    monkeypatch: pytest.MonkeyPatch,
    data: bytes,
    words: str,
) -> None:
    monkeypatch.setattr(pictures, "_MEGABYTES", 2)
    path = tmp_path / "bad.png"
    path.write_bytes(data)
    chosen_file(path)
    sample.actions_by_id["insert-picture"].trigger()
    assert words in answers.asked[0]
    assert session_of(sample).steps == ()


def test_a_missing_file_is_told_of(sample: MainWindow, tmp_path: Path, chosen_file: Choose, answers: Any) -> None:
    chosen_file(tmp_path / "gone.png")
    sample.actions_by_id["insert-picture"].trigger()
    assert "cannot be read" in answers.asked[0]


@pytest.mark.parametrize(("key", "table"), [("picture", "cards"), ("portrait", "personas")])
def test_the_inspector_chooses_and_removes(
    sample: MainWindow, picture_file: Path, chosen_file: Choose, qtbot: QtBot, key: str, table: str
) -> None:
    session, workspace = session_of(sample), workspace_of(sample)
    id_ = next(iter(getattr(session.journey, table)))
    workspace.inspect((id_,))
    editor: Any = workspace.inspector.editor(key)
    assert editor.remove.isHidden()
    chosen_file(picture_file)
    qtbot.mouseClick(editor.choose, Qt.MouseButton.LeftButton)
    chosen = getattr(getattr(session.journey, table)[id_], key)
    assert chosen in session.journey.pictures
    assert editor.choose.text() == "Replace…"
    qtbot.mouseClick(editor.remove, Qt.MouseButton.LeftButton)
    assert getattr(getattr(session.journey, table)[id_], key) is None
    assert not session.journey.pictures
    assert len(session.steps) == 2


def test_a_picture_dropped_onto_the_map_lands_there(sample: MainWindow, picture_file: Path, qtbot: QtBot) -> None:
    session, canvas = session_of(sample), workspace_of(sample).canvas
    stage = list(session.journey.stages)[3]
    rect = rect_of(canvas.layout_now(), stage)
    assert rect is not None
    place = canvas.from_map(rect.center)
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(picture_file))])
    copy, left, none = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    before = session.journey.cards.keys()
    viewport = canvas.viewport()
    QApplication.sendEvent(viewport, QDragEnterEvent(place.toPoint(), copy, mime, left, none))
    QApplication.sendEvent(viewport, QDropEvent(QPointF(place), copy, mime, left, none))
    qtbot.waitUntil(lambda: len(session.journey.cards) > len(before))
    (id_,) = session.journey.cards.keys() - before
    card = session.journey.cards[id_]
    assert card.stage == stage
    assert card.picture in session.journey.pictures


def test_a_picture_of_another_program_dropped_onto_the_map_lands_there(sample: MainWindow, qtbot: QtBot) -> None:
    session, canvas = session_of(sample), workspace_of(sample).canvas
    place = canvas.viewport().rect().center()
    image = QImage(40, 30, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.green)
    mime = QMimeData()
    mime.setImageData(image)
    copy, left, none = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    before = session.journey.cards.keys()
    entering = QDragEnterEvent(place, copy, mime, left, none)
    QApplication.sendEvent(canvas.viewport(), entering)
    assert entering.isAccepted()
    QApplication.sendEvent(canvas.viewport(), QDropEvent(QPointF(place), copy, mime, left, none))
    qtbot.waitUntil(lambda: len(session.journey.cards) > len(before))
    (id_,) = session.journey.cards.keys() - before
    shown = session.journey.cards[id_].picture
    assert shown is not None
    assert session.journey.pictures[shown].width == 40


def test_a_photograph_dropped_onto_the_start_page_is_refused(window: MainWindow, tmp_path: Path) -> None:
    """A PNG may hold a map, a JPEG none."""
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(tmp_path / "The feeder.jpg"))])
    event = QDragEnterEvent(
        QPoint(20, 20), Qt.DropAction.CopyAction, mime, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    )
    event.ignore()
    QApplication.sendEvent(window, event)
    assert not event.isAccepted()


def test_an_empty_frame_on_the_map_gets_its_picture(
    sample: MainWindow, picture_file: Path, chosen_file: Choose, qtbot: QtBot
) -> None:
    session, canvas = session_of(sample), workspace_of(sample).canvas
    lane = new_lane(session.journey, "storyboard")
    after = insert_lane(session.journey, lane)
    card = new_card(after, lane.id, next(iter(after.stages)), "She waits")
    session.apply("x", insert_card(after, card))
    canvas.select([card.id])
    chosen_file(None)
    canvas.picture_requested.emit(card.id)
    assert session.steps == ("x",)
    chosen_file(picture_file)
    canvas.setFocus()
    qtbot.keyClick(canvas, Qt.Key.Key_Return)
    shown = session.journey.cards[card.id]
    assert shown.picture in session.journey.pictures
    assert session.steps == ("x", "Add picture")
    session.undo()
    assert session.journey.pictures == {}


def test_a_copied_picture_keeps_its_own_bytes_and_pixels_without_any_become_a_png_of_modest_size() -> None:
    own = QMimeData()
    own.setImageData(QImage(2000, 1000, QImage.Format.Format_RGB32))
    own.setData("image/png", picture_bytes())
    assert pictures.copied_picture(own) == (make_picture(picture_bytes()), "")
    bare = QMimeData()
    bare.setImageData(QImage(2000, 1000, QImage.Format.Format_RGB32))
    picture, problem = pictures.copied_picture(bare)
    assert picture is not None
    assert (picture.mime, picture.width, picture.height, problem) == ("image/png", 1600, 800, "")
    own.setData("image/png", b"<svg/>")
    assert pictures.copied_picture(own)[0] is None
