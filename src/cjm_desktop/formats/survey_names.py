"""What answers call places that no name on the map fits, and where a user put them: for the reading, and for the next time."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from cjm_desktop.formats.errors import FileProblem
from cjm_desktop.formats.survey_places import Found, Places, folded

#: So many names are kept with a source, each no longer than this.
_MOST, _LONGEST = 200, 200
_LEFT_OUT = "left out"
_KEPT = re.compile(rf"^“([^“”\n]{{1,{_LONGEST}}})” is (?:“([^“”\n]{{1,{_LONGEST}}})”|{_LEFT_OUT})$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Unmatched:
    """A name that is none of the map's, in how many answers it stands, and where a user put it.

    `place` is the name of a place of the map, empty where the answers are left out, None where nobody has said.
    """

    name: str
    count: int
    place: str | None = None


class NothingMatchedError(FileProblem):
    """No answer is about a place of the map; `unmatched` are what they are about."""

    def __init__(self, sentence: str, unmatched: tuple[Unmatched, ...]) -> None:
        super().__init__(sentence)
        self.unmatched = unmatched


class Assigned:
    """Where a user put names: pairs of a name in the answers and that of a place, which is empty for “left out”.

    A later pair of a name counts more than an earlier one.
    """

    def __init__(self, pairs: Iterable[tuple[str, str]], places: Places) -> None:
        self._places = places
        self._said: dict[str, tuple[str, str]] = {}
        for name, place in pairs:
            if folded(name) and (not place or places.named(place) is not None):
                self._said[folded(name)] = name, place

    def of(self, name: str) -> str | None:
        """The name of the place where a user put a name; None where nobody has said."""
        found = self._said.get(folded(name))
        return None if found is None else found[1]

    def find(self, name: str) -> Found | None:
        """The place where a user put a name; None also where it is left out."""
        place = self.of(name)
        return self._places.named(place) if place else None

    def kept(self, names: Iterable[str]) -> str:
        """Lines for the note of a source by which `pairs_of` gives the pairs of these names again."""
        wanted = {folded(name) for name in names}
        lines = []
        for key, (name, place) in self._said.items():
            if key in wanted and not {"“", "”", "\n"} & set(name + place) and max(len(name), len(place)) <= _LONGEST:
                lines.append(f"“{name}” is “{place}”" if place else f"“{name}” is {_LEFT_OUT}")
        return "\n".join(lines[:_MOST])


def pairs_of(note: str) -> tuple[tuple[str, str], ...]:
    """The pairs that the note of a source keeps."""
    return tuple((found.group(1), found.group(2) or "") for found in _KEPT.finditer(note))
