"""Read a document and assemble what was found into records that refer to each other."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from statistics import fmean
from typing import TYPE_CHECKING, TypedDict

from compressor.extraction.aspects.engines import AspectEngine, aspect_engine
from compressor.extraction.custom import UserTypes, load_types
from compressor.extraction.entities import Mention, find_form_mentions, find_mentions
from compressor.extraction.facts import find_facts
from compressor.extraction.found import FoundArgument, FoundAspect, FoundFact, FoundProperty, Range
from compressor.extraction.links import Links
from compressor.extraction.nlp import BATCH_SIZE, Parsed, load, parse
from compressor.extraction.pronouns import PRONOUNS, Pronoun, find_pronouns, resolve_pronouns
from compressor.extraction.properties import find_properties
from compressor.extraction.resolution import Cluster, name_key, resolve
from compressor.extraction.runs import gather_runs
from compressor.extraction.salience import weigh
from compressor.extraction.tables import find_table_properties
from compressor.extraction.values import normalize
from compressor.options import DEFAULT_ASPECTS, DEFAULT_PIPELINE
from compressor.records import Argument, Aspect, Document, DocumentRecord, Entity, Fact, Property, Span

if TYPE_CHECKING:
    from spacy.language import Language

    from compressor.text.segmentation import Segmentation


class _Place(TypedDict):
    start: int
    end: int
    quote: str


@dataclass(slots=True)
class Findings:
    """What the rules found, before anything is linked."""

    mentions: list[Mention] = field(default_factory=list)
    pronouns: list[Pronoun] = field(default_factory=list)
    facts: list[FoundFact] = field(default_factory=list)
    properties: list[FoundProperty] = field(default_factory=list)
    aspects: list[FoundAspect] = field(default_factory=list)


def extract_records(
    document: Document,
    segmentation: Segmentation,
    *,
    pipeline: str | Language = DEFAULT_PIPELINE,
    sentences: Collection[int] | None = None,
    types: str | Path | None = None,
    aspects: str | Path = DEFAULT_ASPECTS,
) -> DocumentRecord:
    """Return what the chosen sentences (indices; None: all) of a document say, as records.

    `types` is a file of entity types that a user defines; custom.py has its form. `aspects` names
    the engine that finds opinions, or the folder of a model.
    """
    engine = aspect_engine(aspects)
    findings = _read(segmentation, load(pipeline), sentences, load_types(types) if types else None, engine)
    entities, links = _entities(document.text, findings, segmentation)
    return DocumentRecord(
        source=document.source,
        sha256=document.sha256,
        characters=len(document.text),
        entities=tuple(entities),
        properties=tuple(_properties(document.text, findings.properties, links)),
        facts=tuple(_facts(document.text, findings.facts, links)),
        aspects=tuple(_aspects(document.text, findings.aspects, links)),
    )


def _read(
    segmentation: Segmentation,
    nlp: Language,
    sentences: Collection[int] | None,
    types: UserTypes | None,
    engine: AspectEngine,
) -> Findings:
    """Run every rule over the chosen sentences; prose is parsed, headings are only named, the rest is matched."""
    findings = Findings(properties=list(find_table_properties(segmentation, sentences)))
    runs = list(gather_runs(segmentation, sentences))
    for run in runs:
        if run.group == "grid":
            findings.mentions += find_form_mentions(run, types)
    read = [run for run in runs if run.group != "grid"]
    prose = list[Parsed]()
    for run, parsed in zip(read, parse(nlp, read), strict=True):
        findings.mentions += find_mentions(parsed, types)
        if run.group == "prose":
            findings.pronouns += find_pronouns(parsed)
            findings.facts += find_facts(parsed)
            findings.properties += find_properties(parsed)
            prose.append(parsed)
        if len(prose) == BATCH_SIZE:
            findings.aspects += engine.find(prose)
            prose.clear()
    findings.aspects += engine.find(prose)
    findings.mentions.sort()
    return findings


def _entities(text: str, findings: Findings, segmentation: Segmentation) -> tuple[list[Entity], Links]:
    """Resolve mentions and pronouns; return the entities, most salient first, and the way to them."""
    mentions = findings.mentions
    clusters = resolve(text, mentions)
    saliences = weigh(clusters, mentions, len(text))
    ranked = sorted(zip(clusters, saliences, strict=True), key=lambda pair: (-pair[1], pair[0].mentions[0]))
    entities = [_entity(f"e{number}", *pair, text, mentions) for number, pair in enumerate(ranked, 1)]
    owners = [0] * len(mentions)
    for number, (cluster, _) in enumerate(ranked):
        for index in cluster.mentions:
            owners[index] = number
    starts = [sentence.start for sentence in segmentation.sentences]
    antecedents = resolve_pronouns(findings.pronouns, mentions, owners, [entity.type for entity in entities], starts)
    links = Links(
        mentions=mentions,
        starts=[mention.range.start for mention in mentions],
        owners=[entities[owner] for owner in owners],
        antecedents={place: entities[owner] for place, owner in antecedents.items()},
        names={name_key(mentions[index].name): entities[owner] for index, owner in enumerate(owners)},
    )
    return entities, links


def _entity(identifier: str, cluster: Cluster, salience: float, text: str, mentions: Sequence[Mention]) -> Entity:
    return Entity(
        id=identifier,
        name=cluster.name,
        type=cluster.type,
        aliases=cluster.aliases,
        mentions=tuple(Span(**_span(text, mentions[index].range)) for index in cluster.mentions),
        salience=salience,
        confidence=round(fmean(mentions[index].confidence for index in cluster.mentions), 2),
    )


def _properties(text: str, found: Sequence[FoundProperty], links: Links) -> Iterator[Property]:
    """Yield properties in document order; what is said again of the same owner is left out."""
    said = set[tuple[str, str, str]]()
    for item in sorted(found, key=lambda item: (item.span, item.owner, item.value)):
        subject, value = _words(text, item.owner), _words(text, item.value)
        owner = links.owner_of(item.owner, subject)
        if owner is None and subject.casefold() in PRONOUNS:  # what 'it' has answers no question
            continue
        key = _key(item.key, owner)
        statement = (owner.id if owner else subject.casefold(), key, value.casefold())
        if statement in said:
            continue
        said.add(statement)
        yield Property(
            id=f"p{len(said)}",
            entity=owner.id if owner else None,
            subject=subject,
            key=key,
            value=value,
            normalized=normalize(value, links.type_of(item.value)),
            confidence=item.confidence,
            **_span(text, item.span),
        )


def _key(key: str, owner: Entity | None) -> str:
    """Return the key of what something is: people have roles; the type of an entity is surer than that of a mention."""
    if key in ("role", "is") and owner is not None:
        return "role" if owner.type == "PERSON" else "is"
    return key


def _facts(text: str, found: Sequence[FoundFact], links: Links) -> Iterator[Fact]:
    unique = sorted(dict.fromkeys(found), key=lambda item: (item.sentence, item.subject.range))
    for number, item in enumerate(unique, 1):
        yield Fact(
            id=f"f{number}",
            subject=_argument(text, item.subject, links),
            predicate=item.predicate,
            lemma=item.lemma,
            arguments=tuple(_argument(text, argument, links) for argument in item.arguments),
            negated=item.negated,
            modality=item.modality,
            time=_argument(text, item.time, links) if item.time else None,
            place=_argument(text, item.place, links) if item.place else None,
            confidence=item.confidence,
            **_span(text, item.sentence),
        )


def _argument(text: str, found: FoundArgument, links: Links) -> Argument:
    named = links.entity_at(found.head)
    meant = None if named else links.antecedents.get(found.head)
    entity = named or meant
    return Argument(
        role=found.role,
        entity=entity.id if entity else None,
        resolved=meant.name if meant else None,
        **_span(text, found.range),
    )


def _aspects(text: str, found: Sequence[FoundAspect], links: Links) -> Iterator[Aspect]:
    for number, item in enumerate(dict.fromkeys(found), 1):
        entity = links.owner_of(item.term, _words(text, item.term)) if item.term else None
        yield Aspect(
            id=f"a{number}",
            entity=entity.id if entity else None,
            term=Span(**_span(text, item.term)) if item.term else None,
            opinion=Span(**_span(text, item.opinion)) if item.opinion else None,
            category=item.category,
            polarity=item.polarity,
            confidence=item.confidence,
            **_span(text, item.sentence),
        )


def _span(text: str, place: Range) -> _Place:
    return {"start": place.start, "end": place.end, "quote": text[place.start : place.end]}


def _words(text: str, place: Range) -> str:
    """Return the words at a place with their blanks folded."""
    return " ".join(text[place.start : place.end].split())
