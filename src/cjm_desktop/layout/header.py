"""The map's title, scope and personas in, the header above the stages out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from cjm_desktop.geometry import Rect
from cjm_desktop.layout import words
from cjm_desktop.layout.boxes import HeaderBox, PersonaBox, PlacedText
from cjm_desktop.layout.styles import Styles
from cjm_desktop.model.catalogue import CHANNELS
from cjm_desktop.model.journey import Journey
from cjm_desktop.model.records import Persona
from cjm_desktop.text.lines import TextSetter, TextStyle
from cjm_desktop.theme import Spacing

FULL_CARDS = 3  #: personas shown with quote and needs; further ones only by name
_PORTRAIT = 40.0
_SMALL_PORTRAIT = 20.0
_PAD = 10.0
_GAP = 9.0
_TITLE_MIN = 300.0  #: with less room beside the personas they stand beneath the title
#: Widths of a persona card by the number beside each other: the most, and the share of the header.
_WIDTHS = {1: (420.0, 0.42), 2: (300.0, 0.31), 3: (252.0, 0.22)}


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
        full, small = ranked[:FULL_CARDS], ranked[FULL_CARDS:]
        card_width, beside = self._card_width(len(full), width)
        area = len(full) * card_width + max(0, len(full) - 1) * _GAP if full else 0.0
        title_room = width - area - 2 * _GAP if beside and full else width
        title, details = self._words(journey, left, top, title_room)
        bottom = (details[-1] if details else title).rect.bottom
        boxes: list[PersonaBox] = []
        if full:
            area_left = left + width - area if beside else left
            area_top = top if beside else bottom + _GAP
            many = len(personas) > 1
            boxes = self._full(full, order, journey, area_left, area_top, card_width, many)
            if small:
                row_top = boxes[0].rect.bottom + _GAP / 2 + 1
                boxes += self._small(small, order, journey, area_left, row_top, area)
            bottom = max(bottom, *(box.rect.bottom for box in boxes))
        return HeaderBox(Rect(left, top, width, bottom - top), title, details, tuple(boxes))

    def _card_width(self, count: int, width: float) -> tuple[float, bool]:
        """How wide each full persona card is, and whether they stand beside the title."""
        if not count:
            return 0.0, True
        most, share = _WIDTHS[count]
        wide = min(most, max(200.0, width * share))
        area = count * wide + (count - 1) * _GAP
        if width - area - 2 * _GAP >= min(_TITLE_MIN, width * 0.4):
            return wide, True
        return (width - (count - 1) * _GAP) / count, False

    def _words(
        self, journey: Journey, left: float, top: float, room: float
    ) -> tuple[PlacedText, tuple[PlacedText, ...]]:
        def put(text: str, style: TextStyle, y: float) -> PlacedText:
            return PlacedText(self._setter.block(text, style, room), left, y, room)

        title = put(journey.title or words.UNTITLED, self._styles.title, top)
        scope = words.SCOPE.format(journey.scope.strip()) if journey.scope.strip() else ""
        subtitle = _joined(words.KINDS[journey.kind], journey.scenario, scope)
        owner = _joined(words.OWNER.format(journey.owner.strip()), journey.date) if journey.owner.strip() else ""
        objective = words.OBJECTIVE.format(journey.objective.strip()) if journey.objective.strip() else ""
        expected = words.EXPECTATIONS.format(journey.expectations.strip()) if journey.expectations.strip() else ""
        y = title.rect.bottom + 3.0
        details = []
        for text in (subtitle, objective, expected, owner):
            if text:
                details.append(put(text, self._styles.subtitle, y))
                y = details[-1].rect.bottom + 0.5
        return title, tuple(details)

    def _full(
        self,
        personas: Sequence[Persona],
        order: Mapping[str, int],
        journey: Journey,
        left: float,
        top: float,
        width: float,
        many: bool,
    ) -> list[PersonaBox]:
        """Cards beside each other, all as high as the highest."""
        made = []
        for n, persona in enumerate(personas):
            x = left + n * (width + _GAP)
            text_left = x + _PAD + _PORTRAIT + _PAD
            texts = self._texts(persona, journey, text_left, top + 8.0, x + width - _PAD - text_left)
            made.append((persona, x, texts))
        height = max(_PORTRAIT + 2 * _PAD, *(texts[-1][1].rect.bottom + 8.0 - top for _, _, texts in made))
        return [
            PersonaBox(
                persona,
                Rect(x, top, width, height),
                Rect(x + _PAD, top + _PAD, _PORTRAIT, _PORTRAIT),
                texts,
                order[persona.id],
                many,
                _picture(persona, journey),
            )
            for persona, x, texts in made
        ]

    def _texts(
        self, persona: Persona, journey: Journey, left: float, top: float, room: float
    ) -> tuple[tuple[str, PlacedText], ...]:
        channels = ", ".join(_channel_name(journey, name) for name in persona.channels)
        needs = "; ".join(persona.needs) or "; ".join(persona.goals)
        rows = (
            ("name", _name(persona), self._styles.persona_name),
            ("detail", persona.demographics.strip(), self._styles.persona_detail),
            ("quote", _quoted(persona.quote), self._styles.persona_quote),
            ("detail", words.NEEDS.format(needs) if needs else "", self._styles.persona_detail),
            ("detail", words.CHANNELS.format(channels) if channels else "", self._styles.persona_detail),
        )
        texts = []
        for what, text, style in rows:
            if text:
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
                _name(persona),
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
            boxes.append(
                PersonaBox(
                    persona, rect, portrait, (("name", text),), order[persona.id], True, _picture(persona, journey)
                )
            )
            x, row = x + width + 6.0, max(row, height)
        return boxes


def _name(persona: Persona) -> str:
    return _joined(persona.name, persona.archetype) or words.PERSONA


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


def _picture(persona: Persona, journey: Journey) -> str | None:
    return persona.portrait if persona.portrait in journey.pictures else None
