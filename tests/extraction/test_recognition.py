"""Names are those that spaCy's own loop finds, with a probability each."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import Any

import pytest
import spacy
from spacy.tokens import Doc

from compressor.extraction.nlp import divided, load, parse
from compressor.extraction.recognition import Recognizer, certainty_of, recognizer_for
from compressor.extraction.runs import gather_runs
from compressor.options import DEFAULT_PIPELINE
from compressor.text.segmentation import segment

TEXTS = (
    "In March 1912 the Board of Trade lent £4,500 to a Leith shipyard. Two weeks later Henrik Dahl of Bergen paid back",
    "Flight times from Lima to New York on 3 May 2024 rose by 12 percent, the Andean Weather Service said on Friday",
    "\n\n  spaces  \t stand where a name\n\ncould begin: \n Oslo \n\n\n",
    "",
    "Oslo",
)


def entities(doc: Doc) -> list[tuple[int, int, str, int]]:
    return [(ent.start, ent.end, ent.label_, ent[0].ent_iob) for ent in doc.ents]


def docs() -> Iterator[Doc]:
    nlp = load(DEFAULT_PIPELINE)
    for text in TEXTS:
        for starts in ([0], [0, 9, 40], [match * 7 for match in range(len(text) // 7)]):
            doc = nlp.make_doc(text)
            near = {token.idx for token in doc for start in starts if token.idx <= start < token.idx + len(token) + 1}
            yield divided(doc, near | {0})


def test_finds_what_spacy_finds_in_its_own_loop() -> None:
    nlp = load(DEFAULT_PIPELINE)
    recognizer = recognizer_for(nlp)
    assert isinstance(recognizer, Recognizer)
    given = list(docs())
    recognizer.annotate(given)
    expected = [nlp.get_pipe("ner")(doc) for doc in docs()]
    assert [entities(doc) for doc in given] == [entities(doc) for doc in expected]
    assert [[token.ent_iob for token in doc] for doc in given] == [[token.ent_iob for token in doc] for doc in expected]
    assert sum(len(doc.ents) for doc in given) > 20


def test_every_name_has_a_probability() -> None:
    for parsed in parse(load(DEFAULT_PIPELINE), gather_runs(segment(TEXTS[0]), None)):
        shares = [certainty_of(parsed.doc, ent.start) for ent in parsed.doc.ents]
        assert shares
        assert all(share is not None and 0 < share.span <= 1 and 0 < share.label <= 1.0001 for share in shares)
        outside = [token.i for token in parsed.doc if token.ent_iob == 2]
        assert [certainty_of(parsed.doc, token) for token in outside] == [None] * len(outside)


def test_names_do_not_overlap() -> None:
    recognizer, given = recognizer_for(load(DEFAULT_PIPELINE)), list(docs())
    assert recognizer is not None
    recognizer.annotate(given)
    assert all(one.end <= other.start for doc in given for one, other in pairwise(doc.ents))


@pytest.mark.parametrize(("pipe", "place"), [("sentencizer", {"last": True}), ("merge_noun_chunks", {"before": "ner"})])
def test_a_pipeline_with_pipes_that_could_see_names_reads_them_by_itself(pipe: str, place: dict[str, Any]) -> None:
    nlp = spacy.load(DEFAULT_PIPELINE)
    nlp.add_pipe(pipe, **place)
    assert recognizer_for(nlp) is None
    text = "Henrik Dahl left Bergen in 1912."
    (parsed,) = parse(nlp, gather_runs(segment(text), None))
    assert [ent.text for ent in parsed.doc.ents] == ["Henrik Dahl", "Bergen", "1912"]
    assert [certainty_of(parsed.doc, ent.start) for ent in parsed.doc.ents] == [None] * 3


def test_a_pipeline_without_a_recogniser_has_none() -> None:
    assert recognizer_for(spacy.blank("en")) is None
