"""What messages hold, and what is wrong with those that hold something else."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

from compressor.errors import InputError
from compressor.messages.pieces import pieces, replaced

RESULT = {"type": "tool_result", "tool_use_id": "t"}


@pytest.mark.parametrize(
    ("message", "expected"),
    [
        ({"role": "user", "content": "a"}, [("content", "a", "talk")]),
        ({"role": "function", "name": "f", "content": "a"}, [("content", "a", "tool")]),
        ({"role": "developer", "content": "a"}, [("content", "a", "fixed")]),
        ({"role": "assistant", "content": None, "refusal": "no"}, [("", "no", "fixed")]),
        ({"role": "assistant", "tool_calls": [{"function": {"arguments": "{}"}}]}, [("", "{}", "fixed")]),
        (
            {"role": "assistant", "content": "a", "reasoning_content": "b"},
            [("content", "a", "talk"), ("", "b", "fixed")],
        ),
        ({"role": "user", "content": []}, []),
        ({"role": "user", "content": [RESULT]}, []),
        ({"role": "user", "content": [{**RESULT, "content": "a"}]}, [("content.0.content", "a", "tool")]),
        (
            {"role": "user", "content": [{**RESULT, "content": [{"type": "text", "text": "a"}]}]},
            [("content.0.content.0.text", "a", "tool")],
        ),
        (
            {
                "role": "user",
                "content": [
                    {"type": "document", "title": "a", "source": {"type": "text", "media_type": "x", "data": "b"}},
                    {"type": "document", "source": {"type": "base64", "media_type": "x", "data": "AAAA"}},
                    {"type": "image_url", "image_url": {"url": "https://example.org"}},
                ],
            },
            [("", "a", "fixed"), ("", "b", "fixed")],
        ),
        (
            {"role": "assistant", "content": [{"type": "tool_use", "id": "t", "name": "f", "input": {"key": "é"}}]},
            [("", '{"key": "é"}', "fixed")],
        ),
        ({"type": "function_call_output", "call_id": "c", "output": "a"}, [("output", "a", "tool")]),
        (
            {"type": "function_call_output", "call_id": "c", "output": [{"type": "input_text", "text": "a"}]},
            [("output.0.text", "a", "tool")],
        ),
        ({"type": "item_reference", "id": "x"}, []),
        ({"type": "custom_tool_call", "input": "a"}, [("", "a", "fixed")]),
    ],
)
def test_every_text_is_found(message: dict[str, Any], expected: list[tuple[str, str, str]]) -> None:
    found = pieces([message])
    assert [(".".join(map(str, piece.path)), piece.text, piece.kind) for piece in found] == expected


@pytest.mark.parametrize(
    ("messages", "error"),
    [
        ("hello", "messages are a str; expected a list of dicts"),
        ({"role": "user", "content": "a"}, "messages are a dict; expected a list of dicts"),
        (None, "messages are a NoneType; expected"),
        (["hello"], "message 0 is a str; expected a dict"),
        ([SimpleNamespace(model_dump=dict)], r"message 0 is a SimpleNamespace; expected a dict; .* model_dump\(\)"),
        ([{"content": "a"}], "message 0 has the role None; expected system, developer, user"),
        ([{"role": "bot", "content": "a"}], "message 0 has the role 'bot'; expected"),
        ([{"role": ["user"], "content": "a"}], r"message 0 has the role \['user'\]"),
        ([{"role": "user"}], r"message 0 \(user\) has no content; expected a str or a list of parts"),
        ([{"role": "assistant", "content": None}], r"message 0 \(assistant\) has no content"),
        ([{"role": "user", "content": 3}], "content of message 0 is a int; expected a str or a list of parts"),
        ([{"role": "user", "content": b"a"}], "content of message 0 is a bytes"),
        ([{"role": "user", "content": {"type": "text", "text": "a"}}], "content of message 0 is a dict"),
        ([{"role": "user", "content": ["a"]}], "part 0 of message 0 is a str; expected a dict with a 'type'"),
        ([{"role": "user", "content": [{"text": "a"}]}], "part 0 of message 0 is a dict without a 'type'; expected"),
        (
            [{"role": "user", "content": [{"type": "text"}]}],
            "part 0 of message 0 is a text part whose text is a NoneType",
        ),
        ([{"role": "tool", "content": "a"}], "message 0 is a tool result whose tool_call_id is None; expected the id"),
        ([{"role": "tool", "tool_call_id": "", "content": "a"}], "message 0 is a tool result whose tool_call_id is ''"),
        (
            [{"role": "user", "content": [{"type": "tool_result", "content": "a"}]}],
            "part 0 of message 0 is a tool result whose tool_use_id is None",
        ),
        (
            [{"role": "user", "content": [{**RESULT, "content": [{"type": "text", "text": 3}]}]}],
            "part 0 of part 0 of message 0 is a text part whose text is a int",
        ),
        ([{"type": "function_call_output", "output": "a"}], "message 0 is a tool result whose call_id is None"),
        ([{"type": "function_call_output", "call_id": "c"}], "output of message 0 is a NoneType"),
        ([{"type": "text", "text": "a"}], "message 0 has the type 'text' of a part and no role; put it into"),
        ([{"role": "user", "content": "a"}, {"role": "bot"}], "message 1 has the role 'bot'"),
    ],
)
def test_a_message_without_a_known_shape_is_an_error_that_names_it(messages: Any, error: str) -> None:
    with pytest.raises(InputError, match=error):
        pieces(messages)


def test_only_what_leads_to_a_text_is_copied() -> None:
    given = {"role": "user", "content": [{"type": "text", "text": "a"}, {"type": "image"}], "more": {}}
    made = replaced(given, ("content", 0, "text"), "b")
    assert made == {"role": "user", "content": [{"type": "text", "text": "b"}, {"type": "image"}], "more": {}}
    assert made["content"][1] is given["content"][1]
    assert made["more"] is given["more"]
    assert given["content"][0]["text"] == "a"
