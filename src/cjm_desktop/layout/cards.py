"""A card and a width in, its content set and placed card-local out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import ceil

from cjm_desktop.geometry import Rect
from cjm_desktop.layout import words
from cjm_desktop.layout.boxes import CardContent, ChipBox, PillBox, PlacedText
from cjm_desktop.layout.speech import ENGLISH, Speech
from cjm_desktop.layout.styles import Styles
from cjm_desktop.model.catalogue import CHANNELS
from cjm_desktop.model.records import Card, Channel, Crop, Evidence, Persona, Picture
from cjm_desktop.text.lines import TextBlock, TextSetter, TextStyle
from cjm_desktop.theme import Spacing

PILL_HEIGHT = 14.0
PILL_ICON = 8.5
BADGE = 11.0
BADGE_GAP = 3.0
LINE_GAP = 3.5  #: between a card's rows (pill, text, footer)
PICTURE_SHAPE = 0.6  #: height of a picture's frame as a share of its width, where the picture does not say
CHIP_GAP = 3.0
MOST_TAGS = 8  #: further ones are counted
MOST_DOTS = 6  #: more votes than this are a dot with a number
_MOST_COMMON = 2_000  #: blocks of texts that several cards share, until they are set anew
_DOT = 4.5
_CHIP_PAD = 5.0


@dataclass(frozen=True, slots=True, eq=False)
class Surroundings:
    """What cards refer to; a change of it makes every card be looked at again."""

    channels: Mapping[str, Channel]
    personas: Mapping[str, Persona]
    pictures: Mapping[str, Picture]

    def same_as(self, other: Surroundings) -> bool:
        return self.channels is other.channels and self.personas is other.personas and self.pictures is other.pictures


def initial_of(persona: Persona) -> str:
    """What of a persona's name its cards show."""
    return _first_letter(persona.name)


def _first_letter(name: str) -> str:
    return next((c for c in name if c.isalnum()), "•").upper()


def references(card: Card, around: Surroundings) -> tuple[Channel | None, tuple[int, str] | None, Picture | None]:
    """What of its surroundings a card shows: its channel, its persona (order, name), its picture."""
    channel = None
    if card.channel is not None:
        channel = around.channels.get(card.channel) or CHANNELS.get(card.channel)
    persona = None
    if card.persona is not None and len(around.personas) > 1 and card.persona in around.personas:
        persona = list(around.personas).index(card.persona), around.personas[card.persona].name
    picture = around.pictures.get(card.picture) if card.picture is not None else None
    return channel, persona, picture


def badge_kinds(card: Card) -> tuple[str, ...]:
    """The badges of a card from left to right."""
    if (
        not card.marks
        and not card.links
        and not card.note
        and (card.evidence is None or card.evidence.status is Evidence.OBSERVED)
    ):
        return ()
    kinds = [mark.value for mark in dict.fromkeys(card.marks)]
    if card.evidence is not None and card.evidence.status is not Evidence.OBSERVED:
        kinds.append(card.evidence.status.value)
    if card.note.strip():
        kinds.append("note")
    kinds.extend("map" if link.leads_to_map else "link" for link in card.links[:4])
    return tuple(kinds)


def footer_text(card: Card) -> str:
    """Owner and time on one line."""
    if not (card.owner or card.duration):
        return ""
    return " · ".join(part for part in (f"[{card.owner}]" if card.owner else "", card.duration) if part)


