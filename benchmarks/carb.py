"""Open facts by token overlap, as CaRB scores them.

Bhardwaj, Aggarwal and Mausam, "CaRB: A Crowdsourced Benchmark for Open IE", EMNLP 2019, with the matcher that its
scorer uses by default: each fact is read as subject, relation and all the rest.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from gold import FactText
from tally import Tally, total

from compressor.records import Argument, DocumentRecord, Fact

_BE = frozenset(("be", "is", "am", "are", "was", "were", "been", "being"))
_SAID = ("said", "told", "added", "adds", "says")  # "..., he said" counts in either order
_UNMARKED = ("object", "complement", "time")  # roles that are no preposition


class Open(NamedTuple):
    """A fact in words."""

    relation: str
    arguments: tuple[str, ...]
    confidence: float = 1.0

    @property
    def tokens(self) -> int:
        return len(" ".join((self.relation, *self.arguments)).split())


class Match(NamedTuple):
    """The shares of two facts' words that they have in common: of what was found, of what is wanted."""

    precision: float
    recall: float


Table = list[list[Match]]  # a row for each fact wanted, a column for each one found


def wanted(row: FactText) -> list[Open]:
    """Return the facts that a row states."""
    return [Open(clause.rel, tuple(clause.args)) for clause in row.tuples]


def of_record(record: DocumentRecord) -> list[Open]:
    """Return the facts of a record in words."""
    return [_in_words(fact) for fact in record.facts]


def _in_words(fact: Fact) -> Open:
    """Write a fact: objects first, prepositions with what they govern, but the first of a fact without an object."""
    others = [argument for argument in (*fact.arguments, fact.place, fact.time) if argument]
    others.sort(key=lambda argument: argument.role not in ("object", "complement"))
    relation = fact.predicate
    written = [_written(argument) for argument in others]
    if others and others[0].role not in _UNMARKED:
        relation = f"{relation} {others[0].role}"
        written[0] = others[0].quote
    return Open(relation, (fact.subject.quote, *written), fact.confidence)


def _written(argument: Argument) -> str:
    return argument.quote if argument.role in _UNMARKED else f"{argument.role} {argument.quote}"


def match(gold: Open, found: Open) -> Match:
    """Return how far two facts say the same."""
    straight = _overlap(gold.relation, _binary(gold.arguments), found.relation, _binary(found.arguments))
    if any(verb in gold.relation for verb in _SAID):
        turned = _binary(found.arguments)[::-1]
        return max(straight, _overlap(gold.relation, _binary(gold.arguments), found.relation, turned))
    return straight


def _binary(arguments: Sequence[str]) -> list[str]:
    return [arguments[0], " ".join(arguments[1:])] if len(arguments) > 1 else list(arguments)


def _overlap(relation: str, wanted_parts: list[str], found_relation: str, found_parts: list[str]) -> Match:
    """Count shared words part by part; facts whose relations share none, or with a part too few, do not match."""
    shared = _shared(relation, found_relation) + _is_be(relation, found_relation)
    if not shared or len(found_parts) < len(wanted_parts):
        return Match(0.0, 0.0)
    pairs = list(zip(wanted_parts, found_parts, strict=False))
    shared += sum(_shared(*pair) for pair in pairs)
    size = len(found_relation.split()) + sum(len(part.split()) for _, part in pairs)
    wanted_size = len(relation.split()) + sum(len(part.split()) for part in wanted_parts)
    return Match(shared / size, shared / wanted_size)


def _shared(one: str, other: str) -> int:
    return (Counter(one.split()) & Counter(other.split())).total()


def _is_be(relation: str, found: str) -> bool:
    """Tell whether a 'be' that is left over stands for another form of it."""
    left_over = Counter(found.split()) - Counter(relation.split())
    return left_over["be"] > 0 and not _BE.isdisjoint(relation.split())


def tables(found: Sequence[Sequence[Open]], gold: Sequence[Sequence[Open]]) -> list[Table]:
    """Return how every fact found in a sentence matches every one wanted of it."""
    return [[[match(one, other) for other in facts] for one in golds] for golds, facts in zip(gold, found, strict=True)]


def tally(found: Sequence[Sequence[Open]], matched: Sequence[Table], least: float = 0.0) -> Tally:
    """Return the tally of the facts with at least some confidence."""
    return total(_tally(facts, table, least) for facts, table in zip(found, matched, strict=True))


def _tally(facts: Sequence[Open], table: Table, least: float) -> Tally:
    chosen = [number for number, fact in enumerate(facts) if fact.confidence >= least]
    recalled = sum(max((row[number].recall for number in chosen), default=0.0) for row in table)
    return Tally(sum(one_to_one(table, chosen).values()), len(chosen), recalled, len(table))


def one_to_one(table: Table, chosen: Sequence[int]) -> dict[int, float]:
    """Return the precision of each fact found when no fact wanted serves two, the best matches first."""
    cells = ((row[number].precision, -line, -number) for line, row in enumerate(table) for number in chosen)
    taken, precisions = set[int](), dict[int, float]()
    for precision, line, number in sorted(cells, reverse=True):
        if line not in taken and -number not in precisions:
            taken.add(line)
            precisions[-number] = precision
    return precisions


def best(found: Sequence[Sequence[Open]], matched: Sequence[Table]) -> tuple[float, Tally]:
    """Return the least confidence at which F1 is highest, and the tally there."""
    every = sorted({fact.confidence for facts in found for fact in facts})
    tallies = ((least, tally(found, matched, least)) for least in every)
    return max(tallies, key=lambda pair: pair[1].f1, default=(0.0, tally(found, matched)))
