"""Glyph runs for Qt: runs of the text engine go in, `QGlyphRun`s that draw the same glyphs at the same places come out.

Qt gets small static fonts that hold only glyphs in use (a whole CJK face would cost seconds). When a run brings new
glyphs, a further small font is made for them, and a run whose glyphs lie in several fonts is drawn as several runs.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from functools import cache

from PySide6.QtCore import QByteArray, QPointF
from PySide6.QtGui import QFont, QGlyphRun, QRawFont

from cjm_desktop.text.faces import Face
from cjm_desktop.text.lines import GlyphRun, TextLine

#: Glyphs of a TrueType face are taken in pages of this many, as a neighbour is likely to be wanted next and costs little.
_PAGE = 256
#: After this many small fonts a face's glyphs are gathered into one, so that runs are not cut up for ever.
_MANY_PARTS = 8
#: Qt has FreeType thicken the stems of PostScript faces at the sizes of a screen, the more the smaller. Weights that then
#: leave as much ink as the weight that they stand for leaves in the PDF (compared at 0.8 to 2.7 pixels a unit).
_LIGHTENED = {400: 325, 600: 490, 700: 560}

#: (face) -> the glyphs of it that the whole picture uses; lets a CJK face be cut once instead of card by card.
Foresight = Callable[[Face], Iterable[int]]


@dataclass(slots=True)
class _Cut:
    """A face as Qt knows it: small fonts, and for each glyph (number of the small font, glyph id in it)."""

    parts: list[bytes] = field(default_factory=list)
    where: dict[int, tuple[int, int]] = field(default_factory=dict)
    raw: dict[tuple[int, float], QRawFont] = field(default_factory=dict)


class GlyphRuns:
    """Makes `QGlyphRun`s and keeps the fonts that they need."""

    def __init__(self) -> None:
        self._cuts: dict[Face, _Cut] = {}

    def of_lines(self, placed: Sequence[tuple[TextLine, float, float]], foresee: Foresight) -> list[QGlyphRun]:
        """Runs for lines that stand at (x, y of the baseline); glyphs of one font and size are one run."""
        gathered: dict[tuple[Face, int, float], tuple[list[int], list[QPointF]]] = {}
        for line, x, y in placed:
            for run in line.runs:
                self._gather(run, x + run.x, y, gathered, foresee)
        return [self._glyph_run(face, part, size, *glyphs) for (face, part, size), glyphs in gathered.items()]

    def _gather(
        self,
        run: GlyphRun,
        x: float,
        y: float,
        gathered: dict[tuple[Face, int, float], tuple[list[int], list[QPointF]]],
        foresee: Foresight,
    ) -> None:
        cut = self._cut(run.face, run.glyphs, foresee)
        unit = run.size / run.face.units_per_em
        for glyph, advance, dx, dy in zip(run.glyphs, run.advances, run.dx, run.dy, strict=True):
            part, own = cut.where[glyph]
            glyphs, places = gathered.setdefault((run.face, part, run.size), ([], []))
            glyphs.append(own)
            places.append(QPointF(x + dx * unit, y - dy * unit))
            x += advance * unit

    def _glyph_run(self, face: Face, part: int, size: float, glyphs: list[int], places: list[QPointF]) -> QGlyphRun:
        made = QGlyphRun()
        made.setRawFont(self._raw_font(face, part, size))
        made.setGlyphIndexes(glyphs)
        made.setPositions(places)
        return made

    def _raw_font(self, face: Face, part: int, size: float) -> QRawFont:
        cut = self._cuts[face]
        raw = cut.raw.get((part, size))
        if raw is None:
            # No hinting: glyphs keep their shapes and places at every scale, as in the PDF.
            raw = QRawFont(QByteArray(cut.parts[part]), size, QFont.HintingPreference.PreferNoHinting)
            cut.raw[part, size] = raw
        return raw

    def _cut(self, face: Face, glyphs: Sequence[int], foresee: Foresight) -> _Cut:
        """The face's small fonts, with one more where a glyph has none yet."""
        cut = self._cuts.get(face)
        if cut is None:
            cut = self._cuts[face] = _Cut()
        new = [glyph for glyph in glyphs if glyph not in cut.where]
        if new:
            self._extend(face, cut, new, foresee)
        return cut

    def _extend(self, face: Face, cut: _Cut, new: list[int], foresee: Foresight) -> None:
        wanted = set(new)
        if face.is_cff:
            wanted.update(glyph for glyph in foresee(face) if glyph not in cut.where)
        else:
            count = face.hb_face.glyph_count
            for page in {glyph // _PAGE for glyph in new}:
                wanted.update(range(page * _PAGE, min((page + 1) * _PAGE, count)))
        if len(cut.parts) >= _MANY_PARTS:
            wanted.update(cut.where)
        subset = _as_thick_as_printed(face).subset(wanted)
        number = len(cut.parts)
        cut.parts.append(subset.data)
        for glyph in wanted:
            cut.where[glyph] = (number, subset.glyphs[glyph])


@cache
def _as_thick_as_printed(face: Face) -> Face:
    """The face itself, or a lighter one with the same glyph ids where Qt would draw it bolder than it is on paper."""
    weight = _LIGHTENED.get(face.weight or 0)
    return replace(face, weight=weight) if face.is_cff and weight is not None else face
