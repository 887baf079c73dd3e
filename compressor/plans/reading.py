"""Actions that read: the sentences behind items, the compressed context of a step, and the answer."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence

from compressor.errors import PlanError
from compressor.options import CompressorOptions
from compressor.pipeline import compress
from compressor.plans.answering import answers_in, distinct
from compressor.plans.asked import asked
from compressor.plans.asking import ask
from compressor.plans.desk import Desk, stated
from compressor.plans.results import Evidence, Item, StepResult
from compressor.plans.retrieval import best_sentences, documents_for
from compressor.records import CompressionResult, Document

SENTENCES = 100  # that an answer looks through where a plan names no step to answer from

RESULTS = 50  # of other steps that a model is shown beside the context

_PLAIN = CompressorOptions(records=False, tighten=False)  # sentences word for word, so that they are evidence
_PROMPT = """\
Answer the question from the context alone, as briefly as you can. If the context does not answer it, say so.

Context:
{context}

Question: {question}
Answer:"""


def evidence(desk: Desk, items: list[Item]) -> list[Item]:
    """Return the sentences that items come from, each once, with the best score of its items."""
    found: dict[Evidence, float] = {}
    for item in items:
        for place in item.evidence:
            sentence = _sentence(desk, place)
            found[sentence] = max(found.get(sentence, item.score), item.score)
    return [Item(text=_folded(place.quote), score=score, evidence=(place,)) for place, score in found.items()]


def context(desk: Desk, question: str, items: list[StepResult]) -> list[Item]:
    """Return the compressed context of a question within the desk's budget, with the sentences in it as evidence."""
    if not items:
        return _context_of_documents(desk, question)
    told = evidence(desk, [item for step in items for item in step.items])
    documents = list(_gathered(told))
    if not documents:
        return []
    text = _compressed(desk, question, documents).text
    kept = tuple(item.evidence[0] for item in told if item.text in _folded(text))
    return [Item(text=text, score=1.0, evidence=kept)]


def _context_of_documents(desk: Desk, question: str) -> list[Item]:
    volumes = [v for number in documents_for(desk.shelf, question) if (v := desk.shelf.volume(number)).text.strip()]
    if not volumes:
        return []
    result = _compressed(desk, question, [volume.document for volume in volumes])
    kept = tuple(volumes[unit.document].evidence(unit.start, unit.end) for unit in result.units)
    return [Item(text=result.text, score=1.0, evidence=kept)]


def _compressed(desk: Desk, question: str, documents: Sequence[Document]) -> CompressionResult:
    return compress(documents, budget=desk.budget, query=question, options=_PLAIN)


def answer(desk: Desk, question: str, items: list[StepResult]) -> list[Item]:
    """Return the model's answer or, without one, the results that answer and the spans of sentences that may."""
    if desk.model is not None:
        return read_with_model(desk, question, items)
    if not items:
        return answers_in(desk.shelf, question, best_sentences(desk.shelf, question, SENTENCES))
    results, told = _divided(question, items)
    if not told:
        return results  # in the order that the plan put them in
    return distinct([*results, *answers_in(desk.shelf, question, evidence(desk, told))])


def _divided(question: str, steps: Iterable[StepResult]) -> tuple[list[Item], list[Item]]:
    """Return the items that are answers by themselves, and those whose sentences may hold one.

    A fact answers by itself, unless a person, a date or the like is asked for, which is a part of it.
    """
    asks_for_part = asked(question).kind != "thing"
    results, told = list[Item](), list[Item]()
    for step in steps:
        for item in step.items:
            whole_fact = item.row is not None and item.row.kind == "fact" and item.text == stated(item.row)
            holds = step.type in ("sentences", "context") or (asks_for_part and whole_fact)
            (told if holds else results).append(item)
    return results, told


def read_with_model(desk: Desk, question: str, steps: Sequence[StepResult] = ()) -> list[Item]:
    """Ask the model with the context that steps made or, where none did, with that of what they found.

    Raises PlanError where there is no model.
    """
    if desk.model is None:
        raise PlanError(f"a step needs a language model, and there is none: {question[:80]}")
    contexts = [item for step in steps if step.type == "context" for item in step.items]
    made = contexts or context(desk, question, list(steps))
    results = [item.text for item in _divided(question, steps)[0]][:RESULTS]
    parts = [*results, *(item.text for item in made)]
    reply = ask(desk.model, _PROMPT.format(context="\n".join(parts), question=question))
    evidence = tuple(dict.fromkeys(place for item in made for place in item.evidence))
    return [Item(text=reply, score=1.0, evidence=evidence)]


def _sentence(desk: Desk, place: Evidence) -> Evidence:
    """Return the sentence that a place begins in."""
    bounds = desk.shelf.sentences(place.document)
    at = bisect_right(bounds, (place.start, float("inf"))) - 1
    if at < 0 or bounds[at][1] <= place.start:
        return place
    return desk.shelf.volume(place.document).evidence(*bounds[at])


def _gathered(sentences: Iterable[Item]) -> Iterator[Document]:
    """Yield the sentences of each document as a text, in the order they have there."""
    by_document: dict[int, list[Evidence]] = {}
    for item in sentences:
        for place in item.evidence:
            by_document.setdefault(place.document, []).append(place)
    for places in by_document.values():
        text = "\n\n".join(place.quote for place in sorted(places, key=lambda place: place.start))
        yield Document(text=text, source=places[0].source)


def _folded(text: str) -> str:
    return " ".join(text.split())
