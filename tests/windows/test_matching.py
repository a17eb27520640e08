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
    assert rank(query, text) is not None


@pytest.mark.parametrize(("query", "text"), [("asx", "Save As"), ("save it", "Save As"), ("z", "Save As"), ("x", "")])
def test_it_is_not_named(query: str, text: str) -> None:
    assert rank(query, text) is None


def test_the_better_comes_first() -> None:
    texts = ["Clear saved list", "Unsaved", "Save As", "S-a-v-e", "Save", "As Saved"]
    ordered = sorted(texts, key=lambda text: rank("save", text) or 0.0)
    assert ordered == ["Save", "Save As", "As Saved", "Clear saved list", "Unsaved", "S-a-v-e"]
