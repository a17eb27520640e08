"""Fonts in the PDF: all embedded, as small as can be, and what was typed is what a reader finds."""

from __future__ import annotations

import re
import shutil
import subprocess
from itertools import permutations
from pathlib import Path
from unicodedata import normalize

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cjm_desktop.drawing.primitives import Glyphs
from cjm_desktop.painters.pdf import paint_pdf
from cjm_desktop.text.engine import default_engine
from cjm_desktop.text.lines import GlyphRun, TextLine, TextStyle
from tests.painters.pdf_reading import drawing, is_found, objects, page_text, raster, squeezed, text

SCRIPTS = {
    "Latin": "Opens six tabs, AV To WAVE, office affluent",
    "Vietnamese": "Khách hàng tìm kiếm thông tin trước khi mua",
    "Vietnamese, decomposed": "ke\u0302\u0301t ho\u031b\u0323p x\u0301",
    "Greek": "Ο πελάτης συγκρίνει τιμές",
    "Cyrillic": "Клиент сравнивает цены и условия",
    "Japanese": "お客様は価格を比較します。そして店に行きます",
    "Chinese": "客户比较价格然后购买",
    "Korean": "고객이 가격을 비교합니다",
    "Arabic": "يقارن العميل الأسعار لا إله قبل الشراء 123",
    "Hebrew": "הלקוח משווה מחירים לפני הקנייה",
    "Devanagari": "ग्राहक खरीदने से पहले कीमतों की तुलना करता है क्षत्रिय",
    "Thai": "ลูกค้าเปรียบเทียบราคาก่อนซื้อครั้งแรก น้ำ",
    "Bengali": "গ্রাহক কেনার আগে দাম তুলনা করে",
    "Tamil": "வாடிக்கையாளர் விலைகளை ஒப்பிடுகிறார்",
    "Georgian": "მომხმარებელი ადარებს ფასებს",
    "emoji": "Delight 😀 👍🏽 ★ 👩‍👩‍👧 1️⃣ end",
    "mixed directions": "mixed عربي and English 12 שלום end",
}

_WORDS = ("日本", "العربية", "हिन्दी", "ไทย", "עברית", "abc", "한국", "Привет", "1️⃣")


@pytest.mark.parametrize("width", [60, 110, 400])
@pytest.mark.parametrize("name", SCRIPTS)
def test_what_was_typed_is_found_in_every_script(name: str, width: float) -> None:
    pdf = paint_pdf(drawing(text(SCRIPTS[name], width=width), width=420, height=300))

    assert squeezed(SCRIPTS[name]) in squeezed(page_text(pdf))


@pytest.mark.parametrize("name", [name for name in SCRIPTS if name != "emoji"])
def test_the_search_of_a_reader_finds_a_wrapped_text(name: str) -> None:
    assert is_found(paint_pdf(drawing(text(SCRIPTS[name], width=110))), SCRIPTS[name])


def test_neighbouring_scripts_keep_the_spaces_between_them() -> None:
    for one, other in permutations(_WORDS, 2):
        words = f"{one} {other} {one}"
        pdf = paint_pdf(drawing(text(words, width=400), width=420))
        assert page_text(pdf).strip() == words


def test_a_hyphen_that_ends_a_card_stays() -> None:
    pdf = paint_pdf(drawing(text("one pre-"), text("sale two", y=40)))

    assert page_text(pdf).split() == ["one", "pre-", "sale", "two"]


def test_touching_glyphs_of_two_fonts_are_not_taken_for_one_printed_twice() -> None:
    # Each of these is the first glyph of its font, and the space lies close to the emoji.
    for words in ("😀 ไทย 😀", " 😀", "ไ😀", "ไทย 😀 ไทย"):
        pdf = paint_pdf(drawing(text(words, width=400), width=420))
        assert page_text(pdf).strip() == words.strip()

    codes = set()
    for entry in objects(paint_pdf(drawing(text("a😀ไ★ა", width=400)))).values():
        mapped = re.search(rb"beginbfchar\n<(\w+)>", entry.stream)
        if mapped:
            assert mapped.group(1) not in codes
            codes.add(mapped.group(1))
    assert len(codes) >= 4


