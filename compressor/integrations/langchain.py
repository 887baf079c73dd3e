"""Compress the documents of LangChain retrievers (extra `langchain`)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from pydantic import PrivateAttr

from compressor.integrations.documents import SPANS, Options, TextCompressor
from compressor.integrations.requirements import required
from compressor.options import CompressorOptions

with required("langchain-core", "1.0", extra="langchain"):
    from langchain_core.callbacks import Callbacks
    from langchain_core.documents import BaseDocumentCompressor, Document

LeftOut = Callable[[list[Document]], object]


class EntityCompressor(BaseDocumentCompressor):
    """Compresses retrieved documents; for ContextualCompressionRetriever, or to be called by itself.

    Documents keep their id and metadata and gain `metadata["spans"]`. Those of which nothing is kept
    are left out, and handed to `on_left_out`. TextCompressor says what the budget covers.
    """

    budget: int | str
    per_document: bool
    options: CompressorOptions
    on_left_out: LeftOut | None
    _compress: TextCompressor = PrivateAttr()

    def __init__(
        self,
        *,
        budget: int | str,
        per_document: bool = False,
        options: Options = None,
        on_left_out: LeftOut | None = None,
    ) -> None:
        compress = TextCompressor(budget, per_document=per_document, options=options)
        settings: dict[str, Any] = {**vars(compress), "on_left_out": on_left_out}
        super().__init__(**settings)
        self._compress = compress

    def compress_documents(
        self,
        documents: Sequence[Document],
        query: str | None,
        callbacks: Callbacks | None = None,  # noqa: ARG002
    ) -> list[Document]:
        """Return new documents with what is kept of each, in their order."""
        found, left_out = self._compress(documents, query, text=lambda document: document.page_content, put=_put)
        if left_out and self.on_left_out:
            self.on_left_out(left_out)
        return found


def _put(document: Document, text: str, spans: list[list[int]]) -> Document:
    return document.model_copy(update={"page_content": text, "metadata": {**document.metadata, SPANS: spans}})
