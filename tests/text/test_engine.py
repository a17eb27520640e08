"""What the engine adds to the contract of lines: faces, glyphs, order, missing characters."""

from __future__ import annotations

import json
import subprocess
import sys
from itertools import chain
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cjm_desktop.text import fonts
from cjm_desktop.text.engine import TextEngine, default_engine
from cjm_desktop.text.lines import GlyphRun, TextBlock, TextStyle
from cjm_desktop.text.unicode import is_ignorable

STYLE = TextStyle(10.0)
CORPUS = Path(__file__).resolve().parents[3] / "shared" / "corpus" / "text"

MIXED = (
    "ab é\u0323\u0301 Ωя 日本、が한 אבם 12١٢ مَلا क्षि กำน้ 🙂👨\u200d👩❤\ufe0f1\u20e3🇫🇷👍🏽→①"
    "\u200b\u200d\u00ad\u2067\u2069\u0378\n(.)"
)


def runs_of(block: TextBlock) -> list[GlyphRun]:
    return [run for line in block.lines for run in line.runs]


def faces_of(block: TextBlock) -> list[tuple[str, str]]:
    """(text, family) of each run, from left to right."""
    return [(run.text, run.face.key.split("-")[0]) for run in runs_of(block)]


@settings(max_examples=200, deadline=None)
@given(text=st.text(MIXED, max_size=50), width=st.sampled_from([5.0, 40.0, 90.0, 1e6]))
def test_runs_fill_their_line_from_left_to_right(text: str, width: float) -> None:
    for line in default_engine().block(text, STYLE, width).lines:
        x = 0.0
        for run in line.runs:
            assert run.x == pytest.approx(x)
            assert run.width == pytest.approx(sum(run.advances) / run.face.units_per_em * STYLE.size)
            assert len(run.glyphs) == len(run.advances) == len(run.dx) == len(run.dy) == len(run.clusters) > 0
            assert all(0 <= cluster < len(run.text) for cluster in run.clusters)
            assert list(run.clusters) == sorted(run.clusters, reverse=run.rtl)
            # The first character of a run begins a cluster: no text is without a glyph that stands for it.
            assert min(run.clusters) == 0
            x += run.width
        assert line.width == pytest.approx(x, abs=0.001)
        assert sorted(chain.from_iterable(run.text for run in line.runs)) == sorted(line.text)


@settings(max_examples=100, deadline=None)
@given(text=st.text(MIXED, max_size=30))
def test_only_what_no_face_has_is_missing_and_it_is_drawn_as_a_box(text: str) -> None:
    block = default_engine().block(text, STYLE, 200)
    assert block.missing == frozenset(set(text) & {"\u0378"})
    boxes = [run for run in runs_of(block) if 0 in run.glyphs]
    assert sum(run.glyphs.count(0) for run in boxes) == text.count("\u0378")
    assert {run.face for run in boxes} <= {fonts.base_face()}


def test_the_box_has_an_outline() -> None:
    for weight in (400, 600, 700):
        for italic in (False, True):
            extents = fonts.base_face(weight, italic).hb_font.get_glyph_extents(0)
            assert extents.width > 300
            assert extents.height < -600


@pytest.mark.parametrize(
    ("text", "faces"),
    [
        ("Nhận thức", [("Nhận thức", "NotoSans")]),
        ("Nha\u0323\u0302n", [("Nha\u0323\u0302n", "NotoSans")]),
        ("Ταξίδι Карта", [("Ταξίδι Карта", "NotoSans")]),
        ("広告 口コミ", [("広告 口コミ", "NotoSansCJK")]),
        ("고객 여정", [("고객 여정", "NotoSansCJK")]),
        ("ग्राहक यात्रा", [("ग्राहक यात्रा", "NotoSansDevanagari")]),
        ("ลูกค้า", [("ลูกค้า", "NotoSansThai")]),
        ("A→B ①", [("A", "NotoSans"), ("→", "NotoSansSymbols"), ("B ", "NotoSans"), ("①", "NotoSansSymbols")]),
        ("რუკა", [("რუკა", "NotoSansGeorgian")]),
        ("க்ஷ ಕ್ಷ", [("க்ஷ ", "NotoSansTamil"), ("ಕ್ಷ", "NotoSansKannada")]),
    ],
)
def test_each_script_has_its_face(engine: TextEngine, text: str, faces: list[tuple[str, str]]) -> None:
    block = engine.block(text, STYLE, 1000)
    assert faces_of(block) == faces
    assert not block.missing
    assert all(0 not in run.glyphs for run in runs_of(block))


