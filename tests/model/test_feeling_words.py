"""The words that say feelings, in many languages, with what turns and weighs them."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cjm_desktop.model.feeling_words import LANGUAGES, Language
from cjm_desktop.model.feelings import feeling_in

SAID: dict[str, dict[str, float | None]] = {
    "English": {
        "not happy": -1,
        "not satisfied": -1,
        "not frustrated at all": 0,
        "not at all happy": -1.5,
        "unhappy": -1,
        "dissatisfied": -1,
        "a bit annoyed": -1,
        "very happy": 2,
        "slightly worried": -0.5,
        "no longer anxious": 0,
        "isn't happy": -1,
        "can't wait": 2,
        "not bad": 0.5,
        "not only happy but proud": 2,
        "curious but worried": -0.5,
        "neither angry nor sad": 0,
        "not happy or relaxed": -1,
        "happy and not stressed": 1,
        "lack of trust": -1,
        "No, I am happy": 2,
        "meh": -0.5,
        "Overwhelmed": -2,
        "okay": 0,
        "not okay": -1,
        "unmotivated": -1,
        "blurb": None,
        "Not applicable": None,
    },
    "German": {
        "nicht zufrieden": -1,
        "unzufrieden": -1,
        "etwas gestresst": -1,
        "gestresste": -2,
        "ich freue mich nicht": -1,
        "kein Vertrauen": -1,
        "nicht schlecht": 0.5,
        "sehr erleichtert": 1.5,
        "leicht verärgert": -1,
        "neugierig, aber besorgt": -0.5,
        "bin zufrieden und nicht gestresst": 0.5,
    },
    "French": {
        "pas content": -1,
        "je ne suis pas du tout content": -1.5,
        "un peu inquiète": -0.5,
        "mécontente": -1,
        "pas mal": 0.5,
        "decu": -1,
        "sans stress": 0,
        "fière": 2,
        "pas seulement satisfait": 1,
    },
    "Spanish": {
        "no estoy contenta": -1,
        "insatisfecho": -1,
        "triste": -1,
        "contentos": 1,
        "sin miedo": 0,
        "muy aliviada": 1.5,
        "un poco aburrido": -0.5,
        "feliz pero cansada": -0.25,
    },
    "Portuguese": {"não estou feliz": -1, "infeliz": -1, "sem medo": 0, "muito curiosa": 1.5, "um pouco triste": -0.5},
    "Italian": {"non sono felice": -1, "scontento": -1, "un po' triste": -0.5, "senza paura": 0, "annoiata": -1},
    "Russian": {
        "не злится": 0,
        "не рад": -1,
        "недоволен": -1,
        "не очень доволен": -1,
        "совсем не рад": -1.5,
        "без стресса": 0,
        "немного тревожно": -0.5,
        "неплохо": 0.5,
        "облегчение": 1,
        "Очень Рада": 2,
        "растерян, но надеется": 0.5,
    },
    "Ukrainian": {"не задоволена": -1, "незадоволений": -1, "не боїться": 0, "дуже цікаво": 1.5, "роздратування": -2},
    "Polish": {"nie jestem zadowolony": -1, "niezadowolona": -1, "bez stresu": 0, "radość": 2, "trochę znudzony": -0.5},
    "Turkish": {"mutlu değil": -1, "hiç mutlu değilim": -1, "mutsuz": -1, "stresli değil": 0, "çok memnunum": 1.5},
    "Vietnamese": {"không hài lòng": -1, "không lo lắng": 0, "rất tò mò": 1.5, "hơi buồn": -0.5, "vui vẻ": 2},
    "Arabic": {"غير راض": -1, "لست سعيدا": -1, "بدون خوف": 0, "غاضب": -2, "والقلق": -1, "سعيدة": 2, "قلق قليلا": -0.5},
    "Hindi": {"मैं खुश नहीं हूँ": -1, "असंतुष्ट": -1, "चिंता नहीं": 0, "बहुत उत्सुक": 1.5, "थोड़ा उदास": -0.5},
    "Chinese": {
        "不满意": -1,
        "不开心": -1,
        "不太满意": -1,
        "一点也不开心": -1.5,
        "没有压力": 0,
        "不担心": 0,
        "有点焦虑": -0.5,
        "非常期待": 1.5,
        "还不错": 0.5,
        "不僅滿意": 1,
        "生氣": -2,
        "满意，但是担心": -0.5,
    },
    "Japanese": {
        "満足していない": -1,
        "嬉しくない": -1,
        "不安はない": 0,
        "ちょっと不安": -0.5,
        "とても安心": 1.5,
        "悪くない": 0.5,
        "不満": -1,
        "必ず満足": 1,
        "楽しいけど疲れる": -0.25,
    },
    "Korean": {
        "만족하지 않아요": -1,
        "안 행복해": -1,
        "불만": -1,
        "불안하지 않음": 0,
        "매우 만족": 1.5,
        "조금 지루함": -0.5,
        "나쁘지 않다": 0.5,
        "자신감 상실": -1,
        "화남": -2,
    },
    "Dutch": {"niet blij": -1, "ontevreden": -1, "nu tevreden": 1, "een beetje boos": -1},
    "Swedish, Danish, Norwegian": {"inte nöjd": -1, "ikke glad": -1, "utilfreds": -1},
    "Finnish": {"en ole iloinen": -1, "tyytymätön": -1},
    "Catalan": {"no estic content": -1, "una mica trist": -0.5},
    "Romanian": {"nu sunt fericit": -1, "nemulțumit": -1},
    "Czech, Slovak": {"nejsem spokojený": -1, "nespokojená": -1},
    "Serbian, Croatian, Bulgarian": {"nisam zadovoljan": -1, "није срећан": -1},
    "Greek": {"δεν είμαι ευτυχισμένος": -1, "λίγο λυπημένη": -0.5},
    "Hungarian": {"nem elégedett": -1, "elégedetlen": -1},
    "Thai": {"ไม่พอใจ": -1, "ไม่กังวล": 0},
    "Indonesian, Malay": {"tidak puas": -1, "agak cemas": -0.5},
    "Hebrew": {"לא מרוצה": -1, "קצת מודאג": -0.5},
    "Persian": {"خوشحال نیستم": -1, "ناراضی": -1},
}


@pytest.mark.parametrize(
    ("text", "feeling"), [one for said in SAID.values() for one in said.items()], ids=lambda one: str(one)
)
def test_what_is_felt(text: str, feeling: float | None) -> None:
    assert feeling_in(text) == feeling


def test_each_language_is_tried() -> None:
    assert set(MAIN.split()) <= {language.name for language in LANGUAGES}
    assert [language.name for language in LANGUAGES if language.name not in SAID] == []


MAIN = (
    "English German French Spanish Portuguese Italian Russian Ukrainian Polish Turkish Vietnamese Arabic Hindi Chinese "
    "Japanese Korean"
)


@pytest.mark.parametrize("language", [one for one in LANGUAGES if one.name in MAIN.split()], ids=lambda one: one.name)
def test_the_main_languages_know_many_words(language: Language) -> None:
    assert sum(len(words.split()) for words in language.felt.values()) > 100


def spelled(word: str) -> str:
    return word.removeprefix("=").removesuffix("*").replace("_", " ")


@pytest.mark.parametrize("language", LANGUAGES, ids=lambda one: one.name)
def test_each_word_says_what_it_is_said_to_say(language: Language) -> None:
    for value, words in language.felt.items():
        for word in words.split():
            told = feeling_in(spelled(word))
            assert told is not None, word
            assert (told > 0, told < 0) == (value > 0, value < 0), word


@pytest.mark.parametrize("language", LANGUAGES, ids=lambda one: one.name)
@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_a_no_never_leaves_what_is_good_good(language: Language, data: st.DataObject) -> None:
    good = [word for value, words in language.felt.items() if value >= 1 for word in words.split()]
    before = [*language.no.split(), *language.no_either.split()]
    behind = [*language.no_after.split(), *language.no_either.split()]
    word = spelled(data.draw(st.sampled_from(good)))
    no, first = data.draw(st.sampled_from([*((one, True) for one in before), *((one, False) for one in behind)]))
    gap = "" if language.together else " "
    text = f"{spelled(no)}{gap}{word}" if first else f"{word}{gap}{spelled(no)}"
    told = feeling_in(text)
    assert told is not None, text
    assert told <= 0, text


@settings(max_examples=200, deadline=None)
@given(
    st.text(max_size=80) | st.lists(st.sampled_from([t for s in SAID.values() for t in s]), max_size=6).map(" ".join)
)
def test_any_text_is_within_the_scale(text: str) -> None:
    told = feeling_in(text)
    assert told is None or -2 <= told <= 2
