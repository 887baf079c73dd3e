"""Settings of an example selector, and what an example looks like in a prompt."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Literal

from pydantic import Field

from compressor.options import Options

Example = str | Mapping[str, Any]
Method = Literal["coverage", "bm25", "jaccard"]
Order = Literal["best-last", "document"]
TEXT_KEYS = ("text", "input", "question")
SEPARATOR = "\n\n"


class ExampleOptions(Options):
    """How to choose examples; every field has a default that suits most uses."""

    method: Method = Field(
        default="coverage",
        description="coverage: BM25 where a term counts less with every example chosen that has it; bm25: each "
        "example by itself; jaccard: the share of words in common, as in many tutorials.",
    )
    text_key: str | None = Field(
        default=None,
        description="Key of the text that is compared, for examples that are mappings; None takes the first of "
        "'text', 'input' and 'question' that an example has.",
    )
    order: Order = Field(
        default="best-last",
        description="Order of the examples chosen: the best last, next to the input, or as they were given.",
    )
    render: Callable[[Any], str] | None = Field(
        default=None, description="What an example looks like in the prompt; None writes `key: value` lines."
    )
    separator: str = Field(default=SEPARATOR, description="What stands between two examples.")
    encoding: str | Callable[[str], int] | None = Field(
        default=None, description="Token encoding (o200k_base or cl100k_base), or any function that counts tokens."
    )
    model: str | None = Field(
        default=None, description="Model whose encoding counts the tokens, instead of `encoding`."
    )


def rendered(example: Example) -> str:
    """Return an example as plain text: a string as it is, a mapping as a line for each key."""
    if isinstance(example, str):
        return example
    return "\n".join(f"{key}: {value}" for key, value in example.items())
