"""Ask a language model, whatever it is: any function from a prompt to a text."""

from __future__ import annotations

from collections.abc import Callable
from queue import Empty, SimpleQueue
from threading import Thread

from compressor.errors import ModelError

Model = Callable[[str], str]

PATIENCE = 300.0  # seconds that a model may take to answer
LONGEST_REPLY = 200_000  # characters; a longer one is a model gone astray


def ask(model: Model, prompt: str, seconds: float = PATIENCE) -> str:
    """Return a model's reply, without outer blanks; raises ModelError for one that is no use, or does not come.

    The model runs in a thread of its own, which is left behind if it never comes back.
    """
    replies: SimpleQueue[object] = SimpleQueue()

    def run() -> None:
        try:
            replies.put(model(prompt))
        except Exception as error:
            replies.put(error)

    Thread(target=run, daemon=True).start()
    try:
        reply = replies.get(timeout=seconds)
    except Empty:
        raise ModelError(f"the model did not answer within {seconds:g} seconds; try again, or a faster one") from None
    if isinstance(reply, Exception):
        raise ModelError(f"the model failed: {type(reply).__name__}: {reply}") from reply
    if not isinstance(reply, str):
        raise ModelError(f"the model answered with a {type(reply).__name__}; expected a str")
    if not reply.strip() or len(reply) > LONGEST_REPLY:
        raise ModelError(
            f"the model answered with {len(reply):,} characters; expected a text of at most {LONGEST_REPLY:,}"
        )
    return reply.strip()
