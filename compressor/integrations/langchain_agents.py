"""Compress the tool results that the model of a LangChain agent reads (extra `langchain`)."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable, Sequence
from typing import Any

from compressor.errors import BudgetError, MissingExtraError, OptionError
from compressor.integrations.documents import Options, checked_options
from compressor.integrations.requirements import required
from compressor.messages.pieces import is_text
from compressor.messages.texts import TextShrinker

with required("langchain", "1.0", extra="langchain"):
    from langchain.agents.middleware import AgentMiddleware, ModelRequest, ModelResponse
    from langchain_core.messages import AnyMessage, HumanMessage, ToolMessage
    from langchain_core.runnables import run_in_executor

_LOG = logging.getLogger(__name__)


class ToolResultCompressor(AgentMiddleware[Any, Any]):
    """Shows the model every tool result over `threshold` tokens (by default the budget) within `budget` tokens.

    What is kept is what matters for the last thing the user said. The agent's state keeps the results
    whole, so a later question finds what it needs; and a new question changes what the model is shown of
    old results, so a provider's prompt cache holds from one question to the next only up to these. Results in JSON stay
    JSON; parts that are no text, or have a cache mark, stay as they are. A failure is logged, and the
    results go on whole; a wrong option is an OptionError at once.
    """

    def __init__(self, *, budget: int, threshold: int | None = None, options: Options = None) -> None:
        super().__init__()
        for name, value in (("budget", budget), ("threshold", budget if threshold is None else threshold)):
            if not isinstance(value, int) or isinstance(value, bool) or value < 1:
                raise OptionError(f"{name} {value!r} is not valid for tool results; expected a whole number from 1 up")
        self.budget = budget
        self.threshold = budget if threshold is None else threshold
        self.options = checked_options(options)

    def wrap_model_call(
        self, request: ModelRequest[Any], handler: Callable[[ModelRequest[Any]], ModelResponse[Any]]
    ) -> ModelResponse[Any]:
        """Call the model with the results compressed."""
        return handler(self._compressed(request))

    async def awrap_model_call(
        self, request: ModelRequest[Any], handler: Callable[[ModelRequest[Any]], Awaitable[ModelResponse[Any]]]
    ) -> ModelResponse[Any]:
        """Call the model with the results compressed, in a thread of their own."""
        return await handler(await run_in_executor(None, self._compressed, request))

    def _compressed(self, request: ModelRequest[Any]) -> ModelRequest[Any]:
        try:
            shrinker = TextShrinker(_last_question(request.messages), self.options)
            messages = [
                self._shrunk(message, shrinker) if isinstance(message, ToolMessage) else message
                for message in request.messages
            ]
        except (OptionError, BudgetError, MissingExtraError):
            raise
        except Exception as error:
            _LOG.warning("tool results go on uncompressed: %s: %s", type(error).__name__, error)
            return request
        return request.override(messages=messages)

    def _shrunk(self, message: ToolMessage, shrinker: TextShrinker) -> ToolMessage:
        parts: list[Any] = [message.content] if isinstance(message.content, str) else list(message.content)
        texts = {i: part if isinstance(part, str) else part["text"] for i, part in enumerate(parts) if _is_text(part)}
        if sum(map(shrinker.count, texts.values())) <= self.threshold:
            return message
        for i, text in zip(texts, shrinker.shrunk(list(texts.values()), self.budget), strict=True):
            parts[i] = text if isinstance(parts[i], str) else {**parts[i], "text": text}
        return message.model_copy(update={"content": parts[0] if isinstance(message.content, str) else parts})


def _is_text(part: Any) -> bool:
    return isinstance(part, str) or is_text(part)


def _last_question(messages: Sequence[AnyMessage]) -> str | None:
    said = (message.text for message in reversed(messages) if isinstance(message, HumanMessage))
    return next((text for text in said if text.strip()), None)
