"""A slide's box in, its display list out; what is not spoken of at the moment as through a veil."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from cjm_desktop.drawing.bars import accent_bar
from cjm_desktop.drawing.cards import card_group
from cjm_desktop.drawing.colours import accent_of, stage_colours
from cjm_desktop.drawing.curve import emotion_items, ground_group
from cjm_desktop.drawing.faded import faded, faded_accent
from cjm_desktop.drawing.metrics import metric_group
from cjm_desktop.drawing.primitives import Anchor, Drawing, Group, Item, Shape, Tag
from cjm_desktop.drawing.reading import point_words
from cjm_desktop.drawing.text import glyphs, heading
from cjm_desktop.geometry import Rect
from cjm_desktop.layout.boxes import CardBox, MapLayout
from cjm_desktop.layout.slides import HeadBox, LaneShare, PlacedMetric, SlideBox
from cjm_desktop.layout.strip import StripBox
from cjm_desktop.model.catalogue import role_of
from cjm_desktop.theme import Accent, Theme, mix

_INK = 4.0  #: how far ink may reach beyond a slide's parts
_BAND_RADIUS = 6.0


class SlideDrawer:
    """Draws slides in one theme; what did not change since the last time is the very same group."""

    def __init__(self, theme: Theme) -> None:
        self.theme = theme
        self._faded = faded(theme)
        self._cards: dict[tuple[int, bool], tuple[CardBox, Group]] = {}
        self._around: tuple[SlideBox, tuple[Item, ...], Group] | None = None

    def draw(self, box: SlideBox, thing: str | None = None) -> Drawing:
        """The slide with the card or metric `thing` as it is and all others faded; without, everything as it is."""
        theme = self.theme
        last = self._around
        if last is None or last[0] is not box:
            last = self._around = box, tuple(_head_items(box, theme)), strip_group(box.strip, theme)
        if len(self._cards) > 2_000:
            self._cards.clear()
        items: list[Item] = [
            Shape(Rect(0, 0, box.size.width, box.size.height), 0, theme.page),
            Group(0, 0, box.head.rect.grown(_INK), last[1], box.stage.id),
        ]
        for share in box.shares:
            items.extend(self._share(share, thing))
        if box.empty is not None:
            items.extend(glyphs(box.empty, theme.text_muted))
        items.append(last[2])
        return Drawing(box.size.width, box.size.height, theme.page, tuple(items))

    def _share(self, share: LaneShare, thing: str | None) -> Iterator[Item]:
        accent, tinted = accent_of(self.theme, share.lane), role_of(share.lane).tinted
        veiled = faded_accent(self.theme, accent)
        here = thing is None or any(box.card.id == thing for box in share.cards)
        here = here or any(one.box.metric.id == thing for one in share.metrics)
        yield accent_bar(share.bar, accent if here else veiled)
        if not share.goes_on:
            yield heading(share.label, 3, self.theme.text if here else self._faded.text)
        for box in share.cards:
            yield self._card(box, accent, veiled, tinted, thing is None or box.card.id == thing)
        for one in share.metrics:
            shown = thing is None or one.box.metric.id == thing
            yield _metric(one, self.theme if shown else self._faded, accent if shown else veiled)

    def _card(self, box: CardBox, accent: Accent, veiled: Accent, tinted: bool, shown: bool) -> Group:
        key = id(box), shown
        known = self._cards.get(key)
        if known is None or known[0] is not box:
            theme, colours = (self.theme, accent) if shown else (self._faded, veiled)
            known = self._cards[key] = box, card_group(box, theme, colours, tinted=tinted)
        return known[1]


def body_of(drawing: Drawing, layout: MapLayout) -> Drawing:
    """A whole map without what stands above its stages, for where title and personas are told already.

    It is there for the eye: it is read as one figure, because what stands in it is told stage by stage."""
    top = layout.stages_rect.y - 1.0
    kept = tuple(
        item
        for item in drawing.items
        if not (isinstance(item, Group) and item.y + item.bounds.bottom <= top + 1.0) and not isinstance(item, Shape)
    )
    height = drawing.height - top
    bounds = Rect(0, top, drawing.width, height)
    whole = Group(0, -top, bounds, kept, tag=Tag("Figure", layout.header.title.block.text))
    return Drawing(drawing.width, height, drawing.ground, (whole,))


def strip_group(box: StripBox, theme: Theme) -> Group:
    """The strip: the curve as far as it is told, and which stage is reached."""
    names = {stage.stage: stage.name.block.text for stage in box.stages if stage.name is not None}
    points = (point for curve in (box.emotion.curves if box.emotion is not None else ()) for point in curve.points)
    told = "; ".join(point_words(one.point, names.get(one.point.stage, "")) for one in points if one.center is not None)
    tag = Tag("Figure", told) if told else None
    return Group(0, 0, box.rect.grown(_INK), tuple(_strip_items(box, theme)), tag=tag)


def _metric(one: PlacedMetric, theme: Theme, accent: Accent) -> Group:
    drawn = metric_group(one.box, theme, accent)
    return Group(one.rect.x, one.rect.y, drawn.bounds, (drawn,), one.box.metric.id)


def _head_items(box: SlideBox, theme: Theme) -> Iterator[Item]:
    head: HeadBox = box.head
    ground, ink = stage_colours(theme, box.share)
    if box.part == 1:
        yield Anchor(box.stage.name or "–", f"stage-{box.stage.id}", 0, head.band.x, head.band.y)
    yield Shape(head.band, _BAND_RADIUS, ground)
    yield Shape(head.chip, _BAND_RADIUS - 1.5, ink)
    name = (*glyphs(head.number, ground), *(line for text in head.texts[:1] for line in glyphs(text, ink)))
    yield Group(0, 0, head.band, name, tag=Tag("H2"))
    for text in head.texts[1:]:
        yield from glyphs(text, ink)
    for goal in head.goals:
        yield from glyphs(goal, theme.text)


def _strip_items(box: StripBox, theme: Theme) -> Iterator[Item]:
    for stage in box.stages:
        if stage.state == 0:
            ground, _ = stage_colours(theme, stage.share)
            yield Shape(stage.rect.grown(1.0), theme.space.card_radius, mix(theme.page, ground, 0.1))
    if box.emotion is not None and box.lane is not None:
        small = replace(theme, space=replace(theme.space, face_radius=box.face))
        ground_items = ground_group(box.emotion, box.top, small)
        yield ground_items
        bounds = box.emotion.ground.united(Rect(box.rect.x, 0, 1, box.emotion.ground.height)).grown(_INK)
        yield Group(0, box.top, bounds, tuple(emotion_items(box.emotion, small)), box.lane.id)
    if box.label is not None:
        yield from glyphs(box.label, theme.text)
    for stage in box.stages:
        ground, _ = stage_colours(theme, stage.share)
        track = ground if stage.state <= 0 else mix(theme.page, theme.neutral, 0.3)
        yield Shape(stage.track, stage.track.height / 2, track)
        if stage.name is not None:
            yield from glyphs(stage.name, theme.text if stage.state <= 0 else theme.text_muted)
