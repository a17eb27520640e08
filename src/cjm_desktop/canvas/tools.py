"""What can be put onto a map: a tool goes in, the bytes that a drag from the palette carries come out; and back."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from enum import StrEnum

from PySide6.QtCore import QByteArray, QMimeData

MIME = "application/x-cjm-tool"
_LONGEST = 2_000


class Making(StrEnum):
    """What a tool makes."""

    STAGE = "stage"
    LANE = "lane"  #: of the tool's role
    CARD = "card"  #: in a lane of the tool's role, or in the lane it is dropped on
    TOUCHPOINT = "touchpoint"  #: a card with the tool's channel
    EMOTION = "emotion"  #: an emotion point
    PICTURE = "picture"  #: a card in a lane of pictures


@dataclass(frozen=True, slots=True)
class Tool:
    """One entry of the palette. `tool` is one of `Making`, `role` a lane role of the catalogue, `channel` the id of a channel.

    `persona` is the id of the one whose curve an emotion point belongs to; the canvas sets it from what is selected.
    """

    tool: str
    role: str = ""
    channel: str = ""
    persona: str = ""

    def to_mime(self) -> QMimeData:
        """What a drag of the tool carries."""
        data = {key: value for key, value in asdict(self).items() if value}
        mime = QMimeData()
        mime.setData(MIME, QByteArray(json.dumps(data).encode()))
        return mime

    @classmethod
    def from_mime(cls, mime: QMimeData) -> Tool | None:
        """The tool that a drag carries; None where it carries none, or one that this program does not know."""
        if not mime.hasFormat(MIME):
            return None
        data = bytes(mime.data(MIME).data())
        if len(data) > _LONGEST:
            return None
        try:
            found = json.loads(data)
            tool = Making(found["tool"])
            role, channel = found.get("role", ""), found.get("channel", "")
        except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
            return None
        if not isinstance(role, str) or not isinstance(channel, str):
            return None
        return cls(tool, role, channel)
