"""ReportLab's objects and ready-made ones in, the bytes of a file out, small objects packed together (object streams).

A map of some hundred cards has thousands of objects that say how it is read. Written one by one they would weigh more
than all its pages; packed they weigh a few kilobytes. The few objects that say what the file is stay as they are, so that
the file can be told without a library.
"""

from __future__ import annotations

import hashlib
import zlib
from struct import Struct

from reportlab.pdfbase import pdfdoc

#: So many objects are packed together: more pack better, fewer are found faster.
_TOGETHER = 1_000
#: A comment after the first line, so that nobody takes the file for text.
_HEAD = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"


#: A row of the table of objects, as it stands behind PNG's sign for a filter: kind, place, index; and that of no object.
_ROW, _NOWHERE = Struct(">xBIH"), (0, 0, 0)


class Plain(pdfdoc.PDFDictionary):  # type: ignore[misc]
    """A dictionary that is not packed."""


class PackedDocument(pdfdoc.PDFDocument):  # type: ignore[misc]
    """A document whose file has object streams and, with them, a cross-reference stream (PDF 1.5)."""

    def __init__(self) -> None:
        super().__init__(invariant=1, pdfVersion=(1, 7))
        self._ready: dict[int, bytes] = {}

    def reserve(self, count: int) -> int:
        """The first of so many consecutive object numbers, each of which is to be given to `put`."""
        first = int(self.objectcounter) + 1
        self.objectcounter += count
        return first

    def put(self, number: int, body: bytes) -> None:
        """The object of a reserved number, as it stands in the file."""
        self._ready[number] = body

    def number_of(self, name: str) -> int:
        """The number of an object that was registered by name."""
        return int(self.idToObjectNumberAndVersion[name][0])

    def _stream(self, stream: pdfdoc.PDFStream) -> bytes:
        """A stream as PDF/A wants it: with the end of a line before its end, which ReportLab's own lack."""
        entries = pdfdoc.PDFDictionary({**stream.dictionary.dict, "Length": len(stream.content)})
        return b"%b\nstream\n%b\nendstream\n" % (entries.format(self), stream.content)

    def format(self) -> bytes:
        """The whole file. Objects may still grow in number while they are written."""
        root, info = self.Reference(self.Catalog), self.Reference(self.info)
        out, at = [_HEAD], len(_HEAD)
        places: dict[int, tuple[int, int, int]] = {}  # number: as the cross-reference stream tells it
        small: list[tuple[int, bytes]] = []
        number = 0

        def write(number: int, body: bytes) -> None:
            nonlocal at
            places[number] = 1, at, 0
            whole = b"%d 0 obj\n%b%bendobj\n" % (number, body, b"" if body.endswith(b"\n") else b"\n")
            out.append(whole)
            at += len(whole)

        while number < self.objectcounter:
            number += 1
            ready = self._ready.get(number)
            if ready is not None:
                small.append((number, ready))
                continue
            found = self.idToObject[self.numberToId[number]]
            if isinstance(found, pdfdoc.PDFStream):
                write(number, self._stream(found))
                continue
            body = bytes(pdfdoc.format(found, self, toplevel=1))
            if isinstance(found, pdfdoc.PDFCatalog | Plain):
                write(number, body)
            else:
                small.append((number, body))
        for start in range(0, len(small), _TOGETHER):
            some = small[start : start + _TOGETHER]
            number += 1
            heads, bodies, length = [], [], 0
            for index, (each, body) in enumerate(some):
                places[each] = 2, number, index
                heads.append(b"%d %d" % (each, length))
                bodies.append(body)
                length += len(body) + 1
            head = b" ".join(heads) + b"\n"
            entries = b"/Type /ObjStm /N %d /First %d" % (len(some), len(head))
            write(number, _stream(entries, head + b"\n".join(bodies)))
        number += 1
        start = at
        places[number] = 1, at, 0
        rows = b"".join([_ROW.pack(*places.get(each, _NOWHERE)) for each in range(number + 1)])
        digest = hashlib.md5(b"".join(out), usedforsecurity=False).hexdigest().upper().encode()
        entries = b"/Type /XRef /Size %d /W [ 1 4 2 ] /ID [ <%b> <%b> ] /Root %b /Info %b /DecodeParms %b" % (
            number + 1,
            digest,
            digest,
            root.format(self),
            info.format(self),
            b"<< /Predictor 12 /Columns 7 >>",
        )
        write(number, _stream(entries, _differences(rows)))
        out.append(b"startxref\n%d\n%%%%EOF\n" % start)
        return b"".join(out)


def _stream(entries: bytes, content: bytes) -> bytes:
    packed = zlib.compress(content, 6)
    return b"<< %b /Filter /FlateDecode /Length %d >>\nstream\n%b\nendstream\n" % (entries, len(packed), packed)


def _differences(rows: bytes) -> bytes:
    """Each row as the difference to the one before, which hardly ever changes, behind the sign of PNG's filter "up".

    Of all rows at once, as one large number whose bytes are subtracted without borrowing from one another.
    """
    count = len(rows) // _ROW.size
    signs, tops = (int.from_bytes(row * count, "big") for row in (b"\x02" + bytes(7), b"\x00" + b"\x80" * 7))
    whole = int.from_bytes(rows, "big")
    before = whole >> 8 * _ROW.size
    found = ((whole | tops) - (before & ~tops)) ^ ((whole ^ ~before) & tops)
    return (found | signs).to_bytes(len(rows), "big")


def text_string(text: str) -> str:
    """A text as it stands in an object: in brackets where it is plain ASCII, else in UTF-16."""
    if text.isascii() and text.isprintable():
        return "(" + text.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)") + ")"
    return f"<FEFF{text.encode('utf-16-be', 'replace').hex().upper()}>"
