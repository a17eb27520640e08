"""A theme in, the same theme seen through a veil out: for cards that are there but not meant."""

from __future__ import annotations

from dataclasses import fields, replace

from cjm_desktop.theme import Accent, Theme, mix

#: How far a faded colour lies on the way to the page's.
FADE = 0.72


def faded(theme: Theme, *, legible: bool = False) -> Theme:
    """The theme with every colour mixed towards its page, and pictures let the ground through. Contrast falls.

    Where it is to be `legible`, what is read keeps its contrast: the text is no fainter than what is muted anyway.
    """

    def fade(value: object) -> object:
        if isinstance(value, str):
            return mix(value, theme.page, FADE)
        if isinstance(value, Accent):
            return faded_accent(theme, value, legible=legible)
        if isinstance(value, tuple):
            return tuple(fade(one) for one in value)
        if isinstance(value, dict):
            return {name: fade(one) for name, one in value.items()}
        return value

    changed = {field.name: fade(getattr(theme, field.name)) for field in fields(theme) if field.name != "name"}
    if legible:
        changed |= {"text": theme.text_muted, "text_muted": theme.text_muted, "pill_text": theme.pill_text}
    return replace(theme, **{**changed, "picture_opacity": 1 - FADE})  # type: ignore[arg-type]


def faded_accent(theme: Theme, accent: Accent, *, legible: bool = False) -> Accent:
    """An accent of the theme as it looks through the veil; `legible` as for `faded`."""
    strong, pale, text = (mix(colour, theme.page, FADE) for colour in (accent.strong, accent.pale, accent.text))
    return Accent(strong, pale, accent.text if legible else text, accent.dash)
