"""What makes a map sound beyond the types of its fields: unique ids, references that lead somewhere, pictures that are some.

A file merged by hand may break these rules. It is not refused: `repair` mends what it can, loses as little as it can, and
says in the user's words what it did.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from cjm_desktop.model.catalogue import ROLES
from cjm_desktop.model.journey import TABLES, Journey, Table
from cjm_desktop.model.pictures import picture_bytes, picture_id, sniff
from cjm_desktop.model.records import Card, Curve, Lane, LaneKind, Picture, Stage

#: Which fields of which table hold an id of which other table. A card's channel may also be one of the catalogue, and its
#: `sub_stage` is one of its own stage.
REFERENCES: Mapping[str, Mapping[str, str]] = {
    "personas": {"portrait": "pictures"},
    "cards": {
        "lane": "lanes",
        "stage": "stages",
        "channel": "channels",
        "persona": "personas",
        "picture": "pictures",
    },
    "curves": {"lane": "lanes", "persona": "personas"},
    "points": {"curve": "curves", "stage": "stages"},
    "metrics": {"lane": "lanes", "stage": "stages"},
    "connectors": {"source": "cards", "target": "cards"},
}
#: The same for fields that hold several ids.
LISTED_REFERENCES: Mapping[str, Mapping[str, str]] = {
    "views": {"hidden_lanes": "lanes", "hidden_stages": "stages", "channels": "channels", "personas": "personas"},
}

_NOTES_LIMIT = 20


def repair(journey: Journey) -> tuple[Journey, tuple[str, ...]]:
    """A sound map and one sentence for each thing mended; the same map and nothing where it is sound already."""
    notes: list[str] = []
    for mend in (_pictures, _ids, _sub_stage_ids, _curves, _points, _metrics, _cards, _personas, _connectors, _views):
        journey = mend(journey, notes)
    if len(notes) > _NOTES_LIMIT:
        notes[_NOTES_LIMIT - 1 :] = [f"{len(notes) - _NOTES_LIMIT + 1:,} more things of these kinds were mended."]
    return journey, tuple(notes)


def _with(journey: Journey, **tables: Table[Any]) -> Journey:
    return journey.model_copy(update=tables)


def _quoted(*names: str) -> str:
    """The first name that says something, shortened, in quotation marks."""
    name = " ".join(next(name for name in names if name.strip()).split())
    return f"“{name if len(name) <= 40 else name[:39] + '…'}”"


def _pictures(journey: Journey, notes: list[str]) -> Journey:
    """Pictures whose data is damaged or no picture go; type, size and id are put right from the data."""
    kept: list[Picture] = []
    moved: dict[str, str] = {}
    changed = False
    for picture in journey.pictures.values():
        data = picture_bytes(picture)
        facts = None if data is None else sniff(data)
        if data is None or facts is None:
            notes.append(
                f"Picture {_quoted(picture.alt, picture.id)} is damaged or of a kind that is not taken; it was left out."
            )
            changed = True
            continue
        right: dict[str, Any] = {"id": picture_id(data), **facts._asdict()}
        if any(getattr(picture, name) != value for name, value in right.items()):
            if picture.id != right["id"]:
                moved[picture.id] = right["id"]
            notes.append(f"Picture {_quoted(picture.alt, picture.id)} was described wrongly; its data was believed.")
            picture = picture.model_copy(update=right)
            changed = True
        kept.append(picture)
    if not changed:
        return journey
    return _renamed(_with(journey, pictures=Table.of(kept)), {"pictures": moved})


def _ids(journey: Journey, notes: list[str]) -> Journey:
    """No id stands in two tables: the later record gets another one. Pictures keep theirs, which is their content's."""
    count = sum(len(getattr(journey, table)) for table in TABLES)
    taken = {id_ for table in TABLES for id_ in getattr(journey, table)}
    if len(taken) == count:
        return journey
    seen: set[str] = set()
    numbers: dict[str, int] = {}
    renames: dict[str, dict[str, str]] = {}
    for table in ("pictures", *(table for table in TABLES if table != "pictures")):
        for id_ in getattr(journey, table):
            if id_ in seen:
                renames.setdefault(table, {})[id_] = fresh = _free(id_, taken, numbers)
                taken.add(fresh)
                notes.append(f"The id “{id_}” named two things; one of them is now “{fresh}”.")
            seen.add(id_)
    return with_new_ids(journey, renames)


