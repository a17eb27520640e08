"""What a few letters name, and how well."""

from __future__ import annotations

import pytest

from cjm_desktop.windows.matching import rank


@pytest.mark.parametrize(
    ("query", "text"),
    [
        ("save", "Save As"),
        ("SAVE as", "save as"),
        ("as save", "Save As"),
        ("sa", "Save As"),
        ("svs", "Save As"),
        ("", "x"),
    ],
)
def test_it_is_named(query: str, text: str) -> None:
    assert rank(query, text, letters=True) is not None


@pytest.mark.parametrize(
    ("query", "text"),
    [
        ("asx", "Save As"),
        ("save it", "Save As"),
        ("z", "Save As"),
        ("x", ""),
        ("dark", "Send to Parking Lot"),
        ("merge", "Messages in the lane edge"),
    ],
)
def test_it_is_not_named(query: str, text: str) -> None:
    assert rank(query, text, letters=True) is None


def test_the_better_comes_first() -> None:
    texts = ["Clear saved list", "Unsaved", "Save As", "S-a-v-e", "Save", "As Saved"]
    ordered = sorted(texts, key=lambda text: rank("save", text, letters=True) or 0.0)
    assert ordered == ["Save", "Save As", "As Saved", "Clear saved list", "Unsaved", "S-a-v-e"]


def test_letters_only_where_they_are_asked_for() -> None:
    assert rank("svs", "Save As") is None
