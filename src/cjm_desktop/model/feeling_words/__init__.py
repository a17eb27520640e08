"""What people call feelings, as data: a `Language` each, with its words and with what turns or weighs them."""

from __future__ import annotations

from cjm_desktop.model.feeling_words.asian import LANGUAGES as ASIAN
from cjm_desktop.model.feeling_words.eastern import LANGUAGES as EASTERN
from cjm_desktop.model.feeling_words.language import Language
from cjm_desktop.model.feeling_words.northern import LANGUAGES as NORTHERN
from cjm_desktop.model.feeling_words.southern import LANGUAGES as SOUTHERN

LANGUAGES: tuple[Language, ...] = (*NORTHERN, *SOUTHERN, *EASTERN, *ASIAN)

__all__ = ["LANGUAGES", "Language"]
