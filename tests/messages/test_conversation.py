"""A conversation within a budget, in the shapes of each provider."""

from __future__ import annotations

import copy
import json
from typing import Any

import pytest

from compressor import CompressorOptions, compress_messages
from compressor.errors import BudgetError, InputError, OptionError
from compressor.text.tokens import tokenizer

Message = dict[str, Any]
GUIDE = (
    "The ferry to the island leaves at noon. It takes forty minutes and carries bicycles. "
    "Gulls cry over the bay. They nest on the cliffs in May. A return ticket costs €24.50. Dogs travel free."
)
CHAT = (
    "We want to see the island this spring. My sister comes with her two dogs and a bicycle. "
    "She hopes for dry weather. We would like to be back before dark."
)
ASKED = "What does a return ticket cost?"
PAID = "A return ticket costs €24.50."
count = tokenizer().count


def call(number: str) -> Message:
    return {"id": number, "type": "function", "function": {"name": "guide", "arguments": '{"topic": "ferry"}'}}


OPENAI: list[Message] = [
    {"role": "system", "content": "You plan journeys."},
    {"role": "user", "content": CHAT, "name": "ada"},
    {"role": "assistant", "content": None, "tool_calls": [call("c1")]},
    {"role": "tool", "tool_call_id": "c1", "content": GUIDE},
    {"role": "assistant", "content": "There is a ferry."},
    {"role": "user", "content": [{"type": "text", "text": ASKED}]},
]
ANTHROPIC: list[Message] = [
    {"role": "user", "content": CHAT},
    {
        "role": "assistant",
        "content": [
            {"type": "thinking", "thinking": "I look it up.", "signature": "abc"},
            {"type": "tool_use", "id": "t1", "name": "guide", "input": {"topic": "ferry"}},
        ],
    },
    {
        "role": "user",
        "content": [
            {
                "type": "tool_result",
                "tool_use_id": "t1",
                "content": [
                    {"type": "text", "text": GUIDE},
                    {"type": "image", "source": {"type": "base64", "media_type": "image/png", "data": "iVBORw0KGgo="}},
                ],
            }
        ],
    },
    {"role": "assistant", "content": [{"type": "text", "text": "There is a ferry."}]},
    {"role": "user", "content": [{"type": "text", "text": ASKED}]},
]
RESPONSES: list[Message] = [
    {"role": "developer", "content": "You plan journeys."},
    {"type": "message", "role": "user", "content": [{"type": "input_text", "text": CHAT}]},
    {"type": "reasoning", "id": "r1", "summary": [{"type": "summary_text", "text": "I look it up."}]},
    {"type": "function_call", "call_id": "c1", "name": "guide", "arguments": '{"topic": "ferry"}'},
    {"type": "function_call_output", "call_id": "c1", "output": GUIDE},
    {"type": "message", "role": "assistant", "content": [{"type": "output_text", "text": "One.", "annotations": []}]},
    {"role": "user", "content": ASKED},
]
CALLED = {"openai": '{"topic": "ferry"}', "anthropic": '{"topic": "ferry"}', "responses": '{"topic": "ferry"}'}
SHAPES = {"openai": OPENAI, "anthropic": ANTHROPIC, "responses": RESPONSES}
READ = {  # every text that counts
    "openai": ["You plan journeys.", CHAT, CALLED["openai"], GUIDE, "There is a ferry.", ASKED],
    "anthropic": [CHAT, "I look it up.", CALLED["anthropic"], GUIDE, "There is a ferry.", ASKED],
    "responses": ["You plan journeys.", CHAT, "I look it up.", CALLED["responses"], GUIDE, "One.", ASKED],
}


def texts(messages: list[Message]) -> str:
    return json.dumps(messages, ensure_ascii=False)


@pytest.mark.parametrize("shape", SHAPES)
def test_tool_results_shrink_first_and_the_budget_is_exact(shape: str) -> None:
    given, size = SHAPES[shape], sum(map(count, READ[shape]))
    before = copy.deepcopy(given)
    budget = size - count(GUIDE) + count(PAID) + 1
    found = compress_messages(given, budget=budget)
    assert given == before
    assert texts(found) == texts(given).replace(GUIDE, PAID)  # nothing else has changed
    assert compress_messages(found, budget=budget) == found


@pytest.mark.parametrize("shape", SHAPES)
def test_what_fits_is_left_as_it_is(shape: str) -> None:
    size = sum(map(count, READ[shape]))
    assert compress_messages(SHAPES[shape], budget=size) == SHAPES[shape]
    assert compress_messages(SHAPES[shape], budget=size - 1) != SHAPES[shape]


@pytest.mark.parametrize("shape", SHAPES)
def test_then_older_messages_shrink_down_to_a_mark(shape: str) -> None:
    least = sum(map(count, READ[shape])) - count(GUIDE) - count(CHAT) + 2
    found = compress_messages(SHAPES[shape], budget=least)
    assert texts(found) == texts(SHAPES[shape]).replace(GUIDE, "[…]").replace(CHAT, "[…]")
    with pytest.raises(BudgetError, match=rf"budget {least - 1} is too small: {least} tokens .* have to stay"):
        compress_messages(SHAPES[shape], budget=least - 1)


