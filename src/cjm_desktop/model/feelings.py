"""What people write in a cell of a table goes in; the number or the feeling (-2 to +2) that it says comes out, if any."""

from __future__ import annotations

import re
from collections.abc import Sequence

from cjm_desktop.model.records import EMOTION_MAX, EMOTION_MIN

#: A longer text is told, not felt.
_LONGEST = 2_000
_NUMBER = re.compile(r"[-+−–]?\d{1,15}(?:[ \u00a0\u202f']\d{3})*(?:[.,]\d{1,9})?")
_PERCENT = re.compile(r"([-+−]?\d{1,4}(?:[.,]\d{1,3})?)\s*[%％٪]")
_OF = re.compile(r"([-+−]?\d{1,3}(?:[.,]\d{1,3})?)\s*/\s*(\d{1,3})")
_AT_END = re.compile(r"^(.*\S)\s*\(([-+−]?\d{1,3}(?:[.,]\d{1,3})?)\)$", re.DOTALL)
_AT_START = re.compile(r"^([-+−]?\d{1,3}(?:[.,]\d{1,3})?)\s*[:;,–—-]?\s+(\D.*)$", re.DOTALL)

_BEHIND = re.compile(r"^(\D*[^\s\d.,+−–-])\s*[:;,–—]?\s*([-+−]?\d{1,3}(?:[.,]\d{1,3})?)$", re.DOTALL)
_PERCENT_MOST = 100.0
#: A longer text is no feeling with a number.
_LONGEST_SCORED = 400
_USUAL_MOST = frozenset({"3", "4", "5", "6", "7", "9", "10", "20", "100"})
_SCALE = re.compile(r"([-+−]?\d{1,3})\s*(?:\.\.\.?|…|to|bis|à|до|至|~|[–—-])\s*([-+−]?\d{1,3})(?!\d)")
#: An end of a scale that says what it means: “[1=bad..7=great]”.
_NAMED_END = re.compile(r"(?<!\d)([-+−]?\d{1,3})\s*=(?=\s*[^\d\s])")
_SCALE_MOST = re.compile(r"(?:/|out of|von|sur|из|de)\s*(\d{1,3})(?!\d)", re.IGNORECASE)

#: The usual scales of feelings, the narrower first.
SCALES = ("-2 to +2", "1 to 5", "0 to 5", "-5 to +5", "1 to 7", "1 to 10", "0 to 10", "0 to 100", "-100 to +100")
#: Scales that numbers alone do not tell of.
_SAID_ONLY = frozenset({"1 to 7"})

