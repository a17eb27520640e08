"""Short stable names of records: what may be one, and how a fresh one is made."""

from __future__ import annotations

import secrets
from collections.abc import Container
from typing import Annotated

from pydantic import StringConstraints, TypeAdapter, ValidationError

Id = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9_.-]{1,80}$")]

_ADAPTER: TypeAdapter[str] = TypeAdapter(Id)
_ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"
_LENGTH = 8


def fresh_id(prefix: str, taken: Container[str] = ()) -> str:
    """A random id such as `card-3k9x0b2m` that is not in `taken`; random, so that two people's new cards never clash."""
    while True:
        made = f"{prefix}-" + "".join(secrets.choice(_ALPHABET) for _ in range(_LENGTH))
        if made not in taken:
            return made


def is_id(text: str) -> bool:
    """Whether a text can be the id of a record."""
    try:
        _ADAPTER.validate_python(text)
    except ValidationError:
        return False
    return True
