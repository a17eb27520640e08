"""One name of a thing that has several: an owner, a tag, a source or a channel goes by another name everywhere."""

from __future__ import annotations

from typing import Any

from cjm_desktop.editing.sources import remove_sources
from cjm_desktop.editing.tables import changed, replaced, with_tables, without
from cjm_desktop.editing.views import views_without
from cjm_desktop.model.catalogue import CHANNELS
from cjm_desktop.model.journey import Journey
from cjm_desktop.model.records import Proof, Record


def rename_owner(journey: Journey, old: str, new: str) -> Journey:
    """The map with another owner's name wherever the old one stood: in cards, in owner lanes, of the map, in views."""
    if old == new:
        return journey
    lanes = {lane.id for lane in journey.lanes.values() if lane.role == "owners"}
    cards = []
    for card in journey.cards.values():
        fields: dict[str, Any] = {}
        if card.owner == old:
            fields["owner"] = new
        if card.lane in lanes and card.text == old:
            fields["text"] = new
        if fields:
            cards.append(changed(card, fields))
    views = [
        changed(view, {"owners": _swapped(view.owners, old, new)})
        for view in journey.views.values()
        if old in view.owners
    ]
    after = with_tables(journey, cards=replaced(journey.cards, cards), views=replaced(journey.views, views))
    return changed(after, {"owner": new}) if after.owner == old else after


def rename_tag(journey: Journey, old: str, new: str) -> Journey:
    """The map with another tag wherever the old one stood, once for each card and view."""
    if old == new:
        return journey
    cards = [
        changed(card, {"tags": _swapped(card.tags, old, new)}) for card in journey.cards.values() if old in card.tags
    ]
    views = [
        changed(view, {"tags": _swapped(view.tags, old, new)}) for view in journey.views.values() if old in view.tags
    ]
    return with_tables(journey, cards=replaced(journey.cards, cards), views=replaced(journey.views, views))


def rename_source(journey: Journey, old: str, new: str) -> Journey:
    """The map with evidence from another source wherever the old one stood; of two sources of one title one is left."""
    if old == new:
        return journey
    tables = {}
    for name in ("cards", "points", "metrics"):
        table = getattr(journey, name)
        tables[name] = replaced(table, [_from_source(one, new) for one in table.values() if _source_of(one) == old])
    titled = [source.id for source in journey.sources.values() if source.title == old]
    if any(source.title == new for source in journey.sources.values()):
        return remove_sources(with_tables(journey, **tables), titled)
    sources = [changed(journey.sources[id_], {"title": new}) for id_ in titled]
    return with_tables(journey, **tables, sources=replaced(journey.sources, sources))


def replace_channel(journey: Journey, old: str, new: str) -> Journey:
    """The map with cards, personas and views in the channel `new` that were in `old`, which the map no longer has.

    Both are ids. KeyError where neither the map nor the catalogue knows `new`.
    """
    if new not in journey.channels and new not in CHANNELS:
        raise KeyError(new)
    if old == new:
        return journey
    cards = [changed(card, {"channel": new}) for card in journey.cards.values() if card.channel == old]
    people = [
        changed(one, {"channels": _swapped(one.channels, old, new)})
        for one in journey.personas.values()
        if old in one.channels
    ]
    views = [
        changed(view, {"channels": _swapped(view.channels, old, new)})
        for view in journey.views.values()
        if old in view.channels
    ]
    after = with_tables(
        journey,
        cards=replaced(journey.cards, cards),
        personas=replaced(journey.personas, people),
        views=replaced(journey.views, views),
    )
    if old not in journey.channels:
        return after
    return with_tables(
        after,
        channels=without(after.channels, {old}),
        views=views_without(after.views, "channels", {old}),
    )


def _swapped(names: tuple[str, ...], old: str, new: str) -> tuple[str, ...]:
    """The names with one put in another's place, each once."""
    return tuple(dict.fromkeys(new if name == old else name for name in names))


def _source_of(record: Record) -> str | None:
    proof: Proof | None = getattr(record, "evidence", None)
    return None if proof is None else proof.source


def _from_source(record: Any, source: str) -> Any:
    return changed(record, {"evidence": changed(record.evidence, {"source": source})})
