"""Whether a store that was filled under kills is the one that an undisturbed run makes.

    python benchmarks/interruption.py [--documents 1000] [--kills 10] [--seed 1]

Writes small documents from templates, extracts them once undisturbed, and once more with the process killed
(SIGKILL) after random times and started again. Then compares all that the two stores hold.
"""

from __future__ import annotations

import argparse
import random
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from compressor import RecordStore
from compressor.errors import StoreError

NAMES = ("Orla Brandt", "Jonas Feld", "Marit Lind", "Tidewell Trust", "Greyfold Ltd", "the harbour office", "Ilse Koch")
PLACES = ("Aalborg", "Leith", "Gdynia", "Tallinn", "Bergen", "Riga")
THINGS = ("crane", "quay", "ferry", "warehouse", "dry dock", "light ship")
OPINIONS = ("sturdy", "slow", "excellent", "awful", "reliable", "noisy")
SENTENCES = (
    "{name} bought the {thing} in {place} for €{amount} in {year}.",
    "The {thing} in {place} is {opinion}, but its engine is {opinion2}.",
    "{name} did not repair the {thing} before {day} May {year}.",
    "In {year}, {name} moved from {place} to {place2}.",
    "The {thing} weighs {weight} tonnes and belongs to {name}.",
)
TABLES = {
    "documents": "SELECT source, sha256, characters, settings, entities, properties, facts, aspects, sentences, text "
    "FROM documents ORDER BY source",
    "facts": "SELECT f.*, s.type, s.lemma, s.value_kind, s.first_day, s.last_day FROM facts f "
    "JOIN statements s ON s.id = f.statement ORDER BY source, s.kind, s.id",
    "names": "SELECT d.source, e.label, n.name FROM documents d JOIN entities e ON e.document = d.id "
    "JOIN names n ON n.entity = e.id ORDER BY d.source, n.id",
    "mentions": 'SELECT d.source, e.label, m.start, m."end" FROM documents d JOIN entities e ON e.document = d.id '
    "JOIN mentions m ON m.entity = e.id ORDER BY d.source, m.id",
    "arguments": 'SELECT d.source, s.label, a.part, a.role, a.resolved, a.start, a."end", a.quote FROM documents d '
    "JOIN statements s ON s.document = d.id JOIN arguments a ON a.statement = s.id ORDER BY d.source, a.id",
    "sentences": 'SELECT d.source, x.start, x."end", x.text FROM documents d JOIN sentences x ON x.document = d.id '
    "ORDER BY d.source, x.id",
    "found": "SELECT d.source, x.start FROM sentence_index i JOIN sentences x ON x.id = i.rowid "
    "JOIN documents d ON d.id = x.document WHERE sentence_index MATCH 'crane OR aalborg' ORDER BY d.source, x.id",
}


def write_documents(folder: Path, number: int, seed: int) -> None:
    """Write documents of a few sentences from a seed."""
    source = random.Random(seed)
    for i in range(number):
        lines = [sentence(source) for _ in range(source.randint(3, 8))]
        (folder / f"{i:05}.txt").write_text(" ".join(lines), encoding="utf-8")


def sentence(source: random.Random) -> str:
    """Return a sentence from a template."""
    return source.choice(SENTENCES).format(
        name=source.choice(NAMES),
        place=source.choice(PLACES),
        place2=source.choice(PLACES),
        thing=source.choice(THINGS),
        opinion=source.choice(OPINIONS),
        opinion2=source.choice(OPINIONS),
        amount=source.randint(1, 99) * 1_000,
        weight=source.randint(2, 900),
        day=source.randint(1, 28),
        year=source.randint(1950, 2025),
    )


def start(folder: Path, store: Path) -> subprocess.Popen[bytes]:
    """Start extracting a folder into a store."""
    command = [sys.executable, "-m", "compressor", "extract", str(folder), "-o", str(store), "--quiet"]
    return subprocess.Popen(command)


def extract(folder: Path, store: Path) -> None:
    """Extract a folder into a store, undisturbed."""
    if start(folder, store).wait():
        raise SystemExit("the extraction failed")


def extract_killed(folder: Path, store: Path, kills: int, source: random.Random) -> Iterator[int]:
    """Kill the extraction at random moments, and yield how many documents were stored each time; then let it end.

    Each kill comes when some more documents are stored, so few that there are enough left for every kill.
    """
    share = sum(1 for _ in folder.iterdir()) // (kills + 1)
    for _ in range(kills):
        enough = stored(store) + source.randint(1, share)
        process = start(folder, store)
        while process.poll() is None and stored(store) < enough:
            time.sleep(0.02)
        time.sleep(source.uniform(0, 0.05))
        process.send_signal(signal.SIGKILL)
        process.wait()
        yield stored(store)
    extract(folder, store)


def stored(store: Path) -> int:
    """Count the documents in a store that may be in use, half made or not there."""
    try:
        with RecordStore.open(store) as opened:
            return len(opened.documents())
    except StoreError:
        return 0


def contents(store: Path) -> dict[str, list[tuple[object, ...]]]:
    """Return all that a store holds, in an order that does not depend on when it was stored."""
    connection = sqlite3.connect(store)
    connection.execute("INSERT INTO sentence_index (sentence_index) VALUES ('integrity-check')")
    return {name: _without_ids(connection.execute(statement)) for name, statement in TABLES.items()}


def _without_ids(found: sqlite3.Cursor) -> list[tuple[object, ...]]:
    kept = [i for i, column in enumerate(found.description) if column[0] != "statement"]
    return [tuple(row[i] for i in kept) for row in found]


def main() -> None:
    """Compare the stores and say so."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--documents", type=int, default=1_000)
    parser.add_argument("--kills", type=int, default=10)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as place:
        folder, whole, killed = Path(place, "documents"), Path(place, "whole.db"), Path(place, "killed.db")
        folder.mkdir()
        write_documents(folder, given.documents, given.seed)
        extract(folder, whole)
        counts = list(extract_killed(folder, killed, given.kills, random.Random(given.seed)))
        print(f"killed with {', '.join(map(str, counts))} of {given.documents} documents stored")
        expected, found = contents(whole), contents(killed)
        for name, lines in expected.items():
            print(f"{name}: {len(lines):,} rows, {'the same' if lines == found[name] else 'DIFFERENT'}")
        if expected != found:
            raise SystemExit("the stores differ")


if __name__ == "__main__":
    main()
