"""Numbers as users write them, in several languages."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QLocale

from cjm_desktop.windows.inspector import numbers


@pytest.fixture
def german() -> Iterator[None]:
    before = QLocale()
    QLocale.setDefault(QLocale(QLocale.Language.German, QLocale.Country.Germany))
    yield
    QLocale.setDefault(before)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("", None),
        (" ", None),
        ("4", 4),
        ("4.5", 4.5),
        ("4,5", 4.5),
        ("1 234,5", 1234.5),
        ("1\u202f234", 1234),
        ("1'234", 1234),
        ("\u22122", -2),
        ("1e3", 1000),
    ],
)
def test_a_number_is_read(text: str, number: float | None) -> None:
    assert numbers.read(text) == number


@pytest.mark.parametrize("text", ["x", "1,2,3", "inf", "nan", "1_000", "--2"])
def test_what_is_no_number(text: str) -> None:
    with pytest.raises(ValueError):
        numbers.read(text)


def test_whole_numbers() -> None:
    assert numbers.read_whole(" 1 200 ") == 1200
    assert numbers.read_whole("") is None
    for text in ("1.5", "1_0", "x"):
        with pytest.raises(ValueError):
            numbers.read_whole(text)


def test_numbers_are_shown() -> None:
    assert [numbers.shown(number) for number in (None, 3.0, 0.1, -2.25)] == ["", "3", "0.1", "-2.25"]


@pytest.mark.usefixtures("german")
def test_numbers_are_shown_with_the_sign_of_the_language() -> None:
    assert numbers.shown(2.5) == "2,5"
    assert numbers.shown_series((3.0, 4.5)) == "3; 4,5"


@pytest.mark.parametrize(
    ("text", "series"),
    [
        ("3; 4,5; 6", (3, 4.5, 6)),
        ("3;;4;", (3, 4)),
        ("3\t4\n5", (3, 4, 5)),
        ("", ()),
    ],
)
def test_a_series_is_read_and_shown(text: str, series: tuple[float, ...]) -> None:
    assert numbers.read_series(text) == series
    assert numbers.read_series(numbers.shown_series(series)) == series
