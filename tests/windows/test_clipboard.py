"""Cut, copy, paste and duplicate by keys: within a map, between windows, to and from other programs."""

from __future__ import annotations

import json
from io import BytesIO
from pathlib import Path
from xml.etree import ElementTree

import pytest
from PIL import Image
from PySide6.QtCore import QByteArray, QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QCursor, QGuiApplication, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from cjm_desktop.app import Desktop
from cjm_desktop.canvas.selection import cell_rect
from cjm_desktop.editing.things import remove
from cjm_desktop.formats import clip_file
from cjm_desktop.formats.sheet_grid import grid_of
from cjm_desktop.formats.sheet_marks import marks_of
from cjm_desktop.formats.table import read_html, read_separated, write_separated
from cjm_desktop.layout.dropping import Cell
from cjm_desktop.layout.finding import rect_of
from cjm_desktop.model.journey import Journey
from cjm_desktop.model.records import LaneKind
from cjm_desktop.windows import clipboard
from cjm_desktop.windows.main_window import MainWindow
from tests.maps import png, random_map
from tests.windows.holding import session_of, workspace_of

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


def press(window: MainWindow, key: Qt.Key, keys: Qt.KeyboardModifier = CTRL) -> None:
    QTest.keyClick(QApplication.focusWidget() or workspace_of(window).canvas, key, keys)


def offer(**formats: object) -> None:
    """Another program copied something."""
    data = QMimeData()
    for name, value in formats.items():
        match name:
            case "text":
                data.setText(str(value))
            case "html":
                data.setHtml(str(value))
            case "image":
                data.setImageData(value)
            case "files":
                data.setUrls([QUrl.fromLocalFile(str(value))])
            case _:
                assert isinstance(value, bytes)
                data.setData(name.replace("_", "/", 1).replace("__", "+"), QByteArray(value))
    QGuiApplication.clipboard().setMimeData(data)


def offered() -> QMimeData:
    found = QGuiApplication.clipboard().mimeData()
    assert found is not None
    return found


def column(journey: Journey, lane: str, stage: str) -> list[str]:
    return [card.text for card in journey.cards.values() if (card.lane, card.stage) == (lane, stage)]


def focused(window: MainWindow) -> MainWindow:
    window.activateWindow()
    workspace_of(window).canvas.setFocus()
    return window


@pytest.fixture
def edited(sample: MainWindow) -> MainWindow:
    return focused(sample)


def test_copy_and_paste_behind_the_card(edited: MainWindow) -> None:
    session, canvas = session_of(edited), workspace_of(edited).canvas
    before = session.journey
    canvas.select(["card-actions-need"])
    press(edited, Qt.Key.Key_C)
    assert session.journey is before
    press(edited, Qt.Key.Key_V)
    text = before.cards["card-actions-need"].text
    assert column(session.journey, "lane-actions", "stage-need") == [text, text]
    (id_,) = canvas.selection
    assert id_ not in before.cards
    assert session.steps == ("Paste action",)
    press(edited, Qt.Key.Key_Z)
    assert session.journey is before


def test_cut_and_paste_into_a_cell(edited: MainWindow) -> None:
    session, canvas = session_of(edited), workspace_of(edited).canvas
    text = session.journey.cards["card-actions-need"].text
    canvas.select(["card-actions-need"])
    press(edited, Qt.Key.Key_X)
    assert "card-actions-need" not in session.journey.cards
    canvas.select_cell(Cell("lane-pains", "stage-need"))
    press(edited, Qt.Key.Key_V)
    assert column(session.journey, "lane-pains", "stage-need") == [text]
    assert session.steps == ("Cut action", "Paste pain point")


def test_duplicate_keeps_the_clipboard(edited: MainWindow) -> None:
    session, canvas = session_of(edited), workspace_of(edited).canvas
    QGuiApplication.clipboard().setText("kept")
    canvas.select(["stage-search"])
    press(edited, Qt.Key.Key_D)
    assert [stage.name for stage in session.journey.stages.values()][1:3] == ["Search", "Search"]
    assert session.steps == ("Duplicate stage",)
    assert offered().text() == "kept"
    assert canvas.selection == (list(session.journey.stages)[2],)


