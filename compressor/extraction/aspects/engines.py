"""The engines that find opinions, behind one interface."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from compressor.extraction.aspects.rules import Rules
from compressor.extraction.found import FoundAspect

if TYPE_CHECKING:
    from compressor.extraction.nlp import Parsed

RULES, TRAINED = "rules", "trained"


class AspectEngine(Protocol):
    """Finds the opinions in parses."""

    def find(self, parses: Sequence[Parsed]) -> Iterator[FoundAspect]:
        """Yield the opinions of parses, in the order of the text."""


def check_engine(choice: str | Path) -> None:
    """Raise OptionError where no engine has this name and no model is in a folder of it."""
    if choice not in (RULES, TRAINED):
        from compressor.extraction.aspects.model import read_about

        read_about(Path(choice))


def engine_version(choice: str | Path) -> str:
    """Return what tells engines apart that find different opinions: a name, or the hash of a model's weights."""
    if choice == RULES:
        return RULES
    from compressor.extraction.aspects.model import SHIPPED, read_about

    return read_about(SHIPPED if choice == TRAINED else Path(choice)).weights


@lru_cache(maxsize=4)
def aspect_engine(choice: str | Path) -> AspectEngine:
    """Return the engine of a name, 'rules' or 'trained', or of a model folder; loaded once.

    Raises OptionError where a path leads to no model.
    """
    if choice == RULES:
        return Rules()
    from compressor.extraction.aspects.model import SHIPPED, load_model

    return load_model(SHIPPED if choice == TRAINED else Path(choice))
