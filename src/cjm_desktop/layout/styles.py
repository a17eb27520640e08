"""The text styles of a map, made once from a type scale."""

from __future__ import annotations

from dataclasses import dataclass

from cjm_desktop.text.lines import TextStyle
from cjm_desktop.theme import TypeScale


@dataclass(frozen=True, slots=True)
class Styles:
    """One style for each kind of text that a map shows."""

    title: TextStyle
    subtitle: TextStyle
    persona_name: TextStyle
    persona_quote: TextStyle
    persona_detail: TextStyle
    stage: TextStyle
    duration: TextStyle
    sub_stage: TextStyle
    lane: TextStyle
    hint: TextStyle
    body: TextStyle
    pill: TextStyle
    footer: TextStyle
    initial: TextStyle
    level: TextStyle
    point: TextStyle
    point_strong: TextStyle
    ghost: TextStyle
    number: TextStyle
    big_number: TextStyle
    line: TextStyle
    chip: TextStyle
    goal: TextStyle
    time: TextStyle


def styles_of(scale: TypeScale) -> Styles:
    """The styles for a type scale."""
    pitch = scale.leading
    return Styles(
        title=TextStyle(scale.title, 700, leading=1.2),
        subtitle=TextStyle(scale.label + 0.75, 400, leading=1.4),
        persona_name=TextStyle(scale.persona_name, 700, leading=pitch),
        persona_quote=TextStyle(scale.label + 0.25, 400, italic=True, leading=1.4),
        persona_detail=TextStyle(scale.label, 400, leading=pitch),
        stage=TextStyle(scale.stage, 700, leading=1.22),
        duration=TextStyle(scale.small + 0.5, 400, leading=pitch),
        sub_stage=TextStyle(scale.small, 600, leading=1.25),
        lane=TextStyle(scale.lane, 700, leading=1.25),
        hint=TextStyle(scale.small, 400, leading=pitch),
        body=TextStyle(scale.body, 400, leading=pitch),
        pill=TextStyle(scale.small + 0.25, 600, leading=1.25),
        footer=TextStyle(scale.small, 400, leading=1.25),
        initial=TextStyle(scale.small - 1.5, 700, leading=1.2),
        level=TextStyle(scale.small, 400, leading=1.2),
        point=TextStyle(scale.label, 600, leading=1.2),
        point_strong=TextStyle(scale.label, 700, leading=1.2),
        ghost=TextStyle(scale.small, 400, italic=True, leading=1.2),
        number=TextStyle(scale.lane, 700, leading=1.25),
        big_number=TextStyle(scale.stage + 3, 700, leading=1.2),
        line=TextStyle(scale.small, 600, leading=1.2),
        chip=TextStyle(scale.small - 0.5, 600, leading=1.2),
        goal=TextStyle(scale.small, 400, leading=1.25),
        time=TextStyle(scale.small - 0.5, 600, leading=1.2),
    )
