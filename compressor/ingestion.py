"""Fill a record store: one document at a time, and only those that are not yet there as they are now."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from hashlib import sha256
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any, Literal, NamedTuple

import orjson

from compressor import __version__
from compressor.extraction.aspects.engines import engine_version
from compressor.options import CompressorOptions
from compressor.pipeline import Compressor
from compressor.records import SCHEMA_VERSION, Document
from compressor.store import RecordStore
from compressor.text.segmentation import segment


class Stored(NamedTuple):
    """What became of a document."""

    source: str | None
    state: Literal["new", "changed", "unchanged"]


def ingest(documents: Iterable[Document], store: RecordStore, compressor: Compressor) -> Iterator[Stored]:
    """Extract documents into a store and yield what became of each; it does its work as it is iterated.

    A document is in the store wholly or not at all, whenever this ends: run again, it goes on where it
    stopped. One that has the same text as before and was extracted in the same way is left as it is.
    """
    settings = settings_hash(compressor.options)
    for document in documents:
        before = store.stored(document)
        if before is not None and (before.sha256, before.settings) == (document.sha256, settings):
            yield Stored(document.source, "unchanged")
            continue
        sentences = [(sentence.start, sentence.end) for sentence in segment(document.text).sentences]
        store.add(document, compressor.extract(document), sentences, settings)
        yield Stored(document.source, "new" if before is None else "changed")


def settings_hash(options: CompressorOptions) -> str:
    """Return a hash of what records depend on besides the text: package, schema, pipeline, engine, types."""
    types = Path(options.types).read_bytes() if options.types is not None else b""
    engine = engine_version(options.aspects)
    parts = [__version__, SCHEMA_VERSION, *_pipeline(options.pipeline), engine, sha256(types).hexdigest()]
    return sha256(orjson.dumps(parts)).hexdigest()


def _pipeline(pipeline: Any) -> tuple[str, str]:
    """Name a pipeline and its version, without loading it."""
    if not isinstance(pipeline, str | Path):
        return "object", orjson.dumps(pipeline.meta, option=orjson.OPT_SORT_KEYS, default=str).decode()
    meta = Path(pipeline) / "meta.json"
    if meta.is_file():
        return str(pipeline), meta.read_text("utf-8")
    try:
        return str(pipeline), version(str(pipeline))
    except PackageNotFoundError:
        return str(pipeline), ""
