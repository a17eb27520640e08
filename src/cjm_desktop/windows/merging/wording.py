"""Ways out of a conflict go in; what they are called comes out, in the user's words."""

from __future__ import annotations

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from cjm_desktop.model.records import Conflict
from cjm_desktop.review.resolving import Choice, deletes

translate = QCoreApplication.translate

_CHOICES = {
    Choice.OURS: QT_TRANSLATE_NOOP("merge", "Mine"),
    Choice.THEIRS: QT_TRANSLATE_NOOP("merge", "The other version"),
    Choice.BOTH: QT_TRANSLATE_NOOP("merge", "Both, one after the other"),
}


def choice_word(conflict: Conflict | None, choice: Choice | None) -> str:
    """What a choice is called, where the conflict is known by what it does; None is that of deciding later."""
    if choice is None:
        return translate("merge", "Decide later")
    if conflict is None or not conflict.record or conflict.field:
        return translate("merge", str(_CHOICES[choice]))
    if choice is Choice.OURS:
        return (
            translate("merge", "Mine: delete it") if deletes(conflict, choice) else translate("merge", "Mine: keep it")
        )
    return (
        translate("merge", "The other version: delete it")
        if deletes(conflict, choice)
        else translate("merge", "The other version: keep it")
    )