#: Faces and signs by how they feel.
_SIGNS: dict[float, str] = {
    2.0: "😀😁😂🤣😃😄😆😍🥰🤩🥳❤💖💚👍🎉😊⭐🌟✨🚀💪🟢😻↑⬆",
    1.0: "🙂😌☺😋😎🤗🙌👌😏✅⚡🔥💡😅😇🧐👀↗📈",
    0.0: "😐😑😶🤔🙄😬🤷😮😯🟡🫤🤨😲",
    -1.0: "🙁😕😟😔☹😞😒😓😥👎😰😧🥱😩😴⚠⏳🟠🥺😳😪😦↘📉",
    -2.0: "😠😡🤬😤😭😢😫😖😣😱🤯💔😨🤮❌🆘😵🔴👿↓⬇",
}
_OF_SIGN = {sign: value for value, signs in _SIGNS.items() for sign in signs}
#: Faces that are typed; each stands between blanks, so that “http:/” and “(see 8)” are none.
_TYPED: dict[float, str] = {
    2.0: ":D :-D =D xD XD ^^ ^_^ <3 :)) :-))",
    1.0: ":) :-) =) (: (-: ;) ;-) :] :-] :P :-P",
    0.0: ":| :-| =| :o :-o :O :-O",
    -1.0: ":( :-( =( ): )-: :[ :-[ :/ :-/ :\\ :-\\ :S :-S :((",
    -2.0: ":'( :'-( >:( >:-( D: T_T :@ :-@ </3",
}
_OF_SIGN |= {face: value for value, faces in _TYPED.items() for face in faces.split()}
_SIGN = re.compile(
    "|".join(re.escape(sign) for sign in _OF_SIGN if len(sign) == 1)
    + r"|(?<!\S)(?:"
    + "|".join(re.escape(face) for face in sorted(_OF_SIGN, key=len, reverse=True) if len(face) > 1)
    + r")(?!\S)"
)
_FULL_STARS, _EMPTY_STARS = "★⭐🌟", "☆✩"
#: Feelings written with pluses and minuses; one minus alone stands for nothing.
_PLUSES = {"+++": 2.0, "++": 2.0, "+": 1.0, "+/-": 0.0, "±": 0.0, "--": -2.0, "−−": -2.0, "---": -2.0}
#: An arrow that stands alone and goes on as before.
_LEVEL = frozenset("→➡⟶↔~=")


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
    """The feeling that faces of a text say, or else its words, from -2 to +2. None where none is known.

    Of several faces it is the mean; `feeling_reader` tells of words.
    """
    cleaned = text.strip()
    if cleaned in _PLUSES:
        return _PLUSES[cleaned]
    if cleaned.rstrip("\ufe0f") in _LEVEL:
        return 0.0
    full, empty = (sum(text.count(star) for star in stars) for stars in (_FULL_STARS, _EMPTY_STARS))
    if full + empty > 1:
        share = (full - 1) / (max(5, full + empty) - 1)
        return round(max(EMOTION_MIN, EMOTION_MIN + share * (EMOTION_MAX - EMOTION_MIN)), 3)
    found = [_OF_SIGN[sign] for sign in _SIGN.findall(text)]
    if found:
        return sum(found) / len(found)
    # The words of all languages are made ready only when the first text asks for them.
    from cjm_desktop.model.feeling_reader import words_felt

    return words_felt(text[:_LONGEST])


def signs_in(text: str) -> list[str]:
    """The faces and signs of a text that say a feeling, in their order."""
    return _SIGN.findall(text[:_LONGEST])


def is_marked(text: str) -> bool:
    """Whether a text says a feeling by a face, a mark or a number of so many at most, whatever words stand beside it."""
    text = text.strip()[:_LONGEST_SCORED]
    return text in _PLUSES or _SIGN.search(text) is not None or _OF.fullmatch(text) is not None


def score_in(text: str) -> tuple[float, float | None, str] | None:
    """The number that a text gives a feeling, of how many at most (“4/5”, “80 %”, else None), and what else it says.

    The number stands alone, in front (“4 – glad”), in brackets at the end (“glad (4)”) or behind a feeling (“😊 4”,
    “angry: -2”). None where there is none.
    """
    cleaned = text.strip()
    of = _OF.fullmatch(cleaned)
    if of is not None:
        return _float(of.group(1)), float(of.group(2)) or None, ""
    percent = _PERCENT.fullmatch(cleaned)
    if percent is not None:
        return _float(percent.group(1)), _PERCENT_MOST, ""
    alone = _NUMBER.fullmatch(cleaned)
    if alone is not None:
        return _float(cleaned), None, ""
    if len(cleaned) > _LONGEST_SCORED:
        return None
    of = _OF.search(cleaned)
    if of is not None and of.group(2) in _USUAL_MOST and _float(of.group(1)) <= float(of.group(2)):
        return _float(of.group(1)), float(of.group(2)), f"{cleaned[: of.start()]}{cleaned[of.end() :]}".strip(" ():–—-")
    for pattern, number, rest in ((_AT_END, 2, 1), (_AT_START, 1, 2), (_BEHIND, 2, 1)):
        found = pattern.match(cleaned)
        if found is not None and (pattern is not _BEHIND or feeling_in(found.group(rest)) is not None):
            return _float(found.group(number)), None, found.group(rest).strip()
    return None


