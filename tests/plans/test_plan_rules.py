from __future__ import annotations

import json

import pytest

from compressor.errors import PlanError
from compressor.plans import plan_for
from compressor.plans.rules import LONGEST_QUESTION, NotPlanned, plan_by_rules
from compressor.plans.syntax import written

FIND = "sentences = FIND({q}, limit=100)\nanswers = ANSWER({q}, sentences)\n"


def planned(question: str) -> str:
    plan = plan_by_rules(question)
    assert not isinstance(plan, NotPlanned), plan
    return written(plan)


@pytest.mark.parametrize(
    "question",
    [
        "Who built the mill?",
        "When did the mill burn down?",
        "Where were the machines moved?",
        "In what year was it rebuilt?",
        "How many people did the mill employ?",
        "How much is a ticket?",
        "Which company bought the mill?",
        "The mill was sold to whom?",
        'Who said "no, ""?',
        "Name a sawmill in Lund",
    ],
)
def test_questions_for_a_short_answer_are_answered_from_sentences(question: str) -> None:
    assert planned(question) == FIND.format(q=json.dumps(question))


@pytest.mark.parametrize(
    ("question", "step"),
    [
        ("What do visitors say about the coffee?", 'opinions = OPINIONS("the coffee")'),
        ("What is bad about the shop?", 'opinions = OPINIONS("the shop", "negative")'),
        ("What is Good about good?", 'opinions = OPINIONS("good", "positive")'),
        ("positive opinions on the tour", 'opinions = OPINIONS("the tour", "positive")'),
        ("Compare the mill and the sawmill", 'comparison = COMPARE("the mill", "the sawmill")'),
        ("Compare Tour with Notebook by price", 'comparison = COMPARE("Tour", "Notebook", "price")'),
        ("What is the difference between A and B?", 'comparison = COMPARE("A", "B")'),
        ("How does A differ from B?", 'comparison = COMPARE("A", "B")'),
        ("How is Alma related to Emil?", 'relation = RELATION("Alma", "Emil")'),
        ("What is the relationship between A and B?", 'relation = RELATION("A", "B")'),
        ("timeline", "events = TIMELINE()"),
        ("Show me a timeline of the mill.", 'events = TIMELINE("the mill")'),
        ("What happened to the mill?", 'events = TIMELINE("the mill")'),
        ("List all people", 'found = LIST("people")'),
        ("Please list the companies mentioned in the history", 'found = LIST("companies", "the history")'),
        ("Which cities are mentioned?", 'found = LIST("cities")'),
    ],
)
def test_other_questions_have_a_step_of_their_own(question: str, step: str) -> None:
    first, last = planned(question).splitlines()
    assert first == step
    assert last.endswith(f", {step.partition(' =')[0]})")


def test_entities_are_counted() -> None:
    assert planned("How many companies are mentioned in it?") == (
        'found = LIST("companies", "it")\nnumber = COUNT(found)\n'
        'answers = ANSWER("How many companies are mentioned in it?", number)\n'
    )


@pytest.mark.parametrize(
    ("question", "entity", "key"),
    [
        ("What was the mill's best year?", "the mill", "best year"),
        ("Who is Emil Verhagen’s mother", "Emil Verhagen", "mother"),
        ("Who was the founder of the mill?", "the mill", "founder"),
    ],
)
def test_properties_are_looked_up_before_sentences(question: str, entity: str, key: str) -> None:
    first, second, last = planned(question).splitlines()
    assert first == f'values = PROPERTY("{entity}", "{key}")'
    assert second.startswith("sentences = FIND(")
    assert last.endswith(", values, sentences)")


@pytest.mark.parametrize(
    ("question", "reason"),
    [
        ("Why did the mill burn?", "an explanation"),
        ("Why?", "an explanation"),
        ("How do I make paper?", "an explanation"),
        ("Summarise the history", "none of the forms"),
        ("Did it burn?", "none of the forms"),
        ("List all wheels", "'wheels' names no kind of entity"),
        (" ", "empty"),
        ("who " * LONGEST_QUESTION, "at most 500"),
    ],
)
def test_what_no_rule_knows_is_said_with_a_reason(question: str, reason: str) -> None:
    made = plan_by_rules(question)
    assert isinstance(made, NotPlanned)
    assert reason in made.reason
    with pytest.raises(PlanError, match="no rule makes a plan"):
        plan_for(question)
