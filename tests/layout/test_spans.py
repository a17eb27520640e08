"""Where parts of texts stand: in order, inside the text's own place, and all of it together covers the line."""

from __future__ import annotations

from itertools import pairwise

import pytest

from cjm_desktop.layout.boxes import PlacedText
from cjm_desktop.layout.engine import LayoutEngine
from cjm_desktop.layout.finding import TITLE
from cjm_desktop.layout.spans import main_text, span_rects
from cjm_desktop.templates import load_template
from cjm_desktop.text.engine import default_engine
from cjm_desktop.text.lines import TextStyle

STYLE = TextStyle(10.0)


def placed(text: str, width: float = 120.0) -> PlacedText:
    return PlacedText(default_engine("en").block(text, STYLE, width), 40.0, 70.0, width)


def test_words_stand_behind_each_other() -> None:
    text = placed("one two three")
    one, two, three = (span_rects(text, *span)[0] for span in ((0, 3), (4, 7), (8, 13)))
    assert one.x == pytest.approx(40.0)
    assert one.right < two.x < two.right < three.x
    assert three.right == pytest.approx(40.0 + text.block.width, abs=0.01)
    assert (one.y, one.bottom) == (70.0, 70.0 + text.block.height)


def test_a_span_over_lines_has_a_rectangle_for_each() -> None:
    text = placed("word " * 20)
    rects = span_rects(text, 0, len(text.block.text))
    assert len(rects) == len(text.block.lines) > 2
    for above, below in pairwise(rects):
        assert above.bottom == below.y
    assert all(text.rect.x <= rect.x and rect.right <= text.rect.right + 0.01 for rect in rects)


def test_right_to_left_words_stand_from_the_right() -> None:
    text = placed("شكرا جزيلا لكم")
    first, last = span_rects(text, 0, 4)[0], span_rects(text, 11, 14)[0]
    assert last.right < first.x
    assert first.right == pytest.approx(40.0 + 120.0, abs=0.01)


def test_a_word_of_the_other_direction_stands_between() -> None:
    text = placed("abc שלום def", 300.0)
    before, inside, after = (span_rects(text, *span)[0] for span in ((0, 3), (5, 7), (9, 12)))
    assert before.right < inside.x < inside.right < after.x
    whole = span_rects(text, 4, 8)[0]
    assert whole.width > inside.width > 0


def test_nothing_has_no_place() -> None:
    assert span_rects(placed("abc"), 1, 1) == ()
    assert span_rects(placed("abc"), 7, 9) == ()


def test_every_kind_of_thing_has_its_main_text() -> None:
    journey = load_template("service-blueprint")
    layout = LayoutEngine(default_engine("en")).layout(journey)
    assert main_text(layout, "nobody") is None
    for table, field in (("cards", "text"), ("stages", "name"), ("lanes", "label"), ("personas", "name")):
        for id_, record in getattr(journey, table).items():
            found = main_text(layout, id_)
            assert found is not None
            assert found.block.text.startswith(getattr(record, field))
    title = main_text(layout, TITLE)
    assert title is not None
    assert title.block.text == journey.title
