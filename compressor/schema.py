"""The published JSON Schemas (draft 2020-12), generated from the record models."""

from __future__ import annotations

from typing import Any

import orjson
from pydantic import BaseModel

from compressor.errors import OptionError
from compressor.plans import PlanResult
from compressor.records import SCHEMA_VERSION, CompressionResult, DocumentRecord, Row

SCHEMAS: dict[str, type[BaseModel]] = {
    "document-record": DocumentRecord,
    "compression-result": CompressionResult,
    "row": Row,
    "plan-result": PlanResult,
}
_DIALECT = "https://json-schema.org/draft/2020-12/schema"
_MAJOR = SCHEMA_VERSION.split(".", maxsplit=1)[0]


def file_name(name: str) -> str:
    """Return the name a schema is published under, with its major version."""
    return f"{name}.v{_MAJOR}.schema.json"


def schema(name: str) -> dict[str, Any]:
    """Return a schema by name; raises OptionError for a name that is not published."""
    if name not in SCHEMAS:
        raise OptionError(f"unknown schema {name!r}; expected one of {', '.join(SCHEMAS)}")
    body = SCHEMAS[name].model_json_schema(mode="serialization")
    return {"$schema": _DIALECT, "$id": f"urn:entity-compressor:schema:{name}:v{_MAJOR}", **body}


def schema_text(name: str) -> str:
    """Return a schema as it stands in its file."""
    return orjson.dumps(schema(name), option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE).decode()
