"""Fields that somebody wants to give a record go in; they come out as the record's type allows them.

`model_copy(update=...)` does not validate, so every value passes here first. A number beyond its limits is moved to the
limit (a point dragged above the lane is at +2); half of a surrogate pair becomes U+FFFD; what cannot be meant (an
unknown field, a text that is too long, a word for a number) is refused, because cutting it would lose the user's words.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Annotated, Any

from pydantic import TypeAdapter, ValidationError
from pydantic_core import ErrorDetails

from cjm_desktop.model.records import Record

_LIMITS = {"greater_than_equal": "ge", "less_than_equal": "le"}


def too_long(most: int, count: int) -> str:
    """What the user is told of a text of `count` characters where `most` fit."""
    return f"A text may be at most {most:,} characters long; this one has {count:,}."


def longest(kind: type[Record], name: str) -> int | None:
    """How many characters a text field of a record takes; None for a field without such a limit.

    Raises TypeError for a field that `kind` does not have or that is never changed.
    """
    return _longest(_adapter(kind, name).json_schema())


def checked(kind: type[Record], fields: Mapping[str, Any]) -> dict[str, Any]:
    """The fields with values that `kind` allows.

    Raises TypeError for a field that `kind` does not have or that is never changed (its id), and ValueError, with
    words for the user, for a value that it cannot take.
    """
    return {name: _value(kind, name, value) for name, value in fields.items()}


def _value(kind: type[Record], name: str, value: Any) -> Any:
    adapter = _adapter(kind, name)
    value = _whole(value)
    try:
        return adapter.validate_python(value)
    except ValidationError as problem:
        error = problem.errors()[0]
        limit = _LIMITS.get(error["type"])
        if limit is None or error["loc"]:
            raise ValueError(_words(error)) from problem
        return adapter.validate_python(error["ctx"][limit])


def _words(error: ErrorDetails) -> str:
    """What is wrong with a value, as far as it is a matter of the user's; else in pydantic's words."""
    if error["type"] == "string_too_long":
        return too_long(error["ctx"]["max_length"], len(error["input"]))
    return error["msg"].removeprefix("Value error, ")


def _longest(schema: Mapping[str, Any]) -> int | None:
    found = (_longest(one) for one in schema.get("anyOf", ()))
    own: int | None = schema.get("maxLength")
    return own if own is not None else next((most for most in found if most is not None), None)


@cache
def _adapter(kind: type[Record], name: str) -> TypeAdapter[Any]:
    field = kind.model_fields.get(name)
    if field is None or name == "id":
        raise TypeError(f"{kind.__name__} has no field “{name}” to change")
    annotation: Any = field.annotation
    for constraint in field.metadata:
        annotation = Annotated[annotation, constraint]
    return TypeAdapter(annotation)


def _whole(value: Any) -> Any:
    """The value with every lone surrogate in it replaced: such a text could not be written as UTF-8."""
    if isinstance(value, str):
        return value.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    if isinstance(value, (tuple, list)):
        return tuple(_whole(item) for item in value)
    return value
