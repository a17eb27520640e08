"""A `.cjm` file goes in, a checked journey comes out with notes for the user; a journey goes in, the bytes of a file come out.

The file is UTF-8 JSON, one property per line, in the order of the model's fields, so that one edited word is one changed
line. Values that are the model's defaults are left out, except those that a reader wants to see in every record.
"""

from __future__ import annotations

import gc
import hashlib
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel, ValidationError
from pydantic_core import from_json, to_json

from cjm_desktop.formats import strict_json
from cjm_desktop.formats.complaints import complaint
from cjm_desktop.formats.errors import FileProblem, file_name
from cjm_desktop.formats.migrations import NoStepError, Version, migrate
from cjm_desktop.formats.reading import decoded, read_file
from cjm_desktop.formats.registry import import_advice
from cjm_desktop.formats.versions import version_of, written_version
from cjm_desktop.model.journey import FORMAT, TABLES, VERSION_MAJOR, VERSION_MINOR, Journey
from cjm_desktop.model.queries import parked_cards
from cjm_desktop.model.records import Record
from cjm_desktop.model.rules import repair

SIZE_LIMIT = 50_000_000
#: Ten times the largest map that anybody is known to have made; checked in half a second.
RECORD_LIMIT = 50_000
#: What a file may weigh beside its pictures.
TEXT_LIMIT = 12_000_000
#: Stages times lanes: an empty cell costs something as well.
CELL_LIMIT = 100_000
OWN_VERSION = Version(VERSION_MAJOR, VERSION_MINOR)
SUFFIX = ".cjm"

#: What every record of a table says, first and in this order, even where it is the default.
_ALWAYS: dict[str, dict[str, Any]] = {
    "conflicts": {"table": "", "record": "", "field": "", "base": None, "ours": None, "theirs": None},
    "sources": {"id": None, "title": ""},
    "personas": {"id": None, "name": ""},
    "channels": {"id": None, "name": ""},
    "stages": {"id": None, "name": ""},
    "lanes": {"id": None, "kind": "cards", "role": "own", "label": ""},
    "lines": {"id": None, "kind": None, "label": ""},
    "cards": {"id": None, "lane": None, "stage": None, "text": ""},
    "curves": {"id": None, "lane": None},
    "points": {"id": None, "curve": None, "stage": None, "position": 0.5, "value": None},
    "metrics": {"id": None, "lane": None, "stage": None, "label": "", "value": None},
    "connectors": {"id": None, "source": None, "target": None, "kind": "flow"},
    "pictures": {"id": None},
}


@dataclass(frozen=True, slots=True)
class Loaded:
    """What a file held. `notes` are sentences for the user; `digest` is the SHA-256 of the file's bytes in hexadecimal.

    `read_only` says that the file is of a newer major version: it may be looked at and saved under another name. `mended`
    says that the journey is not quite what the file holds, because something in it was broken; `displaced` are the ids of
    cards that stood in a lane or stage that is not there, and are parked now.
    """

    journey: Journey
    notes: tuple[str, ...]
    read_only: bool
    digest: str
    mended: bool = False
    displaced: tuple[str, ...] = ()


def load(path: str | os.PathLike[str]) -> Loaded:
    """The map in a file; FileProblem where there is none, which says of a file of another kind how to make a map of it."""
    try:
        return loads(read_file(path, SIZE_LIMIT), os.fspath(path))
    except FileProblem as problem:
        advice = import_advice(path) if os.path.isfile(path) else ""
        raise FileProblem(advice or str(problem), path) from problem


def loads(data: bytes, name: str) -> Loaded:
    """The map in the bytes of a file; `name` is what sentences call the file. FileProblem where there is none."""
    with _no_collection():
        journey, notes, read_only = _understood(data, file_name(name))
        parked = {card.id for card in parked_cards(journey)}
        journey, repairs = repair(journey)
        displaced = tuple(card.id for card in parked_cards(journey) if card.id not in parked)
    digest = hashlib.sha256(data).hexdigest()
    return Loaded(journey, notes + repairs, read_only, digest, bool(repairs), displaced)


