"""Compress the nodes of LlamaIndex retrievers and query engines (extra `llamaindex`)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from pydantic import Field, PrivateAttr

from compressor.integrations.documents import SPANS, Options, TextCompressor
from compressor.integrations.requirements import required
from compressor.options import CompressorOptions

with required("llama-index-core", "0.14", extra="llamaindex"):
    from llama_index.core.postprocessor.types import BaseNodePostprocessor
    from llama_index.core.schema import MetadataMode, NodeWithScore, QueryBundle

LeftOut = Callable[[list[NodeWithScore]], object]


class EntityCompressor(BaseNodePostprocessor):
    """Compresses retrieved nodes; for `node_postprocessors` of a query engine, or to be called by itself.

    Nodes keep their id, score, metadata and relationships and gain `metadata["spans"]`, which neither
    the model nor an embedding is shown. Those of which nothing is kept are left out, and handed to
    `on_left_out`. TextCompressor says what the budget covers.
    """

    budget: int | str
    per_document: bool
    options: CompressorOptions
    on_left_out: LeftOut | None = Field(exclude=True)
    _compress: TextCompressor = PrivateAttr()

    def __init__(
        self,
        *,
        budget: int | str,
        per_document: bool = False,
        options: Options = None,
        on_left_out: LeftOut | None = None,
        **base: Any,
    ) -> None:
        compress = TextCompressor(budget, per_document=per_document, options=options)
        settings: dict[str, Any] = {**vars(compress), "on_left_out": on_left_out, **base}
        super().__init__(**settings)
        self._compress = compress

    @classmethod
    def class_name(cls) -> str:
        return "EntityCompressor"

    def _postprocess_nodes(
        self, nodes: list[NodeWithScore], query_bundle: QueryBundle | None = None
    ) -> list[NodeWithScore]:
        query = query_bundle.query_str if query_bundle else None
        found, left_out = self._compress(nodes, query, text=_text, put=_put)
        if left_out and self.on_left_out:
            self.on_left_out(left_out)
        return found


def _text(scored: NodeWithScore) -> str | None:
    return scored.node.get_content(MetadataMode.NONE)


def _put(scored: NodeWithScore, text: str, spans: list[list[int]]) -> NodeWithScore:
    node = scored.node
    hidden = {
        name: list(dict.fromkeys([*getattr(node, name), SPANS]))
        for name in ("excluded_llm_metadata_keys", "excluded_embed_metadata_keys")
    }
    changed = node.model_copy(update={"metadata": {**node.metadata, SPANS: spans}, **hidden})
    changed.set_content(text)
    return scored.model_copy(update={"node": changed})
