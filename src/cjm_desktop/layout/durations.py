"""A span of time as people write it in, its length in minutes out, and back; a span like "2–4 days" has two lengths."""

from __future__ import annotations

import re
from functools import lru_cache

from cjm_desktop.layout import words
from cjm_desktop.layout.speech import Speech

_HOUR, _DAY = 60.0, 24 * 60.0
#: By the beginning of the word, the longest first; abbreviations that begin other words stand for themselves.
_UNITS: tuple[tuple[float, tuple[str, ...]], ...] = (
    (1 / 60, ("sec", "sek", "seg", "сек", "ثاني", "giây", "秒", "초")),
    (1.0, ("min", "мин", "phút", "دقيق", "دقائق", "分", "분")),
    (_HOUR, ("hour", "hr", "stunde", "std", "heure", "hora", "час", "giờ", "ساع", "小时", "時間", "시간")),
    (_DAY, ("day", "tag", "jour", "día", "dia", "дн", "день", "сут", "ngày", "يوم", "أيام", "天", "日", "일")),
    (
        7 * _DAY,
        ("week", "wk", "woche", "semaine", "seman", "недел", "нед", "tuần", "أسبوع", "أسابيع", "周", "週", "주"),
    ),
    (30 * _DAY, ("month", "monat", "mois", "мес", "tháng", "شهر", "أشهر", "个月", "か月", "ヶ月", "개월")),
    (365 * _DAY, ("year", "jahr", "año", "год", "лет", "năm", "سن", "年", "년")),
)
_SHORT = {
    "s": 1 / 60,
    "m": 1.0,
    "h": _HOUR,
    "d": _DAY,
    "w": 7 * _DAY,
    "j": _DAY,
    "ч": _HOUR,
    "с": 1 / 60,
    "y": 365 * _DAY,
}
_SHORT.update(dict.fromkeys(("an", "ans"), 365 * _DAY), **dict.fromkeys(("mes", "meses"), 30 * _DAY))
_NUMBER = r"\d{1,6}(?:[.,]\d{1,3})?"
_PART = re.compile(rf"({_NUMBER})(?:\s*(?:–|-|—|to|bis|à|до)\s*({_NUMBER}))?\s*([^\W\d_]+)?\.?", re.UNICODE)
_BETWEEN = re.compile(r"[\s,+~≈]*(?:and|und|et|y|и)?[\s,+~≈]*", re.UNICODE)


@lru_cache(4096)
def minutes(text: str) -> tuple[float, float] | None:
    """The least and the greatest length that a text such as "20 min", "1 h 30" or "2–4 days" names; None for others."""
    rest = text.strip().lower()
    if not rest or len(rest) > 60:
        return None
    low = high = 0.0
    unit = 0.0
    while rest:
        match = _PART.match(rest)
        if match is None:
            return None
        word = match[3]
        # A bare number behind hours is minutes.
        size = _unit(word) if word else 1.0 if unit == _HOUR else None
        if size is None:
            return None
        first = _number(match[1])
        low += first * size
        high += (_number(match[2]) if match[2] else first) * size
        unit = size
        rest = rest[match.end() :]
        between = _BETWEEN.match(rest)
        rest = rest[between.end() :] if between else rest
    return low, max(low, high)


def spoken(span: tuple[float, float], say: Speech) -> str:
    """A length as in "4 h 37 min" or "2–4 d"."""
    low, high = (_rounded(length) for length in span)
    if low == high:
        return _one(low, say)
    for size, word in ((_DAY, words.DAYS), (_HOUR, words.HOURS), (1.0, words.MINUTES)):
        if low % size == 0 and high % size == 0 and size <= high < 100 * size:
            return say(word).format(f"{low / size:.0f}–{high / size:.0f}")
    return f"{_one(low, say)} – {_one(high, say)}"


def _one(length: float, say: Speech) -> str:
    days, rest = divmod(round(length), int(_DAY))
    hours, left = divmod(rest, int(_HOUR))
    parts = ((days, words.DAYS), (hours, words.HOURS), (left, words.MINUTES))
    told = [say(word).format(number) for number, word in parts if number]
    return " ".join(told[:2]) or say(words.MINUTES).format(0)


def _rounded(length: float) -> float:
    return float(round(length))


def _number(text: str) -> float:
    return float(text.replace(",", "."))


def _unit(word: str) -> float | None:
    if word in _SHORT:
        return _SHORT[word]
    return next((size for size, names in _UNITS for name in names if word.startswith(name)), None)