def dumps(journey: Journey) -> bytes:
    """The bytes of the file. Writes the program's own version, or the newer minor version that the map was opened with."""
    document = journey.model_dump(mode="json", exclude_defaults=True, warnings=False)
    for table, always in _ALWAYS.items():
        if table in document:
            document[table] = [_ordered(record, always) for record in document[table]]
    head = {"format": FORMAT, "version": str(written_version(journey.version, OWN_VERSION)), "title": journey.title}
    return to_json({**head, **{key: value for key, value in document.items() if key not in head}}, indent=2) + b"\n"


def proven(journey: Journey, path: str | os.PathLike[str]) -> bytes:
    """The bytes of the file that is to be at `path`, read again, so that no file comes to be that cannot be opened.

    FileProblem, which says that nothing was saved, where the map cannot be written or reads differently.
    """
    name = file_name(path)
    try:
        with _no_collection():
            data = dumps(journey)
            unchanged = _reads_back(data, journey, name)
    except FileProblem as problem:
        raise FileProblem(
            f"Nothing was saved, because the file could not be opened again: {problem}", path
        ) from problem
    except (ValueError, RecursionError) as error:  # what pydantic raises for a value that JSON does not have
        raise FileProblem(f"{name} was not saved: the map holds a value that cannot be written.", path) from error
    if not unchanged:
        raise FileProblem(f"{name} was not saved: the map reads differently when it is opened again.", path)
    return data


def _reads_back(data: bytes, journey: Journey, name: str) -> bool:
    """Whether the bytes just written hold this journey; FileProblem, which says why, where they hold none.

    Not the whole of `_understood`, which guards against strangers: unknown fields have been through it when they came in.
    """
    _check_size(data, name)
    strict_json.check_signs(data, name)
    document = from_json(data, allow_inf_nan=False)
    _check_text(document, len(data), name)
    again = _validated(document, name, OWN_VERSION)
    same_order = all(list(getattr(again, table)) == list(getattr(journey, table)) for table in TABLES)
    # A list where a tuple should be is no harm in a file, so the bytes decide.
    return (again == journey and same_order) or dumps(again) == data


