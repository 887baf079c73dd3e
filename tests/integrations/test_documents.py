"""The core that the adapters to frameworks share, and the plain call for everything else."""

from __future__ import annotations

import copy
from collections.abc import Callable
from typing import Any

import pytest

from compressor import CompressorOptions
from compressor.errors import BudgetError, InputError, OptionError
from compressor.integrations.documents import TextCompressor, compress_documents
from compressor.text.tokens import tokenizer

ASKED = "When do gulls nest on the cliffs?"
NEST = {"text": "They nest on the cliffs in May.", "spans": [[24, 55]]}


def unreachable(text: str) -> int:
    raise ConnectionError(f"no tokenizer for {len(text)} characters")


def test_one_budget_is_shared_and_what_has_nothing_in_it_is_listed(texts: list[str]) -> None:
    found = compress_documents(texts, ASKED, budget=9)
    assert found.documents == [NEST]
    assert found.left_out == [{"text": texts[0]}]


def test_a_budget_can_be_that_of_each_document(texts: list[str]) -> None:
    asked = "When does the ferry leave, and when do gulls nest on the cliffs?"
    found, left_out = compress_documents(texts, asked, budget=9, per_document=True)
    assert [row["text"] for row in found] == ["The ferry to the island leaves at noon.", NEST["text"]]
    assert left_out == []


def test_documents_keep_all_they_have_in_their_order_and_are_not_changed(texts: list[str]) -> None:
    rows = [{"id": n, "content": text, "meta": {"page": [n]}} for n, text in enumerate(texts)]
    before = copy.deepcopy(rows)
    found, _ = compress_documents(rows, "Do bicycles go to the cliffs?", budget=20, key="content")
    assert rows == before
    assert [row["id"] for row in found] == [0, 1]
    assert [row["meta"] for row in found] == [{"page": [0]}, {"page": [1]}]
    for row, text in zip(found, texts, strict=True):
        assert row["content"] == " ".join(text[start:end] for start, end in row["spans"])


def test_what_fits_is_left_as_it_is(texts: list[str]) -> None:
    budget = sum(map(tokenizer().count, texts))
    found = compress_documents(texts, ASKED, budget=budget)
    assert found.documents == [{"text": text, "spans": [[0, len(text)]]} for text in texts]


@pytest.mark.parametrize("query", [None, "", " \n", "zebra"])
@pytest.mark.parametrize("per_document", [True, False])
@pytest.mark.parametrize("budget", [1, 9, 20, "30%", "auto"])
def test_no_question_and_any_budget_give_a_context(
    texts: list[str], query: str | None, per_document: bool, budget: int | str
) -> None:
    found, left_out = compress_documents(texts, query, budget=budget, per_document=per_document)
    assert len(found) + len(left_out) == 2
    assert found


@pytest.mark.parametrize("per_document", [True, False])
def test_nothing_retrieved_gives_nothing(per_document: bool) -> None:
    assert compress_documents([], ASKED, budget=9, per_document=per_document) == ([], [])


@pytest.mark.parametrize("row", [{"text": None}, {"text": ""}, {"text": " \n"}, {"image": b"\x89PNG"}])
def test_documents_without_text_go_on_unharmed(texts: list[str], row: dict[str, Any]) -> None:
    found, _ = compress_documents([row, {"text": texts[1]}], ASKED, budget=9)
    assert found == [row, NEST]


def test_a_failure_loses_no_document_and_is_logged(texts: list[str], caplog: pytest.LogCaptureFixture) -> None:
    found = compress_documents(texts, ASKED, budget=9, options=CompressorOptions(encoding=unreachable))
    assert found == ([{"text": text} for text in texts], [])
    (record,) = caplog.records
    assert record.levelname == "WARNING"
    assert record.name == "compressor.integrations.documents"
    assert record.getMessage() == "2 documents go on uncompressed: ConnectionError: no tokenizer for 84 characters"


@pytest.mark.parametrize(
    ("settings", "message"),
    [
        ({"budget": 0}, "budget 0 is below 1"),
        ({"budget": "much"}, "budget 'much' is not a budget"),
        ({"budget": True}, "budget True is not a budget"),
        ({"budget": 9.5}, "budget 9.5 is not a budget"),
        ({"budget": 9, "options": {"encoding": "bert"}}, "unknown encoding 'bert'"),
        ({"budget": 9, "options": {"colour": "red"}}, "option colour = 'red'"),
        ({"budget": 9, "options": "strict"}, "options are a str"),
        ({"budget": 9, "options": {"types": "/no/such.toml"}}, "no/such.toml"),
    ],
)
def test_a_wrong_setting_is_an_error_before_there_are_documents(settings: dict[str, Any], message: str) -> None:
    with pytest.raises((OptionError, InputError), match=message):
        TextCompressor(**settings)


@pytest.mark.parametrize(
    ("documents", "message"),
    [
        ("a text", "a str was given; expected a list"),
        ({"text": "a text"}, "a dict was given; expected a list"),
        (None, "a NoneType was given; expected a list"),
        ([b"bytes"], "document 0 is a bytes; expected a str or a mapping"),
        (["a text", 3], "document 1 is a int"),
        ([{"text": ["a", "b"]}], "'text' of document 0 is a list; expected a str or None"),
        ([{"content": "a text"}], "no document has a 'text'; name the key"),
    ],
)
def test_what_are_no_documents_is_an_error_that_names_them(documents: Any, message: str) -> None:
    with pytest.raises(InputError, match=message):
        compress_documents(documents, ASKED, budget=9)


@pytest.mark.parametrize(
    ("options", "error"),
    [
        ({"strict": True}, BudgetError),
        ({"encoding": lambda _: "three"}, OptionError),
        ({"pipeline": "none"}, OptionError),
    ],
)
def test_what_was_asked_to_be_an_error_is_one(texts: list[str], options: dict[str, Any], error: type) -> None:
    with pytest.raises(error):
        compress_documents(texts, None, budget=2, options=options)


@pytest.mark.parametrize("make", [lambda options: options, dict])
def test_options_may_be_a_mapping(texts: list[str], make: Callable[[CompressorOptions], Any]) -> None:
    options = CompressorOptions(format="markdown", tighten=False)
    (row,), _ = compress_documents(["# Birds\n\n" + texts[1]], ASKED, budget=13, options=make(options))
    assert row["text"] == "# Birds\n\n[…]\n\nThey nest on the cliffs in May."
