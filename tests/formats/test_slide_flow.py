from __future__ import annotations

import itertools

from hypothesis import given, settings
from hypothesis import strategies as st

from cjm_desktop.formats.slide_flow import SIZES, Block, Said, flow
from cjm_desktop.geometry import Rect

COLUMNS = [Rect(40 + 290 * n, 100, 280, 340) for n in range(3)]

paragraphs = st.builds(
    Said,
    text=st.text(st.sampled_from("ab 漢"), max_size=120),
    small=st.sampled_from(["", "n = 3"]),
    picture=st.sampled_from([None, "p"]),
    shape=st.floats(0.1, 2.0),
)
blocks = st.builds(
    Block, head=st.just("Lane"), accent=st.just("blue"), said=st.lists(paragraphs, max_size=8).map(tuple)
)


@settings(max_examples=60, deadline=None)
@given(st.lists(blocks.filter(lambda block: block.said), max_size=8))
def test_blocks_keep_their_order_inside_the_columns_and_lose_nothing(given_: list[Block]) -> None:
    pages = flow(given_, COLUMNS)
    told = "".join(said.text for page in pages for placed in page.placed for said in placed.block.said)
    assert told.replace(" ", "") == "".join(said.text for block in given_ for said in block.said).replace(" ", "")
    for page in pages:
        for placed in page.placed:
            column = next(one for one in COLUMNS if one.x == placed.rect.x)
            assert placed.rect.y >= column.y
            assert placed.rect.bottom <= column.bottom + 0.01
            assert len(placed.pictures) == sum(1 for said in placed.block.said if said.picture)
        rects = [placed.rect for placed in page.placed]
        assert all(a.x != b.x or a.bottom <= b.y for a, b in itertools.pairwise(rects))


def test_little_stands_in_large_type_and_much_in_small_type_on_several_slides() -> None:
    (page,) = flow([Block("Lane", "blue", (Said("short"),))], COLUMNS)
    assert page.size == SIZES[0]
    pages = flow([Block("Lane", "blue", (Said("word " * 900),))], COLUMNS)
    assert len(pages) > 1
    assert {page.size for page in pages} == {SIZES[-1]}


def test_nothing_to_say_needs_no_page() -> None:
    assert flow([], COLUMNS) == []
