from __future__ import annotations

import pytest

from compressor.errors import OptionError
from compressor.relevance.attention import ARCHITECTURES, architecture, cost

LLAMA = architecture("llama-3-8b")


def test_the_costs_of_llama_3_8b_by_hand() -> None:
    found = cost(LLAMA, 32_000)
    assert found.tokens == 32_000
    assert found.kv_cache_bytes == 2 * 32 * 8 * 128 * 2 * 32_000  # keys and values, layers, heads, width, 16 bit
    assert found.kv_cache_bytes == pytest.approx(4.19e9, rel=0.01)
    assert found.attention_flops == pytest.approx(2 * 32 * 32_000**2 * 4096)
    assert found.prefill_flops == pytest.approx(2 * 6.98e9 * 32_000 + found.attention_flops)


def test_a_sixteenth_of_the_tokens_costs_a_256th_of_the_attention() -> None:
    long, short = cost(LLAMA, 32_000), cost(LLAMA, 2_000)
    assert long.attention_flops / short.attention_flops == 256
    assert long.kv_cache_bytes / short.kv_cache_bytes == 16
    assert 16 < long.prefill_flops / short.prefill_flops < 256


def test_no_tokens_cost_nothing() -> None:
    assert cost(LLAMA, 0).model_dump() == dict.fromkeys(
        ("tokens", "prefill_flops", "attention_flops", "kv_cache_bytes"), 0
    )


@pytest.mark.parametrize("name", ARCHITECTURES)
def test_parameters_are_about_what_layers_of_the_width_hold(name: str) -> None:
    found = ARCHITECTURES[name]
    # Attention holds 2 to 4 and the feed-forward part 8 to 16 squares of the width in each layer.
    assert 10 < found.parameters / (found.layers * found.width**2) < 20


def test_an_unknown_architecture_is_an_error_that_names_those_known() -> None:
    with pytest.raises(OptionError, match="unknown architecture 'bert'; expected one of llama-3-8b"):
        architecture("bert")
