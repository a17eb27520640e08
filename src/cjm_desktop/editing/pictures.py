"""Embedded pictures: put one into the map, describe it, and let those go that nothing shows any more."""

from __future__ import annotations

from collections.abc import Iterable

from cjm_desktop.editing.tables import changed, chosen, replaced, update_record, with_tables, without
from cjm_desktop.model.journey import Journey, Table
from cjm_desktop.model.records import Picture


def insert_picture(journey: Journey, picture: Picture) -> Journey:
    """The map with the picture; a picture's id is the hash of its bytes, so one that is there already is the same."""
    if picture.id in journey.pictures:
        return journey
    return with_tables(journey, pictures=Table({**journey.pictures, picture.id: picture}))


def update_picture(journey: Journey, id_: str, /, *, alt: str) -> Journey:
    """The map with a picture's description changed: the rest follows from its data. KeyError for an unknown id."""
    return update_record(journey, "pictures", id_, {"alt": alt})


def remove_pictures(journey: Journey, ids: Iterable[str]) -> Journey:
    """The map without the pictures; cards and personas that showed one show none. KeyError for an unknown id."""
    gone = chosen(journey.pictures, ids)
    if not gone:
        return journey
    return with_tables(
        journey,
        pictures=without(journey.pictures, gone),
        cards=replaced(
            journey.cards,
            [changed(card, {"picture": None}) for card in journey.cards.values() if card.picture in gone],
        ),
        personas=replaced(
            journey.personas,
            [changed(one, {"portrait": None}) for one in journey.personas.values() if one.portrait in gone],
        ),
    )


def drop_unused(journey: Journey, candidates: Iterable[str | None]) -> Journey:
    """The map without those of the candidates that no card and no persona shows.

    A picture that its last user has let go would stay in the file, where nobody sees it and somebody may find it.
    """
    unused = {id_ for id_ in candidates if id_ in journey.pictures}
    if not unused:
        return journey
    unused -= {card.picture for card in journey.cards.values()}
    unused -= {persona.portrait for persona in journey.personas.values()}
    return with_tables(journey, pictures=without(journey.pictures, [id_ for id_ in unused if id_ is not None]))
