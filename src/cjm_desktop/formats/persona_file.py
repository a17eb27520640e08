"""A `.cjmpersona` file goes in, a persona with its portrait comes out; a persona of a map goes in, a file is on the disk.

The file is UTF-8 JSON, as strict as that of a map: a size limit first, no key twice, no number that JSON does not have.
It stands for itself: the portrait lies in it, and the channels of the map's own that the persona names.
"""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError
from pydantic_core import to_json

from cjm_desktop.formats import atomic, strict_json
from cjm_desktop.formats.complaints import complaint
from cjm_desktop.formats.errors import FileProblem, file_name, why_not_written
from cjm_desktop.formats.migrations import Version
from cjm_desktop.formats.reading import decoded, read_file
from cjm_desktop.formats.versions import version_of, written_version
from cjm_desktop.model.journey import Journey, Table
from cjm_desktop.model.records import Channel, Persona, Picture
from cjm_desktop.model.rules import repair

SIZE_LIMIT = 50_000_000
SUFFIX = ".cjmpersona"
FORMAT = "cjm-persona"
MIME = "application/vnd.cjm.persona+json"
OWN_VERSION = Version(1, 0)
#: More channels or pictures than this are no persona.
_RECORD_LIMIT = 200


@dataclass(frozen=True)
class PersonaFile:
    """A persona as it stands in a file: with its portrait, where it has one, and the own channels that it names.

    `notes` are sentences for the user about what was mended; `unknown` are fields of the file that a newer version of
    the program may know, and `version` the version that the file says.
    """

    persona: Persona
    portrait: Picture | None = None
    channels: tuple[Channel, ...] = ()
    notes: tuple[str, ...] = ()
    unknown: dict[str, Any] = field(default_factory=dict)
    version: str = str(OWN_VERSION)


class _Document(BaseModel):
    """What a file holds, as plain JSON says it."""

    model_config = ConfigDict(frozen=True, extra="allow")

    format: str = FORMAT
    version: str = str(OWN_VERSION)
    persona: Persona
    channels: Table[Channel] = Field(default_factory=Table)
    pictures: Table[Picture] = Field(default_factory=Table)


def of_map(journey: Journey, id_: str) -> PersonaFile:
    """A persona of a map, with all that it needs to stand for itself; KeyError for an unknown id."""
    persona = journey.personas[id_]
    portrait = journey.pictures.get(persona.portrait) if persona.portrait is not None else None
    channels = tuple(journey.channels[name] for name in persona.channels if name in journey.channels)
    return PersonaFile(persona, portrait, channels)


def load(path: str | os.PathLike[str]) -> PersonaFile:
    """The persona in a file; FileProblem where there is none."""
    try:
        return loads(read_file(path, SIZE_LIMIT), os.fspath(path))
    except FileProblem as problem:
        raise FileProblem(str(problem), path) from problem


def loads(data: bytes, name: str) -> PersonaFile:
    """The persona in the bytes of a file; `name` is what sentences call the file. FileProblem where there is none."""
    name = file_name(name)
    if len(data) > SIZE_LIMIT:
        raise FileProblem(f"{name} is larger than {SIZE_LIMIT // 1_000_000} MB.")
    text = decoded(data, name)
    if not text.strip():
        raise FileProblem(f"{name} is empty.")
    document = strict_json.parse(text, name)
    if not isinstance(document, dict) or document.get("format") != FORMAT:
        raise FileProblem(f"{name} is not a persona: it does not say “format”: “{FORMAT}”.")
    version = version_of(document, name, OWN_VERSION)
    if version.major > OWN_VERSION.major:
        raise FileProblem(
            f"{name} is of format {version}, which is newer than this program ({OWN_VERSION}). "
            "A newer version of the program can read it."
        )
    return _checked(document, name, version)


def dumps(file: PersonaFile) -> bytes:
    """The bytes of the file."""
    document = _Document.model_construct(
        format=FORMAT,
        version=str(written_version(file.version, OWN_VERSION)),
        persona=file.persona,
        channels=Table.of(file.channels),
        pictures=Table.of([] if file.portrait is None else [file.portrait]),
        **file.unknown,
    )
    plain = document.model_dump(mode="json", exclude_defaults=True, warnings=False)
    persona = {"id": file.persona.id, "name": file.persona.name, **plain.pop("persona")}
    head = {"format": FORMAT, "version": str(written_version(file.version, OWN_VERSION)), "persona": persona}
    return to_json({**head, **{key: value for key, value in plain.items() if key not in head}}, indent=2) + b"\n"


def save(file: PersonaFile, path: str | os.PathLike[str]) -> None:
    """Write the file, whole or not at all; FileProblem on any failure.

    What is written is read again first, so that no file comes to be that this program cannot open.
    """
    name = file_name(path)
    try:
        data = dumps(file)
        again = loads(data, os.fspath(path))
    except FileProblem as problem:
        raise FileProblem(
            f"Nothing was saved, because the file could not be opened again: {problem}", path
        ) from problem
    except (ValueError, RecursionError) as error:  # what pydantic raises for a value that JSON does not have
        raise FileProblem(f"{name} was not saved: the persona holds a value that cannot be written.", path) from error
    if dumps(again) != data:
        raise FileProblem(f"{name} was not saved: the persona reads differently when it is opened again.", path)
    try:
        atomic.write(path, data)
    except (OSError, ValueError) as error:
        raise FileProblem(f"{name} was not saved: {why_not_written(error, path)}.", path) from error


def _checked(document: dict[str, Any], name: str, version: Version) -> PersonaFile:
    """The persona that plain data is; FileProblem where it is none."""
    for table in ("channels", "pictures"):
        found = document.get(table, [])
        if not isinstance(found, list):
            raise FileProblem(f"{name}: in {table}: a list in square brackets is expected.")
        if len(found) > _RECORD_LIMIT:
            raise FileProblem(f"{name} holds {len(found):,} {table}; {_RECORD_LIMIT:,} are the most.")
    try:
        made = _Document.model_validate(document)
    except ValidationError as error:
        raise FileProblem(f"{name}: {complaint(error, document)}.") from error
    persona = made.persona
    for record in (made, persona, persona.portrait_crop, *made.channels.values(), *made.pictures.values()):
        flaw = strict_json.flaw(record.model_extra) if record is not None else None
        if flaw:
            raise FileProblem(f"{name}: {flaw}.")
    # A map of this persona alone: what is mended in a map is mended here, and in the same words.
    alone, notes = repair(
        Journey(personas=Table.of([persona]), channels=Table(made.channels), pictures=Table(made.pictures))
    )
    (persona,) = alone.personas.values()
    portrait = None if persona.portrait is None else alone.pictures[persona.portrait]
    return PersonaFile(
        persona, portrait, tuple(alone.channels.values()), notes, dict(made.model_extra or {}), str(version)
    )
