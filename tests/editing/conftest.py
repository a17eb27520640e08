"""A small map with something of everything, and the check that every edit's result must pass."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Callable

import pytest

from cjm_desktop.model.catalogue import BLUEPRINT_LINES
from cjm_desktop.model.journey import Journey, Table
from cjm_desktop.model.pictures import make_picture
from cjm_desktop.model.records import (
    Card,
    Channel,
    Connector,
    Curve,
    CurveStyle,
    EmotionPoint,
    Lane,
    LaneKind,
    Metric,
    Persona,
    Picture,
    Source,
    Stage,
    SubStage,
)
from cjm_desktop.model.rules import repair


def _png(shade: int) -> bytes:
    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", header)
        + chunk(b"IDAT", zlib.compress(bytes([0, shade])))
        + chunk(b"IEND", b"")
    )


@pytest.fixture(scope="session")
def pictures() -> tuple[Picture, Picture]:
    made = make_picture(_png(0), "black"), make_picture(_png(255), "white")
    assert made[0] is not None
    assert made[1] is not None
    return made[0], made[1]


@pytest.fixture
def journey(pictures: tuple[Picture, Picture]) -> Journey:
    """Stages a b c d e; lanes do, touch, feel, count. Card `wide` covers b c d; `parked` has no cell."""
    black, white = pictures
    return Journey(
        title="Feeding Mitya",
        scenario="A first feeder",
        sources=Table.of([Source(id="talks", title="18 interviews")]),
        personas=Table.of(
            [Persona(id="masha", name="Masha", primary=True, portrait=white.id), Persona(id="oleg", name="Oleg")]
        ),
        channels=Table.of([Channel(id="market", name="Marketplace")]),
        stages=Table.of(
            Stage(id=id_, name=id_.upper(), duration="1 day", customer_goal=f"goal {id_}", sub_stages=parts)
            for id_, parts in (
                ("a", (SubStage(id="a1", name="first"), SubStage(id="a2", name="second"))),
                ("b", (SubStage(id="b1", name="first"),)),
                ("c", ()),
                ("d", ()),
                ("e", ()),
            )
        ),
        lanes=Table.of(
            [
                Lane(id="do", kind=LaneKind.CARDS, role="pains", label="Pain points", note="seen twice"),
                Lane(id="touch", kind=LaneKind.TOUCHPOINTS, role="touchpoints", label="Touchpoints"),
                Lane(id="feel", kind=LaneKind.EMOTION, role="emotions", label="Emotions"),
                Lane(id="count", kind=LaneKind.METRIC, role="metrics", label="Metrics"),
            ]
        ),
        lines=Table.of(BLUEPRINT_LINES.values()),
        cards=Table.of(
            [
                Card(id="a-1", lane="do", stage="a", sub_stage="a1", text="one"),
                Card(id="wide", lane="do", stage="b", sub_stage="b1", span=3, text="wide", persona="masha"),
                Card(id="a-2", lane="do", stage="a", text="two", picture=black.id),
                Card(id="t-1", lane="touch", stage="a", text="site", channel="market"),
                Card(id="a-3", lane="do", stage="a", text="three"),
                Card(id="e-1", lane="touch", stage="e", text="call", channel="phone"),
                Card(id="parked", text="later"),
            ]
        ),
        curves=Table.of(
            [
                Curve(id="target", lane="feel", style=CurveStyle.GHOST, label="target"),
                Curve(id="now", lane="feel", persona="masha"),
            ]
        ),
        points=Table.of(
            [
                EmotionPoint(id="p-a", curve="now", stage="a", value=1),
                EmotionPoint(id="p-b", curve="now", stage="b", value=-1),
                EmotionPoint(id="g-b", curve="target", stage="b", value=2),
            ]
        ),
        metrics=Table.of([Metric(id="m-b", lane="count", stage="b", value=7, unit="%")]),
        connectors=Table.of(
            [
                Connector(id="k-1", source="a-1", target="t-1"),
                Connector(id="k-2", source="t-1", target="wide"),
            ]
        ),
        pictures=Table.of([black, white]),
    )


def assert_sound(journey: Journey) -> None:
    """The map holds to the rules of `model.rules` and to the types of its fields."""
    assert repair(journey)[1] == ()
    again = Journey.model_validate_json(journey.model_dump_json())
    assert again == journey
    assert again.model_dump_json() == journey.model_dump_json()


@pytest.fixture
def sound() -> Callable[[Journey], Journey]:
    """Give a journey back, after asserting that it is sound."""

    def check(journey: Journey) -> Journey:
        assert_sound(journey)
        return journey

    return check


@pytest.fixture(autouse=True)
def _untouched(journey: Journey) -> object:
    """No edit mutates what it was given."""
    assert_sound(journey)
    before = journey.model_dump_json()
    yield
    assert journey.model_dump_json() == before