def _per_row(room: float) -> int:
    """How many badges fit beside each other."""
    return max(1, int((room + BADGE_GAP) // (BADGE + BADGE_GAP)))


class CardSetter:
    """Sets the content of cards."""

    def __init__(self, setter: TextSetter, styles: Styles, space: Spacing, said: Speech = ENGLISH) -> None:
        self._setter = setter
        self._styles = styles
        self._said = said
        self._left = space.accent_bar + space.card_padding - 0.5
        self._side = self._left + space.card_padding
        self._top = space.card_padding - 1.5
        #: Blocks of short texts that many cards have: channels, tags, owners.
        self._common: dict[tuple[str, TextStyle, float], TextBlock] = {}

    def content(
        self,
        card: Card,
        width: float,
        around: Surroundings,
        before: CardContent | None = None,
        *,
        framed: bool,
        piled: bool = True,
    ) -> CardContent:
        """The card's content at `width`; `framed` keeps a place for a picture even where the card has none.

        `piled` cards have their channel as a pill; in a lane with a row for each channel the row says it. `before` is
        what this setter made of the card last: where the text and its room are the same, its lines are, too.
        """
        channel, persona, picture = references(card, around)
        if not piled:
            channel = None
        kinds = badge_kinds(card)
        left, room = self._left, max(8.0, width - self._side)
        y = self._top
        frame = None
        if framed or card.picture is not None:
            frame = self._frame(left, y, room, picture, card.crop)
            y = frame.bottom + LINE_GAP
        badge_room = len(kinds) * (BADGE + BADGE_GAP) + (BADGE + BADGE_GAP if persona else 0)
        own_row = bool(badge_room) and room - badge_room < 60
        row_bottom = y
        pill = None
        beside = 0.0  # what badges take away from the first rows of the text
        if own_row:
            row_bottom = y + ceil((len(kinds) + (persona is not None)) / _per_row(room)) * (BADGE + BADGE_GAP) + 0.5
        elif channel is None:
            beside = badge_room
        if channel is not None:
            pill_top = row_bottom if own_row else y
            pill = self._pill(channel, left, pill_top, room - (0 if own_row else badge_room))
            row_bottom = pill.rect.bottom + LINE_GAP - 0.5
        badges, circle = self._badges(kinds, persona is not None, left, room, y, own_row)
        text_top = row_bottom
        if before is not None and before.text.block.text == card.text and before.text.width == room - beside:
            block = before.text.block
        else:
            block = self._setter.block(card.text, self._styles.body, room - beside)
        text = PlacedText(block, left, text_top, room - beside)
        bottom = text_top + max(block.height, BADGE if beside else 0.0)
        footers: tuple[PlacedText, ...] = ()
        footer = footer_text(card)
        if footer:
            footers = (PlacedText(self._block(footer, self._styles.footer, room), left, bottom + 2.5, room),)
            bottom = footers[0].rect.bottom
        chips: tuple[ChipBox, ...] = ()
        if card.tags or card.votes or card.priority is not None:
            chips = self._chips(card, left, bottom + CHIP_GAP, room, footers[0] if footers else None)
            bottom = max([bottom, *(chip.rect.bottom for chip in chips)])
        initial = None
        if persona is not None and circle is not None:
            initial = persona[0], circle, self._initial(persona[1], circle)
        return CardContent(
            width,
            bottom + self._top,
            text,
            pill,
            footers,
            badges,
            initial,
            frame,
            picture is not None,
            chips,
        )

    def _block(self, text: str, style: TextStyle, room: float) -> TextBlock:
        """A text that other cards are likely to have as well."""
        key = text, style, room
        block = self._common.get(key)
        if block is None:
            if len(self._common) >= _MOST_COMMON:
                self._common.clear()
            block = self._common[key] = self._setter.block(text, style, room)
        return block

    def _frame(self, left: float, top: float, room: float, picture: Picture | None, crop: Crop | None) -> Rect:
        shape = PICTURE_SHAPE
        if picture is not None:
            wide, tall = float(picture.width), float(picture.height)
            if crop is not None:
                wide, tall = wide * crop.width, tall * crop.height
            shape = min(1.0, max(0.4, tall / wide))
        return Rect(left, top + 1.5, room, room * shape)

    def _chips(
        self, card: Card, left: float, top: float, room: float, footer: PlacedText | None
    ) -> tuple[ChipBox, ...]:
        """Priority, votes and tags beside each other, in as many rows as they need, the first behind the footer if it can."""
        wanted: list[tuple[str, str, int]] = []
        if card.priority is not None:
            wanted.append(
                ("priority", self._said(words.PRIORITY).format(card.priority.impact, card.priority.effort), 0)
            )
        if card.votes:
            wanted.append(
                ("votes", "", card.votes)
                if card.votes <= MOST_DOTS
                else ("votes", f"{card.votes:,}".replace(",", "\u202f"), 1)
            )
        tags = [tag for tag in card.tags if tag.strip()]
        wanted.extend(("tag", tag.strip(), 0) for tag in tags[:MOST_TAGS])
        if len(tags) > MOST_TAGS:
            wanted.append(("tag", f"+{len(tags) - MOST_TAGS}", 0))
        found: list[ChipBox] = []
        x, row = left, 0.0
        if footer is not None and len(footer.block.lines) == 1 and not footer.block.lines[0].rtl:
            x = left + footer.block.width + 2 * CHIP_GAP
            top = footer.y + (footer.block.height - self._styles.chip.size * 1.5) / 2
        for what, text, dots in wanted:
            before = _CHIP_PAD + dots * (_DOT + 2.0)
            block = self._block(text, self._styles.chip, max(8.0, room - before - _CHIP_PAD)) if text else None
            width = before + (block.width if block else -2.0) + _CHIP_PAD
            height = max(self._styles.chip.size * 1.5, (block.height if block else 0.0) + 2.0)
            if x > left and (
                x + width > left + room
                or (not found and footer is not None and block is not None and len(block.lines) > 1)
            ):
                top = top + row + CHIP_GAP if found or footer is None else footer.rect.bottom + CHIP_GAP
                x, row = left, 0.0
            rect = Rect(x, top, width, height)
            middle = top + (height - _DOT) / 2
            spots = tuple(Rect(x + _CHIP_PAD + n * (_DOT + 2.0), middle, _DOT, _DOT) for n in range(dots))
            placed = None
            if block is not None:
                placed = PlacedText(block, x + before, top + (height - block.height) / 2, block.width)
            found.append(ChipBox(what, rect, placed, spots))
            x, row = rect.right + CHIP_GAP, max(row, height)
        return tuple(found)

    def _pill(self, channel: Channel, left: float, top: float, room: float) -> PillBox:
        before, after = 5.0 + PILL_ICON + 3.5, 6.0
        block = self._block(channel.name or channel.id, self._styles.pill, max(8.0, room - before - after))
        height = max(PILL_HEIGHT, block.height + 3.5)
        rect = Rect(left - 1.0, top, block.width + before + after, height)
        icon = Rect(rect.x + 5.0, top + (height - PILL_ICON) / 2, PILL_ICON, PILL_ICON)
        text = PlacedText(block, rect.x + before, top + (height - block.height) / 2, block.width)
        return PillBox(channel, rect, icon, text)

    def _badges(
        self, kinds: tuple[str, ...], dot: bool, left: float, room: float, top: float, own_row: bool
    ) -> tuple[tuple[tuple[str, Rect], ...], Rect | None]:
        """Badges set flush right (flush left in rows of their own, wrapping there); the persona's circle comes last."""
        count = len(kinds) + dot
        if not count:
            return (), None
        step = BADGE + BADGE_GAP
        per_row = _per_row(room) if own_row else count
        x = left if own_row else left + room - count * step + BADGE_GAP
        places = [Rect(x + n % per_row * step, top + 1.0 + n // per_row * step, BADGE, BADGE) for n in range(count)]
        return tuple(zip(kinds, places, strict=False)), places[-1] if dot else None

    def _initial(self, name: str, circle: Rect) -> PlacedText:
        block = self._block(_first_letter(name), self._styles.initial, BADGE * 2)
        return PlacedText(
            block, circle.center.x - block.width / 2, circle.center.y - block.height / 2, max(block.width, 1.0)
        )
