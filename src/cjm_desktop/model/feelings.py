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

_BEHIND = re.compile(r"^(\D*[^\s\d.,+−–-])\s*[:;,–—]?\s*([-+−]?\d{1,3}(?:[.,]\d{1,3})?)$", re.DOTALL)
#: A longer text is no feeling with a number.
_LONGEST_SCORED = 400
_USUAL_MOST = frozenset({"3", "4", "5", "6", "7", "9", "10", "20", "100"})
_SCALE = re.compile(r"([-+−]?\d{1,3})\s*(?:\.\.\.?|…|to|bis|à|до|至|~|[–—-])\s*([-+−]?\d{1,3})(?!\d)")
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
_FULL_STARS, _EMPTY_STARS = "★⭐🌟", "☆✩"
#: Feelings written with pluses and minuses; one minus alone stands for nothing.
_PLUSES = {"+++": 2.0, "++": 2.0, "+": 1.0, "+/-": 0.0, "±": 0.0, "--": -2.0, "−−": -2.0, "---": -2.0}
#: An arrow that stands alone and goes on as before.
_LEVEL = frozenset("→➡⟶↔~=")

#: Words, and beginnings of words where one ends in "*", by how they feel. Those of scripts that write words together are
#: found anywhere in a text.
_WORDS: dict[float, str] = {
    2.0: "delight* excited excitement ecstatic thrilled love loves loved enthusias* joy* happy happiness great amazing "
    "proud pride accomplish* elated celebrat* fantastic excellent victorious triumph* loyal восторг* горд* радост* счаст* "
    "доволен довольна энтузиазм begeister* glücklich freude heureux ravi* joie feliz felicidad encantad* alegr* entusias* "
    "entusiast* felice gioia szczęśliw* радіс* щаслив* stolz orgull* orgoglio* lycklig* iloinen mutlu senang bahagia 高兴 "
    "开心 兴奋 喜悦 惊喜 自豪 成就 愉快 欣喜 嬉しい 喜び 楽しい 感動 기쁨 행복 설렘 즐거 hạnh vui hào phấn السعادة سعيد "
    "فرح متحمس खुश खुशी fier fière",
    1.0: "satisf* pleased glad hope hopeful hoping relieved relief calm confident confidence interest* curio* content "
    "good trust positive motivat* inspir* empower* anticipat* eager reassur* comfortabl* secure security high intrigu* "
    "engag* amused encourag* grateful thankful appreciat* optimis* relax* smooth easy smart smarter determin* focused "
    "prepared validated удовлетвор* интерес* заинтересов* любопыт* надежд* облегч* спокой* уверен* мотивац* вдохнов* "
    "довери* безопасност* ожидани* предвкуш* zufrieden* neugier* hoffnung* erleichter* vertrauen* interess* satisfait* "
    "curieu* soulag* espoir confian* intéress* satisfech* satisfacc* curios* aliviad* esperanza confianza esperança "
    "satisfa* soddisf* sollievo zadowol* ciekaw* цікав* задовол* надія tevreden nieuwsgierig opgelucht nöjd nyfiken "
    "tyytyväinen memnun meraklı puas penasaran rassur* serein* tranquil* calmo calma entspann* 满意 好奇 放心 期待 希望 "
    "信任 轻松 投入 感兴趣 兴趣 顺利 顺畅 満足 安心 興味 信頼 ワクワク 만족 기대 안심 관심 신뢰 호기심 hài lòng tò yên "
    "الرضا راض الفضول فضول الثقة واثق ارتياح أمل संतुष्ट उत्सुक उम्मीद",
    0.0: "neutral* indifferent okay ok unsure uncertain* mixed medium average cautious evaluat* analytical attentive "
    "alert surpris* нейтрал* безразлич* gleichgültig neutre neutro neutra obojętn* neutraal вниматель* насторож* 中立 中性 "
    "平静 普通 平淡 专注 无感 一般 보통 중립 무난 bình trung محايد तटस्थ",
    -1.0: "confus* doubt* worried worry anxious anxiety bored boredom tired disappoint* uneasy skeptic* sceptic* "
    "hesitan* hesitat* concern* impatien* nervous negative bad sad low guarded suspici* reluct* apprehens* fear* afraid "
    "scared unhappy dissatisf* distrust* insecure lost stuck rushed discourag* unclear unsettled exhaust* fatigue* bother* "
    "disengag* regret* lonely растерян* сомнен* тревог* беспокой* скук* разочаров* устал* неуверен* нетерпен* грусть "
    "грустно verwirr* zweifel* besorgt enttäusch* unsicher* ungeduld* traurig inquiet* déçu* doute* incert* preocupad* "
    "confundid* decepcion* duda dudas ansiedad impacien* confusão dúvida dúvidas delus* dubbi* preoccup* niepew* zmęcz* "
    "znudzon* zaniepokoj* страх* боит* боязн* замеша* неудобств* недоум* недовер* недовол* тривог* сумн* розчар* angst "
    "skept* nervös müde verunsichert peur méfian* nerveu* perdu* fatigu* miedo nervios* cansad* ansios* medo desconfi* "
    "ansia stanc* bezorgd onzeker orolig huolissaan endişe* cemas bingung kecewa khawatir 担心 困惑 失望 犹豫 怀疑 警惕 "
    "疲惫 紧张 迷茫 疑惑 无聊 顾虑 着急 不满 戸惑 疑問 面倒 退屈 疲れ 緊張 당황 혼란 지루 망설 피곤 의심 焦虑 不安 心配 "
    "迷い 불안 걱정 실망 lo lắng bối القلق قلق الحيرة حيرة متردد ملل शंका चिंता उलझन 不满意 不开心 скепти*",
    -2.0: "frustrat* angry anger furious annoyed annoyance irritat* stress* overwhelm* panic despair hate hates hated "
    "terrible awful furious* rage outrag* desperat* devastat* betray* horrib* disgust* upset pissed раздраж* злост* злится "
    "гнев* ярост* стресс* паник* фрустрац* wütend wut frust* gestresst verärgert ärger* frustr* énerv* colère enfad* "
    "enojad* estresad* raiva arrabbiat* rabbia stressat* zły złość frustrac* wściek* роздрат* гнів лють злость сердит* "
    "отчая* 烦躁 崩溃 受挫 恼火 抓狂 boos woede irriterad sinirli kızgın marah kesal 愤怒 生气 沮丧 怒り イライラ 不満 "
    "분노 짜증 좌절 화남 스트레스 tức giận bực thất الإحباط محبط الغضب غاضب निराश गुस्सा бесит зла",
}
_MORE: dict[float, str] = {
    2.0: "entusiasmo euphor* begeisterung excité* excitation háo hứng",
    1.0: "alivio alívio interés interes* zuversicht* gespannt neugier curiosità curiosité serenidad mong fast pleasant "
    "friendly helpful supported understood",
    0.0: "sorpresa surprise* überrascht fine hồi",
    -1.0: "tensión tensão tension tense incertid* incertez* dudoso tristeza triste trist* nervios noia ennui* langeweile "
    "überford* zöger* déception doutes nervosi* slow poor stressful complicated difficult chán khó",
    -2.0: "estrés stresse enojo ira indignaci* genervt wütend* panique zorn rage",
}
_OF_WORD = {word: value for said in (_WORDS, _MORE) for value, words in said.items() for word in words.split()}
_TOGETHER = sorted(
    ((word, value) for word, value in _OF_WORD.items() if word[0] >= "\u0600"), key=lambda one: -len(one[0])
)
#: Words that turn the one behind them round, and weaken it.
_NO_WORDS = "not no never without nicht kein keine не без pas sans sin não sem non senza nie niet inte ikke"
_NOT = frozenset(_NO_WORDS.split())
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
    cleaned = text.strip()
    if cleaned in _PLUSES:
        return _PLUSES[cleaned]
    if cleaned.rstrip("\ufe0f") in _LEVEL:
        return 0.0
    full, empty = (sum(text.count(star) for star in stars) for stars in (_FULL_STARS, _EMPTY_STARS))
    if full + empty > 1:
        share = (full - 1) / (max(5, full + empty) - 1)
        return round(max(EMOTION_MIN, EMOTION_MIN + share * (EMOTION_MAX - EMOTION_MIN)), 3)
    found = [_OF_SIGN[sign] for sign in text if sign in _OF_SIGN]
    if not found:
        folded = text.casefold()
        rest = folded
        for word, value in _TOGETHER:
            if word in rest:
                # A longer word that says the contrary (“不满意”) goes before the one within it.
                rest = rest.replace(word, " ")
                found.append(value)
        before = ""
        for word in re.findall(r"[^\W\d_]+", folded):
            value = None if word[0] >= "\u0600" else _OF_WORD.get(word)
            if value is None:
                value = next((value for start, value in _BEGINNINGS if word.startswith(start)), None)
            if value is not None:
                found.append(-value / 2 if before in _NOT else value)
            before = word
    return sum(found) / len(found) if found else None


