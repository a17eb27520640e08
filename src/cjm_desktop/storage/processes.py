"""Who holds something: this process as an `Owner` that can be written down, and whether an owner read again is gone."""

from __future__ import annotations

import getpass
import json
import os
import platform
import secrets
import sys
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from cjm_desktop.formats.errors import shown
from cjm_desktop.formats.machine import machine

#: Of this run of the program; a number of a process is given again, this is not.
TOKEN = secrets.token_hex(8)

_LONGEST = 200


@dataclass(frozen=True, slots=True)
class Owner:
    """A process: whose, on which machine, since when it holds. Texts come from files of others: show them as plain text.

    `born` tells two processes with one number apart ("" where the system does not say); `token` is of that run of the
    program.
    """

    user: str
    host: str
    machine: str
    pid: int
    born: str
    since: datetime
    token: str

    @property
    def is_this_process(self) -> bool:
        return self.token == TOKEN and self.pid == os.getpid()  # a copy of this process has its token, too

    @property
    def words(self) -> str:
        """Who it is, in a sentence: “ann on desk-7”."""
        return f"{shown(self.user) or 'somebody'} on {shown(self.host) or 'another computer'}"


def this_process() -> Owner:
    """This process, holding something from now on."""
    return Owner(_user(), platform.node(), machine(), os.getpid(), _born(os.getpid()), datetime.now(UTC), TOKEN)


def written(owner: Owner) -> bytes:
    """The owner as one line of JSON."""
    plain = {
        "program": "CJM Desktop",
        "user": owner.user,
        "host": owner.host,
        "machine": owner.machine,
        "pid": owner.pid,
        "born": owner.born,
        "since": owner.since.isoformat(),
        "token": owner.token,
    }
    return json.dumps(plain, ensure_ascii=False).encode("utf-8", "replace") + b"\n"


def read(data: bytes) -> Owner | None:
    """The owner in these bytes; None where there is none."""
    try:
        plain: Any = json.loads(data.decode())
        texts = [plain[key] for key in ("user", "host", "machine", "born", "token")]
        pid, since = plain["pid"], datetime.fromisoformat(plain["since"])
    except (ValueError, KeyError, TypeError, RecursionError):
        return None
    if type(pid) is not int or not 0 < pid < 2**31 or since.tzinfo is None:
        return None
    if not all(isinstance(text, str) and len(text) <= _LONGEST for text in texts):
        return None
    user, host, its_machine, born, token = texts
    return Owner(user, host, its_machine, pid, born, since, token)


def is_gone(owner: Owner) -> bool:
    """Whether the process surely runs no more; of another machine's processes nothing is sure."""
    if owner.machine != machine() or owner.is_this_process:
        return False
    if not is_running(owner.pid):
        return True
    born = _born(owner.pid)
    return bool(owner.born and born) and owner.born != born


def is_running(pid: int) -> bool:
    """Whether this computer runs a process of this number; one that was killed and not yet fetched does not count."""
    if sys.platform == "win32":
        import ctypes

        # os.kill() would end the process there.
        handle = ctypes.windll.kernel32.OpenProcess(0x00100000, False, pid)
        if not handle:
            return False
        ended = ctypes.windll.kernel32.WaitForSingleObject(handle, 0) == 0
        ctypes.windll.kernel32.CloseHandle(handle)
        return not ended
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True  # somebody else's
    return (_stat(pid) or ["R"])[0] not in ("Z", "X")


def _born(pid: int) -> str:
    """When the process was started, in ticks since which start of the computer; "" where the system does not say."""
    fields = _stat(pid)
    if len(fields) < 20:
        return ""
    try:
        with open("/proc/sys/kernel/random/boot_id", encoding="ascii") as file:
            return f"{file.read(64).strip()} {fields[19]}"
    except (OSError, ValueError):
        return ""


def _stat(pid: int) -> list[str]:
    """What Linux says of a process, from its state on; empty elsewhere."""
    try:
        with open(f"/proc/{pid}/stat", encoding="utf-8", errors="replace") as file:
            return file.read(4096).rpartition(")")[2].split()
    except OSError:
        return []


def _user() -> str:
    try:
        return getpass.getuser()[:_LONGEST]
    except (OSError, KeyError, ImportError):  # a number without a name
        return ""
