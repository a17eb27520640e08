"""Cards that are dragged from a panel onto the map: their ids go in, what the drag carries comes out; and back."""

from __future__ import annotations

import json
from collections.abc import Sequence

from PySide6.QtCore import QByteArray, QMimeData

from cjm_desktop.model.journey import Journey

MIME = "application/x-cjm-cards"
_LONGEST = 1_000_000


def to_mime(journey: Journey, ids: Sequence[str]) -> QMimeData:
    """What a drag of these cards carries: their ids, and their words for other programs."""
    mime = QMimeData()
    mime.setData(MIME, QByteArray(json.dumps(list(ids)).encode()))
    mime.setText("\n".join(journey.cards[id_].text for id_ in ids))
    return mime


def from_mime(mime: QMimeData, journey: Journey) -> tuple[str, ...]:
    """The cards that a drag carries; none where it carries none, or not cards of this map."""
    if not mime.hasFormat(MIME):
        return ()
    data = bytes(mime.data(MIME).data())
    if len(data) > _LONGEST:
        return ()
    try:
        found = json.loads(data)
    except (ValueError, RecursionError):
        return ()
    if not isinstance(found, list) or not all(isinstance(id_, str) and id_ in journey.cards for id_ in found):
        return ()
    return tuple(dict.fromkeys(found))