@contextmanager
def _no_collection() -> Iterator[None]:
    """Without pauses for the garbage collector, which finds nothing among ten thousand new records, again and again."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


def _check_size(data: bytes, name: str) -> None:
    if len(data) > SIZE_LIMIT:
        raise FileProblem(f"{name} is larger than {SIZE_LIMIT // 1_000_000} MB.")


def _check_text(document: dict[str, Any], size: int, name: str) -> None:
    """FileProblem where the file holds so much beside pictures that nobody could have written it."""
    if size <= TEXT_LIMIT:
        return
    for name_of_list in ("pictures", "version_pictures", "versions"):
        records = document.get(name_of_list)
        for record in records if isinstance(records, list) else ():
            data = record.get("data") if isinstance(record, dict) else None
            size -= len(data) if isinstance(data, str) else 0
    if size > TEXT_LIMIT:
        raise FileProblem(
            f"{name} holds {size // 1_000_000} MB beside its pictures and versions; {TEXT_LIMIT // 1_000_000} MB are the most."
        )


def is_newer(journey: Journey) -> bool:
    """Whether the map was made by a newer version of the program."""
    return Version.parse(journey.version) > OWN_VERSION


def _understood(data: bytes, name: str) -> tuple[Journey, tuple[str, ...], bool]:
    """The journey in the bytes as it stands, unrepaired; notes; whether it is of a newer major version."""
    _check_size(data, name)
    text = decoded(data, name)
    if not text.strip():
        raise FileProblem(f"{name} is empty.")
    document = strict_json.parse(text, name)
    if not isinstance(document, dict) or document.get("format") != FORMAT:
        raise FileProblem(f"{name} is not a customer journey map: it does not say “format”: “{FORMAT}”.")
    _check_text(document, len(data), name)
    version = version_of(document, name, OWN_VERSION)
    newer_major = version.major > OWN_VERSION.major
    notes: tuple[str, ...] = ()
    if newer_major:
        notes = (
            f"{name} is of format {version}, which is newer than this program ({OWN_VERSION}). It is open for reading only; "
            "a copy that you save may lack what is new.",
        )
        document = {**document, "version": str(OWN_VERSION)}
    elif version > OWN_VERSION:
        notes = (
            f"{name} is of format {version}, which is newer than this program ({OWN_VERSION}). "
            "What this program does not know is kept.",
        )
    elif version < OWN_VERSION:
        try:
            document = migrate(document, version, OWN_VERSION)
        except NoStepError:
            raise FileProblem(f"{name} is of format {version}, which this program cannot read any more.") from None
    journey = _validated(document, name, version)
    for record in _with_unknown_fields(journey):
        flaw = strict_json.flaw(record.model_extra)
        if flaw:
            raise FileProblem(f"{name}: {flaw}.")
    return journey, notes, newer_major


def _validated(document: dict[str, Any], name: str, version: Version) -> Journey:
    """The journey that plain data of the present format is; `version` is that of the file. FileProblem where it is none."""
    for table in TABLES:
        if not isinstance(document.get(table, []), list):  # the model also takes tables, which are mappings
            raise FileProblem(f"{name}: in {table}: a list in square brackets is expected.")
    _check_count(document, name)
    try:
        return Journey.model_validate(document)
    except ValidationError as error:
        said = f"{name}: {complaint(error, document)}"
        if version > OWN_VERSION:
            said += f" (the file is of format {version}; a newer version of the program may read it)"
        raise FileProblem(f"{said}.") from error


def _check_count(document: dict[str, Any], name: str) -> None:
    """FileProblem where the tables (lists, all of them) hold more than a map can be drawn with."""
    parts = (stage.get("sub_stages") for stage in document.get("stages", []) if isinstance(stage, dict))
    count = sum(len(document.get(table, [])) for table in TABLES) + sum(len(p) for p in parts if isinstance(p, list))
    if count > RECORD_LIMIT:
        raise FileProblem(f"{name} holds {count:,} records; {RECORD_LIMIT:,} are the most.")
    stages, lanes = (len(document.get(table, [])) for table in ("stages", "lanes"))
    if stages * lanes > CELL_LIMIT:
        raise FileProblem(
            f"{name} has {stages:,} stages and {lanes:,} lanes, which make {stages * lanes:,} cells; "
            f"{CELL_LIMIT:,} are the most."
        )


def _ordered(record: dict[str, Any], always: dict[str, Any]) -> dict[str, Any]:
    made = {key: record.pop(key, default) for key, default in always.items()}
    made.update(record)
    if "evidence" in made:
        made["evidence"] = {"status": "assumed", **made["evidence"]}
    return made


def _holds_records(annotation: Any) -> bool:
    arguments = getattr(annotation, "__args__", ())
    if isinstance(annotation, type) and not arguments:
        return issubclass(annotation, BaseModel)
    return any(_holds_records(argument) for argument in arguments)


#: The fields of each kind of record that hold further records (evidence, links ...).
_NESTED: dict[type[Record], tuple[str, ...]] = {
    kind: tuple(name for name, field in kind.model_fields.items() if _holds_records(field.annotation))
    for kind in Record.__subclasses__()
    if kind is not Journey
}


def _with_unknown_fields(journey: Journey) -> Iterator[Record]:
    """Every record, at any depth, that holds a field which the model does not have."""
    if journey.model_extra:
        yield journey
    for kept in (journey.conflicts, journey.versions, journey.version_pictures):
        yield from (record for record in kept if record.model_extra)
    for table in TABLES:
        for record in getattr(journey, table).values():
            if record.model_extra:
                yield record
            for name in _NESTED[type(record)]:
                inner = getattr(record, name)
                for part in inner if isinstance(inner, tuple) else (inner,):
                    if part is not None and part.model_extra:
                        yield part
