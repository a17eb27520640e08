"""What lanes show beside their cards' words: own colours, chips, signs, rows, heat without colour."""

from __future__ import annotations

from cjm_desktop.drawing.cards import card_group
from cjm_desktop.drawing.marks import badge
from cjm_desktop.drawing.metrics import metric_group
from cjm_desktop.drawing.primitives import Glyphs, Item, Path, Shape
from cjm_desktop.geometry import Rect
from cjm_desktop.layout.boxes import LaneBox
from cjm_desktop.layout.engine import LayoutEngine
from cjm_desktop.model.journey import Journey, Table
from cjm_desktop.model.records import Card, Lane, LaneKind, Metric, MetricDisplay, Priority, Stage
from cjm_desktop.text.fake import FakeSetter
from cjm_desktop.theme import LIGHT, THEMES


def lane(kind: LaneKind, cards: list[Card] | None = None, metrics: list[Metric] | None = None) -> LaneBox:
    journey = Journey(
        stages=Table.of([Stage(id=f"s{n}") for n in range(3)]),
        lanes=Table.of([Lane(id="l", kind=kind, display=MetricDisplay.HEAT)]),
        cards=Table.of(cards or []),
        metrics=Table.of(metrics or []),
    )
    return LayoutEngine(FakeSetter()).layout(journey).lanes[0].box


def grounds(card: Card) -> set[object]:
    (box,) = lane(LaneKind.CARDS, [card]).cards
    group = card_group(box, LIGHT, LIGHT.accent("blue"), tinted=False)
    return {item.fill for item in group.items if isinstance(item, Shape)}


def test_a_card_of_its_own_colour_is_told_from_its_lane() -> None:
    plain = grounds(Card(id="c", lane="l", stage="s0"))
    red = grounds(Card(id="c", lane="l", stage="s0", accent="red"))
    assert LIGHT.accent("blue").strong in plain
    assert {LIGHT.accent("red").strong, LIGHT.accent("red").pale} <= red
    assert grounds(Card(id="c", lane="l", stage="s0", accent="unheard of")) == plain


def test_priorities_differ_by_what_they_pay() -> None:
    cheap, dear = (
        grounds(Card(id="c", lane="l", stage="s0", priority=Priority(impact=impact, effort=6 - impact)))
        for impact in (5, 1)
    )
    assert cheap != dear


def test_fail_and_wait_points_differ_in_shape_and_letter() -> None:
    def drawn(what: str) -> tuple[float, int]:
        items = list(badge(what, Rect(0, 0, 11, 11), LIGHT))
        (ground,) = (item for item in items if isinstance(item, Shape))
        return ground.radius, sum(len(item.steps) for item in items if isinstance(item, Path))

    assert drawn("fail_point") != drawn("wait_point")


def test_heat_says_by_lines_what_it_says_by_colour() -> None:
    values = (5, 50, 95)
    metrics = [Metric(id=f"m{n}", lane="l", stage=f"s{n}", value=value, unit="%") for n, value in enumerate(values)]
    boxes = lane(LaneKind.METRIC, metrics=metrics).metrics
    for theme in THEMES.values():
        lines = [
            sum(isinstance(item, Path) for item in metric_group(box, theme, theme.accent("slate")).items)
            for box in boxes
        ]
        assert lines[0] > lines[1] > lines[2]


def test_rows_bear_their_channels_sign_and_name() -> None:
    from cjm_desktop.drawing.draw import Drawer

    cards = [Card(id="c", lane="l", stage="s0", channel="web"), Card(id="d", lane="l", stage="s1", channel="phone")]
    journey = Journey(
        stages=Table.of([Stage(id=f"s{n}") for n in range(2)]),
        lanes=Table.of([Lane(id="l", kind=LaneKind.TOUCHPOINTS, by_channel=True)]),
        cards=Table.of(cards),
    )
    drawing = Drawer(LIGHT).draw(LayoutEngine(FakeSetter()).layout(journey))
    said = " ".join(item.line.text for item in _flat(drawing.items) if isinstance(item, Glyphs))
    assert "Web" in said
    assert "Phone" in said


def _flat(items: tuple[Item, ...]) -> list[Item]:
    found: list[Item] = []
    for item in items:
        found.append(item)
        found.extend(_flat(tuple(getattr(item, "items", ()))))
    return found
