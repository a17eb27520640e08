"""Theme and meaning in, colours that can be read on each other out."""

from __future__ import annotations

from functools import cache

from cjm_desktop.model.catalogue import role_of
from cjm_desktop.model.records import Lane
from cjm_desktop.theme import Accent, Theme, contrast, mix

READABLE = 4.5  #: WCAG 2.1, level AA
POSITIVE_FROM, NEGATIVE_FROM = 0.5, -0.5  #: values between are neutral


def stage_colours(theme: Theme, share: float) -> tuple[str, str]:
    """Ground and text of a stage at `share` of the ramp; the ground is darkened where no text could be read on it."""
    return _stage_colours(theme.stage_ramp, theme.text_on_strong, _ink(theme), share)


@cache
def _stage_colours(ramp: tuple[str, ...], light: str, dark: str, share: float) -> tuple[str, str]:
    place = share * (len(ramp) - 1)
    n = min(int(place), len(ramp) - 2)
    ground = mix(ramp[n], ramp[n + 1], place - n)
    if contrast(ground, light) >= READABLE:
        return ground, light
    if contrast(ground, dark) >= READABLE:
        return ground, dark
    while contrast(ground, light) < READABLE:
        ground = mix(ground, "#000000", 0.04)
    return ground, light


def _ink(theme: Theme) -> str:
    """The theme's darkest text."""
    return min(theme.text, theme.page, key=lambda colour: contrast(colour, "#000000"))


def accent_of(theme: Theme, lane: Lane) -> Accent:
    """The lane's own accent where the theme knows it, else that of its role."""
    if lane.accent and lane.accent in theme.accents:
        return theme.accents[lane.accent]
    return theme.accent(role_of(lane).accent)


def persona_colour(theme: Theme, order: int) -> str:
    """The colour of the persona or curve of that order; after the last colour they come again (dash and marker differ)."""
    return theme.persona_colours[order % len(theme.persona_colours)]


def value_colours(theme: Theme, value: float) -> tuple[str, str]:
    """Ring and text of an emotion value."""
    if value >= POSITIVE_FROM:
        return theme.positive, theme.positive_text
    if value <= NEGATIVE_FROM:
        return theme.negative, theme.negative_text
    return theme.neutral, theme.text_muted


def text_on(theme: Theme, ground: str) -> str:
    """The theme's light or dark text, whichever reads better on the ground."""
    return max((theme.text_on_strong, _ink(theme)), key=lambda colour: contrast(colour, ground))
