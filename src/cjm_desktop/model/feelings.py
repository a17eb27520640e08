"""What people write in a cell of a table goes in; the number or the feeling (-2 to +2) that it says comes out, if any."""

from __future__ import annotations

import re
from collections.abc import Sequence

from cjm_desktop.model.records import EMOTION_MAX, EMOTION_MIN

#: A longer text is told, not felt.
_LONGEST = 2_000
_NUMBER = re.compile(r"[-+−–]?\d{1,15}(?:[ \u00a0\u202f']\d{3})*(?:[.,]\d{1,9})?")
_OF = re.compile(r"([-+−]?\d{1,3}(?:[.,]\d{1,3})?)\s*/\s*(\d{1,3})")
_AT_END = re.compile(r"^(.*\S)\s*\(([-+−]?\d{1,3}(?:[.,]\d{1,3})?)\)$", re.DOTALL)
_AT_START = re.compile(r"^([-+−]?\d{1,3}(?:[.,]\d{1,3})?)\s*[:;,–—-]?\s+(\D.*)$", re.DOTALL)

#: Faces and signs by how they feel.
_SIGNS: dict[float, str] = {
    2.0: "😀😁😂🤣😃😄😆😍🥰🤩🥳❤💖💚👍🎉😊⭐🌟✨",
    1.0: "🙂😌☺😋😎🤗🙌👌😏✅",
    0.0: "😐😑😶🤔🙄😬🤷😮😯",
    -1.0: "🙁😕😟😔☹😞😒😓😥👎😰😧🥱😩😴⚠",
    -2.0: "😠😡🤬😤😭😢😫😖😣😱🤯💔😨🤮❌🆘😵",
}
_OF_SIGN = {sign: value for value, signs in _SIGNS.items() for sign in signs}

#: Words, and beginnings of words where one ends in "*", by how they feel; English, Russian, German, French, Spanish.
_WORDS: dict[float, str] = {
    2.0: "delight* excited ecstatic thrilled love enthusias* joy* happy great amazing восторг* радост* счаст* доволен "
    "довольна энтузиазм begeister* glücklich freude heureux ravi* joie feliz encantad* alegr*",
    1.0: "satisf* pleased glad hopeful relieved relief calm confident interest* curio* content good trust positive "
    "удовлетвор* интерес* заинтересов* любопыт* надежд* облегч* спокой* уверен* zufrieden* neugier* hoffnung* "
    "erleichter* satisfait* curieu* soulag* espoir satisfech* curios* aliviad* esperanza",
    0.0: "neutral* indifferent okay ok unsure uncertain* нейтрал* безразлич* gleichgültig neutre neutro",
    -1.0: "confus* doubt* worried worry anxious anxiety bored tired disappoint* uneasy skeptic* sceptic* hesitan* concern* "
    "impatien* растерян* сомнен* тревог* беспокой* скук* разочаров* устал* неуверен* verwirr* zweifel* besorgt "
    "enttäusch* confus* inquiet* déçu* doute* preocupad* confundid* decepcion* duda",
    -2.0: "frustrat* angry anger furious annoyed irritat* stress* overwhelm* panic despair hate terrible awful "
    "раздраж* злост* гнев* ярост* стресс* паник* фрустрац* wütend frust* gestresst verärgert frustr* énerv* colère "
    "enfad* enojad* estresad*",
}
_OF_WORD = {word: value for value, words in _WORDS.items() for word in words.split()}
_BEGINNINGS = sorted(
    ((word[:-1], value) for word, value in _OF_WORD.items() if word.endswith("*")), key=lambda one: -len(one[0])
)


def number_in(text: str) -> tuple[float, str] | None:
    """The number that a text is, and the unit behind it (“81 %” is 81 and “%”); None where it is none."""
    cleaned = text.strip()
    found = _NUMBER.match(cleaned)
    if found is None:
        return None
    unit = cleaned[found.end() :].strip()
    if len(unit) > 12 or any(sign.isdigit() for sign in unit):
        return None
    return _float(found.group()), unit


def feeling_in(text: str) -> float | None:
    """The feeling that faces or words of a text say, from -2 to +2; of several the mean. None where none is known."""
    found = [_OF_SIGN[sign] for sign in text if sign in _OF_SIGN]
    if not found:
        for word in re.findall(r"[^\W\d_]+", text.casefold()):
            value = _OF_WORD.get(word)
            if value is None:
                value = next((value for start, value in _BEGINNINGS if word.startswith(start)), None)
            if value is not None:
                found.append(value)
    return sum(found) / len(found) if found else None


def score_in(text: str) -> tuple[float, float | None, str] | None:
    """The number that a text gives a feeling, of how many at most (“4/5”, else None), and what else it says.

    The number stands alone, in front (“4 – glad”) or in brackets at the end (“glad (4)”). None where there is none.
    """
    cleaned = text.strip()
    of = _OF.fullmatch(cleaned)
    if of is not None:
        return _float(of.group(1)), float(of.group(2)) or None, ""
    alone = _NUMBER.fullmatch(cleaned)
    if alone is not None:
        return _float(cleaned), None, ""
    for pattern, number, rest in ((_AT_END, 2, 1), (_AT_START, 1, 2)):
        found = pattern.match(cleaned)
        if found is not None:
            return _float(found.group(number)), None, found.group(rest).strip()
    return None


def feelings_of(texts: Sequence[str]) -> tuple[list[tuple[float, str] | None], str]:
    """For each text of a row the feeling, -2 to +2, with the words to keep, or None; and the scale of its numbers.

    The scale is the narrowest of -2 to +2, -5 to +5, 1 to 5, 1 to 10 and 0 to 100 that holds all numbers; empty where
    there are none.
    """
    texts = [text if len(text) <= _LONGEST else "" for text in texts]
    scores = [score_in(text) if text.strip() else None for text in texts]
    plain = [score[0] for score in scores if score is not None and score[1] is None]
    low, high, name = _scale(plain)
    found: list[tuple[float, str] | None] = []
    for text, score in zip(texts, scores, strict=True):
        if score is None:
            feeling = feeling_in(text)
            found.append(None if feeling is None else (feeling, text.strip()))
            continue
        number, most, words = score
        least, greatest = (low, high) if most is None else (1.0 if most in (5, 7, 10) else 0.0, most)
        share = (number - least) / (greatest - least) if greatest > least else 0.5
        value = EMOTION_MIN + share * (EMOTION_MAX - EMOTION_MIN)
        found.append((round(min(EMOTION_MAX, max(EMOTION_MIN, value)), 3), words))
    return found, name if plain else ""


def _scale(numbers: Sequence[float]) -> tuple[float, float, str]:
    low, high = min(numbers, default=0.0), max(numbers, default=0.0)
    if low >= -2 and high <= 2:
        return -2.0, 2.0, "-2 to +2"
    if low < 0:
        return (-5.0, 5.0, "-5 to +5") if low >= -5 and high <= 5 else (-100.0, 100.0, "-100 to +100")
    if high <= 5:
        return 1.0, 5.0, "1 to 5"
    return (1.0, 10.0, "1 to 10") if high <= 10 else (0.0, 100.0, "0 to 100")


def _float(text: str) -> float:
    cleaned = re.sub(r"[ \u00a0\u202f']", "", text).replace("−", "-").replace("–", "-").replace(",", ".")
    return float(cleaned)
