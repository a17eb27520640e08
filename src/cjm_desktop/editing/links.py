"""Links of a card: what a user writes as an address goes in, an address that may be kept comes out, or nothing.

A link to another map is the way to its file from the map's own folder, written as in the address of a page (`my%20day.cjm`).
"""

from __future__ import annotations

import re
from pathlib import PurePath, PureWindowsPath
from urllib.parse import quote, unquote

from cjm_desktop.editing.cards import update_cards
from cjm_desktop.model.journey import Journey
from cjm_desktop.model.records import LINK_PATTERN, WebLink

_LONGEST = 2_000
_KEPT = re.compile(r"(?:https?://|mailto:)\S+", re.IGNORECASE)
_MAIL = re.compile(r"[^\s@/:]+@[^\s@/:]+\.[^\s@/:.]+")
_FILE = re.compile(r"[^?#]*\.cjm", re.IGNORECASE)
_ALLOWED = re.compile(LINK_PATTERN)
#: What is written otherwise in a link: of a path that is known, and of one that was typed, where it may be written so already.
_READ = r"[\s:?#%]"
_TYPED = r"[\s:?#]|%(?![0-9A-Fa-f]{2})"
_PLACE = re.compile(r"[^\W_](?:[\w-]*\.)+[^\W\d_]{2,}(?:[:/?#]\S*)?")


def address(text: str) -> str | None:
    """The address that a user means: http, https, mailto or a map's file, and nothing else; None where it is no such address.

    "example.org/a" is taken for https, "ann@example.org" for mailto, "days/monday.cjm" for a map.
    """
    text = text.strip()
    if _FILE.fullmatch(text) and "://" not in text:
        return _file_address(text, _TYPED)
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


def map_path(url: str) -> str | None:
    """The path that a link to another map holds, with slashes; None for any other link, and for one that leads elsewhere.

    It ends in .cjm, and leads to no other computer.
    """
    if not _ALLOWED.fullmatch(url) or not url.lower().endswith(".cjm") or _KEPT.fullmatch(url):
        return None
    path = unquote(url).replace("\\", "/")
    if path.startswith("//") or not path.isprintable() or not path.lower().endswith(".cjm"):
        return None
    return path


def map_address(target: PurePath, folder: PurePath | None) -> str | None:
    """The link to a map's file for a map in this folder; from the root where there is no way from one to the other.

    Both paths are absolute. None where no link can lead there.
    """
    path = target
    if folder is not None and target.anchor == folder.anchor:
        common = 0
        for one, two in zip(target.parts, folder.parts, strict=False):
            if one != two:
                break
            common += 1
        up = len(folder.parts) - common
        # From the root it is shorter and as good once nothing but the root is common; from that of another computer no
        # link leads anywhere.
        if common > 1 or target.anchor.startswith(("//", "\\\\")):
            path = type(target)(*([".."] * up), *target.parts[common:])
    return _file_address(path.as_posix(), _READ)


def _file_address(path: str, escaped: str) -> str | None:
    """The path as a link, what matches `escaped` written as in an address; None where that is no link to a map."""
    if re.match(r"[A-Za-z]:[/\\]", path) or "\\" in path:
        path = PureWindowsPath(path).as_posix()
    drive, rest = (path[:2], path[2:]) if re.match(r"[A-Za-z]:/", path) else ("", path)
    made = drive + re.sub(escaped, lambda found: quote(found[0]), rest)
    return made if map_path(made) is not None and len(made) <= _LONGEST else None


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
