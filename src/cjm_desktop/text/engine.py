"""The text engine: in go a text, a style and a width; out comes a block of lines with positioned glyphs."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from cjm_desktop.text import bidi, fonts
from cjm_desktop.text.assembly import WordBlock
from cjm_desktop.text.boundaries import Breaker, LineBreaker
from cjm_desktop.text.lines import TextBlock, TextStyle
from cjm_desktop.text.shaping import Shaper
from cjm_desktop.text.unicode import has_rtl
from cjm_desktop.text.words import Word, WordCache
from cjm_desktop.text.wrap import wrap


class TextEngine:
    """Sets text (see `TextSetter`). Words are shaped once and kept; `language` is a BCP 47 tag, which chooses among the
    shapes of Han characters and local forms of letters."""

    def __init__(self, language: str = "en", breaker: LineBreaker | None = None) -> None:
        self._language = language
        self._breaker = breaker or Breaker()
        self._voices: dict[tuple[int, bool], _Voice] = {}

    def block(self, text: str, style: TextStyle, width: float, max_lines: int | None = None) -> TextBlock:
        """The text wrapped to `width` layout units; see `TextSetter.block`."""
        voice = self._voice(style.weight, style.italic)
        size = style.size
        wrapped, cut = wrap(voice, text, width / size, max_lines)
        pitch = size * style.leading
        base = fonts.base_face(style.weight, style.italic)
        # The first baseline: what the pitch has more than the face is shared above and below.
        baseline = (pitch + (base.ascent - base.descent) * size) / 2
        return WordBlock(text, style, wrapped, cut, baseline)

    def _voice(self, weight: int, italic: bool) -> _Voice:
        voice = self._voices.get((weight, italic))
        if voice is None:
            shaper = Shaper(weight, italic, self._language)
            voice = self._voices[weight, italic] = _Voice(shaper, self._breaker)
        return voice


class _Voice:
    """One weight and slant: the words that `wrap` works with."""

    def __init__(self, shaper: Shaper, breaker: LineBreaker) -> None:
        self._breaker = breaker
        self._cache = WordCache(shaper)
        self.split = self._cache.split
        self.bare = self._cache.bare
        self.ellipsis = self._cache.ellipsis

    def units(self, paragraph: str, base: int) -> Sequence[Word]:
        segments = self._breaker.segments(paragraph)
        if not base and not has_rtl(paragraph):
            return self._cache.words(segments)
        levels = bidi.levels(paragraph, base)
        words = []
        start = 0
        for segment in segments:
            end = start + len(segment)
            part = levels[start:end]
            words.append(self._cache.word(segment, part if any(part) else None))
            start = end
        return words


@lru_cache(maxsize=8)
def default_engine(language: str = "en") -> TextEngine:
    """The engine that the program shares for maps in a language: screen and paper set a map with the same one."""
    return TextEngine(language or "en")