@pytest.mark.parametrize(
    "emoji", ["🙂", "1️⃣", "#️⃣", "1\u20e3", "👨‍👩‍👧‍👦", "👩🏽‍💻", "👍🏽", "🇫🇷", "🏳️‍🌈", "🏴󠁧󠁢󠁥󠁮󠁧󠁿", "❤️", "☺️", "⭐"]
)
def test_an_emoji_is_one_cluster_of_the_emoji_face_and_what_is_around_it_is_not(engine: TextEngine, emoji: str) -> None:
    block = engine.block(f"a {emoji} 1 b", STYLE, 1000)
    assert faces_of(block) == [("a ", "NotoSans"), (emoji, "NotoEmoji"), (" 1 b", "NotoSans")]
    run = runs_of(block)[1]
    assert sum(1 for advance in run.advances if advance) == 1
    assert 0 not in run.glyphs
    assert not block.missing


def test_text_style_keeps_an_emoji_in_the_text_faces(engine: TextEngine) -> None:
    assert faces_of(engine.block("☺\ufe0e", STYLE, 100))[0][1] == "NotoSansSymbols"


def test_a_space_after_emoji_is_as_wide_as_any(engine: TextEngine) -> None:
    def width(text: str) -> float:
        return engine.block(text, STYLE, 1000).width

    assert width("🙂 🙂") == pytest.approx(2 * width("🙂") + width("a a") - 2 * width("a"))


def test_marks_of_another_script_are_drawn_by_some_face(engine: TextEngine) -> None:
    block = engine.block("a\u093e", STYLE, 100)
    assert not block.missing
    assert all(0 not in run.glyphs for run in runs_of(block))


@pytest.mark.parametrize(
    ("text", "order"),
    [
        ("abc אבג def", ["abc ", "אבג", " def"]),
        ("אבג abc דהו", ["דהו", "abc", "אבג"]),
        ("مرحبا 123 نعم", ["نعم", "123", "مرحبا"]),
        ("12:30 שלום", ["שלום", "12:30"]),
    ],
)
def test_runs_stand_in_visual_order(engine: TextEngine, text: str, order: list[str]) -> None:
    found = [run.text.strip() for run in runs_of(engine.block(text, STYLE, 1000)) if run.text.strip()]
    assert found == [part.strip() for part in order]


def test_the_direction_is_the_paragraphs_on_every_line(engine: TextEngine) -> None:
    lines = engine.block("שלום abc def ghi jkl mno", STYLE, 40).lines
    assert len(lines) > 2
    assert all(line.rtl for line in lines)
    # A line of Latin words only still runs from left to right within.
    assert lines[1].runs[0].text == lines[1].text


def test_words_stay_in_order_across_lines_of_mixed_direction(engine: TextEngine) -> None:
    text = "אחת שתיים one two שלוש ארבע three"
    lines = engine.block(text, STYLE, 60).lines
    assert " ".join(line.text for line in lines) == text


def test_an_override_stays_within_its_text(engine: TextEngine) -> None:
    block = engine.block("invoice\u202egpj.exe", STYLE, 1000)
    assert not any(run.rtl for run in runs_of(block) if run.text.strip("\u202b"))


def test_arabic_letters_join_within_words_and_across_a_break_by_force(engine: TextEngine) -> None:
    whole = runs_of(engine.block("ممممممم", STYLE, 1000))[0].glyphs
    final, *medial, initial = whole
    assert len({final, initial, *medial}) == 3
    parts = [line.runs[0].glyphs for line in engine.block("ممممممم", STYLE, 17).lines]
    assert len(parts) > 1
    assert parts[0][-1] == initial
    assert parts[-1][0] == final
    assert set(parts[0][:-1]) == set(medial)


def test_clusters_of_a_joined_run_count_in_logical_order(engine: TextEngine) -> None:
    (run,) = runs_of(engine.block("אב גד", STYLE, 1000))
    assert run.text == "אב גד"
    assert run.rtl
    assert run.clusters == (4, 3, 2, 1, 0)


def test_a_soft_hyphen_shows_where_a_line_ends(engine: TextEngine) -> None:
    block = engine.block("Verkäu\u00adfer\u00adkontakt", STYLE, 50)
    assert [line.text for line in block.lines] == ["Verkäu\u00adfer-", "kontakt"]
    assert len(block.lines[0].runs[0].glyphs) == len("Verkäu\u00adfer-")
    assert block.lines[0].width <= 50


def test_weight_and_slant_choose_faces(engine: TextEngine) -> None:
    def keys(weight: int, italic: bool) -> list[str]:
        return [run.face.key for run in runs_of(engine.block("aก", TextStyle(10, weight, italic), 100))]

    assert keys(400, False) == ["NotoSans-400", "NotoSansThai-400"]
    assert keys(600, False) == ["NotoSans-600", "NotoSansThai-600"]
    assert keys(700, True) == ["NotoSans-Italic-700", "NotoSansThai-700"]
    widths = [engine.block("Stage", TextStyle(10, weight), 100).width for weight in (400, 600, 700)]
    assert widths == sorted(set(widths))


