"""What the extraction rules hand on: ranges of the document, not yet linked to entities.

The rules read spaCy objects and give these; no spaCy object leaves this package.
"""

from __future__ import annotations

from typing import NamedTuple

from compressor.records import Polarity


class Range(NamedTuple):
    """A half-open stretch of the document, in code points."""

    start: int
    end: int


class FoundArgument(NamedTuple):
    """A participant of a fact: its full phrase, and the range of its head word."""

    role: str
    range: Range
    head: Range


class FoundFact(NamedTuple):
    """Who did what to whom, in one sentence."""

    sentence: Range
    subject: FoundArgument
    predicate: str
    lemma: str
    arguments: tuple[FoundArgument, ...]
    negated: bool
    modality: str | None
    time: FoundArgument | None
    place: FoundArgument | None
    confidence: float


class FoundProperty(NamedTuple):
    """An attribute of whatever `owner` names."""

    owner: Range
    key: str
    value: Range
    span: Range  # the stretch that states it, owner and value included
    confidence: float


class FoundAspect(NamedTuple):
    """An opinion on an aspect; None for a term or opinion that is implicit."""

    sentence: Range
    term: Range | None
    opinion: Range | None
    category: str | None
    polarity: Polarity
    confidence: float
