"""The stock spaCy pipeline, and what others make of it: the peers of the records."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from importlib.util import find_spec
from typing import TYPE_CHECKING

from carb import Open
from spans import VALUES, Named

from compressor.options import DEFAULT_PIPELINE

if TYPE_CHECKING:
    from spacy.language import Language


@cache
def pipeline() -> Language:
    """Return the pipeline as spaCy loads it, with all its components."""
    import spacy

    return spacy.load(DEFAULT_PIPELINE)


def entities(text: str) -> list[Named]:
    """Return the entities that the pipeline finds by itself, values apart."""
    doc = pipeline()(text)
    return [Named(ent.start_char, ent.end_char, ent.label_) for ent in doc.ents if ent.label_ not in VALUES]


def has_triples() -> bool:
    """Say whether textacy is installed."""
    return find_spec("textacy") is not None


def triples(text: str) -> Iterator[Open]:
    """Yield what textacy finds: subject, verb and object, with no confidence."""
    from textacy.extract.triples import subject_verb_object_triples

    for triple in subject_verb_object_triples(pipeline()(text)):
        subject, verb, object_ = (" ".join(token.text for token in part) for part in triple)
        yield Open(verb, (subject, object_))
