"""State in one line what a compression came to."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from compressor.records import CompressionResult

_LEAST = 1.05  # times; below, it would be shown as 1.0
_SMALL = 0.01  # share; below, a decimal is not enough
_FEW = 10  # times; below, a decimal matters


def summary(result: CompressionResult) -> str:
    """Return e.g. '2,000 of 2,000 tokens · 9.8% of 20,413 · 18 of 240 sentences · attention cost 104x less'."""
    before = result.report.before.tokens
    return " · ".join(
        [
            f"{result.tokens:,} of {result.budget:,} tokens",
            f"{_percent(result.tokens / before if before else 0)} of {before:,}",
            _sentences(result),
            _attention(result.report.before.attention_flops, result.report.after.attention_flops),
        ]
    )


def _percent(share: float) -> str:
    return f"{share:.1%}" if share >= _SMALL else f"{100 * share:.2g}%"


def _sentences(result: CompressionResult) -> str:
    kinds = {unit.kind for unit in result.units}
    if "document" in kinds:  # short enough to be kept whole
        return "all sentences"
    if "fragment" in kinds:
        return "part of a sentence"
    kept = len(result.units)
    return f"{kept:,} of {kept + sum(gap.sentences for gap in result.dropped):,} sentences"


def _attention(before: float, after: float) -> str:
    if not after:
        return "no attention cost"
    times = before / after
    if times < _LEAST:
        return "attention cost about the same"
    return f"attention cost {times:,.{int(times < _FEW)}f}x less"
