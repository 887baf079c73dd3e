from __future__ import annotations

import hashlib
import lzma
from base64 import b64decode
from collections.abc import Callable
from functools import cache
from importlib.resources import files
from pathlib import Path

import pytest
import tiktoken
from hypothesis import given
from hypothesis import strategies as st
from tiktoken_ext import openai_public

from compressor.errors import CompressorError, OptionError
from compressor.text import tokens
from compressor.text.tokens import ENCODINGS, tokenizer


@cache
def reference(name: str) -> tiktoken.Encoding:
    """Build an encoding as tiktoken itself does, from our file in place of its download."""

    def load(_: str, expected_hash: str) -> dict[bytes, int]:
        packed = (files("compressor.text") / "ranks" / f"{name}.tiktoken.xz").read_bytes()
        table = lzma.decompress(packed)
        assert hashlib.sha256(table).hexdigest() == expected_hash
        return {b64decode(token): int(rank) for token, rank in (line.split() for line in table.splitlines())}

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(openai_public, "load_tiktoken_bpe", load)
        return tiktoken.Encoding(**getattr(openai_public, name)())


@pytest.mark.parametrize("name", ENCODINGS)
@given(text=st.text(max_size=300) | st.text(st.sampled_from("ab1 \n\r\t'.,sté日👍🏽\u0301\u200d"), max_size=300))
def test_counts_are_those_of_tiktoken(name: str, text: str) -> None:
    text = text.encode("utf-8", "replace").decode()
    encoded = reference(name).encode_ordinary(text)
    assert reference(name).decode(encoded) == text
    assert tokenizer(name).count(text) == len(encoded)


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        # the first four from OpenAI's cookbook, "How to count tokens with tiktoken"
        ("cl100k_base", "tiktoken is great!", 6),
        ("cl100k_base", "2 + 2 = 4", 7),
        ("cl100k_base", "お誕生日おめでとう", 9),
        ("o200k_base", "お誕生日おめでとう", 8),
        ("o200k_base", "", 0),
        ("o200k_base", "hello world", 2),
    ],
)
def test_known_counts(name: str, text: str, expected: int) -> None:
    assert tokenizer(name).count(text) == expected


def test_special_tokens_in_a_text_are_counted_as_the_text_they_are() -> None:
    assert tokenizer("o200k_base").count("<|endoftext|>") == 7


@pytest.mark.parametrize("name", ENCODINGS)
@given(words=st.lists(st.text(st.sampled_from("abC1é日_"), min_size=1, max_size=8), min_size=40, max_size=120))
def test_a_long_text_is_counted_as_the_whole(name: str, words: list[str]) -> None:
    text = " ".join(words)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(tokens, "_STRETCH", 60)
        assert tokenizer(name).count(text) == len(reference(name).encode_ordinary(text))


@pytest.mark.parametrize("name", ENCODINGS)
def test_a_text_of_many_stretches_is_counted_as_the_whole(name: str) -> None:
    text = "The tide tables are printed anew in May 2024; who wants them? " * 5000
    assert len(text) > 3 * tokens._STRETCH
    assert tokenizer(name).count(text) == len(reference(name).encode_ordinary(text))


@pytest.mark.parametrize("name", ENCODINGS)
@pytest.mark.parametrize("blank", " \t")
def test_a_million_blanks_do_not_panic(name: str, blank: str) -> None:
    assert 0 < tokenizer(name).count("a" + blank * 1_100_000 + "b") < 1_100_000


@pytest.mark.parametrize(
    ("model", "name"),
    [("gpt-4o", "o200k_base"), ("gpt-4o-mini-2024-07-18", "o200k_base"), ("gpt-4", "cl100k_base")],
)
def test_a_model_is_counted_in_its_own_encoding(model: str, name: str) -> None:
    found = tokenizer(model=model)
    assert (found.name, found.notes) == (name, ())


def test_a_model_that_is_not_known_is_counted_in_the_default_encoding_and_says_so() -> None:
    found = tokenizer(model="llama-3-8b")
    assert found.name == "o200k_base"
    assert "llama-3-8b" in found.notes[0]


@pytest.mark.parametrize(
    ("make", "said"),
    [
        (lambda: tokenizer("o200k"), "'o200k'"),
        (lambda: tokenizer(""), "''"),
        (lambda: tokenizer(len, "gpt-4o"), "both"),
        (lambda: tokenizer("o200k_base", "gpt-4o"), "both"),
        (lambda: tokenizer(model="text-davinci-003"), "p50k_base"),
    ],
)
def test_an_encoding_that_cannot_be_had_is_an_error(make: Callable[[], object], said: str) -> None:
    with pytest.raises(OptionError, match=said):
        make()


def test_any_callable_counts() -> None:
    found = tokenizer(len)
    assert (found.name, found.count("four")) == ("len", 4)


@pytest.mark.parametrize("returned", [-1, 1.5, "3", None, True])
def test_a_callable_that_returns_no_count_is_an_error(returned: object) -> None:
    count = tokenizer(lambda _: returned).count  # type: ignore[arg-type,return-value]
    with pytest.raises(OptionError, match="token counter returned"):
        count("some text")


def test_a_damaged_vocabulary_is_an_error(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "ranks").mkdir()
    (tmp_path / "ranks" / "o200k_base.tiktoken.xz").write_bytes(lzma.compress(b"YQ== 0\n"))
    monkeypatch.setattr(tokens, "files", lambda _: tmp_path)
    tokens.vocabulary.cache_clear()
    with pytest.raises(CompressorError, match="damaged"):
        tokenizer("o200k_base").count("a")
