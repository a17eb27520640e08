"""The composition root of the editor: command-line arguments go in; an application with its windows comes out.

Qt is imported here and below, so that `--help` and `--version` answer without it.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QLoggingCategory, QObject, Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QMainWindow

from cjm_desktop.memory import collect_rarely
from cjm_desktop.model.saying import speak
from cjm_desktop.windows import icons, scripts, style
from cjm_desktop.windows.appearance import Appearance
from cjm_desktop.windows.errors import Errors, watch_crashes
from cjm_desktop.windows.local import local_folder, name_program
from cjm_desktop.windows.main_window import MainWindow
from cjm_desktop.windows.recovery import Recovery
from cjm_desktop.windows.recovery_ending import Ending
from cjm_desktop.windows.recovery_offer import RecoveryOffer
from cjm_desktop.windows.thumbnails import Thumbnails

if TYPE_CHECKING:
    from cjm_desktop.storage.claims import Claim
    from cjm_desktop.windows.single import Request

APP_ID = "org.cjmdesktop.CJMDesktop"
SAMPLE = "current-state"


def made_application(arguments: Sequence[str] = ("cjm-desktop",)) -> QApplication:
    """The QApplication, named and dressed but without windows; the one that is there where there is one."""
    existing = QApplication.instance()
    if isinstance(existing, QApplication):
        app = existing
    else:
        QGuiApplication.setHighDpiScaleFactorRoundingPolicy(Qt.HighDpiScaleFactorRoundingPolicy.PassThrough)
        app = QApplication(list(arguments[:1]))
    # Qt complains on the terminal of each system font that lacks a script before it takes the bundled one that has it.
    QLoggingCategory.setFilterRules("qt.text.font.db=false")
    name_program()
    speak(QCoreApplication.translate)
    app.setApplicationDisplayName("")
    app.setDesktopFileName(APP_ID)
    app.setStyle("Fusion")
    app.setFont(scripts.interface_font(style.FONT_PIXELS))
    app.setWindowIcon(icons.application_icon())
    return app


class Desktop(QObject):
    """All windows of the program; what windows ask of each other goes through here."""

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        self._app = app
        self.appearance = Appearance(app)
        self.thumbnails = Thumbnails(self)
        self.recovery = Recovery(local_folder() / "recovery", self)
        self.recovery_offer = RecoveryOffer(self.recovery, self, self)
        self.windows: list[MainWindow] = []

    def new_window(self) -> MainWindow:
        """A window with the start page, not shown yet."""
        window = MainWindow(self, self.appearance, self.thumbnails)
        self.windows.append(window)
        self.recovery.follow(window)
        window.destroyed.connect(lambda: self._forget(window))
        return window

    def another_window(self, beside: QMainWindow) -> MainWindow:
        window = self.new_window()
        window.cascade_from(beside)
        window.show()
        return window

    def window_of(self, path: Path) -> MainWindow | None:
        """The window that shows this file, by whichever of its names."""
        from cjm_desktop.windows.document.names import is_same

        for window in self.windows:
            shown = window.document.path if window.document is not None else None
            if shown is not None and is_same(shown, path):
                return window
        return None

    def quit(self) -> None:
        """Closes all windows once the user has agreed to each; nothing is closed or let go of before."""
        wishes = []
        for window in tuple(self.windows):
            wish = window.wish_at_close()
            if not wish:
                return
            wishes.append((window, wish))
        if all(window.may_close(wish) for window, wish in wishes):
            for window, _ in wishes:
                window.close_unasked()

    def end(self) -> None:
        """Lets go of all windows that are still open, without asking."""
        for window in self.windows:
            window.end()

    def front_window(self) -> MainWindow:
        """The window that the user last worked in, as far as Qt knows; a new one where there is none."""
        active = self._app.activeWindow()
        while active is not None and not isinstance(active, MainWindow):
            active = active.parentWidget()
        if active is not None:
            return active
        return self.windows[-1] if self.windows else self.new_window()

    def take_over(self, request: Request) -> None:
        """What a later start of the program asks for; without anything, a start page."""
        if request.activation:
            # Qt hands it to the compositor with the next window that comes forward.
            os.environ["XDG_ACTIVATION_TOKEN"] = request.activation
        window = self.front_window()
        if request.files:
            window.show()
            window.come_forward()
            window.commands.file.open_all(map(Path, request.files))
        elif request.sample:
            window.commands.file.start_from_template(SAMPLE, False)
        else:
            pages = [one for one in self.windows if one.document is None]
            (pages[0] if pages else self.another_window(window)).come_forward()

    def _forget(self, window: MainWindow) -> None:
        if window in self.windows:
            self.windows.remove(window)


def run(files: Sequence[Path], *, sample: bool = False, claim: Claim | None = None) -> int:
    """Starts the editor with these files (or the sample map, or the start page) and runs it to its end.

    `claim` is that of the first program, which then opens what later starts ask for.
    """
    files = [path.absolute() for path in files]
    collect_rarely()
    app = made_application(sys.argv)
    desktop = Desktop(app)
    watch_crashes(local_folder())
    errors = Errors(local_folder(), desktop.recovery.flush, desktop)
    errors.install()
    ending = Ending(app, desktop.recovery.flush)
    if claim is not None:
        from cjm_desktop.windows.single import First

        first = First(desktop)
        first.asked.connect(desktop.take_over)
        first.listen()
    window = desktop.new_window()
    if sample:
        window.commands.file.start_from_template(SAMPLE, False)
    window.show()
    # With the window on the screen, so that what is asked and told stands in front of it.
    open_files = partial(window.commands.file.open_all, files)
    QTimer.singleShot(0, window, lambda: desktop.recovery_offer.at_start(open_files))
    try:
        return app.exec()
    finally:
        ending.stop()
        desktop.end()
        desktop.recovery.stop()
        _tidy()
        errors.uninstall()


def _tidy() -> None:
    """Let go of versions that are older than the user wants them kept."""
    from cjm_desktop.windows.document import places

    places.backups().tidy()
