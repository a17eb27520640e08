"""Rules about channels: touchpoints without one, unknown and unused ones, and ways that break between online and offline."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise, product

from cjm_desktop.editing.channels import insert_channel, remove_channels
from cjm_desktop.model.journey import Journey
from cjm_desktop.model.queries import channel_of
from cjm_desktop.model.records import Card, Channel, LaneKind
from cjm_desktop.model.saying import QT_TRANSLATE_NOOP
from cjm_desktop.review.rules.look import Look, says
from cjm_desktop.review.rules.rule import Finding, Fix, Fixed, Hit, Rule, Severity, card_named, quoted, stage_named

#: What others say of us hands nobody over.
_EARNED = frozenset({"word_of_mouth", "review_site"})


def _without_channel(look: Look) -> Iterator[Hit]:
    lanes = {lane.id for lane in look.journey.lanes.values() if lane.kind is LaneKind.TOUCHPOINTS}
    for card in look.placed:
        if card.channel is None and card.lane in lanes and says(card):
            yield Hit(card.id, {"card": card_named(look.journey, card)})


def _unknown(look: Look) -> Iterator[Hit]:
    for card in look.journey.cards.values():
        if card.channel is not None and channel_of(look.journey, card) is None:
            yield Hit(
                card.id,
                {"card": card_named(look.journey, card), "channel": quoted(card.channel)},
                (card.channel,),
            )


def _make_known(journey: Journey, finding: Finding) -> Fixed | None:
    (id_,) = finding.data
    if id_ in journey.channels:
        return None
    name = id_.replace("-", " ").replace("_", " ").strip().capitalize() or id_
    try:
        return Fixed(insert_channel(journey, Channel(id=id_, name=name)), (finding.place,))
    except ValueError:  # another thing of the map has this id
        return None


def _unused(look: Look) -> Iterator[Hit]:
    journey = look.journey
    if not journey.channels:
        return
    used = {card.channel for card in journey.cards.values()}
    used.update(name for persona in journey.personas.values() for name in persona.channels)
    for channel in journey.channels.values():
        if channel.id not in used and channel.name not in used:
            yield Hit(channel.id, {"channel": quoted(channel.name or channel.id)})


def _remove(journey: Journey, finding: Finding) -> Fixed | None:
    return Fixed(remove_channels(journey, [finding.place])) if finding.place in journey.channels else None


def _gaps(look: Look) -> Iterator[Hit]:
    journey = look.journey
    met: dict[str, list[Card]] = {}
    for card in look.placed:
        if card.lane in look.touchpoint_lanes and card.channel is not None and card.channel not in _EARNED:
            for stage in look.stages_of(card):
                met.setdefault(stage, []).append(card)
    tied = {frozenset(arrow) for arrow in _stages_tied(look)}
    for one, two in pairwise(look.stage_ids):
        here, there = _world(journey, met.get(one, ())), _world(journey, met.get(two, ()))
        if here is None or there is None or here == there or frozenset((one, two)) in tied:
            continue
        values = {"one": stage_named(look, one), "two": stage_named(look, two)}
        offline = QT_TRANSLATE_NOOP(
            "review", "from {one} to {two} the way leads offline, and nothing takes the customer across"
        )
        online = QT_TRANSLATE_NOOP(
            "review", "from {one} to {two} the way leads online, and nothing takes the customer across"
        )
        yield Hit(two, values, template=online if there else offline)


def _world(journey: Journey, cards: list[Card] | tuple[Card, ...]) -> bool | None:
    """Whether all these touchpoints are online (or all offline); None where there are none, or both or neither."""
    worlds = {channel.online for card in cards if (channel := channel_of(journey, card)) is not None}
    return worlds.pop() if len(worlds) == 1 else None


def _stages_tied(look: Look) -> Iterator[tuple[str, str]]:
    placed = {card.id: card for card in look.placed} if look.arrows else {}
    for source, target in look.arrows:
        if source in placed and target in placed:
            yield from product(look.stages_of(placed[source]), look.stages_of(placed[target]))


RULES: tuple[Rule, ...] = (
    Rule(
        "touchpoint-without-channel",
        Severity.HINT,
        QT_TRANSLATE_NOOP("review", "Touchpoint without channel"),
        QT_TRANSLATE_NOOP("review", "{card} has no channel"),
        QT_TRANSLATE_NOOP(
            "review", "Without its channel nobody knows who is responsible for it, or where it can be measured."
        ),
        _without_channel,
        field="channel",
    ),
    Rule(
        "unknown-channel",
        Severity.WARNING,
        QT_TRANSLATE_NOOP("review", "Unknown channel"),
        QT_TRANSLATE_NOOP("review", "{card} has the channel {channel}, which neither the map nor the program knows"),
        QT_TRANSLATE_NOOP("review", "Its name and its icon cannot be shown."),
        _unknown,
        Fix(QT_TRANSLATE_NOOP("undo", "Add channel"), _make_known, QT_TRANSLATE_NOOP("review", "Add Channel")),
        field="channel",
    ),
    Rule(
        "unused-channel",
        Severity.HINT,
        QT_TRANSLATE_NOOP("review", "Channel used nowhere"),
        QT_TRANSLATE_NOOP("review", "the channel {channel} is used nowhere"),
        QT_TRANSLATE_NOOP(
            "review", "Either a touchpoint is missing from the map, or the channel is not part of this journey."
        ),
        _unused,
        Fix(QT_TRANSLATE_NOOP("undo", "Delete channel"), _remove, QT_TRANSLATE_NOOP("review", "Delete Channel")),
    ),
    Rule(
        "channel-gap",
        Severity.HINT,
        QT_TRANSLATE_NOOP("review", "Gap between online and offline"),
        QT_TRANSLATE_NOOP("review", "between {one} and {two} nothing takes the customer across"),
        QT_TRANSLATE_NOOP("review", "Customers get lost where nothing leads them from online to offline or back."),
        _gaps,
        counts=QT_TRANSLATE_NOOP(
            "review", "An arrow between the two, or a touchpoint of the other side, says what takes them across."
        ),
    ),
)
