"""A language model behind an HTTP endpoint that speaks OpenAI's chat completions, by the official client."""

from __future__ import annotations

from compressor.errors import MissingExtraError, ModelError
from compressor.plans.asking import PATIENCE, Model


def endpoint(model: str, base_url: str | None = None) -> Model:
    """Return a function that asks a model by name; the key is read from OPENAI_API_KEY.

    Raises MissingExtraError without the extra 'openai', ModelError without a key.
    """
    try:
        from openai import OpenAI, OpenAIError
    except ImportError:
        raise MissingExtraError("a language model behind an endpoint", "openai") from None
    try:
        client = OpenAI(base_url=base_url, timeout=PATIENCE, max_retries=1)
    except OpenAIError as error:
        raise ModelError(f"the client of {model!r} cannot be made: {error}") from None

    def ask(prompt: str) -> str:
        reply = client.chat.completions.create(model=model, messages=[{"role": "user", "content": prompt}])
        return (reply.choices[0].message.content or "") if reply.choices else ""

    return ask
