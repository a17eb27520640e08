"""A map's layout in, its display list out; boxes that did not change give the very groups of the last time."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial
from typing import TypeVar

from cjm_desktop.drawing.cards import card_group
from cjm_desktop.drawing.colours import accent_of
from cjm_desktop.drawing.curve import ground_group
from cjm_desktop.drawing.faded import faded, faded_accent
from cjm_desktop.drawing.furniture import (
    connector_group,
    connector_label_group,
    footer_group,
    hairline_group,
    line_group,
    ruler_group,
)
from cjm_desktop.drawing.header import header_group
from cjm_desktop.drawing.lanes import lane_bounds, lane_items
from cjm_desktop.drawing.primitives import Drawing, Group, Item, Reading, Shape
from cjm_desktop.drawing.reading import contents_of
from cjm_desktop.drawing.stages import stage_group
from cjm_desktop.geometry import Rect
from cjm_desktop.layout.boxes import CardBox, LaneBox, MapLayout, PlacedLane, StageBox
from cjm_desktop.model.catalogue import role_of
from cjm_desktop.theme import Accent, Theme

B = TypeVar("B")

_NOTHING: frozenset[str] = frozenset()


class _Lane:
    """What is remembered of a lane: its box, its items, its cards' groups, which are dimmed, and its groups' last place."""

    def __init__(
        self,
        box: LaneBox,
        look: object,
        items: tuple[Item, ...],
        cards: dict[int, tuple[CardBox, Group]],
        dimmed: frozenset[str],
        y: float,
        theme: Theme,
    ) -> None:
        self.box, self.look, self.items, self.cards, self.dimmed = box, look, items, cards, dimmed
        self.group = Group(0, y, lane_bounds(box), items, box.lane.id)
        self.ground = ground_group(box.emotion, y, theme) if box.emotion is not None else None


class Drawer:
    """Draws layouts in one theme. Painters may compare two drawings group by group by identity.

    The text of dimmed cards keeps its contrast where it is to stay `legible`.
    """

    def __init__(self, theme: Theme, *, legible: bool = False) -> None:
        self.theme, self._legible = theme, legible
        self._faded = faded(theme, legible=legible)
        self._dimmed = _NOTHING
        self._lanes: dict[str, _Lane] = {}
        self._groups: dict[int, tuple[object, Group]] = {}

    def draw(self, layout: MapLayout, dimmed: frozenset[str] = _NOTHING) -> Drawing:
        """The whole map: ground, header, stages; then what runs between lanes, the lanes, arrows' labels, and the footer.

        Arrows lie over the grounds of emotion lanes and under everything that is read. Cards whose ids are in `dimmed`
        are drawn faintly.
        """
        theme, old = self.theme, self._groups
        self._groups = {}
        width, height = layout.size
        lanes = self._drawn_lanes(layout.lanes, dimmed)
        items: list[Item] = [
            Shape(Rect(0, 0, width, height), 0, theme.page),
            self._kept(old, layout.header, lambda box: header_group(box, theme)),
            *(self._kept(old, box, lambda box: ruler_group(box, theme)) for box in (layout.ruler,) if box is not None),
            *(self._stage(old, box) for box in layout.stages),
            hairline_group(layout, theme),
            *(lane.ground for lane in lanes if lane.ground is not None),
            *(self._kept(old, box, lambda box: line_group(box, theme)) for box in layout.lines),
            *(self._kept(old, box, lambda box: connector_group(box, theme)) for box in layout.connectors),
            *(lane.group for lane in lanes),
            *(
                self._kept(old, box.label, lambda label: connector_label_group(label, theme))
                for box in layout.connectors
                if box.label is not None
            ),
            footer_group(layout, theme),
        ]
        return Drawing(width, height, theme.page, tuple(items), Reading(partial(contents_of, layout)))

    def _kept(self, old: dict[int, tuple[object, Group]], box: B, make: Callable[[B], Group]) -> Group:
        known = old.get(id(box))
        entry = known if known is not None and known[0] is box else (box, make(box))
        self._groups[id(box)] = entry
        return entry[1]

    def _stage(self, old: dict[int, tuple[object, Group]], box: StageBox) -> Group:
        """A stage's group, kept by its name's place: the box itself is new whenever the map's height is."""
        return self._kept(old, box.name, lambda _: stage_group(box, self.theme))

    def _drawn_lanes(self, lanes: Iterable[PlacedLane], dimmed: frozenset[str]) -> list[_Lane]:
        kept: dict[str, _Lane] = {}
        others = dimmed is not self._dimmed
        self._dimmed = dimmed
        for placed in lanes:
            box, id_ = placed.box, placed.box.lane.id
            known = self._lanes.get(id_)
            if known is None or known.box is not box or (others and known.dimmed != _dimmed_of(box, dimmed)):
                known = self._lane(placed, known, _dimmed_of(box, dimmed))
            elif known.group.y != placed.y:
                known = _Lane(box, known.look, known.items, known.cards, known.dimmed, placed.y, self.theme)
            kept[id_] = known
        self._lanes = kept
        return list(kept.values())

    def _lane(self, placed: PlacedLane, known: _Lane | None, dimmed: frozenset[str]) -> _Lane:
        """A lane drawn anew, with the groups of those of its cards that are still the same."""
        box = placed.box
        accent, tinted = accent_of(self.theme, box.lane), role_of(box.lane).tinted
        look = accent, tinted
        before = known.cards if known is not None and known.look == look else {}
        turned = known.dimmed ^ dimmed if known is not None else dimmed
        cards: dict[int, tuple[CardBox, Group]] = {}

        def card(each: CardBox) -> Group:
            entry = before.get(id(each))
            if entry is None or entry[0] is not each or each.card.id in turned:
                entry = each, self._card(each, accent, tinted, each.card.id in dimmed)
            cards[id(each)] = entry
            return entry[1]

        items = lane_items(box, self.theme, card)
        return _Lane(box, look, items, cards, dimmed, placed.y, self.theme)

    def _card(self, box: CardBox, accent: Accent, tinted: bool, dimmed: bool) -> Group:
        if dimmed:
            veiled = faded_accent(self.theme, accent, legible=self._legible)
            return card_group(box, self._faded, veiled, tinted=tinted)
        return card_group(box, self.theme, accent, tinted=tinted)


def _dimmed_of(box: LaneBox, dimmed: frozenset[str]) -> frozenset[str]:
    return dimmed & box.card_by_id.keys() if dimmed else _NOTHING
