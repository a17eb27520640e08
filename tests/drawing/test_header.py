"""Persona cards drawn: the portrait's part that was framed, initials in the persona's colour, a ring among several."""

from __future__ import annotations

from cjm_desktop.drawing.draw import Drawer
from cjm_desktop.drawing.primitives import WHOLE, Glyphs, Group, Image, Item, Shape
from cjm_desktop.geometry import Rect
from cjm_desktop.layout.engine import LayoutEngine
from cjm_desktop.model.journey import Journey, Table
from cjm_desktop.model.records import Crop, Persona, Stage
from cjm_desktop.text.fake import FakeSetter
from cjm_desktop.theme import DARK, LIGHT, Theme
from tests.maps import picture

FACE = picture(40, 60)


def cards(*personas: Persona, theme: Theme = LIGHT) -> dict[str, list[Item]]:
    """What is drawn of each persona."""
    journey = Journey(
        stages=Table.of([Stage(id="s0"), Stage(id="s1")]), personas=Table.of(personas), pictures=Table.of([FACE])
    )
    ids = {persona.id for persona in personas}
    found: dict[str, list[Item]] = {}

    def gather(items: object) -> None:
        for item in items:  # type: ignore[attr-defined]
            if isinstance(item, Group):
                if item.key in ids:
                    found[item.key] = [
                        one for part in item.items for one in (part.items if isinstance(part, Group) else (part,))
                    ]
                gather(item.items)

    gather(Drawer(theme).draw(LayoutEngine(FakeSetter()).layout(journey)).items)
    return found


def test_the_framed_part_of_a_portrait_is_drawn() -> None:
    crop = Crop(x=0.25, y=0.1, width=0.5, height=0.4)
    drawn = cards(
        Persona(id="a", name="A", portrait=FACE.id, portrait_crop=crop), Persona(id="b", name="B", portrait=FACE.id)
    )
    parts = [next(item.part for item in drawn[id_] if isinstance(item, Image)) for id_ in "ab"]
    assert parts == [Rect(0.25, 0.1, 0.5, 0.4), WHOLE]


def test_initials_stand_on_the_personas_colour() -> None:
    for theme in (LIGHT, DARK):
        drawn = cards(Persona(id="a", name="Ann"), Persona(id="b", name="Ben"), theme=theme)
        for n, id_ in enumerate("ab"):
            assert any(isinstance(item, Shape) and item.fill == theme.persona_colours[n] for item in drawn[id_])
            assert "AB"[n] in [item.line.text for item in drawn[id_] if isinstance(item, Glyphs)]


def test_the_only_persona_has_neither_colour_nor_initials() -> None:
    drawn = cards(Persona(id="a", name="Ann", primary=True))
    assert not any(isinstance(item, Shape) and item.fill in LIGHT.persona_colours for item in drawn["a"])
    assert [item.line.text for item in drawn["a"] if isinstance(item, Glyphs)] == ["Ann"]
