"""Make texts smaller that share a room: JSON without breaking it, and none without a mark where all of it goes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from compressor.apart import compress_apart, writable_query
from compressor.messages.json_text import MARK, JsonShrinker, is_json
from compressor.options import CompressorOptions
from compressor.text.tokens import tokenizer

LEFT_OUT = "[…]"  # stands for a text of which nothing is kept: models take no empty ones


class TextShrinker:
    """Makes texts smaller for one question."""

    def __init__(self, query: str | None, options: CompressorOptions) -> None:
        self._query = writable_query(query)
        self._options = options
        self.count = tokenizer(options.encoding, options.model).count
        self._json = JsonShrinker(self._query, self.count, self.shrunk)

    def least(self, text: str) -> int:
        """Return the fewest tokens that a text can be made to have."""
        size = self.count(text)
        return min(size, self.count(MARK if is_json(text) else LEFT_OUT)) if text.strip() else size

    def shrunk(self, texts: Sequence[str], room: int) -> list[str]:
        """Return the texts within a number of tokens, or as near as the `least` of each allows.

        JSON has its share of the room; what it leaves goes to the other texts, wherever it answers the question best.
        """
        sizes, least = list(map(self.count, texts)), list(map(self.least, texts))
        if sum(sizes) <= room:
            return list(texts)
        fixed = {i: text for i, text in enumerate(texts) if sizes[i] <= least[i]}
        free, size = max(0, room - sum(least)), sum(sizes)
        json = {
            i: self._json.shrunk(text, least[i] + sizes[i] * free // size)
            for i, text in enumerate(texts)
            if i not in fixed and is_json(text)
        }
        done = {**fixed, **json}
        prose = {i: text for i, text in enumerate(texts) if i not in done}
        done |= self._prose(prose, room - sum(map(self.count, done.values())))
        return [done[i] for i in range(len(texts))]

    def _prose(self, texts: Mapping[int, str], room: int) -> dict[int, str]:
        budget = room - len(texts) * self.count(LEFT_OUT)
        if budget < 1:
            return dict.fromkeys(texts, LEFT_OUT)
        kept = compress_apart(list(texts.values()), budget=budget, query=self._query, options=self._options)
        return {i: one.text or LEFT_OUT for i, one in zip(texts, kept, strict=True)}
