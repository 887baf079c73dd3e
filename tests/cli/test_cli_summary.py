"""The line of statistics adds up; progress shows on terminals only."""

from __future__ import annotations

import io
import sys

import pytest

from compressor.cli.progress import activity, tracked
from compressor.cli.summary import summary
from compressor.records import CompressionResult, Cost, Document, Gap, Report, Source, Unit, UnitKind


def cost(tokens: int, flops: float) -> Cost:
    return Cost(tokens=tokens, prefill_flops=flops, attention_flops=flops**2, kv_cache_bytes=tokens)


def result(tokens: int, before: int, flops: tuple[float, float], *kinds: UnitKind) -> CompressionResult:
    """Make a result that kept units of these kinds and dropped 2,240 sentences in two gaps."""
    report = Report(
        encoding="o200k_base",
        rate=tokens / before,
        ratio=None,
        architecture="none",
        formula="none",
        before=cost(before, flops[0]),
        after=cost(tokens, flops[1]),
    )
    units = [
        Unit(id=f"u{start}", document=0, kind=kind, start=start, end=start + 1, quote="x", text="x", score=1.0)
        for start, kind in enumerate(kinds)
    ]
    gaps = [Gap(id=f"g{n}", document=0, start=3, end=9, sentences=n) for n in (240, 2000)]
    return CompressionResult(
        text="x x x",
        tokens=tokens,
        budget=2000,
        sources=(Source(name=None, sha256="0" * 64, characters=9),),
        units=tuple(units),
        dropped=tuple(gaps),
        records=(),
        report=report,
    )


@pytest.mark.parametrize(
    ("tokens", "before", "flops", "line"),
    [
        (
            1998,
            20413,
            (11.4, 1.0),
            "1,998 of 2,000 tokens · 9.8% of 20,413 · 2 of 2,242 sentences · reading cost 11x less (attention 130x)",
        ),
        (
            1,
            3,
            (9.04, 1.0),
            "1 of 2,000 tokens · 33.3% of 3 · 2 of 2,242 sentences · reading cost 9.0x less (attention 82x)",
        ),
        (3, 3, (1.0, 1.0), "3 of 2,000 tokens · 100.0% of 3 · 2 of 2,242 sentences · reading cost about the same"),
        (
            5,
            20413,
            (9.0, 1.0),
            "5 of 2,000 tokens · 0.024% of 20,413 · 2 of 2,242 sentences · reading cost 9.0x less (attention 81x)",
        ),
        (0, 3, (1.0, 0.0), "0 of 2,000 tokens · 0% of 3 · 2 of 2,242 sentences · no reading cost"),
    ],
)
def test_states_what_the_compression_came_to(tokens: int, before: int, flops: tuple[float, float], line: str) -> None:
    assert summary(result(tokens, before, flops, "heading", "sentence")) == line


def test_says_that_everything_was_kept() -> None:
    assert " · all sentences · " in summary(result(3, 3, (1.0, 1.0), "document"))


def test_says_that_not_one_sentence_fitted() -> None:
    assert " · part of a sentence · " in summary(result(3, 9, (9.0, 1.0), "fragment"))


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


LONG = [Document(text="word " * 50_000), Document(text="word")]


@pytest.mark.parametrize(
    ("documents", "quiet", "terminal", "shown"),
    [
        (LONG, False, True, True),
        (LONG, True, True, False),
        (LONG, False, False, False),
        (LONG[1:], False, True, False),
    ],
    ids=["long", "quiet", "no terminal", "short"],
)
def test_shows_progress_of_long_work_on_a_terminal(
    documents: list[Document], quiet: bool, terminal: bool, shown: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TERM", "xterm")
    for show, words in [(tracked, "Extracting"), (activity, "Reading 250,004 characters")]:
        screen = Terminal() if terminal else io.StringIO()
        monkeypatch.setattr(sys, "stderr", screen)
        if show is tracked:
            assert list(tracked(documents, quiet)) == documents
        else:
            with activity(documents, quiet):
                pass
        assert (words in screen.getvalue()) is shown
        assert shown or not screen.getvalue()
