"""Measures the program and prints a table: what, at how many cards, our median, the floor's, their ratio, the goal."""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from cjm_desktop.memory import collect_rarely
from tests.bench.timing import Row

SIZES = (500, 5000, 20_000)
_PARTS = ("start", "pipeline", "exports", "frames", "editing")


def main() -> int:
    """Run the whole bench, each size in a process of its own, and print the table; 1 where a part of it cannot be run."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument(
        "--cards", type=int, nargs="*", default=SIZES, help="sizes of the maps (default: 500 5000 20000)"
    )
    parser.add_argument("--runs", type=int, default=7, help="runs of which the median is taken (default: 7)")
    parser.add_argument("--one", choices=_PARTS, help="only this part")
    parser.add_argument("--child", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args()
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    parts = (options.one,) if options.one else _PARTS
    if options.child:
        collect_rarely()  # as the program does where it starts
        for row in _rows(options.one, options.cards[0], options.runs):
            print(_line(row), flush=True)
        return 0
    print(f"{'task':<44}{'cards':>8}{'ours':>10}{'floor':>10}{'ratio':>8}{'goal':>12}", flush=True)
    missed = stopped = 0
    for part in parts:
        for cards in options.cards:
            command = [sys.executable, "-m", "tests.bench", "--child", "--one", part, "--cards", str(cards)]
            child = subprocess.Popen([*command, "--runs", str(options.runs)], stdout=subprocess.PIPE, text=True)
            assert child.stdout is not None
            for line in child.stdout:
                print(line, end="", flush=True)
                missed += "missed" in line
            if child.wait() != 0:
                print(f"{part} at {cards} cards stopped with an error")
                stopped += 1
    print("All goals hold." if not missed else f"{missed} goals missed.")
    return 1 if stopped else 0


def _rows(part: str, cards: int, runs: int) -> Iterator[Row]:
    from tests.maps import random_map

    journey = random_map(1, cards)
    with tempfile.TemporaryDirectory() as folder:
        if part == "start":
            yield from _starts(Path(folder), cards, runs)
        elif part == "pipeline":
            from tests.bench import pipeline

            yield from pipeline.measure(journey, Path(folder), runs)
        elif part == "exports":
            from tests.bench import exports

            yield from exports.measure(journey, Path(folder), runs)
        elif part == "editing":
            from tests.bench import editing

            yield from editing.measure(journey)
        else:
            from tests.bench import frames, pipeline

            yield from frames.measure(journey, pipeline.plain_cards(journey), runs * 20)


def _starts(folder: Path, cards: int, runs: int) -> Iterator[Row]:
    from tests.bench.start import bare_start, editor_start
    from tests.maps import random_map, write_map

    path = folder / "map.cjm"
    write_map(random_map(1, cards), path)
    bare_start(), editor_start(None)
    times = [(bare_start(), editor_start(None), editor_start(path)) for _ in range(runs)]
    bare, empty, full = (statistics.median(column) for column in zip(*times, strict=True))
    if cards == SIZES[0]:
        yield Row("cold start to first paint, empty", 0, empty, bare, goal=450)
    yield Row("cold start to the map painted", cards, full, bare, goal=800 if cards <= 5000 else None)


def _line(row: Row) -> str:
    floor = f"{row.floor:.1f}" if row.floor is not None else ""
    ratio = f"{row.ratio:.2f}" if row.ratio is not None else ""
    goals = [f"≤{row.goal:g}" if row.goal is not None else "", f"≤{row.goal_ratio:g}x" if row.goal_ratio else ""]
    verdict = {None: "", True: " ok", False: " missed"}[row.holds]
    goal = "".join(goals) + verdict
    return f"{row.task:<44}{row.cards:>8}{row.ours:>8.1f} {row.unit}{floor:>9}{ratio:>8}{goal:>14}"


if __name__ == "__main__":
    sys.exit(main())
