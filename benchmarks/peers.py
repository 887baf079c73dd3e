"""What is compared: this package, and what people use instead, each called as its documentation shows."""

from __future__ import annotations

import random
from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence
from functools import cache, lru_cache
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any, NamedTuple

from texts import TURNING, Span, content_words, count, cut, sentence_spans, words

from compressor import Compressor, CompressorOptions
from compressor.errors import MissingExtraError, OptionError
from compressor.relevance.collection import collect
from compressor.text import tokens

if TYPE_CHECKING:
    from llmslim import ContextCompressor
    from rank_bm25 import BM25Okapi
    from Stemmer import Stemmer

Compress = Callable[[str, str | None, int], str]
REFITS = 4  # calls of a package that takes a ratio instead of a budget
SLACK = 1.02  # so little over the budget needs no refit: what is over is cut


class Method(NamedTuple):
    """A way to make a text smaller: `run(text, question, budget)` gives about `budget` tokens of it."""

    label: str
    run: Compress
    with_question: bool = True
    without_question: bool = True
    package: str | None = None

    def suits(self, asked: bool) -> bool:
        """Say whether it is compared where a question is asked, or where none is."""
        return self.with_question if asked else self.without_question

    def installed(self) -> bool:
        """Say whether the package it needs is here."""
        return self.package is None or find_spec(self.package) is not None


# ------------------------------------------------------------------------------------------------- ours
def ours(text: str, question: str | None, budget: int) -> str:
    """Compress with this package."""
    return _compressor().compress(text, budget=budget, query=question).text


@cache
def _compressor() -> Compressor:
    return Compressor(CompressorOptions(records=False))


# ------------------------------------------------------------------------------------------- plain ways
@lru_cache(maxsize=64)
def head(text: str, _: str | None, budget: int) -> str:
    """Cut the text off at the budget."""
    return cut(text, budget)


def random_sentences(text: str, _: str | None, budget: int) -> str:
    """Draw sentences until the budget is full, the same ones each time."""
    draw = random.Random(f"{budget} {text}")
    parts = _parts(text, 0)
    return _pack(text, parts, [draw.random() for _ in parts], budget)


def bm25(size: int) -> Compress:
    """Return BM25 over chunks of at most `size` tokens made of whole sentences, or for 0 over sentences."""

    def run(text: str, question: str | None, budget: int) -> str:
        scores = _index(text, size).get_scores(_terms(question or ""))
        return _pack(text, _parts(text, size), scores.tolist(), budget)

    return run


class _Part(NamedTuple):
    """Sentences in a row: where the first starts, where each ends, and what they cost together."""

    start: int
    ends: list[int]
    price: int


@lru_cache(maxsize=8)
def _parts(text: str, size: int) -> list[_Part]:
    """Fill chunks with whole sentences; a sentence longer than a chunk is one by itself."""
    parts: list[_Part] = []
    for start, end in sentence_spans(text):
        price = count(text[start:end])
        if parts and parts[-1].price + price <= size:
            last = parts.pop()
            parts.append(last._replace(ends=[*last.ends, end], price=last.price + price))
        else:
            parts.append(_Part(start, [end], price))
    return [part._replace(price=count(text[part.start : part.ends[-1]]) + 1) for part in parts]


def _pack(text: str, parts: Sequence[_Part], scores: Iterable[float], budget: int) -> str:
    """Take the best parts that fit, and of the first that does not its leading sentences; in document order."""
    ranked = [part for _, part in sorted(zip(scores, parts, strict=True), key=lambda scored: -scored[0])]
    kept: list[Span] = []
    room, whole = budget, True
    for part in ranked:
        if part.price <= room:
            kept.append((part.start, part.ends[-1]))
            room -= part.price
        elif whole:
            whole = False
            end = _last_end(text, part, room)
            if end:
                kept.append((part.start, end))
                room -= count(text[part.start : end]) + 1
    if not kept and ranked:
        return cut(text[ranked[0].start : ranked[0].ends[-1]], budget)
    return "\n".join(text[start:end] for start, end in sorted(kept))


def _last_end(text: str, part: _Part, room: int) -> int | None:
    """Return where the last of the leading sentences that fit the room ends; None if not one fits."""
    fitting = bisect_right(part.ends, room, key=lambda end: count(text[part.start : end]) + 1)
    return part.ends[fitting - 1] if fitting else None


