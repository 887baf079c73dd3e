"""Compress retrieved documents of any make; the adapters to frameworks only convert to and from this."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple, TypeVar

from compressor.apart import Kept, compress_apart
from compressor.errors import BudgetError, InputError, MissingExtraError, OptionError
from compressor.options import CompressorOptions
from compressor.pipeline import Compressor
from compressor.selection.budget import resolve

SPANS = "spans"  # key of the metadata that holds the stretches kept of the original text
_LOG = logging.getLogger(__name__)

Item = TypeVar("Item")
Options = CompressorOptions | Mapping[str, Any] | None


class TextCompressor:
    """Compresses the texts of retrieved documents; a wrong budget or option is an OptionError at once.

    The budget, as Compressor.compress takes it, is shared by all texts of a call or, with
    `per_document`, holds for each. It covers the texts, not what a prompt puts around them.
    """

    def __init__(self, budget: int | str, *, per_document: bool = False, options: Options = None) -> None:
        resolve(budget, 1)
        self.budget = budget
        self.per_document = per_document
        self.options = checked_options(options)

    def __call__(
        self,
        documents: Sequence[Item],
        query: str | None,
        *,
        text: Callable[[Item], str | None],
        put: Callable[[Item, str, list[list[int]]], Item],
    ) -> tuple[list[Item], list[Item]]:
        """Return the documents with what is kept of them, in their order, and those of which nothing is.

        `text` gets the text of a document, `put` makes a new document with another text and its spans. A document
        without words goes on as it is. Errors of options, and BudgetError where they are strict, are raised; any
        other is logged, and all documents go on as they are, lest a retrieval be lost.
        """
        texts = [text(document) for document in documents]
        found, left_out = list[Item](), list[Item]()
        for document, kept in zip(documents, self._kept(texts, query), strict=True):
            if kept is None:
                found.append(document)
            elif kept.text:
                found.append(put(document, kept.text, [list(span) for span in kept.spans]))
            else:
                left_out.append(document)
        return found, left_out

    def _kept(self, texts: Sequence[str | None], query: str | None) -> list[Kept | None]:
        """Return what is kept of each text; None for one that goes on as it is."""
        worded = {i: text for i, text in enumerate(texts) if isinstance(text, str) and text.strip()}
        try:
            kept = self._compressed(list(worded.values()), query)
        except (OptionError, BudgetError, MissingExtraError):
            raise
        except Exception as error:
            _LOG.warning("%d documents go on uncompressed: %s: %s", len(texts), type(error).__name__, error)
            return [None] * len(texts)
        found = dict(zip(worded, kept, strict=True))
        return [found.get(i) for i in range(len(texts))]

    def _compressed(self, texts: Sequence[str], query: str | None) -> list[Kept]:
        groups = [[text] for text in texts] if self.per_document else [texts]
        return [
            kept
            for group in groups
            for kept in compress_apart(group, budget=self.budget, query=query, options=self.options)
        ]


def checked_options(given: Options) -> CompressorOptions:
    """Return options given as such or as a mapping; raises OptionError for wrong ones, an unknown encoding included."""
    if not isinstance(given, CompressorOptions | Mapping | None):
        raise OptionError(f"options are a {type(given).__name__}; expected CompressorOptions or a mapping of them")
    options = given if isinstance(given, CompressorOptions) else CompressorOptions(**(given or {}))
    return Compressor(options).options  # which knows a wrong encoding, architecture or file of types


class CompressedDocuments(NamedTuple):
    """Documents in the order given, each with what is kept of it, and those of which nothing is."""

    documents: list[dict[str, Any]]
    left_out: list[dict[str, Any]]


def compress_documents(
    documents: Sequence[str | Mapping[str, Any]],
    query: str | None = None,
    *,
    budget: int | str,
    per_document: bool = False,
    key: str = "text",
    options: Options = None,
) -> CompressedDocuments:
    """Compress documents given as texts, or as mappings with a text under `key`.

    Each comes back as a dict of all that it had, with its text compressed and `spans` added: the
    [start, end] in the original text of every unit kept. One without text comes back as it is. See TextCompressor
    for the budget and for errors; raises InputError for documents that are none.
    """
    compress = TextCompressor(budget, per_document=per_document, options=options)

    def put(row: dict[str, Any], text: str, spans: list[list[int]]) -> dict[str, Any]:
        return {**row, key: text, SPANS: spans}

    return CompressedDocuments(*compress(_rows(documents, key), query, text=lambda row: row.get(key), put=put))


def _rows(documents: Sequence[str | Mapping[str, Any]], key: str) -> list[dict[str, Any]]:
    if isinstance(documents, str | bytes | Mapping) or not isinstance(documents, Sequence):
        raise InputError(f"a {type(documents).__name__} was given; expected a list of texts or of mappings with one")
    rows = [_row(number, document, key) for number, document in enumerate(documents)]
    if rows and not any(key in row for row in rows):
        raise InputError(f"no document has a {key!r}; name the key of their texts, e.g. key='content'")
    return rows


def _row(number: int, document: str | Mapping[str, Any], key: str) -> dict[str, Any]:
    if not isinstance(document, str | Mapping):
        raise InputError(f"document {number} is a {type(document).__name__}; expected a str or a mapping with a text")
    row = {key: document} if isinstance(document, str) else dict(document)
    if not isinstance(row.get(key), str | None):
        raise InputError(f"{key!r} of document {number} is a {type(row[key]).__name__}; expected a str or None")
    return row
