"""State in one line what a compression came to."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from compressor.records import CompressionResult, Cost

_LEAST = 1.05  # times; a smaller ratio would be shown as 1.0
_SMALL = 0.01  # share; below, a decimal is not enough
_FEW = 10  # times; below, a decimal matters


def summary(result: CompressionResult) -> str:
    """Return e.g. '149 of 150 tokens · 3.2% of 4,634 · 7 of 173 sentences · reading cost 33x less (attention 967x)'."""
    before = result.report.before.tokens
    return " · ".join(
        [
            f"{result.tokens:,} of {result.budget:,} tokens",
            f"{_percent(result.tokens / before if before else 0)} of {before:,}",
            _sentences(result),
            _cost(result.report.before, result.report.after),
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


def _cost(before: Cost, after: Cost) -> str:
    """State both ratios: the quadratic one alone would promise more than is saved."""
    if not after.prefill_flops:
        return "no reading cost"
    whole = before.prefill_flops / after.prefill_flops
    if whole < _LEAST:
        return "reading cost about the same"
    return f"reading cost {_times(whole)} less (attention {_times(before.attention_flops / after.attention_flops)})"


def _times(ratio: float) -> str:
    return f"{ratio:,.{int(ratio < _FEW)}f}x"
