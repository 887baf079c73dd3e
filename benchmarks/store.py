"""How fast filters answer on a store of a million statements.

    python benchmarks/store.py [--statements 1000000] [--keep FILE.db]

Builds the store with made-up words from a fixed seed, through the real schema, and asks for the first page and
the total: each filter alone, with a value that many statements have and with one that few have, and every pair of
filters in all four mixtures of these. Each question is asked several times, and its time is the median of them.
"""

from __future__ import annotations

import argparse
import itertools
import statistics
import tempfile
import time
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from synthetic import build, source

from compressor import RecordStore

RUNS = 5
SLOWEST = 10

Filters = Mapping[str, Any]


class Timed(NamedTuple):
    """What was asked and what it took."""

    milliseconds: float
    total: str
    filters: Filters


def choices(common: str, rare: str) -> dict[str, tuple[Filters, Filters]]:
    """Return for each filter a value that many statements have and one that few have."""
    return {
        "kind": ({"kind": "fact"}, {"kind": "aspect"}),
        "entity": ({"entity": "name 0"}, {"entity": "NAME 9000"}),
        "entity, wildcard": ({"entity": "name 1*"}, {"entity": "*e 90*"}),
        "type": ({"type": "TERM"}, {"type": "url"}),
        "key": ({"key": "key 0"}, {"key": "key 290"}),
        "predicate": ({"predicate": "verb 0"}, {"predicate": "verb 1900"}),
        "polarity": ({"polarity": "positive"}, {"polarity": "neutral"}),
        "category": ({"category": "quality"}, {"category": "size"}),
        "amount": ({"minimum": 10}, {"minimum": 900_000}),
        "unit": ({"unit": "EUR"}, {"unit": "psi"}),
        "amount in a unit": ({"minimum": 1000, "unit": "EUR"}, {"minimum": 990_000, "unit": "USD"}),
        "after": ({"after": "1950"}, {"after": "2025-12-20"}),
        "before": ({"before": "2000-06"}, {"before": "1900-02"}),
        "between": ({"after": "1990", "before": "2010"}, {"after": "2001-03-04", "before": "2001-03-06"}),
        "source": ({"source": "folder-1*"}, {"source": "folder-9/document-999.txt"}),
        "search": ({"search": common}, {"search": rare}),
    }


def questions(values: Mapping[str, tuple[Filters, Filters]]) -> Iterator[Filters]:
    """Yield each filter alone, then the pairs that do not ask the same thing twice."""
    yield {}
    for both in values.values():
        yield from both
    for one, other in itertools.combinations(values.values(), 2):
        for pair in itertools.product(one, other):
            if not set(pair[0]) & set(pair[1]):
                yield {**pair[0], **pair[1]}


def ask(store: RecordStore, filters: Filters) -> Timed:
    """Time the first page with the total, and the median of several runs."""
    times = []
    for _ in range(RUNS):
        start = time.perf_counter()
        page = store.find(**filters)
        times.append(1000 * (time.perf_counter() - start))
    return Timed(statistics.median(times), f"{page.total:,}{'+' if page.more else ''}", filters)


def report(title: str, asked: list[Timed]) -> None:
    """Print the median and the slowest."""
    times = [one.milliseconds for one in asked]
    print(f"{title}: {len(asked)} questions, median {statistics.median(times):.1f} ms, worst {max(times):.1f} ms")
    for one in sorted(asked, reverse=True, key=lambda one: one.milliseconds)[:SLOWEST]:
        print(f"  {one.milliseconds:7.1f} ms  {one.total:>8}  {dict(one.filters)}")


def main() -> None:
    """Build the store, unless it is kept from before, and print the times."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--statements", type=int, default=1_000_000)
    parser.add_argument("--keep", type=Path, help="where the store is kept, or is from before")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = given.keep or Path(folder) / "store.db"
        made = source()
        if not path.exists():
            start = time.perf_counter()
            build(path, given.statements, made)
            print(f"built in {time.perf_counter() - start:.0f} s")
        print(f"{path.stat().st_size / 1e6:,.0f} MB")
        asked = list(questions(choices(made.words[0], f"{made.words[0]} {made.words[-1]}")))
        with RecordStore.open(path) as store:
            timed = [ask(store, filters) for filters in asked]
        alone = sum(len(both) for both in choices("", "").values()) + 1
        report("one filter or none", timed[:alone])
        report("pairs of filters", timed[alone:])
        report("all", timed)


if __name__ == "__main__":
    main()
