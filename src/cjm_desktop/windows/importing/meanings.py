"""What a row or column of a table can be, as the user is asked for it: its word, its icon and colours, its group."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from cjm_desktop.formats.table_reading import LEFT_OUT, MEANINGS, MORE, STAGE_FIELDS, STAGE_NAMES, SUB_STAGES
from cjm_desktop.model.catalogue import ROLES
from cjm_desktop.theme import Chrome, Theme
from cjm_desktop.windows.actions import ROLE_GROUPS, group_label, role_icon, role_label
from cjm_desktop.windows.chooser import Entry

_WORDS = {
    STAGE_NAMES: QT_TRANSLATE_NOOP("paste", "Names of the stages"),
    SUB_STAGES: QT_TRANSLATE_NOOP("paste", "Sub-stages"),
    "start": QT_TRANSLATE_NOOP("paste", "Point in time of the stage"),
    "duration": QT_TRANSLATE_NOOP("paste", "Duration of the stage"),
    "customer_goal": QT_TRANSLATE_NOOP("paste", "Goal of the customer"),
    "business_goal": QT_TRANSLATE_NOOP("paste", "Goal of the business"),
    "note": QT_TRANSLATE_NOOP("paste", "Note of the stage"),
    "own": QT_TRANSLATE_NOOP("paste", "A lane of its own"),
    MORE: QT_TRANSLATE_NOOP("paste", "More of the line before"),
    LEFT_OUT: QT_TRANSLATE_NOOP("paste", "Left out"),
}
_ICONS = {
    STAGE_NAMES: "columns-3",
    SUB_STAGES: "columns-3",
    "start": "calendar",
    "duration": "timer",
    "customer_goal": "target",
    "business_goal": "target",
    "note": "sticky-note",
    MORE: "combine",
    LEFT_OUT: "eye-off",
}
_OTHER = QT_TRANSLATE_NOOP("paste", "Anything else")
_STAGES = QT_TRANSLATE_NOOP("paste", "About the stages")
_LANES = QT_TRANSLATE_NOOP("paste", "Other lanes")


def word_of(meaning: str) -> str:
    """What a line is, in the user's language."""
    word = _WORDS.get(meaning)
    return role_label(meaning) if word is None else _tr(word)


def icon_of(meaning: str) -> str:
    """The icon that stands for it."""
    return _ICONS.get(meaning) or role_icon(meaning)


def colours_of(meaning: str, theme: Theme, chrome: Chrome) -> tuple[str, str]:
    """The colours of its icon and of the ground behind that."""
    if meaning == LEFT_OUT:
        return chrome.text_muted, chrome.hover
    if meaning not in ROLES:
        return chrome.accent_on_pale, chrome.accent_pale
    accent = theme.accent(ROLES[meaning].accent)
    return accent.strong, accent.pale


@cache
def _groups() -> tuple[tuple[str, tuple[str, ...]], ...]:
    """What a line can be, in groups: each that `MEANINGS` has is in one of them."""
    found = [("", ("own", MORE, LEFT_OUT)), ("stages", (STAGE_NAMES, SUB_STAGES, *STAGE_FIELDS))]
    taken = {meaning for _, meanings in found for meaning in meanings}
    for group, roles in ROLE_GROUPS:
        found.append((group, tuple(role for role in roles if role not in taken)))
        taken.update(roles)
    found.append(("lanes", tuple(meaning for meaning in MEANINGS if meaning not in taken)))
    return tuple((group, meanings) for group, meanings in found if meanings)


def entries() -> Iterator[Entry]:
    """Everything that a line can be, in groups, to be chosen from."""
    own = {"": _OTHER, "stages": _STAGES, "lanes": _LANES}
    for group, meanings in _groups():
        name = _tr(own[group]) if group in own else group_label(group)
        for meaning in meanings:
            also = QCoreApplication.translate("catalogue", ROLES[meaning].hint) if meaning in ROLES else ""
            yield Entry(word_of(meaning), meaning, icon=icon_of(meaning), also=f"{also} {name}", group=name)


def _tr(text: object) -> str:
    return QCoreApplication.translate("paste", str(text))