def with_new_ids(journey: Journey, renames: Mapping[str, Mapping[str, str]]) -> Journey:
    """The map with other ids for some records, and every reference following; `renames` gives old and new by table."""
    for table, names in renames.items():
        records = (
            record.model_copy(update={"id": names[id_]}) if id_ in names else record
            for id_, record in getattr(journey, table).items()
        )
        journey = _with(journey, **{table: Table.of(records)})
    return _renamed(journey, renames)


def _free(id_: str, taken: set[str], numbers: dict[str, int]) -> str:
    """An id like this one that is not taken; `numbers` remembers how far each beginning has been counted."""
    start = id_[:70]
    number = numbers.get(start, 2)
    while (made := f"{start}-{number}") in taken:
        number += 1
    numbers[start] = number
    return made


def _renamed(journey: Journey, renames: Mapping[str, Mapping[str, str]]) -> Journey:
    """Every reference to a renamed record follows it; `renames` gives old and new ids for each table."""
    for table, fields in REFERENCES.items():
        made = []
        for record in getattr(journey, table).values():
            update = {
                name: names[getattr(record, name)]
                for name, target in fields.items()
                if (names := renames.get(target)) and getattr(record, name) in names
            }
            made.append(record.model_copy(update=update) if update else record)
        journey = _replaced(journey, table, made)
    for table, fields in LISTED_REFERENCES.items():
        made = []
        for record in getattr(journey, table).values():
            lists = {name: (getattr(record, name), renames.get(target, {})) for name, target in fields.items()}
            followed = {
                name: tuple(names.get(id_, id_) for id_ in ids)
                for name, (ids, names) in lists.items()
                if not names.keys().isdisjoint(ids)
            }
            made.append(record.model_copy(update=followed) if followed else record)
        journey = _replaced(journey, table, made)
    return journey


def _sub_stage_ids(journey: Journey, notes: list[str]) -> Journey:
    """Within a stage no two sub-stages share an id."""
    made: list[Stage] = []
    for stage in journey.stages.values():
        ids = [part.id for part in stage.sub_stages]
        if len(set(ids)) != len(ids):
            taken, seen = set(ids), set[str]()
            numbers: dict[str, int] = {}
            parts = []
            for part in stage.sub_stages:
                if part.id in seen:
                    part = part.model_copy(update={"id": _free(part.id, taken, numbers)})
                    taken.add(part.id)
                seen.add(part.id)
                parts.append(part)
            notes.append(f"Two sub-stages of {_quoted(stage.name, stage.id)} had one id; one of them got another.")
            stage = stage.model_copy(update={"sub_stages": tuple(parts)})
        made.append(stage)
    return _replaced(journey, "stages", made)


def _replaced(journey: Journey, table: str, made: list[Any]) -> Journey:
    """The journey with the records of a table; the same journey where they are the ones that it has."""
    old = getattr(journey, table)
    if len(made) == len(old) and all(new is was for new, was in zip(made, old.values(), strict=True)):
        return journey
    return _with(journey, **{table: Table.of(made)})


def _curves(journey: Journey, notes: list[str]) -> Journey:
    """A curve without its lane moves to an emotion lane, which is made where there is none."""
    made: list[Curve] = []
    for curve in journey.curves.values():
        update: dict[str, Any] = {}
        if curve.lane not in journey.lanes:
            home = next((lane.id for lane in journey.lanes.values() if lane.kind is LaneKind.EMOTION), None)
            if home is None:
                role = ROLES["emotions"]
                taken = {id_ for table in TABLES for id_ in getattr(journey, table)}
                home = "lane-emotions" if "lane-emotions" not in taken else _free("lane-emotions", taken, {})
                lane = Lane(id=home, kind=LaneKind.EMOTION, role=role.key, label=role.label)
                journey = _with(journey, lanes=Table.of([*journey.lanes.values(), lane]))
            update["lane"] = home
            notes.append(
                f"The emotion curve {_quoted(curve.label, curve.id)} belonged to a lane that is not there; "
                f"it is now in {_quoted(journey.lanes[home].label, home)}."
            )
        if curve.persona is not None and curve.persona not in journey.personas:
            update["persona"] = None
            notes.append(f"The emotion curve {_quoted(curve.label, curve.id)} belonged to a persona that is not there.")
        made.append(curve.model_copy(update=update) if update else curve)
    return _replaced(journey, "curves", made)


