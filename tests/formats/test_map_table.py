"""Maps and clips as rows of text."""

from __future__ import annotations

from cjm_desktop.editing.clip import copied
from cjm_desktop.formats.map_table import rows_of_clip, rows_of_map, text_of_clip, text_of_map
from cjm_desktop.model.journey import Journey, Table
from cjm_desktop.model.records import Card, Curve, EmotionPoint, Lane, LaneKind, Metric, Persona, Stage


def a_map() -> Journey:
    return Journey(
        title="Feeding",
        personas=Table.of([Persona(id="masha", name="Masha", quote="Home for one", needs=("calm",))]),
        stages=Table.of([Stage(id="s", name="Need"), Stage(id="t", name="Buy")]),
        lanes=Table.of(
            [
                Lane(id="a", label="Actions"),
                Lane(id="e", label="Feelings", kind=LaneKind.EMOTION),
                Lane(id="m", label="Share", kind=LaneKind.METRIC),
            ]
        ),
        cards=Table.of(
            [
                Card(id="1", lane="a", stage="s", text="looks"),
                Card(id="2", lane="a", stage="s", text="asks\ntwice"),
                Card(id="3", lane="a", stage="t", channel="phone"),
                Card(id="4", text="waits"),
            ]
        ),
        curves=Table.of([Curve(id="c", lane="e")]),
        points=Table.of(
            [
                EmotionPoint(id="p", curve="c", stage="s", value=1.5, label="glad"),
                EmotionPoint(id="q", curve="c", stage="t", value=-1),
                EmotionPoint(id="r", curve="c", stage="t", value=None),
            ]
        ),
        metrics=Table.of([Metric(id="x", lane="m", stage="t", value=81, unit="%")]),
    )


def test_a_map_as_rows() -> None:
    assert rows_of_map(a_map()) == [
        ["", "Need", "Buy"],
        ["Actions", "looks\nasks\ntwice", "Phone"],
        ["Feelings", "glad (1.5)", "-1"],
        ["Share", "", "81 %"],
    ]


def test_clips_as_rows() -> None:
    journey = a_map()
    two = copied(journey, ["1", "q"])
    assert two is not None
    assert text_of_clip(two) is None
    assert rows_of_clip(two) == [["looks", ""], ["", "-1"]]
    stage = copied(journey, ["s"])
    assert stage is not None
    assert rows_of_clip(stage) == [["", "Need"], ["Actions", "looks\nasks\ntwice"], ["Feelings", "glad (1.5)"]]


def test_clips_as_text() -> None:
    journey = a_map()
    for ids, text in (
        (["2"], "asks\ntwice"),
        (["1", "2"], "looks\nasks\ntwice"),
        (["4"], "waits"),
        (["masha"], "Masha\nHome for one\ncalm"),
        (["p"], "glad (1.5)"),
    ):
        clip = copied(journey, ids)
        assert clip is not None
        assert text_of_clip(clip) == text


def test_a_map_as_text() -> None:
    assert text_of_map(a_map()) == (
        "Feeding\n\nNeed\n  Actions: looks\n  Actions: asks\n    twice\n  Feelings: glad (1.5)\n"
        "\nBuy\n  Actions: Phone\n  Feelings: -1\n  Share: 81 %\n"
    )
