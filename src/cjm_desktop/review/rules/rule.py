"""What a rule of the review is, what it finds, and what would mend that: frozen data, with words that can be translated."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import NamedTuple

from cjm_desktop.model.catalogue import role_of
from cjm_desktop.model.journey import Journey
from cjm_desktop.model.quoting import quoted as in_quotes
from cjm_desktop.model.records import Card
from cjm_desktop.model.saying import QT_TRANSLATE_NOOP, Translate, english
from cjm_desktop.review.rules.look import Look

_NAME_LENGTH = 40


class Severity(StrEnum):
    """How much a finding matters."""

    WARNING = "warning"  #: the map does not yet do what such a map is for
    HINT = "hint"  #: worth a look


class Named(NamedTuple):
    """A thing with the catalogue's word for its kind (“Pain point”) and what it is called."""

    kind: str
    text: str


Value = str | int | Named


class Hit(NamedTuple):
    """One thing that a rule found: where, what its sentence names, and what its fix needs to know.

    `template` is the sentence where it is not the rule's own.
    """

    place: str
    values: Mapping[str, Value] = MappingProxyType({})
    data: tuple[str, ...] = ()
    template: str = ""


class Fixed(NamedTuple):
    """What a fix makes of a map: the map after it, what to select then, and the id whose text is to be written at once."""

    journey: Journey
    select: tuple[str, ...] = ()
    write: str | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """One remark. `rule` is a stable name, `place` the id of the record it is about ("" for the map), `why` the reason.

    `template` with `values` in it is the remark in English; `data` is what the rule's fix needs.
    """

    rule: str
    severity: Severity
    template: str
    values: tuple[tuple[str, Value], ...]
    place: str
    why: str
    data: tuple[str, ...] = ()

    @property
    def message(self) -> str:
        """The remark in English, without a capital and a full stop."""
        return self.said(english)

    @property
    def called(self) -> str:
        """What it is about, by its name in quotation marks; empty where the remark names nothing."""
        value = next((value for _, value in self.values if not isinstance(value, int)), "")
        return quoted(value.text) if isinstance(value, Named) else value

    def said(self, translate: Translate) -> str:
        """The remark in another language."""
        words = {name: _word(value, translate) for name, value in self.values}
        return translate("review", self.template).format(**words)


@dataclass(frozen=True, slots=True)
class Fix:
    """One undoable step that mends what was found: its label, what it makes (None where it cannot be made), and what the
    button for it says."""

    label: str
    make: Callable[[Journey, Finding], Fixed | None]
    button: str


@dataclass(frozen=True, slots=True)
class Rule:
    """A question to a map. `title` is its short name, `template` the sentence of what it finds, `why` why that matters.

    `field` is the field of the thing it is about in which a person can mend it, as the inspector calls it; `action` is the
    window's action in which that is done, by its id. `counts` says, where it is not plain, what is taken for an answer.
    All texts are marked for translation where they are written.
    """

    id: str
    severity: Severity
    title: str
    template: str
    why: str
    check: Callable[[Look], Iterator[Hit]]
    fix: Fix | None = None
    field: str = ""
    action: str = ""
    counts: str = ""

    def found(self, look: Look) -> tuple[Finding, ...]:
        """What the rule finds in a map."""
        return tuple(
            Finding(
                self.id,
                self.severity,
                hit.template or self.template,
                tuple(hit.values.items()),
                hit.place,
                self.why,
                hit.data,
            )
            for hit in self.check(look)
        )


def quoted(name: str) -> str:
    """A user's name or text in one short line, in quotation marks."""
    return in_quotes(" ".join(name.split()), _NAME_LENGTH)


def card_named(journey: Journey, card: Card) -> Named:
    """A card by what its lane calls it, and by its text."""
    lane = journey.lanes.get(card.lane or "")
    return Named(role_of(lane).card_name if lane else QT_TRANSLATE_NOOP("catalogue", "Card"), card.text or card.id)


def stage_named(look: Look, id_: str | None) -> str:
    """The name of a stage, in quotation marks."""
    stage = look.journey.stages[id_ or ""]
    return quoted(stage.name or stage.id)


def _word(value: Value, translate: Translate) -> str:
    if isinstance(value, Named):
        return f"{translate('catalogue', value.kind).lower()} {quoted(value.text)}"
    return f"{value:,}" if isinstance(value, int) else value
