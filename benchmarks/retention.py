"""How much of what people ask about is still in the context, at several budgets.

    python benchmarks/retention.py [FOLDER]

FOLDER holds documents and a `questions.jsonl` whose lines have `doc_id` (a file name), `question`,
`answers` and `evidence` (words of the document that answer); `samples/` is one. For each budget, a share
of the document's tokens, it prints the share of evidence sentences and of answers that the context holds:
for this package, for the head of the document and for plain BM25 over its sentences.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

import numpy as np

from compressor import Compressor, CompressorOptions
from compressor.relevance.bm25 import bm25
from compressor.relevance.collection import collect
from compressor.relevance.terms import terms
from compressor.text.tokens import tokenizer

SHARES = (5, 10, 20)
count = tokenizer().count
compressor = Compressor(CompressorOptions(records=False))


class Question(NamedTuple):
    """A question about a document, its answers and the words that support them."""

    text: str
    question: str
    answers: list[str]
    evidence: list[str]


def questions(folder: Path) -> Iterator[Question]:
    """Read the questions of a folder, with the documents they are about."""
    for row in (folder / "questions.jsonl").read_text(encoding="utf-8").splitlines():
        asked = json.loads(row)
        text = (folder / asked["doc_id"]).read_text(encoding="utf-8")
        yield Question(text, asked["question"], asked["answers"], asked["evidence"])


def ours(text: str, question: str, budget: int) -> str:
    """Compress with this package."""
    return compressor.compress(text, budget=budget, query=question).text


def head(text: str, question: str, budget: int) -> str:  # noqa: ARG001
    """Cut the document off at the budget."""
    words = text.split(" ")
    low, high = 0, len(words)
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if count(" ".join(words[:middle])) <= budget else (low, middle - 1)
    return " ".join(words[:low])


def bm25_sentences(text: str, question: str, budget: int) -> str:
    """Take the sentences with the highest BM25 scores, by the same terms as ours, in document order."""
    collection = collect((text,))
    kept: list[int] = []
    room = budget
    for number in np.argsort(-bm25(collection.postings, Counter(terms(question))), kind="stable").tolist():
        price = count(collection.quote(number)) + 1
        if price <= room:
            kept.append(number)
            room -= price
    return "\n".join(collection.quote(number) for number in sorted(kept))


def holds(context: str, words: str) -> bool:
    """Whether a context holds these words, blanks aside."""
    return " ".join(words.split()) in " ".join(context.split())


def main() -> None:
    """Print the table."""
    asked = list(questions(Path(sys.argv[1] if len(sys.argv) > 1 else "samples")))
    methods: list[tuple[str, Callable[[str, str, int], str]]] = [
        ("entity-compressor", ours),
        ("BM25 sentences", bm25_sentences),
        ("head", head),
    ]
    print(f"{len(asked)} questions; evidence / answers kept, at a share of the document's tokens\n")
    print("| | " + " | ".join(f"{share}%" for share in SHARES) + " |")
    print("|---" * (len(SHARES) + 1) + "|")
    for name, method in methods:
        cells = []
        for share in SHARES:
            contexts = [method(q.text, q.question, count(q.text) * share // 100) for q in asked]
            evidence = [holds(c, e) for q, c in zip(asked, contexts, strict=True) for e in q.evidence]
            answers = [holds(c, a) for q, c in zip(asked, contexts, strict=True) for a in q.answers]
            cells.append(f"{np.mean(evidence):.2f} / {np.mean(answers):.2f}")
        print(f"| {name} | " + " | ".join(cells) + " |")


if __name__ == "__main__":
    main()
