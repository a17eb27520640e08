"""The header's box in, title, scope lines and persona cards out."""

from __future__ import annotations

from cjm_desktop.drawing.colours import persona_colour, text_on
from cjm_desktop.drawing.primitives import WHOLE, Group, Image, Item, Path, Shape, Step, Stroke
from cjm_desktop.drawing.text import glyphs, heading
from cjm_desktop.geometry import Rect
from cjm_desktop.layout.boxes import HeaderBox, PersonaBox
from cjm_desktop.theme import Theme


def header_group(box: HeaderBox, theme: Theme) -> Group:
    """The whole header, in map coordinates."""
    items: list[Item] = [heading(box.title, 1, theme.text)]
    for detail in box.details:
        items.extend(glyphs(detail, theme.text_muted))
    items.extend(_persona(persona, theme) for persona in box.personas)
    return Group(0, 0, box.rect.grown(2.0), tuple(items))


def _persona(box: PersonaBox, theme: Theme) -> Group:
    strong = box.ringed and box.persona.primary
    edge = Stroke(persona_colour(theme, box.order) if strong else theme.border, 1.0 if strong else 0.75)
    items: list[Item] = [Shape(box.rect, theme.space.card_radius + 2, theme.surface_soft, edge)]
    radius = box.portrait.width / 2
    if box.picture is not None:
        crop = box.crop
        part = WHOLE if crop is None else Rect(crop.x, crop.y, crop.width, crop.height)
        items.append(Image(box.picture, box.portrait, radius, part, alt=box.persona.name))
    elif box.initials is not None:
        ground = persona_colour(theme, box.order)
        items.append(Shape(box.portrait, radius, ground))
        items.extend(glyphs(box.initials, text_on(theme, ground)))
    else:
        items.extend(_person(box.portrait, theme))
    if box.ringed and box.initials is None:
        ring = box.portrait.grown(0.75)
        items.append(Shape(ring, ring.width / 2, None, Stroke(persona_colour(theme, box.order), 1.5)))
    for what, text in box.texts:
        if what == "name":
            items.append(heading(text, 2, theme.text))
        else:
            items.extend(glyphs(text, theme.text_muted if what == "detail" else theme.text))
    return Group(0, 0, box.rect.grown(1.0), tuple(items), box.persona.id)


def _person(rect: Rect, theme: Theme) -> list[Item]:
    """Head and shoulders in a circle."""
    x, y, size = rect.x, rect.y, rect.width
    head = Rect(x + size * 0.33, y + size * 0.18, size * 0.34, size * 0.34)
    left, right, base, top = x + size * 0.15, x + size * 0.85, y + size * 0.84, y + size * 0.56
    shoulders: tuple[Step, ...] = (
        ("m", left, base),
        ("c", left + size * 0.02, top + size * 0.07, x + size * 0.34, top, x + size * 0.5, top),
        ("c", x + size * 0.66, top, right - size * 0.02, top + size * 0.07, right, base),
        ("z",),
    )
    return [
        Shape(rect, size / 2, theme.portrait_ground),
        Shape(head, head.width / 2, theme.portrait),
        Path(shoulders, theme.portrait),
    ]
