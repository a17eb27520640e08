"""What views, filters and their values are called: records of a map go in, the user's words come out."""

from __future__ import annotations

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from cjm_desktop.editing.ready_views import READY
from cjm_desktop.model.catalogue import CHANNELS
from cjm_desktop.model.journey import Journey
from cjm_desktop.model.records import Evidence, View
from cjm_desktop.windows import plain

_READY = {
    "ready-executive": str(QT_TRANSLATE_NOOP("views", "Executive")),
    "ready-emotion": str(QT_TRANSLATE_NOOP("views", "Emotion only")),
    "ready-blueprint": str(QT_TRANSLATE_NOOP("views", "Blueprint")),
}
_EVIDENCE = {
    Evidence.OBSERVED: str(QT_TRANSLATE_NOOP("views", "Observed")),
    Evidence.ASSUMED: str(QT_TRANSLATE_NOOP("views", "Assumed")),
    Evidence.PROPOSED: str(QT_TRANSLATE_NOOP("views", "Proposed")),
}
_CRITERIA = {
    "tags": str(QT_TRANSLATE_NOOP("views", "Tags")),
    "channels": str(QT_TRANSLATE_NOOP("views", "Channels")),
    "owners": str(QT_TRANSLATE_NOOP("views", "Owners")),
    "evidence": str(QT_TRANSLATE_NOOP("views", "Evidence")),
    "personas": str(QT_TRANSLATE_NOOP("views", "Personas")),
}


def _tr(text: str) -> str:
    return QCoreApplication.translate("views", text)


def view_name(view: View) -> str:
    """What a view is called: a ready-made one in the user's language."""
    if any(view.id == ready.id for ready in READY):
        return _tr(_READY[view.id])
    return plain.visible(plain.shortened(view.name)) or _tr("Unnamed view")


def criterion_name(criterion: str) -> str:
    """What a field by which a view filters is called."""
    return _tr(_CRITERIA[criterion])


def value_name(journey: Journey, criterion: str, value: str) -> str:
    """What a value of such a field is called; an empty one stands for cards that have none."""
    if criterion == "evidence":
        return _tr(_EVIDENCE[Evidence(value)])
    if not value:
        return _tr("No tag") if criterion == "tags" else _tr("No owner")
    if criterion == "channels":
        channel = journey.channels.get(value) or CHANNELS.get(value)
        value = channel.name if channel is not None and channel.name else value
    elif criterion == "personas":
        persona = journey.personas.get(value)
        value = persona.name if persona is not None and persona.name.strip() else _tr("Unnamed persona")
    return plain.visible(plain.shortened(value, 40))


def filter_words(journey: Journey, view: View) -> str:
    """What a view's filter lets through, as in "Tags: checkout, app · Owners: Web team"; empty where it filters nothing."""
    parts = []
    for criterion in _CRITERIA:
        values = getattr(view, criterion)
        if values:
            names = ", ".join(value_name(journey, criterion, value) for value in values)
            parts.append(_tr("{what}: {values}").format(what=criterion_name(criterion), values=names))
    return " · ".join(parts)
