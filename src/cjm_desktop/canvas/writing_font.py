"""The bundled faces for text fields: a style and a text go in, a Qt font comes out that draws all of it as the map does.

A map must be writable on a machine without fonts for its script, so fields fall back to the bundled faces, too.
"""

from __future__ import annotations

from functools import cache
from io import BytesIO

from PySide6.QtCore import QByteArray
from PySide6.QtGui import QFont, QFontDatabase

from cjm_desktop.text import fonts
from cjm_desktop.text.faces import Face
from cjm_desktop.text.lines import TextStyle

#: Text in a field is never smaller than this, in device-independent pixels.
_SMALLEST = 9.0
#: The entries of a font's name table that say family, full name, PostScript name and typographic family.
_FAMILY_ENTRIES = (1, 3, 4, 6, 16)


def field_font(style: TextStyle, scale: float, dpi: int, text: str, language: str) -> QFont:
    """The map's own fonts at the size at which the map shows them; `scale` is device-independent pixels a unit."""
    font = QFont()
    font.setFamilies([_family(style.weight, style.italic), *fallback_families(text, style.weight, language)])
    font.setPointSizeF(style.size * field_scale(style, scale) * 72 / dpi)
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return font


def make_face(weight: int, italic: bool) -> None:
    """Give Qt a face that will be written in, so that the first letter need not wait some 50 ms for it."""
    _family(weight, italic)


def field_scale(style: TextStyle, scale: float) -> float:
    """Device-independent pixels a unit in a field: the map's own, but never so small that one cannot read what one writes."""
    return max(scale, _SMALLEST / style.size)


def fallback_families(text: str, weight: int, language: str) -> list[str]:
    """Families of the bundled faces for the characters that Noto Sans does not have, in the order in which they occur."""
    base, *others = fonts.chain(weight, False, fonts.cjk_language(language))
    found: dict[str, None] = {}
    for code in dict.fromkeys(map(ord, text)):
        if code not in base.coverage:
            face = next((face for face in others if code in face.coverage), None)
            if face is not None:
                found[_registered(face)] = None
    return list(found)


@cache
def _registered(face: Face) -> str:
    """The family of a face that Qt is given as a file; of a collection the face's own."""
    number = QFontDatabase.addApplicationFont(str(face.path))
    families = QFontDatabase.applicationFontFamilies(number) if number >= 0 else []
    if not families:
        return QFont().family()
    return families[face.index] if face.index < len(families) else families[0]


@cache
def _family(weight: int, italic: bool) -> str:
    """A family of its own for each face: Qt cannot tell the weights of one variable family apart."""
    from fontTools.ttLib import TTFont

    name = f"CJM {weight}{' Italic' if italic else ''}"
    font = TTFont(BytesIO(fonts.base_face(weight, italic).whole()), lazy=True)
    for record in font["name"].names:
        if record.nameID in _FAMILY_ENTRIES:
            record.string = name.replace(" ", "") if record.nameID == 6 else name
    out = BytesIO()
    font.save(out, reorderTables=None)
    number = QFontDatabase.addApplicationFontFromData(QByteArray(out.getvalue()))
    families = QFontDatabase.applicationFontFamilies(number) if number >= 0 else []
    return families[0] if families else QFont().family()