def test_paste_into_another_window(edited: MainWindow, desktop: Desktop) -> None:
    canvas = workspace_of(edited).canvas
    canvas.select(["lane-touchpoints"])
    press(edited, Qt.Key.Key_C)
    other = desktop.another_window(edited)
    other.commands.file.start_from_template("service-blueprint", True)
    QTest.qWaitForWindowExposed(other)
    # As from another process: only bytes travel.
    data = bytes(offered().data(clip_file.MIME).data())
    offer(**{"application_vnd.cjm.clip__json": data})
    focused(other).commands.clipboard.paste()
    journey = session_of(other).journey
    (lane,) = [journey.lanes[id_] for id_ in workspace_of(other).canvas.selection]
    assert lane.role == "touchpoints"
    assert [channel.name for channel in journey.channels.values()] == ["Marketplace", "Web checkout"]
    there = [card for card in journey.cards.values() if card.lane == lane.id]
    assert len(there) == sum(card.lane == "lane-touchpoints" for card in session_of(edited).journey.cards.values())


def test_what_other_programs_get(edited: MainWindow) -> None:
    session, canvas = session_of(edited), workspace_of(edited).canvas
    canvas.select(["card-actions-need"])
    press(edited, Qt.Key.Key_C)
    data = offered()
    assert data.text() == session.journey.cards["card-actions-need"].text
    assert not data.hasHtml()
    assert json.loads(bytes(data.data(clip_file.MIME).data()))["clip"] == ["card-actions-need"]
    canvas.select(["card-actions-need", "card-actions-search", "card-goals-search"])
    press(edited, Qt.Key.Key_C)
    cards = session.journey.cards
    rows = (
        (cards["card-actions-need"].text, cards["card-actions-search"].text),
        ("", cards["card-goals-search"].text),
    )
    assert read_separated(offered().text()).rows == rows
    html = read_html(offered().html())
    assert html is not None
    assert html.rows == rows
    image = QImage(offered().imageData())
    assert image.width() > 600
    assert image.dotsPerMeterX() == pytest.approx(192 / 0.0254, abs=2)


