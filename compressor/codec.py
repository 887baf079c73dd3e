"""Write records as JSON and read them back."""

from __future__ import annotations

from typing import TypeVar

import orjson
from pydantic import BaseModel, ValidationError

from compressor.errors import InputError

Model = TypeVar("Model", bound=BaseModel)


def encode(model: BaseModel, *, indent: bool = False) -> bytes:
    """Return a record as one line of UTF-8 JSON, or indented; both end in a newline."""
    option = orjson.OPT_APPEND_NEWLINE | (orjson.OPT_INDENT_2 if indent else 0)
    return orjson.dumps(model.model_dump(mode="json"), option=option)


def decode(data: bytes | str, model: type[Model]) -> Model:
    """Read a record; raises InputError that names the first place where the data does not fit."""
    try:
        return model.model_validate_json(data)
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(map(str, first["loc"])) or "the top level"
        raise InputError(
            f"not a valid {model.__name__}: at {place}: {first['msg']}; expected the schema of `compress schema`"
        ) from error
