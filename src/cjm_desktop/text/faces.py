"""One face: a font file with its weight axis pinned, asked for coverage, metrics, shaping fonts and static instances."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path

import uharfbuzz as hb

#: Tables that neither a PDF nor a glyph painter reads, left out of subsets.
_LAYOUT_TABLES = ("GSUB", "GPOS", "GDEF", "STAT", "BASE", "VORG", "vhea", "vmtx", "DSIG", "MATH")


@dataclass(frozen=True, slots=True)
class Subset:
    """A static font with a choice of glyphs: its file, its HarfBuzz face, and new glyph ids by old ones."""

    data: bytes
    face: hb.Face
    glyphs: dict[int, int]


@dataclass(frozen=True, eq=False)
class Face:
    """A font file at one weight. `key` is unique in the program; `index` counts in a collection; `weight` is the wght axis.

    HarfBuzz works on the variable original with the axis set, so nothing is instanced for measuring.
    """

    key: str
    path: Path
    index: int = 0
    weight: int | None = None

    @cached_property
    def hb_face(self) -> hb.Face:
        return hb.Face(hb.Blob.from_file_path(str(self.path)), self.index)

    @cached_property
    def hb_font(self) -> hb.Font:
        font = hb.Font(self.hb_face)
        if self.weight is not None:
            font.set_variations({"wght": self.weight})
        return font

    @cached_property
    def units_per_em(self) -> int:
        return int(self.hb_face.upem)

    @cached_property
    def coverage(self) -> frozenset[int]:
        """The code points that the face can draw."""
        return frozenset(self.hb_face.unicodes)

    def covers(self, code_point: int) -> bool:
        """Whether the face can draw a code point; asks only for this one, unlike `coverage`."""
        return self.hb_font.get_nominal_glyph(code_point) is not None

    @cached_property
    def ascent(self) -> float:
        """Height above the baseline, in em."""
        return float(self.hb_font.get_font_extents("ltr").ascender) / self.units_per_em

    @cached_property
    def descent(self) -> float:
        """Depth below the baseline, in em, positive."""
        return -float(self.hb_font.get_font_extents("ltr").descender) / self.units_per_em

    @cached_property
    def is_cff(self) -> bool:
        """Whether outlines are PostScript ones (the CJK faces), which cannot be combined as TrueType composites."""
        tags = self.hb_face.table_tags
        return "CFF2" in tags or "CFF " in tags

    def subset(self, glyphs: Iterable[int], *, keep_ids: bool = False) -> Subset:
        """A static font with only these glyphs (and .notdef), layout tables dropped; `keep_ids` keeps the glyph ids.

        The last ones are kept: a map is exported again and again, and of a CJK face a few glyphs take 5 ms.
        """
        return _subset(self, frozenset(glyphs), keep_ids)

    def _subset(self, glyphs: frozenset[int], keep_ids: bool) -> Subset:
        wanted = hb.SubsetInput()
        wanted.sets(hb.SubsetInputSets.GLYPH_INDEX).update({0, *glyphs})
        wanted.flags = (
            hb.SubsetFlags.DOWNGRADE_CFF2
            | hb.SubsetFlags.CFF_IDENTITY_CHARSET
            | hb.SubsetFlags.NO_HINTING
            | hb.SubsetFlags.NO_LAYOUT_CLOSURE
            | hb.SubsetFlags.NOTDEF_OUTLINE
        )
        if keep_ids:
            wanted.flags |= hb.SubsetFlags.RETAIN_GIDS
        wanted.sets(hb.SubsetInputSets.DROP_TABLE_TAG).update(
            int.from_bytes(tag.encode(), "big") for tag in _LAYOUT_TABLES
        )
        return self._executed(wanted)

    def shaping_subset(self, text: Iterable[str], glyphs: Iterable[int]) -> bytes:
        """A static font file with its layout tables and all that these characters need to be shaped into these glyphs."""
        wanted = hb.SubsetInput()
        wanted.sets(hb.SubsetInputSets.UNICODE).update(map(ord, text))
        # Shaping takes letters apart into others that no text holds; their glyphs say which.
        wanted.sets(hb.SubsetInputSets.GLYPH_INDEX).update({0, *glyphs})
        wanted.flags |= hb.SubsetFlags.DOWNGRADE_CFF2 | hb.SubsetFlags.NO_HINTING | hb.SubsetFlags.NOTDEF_OUTLINE
        return self._executed(wanted).data

    def whole(self) -> bytes:
        """The face as a static font file with every glyph and the same glyph ids (7-41 ms; never on a CJK face)."""
        wanted = hb.SubsetInput()
        wanted.keep_everything()
        wanted.flags |= hb.SubsetFlags.DOWNGRADE_CFF2
        return self._executed(wanted).data

    def _executed(self, wanted: hb.SubsetInput) -> Subset:
        if self.weight is not None:
            wanted.pin_axis_location(self.hb_face, "wght", self.weight)
        plan = hb.SubsetPlan(self.hb_face, wanted)
        face = plan.execute()
        return Subset(bytes(face.blob.data), face, dict(plan.old_to_new_glyph_mapping.items()))


@lru_cache(maxsize=32)
def _subset(face: Face, glyphs: frozenset[int], keep_ids: bool) -> Subset:
    return face._subset(glyphs, keep_ids)
