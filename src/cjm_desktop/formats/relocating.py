"""A map goes to another folder: it goes in, it comes out with links that lead to the same other maps as before.

A link to another map is the way to its file from the map's own folder, so that both can be moved together. Where the map
alone goes elsewhere, the way is another one.
"""

from __future__ import annotations

import ntpath
import posixpath
import re
from operator import attrgetter
from pathlib import PurePath, PureWindowsPath

from cjm_desktop.editing.links import map_address, map_path
from cjm_desktop.editing.tables import changed, replaced, with_tables
from cjm_desktop.formats.kept import leads_to_maps, repacked
from cjm_desktop.model.journey import Journey, Table
from cjm_desktop.model.records import Card, KeptVersion, WebLink

_links_of = attrgetter("links")
_ROOTED = re.compile(r"[A-Za-z]:/|/")


class Relocation:
    """Takes maps from the folder `before` to the folder `after`, both absolute; None for maps that no file holds.

    Call it with each state of a map: the same object gives the same object, one without such links itself, and what
    states share they share afterwards. Versions that are kept inside the map are taken along. A map without a file has
    links from the root, as it gets them when they are made; they become relative where it gets a folder.
    """

    def __init__(self, before: PurePath | None, after: PurePath | None) -> None:
        self._before, self._after = before, after
        #: The links that cannot lead there any more and are left as they are, as paths.
        self.lost: dict[str, None] = {}
        self._journeys: dict[int, tuple[Journey, Journey]] = {}
        self._tables: dict[int, tuple[Table[Card], Table[Card]]] = {}
        self._cards: dict[int, tuple[Card, Card]] = {}
        self._versions: dict[int, tuple[KeptVersion, KeptVersion]] = {}

    def __call__(self, journey: Journey) -> Journey:
        """The map as it must be in the other folder."""
        # What is kept beside its id is there as long as the id is asked for.
        if id(journey) not in self._journeys:
            after = with_tables(journey, cards=self._table(journey.cards))
            versions = tuple(self._version(journey, kept) for kept in journey.versions)
            if any(new is not old for new, old in zip(versions, journey.versions, strict=True)):
                after = changed(after, {"versions": versions})
            self._journeys[id(journey)] = journey, after
            self._journeys[id(after)] = after, after
        return self._journeys[id(journey)][1]

    def _table(self, cards: Table[Card]) -> Table[Card]:
        if id(cards) not in self._tables:
            # Done for each of maybe a thousand states, each with some thousand cards.
            linked = filter(_links_of, cards.values())
            others = [new for card in linked if (new := self._card(card)) is not card]
            self._tables[id(cards)] = cards, replaced(cards, others)
        return self._tables[id(cards)][1]

    def _card(self, card: Card) -> Card:
        if id(card) not in self._cards:
            self._cards[id(card)] = card, changed(card, {"links": tuple(map(self._link, card.links))})
        return self._cards[id(card)][1]

    def _link(self, link: WebLink) -> WebLink:
        url = self.address(link.url)
        return link if url == link.url else link.model_copy(update={"url": url})

    def _version(self, journey: Journey, kept: KeptVersion) -> KeptVersion:
        if not leads_to_maps(kept):
            return kept
        if id(kept) not in self._versions:
            self._versions[id(kept)] = kept, repacked(journey, kept, self)
        return self._versions[id(kept)][1]

    def address(self, url: str) -> str:
        """The same link for a map in the other folder; itself where it leads there, too, or no way does (see `lost`)."""
        path, folder = map_path(url), self._before or self._after
        if path is None or folder is None:
            return url
        if _ROOTED.match(path):
            target = type(folder)(path)
            # From the root because the user wants it so, or on a drive that this system does not have.
            if self._before is not None or not target.is_absolute():
                return url
        elif self._before is None:
            return url
        else:
            normal = ntpath.normpath if isinstance(folder, PureWindowsPath) else posixpath.normpath
            target = type(folder)(normal(str(self._before / path)))
        made = map_address(target, self._after)
        if made is None:
            self.lost[path] = None
            return url
        return url if map_path(made) == path else made
