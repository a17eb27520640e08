"""What people call feelings, as data: a `Language` each, with its words and with what turns or weighs them."""

from __future__ import annotations

from cjm_desktop.model.feeling_words import asian, eastern, northern, southern
from cjm_desktop.model.feeling_words.language import Language

LANGUAGES: tuple[Language, ...] = (*northern.LANGUAGES, *southern.LANGUAGES, *eastern.LANGUAGES, *asian.LANGUAGES)

__all__ = ["LANGUAGES", "Language"]
