"""What was left out, and what stands behind what was kept, can be fetched back."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compressor import CompressionResult, CompressorOptions, Document, compress, expand
from compressor.errors import CompressorError, InputError, OptionError

HARBOUR = (
    "The harbour of Vintervik opens in March. A pilot boards each ship at the outer buoy. Ice closes the northern "
    "channel until then.\n\nThe quay is 240 metres long. Two cranes stand on it. The fee is 90 kroner a day."
)
LIGHT = "The light on Skarholm was lit in 1874. Its keeper lived there alone. It was automated in 1988."
FAST = CompressorOptions(records=False)


def result() -> CompressionResult:
    return compress([HARBOUR, LIGHT], budget=30, query="When was the light automated?", options=FAST)


def test_every_unit_and_gap_can_be_fetched_back() -> None:
    made = result()
    assert made.units
    assert made.dropped
    for unit in made.units:
        assert expand(made, unit.id, [HARBOUR, LIGHT]).quote == unit.quote
    for gap in made.dropped:
        span = expand(made, gap.id, [HARBOUR, Document(text=LIGHT)])
        assert span.quote == [HARBOUR, LIGHT][gap.document][gap.start : gap.end]


@given(st.lists(st.sampled_from([*HARBOUR.split(". "), *LIGHT.split(". ")]), min_size=1), st.integers(1, 60))
def test_units_and_gaps_together_are_the_document(sentences: list[str], budget: int) -> None:
    text = ". ".join(sentences) + "."
    made = compress(text, budget=budget, query="Which channel?", options=FAST)
    parts = sorted((expand(made, one.id, [text]) for one in (*made.units, *made.dropped)), key=lambda span: span.start)
    assert "".join("".join(part.quote for part in parts).split()) == "".join(text.split())


@pytest.mark.parametrize(
    ("identifier", "documents", "error", "message"),
    [
        ("g77", [HARBOUR, LIGHT], OptionError, r"no 'g77'; it has the units u1 to u\d+ and the gaps g1 to g\d+"),
        ("", [HARBOUR, LIGHT], OptionError, "no ''"),
        ("g1", [HARBOUR], InputError, "1 documents were given; the context was made from 2"),
        ("g1", [LIGHT, HARBOUR], InputError, "is not the text that the context was made from"),
        ("g1", [HARBOUR + " ", LIGHT], InputError, "give that text, or compress anew"),
    ],
)
def test_what_does_not_fit_is_an_error(
    identifier: str, documents: list[str], error: type[CompressorError], message: str
) -> None:
    with pytest.raises(error, match=message):
        expand(result(), identifier, documents)


def test_a_context_that_is_the_whole_text_has_no_gaps() -> None:
    made = compress(LIGHT, budget=500, options=FAST)
    assert expand(made, "u1", [LIGHT]).quote == LIGHT
    with pytest.raises(OptionError, match="it has the units u1 to u1 and nothing else"):
        expand(made, "g1", [LIGHT])
