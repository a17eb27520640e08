"""A document of an older format version goes in, the same document in a newer one comes out, step by step, as plain data."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

Document = dict[str, Any]


class Version(NamedTuple):
    """A format version. A new minor only adds; a new major may change what is there."""

    major: int
    minor: int

    @classmethod
    def parse(cls, text: str) -> Version:
        """The version that `text` ("1.0") names; ValueError for anything else."""
        major, dot, minor = text.partition(".")
        if not (dot and major.isascii() and major.isdigit() and minor.isascii() and minor.isdigit() and len(text) <= 9):
            raise ValueError(f"“{text}” is not a version")
        return cls(int(major), int(minor))

    def __str__(self) -> str:
        return f"{self.major}.{self.minor}"


@dataclass(frozen=True, slots=True)
class Migration:
    """One step: `change` takes a document of version `before` and returns a new one of version `after`.

    It never edits the document that it is given, and leaves fields that it does not know as they are; `version` itself is
    set for it.
    """

    before: Version
    after: Version
    change: Callable[[Document], Document]


#: Every step that this program knows. From 1.0 to 1.1 fields were only added, so there is none yet.
MIGRATIONS: tuple[Migration, ...] = ()


class NoStepError(Exception):
    """No step leads from the document's major version to the wanted one."""


def migrate(document: Document, before: Version, wanted: Version, steps: Sequence[Migration] = MIGRATIONS) -> Document:
    """The document brought from version `before` to version `wanted`; NoStepError where the steps do not lead there.

    Between two minors of one major a step is only there where something changes; between majors there must be one.
    """
    for step in sorted(steps, key=lambda step: step.before):
        if step.before.major == before.major and step.before >= before and step.after <= wanted:
            document = step.change(document)
            before = step.after
    if before.major != wanted.major:
        raise NoStepError(f"no step leads from version {before} to {wanted}")
    return {**document, "version": str(wanted)}
