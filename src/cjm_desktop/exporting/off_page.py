"""A sheet of some of a map's stages in, what leads off it out: arrows to and from cards on other sheets, steps that go on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from cjm_desktop.drawing.off_page import Sign, signs_group, told_group
from cjm_desktop.drawing.primitives import Drawing
from cjm_desktop.exporting.furniture import lettered, short
from cjm_desktop.geometry import Rect
from cjm_desktop.layout import words
from cjm_desktop.layout.boxes import LaneBox, MapLayout, PlacedText
from cjm_desktop.layout.speech import speech
from cjm_desktop.layout.styles import styles_of
from cjm_desktop.model.journey import Journey
from cjm_desktop.model.records import Card, Connector, LaneKind
from cjm_desktop.text.lines import TextBlock, TextSetter, TextStyle
from cjm_desktop.theme import Theme

#: The letter on a sign.
LETTER = TextStyle(8.0, 700, leading=1.1)
#: Room above what is told of the signs, between its columns, and how wide a column is at least; in layout units.
_ABOVE, _BETWEEN, _COLUMN = 8.0, 14.0, 250.0
_MOST = 0.25  #: of a sheet, the most that is told of signs; what finds no room has its sign all the same


@dataclass(frozen=True, slots=True)
class OffPage:
    """An arrow one of whose cards stands on another sheet; `rect` is that which stands here, `leaving` if it begins here."""

    connector: Connector
    rect: Rect
    far: Card
    leaving: bool


@dataclass(frozen=True, slots=True)
class Goes:
    """A step from or to which the way goes on on another sheet."""

    rect: Rect
    lane: LaneBox
    leaving: bool


def off_pages(whole: MapLayout, here: MapLayout, cards: Mapping[str, Card]) -> tuple[OffPage, ...]:
    """The arrows of the whole map that cannot be drawn here although one of their cards is, from the top down."""
    drawn = {box.connector.id for box in here.connectors}
    if len(drawn) == len(whole.connectors):
        return ()
    places = {box.card.id: box.rect.moved(0, lane.y) for lane in here.lanes for box in lane.box.cards}
    found = []
    for connector in (box.connector for box in whole.connectors):
        if connector.id in drawn:
            continue
        for near, far, leaving in (
            (connector.source, connector.target, True),
            (connector.target, connector.source, False),
        ):
            if near in places and far in cards:
                found.append(OffPage(connector, places[near], cards[far], leaving))
    return tuple(sorted(found, key=lambda one: (one.rect.y, one.rect.x)))


def goes_on(whole: MapLayout, here: MapLayout) -> Iterator[Goes]:
    """The first and last steps here of lanes whose steps begin before this sheet or end after it."""
    lanes = {lane.box.lane.id: lane.box for lane in whole.lanes}
    for placed in here.lanes:
        lane = lanes.get(placed.box.lane.id)
        if lane is None or lane.lane.kind is not LaneKind.STEPS or not placed.box.cards:
            continue
        order = [box.card.id for box in sorted(lane.cards, key=lambda box: (box.first, box.rect.y))]
        steps = sorted(placed.box.cards, key=lambda box: (box.first, box.rect.y))
        for box, leaving, end in ((steps[0], False, order[0]), (steps[-1], True, order[-1])):
            if box.card.id != end:
                yield Goes(box.rect.moved(0, placed.y), placed.box, leaving)


class Teller:
    """Draws the signs of a sheet and tells, beneath the map, where each leads.

    `letters` are those of the arrows by id, in their order; `pages` says on which page a card stands, counted from 1,
    where pages are counted at all.
    """

    def __init__(self, journey: Journey, setter: TextSetter, theme: Theme, width: float) -> None:
        self._journey, self._setter, self._theme, self._width = journey, setter, theme, width
        self._style = styles_of(theme.type).footer
        self._numbers = {id_: number for number, id_ in enumerate(journey.stages, 1)}
        self.columns = max(1, int((width + _BETWEEN) // (_COLUMN + _BETWEEN)))
        self._pitch = Sign(Rect(0, 0, 0, 0), self._letter("A"), True).size.height + 2.5

    def height(self, count: int, room: float) -> float:
        """How much of a sheet with so much room so many signs take beneath the map."""
        lines = min(-(-count // self.columns), int(room * _MOST // self._pitch))
        return _ABOVE + lines * self._pitch if lines > 0 else 0.0

    def told(
        self, some: Sequence[OffPage], letters: Mapping[str, str], pages: Mapping[str, int], room: float
    ) -> Drawing | None:
        """Where the signs lead, in columns; None without any. `room` is as for `height`."""
        height = self.height(len(some), room)
        if not height:
            return None
        lines = round((height - _ABOVE) / self._pitch)
        columns = min(self.columns, len(some))
        wide = (self._width - (columns - 1) * _BETWEEN) / columns
        entries = []
        order = {id_: number for number, id_ in enumerate(letters)}
        some = sorted(some, key=lambda one: (order[one.connector.id], not one.leaving))
        for number, one in enumerate(some[: lines * columns]):
            column, line = divmod(number, lines)
            x, y = column * (wide + _BETWEEN), _ABOVE + line * self._pitch
            letter = self._letter(letters[one.connector.id])
            sign = Sign(Rect(x, y, 0, 0), letter, one.leaving)
            text = self._setter.block(self._words(one, pages), self._style, wide - sign.size.width - 5.0, 1)
            top = y + (sign.size.height - text.height) / 2
            placed = PlacedText(text, x + sign.size.width + 5.0, top, text.width)
            entries.append((sign, placed))
        return Drawing(self._width, height, self._theme.page, (told_group(entries, self._theme),))

    def signs(self, some: Iterable[OffPage], letters: Mapping[str, str], going: Iterable[Goes], area: Rect) -> Drawing:
        """The signs at the cards in this area of the layout, its top left corner at (0, 0)."""
        by_card: dict[tuple[Rect, bool], list[str]] = {}
        for one in some:
            by_card.setdefault((one.rect, one.leaving), []).append(letters[one.connector.id])
        signs = []
        for (rect, leaving), names in by_card.items():
            blocks = [self._letter(name) for name in names]
            tall = Sign(rect, blocks[0], leaving).size.height
            step = min(tall, max(1.0, rect.height - 4.0 - tall) / max(1, len(blocks) - 1))
            for number, block in enumerate(blocks):
                size = Sign(rect, block, leaving).size
                x = rect.right - size.width * 0.4 if leaving else rect.x - size.width * 0.6
                # High or low, so that the signs of neighbours do not meet.
                y = rect.bottom - 2.0 - tall - number * step if leaving else rect.y + 2.0 + number * step
                signs.append(Sign(Rect(x, y, *size), block, leaving))
        group = signs_group(signs, [(one.rect, one.lane.lane, one.leaving) for one in going], area, self._theme)
        return Drawing(area.width, area.height, self._theme.page, (group,))

    def _letter(self, name: str) -> TextBlock:
        return self._setter.block(name, LETTER, 1e6)

    def _words(self, one: OffPage, pages: Mapping[str, int]) -> str:
        """Such as "→ 4 Delivery · page 3: “Opens the door” · asks again"."""
        journey, card = self._journey, one.far
        stage, lane = journey.stages.get(card.stage or ""), journey.lanes.get(card.lane or "")
        where = " ".join(
            part for part in (str(self._numbers.get(card.stage or "", "")), stage.name.strip() if stage else "") if part
        )
        text = short(card.text) or (lane.label.strip() if lane else "")
        page = pages.get(card.id)
        on = speech(journey.language)(words.ON_PAGE).format(page) if page else ""
        # The line may be cut off at its end: first comes what is needed to get there.
        told = f"{'→' if one.leaving else '←'} " + " · ".join(part for part in (where, on) if part)
        label = short(one.connector.label)
        return told + (f": “{text}”" if text else "") + (f" · {label}" if label else "")


def lettered_arrows(groups: Iterable[Sequence[OffPage]]) -> dict[str, str]:
    """A letter for each of the arrows, in the order of the sheets on which they begin or end first."""
    ids = dict.fromkeys(one.connector.id for group in groups for one in group)
    return {id_: lettered(number) for number, id_ in enumerate(ids)}
