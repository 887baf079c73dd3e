"""Costs as people read them, with what the figures do not say."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from compressor.cost.reading import Bill, Hardware, ReadingCost
from compressor.cost.tuning import TuningCost

_FEW = 10  # below, a decimal matters
_THOUSANDS = " kMGTPEZY"
ALL = 1.0


def reading_lines(found: ReadingCost) -> Iterator[str]:
    """Yield the lines that state what compression saves on reading."""
    yield f"{found.before:,} to {found.after:,} tokens, a compression rate of {_percent(found.after, found.before)}"
    for hardware in found.hardware:
        yield ""
        yield from _columns([(f"{hardware.architecture}, a call", "before", "after", "less"), *_hardware(hardware)])
    for bill in found.bills:
        calls = f"{found.calls:,} call{'s' * (found.calls != 1)} with {found.output:,} tokens of output"
        yield ""
        yield from _columns([(f"{bill.model}, {calls}", "before", "after", "saved"), *_bill(bill)])
        yield from _caveats(bill, found)
    if found.bills:
        fewer, squared = _times(found.before, found.after), _times(found.before**2, found.after**2)
        yield ""
        yield (
            f"API prices are linear in tokens, {fewer} fewer of input. What attention saves, {squared}, shows in "
            "latency and on hardware of one's own, not on the bill."
        )


def tuning_lines(found: TuningCost) -> Iterator[str]:
    """Yield the lines that set examples in the prompt beside training."""
    rows = [
        (found.model, "price of a call", "training pays from"),
        ("examples in the prompt", _money(found.with_examples), _calls(found.break_even)),
    ]
    if found.with_cached_examples is not None:
        rows.append(("examples in the cache", _money(found.with_cached_examples), _calls(found.break_even_cached)))
    rows.append(("tuned model, no examples", _money(found.with_tuned), f"training {_money(found.training)}"))
    yield from _columns(rows)
    yield f"Prices: {found.source}. How well the tuned model answers, and how soon it is trained anew, is not in them."


def _hardware(found: Hardware) -> Iterator[Sequence[str]]:
    for label, unit, field in (
        ("prefill", "FLOP", "prefill_flops"),
        ("  of it attention", "FLOP", "attention_flops"),
        ("KV cache", "B", "kv_cache_bytes"),
    ):
        before, after = getattr(found.before, field), getattr(found.after, field)
        yield label, _scaled(before, unit), _scaled(after, unit), _times(before, after)


def _bill(bill: Bill) -> Iterator[Sequence[str]]:
    yield "price", _money(bill.before), _money(bill.after), _money(bill.before - bill.after)
    if bill.caching is not None:
        hits = "always" if bill.caching.hits == ALL else f"by {bill.caching.hits:.0%} of calls"
        label = f"price, document found in the cache {hits}"
        yield label, _money(bill.caching.cached), _money(bill.after), _money(bill.caching.saved)


def _caveats(bill: Bill, found: ReadingCost) -> Iterator[str]:
    yield f"Prices: {bill.source}; {_rates(bill)} a million tokens."
    if bill.caching is None or bill.caching.break_even is None or not found.before:
        return
    verdict = "saves" if bill.caching.saved >= 0 else "loses"
    yield (
        f"Compressing anew for each call pays against the cached document to a rate of {bill.caching.break_even:.1%}: "
        f"at {_percent(found.after, found.before)} it {verdict} {_money(abs(bill.caching.saved))}. "
        "A context made once, without a question, can be cached as well."
    )


def _rates(bill: Bill) -> str:
    prices = bill.prices
    named = (("input", prices.input), ("output", prices.output), ("cached", prices.cached))
    return ", ".join(f"{name} {_money(price)}" for name, price in named if price is not None)


def _calls(number: int | None) -> str:
    return "never" if number is None else f"{number:,} call{'s' * (number != 1)}"


def _columns(rows: Sequence[Sequence[str]]) -> Iterator[str]:
    """Yield the rows with the first column to the left and the others to the right."""
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for first, *others in rows:
        yield "  ".join([first.ljust(widths[0]), *(c.rjust(w) for c, w in zip(others, widths[1:], strict=True))])


def _scaled(number: float, unit: str) -> str:
    """Return a number to three digits with the prefix of its size, e.g. '4.19 GB'."""
    size = 0
    while number >= 999.5 and size < len(_THOUSANDS) - 1:
        number, size = number / 1000, size + 1
    return f"{number:.3g} {_THOUSANDS[size].strip()}{unit}"


def _times(before: float, after: float) -> str:
    if not after:
        return "–"
    ratio = before / after
    return f"{ratio:,.{int(ratio < _FEW)}f}x"


def _percent(part: int, whole: int) -> str:
    return f"{part / whole:.1%}" if whole else "100%"


def _money(price: float) -> str:
    """Return a price to the cent, one below 1 to four digits that say something."""
    return f"{price:,.2f}" if abs(price) >= 1 or not price else f"{price:.4g}"
