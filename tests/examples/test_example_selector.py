from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compressor import ExampleOptions, ExampleSelector, select_examples
from compressor.errors import BudgetError, InputError, OptionError
from compressor.examples.gains import B, weights
from compressor.examples.pool import Pool
from compressor.relevance.bm25 import by_term, index
from compressor.text.tokens import tokenizer

count = tokenizer().count

REVIEWS = [
    {"input": "The soup was cold and the waiter was rude.", "label": "bad"},
    {"input": "The soup was warm.", "label": "good"},
    {"input": "From our table we saw the harbour of Dover.", "label": "good"},
    {"input": "Parking behind the house costs 4 pounds.", "label": "neutral"},
    {"input": "A cold soup, a cold room and a cold welcome.", "label": "bad"},
]


@pytest.mark.parametrize("method", ["coverage", "bm25", "jaccard"])
@pytest.mark.parametrize(
    ("query", "best"),
    [
        ("Is the waiter rude?", 0),
        ("The soup was warm.", 1),
        ("Can one see Dover from the table?", 2),
        ("What does parking cost?", 3),
    ],
)
def test_the_nearest_example_is_the_last_one(method: Any, query: str, best: int) -> None:
    selection = select_examples(REVIEWS, query, k=2, method=method)
    assert selection.positions[-1] == best
    assert selection.examples[-1] is REVIEWS[best]


def test_coverage_says_something_else_the_second_time() -> None:
    texts = ["cold soup bowl", "cold soup spoon", "rude waiter then", "rude waiter now"]
    query = "cold soup, rude waiter"
    assert select_examples(texts, query, k=2, options=ExampleOptions(order="document")).positions == (0, 2)
    assert sorted(select_examples(texts, query, k=2, method="bm25").positions) == [0, 1]


def test_a_name_weighs_more_than_a_word() -> None:
    texts = ["bridge lamps", "Whitby lamps", "room 7 lamps"]
    assert select_examples(texts, "a bridge in whitby", k=1).positions == (0,)
    assert select_examples(texts, "a bridge in Whitby", k=1).positions == (1,)
    assert select_examples(["bridge lamps", "room 7"], "the bridge and 7", k=1).positions == (1,)


@pytest.mark.parametrize(("order", "expected"), [("best-last", (4, 1, 0)), ("document", (0, 1, 4))])
def test_the_order_is_the_one_asked_for(order: Any, expected: tuple[int, ...]) -> None:
    options = ExampleOptions(order=order, method="jaccard")
    assert select_examples(REVIEWS, "The soup was cold and the waiter sad.", k=3, options=options).positions == expected


def test_equal_examples_come_in_the_order_given() -> None:
    texts = [f"{color} soup" for color in ("red", "green", "brown", "yellow")]
    assert select_examples(texts, "soup", k=2, options=ExampleOptions(order="document")).positions == (0, 1)


def test_what_looks_the_same_counts_once() -> None:
    texts = ["cold soup", "cold soup", "warm soup", "cold soup"]
    assert sorted(select_examples(texts, "cold soup", k=4).positions) == [0, 2]


def test_k_is_filled_up_with_what_shares_nothing_but_a_budget_is_not() -> None:
    texts = ["an old lamp", "cold soup", "a red door"]
    filled = select_examples(texts, "soup", k=3)
    assert filled.positions == (2, 0, 1)
    assert filled.gains[:2] == (0.0, 0.0)
    assert select_examples(texts, "soup", budget=1000).positions == (1,)
    assert select_examples(texts, "nothing alike", budget=1000).examples == ()


def test_a_long_example_makes_way_for_one_that_fits() -> None:
    texts = ["cold soup, cold soup and once more " + "very " * 50 + "cold soup", "a cold day"]
    assert select_examples(texts, "cold soup", budget=20).positions == (1,)


def test_added_examples_are_found() -> None:
    selector = ExampleSelector(REVIEWS[:1])
    assert selector.select("parking", budget=100).examples == ()
    selector.add(REVIEWS[3])
    assert selector.select("parking", budget=100).examples == (REVIEWS[3],)


