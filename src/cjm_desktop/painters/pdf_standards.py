"""What makes a PDF one for archives (PDF/A-3u) and for screen readers (PDF/UA-1), beside its tags: metadata, colour profile.

Both standards want the document's properties as XMP as well, and PDF/A wants to be told what the numbers of colours mean.
The profile is made here, from the definition of sRGB (IEC 61966-2-1), so it needs no licence.
"""

from __future__ import annotations

import struct
from datetime import datetime
from functools import cache
from xml.sax.saxutils import escape

PRODUCER = "ReportLab PDF Library"

#: The primaries and the white of sRGB, adapted to the white that profiles reckon with (D50), as X, Y and Z.
_D50 = (0.9642, 1.0, 0.8249)
_PRIMARIES = {
    b"rXYZ": (0.43607, 0.22249, 0.01392),
    b"gXYZ": (0.38515, 0.71687, 0.09708),
    b"bXYZ": (0.14307, 0.06061, 0.71410),
}
_CURVE_POINTS = 1024


@cache
def srgb_profile() -> bytes:
    """An ICC profile (version 2.1, display, RGB) of sRGB."""
    curve = b"curv" + bytes(4) + struct.pack(f">I{_CURVE_POINTS}H", _CURVE_POINTS, *map(_linear, range(_CURVE_POINTS)))
    name = b"sRGB\0"
    described = b"desc" + bytes(4) + struct.pack(">I", len(name)) + name + bytes(4 + 4 + 2 + 1 + 67)
    tags: list[tuple[bytes, bytes]] = [
        (b"desc", described),
        (b"cprt", b"text" + bytes(4) + b"No copyright, use freely\0"),
        (b"wtpt", _xyz(_D50)),
        *((key, _xyz(value)) for key, value in _PRIMARIES.items()),
        *((key, curve) for key in (b"rTRC", b"gTRC", b"bTRC")),
    ]
    at = 128 + 4 + 12 * len(tags)
    table, body = [struct.pack(">I", len(tags))], b""
    places: dict[bytes, int] = {}
    for key, data in tags:
        if data not in places:  # the three curves are one
            places[data] = at + len(body)
            body += data + bytes(-len(data) % 4)
        table.append(key + struct.pack(">2I", places[data], len(data)))
    whole = b"".join(table) + body
    head = struct.pack(
        ">I4sI4s4s4s6H4s4sI4s4s8sI12s4s44s",
        128 + len(whole),
        bytes(4),
        0x02100000,
        b"mntr",
        b"RGB ",
        b"XYZ ",
        *(2000, 1, 1, 0, 0, 0),
        b"acsp",
        bytes(4),
        0,
        bytes(4),
        bytes(4),
        bytes(8),
        0,  # perceptual
        _xyz(_D50)[8:],
        bytes(4),
        bytes(44),
    )
    return head + whole


def _linear(step: int) -> int:
    """The light that a share of the greatest number stands for, of 65,535."""
    share = step / (_CURVE_POINTS - 1)
    light = share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4
    return round(light * 65535)


def _xyz(values: tuple[float, float, float]) -> bytes:
    return b"XYZ " + bytes(4) + struct.pack(">3i", *(round(value * 65536) for value in values))


def xmp(title: str, author: str, subject: str, creator: str, language: str, moment: datetime) -> bytes:
    """The document's properties as XMP, equal to those of its information dictionary."""
    date = moment.replace(tzinfo=None).isoformat(timespec="seconds") + "Z"
    told = [
        "<dc:format>application/pdf</dc:format>",
        _alternatives("dc:title", title),
        f"<dc:creator><rdf:Seq><rdf:li>{_text(author)}</rdf:li></rdf:Seq></dc:creator>" if author else "",
        _alternatives("dc:description", subject) if subject else "",
        f"<dc:language><rdf:Bag><rdf:li>{_text(language)}</rdf:li></rdf:Bag></dc:language>",
        f"<xmp:CreatorTool>{_text(creator)}</xmp:CreatorTool>" if creator else "",
        f"<xmp:CreateDate>{date}</xmp:CreateDate>",
        f"<xmp:ModifyDate>{date}</xmp:ModifyDate>",
        f"<xmp:MetadataDate>{date}</xmp:MetadataDate>",
        f"<pdf:Producer>{PRODUCER}</pdf:Producer>",
        "<pdfaid:part>3</pdfaid:part>",
        "<pdfaid:conformance>U</pdfaid:conformance>",
        "<pdfuaid:part>1</pdfuaid:part>",
        _UA_SCHEMA,
    ]
    body = "\n".join(part for part in told if part)
    return f"{_BEFORE}\n{body}\n{_AFTER}".encode()


def _alternatives(key: str, text: str) -> str:
    return f'<{key}><rdf:Alt><rdf:li xml:lang="x-default">{_text(text)}</rdf:li></rdf:Alt></{key}>'


def _text(text: str) -> str:
    """The text as XML may hold it: control characters, which a map may have, become blanks."""
    return escape(
        "".join(one if one >= " " or one in "\t\n" else " " for one in text)
        .replace("\ufffe", " ")
        .replace("\uffff", " ")
    )


_BEFORE = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about=""
 xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:xmp="http://ns.adobe.com/xap/1.0/"
 xmlns:pdf="http://ns.adobe.com/pdf/1.3/"
 xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/"
 xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/"
 xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"
 xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">"""
_AFTER = """</rdf:Description>
</rdf:RDF>
</x:xmpmeta>
<?xpacket end="r"?>"""
#: PDF/A knows the words of PDF/UA only if it is told them.
_UA_SCHEMA = """<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA Universal Accessibility Schema</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>Part of the PDF/UA standard</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas>"""
