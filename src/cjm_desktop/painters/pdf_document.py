"""The contents of pages in, a PDF file out: pages, links, outline, document properties; nothing of it from the clock."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, NamedTuple

from reportlab.pdfbase import pdfdoc

from cjm_desktop.geometry import Size
from cjm_desktop.painters.addresses import safe_address
from cjm_desktop.painters.pdf_font_files import stream

#: A side of a page may be no longer, in points.
PAGE_LIMIT = 14_400.0

_NO_DATE = datetime(2000, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class PdfMeta:
    """What a reader's document properties show. Without a `date` a fixed one is written, never today's."""

    title: str = ""
    author: str = ""
    subject: str = ""
    creator: str = ""
    language: str = "en"
    date: datetime | None = None


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file inside the PDF, from which its pages were made. `name` is what readers offer to save it as."""

    name: str
    mime: str
    data: bytes
    description: str = ""


class PageBox(NamedTuple):
    """A rectangle in points from the page's bottom left corner."""

    left: float
    bottom: float
    right: float
    top: float


@dataclass(slots=True)
class _Page:
    """A page's size in points, its links and, once it is drawn, its content."""

    size: Size
    links: list[pdfdoc.PDFDictionary]
    content: bytes = b""


class PdfDocument:
    """A document, page by page: `begin_page`, its links and outline entries, `end_page`; then ask for the bytes once.

    Put what the contents name into `resources`, which all pages share.
    """

    def __init__(self) -> None:
        # Not ReportLab's Canvas: it sets Helvetica as the initial font of each page, without embedding it.
        self.document = pdfdoc.PDFDocument(invariant=1, pdfVersion=(1, 7))
        self.resources: dict[str, dict[str, Any]] = {"Font": {}, "XObject": {}, "Shading": {}}
        self._pages: list[_Page] = []
        self._bookmarks = _Bookmarks()
        self._level = -1

    def begin_page(self, size: Size) -> None:
        """The next page, of this size in points."""
        self._pages.append(_Page(size, []))

    def end_page(self, content: bytes) -> None:
        """What stands on the page begun last."""
        self._pages[-1].content = content

    def add_link(self, url: str, box: PageBox) -> None:
        """A place of the page that opens the address; nothing where the address is not a safe one."""
        address = safe_address(url)
        if address is None:
            return
        action = {"S": pdfdoc.PDFName("URI"), "URI": pdfdoc.PDFString(address)}
        self._pages[-1].links.append(
            pdfdoc.PDFDictionary(
                {
                    "Type": pdfdoc.PDFName("Annot"),
                    "Subtype": pdfdoc.PDFName("Link"),
                    "Rect": pdfdoc.PDFArray([round(side, 2) for side in box]),
                    "Border": pdfdoc.PDFArray([0, 0, 0]),
                    "F": 4,  # printed with the page, as the standards for archiving want it
                    "A": pdfdoc.PDFDictionary(action),
                }
            )
        )

    def add_outline_entry(self, title: str, level: int, left: float, top: float) -> None:
        """The next entry of the outline, leading to the page; one more than a level below the entry before is drawn up to that."""
        self._level = max(0, min(level, self._level + 1))
        key = self._bookmarks.add(len(self._pages), left, top)
        self.document.Outlines.addOutlineEntry(key, self._level, title)
        self.document.Catalog.showOutline()

    def attach(self, attachment: Attachment, date: datetime | None = None) -> None:
        """Puts a file into the document as its source (PDF 2.0 and PDF/A-3: “associated file”)."""
        data, document = attachment.data, self.document
        about = {
            "Size": len(data),
            "CheckSum": f"<{hashlib.md5(data, usedforsecurity=False).hexdigest().upper()}>",
            "ModDate": pdfdoc.PDFString((date or _NO_DATE).strftime("D:%Y%m%d%H%M%S+00'00'")),
        }
        embedded = stream(
            data,
            Type=pdfdoc.PDFName("EmbeddedFile"),
            # A name's own way to write "/"; as it is, readers take it for two names.
            Subtype=f"/{attachment.mime.replace('/', '#2F').replace('+', '#2B')}",
            Params=pdfdoc.PDFDictionary(about),
        )
        reference = document.Reference(embedded)
        name = pdfdoc.PDFString(attachment.name)
        file = document.Reference(
            pdfdoc.PDFDictionary(
                {
                    "Type": pdfdoc.PDFName("Filespec"),
                    "F": name,
                    "UF": name,
                    "Desc": pdfdoc.PDFString(attachment.description),
                    "AFRelationship": pdfdoc.PDFName("Source"),
                    "EF": pdfdoc.PDFDictionary({"F": reference, "UF": reference}),
                }
            )
        )
        catalog = document.Catalog
        names = pdfdoc.PDFDictionary({"Names": pdfdoc.PDFArray([name, file])})
        catalog.Names = pdfdoc.PDFDictionary({"EmbeddedFiles": names})
        catalog.AF = pdfdoc.PDFArray([file])
        # ReportLab's catalogue writes the entries that it knows.
        catalog.__NoDefault__ = [*catalog.__NoDefault__, "AF"]

    def finished(self, meta: PdfMeta) -> bytes:
        """The whole file."""
        document = self.document
        for page in self._pages:
            self._add(page)
        document.setTitle(meta.title)
        document.setAuthor(meta.author)
        document.setSubject(meta.subject)
        document.setCreator(meta.creator)
        document.Catalog.Lang = pdfdoc.PDFString(meta.language)
        document.Catalog.ViewerPreferences = preferences = pdfdoc.ViewerPreferencesPDFDictionary()
        preferences["DisplayDocTitle"] = "true"
        # ReportLab would ask SOURCE_DATE_EPOCH for the date, and mix it into the file's identity.
        document._timeStamp = _Moment(meta.date or _NO_DATE)
        document.signature = hashlib.md5(b"".join(page.content for page in self._pages), usedforsecurity=False)
        for part in document.idToObject.values():
            if isinstance(part, pdfdoc.PDFStream):
                document.signature.update(part.content)
        return bytes(document.GetPDFData(self._bookmarks))

    def _add(self, page: _Page) -> None:
        made = pdfdoc.PDFPage()
        made.MediaBox = pdfdoc.PDFArray([0, 0, *(round(side, 3) for side in page.size)])
        made.Contents = stream(page.content)
        made.Resources = pdfdoc.PDFDictionary(
            {kind: pdfdoc.PDFDictionary(named) for kind, named in self.resources.items() if named}
        )
        made.Annots = [self.document.Reference(link) for link in page.links]
        self.document.addPage(made)


class _Bookmarks:
    """The places that the outline leads to; what ReportLab's outline asks its canvas for."""

    def __init__(self) -> None:
        self._places: dict[str, pdfdoc.Destination] = {}

    def add(self, page: int, left: float, top: float) -> str:
        key = f"place{len(self._places)}"
        place = self._places[key] = pdfdoc.Destination(key)
        place.xyz(round(left, 2), round(top, 2), "null")
        place.setPage(pdfdoc.PDFObjectReference(f"Page{page}"))
        return key

    def _bookmarkReference(self, key: str) -> pdfdoc.Destination:
        return self._places[key]


class _Moment:
    """A moment as ReportLab wants its time stamps."""

    def __init__(self, moment: datetime) -> None:
        at = moment.astimezone(UTC)
        self.YMDhms = (at.year, at.month, at.day, at.hour, at.minute, at.second)
        self.dhh = self.dmm = 0
