"""The window's own font: texts that widgets show go in; the application's font grows by the bundled faces that draw them.

It begins with Noto Sans alone: a face of tens of thousands of characters is opened only when a text needs it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from typing import TYPE_CHECKING

from PySide6.QtGui import QFont, QFontDatabase
from PySide6.QtWidgets import QApplication

from cjm_desktop.text import fonts

if TYPE_CHECKING:
    from cjm_desktop.editing.change import Change
    from cjm_desktop.model.journey import Journey

_REGULAR = 400
#: A little less than regular: on the pixels of a screen, hinting doubles the stems of CJK characters from here on.
_FOREIGN = 330


def interface_font(pixels: int) -> QFont:
    """Noto Sans in regular and semibold. Qt cannot vary the weight of a variable font, so it is given static ones."""
    _open_faces()
    font = QFont("Noto Sans")
    font.setPixelSize(pixels)
    # The faces of other scripts are variable ones, of which that for CJK would else be hair-thin.
    font.setVariableAxis(QFont.Tag("wght"), _FOREIGN)
    return font


@cache
def _open_faces() -> None:
    """Once for all: Qt keeps what it is given as long as the program runs."""
    for weight in (_REGULAR, 600):
        QFontDatabase.addApplicationFontFromData(fonts.base_face(weight).whole())


def serve(texts: Iterable[str], language: str = "en") -> None:
    """Makes widgets able to show these texts; `language` chooses among the shapes of CJK characters."""
    foreign = {character for text in texts if not text.isascii() for character in text}
    app = QApplication.instance()
    if not foreign or not isinstance(app, QApplication):
        return
    from cjm_desktop.canvas.writing_font import fallback_families

    font = app.font()
    known = font.families()
    # Sorted, so that the same map gives the same font.
    new = [name for name in fallback_families("".join(sorted(foreign)), _REGULAR, language) if name not in known]
    if new:
        font.setFamilies([*known, *new])
        app.setFont(font)
        # Widgets that a stylesheet dresses take over a font only together with it.
        app.setStyleSheet(app.styleSheet())


def serve_map(journey: Journey) -> None:
    """Makes widgets able to show all texts of a map."""
    from cjm_desktop.model.journey import TABLES

    tables = (getattr(journey, name).values() for name in TABLES)
    serve(_texts([journey, *(record for table in tables for record in table)]), journey.language)


def serve_change(change: Change) -> None:
    """Makes widgets able to show what a change brought."""
    serve(_texts_of(change), change.after.language)


def _texts_of(change: Change) -> Iterator[str]:
    """The texts that a change brought; of a record that was changed only those of the fields that are others."""
    after = change.after
    if change.fields:
        yield from _texts([after])
    for name, table in change.tables.items():
        old, new = getattr(change.before, name), getattr(after, name)
        yield from _texts(new[id_] for id_ in table.added)
        for id_ in table.updated:
            before = vars(old[id_])
            for field, value in vars(new[id_]).items():
                if value is not before.get(field):
                    yield from _texts_in(value)


def _texts(records: Iterable[object]) -> Iterator[str]:
    for record in records:
        for value in vars(record).values():
            if isinstance(value, str):
                yield value
            elif value:
                yield from _texts_in(value)


def _texts_in(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        yield from (part for part in value if isinstance(part, str))
    elif hasattr(value, "__pydantic_fields__"):  # evidence
        yield from _texts([value])
