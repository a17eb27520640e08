"""Files to open go in; they are handed to the program that runs already, or this process becomes that program.

One file that the first holds as long as it lives says who that is, so that nothing stale can stand in the way. Light to
import: a second start is over before the editor would have been loaded.
"""

from __future__ import annotations

import hashlib
import json
import logging
import os
import platform
import sys
import time
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket

from cjm_desktop.storage.claims import Claim
from cjm_desktop.windows.local import local_folder, name_program

#: How long a second start waits for the first to answer before it goes on alone, in seconds.
PATIENCE = 3.0

_LOOK_AGAIN = 0.05
#: Of what a second start says: the most bytes, and how long the first listens, in milliseconds.
_LONGEST, _LISTENS = 1_000_000, 5_000
_ANSWER = b"ok\n"
#: What an address in the file system may have, in bytes.
_LONGEST_ADDRESS = 100

_log = logging.getLogger("cjm_desktop")


@dataclass(frozen=True, slots=True)
class Request:
    """What a start asks for: files with absolute paths, the sample map; `activation` is the desktop's leave to come forward."""

    files: tuple[str, ...] = ()
    sample: bool = False
    activation: str = ""

    @classmethod
    def of(cls, files: Sequence[Path], sample: bool) -> Request:
        paths = tuple(os.path.abspath(path) for path in files)
        return cls(paths, sample, os.environ.get("XDG_ACTIVATION_TOKEN", ""))

    def line(self) -> bytes:
        return json.dumps(asdict(self)).encode() + b"\n"

    @classmethod
    def read(cls, line: bytes) -> Request | None:
        """The request in a line; None where it is none."""
        try:
            plain: Any = json.loads(line)
            files, sample, activation = plain["files"], plain["sample"], plain["activation"]
        except (ValueError, KeyError, TypeError, RecursionError):
            return None
        if not isinstance(files, list) or not all(isinstance(one, str) and os.path.isabs(one) for one in files):
            return None
        if not isinstance(sample, bool) or not isinstance(activation, str):
            return None
        return cls(tuple(files), sample, activation)


@dataclass(frozen=True, slots=True)
class Place:
    """Where the first program of this user on this display is met: the file that it holds, the address it listens at."""

    lock: Path
    address: str

    @classmethod
    def here(cls) -> Place:
        name_program()
        display = [os.environ.get(name, "") for name in ("DISPLAY", "WAYLAND_DISPLAY", "SESSIONNAME")]
        user = str(os.getuid()) if sys.platform != "win32" else os.environ.get("USERNAME", "")
        said = "\0".join([str(local_folder()), platform.node(), user, *display])
        name = f"cjm-desktop-{hashlib.sha256(said.encode('utf-8', 'replace')).hexdigest()[:16]}"
        if sys.platform == "win32":
            return cls(local_folder() / f"{name}.lock", name)
        folder = _runtime_folder() or local_folder()
        return cls(folder / f"{name}.lock", str(folder / f"{name}.socket"))


def _runtime_folder() -> Path | None:
    """The user's folder of what lives as long as the session, if the system has one that is nobody else's."""
    folder = Path(os.environ.get("XDG_RUNTIME_DIR") or "/")
    if sys.platform == "win32" or folder == Path("/"):
        return None
    with suppress(OSError):
        state = folder.stat()
        if state.st_uid == os.getuid() and not state.st_mode & 0o077 and os.access(folder, os.W_OK):
            return folder
    return None


class HandedOver(Exception):  # noqa: N818 - it is no error
    """The program that runs already has taken the request over."""


def become_first(request: Request) -> Claim | None:
    """The claim of the first program; None where there is one that does not answer, and this one stands beside it.

    Raises HandedOver where it took the request.
    """
    place, until = Place.here(), time.monotonic() + PATIENCE
    try:
        place.lock.parent.mkdir(parents=True, exist_ok=True)
        while True:
            claim = Claim.take(place.lock)
            left = until - time.monotonic()
            if claim is not None or left <= 0:
                return claim
            _ask(place.address, request, left)
            # The first is at its very beginning or end.
            time.sleep(_LOOK_AGAIN)
    except OSError as error:
        _log.warning("whether the program runs already cannot be told: %s", error)
        return None


def _ask(address: str, request: Request, patience: float) -> None:
    """Sends the request; raises HandedOver where it was taken. Returns at once where nobody listens."""
    socket = QLocalSocket()
    until = time.monotonic() + patience

    def left() -> int:
        return max(0, round((until - time.monotonic()) * 1000))

    socket.connectToServer(address)
    if not socket.waitForConnected(left()):
        return
    socket.write(request.line())
    while socket.bytesToWrite() and socket.waitForBytesWritten(left()):
        pass
    while not socket.canReadLine() and left() and socket.waitForReadyRead(left()):
        pass
    answered = bytes(socket.readAll().data()) == _ANSWER
    socket.abort()
    if answered:
        raise HandedOver


class First(QObject):
    """Listens for later starts of the program. `asked` is sent with each one's Request, after it was answered."""

    asked = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._welcome)

    def listen(self) -> bool:
        """Begins; call it only with the claim. False where that cannot be had: then every start stands for itself."""
        address = Place.here().address
        # Whoever left it is gone, or the claim would not be had.
        QLocalServer.removeServer(address)
        if len(os.fsencode(address)) > _LONGEST_ADDRESS or not self._server.listen(address):
            _log.warning("later starts cannot be listened for at %s: %s", address, self._server.errorString())
            return False
        return True

    def stop(self) -> None:
        self._server.close()

    def _welcome(self) -> None:
        while (socket := self._server.nextPendingConnection()) is not None:
            # Whoever says nothing is not waited for.
            QTimer.singleShot(_LISTENS, socket, socket.abort)
            socket.readyRead.connect(lambda socket=socket: self._hear(socket))
            socket.disconnected.connect(socket.deleteLater)
            self._hear(socket)

    def _hear(self, socket: QLocalSocket) -> None:
        if not socket.canReadLine():
            if socket.bytesAvailable() > _LONGEST:
                socket.abort()
            return
        request = Request.read(bytes(socket.readLine(_LONGEST).data()))
        if request is None:
            socket.abort()
            return
        socket.write(_ANSWER)
        socket.flush()
        socket.disconnectFromServer()
        # The other one shall not wait while a map is opened, or a bad one told of.
        QTimer.singleShot(0, self, lambda: self.asked.emit(request))
