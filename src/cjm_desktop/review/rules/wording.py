"""Rules about words: cards too long to be read from the back of a room, and one thing that has several names."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from unicodedata import category, east_asian_width

from cjm_desktop.editing.cards import update_cards
from cjm_desktop.editing.renaming import rename_owner, rename_source, rename_tag, replace_channel
from cjm_desktop.model.catalogue import CHANNELS
from cjm_desktop.model.journey import Journey
from cjm_desktop.model.records import TEXT_MAX, LaneKind
from cjm_desktop.model.saying import QT_TRANSLATE_NOOP
from cjm_desktop.review.roles import OWNER_ROLES
from cjm_desktop.review.rules.alike import alike
from cjm_desktop.review.rules.look import Look
from cjm_desktop.review.rules.rule import Finding, Fix, Fixed, Hit, Rule, Severity, card_named, quoted

#: So many letters are about six lines of a card; what is longer is read by nobody while somebody speaks.
_LONG = 140
_MOST_LINES = 8
_SENTENCE = re.compile(r"(.{4,}?[.!?…。！？])[\s”»\"]+|(.{3,}?)\n", re.DOTALL)


def _long_cards(look: Look) -> Iterator[Hit]:
    by_lines = QT_TRANSLATE_NOOP("review", "{card} has {count} lines, too many to be read when projected")
    for card in look.placed:
        # Most cards are short, and a line break takes a character, too.
        if 2 * len(card.text) <= _LONG and card.text.count("\n") < _MOST_LINES:
            continue
        text = card.text.strip()
        lines = sum(bool(line.strip()) for line in text.splitlines())
        if _length(text) > _LONG:
            yield Hit(card.id, {"card": card_named(look.journey, card), "count": sum(map(_is_seen, text))})
        elif lines > _MOST_LINES:
            yield Hit(card.id, {"card": card_named(look.journey, card), "count": lines}, template=by_lines)


def _length(text: str) -> int:
    """How much room a text takes, in letters: a wide character that of two, a mark above or below another one none."""
    if text.isascii():
        return len(text)
    return sum(_is_seen(char) + (east_asian_width(char) in "WF") for char in text)


def _is_seen(char: str) -> bool:
    return category(char) not in ("Mn", "Me", "Cf")


def _shorten(journey: Journey, finding: Finding) -> Fixed | None:
    """The first sentence stays, the rest goes into the note; None where the first sentence is too long itself."""
    card = journey.cards[finding.place]
    text = card.text.strip()
    found = _SENTENCE.match(text)
    first = (found[1] or found[2]).strip() if found else ""
    if not first or _length(first) > _LONG or first.count("\n") >= _MOST_LINES:
        return None
    note = "\n\n".join(part for part in (text[len(first) :].strip(), card.note.strip()) if part)
    if len(note) > TEXT_MAX:
        return None
    return Fixed(update_cards(journey, [card.id], text=first, note=note), (card.id,))


class _Names:
    """The names of one kind of thing: how often each occurs, and where it occurs first."""

    def __init__(self) -> None:
        self.counts: Counter[str] = Counter()
        self.places: dict[str, str] = {}

    def add(self, name: str, place: str) -> None:
        if name.strip():
            self.counts[name] += 1
            self.places.setdefault(name, place)


def _owners(look: Look) -> _Names:
    names = _Names()
    names.add(look.journey.owner, "")
    for card in look.journey.cards.values():
        names.add(card.owner, card.id)
    for card in look.cards_of(OWNER_ROLES):
        names.add(card.text, card.id)
    return names


def _touchpoint_lanes(journey: Journey) -> frozenset[str]:
    return frozenset(lane.id for lane in journey.lanes.values() if lane.kind is LaneKind.TOUCHPOINTS)


def _tags(look: Look) -> _Names:
    names = _Names()
    for card in look.journey.cards.values():
        for tag in card.tags:
            names.add(tag, card.id)
    return names


def _sources(look: Look) -> _Names:
    names, journey = _Names(), look.journey
    for source in journey.sources.values():
        # What stands in the list of sources is what they are called.
        names.add(source.title, "")
        names.counts[source.title] += len(journey.cards)
    for table in (journey.cards, journey.points, journey.metrics):
        for id_, record in table.items():
            if record.evidence is not None:
                names.add(record.evidence.source, id_)
    return names


def _touchpoints(look: Look) -> _Names:
    names, lanes = _Names(), _touchpoint_lanes(look.journey)
    for card in look.placed:
        if card.lane in lanes:
            # Where a line breaks is no difference.
            names.add(" ".join(card.text.split()), card.id)
    return names


def _rename_touchpoint(journey: Journey, old: str, new: str) -> Journey:
    lanes = _touchpoint_lanes(journey)
    cards = [card.id for card in journey.cards.values() if card.lane in lanes and " ".join(card.text.split()) == old]
    return update_cards(journey, cards, text=new)


_RENAMED: dict[str, tuple[Callable[[Look], _Names], Callable[[Journey, str, str], Journey], str]] = {
    "owner": (_owners, rename_owner, QT_TRANSLATE_NOOP("review", "the owner {kept} is called {other} as well")),
    "tag": (_tags, rename_tag, QT_TRANSLATE_NOOP("review", "the tag {kept} is written {other} as well")),
    "touchpoint": (
        _touchpoints,
        _rename_touchpoint,
        QT_TRANSLATE_NOOP("review", "the touchpoint {kept} is written {other} as well"),
    ),
    "source": (_sources, rename_source, QT_TRANSLATE_NOOP("review", "the source {kept} is called {other} as well")),
}


def _several_names(look: Look) -> Iterator[Hit]:
    for kind, (names_of, _, template) in _RENAMED.items():
        names = names_of(look)
        # Whole sentences differ by a letter that makes another sentence of them.
        for group in alike(names.counts, letters=kind != "touchpoint"):
            kept = max(group, key=lambda name: names.counts[name])
            for other in group:
                if other != kept:
                    values = {"kept": quoted(kept), "other": quoted(other)}
                    yield Hit(names.places[other], values, (kind, other, kept), template)
    yield from _several_channels(look)


def _several_channels(look: Look) -> Iterator[Hit]:
    own = look.journey.channels
    if not own:
        return
    cards = Counter(card.channel for card in look.journey.cards.values())
    by_name: dict[str, list[str]] = {}
    for id_, channel in {**CHANNELS, **own}.items():
        by_name.setdefault(channel.name, []).append(id_)
    first = {card.channel: card.id for card in reversed(look.journey.cards.values())}
    groups = [[id_ for name in group for id_ in by_name[name]] for group in alike(by_name)]
    groups += [ids for ids in by_name.values() if len(ids) > 1 and not any(ids[0] in group for group in groups)]
    for group in groups:
        # What the program knows stays.
        kept = max(group, key=lambda id_: (id_ not in own, cards[id_]))
        for other in group:
            if other == kept or other not in own:
                continue
            there = own.get(kept) or CHANNELS[kept]
            values = {"kept": quoted(there.name), "other": quoted(own[other].name)}
            template = QT_TRANSLATE_NOOP("review", "the channel {kept} is there a second time as {other}")
            yield Hit(first.get(other, ""), values, ("channel", other, kept), template)


def _use_one_name(journey: Journey, finding: Finding) -> Fixed | None:
    kind, other, kept = finding.data
    select = (finding.place,) if finding.place else ()
    if kind == "channel":
        known = kept in journey.channels or kept in CHANNELS
        return Fixed(replace_channel(journey, other, kept), select) if known else None
    return Fixed(_RENAMED[kind][1](journey, other, kept), select)


RULES: tuple[Rule, ...] = (
    Rule(
        "long-card",
        Severity.HINT,
        QT_TRANSLATE_NOOP("review", "Card too long to read"),
        QT_TRANSLATE_NOOP("review", "{card} has {count} characters, too many to be read when projected"),
        QT_TRANSLATE_NOOP("review", "Who reads a long card does not listen."),
        _long_cards,
        Fix(
            QT_TRANSLATE_NOOP("undo", "Move the rest into the note"),
            _shorten,
            QT_TRANSLATE_NOOP("review", "Move the Rest into the Note"),
        ),
    ),
    Rule(
        "named-differently",
        Severity.HINT,
        QT_TRANSLATE_NOOP("review", "One thing, several names"),
        QT_TRANSLATE_NOOP("review", "{kept} is called {other} as well"),
        QT_TRANSLATE_NOOP("review", "What has two names is counted twice and found by half."),
        _several_names,
        Fix(QT_TRANSLATE_NOOP("undo", "Use one name"), _use_one_name, QT_TRANSLATE_NOOP("review", "Use One Name")),
    ),
)
