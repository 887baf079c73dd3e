"""The compressor: check the input, settle the budget, and find the way to a context."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from compressor.compression import Compression
from compressor.errors import InputError
from compressor.extraction import extract_records
from compressor.extraction.aspects.engines import check_engine
from compressor.extraction.custom import load_types
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
        if self.options.types is not None:
            load_types(self.options.types)  # and so is a file with a mistake
        check_engine(self.options.aspects)

    def compress(
        self, documents: Input | Sequence[Input], *, budget: int | str, query: str | None = None
    ) -> CompressionResult:
        """Return the context of one or more documents that is worth most within a budget of tokens.

        The budget is a number of tokens, a share of the input ("10%"), or "auto". Raises OptionError
        for a budget that is none of these, InputError for a document without text and, where the
        options are strict, BudgetError when not one whole unit fits.
        """
        given, question = _documents(documents), checked_query(query)
        size = sum(self._tokenizer.count(d.text) for d in given)
        return Compression(given, question, size, self.options, self._tokenizer).best(resolve(budget, size))

    def pipe(
        self, documents: Iterable[Input], *, budget: int | str, query: str | None = None
    ) -> Iterator[CompressionResult]:
        """Compress documents one by one, each to the budget."""
        for document in documents:
            yield self.compress(document, budget=budget, query=query)

    def extract(self, document: Input) -> DocumentRecord:
        """Return the full record of a document."""
        (given,) = _documents(document)
        options = self.options
        return extract_records(
            given, segment(given.text), pipeline=options.pipeline, types=options.types, aspects=options.aspects
        )


def _documents(given: Input | Sequence[Input]) -> list[Document]:
    if not isinstance(given, str | Document | Sequence) or isinstance(given, bytes):
        raise InputError(f"a {type(given).__name__} was given; expected a str, a Document or a list of these")
    several = [given] if isinstance(given, str | Document) else list(given)
    if not several:
        raise InputError("no documents were given; expected at least one")
    return [_checked(document) for document in several]


def _checked(given: Input) -> Document:
    if not isinstance(given, str | Document):
        raise InputError(f"a document is a {type(given).__name__}; expected a str or a Document (decode bytes first)")
    document = Document(text=given) if isinstance(given, str) else given
    check_text(document.source or "", "the name of the source")
    if not check_text(document.text, document.source).strip():
        raise InputError(f"{document.source or 'the text'} is empty or blank; expected a text with words in it")
    return document


def checked_query(query: str | None) -> str | None:
    """Return a question without outer blanks, None for a blank one; raise InputError for what is no text."""
    if query is not None and not isinstance(query, str):
        raise InputError(f"the question is a {type(query).__name__}; expected a str or None")
    return check_text(query or "", "the question").strip() or None


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


def _compressor(options: CompressorOptions) -> Compressor:
    try:
        return _kept_compressor(options)
    except TypeError:  # a counter or pipeline that cannot be hashed
        return Compressor(options)


@lru_cache(maxsize=8)
def _kept_compressor(options: CompressorOptions) -> Compressor:
    return Compressor(options)


def _with_counter(
    options: CompressorOptions, encoding: str | TokenCounter | None, model: str | None
) -> CompressorOptions:
    if encoding is None and model is None:
        return options
    return CompressorOptions(**{**dict(options), "encoding": encoding, "model": model})