def _points(journey: Journey, notes: list[str]) -> Journey:
    kept = []
    for point in journey.points.values():
        missing = _missing(("curve", point.curve, journey.curves), ("stage", point.stage, journey.stages))
        if missing:
            value = "without a value" if point.value is None else f"of value {point.value:g}"
            notes.append(
                f"Emotion point {_quoted(point.label, point.id)} {value} belonged to a {missing} that is not there; "
                "it was left out."
            )
        else:
            kept.append(point)
    return _replaced(journey, "points", kept)


def _metrics(journey: Journey, notes: list[str]) -> Journey:
    kept = []
    for metric in journey.metrics.values():
        missing = _missing(("lane", metric.lane, journey.lanes), ("stage", metric.stage, journey.stages))
        if missing:
            value = "without a value" if metric.value is None else f"of value {metric.value:g}"
            notes.append(
                f"Metric {_quoted(metric.label, metric.id)} {value} belonged to a {missing} that is not there; "
                "it was left out."
            )
        else:
            kept.append(metric)
    return _replaced(journey, "metrics", kept)


def _missing(*parts: tuple[str, str, Mapping[str, Any]]) -> str | None:
    return next((word for word, id_, table in parts if id_ not in table), None)


def _cards(journey: Journey, notes: list[str]) -> Journey:
    place = {stage: number for number, stage in enumerate(journey.stages)}
    made: list[Card] = []
    for card in journey.cards.values():
        update: dict[str, Any] = {}
        said: list[str] = []
        if card.lane is not None and card.lane not in journey.lanes:
            update["lane"] = None
            said.append("pointed at a lane that is not there; it waits in the parking lot.")
        if card.stage is not None and card.stage not in place:
            update["stage"] = None
            said.append("pointed at a stage that is not there; it waits in the parking lot.")
        stage = journey.stages.get(update.get("stage", card.stage) or "")
        if card.sub_stage is not None and (
            stage is None or card.sub_stage not in {part.id for part in stage.sub_stages}
        ):
            update["sub_stage"] = None
            said.append("pointed at a sub-stage that is not there.")
        if stage is not None and card.span > len(place) - place[stage.id]:
            update["span"] = len(place) - place[stage.id]
            said.append("reached past the last stage; it now ends there.")
        if card.persona is not None and card.persona not in journey.personas:
            update["persona"] = None
            said.append("belonged to a persona that is not there.")
        if card.picture is not None and card.picture not in journey.pictures:
            update["picture"] = None
            said.append("showed a picture that is not there.")
        if update:
            card = card.model_copy(update=update)
            notes += [f"Card {_quoted(card.text, card.id)} {what}" for what in said]
        made.append(card)
    return _replaced(journey, "cards", made)


def _personas(journey: Journey, notes: list[str]) -> Journey:
    made = []
    for persona in journey.personas.values():
        if persona.portrait is not None and persona.portrait not in journey.pictures:
            notes.append(f"The portrait of {_quoted(persona.name, persona.id)} is not there.")
            persona = persona.model_copy(update={"portrait": None})
        made.append(persona)
    return _replaced(journey, "personas", made)


def _connectors(journey: Journey, notes: list[str]) -> Journey:
    kept = []
    for connector in journey.connectors.values():
        if connector.source not in journey.cards or connector.target not in journey.cards:
            notes.append(
                f"Arrow {_quoted(connector.label, connector.id)} led to a card that is not there; it was left out."
            )
        elif connector.source == connector.target:
            notes.append(f"Arrow {_quoted(connector.label, connector.id)} led from a card to itself; it was left out.")
        else:
            kept.append(connector)
    return _replaced(journey, "connectors", kept)


def _views(journey: Journey, notes: list[str]) -> Journey:
    """A view forgets what it hid or showed and is not there. Its channels may be those of a newer catalogue."""
    made = []
    for view in journey.views.values():
        update = {}
        for name, target in LISTED_REFERENCES["views"].items():
            ids, table = getattr(view, name), getattr(journey, target)
            if target != "channels" and not all(id_ in table for id_ in ids):
                update[name] = tuple(id_ for id_ in ids if id_ in table)
                notes.append(f"The view {_quoted(view.name, view.id)} named a {target[:-1]} that is not there.")
        made.append(view.model_copy(update=update) if update else view)
    return _replaced(journey, "views", made)
