"""What a table says of feelings: read on its scale, and kept as it was written."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from cjm_desktop.formats.imported import Imported
from cjm_desktop.formats.table import grid
from cjm_desktop.formats.table_map import guess, read


def imported(rows: Sequence[Sequence[str]]) -> Imported:
    found = grid(rows)
    return read(found, guess(found), "T")


@pytest.mark.parametrize(
    ("heading", "texts", "points"),
    [
        ("Emotion", ["+2", "-1", "0"], [(2, "", "+2"), (-1, "", "-1"), (0, "", "0")]),
        ("Emotion", ["1,5", "−1", "0"], [(1.5, "", "1,5"), (-1, "", "−1"), (0, "", "0")]),
        ("Emotion", ["-3", "5", "0"], [(-1.2, "−3", "-3"), (2, "5", ""), (0, "", "0")]),
        ("Emotion", ["80 %", "20%", "50%"], [(1.2, "80 %", ""), (-1.2, "20%", ""), (0, "50%", "")]),
        ("Emotion", ["😤 -> 1", "2"], [(-2, "😤", ""), (1, "", "1"), (2, "", "2")]),
        ("Emotion", ["curious but worried", "glad"], [(-0.5, "curious but worried", ""), (1, "glad", "")]),
    ],
)
def test_what_was_written_is_kept(heading: str, texts: list[str], points: list[tuple[float, str, str]]) -> None:
    """A number that a point shows itself is not drawn beside it, but can be read as it was written."""
    found = imported([["Stage", "Actions", heading], *([f"S{n}", "do", text] for n, text in enumerate(texts))])
    assert [(one.value, one.label, one.original) for one in found.journey.points.values()] == points


def test_numbers_beyond_the_scale_are_told() -> None:
    found = imported([["Stage", "Actions", "Emotion (1-5)"], ["A", "x", "7"], ["B", "y", "0"], ["C", "z", "3"]])
    assert [one.value for one in found.journey.points.values()] == [2, -2, 0]
    assert [note for note in found.notes if "eyond" in note] == [
        "Beyond the scale of 1 to 5 in “Emotion (1-5)”, and taken for the end that is nearer: “7”, “0”."
    ]


def test_unknown_feelings_are_told() -> None:
    found = imported([["Stage", "Actions", "Emotion"], ["A", "x", "blorp"], ["B", "y", "fnord"]])
    assert not found.journey.points
    assert {card.text for card in found.journey.cards.values()} == {"x", "y", "blorp", "fnord"}
    assert "Most texts of “Emotion” are no feelings that are known: all stand as cards." in found.notes