def test_language_chooses_han_shapes() -> None:
    def glyphs(language: str) -> tuple[str, tuple[int, ...]]:
        (run,) = runs_of(TextEngine(language).block("骨直", STYLE, 100))
        return run.face.key, run.glyphs

    found = {language: glyphs(language) for language in ("ja", "zh-Hans", "zh-TW", "ko", "en")}
    assert found["en"] == found["ja"]
    assert found["ja"][0] == "NotoSansCJK-ja-400"
    assert found["zh-TW"][0] == "NotoSansCJK-zh-Hant-400"
    assert len({glyphs for _, glyphs in found.values()}) > 1


def test_letters_that_a_face_has_by_another_name_only(engine: TextEngine) -> None:
    block = engine.block("\ufa70\u2208\u0338", STYLE, 100)
    assert not block.missing
    assert [run.face.key for run in runs_of(block)] == ["NotoSansCJK-ja-400"]
    assert 0 not in runs_of(block)[0].glyphs


def test_language_chooses_local_forms() -> None:
    def glyphs(language: str) -> tuple[int, ...]:
        return runs_of(TextEngine(language).block("ş", STYLE, 100))[0].glyphs

    assert glyphs("ro") != glyphs("tr") == glyphs("en")


def test_widths_scale_with_size(engine: TextEngine) -> None:
    small, large = (engine.block("Customer journey", TextStyle(size), 1000).width for size in (8.0, 24.0))
    assert large == pytest.approx(3 * small)


def test_runs_are_made_once(engine: TextEngine) -> None:
    (line,) = engine.block("once", STYLE, 100).lines
    assert line.runs is line.runs


def test_blocks_of_the_same_text_are_equal(engine: TextEngine) -> None:
    assert engine.block("one two", STYLE, 100) == engine.block("one two", STYLE, 100)
    assert engine.block("one two", STYLE, 100) != engine.block("one twa", STYLE, 100)


def test_control_characters_draw_as_spaces(engine: TextEngine) -> None:
    block = engine.block("a\tb\x00c\x1bd\x7fe\x9ff", STYLE, 1000)
    assert block.lines[0].text == "a b c d e f"
    assert not block.missing
    assert block.text == "a\tb\x00c\x1bd\x7fe\x9ff"


def test_half_characters_draw_as_the_replacement_character(engine: TextEngine) -> None:
    assert engine.block("a\ud800b", STYLE, 1000).lines[0].text == "a\ufffdb"


@pytest.mark.parametrize(
    "text", ["a" * 20_000, "م" * 20_000, "ก" * 20_000, "字" * 5_000, "-" * 20_000, "\u202a" * 5_000, "a\u0301" * 5_000]
)
def test_endless_words_are_broken(engine: TextEngine, text: str) -> None:
    block = engine.block(text, STYLE, 100)
    assert block.lines[-1].end == len(text)
    assert block.width <= 100.001


def test_latin_opens_one_face_and_no_qt() -> None:
    """In a program of its own, for what has been opened stays open."""
    program = (
        "import sys\n"
        "from cjm_desktop.text.engine import TextEngine\n"
        "from cjm_desktop.text.lines import TextStyle\n"
        "from cjm_desktop.text import fonts\n"
        "block = TextEngine().block('Nhận thức về nhu cầu, day–night', TextStyle(9.5), 60)\n"
        "assert block.lines[0].runs\n"
        "opened = [face.key for face in fonts.chain(400, False, 'ja') if 'hb_face' in vars(face)]\n"
        "print(opened, any(name.startswith(('PySide6', 'bidi', 'fontTools')) for name in sys.modules))\n"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "['NotoSans-400'] False"


def _strings(value: object) -> list[str]:
    if isinstance(value, str):
        return [value]
    if isinstance(value, dict):
        return [text for part in value.values() for text in _strings(part)]
    return [text for part in value for text in _strings(part)] if isinstance(value, list) else []


@pytest.mark.skipif(not CORPUS.is_dir(), reason="the corpus of texts is not beside this checkout")
def test_the_corpus_is_set_without_boxes(engine: TextEngine) -> None:
    texts = [text for path in sorted(CORPUS.glob("*.json")) for text in _strings(json.loads(path.read_text("utf-8")))]
    assert len(texts) > 100
    for text in texts:
        for width in (40, 150):
            block = engine.block(text, STYLE, width)
            assert not block.missing, text
            assert all(0 not in run.glyphs for run in runs_of(block)), text
            assert block.width <= width + 0.001
            assert "".join(text[line.start : line.end] for line in block.lines) == text
            assert all(not is_ignorable(line.text[:1] or "a") for line in block.lines)
