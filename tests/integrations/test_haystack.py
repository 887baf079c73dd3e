from __future__ import annotations

import copy
from pathlib import Path
from typing import Any

import pytest
from haystack import Document, Pipeline
from haystack.components.builders import PromptBuilder
from haystack.components.retrievers.in_memory import InMemoryBM25Retriever
from haystack.document_stores.in_memory import InMemoryDocumentStore

from compressor.errors import OptionError
from compressor.integrations.haystack import EntityCompressor

ASKED = "When do gulls nest on the cliffs?"
MODULES = ["compressor.integrations.haystack"]


@pytest.fixture
def documents(texts: list[str]) -> list[Document]:
    return [Document(content=text, meta={"page": n}, score=0.5 + n) for n, text in enumerate(texts)]


def test_documents_are_compressed_and_those_given_are_not_changed(documents: list[Document]) -> None:
    before = copy.deepcopy(documents)
    found = EntityCompressor(budget=9).run(documents=documents, query=ASKED)
    (nest,) = found["documents"]
    assert nest.to_dict() == {
        **documents[1].to_dict(),
        "content": "They nest on the cliffs in May.",
        "spans": [[24, 55]],
    }
    assert found["left_out"] == [documents[0]]
    assert documents == before


def test_it_works_in_a_pipeline(documents: list[Document]) -> None:
    store = InMemoryDocumentStore()
    store.write_documents(documents)
    pipeline = Pipeline()
    pipeline.add_component("retriever", InMemoryBM25Retriever(store))
    pipeline.add_component("compressor", EntityCompressor(budget=9))
    template = "{% for d in documents %}{{ d.content }}{% endfor %} {{ query }}"
    pipeline.add_component("prompt", PromptBuilder(template, required_variables="*"))
    pipeline.connect("retriever.documents", "compressor.documents")
    pipeline.connect("compressor.documents", "prompt.documents")
    given = {"retriever": {"query": ASKED}, "compressor": {"query": ASKED}, "prompt": {"query": ASKED}}
    answer = pipeline.run(given, include_outputs_from={"compressor"})
    assert answer["prompt"]["prompt"] == f"They nest on the cliffs in May. {ASKED}"
    assert [d.meta["page"] for d in answer["compressor"]["left_out"]] == [0]


def test_a_pipeline_with_it_can_be_saved(documents: list[Document], tmp_path: Path) -> None:
    types = tmp_path / "types.toml"
    types.write_text('[types.BIRD]\nterms = ["gull"]\n', encoding="utf-8")
    settings: dict[str, Any] = {"budget": 9, "per_document": True, "options": {"tighten": False, "types": types}}
    pipeline = Pipeline()
    pipeline.add_component("compressor", EntityCompressor(**settings))
    again = Pipeline.loads(pipeline.dumps(), allowed_modules=MODULES)
    assert again.to_dict() == pipeline.to_dict()
    given = {"compressor": {"documents": documents, "query": ASKED}}
    assert again.run(given) == pipeline.run(given)


@pytest.mark.parametrize("options", [{"encoding": len}, {"pipeline": object()}])
def test_an_object_among_the_options_cannot_be_saved(options: dict[str, Any]) -> None:
    with pytest.raises(OptionError, match="cannot be saved with a pipeline; give its name"):
        EntityCompressor(budget=9, options=options).to_dict()


@pytest.mark.parametrize("query", [None, ""])
def test_it_needs_no_question(documents: list[Document], query: str | None) -> None:
    found = EntityCompressor(budget=12).run(documents=documents, query=query)
    assert found["documents"]


@pytest.mark.parametrize("documents", [[], [Document()], [Document(content="")]])
def test_what_has_no_text_goes_on_unharmed(documents: list[Document]) -> None:
    found = EntityCompressor(budget=9).run(documents=documents, query=ASKED)
    assert found == {"documents": documents, "left_out": []}


@pytest.mark.parametrize("settings", [{"budget": 0}, {"budget": "x"}, {"budget": 9, "options": {"encoding": "bert"}}])
def test_a_wrong_setting_is_an_error_at_once(settings: dict[str, Any]) -> None:
    with pytest.raises(OptionError):
        EntityCompressor(**settings)
