"""The headings that a table stands under go in; what a map of it is called comes out."""

from __future__ import annotations

import re
from collections.abc import Sequence

from cjm_desktop.formats.table_words import cleaned
from cjm_desktop.model.records import NAME_MAX

#: The number of a section in front of its heading.
_SECTION = re.compile(
    r"^(?:\d{1,2}(?:\.\d{1,2}){0,3}[a-z]?[.)]?|[A-Z]\d{1,2}[.)]|[一二三四五六七八九十]{1,3}、)\s*(?:[-–—]\s+)?(?=[^\s\d.):–—-])"
)
#: Words by which a heading speaks of a journey.
_JOURNEYS = (
    "journey cjm путь карта reise parcours viaje recorrido jornada viaggio percorso podróż 旅程 ジャーニー 여정 hành trình رحلة "
    "यात्रा"
)
_SPEAKS = re.compile("|".join(map(re.escape, sorted(_JOURNEYS.split(), key=len, reverse=True))), re.IGNORECASE)
#: Words that say nothing of which journey it is.
_GENERAL_WORDS = (
    "journeys a the and of user customer client map maps mapping table tables stage stages phase phases overview summary "
    "details template example matrix клиента пользователя пути таблица utilisateur cliente usuario do del du ux cx"
)
_GENERAL = frozenset((*_JOURNEYS.split(), *_GENERAL_WORDS.split()))


def speaks_of_journey(text: str) -> bool:
    """Whether a text has a word for a journey or a map of one."""
    return _SPEAKS.search(text) is not None


def title_of(path: Sequence[str]) -> str:
    """The lowest of the headings that tells which journey it is, else the highest; empty where there is none."""
    headings = [title for heading in path if (title := _SECTION.sub("", cleaned(heading)))]
    for heading in reversed(headings):
        words = re.findall(r"[^\W\d_]+", heading.casefold())
        if _SPEAKS.search(heading) and not _GENERAL.issuperset(words):
            return heading[:NAME_MAX]
    return headings[0][:NAME_MAX] if headings else ""