@pytest.mark.parametrize(
    "words",
    [
        "a well-known self-service",
        "well—known",
        "state-of-the-art thing",
        "2019-2020 and on",
        "pre- and post-sale-",
        "a 00G- 00000000",
        "Donaudampfschifffahrtsgesellschaftskapitän",
    ],
)
@pytest.mark.parametrize("width", [24, 32, 44, 60])
def test_a_word_that_a_line_end_breaks_stays_one_word(words: str, width: float) -> None:
    pdf = paint_pdf(drawing(text(words, width=width), height=300))

    assert " ".join(page_text(pdf).split()) == words
    assert is_found(pdf, words)


@pytest.mark.parametrize(
    "words",
    [
        "배송 후기 급식기 가격",
        "사 가사나사다사라사마사바사",
        "state-of-the-art",
        "Donaudampfschifffahrtsgesellschaftskapitän",
    ],
)
@pytest.mark.parametrize("width", [24, 32, 44])
def test_a_broken_word_is_read_once_whatever_stands_beside_its_lines(words: str, width: float) -> None:
    lines = len(default_engine().block(words, TextStyle(10), width).lines)
    for n in range(lines):
        beside = text("beside", x=120, y=10 + n * 13.2)
        left = text("left", x=10, y=10 + n * 13.2)
        block = text(words, x=60, y=10, width=width)
        for items in ((beside, block), (block, beside), (left, block), (block, left), (left, beside, block)):
            read = "".join(page_text(paint_pdf(drawing(*items, height=300))).split())
            for other in ("beside", "left"):
                read = read.replace(other, "", 1)
            assert read == squeezed(words), items


@pytest.mark.parametrize("width", [24, 32, 44, 60])
def test_no_hyphen_is_lost(width: float) -> None:
    for words in ("pre- and post-sale-", "post-sale- state-of-the- art-", "eee-メールを送る", "self-😀service-desk"):
        pdf = paint_pdf(drawing(text(words, width=width), height=300))
        assert squeezed(page_text(pdf)) == squeezed(words)


@pytest.mark.skipif(shutil.which("pdftotext") is None, reason="pdftotext (poppler-utils) is not installed")
def test_poppler_finds_left_to_right_text_and_broken_words(tmp_path: Path) -> None:
    words = "Sign-up self-service well-known state-of-the-art thing"
    path = tmp_path / "text.pdf"
    path.write_bytes(paint_pdf(drawing(text(words, width=110), text(SCRIPTS["Greek"], y=70, width=110))))

    said = subprocess.run(["pdftotext", path, "-"], capture_output=True, text=True, check=True).stdout

    assert words in " ".join(said.split())
    assert SCRIPTS["Greek"] in " ".join(said.split())


def test_a_right_to_left_line_that_a_space_begins_is_kept_apart_as_well() -> None:
    # From the left: a run of Han, then one of Arabic whose first glyph is the space between them.
    pdf = paint_pdf(drawing(text("하나", x=10), text("مرحبا العربية 日本", x=100), text("둘", x=300), width=400))

    assert page_text(pdf).split() == ["하나", "مرحبا", "العربية", "日本", "둘"]


def test_right_to_left_cards_beside_others_keep_their_words_together() -> None:
    arabic, korean, german = SCRIPTS["Arabic"], SCRIPTS["Korean"], "Kundendienst öffnet"
    block = text(arabic, x=200, width=110)
    last = list(block.items)[-1]
    assert isinstance(last, Glyphs)

    pdf = paint_pdf(
        drawing(
            text(korean, x=10, width=150),
            block,
            text(german, x=10, y=last.y - default_engine().block(german, TextStyle(10), 150).lines[0].baseline + 10),
            width=400,
        )
    )

    found = " ".join(page_text(pdf).split())
    assert korean in found
    assert arabic in found
    assert german in found


def test_every_font_is_an_embedded_subset_with_a_name_of_its_own() -> None:
    pdf = paint_pdf(drawing(*(text(words, y=n * 20, width=900) for n, words in enumerate(SCRIPTS.values()))))
    found = objects(pdf)
    fonts = [entry.entries for entry in found.values() if "/Subtype /Type0" in entry.entries]

    assert "Helvetica" not in pdf.decode("latin-1")
    assert not any(f"/Subtype /{kind}" in entry.entries for entry in found.values() for kind in ("Type1", "TrueType"))
    assert len(fonts) >= 10
    names = [re.search(r"/BaseFont /(\S+)", entries).group(1) for entries in fonts]  # type: ignore[union-attr]
    assert all(re.fullmatch(r"[A-Z]{6}\+[A-Za-z0-9-]+", name) for name in names)
    assert len(set(names)) == len(names)
    for entries in fonts:
        assert "/Encoding /Identity-H" in entries
        assert "/ToUnicode" in entries
    descriptors = [entry.entries for entry in found.values() if "/Type /FontDescriptor" in entry.entries]
    assert len(descriptors) == len(fonts)
    assert all("/FontFile2" in entries or "/FontFile3" in entries for entries in descriptors)


