"""The data that leaves this package: documents, extracted records and compression results.

Offsets are half-open and count Unicode code points of `Document.text`; every span carries its
quote, so that `document.text[start:end] == quote` can be checked by anyone who has the text.
"""

from __future__ import annotations

from hashlib import sha256
from typing import Annotated, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

SCHEMA_VERSION: Literal["1.0"] = "1.0"

Polarity = Literal["positive", "negative", "neutral"]
Offset = Annotated[int, Field(ge=0)]
Share = Annotated[float, Field(ge=0.0, le=1.0)]


UnitKind = Literal["document", "heading", "sentence", "table", "code", "fragment"]


class Record(BaseModel):
    """Base of all records: immutable, and closed to unknown fields."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Document(Record):
    """A decoded text with the name it came from."""

    text: str = Field(description="The decoded text that every offset refers to.")
    source: str | None = Field(default=None, description="Path, URL or name the text came from.")

    @property
    def sha256(self) -> str:
        """SHA-256 of the text in UTF-8, in hexadecimal."""
        return sha256(self.text.encode()).hexdigest()


class Span(Record):
    """A stretch of a document and its exact words."""

    start: Offset = Field(description="First code point of the span.")
    end: Offset = Field(description="One past the last code point of the span.")
    quote: str = Field(description="The document's text from start to end, unchanged.")

    @model_validator(mode="after")
    def _has_the_length_of_its_quote(self) -> Self:
        if self.end - self.start != len(self.quote):
            raise ValueError(f"span {self.start}:{self.end} does not have the length of its quote ({len(self.quote)})")
        return self


class Entity(Record):
    """One thing the document speaks of, with every place it is named."""

    id: str = Field(description="Identifier within the document record, e.g. 'e1'; most salient first.")
    name: str = Field(description="Canonical name: the fullest form the document uses.")
    type: str = Field(description="Label: PERSON, ORG, GPE, DATE, MONEY, EMAIL, ..., or TERM for an untyped term.")
    aliases: tuple[str, ...] = Field(default=(), description="Other forms of the name, in order of appearance.")
    mentions: tuple[Span, ...] = Field(description="Every mention, in document order.")
    salience: Share = Field(description="Weight within the document: 1 for the most salient entity.")
    confidence: Share = Field(
        description="Estimated probability that a mention is a name and ends where the name does; not of its type."
    )


class Value(Record):
    """A normalised value beside the quoted one."""

    kind: Literal["date", "money", "quantity", "percent", "number", "place", "role"] = Field(
        description="What it measures."
    )
    text: str | None = Field(default=None, description="Normal form as text: an ISO 8601 date, a place, a role.")
    number: float | None = Field(
        default=None, description="Amount, in `unit`; a percentage as written (12.5 for 12.5%)."
    )
    unit: str | None = Field(default=None, description="ISO 4217 currency or unit of measure.")


class Property(Span):
    """A typed attribute of an entity; the span is the stretch of text that states it."""

    id: str = Field(description="Identifier within the document record, e.g. 'p1'.")
    entity: str | None = Field(description="Id of the entity it belongs to; null when the owner is no known entity.")
    subject: str = Field(description="Owner of the property as the document names it.")
    key: str = Field(description="Name of the property, e.g. 'founded', 'location', 'is'.")
    value: str = Field(description="Value as the document writes it.")
    normalized: Value | None = Field(default=None, description="Normal form of the value, where it has one.")
    confidence: Share = Field(description="Estimated probability that the property is right.")


class Argument(Span):
    """One participant of a fact."""

    role: str = Field(description="'subject', 'object', 'complement', or the preposition that introduces it.")
    entity: str | None = Field(default=None, description="Id of the entity it names.")
    resolved: str | None = Field(default=None, description="Name of the entity that a pronoun stands for.")


class Fact(Span):
    """Who did what to whom; the span is the sentence that states it."""

    id: str = Field(description="Identifier within the document record, e.g. 'f1'.")
    subject: Argument = Field(description="The subject of the predicate.")
    predicate: str = Field(description="Verb group as the document writes it, e.g. 'was acquired'.")
    lemma: str = Field(description="Base form of the main verb, for queries.")
    arguments: tuple[Argument, ...] = Field(default=(), description="Objects, complements and prepositional arguments.")
    negated: bool = Field(default=False, description="Whether the fact is denied.")
    modality: str | None = Field(default=None, description="Modal verb that qualifies it, e.g. 'may', 'must'.")
    time: Argument | None = Field(default=None, description="When it holds.")
    place: Argument | None = Field(default=None, description="Where it holds.")
    confidence: Share = Field(description="Estimated probability that the fact is right.")


class Aspect(Span):
    """An opinion on an aspect of something; the span is the sentence that states it."""

    id: str = Field(description="Identifier within the document record, e.g. 'a1'.")
    entity: str | None = Field(default=None, description="Id of the entity the opinion is about.")
    term: Span | None = Field(description="Aspect term; null when the aspect is implicit.")
    opinion: Span | None = Field(description="Opinion term; null when the opinion is implicit.")
    category: str | None = Field(default=None, description="Kind of aspect, e.g. 'price', 'quality', 'service'.")
    polarity: Polarity = Field(description="Direction of the opinion.")
    confidence: Share = Field(description="Estimated probability that the opinion is right.")


class DocumentRecord(Record):
    """What a document says, as records."""

    schema_version: Literal["1.0"] = Field(default=SCHEMA_VERSION, description="Version of the published schema.")
    source: str | None = Field(default=None, description="Path, URL or name the text came from.")
    sha256: str = Field(pattern="^[0-9a-f]{64}$", description="SHA-256 of the text in UTF-8.")
    characters: Offset = Field(description="Length of the text in code points.")
    entities: tuple[Entity, ...] = Field(default=(), description="Entities, most salient first.")
    properties: tuple[Property, ...] = Field(default=(), description="Properties, in document order.")
    facts: tuple[Fact, ...] = Field(default=(), description="Facts, in document order.")
    aspects: tuple[Aspect, ...] = Field(default=(), description="Opinions on aspects, in document order.")


class Row(Record):
    """One statement of a document record in flat columns, for tables, data frames and databases."""

    kind: Literal["entity", "property", "fact", "aspect"] = Field(description="What kind of record it is.")
    source: str | None = Field(description="Path, URL or name the text came from.")
    document: str = Field(pattern="^[0-9a-f]{64}$", description="SHA-256 of the text in UTF-8.")
    id: str = Field(description="Identifier of the record within its document, e.g. 'f1'.")
    entity: str | None = Field(description="Id of the entity it is about, within the document.")
    name: str | None = Field(description="Canonical name of that entity, also where the text has a pronoun.")
    subject: str | None = Field(description="Who or what it is about, as written; null for an implicit aspect.")
    predicate: str = Field(description="'type' of an entity, key of a property, verb group of a fact, or 'opinion'.")
    object: str | None = Field(description="Type, value, arguments joined by '; ', or opinion term.")
    time: str | None = Field(default=None, description="When a fact holds, as written, e.g. 'until 2030'.")
    place: str | None = Field(default=None, description="Where a fact holds, as written.")
    negated: bool | None = Field(default=None, description="Whether a fact is denied.")
    modality: str | None = Field(default=None, description="Modal verb that qualifies a fact.")
    polarity: Literal["positive", "negative", "neutral"] | None = Field(
        default=None, description="Direction of an opinion."
    )
    category: str | None = Field(default=None, description="Kind of aspect.")
    number: float | None = Field(default=None, description="Normalised amount of a property.")
    unit: str | None = Field(default=None, description="Unit or ISO 4217 currency of the amount.")
    normal: str | None = Field(
        default=None, description="Normal form of a property that is no amount, e.g. an ISO date."
    )
    confidence: Share = Field(description="Estimated probability that it is right; of an entity, that it is one.")
    start: Offset = Field(description="First code point of the quote; of an entity, its first mention.")
    end: Offset = Field(description="One past the last code point of the quote.")
    quote: str = Field(description="The words that state it, unchanged: the sentence of a fact or an aspect.")


class Source(Record):
    """A document that a context was made from: enough to know it again."""

    name: str | None = Field(description="Path, URL or name the text came from.")
    sha256: str = Field(pattern="^[0-9a-f]{64}$", description="SHA-256 of the text in UTF-8.")
    characters: Offset = Field(description="Length of the text in code points.")


class Insertion(Span):
    """A name put behind a pronoun, in brackets; the span is the place in the source where it is named."""

    at: Offset = Field(description="Where ' [name]' stands in the unit's text, in code points.")
    name: str = Field(description="What is put in: the quote, its blanks folded.")


class Unit(Span):
    """A stretch of a source that is in the context."""

    id: str = Field(description="Identifier within the result, e.g. 'u1'.")
    document: Offset = Field(description="Index of the source among the documents given.")
    kind: UnitKind = Field(
        description="What the unit is; a fragment is the part of a sentence that fits where no whole one does."
    )
    text: str = Field(
        description="As it stands in the context: the quote without the cuts, blanks folded, with the insertion."
    )
    cuts: tuple[Span, ...] = Field(default=(), description="Stretches of the quote that tightening left out.")
    insertion: Insertion | None = Field(default=None, description="What the text says that the quote does not.")
    score: float = Field(description="Relevance that ranked it; comparable within one result.")


class Gap(Record):
    """A stretch of a source that is not in the context."""

    id: str = Field(description="Identifier within the result, e.g. 'g1'.")
    document: Offset = Field(description="Index of the source among the documents given.")
    start: Offset = Field(description="First code point left out.")
    end: Offset = Field(description="One past the last code point left out.")
    sentences: Offset = Field(description="Number of sentences that begin here.")


class Cost(Record):
    """What it takes a transformer to read n tokens, by the formulas named in `Report.formula`."""

    tokens: Offset = Field(description="Length of the input.")
    prefill_flops: float = Field(description="All floating-point operations of the prefill.")
    attention_flops: float = Field(description="The part of them that is quadratic in the length.")
    kv_cache_bytes: Offset = Field(description="Size of the key-value cache.")


class Report(Record):
    """Figures of one compression."""

    encoding: str = Field(description="Token encoding, or the name of the counter that was passed in.")
    rate: float = Field(description="Compression rate: tokens out / tokens in.")
    ratio: float | None = Field(description="Compression ratio: tokens in / tokens out; null for an empty context.")
    architecture: str = Field(description="Transformer that the costs are stated for.")
    formula: str = Field(description="How the costs are computed.")
    before: Cost = Field(description="Cost of the whole input.")
    after: Cost = Field(description="Cost of the context.")
    notes: tuple[str, ...] = Field(default=(), description="What a reader should know, e.g. why selection stopped.")


class CompressionResult(Record):
    """A context within its budget, what it was made of and what was left out."""

    schema_version: Literal["1.0"] = Field(default=SCHEMA_VERSION, description="Version of the published schema.")
    text: str = Field(description="The context, as it goes to the model.")
    tokens: Offset = Field(description="Tokens of `text`, counted on the final text.")
    budget: Offset = Field(description="Most tokens the text was allowed to have.")
    query: str | None = Field(default=None, description="The question the context should answer.")
    sources: tuple[Source, ...] = Field(description="The documents given, in order.")
    units: tuple[Unit, ...] = Field(description="What was kept, in document order.")
    dropped: tuple[Gap, ...] = Field(description="What was left out, in document order.")
    records: tuple[DocumentRecord, ...] = Field(description="Records found in what was kept, one for each document.")
    report: Report = Field(description="Tokens and attention cost before and after.")
