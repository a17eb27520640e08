"""Moments and sizes in the user's words."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from cjm_desktop.windows.times import size_words, when

NOW = datetime(2026, 3, 4, 15, 0)


@pytest.mark.parametrize(
    ("moment", "words"),
    [
        (datetime(2026, 3, 4, 9, 5, 59), "today at 09:05"),
        (datetime(2026, 3, 3, 23, 59), "yesterday at 23:59"),
        (datetime(2026, 3, 2, 0, 0), "Monday, 2 March 2026 at 00:00"),
        (datetime(2025, 3, 4, 9, 5), "Tuesday, 4 March 2025 at 09:05"),
        (datetime(2026, 3, 5, 9, 5), "Thursday, 5 March 2026 at 09:05"),
    ],
)
def test_when(moment: datetime, words: str) -> None:
    assert when(moment, NOW) == words


def test_to_the_second() -> None:
    assert when(datetime(2026, 3, 4, 9, 5, 7), NOW, seconds=True) == "today at 09:05:07"


def test_a_moment_elsewhere_is_told_in_local_time() -> None:
    now = datetime.now(UTC)
    assert when(now, now.astimezone()) == f"today at {now.astimezone():%H:%M}"
    assert when(now - timedelta(days=800)).startswith(f"{(now - timedelta(days=800)).astimezone():%A}")


@pytest.mark.parametrize(("count", "words"), [(0, "0 bytes"), (18_200, "18.2 kB"), (1_130_658, "1.1 MB")])
def test_sizes(count: int, words: str) -> None:
    assert size_words(count) == words
