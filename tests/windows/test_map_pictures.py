"""Pictures of maps that lie in files are made off the event loop, and what cannot be read is told of."""

from __future__ import annotations

import threading

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QPixmap
from pytestqt.qtbot import QtBot

from cjm_desktop.formats.errors import FileProblem
from cjm_desktop.model.journey import Journey
from cjm_desktop.theme import LIGHT
from cjm_desktop.windows.map_pictures import MapPictures
from cjm_desktop.windows.thumbnails import render

pytestmark = pytest.mark.usefixtures("desktop")


def test_the_picture_is_that_of_the_map(journey: Journey, qtbot: QtBot) -> None:
    pictures = MapPictures(QSize(200, 120), 2.0)
    threads: list[threading.Thread] = []
    got: list[tuple[object, QPixmap, Journey]] = []
    pictures.ready.connect(lambda *made: got.append(made))

    def read() -> Journey:
        threads.append(threading.current_thread())
        return journey

    pictures.ask("a", read, LIGHT)
    qtbot.waitUntil(lambda: bool(got))
    key, pixmap, shown = got[0]
    assert (key, shown) == ("a", journey)
    assert pixmap.toImage() == QPixmap.fromImage(render(journey, LIGHT, 200, 120, 2.0)).toImage()
    assert threads[0] is not threading.main_thread()
    pictures.stop()


def test_the_last_wish_comes_first_and_a_bad_file_is_told_of(journey: Journey, qtbot: QtBot) -> None:
    pictures = MapPictures(QSize(64, 40), 1.0)
    got: list[object] = []
    failed: list[tuple[object, str]] = []
    pictures.ready.connect(lambda key, *_: got.append(key))
    pictures.failed.connect(lambda *told: failed.append(told))
    begun, go_on = threading.Event(), threading.Event()

    def slow() -> Journey:
        begun.set()
        assert go_on.wait(20)
        return journey

    def bad() -> Journey:
        raise FileProblem("a.cjm is empty.")

    pictures.ask("first", slow, LIGHT)
    assert begun.wait(20)
    for key in ("second", "third"):
        pictures.ask(key, lambda: journey, LIGHT)
    pictures.ask("bad", bad, LIGHT)
    pictures.ask("wrong", lambda: 1 / 0, LIGHT)  # type: ignore[arg-type, return-value]
    go_on.set()
    qtbot.waitUntil(lambda: len(got) == 3 and len(failed) == 2)
    assert got == ["first", "third", "second"]
    assert failed[1] == ("bad", "a.cjm is empty.")
    assert failed[0][0] == "wrong"
    pictures.stop()


def test_nothing_is_sent_after_the_end(journey: Journey, qtbot: QtBot) -> None:
    pictures = MapPictures(QSize(64, 40), 1.0)
    got: list[object] = []
    pictures.ready.connect(lambda key, *_: got.append(key))
    begun, go_on = threading.Event(), threading.Event()

    def slow() -> Journey:
        begun.set()
        assert go_on.wait(20)
        return journey

    pictures.ask("a", slow, LIGHT)
    assert begun.wait(20)
    pictures.stop()
    go_on.set()
    qtbot.waitUntil(lambda: not pictures._thread.isRunning())
    assert got == []
