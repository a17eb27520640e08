"""Quotation marks around a user's text: one pair, whatever the user wrote."""

from __future__ import annotations

import pytest
from hypothesis import given, settings

from cjm_desktop.model.quoting import quoted, unquoted
from tests.strategies import texts


@pytest.mark.parametrize(
    "text",
    [
        "“When does it come?”",
        "„When does it come?“",
        "„When does it come?”",
        "« When does it come? »",
        "«\u00a0When does it come?\u00a0»",
        "»When does it come?«",
        '"When does it come?"',
        "‘When does it come?’",
        "‚When does it come?‘",
        "「When does it come?」",
        "『When does it come?』",
        "《When does it come?》",
        " “When does it come?” ",
        "When does it come?",
    ],
)
def test_one_pair_of_marks(text: str) -> None:
    assert quoted(text) == "“When does it come?”"
    assert quoted(text, 12) == "“When does i…”"


@pytest.mark.parametrize(
    "text", ["“Yes” or “no”", '"a" and "b"', "“half", "half”", "“”", '"', "’tis", "the “Kiosk”", "'don't'"]
)
def test_marks_that_are_not_around_all_of_it_stay(text: str) -> None:
    assert unquoted(text) == text
    assert quoted(text) == f"“{text}”"


@settings(max_examples=60, deadline=None)
@given(texts)
def test_nothing_but_marks_and_blanks_goes(text: str) -> None:
    assert unquoted(text) in text
    assert unquoted(f"“{text}”") in (text.strip(), f"“{text}”")
