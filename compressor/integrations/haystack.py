"""Compress the documents of Haystack pipelines (extra `haystack`).

Without postponed annotations: before version 3, Haystack took the strings they are for the types of sockets.
"""

from dataclasses import replace
from pathlib import Path
from typing import Any, Self

from compressor.errors import OptionError
from compressor.integrations.documents import SPANS, Options, TextCompressor
from compressor.integrations.requirements import required

with required("haystack-ai", "2.20", extra="haystack"):
    from haystack import Document, component, default_from_dict, default_to_dict


@component
class EntityCompressor:
    """Compresses documents, to stand between a retriever or ranker and a prompt builder.

    Documents keep their id, score and meta and gain `meta["spans"]`; `options` may be a dict, so that
    a pipeline in YAML can give them. TextCompressor says what the budget covers.
    """

    def __init__(self, budget: int | str, per_document: bool = False, options: Options = None) -> None:
        self._compress = TextCompressor(budget, per_document=per_document, options=options)

    @component.output_types(documents=list[Document], left_out=list[Document])
    def run(self, documents: list[Document], query: str | None = None) -> dict[str, list[Document]]:
        """Return what is kept of the documents, in their order, and the documents of which nothing is."""
        found, left_out = self._compress(documents, query, text=lambda document: document.content, put=_put)
        return {"documents": found, "left_out": left_out}

    def to_dict(self) -> dict[str, Any]:
        """Return the settings for a pipeline that is saved; raises OptionError where an option is an object."""
        options = self._compress.options.model_dump(exclude_defaults=True)
        for name, value in options.items():
            if not isinstance(value, str | bool | Path):
                raise OptionError(f"option {name} = {value!r} cannot be saved with a pipeline; give its name instead")
        saved = {name: str(value) if isinstance(value, Path) else value for name, value in options.items()}
        return default_to_dict(
            self, budget=self._compress.budget, per_document=self._compress.per_document, options=saved
        )

    @classmethod
    def from_dict(cls, data: dict[str, Any]) -> Self:
        """Return the component that to_dict described."""
        return default_from_dict(cls, data)


def _put(document: Document, text: str, spans: list[list[int]]) -> Document:
    return replace(document, content=text, meta={**document.meta, SPANS: spans})