@lru_cache(maxsize=4)
def _index(text: str, size: int) -> BM25Okapi:
    from rank_bm25 import BM25Okapi

    quotes = (text[part.start : part.ends[-1]] for part in _parts(text, size))
    return BM25Okapi([_terms(quote) or [""] for quote in quotes])


def _terms(text: str) -> list[str]:
    stems: list[str] = _stemmer().stemWords([word for word in content_words(words(text)) if word not in TURNING])
    return stems


@cache
def _stemmer() -> Stemmer:
    from Stemmer import Stemmer

    return Stemmer("english")


# --------------------------------------------------------------------------------------------- packages
def llmslim(text: str, question: str | None, budget: int) -> str:
    """Run llmslim, its ratio refitted to the budget."""
    ratio, context = budget / count(text), ""
    for _ in range(REFITS):
        context = _llmslim().compress(text, target_ratio=min(ratio, 1.0), query=question).compressed_text
        used = count(context)
        if used <= budget * SLACK:
            break
        ratio *= 0.98 * budget / used
    return context


@cache
def _llmslim() -> ContextCompressor:
    from llmslim import ContextCompressor
    from tiktoken import registry

    registry.ENCODINGS.setdefault("cl100k_base", tokens.vocabulary("cl100k_base"))  # llmslim's; tiktoken would fetch it
    return ContextCompressor(context_role="rag")


def lexrank(text: str, _: str | None, budget: int) -> str:
    """Take the sentences that sumy's LexRank rates highest."""
    return _pack(text, _parts(text, 0), _ratings(text), budget)


@lru_cache(maxsize=2)
def _ratings(text: str) -> list[float]:
    """Rate the sentences with LexRank, split here: sumy's own tokeniser needs a download."""
    from sumy.models.dom import ObjectDocumentModel, Paragraph, Sentence
    from sumy.nlp.stemmers import Stemmer
    from sumy.summarizers.lex_rank import LexRankSummarizer
    from sumy.utils import get_stop_words

    quotes = [text[part.start : part.ends[-1]] for part in _parts(text, 0)]
    ratings = [0.0] * len(quotes)

    def note(rated: Any) -> Any:
        for info in rated:
            ratings[info.order] = float(info.rating)
        return rated

    summarizer = LexRankSummarizer(Stemmer("english"))
    summarizer.stop_words = get_stop_words("english")
    summarizer(ObjectDocumentModel([Paragraph([Sentence(quote, _Words()) for quote in quotes])]), note)
    return ratings


class _Words:
    """The part of a sumy tokeniser that LexRank uses."""

    def to_words(self, sentence: str) -> tuple[str, ...]:
        return tuple(words(sentence))


# -------------------------------------------------------------------------------------------- the table
METHODS = {
    "ours": Method("entity-compressor", ours),
    "bm25-sentences": Method("BM25 sentences", bm25(0), without_question=False, package="rank_bm25"),
    "bm25-chunks-100": Method("BM25 chunks of 100", bm25(100), without_question=False, package="rank_bm25"),
    "bm25-chunks-200": Method("BM25 chunks of 200", bm25(200), without_question=False, package="rank_bm25"),
    "llmslim": Method("llmslim", llmslim, package="llmslim"),
    "lexrank": Method("LexRank (sumy)", lexrank, with_question=False, package="sumy"),
    "random": Method("random sentences", random_sentences),
    "head": Method("head", head),
}
OURS, YARDSTICK = "ours", "bm25-sentences"


def choose(names: Sequence[str], asked: bool) -> list[str]:
    """Check the names of methods; without names, return those that suit and are installed."""
    for name in names:
        _check(name, asked)
    return list(names) or [name for name, method in METHODS.items() if method.suits(asked) and method.installed()]


def _check(name: str, asked: bool) -> None:
    if name not in METHODS:
        raise OptionError(f"unknown method {name!r}; expected some of {', '.join(METHODS)}")
    if not METHODS[name].suits(asked):
        need = "takes no question: add --without-question" if asked else "needs a question: drop --without-question"
        raise OptionError(f"the method {name!r} {need}, or leave the method out")
    if not METHODS[name].installed():
        raise MissingExtraError(f"the method {name!r}", "bench")


def forget() -> None:
    """Drop what is kept about texts, so that the next call is a cold one."""
    for cached in (collect, head, _parts, _index, _ratings):
        cached.cache_clear()
