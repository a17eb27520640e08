"""Row 11: a map of every version that there ever was opens as it was meant, and keeps what this program does not know."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from typing import Any

import pytest

from cjm_desktop.formats import journey_file
from cjm_desktop.formats.journey_file import OWN_VERSION, dumps, loads
from cjm_desktop.formats.migrations import MIGRATIONS, Migration, Version
from cjm_desktop.model.journey import TABLES, Journey, Table
from cjm_desktop.model.records import Record
from tests.maps import random_map
from tests.reliability.programme import Tally

#: What each version added; a file of an older one does not have it. A new version is a new line, or a test fails.
ADDED: dict[Version, dict[str, tuple[str, ...]]] = {
    Version(1, 0): {},
    Version(1, 1): {
        "": ("views", "versions", "version_pictures"),
        "cards": ("crop", "accent"),
        "personas": ("portrait_crop",),
        "lanes": ("by_channel",),
    },
}
_PLAIN = (None, True, 7, 0.25, "", "é 茶", [1, [2, {}]], {"id": "x", "deep": [None]})


def of_version(document: dict[str, Any], version: Version) -> dict[str, Any]:
    """The document as a program of that version would have written it."""
    made: dict[str, Any] = json.loads(json.dumps(document))
    made["version"] = str(version)
    for later, added in ADDED.items():
        if later <= version:
            continue
        for table, names in added.items():
            for record in made.get(table, []) if table else [made]:
                for name in names:
                    record.pop(name, None)
    return made


def with_unknown_fields(document: dict[str, Any], dice: random.Random) -> dict[str, Any]:
    """The document with fields that no version knows, in records of every kind and depth."""
    for holder in [document, *_records(document)]:
        if dice.random() < 0.6:
            holder[f"field_of_tomorrow_{dice.randrange(3)}"] = dice.choice(_PLAIN)
    return document


def _records(value: Any) -> Iterator[dict[str, Any]]:
    for part in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        if isinstance(part, dict):
            yield part
        yield from _records(part)


def differences(old: Any, new: Any, path: str = "") -> list[str]:
    """What of the old data is not in the new; what the new says beyond it is no harm."""
    if isinstance(old, dict) and isinstance(new, dict):
        return [
            found
            for key, value in old.items()
            if key != "version"
            for found in (
                [f"{path}.{key} is gone"] if key not in new else differences(value, new[key], f"{path}.{key}")
            )
        ]
    if isinstance(old, list) and isinstance(new, list) and len(old) == len(new):
        return [
            found
            for n, (before, after) in enumerate(zip(old, new, strict=True))
            for found in differences(before, after, f"{path}[{n}]")
        ]
    return [] if old == new else [f"{path}: {old!r} became {new!r}"]


def lost(count: int, tally: Tally) -> list[str]:
    """What of so many maps of every version does not survive opening, editing and saving."""
    found: list[str] = []
    for seed in range(count):
        dice = random.Random(seed)
        document = json.loads(dumps(random_map(seed, dice.randint(3, 40), stages=4)))
        for version in ADDED:
            old = with_unknown_fields(of_version(document, version), dice)
            loaded = loads(json.dumps(old).encode(), "old.cjm")
            edited = loaded.journey.model_copy(update={"owner": "Somebody else"})
            new = json.loads(dumps(edited))
            tally.add(f"of {version}")
            assert new["version"] == str(OWN_VERSION)
            assert loaded.notes == ()
            found += differences({**old, "owner": "Somebody else"}, new)
    return found


@pytest.mark.row(11)
def test_maps_of_every_version_lose_nothing(tally: Tally) -> None:
    found = lost(20 * tally.n, tally)
    tally.add("lost", len(found))
    assert found == []


@pytest.mark.row(11)
def test_every_version_is_listed(tally: Tally) -> None:
    """The fields of the present version are those of the first and what was added since; whoever adds one must say so."""
    assert max(ADDED) == OWN_VERSION
    assert {step.before for step in MIGRATIONS} <= ADDED.keys()
    for added in ADDED.values():
        for table, names in added.items():
            kind: type[Record] = Journey if not table else Journey.model_fields[table].annotation.__args__[0]  # type: ignore[union-attr]
            assert set(names) <= kind.model_fields.keys(), table
            assert all(not kind.model_fields[name].is_required() for name in names), table
            tally.add("added fields", len(names))
    assert set(TABLES) >= {name for added in ADDED.values() for name in added if name}


@pytest.mark.row(11, without="the unknown fields of cards")
def test_a_reader_that_forgets_is_found_out(tally: Tally, monkeypatch: pytest.MonkeyPatch) -> None:
    repair = journey_file.repair

    def forgetful(journey: Journey) -> tuple[Journey, tuple[str, ...]]:
        journey, notes = repair(journey)
        cards = (card.model_copy() for card in journey.cards.values())
        bare = Table.of(type(card)(**{name: getattr(card, name) for name in type(card).model_fields}) for card in cards)
        return journey.model_copy(update={"cards": bare}), notes

    monkeypatch.setattr(journey_file, "repair", forgetful)
    assert any("cards" in one and "is gone" in one for one in lost(5, tally))


@pytest.mark.row(11, without="a step that keeps what it does not know")
def test_a_step_that_drops_is_found_out(tally: Tally, monkeypatch: pytest.MonkeyPatch) -> None:
    known = {"format", "version", "title", *TABLES}
    drops = Migration(
        Version(1, 0), OWN_VERSION, lambda document: {key: value for key, value in document.items() if key in known}
    )
    monkeypatch.setattr(
        journey_file, "migrate", lambda document, before, wanted: _migrated(document, before, wanted, drops)
    )
    assert any("field_of_tomorrow" in one for one in lost(5, tally))


def _migrated(document: dict[str, Any], before: Version, wanted: Version, step: Migration) -> dict[str, Any]:
    from cjm_desktop.formats.migrations import migrate

    return migrate(document, before, wanted, (step,))
