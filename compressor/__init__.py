"""Make long text small enough for a language model, and turn it into records that answer without one."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from compressor.errors import CompressorError
    from compressor.examples import ExampleOptions, ExampleSelector, select_examples
    from compressor.expansion import expand
    from compressor.messages import compress_messages
    from compressor.options import CompressorOptions
    from compressor.pipeline import Compressor, compress, extract
    from compressor.records import (
        Aspect,
        CompressionResult,
        Document,
        DocumentRecord,
        Entity,
        Fact,
        Property,
    )
    from compressor.store import RecordStore

__version__ = "0.1.0"

_HOMES = {
    "compress": "pipeline",
    "compress_messages": "messages",
    "extract": "pipeline",
    "expand": "expansion",
    "Compressor": "pipeline",
    "CompressorError": "errors",
    "CompressorOptions": "options",
    "CompressionResult": "records",
    "Document": "records",
    "DocumentRecord": "records",
    "Entity": "records",
    "Property": "records",
    "Fact": "records",
    "Aspect": "records",
    "RecordStore": "store",
    "ExampleOptions": "examples",
    "ExampleSelector": "examples",
    "select_examples": "examples",
}

__all__ = [
    "Aspect",
    "CompressionResult",
    "Compressor",
    "CompressorError",
    "CompressorOptions",
    "Document",
    "DocumentRecord",
    "Entity",
    "ExampleOptions",
    "ExampleSelector",
    "Fact",
    "Property",
    "RecordStore",
    "__version__",
    "compress",
    "compress_messages",
    "expand",
    "extract",
    "select_examples",
]


def __getattr__(name: str) -> object:
    """Import a public name when it is first asked for, so that importing the package costs nothing."""
    if name not in _HOMES:
        raise AttributeError(f"module 'compressor' has no attribute {name!r}")
    return getattr(import_module(f"compressor.{_HOMES[name]}"), name)
