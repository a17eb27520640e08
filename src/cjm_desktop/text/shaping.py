"""Shaping: in goes a word with its bidi levels, out come pieces of one face, one script and one direction, with glyphs."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from unicodedata import normalize

import uharfbuzz as hb

from cjm_desktop.text import fonts
from cjm_desktop.text.clusters import clusters
from cjm_desktop.text.faces import Face
from cjm_desktop.text.unicode import is_emoji, is_ignorable, script

_LETTER = re.compile("[A-Za-z]")


@dataclass(frozen=True, slots=True)
class Piece:
    """Glyphs of one face, left to right, in font units; `clusters` are indexes into `text`; `width` is in em."""

    face: Face
    text: str
    level: int
    width: float
    glyphs: tuple[int, ...]
    advances: tuple[int, ...]
    dx: tuple[int, ...]
    dy: tuple[int, ...]
    clusters: tuple[int, ...]


@dataclass(slots=True)
class _Item:
    """A stretch of text to be shaped at once."""

    start: int
    end: int
    face: Face
    level: int
    script: str | None


class Shaper:
    """Shapes text of one weight and slant. Faces are chosen per grapheme cluster, by coverage, in the chain's order."""

    def __init__(self, weight: int, italic: bool, language: str) -> None:
        self._language = language
        self._chain = fonts.chain(weight, italic, fonts.cjk_language(language))
        self._base = self._chain[0]
        self._emoji = fonts.emoji_face(weight)
        self._scripts = frozenset(self._chain) - {self._emoji, fonts.symbol_face(weight)}
        self._choices: dict[str, Face | None] = {}

    def shape(
        self,
        text: str,
        levels: Sequence[int] | None,
        *,
        beside: Face | None = None,
        context: tuple[str, str] = ("", ""),
    ) -> tuple[tuple[Piece, ...], frozenset[str]]:
        """The pieces of a text in logical order, and the characters that no face has.

        `levels` hold one bidi level a character; None where all are 0. `beside` is the face of what stands before the
        text: spaces take it where it is a script's (so that a line of one script is one run), not where it draws signs.
        `context` are the characters before and after, to which letters join.
        """
        missing: set[str] = set()
        items = self._items(text, levels, beside if beside in self._scripts else None, missing)
        before, after = context
        whole = f"{before}{text}{after}"
        return tuple(self._shaped(text, item, whole, len(before)) for item in items), frozenset(missing)

    def _items(self, text: str, levels: Sequence[int] | None, spaces: Face | None, missing: set[str]) -> list[_Item]:
        if levels is None and spaces in (None, self._base) and text.isascii() and text.isprintable():
            # What the loop finds for English, told at once.
            return [_Item(0, len(text), self._base, 0, "Latn" if _LETTER.search(text) else None)] if text else []
        items: list[_Item] = []
        position = 0
        for cluster in clusters(text):
            face = spaces if spaces and cluster == " " and spaces.covers(0x20) else self._face_for(cluster)
            # A cluster that no one face has is split, so that each of its characters is drawn by some face.
            for part, part_face in [(cluster, face)] if face else self._characters(cluster, missing):
                start, position = position, position + len(part)
                level = levels[start] if levels else 0
                tag = next((found for character in part if (found := script(character))), None)
                last = items[-1] if items else None
                if (
                    last
                    and last.face is part_face
                    and last.level == level
                    and (tag is None or last.script is None or tag == last.script)
                ):
                    last.end = position
                    last.script = last.script or tag
                else:
                    items.append(_Item(start, position, part_face, level, tag))
        return items

    def _face_for(self, cluster: str) -> Face | None:
        """The first face that has all of a cluster's characters; None where none has."""
        try:
            return self._choices[cluster]
        except KeyError:
            found = self._choices[cluster] = self._find_face(cluster)
            return found

    def _find_face(self, cluster: str) -> Face | None:
        needed = [ord(character) for character in cluster if not is_ignorable(character)]
        if not needed:
            return self._base
        if is_emoji(cluster) and all(map(self._emoji.covers, needed)):
            return self._emoji
        composed = [ord(character) for character in normalize("NFC", cluster) if not is_ignorable(character)]
        for face in self._chain:
            if all(map(face.covers, needed)) or all(map(face.covers, composed)):
                return face
        return None

    def _characters(self, cluster: str, missing: set[str]) -> list[tuple[str, Face]]:
        parts = []
        for character in cluster:
            face = self._face_for(character)
            if face is None:
                missing.add(character)
            parts.append((character, face or self._base))
        return parts

    def _shaped(self, text: str, item: _Item, whole: str, offset: int) -> Piece:
        buffer = hb.Buffer()
        buffer.cluster_level = hb.BufferClusterLevel.MONOTONE_CHARACTERS
        # What stands around goes in as well: letters join across a change of face.
        buffer.add_str(whole, offset + item.start, item.end - item.start)
        buffer.script = item.script or "Zyyy"
        buffer.direction = "rtl" if item.level & 1 else "ltr"
        buffer.language = self._language
        hb.shape(item.face.hb_font, buffer)
        infos, positions = buffer.glyph_infos, buffer.glyph_positions
        advances = tuple(position.x_advance for position in positions)
        return Piece(
            face=item.face,
            text=text[item.start : item.end],
            level=item.level,
            width=sum(advances) / item.face.units_per_em,
            glyphs=tuple(info.codepoint for info in infos),
            advances=advances,
            dx=tuple(position.x_offset for position in positions),
            dy=tuple(position.y_offset for position in positions),
            clusters=tuple(info.cluster - offset - item.start for info in infos),
        )
