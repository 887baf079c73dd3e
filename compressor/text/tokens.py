"""Exact token counts, from vocabularies that ship with the package and are checked by their hash."""

from __future__ import annotations

import hashlib
import lzma
import re
from base64 import b64decode
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, NamedTuple

from compressor.errors import CompressorError, OptionError

if TYPE_CHECKING:
    from tiktoken import Encoding

TokenCounter = Callable[[str], int]
DEFAULT_ENCODING = "o200k_base"

_STRETCH = 100_000  # characters handed to the encoder at once: it panics on a million blanks in a row
_SAFE_CUT = re.compile(r"(?<=\w) (?=\w)")  # both split patterns always start a new piece here


class _Vocabulary(NamedTuple):
    sha256: str  # of the unpacked table, as tiktoken pins it in tiktoken_ext/openai_public.py
    pattern: str


_VOCABULARIES = {
    "o200k_base": _Vocabulary(
        "446a9538cb6c348e3516120d7c08b09f57c36495e2acfffe59a5bf8b0cfb1a2d",
        "|".join(
            [
                r"[^\r\n\p{L}\p{N}]?[\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}]*[\p{Ll}\p{Lm}\p{Lo}\p{M}]+(?i:'s|'t|'re|'ve|'m|'ll|'d)?",
                r"[^\r\n\p{L}\p{N}]?[\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}]+[\p{Ll}\p{Lm}\p{Lo}\p{M}]*(?i:'s|'t|'re|'ve|'m|'ll|'d)?",
                r"\p{N}{1,3}",
                r" ?[^\s\p{L}\p{N}]+[\r\n/]*",
                r"\s*[\r\n]+",
                r"\s+(?!\S)",
                r"\s+",
            ]
        ),
    ),
    "cl100k_base": _Vocabulary(
        "223921b76ee99bde995b7ff738513eef100fb51d18c93597a113bcffe865b2a7",
        r"'(?i:[sdmt]|ll|ve|re)|[^\r\n\p{L}\p{N}]?+\p{L}++|\p{N}{1,3}+| ?[^\s\p{L}\p{N}]++[\r\n]*+"
        r"|\s++$|\s*[\r\n]|\s+(?!\S)|\s",
    ),
}
ENCODINGS = tuple(_VOCABULARIES)


@dataclass(frozen=True, slots=True)
class Tokenizer:
    """A named token counter."""

    name: str
    count: TokenCounter
    notes: tuple[str, ...] = ()


def tokenizer(encoding: str | TokenCounter | None = None, model: str | None = None) -> Tokenizer:
    """Return the counter for an encoding, a model's encoding, or a callable of the user's own.

    Raises OptionError for an unknown encoding, and when both an encoding and a model are given. A
    model that tiktoken does not know is counted in o200k_base, and the tokenizer's notes say so.
    """
    if encoding is not None and model is not None:
        raise OptionError(f"encoding {encoding!r} and model {model!r} were both given; give one of them")
    if callable(encoding):
        return Tokenizer(getattr(encoding, "__name__", type(encoding).__name__), _checked(encoding))
    if model is not None:
        return _for_model(model)
    name = DEFAULT_ENCODING if encoding is None else encoding
    if name not in _VOCABULARIES:
        raise OptionError(f"unknown encoding {name!r}; expected {' or '.join(ENCODINGS)}, or in Python any callable")
    return Tokenizer(name, _counter(name))


def _for_model(model: str) -> Tokenizer:
    from tiktoken.model import encoding_name_for_model

    try:
        name = encoding_name_for_model(model)
    except KeyError:
        note = f"tokens of {model} are counted in {DEFAULT_ENCODING}: its own vocabulary is not known here"
        return Tokenizer(DEFAULT_ENCODING, _counter(DEFAULT_ENCODING), (note,))
    if name not in _VOCABULARIES:
        raise OptionError(
            f"model {model!r} uses the encoding {name}, which is not shipped; use --encoding {ENCODINGS[0]}"
        )
    return Tokenizer(name, _counter(name))


def _checked(count: TokenCounter) -> TokenCounter:
    def counted(text: str) -> int:
        tokens = count(text)
        if not isinstance(tokens, int) or isinstance(tokens, bool) or tokens < 0:
            raise OptionError(f"the token counter returned {tokens!r} for {text[:30]!r}; expected an int, 0 or more")
        return tokens

    return counted


def _counter(name: str) -> TokenCounter:
    def count(text: str) -> int:
        encode = vocabulary(name).encode_ordinary
        if len(text) <= _STRETCH:
            return len(encode(text))
        return sum(len(encode(part)) for part in _stretches(text))

    return count


def _stretches(text: str) -> Iterator[str]:
    """Cut a long text where the count of the whole is the sum of the counts of the parts.

    Text without a blank between two words for `_STRETCH` characters is cut there all the same: the
    sum may then be off by a token a cut.
    """
    start = 0
    while len(text) - start > _STRETCH:
        cut = _SAFE_CUT.search(text, start + _STRETCH // 2, start + _STRETCH)
        end = cut.start() if cut else start + _STRETCH
        yield text[start:end]
        start = end
    yield text[start:]


@cache
def vocabulary(name: str) -> Encoding:
    """Return an encoding made from its table in this package, which is checked against the pinned hash."""
    from tiktoken import Encoding

    pinned = _VOCABULARIES[name]
    path = files("compressor.text") / "ranks" / f"{name}.tiktoken.xz"
    table = lzma.decompress(path.read_bytes())
    if hashlib.sha256(table).hexdigest() != pinned.sha256:
        raise CompressorError(f"{path} is damaged: its SHA-256 is not the pinned one; install entity-compressor again")
    ranks = {b64decode(token): int(rank) for token, rank in (line.split() for line in table.splitlines() if line)}
    return Encoding(name, pat_str=pinned.pattern, mergeable_ranks=ranks, special_tokens={})
