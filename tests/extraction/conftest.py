from __future__ import annotations

from collections.abc import Callable

import pytest

from compressor.extraction.nlp import Parsed, load
from compressor.options import DEFAULT_PIPELINE


@pytest.fixture(scope="session")
def parse() -> Callable[[str], Parsed]:
    """Parse a text as it stands, sentences found by the pipeline."""
    nlp = load(DEFAULT_PIPELINE)
    return lambda text: Parsed(nlp(text), text, list(range(len(text))))
