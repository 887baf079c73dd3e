"""Read what can be shown: a record store, document records or a compression result."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import orjson

from compressor.codec import decode
from compressor.errors import InputError
from compressor.records import CompressionResult, DocumentRecord
from compressor.store import RecordStore
from compressor.view.shown import View, whole
from compressor.view.sources import of_record, of_result

_SQLITE = b"SQLite format 3\0"
_EXPECTED = "expected a record store, or the JSON of `compress extract` or `compress --format json`"


def read(path: str) -> View:
    """Read a file, whichever of these it is; raises InputError for one that is none of them."""
    try:
        data = Path(path).read_bytes()
    except OSError as error:
        raise InputError(f"cannot read {path!r} ({error.strerror}): {_EXPECTED}") from None
    if data.startswith(_SQLITE):
        return _of_store(path)
    lines = list(_values(data, path))
    if not lines:
        raise InputError(f"{path!r} is empty: {_EXPECTED}")
    kinds = {_kind(value, path) for value, _ in lines}
    if kinds == {DocumentRecord}:
        return View(tuple(of_record(decode(line, DocumentRecord)) for _, line in lines))
    if kinds == {CompressionResult} and len(lines) == 1:
        result = decode(lines[0][1], CompressionResult)
        if not result.sources:
            raise InputError(f"{path!r} names no sources: {_EXPECTED}")
        return of_result(result)
    raise InputError(f"{path!r} has several results or a mixture: {_EXPECTED}")


def _of_store(path: str) -> View:
    with RecordStore.open(path) as store:
        documents = [whole(store.text(stored.id), store.record(stored.id)) for stored in store.documents()]
    if not documents:
        raise InputError(f"the store {path!r} holds no documents: add some first")
    return View(tuple(documents))


def _values(data: bytes, path: str) -> Iterator[tuple[Any, bytes]]:
    """Yield each value with its JSON: one for the whole file, or one a line."""
    try:
        yield orjson.loads(data), data
        return
    except orjson.JSONDecodeError as error:
        whole = error
    for number, line in enumerate(data.splitlines(), 1):
        if not line.strip():
            continue
        try:
            yield orjson.loads(line), line
        except orjson.JSONDecodeError as error:
            problem = whole if number == 1 else error
            raise InputError(f"{path!r} is not JSON ({problem}, line {number}): {_EXPECTED}") from None


def _kind(value: Any, path: str) -> type[DocumentRecord] | type[CompressionResult]:
    if isinstance(value, dict):
        if "units" in value:
            return CompressionResult
        if "entities" in value:
            return DocumentRecord
        if "kind" in value:
            raise InputError(f"{path!r} has rows or parts, one a line, which lack the whole: {_EXPECTED}")
    raise InputError(f"{path!r} is JSON of another kind: {_EXPECTED}")
