from __future__ import annotations

import string
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compressor.codec import encode
from compressor.errors import PlanError
from compressor.plans.plan import LARGEST, Argument, Plan, Step
from compressor.plans.syntax import LONGEST_PLAN, from_json, parse, written

NAMES = st.text(string.ascii_letters + "_", min_size=1, max_size=12)
VALUES = st.text() | st.integers(-LARGEST, LARGEST) | st.floats(allow_nan=False, allow_infinity=False)
COMMENTS = st.text().map(lambda text: " ".join(text.split()))


@st.composite
def steps(draw: st.DrawFn) -> Step:
    values = draw(
        st.lists(VALUES.map(lambda v: Argument(value=v)) | NAMES.map(lambda v: Argument(variable=v)), max_size=4)
    )
    named = draw(st.integers(0, len(values)))
    arguments = [
        argument.model_copy(update={"name": draw(NAMES)}) if number >= named else argument
        for number, argument in enumerate(values)
    ]
    return Step(variable=draw(NAMES), action=draw(NAMES), arguments=tuple(arguments), comment=draw(COMMENTS))


PLANS = st.lists(steps(), min_size=1, max_size=5).map(lambda found: Plan(steps=tuple(found)))


@given(PLANS)
def test_a_written_plan_reads_back_as_it_was(plan: Plan) -> None:
    assert tuple(placed.step for placed in parse(written(plan))) == plan.steps


@given(PLANS)
def test_a_plan_in_json_reads_back_as_it_was(plan: Plan) -> None:
    assert from_json(encode(plan)) == plan


@given(st.text())
def test_any_text_is_read_or_refused_with_a_plan_error(text: str) -> None:
    with suppress(PlanError):
        assert parse(text)


def test_blank_lines_comments_and_either_quotes_are_read() -> None:
    text = (
        '# a plan\n\nfound = Find(\'what\\\'s "new"\', limit=-2.5e1) # look\r\n  answers = ANSWER("\\u00e6", found)\n'
    )
    first, second = parse(text)
    assert first.step.arguments == (Argument(value='what\'s "new"'), Argument(name="limit", value=-25.0))
    assert (first.step.action, first.step.comment) == ("find", "look")
    assert second.step.arguments[0].value == "æ"
    assert (second.action.line, second.action.column) == (4, 13)


@pytest.mark.parametrize(
    ("line", "column", "message"),
    [
        ("x", 2, "unexpected the end of the line; expected '='"),
        ("x =", 4, "expected the name of an action"),
        ("1 = FIND()", 1, "unexpected '1'; expected the name of the step's result"),
        ('x = FIND("a"', 13, "expected ',' or '\\)'"),
        ('x = FIND("a)', 10, "not closed"),
        ("x = FIND('a)", 10, "not closed; expected another '"),
        ("x = FIND(a b)", 12, "unexpected 'b'; expected ',' or '\\)'"),
        ("x = FIND(a,)", 12, "expected a quoted text, a number or the name of an earlier step"),
        ("x = FIND(n=1, 2)", 15, "an argument without a name after one with a name"),
        ('x = FIND("\\q")', 10, "cannot be read"),
        ('x = FIND("\\ud800")', 10, "cannot be read"),
        ("x = FIND(1e999)", 10, "too large"),
        (f"x = FIND({10**15 + 1})", 10, "beyond 1,000,000,000,000,000"),
        (f"x = FIND({'9' * 5000})", 10, "beyond 1,000,000,000,000,000"),
        ("x = FIND() y", 12, "unexpected 'y'; expected the end of the line or a # comment"),
        ("x = FIND(§)", 10, "unexpected '§'"),
        ("x = FIND(FIND())", 14, "expected ',' or '\\)'"),
        (f"{'x' * 41} = FIND()", 1, "variable: String should match"),
    ],
)
def test_what_is_no_step_is_an_error_at_its_place(line: str, column: int, message: str) -> None:
    with pytest.raises(PlanError, match=message) as caught:
        parse(f"\n{line}")
    assert (caught.value.line, caught.value.column) == (2, column)


@pytest.mark.parametrize("text", ["", "\n \n", "# nothing", "x" * (LONGEST_PLAN + 1)])
def test_a_text_without_steps_or_end_is_no_plan(text: str) -> None:
    with pytest.raises(PlanError, match="expected"):
        parse(text)


@pytest.mark.parametrize(
    ("data", "where"),
    [
        ("{", "the top level"),
        ("{}", "steps"),
        ('{"steps": [{"variable": "x", "action": "find", "arguments": [{"value": true}]}]}', "steps.0.arguments.0"),
        ('{"steps": [{"variable": "x", "action": "find", "arguments": [{}]}]}', "steps.0.arguments.0"),
        ('{"steps": [{"variable": "x y", "action": "find"}]}', "steps.0.variable"),
        ('{"steps": [{"variable": "x", "action": "find", "comment": "a\\nb"}]}', "steps.0.comment"),
    ],
)
def test_json_that_is_no_plan_is_an_error_that_names_the_place(data: str, where: str) -> None:
    with pytest.raises(PlanError, match=f"at {where}"):
        from_json(data)
