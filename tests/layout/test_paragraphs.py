"""Paragraphs flow from page to page: every line once, in order, inside its page."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from cjm_desktop.layout.paragraphs import Paragraph, flowed, height_of
from cjm_desktop.text.fake import FakeSetter
from cjm_desktop.text.lines import TextStyle

BODY, HEAD = TextStyle(10), TextStyle(10, 700)
PARAGRAPHS = st.lists(
    st.builds(
        lambda words, heading: Paragraph(" ".join(["word"] * words), HEAD if heading else BODY, 6.0, heading),
        st.integers(1, 120),
        st.booleans(),
    ),
    max_size=7,
)


@given(paragraphs=PARAGRAPHS, first=st.floats(0, 200), further=st.floats(60, 300))
@settings(max_examples=150)
def test_every_line_stands_once_in_order_and_on_its_page(
    paragraphs: list[Paragraph], first: float, further: float
) -> None:
    pages = flowed(FakeSetter(), paragraphs, 120, first, further)
    lines = [(id(part.paragraph), n) for page in pages for part in page for n in range(part.first, part.last)]
    wanted = [
        (id(one), n) for one in paragraphs for n in range(len(FakeSetter().block(one.text, one.style, 120).lines))
    ]
    assert lines == wanted
    for number, page in enumerate(pages):
        y = 0.0
        for part in page:
            assert part.y >= y - 1e-6
            y = part.bottom
        assert y <= (further if number else first) + 0.02
    assert all(pages[1:]), "only the first page may be empty"


def test_a_heading_is_not_left_alone_at_the_foot() -> None:
    text = [Paragraph("word", BODY), Paragraph("Head", HEAD, 6.0, heading=True), Paragraph("word " * 40, BODY)]
    room = height_of(FakeSetter(), text[:2], 120) + 3.0
    pages = flowed(FakeSetter(), text, 120, room, 300)
    assert [part.paragraph for part in pages[0]] == text[:1]
    assert pages[1][0].paragraph is text[1]


def test_the_height_is_that_of_the_flow() -> None:
    text = [Paragraph("word " * 20, BODY), Paragraph("more", BODY, 6.0)]
    (page,) = flowed(FakeSetter(), text, 120, 1000, 1000)
    assert abs(page[-1].bottom - height_of(FakeSetter(), text, 120)) < 0.01
