"""Titles with their places in, the outline of a PDF out."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from cjm_desktop.painters.pdf_file import PackedDocument, text_string


class Entry(NamedTuple):
    """A title, how deep it stands (0 is the top), and where it leads: the number of a page's object, left and top in points."""

    title: str
    level: int
    page: int
    left: float
    top: float


def add_outline(document: PackedDocument, entries: Sequence[Entry]) -> int:
    """Adds the outline; the number of its object. What lies below the top level is folded up at first.

    An entry more than a level below the one before is drawn up to that.
    """
    root = document.reserve(len(entries) + 1)  # and entry n has the number root + n, counted from 1
    path = [0]
    kids: list[list[int]] = [[]]
    parents = [0]
    for number, entry in enumerate(entries, 1):
        del path[max(0, entry.level) + 1 :]
        kids[path[-1]].append(number)
        parents.append(path[-1])
        kids.append([])
        path.append(number)
    beside: dict[int, str] = {}
    for siblings in kids:
        for one, other in pairwise(siblings):
            beside[one] = beside.get(one, "") + f"/Next {root + other} 0 R"
            beside[other] = f"/Prev {root + one} 0 R"
    for number, entry in enumerate(entries, 1):
        own = kids[number]
        below = f"/First {root + own[0]} 0 R/Last {root + own[-1]} 0 R/Count -{len(own)}" if own else ""
        place = f"/Dest[{entry.page} 0 R/XYZ {entry.left:.2f} {entry.top:.2f} null]"
        body = f"<</Title {text_string(entry.title)}/Parent {root + parents[number]} 0 R{place}{beside.get(number, '')}{below}>>"
        document.put(root + number, body.encode("ascii"))
    top = kids[0]
    ends = f"/First {root + top[0]} 0 R/Last {root + top[-1]} 0 R/Count {len(top)}" if top else "/Count 0"
    document.put(root, f"<</Type/Outlines{ends}>>".encode("ascii"))
    return root
