from __future__ import annotations

from typing import Any

import pytest

from cjm_desktop.editing.fields import checked, longest, too_long
from cjm_desktop.model.records import (
    NAME_MAX,
    TEXT_MAX,
    Card,
    Curve,
    CurveStyle,
    EmotionPoint,
    Lane,
    Mark,
    Metric,
    Record,
    Stage,
)


@pytest.mark.parametrize(
    ("kind", "name", "given", "made"),
    [
        (EmotionPoint, "value", 7, 2.0),
        (EmotionPoint, "value", -2.5, -2.0),
        (EmotionPoint, "value", None, None),
        (EmotionPoint, "value", 0, 0.0),
        (EmotionPoint, "position", 1.01, 1.0),
        (EmotionPoint, "position", -3, 0.0),
        (Card, "span", 0, 1),
        (Card, "votes", -1, 0),
        (Stage, "width", 10, 60.0),
        (Lane, "height", 1e9, 5000.0),
        (Metric, "value", 1e15, 1e12),
        (Card, "marks", ["fail_point"], (Mark.FAIL_POINT,)),
        (Curve, "style", "ghost", CurveStyle.GHOST),
        (Card, "text", "half \ud83d of one", "half � of one"),
        (Card, "text", "\ud83d\ude00", "😀"),
        (Card, "tags", ["\udc00"], ("�",)),
        (Card, "text", "x" * TEXT_MAX, "x" * TEXT_MAX),
    ],
)
def test_a_value_comes_out_as_the_record_allows_it(kind: type[Record], name: str, given: Any, made: Any) -> None:
    found = checked(kind, {name: given})[name]
    assert found == made
    assert type(found) is type(made)


@pytest.mark.parametrize(
    ("kind", "name", "given"),
    [
        (EmotionPoint, "value", float("nan")),
        (EmotionPoint, "position", float("inf")),
        (EmotionPoint, "position", None),
        (Card, "text", 5),
        (Card, "text", "x" * (TEXT_MAX + 1)),
        (Stage, "name", "x" * (NAME_MAX + 1)),
        (Card, "marks", ("lucky",)),
        (Card, "stage", "not an id!"),
        (Metric, "series", (1e15,)),
    ],
)
def test_what_cannot_be_meant_is_refused(kind: type[Record], name: str, given: Any) -> None:
    with pytest.raises(ValueError):
        checked(kind, {name: given})


def test_too_long_a_text_is_told_in_words() -> None:
    said = "A text may be at most 20,000 characters long; this one has 50,000."
    assert too_long(TEXT_MAX, 50_000) == said
    for fields in ({"text": "x" * 50_000}, {"tags": ("short", "x" * 50_000)}):
        with pytest.raises(ValueError, match=r"^A text may be at most 20,000 .* has 50,000\.$"):
            checked(Card, fields)


@pytest.mark.parametrize(
    ("kind", "name", "most"),
    [(Card, "text", TEXT_MAX), (Stage, "name", NAME_MAX), (Card, "votes", None), (Metric, "value", None)],
)
def test_how_much_a_field_takes(kind: type[Record], name: str, most: int | None) -> None:
    assert longest(kind, name) == most


@pytest.mark.parametrize("name", ["id", "colour", "model_extra"])
def test_unknown_fields_and_the_id_are_refused(name: str) -> None:
    with pytest.raises(TypeError, match=name):
        checked(Card, {name: "x"})
