"""The compressor: check the input, settle the budget, and find the way to a context."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from compressor.compression import Compression
from compressor.errors import InputError
from compressor.extraction import extract_records
from compressor.options import CompressorOptions
from compressor.records import CompressionResult, Document, DocumentRecord
from compressor.relevance.attention import architecture
from compressor.selection.budget import resolve
from compressor.text.decoding import check_text
from compressor.text.segmentation import segment
from compressor.text.tokens import TokenCounter, tokenizer

Input = str | Document


class Compressor:
    """Compresses and extracts with one set of options; what they name is loaded once, at first use."""

    def __init__(self, options: CompressorOptions | None = None) -> None:
        self.options = options or CompressorOptions()
        self._tokenizer = tokenizer(self.options.encoding, self.options.model)
        architecture(self.options.architecture)  # an unknown one is an error here, not later

    def compress(
        self, documents: Input | Sequence[Input], *, budget: int | str, query: str | None = None
    ) -> CompressionResult:
        """Return the context of one or more documents that is worth most within a budget of tokens.

        The budget is a number of tokens, a share of the input ("10%"), or "auto". Raises OptionError
        for a budget that is none of these, InputError for a document without text and, where the
        options are strict, BudgetError when not one whole unit fits.
        """
        given = _documents(documents)
        size = sum(self._tokenizer.count(d.text) for d in given)
        limit = resolve(budget, size)
        question = check_text(query or "", "the question").strip() or None
        compression = Compression(given, question, size, self.options, self._tokenizer)
        if limit is None:
            return compression.as_long_as_it_pays()
        return (compression.whole(limit) if size <= limit else None) or compression.selection(limit)

    def pipe(
        self, documents: Iterable[Input], *, budget: int | str, query: str | None = None
    ) -> Iterator[CompressionResult]:
        """Compress documents one by one, each to the budget."""
        for document in documents:
            yield self.compress(document, budget=budget, query=query)

    def extract(self, document: Input) -> DocumentRecord:
        """Return the full record of a document."""
        (given,) = _documents(document)
        return extract_records(given, segment(given.text), pipeline=self.options.pipeline)


def _documents(given: Input | Sequence[Input]) -> list[Document]:
    several = [given] if isinstance(given, str | Document) else list(given)
    if not several:
        raise InputError("no documents were given; expected at least one")
    documents = [Document(text=d) if isinstance(d, str) else d for d in several]
    for document in documents:
        if not check_text(document.text, document.source).strip():
            raise InputError(f"{document.source or 'the text'} is empty or blank; expected a text with words in it")
    return documents


def compress(
    text: Input | Sequence[Input],
    *,
    budget: int | str,
    query: str | None = None,
    encoding: str | TokenCounter | None = None,
    model: str | None = None,
    options: CompressorOptions | None = None,
) -> CompressionResult:
    """Compress a text, or several that share the budget; see Compressor.compress.

    `encoding` and `model` override those of the options.
    """
    return _compressor(_with_counter(options or CompressorOptions(), encoding, model)).compress(
        text, budget=budget, query=query
    )


def extract(text: Input, *, options: CompressorOptions | None = None) -> DocumentRecord:
    """Return the full record of a text: its entities, properties, facts and aspects."""
    return _compressor(options or CompressorOptions()).extract(text)


@lru_cache(maxsize=8)
def _compressor(options: CompressorOptions) -> Compressor:
    return Compressor(options)


def _with_counter(
    options: CompressorOptions, encoding: str | TokenCounter | None, model: str | None
) -> CompressorOptions:
    if encoding is None and model is None:
        return options
    return options.model_copy(update={"encoding": encoding, "model": model})
