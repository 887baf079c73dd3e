"""Runs methods over sets of questions, and measures what they keep and what they cost."""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Sequence

from folders import Question, QuestionSet
from measures import Figures, gold, mean, measure
from peers import METHODS, OURS, YARDSTICK, forget
from results import Outcome, SetResult
from texts import count, cut

WARM_UP = "A short text loads what a method needs. Its time is not measured, for it is the same for every document.\n"


class Tally:
    """Counts what one method does on one set."""

    def __init__(self, method: str) -> None:
        self.method = method
        self.figures: dict[float, list[Figures]] = defaultdict(list)
        self.over = 0
        self.seconds = 0.0

    def add(self, text: str, questions: Sequence[Question], asked: bool, budgets: dict[float, int]) -> None:
        """Compress a document to each budget, for each question or once without any."""
        wanted = [gold(q.evidence, q.answers if q.answer_kind == "verbatim" else []) for q in questions]
        queries = [q.question for q in questions] if asked else [None]
        self.seconds += cold_seconds(self.method, text, queries[0], min(budgets.values()))
        for share, budget in budgets.items():
            contexts = [self._context(text, query, budget) for query in queries]
            shown = contexts if asked else contexts * len(questions)
            self.figures[share] += [measure(context, g) for context, g in zip(shown, wanted, strict=True)]

    def _context(self, text: str, query: str | None, budget: int) -> str:
        """Return what the method makes; a peer's is cut to the budget, ours is taken as it comes."""
        made = METHODS[self.method].run(text, query, budget)
        if count(made) <= budget:
            return made
        self.over += 1
        return made if self.method == OURS else cut(made, budget)

    def outcome(self, tokens: int) -> Outcome:
        """Return the means; the documents have so many tokens in all."""
        figures = {share: mean(found) for share, found in self.figures.items()}
        return Outcome(figures=figures, over=self.over, cpu=self.seconds * 10_000 / tokens)


def try_methods(questions: QuestionSet, methods: Sequence[str], shares: Sequence[float], asked: bool) -> SetResult:
    """Run methods over a set, at budgets that are shares of a document's tokens in percent."""
    _warm_up(methods, asked)
    tallies = {method: Tally(method) for method in methods}
    yardstick = tallies.get(YARDSTICK) or Tally(YARDSTICK)
    by_document: dict[str, list[Question]] = defaultdict(list)
    for question in questions.questions:
        by_document[question.doc_id].append(question)
    tokens = 0
    for name, about in by_document.items():
        text = questions.documents[name]
        size = count(text)
        tokens += size
        budgets = {share: max(1, int(size * share / 100)) for share in shares}
        for tally in tallies.values():
            tally.add(text, about, asked, budgets)
        if YARDSTICK not in tallies and METHODS[YARDSTICK].installed():
            yardstick.seconds += cold_seconds(YARDSTICK, text, about[0].question, min(budgets.values()))
    return SetResult(
        name=questions.name,
        documents=len(by_document),
        questions=len(questions.questions),
        with_question=asked,
        yardstick=yardstick.seconds * 10_000 / tokens or None,
        outcomes={method: tally.outcome(tokens) for method, tally in tallies.items()},
    )


def cold_seconds(method: str, text: str, query: str | None, budget: int) -> float:
    """Return the CPU seconds of a first call on a document."""
    forget()
    started = time.process_time()
    METHODS[method].run(text, query, budget)
    return time.process_time() - started


def _warm_up(methods: Sequence[str], asked: bool) -> None:
    for method in (*methods, YARDSTICK):
        if METHODS[method].installed():
            METHODS[method].run(WARM_UP * 3, "What is loaded?" if asked else None, 20)
