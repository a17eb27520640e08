"""What a survey calls a stage or touchpoint goes in, the place of the map that it means comes out, however it is written."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from difflib import get_close_matches

from cjm_desktop.formats.table_words import is_stage_word, without_number
from cjm_desktop.model.journey import Journey
from cjm_desktop.model.queries import channel_of
from cjm_desktop.model.records import LaneKind

#: How alike two names are that are taken for one, 0 to 1; a longer name, or one of more names, is not compared.
_ALIKE, _LONGEST, _MOST_NAMES = 0.84, 200, 2_000
#: After so many names that are like none of the map's, no other is compared: what holds them are no names but comments.
_MOST_MISSES = 500
_WORD = re.compile(r"[^\W_]+")
_ONLY_NUMBER = re.compile(r"\d{1,4}")


@dataclass(frozen=True, slots=True)
class Place:
    """A stage, and where in it (0 to 1); `label` is the name of a touchpoint, empty for the stage and its parts."""

    stage: str
    position: float = 0.5
    label: str = ""


@dataclass(frozen=True, slots=True)
class Found:
    """A place and what it is called; `close` where the name was only like it."""

    place: Place
    name: str
    close: bool = False


class Places:
    """The stages, sub-stages and touchpoints of a map by their names. Where two share a name, the first has it."""

    def __init__(self, journey: Journey) -> None:
        self._places: dict[str, Found] = {}
        self._misses = 0
        self._stages = [Found(Place(stage.id), stage.name) for stage in journey.stages.values()]
        for found in self._stages:
            self._add(found)
        for stage in journey.stages.values():
            for n, part in enumerate(stage.sub_stages):
                self._add(Found(Place(stage.id, (n + 0.5) / len(stage.sub_stages)), part.name))
        self._add_touchpoints(journey)

    def _add(self, found: Found, name: str | None = None) -> None:
        key = folded(found.name if name is None else name)
        if key:
            self._places.setdefault(key, found)

    def _add_touchpoints(self, journey: Journey) -> None:
        lanes = {lane.id for lane in journey.lanes.values() if lane.kind is LaneKind.TOUCHPOINTS}
        by_stage: dict[str, list[tuple[str, str]]] = {}
        for card in journey.cards.values():
            if (
                card.stage is not None
                and card.stage in journey.stages
                and (card.lane in lanes or (card.channel and card.lane is not None))
            ):
                channel = channel_of(journey, card)
                name = "" if channel is None else channel.name
                by_stage.setdefault(card.stage, []).append((" ".join(card.text.split()), name))
        channels = []
        for stage, cards in by_stage.items():
            for n, (text, channel_name) in enumerate(cards):
                found = Found(Place(stage, (n + 0.5) / len(cards), text or channel_name), text or channel_name)
                self._add(found)
                channels.append((found, channel_name))
        # A text names a touchpoint better than the channel that several may have.
        for found, channel_name in channels:
            self._add(found, channel_name)

    def find(self, name: str) -> Found | None:
        """The place of that name, or by number, or of the only name that is like it; None where there is none."""
        key = folded(name)
        if not key:
            return None
        found = self._places.get(key)
        if found is not None:
            return found
        if _ONLY_NUMBER.fullmatch(key):
            return self._numbered(key)
        found = self._like(key) if self._misses < _MOST_MISSES else None
        self._misses += found is None
        return found

    def named(self, name: str) -> Found | None:
        """The place of exactly that name; None where there is none."""
        found = self._places.get(folded(name))
        return found if found is not None and not found.close else None

    def choices(self) -> tuple[tuple[str, str], ...]:
        """What can be named, in the order of the map: each name with that of its stage, which is empty for a stage."""
        order = {found.place.stage: n for n, found in enumerate(self._stages)}
        stages = {found.place.stage: found.name for found in self._stages}
        known = dict.fromkeys(self._places[key] for key in self._places if self._places[key].name)
        chosen = [found for found in known if self.named(found.name) == found]
        chosen.sort(key=lambda found: (order[found.place.stage], found not in self._stages, found.place.position))
        return tuple((one.name, "" if one in self._stages else stages[one.place.stage]) for one in chosen)

    def _numbered(self, number: str) -> Found | None:
        n = int(number)
        return self._stages[n - 1] if 1 <= n <= len(self._stages) else None

    def _like(self, key: str) -> Found | None:
        if len(key) > _LONGEST or len(self._places) > _MOST_NAMES:
            return None
        words = set(key.split())
        # “Purchase stage” for “Purchase”, “Shop” for “Shop visit”: but only where one place alone can be meant.
        within = [known for known in self._places if (other := set(known.split())) <= words or words <= other]
        if len({self._places[known].place for known in within}) == 1:
            found = self._places[within[0]]
            return Found(found.place, found.name, close=True)
        near = get_close_matches(key, self._places, n=1, cutoff=_ALIKE)
        return Found(self._places[near[0]].place, self._places[near[0]].name, close=True) if near else None


def folded(name: str) -> str:
    """A name without its number, marks, punctuation and capitals; words such as “stage” in front of it are left out."""
    plain = unicodedata.normalize("NFKC", without_number(name[:_LONGEST])).casefold().replace("ё", "е")
    words = _WORD.findall(plain)
    while len(words) > 1 and is_stage_word(words[0]):
        words.pop(0)
    return " ".join(words)
