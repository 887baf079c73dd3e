from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from compressor import CompressorOptions, compress, extract
from compressor.errors import OptionError
from compressor.rendering.structured import structured
from compressor.schema import SCHEMAS, file_name, schema, schema_text

PUBLISHED = Path(__file__).parents[2] / "schemas"
TEXT = (
    "Marie Curie won the Nobel Prize in Physics in 1903. She was born in Warsaw. The hotel was excellent, but the "
    "breakfast was cold. Tickets cost €24.50."
)


def validator(name: str) -> Draft202012Validator:
    return Draft202012Validator(schema(name))


@pytest.mark.parametrize("name", SCHEMAS)
def test_the_published_schema_is_the_generated_one(name: str) -> None:
    mend = f"write it again: compress schema {name} > schemas/{file_name(name)}"
    assert (PUBLISHED / file_name(name)).read_text(encoding="utf-8") == schema_text(name), mend


def test_nothing_else_is_published() -> None:
    assert {path.name for path in PUBLISHED.iterdir()} == {file_name(name) for name in SCHEMAS}


@pytest.mark.parametrize("name", SCHEMAS)
def test_schemas_are_valid_and_named(name: str) -> None:
    found = schema(name)
    Draft202012Validator.check_schema(found)
    assert found["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert found["$id"] == f"urn:entity-compressor:schema:{name}:v1"


@pytest.mark.parametrize("name", ["document-record", "compression-result", "plan-result"])
def test_what_is_stored_whole_says_which_version_it_follows(name: str) -> None:
    assert schema(name)["properties"]["schema_version"]["const"] == "1.0"


@pytest.mark.parametrize("name", SCHEMAS)
def test_every_field_is_described(name: str) -> None:
    found = schema(name)
    for model in (found, *found.get("$defs", {}).values()):
        assert all("description" in field for field in model["properties"].values()), model["title"]


def test_an_unknown_schema_is_an_error_that_names_those_there_are() -> None:
    with pytest.raises(OptionError, match="unknown schema 'entity'; expected one of document-record"):
        schema("entity")


def test_an_extracted_record_is_valid() -> None:
    record = extract(TEXT).model_dump(mode="json")
    validator("document-record").validate(record)
    assert record["entities"]
    assert record["facts"]


@pytest.mark.parametrize("budget", [1, 20, 1000])
def test_a_result_as_json_is_valid(budget: int) -> None:
    result = compress(TEXT, budget=budget, query="Who won the prize?", options=CompressorOptions(format="json"))
    validator("compression-result").validate(json.loads(structured(result, "json")))


def spoil(document: dict[str, Any], field: str, value: object) -> dict[str, Any]:
    return {**document, field: value}


@pytest.mark.parametrize(
    ("field", "value"), [("sha256", "no hash"), ("characters", -1), ("schema_version", "2.0"), ("extra", 1)]
)
def test_a_spoilt_record_is_not_valid(field: str, value: object) -> None:
    record = extract(TEXT).model_dump(mode="json")
    assert not validator("document-record").is_valid(spoil(record, field, value))
