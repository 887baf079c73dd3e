"""What a compression costs in CPU time, as a share of running the stock spaCy pipeline on the same text.

    python benchmarks/speed.py

Joins samples to a text of about 10,000 tokens. Both sides are warm and run in turn; each compression
asks a question that was not asked before, and the text is segmented and indexed anew each time.
"""

from __future__ import annotations

import os

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # before numpy: CPU times compare only on one thread

import statistics
import time
from collections import defaultdict
from collections.abc import Callable
from functools import partial
from pathlib import Path

import spacy

from compressor import CompressorOptions, compress
from compressor.options import DEFAULT_PIPELINE
from compressor.relevance.collection import collect
from compressor.text.tokens import tokenizer

SAMPLES = ("encyclopedia.txt", "meeting-transcript.txt", "manual.md")
QUESTIONS = (
    "Who made the first marine chronometer?",
    "When must the land report be ready?",
    "How much memory does a backup need?",
    "Why did Quayside flood?",
    "What did the Board of Longitude pay?",
)


def cpu_seconds(work: Callable[[], object]) -> float:
    """Return the CPU seconds that work takes, on all threads."""
    start = time.process_time()
    work()
    return time.process_time() - start


def main() -> None:
    """Print the ratios."""
    text = "\n\n".join((Path("samples") / name).read_text(encoding="utf-8") for name in SAMPLES)
    nlp = spacy.load(DEFAULT_PIPELINE)

    def fresh(query: str | None, records: bool = True) -> None:
        collect.cache_clear()
        compress(text, budget="10%", query=query, options=CompressorOptions(records=records))

    fresh("warm up")
    nlp(text)
    ratios: dict[str, list[float]] = defaultdict(list)
    for question in QUESTIONS:
        stock = cpu_seconds(lambda: nlp(text))
        ratios["with a question"].append(cpu_seconds(partial(fresh, question)) / stock)
        ratios["with a question, without records"].append(cpu_seconds(partial(fresh, question, False)) / stock)
        ratios["without a question"].append(cpu_seconds(partial(fresh, None)) / stock)
    print(f"{tokenizer().count(text):,} tokens to 10%, CPU time as a share of the stock spaCy pipeline's")
    for mode, found in ratios.items():
        print(f"{mode}: median {statistics.median(found):.3f}, {min(found):.3f} to {max(found):.3f}")


if __name__ == "__main__":
    main()
