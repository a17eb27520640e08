"""A text and several styles in, the text set in the largest style that breaks no word out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from cjm_desktop.text.lines import TextBlock, TextSetter, TextStyle

#: Scripts from here on (Arabic, Thai, CJK ...) may break between letters or are not worth a smaller size.
BREAKABLE_FROM = "\u0600"
_STEPS = (1.0, 0.88, 0.78)


def breaks_word(block: TextBlock) -> bool:
    """Whether a line ends inside a word of a script that has spaces between words."""
    text = block.text
    for line, _ in pairwise(block.lines):
        end = line.end
        if 0 < end < len(text):
            before, after = text[end - 1], text[end]
            if before.isalpha() and after.isalpha() and before < BREAKABLE_FROM and after < BREAKABLE_FROM:
                return True
    return False


def fitted(setter: TextSetter, text: str, style: TextStyle, width: float) -> TextBlock:
    """The text at the style's size, or somewhat smaller where only that keeps its words whole."""
    blocks: Sequence[TextBlock] = ()
    for share in _STEPS:
        block = setter.block(text, replace(style, size=style.size * share) if share < 1 else style, width)
        if not breaks_word(block):
            return block
        blocks = (*blocks, block)
    return blocks[0]
