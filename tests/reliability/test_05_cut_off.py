"""Row 5: the program is killed while somebody writes, and started again: all is offered, but for the last blink."""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import ROOT
from tests.maps import random_map, write_map
from tests.reliability.programme import Tally

#: How much may be lost, in seconds of writing.
ALLOWED = 2.0

_PROGRAM = [sys.executable, "-m", "tests.reliability.edited_program"]


def environment(folder: Path) -> dict[str, str]:
    """A user's folders for one run of the program, without a screen."""
    names = ("HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME", "XDG_RUNTIME_DIR")
    folders = {name: str(folder / name.lower()) for name in names}
    for one in folders.values():
        Path(one).mkdir(mode=0o700, exist_ok=True)
    return {**os.environ, **folders, "QT_QPA_PLATFORM": "offscreen"}


def written_until_killed(folder: Path, way: str, after: float, *files: Path) -> list[list[tuple[int, float]]]:
    """For each window the numbers that were written, and when, by a program that is killed `after` seconds of writing."""
    program = subprocess.Popen(
        [*_PROGRAM, "edit", way, *map(str, files)],
        env=environment(folder),
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert program.stdout is not None
    first = program.stdout.readline()
    if first:
        time.sleep(after)
    program.kill()
    out, err = program.communicate(timeout=60)
    assert first, err
    told: list[list[tuple[int, float]]] = [[], []]
    for line in (first + out).splitlines():
        parts = line.split()
        if len(parts) == 3:
            told[int(parts[0])].append((int(parts[1]), float(parts[2])))
    return [one for one in told if one]


def recovered(folder: Path) -> dict[str, Any]:
    """What the next start offers and opens."""
    again = subprocess.run(
        [*_PROGRAM, "restart"],
        env=environment(folder),
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert again.returncode == 0, again.stderr
    found: dict[str, Any] = json.loads(again.stdout.splitlines()[0])
    return found


def last_number(text: str) -> int:
    """The last number of a card's text; 0 where there is none."""
    words = text.split()
    return int(words[-1]) if words and words[-1].isdecimal() else 0


def lost(told: list[tuple[int, float]], kept: int) -> float:
    """Seconds of writing that are gone: from the first number that is not kept to the last that was written."""
    gone = [when for number, when in told if number > kept]
    return told[-1][1] - gone[0] if gone else 0.0


def cut_off_once(folder: Path, way: str, cards: int, after: float) -> tuple[list[float], int, int]:
    """The seconds of writing lost in each window; how many windows there were, and how many maps were offered."""
    folder.mkdir()
    path = folder / "map.cjm"
    if way != "new":
        write_map(random_map(5, cards), path)
    before = path.read_bytes() if path.exists() else b""
    told = written_until_killed(folder, way, after, *([path] if path.exists() else []))
    found = recovered(folder)
    # Whatever was written came back as changes that are not saved; the file is nobody's business but the user's.
    assert (path.read_bytes() if path.exists() else b"") == before
    assert all(one["unsaved"] for one in found["maps"])
    if found["maps"] and way != "two":
        assert found["maps"][0]["path"] == (str(path) if path.exists() else None)
    numbers = sorted((last_number(one["text"]) for one in found["maps"]), reverse=True)
    numbers += [0] * (len(told) - len(numbers))
    # Both windows write the same numbers at the same time.
    return [lost(one, number) for one, number in zip(told, numbers, strict=True)], len(told), found["offered"]


@pytest.mark.row(5)
def test_at_most_two_seconds_of_writing_are_lost(tally: Tally, tmp_path: Path) -> None:
    dice = random.Random(5)
    runs = [("two", 2_000), ("typing", 30), ("new", 0), ("steps", 2_000), ("typing", 2_000), ("steps", 30)]
    for run in range(tally.n):
        way, cards = runs[run % len(runs)]
        losses, windows, offered = cut_off_once(tmp_path / str(run), way, cards, dice.uniform(1.5, 4.0))
        tally.add("maps", windows)
        tally.add("not offered", windows - offered)
        tally.add("over 2 s lost", sum(one > ALLOWED for one in losses))
        tally.add("ms lost in all", round(sum(losses) * 1000))
        assert offered == windows, way
        assert max(losses) <= ALLOWED, way


@pytest.mark.row(5, without="the journal")
def test_without_the_journal_everything_is_lost(tmp_path: Path) -> None:
    losses, windows, offered = cut_off_once(tmp_path / "run", "unkept", 30, 3.0)
    assert (windows, offered) == (1, 0)
    assert max(losses) > ALLOWED
