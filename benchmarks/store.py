"""How fast filters answer on a store of a million statements.

    python benchmarks/store.py [--statements 1000000] [--keep FILE.db]

Builds the store with made-up words from a fixed seed, through the real schema, and asks for the first page and
the total: each filter alone, with a value that many statements have and with one that few have, every pair of
filters in all four mixtures of these, and a sample of threes. Times are CPU time, of which other programs on the
machine take nothing away; each question is asked several times, and its time is the median.
"""

from __future__ import annotations

import argparse
import itertools
import random
import statistics
import tempfile
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from synthetic import build, source

from compressor import RecordStore

RUNS = 3
SLOWEST = 10
THREES = 200

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
        "confidence": ({"confidence": 0.5}, {"confidence": 0.95}),
    }


def questions(values: Mapping[str, tuple[Filters, Filters]]) -> dict[str, list[Filters]]:
    """Return what is asked: filters alone, pairs that do not ask the same thing twice, and some threes."""
    every = [filters for both in values.values() for filters in both]
    threes = list(_together(itertools.combinations(every, 3)))
    return {
        "no filter or one": [{}, *every],
        "pairs of filters": list(_together(itertools.combinations(every, 2))),
        "threes of filters": random.Random(7).sample(threes, THREES),
    }


def _together(several: Iterable[Sequence[Filters]]) -> Iterator[Filters]:
    for filters in several:
        joined = {name: value for one in filters for name, value in one.items()}
        if len(joined) == sum(map(len, filters)):
            yield joined


def ask(store: RecordStore, filters: Filters) -> Timed:
    """Time the first page with the total, and the median of several runs."""
    times = []
    for _ in range(RUNS):
        start = time.process_time()
        page = store.find(**filters)
        times.append(1000 * (time.process_time() - start))
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
        asked = questions(choices(made.words[0], f"{made.words[0]} {made.words[-1]}"))
        with RecordStore.open(path) as store:
            timed = {title: [ask(store, filters) for filters in several] for title, several in asked.items()}
        for title, several in timed.items():
            report(title, several)
        report("all", [one for several in timed.values() for one in several])


if __name__ == "__main__":
    main()
