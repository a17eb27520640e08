"""A map goes in, with a version of it kept inside under a name; a kept version goes in, the map as it was then comes out.

A version is the map's file, packed. Its pictures are kept beside all versions, each once, so that ten versions of a map with
photographs weigh little more than one.
"""

from __future__ import annotations

import base64
import binascii
import zlib
from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from typing import Any

from pydantic_core import to_json

from cjm_desktop.editing.document import WITHOUT_VERSIONS
from cjm_desktop.editing.tables import changed
from cjm_desktop.formats import strict_json
from cjm_desktop.formats.errors import FileProblem, shown
from cjm_desktop.formats.journey_file import TEXT_LIMIT, dumps, loads
from cjm_desktop.model.ids import fresh_id
from cjm_desktop.model.journey import Journey, Table
from cjm_desktop.model.records import KeptVersion, Picture

#: What all versions inside one map may weigh, packed and without pictures, in bytes.
MOST = 8_000_000
#: How the link to another map ends in a map's file.
_LEADING = b'.cjm"'


def with_version(journey: Journey, name: str, note: str = "", saved: datetime | None = None) -> Journey:
    """The map with one more version inside: as it is now. FileProblem where the versions would weigh too much."""
    data = _packed(journey)
    if sum(len(one.data) for one in journey.versions) + len(data) > MOST:
        raise FileProblem(
            f"The versions inside this map would weigh more than {MOST // 1_000_000} MB: delete some, or keep this one "
            "beside the file."
        )
    moment = (saved or datetime.now(UTC)).astimezone(UTC).isoformat(timespec="seconds")
    id_ = fresh_id("version", {one.id for one in journey.versions})
    kept = KeptVersion(id=id_, name=name, note=note, saved=moment, data=data)
    known = {picture.id for picture in journey.version_pictures}
    more = tuple(picture for picture in journey.pictures.values() if picture.id not in known)
    return changed(
        journey, {"versions": (*journey.versions, kept), "version_pictures": (*journey.version_pictures, *more)}
    )


def without_version(journey: Journey, id_: str) -> Journey:
    """The map without a version, and without pictures that only this one needs; the same map where there is none of this id."""
    left = tuple(one for one in journey.versions if one.id != id_)
    if len(left) == len(journey.versions):
        return journey
    needed = {picture for one in left for picture in _pictures_of(one)}
    pictures = tuple(picture for picture in journey.version_pictures if picture.id in needed)
    return changed(journey, {"versions": left, "version_pictures": pictures})


def version_of(journey: Journey, kept: KeptVersion) -> Journey:
    """The map as it was in this version, without versions of its own. FileProblem where it is damaged."""
    name = f"the version “{shown(kept.name, 60)}”"
    pool: dict[str, Picture] = {picture.id: picture for picture in journey.version_pictures}
    try:
        document = _unpacked(kept)
    except (ValueError, zlib.error, binascii.Error, RecursionError) as error:
        raise FileProblem(f"{name[0].upper()}{name[1:]} is damaged and cannot be used.") from error
    for picture in _listed(document.get("pictures")):
        known = pool.get(str(picture.get("id")))
        picture["data"] = "" if known is None else known.data
    return changed(loads(to_json(document), name).journey, WITHOUT_VERSIONS)


def repacked(journey: Journey, kept: KeptVersion, change: Callable[[Journey], Journey]) -> KeptVersion:
    """The version with the map in it changed; itself where it stays the same, or is damaged."""
    try:
        was = version_of(journey, kept)
    except FileProblem:
        return kept
    now = change(was)
    return kept if now is was else kept.model_copy(update={"data": _packed(now)})


def leads_to_maps(kept: KeptVersion) -> bool:
    """Whether cards of the version may lead to other maps; quick."""
    try:
        return _LEADING in _unzipped(kept).lower()
    except (ValueError, zlib.error):
        return False


def with_versions_of(journey: Journey, other: Journey) -> Journey:
    """The map with the versions of another one: going back to an earlier state loses none that were kept since."""
    return changed(journey, {"versions": other.versions, "version_pictures": other.version_pictures})


def moment_of(kept: KeptVersion) -> datetime | None:
    """When it was kept, in UTC; None where nobody knows."""
    try:
        found = datetime.fromisoformat(kept.saved)
    except ValueError:
        return None
    return found.replace(tzinfo=UTC) if found.tzinfo is None else found.astimezone(UTC)


def _packed(journey: Journey) -> str:
    """A map's file as a version holds it: without versions of its own, and without the bytes of its pictures."""
    bare = changed(journey, WITHOUT_VERSIONS)
    pictures = {id_: picture.model_copy(update={"data": ""}) for id_, picture in bare.pictures.items()}
    packed = zlib.compress(dumps(changed(bare, {"pictures": Table(pictures)})))
    return base64.b64encode(packed).decode("ascii")


def _unzipped(kept: KeptVersion) -> bytes:
    """The bytes of the file in a version; ValueError or zlib.error where there is none."""
    unpacking = zlib.decompressobj()
    # Whatever it says of itself, no more comes out than a map may hold.
    data = unpacking.decompress(base64.b64decode(kept.data, validate=True), TEXT_LIMIT + 1)
    if len(data) > TEXT_LIMIT or not unpacking.eof:
        raise ValueError("too large, or cut")
    return data


def _unpacked(kept: KeptVersion) -> dict[str, Any]:
    """The document in a version, as plain data; ValueError or zlib.error where there is none."""
    try:
        document = strict_json.parse(_unzipped(kept).decode("utf-8"), "version")
    except FileProblem as problem:
        raise ValueError(str(problem)) from problem
    if not isinstance(document, dict):
        raise ValueError("no map")
    return document


def _pictures_of(kept: KeptVersion) -> Iterable[str]:
    try:
        return [str(picture.get("id")) for picture in _listed(_unpacked(kept).get("pictures"))]
    except (ValueError, zlib.error, binascii.Error, RecursionError):
        return []


def _listed(pictures: Any) -> list[dict[str, Any]]:
    return [one for one in pictures if isinstance(one, dict)] if isinstance(pictures, list) else []
