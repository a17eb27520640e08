"""A heading and the cells of its line go in; whether they only count or number the other lines comes out."""

from __future__ import annotations

import re
from collections.abc import Sequence

from cjm_desktop.formats.table_words import cleaned

#: What numbers and ids stand under.
_HEAD_WORDS = (
    "# № n° nº no nr num number id ids uid uuid ref code key lfd.nr lfdnr п/п номер код numéro numero número identifier "
    "kennung lp sıra 序号 編號 编号 番号 번호 رقم"
)
_HEADS = frozenset(_HEAD_WORDS.split())
#: “7”, “2.1”, “x1”, “TP-014”, “3)”.
_ID = re.compile(r"[^\W\d_]{0,5}[-_. ]?\d{1,8}(?:[.\-]\d{1,4}){0,3}[.)]?")
_LONG = 40


def are_ids(head: str, texts: Sequence[str]) -> bool:
    """Whether texts are ids, each another one: such as look like it, or under a heading that says so."""
    bare = [cleaned(text[: _LONG + 1]) for text in texts if text.strip()]
    if len(bare) < 2 or len({text.casefold() for text in bare}) < len(bare) or any(len(text) > _LONG for text in bare):
        return False
    word = cleaned(head[: _LONG + 1]).casefold().strip(" .:#№()") or head.strip()
    if "".join(word.split()) in _HEADS:
        return all(len(text.split()) < 3 and any(sign.isdecimal() for sign in text) for text in bare)
    return not word and all(map(_ID.fullmatch, bare))
