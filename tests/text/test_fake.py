from __future__ import annotations

import pytest

from cjm_desktop.text.fake import FakeSetter
from cjm_desktop.text.lines import TextStyle

STYLE = TextStyle(10.0)


@pytest.mark.parametrize(
    ("text", "width"), [("abcd", 20.0), ("a b", 15.0), ("日本", 20.0), ("e\u0301", 5.0), ("", 0.0)]
)
def test_characters_are_half_an_em_wide(text: str, width: float) -> None:
    block = FakeSetter().block(text, STYLE, 1000)
    assert block.width == pytest.approx(width)
    assert block.lines[0].runs == ()


def test_lines_hold_what_fits() -> None:
    block = FakeSetter().block("aaaa bbbb cccccccccccc", STYLE, 45)
    assert [line.text for line in block.lines] == ["aaaa bbbb", "ccccccccc", "ccc"]


def test_an_ellipsis_takes_room_as_any_character() -> None:
    block = FakeSetter().block("aaaa bbbb cccc", STYLE, 45, max_lines=1)
    assert [line.text for line in block.lines] == ["aaaa bbb…"]
    assert block.cut
