from __future__ import annotations

import asyncio
import pickle
from typing import Any

import pytest
from langchain_classic.retrievers import ContextualCompressionRetriever
from langchain_core.documents import Document
from langchain_core.runnables import RunnableLambda

from compressor.errors import OptionError
from compressor.integrations.langchain import EntityCompressor

ASKED = "When do gulls nest on the cliffs?"


@pytest.fixture
def documents(texts: list[str]) -> list[Document]:
    return [Document(page_content=text, id=f"d{n}", metadata={"page": n}) for n, text in enumerate(texts)]


@pytest.fixture
def nest() -> list[Document]:
    return [
        Document(page_content="They nest on the cliffs in May.", id="d1", metadata={"page": 1, "spans": [[24, 55]]})
    ]


def test_documents_are_compressed_and_those_given_are_not_changed(
    documents: list[Document], nest: list[Document]
) -> None:
    before = [document.model_copy(deep=True) for document in documents]
    left_out: list[Document] = []
    assert EntityCompressor(budget=9, on_left_out=left_out.extend).compress_documents(documents, ASKED) == nest
    assert left_out == [documents[0]]
    assert documents == before


def test_it_works_in_a_compression_retriever(documents: list[Document], nest: list[Document]) -> None:
    base = RunnableLambda(lambda _: documents)
    retriever = ContextualCompressionRetriever(base_compressor=EntityCompressor(budget=9), base_retriever=base)
    assert retriever.invoke(ASKED) == nest
    assert asyncio.run(retriever.ainvoke(ASKED)) == nest


def test_it_works_asynchronously(documents: list[Document], nest: list[Document]) -> None:
    assert asyncio.run(EntityCompressor(budget=9).acompress_documents(documents, ASKED)) == nest


@pytest.mark.parametrize("query", [None, ""])
def test_it_needs_no_question(documents: list[Document], query: Any) -> None:
    (found, *_) = EntityCompressor(budget=12).compress_documents(documents, query)
    assert found.metadata["spans"]


def test_nothing_retrieved_gives_nothing_and_blank_documents_go_on() -> None:
    compress = EntityCompressor(budget=9).compress_documents
    assert compress([], ASKED) == []
    blank = Document(page_content=" ", id="b")
    assert compress([blank], ASKED) == [blank]


@pytest.mark.parametrize("settings", [{"budget": 0}, {"budget": "x"}, {"budget": 9, "options": {"encoding": "bert"}}])
def test_a_wrong_setting_is_an_error_at_once(settings: dict[str, Any]) -> None:
    with pytest.raises(OptionError):
        EntityCompressor(**settings)


def test_it_can_be_sent_to_another_process(documents: list[Document], nest: list[Document]) -> None:
    sent = pickle.loads(pickle.dumps(EntityCompressor(budget=9, options={"tighten": False})))
    assert sent.compress_documents(documents, ASKED) == nest
    assert sent.options.tighten is False
