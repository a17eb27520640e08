"""How far answers spread around an emotion point is drawn as a thin line with caps, below the faces, in the curve's colour."""

from __future__ import annotations

import pytest

from cjm_desktop.drawing.colours import persona_colour
from cjm_desktop.drawing.draw import Drawer
from cjm_desktop.drawing.primitives import Group, Item, Path
from cjm_desktop.drawing.reading import point_words
from cjm_desktop.layout.engine import LayoutEngine
from cjm_desktop.model.journey import Journey, Table
from cjm_desktop.model.records import Curve, EmotionPoint, Lane, LaneKind, Proof, Stage
from cjm_desktop.text.fake import FakeSetter
from cjm_desktop.theme import PALETTES, THEMES, Theme, mix, theme_of


def survey(spread: float | None) -> Journey:
    point = EmotionPoint(id="p", curve="k", stage="s", value=0.5, evidence=Proof(count=9, spread=spread))
    return Journey(
        stages=Table.of([Stage(id="s", name="S")]),
        lanes=Table.of([Lane(id="e", kind=LaneKind.EMOTION, role="emotions", label="E")]),
        curves=Table.of([Curve(id="k", lane="e")]),
        points=Table.of([point]),
    )


def lane_items(journey: Journey, theme: Theme) -> list[Item]:
    """What is drawn in the emotion lane, in its order."""
    items = Drawer(theme).draw(LayoutEngine(FakeSetter()).layout(journey)).items
    (lane,) = [item for item in items if isinstance(item, Group) and any(_is_point(one) for one in item.items)]
    return list(lane.items)


def _is_point(item: Item) -> bool:
    return isinstance(item, Group) and item.key == "p"


@pytest.mark.parametrize("theme", [theme_of(name, palette) for palette in PALETTES for name in THEMES])
def test_a_spread_is_one_more_line_below_the_face(theme: Theme) -> None:
    plain, known = lane_items(survey(None), theme), lane_items(survey(0.8), theme)
    added = [item for item in known if isinstance(item, Path) and item not in plain]
    (whisker,) = added
    assert len(known) == len(plain) + 1
    assert whisker.stroke is not None
    assert whisker.stroke.colour == mix(theme.page, persona_colour(theme, 0), 0.75)
    (face,) = [n for n, item in enumerate(known) if _is_point(item)]
    assert known.index(whisker) < face


def test_without_a_spread_the_drawing_is_what_it_was() -> None:
    theme = theme_of("light", PALETTES[0])
    bare = survey(None)
    without = bare.model_copy(
        update={"points": Table.of([point.model_copy(update={"evidence": None}) for point in bare.points.values()])}
    )
    # Groups are compared by identity.
    assert repr(lane_items(bare, theme)) == repr(lane_items(without, theme))


def test_who_does_not_see_it_is_told_the_spread() -> None:
    assert point_words(survey(0.84).points["p"], "Buy") == "Buy: +0.5 ± 0.8"
    assert point_words(survey(None).points["p"], "Buy") == "Buy: +0.5"
