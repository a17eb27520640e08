"""What importers and exporters return: a journey or bytes, and in sentences what was guessed and what was left out."""

from __future__ import annotations

from dataclasses import dataclass

from cjm_desktop.model.journey import Journey


@dataclass(frozen=True, slots=True)
class Imported:
    """A journey made from a foreign file; `notes` tell the user what the file did not say clearly."""

    journey: Journey
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Exported:
    """A foreign file made from a journey; `notes` tell the user what such a file cannot hold and so has lost."""

    data: bytes
    notes: tuple[str, ...] = ()


class Notes:
    """Collects what to tell the user; remarks of one kind become one sentence that names all their lines."""

    _SHOWN = 4

    def __init__(self) -> None:
        self._remarks: dict[str, list[tuple[int, str]]] = {}

    def add(self, remark: str, line: int = 0, text: str = "") -> None:
        """`remark` is half a sentence such as `the score is no number`; `line` counts from 1, 0 for the whole file."""
        self._remarks.setdefault(remark, []).append((line, text))

    def sentences(self) -> tuple[str, ...]:
        return tuple(self._sentence(remark, places) for remark, places in self._remarks.items())

    def _sentence(self, remark: str, places: list[tuple[int, str]]) -> str:
        if not places[0][0]:
            return f"{remark[:1].upper()}{remark[1:]}."
        lines = [str(line) for line in sorted({line for line, _ in places})]
        if len(lines) > self._SHOWN:
            where = f"Lines {', '.join(lines[: self._SHOWN])} and {len(lines) - self._SHOWN} more"
        elif len(lines) > 1:
            where = f"Lines {', '.join(lines[:-1])} and {lines[-1]}"
        else:
            where = f"Line {lines[0]}"
        example = places[0][1]
        others = " and others" if len(places) > 1 else ""
        return f"{where} (“{example}”{others}): {remark}." if example else f"{where}: {remark}."
