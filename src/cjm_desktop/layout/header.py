"""The map's title, scope and personas in, the header above the stages out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from cjm_desktop.geometry import Rect
from cjm_desktop.layout import words
from cjm_desktop.layout.boxes import HeaderBox, PersonaBox, PlacedText
from cjm_desktop.layout.speech import speech
from cjm_desktop.layout.styles import Styles
from cjm_desktop.model.catalogue import CHANNELS
from cjm_desktop.model.journey import Journey
from cjm_desktop.model.records import Persona
from cjm_desktop.text.lines import TextSetter, TextStyle
from cjm_desktop.theme import Spacing

FULL_CARDS = 3  #: personas shown with quote and needs; further ones only by name
_PORTRAIT = 40.0
_LESSER_PORTRAIT = 32.0
_SMALL_PORTRAIT = 20.0
_PAD = 10.0
_GAP = 9.0
_TITLE_MIN = 300.0  #: with less room beside the personas they stand beneath the title
#: Widths of a persona card by the number beside each other: the most, and the share of the header.
_WIDTHS = {1: (420.0, 0.42), 2: (312.0, 0.31), 3: (282.0, 0.24)}
#: The card of a persona that is not primary, beside one that is, is this much as wide.
_LESSER = 0.78
#: Of a list of needs, goals or frustrations the card shows so many, and how many more there are.
_ITEMS = 2
_INITIAL = 0.4  #: size of the initials as a share of the portrait's


@dataclass(frozen=True, slots=True)
class _Row:
    """The full cards of a header: who has one, who of them is more than the others, and how wide theirs are."""

    personas: tuple[Persona, ...]
    greater: int  #: how many of them, from the first, are shown larger
    width: float
    lesser_width: float
    beside: bool  #: whether they stand beside the title

    @property
    def area(self) -> float:
        lesser = len(self.personas) - self.greater
        return self.greater * self.width + lesser * self.lesser_width + max(0, len(self.personas) - 1) * _GAP


class HeaderSetter:
    """Lays out headers."""

    def __init__(self, setter: TextSetter, styles: Styles, space: Spacing) -> None:
        self._setter = setter
        self._styles = styles
        self._space = space

    def box(self, journey: Journey, left: float, width: float, top: float) -> HeaderBox:
        """The header from `left` over `width`, as high as its texts need."""
        personas = list(journey.personas.values())
        order = {persona.id: n for n, persona in enumerate(personas)}
        ranked = sorted(personas, key=lambda persona: not persona.primary)
        row, small = self._row(ranked[:FULL_CARDS], width), ranked[FULL_CARDS:]
        title_room = width - row.area - 2 * _GAP if row.beside and row.personas else width
        title, details = self._words(journey, left, top, title_room)
        bottom = (details[-1] if details else title).rect.bottom
        boxes: list[PersonaBox] = []
        if row.personas:
            area_left = left + width - row.area if row.beside else left
            area_top = top if row.beside else bottom + _GAP
            boxes = self._full(row, order, journey, area_left, area_top)
            if small:
                row_top = boxes[0].rect.bottom + _GAP / 2 + 1
                boxes += self._small(small, order, journey, area_left, row_top, row.area)
            bottom = max(bottom, *(box.rect.bottom for box in boxes))
        return HeaderBox(Rect(left, top, width, bottom - top), title, details, tuple(boxes))

    def _row(self, personas: Sequence[Persona], width: float) -> _Row:
        """How wide each full persona card is, and whether they stand beside the title."""
        count = len(personas)
        if not count:
            return _Row((), 0, 0.0, 0.0, True)
        # Where all are primary, or nobody is, nobody is less.
        primary = sum(persona.primary for persona in personas)
        greater = primary if 0 < primary < count else count
        most, share = _WIDTHS[count]
        wide = min(most, max(200.0, width * share))
        found = _Row(tuple(personas), greater, wide, wide * _LESSER, True)
        if width - found.area - 2 * _GAP >= min(_TITLE_MIN, width * 0.4):
            return found
        wide = (width - (count - 1) * _GAP) / (greater + (count - greater) * _LESSER)
        return replace(found, width=wide, lesser_width=wide * _LESSER, beside=False)

    def _words(
        self, journey: Journey, left: float, top: float, room: float
    ) -> tuple[PlacedText, tuple[PlacedText, ...]]:
        def put(text: str, style: TextStyle, y: float) -> PlacedText:
            return PlacedText(self._setter.block(text, style, room), left, y, room)

        say = speech(journey.language)
        title = put(journey.title or say(words.UNTITLED), self._styles.title, top)
        scope = say(words.SCOPE).format(journey.scope.strip()) if journey.scope.strip() else ""
        subtitle = _joined(say(words.KINDS[journey.kind]), journey.scenario, scope)
        owner = _joined(say(words.OWNER).format(journey.owner.strip()), journey.date) if journey.owner.strip() else ""
        objective = say(words.OBJECTIVE).format(journey.objective.strip()) if journey.objective.strip() else ""
        expected = say(words.EXPECTATIONS).format(journey.expectations.strip()) if journey.expectations.strip() else ""
        y = title.rect.bottom + 3.0
        details = []
        for text in (subtitle, objective, expected, owner):
            if text:
                details.append(put(text, self._styles.subtitle, y))
                y = details[-1].rect.bottom + 0.5
        return title, tuple(details)

    def _full(self, row: _Row, order: Mapping[str, int], journey: Journey, left: float, top: float) -> list[PersonaBox]:
        """Cards beside each other, all as high as the highest."""
        many = len(journey.personas) > 1
        made = []
        for n, persona in enumerate(row.personas):
            greater = n < row.greater
            width = row.width if greater else row.lesser_width
            side = _PORTRAIT if greater else _LESSER_PORTRAIT
            text_left = left + _PAD + side + _PAD
            rows = self._rows(persona, journey, all_of_it=greater)
            texts = self._texts(rows, text_left, top + 8.0, left + width - _PAD - text_left)
            made.append((persona, left, width, side, texts))
            left += width + _GAP
        height = max(_PORTRAIT + 2 * _PAD, *(texts[-1][1].rect.bottom + 8.0 - top for *_, texts in made))
        return [
            self._box(
                persona,
                Rect(x, top, width, height),
                Rect(x + _PAD, top + _PAD, side, side),
                texts,
                order,
                journey,
                many,
            )
            for persona, x, width, side, texts in made
        ]

    def _box(
        self,
        persona: Persona,
        rect: Rect,
        portrait: Rect,
        texts: tuple[tuple[str, PlacedText], ...],
        order: Mapping[str, int],
        journey: Journey,
        many: bool,
    ) -> PersonaBox:
        picture = persona.portrait if persona.portrait in journey.pictures else None
        crop = persona.portrait_crop if picture is not None else None
        letters = initials(persona.name) if picture is None and many else ""
        placed = self._initials(letters, portrait) if letters else None
        return PersonaBox(persona, rect, portrait, texts, order[persona.id], many, picture, crop, placed)

    def _initials(self, letters: str, portrait: Rect) -> PlacedText:
        style = replace(self._styles.initial, size=portrait.width * _INITIAL)
        block = self._setter.block(letters, style, 4 * portrait.width)
        return PlacedText(
            block, portrait.center.x - block.width / 2, portrait.center.y - block.height / 2, max(block.width, 1.0)
        )

    def _rows(self, persona: Persona, journey: Journey, *, all_of_it: bool) -> list[tuple[str, str, TextStyle]]:
        """What a card says from top to bottom: (what, text, style). One that is less says less of what moves somebody."""
        detail = self._styles.persona_detail
        say = speech(journey.language)
        told = [
            say(pattern).format(_some(items))
            for pattern, items in (
                (words.NEEDS, persona.needs),
                (words.GOALS, persona.goals),
                (words.FRUSTRATIONS, persona.frustrations),
            )
            if any(item.strip() for item in items)
        ]
        channels = ", ".join(_channel_name(journey, name) for name in persona.channels)
        if channels and all_of_it:
            told.append(say(words.CHANNELS).format(channels))
        rows = [
            ("name", _name(persona, journey), self._styles.persona_name),
            ("detail", persona.demographics.strip(), detail),
            ("quote", _quoted(persona.quote), self._styles.persona_quote),
            *(("detail", text, detail) for text in (told if all_of_it else told[:1])),
        ]
        return [row for row in rows if row[1]]

    def _texts(
        self, rows: Sequence[tuple[str, str, TextStyle]], left: float, top: float, room: float
    ) -> tuple[tuple[str, PlacedText], ...]:
        texts = []
        for what, text, style in rows:
            texts.append((what, PlacedText(self._setter.block(text, style, room), left, top, room)))
            top = texts[-1][1].rect.bottom + (1.5 if what != "detail" else 0.0)
        return tuple(texts)

    def _small(
        self,
        personas: Sequence[Persona],
        order: Mapping[str, int],
        journey: Journey,
        left: float,
        top: float,
        room: float,
    ) -> list[PersonaBox]:
        """Portrait and name, in rows that wrap."""
        boxes: list[PersonaBox] = []
        x, row = left, 0.0
        for persona in personas:
            block = self._setter.block(
                _name(persona, journey),
                self._styles.persona_detail,
                min(180.0, room - _SMALL_PORTRAIT - 17),
            )
            height = max(_SMALL_PORTRAIT + 6.0, block.height + 6.0)
            width = _SMALL_PORTRAIT + 17.0 + block.width
            if x > left and x + width > left + room:
                x, top, row = left, top + row + 5.0, 0.0
            rect = Rect(x, top, width, height)
            portrait = Rect(x + 4.0, top + (height - _SMALL_PORTRAIT) / 2, _SMALL_PORTRAIT, _SMALL_PORTRAIT)
            text = PlacedText(block, portrait.right + 6.0, top + (height - block.height) / 2, block.width)
            boxes.append(self._box(persona, rect, portrait, (("name", text),), order, journey, True))
            x, row = x + width + 6.0, max(row, height)
        return boxes


def _name(persona: Persona, journey: Journey) -> str:
    return _joined(persona.name, persona.archetype) or speech(journey.language)(words.PERSONA)


def _joined(*parts: str) -> str:
    return " · ".join(stripped for part in parts if (stripped := part.strip()))


def _quoted(quote: str) -> str:
    """The quote in quotation marks, unless the user wrote some."""
    quote = quote.strip()
    if not quote or quote[0] in "“„«‘\"'「『":
        return quote
    return f"“{quote}”"


def _channel_name(journey: Journey, name: str) -> str:
    known = journey.channels.get(name) or CHANNELS.get(name)
    return known.name.lower() if known is not None and known.name else name


def _some(items: Sequence[str]) -> str:
    """The first of a list in one line, and how many more there are."""
    said = [item.strip() for item in items if item.strip()]
    more = f" (+{len(said) - _ITEMS})" if len(said) > _ITEMS else ""
    return "; ".join(said[:_ITEMS]) + more


def initials(name: str) -> str:
    """One or two letters for a name: of the first and the last word, or of the first in scripts without capitals."""
    first = [next((char for char in word if char.isalnum()), "") for word in name.split()]
    letters = [char for char in first if char]
    if not letters:
        return ""
    capitals = [char.upper() for char in letters if char.upper() != char.lower()]
    if not capitals or capitals[0] != letters[0].upper():
        return letters[0]
    return capitals[0] + (capitals[-1] if len(capitals) > 1 else "")
