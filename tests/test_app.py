"""Starting the editor: its command line, and a first window, each as a process or piece by piece."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QFontInfo
from PySide6.QtWidgets import QApplication

import cjm_desktop
from cjm_desktop import __main__ as start
from cjm_desktop import app as app_module
from cjm_desktop.app import Desktop, made_application
from cjm_desktop.storage.backups import Backups
from cjm_desktop.storage.claims import Claim
from cjm_desktop.storage.folders import backup_folder
from cjm_desktop.windows import single

pytestmark = pytest.mark.usefixtures("qapp")


@pytest.fixture
def desktop() -> Iterator[Desktop]:
    made = Desktop(made_application())
    yield made
    made.deleteLater()


def run(*arguments: str, code: str = "", **environment: str) -> subprocess.CompletedProcess[str]:
    """The program in a process of its own, on a platform without a screen unless told otherwise."""
    command = [sys.executable, "-c", code] if code else [sys.executable, "-m", "cjm_desktop"]
    variables = {**os.environ, "QT_QPA_PLATFORM": "offscreen", **environment}
    variables = {name: value for name, value in variables.items() if value}
    return subprocess.run(
        [*command, *arguments], env=variables, capture_output=True, text=True, timeout=60, check=False
    )


def test_version() -> None:
    done = run("--version")
    assert (done.returncode, done.stdout.strip()) == (0, f"CJM Desktop {cjm_desktop.__version__}")


def test_help_needs_no_qt() -> None:
    code = (
        "import sys\nfrom cjm_desktop.__main__ import main\n"
        "try:\n    main(['--help'])\nfinally:\n    assert 'PySide6' not in sys.modules"
    )
    done = run(code=code)
    assert done.returncode == 0, done.stderr
    assert "--sample" in done.stdout


def test_unknown_option_is_refused() -> None:
    done = run("--nonsense")
    assert done.returncode == 2
    assert "Traceback" not in done.stderr


@pytest.mark.skipif(sys.platform != "linux", reason="X11 and Wayland are Linux's")
@pytest.mark.parametrize("display", ["", ":7654"])
def test_without_a_display_it_says_so_in_one_line(display: str) -> None:
    done = run(QT_QPA_PLATFORM="", DISPLAY=display, WAYLAND_DISPLAY="")
    assert done.returncode == 2
    assert done.stdout == ""
    assert done.stderr.count("\n") == 1
    assert "no display" in done.stderr


def test_arguments_reach_the_editor(monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[object] = []
    monkeypatch.setattr(app_module, "run", lambda files, *, sample, claim: seen.append((files, sample, claim)) or 0)
    assert start.main(["--new-instance", "--sample", "a.cjm", "b.cjm"]) == 0
    assert seen == [([Path("a.cjm"), Path("b.cjm")], True, None)]


def test_the_first_start_gets_a_claim_and_the_next_one_none(monkeypatch: pytest.MonkeyPatch) -> None:
    claims: list[Claim | None] = []
    monkeypatch.setattr(app_module, "run", lambda _files, *, sample, claim: claims.append(claim) or int(sample))
    monkeypatch.setattr(single, "PATIENCE", 0.1)
    assert start.main([]) == start.main([]) == 0
    first, second = claims
    assert first is not None
    assert second is None  # the first one listens to nobody
    first.release()


def test_without_the_part_of_qt_that_talks_to_other_starts_it_runs_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    claims: list[object] = []
    monkeypatch.setattr(app_module, "run", lambda _files, *, sample, claim: claims.append(claim) or int(sample))
    monkeypatch.setitem(sys.modules, "cjm_desktop.windows.single", None)
    assert start.main([]) == 0
    assert claims == [None]


def test_nothing_heavy_is_loaded_at_the_start() -> None:
    code = (
        "import sys\nfrom cjm_desktop.app import Desktop, made_application\n"
        "app = made_application()\nwindow = Desktop(app).new_window()\nwindow.show()\napp.processEvents()\n"
        "heavy = {'reportlab', 'PIL', 'pydantic', 'pypdfium2', 'numpy', 'cjm_desktop.canvas.view', 'cjm_desktop.layout'}\n"
        "assert not heavy & set(sys.modules), heavy & set(sys.modules)"
    )
    done = run(code=code)
    assert done.returncode == 0, done.stderr


def test_sample_and_bad_file_open_in_a_whole_run(tmp_path: Path) -> None:
    bad = tmp_path / "bad.cjm"
    bad.write_text("nonsense")
    left = Backups(backup_folder(), days=None).keep(tmp_path / "old.cjm", b"x")
    assert left is not None
    left.file.rename(left.file.with_name("2020" + left.file.name[4:]))
    code = """
import sys
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QMessageBox
from cjm_desktop import app
told = []
QMessageBox.exec = lambda box: told.append(box.text())
def look():
    desktop = next(child for child in QApplication.instance().children() if isinstance(child, app.Desktop))
    window, = desktop.windows
    print(window.document.session.journey.title, '|', window.document.path, '|', *told)
    QApplication.quit()
class Desktop(app.Desktop):
    def new_window(self):
        QTimer.singleShot(1500, look)
        return super().new_window()
app.Desktop = Desktop
from pathlib import Path
sys.exit(app.run([Path(sys.argv[1])], sample=True))
"""
    done = run(str(bad), code=code)
    assert done.returncode == 0, done.stderr
    title, path, told = done.stdout.strip().split(" | ")
    assert title == "Feeding Mitya while I am at work"
    assert path == "None"
    assert "bad.cjm" in told
    assert "Traceback" not in done.stderr
    assert not left.file.parent.exists()  # versions that are too old go when the program ends


def test_interface_font_is_the_bundled_one(desktop: Desktop) -> None:
    assert desktop.appearance.mode == "system"
    font = QApplication.font()
    assert QFontInfo(font).family() == "Noto Sans"
    semibold = type(font)(font)
    semibold.setWeight(font.Weight.DemiBold)
    assert QFontInfo(semibold).weight() == 600
