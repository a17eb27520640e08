"""What is painted, piece by piece, in; the structure tree of a tagged PDF out, from which screen readers read it.

Everything on a page belongs to an element of the tree (a marked piece of content, counted page by page) or is an artefact.
An element whose content is on several pages keeps it in the order of the pages. Empty elements are left out, but for the
cells that a table needs.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from cjm_desktop.painters.pdf_file import PackedDocument, text_string

_HEADINGS = frozenset({"H1", "H2", "H3", "H4", "H5", "H6"})
#: Elements that stay where nothing is in them.
_KEPT = frozenset({"Document", "TD", "TH", "TR"})


class Tagged:
    """An element: its role, its parts in reading order, and what it says beside its content.

    `parts` are elements, pieces of content (page, number) and annotations (page, object name). `language` is set where it
    is not the document's.
    """

    __slots__ = ("alt", "attributes", "language", "number", "parent", "parts", "role")

    def __init__(self, role: str, parent: Tagged | None, alt: str = "", attributes: str = "") -> None:
        self.role = role
        self.parent = parent
        self.alt = alt
        self.attributes = attributes
        self.language: str | None = None  #: None until it has content
        self.parts: list[Tagged | tuple[int, int] | tuple[int, str]] = []
        self.number = 0
        if parent is not None:
            parent.parts.append(self)


#: Stands for what is only there to be seen.
ARTEFACT: Final = Tagged("Artifact", None)


class Structure:
    """The tree of one document, filled page by page."""

    def __init__(self) -> None:
        self.document = Tagged("Document", None)
        self._pages: list[tuple[int, list[Tagged]]] = []  # key in the parent tree, owner of each piece
        self._annotations: list[tuple[int, Tagged]] = []
        self._keys = 0

    def begin_page(self) -> int:
        """The key of the next page in the parent tree."""
        key = self._keys
        self._keys += 1
        self._pages.append((key, []))
        return key

    def element(self, role: str, parent: Tagged, alt: str = "", attributes: str = "") -> Tagged:
        """A new element."""
        return Tagged(role, parent, alt, attributes)

    def piece(self, owner: Tagged) -> int:
        """The number that the next piece of content of the page has; it belongs to this element."""
        owners = self._pages[-1][1]
        number = len(owners)
        owners.append(owner)
        owner.parts.append((len(self._pages) - 1, number))
        return number

    def annotation(self, owner: Tagged, name: str) -> int:
        """The key in the parent tree of an annotation on the page, an object of this name; it belongs to this element."""
        key = self._keys
        self._keys += 1
        owner.parts.append((len(self._pages) - 1, name))
        self._annotations.append((key, owner))
        return key

    def write(self, document: PackedDocument, pages: list[int]) -> int:
        """Adds the tree; the number of its root object. `pages` are the numbers of the pages' objects.

        A heading more than a level below the one before is drawn up to that.
        """
        _prune(self.document)
        elements = list(_walk(self.document))
        level = 0
        for each in elements:
            if each.role in _HEADINGS:
                level = min(int(each.role[1]), level + 1)
                each.role = f"H{level}"
        root = document.reserve(len(elements) + 1)
        for number, each in enumerate(elements, root + 1):
            each.number = number
        document.put(
            root,
            f"<</Type/StructTreeRoot/K {self.document.number} 0 R/ParentTree {self._parent_tree(document)} 0 R"
            f"/ParentTreeNextKey {self._keys}>>".encode("ascii"),
        )
        for each in elements:
            document.put(each.number, _object(each, root, document, pages))
        return root

    def _parent_tree(self, document: PackedDocument) -> int:
        entries = [(key, f"[{' '.join(f'{owner.number} 0 R' for owner in owners)}]") for key, owners in self._pages]
        entries += [(key, f"{owner.number} 0 R") for key, owner in self._annotations]
        number = document.reserve(1)
        told = " ".join(f"{key} {what}" for key, what in sorted(entries))
        document.put(number, f"<</Nums[{told}]>>".encode("ascii"))
        return number


def _prune(element: Tagged) -> bool:
    """Takes empty elements out; whether anything is in this one."""
    kept: list[Tagged | tuple[int, int] | tuple[int, str]] = []
    filled = False
    for part in element.parts:
        if not isinstance(part, Tagged) or _prune(part):
            filled = True
        elif part.role not in _KEPT:
            continue
        kept.append(part)
    element.parts = kept
    return filled


def _walk(element: Tagged) -> Iterable[Tagged]:
    yield element
    for part in element.parts:
        if isinstance(part, Tagged):
            yield from _walk(part)


def _object(element: Tagged, root: int, document: PackedDocument, pages: list[int]) -> bytes:
    parent = root if element.parent is None else element.parent.number
    home = next((part[0] for part in element.parts if not isinstance(part, Tagged)), None)
    told = []
    for part in element.parts:
        if isinstance(part, Tagged):
            told.append(f"{part.number} 0 R")
            continue
        page, what = part
        elsewhere = "" if page == home else f"/Pg {pages[page]} 0 R"
        if isinstance(what, str):
            told.append(f"<</Type/OBJR{elsewhere}/Obj {document.number_of(what)} 0 R>>")
        elif elsewhere:
            told.append(f"<</Type/MCR{elsewhere}/MCID {what}>>")
        else:
            told.append(str(what))
    body = f"<</S/{element.role}/P {parent} 0 R"
    if home is not None:
        body += f"/Pg {pages[home]} 0 R"
    if told:
        body += f"/K {told[0]}" if len(told) == 1 else f"/K[{' '.join(told)}]"
    if element.alt:
        body += f"/Alt {text_string(element.alt)}"
    if element.language:
        body += f"/Lang {text_string(element.language)}"
    if element.attributes:
        body += f"/A{element.attributes}"
    return f"{body}>>".encode("ascii")
