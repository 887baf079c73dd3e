from __future__ import annotations

from collections.abc import Callable

import pytest

from compressor.errors import ModelError, OptionError, PlanError
from compressor.plans import Desk, Shelf, run
from compressor.plans.checking import read_plan
from compressor.plans.results import StepResult
from compressor.text.tokens import tokenizer


def last_but_one(desk: Desk, *lines: str) -> StepResult:
    """Run lines of a plan, the last of which defines x, and return what x is."""
    result = run(read_plan("\n".join([*lines, 'answers = ANSWER("What is it?", x)'])), desk)
    return result.steps[-2]


SALE = "Emil Verhagen sold the mill to Brinkman Ltd. (1956)"
PEOPLE = ["Alma Verhagen", "Emil Verhagen", "Greta Holm", "Jonas Pruitt"]
BETWEEN = ["1923: Her son rebuilt it (1923)", "1931: Greta Holm opened a sawmill (1931, Lund)"]


@pytest.mark.parametrize(
    ("lines", "type", "texts"),
    [
        ('x = PROPERTY("water wheel", "weight")', "records", ["9 tonnes"]),
        ('x = PROPERTY("the water wheel", "heavy weight")', "records", ["9 tonnes"]),
        ('x = FACTS("Alma Verhagen")', "records", ["Alma Verhagen founded the paper mill at Oosterbeek (1874)"]),
        ('x = FACTS("Emil Verhagen", "sell")', "records", [SALE]),
        ('x = FACTS(predicate="burn")', "records", ["The mill burned down (12 March 1921)"]),
        ('x = RELATION("Emil Verhagen", "Brinkman Ltd.")', "records", [SALE]),
        ('x = LIST("companies", "machines", limit=1)', "records", ["Brinkman Ltd."]),
        ('a = LIST("people")\nx = COUNT(a)', "number", ["4"]),
        ('a = LIST("PERSON")\nb = FILTER(a, contains="verhagen")\nx = COUNT(b)', "number", ["2"]),
        ('a = LIST("people")\nx = SORT(a, "text", order="ascending")', "records", PEOPLE),
        ('a = TIMELINE()\nx = FILTER(a, after="1922", before="1950")', "records", BETWEEN),
        ('x = PROPERTY("Nobody", "age")', "records", []),
        ('x = FIND("zzz")', "sentences", []),
        ('a = FIND("zzz")\nb = ANSWER("who?", a)\nx = PROPERTY(b, "age")', "records", []),
    ],
)
def test_actions_give_typed_results_with_evidence(desk: Desk, lines: str, type: str, texts: list[str]) -> None:
    found = last_but_one(desk, lines)
    assert found.type == type
    assert [item.text for item in found.items] == texts
    for item in found.items:
        assert item.evidence
        for place in item.evidence:
            assert desk.shelf.volume(place.document).text[place.start : place.end] == place.quote


def test_opinions_have_a_polarity_and_can_be_filtered(desk: Desk) -> None:
    coffee = last_but_one(desk, 'x = OPINIONS("the coffee")')
    assert [(item.text, item.row and item.row.polarity) for item in coffee.items] == [("coffee: awful", "negative")]
    good = last_but_one(desk, "a = OPINIONS()", 'x = FILTER(a, polarity="positive")')
    assert {item.text.split(":")[0] for item in good.items} == {"guided tour", "shop"}


def test_amounts_are_filtered_sorted_and_compared(desk: Desk) -> None:
    prices = ['a = PROPERTY("Tour", "Price")', "x = FILTER(a, minimum=10)"]
    assert [item.number for item in last_but_one(desk, *prices).items] == [12.0]
    assert last_but_one(desk, prices[0], "x = FILTER(a, maximum=10)").items == ()
    compared = last_but_one(desk, 'x = COMPARE("Tour", "Notebook")')
    assert [item.text for item in compared.items] == ["price: Tour €12; Notebook €8"]
    assert {place.source for item in compared.items for place in item.evidence} == {"mill/visits.md"}
    apart = last_but_one(desk, 'x = COMPARE("Tour", "water wheel")')
    assert {"Tour: price €12", "water wheel: weight 9 tonnes"} <= {item.text for item in apart.items}


