"""The published JSON Schema of the `.cjm` file, made from the model; what comes out is draft 2020-12, as data or as text."""

from __future__ import annotations

import json
from typing import Any

from cjm_desktop.model.journey import FORMAT, MIME, VERSION_MAJOR, VERSION_MINOR, Journey

SCHEMA_FILE = "cjm.schema.json"
_DIALECT = "https://json-schema.org/draft/2020-12/schema"


def schema() -> dict[str, Any]:
    """The schema of a document. Records take fields that it does not name, since a newer minor version may add some."""
    made = Journey.model_json_schema()
    properties = made.pop("properties")
    properties["format"] = {"const": FORMAT}
    described = {
        "$schema": _DIALECT,
        "$id": f"urn:cjm:schema:{VERSION_MAJOR}.{VERSION_MINOR}",
        "title": "Customer journey map",
        "description": f"A .cjm file ({MIME}), format version {VERSION_MAJOR}.{VERSION_MINOR}. "
        "Tables are lists of records in document order; ids are unique in the whole document.",
        "type": "object",
        "required": ["format", "version"],
        "properties": properties,
        "additionalProperties": True,
        "$defs": made["$defs"],
    }
    return {key: _tidy(value) for key, value in described.items()} | {"title": described["title"]}


def schema_text() -> str:
    """The schema as the text of its file."""
    return json.dumps(schema(), indent=2, ensure_ascii=False) + "\n"


def _tidy(node: Any) -> Any:
    """A copy without the titles that only repeat a field's name, and with each description on one line."""
    if isinstance(node, list):
        return [_tidy(part) for part in node]
    if not isinstance(node, dict):
        return node
    tidy = {key: _tidy(value) for key, value in node.items() if not (key == "title" and isinstance(value, str))}
    if isinstance(tidy.get("description"), str):
        tidy["description"] = " ".join(tidy["description"].split())
    return tidy
