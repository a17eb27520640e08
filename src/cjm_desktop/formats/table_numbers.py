"""The heading and the cells of a line of numbers go in; out comes whether they tell a feeling or measure something."""

from __future__ import annotations

import re
from collections.abc import Sequence

from cjm_desktop.formats.table_words import cleaned
from cjm_desktop.model.feelings import number_in, score_in

#: What is measured, whatever the numbers are.
_MEASURED = (
    "csat nps ces ctr churn conversion conversions retention bounce revenue ltv arpu aov roi effort konversion "
    "konversionsrate conversión conversão conversione conversie konwersja dönüşüm конверсия конверсии конверсія отток "
    "转化率 轉換率 コンバージョン 전환율 التحويل"
)
#: What people feel, where it is a number.
_FELT = "energy energie énergie energía energia энергия енергія enerji 精力 能量 エネルギー 에너지 الطاقة ऊर्जा"
#: What is a feeling on a short scale, and a measure beyond that.
_RATED = (
    "rating ratings stars bewertung bewertungen évaluation valoración puntuación avaliação valutazione beoordeling ocena "
    "puan değerlendirme оценка оцінка 评分 評分 評価 평점 التقييم रेटिंग"
)
_WORDS = re.compile(r"[^\W\d_]+")
#: The greatest number of a short scale.
_SHORT = 10


def role_of_numbers(heading: str, texts: Sequence[str]) -> str:
    """The role of a lane of numbers by its heading; empty where it names none, or the cells are mostly no numbers."""
    folded = cleaned(heading[:400]).casefold()
    words = set(_WORDS.findall(folded))
    measured, felt, rated = (_names(words, folded, known) for known in (_MEASURED, _FELT, _RATED))
    if not (measured or felt or rated) or not texts:
        return ""
    numbers = [number for text in texts if (number := number_in(text)) is not None]
    if 2 * len(numbers) > len(texts) and not felt:
        large = any(unit.startswith("%") or abs(value) > _SHORT for value, unit in numbers)
        if measured or large:
            return "metrics"
    scores = sum(score_in(text) is not None for text in texts)
    return "emotions" if 2 * scores > len(texts) else ""


def _names(words: set[str], folded: str, known: str) -> bool:
    """Whether a heading has one of some words; in scripts that write words together, anywhere."""
    return any(word in words or (word[0] >= "\u2e80" and word in folded) for word in known.split())
