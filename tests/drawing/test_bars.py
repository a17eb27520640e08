"""Bars: whole where colours tell them apart, each with a pattern of its own where they do not."""

from __future__ import annotations

import pytest

from cjm_desktop.drawing.bars import accent_bar, tone_gaps
from cjm_desktop.drawing.primitives import Path, Shape
from cjm_desktop.geometry import Rect
from cjm_desktop.theme import PALETTES, THEMES, contrast, luminance, theme_of

BAR = Rect(10, 20, 3, 90)


@pytest.mark.parametrize("name", THEMES)
def test_accents_have_patterns_where_colours_do_not_tell_them(name: str) -> None:
    for palette in PALETTES:
        theme = theme_of(name, palette)
        bars = [accent_bar(BAR, accent) for accent in theme.accents.values()]
        if palette == "colour":
            assert all(isinstance(bar, Shape) and bar.rect == BAR for bar in bars)
        else:
            assert len({bar.stroke.dash for bar in bars if isinstance(bar, Path) and bar.stroke}) == len(bars)


def test_a_value_below_its_target_has_gaps() -> None:
    bar = Rect(0, 0, 60, 6)
    patterned, plain = theme_of("print", "black-and-white"), theme_of("print")
    counts = [len(list(tone_gaps(bar, tone, patterned))) for tone in ("good", "plain", "fair", "poor")]
    assert counts[:2] == [0, 0]
    assert 0 < counts[2] < counts[3]
    assert not list(tone_gaps(bar, "poor", plain))


@pytest.mark.parametrize("name", THEMES)
def test_black_and_white_has_no_colour(name: str) -> None:
    theme = theme_of(name, "black-and-white")
    colours = [theme.text, theme.positive, theme.negative_pale, theme.pill, *theme.stage_ramp, *theme.persona_colours]
    colours += [one for accent in theme.accents.values() for one in (accent.strong, accent.pale, accent.text)]
    for colour in colours:
        assert colour[1:3] == colour[3:5] == colour[5:7], colour
    assert theme.page in ("#000000", "#ffffff")


@pytest.mark.parametrize("name", THEMES)
def test_good_and_bad_are_apart_without_red_and_green(name: str) -> None:
    theme = theme_of(name, "colour-blind")
    for one, other in ((theme.positive, theme.negative), (theme.positive_pale, theme.negative_pale)):
        blue = int(one[5:7], 16) - int(other[5:7], 16)
        assert blue > 20, "what they differ in must not be red against green"
    for colour in (theme.positive, theme.negative, *theme.persona_colours):
        assert contrast(colour, theme.page) >= 3.0


def test_the_print_theme_shows_its_lines_on_paper() -> None:
    light, print_ = theme_of("light"), theme_of("print")
    assert luminance(print_.border) < luminance(light.border)
    assert luminance(print_.hairline) < luminance(light.hairline)
    with pytest.raises(ValueError, match="no palette"):
        theme_of("print", "sepia")
