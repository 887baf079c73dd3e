from __future__ import annotations

import asyncio

import pytest
from langchain_core.example_selectors import BaseExampleSelector
from langchain_core.prompts import FewShotPromptTemplate, PromptTemplate

from compressor import ExampleOptions
from compressor.errors import InputError
from compressor.integrations.langchain_examples import BudgetExampleSelector
from compressor.text.tokens import tokenizer

EXAMPLES = [
    {"input": "The soup was cold and the waiter was rude.", "label": "bad"},
    {"input": "From our table we saw the harbour of Dover.", "label": "good"},
    {"input": "A cold soup, a cold room and a cold welcome.", "label": "bad"},
]
EXAMPLE = PromptTemplate.from_template("Review: {input}\nVerdict: {label}")


def prompt(selector: BaseExampleSelector) -> FewShotPromptTemplate:
    return FewShotPromptTemplate(
        example_selector=selector,
        example_prompt=EXAMPLE,
        suffix="Review: {input}\nVerdict:",
        input_variables=["input"],
    )


def test_a_few_shot_prompt_shows_the_best_example_next_to_the_input() -> None:
    text = prompt(BudgetExampleSelector(EXAMPLES, k=2)).format(input="Is the waiter rude?")
    assert text.split("\n\n")[-2:] == [
        "Review: The soup was cold and the waiter was rude.\nVerdict: bad",
        "Review: Is the waiter rude?\nVerdict:",
    ]
    assert text.count("Verdict: ") == 2


@pytest.mark.parametrize("budget", [16, 20, 32, 40, 100])
def test_the_budget_covers_the_examples_as_the_prompt_writes_them(budget: int) -> None:
    selector = BudgetExampleSelector(EXAMPLES, budget=budget, example_prompt=EXAMPLE)
    text = prompt(selector).format(input="A cold soup in Dover")
    shown, _, _ = text.rpartition("\n\n")
    assert 0 < tokenizer().count(shown) <= budget


def test_added_examples_are_found_also_asynchronously() -> None:
    selector = BudgetExampleSelector(EXAMPLES, k=1)
    parking = {"input": "Parking costs 4 pounds.", "label": "neutral"}
    asyncio.run(selector.aadd_example(parking))
    assert selector.select_examples({"input": "What does parking cost?"}) == [parking]
    assert asyncio.run(selector.aselect_examples({"input": "What does parking cost?"})) == [parking]


@pytest.mark.parametrize(
    ("text_key", "expected"), [("input", EXAMPLES[1]), ("label", EXAMPLES[0]), (None, EXAMPLES[1])]
)
def test_the_variable_of_the_text_key_is_compared(text_key: str | None, expected: dict[str, str]) -> None:
    selector = BudgetExampleSelector(EXAMPLES, k=1, options=ExampleOptions(text_key=text_key))
    assert selector.select_examples({"input": "the harbour", "label": "bad"}) == [expected]


def test_variables_that_are_no_text_are_an_error() -> None:
    with pytest.raises(InputError, match="the input variables are input: int; expected strings"):
        BudgetExampleSelector(EXAMPLES, k=1).select_examples({"input": 7})  # type: ignore[dict-item]
