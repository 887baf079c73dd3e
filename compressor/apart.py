"""Compress texts that share a budget but stay apart: what is kept of each is a text of its own."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from compressor.compression import Compression
from compressor.options import CompressorOptions
from compressor.pipeline import checked_query
from compressor.records import CompressionResult, Document
from compressor.rendering.formats import APART
from compressor.selection.budget import resolve
from compressor.text.tokens import Tokenizer, tokenizer

Spans = tuple[tuple[int, int], ...]


class Kept(NamedTuple):
    """What is kept of a text, and the stretches of the text that it consists of; empty where nothing is."""

    text: str
    spans: Spans = ()


def compress_apart(
    texts: Sequence[str], *, budget: int | str, query: str | None, options: CompressorOptions
) -> list[Kept]:
    """Return what is kept of each text; the tokens of all that is kept, each text counted alone, are within the budget.

    None of the texts may be blank. Lone surrogates, which no encoding can write, become '?', and NULs
    blanks. Raises what Compressor.compress raises.
    """
    if not texts:
        return []
    documents = [Document(text=_writable(text)) for text in texts]
    counter = _counting_apart(tokenizer(options.encoding, options.model))
    size = sum(counter.count(document.text) for document in documents)
    plain = options.model_copy(update={"records": False})
    compression = Compression(documents, writable_query(query), size, plain, counter, apart=True)
    return _taken_apart(compression.best(resolve(budget, size)))


def writable_query(query: str | None) -> str | None:
    """Return a question as checked_query does, made writable as the texts are."""
    return checked_query(_writable(query) if isinstance(query, str) else query)


def _writable(text: str) -> str:
    """Return a text of the same length that any encoding can write and that APART is not in."""
    return text.encode("utf-8", "replace").decode().replace(APART, " ")


def _counting_apart(counter: Tokenizer) -> Tokenizer:
    return replace(counter, count=lambda text: sum(map(counter.count, text.split(APART))))


def _taken_apart(result: CompressionResult) -> list[Kept]:
    spans: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for unit in result.units:
        spans[unit.document].append((unit.start, unit.end))
    texts = dict(zip(sorted(spans), result.text.split(APART), strict=True)) if spans else {}
    return [Kept(texts.get(i, ""), tuple(spans[i])) for i in range(len(result.sources))]
