from __future__ import annotations

from cjm_desktop.editing.change import TableChange, diff, same_content
from cjm_desktop.model.journey import Journey, Table


def _with_cards(journey: Journey, ids: list[str], **fields: str) -> Journey:
    cards = Table((id_, journey.cards[id_]) for id_ in ids)
    for id_, text in fields.items():
        cards[id_] = journey.cards[id_].model_copy(update={"text": text})
    return journey.model_copy(update={"cards": cards})


def test_the_same_journey_has_not_changed(journey: Journey) -> None:
    change = diff(journey, journey, "Nothing")
    assert change.is_empty
    assert (change.before, change.after, change.label) == (journey, journey, "Nothing")


def test_another_object_with_the_same_records_has_not_changed(journey: Journey) -> None:
    assert diff(journey, _with_cards(journey, list(journey.cards))).is_empty


def test_a_record_is_updated_where_it_is_another_object(journey: Journey) -> None:
    after = _with_cards(journey, list(journey.cards), wide="broad")
    assert diff(journey, after).tables == {"cards": TableChange(updated=("wide",))}
    assert not diff(journey, after).is_empty


def test_removed_and_added_ids_stand_in_the_order_of_their_table(journey: Journey) -> None:
    fewer = _with_cards(journey, ["wide", "a-3", "parked"])
    assert diff(journey, fewer).tables == {"cards": TableChange(removed=("a-1", "a-2", "t-1", "e-1"))}
    assert diff(fewer, journey).tables == {"cards": TableChange(added=("a-1", "a-2", "t-1", "e-1"))}


def test_an_order_is_new_only_where_common_ids_changed_places(journey: Journey) -> None:
    turned = _with_cards(journey, ["wide", "a-1", *list(journey.cards)[2:]])
    assert diff(journey, turned).tables == {"cards": TableChange(reordered=True)}
    fewer_and_turned = _with_cards(journey, ["parked", "wide"], wide="broad")
    change = diff(journey, fewer_and_turned).tables["cards"]
    assert change.reordered
    assert change.updated == ("wide",)
    assert not diff(journey, _with_cards(journey, ["wide", "parked"])).tables["cards"].reordered


def test_the_maps_own_fields_are_named_unknown_ones_too(journey: Journey) -> None:
    change = diff(journey, journey.model_copy(update={"title": "New", "owner": "Ann"}))
    assert change.fields == {"title", "owner"}
    assert not change.is_empty
    later = Journey.model_validate({**journey.model_dump(), "mood": "blue"})
    assert "mood" in diff(journey, later).fields
    assert "mood" in diff(later, journey).fields


def test_same_content_looks_into_other_objects(journey: Journey) -> None:
    retyped = _with_cards(journey, list(journey.cards), wide="wide")
    assert retyped.cards["wide"] is not journey.cards["wide"]
    assert same_content(journey, retyped)
    assert not same_content(journey, _with_cards(journey, list(journey.cards), wide="broad"))
    assert not same_content(journey, _with_cards(journey, list(journey.cards), wide="wide", parked="never"))
    assert not same_content(journey, _with_cards(journey, ["wide", "a-1", *list(journey.cards)[2:]]))
    assert not same_content(journey, _with_cards(journey, list(journey.cards)[:-1]))
    assert not same_content(journey, journey.model_copy(update={"title": "New"}))
