"""A spaCy DocBin: entities as `doc.ents`, the other records as span groups, to train on or to look at in displaCy."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, pairwise
from typing import TYPE_CHECKING, NamedTuple

from compressor.records import Aspect, Document, DocumentRecord, Fact, Property, Span

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc
    from spacy.tokens import Span as DocSpan

_STORED = ("ENT_IOB", "ENT_TYPE", "ENT_KB_ID")


def docbin(read: Iterable[tuple[Document, DocumentRecord]]) -> bytes:
    """Return the documents, in order, as the bytes of a DocBin.

    Entities are in `doc.ents` with their id as `kb_id_`; properties, facts and aspects are in
    `doc.spans` under these names, labelled with the key, the verb's base form and the polarity, and
    with their id as `id_`; `doc.user_data` holds the source, the hash of the text and the confidence
    of each record by its id.
    """
    import spacy
    from spacy.tokens import DocBin

    nlp = spacy.blank("en")
    kept = DocBin(attrs=_STORED, store_user_data=True)
    for document, record in read:
        kept.add(_annotated(nlp, document, record))
    return kept.to_bytes()


class _Labelled(NamedTuple):
    span: Span
    label: str
    id: str


def _annotated(nlp: Language, document: Document, record: DocumentRecord) -> Doc:
    mentions = [_Labelled(mention, entity.type, entity.id) for entity in record.entities for mention in entity.mentions]
    groups = {
        "properties": [_Labelled(item, item.key, item.id) for item in record.properties],
        "facts": [_Labelled(fact, fact.lemma, fact.id) for fact in record.facts],
        "aspects": [_Labelled(aspect, aspect.polarity, aspect.id) for aspect in record.aspects],
    }
    every = chain(mentions, *groups.values())
    doc = _tokenized(nlp, document.text, {edge for one in every for edge in (one.span.start, one.span.end)})
    doc.ents = [_span(doc, one, kb_id=one.id) for one in mentions]
    for name, group in groups.items():
        doc.spans[name] = [_span(doc, one, span_id=one.id) for one in group]
    confidences = {entity.id: entity.confidence for entity in record.entities}
    items: Sequence[Property | Fact | Aspect] = (*record.properties, *record.facts, *record.aspects)
    confidences |= {item.id: item.confidence for item in items}
    doc.user_data = {"source": record.source, "sha256": record.sha256, "confidence": confidences}
    return doc


def _span(doc: Doc, one: _Labelled, *, kb_id: str = "", span_id: str = "") -> DocSpan:
    found = doc.char_span(one.span.start, one.span.end, label=one.label, kb_id=kb_id, span_id=span_id)
    assert found is not None  # the tokens were cut at its edges
    return found


def _tokenized(nlp: Language, text: str, edges: set[int]) -> Doc:
    """Return the text in spaCy's tokens, cut further where a record begins or ends within one."""
    from spacy.tokens import Doc

    words, spaces = list[str](), list[bool]()
    for token in nlp.tokenizer(text):
        pieces = list(_cut(token.text, token.idx, edges))
        words += pieces
        spaces += [False] * (len(pieces) - 1) + [bool(token.whitespace_)]
    return Doc(nlp.vocab, words=words, spaces=spaces)


def _cut(word: str, start: int, edges: set[int]) -> Iterator[str]:
    inside = [place for place in range(1, len(word)) if start + place in edges]
    yield from (word[first:last] for first, last in pairwise([0, *inside, len(word)]))
