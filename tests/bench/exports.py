"""Pictures and paper: SVG and PNG beside their floors, and the most memory that each export takes in a process of its own."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator, Sequence
from html import escape
from pathlib import Path

from cjm_desktop.exporting import ExportOptions, export_file, export_pdf
from cjm_desktop.model.journey import Journey
from cjm_desktop.painters.png import pdf_to_png
from tests.bench import floors
from tests.bench.floors import PlainCard
from tests.bench.pipeline import plain_cards
from tests.bench.timing import Row, in_turn
from tests.maps import write_map

_DOUBLE = 2 * 96 / 72

#: What is exported in a process of its own: the task, the suffix, the options, the largest map for it, and the goal in MB.
_TASKS: tuple[tuple[str, str, str, int, float | None], ...] = (
    ("nothing, but the map is open", "", "", 20_000, None),
    ("PDF", ".pdf", "page='map'", 20_000, None),
    ("SVG", ".svg", "", 20_000, None),
    ("SVG, outlines", ".svg", "svg_text='outlines'", 5_000, None),
    ("PNG at 2x", ".png", "scale=2", 5_000, 500),
    ("PNG, A0 at 300 dpi", ".png", "sheet=True, paper='A0', dpi=300", 5_000, 300),
    ("the same on clear ground", ".png", "sheet=True, paper='A0', dpi=300, transparent=True", 5_000, 300),
)

_CHILD = """
import resource, sys
from cjm_desktop.exporting import ExportOptions, export_file
from cjm_desktop.formats import journey_file
from cjm_desktop.memory import collect_rarely

collect_rarely()
journey = journey_file.load(sys.argv[1]).journey
if sys.argv[2]:
    export_file(journey, sys.argv[1] + sys.argv[2], ExportOptions(**eval(f"dict({sys.argv[3]})")))
try:
    # Of this program alone: what getrusage tells counts the process that it was forked from, too.
    lines = open("/proc/self/status").read().splitlines()
    print(next(int(line.split()[1]) for line in lines if line.startswith("VmHWM:")) / 1024)
except OSError:
    print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (2**20 if sys.platform == "darwin" else 1024))
"""


def measure(journey: Journey, folder: Path, runs: int) -> Iterator[Row]:
    """The rows of one map. `folder` is a place for files that may go afterwards."""
    count = len(journey.cards)
    cards = plain_cards(journey)
    few = max(3, runs // 2)

    ours, floor = in_turn(
        lambda: export_file(journey, folder / "map.svg"), lambda: _bare_svg(cards, folder / "bare.svg"), few
    )
    yield Row("SVG (floor: rectangles and lines)", count, ours, floor, goal=2_000 if count <= 5_000 else None)
    outlines = ExportOptions(svg_text="outlines")
    ours, _ = in_turn(lambda: export_file(journey, folder / "map.svg", outlines), None, few)
    yield Row("SVG, texts as outlines", count, ours, None)

    if count <= 500:  # of 5,000 cards each run takes half a minute
        pdf = export_pdf(journey, ExportOptions(page="map"))
        ours, floor = in_turn(lambda: sum(map(len, pdf_to_png(pdf, _DOUBLE))), lambda: floors.bare_png(pdf, _DOUBLE), 3)
        yield Row("PNG at 2x of a PDF (floor: raster, zlib)", count, ours, floor, goal_ratio=1.3)

    path = folder / "map.cjm"
    write_map(journey, path)
    for task, suffix, options, largest, goal in _TASKS:
        if count <= largest:
            done = subprocess.run(
                [sys.executable, "-c", _CHILD, str(path), suffix, options], capture_output=True, text=True, check=True
            )
            yield Row(f"peak memory: {task}", count, float(done.stdout), None, unit="MB", goal=goal)


def _bare_svg(cards: Sequence[PlainCard], path: Path) -> None:
    """The same boxes and their text in a font that the reader may have, in one go."""
    parts = ['<svg xmlns="http://www.w3.org/2000/svg">']
    for rect, lines in cards:
        parts.append(
            f'<rect x="{rect.x:.2f}" y="{rect.y:.2f}" width="{rect.width:.2f}" height="{rect.height:.2f}" rx="4"/>'
        )
        parts += [
            f'<text x="{rect.x + 8:.2f}" y="{rect.y + 12.5 * (n + 1):.2f}">{escape(line)}</text>'
            for n, line in enumerate(lines)
        ]
    path.write_text("\n".join((*parts, "</svg>")), encoding="utf-8")