def test_a_cjk_subset_holds_only_its_own_glyphs() -> None:
    assert len(paint_pdf(drawing(text(SCRIPTS["Japanese"])))) < 12_000


def test_characters_beyond_the_first_plane_are_mapped_as_pairs() -> None:
    pdf = paint_pdf(drawing(text("😀")))

    assert any(b"<D83DDE00>" in entry.stream for entry in objects(pdf).values())


def test_two_texts_of_one_glyph_stay_two_texts() -> None:
    # U+2F00 is drawn as U+4E00 in the CJK faces; the code of their one glyph cannot tell them apart.
    pdf = paint_pdf(drawing(text("一大⼀小一", width=300)))

    assert page_text(pdf) in ("一大⼀小一", "一大一小一")  # PDFium itself folds U+2F00 into U+4E00
    assert any(b"ActualText <FEFF2F00>" in entry.stream for entry in objects(pdf).values())


@pytest.mark.parametrize("width", [24, 32, 44, 60])
def test_a_broken_word_is_read_once_where_its_letters_have_two_texts_each(width: float) -> None:
    # Syllables and what they are made of have the same glyphs.
    word = "사용자사용자사용자사용자"
    for words in (f"{word} {normalize('NFD', word)}", f"{normalize('NFD', word)} {word}"):
        pdf = paint_pdf(drawing(text(words, width=width), height=300))
        assert squeezed(normalize("NFC", page_text(pdf))) == word * 2


def test_a_missing_glyph_still_carries_its_text() -> None:
    assert "\U00012000" in page_text(paint_pdf(drawing(text("a \U00012000 b"))))


def test_glyphs_stand_where_layout_put_them() -> None:
    """A run drawn in one go and the same glyphs as runs of one glyph each give the same picture."""
    for words in ("AVAWA Tofu.", SCRIPTS["Devanagari"], "😀 👍🏽", SCRIPTS["Thai"], "お客様。"):
        (line,) = default_engine().block(words, TextStyle(20), 900).lines
        whole = paint_pdf(drawing(Glyphs(line, 10, 50, "#000000"), width=600))
        single = paint_pdf(drawing(Glyphs(_apart(line), 10, 50, "#000000"), width=600))
        assert _difference(raster(whole, 2), raster(single, 2)) < 0.002, words


def _apart(line: TextLine) -> TextLine:
    runs = []
    for run in line.runs:
        scale = run.size / run.face.units_per_em
        x = run.x
        for glyph, advance, dx, dy in zip(run.glyphs, run.advances, run.dx, run.dy, strict=True):
            # The offset goes into the place, except upwards, which only the run itself can say.
            runs.append(
                GlyphRun(run.face, run.size, x + dx * scale, 0, (glyph,), (advance,), (0,), (dy,), (0,), "x", False)
            )
            x += advance * scale
    return TextLine(tuple(runs), line.text, line.width, line.baseline, line.start, line.end)


def _difference(one, other) -> float:  # type: ignore[no-untyped-def]
    from PIL import ImageChops, ImageStat

    return sum(ImageStat.Stat(ImageChops.difference(one, other)).mean) / 3 / 255


@settings(max_examples=30)
@given(
    st.lists(
        st.text(st.characters(min_codepoint=33, max_codepoint=0x24F, exclude_categories=("Cc", "Cf", "Zs", "Mn"))),
        min_size=1,
        max_size=8,
    )
)
def test_any_latin_text_is_found_at_any_width(words: list[str]) -> None:
    said = " ".join(word for word in words if word)
    pdf = paint_pdf(drawing(text(said, width=70), height=2000))

    # PDFium folds compatibility characters (such as ligatures and superscripts) in what it reads.
    assert squeezed(normalize("NFKD", said)) == squeezed(normalize("NFKD", page_text(pdf)))


@pytest.mark.parametrize("words", ["משווה (2 דגמים) היום", "يقارن (340 تقييم) اليوم", "רשימה [א] «ב»"])
def test_brackets_in_right_to_left_text_are_found_as_they_were_written(words: str) -> None:
    assert is_found(paint_pdf(drawing(text(words, width=300), width=400)), words)
