"""What tests of windows share: the dressed application, a desktop whose windows are closed again, message boxes that answer."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QTimer
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QMessageBox
from pytestqt.qtbot import QtBot

from cjm_desktop.app import Desktop, made_application
from cjm_desktop.model.journey import Journey
from cjm_desktop.templates import load_template
from cjm_desktop.windows.choices import ChoiceDialog
from cjm_desktop.windows.main_window import MainWindow
from tests.maps import write_map
from tests.windows.inspecting import Inspected

#: After so many milliseconds nobody is going to answer a dialog.
_PATIENCE = 20_000


@pytest.fixture
def desktop(qapp: QApplication) -> Iterator[Desktop]:
    """A desktop without windows; whatever it opens is gone after the test, without a question."""
    app = made_application()
    assert app is qapp
    made = Desktop(app)
    yield made
    for window in tuple(made.windows):
        if window.document is not None:
            window.document.session.mark_saved()
        window.close()
    made.deleteLater()
    app.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture(autouse=True)
def _nothing_is_left_open(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A dialog that no test answers is given up, and the test fails instead of waiting for ever; menus are closed."""
    forgotten: list[str] = []
    wait = QDialog.exec

    def exec_(dialog: QDialog) -> int:
        def give_up() -> None:
            forgotten.append(f"{type(dialog).__name__} “{dialog.windowTitle()}”")
            dialog.reject()

        patience = QTimer()
        patience.setSingleShot(True)
        patience.timeout.connect(give_up)
        patience.start(_PATIENCE)
        try:
            return wait(dialog)
        finally:
            patience.stop()

    monkeypatch.setattr(QDialog, "exec", exec_)
    yield
    popup = QApplication.activePopupWidget()
    while popup is not None and popup.close():
        popup = QApplication.activePopupWidget()
    assert not forgotten, f"nobody answered {forgotten}"


@pytest.fixture
def window(desktop: Desktop, qtbot: QtBot) -> MainWindow:
    """A window that shows the start page."""
    made = desktop.new_window()
    made.resize(1200, 800)
    made.show()
    qtbot.waitExposed(made)
    return made


@pytest.fixture
def sample(window: MainWindow) -> MainWindow:
    """A window that shows the sample map."""
    window.commands.file.start_from_template("current-state", False)
    return window


@pytest.fixture
def sample_file(tmp_path: Path) -> Path:
    path = tmp_path / "feeding.cjm"
    write_map(load_template("current-state"), path)
    return path


@pytest.fixture
def journey() -> Journey:
    return load_template("current-state")


@pytest.fixture
def shown(journey: Journey, desktop: Desktop, qtbot: QtBot) -> Inspected:
    """An inspector of the sample map, in a window of its own."""
    return Inspected(journey, desktop, qtbot)


class Answers:
    """Message boxes answer at once with the button of this role or text; `asked` are their texts.

    `buttons` are for the next questions, one each, before `button`; `offered` are the ways on of questions with several.
    """

    def __init__(self) -> None:
        self.button: QMessageBox.StandardButton | str = QMessageBox.StandardButton.Ok
        self.buttons: list[QMessageBox.StandardButton | str] = []
        self.offered: list[tuple[str, ...]] = []
        self.asked: list[str] = []
        self.formats: set[object] = set()

    def exec(self, box: QMessageBox) -> int:
        self.asked.append(box.text() + "\n" + box.informativeText())
        self.formats.add(box.textFormat())
        wanted = self.buttons.pop(0) if self.buttons else self.button
        if isinstance(wanted, str):
            chosen = next(b for b in box.buttons() if b.text().replace("&", "") == wanted)
        else:
            chosen = box.button(wanted)
        chosen.click()
        return box.result()

    def choose(self, dialog: ChoiceDialog) -> int:
        self.asked.append("\n".join(label.text() for label in dialog.findChildren(QLabel)))
        buttons = {button.accessibleName(): button for button in (*dialog.buttons.values(), dialog.cancel)}
        self.offered.append(tuple(buttons))
        wanted = self.buttons.pop(0) if self.buttons else self.button
        buttons[wanted if isinstance(wanted, str) else "Cancel"].click()
        return dialog.result()


@pytest.fixture
def answers(monkeypatch: pytest.MonkeyPatch) -> Answers:
    made = Answers()
    monkeypatch.setattr(QMessageBox, "exec", lambda box: made.exec(box))
    monkeypatch.setattr(ChoiceDialog, "exec", lambda dialog: made.choose(dialog))
    return made


@pytest.fixture
def chosen_file(monkeypatch: pytest.MonkeyPatch) -> Callable[[Path | None], None]:
    """Lets the next file dialogs answer with this path; None is Cancel."""
    from PySide6.QtWidgets import QFileDialog

    def choose(path: Path | None) -> None:
        text = "" if path is None else str(path)
        monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args, **_more: (text, ""))
        monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_args, **_more: (text, ""))
        monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_args, **_more: ([text] if text else [], ""))

    return choose
