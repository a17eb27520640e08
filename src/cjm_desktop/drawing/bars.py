"""An upright or level bar's rectangle and colour in, the bar out; where colours alone would not tell, with a pattern."""

from __future__ import annotations

from collections.abc import Iterator

from cjm_desktop.drawing.primitives import Item, Path, Shape, Stroke
from cjm_desktop.geometry import Rect
from cjm_desktop.theme import Accent, Theme

#: How far apart the gaps in a bar are that is not as it should be.
_GAPS = {"fair": 6.0, "poor": 3.0}


def accent_bar(rect: Rect, accent: Accent) -> Item:
    """The bar at the left of a lane or card: whole, or broken in the accent's own way."""
    if not accent.dash:
        return Shape(rect, rect.width / 2, accent.strong)
    x = rect.center.x
    return Path((("m", x, rect.y), ("l", x, rect.bottom)), stroke=Stroke(accent.strong, rect.width, accent.dash))


def tone_gaps(rect: Rect, tone: str, theme: Theme) -> Iterator[Item]:
    """Gaps in a level bar, the closer the poorer its value; none in one that is good, or where colours tell it."""
    step = _GAPS.get(tone) if theme.patterned else None
    if step is None:
        return
    x = rect.x + step
    while x < rect.right - 0.5:
        yield Path((("m", x, rect.y), ("l", x, rect.bottom)), stroke=Stroke(theme.page, 1.1))
        x += step
