"""Sum up what documents say of a thing: the battery, the service, with counts and quotes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from pydantic import Field

from compressor.records import Aspect, DocumentRecord, Offset, Polarity, Record, Share, Span
from compressor.relevance.terms import terms


class OpinionQuote(Span):
    """An opinion where a document states it; the span is the sentence."""

    source: str | None = Field(description="Path, URL or name the text came from.")
    document: str = Field(pattern="^[0-9a-f]{64}$", description="SHA-256 of the text in UTF-8.")
    id: str = Field(description="Identifier of the aspect within its document, e.g. 'a1'.")
    opinion: Span | None = Field(description="Opinion term; null when the opinion is implicit.")
    polarity: Polarity = Field(description="Direction of the opinion.")
    confidence: Share = Field(description="Estimated probability that the opinion is right.")


class OpinionSummary(Record):
    """What is said of one thing."""

    term: str | None = Field(description="Aspect term, in its most frequent form; null when it has no words.")
    entity: str | None = Field(description="Name of the entity that most of the opinions are about.")
    category: str | None = Field(description="Kind of aspect.")
    positive: Offset = Field(description="Number of positive opinions.")
    negative: Offset = Field(description="Number of negative opinions.")
    neutral: Offset = Field(description="Number of neutral opinions.")
    quotes: tuple[OpinionQuote, ...] = Field(description="Every opinion, in the order of the documents.")


class _Said(NamedTuple):
    """An opinion with the record it is of and the name of the entity it is about."""

    record: DocumentRecord
    aspect: Aspect
    entity: str | None


def summarize_opinions(
    records: Iterable[DocumentRecord], *, least_confidence: float = 0.0
) -> tuple[OpinionSummary, ...]:
    """Return a summary for each aspect that is spoken of, the most often first.

    Terms that differ in case, article or number are one: 'the battery' and 'Batteries'. Opinions
    without a term are one for each category, or one, the last, for all that have neither.
    """
    groups: dict[tuple[str | None, str | None, str], list[_Said]] = {}
    for said in _said(records):
        if said.aspect.confidence >= least_confidence:
            groups.setdefault(_key(said), []).append(said)
    summaries = [_summary(group) for group in groups.values()]
    return tuple(sorted(summaries, key=lambda one: (one.term is None and one.category is None, -len(one.quotes))))


def _said(records: Iterable[DocumentRecord]) -> Iterator[_Said]:
    for record in records:
        names = {entity.id: entity.name for entity in record.entities}
        for aspect in record.aspects:
            yield _Said(record, aspect, names.get(aspect.entity or ""))


def _key(said: _Said) -> tuple[str | None, str | None, str]:
    """Return what is the same for opinions on one thing."""
    aspect = said.aspect
    if aspect.term is None:
        return said.entity, aspect.category, ""
    return None, None, term_key(aspect.term.quote)


def term_key(term: str) -> str:
    """Return the stems of a term, which are the same in the singular and the plural, with and without an article."""
    return " ".join(terms(term)) or term.casefold()


def _summary(group: list[_Said]) -> OpinionSummary:
    counts = Counter(said.aspect.polarity for said in group)
    terms = Counter(" ".join(said.aspect.term.quote.split()) for said in group if said.aspect.term)
    return OpinionSummary(
        term=terms.most_common(1)[0][0] if terms else None,
        entity=_common(said.entity for said in group),
        category=_common(said.aspect.category for said in group),
        positive=counts["positive"],
        negative=counts["negative"],
        neutral=counts["neutral"],
        quotes=tuple(_quote(said) for said in group),
    )


def _common(values: Iterable[str | None]) -> str | None:
    """Return the value that most have; None where none has any."""
    known = Counter(value for value in values if value is not None)
    return known.most_common(1)[0][0] if known else None


def _quote(said: _Said) -> OpinionQuote:
    aspect = said.aspect
    return OpinionQuote(
        source=said.record.source,
        document=said.record.sha256,
        id=aspect.id,
        opinion=aspect.opinion,
        polarity=aspect.polarity,
        confidence=aspect.confidence,
        start=aspect.start,
        end=aspect.end,
        quote=aspect.quote,
    )
