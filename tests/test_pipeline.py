from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from compressor import Compressor, CompressorOptions, Document, compress, extract
from compressor.errors import BudgetError, InputError, OptionError
from compressor.relevance.attention import architecture, cost
from compressor.text.tokens import tokenizer

TEXT = """\
# Ferry guide

The ferry to the island leaves at noon. It takes forty minutes and carries bicycles.

## Prices

A return ticket costs €24.50. Children under six travel free.

| Ticket | Euro |
|---|---|
| Single | 14.00 |
| Return | 24.50 |

## Weather

Gales stop the ferry on about ten days a year. The harbour office puts up a black ball then.
"""


@pytest.mark.parametrize("text", ["", " ", "\n\t \n", "\u3000", []])
def test_a_text_without_words_is_an_error(text: str) -> None:
    with pytest.raises(InputError, match="expected"):
        compress(text, budget=10)


def test_the_blank_document_of_several_is_named() -> None:
    with pytest.raises(InputError, match=r"b\.txt is empty"):
        compress([TEXT, Document(text=" ", source="b.txt")], budget=10)


@pytest.mark.parametrize("run", [lambda t: compress(t, budget=10), extract])
def test_a_lone_surrogate_is_an_error_that_gives_its_place(run: Callable[[str], object]) -> None:
    with pytest.raises(InputError, match=r"U\+D800 at offset 4"):
        run("abc \ud800 def")


def test_a_lone_surrogate_in_the_question_is_an_error() -> None:
    with pytest.raises(InputError, match="question"):
        compress(TEXT, budget=10, query="\udfff?")


@pytest.mark.parametrize(
    "make",
    [
        lambda: Compressor(CompressorOptions(architecture="bert")),
        lambda: Compressor(CompressorOptions(encoding="bert")),
        lambda: compress(TEXT, budget=0),
        lambda: compress(TEXT, budget="much"),
        lambda: compress(TEXT, budget=9, encoding="o200k_base", model="gpt-4o"),
    ],
)
def test_a_wrong_option_is_an_error_with_the_exit_code_of_a_wrong_call(make: Callable[[], object]) -> None:
    with pytest.raises(OptionError) as caught:
        make()
    assert caught.value.exit_code == 2
    assert isinstance(caught.value, ValueError)


def test_what_fits_is_given_back_whole() -> None:
    result = compress(TEXT, budget=1000)
    assert result.text == TEXT
    assert [(unit.kind, unit.quote) for unit in result.units] == [("document", TEXT)]
    assert result.dropped == ()
    assert "nothing was left out" in result.report.notes[0]


def test_a_question_finds_its_answer_and_the_heading_over_it() -> None:
    result = compress(TEXT, budget=22, query="What does a return ticket cost?")
    assert "A return ticket costs €24.50." in result.text
    assert "## Prices" in result.text
    assert "Gales" not in result.text


def test_a_row_comes_with_its_header_row() -> None:
    result = compress(TEXT, budget=30, query="single ticket price")
    assert "| Ticket | Euro |\n| Single | 14.00 |" in result.text
    assert "table" in {unit.kind for unit in result.units}


def test_without_a_question_the_context_is_made_of_sentences() -> None:
    result = compress(TEXT, budget=40)
    assert 20 <= result.tokens <= 40
    assert {unit.kind for unit in result.units} <= {"heading", "sentence", "table"}


def test_a_question_that_nothing_matches_is_answered_as_none_and_noted() -> None:
    asked, plain = compress(TEXT, budget=40, query="zebra"), compress(TEXT, budget=40)
    assert asked.text == plain.text
    assert "no word of the question" in asked.report.notes[0]
    assert (asked.query, plain.query) == ("zebra", None)


@pytest.mark.parametrize("query", ["", "  \n"])
def test_a_blank_question_is_none(query: str) -> None:
    assert compress(TEXT, budget=40, query=query) == compress(TEXT, budget=40)


def test_a_share_is_of_the_tokens_given() -> None:
    assert compress(TEXT, budget="50%").budget == tokenizer().count(TEXT) // 2


@pytest.mark.parametrize("query", [None, "When does the ferry leave?"])
def test_an_automatic_budget_stops_early_and_says_where(query: str | None) -> None:
    text = TEXT + "\n\n".join(f"Gull number {i} cried over the bay at dusk." for i in range(60))
    result = compress(text, budget="auto", query=query)
    assert 0 < result.tokens <= result.budget < tokenizer().count(text)
    assert any(f"stopped at {result.budget} tokens" in note for note in result.report.notes)


@pytest.mark.parametrize("budget", [1, 2, 3])
def test_a_budget_under_a_sentence_gives_the_best_part_of_one(budget: int) -> None:
    result = compress(TEXT, budget=budget, query="Do children travel free?")
    (unit,) = result.units
    assert unit.kind == "fragment"
    assert "part of one" in result.report.notes[0]
    assert result.text.strip()
    assert result.tokens <= budget


