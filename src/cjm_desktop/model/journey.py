"""The whole map: one frozen value with a table for each kind of record, in document order."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from typing import Any, Generic, TypeVar, get_args

from pydantic import Field, GetCoreSchemaHandler
from pydantic_core import CoreSchema, core_schema

from cjm_desktop.model.ids import Id
from cjm_desktop.model.records import (
    BlueprintLine,
    Card,
    Channel,
    Conflict,
    Connector,
    Curve,
    EmotionPoint,
    KeptVersion,
    Lane,
    MapKind,
    Metric,
    Name,
    Persona,
    Picture,
    Record,
    Source,
    Stage,
    Text,
    View,
)

FORMAT = "cjm"
VERSION_MAJOR = 1
VERSION_MINOR = 1
MIME = "application/vnd.cjm+json"

R = TypeVar("R", bound=Record)


class Table(dict[str, R], Generic[R]):
    """Records by id in document order; a list in the file. Treat as frozen: every change makes a new table.

    Validation takes a list of records (or a table) and refuses an id that occurs twice.
    """

    @classmethod
    def of(cls, records: Iterable[R]) -> Table[R]:
        """A table of the records in their order; of two with one id the later wins."""
        return cls((record.id, record) for record in records)  # type: ignore[attr-defined]

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        records_schema = handler(list[get_args(source)[0]])  # type: ignore[misc]

        def listed(value: Any, inner: Callable[[Any], list[R]]) -> Table[R]:
            records = inner(list(value.values()) if isinstance(value, Mapping) else value)
            table = cls.of(records)
            if len(table) != len(records):
                counts = Counter(record.id for record in records)  # type: ignore[attr-defined]
                raise ValueError(f"the id “{counts.most_common(1)[0][0]}” occurs twice")
            return table

        return core_schema.no_info_wrap_validator_function(
            listed,
            records_schema,
            serialization=core_schema.plain_serializer_function_ser_schema(
                lambda table: list(table.values()), return_schema=records_schema
            ),
        )


def _table() -> Any:
    return Field(default_factory=Table)


class Journey(Record):
    """A customer journey map. Build one with `Journey(...)` only at the borders; inside, use `editing`."""

    format: str = Field(default=FORMAT, pattern=r"^cjm$")
    version: str = Field(default=f"{VERSION_MAJOR}.{VERSION_MINOR}", pattern=r"^\d{1,4}\.\d{1,4}$")
    title: Name = ""
    kind: MapKind = MapKind.OTHER
    language: str = Field(default="en", max_length=35, pattern=r"^[A-Za-z0-9-]*$")
    objective: Text = ""
    scenario: Text = ""
    scope: Text = ""
    expectations: Text = ""
    owner: Name = ""
    date: Name = ""
    revision: Name = ""
    note: Text = ""
    conflicts: tuple[Conflict, ...] = ()
    #: Ids of rules of the review that are not asked of this map.
    review_off: tuple[Name, ...] = ()
    sources: Table[Source] = _table()
    personas: Table[Persona] = _table()
    channels: Table[Channel] = _table()
    stages: Table[Stage] = _table()
    lanes: Table[Lane] = _table()
    lines: Table[BlueprintLine] = _table()
    cards: Table[Card] = _table()
    curves: Table[Curve] = _table()
    points: Table[EmotionPoint] = _table()
    metrics: Table[Metric] = _table()
    connectors: Table[Connector] = _table()
    views: Table[View] = _table()
    pictures: Table[Picture] = _table()
    versions: tuple[KeptVersion, ...] = ()
    version_pictures: tuple[Picture, ...] = ()


#: The tables of a journey by field name, in file order.
TABLES: tuple[str, ...] = tuple(
    name for name, field in Journey.model_fields.items() if getattr(field.annotation, "__origin__", None) is Table
)

__all__ = ["FORMAT", "MIME", "TABLES", "VERSION_MAJOR", "VERSION_MINOR", "Id", "Journey", "Table"]
