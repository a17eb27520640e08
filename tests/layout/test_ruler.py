"""Times that people write, and the ruler over the stages."""

from __future__ import annotations

import pytest

from cjm_desktop.layout.boxes import MapLayout
from cjm_desktop.layout.durations import minutes, spoken
from cjm_desktop.layout.engine import LayoutEngine
from cjm_desktop.layout.speech import ENGLISH, languages, speech
from cjm_desktop.model.journey import Journey, Table
from cjm_desktop.model.records import Stage
from cjm_desktop.text.fake import FakeSetter


def laid_out(*stages: tuple[str, str]) -> MapLayout:
    made = [Stage(id=f"s{n}", name="s", start=start, duration=span) for n, (start, span) in enumerate(stages)]
    return LayoutEngine(FakeSetter()).layout(Journey(stages=Table.of(made)))


def told(layout: MapLayout) -> list[str] | None:
    return None if layout.ruler is None else [text.block.text for text in layout.ruler.marks]


@pytest.mark.parametrize(
    ("text", "span"),
    [
        ("20 min", (20, 20)),
        ("1 h 30", (90, 90)),
        ("1 Std. 30 Min.", (90, 90)),
        ("2–4 days", (2880, 5760)),
        ("3 Tage", (4320, 4320)),
        ("1,5 h", (90, 90)),
        ("2 часа 15 минут", (135, 135)),
        ("2時間30分", (150, 150)),
        ("3 weeks", (30240, 30240)),
        ("overnight", None),
        ("day 0", None),
        ("06–09", None),
        ("4 h, of that 3 h 40 waiting", None),
        ("9 " * 40, None),
        ("", None),
    ],
)
def test_a_span_of_time_is_read_as_people_write_it(text: str, span: tuple[float, float] | None) -> None:
    assert minutes(text) == span


@pytest.mark.parametrize(
    ("span", "text"),
    [((277, 277), "4 h 37 min"), ((2880, 5760), "2–4 d"), ((0, 0), "0 min"), ((1500, 1510), "1 d 1 h – 1 d 1 h")],
)
def test_a_length_is_said_in_its_two_largest_units(span: tuple[float, float], text: str) -> None:
    assert spoken(span, ENGLISH) == text
    assert spoken((90, 90), speech("de")) == "1 Std. 30 Min."


def test_durations_add_up_along_the_ruler() -> None:
    layout = laid_out(("", "5 min"), ("", "2 min"), ("", "4 h"))
    assert told(layout) == ["0", "5 min", "7 min", "4 h 7 min"]
    assert layout.ruler is not None
    assert len(layout.ruler.ticks) == 4


def test_after_an_unreadable_duration_nothing_is_known() -> None:
    assert told(laid_out(("", "5 min"), ("", "overnight"), ("", "1 h"))) == ["0", "5 min"]


def test_starts_stand_on_the_ruler_instead_of_in_the_stages() -> None:
    layout = laid_out(("06–09", ""), ("09–12", "3 h"), ("", ""))
    assert told(layout) == ["06–09", "09–12"]
    assert [stage.duration and stage.duration.block.text for stage in layout.stages] == [None, "3 h", None]


def test_there_is_no_ruler_where_no_two_times_are_known() -> None:
    assert told(laid_out(("", ""), ("", ""))) is None
    assert told(laid_out(("", "day 0"), ("", "2 days"), ("", "weeks"))) is None
    lonely = laid_out(("06–09", ""), ("", ""))
    assert told(lonely) is None
    assert lonely.stages[0].duration is not None


def test_every_language_says_every_word_with_its_places() -> None:
    for language in languages():
        say = speech(language)
        for word, said in say._known.items():
            assert word.count("{}") == said.count("{}"), (language, word)
    assert speech("zh-Hant").language == "zh"
    assert speech("tlh") is ENGLISH
