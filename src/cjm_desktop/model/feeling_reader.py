"""A text in any of some thirty languages goes in; the feeling (-2 to +2) that its words say comes out, if any.

The words stand in `feeling_words`; the longest one counts. A no turns the feeling in its reach: what was good is then
rather bad (“not happy”), what was bad is then nothing (“not frustrated”). Of several feelings it is the mean, where what
comes after a “but” counts more.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from cjm_desktop.model.feeling_lexicon import TURNED, Entry, Kind, folded, lexicon

_MOST = 2.0
#: How many other words may stand between a no, or a word that weighs, and the feeling that it belongs to.
_REACH, _BESIDE = 3.0, 1.0
#: A sign of a script without blanks counts as so much of a word.
_SIGN = 0.5
#: What a feeling becomes with a no before it that says “at all”.
_TURNED_STRONGLY = -1.5
_MORE, _LESS = 1.5, 0.5
_BEFORE_BUT, _AFTER_BUT = 0.5, 1.5
#: In texts of more words than this, words that count only alone do not count.
_ALONE = 3

_TOGETHER = (
    "\u0e00-\u0e7f\u1100-\u11ff\u3005\u3040-\u30ff\u3130-\u318f\u31f0-\u31ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff"
)
_MARKS = "\u0300-\u036f\u0591-\u05c7\u0670\u0900-\u0903\u093a-\u094f\u0951-\u0957\u0962\u0963"
_PART = re.compile(
    rf"(?P<together>[{_TOGETHER}]+)|(?P<word>(?:[^\W\d_{_TOGETHER}]|[{_MARKS}])+)|(?P<break>[^\w\s'&+-])"
)


@dataclass(slots=True)
class _Item:
    """What stands at a place of a text: entries, or none for another word; `size` counts in words."""

    entries: list[Entry]
    size: float


@dataclass(slots=True)
class _Felt:
    """A feeling on its way to its value."""

    at: int
    value: float
    languages: int
    alone: bool
    no: bool = False
    strong: bool = False
    weight: float = 1.0

    def told(self) -> float:
        if self.no:
            if self.value <= 0:
                return 0.0
            return max(-self.value, TURNED) if not self.strong else _TURNED_STRONGLY
        return max(-_MOST, min(_MOST, self.value * self.weight))


def words_felt(text: str) -> float | None:
    """The feeling that the words of a text say, from -2 to +2; None where no word of it is known to say one."""
    items = list(_items(folded(text)))
    languages = 0
    for item in items:
        for entry in item.entries:
            if entry.kind is Kind.FELT:
                languages |= entry.languages
    known = Counter(bit for item in items for entry in item.entries for bit in _bits(entry.languages))
    before: list[_Felt] = []
    after: list[_Felt] = []
    turned = False
    for part, is_but in _parts(items, languages):
        felt = _felt(part, known)
        turned = turned or (is_but and bool(before))
        (after if turned else before).extend(felt)
    if any(not one.alone for one in (*before, *after)) or len(items) > _ALONE:
        before, after = ([one for one in felts if not one.alone] for felts in (before, after))
    if not before and not after:
        return None
    weights = (_BEFORE_BUT, _AFTER_BUT) if before and after else (1.0, 1.0)
    pairs = [(one.told(), weight) for felts, weight in zip((before, after), weights, strict=True) for one in felts]
    return sum(value * weight for value, weight in pairs) / sum(weight for _, weight in pairs)


# What stands where


def _items(text: str) -> Iterator[_Item]:
    """All places of a text one after the other; None of the entries but a break is an item without size."""
    known = lexicon()
    parts = list(_PART.finditer(text))
    words = [part["word"] or "" for part in parts]
    n = done = 0
    while n < len(parts):
        part = parts[n]
        if part.end() <= done:
            n += 1
        elif part["break"]:
            yield _Item([], 0.0)
            n += 1
        elif part["together"]:
            done = max(done, part.start())
            while done < part.end():
                entries, length = known.find_together(text, done)
                yield _Item(entries, _SIGN)
                done += length
            n += 1
        else:
            entries, length = known.find(words, n)
            yield _Item(entries, 1.0)
            n += length


def _parts(items: Sequence[_Item], languages: int) -> Iterator[tuple[list[_Item], bool]]:
    """The text cut at punctuation and at each “but”, and whether a but is what it begins with."""
    part: list[_Item] = []
    is_but = False
    for item in items:
        but = any(entry.kind is Kind.BUT and entry.languages & languages for entry in item.entries)
        if item.size and not but:
            part.append(item)
            continue
        if part:
            yield part, is_but
            is_but = False
        part, is_but = [], is_but or but
    if part:
        yield part, is_but


def _bits(languages: int) -> Iterator[int]:
    while languages:
        bit = languages & -languages
        yield bit
        languages ^= bit


# What it means


def _felt(part: Sequence[_Item], known: Counter[int]) -> list[_Felt]:
    """The feelings of a part of a text, turned and weighed."""
    chosen = [_chosen(part, n, known) for n in range(len(part))]
    felts = {
        n: _Felt(n, entry.value, _languages(part[n], entry), entry.alone)
        for n, entry in enumerate(chosen)
        if entry is not None and entry.kind is Kind.FELT
    }
    strong = any(entry is not None and entry.kind is Kind.STRONG for entry in chosen)
    strong = strong or any(
        one is not None and one.kind is Kind.MORE and other is not None and other.kind in (Kind.NO, Kind.NO_EITHER)
        for one, other in pairwise(chosen)
    )
    for n, entry in enumerate(chosen):
        if entry is None:
            continue
        forward = entry.kind in (Kind.NO, Kind.NO_EITHER)
        found = None
        if forward:
            found = _near(part, chosen, felts, n, 1, _REACH, entry, past_and=entry.kind is Kind.NO)
        if found is None and entry.kind in (Kind.NO_AFTER, Kind.NO_EITHER):
            found = _near(part, chosen, felts, n, -1, _REACH, entry, past_and=False)
            forward = False
        if found is not None:
            found.no, found.strong = True, strong
            if forward:
                _carry_on(chosen, felts, found)
        if entry.kind in (Kind.MORE, Kind.LESS, Kind.STRONG):
            for step in (1, -1):
                found = _near(part, chosen, felts, n, step, _BESIDE, entry, past_and=False)
                if found is not None:
                    found.weight = _LESS if entry.kind is Kind.LESS else _MORE
                    break
    return list(felts.values())


def _languages(item: _Item, chosen: Entry) -> int:
    """All languages in which a word says a feeling of this sort: “content” is turned by “not” and by “pas”."""
    languages = 0
    for entry in item.entries:
        if entry.kind is Kind.FELT and (entry.value > 0) is (chosen.value > 0):
            languages |= entry.languages
    return languages


def _chosen(part: Sequence[_Item], n: int, known: Counter[int]) -> Entry | None:
    """Of what a word can be the one in the language of the text; what weighs or turns only before a feeling."""
    entries = part[n].entries
    if len(entries) < 2:
        return entries[0] if entries else None
    felt = [entry for entry in entries if entry.kind is Kind.FELT]
    if felt and len(felt) < len(entries):
        before, behind = (
            0 <= at < len(part) and any(entry.kind is Kind.FELT for entry in part[at].entries) for at in (n - 1, n + 1)
        )
        other = [
            entry
            for entry in entries
            if entry.kind is not Kind.FELT and (before if entry.kind is Kind.NO_AFTER else behind)
        ]
        entries = other or felt
    # Of two languages that are as likely, the one in which the word turns what is said.
    return max(
        entries,
        key=lambda entry: (
            max(known[bit] for bit in _bits(entry.languages)),
            entry.kind in (Kind.NO, Kind.NO_EITHER),
        ),
    )


def _near(
    part: Sequence[_Item],
    chosen: Sequence[Entry | None],
    felts: dict[int, _Felt],
    n: int,
    step: int,
    reach: float,
    entry: Entry,
    *,
    past_and: bool,
) -> _Felt | None:
    """The next feeling in a direction, in a language that the word belongs to; None where none is within reach."""
    gap = 0.0
    n += step
    while 0 <= n < len(part) and gap <= reach:
        found = felts.get(n)
        if found is not None:
            return found if found.languages & entry.languages else None
        other = chosen[n]
        if other is None:
            gap += part[n].size
        elif other.kind is Kind.AND and not past_and:
            return None
        n += step
    return None


def _carry_on(chosen: Sequence[Entry | None], felts: dict[int, _Felt], felt: _Felt) -> None:
    """A no goes on over an “or” or “and” to a feeling of the same sort: “not happy or satisfied”."""
    n = felt.at + 1
    while n + 1 < len(chosen):
        joint, following = chosen[n], felts.get(n + 1)
        if joint is None or joint.kind is not Kind.AND or following is None:
            return
        if (following.value > 0) is not (felt.value > 0):
            return
        following.no, following.strong = True, felt.strong
        n += 2