def feelings_of(texts: Sequence[str], scale: str = "") -> tuple[list[tuple[float, str] | None], str]:
    """For each text of a row the feeling, -2 to +2, with the words to keep, or None; and the scale of its numbers.

    Without a `scale` (“1 to 5”, see `scale_in`) it is the narrowest of the usual `SCALES` that holds all numbers; empty
    where there are none.
    """
    texts = [text if len(text) <= _LONGEST else "" for text in texts]
    scores = [score_in(text) if text.strip() else None for text in texts]
    plain = [score[0] for score in scores if score is not None and score[1] is None]
    bounds = bounds_of(scale)
    low, high = _narrowest(plain) if bounds is None else bounds
    found: list[tuple[float, str] | None] = []
    for text, score in zip(texts, scores, strict=True):
        if score is None:
            feeling = feeling_in(text)
            found.append(None if feeling is None else (feeling, text.strip()))
            continue
        number, most, words = score
        least, greatest = _bounds(most, low, high)
        share = (number - least) / (greatest - least) if greatest > least else 0.5
        value = EMOTION_MIN + share * (EMOTION_MAX - EMOTION_MIN)
        found.append((round(min(EMOTION_MAX, max(EMOTION_MIN, value)), 3), words))
    return found, scale_name(low, high) if plain else ""


def beyond_scale(texts: Sequence[str], scale: str = "") -> list[tuple[str, str]]:
    """Those texts of a row whose numbers lie outside their scale, each with its scale; `feelings_of` takes the nearer end."""
    scores = [(text, score_in(text)) for text in texts if text.strip() and len(text) <= _LONGEST]
    bounds = bounds_of(scale) or _narrowest([one[0] for _, one in scores if one is not None and one[1] is None])
    found = []
    for text, score in scores:
        if score is not None:
            least, greatest = _bounds(score[1], *bounds)
            if not least <= score[0] <= greatest:
                found.append((text.strip(), scale_name(least, greatest)))
    return found


def is_doubtful(texts: Sequence[str]) -> bool:
    """Whether the numbers of a row of feelings fit more than one of the usual scales, so that the user has to say."""
    scores = [score_in(text) for text in texts if text.strip() and len(text) <= _LONGEST]
    plain = [score[0] for score in scores if score is not None and score[1] is None]
    if not plain:
        return False
    low, high = _narrowest(plain)
    # A scale below zero whose end is reached, and one of which only the upper half is used, leave no doubt.
    return not (low < 0 and (min(plain) == low or max(plain) == high) and min(plain) < 0)


def scale_in(text: str) -> str:
    """The scale that a heading tells (“Emotion (1–10)”, “Score, -5..+5”, “1=bad, 7=great”); empty where it tells none."""
    ends = [_float(number) for number in _NAMED_END.findall(text)]
    if len(ends) > 1 and min(ends) < max(ends):
        return scale_name(min(ends), max(ends))
    found = _SCALE.search(text)
    if found is not None:
        low, high = _float(found.group(1)), _float(found.group(2))
        return scale_name(low, high) if low < high else ""
    most = _SCALE_MOST.search(text)
    return scale_name(1, float(most.group(1))) if most is not None and most.group(1) in _USUAL_MOST else ""


def scale_name(low: float, high: float) -> str:
    """What a scale is called."""
    return f"{low:g} to {high:+g}" if low < 0 else f"{low:g} to {high:g}"


def bounds_of(scale: str) -> tuple[float, float] | None:
    """The least and the greatest number of a scale by its name; None for no scale."""
    found = _SCALE.search(scale)
    if found is None:
        return None
    low, high = _float(found.group(1)), _float(found.group(2))
    return (low, high) if low < high else None


def _bounds(most: float | None, low: float, high: float) -> tuple[float, float]:
    """The ends of the scale of a number that says how many are the most, or of one that is on the scale of its row."""
    return (low, high) if most is None else (1.0 if most in (5, 7, 10) else 0.0, most)


def _narrowest(numbers: Sequence[float]) -> tuple[float, float]:
    low, high = min(numbers, default=0.0), max(numbers, default=0.0)
    for scale in SCALES:
        least, most = bounds_of(scale) or (0.0, 0.0)
        below_zero = least < 0 <= low and scale != SCALES[0]
        if low >= least and high <= most and not below_zero and scale not in _SAID_ONLY:
            return least, most
    return -100.0, 100.0


def _float(text: str) -> float:
    cleaned = re.sub(r"[ \u00a0\u202f']", "", text).replace("−", "-").replace("–", "-").replace(",", ".")
    return float(cleaned)
