"""The contents of pages in, a PDF file out: pages, links, outline, tags, properties; nothing of it from the clock.

Every file says that it is for archives (PDF/A-3u) and for screen readers (PDF/UA-1), and has what both want.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, NamedTuple

from reportlab.pdfbase import pdfdoc

from cjm_desktop.geometry import Size
from cjm_desktop.painters.addresses import safe_address
from cjm_desktop.painters.pdf_file import PackedDocument, Plain, text_string
from cjm_desktop.painters.pdf_font_files import stream
from cjm_desktop.painters.pdf_outline import Entry, add_outline
from cjm_desktop.painters.pdf_standards import PRODUCER, srgb_profile, xmp
from cjm_desktop.painters.pdf_tags import Structure, Tagged

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
    """A page's size in points, its key in the parent tree, its links and, once it is drawn, its content."""

    size: Size
    key: int
    links: list[pdfdoc.PDFObjectReference]
    content: bytes = b""


class PdfDocument:
    """A document, page by page: `begin_page`, its links, `end_page`; then ask for the bytes once.

    Put what the contents name into `resources`, which all pages share, whose content it is into `structure`, and the
    entries of the outline into `outline`, in their order; there `page` counts the pages from 0.
    """

    def __init__(self) -> None:
        # Not ReportLab's Canvas: it sets Helvetica as the initial font of each page, without embedding it.
        self.document = PackedDocument()
        self.resources: dict[str, dict[str, Any]] = {"Font": {}, "XObject": {}, "Shading": {}}
        self.structure = Structure()
        self.outline: list[Entry] = []
        self._pages: list[_Page] = []

    @property
    def page(self) -> int:
        """Which page was begun last, from 0."""
        return len(self._pages) - 1

    def begin_page(self, size: Size) -> None:
        """The next page, of this size in points."""
        self._pages.append(_Page(size, self.structure.begin_page(), []))

    def end_page(self, content: bytes) -> None:
        """What stands on the page begun last."""
        self._pages[-1].content = content

    def add_link(self, url: str, title: str, box: PageBox, owner: Tagged) -> None:
        """A place of the page that opens the address; nothing where the address is not a safe one.

        It is read as part of `owner`, as its `title` or, without one, as its address.
        """
        address = safe_address(url)
        if address is None:
            return
        name = f"Link{self.document.objectcounter}"
        key = self.structure.annotation(self.structure.element("Link", owner), name)
        link = {
            "Type": pdfdoc.PDFName("Annot"),
            "Subtype": pdfdoc.PDFName("Link"),
            "Rect": pdfdoc.PDFArray([round(side, 2) for side in box]),
            "Border": pdfdoc.PDFArray([0, 0, 0]),
            "F": 4,  # printed with the page, as the standards for archiving want it
            "A": pdfdoc.PDFDictionary({"S": pdfdoc.PDFName("URI"), "URI": pdfdoc.PDFString(address)}),
            "Contents": text_string(title.strip() or url.strip()),
            "StructParent": key,
        }
        self._pages[-1].links.append(self.document.Reference(pdfdoc.PDFDictionary(link), name))

    def attach(self, attachment: Attachment, date: datetime | None = None) -> None:
        """Puts a file into the document as its source (PDF 2.0 and PDF/A-3: “associated file”)."""
        data, document = attachment.data, self.document
        about = {
            "Size": len(data),
            "CheckSum": f"<{hashlib.md5(data, usedforsecurity=False).hexdigest().upper()}>",
            "ModDate": f"({_pdf_date((date or _NO_DATE).astimezone(UTC))})",
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
            Plain(
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
        self._say("AF", pdfdoc.PDFArray([file]))

    def finished(self, meta: PdfMeta) -> bytes:
        """The whole file."""
        document, catalog = self.document, self.document.Catalog
        moment = (meta.date or _NO_DATE).astimezone(UTC)
        for page in self._pages:
            self._add(page)
        numbers = [document.number_of(f"Page{number}") for number in range(1, len(self._pages) + 1)]
        catalog.Lang = text_string(meta.language)
        catalog.ViewerPreferences = preferences = pdfdoc.ViewerPreferencesPDFDictionary()
        preferences["DisplayDocTitle"] = "true"
        catalog.MarkInfo = pdfdoc.PDFDictionary({"Marked": "true"})
        catalog.StructTreeRoot = f"{self.structure.write(document, numbers)} 0 R"
        catalog.OpenAction = f"[{numbers[0]} 0 R /Fit]"
        catalog.PageLayout = pdfdoc.PDFName("SinglePage")
        catalog.Outlines = None
        if self.outline:
            entries = [entry._replace(page=numbers[entry.page]) for entry in self.outline]
            catalog.Outlines = f"{add_outline(document, entries)} 0 R"
            catalog.showOutline()
        catalog.Metadata = document.Reference(_metadata(meta, moment))
        self._say("OutputIntents", pdfdoc.PDFArray([_output_intent(document)]))
        document.info = _information(meta, moment)
        return bytes(document.format())

    def _say(self, key: str, value: Any) -> None:
        """An entry of the catalogue; ReportLab's writes those that it knows."""
        catalog = self.document.Catalog
        setattr(catalog, key, value)
        catalog.__NoDefault__ = [*catalog.__NoDefault__, key]

    def _add(self, page: _Page) -> None:
        made = pdfdoc.PDFPage()
        made.MediaBox = pdfdoc.PDFArray([0, 0, *(round(side, 3) for side in page.size)])
        made.Contents = stream(page.content, level=5)  # a third less time than 6, for a twentieth more bytes
        made.Resources = pdfdoc.PDFDictionary(
            {kind: pdfdoc.PDFDictionary(named) for kind, named in self.resources.items() if named}
        )
        made.Annots = page.links
        made.Tabs = pdfdoc.PDFName("S")  # from link to link in the order of reading
        made.StructParents = page.key
        made.__NoDefault__ = [*made.__NoDefault__, "Tabs", "StructParents"]
        self.document.addPage(made)


def _metadata(meta: PdfMeta, moment: datetime) -> pdfdoc.PDFStream:
    """The XMP, unpacked, so that programs that know nothing of PDF find it."""
    content = xmp(meta.title, meta.author, meta.subject, meta.creator, meta.language, moment)
    kind = {"Type": pdfdoc.PDFName("Metadata"), "Subtype": pdfdoc.PDFName("XML")}
    return pdfdoc.PDFStream(pdfdoc.PDFDictionary(kind), content)


def _output_intent(document: PackedDocument) -> pdfdoc.PDFObjectReference:
    profile = document.Reference(stream(srgb_profile(), N=3, Alternate=pdfdoc.PDFName("DeviceRGB")))
    return document.Reference(
        pdfdoc.PDFDictionary(
            {
                "Type": pdfdoc.PDFName("OutputIntent"),
                "S": pdfdoc.PDFName("GTS_PDFA1"),
                "OutputConditionIdentifier": "(sRGB)",
                "Info": "(sRGB IEC61966-2.1)",
                "RegistryName": "(http://www.color.org)",
                "DestOutputProfile": profile,
            }
        )
    )


def _information(meta: PdfMeta, moment: datetime) -> pdfdoc.PDFDictionary:
    date = f"({_pdf_date(moment)})"
    said = {"Title": meta.title, "Author": meta.author, "Subject": meta.subject, "Creator": meta.creator}
    return Plain(
        {
            **{key: text_string(text) for key, text in said.items() if text},
            "Producer": text_string(PRODUCER),
            "CreationDate": date,
            "ModDate": date,
        }
    )


def _pdf_date(moment: datetime) -> str:
    return f"D:{moment.year:04}{moment:%m%d%H%M%S}+00'00'"