@pytest.mark.parametrize(("keep_last", "changed"), [(0, True), (2, True), (3, False), (9, False)])
def test_the_last_messages_stay(keep_last: int, changed: bool) -> None:
    given = [{"role": "user", "content": ASKED}, {"role": "tool", "tool_call_id": "c", "content": GUIDE}, *OPENAI[-2:]]
    if changed:
        assert PAID in str(compress_messages(given, budget=45, keep_last=keep_last)[1]["content"])
    else:
        with pytest.raises(BudgetError, match="lower keep_last"):
            compress_messages(given, budget=45, keep_last=keep_last)


def test_the_question_can_be_given() -> None:
    found = compress_messages(OPENAI, budget=75, query="When do gulls nest on the cliffs?")
    assert "They nest on the cliffs in May." in found[3]["content"]


@pytest.mark.parametrize("query", ["", " "])
def test_no_question_is_none(query: str) -> None:
    found = compress_messages(OPENAI, budget=75, query=query)
    assert 0 < count(found[3]["content"]) < count(GUIDE)


def test_the_question_is_the_last_thing_that_the_user_says_and_no_tool_result() -> None:
    given = [
        {"role": "user", "content": "When do gulls nest on the cliffs?"},
        {"role": "assistant", "content": [{"type": "tool_use", "id": "t", "name": "guide", "input": {}}]},
        {"role": "user", "content": [{"type": "tool_result", "tool_use_id": "t", "content": GUIDE}]},
    ]
    found = compress_messages(given, budget=20, keep_last=0)
    assert found[2]["content"][0]["content"] == "They nest on the cliffs in May."


@pytest.mark.parametrize(
    ("number", "mark"),
    [
        (3, lambda message: {**message, "cache_control": {"type": "ephemeral"}}),
        (
            3,
            lambda message: {
                **message,
                "content": [{"type": "text", "text": GUIDE, "cache_control": {"type": "ephemeral"}}],
            },
        ),
        (
            4,
            lambda _: {
                "role": "user",
                "content": [
                    {"type": "image_url", "image_url": {"url": "u"}, "cache_control": {"type": "ephemeral"}},
                    {"type": "text", "text": CHAT},
                ],
            },
        ),
    ],
)
def test_all_up_to_a_cache_mark_stays_and_what_is_behind_it_shrinks(number: int, mark: Any) -> None:
    given = [*OPENAI[:number], mark(OPENAI[number]), {"role": "user", "content": CHAT}, *OPENAI[-2:]]
    size = sum(map(count, [*READ["openai"], CHAT])) + (count(CHAT) - 4 if number == 4 else 0)
    found = compress_messages(given, budget=size - 30)
    assert found[:number] == given[:number]
    assert (found[number] == given[number]) == (number == 3)
    assert found[number + 1 :] != given[number + 1 :]


@pytest.mark.parametrize("key", ["annotations", "citations"])
def test_a_text_with_references_into_it_stays(key: str) -> None:
    part = {"type": "text", "text": CHAT, key: [{"start_index": 0, "end_index": 9}]}
    given = [{"role": "assistant", "content": [part]}, {"role": "user", "content": GUIDE}, *OPENAI[-2:]]
    assert compress_messages(given, budget=75)[0] == given[0]


def test_json_stays_json_in_a_conversation() -> None:
    rows = [{"line": n, "what": f"Line {n} sails to harbour {n}."} for n in range(60)]
    given = [OPENAI[0], {"role": "tool", "tool_call_id": "c", "content": json.dumps(rows)}, OPENAI[3]]
    found = compress_messages(
        [*given, {"role": "user", "content": "Where does line 41 sail?"}], budget=140, keep_last=1
    )
    assert rows[41] in json.loads(found[1]["content"])


def test_tokens_are_counted_as_the_options_say() -> None:
    words = CompressorOptions(encoding=lambda text: len(text.split()))
    found = compress_messages(OPENAI, budget=60, options=words)
    assert sum(len(text.split()) for text in READ["openai"]) > 60
    assert len(found[3]["content"].split()) + sum(len(t.split()) for t in READ["openai"] if t != GUIDE) <= 60


def test_no_messages_give_none() -> None:
    assert compress_messages([], budget=5) == []


@pytest.mark.parametrize("settings", [{"budget": b} for b in (0, -1, True, "10%", "auto", 9.5, None)])
def test_a_budget_is_a_number_of_tokens(settings: dict[str, Any]) -> None:
    with pytest.raises(OptionError, match=r"budget .* expected a whole number from 1 up"):
        compress_messages(OPENAI, **settings)


@pytest.mark.parametrize("keep_last", [-1, True, "2", None])
def test_keep_last_is_a_number_of_messages(keep_last: Any) -> None:
    with pytest.raises(OptionError, match=r"keep_last .* expected a whole number from 0 up"):
        compress_messages(OPENAI, budget=50, keep_last=keep_last)


def test_a_question_is_a_text() -> None:
    with pytest.raises(InputError, match="the question is a int"):
        compress_messages(OPENAI, budget=50, query=3)  # type: ignore[arg-type]