def test_adding_one_by_one_is_the_same_as_giving_all() -> None:
    grown = ExampleSelector()
    for review in REVIEWS:
        grown.add(review)
        grown.select("The soup", k=1)
    for options in ({"k": 3}, {"budget": 40}):
        assert grown.select("The soup was cold", **options) == ExampleSelector(REVIEWS).select(
            "The soup was cold", **options
        )


def test_text_tokens_and_other_keys_are_kept() -> None:
    selection = select_examples(REVIEWS, "Was the soup warm?", k=1)
    assert selection.text == "input: The soup was warm.\nlabel: good"
    assert selection.tokens == count(selection.text)


def test_a_renderer_and_a_separator_of_ones_own_are_counted() -> None:
    options = ExampleOptions(render=lambda example: f"Q: {example['input']}", separator="\n---\n")
    selection = select_examples(REVIEWS, "The soup was cold", budget=30, options=options)
    assert selection.text.startswith("Q: ")
    assert "\n---\nQ: " in selection.text
    assert selection.tokens == count(selection.text) <= 30


def test_the_text_key_can_be_named() -> None:
    examples = [{"ask": "When do you open?", "text": "soup"}, {"ask": "Where is the soup?", "text": "at nine"}]
    assert select_examples(examples, "soup", k=1).positions == (0,)
    assert select_examples(examples, "soup", k=1, options=ExampleOptions(text_key="ask")).positions == (1,)


def test_a_model_without_a_vocabulary_here_is_said_to_be_counted_in_another() -> None:
    options = ExampleOptions(model="claude-sonnet-4-5")
    assert "claude-sonnet-4-5" in select_examples(REVIEWS, "soup", k=1, options=options).notes[0]


@pytest.mark.parametrize(
    ("examples", "message"),
    [
        ([], "no examples were given"),
        ("soup", "a str was given; expected a list"),
        ({"text": "soup"}, "a dict was given; expected a list"),
        (None, "a NoneType was given"),
        (["soup", 3], "example 2 is a int; expected a str or a mapping"),
        (["soup", "  "], "example 2 is empty or blank"),
        ([{"label": "good"}], "example 1 has no key 'text' or 'input' or 'question' (its keys: 'label')"),
        ([{}], "(its keys: none); name the key of its text as text_key"),
        ([{"text": 7}], "the text of example 1 is a int"),
        (["so\ud800up"], "example 1' has the lone surrogate U+D800"),
    ],
)
def test_bad_examples_are_errors_that_name_them(examples: Any, message: str) -> None:
    with pytest.raises(InputError) as raised:
        select_examples(examples, "soup", k=1)
    assert message in str(raised.value)


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({}, "neither k nor a budget"),
        ({"k": 0}, "k = 0; expected a whole number from 1 up"),
        ({"k": -1}, "k = -1"),
        ({"k": True}, "k = True"),
        ({"k": 1.5}, "k = 1.5"),
        ({"budget": 0}, "budget = 0"),
        ({"budget": "10%"}, "budget = '10%'"),
        ({"k": 1, "method": "magic"}, "option method = 'magic'"),
    ],
)
def test_bad_settings_are_errors_that_say_what_is_expected(given: dict[str, Any], message: str) -> None:
    with pytest.raises(OptionError) as raised:
        select_examples(["soup"], "soup", **given)
    assert message in str(raised.value)


@pytest.mark.parametrize(("query", "message"), [("", "empty or blank"), (" \n", "empty or blank"), (7, "is a int")])
def test_bad_queries_are_errors(query: Any, message: str) -> None:
    with pytest.raises(InputError, match=message):
        select_examples(["soup"], query, k=1)


def test_a_failed_example_leaves_the_selector_as_it_was() -> None:
    selector = ExampleSelector(["cold soup"])
    with pytest.raises(InputError, match="example 2"):
        selector.add("")
    selector.add("warm soup")
    assert selector.select("warm", k=1).positions == (1,)