def signs_in(text: str) -> list[str]:
    """The faces and signs of a text that say a feeling, in their order."""
    return [sign for sign in text[:_LONGEST] if sign in _OF_SIGN]


def is_marked(text: str) -> bool:
    """Whether a text says a feeling by a face, a mark or a number of so many at most, whatever words stand beside it."""
    text = text.strip()[:_LONGEST_SCORED]
    return text in _PLUSES or any(sign in _OF_SIGN for sign in text) or _OF.fullmatch(text) is not None


def score_in(text: str) -> tuple[float, float | None, str] | None:
    """The number that a text gives a feeling, of how many at most (“4/5”, else None), and what else it says.

    The number stands alone, in front (“4 – glad”), in brackets at the end (“glad (4)”) or behind a feeling (“😊 4”,
    “angry: -2”). None where there is none.
    """
    cleaned = text.strip()
    of = _OF.fullmatch(cleaned)
    if of is not None:
        return _float(of.group(1)), float(of.group(2)) or None, ""
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
        least, greatest = (low, high) if most is None else (1.0 if most in (5, 7, 10) else 0.0, most)
        share = (number - least) / (greatest - least) if greatest > least else 0.5
        value = EMOTION_MIN + share * (EMOTION_MAX - EMOTION_MIN)
        found.append((round(min(EMOTION_MAX, max(EMOTION_MIN, value)), 3), words))
    return found, scale_name(low, high) if plain else ""


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
    """The scale that a heading tells (“Emotion (1–10)”, “Score, -5..+5”, “mood / 7”); empty where it tells none."""
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
