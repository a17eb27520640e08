"""A card's box and its lane's colours in, the card's group out."""

from __future__ import annotations

from cjm_desktop.drawing.bars import accent_bar
from cjm_desktop.drawing.colours import persona_colour, text_on
from cjm_desktop.drawing.icons import icon
from cjm_desktop.drawing.marks import badge
from cjm_desktop.drawing.pictures import image
from cjm_desktop.drawing.primitives import Group, Item, Link, Shape, Stroke, Tag
from cjm_desktop.drawing.reading import whose_key
from cjm_desktop.drawing.text import glyphs
from cjm_desktop.geometry import Rect
from cjm_desktop.layout import words
from cjm_desktop.layout.boxes import CardBox, ChipBox, PillBox
from cjm_desktop.model.records import Card, Evidence, Priority
from cjm_desktop.theme import Accent, Theme, mix

_put = object.__setattr__
_EDGE = 0.75
_PARAGRAPH = Tag("P")
_DASHES = {Evidence.ASSUMED: (3.0, 2.5), Evidence.PROPOSED: (0.75, 2.25)}


def card_group(box: CardBox, theme: Theme, accent: Accent, *, tinted: bool) -> Group:
    """The card at its place in the lane; its items are relative to its own corner."""
    return _CardGroup(box, theme, accent, tinted)


class _CardGroup(Group):
    """A card whose items are made when first asked for: of a large map few cards are seen, and fewer near enough to read."""

    __slots__ = ("_accent", "_box", "_made", "_theme", "_tinted")

    _box: CardBox
    _theme: Theme
    _accent: Accent
    _tinted: bool
    _made: tuple[Item, ...] | None

    def __init__(self, box: CardBox, theme: Theme, accent: Accent, tinted: bool) -> None:
        rect = box.rect
        _put(self, "x", rect.x)
        _put(self, "y", rect.y)
        _put(self, "bounds", Rect(0, 0, rect.width, rect.height).grown(_EDGE))
        _put(self, "key", box.card.id)
        _put(self, "flat", mix(theme.page, accent.strong, 0.3))
        _put(self, "clip", None)
        _put(self, "tag", _PARAGRAPH)
        own = theme.accents.get(box.card.accent) if box.card.accent else None
        if own is not None:
            # A card of its own colour shows it as a pale ground as well, to be told from its lane at a glance.
            accent, tinted = own, True
            _put(self, "flat", mix(theme.page, accent.strong, 0.3))
        _put(self, "_box", box)
        _put(self, "_theme", theme)
        _put(self, "_accent", accent)
        _put(self, "_tinted", tinted)
        _put(self, "_made", None)

    @property
    def items(self) -> tuple[Item, ...]:
        made = self._made
        if made is None:
            made = tuple(_items(self._box, self._theme, self._accent, self._tinted))
            _put(self, "_made", made)
        return made


def _items(box: CardBox, theme: Theme, accent: Accent, tinted: bool) -> list[Item]:
    content, width, height = box.content, box.rect.width, box.rect.height
    space = theme.space
    card = box.card
    ground = accent.pale if tinted else theme.surface
    status = card.evidence.status if card.evidence is not None else Evidence.OBSERVED
    items: list[Item] = [
        Shape(Rect(0, 0, width, height), space.card_radius, ground, _edge(theme, accent, status, tinted)),
        accent_bar(Rect(0, 0, space.accent_bar, height), accent),
    ]
    if content.picture is not None:
        if content.picture_found and card.picture is not None:
            items.append(
                image(card.picture, content.picture, space.card_radius * 0.75, card.crop, theme.picture_opacity)
            )
        else:
            items.extend(_placeholder(content.picture, theme))
    if content.pill is not None:
        items.extend(_pill(content.pill, theme))
    items.extend(glyphs(content.text, theme.text))
    for footer in content.footers:
        items.extend(glyphs(footer, theme.text_muted))
    for chip in content.chips:
        items.extend(_chip(chip, theme, accent, card.priority))
    for what, rect in content.badges:
        signs = tuple(badge(what, rect, theme))
        said = words.SIGNS.get(what)
        items.extend(signs if said is None else (Group(0, 0, rect.grown(1.0), signs, tag=Tag("Figure", said)),))
    if content.persona is not None:
        order, circle, initial = content.persona
        colour = persona_colour(theme, order)
        signs = (Shape(circle, circle.width / 2, colour), *glyphs(initial, text_on(theme, colour)))
        whose = Tag("Figure", initial.block.text, sign=True)
        items.append(Group(0, 0, circle.grown(1.0), signs, whose_key(card.id), tag=whose))
    items.extend(_links(card, box))
    return items


def _edge(theme: Theme, accent: Accent, status: Evidence, tinted: bool) -> Stroke:
    """The border: solid for what was observed, dashed for what is assumed, dotted for what is proposed."""
    if status is Evidence.OBSERVED:
        return Stroke(mix(theme.border, accent.strong, 0.07) if tinted else theme.border, _EDGE)
    return Stroke(mix(theme.text_muted, accent.strong, 0.4), _EDGE * 1.2, _DASHES[status], round=True)


def _pill(pill: PillBox, theme: Theme) -> list[Item]:
    return [
        Shape(pill.rect, min(7.0, pill.rect.height / 2), theme.pill),
        icon(pill.channel.icon, pill.icon, theme.accent("teal").text),
        *glyphs(pill.text, theme.pill_text),
    ]


def _chip(chip: ChipBox, theme: Theme, accent: Accent, priority: Priority | None) -> list[Item]:
    """A tag or votes on a pale ground; the priority on one that tells what pays from what does not."""
    rect = chip.rect
    if chip.what == "priority" and priority is not None:
        # The words say it as well.
        gain = priority.impact - priority.effort
        tone = theme.accent("green" if gain > 0 else "amber" if gain == 0 else "slate")
        ground, ink = mix(theme.surface, tone.strong, 0.16), tone.text
    else:
        ground, ink = mix(theme.surface, theme.neutral, 0.18), mix(theme.text_muted, theme.text, 0.4)
    items: list[Item] = [Shape(rect, min(3.0, rect.height / 2) if chip.what == "tag" else rect.height / 2, ground)]
    items.extend(Shape(dot, dot.width / 2, accent.strong) for dot in chip.dots)
    if chip.text is not None:
        items.extend(glyphs(chip.text, ink))
    return items


def _placeholder(rect: Rect, theme: Theme) -> list[Item]:
    """A dashed frame where a picture belongs."""
    side = min(22.0, rect.height * 0.5, rect.width * 0.5)
    sign = Rect(rect.center.x - side / 2, rect.center.y - side / 2, side, side)
    return [
        Shape(
            rect,
            theme.space.card_radius * 0.75,
            theme.surface_soft,
            Stroke(theme.neutral, _EDGE, (3.0, 2.5), round=True),
        ),
        icon("image", sign, theme.neutral, weight=1.5),
    ]


def _links(card: Card, box: CardBox) -> list[Item]:
    """One link opens from anywhere on the card; of several each from its own badge. Those to other maps open only here."""
    if len(card.links) == 1 and not card.links[0].leads_to_map:
        return [Link(card.links[0].url, Rect(0, 0, box.rect.width, box.rect.height), card.links[0].title)]
    places = [rect for what, rect in box.content.badges if what in ("link", "map")]
    return [
        Link(link.url, rect, link.title)
        for link, rect in zip(card.links, places, strict=False)
        if not link.leads_to_map
    ]
