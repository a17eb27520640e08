"""Headings in further languages, and questions in place of headings, tell what a lane is."""

from __future__ import annotations

import pytest

from cjm_desktop.formats.table_headings import IN_LANGUAGES, QUESTIONS
from cjm_desktop.formats.table_words import is_channel_word, meaning_of
from cjm_desktop.model.catalogue import ROLES


@pytest.mark.parametrize(
    ("heading", "role"),
    [
        ("Точки контакту", "touchpoints"),
        ("Відповідальний", "owners"),
        ("نقاط التواصل", "touchpoints"),
        ("दर्द बिंदु", "pains"),
        ("ज़िम्मेदार", "owners"),
        ("불만", "pains"),
        ("Właściciel", "owners"),
        ("Sorumlu", "owners"),
        ("Eigenaar", "owners"),
        ("情緒", "emotions"),
        ("痛點", "pains"),
        ("行為", "actions"),
        ("接觸點", "touchpoints"),
        ("機會點", "opportunities"),
        ("Punti dolenti", "pains"),
        ("物的証拠", "physical_evidence"),
        ("Personnel en contact", "frontstage_people"),
        ("Processus de soutien", "support"),
        ("Preuves physiques", "physical_evidence"),
        ("Back office", "backstage_people"),
    ],
)
def test_headings_in_further_languages(heading: str, role: str) -> None:
    assert meaning_of(heading) == role


@pytest.mark.parametrize(
    ("question", "role"),
    [
        ("How do they feel?", "emotions"),
        ("Where does it hurt?", "pains"),
        ("What do they do?", "actions"),
        ("What do they think?", "thoughts"),
        ("What is the customer doing?", "actions"),
        ("What are they thinking?", "thoughts"),
        ("What questions do they have?", "thoughts"),
        ("What could we do?", "opportunities"),
        ("What do they want?", "goals"),
        ("🏃 What I do", "actions"),
        ("What do I think?", "thoughts"),
        ("Who is responsible?", "owners"),
        ("Was denkt der Kunde?", "thoughts"),
        ("Was macht der Kunde?", "actions"),
        ("Wie fühlt er sich?", "emotions"),
        ("Wo tut es weh?", "pains"),
        ("Was können wir tun?", "opportunities"),
        ("Que fait le client ?", "actions"),
        ("Comment se sent le client ?", "emotions"),
        ("Où ça fait mal ?", "pains"),
        ("¿Qué piensa el cliente?", "thoughts"),
        ("¿Dónde duele?", "pains"),
        ("Cosa fa il cliente?", "actions"),
        ("Что чувствует клиент?", "emotions"),
        ("Где болит?", "pains"),
        ("用户在想什么", "thoughts"),
        ("用户做什么", "actions"),
        ("顧客はどう感じているか", "emotions"),
    ],
)
def test_questions_in_place_of_headings(question: str, role: str) -> None:
    assert meaning_of(question) == role


def test_all_words_are_of_roles_that_there_are() -> None:
    assert {role for words in (QUESTIONS, *IN_LANGUAGES.values()) for role in words} <= set(ROLES)


@pytest.mark.parametrize("heading", ["Канал", "管道", "Kanal", "قناة", "चैनल"])
def test_channels_in_further_languages(heading: str) -> None:
    assert meaning_of(heading) == "touchpoints"
    assert is_channel_word(heading)
