"""Tool results compressed for the model of a real agent, which a fake chat model plays."""

from __future__ import annotations

import asyncio
import json
import logging
from collections.abc import Sequence
from typing import Any

import pytest
from langchain.agents import create_agent
from langchain_core.language_models.fake_chat_models import GenericFakeChatModel
from langchain_core.messages import AIMessage, BaseMessage, HumanMessage, ToolMessage
from langchain_core.tools import tool

from compressor import CompressorOptions
from compressor.errors import BudgetError, OptionError
from compressor.integrations.langchain_agents import ToolResultCompressor
from compressor.text.tokens import tokenizer

GUIDE = (
    "The ferry to the island leaves at noon. It takes forty minutes and carries bicycles. "
    "Gulls cry over the bay. They nest on the cliffs in May. A return ticket costs €24.50. Dogs travel free. "
)
NEST = "They nest on the cliffs in May."
ASKED = {"messages": [HumanMessage("When do gulls nest on the cliffs?")]}
ROWS = [{"line": n, "harbour": f"harbour {n}"} for n in range(60)]
IMAGE = {"type": "image", "url": "https://example.org/gull.png"}
MARKED = {"type": "text", "text": GUIDE, "cache_control": {"type": "ephemeral"}}
count = tokenizer().count


class Model(GenericFakeChatModel):
    """Looks into the guide, then answers; keeps what it was shown."""

    shown: list[Sequence[BaseMessage]]

    def bind_tools(self, *_: Any, **__: Any) -> Model:
        return self

    def _generate(self, messages: Sequence[BaseMessage], *args: Any, **settings: Any) -> Any:
        self.shown.append(messages)
        return super()._generate(list(messages), *args, **settings)


def ask(result: Any, middleware: ToolResultCompressor, use_async: bool = False) -> tuple[ToolMessage, ToolMessage]:
    """Return the tool message that the model was shown, and the one in the agent's state."""

    @tool
    def guide() -> Any:
        """Look into the guide."""
        return result

    call = AIMessage("", tool_calls=[{"name": "guide", "args": {}, "id": "c1"}])
    model = Model(messages=iter([call, AIMessage("In May.")]), shown=[])
    agent = create_agent(model, [guide], middleware=[middleware])
    state = asyncio.run(agent.ainvoke(ASKED)) if use_async else agent.invoke(ASKED)
    assert state["messages"][-1].content == "In May."
    (shown,) = (message for message in model.shown[-1] if isinstance(message, ToolMessage))
    (kept,) = (message for message in state["messages"] if isinstance(message, ToolMessage))
    return shown, kept


@pytest.mark.parametrize("use_async", [False, True])
def test_the_model_reads_what_matters_and_the_state_keeps_it_all(use_async: bool) -> None:
    shown, kept = ask(GUIDE, ToolResultCompressor(budget=10), use_async)
    assert shown.content == NEST
    assert kept.content == GUIDE
    assert shown.model_copy(update={"content": GUIDE}) == kept  # nothing else has changed


@pytest.mark.parametrize(("threshold", "same"), [(None, False), (count(GUIDE) - 1, False), (count(GUIDE), True)])
def test_only_what_is_over_the_threshold_is_compressed(threshold: int | None, same: bool) -> None:
    shown, _ = ask(GUIDE, ToolResultCompressor(budget=10, threshold=threshold))
    assert (shown.content == GUIDE) == same


def test_json_stays_json() -> None:
    shown, _ = ask(json.dumps(ROWS), ToolResultCompressor(budget=100))
    assert json.loads(str(shown.content))[-1].endswith("of 60 left out]")


def test_only_texts_of_a_result_of_several_parts_change() -> None:
    parts = [{"type": "text", "text": GUIDE}, IMAGE, MARKED, {"type": "text", "text": "Dogs travel free."}]
    shown, kept = ask(parts, ToolResultCompressor(budget=12))
    assert shown.content == [{"type": "text", "text": NEST}, IMAGE, MARKED, {"type": "text", "text": "[…]"}]
    assert kept.content == parts


def test_a_failure_leaves_results_whole_and_is_logged(caplog: pytest.LogCaptureFixture) -> None:
    def unreachable(text: str) -> int:
        raise ConnectionError(f"no tokenizer for {len(text)} characters")

    with caplog.at_level(logging.WARNING, "compressor"):
        shown, _ = ask(GUIDE, ToolResultCompressor(budget=10, options={"encoding": unreachable}))
    assert shown.content == GUIDE
    assert "tool results go on uncompressed: ConnectionError: no tokenizer" in caplog.text


def test_strict_is_strict() -> None:
    with pytest.raises(BudgetError, match="no whole sentence fits"):
        ask(GUIDE, ToolResultCompressor(budget=3, options=CompressorOptions(strict=True)))


@pytest.mark.parametrize(
    ("settings", "error"),
    [
        ({"budget": 0}, "budget 0 is not valid for tool results"),
        ({"budget": "10%"}, "budget '10%' is not valid"),
        ({"budget": True}, "budget True is not valid"),
        ({"budget": 9, "threshold": 0}, "threshold 0 is not valid"),
        ({"budget": 9, "options": {"encoding": "bert"}}, "unknown encoding 'bert'"),
    ],
)
def test_a_wrong_setting_is_an_error_at_once(settings: dict[str, Any], error: str) -> None:
    with pytest.raises(OptionError, match=error):
        ToolResultCompressor(**settings)
