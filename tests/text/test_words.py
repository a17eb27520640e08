from __future__ import annotations

from itertools import pairwise

import pytest

from cjm_desktop.text import words
from cjm_desktop.text.shaping import Shaper
from cjm_desktop.text.words import WordCache


@pytest.fixture
def cache() -> WordCache:
    return WordCache(Shaper(400, False, "en"))


def test_a_word_is_shaped_once(cache: WordCache) -> None:
    first, second = cache.words(["journey ", "journey "])
    assert first is second
    assert cache.word("journey ", None) is first


def test_a_gap_counts_within_a_line_but_not_at_its_end(cache: WordCache) -> None:
    word, bare = cache.word("journey  ", None), cache.word("journey", None)
    assert word.gap == 2
    assert word.end == pytest.approx(bare.end)
    assert word.advance == pytest.approx(bare.advance + 2 * 0.26)
    assert cache.bare(word) is bare
    assert word.end_text == "journey"


def test_a_soft_hyphen_shows_at_the_end_only(cache: WordCache) -> None:
    word = cache.word("Für\u00ad", None)
    assert word.advance == pytest.approx(cache.word("Für", None).advance)
    assert word.end == pytest.approx(cache.word("Für-", None).end)
    assert word.end_text == "Für-"


def test_parts_fill_the_room(cache: WordCache) -> None:
    word = cache.word("Verantwortungsübernahme ", None)
    parts = cache.split(word, 4.0)
    assert "".join(part.text for part in parts) == word.text
    assert all(part.end <= 4.0 for part in parts)
    for part, following in pairwise(parts):
        assert cache.word(part.text + following.text[0], None).end > 4.0


def test_parts_fit_where_letters_kern(cache: WordCache) -> None:
    word = cache.word("AVAVAVAVTo", None)
    for tenth in range(7, 60):
        assert all(part.end <= tenth / 10 for part in cache.split(word, tenth / 10))


def test_scripts_are_shaped_apart(cache: WordCache) -> None:
    assert [piece.text for piece in cache.word("(abвг1)", None).pieces] == ["(ab", "вг1)"]


def test_parts_of_no_room_are_single_clusters(cache: WordCache) -> None:
    parts = cache.split(cache.word("xe\u0323\u0302क्षि🇫🇷 ", None), 0.0)
    assert [part.text for part in parts] == ["x", "e\u0323\u0302", "क्षि", "🇫🇷 "]


def test_joined_pictures_that_no_line_has_room_for_are_parted(cache: WordCache) -> None:
    joined = "\u200d".join("🆎🆑🆒🆓")  # no font has a picture of all these
    parts = cache.split(cache.word(joined, None), 2.5)
    assert "".join(part.text for part in parts) == joined
    assert len(parts) > 1
    assert all(part.end <= 2.5 for part in parts)
    family = cache.word("👩\u200d👧", None)
    assert [part.text for part in cache.split(family, family.end)] == [family.text]


def test_a_full_cache_starts_afresh(cache: WordCache, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(words, "_CAPACITY", 2)
    made = cache.words(["a", "b", "c"])
    assert [word.text for word in made] == ["a", "b", "c"]
    assert cache.word("c", None) is made[2]
    assert cache.word("a", None) is not made[0]


def test_levels_tell_words_apart(cache: WordCache) -> None:
    left, right = cache.word("(", None), cache.word("(", b"\x01")
    assert left.pieces[0].glyphs != right.pieces[0].glyphs
    assert cache.word("(", b"\x01") is right
