"""Hypothesis strategies: texts of all scripts, and sound journeys with every kind of record in them."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Sequence
from typing import Any, TypeVar

from hypothesis import strategies as st

from cjm_desktop.model.catalogue import CHANNELS, ROLES
from cjm_desktop.model.journey import Journey, Table
from cjm_desktop.model.records import (
    BlueprintLine,
    Card,
    Channel,
    Conflict,
    Connector,
    ConnectorKind,
    Crop,
    Curve,
    CurveStyle,
    EmotionPoint,
    Evidence,
    KeptVersion,
    Lane,
    LaneKind,
    LineKind,
    MapKind,
    Mark,
    Metric,
    MetricDisplay,
    Persona,
    Priority,
    Proof,
    Source,
    Stage,
    SubStage,
    Unmatched,
    View,
    WebLink,
)
from tests.maps import WORDS, picture

T = TypeVar("T")

#: Words of one language, as people write them.
written: st.SearchStrategy[str] = st.sampled_from([(between, words) for between, _, words in WORDS.values()]).flatmap(
    lambda language: st.lists(st.sampled_from(language[1]), max_size=8).map(language[0].join)
)
#: Any characters that a file can hold: all scripts, signs, controls, marks and joiners; everything but half characters.
wild: st.SearchStrategy[str] = st.text(st.characters(exclude_categories=["Cs"]), max_size=24)
texts: st.SearchStrategy[str] = st.one_of(
    written,
    wild,
    st.lists(st.one_of(written, wild), min_size=2, max_size=3).map("\n".join),
    st.sampled_from(
        ["", " ", "e\u0301", "👩‍👩‍👧‍👦🏽", "\u202eabc", 'a "quoted" \\ text', "اب\u200cج 123", "é\u2028ü", "\t\x00\x7f"]
    ),
)
names: st.SearchStrategy[str] = st.one_of(written, st.text(st.characters(exclude_categories=["Cs"]), max_size=12))
text_lists: st.SearchStrategy[tuple[str, ...]] = st.lists(texts, max_size=3).map(tuple)
#: What ids begin with; a number follows.
id_styles: st.SearchStrategy[str] = st.sampled_from(["card-", "x", "0", "A.b_", "-", "..", "q" * 70])
numbers: st.SearchStrategy[float] = st.floats(-1e12, 1e12)
#: What a field of a newer version may hold.
json_values: st.SearchStrategy[Any] = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(-(10**15), 10**15), st.floats(-1e9, 1e9), wild),
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(names, inner, max_size=3)),
    max_leaves=6,
)
#: Fields that no version has; the names are kept apart from the model's.
unknown_fields: st.SearchStrategy[dict[str, Any]] = st.dictionaries(names.map("x-".__add__), json_values, max_size=2)

proofs = st.builds(
    Proof,
    status=st.sampled_from(Evidence),
    source=names,
    count=st.none() | st.integers(0, 10**12),
    spread=st.none() | st.floats(0, 1e12),
)
priorities = st.builds(Priority, impact=st.integers(1, 5), effort=st.integers(1, 5))
links = st.builds(
    WebLink,
    url=st.sampled_from(
        ["https://example.org/a?b=c", "http://пример.рф/", "mailto:a@example.org", "../дни/my%20day.cjm"]
    ),
    title=names,
)
crops = st.builds(Crop, x=st.floats(0, 1), y=st.floats(0, 1), width=st.floats(0.001, 1), height=st.floats(0.001, 1))
spans: st.SearchStrategy[str] = st.sampled_from(["5 min", "1 h 30", "2–4 days", "3 Wochen", "overnight"])
marks = st.lists(st.sampled_from(Mark), max_size=3, unique=True).map(tuple)


_TEXTS, _NAMES, _TEXT_LISTS, _UNKNOWN_FIELDS, _PROOFS, _LINKS = texts, names, text_lists, unknown_fields, proofs, links


def maybe(strategy: st.SearchStrategy[T]) -> st.SearchStrategy[T | None]:
    return st.none() | strategy


def one_of(values: Sequence[T]) -> st.SearchStrategy[T | None]:
    """None or one of the values, which may be empty."""
    return st.sampled_from([None, *values])


def again(draw: st.DrawFn, strategy: st.SearchStrategy[T]) -> st.SearchStrategy[T]:
    """A strategy that gives, again and again, one of a few values that are drawn now."""
    return st.sampled_from(draw(st.lists(strategy, min_size=1, max_size=6)))


@st.composite
def journeys(draw: st.DrawFn, *, most: int = 4, unknown: bool = False) -> Journey:
    """A sound journey with up to `most` stages, lanes, personas and so on, and up to three times as many cards.

    With `unknown`, records also carry fields that the model does not know. Texts are drawn once and used again in many
    places, which is what keeps drawing fast.
    """
    texts, names = again(draw, _TEXTS), again(draw, _NAMES)
    text_lists, unknown_fields = again(draw, _TEXT_LISTS), again(draw, _UNKNOWN_FIELDS)
    proofs, links = again(draw, _PROOFS), again(draw, _LINKS)
    style = draw(id_styles)
    counter = itertools.count()

    def record(kind: type[T], /, **fields: Any) -> T:
        extra = draw(unknown_fields) if unknown else {}
        return kind(
            **{
                **extra,
                **{
                    name: draw(value) if isinstance(value, st.SearchStrategy) else value
                    for name, value in fields.items()
                },
            }
        )

    def new_id() -> str:
        return f"{style}{next(counter)}"

    def some(make: Callable[[], T], low: int = 0, high: int = most) -> list[T]:
        return [make() for _ in range(draw(st.integers(low, high)))]

    pictures = [picture(2 + number, 3, (number, 9, 9)) for number in range(draw(st.integers(0, 2)))]
    picture_ids = [made.id for made in pictures]
    sources = some(
        lambda: record(Source, id=new_id(), title=names, note=texts, count=maybe(st.integers(0, 10**12))), high=2
    )
    personas = some(
        lambda: record(
            Persona,
            id=new_id(),
            name=names,
            portrait=one_of(picture_ids),
            primary=st.booleans(),
            archetype=names,
            demographics=texts,
            quote=texts,
            needs=text_lists,
            goals=text_lists,
            frustrations=text_lists,
            channels=text_lists,
        ),
        high=2,
    )
    persona_ids = [made.id for made in personas]
    channels = some(lambda: record(Channel, id=new_id(), name=names, online=maybe(st.booleans())), high=2)
    channel_ids = [*(made.id for made in channels), *CHANNELS]
    stages = some(
        lambda: record(
            Stage,
            id=new_id(),
            name=names,
            sub_stages=tuple(some(lambda: record(SubStage, id=new_id(), name=names), high=2)),
            start=names,
            duration=st.one_of(names, spans),
            customer_goal=texts,
            business_goal=texts,
            goals_coincide=maybe(st.booleans()),
            width=maybe(st.floats(60, 2_000)),
            note=texts,
        )
    )
    lanes = some(
        lambda: record(
            Lane,
            id=new_id(),
            kind=st.sampled_from(LaneKind),
            role=st.one_of(st.sampled_from(list(ROLES)), names),
            label=names,
            hint=names,
            accent=maybe(names),
            height=maybe(st.floats(20, 5_000)),
            display=maybe(st.sampled_from(MetricDisplay)),
            collapsed=st.booleans(),
            hidden=st.booleans(),
            locked=st.booleans(),
            by_channel=st.booleans(),
            note=texts,
        )
    )
    lane_ids, stage_ids = [made.id for made in lanes], [made.id for made in stages]
    lines = some(
        lambda: record(
            BlueprintLine,
            id=new_id(),
            kind=st.sampled_from(LineKind),
            label=names,
            before=st.lists(st.sampled_from(list(ROLES)), max_size=2).map(tuple),
            hidden=st.booleans(),
        ),
        high=2,
    )

    def card() -> Card:
        stage = draw(one_of(stages))
        return record(
            Card,
            id=new_id(),
            lane=one_of(lane_ids),
            stage=stage and stage.id,
            sub_stage=one_of([part.id for part in stage.sub_stages]) if stage else None,
            span=st.integers(1, len(stages) - stage_ids.index(stage.id)) if stage else st.integers(1, 3),
            text=texts,
            channel=one_of(channel_ids),
            persona=one_of(persona_ids),
            evidence=maybe(proofs),
            owner=names,
            duration=st.one_of(names, spans),
            tags=text_lists,
            marks=marks,
            priority=maybe(priorities),
            links=st.lists(links, max_size=2).map(tuple),
            picture=one_of(picture_ids),
            crop=maybe(crops),
            accent=maybe(st.sampled_from(["red", "green", "no such accent"])),
            note=texts,
            votes=st.integers(0, 1_000_000),
        )

    cards = some(card, high=3 * most)
    card_ids = [made.id for made in cards]
    curves = (
        some(
            lambda: record(
                Curve,
                id=new_id(),
                lane=st.sampled_from(lane_ids),
                persona=one_of(persona_ids),
                label=names,
                style=st.sampled_from(CurveStyle),
                hidden=st.booleans(),
            ),
            high=2,
        )
        if lanes
        else []
    )
    points = (
        some(
            lambda: record(
                EmotionPoint,
                id=new_id(),
                curve=st.sampled_from([made.id for made in curves]),
                stage=st.sampled_from(stage_ids),
                position=st.floats(0, 1),
                value=maybe(st.floats(-2, 2)),
                label=texts,
                original=texts,
                marks=marks,
                evidence=maybe(proofs),
            )
        )
        if curves and stages
        else []
    )
    metrics = (
        some(
            lambda: record(
                Metric,
                id=new_id(),
                lane=st.sampled_from(lane_ids),
                stage=st.sampled_from(stage_ids),
                label=names,
                value=maybe(numbers),
                target=maybe(numbers),
                full=maybe(numbers),
                empty=maybe(numbers),
                unit=names,
                series=st.lists(numbers, max_size=3).map(tuple),
                evidence=maybe(proofs),
            ),
            high=2,
        )
        if lanes and stages
        else []
    )
    connectors = (
        some(
            lambda: record(
                Connector,
                id=new_id(),
                **dict(zip(("source", "target"), draw(st.permutations(card_ids))[:2], strict=True)),
                kind=st.sampled_from(ConnectorKind),
                label=names,
            ),
            high=2,
        )
        if len(cards) > 1
        else []
    )

    def part_of(ids: Sequence[str]) -> tuple[str, ...]:
        return tuple(draw(st.lists(st.sampled_from(ids), max_size=2, unique=True))) if ids else ()

    views = some(
        lambda: record(
            View,
            id=new_id(),
            name=names,
            roles=st.lists(st.sampled_from([*ROLES][:6]), max_size=2, unique=True).map(tuple),
            hidden_lanes=part_of([lane.id for lane in lanes]),
            hidden_stages=part_of([stage.id for stage in stages]),
            tags=text_lists,
            channels=part_of([*CHANNELS, *(channel.id for channel in channels)]),
            owners=st.lists(names, max_size=2).map(tuple),
            evidence=st.lists(st.sampled_from(Evidence), max_size=2, unique=True).map(tuple),
            personas=part_of([persona.id for persona in personas]),
            unmatched=st.sampled_from(Unmatched),
        ),
        high=2,
    )

    def conflict() -> Conflict:
        record_id = draw(one_of(card_ids)) or "gone"
        return record(
            Conflict, table="cards", record=record_id, field=names, base=json_values, ours=texts, theirs=json_values
        )

    def version() -> KeptVersion:
        data = st.sampled_from(["", "eJwDAAAAAAE="])
        return record(KeptVersion, id=new_id(), name=names, note=texts, saved="2026-11-22T04:20:05+00:00", data=data)

    return record(
        Journey,
        title=names,
        kind=st.sampled_from(MapKind),
        language=st.sampled_from(["en", "ru", "ar", "zh-Hant", ""]),
        objective=texts,
        scenario=texts,
        scope=texts,
        expectations=texts,
        owner=names,
        date=names,
        revision=names,
        note=texts,
        conflicts=tuple(some(conflict, high=1)),
        versions=tuple(some(version, high=1)),
        version_pictures=draw(st.sampled_from([(), tuple(pictures)])),
        review_off=draw(st.sampled_from([(), ("no-objective",), ("long-card", "of-a-newer-version")])),
        sources=Table.of(sources),
        personas=Table.of(personas),
        channels=Table.of(channels),
        stages=Table.of(stages),
        lanes=Table.of(lanes),
        lines=Table.of(lines),
        cards=Table.of(cards),
        curves=Table.of(curves),
        points=Table.of(points),
        metrics=Table.of(metrics),
        connectors=Table.of(connectors),
        views=Table.of(views),
        pictures=Table.of(pictures),
    )
