"""Links of a card: what a user writes as an address goes in, an address that may be kept comes out, or nothing."""

from __future__ import annotations

import re

from cjm_desktop.editing.cards import update_cards
from cjm_desktop.model.journey import Journey
from cjm_desktop.model.records import WebLink

_LONGEST = 2_000
_KEPT = re.compile(r"(?:https?://|mailto:)\S+", re.IGNORECASE)
_MAIL = re.compile(r"[^\s@/:]+@[^\s@/:]+\.[^\s@/:.]+")
_PLACE = re.compile(r"[^\W_](?:[\w-]*\.)+[^\W\d_]{2,}(?:[:/?#]\S*)?")


def address(text: str) -> str | None:
    """The address that a user means: http, https or mailto, and nothing else; None where it is no such address.

    "example.org/a" is taken for https, "ann@example.org" for mailto.
    """
    text = text.strip()
    if _KEPT.fullmatch(text):
        scheme, rest = text.split(":", 1)
        text = f"{scheme.lower()}:{rest}"
    elif _MAIL.fullmatch(text):
        text = f"mailto:{text}"
    elif _PLACE.fullmatch(text):
        text = f"https://{text}"
    else:
        return None
    return text if len(text) <= _LONGEST else None


def add_link(journey: Journey, card: str, url: str, title: str = "") -> Journey:
    """The map with one more link on a card; KeyError for an unknown card, ValueError for an address it cannot keep."""
    return update_cards(journey, [card], links=(*journey.cards[card].links, WebLink(url=url, title=title)))


def change_link(
    journey: Journey, card: str, index: int, *, url: str | None = None, title: str | None = None
) -> Journey:
    """The map with the address or title of a card's link changed; raises as `add_link` does, IndexError for no link."""
    links = list(journey.cards[card].links)
    old = links[index]
    fields = {**old.model_dump(), **{k: v for k, v in (("url", url), ("title", title)) if v is not None}}
    links[index] = WebLink(**fields)
    return update_cards(journey, [card], links=tuple(links))


def remove_link(journey: Journey, card: str, index: int) -> Journey:
    """The map without a card's link; KeyError for an unknown card, IndexError where it has no such link."""
    links = list(journey.cards[card].links)
    del links[index]
    return update_cards(journey, [card], links=tuple(links))
