"""Write a result as JSON: one object, or one line for each part of it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Literal

import orjson

from compressor.records import CompressionResult

_JSON = orjson.OPT_APPEND_NEWLINE


def structured(result: CompressionResult, form: Literal["json", "jsonl"]) -> str:
    """Return a result as indented JSON or, as JSONL, one object a line, each with its `kind` first."""
    if form == "json":
        return orjson.dumps(result.model_dump(mode="json"), option=_JSON | orjson.OPT_INDENT_2).decode()
    return "".join(orjson.dumps(line, option=_JSON).decode() for line in _json_lines(result))


def _json_lines(result: CompressionResult) -> Iterator[dict[str, Any]]:
    whole = result.model_dump(mode="json")
    parts = {kind: whole.pop(name) for kind, name in (("unit", "units"), ("gap", "dropped"), ("record", "records"))}
    yield {"kind": "context", **whole}
    for kind, rows in parts.items():
        for row in rows:
            yield {"kind": kind, kind: row}