def test_copying_thousands_of_cards_makes_nothing_before_it_is_asked_for(
    window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    window.show_journey(random_map(1, 300))
    made: list[str] = []
    monkeypatch.setattr(clip_file, "dumps", lambda _clip: made.append("bytes") or b"{}")
    canvas = workspace_of(focused(window)).canvas
    canvas.select_all()
    press(window, Qt.Key.Key_C)
    assert made == []
    assert clipboard.CLIP in offered().formats()
    offered().data(clipboard.CLIP)
    offered().data(clipboard.CLIP)
    assert made == ["bytes"]


def test_copy_as_picture_table_and_text(edited: MainWindow) -> None:
    session, canvas = session_of(edited), workspace_of(edited).canvas
    canvas.select_none()
    press(edited, Qt.Key.Key_C, CTRL | SHIFT)
    whole = QImage(offered().imageData())
    size = canvas.layout_now().size
    assert whole.width() / whole.height() == pytest.approx(size.width / size.height, rel=0.01)
    canvas.select(["card-actions-need"])
    press(edited, Qt.Key.Key_C, CTRL | SHIFT)
    assert QImage(offered().imageData()).height() < whole.height() / 3
    canvas.select_none()
    edited.actions_by_id["copy-table"].trigger()
    rows = read_separated(offered().text()).rows
    assert rows[0] == ("", *(stage.name for stage in session.journey.stages.values()))
    assert [row[0] for row in rows[1:]] == [lane.label for lane in session.journey.lanes.values()]
    edited.actions_by_id["copy-text"].trigger()
    assert offered().text().startswith(session.journey.title)
    canvas.select(["card-actions-need"])
    edited.actions_by_id["copy-text"].trigger()
    assert offered().text() == session.journey.cards["card-actions-need"].text


def test_copy_as_svg_is_made_on_demand_and_of_what_is_selected(edited: MainWindow) -> None:
    session, canvas = session_of(edited), workspace_of(edited).canvas
    canvas.select_none()
    edited.actions_by_id["copy-svg"].trigger()
    assert "image/svg+xml" in offered().formats()
    assert not offered().hasText()
    whole = ElementTree.fromstring(bytes(offered().data("image/svg+xml").data()))
    ids = {one.get("id") for one in whole.iter()}
    assert {*session.journey.stages, *session.journey.lanes} <= ids
    canvas.select(["card-actions-need"])
    edited.actions_by_id["copy-svg"].trigger()
    before = session.journey
    session.apply("Delete", remove(before, ["card-actions-need"]))
    part = ElementTree.fromstring(bytes(offered().data("image/x-inkscape-svg").data()))
    found = {one.get("id") for one in part.iter()} & {*before.cards, *before.stages, *before.lanes}
    assert found & {*before.cards, *before.stages} == {"card-actions-need"}
    assert before.cards["card-actions-need"].text in {one.get("aria-label") for one in part.iter()}


def test_lines_become_cards_and_on_demand_one(edited: MainWindow) -> None:
    session, canvas = session_of(edited), workspace_of(edited).canvas
    before = session.journey
    offer(text="first\n\n• second\nthird\n")
    canvas.select_cell(Cell("lane-pains", "stage-need"))
    press(edited, Qt.Key.Key_V)
    assert column(session.journey, "lane-pains", "stage-need") == ["first", "second", "third"]
    assert "3 cards pasted" in edited.status.message
    edited.status._offer.click()
    assert column(session.journey, "lane-pains", "stage-need") == ["first\n\n• second\nthird"]
    assert len([step for step in session.steps if step.startswith("Paste")]) == 1
    press(edited, Qt.Key.Key_Z)
    assert session.journey is before
    canvas.select_cell(Cell("lane-pains", "stage-need"))
    press(edited, Qt.Key.Key_V, CTRL | Qt.KeyboardModifier.AltModifier)
    assert column(session.journey, "lane-pains", "stage-need") == ["first\n\n• second\nthird"]


def test_a_table_fills_the_cells_from_the_selected_one_on(edited: MainWindow) -> None:
    session, canvas = session_of(edited), workspace_of(edited).canvas
    before = session.journey
    lanes = list(before.lanes)
    offer(text='"two\nlines"\t\tx\n9\t8\t7\n')
    canvas.select_cell(Cell("lane-thoughts", "stage-delivery"))
    press(edited, Qt.Key.Key_V)
    after = session.journey
    assert len(after.stages) == len(before.stages) + 1
    assert column(after, "lane-thoughts", "stage-delivery")[-2:] == ["two", "lines"]
    new = list(after.stages)[-1]
    assert column(after, "lane-thoughts", new) == ["x"]
    assert lanes[lanes.index("lane-thoughts") + 1] == "lane-emotions"
    assert [point.value for point in after.points.values() if point.stage == new] == [pytest.approx(0.667, abs=0.01)]
    assert "1 stage added" in edited.status.message
    assert len(session.steps) == 1


def test_figures_are_replaced_only_when_asked_for(edited: MainWindow) -> None:
    session, canvas = session_of(edited), workspace_of(edited).canvas
    lane = next(lane.id for lane in session.journey.lanes.values() if lane.kind is LaneKind.METRIC)
    before = session.journey
    values = {id_: metric.value for id_, metric in before.metrics.items()}
    assert len(values) == 2
    offer(text="3\t3\t3\t3\t2 %\t-1 %\n9\n")
    canvas.select((lane,))
    press(edited, Qt.Key.Key_V)
    after = session.journey
    assert {id_: after.metrics[id_].value for id_ in values} == values
    assert len(after.metrics) == 6
    assert "5 things pasted" in edited.status.message
    assert "2 values kept as they were" in edited.status.message
    press(edited, Qt.Key.Key_Z)
    assert session.journey is before
    assert edited.status.message == "", "what is undone is not told of any longer"
    canvas.select((lane,))
    press(edited, Qt.Key.Key_V)
    edited.status._offer.click()
    assert [session.journey.metrics[id_].value for id_ in values] == [2, -1]
    assert len(session.steps) == 1
    press(edited, Qt.Key.Key_Z)
    (first, *_) = values
    canvas.select((first,))
    offer(text="55 %")
    press(edited, Qt.Key.Key_V)
    assert session.journey.metrics[first].value == 55, "the very one is selected"


def test_a_table_of_html_wins_over_the_text(edited: MainWindow) -> None:
    session, canvas = session_of(edited), workspace_of(edited).canvas
    offer(text="a b", html="<table><tr><td colspan=2>a</td><td>b</td></tr></table>")
    canvas.select_cell(Cell("lane-pains", "stage-need"))
    press(edited, Qt.Key.Key_V)
    (id_,) = [id_ for id_, card in session.journey.cards.items() if card.text == "a"]
    assert session.journey.cards[id_].span == 2
    assert "b" in column(session.journey, "lane-pains", "stage-compare")


def test_all_cells_of_the_programs_own_sheet_are_pasted_without_what_is_hidden_there() -> None:
    sheet = grid_of(random_map(2, cards=10, stages=2, lanes=2))
    marks = marks_of(sheet)
    rows = [[marks.corner, *marks.columns]]
    for row, mark in enumerate(marks.rows):
        texts = (sheet.cells[row, n].text if (row, n) in sheet.cells else "" for n in range(len(sheet.columns)))
        rows.append([mark, *texts])
    data = QMimeData()
    data.setText(write_separated(rows))
    found = clipboard.contents_of(data).grid
    assert found is not None
    assert found.rows[0][0] == "Random map 2"


def test_paste_where_the_mouse_is(edited: MainWindow) -> None:
    session, canvas = session_of(edited), workspace_of(edited).canvas
    rect = cell_rect(canvas.layout_now(), Cell("lane-pains", "stage-use"))
    assert rect is not None
    canvas.select_none()
    at = canvas.viewport().mapToGlobal(canvas.from_map(rect.center).toPoint())
    QCursor.setPos(at)
    assert QCursor.pos() == at
    offer(text="here")
    press(edited, Qt.Key.Key_V)
    assert column(session.journey, "lane-pains", "stage-use") == ["here"]
    QCursor.setPos(QPoint(0, 0))


def test_text_goes_into_an_empty_map(window: MainWindow) -> None:
    window.commands.file.start_from_template("blank", False)
    for id_ in ("stages", "lanes"):
        journey = session_of(window).journey
        from cjm_desktop.editing import things

        session_of(window).apply("Empty", things.remove(journey, list(getattr(journey, id_))))
    offer(text="an idea")
    press(focused(window), Qt.Key.Key_V)
    (card,) = session_of(window).journey.cards.values()
    assert (card.text, len(session_of(window).journey.lanes)) == ("an idea", 1)


def test_pictures_from_data_and_files(edited: MainWindow, tmp_path: Path) -> None:
    session, canvas = session_of(edited), workspace_of(edited).canvas
    offer(image_png=png(30, 20))
    canvas.select_cell(Cell("lane-pains", "stage-need"))
    # Bytes of a picture are only there beside a picture: as Qt offers them.
    image = QImage(30, 20, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.red)
    offer(image=image)
    press(edited, Qt.Key.Key_V)
    (card,) = [session.journey.cards[id_] for id_ in canvas.selection]
    assert (card.lane, card.stage) == ("lane-pains", "stage-need")
    assert card.picture is not None
    assert (session.journey.pictures[card.picture].width, session.steps[-1]) == (30, "Paste picture")
    out = BytesIO()
    Image.new("RGB", (12, 8)).save(out, "JPEG")
    file = tmp_path / "door.jpg"
    file.write_bytes(out.getvalue())
    offer(files=file)
    canvas.select(["card-actions-need"])
    press(edited, Qt.Key.Key_V)
    shown = session.journey.cards["card-actions-need"].picture
    assert shown is not None
    assert session.journey.pictures[shown].alt == "door"
    canvas.select(["persona-masha"])
    press(edited, Qt.Key.Key_V)
    assert session.journey.personas["persona-masha"].portrait == shown
    canvas.select_none()
    before = set(session.journey.cards)
    QCursor.setPos(QPoint(0, 0))
    press(edited, Qt.Key.Key_V)
    (new,) = set(session.journey.cards) - before
    lane = session.journey.cards[new].lane
    assert lane is not None
    assert session.journey.lanes[lane].kind is LaneKind.PICTURES


def test_hostile_clipboards_are_told_of_in_a_sentence(edited: MainWindow, tmp_path: Path) -> None:
    session = session_of(edited)
    before = session.journey
    file = tmp_path / "no.png"
    file.write_bytes(b"<svg onload=alert(1)>")
    workspace_of(edited).canvas.select_cell(Cell("lane-pains", "stage-need"))
    for formats, words in (
        ({"application_vnd.cjm.clip__json": b'{"format": "cjm"'}, "cannot be pasted"),
        ({"files": file}, "is no PNG, JPEG or WebP picture"),
        ({"text": "a\n" * 3_000}, "2,000 are the most"),
        ({"text": "a\t" * 3_000}, "are the most"),
        ({"text": "x" * 30_000}, "20,000 characters"),
        ({"html": "<table><tr><td rowspan=99999>a</td><td>b</td></tr></table>"}, "too large"),
        ({"text": "  \n "}, "nothing on the clipboard"),
    ):
        offer(**formats)
        press(edited, Qt.Key.Key_V)
        assert words in edited.status.message.replace("2000", "2,000"), formats
        assert "Traceback" not in edited.status.message
        assert session.journey is before


def test_a_locked_lane_takes_nothing(edited: MainWindow) -> None:
    from cjm_desktop.editing.lanes import update_lane

    session, canvas = session_of(edited), workspace_of(edited).canvas
    session.apply("Lock", update_lane(session.journey, "lane-pains", locked=True))
    before = session.journey
    offer(text="x")
    canvas.select_cell(Cell("lane-pains", "stage-need"))
    press(edited, Qt.Key.Key_V)
    assert session.journey is before
    assert "locked" in edited.status.message


def test_while_a_text_is_written_the_keys_are_the_texts(edited: MainWindow) -> None:
    session, canvas = session_of(edited), workspace_of(edited).canvas
    canvas.select(["card-actions-need"])
    canvas.start_editing("card-actions-need")
    field = canvas.writing.field
    assert field is not None
    press(edited, Qt.Key.Key_C)
    assert offered().text() == session.journey.cards["card-actions-need"].text
    assert clipboard.CLIP not in offered().formats()
    QGuiApplication.clipboard().setText("new words")
    edited.commands.clipboard.paste()
    assert field.toPlainText() == "new words"
    edited.commands.clipboard.cut()
    field.selectAll()
    edited.commands.clipboard.cut()
    assert field.toPlainText() == ""
    assert session.steps == ()
    canvas.commit_editing()


def test_pasted_things_are_found_where_the_map_shows_them(edited: MainWindow) -> None:
    canvas = workspace_of(edited).canvas
    canvas.select_all()
    count = len(canvas.selection)
    press(edited, Qt.Key.Key_C)
    press(edited, Qt.Key.Key_V)
    assert len(canvas.selection) == count
    assert all(rect_of(canvas.layout_now(), id_) is not None for id_ in canvas.selection)
    assert len(session_of(edited).steps) == 1
