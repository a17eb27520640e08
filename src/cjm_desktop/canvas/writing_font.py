"""The bundled faces for text fields: a weight and slant go in, the family name under which Qt then knows the face comes out."""

from __future__ import annotations

from functools import cache
from io import BytesIO

from PySide6.QtCore import QByteArray
from PySide6.QtGui import QFont, QFontDatabase

from cjm_desktop.text import fonts
from cjm_desktop.text.lines import TextStyle

#: Text in a field is never smaller than this, in device-independent pixels.
_SMALLEST = 11.0
#: The entries of a font's name table that say family, full name, PostScript name and typographic family.
_FAMILY_ENTRIES = (1, 3, 4, 6, 16)


def field_font(style: TextStyle, scale: float, dpi: int) -> QFont:
    """The map's own font at the size at which the map shows it; `scale` is device-independent pixels a unit."""
    font = QFont(_family(style.weight, style.italic))
    font.setPointSizeF(max(style.size * scale, _SMALLEST) * 72 / dpi)
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return font


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
