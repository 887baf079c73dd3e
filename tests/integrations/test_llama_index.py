from __future__ import annotations

import asyncio
import copy
import pickle
from typing import Any

import pytest
from llama_index.core.base.base_retriever import BaseRetriever
from llama_index.core.llms import MockLLM
from llama_index.core.query_engine import RetrieverQueryEngine
from llama_index.core.schema import (
    BaseNode,
    ImageNode,
    MediaResource,
    MetadataMode,
    Node,
    NodeRelationship,
    NodeWithScore,
    QueryBundle,
    RelatedNodeInfo,
    TextNode,
)

from compressor.errors import OptionError
from compressor.integrations.llama_index import EntityCompressor

ASKED = "When do gulls nest on the cliffs?"
NEST = "They nest on the cliffs in May."


@pytest.fixture
def nodes(texts: list[str]) -> list[NodeWithScore]:
    source = {NodeRelationship.SOURCE: RelatedNodeInfo(node_id="book")}
    return [
        NodeWithScore(
            node=TextNode(id_=f"n{n}", text=text, metadata={"page": n}, relationships=source, start_char_idx=100 * n),
            score=0.5 + n,
        )
        for n, text in enumerate(texts)
    ]


class Shelf(BaseRetriever):
    """Gives the nodes it holds."""

    def __init__(self, nodes: list[NodeWithScore]) -> None:
        super().__init__()
        self.nodes = nodes

    def _retrieve(self, query_bundle: QueryBundle) -> list[NodeWithScore]:
        assert query_bundle.query_str
        return self.nodes


def test_nodes_are_compressed_and_those_given_are_not_changed(nodes: list[NodeWithScore]) -> None:
    before = copy.deepcopy(nodes)
    left_out: list[NodeWithScore] = []
    (found,) = EntityCompressor(budget=9, on_left_out=left_out.extend).postprocess_nodes(nodes, query_str=ASKED)
    assert (found.node.get_content(), found.score, found.node_id) == (NEST, 1.5, "n1")
    assert found.metadata == {"page": 1, "spans": [[24, 55]]}
    assert found.node.relationships == nodes[1].node.relationships
    assert left_out == [nodes[0]]
    assert nodes == before


@pytest.mark.parametrize("mode", [MetadataMode.LLM, MetadataMode.EMBED])
def test_no_model_reads_the_spans(nodes: list[NodeWithScore], mode: MetadataMode) -> None:
    (found,) = EntityCompressor(budget=9).postprocess_nodes(nodes, query_str=ASKED)
    assert found.node.get_content(mode) == f"page: 1\n\n{NEST}"


def test_it_works_in_a_query_engine(nodes: list[NodeWithScore]) -> None:
    engine = RetrieverQueryEngine.from_args(
        Shelf(nodes), llm=MockLLM(), node_postprocessors=[EntityCompressor(budget=9)]
    )
    answer = engine.query(ASKED)
    assert NEST in str(answer)
    assert "ferry" not in str(answer)
    assert [node.metadata["spans"] for node in answer.source_nodes] == [[[24, 55]]]
    assert str(asyncio.run(engine.aquery(ASKED))) == str(answer)


@pytest.mark.parametrize("bundle", [None, QueryBundle("")])
def test_it_needs_no_question(nodes: list[NodeWithScore], bundle: QueryBundle | None) -> None:
    found = EntityCompressor(budget=12).postprocess_nodes(nodes, bundle)
    assert found
    assert all(node.metadata["spans"] for node in found)


def test_nothing_retrieved_gives_nothing() -> None:
    assert EntityCompressor(budget=9).postprocess_nodes([], query_str=ASKED) == []


@pytest.mark.parametrize("node", [TextNode(text=" "), ImageNode(image_url="https://example.org/gull.png"), Node()])
def test_nodes_without_text_go_on_unharmed(node: BaseNode) -> None:
    given = NodeWithScore(node=node, score=0.1)
    assert EntityCompressor(budget=9).postprocess_nodes([given], query_str=ASKED) == [given]


def test_a_node_of_several_media_keeps_the_others(texts: list[str]) -> None:
    image = MediaResource(url="https://example.org/gull.png")
    node = Node(text_resource=MediaResource(text=texts[1]), image_resource=image)
    (found,) = EntityCompressor(budget=9).postprocess_nodes([NodeWithScore(node=node)], query_str=ASKED)
    assert isinstance(found.node, Node)
    assert (found.node.get_content(), found.node.image_resource) == (NEST, image)
    assert node.get_content() == texts[1]


def test_it_can_be_saved_and_sent(nodes: list[NodeWithScore]) -> None:
    made = EntityCompressor(budget=9, per_document=True, options={"tighten": False})
    for again in (EntityCompressor.from_dict(made.to_dict()), pickle.loads(pickle.dumps(made))):
        assert (again.budget, again.per_document, again.options) == (9, True, made.options)
        assert again.postprocess_nodes(nodes, query_str=ASKED) == made.postprocess_nodes(nodes, query_str=ASKED)


@pytest.mark.parametrize("settings", [{"budget": 0}, {"budget": "x"}, {"budget": 9, "options": {"encoding": "bert"}}])
def test_a_wrong_setting_is_an_error_at_once(settings: dict[str, Any]) -> None:
    with pytest.raises(OptionError):
        EntityCompressor(**settings)
