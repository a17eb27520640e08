"""Composite glyphs put into a subset font: each shows its parts where they belong, and the font stays a sound one."""

from __future__ import annotations

import io
from itertools import pairwise

import pytest
from fontTools.ttLib import TTFont

from cjm_desktop.painters.pdf_composites import with_composites
from cjm_desktop.text.faces import Face
from cjm_desktop.text.fonts import base_face


def face_and_glyphs(letters: str) -> tuple[Face, list[int]]:
    face = base_face(400, False)
    found = [face.hb_font.get_nominal_glyph(ord(letter)) for letter in letters]
    return face, [glyph for glyph in found if glyph]


@pytest.mark.parametrize("letters", ["oxé ", "é ox", "x", "abcdefghijklmnopqrstuvwxyzÄÖÜéèêñ"])
def test_a_composite_shows_its_parts_at_their_places(letters: str) -> None:
    face, glyphs = face_and_glyphs(letters)
    subset = face.subset(glyphs)
    one, last = subset.glyphs[glyphs[0]], subset.glyphs[glyphs[-1]]
    made = with_composites(subset.data, [([(one, 10, -20), (last, 300, 40)], 777), ([(one, 0, 0)], 5)])

    before, after = TTFont(io.BytesIO(subset.data)), TTFont(io.BytesIO(made), checkChecksums=2)
    order = after.getGlyphOrder()
    count = len(before.getGlyphOrder())
    assert len(order) == count + 2 == after["maxp"].numGlyphs
    old, new = before["glyf"], after["glyf"]
    for was, now in zip(before.getGlyphOrder(), order, strict=False):
        assert list(old[was].getCoordinates(old)[0]) == list(new[now].getCoordinates(new)[0])
        assert before["hmtx"][was] == after["hmtx"][now]
    names = before.getGlyphOrder()
    expected = [
        (x + dx, y + dy)
        for part, dx, dy in ((one, 10, -20), (last, 300, 40))
        for x, y in old[names[part]].getCoordinates(old)[0]
    ]
    assert list(new[order[count]].getCoordinates(new)[0]) == expected
    assert after["hmtx"][order[count]] == (777, min(x for x, _ in expected) if expected else 0)
    box = new[order[count]]
    assert (box.xMin, box.yMin) == (min(x for x, _ in expected), min(y for _, y in expected))
    assert after["hhea"].numberOfHMetrics == count + 2


def test_a_composite_of_blanks_is_a_blank() -> None:
    face, glyphs = face_and_glyphs("x ")
    subset = face.subset(glyphs)
    blank = subset.glyphs[glyphs[1]]
    made = TTFont(io.BytesIO(with_composites(subset.data, [([(blank, 0, 0), (blank, 9, 9)], 500)])))

    assert made["glyf"][made.getGlyphOrder()[-1]].numberOfContours == 0
    assert made["hmtx"][made.getGlyphOrder()[-1]] == (500, 0)
    places = list(made["loca"])
    assert all(start <= end for start, end in pairwise(places))


def test_the_sum_of_the_whole_file_is_the_one_that_fonts_have() -> None:
    face, glyphs = face_and_glyphs("ox")
    subset = face.subset(glyphs)
    made = with_composites(subset.data, [([(1, 0, 0), (2, 50, 0)], 600)])
    made += bytes(-len(made) % 4)

    total = sum(int.from_bytes(made[at : at + 4], "big") for at in range(0, len(made), 4))
    assert total & 0xFFFFFFFF == 0xB1B0AFBA
