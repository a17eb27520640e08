from __future__ import annotations

import json
import re
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from cjm_desktop.formats.journey_file import dumps
from cjm_desktop.formats.schema import SCHEMA_FILE, schema, schema_text
from cjm_desktop.model.journey import TABLES, Journey
from cjm_desktop.resources import resource
from cjm_desktop.templates import load_template, template_keys
from tests.strategies import journeys

SCHEMA = schema()
TYPES: dict[str, tuple[type, ...]] = {
    "object": (dict,),
    "array": (list,),
    "string": (str,),
    "integer": (int,),
    "number": (int, float),
    "boolean": (bool,),
    "null": (type(None),),
}
UNDERSTOOD = {
    *(
        "$ref",
        "$defs",
        "$schema",
        "$id",
        "title",
        "description",
        "default",
        "const",
        "enum",
        "anyOf",
        "type",
        "required",
    ),
    *("properties", "additionalProperties", "items", "pattern", "maxLength", "minimum", "maximum", "exclusiveMinimum"),
}


def flaws(value: Any, rule: dict[str, Any], place: str = "") -> list[str]:
    """What a JSON Schema validator would say; knows the keywords that our schema uses, and refuses others."""
    assert set(rule) <= UNDERSTOOD, set(rule) - UNDERSTOOD
    if "$ref" in rule:
        return flaws(value, SCHEMA["$defs"][rule["$ref"].removeprefix("#/$defs/")], place)
    found = []
    if "anyOf" in rule and all(flaws(value, choice, place) for choice in rule["anyOf"]):
        found.append(f"{place}: none of the choices")
    if "const" in rule and value != rule["const"]:
        found.append(f"{place}: not {rule['const']}")
    if "enum" in rule and value not in rule["enum"]:
        found.append(f"{place}: not in {rule['enum']}")
    if "type" in rule and (
        not isinstance(value, TYPES[rule["type"]]) or (isinstance(value, bool) and rule["type"] != "boolean")
    ):
        return [*found, f"{place}: not of type {rule['type']}"]
    if isinstance(value, str):
        found += [f"{place}: pattern"] if not re.search(rule.get("pattern", ""), value) else []
        found += [f"{place}: too long"] if len(value) > rule.get("maxLength", len(value)) else []
    elif isinstance(value, int | float) and not isinstance(value, bool):
        found += [f"{place}: range"] if not rule.get("minimum", value) <= value <= rule.get("maximum", value) else []
        found += [f"{place}: range"] if value <= rule.get("exclusiveMinimum", value - 1) else []
    elif isinstance(value, list):
        for number, part in enumerate(value):
            found += flaws(part, rule.get("items", {}), f"{place}/{number}")
    elif isinstance(value, dict):
        found += [f"{place}: no {key}" for key in rule.get("required", ()) if key not in value]
        for key, part in value.items():
            found += flaws(part, rule.get("properties", {}).get(key, {}), f"{place}/{key}")
    return found


def test_the_published_copy_is_true() -> None:
    """Written anew with: cjm schema > resources/cjm.schema.json"""
    assert resource(SCHEMA_FILE).read_text(encoding="utf-8") == schema_text()


def test_it_says_what_it_is() -> None:
    assert SCHEMA["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert SCHEMA["$id"] == "urn:cjm:schema:1.1"
    assert SCHEMA["title"] == "Customer journey map"
    assert SCHEMA["required"] == ["format", "version"]
    assert set(SCHEMA["properties"]) == set(Journey.model_fields)
    assert all(SCHEMA["properties"][table]["type"] == "array" for table in TABLES)
    assert "text" in SCHEMA["$defs"]["Card"]["properties"]
    assert "title" in SCHEMA["$defs"]["WebLink"]["properties"]


@pytest.mark.parametrize("key", template_keys())
def test_the_templates_keep_to_it(key: str) -> None:
    assert flaws(json.loads(dumps(load_template(key))), SCHEMA) == []


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(journeys(unknown=True))
def test_whatever_is_saved_keeps_to_it(journey: Journey) -> None:
    assert flaws(json.loads(dumps(journey)), SCHEMA) == []


@pytest.mark.parametrize(
    "document",
    [
        {"format": "cjm"},
        {"format": "xml", "version": "1.0"},
        {"format": "cjm", "version": "one"},
        {"format": "cjm", "version": "1.0", "cards": {}},
        {"format": "cjm", "version": "1.0", "cards": [{"text": "x"}]},
        {"format": "cjm", "version": "1.0", "cards": [{"id": "a b"}]},
        {"format": "cjm", "version": "1.0", "cards": [{"id": "a", "span": 0}]},
        {"format": "cjm", "version": "1.0", "cards": [{"id": "a", "crop": {"width": 0}}]},
        {"format": "cjm", "version": "1.0", "lanes": [{"id": "a", "kind": "odd"}]},
        {"format": "cjm", "version": "1.0", "points": [{"id": "a", "curve": "b", "stage": "c", "value": 3}]},
    ],
)
def test_what_is_no_map_does_not(document: dict[str, Any]) -> None:
    assert flaws(document, SCHEMA) != []
