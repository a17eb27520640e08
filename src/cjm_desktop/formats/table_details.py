"""What the columns of a list of cards say of one card goes in; the fields of the card come out."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from cjm_desktop.formats.errors import shown
from cjm_desktop.formats.table_cells import cleaned_lines
from cjm_desktop.formats.table_channels import Channels
from cjm_desktop.model.records import NAME_MAX, TEXT_MAX, Evidence, Proof

#: What people say of how they know something.
_STATUS: dict[Evidence, str] = {
    Evidence.OBSERVED: "observed observation data measured interview interviews research yes proven evidence beobachtet "
    "observé observado osservato наблюдалось наблюдение данные интервью 观察 観察",
    Evidence.ASSUMED: "assumed assumption assumptions hypothesis guess no unknown angenommen annahme supposé hypothèse "
    "supuesto hipótesis предположение гипотеза 假设 仮説",
    Evidence.PROPOSED: "proposed proposal idea vorgeschlagen vorschlag proposé propuesto предложено предложение 建议 提案",
}
_WORDS = {word: status for status, words in _STATUS.items() for word in words.split()}
_TAG = re.compile(r"[,;\n]")
_COUNT = re.compile(r"\bn\s?=\s?(\d{1,9})\b", re.IGNORECASE)


def proof_of(text: str) -> Proof:
    """The status that a text names; any other text is a source, and whoever names one has seen it there."""
    status = _WORDS.get(text.casefold().strip(" .!"))
    if status is not None:
        return Proof(status=status)
    count = _COUNT.search(text)
    return Proof(status=Evidence.OBSERVED, source=text[:NAME_MAX], count=int(count.group(1)) if count else None)


def told_of_card(
    details: Iterable[tuple[str, str]], channels: Channels, channel: str | None, notes: list[str]
) -> dict[str, Any]:
    """The fields of a card (of `model.records.Card`) that details (field, heading and text in two lines) give.

    `channel` is that which its text names. What is no field, or does not fit into one, stands in the card's note.
    """
    found: dict[str, Any] = {}
    remarks: list[str] = []
    for field, said in details:
        heading, _, text = said.partition("\n")
        text = cleaned_lines(text)
        line = " ".join(text.split())
        if field == "channel":
            named = channels.named(text)
            # What a column says of it counts for more than what the text may mean.
            found["channel"] = next(iter(named), channel)
            if len(named) != 1:
                remarks.append(f"{heading}: {line}")
        elif field == "evidence":
            found["evidence"] = proof_of(line)
            if len(line) > NAME_MAX:
                remarks.append(f"{heading}: {text}")
        elif field in ("owner", "duration") and len(line) <= NAME_MAX:
            found[field] = line
        elif field == "tags":
            found["tags"] = tuple(dict.fromkeys(tag.strip()[:NAME_MAX] for tag in _TAG.split(text) if tag.strip()))
        else:
            remarks.append(text if field == "note" else f"{heading}: {text}")
            if field != "note":
                notes.append(f"“{shown(heading, 40)}” stands in the notes of cards.")
    if remarks:
        found["note"] = "\n".join(remarks)[:TEXT_MAX]
    return found
