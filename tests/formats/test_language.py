"""The language of a text is known by its script, or by its small words and letters; English is never in doubt for a name."""

from __future__ import annotations

import pytest

from cjm_desktop.formats import language
from cjm_desktop.formats.language_words import LATIN
from cjm_desktop.formats.spreadsheet import read

_TEXTS = {
    "ar": "مراحل الرحلة",
    "cs": "Fáze Akce Emoce hledá v obchodě",
    "da": "Handlinger Følelser køber en ny",
    "de": "Kundenaktion Prüft Ware; bucht Gutschrift",
    "es": "Etapa Acciones busca en la tienda",
    "fa": "مرحله گفت پژوهش چگونه",
    "fi": "Vaihe Toiminta Tunteet",
    "fr": "Découverte Achat Émotions cherche sur le site",
    "id": "Tahapan Tindakan Perasaan mencari di toko",
    "it": "Azioni Emozioni cerca nel negozio",
    "ja": "準備 お茶を入れる",
    "nb": "Handlinger Følelser kjøper",
    "nl": "Fase Acties Gevoelens zoekt op internet",
    "pl": "Świadomość Zakup Działania",
    "pt": "Etapa Ações Emoções pesquisa no site",
    "ro": "Etape Acțiuni Emoții",
    "ru": "Поиск Покупка Действия",
    "sv": "Handlingar Känslor söker",
    "tr": "Aşama Eylemler Duygular",
    "uk": "Пошук Купівля Дії",
    "vi": "Giai đoạn Hành động",
    "zh": "认知 购买 行动",
}


@pytest.mark.parametrize("tag", _TEXTS)
def test_a_language_is_known(tag: str) -> None:
    assert language.guess(_TEXTS[tag]) == tag


@pytest.mark.parametrize(
    "text",
    [
        "",
        "123",
        "Find Buy Actions asks at the café in Zürich",
        "Search Purchase looks for Müller Blömer",
        "El Corte Inglés Actions Pains the queue is long",
        "S0 S1 S2 la de",
    ],
)
def test_what_is_english_or_says_too_little_is_left_as_it_is(text: str) -> None:
    assert language.guess(text) is None


def test_a_name_that_is_everywhere_does_not_decide() -> None:
    assert language.guess("Müller " * 500 + "looks for the price and asks what to do; waits for an answer") is None


@pytest.mark.parametrize("tag", LATIN)
def test_every_language_has_words_of_its_own(tag: str) -> None:
    others = {word for other, tongue in LATIN.items() if other != tag for word in tongue.words.split()}
    own = set(LATIN[tag].words.split()) - others
    assert len(own) >= 6
    assert language.guess(" ".join(sorted(own)[:8])) == (None if tag == "en" else tag)


def test_the_language_of_a_table_is_told_as_a_guess() -> None:
    data = b"Phase;Handlungen;Stimmung\nSuche;sucht im Netz;genervt\nKauf;bestellt;froh\n"
    made = read(data, "a.csv")
    assert made.journey.language == "de"
    assert "The language was taken to be German." in made.notes


def test_headings_alone_tell_it() -> None:
    made = read("\tS1\tS2\nHandlungen\tx\ty\nBedürfnisse\tz\tw\n".encode(), "a.tsv")
    assert made.journey.language == "de"