def test_a_budget_below_the_shortest_example_is_an_error_that_names_it() -> None:
    least = min(count(f"input: {r['input']}\nlabel: {r['label']}") for r in REVIEWS)
    with pytest.raises(BudgetError, match=f"no example fits a budget of 3 tokens: the shortest takes {least}"):
        select_examples(REVIEWS, "The soup", budget=3)
    assert select_examples(REVIEWS, "The soup was warm", budget=least).tokens == least


def test_a_renderer_that_gives_no_text_is_an_error() -> None:
    options = ExampleOptions(render=lambda _: None)
    with pytest.raises(InputError, match="the renderer gave a NoneType for example 1"):
        select_examples(["soup"], "soup", k=1, options=options)


WORDS = st.lists(st.sampled_from(["cold", "warm", "soup", "rude", "Dover", "4", "the", "and"]), min_size=1, max_size=8)
TEXTS = st.lists(WORDS.map(" ".join), min_size=1, max_size=12)
METHODS = st.sampled_from(["coverage", "bm25", "jaccard"])


def by_bytes(text: str) -> int:
    """Count so that a whole is more than its parts."""
    return len(text.encode()) + text.count("\n\n")


@given(TEXTS, WORDS.map(" ".join), st.integers(1, 40), st.one_of(st.none(), st.integers(1, 5)), METHODS, st.booleans())
def test_the_budget_is_never_exceeded(
    texts: list[str], query: str, budget: int, k: int | None, method: Any, own: bool
) -> None:
    counter = by_bytes if own else count
    options = ExampleOptions(method=method, encoding=counter)
    try:
        selection = select_examples(texts, query, k=k, budget=budget, options=options)
    except BudgetError:
        assert min(map(counter, texts)) > budget
        return
    assert selection.tokens == counter(selection.text) <= budget
    assert len(selection.examples) <= (k or len(texts))
    assert selection.text == "\n\n".join(selection.examples)
    assert [texts[position] for position in selection.positions] == list(selection.examples)
    assert len(set(selection.examples)) == len(selection.examples)


@given(TEXTS, WORDS.map(" ".join), st.integers(1, 12), METHODS)
def test_the_selection_is_stable_and_fewer_are_the_best_of_more(
    texts: list[str], query: str, k: int, method: Any
) -> None:
    selector = ExampleSelector(texts, ExampleOptions(method=method))
    more, again = selector.select(query, k=k + 1), select_examples(list(texts), query, k=k + 1, method=method)
    assert more.model_dump_json() == again.model_dump_json()
    fewer = selector.select(query, k=k)
    assert fewer.positions == more.positions[-len(fewer.positions) :]


def anew(texts: list[str], query: str, example: int, chosen: list[int]) -> float:
    """Work out from the definition what an example adds to those chosen."""
    pool = Pool(ExampleOptions())
    return sum(
        gains[places.tolist().index(example)] / (1 + sum(other in places for other in chosen)) ** 0.5
        for places, gains in by_term(index(map(pool.terms, texts)), weights(pool, query), b=B)
        if example in places
    )


@given(st.lists(WORDS.map(" ".join), min_size=1, max_size=8, unique=True), WORDS.map(" ".join), st.integers(1, 8))
def test_each_step_takes_what_adds_most_and_says_how_much(texts: list[str], query: str, k: int) -> None:
    selection = select_examples(texts, query, k=k)
    chosen: list[int] = []
    for position, gain in zip(selection.positions[::-1], selection.gains[::-1], strict=True):
        offered = [anew(texts, query, other, chosen) for other in range(len(texts)) if other not in chosen]
        assert gain == pytest.approx(anew(texts, query, position, chosen), abs=1e-9)
        assert gain == pytest.approx(max(offered), abs=1e-9)
        chosen.append(position)
    assert len(chosen) == min(k, len(texts))
