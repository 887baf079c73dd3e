"""Make a conversation fit a budget: tool results first, then what was said long ago."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from compressor.errors import BudgetError, OptionError
from compressor.messages.pieces import Piece, pieces, replaced
from compressor.messages.texts import TextShrinker
from compressor.options import CompressorOptions

LEAST_OF_RESULTS = 0.1  # of tool results, that stays at least if half of it would where everything shrank alike


def compress_messages(
    messages: Sequence[Mapping[str, Any]],
    *,
    budget: int,
    keep_last: int = 2,
    query: str | None = None,
    options: CompressorOptions | None = None,
) -> list[Any]:
    """Return messages with no more tokens of text than the budget; those given are not changed.

    They are dicts as OpenAI (chat completions, items of the responses API) and Anthropic take them. Texts shrink to
    what matters for the query, by default the last text of the user: tool results first and, where too little would
    be left of them, with them what user and assistant said. A text of which nothing is kept becomes `[…]`; JSON stays
    JSON. System and developer messages, the last `keep_last` messages, all up to the last `cache_control` mark, and
    every call, id, name, image and other block stay as they are.

    The budget covers the texts a model reads, each counted by itself: content, tool results, arguments of calls,
    reasoning, plain-text documents; not images, files, names and what a provider puts around messages.

    Raises BudgetError where what has to stay is over the budget, InputError for a message without a
    known shape, OptionError for a wrong budget or option.
    """
    _check(budget, "budget", 1)
    _check(keep_last, "keep_last", 0)
    found = pieces(messages)
    shrinker = TextShrinker(_last_question(found, messages) if query is None else query, options or CompressorOptions())
    last_mark = max((i for i, piece in enumerate(found) if piece.is_marked), default=-1)
    until = len(messages) - keep_last
    free = [i for i, piece in enumerate(found) if i > last_mark and piece.may_change and piece.message < until]
    made = [dict(message) for message in messages]
    for i, text in _shrunk(found, free, budget, shrinker).items():
        made[found[i].message] = replaced(made[found[i].message], found[i].path, text)
    return made


def _shrunk(found: Sequence[Piece], free: Sequence[int], budget: int, shrinker: TextShrinker) -> dict[int, str]:
    """Return the new texts of those pieces that change, all of which are among the free ones."""
    sizes = [shrinker.count(piece.text) for piece in found]
    over = sum(sizes) - budget
    if over <= 0:
        return {}
    least = {i: size for i in free if (size := shrinker.least(found[i].text)) < sizes[i]}
    for pool in ([i for i in least if found[i].kind == "tool"], list(least)):
        size, everything = sum(sizes[i] for i in pool), sum(sizes[i] for i in least)
        fair = max(0, everything - over) / max(everything, 1)  # share that is left where all shrink alike
        enough = min(LEAST_OF_RESULTS, fair / 2) * size
        if size - over >= max(sum(least[i] for i in pool), enough):
            return dict(zip(pool, shrinker.shrunk([found[i].text for i in pool], size - over), strict=True))
    stays = sum(sizes) - sum(sizes[i] - least[i] for i in least)
    raise BudgetError(
        f"budget {budget} is too small: {stays} tokens of the messages have to stay; "
        "raise it to that at least, lower keep_last, or move the last cache mark up"
    )


def _last_question(found: Sequence[Piece], messages: Sequence[Mapping[str, Any]]) -> str | None:
    """Return the text of the last message in which the user says something."""
    said = [p for p in found if p.kind == "talk" and messages[p.message].get("role") == "user" and p.text.strip()]
    return "\n".join(piece.text for piece in said if piece.message == said[-1].message) or None


def _check(value: object, name: str, least: int) -> None:
    if not isinstance(value, int) or isinstance(value, bool) or value < least:
        raise OptionError(f"{name} {value!r} is not valid for messages; expected a whole number from {least} up")
