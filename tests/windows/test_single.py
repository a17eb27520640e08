"""One program, several windows: a later start hands its files over and ends; whatever state the first one is in."""

from __future__ import annotations

import os
import signal
import stat
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtNetwork import QLocalSocket
from pytestqt.qtbot import QtBot

from cjm_desktop.app import Desktop
from cjm_desktop.storage.claims import Claim
from cjm_desktop.windows import single
from cjm_desktop.windows.main_window import MainWindow
from cjm_desktop.windows.single import First, Place, Request, become_first
from tests.windows.conftest import Answers

pytestmark = pytest.mark.usefixtures("qapp")

PATHS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=30).map("/{}".format)


def started(*arguments: str, **environment: str) -> subprocess.Popen[str]:
    """A start of the program, without a screen."""
    return subprocess.Popen(
        [sys.executable, "-m", "cjm_desktop", *arguments],
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen", **environment},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def ended(process: subprocess.Popen[str]) -> None:
    process.send_signal(signal.SIGCONT)
    process.kill()
    process.communicate()


@pytest.fixture
def first() -> Iterator[First]:
    """This process is the first, and listens."""
    claim = Claim.take(Place.here().lock)
    assert claim is not None
    made = First()
    assert made.listen()
    yield made
    made.stop()
    claim.release()


@given(files=st.lists(PATHS, max_size=3), sample=st.booleans(), activation=st.text(max_size=9))
def test_a_request_arrives_as_it_was_sent(files: list[str], sample: bool, activation: str) -> None:
    request = Request(tuple(files), sample, activation)
    line = request.line()
    assert line.count(b"\n") == 1
    assert Request.read(line) == request


@given(st.binary(max_size=80))
def test_nonsense_is_no_request(line: bytes) -> None:
    assert Request.read(line) is None


@pytest.mark.parametrize(
    "line",
    [
        b"[]",
        b'{"files": ["relative"], "sample": false, "activation": ""}',
        b'{"files": "x", "sample": false, "activation": ""}',
        b'{"files": [1], "sample": false, "activation": ""}',
        b'{"files": [], "sample": 1, "activation": ""}',
        b'{"files": [], "sample": false, "activation": null}',
        b"[" * 100_000,
    ],
)
def test_a_request_of_another_shape_is_none(line: bytes) -> None:
    assert Request.read(line) is None


def test_files_are_handed_over_with_absolute_paths(first: First, tmp_path: Path, qtbot: QtBot) -> None:
    with qtbot.waitSignal(first.asked, timeout=20_000) as asked:
        second = started(os.path.relpath(tmp_path / "ä b.cjm"), "--sample", XDG_ACTIVATION_TOKEN="leave")
    assert asked.args == [Request((str(tmp_path / "ä b.cjm"),), True, "leave")]
    out, err = second.communicate(timeout=20)
    assert (second.returncode, out, err) == (0, "", "")


def test_a_second_start_ends_before_the_editor_is_loaded(first: First, qtbot: QtBot) -> None:
    code = (
        "import sys\nfrom cjm_desktop.__main__ import main\nassert main([]) == 0\n"
        "assert not {'PySide6.QtWidgets', 'pydantic', 'cjm_desktop.app'} & set(sys.modules), sorted(sys.modules)"
    )
    with qtbot.waitSignal(first.asked, timeout=20_000):
        second = subprocess.Popen([sys.executable, "-c", code], stderr=subprocess.PIPE, text=True)
    assert second.communicate(timeout=20)[1] == ""


@pytest.mark.usefixtures("first")
def test_only_this_user_may_connect() -> None:
    address = Path(Place.here().address)
    assert stat.S_ISSOCK(address.stat().st_mode)
    assert address.stat().st_mode & 0o077 == 0
    assert Place.here().lock.stat().st_mode & 0o077 == 0


def test_place_depends_on_folder_and_display(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    places = {Place.here()}
    for name, value in (("DISPLAY", ":77"), ("WAYLAND_DISPLAY", "w"), ("XDG_DATA_HOME", str(tmp_path))):
        monkeypatch.setenv(name, value)
        places.add(Place.here())
    assert len(places) == 4


def test_a_folder_that_others_can_read_is_not_used(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    tmp_path.chmod(0o755)
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    assert not Place.here().lock.is_relative_to(tmp_path)


@pytest.mark.parametrize("said", [b"nonsense\n", b"x" * 2_000_000, b'{"files": ["a"]}\n', b"no end"])
def test_strangers_do_no_harm(first: First, said: bytes, qtbot: QtBot) -> None:
    asked: list[Request] = []
    first.asked.connect(asked.append)
    stranger = QLocalSocket()
    stranger.connectToServer(Place.here().address)
    assert stranger.waitForConnected(1000)
    stranger.write(said)
    stranger.flush()
    if said != b"no end":
        qtbot.waitUntil(lambda: stranger.state() == QLocalSocket.LocalSocketState.UnconnectedState)
        assert stranger.readAll().data() == b""
    assert asked == []
    with qtbot.waitSignal(first.asked, timeout=20_000):
        second = started()
    assert second.wait(20) == 0
    second.communicate()
    stranger.abort()


@pytest.mark.usefixtures("first")
def test_who_says_nothing_is_not_listened_to_for_ever(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(single, "_LISTENS", 50)
    silent = QLocalSocket()
    silent.connectToServer(Place.here().address)
    assert silent.waitForConnected(1000)
    qtbot.waitUntil(lambda: silent.state() == QLocalSocket.LocalSocketState.UnconnectedState)


def test_after_a_crash_of_the_first_the_next_start_takes_its_place(qtbot: QtBot) -> None:
    crashed = started()
    try:
        qtbot.waitUntil(lambda: Path(Place.here().address).exists(), timeout=20_000)
    finally:
        ended(crashed)
    assert Path(Place.here().address).exists()  # stale
    claim = become_first(Request())
    assert claim is not None
    first = First()
    assert first.listen()
    with qtbot.waitSignal(first.asked, timeout=20_000):
        second = started()
    assert second.wait(20) == 0
    second.communicate()
    first.stop()
    claim.release()


def test_a_hung_first_is_not_waited_for_for_ever(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    hung = started()
    try:
        qtbot.waitUntil(lambda: Path(Place.here().address).exists(), timeout=20_000)
        hung.send_signal(signal.SIGSTOP)
        monkeypatch.setattr(single, "PATIENCE", 0.3)
        before = time.process_time()
        assert become_first(Request()) is None
        assert time.process_time() - before < 0.3  # it waits, it does not spin
    finally:
        ended(hung)


def test_a_first_that_is_only_beginning_is_waited_for(qtbot: QtBot) -> None:
    claim = Claim.take(Place.here().lock)
    assert claim is not None
    second = started()
    qtbot.wait(400)
    assert second.poll() is None
    first = First()
    with qtbot.waitSignal(first.asked, timeout=20_000):
        assert first.listen()
    assert second.wait(20) == 0
    second.communicate()
    first.stop()
    claim.release()


def test_a_whole_first_opens_what_the_second_hands_over(sample_file: Path, qtbot: QtBot) -> None:
    """Two real starts; the first tells the files of its windows when it is asked to end."""
    code = """
import sys
from PySide6.QtCore import QTimer
from cjm_desktop import __main__, app
class Desktop(app.Desktop):
    def take_over(self, request):
        super().take_over(request)
        print(*[window.document and window.document.path for window in self.windows], flush=True)
app.Desktop = Desktop
sys.exit(__main__.main([]))
"""
    first = subprocess.Popen(
        [sys.executable, "-c", code],
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        qtbot.waitUntil(lambda: Path(Place.here().address).exists(), timeout=20_000)
        assert first.stdout is not None
        for expected in (f"{sample_file}\n", f"{sample_file}\n"):
            second = started(str(sample_file))
            assert second.wait(20) == 0
            second.communicate()
            assert first.stdout.readline() == expected
        third = started()
        assert third.wait(20) == 0
        third.communicate()
        assert first.stdout.readline() == f"{sample_file} None\n"
    finally:
        first.terminate()
        assert first.wait(20) == 128 + signal.SIGTERM
        first.communicate()


def test_without_a_folder_to_write_to_it_runs_alone(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    monkeypatch.setattr(Place, "here", lambda: Place(tmp_path / "file" / "lock", str(tmp_path / "file" / "socket")))
    assert become_first(Request()) is None
    assert not First().listen()


def test_an_address_that_is_too_long_is_not_listened_at(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(Place, "here", lambda: Place(tmp_path / "lock", str(tmp_path / ("x" * 100))))
    assert not First().listen()


# -- what the first does with a request


def test_a_file_opens_and_is_raised_the_next_time(desktop: Desktop, window: MainWindow, sample_file: Path) -> None:
    for _ in range(2):
        desktop.take_over(Request((str(sample_file),)))
        assert [one.document.path for one in desktop.windows if one.document] == [sample_file]
    assert desktop.windows == [window]


def test_a_bad_file_is_told_of_in_the_first(
    desktop: Desktop, window: MainWindow, tmp_path: Path, answers: Answers
) -> None:
    desktop.take_over(Request((str(tmp_path / "none.cjm"),)))
    assert len(answers.asked) == 1
    assert "none.cjm" in answers.asked[0]
    assert window.document is None


@pytest.mark.usefixtures("sample")
def test_nothing_is_a_start_page(desktop: Desktop) -> None:
    for _ in range(2):
        desktop.take_over(Request())
        assert [window.document is None for window in desktop.windows] == [False, True]


def test_the_sample_opens_beside_what_is_there(desktop: Desktop, sample: MainWindow) -> None:
    assert sample.document is not None
    sample.document.session.apply("Rename", sample.document.session.journey.model_copy(update={"title": "Mine"}))
    desktop.take_over(Request(sample=True))
    assert len(desktop.windows) == 2


def test_handed_over_is_raised_only_by_an_answer(first: First) -> None:
    first.stop()
    single._ask(Place.here().address, Request(), 0.1)
