"""What holds for every conversation, whatever its messages and the budget."""

from __future__ import annotations

import copy
import json
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from compressor import compress_messages
from compressor.errors import BudgetError
from compressor.messages.json_text import is_json
from compressor.messages.pieces import Piece, pieces
from compressor.text.tokens import tokenizer

count = tokenizer().count
SENTENCE = st.sampled_from(
    [
        "The ferry to the island leaves at noon.",
        "Gulls nest on the cliffs in May.",
        "A return ticket costs €24.50.",
        "東京都は日本の首都です。",
        "👍🏽 \0 \ud800",
        "- one\n- two",
        "",
        " \n",
        "[…]",
        "x" * 200,
    ]
)
PROSE = st.lists(SENTENCE, max_size=12).map(" ".join)
VALUE = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | PROSE,
    lambda inner: st.lists(inner, max_size=6) | st.dictionaries(st.sampled_from("abc"), inner),
    max_leaves=12,
)
LINES = st.lists(VALUE).map(lambda rows: "\n".join(map(json.dumps, rows)))
TEXT = PROSE | VALUE.map(lambda value: json.dumps(value, indent=1)) | LINES
MARK = st.sampled_from([*[{}] * 19, {"cache_control": {"type": "ephemeral"}}])
PART = st.builds(lambda text, mark: {"type": "text", "text": text, **mark}, TEXT, MARK)
IMAGE = st.builds(lambda mark: {"type": "image", "source": {"type": "url", "url": "u"}, **mark}, MARK)
RESULT = st.builds(
    lambda content, mark: {"type": "tool_result", "tool_use_id": "t", "content": content, **mark},
    TEXT | st.lists(PART | IMAGE, max_size=3),
    MARK,
)
TEXTS = "text", "content", "output"  # keys of texts
CONTENT = TEXT | st.lists(PART | IMAGE | RESULT, max_size=3)
MESSAGE = st.one_of(
    st.builds(
        lambda role, content: {"role": role, "content": content}, st.sampled_from(["user", "assistant"]), CONTENT
    ),
    st.builds(lambda content: {"role": "system", "content": content}, SENTENCE),
    st.builds(lambda content: {"role": "tool", "tool_call_id": "c", "content": content}, TEXT | st.lists(PART)),
    st.builds(lambda text: {"type": "function_call_output", "call_id": "c", "output": text}, TEXT),
    st.just({"role": "assistant", "content": None, "tool_calls": [{"id": "c", "function": {"arguments": "{}"}}]}),
)


@given(st.lists(MESSAGE, max_size=6), st.floats(0.05, 1.05), st.sampled_from([0, 0, 0, 1, 2]))
@settings(max_examples=50)
def test_a_conversation_keeps_its_promises(messages: list[dict[str, Any]], share: float, keep_last: int) -> None:
    before, texts = copy.deepcopy(messages), pieces(messages)
    budget = max(1, int(share * sum(count(piece.text) for piece in texts)))
    try:
        made = compress_messages(messages, budget=budget, keep_last=keep_last)
    except BudgetError:
        assert sum(count(piece.text) for piece in texts) > budget
        return
    finally:
        assert messages == before
    now = pieces(made)
    assert sum(count(piece.text) for piece in now) <= budget
    assert compress_messages(made, budget=budget, keep_last=keep_last) == made
    assert emptied(made) == emptied(messages)
    assert [piece._replace(text="") for piece in now] == [piece._replace(text="") for piece in texts]
    only_what_may_changes(texts, now, len(messages) - keep_last)
    assert sum(count(p.text) for p in texts) > budget or made == messages


def only_what_may_changes(before: list[Piece], after: list[Piece], until: int) -> None:
    last_mark = max((i for i, piece in enumerate(before) if piece.is_marked), default=-1)
    for i, (old, new) in enumerate(zip(before, after, strict=True)):
        if old.text != new.text:
            assert i > last_mark
            assert old.message < until
            assert old.kind != "fixed"
            assert new.text.strip()
            assert is_json(new.text) or not is_json(old.text)


def emptied(value: Any) -> Any:
    """Return messages with every text left out: what must be the same before and after."""
    if isinstance(value, list):
        return [emptied(inner) for inner in value]
    if isinstance(value, dict):
        return {key: "" if isinstance(inner, str) and key in TEXTS else emptied(inner) for key, inner in value.items()}
    return value
