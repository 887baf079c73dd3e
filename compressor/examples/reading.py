"""Read examples from JSON Lines, and write them."""

from __future__ import annotations

from typing import Any

import orjson

from compressor.errors import InputError
from compressor.examples.options import Example
from compressor.text.decoding import name_of


def read_examples(text: str, source: str | None = None) -> list[Example]:
    """Return the examples of a text, a JSON object or string a line; raises InputError that names the line."""
    found = [_read(line, number, source) for number, line in enumerate(text.split("\n"), 1) if line.strip()]
    if not found:
        raise InputError(f"{name_of(source)} has no examples; expected a JSON object a line")
    return found


def json_line(example: Example) -> str:
    """Return an example as a line of JSON Lines, its newline included; raises InputError for what JSON cannot hold."""
    try:
        return orjson.dumps(example, option=orjson.OPT_APPEND_NEWLINE).decode()
    except TypeError as error:
        raise InputError(f"an example cannot be written as JSON: {error}") from None


def _read(line: str, number: int, source: str | None) -> Example:
    place = f"{name_of(source)}, line {number}"
    try:
        found: Any = orjson.loads(line)
    except orjson.JSONDecodeError as error:
        raise InputError(f'{place}: not JSON ({error}); expected an object a line, e.g. {{"text": "…"}}') from None
    if not isinstance(found, str | dict):
        raise InputError(f"{place}: a {type(found).__name__}; expected an object with a text, or a string")
    return found
