from __future__ import annotations

import pytest

from compressor.errors import PlanError
from compressor.plans.checking import MOST_STEPS, check, read_plan
from compressor.plans.plan import Argument, Plan, Step

FOUND = 'found = FIND("mill")\n'


@pytest.mark.parametrize(
    ("text", "place", "message"),
    [
        ('a = FINDD("mill")', (1, 5), "unknown action 'FINDD'; did you mean 'FIND'|did you mean FIND"),
        ('a = XYZQ("mill")', (1, 5), "unknown action 'XYZQ'; expected one of FIND, PROPERTY"),
        (FOUND + 'a = ANSWER("q", fond)', (2, 17), "unknown variable 'fond'; did you mean 'found'"),
        (FOUND + 'a = ANSWER("q", mill)', (2, 17), "unknown variable 'mill'; a text is quoted"),
        ('a = ANSWER("q", found)\n' + FOUND, (1, 17), "'found' is used before line 2 defines it"),
        ('a = COUNT(b)\nb = FILTER(a)\nc = ANSWER("q", b)', (1, 11), "uses 'a' in turn: a loop"),
        ("a = COUNT(a)", (1, 11), "'a' is used in its own definition"),
        (FOUND + FOUND, (2, 1), "'found' is defined twice"),
        ("a = FIND()", (1, 5), "the argument 'words' is missing; expected FIND\\(words: text, limit: number = 20\\)"),
        ('a = FIND("a", 2, 3)', (1, 18), "one argument too many"),
        ('a = FIND("a", words="b")', (1, 15), "'words' is given twice"),
        ('a = FIND("a", limits=3)', (1, 15), "unknown argument 'limits'; did you mean 'limit'"),
        ("a = FIND(3)", (1, 10), "'words' is given a number; expected text"),
        ('a = FIND("a", "b")', (1, 15), "'limit' is given a text; expected number"),
        ('a = FIND("a", 0)', (1, 15), "'limit' is given 0; expected a whole number from 1"),
        ('a = FIND("a", 1.5)', (1, 15), "'limit' is given 1.5"),
        ('a = COUNT("a")', (1, 11), "'items' is given a text; expected sentences or records or answers"),
        (
            FOUND + "a = COUNT(found)\nb = SORT(a)",
            (3, 10),
            "'items' is given 'a', number; expected sentences",
        ),
        (FOUND + 'a = PROPERTY(found, "age")', (2, 14), "'entity' is given 'found', sentences; expected text"),
        ('a = OPINIONS("a", "good")', (1, 19), "'polarity' is given 'good'; expected one of 'positive', 'negative'"),
        (FOUND + "a = COUNT(found)", (2, 5), "the plan ends in COUNT; expected ANSWER as the last step"),
        (
            "\n".join(f'a{n} = FIND("mill")' for n in range(MOST_STEPS + 1)),
            (31, 1),
            "has 31 steps; expected at",
        ),
    ],
)
def test_a_plan_that_does_not_hold_together_is_an_error_at_its_place(
    text: str, place: tuple[int, int], message: str
) -> None:
    with pytest.raises(PlanError, match=message) as caught:
        read_plan(text)
    assert (caught.value.line, caught.value.column) == place


@pytest.mark.parametrize(
    "text",
    [
        'a = ANSWER("q")',
        FOUND + 'n = COUNT(found)\na = ANSWER("q", found, n)',
        FOUND + 'some = FILTER(found, contains="wheel")\nb = SORT(some, "text", order="ascending")\na = ANSWER("q", b)',
        FOUND
        + 'who = ANSWER("who?", found)\nf = FACTS(who)\nn = COUNT(f)\ng = FACTS(who, limit=n)\na = ANSWER("q", g)',
        'c = CONTEXT("q")\na = ANSWER("q", c)',
    ],
)
def test_plans_that_hold_together_are_read(text: str) -> None:
    assert read_plan(text).steps[-1].action == "answer"


def test_a_plan_made_as_data_is_checked_in_its_text_form() -> None:
    step = Step(variable="a", action="answer", arguments=(Argument(value="q"), Argument(variable="b")))
    with pytest.raises(PlanError, match=r"^line 1, column 17: unknown variable 'b'"):
        check(Plan(steps=(step,)))
