"""Somebody ends the program from outside (a signal, the end of the session): what is unsaved is kept, then it goes."""

from __future__ import annotations

import signal
from collections.abc import Callable
from contextlib import suppress
from socket import socketpair

from PySide6.QtCore import QCoreApplication, QObject, QSocketNotifier, Qt
from PySide6.QtGui import QGuiApplication

#: Whose default would end the process at once; not every system has all.
_NAMES = ("SIGTERM", "SIGINT", "SIGHUP", "SIGBREAK")


class Ending(QObject):
    """`keep` puts aside what is unsaved. Make it in the main thread, once the event loop is about to run."""

    def __init__(self, app: QGuiApplication, keep: Callable[[], object]) -> None:
        super().__init__(app)
        self._keep = keep
        # The session may go on all the same (somebody cancels the logout), so that nothing but keeping is done.
        app.commitDataRequest.connect(self._session_ends, Qt.ConnectionType.DirectConnection)
        app.saveStateRequest.connect(self._session_ends, Qt.ConnectionType.DirectConnection)
        self._here, self._there = socketpair()
        for end in (self._here, self._there):
            end.setblocking(False)
        # Python's own handlers only run when Python does; a byte in a socket wakes the event loop.
        self._wakeup_before = signal.set_wakeup_fd(self._there.fileno(), warn_on_full_buffer=False)
        self._handlers_before = {}
        for name in _NAMES:
            number = getattr(signal, name, None)
            # Whoever has the program ignore one (nohup) goes on being obeyed.
            if number is not None and signal.getsignal(number) is not signal.SIG_IGN:
                self._handlers_before[number] = signal.signal(number, lambda *_: None)
        self._notifier = QSocketNotifier(self._here.fileno(), QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self._signalled)

    def stop(self) -> None:
        """Signals do again what they did before."""
        self._notifier.setEnabled(False)
        for number, handler in self._handlers_before.items():
            signal.signal(number, handler)
        signal.set_wakeup_fd(self._wakeup_before)
        for end in (self._here, self._there):
            end.close()

    def _signalled(self) -> None:
        numbers = b""
        with suppress(BlockingIOError):
            numbers = self._here.recv(4096)
        ending = [number for number in numbers if number in self._handlers_before]
        if ending:
            self._keep()
            # Not quit(), which asks every window.
            QCoreApplication.exit(128 + ending[0])

    def _session_ends(self) -> None:
        self._keep()
