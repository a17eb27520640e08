"""A badge's kind and square in, its icon in its colour out."""

from __future__ import annotations

from collections.abc import Iterator

from cjm_desktop.drawing.colours import text_on
from cjm_desktop.drawing.icons import icon
from cjm_desktop.drawing.primitives import Item, Path, Shape, Step, Stroke
from cjm_desktop.geometry import Rect
from cjm_desktop.model.records import Evidence, Mark
from cjm_desktop.theme import Theme

MOMENT, FAIL, WAIT = Mark.MOMENT_OF_TRUTH.value, Mark.FAIL_POINT.value, Mark.WAIT_POINT.value
ASSUMED, PROPOSED = Evidence.ASSUMED.value, Evidence.PROPOSED.value

_ICONS = {
    MOMENT: "star",
    ASSUMED: "circle-question-mark",
    PROPOSED: "lightbulb",
    "link": "link",
    "map": "map",
}
#: The letters of fail and wait points, as strokes on a square of side 1.
_F: tuple[tuple[tuple[float, float], ...], ...] = (
    ((0.66, 0.27), (0.38, 0.27), (0.38, 0.76)),
    ((0.38, 0.51), (0.6, 0.51)),
)
_W: tuple[tuple[tuple[float, float], ...], ...] = (((0.22, 0.3), (0.36, 0.72), (0.5, 0.38), (0.64, 0.72), (0.78, 0.3)),)


def badge(what: str, rect: Rect, theme: Theme) -> Iterator[Item]:
    """A mark, evidence or link sign; each kind has a shape of its own, so that colour is never alone."""
    if what in (FAIL, WAIT):
        yield from _point(what, rect, theme)
        return
    if what == "note":
        yield from _note(rect, theme)
        return
    accent = {
        MOMENT: theme.accent("amber").strong,
        ASSUMED: theme.text_muted,
        PROPOSED: theme.accent("violet").text,
        "link": theme.accent("blue").text,
        "map": theme.accent("violet").text,
    }.get(what, theme.text_muted)
    yield icon(_ICONS.get(what, what), rect.grown(-0.5), accent, fill=accent if what == MOMENT else None)


def _point(what: str, rect: Rect, theme: Theme) -> Iterator[Item]:
    """A blueprint's sign: F in a filled circle where it can fail, W in a filled square where one waits."""
    colour = theme.accent("red" if what == FAIL else "orange").text
    yield Shape(rect, rect.width / 2 if what == FAIL else 2.0, colour)
    ink = Stroke(text_on(theme, colour), rect.width * 0.12, round=True)
    for line in _F if what == FAIL else _W:
        (x, y), *rest = ((rect.x + px * rect.width, rect.y + py * rect.height) for px, py in line)
        steps: tuple[Step, ...] = (("m", x, y), *(("l", px, py) for px, py in rest))
        yield Path(steps, stroke=ink)


def _note(rect: Rect, theme: Theme) -> Iterator[Item]:
    """A small sheet with two lines of writing."""
    sheet = rect.grown(-1.25)
    yield Shape(sheet, 1.5, None, Stroke(theme.text_muted, 0.9))
    for share in (0.36, 0.64):
        y = sheet.y + sheet.height * share
        yield Path((("m", sheet.x + 2.0, y), ("l", sheet.right - 2.0, y)), stroke=Stroke(theme.text_muted, 0.9))