def test_a_fragment_holds_what_was_asked_for() -> None:
    assert "free" in compress(TEXT, budget=3, query="Do children travel free?").text


def test_strict_gives_no_fragment_but_an_error_with_its_own_exit_code() -> None:
    strict = CompressorOptions(strict=True)
    with pytest.raises(BudgetError, match="budget 3 is too small") as caught:
        compress(TEXT, budget=3, options=strict)
    assert caught.value.exit_code == 3
    assert compress(TEXT, budget=60, options=strict).units


def test_several_documents_share_the_budget_and_are_named() -> None:
    documents: list[str | Document] = [
        Document(text=TEXT, source="guide.md"),
        "Gulls cry over the bay. They nest on the cliffs in May.",
    ]
    result = compress(documents, budget=60, query="When does the ferry leave, and where do gulls nest?")
    assert [source.name for source in result.sources] == ["guide.md", None]
    assert {unit.document for unit in result.units} == {0, 1}
    assert result.text.index("[guide.md]\n") < result.text.index("[document 2]\n")
    assert len(result.records) == 2


def test_any_callable_is_the_judge_of_the_budget() -> None:
    result = compress(TEXT, budget=12, query="When does the ferry leave?", encoding=lambda text: len(text.split()))
    assert len(result.text.split()) == result.tokens <= 12


def test_an_unknown_model_is_noted() -> None:
    assert "claude-3 are counted in o200k_base" in compress(TEXT, budget=40, model="claude-3").report.notes[0]


def test_the_report_gives_tokens_and_costs_before_and_after() -> None:
    result = compress(TEXT, budget=40)
    size = tokenizer().count(TEXT)
    assert result.report.rate == result.tokens / size
    assert result.report.ratio == size / result.tokens
    assert result.report.before == cost(architecture("llama-3-8b"), size)
    assert result.report.after == cost(architecture("llama-3-8b"), result.tokens)


def test_records_say_only_what_the_context_holds() -> None:
    (record,) = compress(TEXT, budget=22, query="What does a return ticket cost?").records
    (whole,) = compress(TEXT, budget=1000).records
    assert {e.name for e in record.entities} < {e.name for e in whole.entities}


def test_pipe_compresses_one_after_the_other() -> None:
    documents: list[str | Document] = [TEXT, Document(text=TEXT, source="b")]
    results = list(Compressor().pipe(iter(documents), budget=20, query="ferry"))
    assert [[source.name for source in result.sources] for result in results] == [[None], ["b"]]
    assert results[0].text == results[1].text


def test_pipe_takes_documents_as_they_come() -> None:
    first = next(Compressor().pipe(iter([TEXT, ""]), budget=20, query="ferry"))
    assert first.text


def test_extract_gives_the_whole_record() -> None:
    record = extract(Document(text=TEXT, source="guide.md"))
    assert (record.source, record.characters) == ("guide.md", len(TEXT))
    assert any("24.50" in entity.name for entity in record.entities)
    assert all(TEXT[m.start : m.end] == m.quote for entity in record.entities for m in entity.mentions)


def test_a_fragment_of_one_of_several_documents_does_without_labels_that_leave_no_room() -> None:
    result = compress([TEXT, "Gulls cry over the bay."], budget=3)
    assert result.units
    assert "[document" not in result.text


@pytest.mark.parametrize("given", [None, b"bytes", 5, [b"bytes"], ["text", None]])
def test_what_is_no_document_is_named(given: Any) -> None:
    with pytest.raises(InputError, match="expected a str"):
        compress(given, budget=10)


def test_a_question_that_is_no_text_is_named() -> None:
    with pytest.raises(InputError, match="the question is a int; expected a str or None"):
        compress("Some words.", budget=10, query=5)  # type: ignore[arg-type]


def test_a_source_that_cannot_be_written_is_named() -> None:
    with pytest.raises(InputError, match=r"U\+DCE4"):
        compress(Document(text="Some words.", source="a\udce4.txt"), budget=10)


@pytest.mark.parametrize("settings", [{"format": "pdf"}, {"encoding": [1]}, {"no_such_option": 1}])
def test_an_option_that_is_not_valid_is_named(settings: dict[str, Any]) -> None:
    with pytest.raises(OptionError, match=f"option {next(iter(settings))}"):
        CompressorOptions(**settings)


def test_a_counter_need_not_be_hashable() -> None:
    class Words:
        __hash__ = None  # type: ignore[assignment]

        def __call__(self, text: str) -> int:
            return len(text.split())

    assert compress("One two three. Four five six.", budget=3, encoding=Words()).tokens == 3


@pytest.mark.parametrize("text", ["🎉" * 50, "§ " * 50, "--- " * 50], ids=["emoji", "signs", "rules"])
@pytest.mark.parametrize("budget", [5, "auto"])
def test_text_without_words_still_gives_a_context(text: str, budget: int | str) -> None:
    result = compress(text, budget=budget)
    assert 0 < result.tokens <= result.budget
    assert result.units
