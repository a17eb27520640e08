"""A badge's kind and square in, its icon in its colour out."""

from __future__ import annotations

from collections.abc import Iterator

from cjm_desktop.drawing.icons import icon
from cjm_desktop.drawing.primitives import Item
from cjm_desktop.geometry import Rect
from cjm_desktop.model.records import Evidence, Mark
from cjm_desktop.theme import Theme

MOMENT, FAIL, WAIT = Mark.MOMENT_OF_TRUTH.value, Mark.FAIL_POINT.value, Mark.WAIT_POINT.value
ASSUMED, PROPOSED = Evidence.ASSUMED.value, Evidence.PROPOSED.value

_ICONS = {
    MOMENT: "star",
    FAIL: "triangle-alert",
    WAIT: "clock",
    ASSUMED: "circle-question-mark",
    PROPOSED: "lightbulb",
    "link": "link",
}


def badge(what: str, rect: Rect, theme: Theme) -> Iterator[Item]:
    """A mark, evidence or link sign; each kind has a shape of its own, so that colour is never alone."""
    accent = {
        MOMENT: theme.accent("amber").strong,
        FAIL: theme.negative,
        WAIT: theme.accent("orange").strong,
        ASSUMED: theme.text_muted,
        PROPOSED: theme.accent("violet").text,
        "link": theme.accent("blue").text,
    }.get(what, theme.text_muted)
    yield icon(_ICONS.get(what, what), rect.grown(-0.5), accent, fill=accent if what == MOMENT else None)