def test_a_timeline_is_in_the_order_of_time(desk: Desk) -> None:
    dates = [item.text.split(":")[0] for item in last_but_one(desk, "x = TIMELINE()").items]
    assert dates == sorted(dates)
    assert {"1874", "1921-03-12", "1956"} <= set(dates)


def test_results_of_steps_stand_for_texts(desk: Desk) -> None:
    lines = ['a = FIND("Who founded the mill?")', 'who = ANSWER("Who founded the paper mill?", a)', "x = FACTS(who)"]
    assert "Alma Verhagen founded" in last_but_one(desk, *lines).items[0].text


def test_a_count_stands_for_a_number(desk: Desk) -> None:
    found = last_but_one(desk, 'a = LIST("people")', "n = COUNT(a)", 'x = LIST("people", limit=n)')
    assert [item.text for item in found.items] == ["Emil Verhagen", "Alma Verhagen", "Jonas Pruitt", "Greta Holm"]


def test_a_context_holds_the_budget_and_names_its_sentences(shelf: Shelf) -> None:
    for lines in (
        ['x = CONTEXT("When did the mill burn?")'],
        ['a = FIND("burn")', 'x = CONTEXT("When did it burn?", a)'],
    ):
        (item,) = last_but_one(Desk(shelf, budget=25), *lines).items
        assert 0 < tokenizer().count(item.text) <= 25
        assert "12 March 1921" in item.text
        assert any("12 March 1921" in place.quote for place in item.evidence)


def test_a_model_answers_from_the_compressed_context_of_the_step(shelf: Shelf) -> None:
    prompts: list[str] = []

    def model(prompt: str) -> str:
        prompts.append(prompt)
        return " In 1921. \n"

    plan = read_plan('a = FIND("mill burn")\nn = COUNT(a)\nx = ANSWER("When did the mill burn?", a, n)')
    answers = run(plan, Desk(shelf, model, budget=40)).answers
    assert [answer.text for answer in answers] == ["In 1921."]
    assert any("12 March 1921" in place.quote for place in answers[0].evidence)
    assert len(prompts) == 1
    assert "12 March 1921" in prompts[0]
    assert "Greta" not in prompts[0]


def failing(_: str) -> str:
    raise ConnectionError("no route")


@pytest.mark.parametrize(
    ("model", "message"),
    [
        (failing, "the model failed: ConnectionError: no route"),
        (lambda _: None, "answered with a NoneType; expected a str"),
        (lambda _: " ", "answered with 1 characters"),
        (lambda _: "x" * 300_000, "answered with 300,000 characters"),
    ],
)
def test_a_model_that_fails_is_a_clear_error(shelf: Shelf, model: Callable[[str], str], message: str) -> None:
    with pytest.raises(ModelError, match=message):
        run(read_plan('x = ANSWER("When did the mill burn?")'), Desk(shelf, model))


def test_what_cannot_be_run_is_an_error(desk: Desk, shelf: Shelf) -> None:
    with pytest.raises(PlanError, match="'by' is given 'Emil Verhagen', by a step; expected one of 'score'"):
        last_but_one(desk, 'a = LIST("people")', "x = SORT(a, a)")
    with pytest.raises(PlanError, match="no entities of type 'wheels'"):
        last_but_one(desk, 'x = LIST("wheels")')
    with pytest.raises(PlanError, match="'after' is given 'soon': no date"):
        last_but_one(desk, "a = TIMELINE()", 'x = FILTER(a, after="soon")')
    with pytest.raises(OptionError, match=r"holds no source 'none'; it holds mill/history\.txt"):
        last_but_one(Desk(Shelf(shelf.store, "none")), 'x = FIND("mill")')
