from __future__ import annotations

import pytest

from cjm_desktop.model.journey import Journey
from cjm_desktop.model.records import MapKind
from cjm_desktop.review.earlier import is_before

NOW, THEN = MapKind.CURRENT, MapKind.FUTURE


@pytest.mark.parametrize(
    ("one", "other", "before"),
    [
        ({"kind": NOW}, {"kind": THEN}, True),
        ({"kind": MapKind.OTHER}, {"kind": THEN}, True),
        ({"kind": NOW, "date": "2026-05-01"}, {"kind": THEN, "date": "2025-01-01"}, True),
        ({"date": "2026-05-01", "revision": "v1"}, {"date": "1.6.2026", "revision": "v0"}, True),
        ({"date": "2026-05-01", "revision": "v9"}, {"date": "2026-05-01", "revision": "v10"}, True),
        ({"revision": "1.2"}, {"revision": "1.10"}, True),
        ({"kind": THEN}, {"kind": THEN}, None),
        ({"date": "spring"}, {"date": "2026-05-01"}, None),
        ({"revision": "draft"}, {"revision": "2"}, None),
    ],
)
def test_which_comes_before(one: dict[str, str], other: dict[str, str], before: bool | None) -> None:
    first, second = Journey(**one), Journey(**other)  # type: ignore[arg-type]
    assert is_before(first, second) is before
    assert is_before(second, first) is (None if before is None else not before)
