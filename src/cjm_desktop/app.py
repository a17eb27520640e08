"""The composition root of the editor: command-line arguments go in; an application with its windows comes out.

Qt is imported here and below, so that `--help` and `--version` answer without it.
"""

from __future__ import annotations

import logging
import sys
import traceback
from collections.abc import Sequence
from logging.handlers import RotatingFileHandler
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QLoggingCategory, QObject, QStandardPaths, Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QMainWindow

import cjm_desktop
from cjm_desktop.memory import collect_rarely
from cjm_desktop.windows import icons, plain, scripts, style
from cjm_desktop.windows.appearance import Appearance
from cjm_desktop.windows.main_window import MainWindow
from cjm_desktop.windows.thumbnails import Thumbnails

APP_ID = "org.cjmdesktop.CJMDesktop"
SAMPLE = "current-state"

_log = logging.getLogger("cjm_desktop")


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
    app.setApplicationName("CJM Desktop")
    app.setApplicationDisplayName("")
    app.setApplicationVersion(cjm_desktop.__version__)
    app.setOrganizationName("CJM Desktop")
    app.setOrganizationDomain("cjmdesktop.org")
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
        self.windows: list[MainWindow] = []

    def new_window(self) -> MainWindow:
        """A window with the start page, not shown yet."""
        window = MainWindow(self, self.appearance, self.thumbnails)
        self.windows.append(window)
        window.destroyed.connect(lambda: self._forget(window))
        return window

    def another_window(self, beside: QMainWindow) -> MainWindow:
        window = self.new_window()
        window.cascade_from(beside)
        window.show()
        return window

    def window_of(self, path: Path) -> MainWindow | None:
        """The window that shows this file."""
        wanted = path.absolute()
        for window in self.windows:
            shown = window.document.path if window.document is not None else None
            if shown is not None and shown.absolute() == wanted:
                return window
        return None

    def quit(self) -> None:
        """Closes all windows, as long as the user agrees to each."""
        for window in tuple(self.windows):
            if not window.close():
                return

    def tell_of_error(self, error: BaseException) -> None:
        """One calm message of an error of the program itself; the program goes on."""
        detail = self.tr(
            "You can go on working. Save your map, and restart the program when it suits you.\n\n{error}"
        ).format(error=plain.shortened(f"{type(error).__name__}: {error}", 300))
        plain.tell(
            self._app.activeWindow(), self.tr("Something went wrong"), self.tr("The program made a mistake."), detail
        )

    def _forget(self, window: MainWindow) -> None:
        if window in self.windows:
            self.windows.remove(window)


def catch_errors(desktop: Desktop) -> None:
    """Errors that nobody caught are written to a local file and told of once; they end neither program nor window."""
    folder = Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.AppLocalDataLocation))
    try:
        folder.mkdir(parents=True, exist_ok=True)
        file = RotatingFileHandler(folder / "errors.log", maxBytes=500_000, backupCount=1, encoding="utf-8", delay=True)
        file.setFormatter(logging.Formatter("%(asctime)s %(message)s"))
        _log.addHandler(file)
    except OSError:
        # Without a place to write to, errors go to the standard error stream alone.
        pass
    telling = False

    def hook(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        nonlocal telling
        if issubclass(kind, KeyboardInterrupt):
            QApplication.quit()
            return
        text = "".join(traceback.format_exception(kind, error, trace))
        _log.error("%s", text)
        sys.stderr.write(text)
        # An error while an error is told of (in a paint event, say) must not open one dialog after another.
        if not telling:
            telling = True
            try:
                desktop.tell_of_error(error)
            finally:
                telling = False

    sys.excepthook = hook


def run(files: Sequence[Path], *, sample: bool = False) -> int:
    """Starts the editor with these files (or the sample map, or the start page) and runs it to its end."""
    collect_rarely()
    app = made_application(sys.argv)
    desktop = Desktop(app)
    catch_errors(desktop)
    window = desktop.new_window()
    if sample:
        window.commands.file.start_from_template(SAMPLE, False)
    window.show()
    # With the window on the screen, so that a bad file is told of in front of it.
    QTimer.singleShot(0, window, lambda: window.commands.file.open_all(files))
    return app.exec()
